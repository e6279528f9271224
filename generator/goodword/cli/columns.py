"""Lines that fit the terminal. What people copy into a command (ids) is never cut: it may stand out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from goodword.cli.excerpts import width

USUAL, NARROWEST = 80, 40


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
    if width(text) <= across:
        return text
    start, end = list(text), list[str]()
    while start and width("".join((*start, "…", *end))) > across:
        if len(end) < len(start) and width("".join(end)) < across // 3:
            end.insert(0, text[len(text) - len(end) - 1])
        else:
            start.pop()
    return "".join((*start, "…", *end))


def padded(text: str, across: int) -> str:
    """`text` with spaces behind it up to `across` cells."""
    return text + " " * (across - width(text))
