"""The two URL styles on every host: the example site in folders and in files, as visitors and crawlers meet it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from answers import TARGETS, Host
from host import _header_rules
from sites import EXAMPLE_DAY, ROOT, Output, build, build_example, copy_example, make_site, run

ORIGIN = "https://customers.ambarel.example"
CLEAN = ("netlify", "cloudflare", "vercel", "github", "gitlab", "nginx")
# Hosts that lead on from the addresses of the other style, so that printed codes go on working.
KEEPING = ("netlify", "cloudflare", "vercel", "nginx")
_ADDRESS = re.compile(r'\s(?:href|src|action|poster)="([^"]*)"')
_SHARED = re.compile(re.escape("https%3A%2F%2Fcustomers.ambarel.example") + r"([A-Za-z0-9%._-]*)")

Made = Callable[[str, str], Output]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """`made(style, target)`: the example site as if it were no demonstration, built once."""

    @cache
    def one(style: str, target: str) -> Output:
        return build_example(tmp_path_factory.mktemp(f"{style}-{target}"), settings(style, target))

    return one


def settings(style: str, target: str) -> dict[str, str]:
    """What the example's site.yaml says otherwise."""
    return {
        "demo: true": f"demo: false\nurls: {style}",
        "target: netlify": f"target: {target}",
        "provider: netlify": "provider: web3forms\n  access_key: 00000000-0000-0000-0000-000000000000",
    }


def html(output: Output) -> dict[str, str]:
    return {name: data.decode() for name, data in output.files.items() if name.endswith(".html")}


def address_of(name: str, style: str, target: str) -> str:
    """What the address of a page's file is, said once more and by other means than the program's."""
    if name == "index.html" or name.endswith("/index.html"):
        return "/" + name.removesuffix("index.html")
    ending = "" if style == "file" and target in CLEAN and not name.endswith("404.html") else ".html"
    return f"/{name.removesuffix('.html')}{ending}"


def is_redirect(page: str) -> bool:
    return 'http-equiv="refresh"' in page


@pytest.mark.parametrize("style", ["directory", "file"])
@pytest.mark.parametrize("target", TARGETS)
def test_every_address_in_every_output_is_answered(made: Made, style: str, target: str) -> None:
    output = made(style, target)
    host = Host(target, output.files)
    seen: dict[str, tuple[str, str]] = {}
    met: set[str] = set()
    for name, page in html(output).items():
        own = address_of(name, style, target)
        for written in set(_ADDRESS.findall(page)) - met:
            if written.startswith("/"):  # the same from every page
                met.add(written)
            url = urljoin(ORIGIN + own, unescape(written))
            if url.startswith(f"{ORIGIN}/") and not written.startswith("#"):
                seen.setdefault(unquote(urlsplit(url).path), (name, written))
        for shared in _SHARED.findall(page):
            seen.setdefault(unquote(shared).split()[0].partition("?")[0], (name, shared))
    for name in ("sitemap.xml", "feed.xml", "es/feed.json", "api/testimonials.json"):
        for url in re.findall(rf'{re.escape(ORIGIN)}(/[^"<>\s\\?#]*)', unescape(output.files[name].decode())):
            seen.setdefault(unquote(url), (name, url))
    assert len(seen) > 350
    for path, (name, written) in seen.items():
        file, hops = host.reach(path)
        assert file, f"{name}: {written} leads to nothing"
        # the one detour: a landing page that stands in a folder
        assert hops == 0 or (target == "gitlab" and path.startswith("/r/") and hops == 1), f"{name}: {written}"


@pytest.mark.parametrize("target", TARGETS)
def test_both_styles_have_the_same_pages(made: Made, target: str) -> None:
    folders, files = html(made("directory", target)), html(made("file", target))
    paths = {name: name.removesuffix("index.html").removesuffix(".html").rstrip("/") for name in [*folders, *files]}
    assert {paths[name] for name in folders} == {paths[name] for name in files}
    in_folders = [name for name, page in files.items() if name.endswith("/index.html") and not is_redirect(page)]
    if target == "gitlab":  # looks for the folder first
        assert {"testimonials/index.html", "es/case-studies/index.html", "r/r8ykrbm6/index.html"} <= set(in_folders)
        assert "testimonials.html" not in files
    else:
        assert in_folders == ["es/index.html"]
        assert {"testimonials.html", "testimonials/page/2.html", "es/case-studies.html", "r/r8ykrbm6.html"} <= set(
            files
        )
    assert {"404.html", "es/404.html", "index.html"} <= set(files)


