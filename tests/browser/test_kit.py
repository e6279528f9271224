"""The share kit as a customer uses it: on a phone, by keyboard, without script; and what comes of the links."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from PIL import Image

import judges
import layout
import qr_reader
from goodword.referral.kit_address import kit_path
from sites import EXAMPLE_DAY, Output, build, copy_example
from tabs import Tab

Open = Callable[..., Tab]
SECRET = "a secret that the test has made for itself"
LINK = "https://customers.ambarel.example/r/rpcvjwt4/"
NAME, ENCODED = "Zoë O\u2019Hara", "Zo%C3%AB%20O%E2%80%99Hara"
RESULTS = "code,visits,enquiries,customers\nrpcvjwt4,41,6,2\n"
# Stays on the page, so that where a link would lead can be read.
STAY = "() => document.addEventListener('click', event => event.target.closest('a') && event.preventDefault())"


def kit(advocate: str = "elena-marchetti") -> str:
    return kit_path(SECRET.encode(), advocate, 1)


@pytest.fixture(scope="module")
def kits(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The example site with its kits, and with results."""
    folder = copy_example(tmp_path_factory.mktemp("kits"), {"demo: true": "demo: true\nkits: {results: results.csv}"})
    (folder / "content" / "results.csv").write_text(RESULTS)
    return build(folder, today=EXAMPLE_DAY, env={"GOODWORD_SECRET": SECRET})


@pytest.fixture
def address(served: Callable[..., str], kits: Output) -> str:
    return served(kits.folder)


def opened(tab: Open, address: str, advocate: str = "elena-marchetti", **options: Any) -> Tab:
    """The kit on a phone, every fold open."""
    made = tab(width=390, height=844, **options)
    made.page.goto(address + kit(advocate))
    for fold in made.page.locator("details > summary").all():
        if not fold.evaluate("summary => summary.parentElement.open"):
            fold.click()
    return made


def said(url: str) -> str:
    """The words that an address of a channel opens with."""
    query = parse_qs(urlsplit(url).query)
    return (query.get("text") or query.get("body") or [""])[0]


def href(page: Any, name: str) -> str:
    """Where the button of a channel leads, once it was pressed."""
    button = page.locator(f"[data-opens='kit-{name}']")
    button.click()
    found: str = button.evaluate("a => a.href")
    return found


def test_the_link_is_copied_and_that_is_said(address: str, tab: Open) -> None:
    made = opened(tab, address, permissions=["clipboard-read", "clipboard-write"])
    page = made.page
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_text("Copied", exact=True).first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == LINK
    page.get_by_role("button", name=re.compile("Copy ?: WhatsApp")).click()
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Words for WhatsApp").input_value()
    assert made.errors == [] and made.foreign == [] and made.failed == []


def test_edited_words_are_the_ones_that_a_channel_opens_with(address: str, tab: Open) -> None:
    page = opened(tab, address).page
    page.evaluate(STAY)
    words = "Olá & 100 % “ça va”? 🦊\n\u0645\u0631\u062d\u0628\u0627 #1 = <b>"
    for channel in ("whatsapp", "sms", "telegram", "x"):
        page.locator(f"#kit-{channel}").fill(words)
        assert said(href(page, channel)) == words
    for mail in ("email", "draft-1"):
        page.locator(f"#kit-{mail}").fill(words)
        assert said(href(page, mail)) == words.replace("\n", "\r\n")
        assert "subject=" in href(page, mail)


def test_a_link_for_a_friend_goes_into_private_words_only_and_greets_them(address: str, tab: Open) -> None:
    made = opened(tab, address)
    page = made.page
    page.evaluate(STAY)
    ready = {name: page.locator(f"#kit-{name}").input_value() for name in ("whatsapp", "email", "x")}
    page.get_by_label("For one friend by name").fill(NAME.replace(" ", "   ") + " ")
    personal = page.locator("#kit-link").input_value()
    assert personal == f"{LINK}#for={ENCODED}"
    assert f"for {NAME} now" in page.locator(".kit-told").inner_text()
    for channel in ("whatsapp", "sms", "telegram", "email", "draft-1"):
        # encoded once in the link, and once more as a part of the address that carries the link
        assert f"#for={ENCODED}" in unquote(href(page, channel))
    assert f"Hello {NAME}," in page.locator("#kit-draft-1").input_value()
    assert "for=" not in href(page, "x")
    for public in ("LinkedIn", "Facebook"):
        assert "for%3D" not in (page.get_by_role("link", name=public).get_attribute("href") or "")
    link = page.locator("#kit-whatsapp").input_value().split("https://customers.ambarel.example")[1].split()[0]
    page.get_by_label("For one friend by name").fill("")
    assert {name: page.locator(f"#kit-{name}").input_value() for name in ready} == ready
    assert page.locator("#kit-link").input_value() == LINK
    page.goto(address + link)
    assert NAME in page.locator("main").inner_text()
    assert page.locator("input[name=channel]").input_value() == "whatsapp"
    assert not any("for=" in url for url in made.requests) and made.errors == []


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>", "a b c d e", "Ana 2", "javascript:1", "😀", "\u3164", "A" + "\u0489" * 5]
)
def test_what_is_no_name_changes_nothing_and_is_told(address: str, tab: Open, name: str) -> None:
    made = opened(tab, address)
    field = made.page.get_by_label("For one friend by name")
    field.fill(name)
    assert made.page.locator("#kit-link").input_value() == LINK
    assert "at most four words" in made.page.locator(".kit-told").inner_text()
    assert field.get_attribute("aria-invalid") == "true"
    assert made.dialogs == [] and made.errors == []


