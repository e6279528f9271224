"""Filling the empty code cells of a CSV file, or adding a row to it, without touching any other byte of it.

Works on the text as written, so that quotes, line ends, order and spaces stay; reading CSV into entries is
done in `content/`.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Mapping

from msgspec import Struct

from goodword.referral.codes import look_alike_key, new_codes

COLUMN = "code"
_DELIMITERS = (",", ";", "\t")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


class Filled(Struct, frozen=True):
    """The file with its new codes; `count` is how many cells were filled, `codes` all that are in it now."""

    data: bytes
    count: int
    codes: tuple[str, ...]


class _Cell(Struct, frozen=True):
    start: int
    end: int
    value: str


class _Row(Struct, frozen=True):
    cells: tuple[_Cell, ...]

    def value(self, column: int | None) -> str:
        if column is None or column >= len(self.cells):
            return ""
        return self.cells[column].value.strip()

    def fits(self, width: int) -> bool:
        """Whether it has a cell for each column, and nothing behind them."""
        return len(self.cells) >= width and not any(cell.value.strip() for cell in self.cells[width:])

    @property
    def blank(self) -> bool:
        return not any(cell.value.strip() for cell in self.cells)


def codes_in(data: bytes) -> tuple[str, ...]:
    """The codes written in a CSV file, in its order. Raises UnicodeDecodeError for what is not text."""
    text, _, _ = _decode(data)
    rows = _rows(text)
    return _codes(rows, _column(rows, COLUMN))


def fill(data: bytes, taken: Iterable[str] = (), source: random.Random | None = None) -> Filled:
    """A code for every advocate of a CSV file that has none; the column is added at the end where it is missing.

    A row of an advocate who has a code in another row (another language) inherits it and stays empty. No code
    that stands is ever changed, and a row with more or fewer cells than the header is left alone: what is wrong
    with it is told by `build`. `taken`: codes of other files. Raises UnicodeDecodeError for what is not text.
    """
    text, mark, encoding = _decode(data)
    rows = _rows(text)
    if not rows:
        return Filled(data, 0, ())
    delimiter = _delimiter(text)
    column, ids = _column(rows, COLUMN), _column(rows, "id")
    standing = _codes(rows, column)
    width = len(rows[0].cells)
    with_code = {row.value(ids) for row in rows[1:] if row.value(column)}
    empty: list[_Row] = []
    for row in rows[1:]:
        name = row.value(ids)
        if row.blank or not row.fits(width) or row.value(column) or (name and name in with_code):
            continue
        with_code.add(name)
        empty.append(row)
    if not empty:
        return Filled(data, 0, standing)
    fresh = new_codes(len(empty), [*taken, *standing], source)
    given = {id(row): code for row, code in zip(empty, fresh, strict=True)}
    edits: list[tuple[int, int, str]] = []
    if column is None:
        edits.append((rows[0].cells[-1].end, rows[0].cells[-1].end, delimiter + COLUMN))
    for row in rows[1:]:
        code = given.get(id(row), "")
        if column is None and row.fits(width) and not row.blank:
            edits.append((row.cells[width - 1].end, row.cells[-1].end, delimiter + code))
        elif column is not None and code:
            edits.append((row.cells[column].start, row.cells[column].end, code))
    return Filled(mark + _edited(text, edits).encode(encoding), len(empty), (*standing, *fresh))


def with_row(data: bytes, cells: Mapping[str, str]) -> bytes:
    """The CSV file with one more row; columns that it does not have yet come behind the others, empty elsewhere.

    Raises UnicodeDecodeError for what is not text, ValueError for a file without a column `id`.
    """
    text, mark, encoding = _decode(data)
    rows = _rows(text)
    if _column(rows, "id") is None:
        raise ValueError("it has no column `id`")
    delimiter = _delimiter(text)
    header = [cell.value.strip().lower() for cell in rows[0].cells]
    new = [name for name in cells if name not in header]
    edits: list[tuple[int, int, str]] = []
    if new:
        edits.append((rows[0].cells[-1].end, rows[0].cells[-1].end, delimiter + delimiter.join(new)))
        for old in rows[1:]:
            if old.fits(len(header)) and not old.blank:
                edits.append((old.cells[len(header) - 1].end, old.cells[-1].end, delimiter * len(new)))
    buffer = io.StringIO(newline="")
    row = [cells.get(name, "") for name in [*header, *new]]
    csv.writer(buffer, delimiter=delimiter, lineterminator="").writerow(row)
    end = "\r\n" if "\r\n" in text else "\n"
    before = _edited(text, edits)
    gap = "" if before.endswith(("\n", "\r")) else end
    return mark + f"{before}{gap}{buffer.getvalue()}{end}".encode(encoding)


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """`text` with each part from start to end replaced; the parts come in order and do not overlap."""
    pieces: list[str] = []
    at = 0
    for start, end, new in edits:
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def _codes(rows: list[_Row], column: int | None) -> tuple[str, ...]:
    return tuple(
        {look_alike_key(row.value(column)): row.value(column) for row in rows[1:] if row.value(column)}.values()
    )


def _column(rows: list[_Row], name: str) -> int | None:
    header = [cell.value.strip().lower() for cell in rows[0].cells] if rows else []
    return header.index(name) if name in header else None


def _decode(data: bytes) -> tuple[str, bytes, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding), mark, encoding
    return data.decode("utf-8"), b"", "utf-8"


def _delimiter(text: str) -> str:
    """The sign that parts the cells of the first line; a comma where there is only one cell."""
    first = text.lstrip("\r\n").splitlines()[0] if text.strip() else ""
    outside = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _rows(text: str) -> list[_Row]:
    """Every row that is not an empty line, with where each cell begins and ends."""
    delimiter = _delimiter(text)
    rows: list[_Row] = []
    cells: list[_Cell] = []
    start, at, size = 0, 0, len(text)
    while at <= size:
        at, value = _cell(text, start, delimiter)
        cells.append(_Cell(start, at, value))
        if at < size and text[at] == delimiter:
            start = at + 1
            continue
        if len(cells) > 1 or cells[0].end > cells[0].start:
            rows.append(_Row(tuple(cells)))
        cells = []
        if at >= size:
            break
        at += 2 if text[at : at + 2] == "\r\n" else 1
        start = at
    return rows


def _cell(text: str, start: int, delimiter: str) -> tuple[int, str]:
    """Where the cell that begins at `start` ends, and what it says (RFC 4180; a quote that never closes runs on)."""
    at, size = start, len(text)
    if at < size and text[at] == '"':
        value: list[str] = []
        at += 1
        while at < size:
            close = text.find('"', at)
            if close < 0:
                return size, "".join(value) + text[at:]
            value.append(text[at:close])
            at = close + 1
            if text[at : at + 1] != '"':
                break
            value.append('"')
            at += 1
        head = "".join(value)
        tail = at
        while at < size and text[at] not in (delimiter, "\r", "\n"):
            at += 1
        return at, head + text[tail:at]
    while at < size and text[at] not in (delimiter, "\r", "\n"):
        at += 1
    return at, text[start:at]
