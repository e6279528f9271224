"""Advocates in CSV and JSONL: packed rows give the same site, problems and places as entries read one by one."""

from __future__ import annotations

import csv
import datetime
import io
import json
import math
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.content.advocates import Muster, muster
from goodword.content.library import Library
from goodword.content.load import load_what_stands
from goodword.content.rows import packed
from goodword.content.rows.family import gather
from goodword.content.rows.reading import FileRows, read_rows
from goodword.content.rows.roll import Roll
from goodword.content.sources import read_site
from goodword.content.validate import to_site
from goodword.problems import Problem
from goodword.referral.codes import check_all_codes
from sites import make_site

TODAY = datetime.date(2026, 6, 15)
_HOSTILE = [
    "",
    " ",
    "\u202e",
    "a\x00"[:1] + "\x01",
    "x" * 30,
    "é",
    "Łukasz",
    "|",
    "a|b",
    "a\nb",
    "\xa0",
    " ab ",
    "=1+1",
]
_HOSTILE += ['"', "'", ";", "\\", "/", ".x", "\ud7ff", "\u2028", "None", "null", "0", "-1"]
_CELLS = st.one_of(
    st.sampled_from(_HOSTILE), st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=6)
)


_GOOD_DAYS = ("2026-05-01", "2026-05-01", "2026-06-15", "2026-07-01", "2025-01-01")
_BAD_DAYS = ("20260501", "2026-02-30", "2026-W01-1", "May 1", "1.5.2026")
# By column what makes sense, and what has something wrong or odd about it.
COLUMNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "id": (("a-1", "a-2", "Åsa", "Ana Sol"), ("a-3", "A-1", ".a", "a/b")),
    "public_name": (("Ana Sol", "Bo Ek", "Marta Łoś"), ()),
    "code": ((), ("k7abcd", "K7ABCD", "k7", "evaevaev", "k7 abcd")),
    "role": (("", "Owner", "Friend of Ana Sol"), ()),
    "company": (("", "Bodega Sol", "Inn GmbH"), ()),
    "company_url": (("", "https://inn.example"), ("inn.example", "ftp://x.example", "https://inn.example:x")),
    "industry": (("", "hotels", "Hotels", "clinics"), ("hotel s", "inns")),
    "product": (("", "rota", "Rota"), ()),
    "kind": (("", "customer", "partner", "employee"), ("friend",)),
    "language": (("", "", "en", "es", "ES"), ("de", "??", "pt_BR")),
    "status": (("", "", "published", "draft", "archived", "example"), ("gone",)),
    "date": (("", "2026", "2026-05", "2027-01-01"), ("2026-13", "26")),
    "tags": (("", "quick", "Quick|calm", "calm"), ("quick|", "qu-ick")),
    "aliases": (("", "", "old{n}", "old{n}|/r/older{n}/"), ("a b", "old", "k7abcd")),
    "audiences": (("", "hotels|clinics", "Hotels|hotels"), ("a|b|c|d",)),
    "program": (("", "", "main", "over"), ("none", "mian")),
    "testimonial": (("",), ("q1", "q2", "none")),
    "message": (("", "Ana Sol says it works.", "It works.", "Bodega Sol\nlikes it."), ("\x07",)),
    "offer": (("", "10 % off", "Ask Ana Sol"), ()),
    "kit_version": (("", "1", "2"), ("0", "1.0", "1e2", "x")),
    "featured": (("", "true", "false"), ("yes",)),
    "extra.colour": (("", "red", "7"), ()),
    "consent.granted": ((*_GOOD_DAYS, "no"), ("", *_BAD_DAYS)),
    "consent.scope": (
        ("page|name|role|company|quote", "page|name", "page", "page|name|thanks|company", ""),
        ("pages",),
    ),
    "consent.expires": (("", "", *_GOOD_DAYS), _BAD_DAYS),
    "consent.withdrawn": (("", "", "", *_GOOD_DAYS[:3]), _BAD_DAYS),
    "consent.evidence": (("", "mail of 1 May"), ()),
}
_ALWAYS = ("id", "public_name", "code")
SITE = """
    -- site.yaml --
    name: Tandem Tools
    url: https://tandem.example
    languages: [en, es]
    {vocabulary}
    -- content/program.yaml --
    - {{id: main, name: Main}}
    - {{id: over, name: Over, ends: 2026-01-31}}
    -- content/testimonials/q1.md --
    ---
    author: Ana Sol
    advocate: a-1
    consent: {{granted: 2026-05-01, scope: [quote, name, role, company], withdrawn: 2026-06-01}}
    ---
    Fine.
    -- content/testimonials/q2.md --
    ---
    author: Ana Sol
    advocate: a-2
    tags: [QUICK]
    consent: {{granted: 2026-05-01, scope: [quote, name, role, company]}}
    ---
    Good.
    -- content/advocates/a-3.md --
    ---
    public_name: Eva
    code: evaevaev
    industry: HOTELS
    consent: {{granted: 2026-05-01, scope: [page, name]}}
    ---
"""


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """A header and rows; in half of the sheets nothing is wrong, in the others something may be anywhere."""
    calm = draw(st.booleans())
    more = draw(st.lists(st.sampled_from([name for name in COLUMNS if name not in _ALWAYS]), unique=True, max_size=9))
    if any(name.startswith("consent.") for name in more) or draw(st.booleans()):
        more = list(dict.fromkeys([*more, "consent.granted", "consent.scope"]))
    header = draw(st.permutations([*_ALWAYS, *more]))
    rows = []
    for number in range(draw(st.integers(0, 8))):
        row = []
        for name in header:
            usual, odd = COLUMNS[name]
            usual = {"id": (f"b-{number}", f"{9 - number}-b"), "code": (f"{number}wxyzt2", f"pqrg{number}h")}.get(
                name, usual
            )
            cell = draw(st.sampled_from(usual))
            if not calm and draw(st.integers(0, 30)) == 7:
                cell = draw(st.one_of(st.sampled_from((*COLUMNS[name][0], *odd, *usual)), _CELLS))
            row.append(cell.replace("{n}", str(number)))
        rows.append(row)
    return list(header), rows


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
        assert [item.digest for item in roll] == [item.digest for item in expected]
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
    """The three lists of advocates."""
    yield from (library.advocates, library.ended, library.thanked)


