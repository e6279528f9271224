"""What `goodword serve` tells open pages after a change: whether they are other pages, and what they should wear."""

from __future__ import annotations

import asyncio
import itertools
import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from goodword.problems import Problem
from goodword.serve.builds import Attempt, Builds
from goodword.serve.hosts import KnownHosts, listen
from goodword.serve.seen import seen
from goodword.serve.server import serve

SITE = """
    -- site.yaml --
    name: Tandem Tools
    url: https://tandem.example/proof
    form: {provider: formspree, id: abcdwxyz}
    -- content/testimonials/ana.md --
    ---
    role: Head of Operations
    consent: {granted: 2026-05-01, method: email, scope: [quote, role]}
    ---
    It just works.
    -- content/pages/plan.md --
    ---
    title: Plan
    ---
    On Monday.
    """
ANA = "/proof/testimonials/ana/"
HERE = "127.0.0.1:8000"


@pytest.fixture
def root(site: Callable[[str], Path]) -> Path:
    return site(SITE)


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def builds_of(root: Path) -> Builds:
    def unexpected(error: Exception) -> Problem:
        raise error

    return Builds(root, root / ".goodword" / "preview", True, lambda zone: date(2026, 6, 15), unexpected)


def test_saving_the_same_bytes_costs_nothing_and_tells_nobody(root: Path) -> None:
    builds = builds_of(root)
    assert builds.run().changed
    (root / "content" / "testimonials" / "ana.md").touch()
    again = builds.run()
    assert again.built
    assert (again.changed, again.built.library, again.built.committed.written) == (False, None, 0)

    rewrite(root / "site.yaml", "name: Tandem", "name: [Tandem")
    assert builds.run().built is None
    rewrite(root / "site.yaml", "name: [Tandem", "name: Tandem")
    mended = builds.run()
    assert mended.built
    assert (mended.changed, mended.built.library, builds.errors) == (True, None, ())


def test_a_page_is_another_one_only_when_its_own_bytes_are(root: Path) -> None:
    builds = builds_of(root)
    assert builds.run().built
    plan, nothing = "/proof/plan/", "/proof/testimonials/nothing/"

    def pages() -> dict[str, object]:
        assert builds.run().built
        return {path: builds.state(path, HERE)["page"] for path in (ANA, plan, nothing)}

    before = pages()
    assert len(set(before.values())) == 3
    rewrite(root / "content" / "pages" / "plan.md", "Monday", "Tuesday")
    now = pages()
    assert {path for path in before if before[path] != now[path]} == {plan}
    (root / "content" / "testimonials" / "nothing.md").write_text(
        "---\nstatus: draft\nrole: Cook\n---\nOh.\n", encoding="utf-8"
    )
    assert pages()[nothing] != now[nothing]
    rewrite(root / "site.yaml", "id: abcdwxyz}", "id: abcdwxyz}\nhosting: {target: github}")
    assert f'data-page="{pages()[ANA]}"' in builds.answer(ANA, HERE).body.decode()


def test_style_sheets_are_new_before_the_build_and_the_page_stays_what_it_is(root: Path) -> None:
    builds = builds_of(root)
    assert builds.run().built

    def state() -> tuple[object, tuple[str, ...]]:
        told = builds.state(ANA, HERE)
        styles = told["styles"]
        assert isinstance(styles, tuple)
        return told["page"], styles

    def css(styles: tuple[str, ...]) -> str:
        answers = [builds.answer(style, HERE) for style in styles]
        assert {(one.status, one.headers["Content-Type"]) for one in answers} == {(200, "text/css; charset=utf-8")}
        return "".join(one.body.decode() for one in answers)

    page, styles = state()
    assert "#123456" not in css(styles)
    with (root / "site.yaml").open("a", encoding="utf-8") as config:
        config.write("theme: {brand: '#123456'}\n")
    assert builds.dress()
    assert not builds.dress()
    early = state()
    assert early[0] == page
    assert [new == old for new, old in zip(early[1], styles, strict=True)].count(False) == 1
    assert "#123456" in css(early[1])
    assert builds.run().built
    assert (state(), builds.ahead) == (early, None)
    assert "#123456" in css(early[1])

    own = root / "themes" / "default" / "static" / "own.css"
    own.parent.mkdir(parents=True)
    own.write_text("body { outline: 7px solid }", encoding="utf-8")
    assert builds.dress()
    early = state()
    assert early[0] == page and "outline:7px" in css(early[1])
    assert builds.run().built
    assert state() == early

    rewrite(root / "site.yaml", "name: Tandem", "nome: Tandem")
    rewrite(root / "site.yaml", "#123456", "#654321")
    assert not builds.dress() or "#654321" not in css(state()[1])


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ('<link rel="stylesheet" href="/a.css">', "/a.css"),
        ("<LINK href='/a.css?b=1&amp;c' media=print rel='alternate stylesheet'>", "/a.css?b=1&c"),
        ("<link data-href=x href=/a.css rel=stylesheet />", "/a.css"),
    ],
)
def test_only_the_address_of_a_style_sheet_is_no_part_of_a_page(link: str, address: str) -> None:
    page = seen(f"<p>{link}</p>".encode(), "")
    assert page.styles == (address,)
    assert seen(f"<p>{link.replace('a.css', 'b.css')}</p>".encode(), "").page == page.page
    others = [link.replace("<", "<!"), link.replace("rel", "data-rel"), link.replace("sheet", "list"), link + link]
    for other in (*others, f"{link} "):
        assert seen(f"<p>{other}</p>".encode(), "").page != page.page, other
    assert seen(f"<p>{link}</p>".encode(), "default-src 'none'").page != page.page
    for other in (others[0], others[1], others[2]):
        assert seen(other.encode(), "").styles == ()


