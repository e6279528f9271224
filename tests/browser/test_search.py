"""The search in a browser: typing, keyboard, what is told, the address, every script, trouble, and no script at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest

import host
import judges
import layout
from sites import Output, build, make_site
from tabs import Tab

Open = Callable[..., Tab]
FINDS = ".finds > li"
TOLD = "[role=status]"
SCRIPTS = """
-- site.yaml --
name: Tandem
url: https://tandem.example/
languages: [en, de, ar, ja]
search: true
hosting: {target: netlify}
-- content/testimonials/layla.md --
---
author: ليلى حداد
role: خبازة
language: ar
incentive: قسيمة
consent: {granted: 2026-01-01, scope: [quote, name, role]}
---
الفُرن يبدأ وحده، والخُبز جاهز في موعده كل صباح.
-- content/testimonials/hanako.md --
---
author: 佐藤 花子
role: 店長
language: ja
headline: 2026年の朝
consent: {granted: 2026-01-01, scope: [quote, name, role]}
---
焼きたてのパンを毎朝七時に並べられるようになりました。がんばりました。
-- content/testimonials/jorg.md --
---
author: Jörg Weiß
role: Bäcker
language: de
consent: {granted: 2026-01-01, scope: [quote, name, role]}
---
In der Hauptstraße läuft der Backofen, ΟΔΟΣ inklusive.
"""


@pytest.fixture(scope="module")
def address(example: Output) -> Iterator[str]:
    with host.serving(example.folder) as found:
        yield found


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with words in four scripts."""
    with host.serving(build(make_site(tmp_path_factory.mktemp("scripts"), SCRIPTS)).folder) as found:
        yield found


def search(page: Any, words: str) -> list[str]:
    """Types into the box that is open and returns the titles of what is found, once the page has told of it."""
    page.locator(TOLD).evaluate("told => { told.textContent = ''; }")
    page.get_by_role("searchbox").fill(words)
    page.locator(f"{TOLD}:not(:empty)").wait_for()
    titles: list[str] = page.locator(f"{FINDS} h2").all_inner_texts()
    return titles


def test_what_is_typed_is_found_told_and_kept_in_the_address(address: str, tab: Open) -> None:
    seen = tab()
    page = seen.page
    page.goto(f"{address}/search/")
    assert not [url for url in seen.requests if "/api/" in url]  # fetched only once it is wanted
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.id") != "q":
        page.keyboard.press("Tab")
    page.keyboard.type("OVEN")
    page.locator(FINDS).first.wait_for()
    count = page.locator(FINDS).count()
    assert page.locator(TOLD).inner_text() == f"Results: {count}" and page.locator("#shelves").is_hidden()
    assert {words.lower() for words in page.locator(f"{FINDS} mark").all_inner_texts()} == {"oven"}
    assert page.evaluate("document.activeElement.id") == "q"  # nothing takes the keyboard away
    assert page.url == f"{address}/search/?q=OVEN"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.finds li h2') !== null")
    focused = layout.focused(page)
    assert focused and focused["inView"]
    href = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(href)
    assert "oven" in page.locator("main").inner_text().lower()
    page.go_back()
    page.locator(FINDS).first.wait_for()
    assert page.get_by_role("searchbox").input_value() == "OVEN" and page.locator(FINDS).count() == count
    assert len([url for url in seen.requests if "/api/search.en.json?v=" in url]) <= 2
    assert (seen.errors, seen.foreign, seen.failed) == ([], [], [])


def test_enter_searches_at_once_and_leaves_the_page_where_it_is(address: str, tab: Open) -> None:
    seen = tab()
    page = seen.page
    page.goto(f"{address}/search/?ref=k7wq2mzp")
    page.evaluate("window.kept = true")
    page.get_by_role("searchbox").fill("bread")
    page.keyboard.press("Enter")
    page.locator(FINDS).first.wait_for()
    assert page.evaluate("window.kept") and page.url == f"{address}/search/?ref=k7wq2mzp&q=bread"
    links = page.locator(f"{FINDS} a").evaluate_all("all => all.map(a => a.href)")
    assert links and all("ref=k7wq2mzp" in link for link in links)  # whoever sent the visitor comes along
    page.get_by_role("searchbox").fill("")
    page.keyboard.press("Enter")
    page.locator("#shelves").wait_for()
    assert page.locator(FINDS).count() == 0 and page.locator(TOLD).inner_text() == ""
    assert page.url == f"{address}/search/?ref=k7wq2mzp"
    assert seen.errors == []


def test_all_words_count_and_accents_do_not(address: str, tab: Open) -> None:
    page = tab().page
    page.goto(f"{address}/es/search/")
    plain = search(page, "fermentacion")
    assert "fermentación" in page.locator(f"{FINDS} mark").all_inner_texts()
    assert plain and search(page, "FERMENTACIÓN") == plain and set(search(page, "fermenta")) >= set(plain)
    assert len(search(page, "fermentacion pan")) < len(search(page, "pan"))
    assert search(page, "ermentacion") == []


def test_where_nothing_is_found_the_page_helps(address: str, tab: Open) -> None:
    page = tab(width=390).page
    page.goto(f"{address}/search/")
    assert search(page, "zebra xylophone") == []
    assert "Fewer words" in page.locator(TOLD).inner_text()
    link = page.locator("#shelves").get_by_role("link", name="Logbook")
    link.click()
    page.wait_for_url("**/testimonials/product/logbook/")


