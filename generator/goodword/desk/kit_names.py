"""What the files of a kit are called: nothing that comes from content decides where something is written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from goodword import files, text
from goodword.content.models.program import Channel

MAIL, NOTE, CARD, QR_SVG, QR_PNG = "to-the-advocate.eml", "about.txt", "contact.vcf", "qr.svg", "qr.png"
WIDE, SQUARE = "share-1200x630.png", "share-1080x1080.png"
# Names that are devices where Windows unpacks a ZIP.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")
_LONGEST = 60


def folder(advocate: str) -> str:
    """The folder of an advocate's kit: the id, or its letters from A to Z and a digest; no two ids share one."""
    slug = text.slugify(advocate)
    if slug == advocate and len(slug) <= _LONGEST and not _DEVICES.fullmatch(slug):
        return slug
    kept = slug[:_LONGEST].strip("-") or "advocate"
    return f"{kept}-{files.digest(advocate.encode(), 6)}"


def drafts(names: Iterable[str]) -> dict[str, str]:
    """The files of drafts for friends, by the names that a program gives them."""
    return {name: f"friends/{folder(name)}.eml" for name in names}


def words(channels: Iterable[Channel]) -> dict[Channel, str]:
    """The files of ready words, by channel."""
    return {channel: f"texts/{channel}.txt" for channel in channels}
