"""`goodword serve`: what it answers to whom, builds after changes, and that nothing in a site ends it."""

from __future__ import annotations

import base64
import contextlib
import http.client
import re
import shutil
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from goodword.build.lock import site_lock
from goodword.problems import Problem
from goodword.serve.builds import Builds
from serving import Preview, previewing
from sites import make_picture, run

SITE = """
    -- site.yaml --
    name: Tandem Tools
    url: https://tandem.example/proof
    languages: [en, es]
    form: {provider: formspree, id: abcdwxyz}
    -- content/testimonials/ana.md --
    ---
    role: Head of Operations
    photo: ana.jpg
    aliases: [old/ana]
    consent: {granted: 2026-05-01, method: email, scope: [quote, role, photo]}
    ---
    It just works.
    -- content/testimonials/draft.md --
    ---
    status: draft
    role: Night watch
    ---
    Still to be asked.
    """
ANA = "/proof/testimonials/ana/"


@pytest.fixture
def root(site: Callable[[str], Path]) -> Path:
    folder = site(SITE)
    make_picture(folder / "content" / "testimonials" / "ana.jpg")
    return folder


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_preview_is_served_below_its_path_as_a_host_would(root: Path) -> None:
    with previewing(root) as preview:
        assert preview.address == f"{preview.origin}/proof/"
        assert preview.get("/").headers["Location"] == "/proof/"
        assert preview.get("/proof?ref=K7").headers["Location"] == "/proof/?ref=K7"
        assert preview.get(ANA.rstrip("/")).headers["Location"] == ANA
        assert preview.get("/proof/old/ana").headers.get("Location") in ("/proof/old/ana/", ANA)
        page = preview.get(ANA)
        assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert "It just works." in page.body
        assert "Still to be asked." in preview.get("/proof/testimonials/draft/").body
        head = preview.get(ANA, "HEAD")
        assert (head.status, head.body) == (200, "")
        assert head.headers["Content-Length"] == str(len(page.body.encode()))
        kinds = {
            "/proof/feed.xml": "application/xml; charset=utf-8",
            "/proof/feed.json": "application/json; charset=utf-8",
            "/proof/robots.txt": "text/plain; charset=utf-8",
        }
        assert {path: preview.get(path).headers["Content-Type"] for path in kinds} == kinds
        assert "1 entry" in preview.text
    assert not (root / "output").exists()


@pytest.mark.parametrize(("target", "ending"), [("netlify", ""), ("github", ""), ("none", ".html")])
def test_pages_that_are_files_are_answered_as_their_host_would(root: Path, target: str, ending: str) -> None:
    rewrite(root / "site.yaml", "languages:", f"urls: file\nhosting: {{target: {target}}}\nlanguages:")
    page = f"/proof/testimonials/ana{ending}"
    with previewing(root, "--published") as preview:
        assert preview.get(page).status == 200
        assert f'href="{page}"' in preview.get("/proof/").body
        assert preview.get("/proof/es/").status == 200
        assert preview.get(f"/proof/es/testimonials{ending}").status == 200
        slash = preview.get("/proof/testimonials/ana/?ref=k7")
        assert slash.status == (302 if target == "netlify" else 404)
        if target == "netlify":
            assert slash.headers["Location"] == f"{page}?ref=k7"
        assert preview.get("/proof/testimonials/ana").status == (404 if ending else 200)
        old = preview.get("/proof/old/ana" if target != "none" else "/proof/old/ana.html")
        assert page in old.headers.get("Location", old.body)


def test_published_shows_the_site_without_drafts(root: Path) -> None:
    with previewing(root, "--published") as preview:
        assert preview.get("/proof/testimonials/draft/").status == 404
        assert "It just works." in preview.get(ANA).body
    assert not (root / "output").exists()


def test_the_policy_of_the_site_is_in_force_with_one_address_more(root: Path) -> None:
    built = run("build", cwd=root)
    assert built.exit_code == 0
    with previewing(root) as preview:
        page = preview.get(ANA)
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
        assert f"connect-src 'self' ws://127.0.0.1:{preview.port};" in policy
        assert "form-action https://formspree.io" in policy
        assert "upgrade-insecure-requests" not in policy
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Cache-Control"] == "no-store"
        sheet = re.findall(r'href="(/proof/assets/[^"]+[.]css)"', page.body)[0]
        assert "immutable" in preview.get(sheet).headers["Cache-Control"]
        for gone in ("/proof/assets/gone.css", "/proof/feed.xml"):
            assert preview.get(gone).headers["Cache-Control"] == "no-store"
        assert '<script src="/__goodword/reload.js"' in page.body
        for own in ("reload.js", "livereload.js", "problems.css"):
            assert preview.get(f"/__goodword/{own}").status == 200
    for folder in ("output", ".goodword/preview"):
        for path in (root / folder).rglob("*.html"):
            assert "__goodword" not in path.read_text(encoding="utf-8")


