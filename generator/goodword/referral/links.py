"""Addresses for sharing: one for each channel, and the referral code in any address.

Pure text work that never raises, whatever is in the message. What the words say is decided in `messages`.
"""

from __future__ import annotations

import re
import unicodedata

from goodword.content.models.program import Channel
from goodword.problems import Place, Problem
from goodword.problems import referral as rules

# Channels whose address has no room for words: they show the card of the page instead.
LINK_ONLY: frozenset[str] = frozenset({"linkedin", "facebook"})
LONGEST_MAIL = 1_900
LONGEST_POST = 280
LINK_IN_POST = 23
MOST_SEGMENTS = 3
# Of a friend's name in a link; the script goodword.js knows them, too.
LONGEST_NAME = 40
MOST_NAMES = 4
_IN_NAMES = frozenset(" '\u2019-")
# Letters that nobody sees (the fillers of Hangul), and more marks than any name has on one letter.
_NOT_IN_NAMES = "\u115f\u1160\u3164\uffa0"
_MARKS = 4

_LINE_END = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
# How each byte of UTF-8 stands in an address: as it is where it is unreserved (RFC 3986, section 2.3), else encoded.
_UNRESERVED = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_ENCODED = tuple(bytes([byte]) if byte in _UNRESERVED else b"%%%02X" % byte for byte in range(256))
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
# Code points that X counts once; all others count twice.
# Source: the weighted ranges of twitter-text's configuration, version 3.
_COUNTS_ONCE = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("\f^{}\\[~]|€")


def encode(text: str) -> str:
    """Percent-encoded UTF-8 with `%20` for a space; half surrogates become `?`, so that it never raises.

    One and a half times as fast as urllib's `quote`.
    """
    if text.isascii() and text.isalnum():
        return text
    return b"".join(map(_ENCODED.__getitem__, text.encode(errors="replace"))).decode()


def with_link(message: str, url: str) -> str:
    """The message with the link in it: at its end, unless the message already holds it."""
    if not url or url in message:
        return message
    return f"{message} {url}" if message else url


def share_url(channel: Channel, *, message: str, url: str, subject: str = "") -> str:
    """The address that opens `channel` with a draft: nothing is sent by it, and people can change every word.

    `url` is absolute. LinkedIn and Facebook take the link only. Formats: wa.me, RFC 6068 (mailto),
    RFC 5724 without a recipient (sms), and the share pages of LinkedIn, X, Facebook and Telegram.
    """
    match channel:
        case "whatsapp":
            return f"https://wa.me/?text={encode(with_link(message, url))}"
        case "email":
            body = encode(with_link(_LINE_END.sub("\r\n", message), url))
            title = encode(_LINE_END.sub(" ", subject))
            return f"mailto:?subject={title}&body={body}"
        case "sms":
            return f"sms:?&body={encode(with_link(message, url))}"
        case "linkedin":
            return f"https://www.linkedin.com/sharing/share-offsite/?url={encode(url)}"
        case "x":
            if url and url in message:  # the link stands where the writer wanted it; `url` would add it again
                return f"https://x.com/intent/post?text={encode(message)}"
            return f"https://x.com/intent/post?text={encode(message)}&url={encode(url)}"
        case "facebook":
            return f"https://www.facebook.com/sharer/sharer.php?u={encode(url)}"
        case "telegram":
            text = message.removesuffix(url).rstrip() if url and message.endswith(url) else message
            return f"https://t.me/share/url?url={encode(url)}&text={encode(text)}"


def with_ref(url: str, param: str, code: str) -> str:
    """`url` with `param=code` in its query; query and fragment stay, an older value of `param` goes.

    Addresses that have no query (mailto:, tel:) come back unchanged; an empty code changes nothing.
    """
    scheme = _SCHEME.match(url)
    if not code or (scheme and scheme[1].lower() not in ("http", "https")):
        return url
    rest, hash_mark, fragment = url.partition("#")
    path, _, query = rest.partition("?")
    name = encode(param)
    kept = [part for part in query.split("&") if part and part.partition("=")[0] != name]
    kept.append(f"{name}={encode(code)}")
    return f"{path}?{'&'.join(kept)}{hash_mark}{fragment}"


