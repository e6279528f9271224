"""Advocates in CSV and JSONL: packed rows give the same site, problems and places as entries read one by one."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_rows import as_csv, as_jsonl, assert_same, fresh, many, read
from goodword.build.plan import outputs
from goodword.build.rehearsal import rehearse
from goodword.content.rows.table import Text
from sites import make_site

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
            if not calm and draw(st.integers(0, 12)) == 7:
                cell = draw(st.one_of(st.sampled_from((*COLUMNS[name][0], *odd, *usual)), _CELLS))
            row.append(cell.replace("{n}", str(number)))
        rows.append(row)
    return list(header), rows


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


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize("vocabulary", _VOCABULARIES)
def test_every_odd_cell_is_told_as_ever(tmp_path: Path, name: str, vocabulary: str) -> None:
    header = list(dict.fromkeys([*_ALWAYS, "language", "consent.granted", "consent.scope", name]))
    for number, cells in enumerate(COLUMNS[name]):
        rows = []
        for index, cell in enumerate(cells):
            usual = {
                "id": f"c-{index}",
                "public_name": "Bo",
                "code": f"{index}wxyzt2",
                "language": ("es", "")[index % 2],
            }
            usual |= {"consent.granted": "2026-05-01", "consent.scope": "page|name", name: cell.replace("{n}", "1")}
            rows.append([usual[column] for column in header])
        root = make_site(tmp_path / str(number), SITE.format(vocabulary=vocabulary))
        (root / "content/advocates.csv").write_text(as_csv(header, rows), encoding="utf-8", newline="")
        assert_same(root)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_files_of_spreadsheets_are_read_as_others(tmp_path: Path, encoding: str, end: str) -> None:
    root = make_site(tmp_path, "")
    path = root / "content/advocates.csv"
    path.parent.mkdir()
    path.write_bytes(("\n\n" + many(3)).replace(",", ";").replace("\n", end).encode(encoding))
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


def test_pages_of_rows_are_made_without_their_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    consent = (
        "consent.granted,consent.method,consent.scope\nana,Ana,k7wq2mzp,Ring *me*.,2026-01-01,form,quote|name|page\n"
    )
    make_site(tmp_path, f"-- content/advocates.csv --\nid,public_name,code,message,{consent}")
    production = rehearse(tmp_path, lambda _: datetime.date(2026, 6, 15))
    # The whole text of the table, in memory for as long as the pages are made.
    monkeypatch.setattr(Text, "_from", lambda self, line: pytest.fail(f"line {line} was looked up"))
    made = {output.path: output.make() for output in outputs(production)}
    assert b"Ring <em>me</em>." in made["r/k7wq2mzp/index.html"]
