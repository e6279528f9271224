"""Lines that fit the terminal. What people copy into a command (ids) is never cut: it may stand out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice

from goodword.cli.excerpts import width

USUAL, NARROWEST = 80, 40
# Letters and marks: no script sets more above and below one letter.
_MOST_PER_CELL = 4


def columns() -> int:
    """How many cells a line on stderr has: those of the terminal, 80 where there is none."""
    try:
        found = os.get_terminal_size(sys.stderr.fileno()).columns if sys.stderr.isatty() else USUAL
    except (OSError, ValueError):
        found = USUAL
    return max(found or USUAL, NARROWEST)


def wrapped(text: str, across: int, first: str = "", then: str = "") -> Iterator[str]:
    """`text` in lines of at most `across` cells, broken at spaces only.

    first, then: what stands before the first line and before the others.
    """
    line, start = first, first
    for word in text.split():
        gap = " " if line != start else ""
        if gap and width(line) + 1 + width(word) > across:
            yield line
            line = start = then
            gap = ""
        line += gap + word
    if line.strip():
        yield line


def cut(text: str, across: int) -> str:
    """`text` in at most `across` cells; of what is longer the beginning and the end, with `…` between them."""
    if len(text) <= _MOST_PER_CELL * across and width(text) <= across:
        return text
    end = _fitting(reversed(text), across // 3)[::-1]
    return f"{_fitting(text, across - 1 - width(end))}…{end}"


def _fitting(letters: Iterable[str], room: int) -> str:
    """As many of the first `letters` as fill `room` cells at most, and no heap of marks that fill none."""
    kept: list[str] = []
    for letter in islice(letters, _MOST_PER_CELL * room):
        room -= width(letter)
        if room < 0:
            break
        kept.append(letter)
    return "".join(kept)


def padded(text: str, across: int) -> str:
    """`text` with spaces behind it up to `across` cells."""
    return text + " " * (across - width(text))