def with_channel(url: str, channel: str) -> str:
    """`url` with `c=CHANNEL` in its query, by which a landing page knows how it was shared.

    An address that says it already comes back unchanged.
    """
    if not url:
        return url
    told = f"c={channel}"
    if "?" not in url and "#" not in url:
        return f"{url}?{told}"
    rest, hash_mark, fragment = url.partition("#")
    path, _, query = rest.partition("?")
    parts = [part for part in query.split("&") if part]
    if any(part.partition("=")[0] == "c" for part in parts):
        return url
    return f"{path}?{'&'.join([*parts, told])}{hash_mark}{fragment}"


def is_friends_name(name: str) -> bool:
    """Whether a landing page would greet by `name`.

    1 to 40 letters, marks, spaces, apostrophes or hyphens, in at most 4 words, and a letter first. Letters are seen,
    and have at most 4 marks each.
    """
    if not (0 < len(name) <= LONGEST_NAME and len(name.split(" ")) <= MOST_NAMES):
        return False
    kinds = "".join(" " if c in _IN_NAMES else unicodedata.category(c)[0] for c in name)
    is_drawn_well = "M" * (_MARKS + 1) not in kinds and not any(c in _NOT_IN_NAMES for c in name)
    return kinds[0] == "L" and set(kinds) <= set("LM ") and is_drawn_well


def for_friend(url: str, name: str) -> str:
    """`url` that greets a friend: `#for=NAME`, which no browser sends to a server; unchanged if `name` is none."""
    name = " ".join(name.split())
    return f"{url.partition('#')[0]}#for={encode(name)}" if is_friends_name(name) else url


def post_length(text: str, url: str) -> int:
    """What X counts for `text` with `url`: 23 for the link, 1 for most letters, 2 for emoji and ideographs."""
    words = text.replace(url, "") if url else text
    count = sum(1 if any(low <= ord(c) <= high for low, high in _COUNTS_ONCE) else 2 for c in words)
    if not url:
        return count
    return count + LINK_IN_POST + (0 if url in text or not text else 1)


def text_segments(text: str) -> tuple[int, int]:
    """How many text messages `text` takes, and how many characters go into one of them.

    160 characters of the GSM alphabet (153 when there are several), else 70 UTF-16 units (67): GSM 03.38.
    """
    if all(c in _GSM or c in _GSM_TWICE for c in text):
        sizes, single, joined = [2 if c in _GSM_TWICE else 1 for c in text], 160, 153
    else:
        sizes, single, joined = [2 if ord(c) > 0xFFFF else 1 for c in text], 70, 67
    if sum(sizes) <= single:
        return 1, single
    messages, length = 1, 0
    for size in sizes:  # none is cut in two
        length += size
        if length > joined:
            messages, length = messages + 1, size
    return messages, joined


def check_share(
    channel: Channel, *, message: str, url: str, subject: str = "", place: Place | None = None
) -> tuple[Problem, ...]:
    """What the channel would cut or charge for. Nothing is shortened here: the words are the writer's."""
    match channel:
        case "email":
            length = len(share_url(channel, message=message, url=url, subject=subject))
            if length > LONGEST_MAIL:
                return (rules.MAIL_TOO_LONG(place, length=length, most=LONGEST_MAIL),)
        case "x":
            length = post_length(message, url)
            if length > LONGEST_POST:
                return (rules.POST_TOO_LONG(place, length=length, most=LONGEST_POST),)
        case "sms":
            segments, room = text_segments(with_link(message, url))
            if segments > MOST_SEGMENTS:
                return (rules.TEXT_MANY_SEGMENTS(place, segments=segments, most=MOST_SEGMENTS, room=room),)
        case _:
            pass
    return ()
