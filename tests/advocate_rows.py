"""Advocates as rows: written as CSV and JSONL, read the fast way and one by one, and compared."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from goodword.content.library import Library
from goodword.content.load import load_what_stands
from goodword.content.rows.roll import Roll
from goodword.problems import Problem
from goodword.referral.codes import check_all_codes
from sites import make_site

TODAY = datetime.date(2026, 6, 15)


def as_csv(header: list[str], rows: list[list[str]]) -> str:
    """As a spreadsheet writes it."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return target.getvalue()


def as_jsonl(header: list[str], rows: list[list[str]], *, typed: bool) -> str:
    """One object on each line; `typed`: numbers and empty values as such."""
    return "".join(json.dumps(_nested(header, row, typed), ensure_ascii=False) + "\n" for row in rows)


def _nested(header: list[str], row: list[str], typed: bool) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, cell in zip(header, row, strict=True):
        value: Any = cell
        if name in ("tags", "aliases", "audiences", "consent.scope"):
            value = cell.split("|") if cell else []
        elif not cell and not typed:
            continue
        elif typed and not cell:
            value = None
        elif typed and cell.isascii() and cell.isdigit():
            value = int(cell)
        group = made
        *parents, last = name.split(".")
        for parent in parents:
            group = group.setdefault(parent, {})
        group[last] = value
    return made


def read(root: Path, *, rows: bool, preview: bool = False) -> tuple[Library | None, list[Problem]]:
    """The library of a site, and all problems; without `rows` each advocate is read as entries of other kinds are."""
    endings = (".csv", ".jsonl") if rows else ()
    with patch("goodword.content.rows.reading.ENDINGS", endings):
        library, problems = load_what_stands(root, lambda _: TODAY, preview=preview, checks=[check_all_codes])
    return library, list(problems)


def assert_same(root: Path, *, preview: bool = False) -> None:
    """Both ways give the same problems and the same library."""
    library, problems = read(root, rows=True, preview=preview)
    other, others = read(root, rows=False, preview=preview)
    assert problems == others
    assert library is not None and other is not None
    for roll, expected in zip(rolls(library), rolls(other), strict=True):
        assert list(roll) == list(expected)
        assert digests(roll) == digests(expected)
        assert [member.item for member in roll.members()] == list(expected)
        for item, same in zip(roll, expected, strict=True):
            ours, theirs = item.document(item.language), same.document(same.language)
            keys = [(), ("id",), *((name,) for name in theirs.fields)]
            assert [ours.place(*key) for key in keys] == [theirs.place(*key) for key in keys]
    assert library.hidden == other.hidden
    assert library.next_change == other.next_change
    assert library.own_words == other.own_words
    for name in ("products", "industries", "tags"):
        assert getattr(library, name).ids == getattr(other, name).ids


def rolls(library: Library) -> Iterator[Roll]:
    """The four lists of advocates."""
    yield from (library.advocates, library.ended, library.thanked, library.listed)


def digests(roll: Roll) -> list[bytes]:
    """What stands for each advocate in the keys of their pages."""
    return [member.digest for member in roll.members()]


def fresh(tmp: Path, text: str) -> Path:
    """A new site in a folder of its own."""
    folder = tmp / f"site-{len(list(tmp.iterdir()))}"
    folder.mkdir()
    return make_site(folder, text)


def many(count: int) -> str:
    """A list of advocates with nothing wrong."""
    header = ["id", "public_name", "code", "industry", "message", "consent.granted", "consent.scope"]
    rows = [
        [f"b-{n:04d}", f"Bo Ek{n}", f"{n:04d}pqrg", "hotels", f"Number {n}.", "2026-05-01", "page|name|quote"]
        for n in range(count)
    ]
    return as_csv(header, rows)


def site_of_many(tmp_path: Path, count: int) -> Library:
    """The library of a site with that list."""
    root = make_site(tmp_path, "-- content/advocates.csv --\n" + many(count))
    library, problems = read(root, rows=True)
    assert not problems and library is not None
    return library
