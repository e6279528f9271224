"""What visitors do on the example site: without JavaScript, with a code in the address, with the keyboard only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import layout
from example_pages import PAGES
from sites import Output
from tabs import Tab

Open = Callable[..., Tab]
LANDING = "/r/rpcvjwt4/"
CODE = "rpcvjwt4"
# What is said to everybody, with and without script; what copies, finds or searches is only for those who can use it.
WORDS = """() => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
    for (const button of document.querySelectorAll(".copy, .find-code, .search-box, noscript")) button.remove();
    for (const preview of document.querySelectorAll("goodword-embed")) preview.remove();
    return document.body.innerText.replace(/\\s+/g, " ").trim();
}"""
STORED = """async () => [
    document.cookie, localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length,
]"""


@pytest.fixture
def address(served: Callable[..., str], example: Output) -> str:
    return served(example.folder)


def refs(url: str) -> list[str]:
    return parse_qs(urlsplit(url).query).get("ref", [])


def links(page: Any) -> list[str]:
    """The addresses of all links but those within the page."""
    found: list[str] = page.eval_on_selector_all(
        "a[href]", "all => all.filter(a => a.getAttribute('href')[0] !== '#').map(a => a.href)"
    )
    return found


def is_own(url: str, address: str) -> bool:
    return url.startswith(address + "/")


def test_nothing_is_lost_without_javascript(address: str, tab: Open, rounds: Callable[[int, int], int]) -> None:
    with_script, without = tab().page, tab(java_script_enabled=False).page
    for path in PAGES[:: rounds(2, 1)]:
        with_script.goto(address + path)
        without.goto(address + path)
        assert without.evaluate(WORDS) == with_script.evaluate(WORDS), path
        assert without.locator(".copy").count() == 0


def test_folds_and_filters_work_without_javascript(address: str, tab: Open) -> None:
    page = tab(java_script_enabled=False).page
    page.goto(address + "/testimonials/industry/growers/")
    whole = page.locator("details.whole").first
    words = whole.locator("p").first
    assert not words.is_visible()
    whole.locator("summary").click()
    assert words.is_visible()
    page.locator("details.filter summary").first.click()
    with page.expect_navigation():
        page.locator("details.filter a").first.click()
    assert "/testimonials/" in page.url and page.url != f"{address}/testimonials/industry/growers/"
    assert page.locator("figure.quote").count() > 0


def submitted(page: Any) -> dict[str, list[str]]:
    """Fills the form in as a person would, sends it, and gives what went over the wire."""
    page.get_by_label("Your name").fill("Ada Okafor")
    page.get_by_label("Your e-mail").fill("ada@okafor.example")
    page.get_by_label("What would you like to know?").fill("Does it fit a small oven?")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="Send").click()
    return parse_qs(sent.value.post_data or "", keep_blank_values=True)


@pytest.mark.parametrize("script", [True, False])
def test_the_form_takes_the_code_of_a_landing_page_along(script: bool, address: str, tab: Open) -> None:
    page = tab(java_script_enabled=script).page
    page.goto(address + LANDING)
    assert page.get_by_label("Who sent you?").count() == 0
    fields = submitted(page)
    assert (fields["ref"], fields["name"], fields["bot-field"]) == ([CODE], ["Ada Okafor"], [""])
    assert "contact_ok" not in fields, "the box for being written to is ticked by nobody but the visitor"


def test_without_javascript_visitors_say_themselves_who_sent_them(address: str, tab: Open) -> None:
    page = tab(java_script_enabled=False).page
    page.goto(address + "/")
    page.get_by_label("Who sent you?").fill("Elena")
    assert submitted(page)["ref"] == ["Elena"]


def test_who_writes_in_spanish_is_thanked_in_spanish(address: str, tab: Open) -> None:
    page = tab(java_script_enabled=False).page
    for path in ("/es/", "/r/4vj39knx/"):
        page.goto(address + path)
        assert page.locator("form").get_attribute("action") == "/es/message-sent/"


def test_an_empty_form_is_not_sent(address: str, tab: Open) -> None:
    seen = tab(java_script_enabled=False)
    seen.page.goto(address + "/")
    seen.page.get_by_role("button", name="Send").click()
    assert seen.page.url == address + "/"
    assert seen.page.locator("#form-name:invalid").count() == 1


def test_the_code_goes_along_within_the_visit_and_is_stored_nowhere(address: str, tab: Open) -> None:
    seen = tab()
    page = seen.page
    page.goto(f"{address}/testimonials/?ref={CODE}")
    for url in links(page):
        expected = [CODE] if is_own(url, address) or url.startswith("https://ambarel.example/try") else []
        assert refs(url) == expected, url
    page.locator(".site-nav a", has_text="About").click()
    page.wait_for_url(f"{address}/about/?ref={CODE}")
    page.locator("a.brand").click()
    page.wait_for_url(f"{address}/?ref={CODE}")
    assert page.get_by_label("Who sent you?").input_value() == CODE
    assert submitted(page)["ref"] == [CODE]
    page.goto(address + "/")
    assert not [url for url in links(page) if refs(url)]
    assert page.get_by_label("Who sent you?").input_value() == ""
    assert page.evaluate(STORED) == ["", 0, 0, 0, 0]
    assert page.context.cookies() == []
    assert (seen.foreign, seen.errors) == ([], [error for error in seen.errors if "405" in error])


@pytest.mark.parametrize("bad", ["%3Cb%3E", "a%20b", "x" * 65, "%22%3E", "", "..%2F"])
def test_what_is_no_code_is_not_passed_on(bad: str, address: str, tab: Open) -> None:
    seen = tab()
    seen.page.goto(f"{address}/?ref={bad}")
    assert not [url for url in links(seen.page) if refs(url)]
    assert seen.page.get_by_label("Who sent you?").input_value() == ""
    assert seen.errors == []


def test_what_a_visitor_wrote_is_not_replaced(address: str, tab: Open) -> None:
    page = tab().page
    page.goto(f"{address}/?ref={CODE}")
    page.get_by_label("Who sent you?").fill("My neighbour")
    assert submitted(page)["ref"] == ["My neighbour"]


@pytest.mark.parametrize("script", [True, False])
def test_every_link_of_a_landing_page_carries_its_code(script: bool, address: str, tab: Open) -> None:
    page = tab(java_script_enabled=script).page
    page.goto(address + LANDING)
    own = [url for url in links(page) if is_own(url, address)]
    assert len(own) >= 5
    for url in own:
        assert refs(url) == [CODE] or urlsplit(url).path.startswith(LANDING), url
    assert refs(page.locator("a.button-large").get_attribute("href")) == [CODE]
    proof = "a[href], form"
    assert page.locator(".wall").locator(proof).count() == 0, "proof opens in place"


def test_the_code_is_copied_and_it_is_said(address: str, tab: Open) -> None:
    seen = tab(permissions=["clipboard-read", "clipboard-write"])
    page = seen.page
    page.goto(address + LANDING)
    assert page.locator("code.code").inner_text() == CODE
    status = page.locator("[role=status]")
    assert status.inner_text() == ""
    page.get_by_role("button", name="Copy").click()
    page.wait_for_function("document.querySelector('[role=status]').textContent !== ''")
    assert status.inner_text() == "Copied"
    assert page.evaluate("navigator.clipboard.readText()") == CODE
    assert seen.errors == []


def test_the_keyboard_skips_to_the_content_first(address: str, tab: Open) -> None:
    for path in ("/", "/es/testimonials/", LANDING, "/404.html"):
        page = tab().page
        page.goto(address + path)
        page.keyboard.press("Tab")
        first = layout.focused(page)
        assert first and first["name"].startswith("a.skip") and first["outlined"] and first["inView"]
        page.keyboard.press("Enter")
        page.wait_for_url("**#main")
        page.keyboard.press("Tab")
        inside = "document.querySelector('main').contains(document.activeElement) "
        inside += "|| !document.querySelector('main a, main button, main input, main summary')"
        assert page.evaluate(inside) or path == "/404.html"


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["/", "/testimonials/", "/case-studies/fjellheim/", LANDING])
def test_the_keyboard_reaches_everything_sees_where_it_is_and_gets_out(
    path: str, width: int, address: str, tab: Open
) -> None:
    page = tab(width, reduced_motion="reduce").page
    page.goto(address + path)
    wanted = layout.interactive(page)
    reached: list[int] = []
    for _ in range(len(wanted) + 3):
        page.keyboard.press("Tab")
        now = layout.focused(page)
        if now is None or now["index"] in reached:
            break
        assert now["outlined"], f"no outline: {now['name']}"
        assert now["inView"], f"out of sight: {now['name']}"
        reached.append(now["index"])
    assert wanted - set(reached) == set()
    assert reached == sorted(reached), "the order of the keyboard is that of the page"
