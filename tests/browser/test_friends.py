"""What a friend meets who comes by a link: the name in the fragment, the channel, the introduction, a mistyped code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from sites import Output
from tabs import Tab

Open = Callable[..., Tab]
CODE = "rpcvjwt4"
LANDING = f"/r/{CODE}/"
GREETING = "[data-friend]"
NAMES = [
    "Ana",
    "José María",
    "O\u2019Brien",
    "D'Arcy",
    "Anne-Lise van der Berg",
    "محمد علي",
    "愛子",
    "नेहा",
    "Nguye\u0302\u0303n",
    "A" * 40,
]
# What is no name: markup, addresses, orders to click, tricks of direction, what nobody sees, too much, nothing.
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "evil.example",
    "Ana, click here",
    "You have won 100 euros",
    "a b c d e",
    "\u202eana",
    "Ana\u2066\u2069",
    "Ana\u200b",
    "Ana\n",
    "A" * 41,
    "\u0301" * 3,
    "\u3164",
    "An\u1160a",
    "A" + "\u0489" * 5,
    "{{ 7*7 }}",
    "&lt;b&gt;",
    "👋",
    "-",
    " ",
    "",
]


@pytest.fixture
def address(served: Callable[..., str], example: Output) -> str:
    return served(example.folder)


@pytest.mark.parametrize("name", NAMES)
def test_a_friend_is_greeted_by_the_name_in_the_link(name: str, address: str, tab: Open) -> None:
    seen = tab(390)
    page = seen.page
    page.goto(f"{address}{LANDING}?c=whatsapp#for={quote(name)}")
    assert page.locator(GREETING).inner_text() == f"Hello {name},"
    assert page.locator(f"{GREETING} bdi").inner_text() == name
    assert page.url == f"{address}{LANDING}?c=whatsapp", "what is copied from the address bar names nobody"
    assert not [url for url in seen.requests if quote(name) in url or "for=" in url], "no server hears of the name"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert (seen.errors, seen.dialogs) == ([], [])


@pytest.mark.parametrize("bad", HOSTILE)
def test_what_is_no_name_is_ignored_and_goes(bad: str, address: str, tab: Open) -> None:
    seen = tab(390)
    page = seen.page
    page.goto(f"{address}{LANDING}")
    before = page.evaluate("document.body.innerText")
    page.goto("about:blank")
    page.goto(f"{address}{LANDING}#for={quote(bad)}")
    assert page.evaluate("document.body.innerText") == before
    assert page.url == address + LANDING
    assert (seen.errors, seen.dialogs, seen.foreign) == ([], [], [])


def test_a_broken_fragment_and_another_one_do_no_harm(address: str, tab: Open) -> None:
    seen = tab()
    for fragment in ("for=%E0%A4%A", "for=%", "for", "ask", "for=a&for=<b>", "x=1&for=Ana"):
        seen.page.goto("about:blank")
        seen.page.goto(f"{address}{LANDING}#{fragment}")
    assert seen.page.locator(GREETING).inner_text() == "Hello Ana,"
    assert seen.errors == []


def test_a_second_link_in_the_same_tab_greets_the_second_friend(address: str, tab: Open) -> None:
    page = tab().page
    page.goto(f"{address}{LANDING}#for=Ana")
    page.goto(f"{address}{LANDING}#for=Bo")
    assert page.locator(GREETING).inner_text() == "Hello Bo,"
    page.goto(f"{address}{LANDING}#for=<b>")
    assert not page.locator(GREETING).is_visible()


def test_the_name_goes_from_the_address_also_where_nobody_is_greeted(address: str, example: Output, tab: Open) -> None:
    ended = [
        path.parent.name for path in example.folder.glob("r/*/index.html") if GREETING[1:-1] not in path.read_text()
    ]
    page = tab().page
    page.goto(f"{address}/r/{ended[0]}/?c=qr#for=Ana")
    assert page.url == f"{address}/r/{ended[0]}/?c=qr"
    assert "Ana" not in page.inner_text("main")


def test_without_script_the_page_is_whole_less_the_name_and_the_channel(address: str, tab: Open) -> None:
    page = tab(390, java_script_enabled=False).page
    page.goto(f"{address}{LANDING}?c=whatsapp#for=Ana")
    assert not page.locator(GREETING).is_visible()
    assert page.locator("h1").inner_text().endswith("thought of you")
    assert page.locator("form input[name=ref]").input_value() == CODE
    assert page.locator("form input[name=channel]").input_value() == ""
    assert page.get_by_role("link", name="to introduce us").is_visible()


def channels(url: str) -> list[str]:
    return parse_qs(urlsplit(url).query).get("c", [])


@pytest.mark.parametrize("channel", ["whatsapp", "qr", "whatsapp.spring", "a" * 40, "x_1-2"])
def test_the_channel_goes_into_links_the_button_and_the_form(channel: str, address: str, tab: Open) -> None:
    page = tab(390).page
    page.goto(f"{address}{LANDING}?c={channel}")
    hrefs = page.eval_on_selector_all(
        "a[href]", "all => all.filter(a => a.getAttribute('href')[0] !== '#').map(a => a.href)"
    )
    own = [url for url in hrefs if url.startswith(address)]
    assert len(own) >= 5 and all(channels(url) == [channel] for url in own), own
    assert channels(page.locator("a.button-large").get_attribute("href")) == [channel]
    assert page.locator("input[name=channel]").input_value() == channel
    shared = [url for url in hrefs if url.startswith("https://wa.me/")]
    assert shared and all(channel not in url or channel in ("whatsapp", "x") for url in shared)
    page.locator("a.brand").click()
    page.wait_for_url(f"{address}/?ref={CODE}&c={channel}")
    assert page.locator("input[name=channel]").input_value() == channel
    assert page.get_by_label("Who sent you?").input_value() == CODE


@pytest.mark.parametrize("bad", ["<b>", "WhatsApp", "a b", "a" * 41, "", '"><script>', "%0a", "é"])
def test_what_is_no_channel_is_ignored(bad: str, address: str, tab: Open) -> None:
    seen = tab()
    page = seen.page
    page.goto(f"{address}{LANDING}?c={quote(bad)}")
    hrefs = page.eval_on_selector_all("main a[href^='/'], header a", "all => all.map(a => a.href)")
    assert hrefs and not [url for url in hrefs if channels(url)]
    assert page.locator("input[name=channel]").input_value() == ""
    assert seen.errors == []


def test_an_introduction_is_asked_for_in_the_friends_own_mail(address: str, tab: Open) -> None:
    page = tab(390).page
    page.goto(address + LANDING)
    link = page.get_by_role("link", name="to introduce us")
    mail = urlsplit(link.get_attribute("href"))
    assert (mail.scheme, mail.path) == ("mailto", ""), "the friend addresses it; we do not know the advocate's address"
    said = parse_qs(mail.query)
    name = link.inner_text().removeprefix("Ask ").removesuffix(" to introduce us")
    assert said["subject"] == ["An introduction to Ambarel"]
    assert said["body"][0].startswith(f"Hello {name},\r\n\r\ncould you introduce me to somebody at Ambarel?")
    assert said["body"][0].endswith(f"/r/{CODE}/?c=introduction")


@pytest.mark.parametrize("written", ["RPCVJWT4", "Rpcvjwt4", "rpc%20vjwt4", "rpcvjwt4.", "rpcujwt4", "RPCUJWT4"])
def test_a_code_in_other_letters_finds_its_page(written: str, address: str, tab: Open) -> None:
    seen = tab()
    page = seen.page
    page.goto(f"{address}/r/{written}/?c=qr#for=Ana")
    page.wait_for_url(f"{address}{LANDING}?c=qr")
    assert page.locator(GREETING).inner_text() == "Hello Ana,"


def test_a_mistyped_code_is_typed_again(address: str, tab: Open) -> None:
    page = tab(390).page
    page.goto(f"{address}/r/rpcvjwt/?c=qr")
    field = page.get_by_label("Type your code again")
    assert field.input_value() == "rpcvjwt", "what was tried is there to be mended"
    field.fill(" RPCV JWT4 ")
    field.press("Enter")
    page.wait_for_url(f"{address}{LANDING}?c=qr")


@pytest.mark.parametrize("hostile", ["//evil.example/", "../../x", "<b>", "%0a", "%E0%A4%A", "javascript:alert(1)"])
def test_an_unknown_address_leads_nowhere_else(hostile: str, address: str, tab: Open) -> None:
    seen = tab()
    page = seen.page
    page.goto(f"{address}/r/{hostile}")
    field = page.get_by_label("Type your code again")
    field.fill(hostile)
    field.press("Enter")
    page.wait_for_load_state()
    assert page.url.startswith(f"{address}/")
    assert (seen.dialogs, seen.foreign) == ([], [])


def test_without_script_a_mistyped_code_can_be_told_in_the_form(address: str, tab: Open) -> None:
    page = tab(390, java_script_enabled=False).page
    page.goto(f"{address}/r/nothere/")
    assert not page.get_by_label("Type your code again").is_visible()
    assert page.get_by_role("link", name="To the home page").is_visible()
    assert page.get_by_label("Who sent you?").is_visible()


def test_each_channel_of_the_row_says_where_the_link_went(address: str, tab: Open) -> None:
    page: Any = tab(390).page
    page.goto(address + LANDING)
    hrefs = page.eval_on_selector_all(".share a", "all => all.map(a => a.href)")
    starts = {
        "whatsapp": "https://wa.me",
        "email": "mailto:",
        "sms": "sms:",
        "x": "https://x.com",
        "telegram": "https://t.me",
    }
    starts |= {"linkedin": "https://www.linkedin.com", "facebook": "https://www.facebook.com"}
    for channel, start in starts.items():
        (href,) = (href for href in hrefs if href.startswith(start))
        assert quote(f"/r/{CODE}/?c={channel}", safe="") in href
