"""Addresses for sharing: exact formats, any text, and what a channel would cut."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.content.models.program import CHANNELS, Channel
from goodword.problems import Place
from goodword.referral.links import check_share, post_length, share_url, text_segments, with_ref

LINK = "https://acme.example/r/7kq2mnpx/"
ENCODED = "https%3A%2F%2Facme.example%2Fr%2F7kq2mnpx%2F"


@pytest.mark.parametrize(
    ("channel", "wanted"),
    [
        ("whatsapp", f"https://wa.me/?text=A%20%26%20B%3F%20{ENCODED}"),
        ("email", f"mailto:?subject=Hello%2C%20you&body=A%20%26%20B%3F%20{ENCODED}"),
        ("sms", f"sms:?&body=A%20%26%20B%3F%20{ENCODED}"),
        ("linkedin", f"https://www.linkedin.com/sharing/share-offsite/?url={ENCODED}"),
        ("x", f"https://x.com/intent/post?text=A%20%26%20B%3F&url={ENCODED}"),
        ("facebook", f"https://www.facebook.com/sharer/sharer.php?u={ENCODED}"),
        ("telegram", f"https://t.me/share/url?url={ENCODED}&text=A%20%26%20B%3F"),
    ],
)
def test_each_channel_has_its_format(channel: Channel, wanted: str) -> None:
    assert share_url(channel, message="A & B?", url=LINK, subject="Hello, you") == wanted


def test_every_channel_of_a_program_has_an_address() -> None:
    assert all(LINK[8:20] in unquote(share_url(channel, message="Look", url=LINK)) for channel in CHANNELS)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_of_a_mail_are_those_of_the_rfc(line_end: str) -> None:
    address = share_url("email", message=f"One{line_end}two + 1", url=LINK, subject=f"S{line_end}T")
    assert address == f"mailto:?subject=S%20T&body=One%0D%0Atwo%20%2B%201%20{ENCODED}"


@pytest.mark.parametrize("channel", ["whatsapp", "email", "sms", "x"])
def test_a_link_that_the_writer_placed_comes_once(channel: Channel) -> None:
    address = share_url(channel, message=f"See {LINK} for more", url=LINK)
    assert address.count(ENCODED) == 1


def test_telegram_adds_the_link_itself() -> None:
    assert share_url("telegram", message=f"See {LINK}", url=LINK) == f"https://t.me/share/url?url={ENCODED}&text=See"


@given(st.text(), st.text(), st.sampled_from(["whatsapp", "sms", "telegram", "x", "email"]))
def test_any_text_comes_back_as_it_went(message: str, code: str, channel: Channel) -> None:
    """Emoji, right to left, controls; also half surrogates, which no address can hold: they become `?`."""
    link = f"https://acme.example/r/{code.encode('utf-8', 'replace').hex()}/"
    message = message.encode("utf-8", "replace").decode()
    address = share_url(channel, message=message, url=link, subject=message)
    assert address.isascii() and " " not in address
    query = parse_qs(urlsplit(address).query, keep_blank_values=True, strict_parsing=False)
    if channel in ("x", "telegram"):
        assert (query["text"], query["url"]) == ([message], [link])
        return
    text = query["text" if channel == "whatsapp" else "body"][0]
    wanted = f"{message} {link}" if message else link
    if channel == "email":
        wanted = wanted.replace("\u2028", "\n").replace("\u2029", "\n")
        text, wanted = (t.replace("\r\n", "\n").replace("\r", "\n") for t in (text, wanted))
    assert text == wanted


@given(st.text(st.characters(), max_size=20))
def test_no_text_raises(text: str) -> None:
    broken = text + "\ud800"
    for channel in CHANNELS:
        share_url(channel, message=broken, url=broken, subject=broken).encode("ascii")
        check_share(channel, message=broken, url=broken, subject=broken)
    assert "\ud800" not in with_ref("/x/", "ref", "\ud800")


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://acme.example", "https://acme.example?ref=abc"),
        ("https://acme.example/?a=1&b=%20#top", "https://acme.example/?a=1&b=%20&ref=abc#top"),
        ("https://acme.example/?ref=website&a=1", "https://acme.example/?a=1&ref=abc"),
        ("https://acme.example/?", "https://acme.example/?ref=abc"),
        ("/awards/#x?y", "/awards/?ref=abc#x?y"),
        ("page?reference=1", "page?reference=1&ref=abc"),
        ("//cdn.example/x", "//cdn.example/x?ref=abc"),
        ("#only", "?ref=abc#only"),
        ("https://[broken/", "https://[broken/?ref=abc"),
        ("mailto:a@acme.example", "mailto:a@acme.example"),
        ("tel:+123", "tel:+123"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_the_code_goes_into_any_address(url: str, wanted: str) -> None:
    assert with_ref(url, "ref", "abc") == wanted


def test_a_code_and_a_parameter_are_encoded_and_an_empty_code_adds_nothing() -> None:
    assert with_ref("/x", "r f", "a&b=ü") == "/x?r%20f=a%26b%3D%C3%BC"
    assert with_ref("/x", "ref", "") == "/x"


def test_adding_the_code_twice_is_adding_it_once() -> None:
    once = with_ref("https://acme.example/a?b=c#d", "ref", "abc")
    assert with_ref(once, "ref", "abc") == once


@pytest.mark.parametrize(
    ("text", "url", "wanted"),
    [
        ("abc", "", 3),
        ("abc", LINK, 27),
        (f"abc {LINK}", LINK, 27),
        ("", LINK, 23),
        ("日本", "", 4),
        ("👍", "", 2),
        ("“a”", "", 3),
    ],
)
def test_x_counts_a_link_as_23(text: str, url: str, wanted: int) -> None:
    assert post_length(text, url) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a" * 160, (1, 160)),
        ("a" * 161, (2, 153)),
        ("€" * 80, (1, 160)),
        ("€" * 81, (2, 153)),
        ("ж" * 70, (1, 70)),
        ("ж" * 71, (2, 67)),
        ("👍" * 35, (1, 70)),
        ("👍" * 66, (2, 67)),
        ("👍" * 67, (3, 67)),
        ("a" * 152 + "€" + "a" * 152, (3, 153)),
        ("", (1, 160)),
    ],
)
def test_text_messages_are_counted_as_networks_do(text: str, wanted: tuple[int, int]) -> None:
    assert text_segments(text) == wanted


@pytest.mark.parametrize(
    ("channel", "message", "code"),
    [
        ("email", "é" * 320, "GW370"),
        ("x", "a" * 257, "GW371"),
        ("sms", "ж" * 200, "GW372"),
    ],
)
def test_what_a_channel_would_cut_is_told_and_not_cut(channel: Channel, message: str, code: str) -> None:
    place = Place("content/program.yaml", 3, 1)
    (problem,) = check_share(channel, message=message, url=LINK, subject="Hi", place=place)
    assert (problem.code, problem.severity, problem.place) == (code, "warning", place)
    assert message in unquote(share_url(channel, message=message, url=LINK))


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_short_message_fits_everywhere(channel: Channel) -> None:
    assert check_share(channel, message="A short one.", url=LINK, subject="Hi") == ()
