"""Every kind of page of the example site in a browser: accessible, quiet, readable at any size, in both schemes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import crawl
import judges
import layout
from example_pages import PAGES
from sites import Output
from tabs import Tab

Address = Callable[..., str]
Open = Callable[..., Tab]

IN_THE_DARK = ["/", "/testimonials/", "/case-studies/fjellheim/", "/awards/", "/es/program/", "/r/rpcvjwt4/"]
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
SPACED += " p { margin-block-end: 2em !important }"


@pytest.fixture
def address(served: Callable[..., str], example: Output) -> str:
    return served(example.folder)


@pytest.fixture
def chosen(example: Output, rounds: Callable[[int, int], int]) -> list[str]:
    """A page of each kind; in the long profile all of them."""
    return PAGES if rounds(0, 1) == 0 else example.pages


def visits(tab: Tab, address: str, pages: list[str]) -> Iterator[tuple[str, Any]]:
    """Opens one page after another, and holds in the end that nothing went wrong behind the scenes."""
    for path in pages:
        answer = tab.page.goto(address + path)
        assert answer is not None and answer.ok
        yield path, tab.page
    assert (tab.foreign, tab.failed, tab.errors, tab.dialogs) == ([], [], [], [])


def test_the_chosen_pages_are_of_every_kind(example: Output) -> None:
    kinds = {crawl.read(path, example.read(path)).kind for path in PAGES}
    assert kinds == {page.kind for page in crawl.read_all(example).values()}


def at(page: Any, widths: list[int]) -> Iterator[int]:
    """The same page at one width after another, with nothing folded."""
    layout.open_all(page)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        yield width


def test_nobody_is_kept_out(address: str, chosen: list[str], tab: Open) -> None:
    found = {}
    for number, (path, page) in enumerate(visits(tab(), address, chosen)):
        for width in at(page, [1440, (320, 768)[number % 2], 390]):
            if violations := judges.axe(page):
                found[path, width] = violations
        if small := judges.axe(page, ["target-size"]):
            found[path, 390] = small
    assert found == {}


def test_nobody_is_kept_out_in_the_dark(address: str, tab: Open) -> None:
    found = {}
    for number, (path, page) in enumerate(visits(tab(color_scheme="dark"), address, IN_THE_DARK)):
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert sum(int(part) for part in background[4:-1].split(",")) < 200
        for width in at(page, [1440, (768, 320)[number % 2], 390]):
            if violations := judges.axe(page, [] if width == 1440 else ["color-contrast"]):
                found[path, width] = violations
    assert found == {}


def test_nothing_sticks_out_or_lies_on_another(address: str, chosen: list[str], tab: Open) -> None:
    """320 px is a 1280 px screen at 400 %, 640 px at 200 % (WCAG 1.4.10, 1.4.4)."""
    found = {}
    for path, page in visits(tab(), address, chosen):
        for width in at(page, [320, 640, 1024, 2560]):
            if wrong := layout.sticking_out(page) + layout.overlapping(page) + layout.cut_off(page):
                found[path, width] = wrong
    assert found == {}


def test_words_may_be_spaced_out(address: str, chosen: list[str], tab: Open) -> None:
    """WCAG 1.4.12."""
    found = {}
    for path, page in visits(tab(bypass_csp=True), address, chosen):
        page.add_style_tag(content=SPACED)
        for width in at(page, [390, 1440]):
            if wrong := layout.sticking_out(page) + layout.overlapping(page) + layout.cut_off(page):
                found[path, width] = wrong
    assert found == {}


def test_hebrew_and_arabic_read_from_the_right(address: str, tab: Open) -> None:
    page = tab().page
    for path in ("/testimonials/noa-ben-ami/", "/es/testimonials/noa-ben-ami/"):
        page.goto(address + path)
        told = page.eval_on_selector(
            "blockquote[lang=he]", "e => [getComputedStyle(e).direction, getComputedStyle(e).textAlign]"
        )
        assert told in (["rtl", "start"], ["rtl", "right"])
        assert page.evaluate("getComputedStyle(document.documentElement).direction") == "ltr"


def test_words_for_screen_readers_stay_with_their_quote(address: str, tab: Open) -> None:
    """Else WebKit puts them as far down as the columns of the wall would be long, and the page ends there."""
    for _, page in visits(tab(), address, ["/", "/testimonials/"]):
        unseen = page.locator(".wall .unseen")
        assert unseen.count() > 2
        assert unseen.evaluate_all("all => all.every(one => one.offsetParent.matches('.quote'))")


def test_nothing_moves_for_whom_motion_is_bad(address: str, tab: Open) -> None:
    moving = """() => [
        getComputedStyle(document.documentElement).scrollBehavior,
        document.getAnimations().length,
        [...document.querySelectorAll("*")].filter(e => /[1-9]/.test(getComputedStyle(e).transitionDuration)).length,
    ]"""
    for _, page in visits(tab(reduced_motion="reduce"), address, ["/", "/testimonials/", "/r/rpcvjwt4/"]):
        assert page.evaluate(moving) == ["auto", 0, 0]


@pytest.mark.parametrize("path", ["/", "/testimonials/", "/case-studies/fjellheim/", "/r/rpcvjwt4/"])
def test_pages_can_be_printed(path: str, address: str, tab: Open) -> None:
    page = tab(800).page
    page.goto(address + path)
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert not page.locator(".site-nav, .filters, form").first.is_visible()
    assert len(page.inner_text("main")) > 400
    assert layout.sticking_out(page) == []
    assert page.pdf(format="A4").count(b"/Type /Page\n") < 40


def test_colours_may_be_forced(address: str, tab: Open) -> None:
    for _, page in visits(tab(forced_colors="active"), address, ["/", "/r/rpcvjwt4/"]):
        button = page.locator("a.button").first
        assert button.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
        assert judges.axe(page, ["color-contrast"]) == []


_SHIFTS = """
window.moved = 0;
new PerformanceObserver(all => { for (const one of all.getEntries()) moved += one.value; })
    .observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("path", ["/", "/awards/", "/partners/", "/r/rpcvjwt4/"])
def test_nothing_moves_when_pictures_come_late(path: str, width: int, address: str, tab: Open) -> None:
    page = tab(width=width).page
    page.add_init_script(_SHIFTS)
    page.route("**/*.woff2", lambda route: route.abort())
    page.route("**/media/*", lambda route: (time.sleep(0.05), route.continue_()))
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")
    assert page.evaluate("window.moved") < 0.001
