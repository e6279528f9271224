"""What only shows when somebody looks closely: paper, and what stands in one line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sites import Output
from tabs import Tab

Address = Callable[..., str]
Open = Callable[..., Tab]

_SHADES = """() => [...document.querySelectorAll(".is-featured .role, .is-featured .meta, .role, .meta, a.button")]
    .filter(e => e.offsetParent).map(e => getComputedStyle(e).color)"""


@pytest.fixture
def address(served: Callable[..., str], example: Output) -> str:
    return served(example.folder)


def test_a_case_study_is_two_sheets_of_paper(address: str, example: Output, tab: Open) -> None:
    page = tab(1200).page
    stories = [path for path in example.pages if "/case-studies/" in path and not path.endswith("/case-studies/")]
    assert len(stories) > 10
    sheets = {}
    for path in stories:
        page.goto(address + path)
        sheets[path] = page.pdf(format="A4").count(b"/Type /Page\n")
    assert {path: count for path, count in sheets.items() if count != 2} == {}


def test_what_stood_on_colour_can_be_read_on_paper(address: str, tab: Open) -> None:
    """Browsers leave backgrounds out: white letters of a coloured block would be white on white."""
    page = tab(1200).page
    for path in ("/", "/r/rpcvjwt4/"):
        page.goto(address + path)
        page.emulate_media(media="print", color_scheme="dark")
        shades = page.evaluate(_SHADES)
        assert shades
        page.emulate_media(media="print", color_scheme="light")
        light = [shade for shade in page.evaluate(_SHADES) if min(map(int, shade[4:-1].split(","))) > 140]
        assert light == []


def test_portraits_and_initials_stand_where_the_words_begin(address: str, tab: Open) -> None:
    page = tab(1440).page
    page.goto(address + "/testimonials/")
    found = page.eval_on_selector_all(
        ".byline > .face, .byline > picture > .face",
        "all => all.map(e => e.getBoundingClientRect().left - e.closest('.byline').getBoundingClientRect().left)",
    )
    assert len(found) > 10
    assert {round(offset) for offset in found} == {0}


def test_no_award_of_the_home_page_stands_on_a_shelf_alone(address: str, tab: Open) -> None:
    page = tab(390).page
    page.goto(address + "/")
    for width in (390, 800, 1024, 1440, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        tops = page.eval_on_selector_all(
            ".shelf > .award", "all => all.map(e => Math.round(e.getBoundingClientRect().top))"
        )
        assert len(tops) == 6
        assert min(tops.count(top) for top in tops) > 1, width
