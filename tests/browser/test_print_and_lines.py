"""What only shows when somebody looks closely: paper, and what stands in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sites import Output, build
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


LITTLE = """
-- site.yaml --
name: Acme
url: https://acme.example
tagline: Heat, kept in.
languages: [en, ar]
-- content/awards.yaml --
- {id: first, name: Prize of the Valley, awarder: The Valley, date: 2026-01-03, entry_fee: none}
"""


def word(name: str, words: str) -> str:
    return f"""
-- content/testimonials/{name}.md --
---
author: {name.title()}
relationship: customer
incentive: none
consent: {{granted: 2026-01-02, method: email, scope: [quote, name]}}
---
{words}
"""


def test_a_site_with_three_quotes_and_an_award_looks_whole_in_either_direction(
    site: Callable[[str], Path], served: Address, tab: Open
) -> None:
    """Two quotes fill the room of the wall, and the shelf is as long as the page, whatever its award is written in."""
    folder = site(LITTLE + "".join(word(name, f"They came on a {name}.") for name in ("monday", "tuesday", "friday")))
    at = served(build(folder).folder)
    page = tab(1440).page
    for path in ("/", "/ar/"):
        page.goto(at + path)
        wall, *quotes = page.eval_on_selector_all(
            ".wall, .wall .quote", "all => all.map(e => e.getBoundingClientRect().width)"
        )
        assert len(quotes) == 2 and sum(quotes) > 0.85 * wall
        reach = page.eval_on_selector(
            ".shelf .trophy",
            "e => { const s = getComputedStyle(e, '::after'); return [parseFloat(s.left), parseFloat(s.right)] }",
        )
        assert max(reach) < -1000
        # The full stop of an English line stands at its right end, on a page in Arabic, too.
        stop = page.evaluate("""() => {
            const words = document.createTreeWalker(document.querySelector("h1"), NodeFilter.SHOW_TEXT).nextNode();
            const box = (from, to) => {
                const range = document.createRange();
                range.setStart(words, from);
                range.setEnd(words, to);
                return range.getBoundingClientRect().left;
            };
            return box(words.length - 1, words.length) - box(0, 1);
        }""")
        assert stop > 0, path


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


def test_the_button_of_the_head_stands_beside_the_name_at_every_width(address: str, tab: Open) -> None:
    page = tab(390).page
    for path in ("/", "/es/"):
        page.goto(address + path)
        page.evaluate("document.fonts.ready")
        page.goto(address + path)  # fonts that came too late for the first visit are there for the second
        for width in (360, 390, 720, 768, 900, 1024, 1150, 1280, 1366, 1440, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            name, button = (page.locator(f".site-head {one}").bounding_box() for one in (".brand", ".button"))
            assert name and button
            assert abs(name["y"] + name["height"] / 2 - button["y"] - button["height"] / 2) < 8, (path, width)
            assert button["x"] > width / 3
