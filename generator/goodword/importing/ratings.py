"""Ratings as others write them: the value and its scale as they stand, never rescaled, never filled in."""

from __future__ import annotations

import re

from msgspec import Struct

from goodword.importing.aliases import plain

_NUMBER = r"([0-9]{1,3}(?:[.,][0-9]{1,3})?)"
_OF = re.compile(rf"{_NUMBER}\s*(?:/|out of|of|von|sur|de|di|из)\s*{_NUMBER}(?:\s*\w+)?", re.IGNORECASE)
_PLAIN = re.compile(rf"{_NUMBER}(?:\s*(?:stars?|\*|★|⭐))?", re.IGNORECASE)
_PERCENT = re.compile(rf"{_NUMBER}\s*%")
_STARS = re.compile(r"[★⭐🌟\ufe0f ]+[☆✩ ]*")
_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}
_SCALE_IN_NAME = re.compile(
    r"(?:\b0|\b1)\s*(?:-|\u2013|to|bis)\s*(\d{1,3})\b|(?:out of|/)\s*(\d{1,3})\b", re.IGNORECASE
)
_TEN = re.compile(r"\bnps\b|net promoter|likelihood[ _]to[ _]recommend", re.IGNORECASE)


class Rating(Struct, frozen=True):
    """A rating as decimal text; `scale` is None where the value does not say it."""

    value: str
    scale: str | None = None


def scale_of(column: str) -> str | None:
    """The scale that the name of a column says: `Rating (1-10)`, `Score out of 10`, `NPS`."""
    name = plain(column)
    match = _SCALE_IN_NAME.search(name)
    if match:
        return match[1] or match[2]
    return "10" if _TEN.search(name.replace("_", " ")) else None


def parse(value: str) -> Rating | None:
    """`4.5`, `4,5`, `9/10`, `4 out of 5`, `80 %`, `★★★★☆`, `FIVE`; None for everything else."""
    text = value.strip()
    if match := _OF.fullmatch(text):
        found = Rating(_decimal(match[1]), _decimal(match[2]))
        return found if float(found.value) <= float(found.scale or 0) else None
    if match := _PERCENT.fullmatch(text):
        return Rating(_decimal(match[1]), "100") if float(_decimal(match[1])) <= 100 else None
    if match := _PLAIN.fullmatch(text):
        return Rating(_decimal(match[1]))
    if text.lower() in _WORDS:
        return Rating(_WORDS[text.lower()], "5")
    if text and _STARS.fullmatch(text):
        return stars(text)
    return None


def stars(text: str) -> Rating | None:
    """The filled stars that `text` begins with; empty ones after them tell the scale, else it is 5."""
    filled = sum(text.count(star) for star in "★⭐🌟")
    empty = sum(text.count(star) for star in "☆✩")
    scale = filled + empty if empty else 5
    return Rating(str(filled), str(scale)) if 0 < filled <= scale else None


def _decimal(text: str) -> str:
    number = text.replace(",", ".")
    whole, dot, part = number.partition(".")
    part = part.rstrip("0")
    return f"{int(whole)}.{part}" if dot and part else str(int(whole))