def test_who_has_seen_the_new_site_never_sees_the_old_one_again(root: Path) -> None:
    for number in range(120):
        path = root / "content" / "testimonials" / f"t{number}.md"
        path.write_text("---\nstatus: draft\nrole: Cook\n---\nFine.\n", encoding="utf-8")
    builds = builds_of(root)
    builds.step = lambda: time.sleep(0.001)  # a build that takes long
    rewrite(root / "site.yaml", "name: Tandem Tools", "name: Version 0.")
    assert builds.run().built
    addresses = [f"/proof/testimonials/t{number}/" for number in range(120)]
    ended = threading.Event()

    def read(start: int) -> list[int]:
        versions = []
        for turn in itertools.count(start):
            answer = builds.answer(addresses[turn * 7 % 120], HERE)
            page = answer.body.decode()
            assert (answer.status, page.rstrip().endswith("</html>")) == (200, True)
            versions += [int(found) for found in set(re.findall(r"Version (\d)\.", page))]
            if ended.is_set():
                return versions
        return versions

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read, start) for start in (0, 40, 80)]
        try:
            for number in (1, 2, 3):
                rewrite(root / "site.yaml", f"Version {number - 1}.", f"Version {number}.")
                assert builds.run().built
        finally:
            ended.set()
        for reader in readers:
            versions = reader.result(30)
            assert versions == sorted(versions)
            assert set(versions) == {0, 1, 2, 3}


def test_an_error_that_was_mended_while_it_was_met_is_told_to_nobody(root: Path) -> None:
    told: list[tuple[int, bool]] = []
    builds, ana = builds_of(root), root / "content" / "testimonials" / "ana.md"
    asked = 0

    def day(zone: str) -> date:
        """Asked for by the second build once before and once after it has read everything."""
        nonlocal asked
        asked += builds.last is not None
        if asked == 2:
            rewrite(ana, "rolle:", "role:")
            time.sleep(0.5)  # the build goes on, and the change is heard of
        return date(2026, 6, 15)

    async def serving() -> None:
        both = asyncio.Event()

        def hear(attempt: Attempt) -> None:
            told.append((attempt.number, attempt.built is not None))
            if attempt.number == 1:
                rewrite(ana, "role:", "rolle:")
            else:
                both.set()

        builds.day = day
        listening = listen("127.0.0.1", 0)
        server = asyncio.create_task(serve(builds, listening, KnownHosts.of("127.0.0.1"), hear, lambda problem: None))
        await asyncio.wait_for(both.wait(), 30)
        server.cancel()
        await asyncio.wait([server])

    with ThreadPoolExecutor(1) as apart:  # a browser that tests use may have a loop in this thread
        apart.submit(asyncio.run, serving()).result()
    assert told == [(1, True), (3, True)]


def test_what_another_process_built_into_the_same_preview_is_told_and_served(root: Path) -> None:
    one, other = builds_of(root), builds_of(root)
    one.run(), other.run()
    rewrite(root / "content" / "testimonials" / "ana.md", "just works", "works well")
    assert one.run().changed
    late = other.run()
    assert late.changed and late.built and late.built.library is not None
    assert not other.run().changed
    other.day = lambda zone: date(2026, 6, 16)
    other.run()
    assert other.day_built == date(2026, 6, 16)
