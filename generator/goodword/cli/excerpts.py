"""The lines around a problem, as a person would see them in an editor, and text made fit for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from goodword import files
from goodword.problems import Place, SiteError
from goodword.problems.kit_addresses import shortened

BEFORE, AFTER = 2, 1
WIDTH = 100
LARGEST = 20 * files.MEGABYTE


class Excerpts:
    """Reads each file once for all its problems. A file that cannot be read has no lines: never an error."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lines: dict[str, list[str]] = {}

    def around(self, place: Place) -> Iterator[tuple[str, bool]]:
        """Two lines before, the line, a caret below its column, one line after; each with whether it is the accent."""
        lines = self._of(place.path)
        if not 1 <= place.line <= len(lines):
            return
        first, last = max(1, place.line - BEFORE), min(len(lines), place.line + AFTER)
        gutter = len(str(last))
        column = min(place.column, len(lines[place.line - 1]) + 1)
        start = max(0, column - WIDTH // 2) if len(lines[place.line - 1]) > WIDTH else 0
        for number in range(first, last + 1):
            here = number == place.line
            text = _cut(lines[number - 1], start)
            yield f"  {number:>{gutter}} | {plain(text)}".rstrip(), here
            if here and column:
                lead = "…" if start else ""
                caret = width(plain(lead + lines[number - 1][start : column - 1]))
                yield f"  {'':>{gutter}} | {' ' * caret}^", True

    def _of(self, path: str) -> list[str]:
        if path not in self._lines:
            self._lines[path] = self._read(path)
        return self._lines[path]

    def _read(self, path: str) -> list[str]:
        if not files.is_safe_relative(path):
            return []
        file = self._root / path
        try:
            if not file.is_file() or file.stat().st_size > LARGEST:
                return []
            data = file.read_bytes()
        except (OSError, ValueError):
            return []
        try:
            text = files.decode(data, Place(path))
        except SiteError:
            text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        return text.split("\n")


def plain(text: str) -> str:
    """`text` without a character that a terminal would obey: tabs as two spaces, the rest written as `\\u001b`."""
    return "".join(c if c.isprintable() else "  " if c == "\t" else f"\\u{ord(c):04x}" for c in text)


def _cut(line: str, start: int) -> str:
    line = shortened(line)
    cut = line[start : start + WIDTH]
    return ("…" if start and cut else "") + cut + ("…" if len(line) > start + WIDTH else "")


def width(text: str) -> int:
    """How many cells of a terminal `text` fills: none for combining marks, two for wide letters."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