def test_disclosures_come_along(address: str, tab: Open) -> None:
    page = tab().page
    page.goto(f"{address}/search/")
    search(page, "received for this testimonial")
    finds = page.locator(FINDS)
    assert finds.count()
    for number in range(finds.count()):
        assert "Received for this testimonial" in " ".join(finds.nth(number).locator(".disclosure").all_inner_texts())


def test_many_finds_come_in_parts(address: str, tab: Open) -> None:
    page = tab().page
    page.goto(f"{address}/search/")
    search(page, "a")
    assert page.locator(FINDS).count() == 20
    page.get_by_role("button", name="Show more results").press("Enter")
    assert page.locator(FINDS).count() == 40
    assert page.locator(FINDS).nth(20).evaluate("find => find.contains(document.activeElement)")


@pytest.mark.parametrize(
    ("language", "words", "marked"),
    [
        ("ar", "خبز", "خُبز"),  # behind the article, without the vowel signs
        ("ja", "毎朝", "毎朝"),  # in the middle of a sentence without spaces
        ("ja", "2026年", "2026年"),
        ("ja", "がん", "がん"),
        ("de", "hauptstrasse", "Hauptstraße"),
        ("de", "jorg weiss", "Jörg"),
        ("de", "οδοσ", "ΟΔΟΣ"),
        ("en", "パン", "パン"),
    ],
)
def test_words_of_every_script_are_found(language: str, words: str, marked: str, abroad: str, tab: Open) -> None:
    seen = tab()
    page = seen.page
    page.goto(f"{abroad}{'' if language == 'en' else '/' + language}/search/?q={quote(words)}")
    page.locator(FINDS).first.wait_for()
    assert page.locator(FINDS).count() == 1
    assert marked in page.locator(f"{FINDS} mark").all_inner_texts()
    assert judges.axe(page) == [] and layout.sticking_out(page) == []
    assert (seen.errors, seen.failed) == ([], [])


def test_other_words_than_those_of_the_script_are_not(abroad: str, tab: Open) -> None:
    page = tab().page
    page.goto(f"{abroad}/ja/search/")
    assert search(page, "かん") == []  # another letter, not the same without an accent
    assert search(page, "ofen") == []
    assert search(page, "back") == ["Jörg Weiß、Bäcker"]


def test_a_find_says_its_language_and_direction(abroad: str, tab: Open) -> None:
    page = tab().page
    page.goto(f"{abroad}/search/?q={quote('الفرن')}")
    quoted = page.locator(f"{FINDS} blockquote p")
    assert (quoted.get_attribute("lang"), quoted.get_attribute("dir")) == ("ar", "rtl")
    assert "قسيمة" in page.locator(f"{FINDS} .disclosure").inner_text()
    page.goto(f"{abroad}/ar/search/?q={quote('الفرن')}")
    assert quoted.get_attribute("lang") is None
    box, found = page.get_by_role("searchbox").bounding_box(), page.locator(f"{FINDS} .eyebrow").bounding_box()
    assert box and found and abs(box["x"] + box["width"] - found["x"] - found["width"]) < 2  # begins at the right


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("words", ["", "oven", "zebra"])
def test_the_page_is_accessible(words: str, width: int, scheme: str, address: str, tab: Open) -> None:
    page = tab(width=width, color_scheme=scheme).page
    page.goto(f"{address}/search/?q={words}")
    if words:
        page.locator(f"{TOLD}:not(:empty)").wait_for()
    assert judges.axe(page) == []
    assert (layout.sticking_out(page), layout.overlapping(page), layout.cut_off(page)) == ([], [], [])


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("words", ["", "bäcker", "zebra"])
def test_nothing_moves_when_the_finds_come(words: str, width: int, abroad: str, tab: Open) -> None:
    page = tab(width=width).page
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(all => { for (const one of all.getEntries()) moved += one.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page.route("**/api/search.*", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.goto(f"{abroad}/search/?q={words}")
    if words:
        page.locator(f"{TOLD}:not(:empty)").wait_for()
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
    assert page.evaluate("window.moved") == 0


@pytest.mark.parametrize("trouble", ["no answer", "an error", "no words"])
def test_in_trouble_the_page_says_so_and_the_next_letter_tries_again(trouble: str, address: str, tab: Open) -> None:
    page = tab().page

    def answer(route: Any) -> None:
        if trouble == "no answer":
            route.abort()
        else:
            route.fulfill(status=500 if trouble == "an error" else 200, body="Sorry")

    page.route("**/api/search.*", answer)
    page.goto(f"{address}/search/")
    assert search(page, "oven") == []
    assert "could not be loaded" in page.locator(TOLD).inner_text() and page.locator("#shelves").is_visible()
    page.unroute("**/api/search.*")
    assert search(page, "ovens")


def test_without_a_script_the_page_leads_to_all_proof(address: str, tab: Open) -> None:
    page = tab(java_script_enabled=False).page
    page.goto(f"{address}/search/")
    assert page.locator("form[role=search]").is_hidden()
    assert "would have to run scripts" in page.locator("main").inner_text()
    names = page.locator("#shelves a").all_inner_texts()
    assert {"Case studies", "Awards"} <= set(names) and any(name.startswith("Testimonials") for name in names)
    page.locator("#shelves").get_by_role("link", name="Logbook").click()
    page.wait_for_url("**/product/logbook/")


def test_the_wall_leads_to_it(address: str, tab: Open) -> None:
    seen = tab()
    page = seen.page
    page.goto(f"{address}/testimonials/")
    before = len(seen.requests)
    page.locator(".filters").get_by_role("link", name="Search").click()
    page.wait_for_url("**/search/")
    assert sum(url.endswith("/search/") for url in seen.requests[before:]) == 1
    assert page.get_by_role("searchbox").is_enabled()
