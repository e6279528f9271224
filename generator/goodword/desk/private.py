"""The tables in `private/`: each row typed, with its place; the examples stand in where a demo site has no others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

from goodword import files
from goodword.content import csv_text
from goodword.content.document import Document
from goodword.content.validate import to_struct
from goodword.problems import OutsideError, Place, Problems, SiteError, reading
from goodword.problems import desk as rules

M = TypeVar("M", bound=msgspec.Struct)
# For people, whatever the folder is really called.
SHOWN = "private"
_PUBLIC = ("output", "content", "themes", ".goodword")


class Row(Struct, Generic[M], frozen=True):
    """One row of a table; `place` gives that of the row, or of one of its cells."""

    value: M
    document: Document

    def place(self, *keys: str) -> Place:
        """Where the row, or the cell of the column `keys`, stands."""
        return self.document.place(*keys)


class Private(Struct, frozen=True):
    """The folder, and whether examples stand in for what is missing (only on a demo site)."""

    folder: Path
    is_demo: bool

    @classmethod
    def of(cls, root: Path, *, is_demo: bool) -> Private:
        """The private folder of the site in `root`: `private/`, or the one that `GOODWORD_PRIVATE` names.

        Raises OutsideError for one that lies where the site is read from or published.
        """
        named = os.environ.get("GOODWORD_PRIVATE")
        folder = Path(named) if named else root / "private"
        for inside in _PUBLIC:
            if folder.resolve().is_relative_to((root / inside).resolve()):
                raise OutsideError(rules.PUBLISHED(None, inside=inside))
        return cls(folder, is_demo)

    @property
    def out(self) -> Path:
        """Where the desk commands write."""
        return self.folder / "out"

    def file(self, name: str) -> tuple[Path, str] | None:
        """The file called `name` (`leads.csv`) with what people call it; None where there is none.

        On a demo site `leads.example.csv` stands in. A link that leads nowhere is there: what it led to may only be out
        of reach today, and nobody shall be taken for gone because of that.
        """
        stem, dot, ending = name.rpartition(".")
        names = [name, f"{stem}.example{dot}{ending}"] if self.is_demo else [name]
        found = ((self.folder / one, f"{SHOWN}/{one}") for one in names)
        return next((one for one in found if os.path.lexists(one[0])), None)

    def missing(self, name: str) -> str:
        """What people are told where there is no file called `name`; empty where there is one."""
        if self.file(name) is not None:
            return ""
        stem, dot, ending = name.rpartition(".")
        example = f"{stem}.example{dot}{ending}"
        form = f"; {SHOWN}/{example} shows its form" if (self.folder / example).is_file() else ""
        return f"There is no {SHOWN}/{name}, where stands what only you know of people{form}."

    def names(self, stem: str) -> tuple[str, ...]:
        """The tables of one kind: `leads.csv`, and `leads-2025.csv` and the like where years are kept apart."""
        more = sorted(path.name for path in self.folder.glob(f"{stem}-*.csv") if ".example" not in path.name)
        only = bool(more) and not (self.folder / f"{stem}.csv").is_file()
        return tuple(more) if only else (f"{stem}.csv", *more)

    def rows(self, name: str, model: type[M], key: str, problems: Problems) -> Iterator[Row[M]]:
        """The sound rows of the CSV file called `name`; what is wrong with others goes to `problems`.

        model: what a row holds. key: the column that no row may lack. A file that is not there has no rows. Raises
        SiteError where the file cannot be read as a table at all.
        """
        found = self.file(name)
        if found is None:
            return
        path, shown = found
        if path.exists() and not path.is_file():
            raise SiteError([reading.UNREADABLE(Place(shown), why="it is no regular file")])
        data = files.read_bytes(path, Place(shown))
        text = files.decode(data, Place(shown))
        documents, told = csv_text.read(text, shown, name.removesuffix(".csv"), files.digest(data), model, key=key)
        problems.extend(told)
        for document in documents:
            value, told = to_struct(document, model)
            problems.extend(told)
            if value is not None:
                yield Row(value, document)
