"""Where rows were written: the file of a row is read again only when somebody asks for a place or for the cells."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import msgspec
from msgspec import Struct

from goodword import files
from goodword.content import csv_text, json_text
from goodword.content.document import Document, Key
from goodword.content.field_types import model_of, shape
from goodword.problems import Place, SiteError

# Gives the bytes of a file by its path relative to the site's root; raises SiteError, OSError.
Read = Callable[[str], bytes]


class Table(msgspec.Struct, frozen=True, array_like=True):
    """One file of rows. header and delimiter: of CSV only."""

    path: str
    ending: str
    digest: str
    header: tuple[str, ...] = ()
    delimiter: str = ","


class Text:
    """The text of a table, read when it is needed for the first time; empty where the file has changed since."""

    def __init__(self, table: Table, read: Read) -> None:
        self.table = table
        self._read = read
        self._text: str | None = None
        self._starts = array("Q")
        self._columns: csv_text.Columns | None = None

    def _from(self, line: int) -> tuple[str, int] | None:
        """The text and where in it `line` begins; None where it is not the text any more that was read first."""
        if self._text is None:
            try:
                data = self._read(self.table.path)
                same = files.digest(data) == self.table.digest
                self._text = files.decode(data, Place(self.table.path)) if same else ""
            except (OSError, SiteError):
                self._text = ""
            self._starts.append(0)
            at = self._text.find("\n")
            while at >= 0:
                self._starts.append(at + 1)
                at = self._text.find("\n", at + 1)
        if not self._text or line > len(self._starts):
            return None
        return self._text, self._starts[line - 1]

    def find(self, line: int, keys: tuple[Key, ...], of_key: bool) -> tuple[int, int, int]:
        """See Positions, of the row that begins on `line`."""
        found = self._from(line)
        if found is None:
            return line, 1, 0
        text, start = found
        if self.table.ending == ".csv":
            sheet = csv_text.Sheet(text, self.table.delimiter, self.table.header, [(line, start)])
            return csv_text.RowPositions(sheet, 0).find(keys, of_key)
        sheet_line = json_text.Sheet(_line(text, start), line)
        return json_text.JsonPositions(sheet_line, ()).find(keys, of_key)

    def fields(self, line: int) -> dict[str, Any]:
        """The fields of the row that begins on `line`, as written."""
        found = self._from(line)
        if found is None:
            return {}
        text, start = found
        if self.table.ending != ".csv":
            return cast(dict[str, Any], json_text.parse(_line(text, start), self.table.path, line))
        if self._columns is None:
            self._columns = csv_text.Columns(list(self.table.header), "advocate", shape(model_of("advocate")))
        with csv_text.wide_cells():
            values = self._columns.values(next(csv.reader(_lines(text, start), delimiter=self.table.delimiter)))
        self._columns.nest(values)
        return values


def _line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def _lines(text: str, start: int) -> Iterator[str]:
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


class RowPlace(Struct, frozen=True):
    """Positions of the row that begins at `line` and `column`."""

    text: Text
    line: int
    column: int

    def find(self, keys: tuple[Key, ...], of_key: bool) -> tuple[int, int, int]:
        """See Positions."""
        return self.text.find(self.line, keys, of_key) if keys else (self.line, self.column, 0)


class RowFields(Mapping[str, Any]):
    """The fields of one row as written; found when asked."""

    __slots__ = ("_found", "_line", "_text")

    def __init__(self, text: Text, line: int) -> None:
        self._text, self._line = text, line
        self._found: dict[str, Any] | None = None

    def _fields(self) -> dict[str, Any]:
        if self._found is None:
            self._found = self._text.fields(self._line)
        return self._found

    def __getitem__(self, key: str) -> Any:
        return self._fields()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields())

    def __len__(self) -> int:
        return len(self._fields())


def row_document(text: Text, entry_id: str, language: str | None, line: int, column: int) -> Document:
    """The document of a row: its place is known, everything else is looked up when somebody asks."""
    table = text.table
    fields = cast(dict[str, Any], RowFields(text, line))
    positions = RowPlace(text, line, column)
    return Document("advocate", entry_id, language, table.path, table.digest, fields, positions=positions)
