"""Writing what a plan says: drafts below `content/`, private columns below `private/imported/`; never over anything."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from goodword import files, text
from goodword.importing.emit import markdown_file
from goodword.importing.plan import ImportPlan, PlannedEntry
from goodword.problems import OutsideError, Place, SiteError, importing

# The wide forms too: spreadsheets in East Asian settings take them for the narrow ones.
_FORMULA = ("=", "@", "\t", "\r", "\n", "\uff1d", "\uff20", "\uff0b", "\uff0d")


def write_import(plan: ImportPlan, root: Path) -> list[Path]:
    """Writes the drafts and private files of `plan` into the site at `root`; returns what was written, in order.

    Raises SiteError (nothing written) when the plan has errors, OutsideError when the disk refuses. Private values come
    first, so that an interrupted import can be run again without losing them.
    """
    if plan.errors:
        raise SiteError(plan.errors)
    written: list[Path] = []
    private = (plan.private or root / "private") / "imported"
    for source in dict.fromkeys(entry.source for entry in plan.entries):
        rows = [entry for entry in plan.entries if entry.source == source and entry.private]
        if rows:
            data = private_csv(rows)
            stem = text.slug_or_digest(Path(source).stem, "import")
            written += _write_new(private, stem, ".csv", data, root)
    for entry in plan.entries:
        path = root / entry.path
        data = markdown_file(entry.fields, entry.body).encode()
        written += _write_new(path.parent, path.stem, ".md", data, root)
    return written


def _write_new(folder: Path, stem: str, suffix: str, data: bytes, root: Path) -> list[Path]:
    """Writes `stem+suffix`, or with a number behind the stem where that exists; nothing where the same is there."""
    number = 1
    while True:
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        try:
            if not os.path.lexists(path):
                files.write_atomically(path, data)
                return [path]
            if path.is_file() and path.read_bytes() == data:
                return []
        except OSError as error:
            place = Place(files.relative(path, root))
            raise OutsideError(importing.NOT_WRITTEN(place, why=error.strerror or "unknown reason")) from None
        number += 1


def private_csv(rows: Sequence[PlannedEntry]) -> bytes:
    """The private columns as CSV keyed by the new id; a cell that a spreadsheet would run as a formula gets a `'`."""
    columns = list(dict.fromkeys(column for row in rows for column in row.private))
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["id", *columns])
    for row in rows:
        writer.writerow([row.id, *(_harmless(row.private.get(column, "")) for column in columns)])
    return buffer.getvalue().encode()


def _harmless(cell: str) -> str:
    risky = cell.startswith(_FORMULA) or (cell[:1] in "+-" and any(c.isalpha() for c in cell))
    return f"'{cell}" if cell and risky else cell