def fresh(tmp: Path, text: str) -> Path:
    """A new site in a folder of its own."""
    folder = tmp / f"site-{len(list(tmp.iterdir()))}"
    folder.mkdir()
    return make_site(folder, text)


_LISTED = "industries: [{id: hotels}, {id: clinics}]\n    tags: [{id: quick}, {id: calm}]\n    products: [{id: rota}]"
_VOCABULARIES = ("", _LISTED)
_ROOMS = ("content/advocates.csv", "content/advocates/a-list.csv", "content/advocates/z.csv")


@given(sheets(), sheets(), st.sampled_from(_VOCABULARIES), st.sampled_from(_ROOMS), st.booleans())
def test_rows_of_csv_are_what_entries_read_one_by_one_are(
    tmp_path: Path, first: Any, second: Any, vocabulary: str, name: str, preview: bool
) -> None:
    root = fresh(tmp_path, SITE.format(vocabulary=vocabulary))
    (root / name).write_text(as_csv(*first), encoding="utf-8", newline="")
    (root / "content/advocates/more.csv").write_text(as_csv(*second), encoding="utf-8", newline="")
    assert_same(root, preview=preview)


@given(sheets(), st.sampled_from(_VOCABULARIES), st.booleans(), st.booleans())
def test_rows_of_jsonl_are_what_entries_read_one_by_one_are(
    tmp_path: Path, sheet: Any, vocabulary: str, typed: bool, preview: bool
) -> None:
    root = fresh(tmp_path, SITE.format(vocabulary=vocabulary))
    (root / "content/advocates.jsonl").write_text(as_jsonl(*sheet, typed=typed), encoding="utf-8", newline="")
    assert_same(root, preview=preview)