def test_words_that_were_edited_keep_what_was_written_when_a_name_comes(address: str, tab: Open) -> None:
    page = opened(tab, address).page
    words = page.locator("#kit-whatsapp")
    words.fill(f"My own words. {LINK}?c=whatsapp And more.")
    page.get_by_label("For one friend by name").fill("Ana")
    assert words.input_value() == f"My own words. {LINK}?c=whatsapp#for=Ana And more."
    page.get_by_label("For one friend by name").fill("Bo")
    assert words.input_value() == f"My own words. {LINK}?c=whatsapp#for=Bo And more."


def test_the_phone_shares_where_it_can(address: str, tab: Open) -> None:
    made = tab(width=390)
    made.page.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    made.page.goto(address + kit())
    made.page.get_by_role("button", name="Share …").click()
    shared = made.page.evaluate("window.shared")
    assert shared["url"] == f"{LINK}?c=share" and "I get a reward" in shared["text"]


def code_in(picture: bytes) -> str:
    """What a camera reads from a picture that shows nothing but a QR code."""
    with Image.open(io.BytesIO(picture)) as opened:
        grey = opened.convert("L")
    size = next(size for size in range(29, 90, 4) if abs(grey.width / size - round(grey.width / size)) < 1e-9)
    step = grey.width / size
    grid = [
        [int(grey.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) < 128) for x in range(size)]  # type: ignore[operator]
        for y in range(size)
    ]
    return qr_reader.read(grid)


def test_the_qr_code_on_the_page_and_the_file_lead_to_the_landing_page(address: str, tab: Open) -> None:
    made = opened(tab, address)
    page = made.page
    with page.expect_download() as png:
        page.get_by_role("button", name="as PNG").click()
    assert png.value.suggested_filename == "rpcvjwt4.png"
    assert code_in(png.value.path().read_bytes()) == f"{LINK}?c=qr"
    with page.expect_download() as svg:
        page.get_by_role("link", name="Download as SVG").click()
    assert svg.value.suggested_filename == "rpcvjwt4.svg"
    page.evaluate(
        """() => { const svg = document.querySelector(".kit-qr svg"); const size = svg.viewBox.baseVal.width * 8;
        document.body.replaceChildren(svg); document.documentElement.className = "bare";
        svg.setAttribute("width", size); svg.setAttribute("height", size); }"""
    )
    page.set_viewport_size({"width": 600, "height": 600})
    page.locator("svg").evaluate("svg => Object.assign(svg.style, {maxInlineSize: 'none', inlineSize: ''})")
    assert code_in(page.locator("svg").screenshot()) == f"{LINK}?c=qr"
    assert made.errors == []


def test_without_script_everything_but_the_name_is_there(address: str, tab: Open) -> None:
    with_script, without = opened(tab, address).page, opened(tab, address, java_script_enabled=False).page
    assert without.get_by_role("button").count() == 0
    assert not without.get_by_label("For one friend by name").is_visible()
    assert "Without scripts" in without.locator("main").inner_text()
    field = without.locator("#kit-link")
    assert field.input_value() == LINK and field.get_attribute("readonly") is not None
    for channel in ("whatsapp", "email", "sms", "telegram", "x", "draft-2"):
        words = without.locator(f"#kit-{channel}").input_value()
        opens = without.locator(f"[data-opens='kit-{channel}']").get_attribute("href") or ""
        assert said(opens).replace("\r\n", "\n") == words == with_script.locator(f"#kit-{channel}").input_value()


def test_a_kit_by_keyboard_alone(address: str, tab: Open) -> None:
    page = tab(width=390, permissions=["clipboard-read", "clipboard-write"]).page
    page.goto(address + kit())
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.innerText || document.activeElement.id"))
        if seen[-1] == "E-mail":
            page.keyboard.press("Enter")
            assert page.locator("#kit-email").is_visible()
        if seen[-1] == "Copy the link":
            page.keyboard.press("Enter")
        if seen[-1] == "Ask us to take it down":
            break
    wanted = ["kit-link", "Copy the link", "See the page as your friend sees it", "kit-friend", "Download as SVG"]
    wanted += ["WhatsApp", "kit-whatsapp", "Share on WhatsApp", "E-mail", "kit-email", "Ask us to take it down"]
    assert [one for one in seen if one in wanted] == wanted
    assert page.evaluate("navigator.clipboard.readText()") == LINK


def test_leaving_a_kit_tells_nobody_its_address(address: str, tab: Open) -> None:
    page = tab().page
    page.goto(address + kit())
    with page.expect_request(lambda request: "/r/rpcvjwt4/" in request.url) as left:
        page.get_by_role("link", name="See the page as your friend sees it").click()
    assert "referer" not in left.value.all_headers()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("advocate", ["elena-marchetti", "tomas-alcaraz", "aiko-morishita"])
def test_axe_finds_nothing_and_nothing_sticks_out(address: str, tab: Open, advocate: str, scheme: str) -> None:
    made = opened(tab, address, advocate, color_scheme=scheme)
    assert judges.axe(made.page) == []
    for width in (320, 390, 1280):
        made.page.set_viewport_size({"width": width, "height": 800})
        assert layout.sticking_out(made.page) == []
    assert made.errors == []


def test_the_results_of_one_are_shown_to_nobody_else(address: str, tab: Open) -> None:
    assert "41 visits" in " ".join(opened(tab, address).page.locator(".kit-results").inner_text().split())
    assert opened(tab, address, "kwame-asante").page.locator(".kit-results").count() == 0


def test_kits_are_valid_html(kits: Output) -> None:
    pages = sorted((kits.folder / "share").glob("*/index.html"))
    assert len(pages) > 30
    assert judges.vnu([*pages[:8], kits.folder / kit().strip("/") / "index.html"]) == []
