"""The wall narrows down without loading everything again, and as pages where there is no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import host
import judges
import layout
from sites import Output
from tabs import Tab

Open = Callable[..., Tab]
TOLD = "#shown-told:not(:empty)"
SHOWN = """() => {
    const wall = document.getElementById("shown").cloneNode(true);
    for (const folded of wall.querySelectorAll("details")) folded.removeAttribute("open");
    wall.removeAttribute("aria-busy");
    return document.title + document.querySelector(".crumbs").textContent + wall.innerHTML;
}"""


@pytest.fixture(scope="module")
def address(example: Output) -> Iterator[str]:
    with host.serving(example.folder) as found:
        yield found


def narrowed(page: Any, address: str, start: str = "/testimonials/") -> Any:
    """The wall after a click on a product's filter; marked, so that a load from anew shows."""
    page.goto(address + start)
    page.evaluate("window.kept = true")
    link = page.locator(".filters").get_by_role("link", name="Logbook")
    href = link.evaluate("a => a.href")
    link.click()
    page.locator(TOLD).wait_for(state="attached")
    return href


def test_a_filter_shows_what_its_page_shows(address: str, tab: Open) -> None:
    seen = tab()
    page = seen.page
    href = narrowed(page, address)
    assert page.url == href and page.evaluate("window.kept")
    shown = page.evaluate(SHOWN)
    told = page.locator("#shown-told").inner_text()
    assert page.locator("h1").inner_text() in told and "collected testimonials" in told
    assert page.evaluate("document.activeElement.textContent").startswith("Logbook")
    assert judges.axe(page) == []
    page.reload()
    assert page.evaluate("window.kept") is None
    assert page.evaluate(SHOWN) == shown
    assert seen.errors == []


def test_the_way_back_leads_to_what_was_shown_before(address: str, tab: Open) -> None:
    page = tab().page
    page.goto(f"{address}/testimonials/")
    before, heading = page.evaluate(SHOWN), page.locator("h1").inner_text()
    narrowed(page, address)
    after, narrow = page.evaluate(SHOWN), page.locator("h1").inner_text()
    assert after != before
    page.go_back()
    page.locator("h1", has_text=heading).wait_for()
    assert page.evaluate(SHOWN) == before and page.evaluate("window.kept")
    page.go_forward()
    page.locator("h1", has_text=narrow).wait_for()
    assert page.evaluate(SHOWN) == after


def test_a_step_to_a_place_on_the_page_loads_nothing(address: str, tab: Open) -> None:
    seen = tab()
    page = seen.page
    narrowed(page, address)
    before = len(seen.requests)
    page.evaluate("location.hash = 'main'")
    page.wait_for_url("**#main")
    page.go_back()
    page.wait_for_url("**/logbook/")
    assert [url for url in seen.requests[before:] if url.endswith("/")] == []


def test_the_next_page_begins_at_its_head(address: str, tab: Open) -> None:
    page = tab(width=390).page
    page.goto(f"{address}/testimonials/")
    page.evaluate("window.kept = true")
    page.get_by_role("link", name="Page 2").click()
    page.locator(TOLD).wait_for(state="attached")
    assert page.url.endswith("/testimonials/page/2/") and page.evaluate("window.kept")
    focused = layout.focused(page)
    assert focused and focused["inView"] and page.evaluate("document.activeElement.tagName") == "H1"


def test_the_code_of_whoever_sent_the_visitor_comes_along(address: str, tab: Open) -> None:
    page = tab().page
    href = narrowed(page, address, "/testimonials/?ref=k7wq2mzp&c=whatsapp")
    assert href.endswith("?ref=k7wq2mzp&c=whatsapp") and page.url == href
    links = page.locator("#shown .quote a").evaluate_all("all => all.map(a => a.href)")
    assert links and all("ref=k7wq2mzp" in link for link in links if link.startswith(address))


@pytest.mark.parametrize("trouble", ["no answer", "an error", "another page"])
def test_in_trouble_the_link_is_followed(trouble: str, address: str, tab: Open) -> None:
    page = tab().page
    page.goto(f"{address}/testimonials/")
    page.evaluate("window.kept = true")

    def answer(route: Any) -> None:
        if route.request.resource_type != "xhr":
            route.continue_()
        elif trouble == "no answer":
            route.abort()
        else:
            route.fulfill(status=500 if trouble == "an error" else 200, body="<p>Sorry</p>", content_type="text/html")

    page.route("**/testimonials/product/**", answer)
    link = page.locator(".filters").get_by_role("link", name="Logbook")
    href = link.evaluate("a => a.href")
    link.click()
    page.locator("h1", has_text="Logbook").wait_for()
    assert page.url == href and page.evaluate("window.kept") is None


def test_without_a_script_the_links_lead_to_pages(address: str, tab: Open) -> None:
    page = tab(java_script_enabled=False).page
    page.goto(f"{address}/testimonials/")
    page.locator(".filters").get_by_role("link", name="Logbook").click()
    page.wait_for_url("**/product/**")
    assert "Logbook" in page.locator("h1").inner_text()