def _many(count: int) -> str:
    header = ["id", "public_name", "code", "industry", "message", "consent.granted", "consent.scope"]
    rows = [
        [f"b-{n:04d}", f"Bo Ek{n}", f"{n:04d}pqrg", "hotels", f"Number {n}.", "2026-05-01", "page|name|quote"]
        for n in range(count)
    ]
    return as_csv(header, rows)


def _site_of_many(tmp_path: Path, count: int) -> Library:
    root = make_site(tmp_path, "-- content/advocates.csv --\n" + _many(count))
    library, problems = read(root, rows=True)
    assert not problems and library is not None
    return library


def test_what_is_read_of_a_file_is_one_value(tmp_path: Path) -> None:
    broken = "b-x,,pqrg2345,hotels,,2026-05-01,page\n"
    data = (_many(200) + broken + "b-0001,Bo,pqrg2346,hotels,\x07,2026-05-01,page\nb-1,Bo\n").encode()
    made = read_rows(data, "content/advocates.csv", ".csv", "en")
    assert (made.own.names.count, len(made.broken), len(made.problems)) == (200, 2, 1)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=FileRows) == made


def test_what_becomes_of_the_advocates_is_one_value(tmp_path: Path) -> None:
    rows = _many(200) + "c-1,Cy,cccc2345,hotels,,2026-05-01,page|name|thanks\n"
    rows += "c-2,Di,dddd2345,hotels,,2026-05-01,name\nc-3,Fi,ffff2345,hotels,Hi,2026-05-01,page\n"
    root = make_site(tmp_path, "-- content/advocates.csv --\n" + rows + "-- content/program.yaml --\nname: Main\n")
    document = read_site(root)
    assert document is not None
    site, _ = to_site(document)
    library, _ = read(root, rows=True)
    assert site is not None and library is not None
    data = (root / "content/advocates.csv").read_bytes()
    file = read_rows(data, "content/advocates.csv", ".csv", "en")
    family, problems = gather([file], [], site, lambda path: (root / path).read_bytes())
    assert not problems
    words = {"products": library.products, "industries": library.industries, "tags": library.tags}
    made = muster(family, words, library.programs, TODAY, False)
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Muster)
    assert again == made
    assert [one.id for one in again.hidden] == ["c-2"]
    live = Roll.of(again.live, {}, lambda path: (root / path).read_bytes())
    assert list(live) == list(library.advocates)
    assert live[-1].entry.public_name == "", "c-3 allows the page only"
    assert live[-1].document("en").place("code").column == len("c-3,Fi,") + 1


def test_a_roll_reads_as_a_sequence_and_decodes_only_what_is_asked_for(tmp_path: Path) -> None:
    advocates = _site_of_many(tmp_path, 1000).advocates
    assert len(advocates) == 1000
    assert [column.id for column in advocates.columns()][998:] == ["b-0998", "b-0999"]
    part = advocates[500:600]
    assert [item.id for item in part] == [f"b-{n:04d}" for n in range(500, 600)]
    assert (part[-1].id, part[0].digest) == ("b-0599", advocates.digest(500))
    assert [item.id for item in advocates[::-400]] == ["b-0999", "b-0599", "b-0199"]
    assert [item.id for item in part[10:20]][::9] == ["b-0510", "b-0519"]
    assert not advocates[5:3] and len(advocates[5:3]) == 0
    assert [item.id for item in advocates.with_codes(["0007pqrg", "none"])] == ["b-0007"]
    with pytest.raises(IndexError):
        advocates[1000]
    with patch("goodword.content.rows.packed.zlib.decompress", wraps=zlib.decompress) as opened:
        stream = iter(advocates)
        next(stream)
        assert opened.call_count == 2, "one block of columns and one of entries"
        assert sum(1 for _ in stream) == 999
    assert opened.call_count == 2 * math.ceil(1000 / packed.BLOCK)