@pytest.mark.parametrize("target", TARGETS)
def test_addresses_end_as_the_host_gives_them(made: Made, target: str) -> None:
    files = html(made("file", target))
    ending = "" if target in CLEAN else ".html"
    landing = "r/4cngw6tk/index.html" if target == "gitlab" else "r/4cngw6tk.html"  # it has audiences
    assert f'<link rel="canonical" href="{ORIGIN}/about{ending}">' in files["about.html"]
    assert f'href="/es/about{ending}"' in files["es/index.html"]
    assert f'<meta property="og:url" content="{ORIGIN}/r/4cngw6tk{ending}">' in files[landing]
    api = json.loads(made("file", target).files["api/testimonials.json"])
    by_id = {one["id"]: one["url"] for one in api["testimonials"]}
    assert by_id["dev-malhotra"] == f"{ORIGIN}/testimonials/dev-malhotra{ending}"
    marks = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', files["testimonials/dev-malhotra.html"], re.S
    )
    assert marks
    assert f"{ORIGIN}/testimonials/dev-malhotra{ending}" in marks[1]
    assert f"{ORIGIN}/testimonials/dev-malhotra/" not in marks[1]


@pytest.mark.parametrize("style", ["directory", "file"])
@pytest.mark.parametrize("target", ["none", "netlify", "gitlab"])
def test_the_sitemap_lists_the_canonical_address_of_every_page(made: Made, style: str, target: str) -> None:
    output = made(style, target)
    listed = set(re.findall(r"<loc>(.*?)</loc>", output.read("/sitemap.xml")))
    canonical, embedded = {}, set()
    for name, page in html(output).items():
        found = re.search(r'<link rel="canonical" href="([^"]*)">', page)
        if found and name.startswith("embed/"):
            embedded.add(found[1])  # it names the page of the proof that it shows
        elif found and not is_redirect(page):
            canonical[name] = found[1]
    assert set(canonical.values()) == listed
    assert len(embedded) > 10 and embedded <= listed
    assert {name: url.removeprefix(ORIGIN) for name, url in canonical.items()} == {
        name: address_of(name, style, target) for name in canonical
    }
    alternates = {
        canonical[name]: set(re.findall(r'<link rel="alternate" hreflang="(?!x-default)[^"]*" href="([^"]*)">', page))
        for name, page in html(output).items()
        if name in canonical
    }
    assert sum(len(others) > 1 for others in alternates.values()) > 100
    for url, others in alternates.items():
        assert all(url in alternates[other] for other in others), f"{url} is not named by all that it names"


@pytest.mark.parametrize("style", ["directory", "file"])
@pytest.mark.parametrize("target", ["netlify", "cloudflare"])
def test_rules_for_headers_reach_the_landing_pages(made: Made, style: str, target: str) -> None:
    output = made(style, target)
    lines = [line for line in output.read("/_headers").splitlines() if "! " not in line]
    rules = [pattern for pattern, name, _ in _header_rules(lines) if name == "X-Robots-Tag"]
    for name in output.files:
        if name.endswith(".html"):
            at = address_of(name, style, target)
            assert any(rule.fullmatch(at) for rule in rules) == name.startswith("r/"), name


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_printed_goes_on_working_where_the_docs_say_so(made: Made, target: str) -> None:
    folders, files = made("directory", target), made("file", target)
    codes = [name.split("/")[1] for name in folders.files if re.fullmatch(r"r/[^/]+/index\.html", name)]
    assert len(codes) > 30
    to_files, to_folders = Host(target, files.files), Host(target, folders.files)
    for code in codes:
        standing = to_files.reach(f"/r/{code}/")[0]
        if is_redirect(folders.read(f"/r/{code}/")):
            assert standing, "an old code answers in both spellings"
        elif target in KEEPING:
            assert standing == f"r/{code}.html"
        if target in CLEAN:
            assert to_folders.reach(f"/r/{code}")[0] == f"r/{code}/index.html"
            assert to_files.reach(f"/r/{code}")[0] in (f"r/{code}.html", f"r/{code}/index.html")
        else:
            assert to_files.reach(f"/r/{code}.html")[0] == f"r/{code}.html"


@pytest.mark.parametrize("target", TARGETS)
def test_old_addresses_lead_on_however_they_are_written(made: Made, target: str) -> None:
    for style in ("directory", "file"):
        output = made(style, target)
        host = Host(target, output.files)
        ending = {"directory": "/", "file": "" if target in CLEAN else ".html"}[style]
        for old, new in (
            ("/testimonials/forno-tre-lune/", "/testimonials/elena-marchetti"),
            ("/r/w4kxm9tz/", "/r/ncvhfjpd"),
        ):
            spellings = [old, *([f"{old[:-1]}{'' if target in CLEAN else '.html'}"] if style == "file" else [])]
            for spelling in spellings:
                file, _ = host.reach(spelling)
                assert file, f"{spelling} in {style}"
                page = output.files[file].decode()
                if is_redirect(page):
                    found = re.search(r'content="0; url=([^"]*)"', page)
                    assert found
                    assert found[1] == new + ending
                else:
                    assert address_of(file, style, target) == new + ending


