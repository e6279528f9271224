"""Columns that pack several things into one text: "Name, Role, Company (2016)" and "★★★★★ Name on Google Play".

Only what cannot be read in two ways is taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from goodword.importing.ratings import Rating, stars

_YEAR = re.compile(r"\s*\(((?:19|20)\d\d)\)$")
_SUFFIX = re.compile(r"(inc|llc|ltd|limited|gmbh|corp|co|plc|s\.?a|s\.?l|b\.?v|a\.?g|ag|pty|srl|llp)\.?", re.IGNORECASE)
_STARRED = re.compile(r"([★⭐🌟\ufe0f]+[☆✩]*)\s*(.*)")
_ON = re.compile(r"(.+?)\s+(?:on|via|from)\s+(.+)")


# A longer text is no name.
_LONGEST = 500


class Author(Struct, frozen=True):
    """An author string of exactly three parts."""

    name: str
    role: str
    company: str
    year: str | None


def author(text: str) -> Author | None:
    """`Name, Role, Company` with an optional year in brackets; None for more or fewer parts. `Inc.` is no part."""
    if len(text) > _LONGEST:
        return None
    match = _YEAR.search(text)
    year = match[1] if match else None
    parts = [part.strip() for part in (text[: match.start()] if match else text).split(",")]
    if len(parts) == 4 and _SUFFIX.fullmatch(parts[3]):
        parts = [*parts[:2], f"{parts[2]}, {parts[3]}"]
    if len(parts) != 3 or not all(parts) or _SUFFIX.fullmatch(parts[2]):
        return None
    return Author(parts[0], parts[1], parts[2], year)


def is_packed(values: Sequence[str]) -> bool:
    """Whether a column of authors packs roles and companies: two values, and half of all, have three parts."""
    filled = [value for value in values if value.strip()]
    count = sum(author(value) is not None for value in filled)
    return count >= 2 and count * 2 >= len(filled)


class Starred(Struct, frozen=True):
    """A source with stars before it."""

    rating: Rating | None
    author: str
    platform: str


def starred(text: str) -> Starred | None:
    """`★★★★★ Name on Platform`; without `on` the rest is the author. None where no star stands first."""
    match = _STARRED.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if not match:
        return None
    on = _ON.fullmatch(match[2])
    return Starred(stars(match[1]), on[1] if on else match[2], on[2] if on else "")
