"""CSV (RFC 4180, with comma, semicolon or tab) into entries; the places of rows and cells are found when asked."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec import Struct, inspect

from goodword.content.document import Document, Key, language_tag
from goodword.content.field_types import bare, inside, is_list, model_of, shape, unknown_field
from goodword.problems import Place, Problem, SiteError, fields, reading

LONGEST_CELL = 1_000_000
_EVERY_ROW = "Every row needs one."


@contextlib.contextmanager
def wide_cells() -> Iterator[None]:
    """Lets cells be LONGEST_CELL characters long. That limit is one for the whole process: it is put back."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


@dataclass(slots=True)
class Sheet:
    """The text of a CSV file and, once somebody asked, the line on which each record begins."""

    text: str
    delimiter: str
    header: tuple[str, ...]
    records: list[tuple[int, int]] = field(default_factory=list)

    def line(self, number: int) -> int:
        """The line on which record `number` begins (0 is the header)."""
        if not self.records:
            self.records = list(self._find())
        return self.records[min(number, len(self.records) - 1)][0]

    def record(self, number: int) -> tuple[int, int, list[tuple[int, int]]]:
        """Line and column of record `number` (0 is the header), and those of its cells."""
        self.line(number)
        line, start = self.records[min(number, len(self.records) - 1)]
        return line, 1, _cells(self.text, start, line, self.delimiter)

    def _find(self) -> Iterator[tuple[int, int]]:
        """Line and index of the first character of every record that is not blank."""
        starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter)
        with wide_cells(), contextlib.suppress(csv.Error):
            begins = 0
            for row in reader:
                if row:
                    yield begins + 1, starts[begins]
                begins = reader.line_num


def _cells(text: str, index: int, line: int, delimiter: str) -> list[tuple[int, int]]:
    """Line and column of each cell of the record that begins at `index`."""
    places = [(line, 1)]
    line_start, quoted = index, False
    opening = index  # where a quotation mark opens a quoted part
    for match in re.compile(f'["\n{delimiter}]').finditer(text, index):
        position = match.start()
        character = match[0]
        if character == '"':
            if quoted or position == opening:
                quoted = not quoted
            opening = -1 if quoted else position + 1
        elif quoted:
            if character == "\n":
                line, line_start = line + 1, position + 1
        elif character == "\n":
            break
        else:
            places.append((line, position - line_start + 2))
            opening = position + 1
    return places


class RowPositions(Struct, frozen=True):
    """Positions of one row; `number` counts the header as 0."""

    sheet: Sheet
    number: int

    def find(self, keys: tuple[Key, ...], of_key: bool) -> tuple[int, int, int]:
        """See Positions: the cell whose dotted header is the longest beginning of `keys`."""
        if not keys:
            return self.sheet.line(self.number), 1, 0
        line, column, cells = self.sheet.record(self.number)
        for depth in range(len(keys), 0, -1):
            name = ".".join(str(key) for key in keys[:depth])
            for index, header in enumerate(self.sheet.header[: len(cells)]):
                if header == name or header.startswith(f"{name}."):
                    return (*cells[index], depth)
        return line, column, 0


def read(
    text: str, path: str, kind: str, digest: str, model: type[msgspec.Struct] | None = None, *, key: str = "id"
) -> tuple[list[Document], list[Problem]]:
    """The documents of a CSV file, and the problems of its rows; raises SiteError where the header is unusable.

    model: what a row holds, else that of the kind. key: the column that names a row, which none may lack.
    """
    known = shape(model or model_of(kind))
    delimiter = delimiter_of(text.lstrip("\n").split("\n", 1)[0])
    with wide_cells():
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        header = next((row for row in _rows(reader, path) if row), [])
        if not header:
            return [], []
        header = [name.strip() for name in header]
        sheet = Sheet(text, delimiter, tuple(header))
        problems = _check_header(sheet, path, kind, known, key)
        columns = Columns(header, kind, known)
        documents: list[Document] = []
        number = 0
        width = len(header)
        blank = [""] * width
        for row in _rows(reader, path):
            if not row:
                continue
            number += 1
            if len(row) != width:
                if not any(cell.strip() for cell in row):
                    continue
                if any(cell.strip() for cell in row[width:]) or len(row) < width:
                    problems.append(wrong_width(sheet, path, number, len(row)))
                    continue
            elif row == blank:
                continue
            values = columns.values(row)
            if not values:
                continue
            name = values.get(key)
            if name is None:
                line, column, _ = sheet.record(number)
                problems.append(no_id(Place(path, line, column), key))
                continue
            language = values.get("language")
            if language is not None:
                language = language_tag(language) or language
            columns.nest(values)
            positions = RowPositions(sheet, number)
            documents.append(Document(kind, name, language, path, digest, values, positions=positions))
    return documents, problems


def delimiter_of(head: str) -> str:
    """The sign that parts the cells of a file whose first line is `head`."""
    return max(",;\t", key=lambda mark: (_outside_quotes(head, mark), mark == ","))


def no_id(place: Place, key: str = "id") -> Problem:
    """The problem of a row that does not say what it is called, in the column `key`."""
    hint = "Every row needs one: a short name in Latin letters, digits and hyphens." if key == "id" else _EVERY_ROW
    return fields.MISSING(place, field=key, hint=hint)


def _outside_quotes(line: str, mark: str) -> int:
    return sum(part.count(mark) for part in line.split('"')[::2])


def _rows(reader: Any, path: str) -> Iterator[list[str]]:
    """The reader's rows; its complaints become a SiteError that names the record's first line."""
    begins = 1
    while True:
        begins = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise SiteError([_syntax(str(error), Place(path, begins, 1), reader.line_num)]) from None
        yield row