SMALL = """
    -- site.yaml --
    name: Tandem Tools
    url: https://tandem.example/proof
    urls: file
    hosting: {target: netlify}
    navigation:
      - {label: All, url: /testimonials/}
      - {label: Tidy, url: /testimonials/#ana}
      - {label: One, url: /testimonials/ana.html?x=1}
      - {label: File, url: /feed.xml}
    -- content/testimonials/ana.md --
    ---
    role: Head of Operations
    aliases: [/quotes/ana.html, /quotes/ana, /testimonials/ana.html]
    consent: {granted: 2026-05-01, method: email, scope: [quote, role]}
    ---
    It just works.
    -- content/pages/more.md --
    ---
    title: More
    ---
    [One](/testimonials/ana/), [two](/testimonials/ana), [three](../testimonials/ana.md#x), [all](/testimonials/?a=1#b).
    """


def test_a_site_that_changes_its_style_leaves_no_file_behind(tmp_path: Path) -> None:
    folder = make_site(tmp_path / "site", SMALL)
    assert "testimonials/ana.html" in build(folder).files
    for style, target in (("directory", "netlify"), ("file", "github"), ("directory", "none"), ("file", "netlify")):
        changed_text = SMALL.replace("urls: file", f"urls: {style}").replace("netlify", target)
        make_site(folder, changed_text)
        changed = build(folder)
        assert changed.files == build(make_site(tmp_path / f"{style}-{target}", changed_text)).files
        gone = re.search(r"No longer there: /about\b", changed.result.stderr) is not None
        assert gone == (target in ("github", "none")), f"{target} leads on: {changed.result.stderr}"


def test_landing_pages_follow_a_change_of_style_and_host(made: Made, tmp_path: Path) -> None:
    folder = copy_example(tmp_path / "site", settings("directory", "netlify"))
    build(folder, today=EXAMPLE_DAY)
    for style, target in (("file", "gitlab"), ("file", "none"), ("file", "netlify"), ("directory", "vercel")):
        changed = (ROOT / "site.yaml").read_text(encoding="utf-8")
        for old, new in settings(style, target).items():
            changed = changed.replace(old, new)
        (folder / "site.yaml").write_text(changed, encoding="utf-8")
        assert build(folder, today=EXAMPLE_DAY).files == made(style, target).files


def test_what_people_write_is_led_to_the_address(tmp_path: Path) -> None:
    output = build(make_site(tmp_path, SMALL))
    page = output.files["more.html"].decode()
    words = page[page.index("<main") :]
    assert [url for url in _ADDRESS.findall(words) if "testimonials" in url] == [
        "/proof/testimonials/ana",
        "/proof/testimonials/ana",
        "/proof/testimonials/ana#x",
        "/proof/testimonials?a=1#b",
    ]
    menu = page[page.index("<nav") : page.index("</nav>")]
    assert _ADDRESS.findall(menu)[:4] == [
        "/proof/testimonials",
        "/proof/testimonials#ana",
        "/proof/testimonials/ana?x=1",
        "/proof/feed.xml",
    ]
    assert output.read("_redirects").splitlines()[1:] == [
        "/proof/quotes/ana.html /proof/testimonials/ana 301",
        "/proof/quotes/ana/ /proof/testimonials/ana 301",
    ]
    checked = run("check", cwd=tmp_path)
    assert "GW950" not in checked.codes, checked.stderr
    assert "content/pages/more.md:4:7: GW951: `/proof/testimonials?a=1#b`" in checked.stderr, "told where it is written"


def test_a_name_that_hosts_read_in_their_own_way_gets_a_folder_or_an_error(tmp_path: Path) -> None:
    text = re.sub(r"    aliases: .*\n", "", SMALL).replace("/testimonials/ana.html", "/awards/")
    text = text.partition("    -- content/pages")[0]
    output = build(make_site(tmp_path / "404", text.replace("ana.md", "404.md")))
    assert {"testimonials.html", "testimonials/404/index.html"} <= set(output.files)
    assert "testimonials/404.html" not in output.files
    assert 'href="/proof/testimonials/404/"' in output.files["testimonials.html"].decode()
    folder = make_site(tmp_path / "index", text.replace("ana.md", "index.md"))
    assert run("build", cwd=folder).codes == ["GW306"]
    make_site(folder, text.replace("ana.md", "index.md").replace("urls: file", "urls: directory"))
    assert "testimonials/index/index.html" in build(folder).files