def test_what_is_not_there_is_answered_in_the_languages_of_the_site(root: Path) -> None:
    with previewing(root) as preview:
        english, spanish = preview.get("/proof/nothing/"), preview.get("/proof/es/nothing/")
        assert (english.status, spanish.status) == (404, 404)
        assert '<html lang="en"' in english.body
        assert '<html lang="es"' in spanish.body
        assert preview.get("/elsewhere/").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/proof/../site.yaml",
        "/proof/..%2f..%2f..%2fsite.yaml",
        "/proof/%2e%2e/%2e%2e/site.yaml",
        "/proof//etc/passwd",
        "//[proof/",
        "/proof/..%5c..%5csite.yaml",
        "/proof/.goodword/lock",
        "/proof/%00",
        "/proof/a%0d%0aSet-Cookie:%20a=b",
        "/../../site.yaml",
        "/__goodword/../site.yaml",
        "/__goodword/builds.py",
    ],
)
def test_nothing_outside_the_built_folder_can_be_had(root: Path, path: str) -> None:
    with previewing(root) as preview:
        answer = preview.get(path)
        assert answer.status == 404
        assert "tandem.example/proof\n" not in answer.body
        assert "Set-Cookie" not in answer.headers


def test_only_known_names_are_answered(root: Path) -> None:
    with previewing(root, "--allow-host", "Studio.local") as preview:
        port = preview.port
        for known in (f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}", "localhost", f"studio.local:{port}"):
            assert preview.get(ANA, host=known).status == 200, known
        for foreign in (f"rebound.example:{port}", f"127.0.0.1.rebound.example:{port}", f"192.168.1.5:{port}", "a b"):
            for path in (ANA, "/__goodword/problems.json", "/livereload"):
                answer = preview.get(path, host=foreign)
                assert answer.status in (400, 403), (foreign, path)
                assert "It just works." not in answer.body
        assert "--allow-host rebound.example" in preview.get(ANA, host="rebound.example").body
    with previewing(root, "--host", "0.0.0.0") as preview:
        assert preview.get(ANA, host="192.168.1.5:80").status == 200
        assert preview.get(ANA, host="rebound.example").status == 403


def test_the_channel_is_for_pages_of_this_server(root: Path) -> None:
    def knock(preview: Preview, origin: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=30)
        try:
            headers = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
            key = {"Sec-WebSocket-Key": base64.b64encode(bytes(16)).decode()}
            connection.request("GET", "/livereload", headers=headers | key | {"Origin": origin})
            return connection.getresponse().status
        finally:
            connection.close()

    with previewing(root) as preview:
        assert knock(preview, preview.origin) == 101
        assert knock(preview, "https://elsewhere.example") == 403
        assert knock(preview, "http://[broken") == 403


def test_a_form_is_not_sent_from_a_preview(root: Path) -> None:
    with previewing(root) as preview:
        answer = preview.get(ANA, "POST")
        assert (answer.status, answer.body.startswith("This is a preview")) == (405, True)


def test_a_change_is_built_and_errors_leave_the_last_good_page(root: Path) -> None:
    path = root / "content" / "testimonials" / "ana.md"
    with previewing(root) as preview:
        first = preview.state
        assert first["problems"] == []
        rewrite(path, "just works", "never lets us down")
        preview.until(lambda: preview.state["build"] != first["build"])
        assert "It never lets us down." in preview.get(ANA).body

        good = preview.state
        rewrite(root / "site.yaml", "name: Tandem", "name: [Tandem")
        preview.until(lambda: preview.state["problems"])
        (problem, *_) = preview.state["problems"]
        assert (problem["path"], problem["line"], problem["code"][:2]) == ("site.yaml", 1, "GW")
        assert problem["message"]
        assert preview.state["build"] == good["build"]
        assert "It never lets us down." in preview.get(ANA).body
        preview.until(lambda: "The last good version stays." in preview.text)
        assert problem["code"] in preview.text

        rewrite(root / "site.yaml", "name: [Tandem", "name: Tandem")
        preview.until(lambda: not preview.state["problems"])
        assert "It never lets us down." in preview.get(ANA).body


