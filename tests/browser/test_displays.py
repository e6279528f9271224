"""Displays of proof in a browser: the page that shows them all, with and without script, with the keyboard, quietly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import judges
import layout
from sites import Output
from tabs import Tab

Open = Callable[..., Tab]
PAGE = "/components/"
SHIFTS = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 400);
})"""
EDGES = """e => {
    const left = e.getBoundingClientRect().left;
    return [...e.querySelectorAll("li")].map(li => Math.abs(li.getBoundingClientRect().left - left));
}"""
RIGHT_TO_LEFT = """() => {
    document.documentElement.dir = "rtl";
    for (const display of document.querySelectorAll(".display")) display.dir = "rtl";
}"""


@pytest.fixture
def address(served: Callable[..., str], example: Output) -> str:
    return served(example.folder) + PAGE


def position(page: Any) -> float:
    found: float = page.locator(".carousel").first.evaluate("e => Math.abs(e.scrollLeft)")
    return found


def test_every_display_is_there(example: Output) -> None:
    html = example.read(PAGE)
    for name in (
        *("wall", "list", "carousel", "quote", "pull", "video", "logos", "rating"),
        *("awards", "figures", "cases", "theme"),
    ):
        assert f'class="display is-{name}"' in html


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("turned", [False, True])
def test_nobody_is_kept_out(address: str, tab: Open, scheme: str, turned: bool) -> None:
    page = tab(color_scheme=scheme).page
    page.goto(address)
    if turned:
        page.evaluate(RIGHT_TO_LEFT)
    found = {}
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        wrong = [*layout.sticking_out(page), *layout.overlapping(page)]
        if width in (320, 1440):
            wrong += judges.axe(page)
        if wrong:
            found[width] = wrong
    assert found == {}


@pytest.mark.parametrize("script", [True, False])
def test_the_carousel_moves_by_the_keyboard_and_never_by_itself(address: str, tab: Open, script: bool) -> None:
    page = tab(java_script_enabled=script, reduced_motion="reduce").page
    page.goto(address)
    box = page.locator(".carousel").first
    box.scroll_into_view_if_needed()
    assert position(page) == 0
    box.focus()
    assert box.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    for _ in range(8):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(100)
    page.wait_for_timeout(600)
    assert position(page) > 100
    assert min(box.evaluate(EDGES)) < 2  # it came to rest at the edge of a card


def test_a_recording_is_fetched_when_it_is_played_and_not_before(address: str, tab: Open) -> None:
    made = tab()
    page = made.page
    page.goto(address)
    page.locator("video").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert [url for url in made.requests if url.endswith(".webm")] == []
    assert page.locator("video").evaluate("e => [e.width, e.height, e.poster !== '', e.controls]") == [
        *(640, 360, True, True)
    ]
    page.locator("video").evaluate("e => { e.muted = true; return e.play(); }")
    assert [url for url in made.requests if url.endswith(".webm")] != []
    assert (made.foreign, made.failed, made.errors) == ([], [], [])


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_while_it_loads(address: str, tab: Open, width: int) -> None:
    page = tab(width=width).page
    page.route("**/*.woff2", lambda route: route.abort())  # fonts of the whole site: what is measured are the displays
    page.goto(address)
    for _ in range(12):
        page.mouse.wheel(0, 1500)
        page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTS) < 0.01


def test_on_paper_the_carousel_shows_every_card(address: str, tab: Open) -> None:
    page = tab(width=800).page
    page.goto(address)
    page.emulate_media(media="print")
    room = page.evaluate("document.documentElement.clientWidth")
    right = page.locator(".carousel li").evaluate_all("all => all.map(e => e.getBoundingClientRect().right)")
    assert max(right) <= room + 1