def _syntax(said: str, place: Place, last: int) -> Problem:
    if "unexpected end" in said:
        what = "A quotation mark in the row that begins here is not closed."
        hint = 'Close the cell with `"`; inside a quoted cell write `""` for each quotation mark.'
    elif "expected after" in said:
        what = f"A quoted cell of this row (up to line {last}) goes on behind its closing quotation mark."
        hint = 'Put the whole cell in quotes and write `""` for each quotation mark inside it.'
    elif "field limit" in said:
        what = f"A cell of this row is longer than {LONGEST_CELL} characters."
        hint = "Look for a quotation mark that is not closed, or shorten the cell."
    else:
        what, hint = f"This row cannot be read: {said}.", "Save the table again as CSV in UTF-8."
    return reading.CSV_SYNTAX(place, what=what, hint=hint)


def wrong_width(sheet: Sheet, path: str, number: int, found: int) -> Problem:
    """The problem of record `number`, which has `found` cells."""
    line, _, cells = sheet.record(number)
    width = len(sheet.header)
    place = Place(path, *cells[width]) if len(cells) > width else Place(path, line, 1)
    what = f"This row has {found} cells, the header has {width}."
    if found > width:
        hint = "Put cells that hold a comma, semicolon or tab in double quotes."
    else:
        hint = (
            "Give it as many cells as the header has columns, empty ones too: this is easiest in a spreadsheet. "
            "If the number is right there, look for a quotation mark in the wrong place."
        )
    return reading.CSV_SYNTAX(place, what=what, hint=hint)


def _check_header(sheet: Sheet, path: str, kind: str, model: inspect.StructType, key: str) -> list[Problem]:
    """A column is told once, not once for each row. Raises SiteError where rows could not be read rightly."""
    broken: list[Problem] = []
    unknown: list[Problem] = []
    line, _, cells = sheet.record(0)
    seen: dict[str, int] = {}
    for index, name in enumerate(sheet.header):
        place = Place(path, *cells[index]) if index < len(cells) else Place(path, line, 1)
        if not name:
            what, hint = f"Column {index + 1} has no name.", "Give it the name of a field, or delete the column."
            if _has_values(sheet, index):
                broken.append(reading.CSV_HEADER(place, what=what, hint=hint))
            continue
        if name in seen:
            what = f"Column `{name}` stands here twice."
            broken.append(reading.CSV_HEADER(place, what=what, hint="Keep one of the two."))
        seen[name] = index
        parents = name.split(".")[:-1]
        for depth in range(1, len(parents) + 1):
            parent = ".".join(parents[:depth])
            if parent in sheet.header:
                what = f"`{name}` is a part of `{parent}`, which is a column itself."
                broken.append(reading.CSV_HEADER(place, what=what, hint=f"Delete the column `{parent}`."))
        problem = unknown_column(name, kind, model, place)
        if problem is not None:
            unknown.append(problem)
    if key not in seen:
        hint = "Every row needs a short name of its own." if key == "id" else _EVERY_ROW
        broken.append(reading.CSV_HEADER(Place(path, line, 1), what=f"There is no column `{key}`.", hint=hint))
    if broken:
        raise SiteError(broken + unknown)
    return unknown


def _has_values(sheet: Sheet, index: int) -> bool:
    reader = csv.reader(io.StringIO(sheet.text, newline=""), delimiter=sheet.delimiter)
    try:
        return any(len(row) > index and row[index].strip() for row in reader)
    except csv.Error:
        return True


def unknown_column(name: str, kind: str, model: Any, place: Place) -> Problem | None:
    """The problem of a column that entries of `kind`, which have the shape `model`, do not know; None of a good one."""
    wanted: Any = model
    parents: tuple[str, ...] = ()
    for part in name.split("."):
        found = inside(wanted, part)
        if found is None or (kind == "testimonial" and name == "body"):
            known = [known.encode_name for known in getattr(wanted, "fields", ())]
            if kind == "testimonial":
                known = [word for word in known if word != "body"]
            return unknown_field(kind, parents, part, known, place)
        parents = (*parents, part)
        wanted = bare(found)
    return None


class Columns:
    """Which columns are lists and which are nested; unknown ones were told with the header and get no name."""

    def __init__(self, header: list[str], kind: str, model: inspect.StructType) -> None:
        nowhere = Place("")
        self.names = ["" if unknown_column(name, kind, model, nowhere) else name for name in header]
        self.nested = [(name, name.split(".")) for name in self.names if "." in name]
        self.lists = [name for name in self.names if is_list(_type_of(name, model))]

    def values(self, row: list[str]) -> dict[str, Any]:
        """The cells of a row by their column, without empty ones; not nested yet."""
        values: dict[str, Any] = {
            name: stripped for name, cell in zip(self.names, row, strict=False) if (stripped := cell.strip())
        }
        values.pop("", None)
        return values

    def nest(self, values: dict[str, Any]) -> None:
        """Splits lists and puts nested fields where they belong, in place."""
        for name in self.lists:
            if name in values:
                values[name] = [part.strip() for part in values[name].split("|") if part.strip()]
        for name, parts in self.nested:
            if name in values:
                value = values.pop(name)
                group = values
                for part in parts[:-1]:
                    group = group.setdefault(part, {})
                group[parts[-1]] = value


def _type_of(name: str, model: Any) -> Any:
    wanted = model
    for part in name.split("."):
        wanted = inside(wanted, part)
    return wanted