def test_nothing_that_happens_to_the_folder_ends_the_server(root: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(root, kept)
    with previewing(root) as preview:
        shutil.rmtree(root / "content")
        preview.until(lambda: "Still to be asked." not in preview.get("/proof/testimonials/draft/").body)
        (root / "site.yaml").unlink()
        preview.until(lambda: preview.state["problems"])
        shutil.rmtree(root / ".goodword")
        (root / "content").write_text("a file where a folder belongs", encoding="utf-8")
        (root / "site.yaml").write_bytes(b"\xff\xfe\x00")
        preview.until(lambda: preview.state["problems"])
        (root / "content").unlink()
        shutil.copytree(kept / "content", root / "content")
        shutil.copy(kept / "site.yaml", root / "site.yaml")
        preview.until(lambda: "It just works." in preview.get(ANA).body)
        rewrite(root / "content" / "testimonials" / "ana.md", "just works", "is watched again")
        preview.until(lambda: "It is watched again." in preview.get(ANA).body)
        (root / "themes" / "default" / "templates").mkdir(parents=True)
        broken = root / "themes" / "default" / "templates" / "home.html"
        broken.write_text("{% if %}", encoding="utf-8")
        preview.until(lambda: bool(preview.state["problems"]))
        broken.unlink()
        preview.until(lambda: not preview.state["problems"])


def test_what_is_not_content_builds_nothing(root: Path) -> None:
    with previewing(root) as preview:
        before = preview.text
        for name in ("content/.ana.md.swp", "content/testimonials/ana.md~", "content/4913", "private/leads.csv"):
            path = root / name
            path.parent.mkdir(exist_ok=True)
            path.write_text("x", encoding="utf-8")
        (root / "output").mkdir()
        (root / "output" / "index.html").write_text("x", encoding="utf-8")
        (root / "notes.txt").write_text("x", encoding="utf-8")
        built = preview.state["build"]
        rewrite(root / "content" / "testimonials" / "ana.md", "just works", "counts")
        preview.until(lambda: preview.state["build"] != built)
        preview.until(lambda: preview.text != before)
        assert preview.text.removeprefix(before).count("Built") == 1


def test_a_taken_port_is_told_or_avoided(root: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        ended = run("serve", "--port", str(taken), cwd=root)
        assert (ended.exit_code, ended.codes) == (3, ["GW850"])
        assert f"Port {taken} is in use" in ended.stderr
    with socket.socket() as other:
        with contextlib.suppress(OSError):  # it is taken already, which is as good
            other.bind(("127.0.0.1", 8000))
            other.listen()
        with previewing(root, port=None) as preview:
            assert 8000 < preview.port <= 8010
            assert f"Port 8000 is in use, so the site is served on port {preview.port}." in preview.text
    ended = run("serve", "--host", "203.0.113.7", cwd=root)
    assert (ended.exit_code, ended.codes) == (3, ["GW852"])


def test_ctrl_c_ends_quietly_and_frees_the_site(root: Path) -> None:
    with previewing(root) as preview:
        before = preview.text
        assert preview.stop() == 130
    assert preview.text.removeprefix(before).strip() == ""
    assert run("build", cwd=root).exit_code == 0


def test_a_build_in_another_terminal_is_waited_for(root: Path) -> None:
    with previewing(root) as preview:
        with site_lock(root / ".goodword"):
            rewrite(root / "content" / "testimonials" / "ana.md", "just works", "can wait")
            time.sleep(1)
            assert preview.state["problems"] == []
            assert "It just works." in preview.get(ANA).body
        preview.until(lambda: "It can wait." in preview.get(ANA).body)


def test_nobody_reads_while_the_folder_changes(root: Path) -> None:
    def unexpected(error: Exception) -> Problem:
        raise error

    builds = Builds(root, root / ".goodword" / "preview", True, lambda zone: date(2026, 6, 15), unexpected)
    assert builds.run().built
    with ThreadPoolExecutor(1) as pool:
        # the lock that a build holds while it commits
        with builds.reading:
            answer = pool.submit(builds.answer, ANA, "127.0.0.1:8000")
            time.sleep(0.3)
            assert not answer.done()
        assert answer.result(10).status == 200