def test_the_digest_of_an_advocate_changes_with_what_a_page_can_show(tmp_path: Path) -> None:
    before = _site_of_many(tmp_path / "one", 3).advocates
    for number, (old, new) in enumerate(
        [
            ("Bo Ek1", "Bo Ekk"),
            ("Number 1.", "Number one."),
            ("0001pqrg", "0001pqrh"),
            ("hotels,Number 1", "inns,Number 1"),
        ]
    ):
        changed = make_site(tmp_path / str(number), "-- content/advocates.csv --\n" + _many(3).replace(old, new, 1))
        after, _ = read(changed, rows=True)
        assert after is not None
        same = [before.digest(n) == after.advocates.digest(n) for n in range(3)]
        assert same == [True, False, True], new
    moved = make_site(tmp_path / "moved", "-- content/advocates/x.csv --\n" + _many(3))
    after, _ = read(moved, rows=True)
    assert after is not None and after.advocates.records.digests == before.records.digests, "where it stands is no part"


def test_places_in_a_file_that_has_changed_since_are_those_of_the_row(tmp_path: Path) -> None:
    library = _site_of_many(tmp_path, 3)
    (tmp_path / "content/advocates.csv").write_text("id\n", encoding="utf-8")
    document = library.advocates[1].document("en")
    assert (document.place("code").line, document.place("code").column) == (3, 1)
    assert not document.fields


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_files_of_spreadsheets_are_read_as_others(tmp_path: Path, encoding: str, end: str) -> None:
    root = make_site(tmp_path, "")
    path = root / "content/advocates.csv"
    path.parent.mkdir()
    path.write_bytes(("\n\n" + _many(3)).replace(",", ";").replace("\n", end).encode(encoding))
    assert_same(root)
    library, _ = read(root, rows=True)
    assert library is not None and [item.document("en").place().line for item in library.advocates] == [4, 5, 6]


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "b", "public_name": "Bo", "code": "pqrg2345", "code": "pqrg2346"}',
        '{"id": "b", "public_name": "Bo", "code": "pqrg2345", "code" : "pqrg2346"}',
        '{"id": "b", "public_name": "Bo", "code": 23456}',
        '{"id": "b", "public_name": "Bo", "code": "pqrg2345", "role": null, "kit_version": 1e0}',
        '{"id": "b", "public_name": "Bo", "code": "pqrg2345", "extra": {"a": 1.50, "b": [true]}}',
        '{"id": "b", "public_name": "Bo", "code": "pqrg2345", "message": "\\ud800"}',
        '{"id": "b", "public_name": "Bo", "code": "pqrg2345", "language": ["en"]}',
        '{"id": "b", "public_name": "Bo", "code": "pqrg2345", "date": 2026, "consent": {"granted": false}}',
        '  {"id": "b", "public_name": "Bo", "code": "pqrg2345", "company_url": {"a": "b"}}',
        '{"id": "", "public_name": "Bo", "code": "pqrg2345"}',
        '["b"]',
        "{",
        '{"id": "b", "public_name": "\t", "code": NaN}',
    ],
)
def test_odd_lines_of_jsonl_are_told_as_ever(tmp_path: Path, line: str) -> None:
    good = '{"id": "a", "public_name": "Al", "code": "pqrg2222"}'
    assert_same(make_site(tmp_path, f"-- content/advocates.jsonl --\n{good}\n\n{line}\n"))


@pytest.mark.parametrize("length", [1_900, 2_100, 200_001])
def test_long_cells_and_long_lists_are_told_as_ever(tmp_path: Path, length: int) -> None:
    header = ["id", "public_name", "code", "message", "tags"]
    rows = [["a", "Al", "pqrg2222", "x" * length, ""], ["b", "Bo", "pqrg3333", "", "|".join("x" * (length // 2))]]
    root = make_site(tmp_path, "")
    (root / "content").mkdir()
    (root / "content/advocates.csv").write_text(as_csv(header, rows), encoding="utf-8")
    assert_same(root)
