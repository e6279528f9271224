"""What a browser has of a page, put so that two builds can be compared: the page, and apart from it its style sheets.

Style sheets are told apart because a page that is open can change them and keep everything else as it is.
"""

from __future__ import annotations

import hashlib
import html
import re

from msgspec import Struct

# What only networks and chats read; the address of a share card changes with every colour.
_FOR_CARDS = re.compile(rb"""<meta\s+property=["']og:[^>]*>""", re.IGNORECASE)
_LINK = re.compile(rb"<link\b[^>]*>", re.IGNORECASE)
_SHEET = re.compile(rb"""(?<![\w-])rel\s*=\s*(?:"[^"]*|'[^']*|)\bstylesheet\b""", re.IGNORECASE)
_HREF = re.compile(rb"""(?<![\w-])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


class Seen(Struct, frozen=True):
    """page: a digest of all that shows but the addresses of style sheets; styles: those, in the order of the page."""

    page: str
    styles: tuple[str, ...]


def seen(page: bytes, policy: str) -> Seen:
    """What a browser has of the HTML `page`, sent with the content security policy `policy`."""
    styles: list[str] = []

    def without_address(link: re.Match[bytes]) -> bytes:
        href = _HREF.search(link[0])
        if href is None or not _SHEET.search(link[0]):
            return link[0]
        address = next(value for value in href.groups() if value is not None)
        styles.append(html.unescape(address.decode(errors="replace")))
        return link[0][: href.start()] + link[0][href.end() :]

    rest = _LINK.sub(without_address, _FOR_CARDS.sub(b"", page))
    digest = hashlib.blake2b(rest, digest_size=8, key=hashlib.blake2b(policy.encode(), digest_size=8).digest())
    return Seen(digest.hexdigest(), tuple(styles))
