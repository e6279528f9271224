"""The measures of a layout must be able to fail: each finds the fault planted for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import layout
from tabs import Tab

PAGE = "<!doctype html><html lang=en><title>x</title><style>body{margin:0}STYLE</style><main>MAIN</main>"


@pytest.fixture
def shown(tab: Callable[..., Tab]) -> Callable[[str, str], Any]:
    def show(main: str, style: str = "") -> Any:
        page = tab(width=400).page
        page.set_content(PAGE.replace("STYLE", style).replace("MAIN", main))
        return page

    return show


def test_a_good_page_has_no_faults(shown: Callable[..., Any]) -> None:
    page = shown("<p>One</p><p>Two <a href='#x'>three</a></p>")
    assert (layout.sticking_out(page), layout.overlapping(page), layout.cut_off(page)) == ([], [], [])
    assert len(layout.interactive(page)) == 1


def test_what_is_too_wide_sticks_out(shown: Callable[..., Any]) -> None:
    page = shown("<p class=long>Words</p>", ".long{width:500px}")
    assert layout.sticking_out(page) == ["scrolls to 500 of 400", "p.long 'Words'"]


def test_neighbours_that_share_room_overlap(shown: Callable[..., Any]) -> None:
    page = shown("<p>One</p><p class=up>Two</p>", ".up{margin-top:-30px}")
    assert layout.overlapping(page) == ["p 'One' and p.up 'Two'"]


def test_words_behind_an_edge_are_cut_off(shown: Callable[..., Any]) -> None:
    page = shown("<p class=low>One<br>two<br>three</p>", ".low{height:1em;overflow:hidden}")
    assert layout.cut_off(page)


def test_a_focus_that_nobody_sees_is_told(shown: Callable[..., Any]) -> None:
    page = shown("<a href='#x'>three</a>", ":focus{outline:none}")
    page.keyboard.press("Tab")
    now = layout.focused(page)
    assert now and (now["outlined"], now["inView"]) == (False, True)