@pytest.mark.parametrize("target", ["netlify", "cloudflare", "vercel", "nginx"])
def test_old_addresses_with_an_ending_lead_on(tmp_path: Path, target: str) -> None:
    host = Host(target, build(make_site(tmp_path, SMALL.replace("netlify", target))).files, "/proof")
    for old in ("quotes/ana.html", "quotes/ana", "quotes/ana/", "testimonials/ana.html"):
        assert host.reach(f"/proof/{old}")[0] == "testimonials/ana.html", old


def test_an_old_address_that_is_now_another_page_is_an_error(tmp_path: Path) -> None:
    text = SMALL.replace("/quotes/ana.html", "/more.html")
    folder = make_site(tmp_path, text)
    result = run("build", cwd=folder)
    assert result.exit_code == 1
    assert "/more.html" in result.stderr
    (folder / "site.yaml").write_text((folder / "site.yaml").read_text().replace("urls: file", "urls: directory"))
    assert run("build", cwd=folder).exit_code == 0, "where pages are folders, nothing stands there"


def test_a_link_that_the_host_would_not_answer_is_told(tmp_path: Path) -> None:
    raw = '\n    <a href="/proof/testimonials/ana/">slash</a>\n'
    for target, told in (("netlify", False), ("github", True)):
        folder = make_site(tmp_path / target, SMALL.replace("netlify", target))
        (folder / "themes/default/templates/components").mkdir(parents=True)
        (folder / "themes/default/templates/components/feeds.html").write_text("")
        (folder / "themes/default/templates/components/footer.html").write_text(raw)
        checked = run("check", cwd=folder)
        assert ("`/proof/testimonials/ana/`" in checked.stderr) == told, checked.stderr


def test_explain_understands_every_spelling(tmp_path: Path) -> None:
    folder = make_site(tmp_path, SMALL)
    build(folder)
    said = {
        run("explain", spelling, cwd=folder).stderr
        for spelling in (
            "/testimonials/ana",
            "/testimonials/ana/",
            "/testimonials/ana.html",
            "output/testimonials/ana.html",
            "https://tandem.example/proof/testimonials/ana",
        )
    }
    assert len(said) == 1
    told = said.pop()
    assert "/proof/testimonials/ana\n" in told
    assert "last written" in told, "the record is asked for the file, however its address is written"
    assert "leads to /proof/testimonials/ana" in run("explain", "/quotes/ana", cwd=folder).stderr


@pytest.mark.parametrize("target", ["netlify", "none"])
def test_every_page_of_a_site_below_a_path_is_answered(tmp_path: Path, target: str) -> None:
    output = build(make_site(tmp_path, SMALL.replace("netlify", target)))
    host = Host(target, output.files, "/proof")
    for name, page in html(output).items():
        for written in _ADDRESS.findall(page):
            url = urlsplit(
                urljoin(f"https://tandem.example/proof{address_of(name, 'file', target)}", unescape(written))
            )
            if url.netloc == "tandem.example":
                assert host.reach(unquote(url.path))[0], f"{name}: {written}"


REWARDED = """
    -- site.yaml --
    name: Tandem Tools
    url: https://tandem.example
    urls: {style}
    -- content/program.yaml --
    name: Friends
    starts: 2026-01-01
    ends: 2027-01-01
    eligibility: Anyone.
    limits: One each.
    advocate_reward: a bag of screws
    friend_reward: one month free of charge
    -- content/advocates.yaml --
    - id: ana
      public_name: Ana Ruiz
      code: k7m2p9q4
      consent: {{granted: 2026-05-01, method: email, scope: [name, page]}}
      audiences: [bakeries]
    -- themes/default/templates/parts/offer.html --
    nothing about it
    """


@pytest.mark.parametrize(("style", "file"), [("directory", "r/k7m2p9q4/index.html"), ("file", "r/k7m2p9q4.html")])
def test_a_reward_that_is_not_told_is_an_error_in_both_styles(tmp_path: Path, style: str, file: str) -> None:
    checked = run("check", cwd=make_site(tmp_path, REWARDED.format(style=style)))
    told = re.findall(r"GW961: `([^`]*)`", checked.stderr)
    assert file in told, checked.stderr
    assert file.replace("k7m2p9q4", "k7m2p9q4/bakeries") in told
