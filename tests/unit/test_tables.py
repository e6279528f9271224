"""Lists of entries: CSV, JSON, JSONL and YAML give the same documents, and name the line and column of a mistake."""

from __future__ import annotations

import csv
import time

import pytest

from goodword.content import tables
from goodword.content.document import Document
from goodword.problems import SiteError

CSV = (
    "id,public_name,code,tags,consent.granted,consent.scope,extra.seat\n"
    'ana,"Ana ""A"" Ruiz",k7m2,mobile|web,2026-05-01,name|page,12\n'
    "\n"
    "bo,Bo,x9c4,,,,\n"
)


def read(text: str, ending: str, kind: str = "advocate") -> list[Document]:
    documents, problems = tables.read(text, ending, f"list{ending}", kind, f"{kind}s", "0")
    assert [str(problem) for problem in problems] == []
    return documents


def complaints(text: str, ending: str, kind: str = "advocate") -> list[str]:
    try:
        _, problems = tables.read(text, ending, f"list{ending}", kind, f"{kind}s", "0")
    except SiteError as error:
        return [str(problem) for problem in error.problems]
    return [str(problem) for problem in problems]


def test_dots_nest_bars_list_and_empty_cells_are_absent() -> None:
    ana, bo = read(CSV, ".csv")
    assert ana.fields == {
        "id": "ana",
        "public_name": 'Ana "A" Ruiz',
        "code": "k7m2",
        "tags": ["mobile", "web"],
        "consent": {"granted": "2026-05-01", "scope": ["name", "page"]},
        "extra": {"seat": "12"},
    }
    assert bo.fields == {"id": "bo", "public_name": "Bo", "code": "x9c4"}


def test_each_cell_has_its_place() -> None:
    ana, bo = read(CSV, ".csv")
    assert str(ana.place("public_name")) == "list.csv:2:5"
    assert str(ana.place("consent", "scope", 1)) == "list.csv:2:49"
    assert str(ana.place("consent")) == "list.csv:2:38"
    assert str(ana.place("nothing")) == "list.csv:2:1"
    assert str(bo.place("code")) == "list.csv:4:7"
    assert str(bo.place()) == "list.csv:4:1"


def test_a_cell_of_several_lines_moves_the_rows_below_it() -> None:
    one, two = read('id,quote,author\na,"Line\n\nthree",Ana\nb,5" pipe,Bo\n', ".csv", "testimonial")
    assert one.fields["quote"] == "Line\n\nthree"
    assert str(one.place("author")) == "list.csv:4:8"
    assert two.fields["quote"] == '5" pipe'
    assert str(two.place("author")) == "list.csv:5:11"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_delimiter_is_told_from_the_header(mark: str) -> None:
    rows = f"id{mark}quote{mark}author\na{mark}Well, well; fine{mark}Ana\n"
    if mark != "\t":
        rows = rows.replace("Well, well; fine", '"Well, well; fine"')
    (one,) = read(rows, ".csv", "testimonial")
    assert one.fields == {"id": "a", "quote": "Well, well; fine", "author": "Ana"}


def test_rows_of_a_spreadsheet_that_are_empty_are_no_entries() -> None:
    assert len(read("id,author\na,A\n,\n  ,\n,,,\n\n", ".csv", "testimonial")) == 1


CSV_BROKEN = {
    "unclosed quote": ('id,author\na,A\nb,"B\nc,C\n', ["list.csv:3:1: GW115: A quotation mark"]),
    "words behind a quote": ('id,author\na,"A" b\n', ["list.csv:2:1: GW115: "]),
    "too many cells": ("id,author\na,A,x\nb,B\n", ["list.csv:2:5: GW115: This row has 3 cells, the header has 2."]),
    "too few cells": ("id,author,role\na,A\n", ["list.csv:2:1: GW115: This row has 2 cells, the header has 3."]),
    "column twice": ("id,author,author\na,A,B\n", ["list.csv:1:11: GW116: Column `author` stands here twice."]),
    "column without a name": ("id,,author\na,x,A\n", ["list.csv:1:4: GW116: Column 2 has no name."]),
    "part of a column": (
        "id,consent,consent.granted\na,x,no\n",
        ["list.csv:1:12: GW116: `consent.granted` is a part of `consent`"],
    ),
    "no id": ("author\nA\n", ["list.csv:1:1: GW116: There is no column `id`."]),
    "row without id": ("id,author\na,A\n,B\n", ["list.csv:3:1: GW203: `id` is missing."]),
    "unknown column": ("id,autor\na,A\nb,B\n", ["list.csv:1:4: GW201: `autor` is no field of a testimonial. Did you"]),
    "unknown part": (
        "id,consent.granted,consent.scopes\na,no,x\n",
        ["list.csv:1:20: GW201: `scopes` is no field of `consent`. Did you mean `scope`?"],
    ),
}


@pytest.mark.parametrize("name", CSV_BROKEN)
def test_a_broken_table_is_told_once_at_its_place(name: str) -> None:
    text, wanted = CSV_BROKEN[name]
    found = complaints(text, ".csv", "testimonial")
    assert len(found) == len(wanted)
    for said, start in zip(found, wanted, strict=True):
        assert said.startswith(start)


def test_a_private_column_is_told_once_and_where_it_belongs() -> None:
    (said,) = complaints("id,email,code\na,a@b.example,c\nb,b@b.example,d\n", ".csv")
    assert said.startswith("list.csv:1:4: GW202: `email` is private")
    assert "private/advocates.csv" in said


def test_a_column_without_name_or_values_is_passed_over() -> None:
    (one,) = read("id,author,\na,A,\n", ".csv", "testimonial")
    assert one.fields == {"id": "a", "author": "A"}


def test_the_limit_of_the_csv_module_is_put_back() -> None:
    before = csv.field_size_limit()
    assert len(read("id,quote\na," + "x" * 150_000 + "\n", ".csv", "testimonial")) == 1
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (".json", '[{"id": "a", "rating": 4.50, "consent": {"granted": "no"}},\n {"id": 7}]'),
        (".json", '{"testimonials": [{"id": "a", "rating": 4.50, "consent": {"granted": "no"}}, {"id": 7}]}'),
        (".jsonl", '{"id": "a", "rating": 4.50, "consent": {"granted": "no"}}\n\n{"id": 7}\n'),
        (".yaml", "- id: a\n  rating: 4.50\n  consent: {granted: no}\n- id: 7\n"),
        (".yml", "testimonials:\n  - id: a\n    rating: 4.50\n    consent:\n      granted: no\n  - {id: 7}\n"),
    ],
)
def test_all_forms_of_a_list_give_the_same(ending: str, text: str) -> None:
    found = read(text, ending, "testimonial")
    assert [document.id for document in found] == ["a", "7"]
    assert found[0].fields == {"id": "a", "rating": "4.50", "consent": {"granted": "no"}}


def test_places_in_json_and_jsonl() -> None:
    (one, two) = read('[\n  {"id": "a"},\n  {"id": "b\\"", "consent":\n     {"scope": ["x", "y"]}}\n]', ".json")
    assert str(one.place()) == "list.json:2:3"
    assert str(two.place("consent", "scope", 1)) == "list.json:4:22"
    (_, last) = read('{"id": "a"}\n{"id": "b", "code": "c"}\n', ".jsonl")
    assert str(last.place("code")) == "list.jsonl:2:21"


@pytest.mark.parametrize(
    ("ending", "text", "wanted"),
    [
        (".json", '[{"id": "a",}]', "list.json:1:"),
        (".json", "", "list.json:1:1: GW117: "),
        (
            ".json",
            '[\n{"id": "a",\n "id": "b"}]',
            "list.json:3:2: GW105: `id` stands here twice; the first is on line 2.",
        ),
        (".json", '[{"id": "a", "rating": NaN}]', "list.json:1:24: GW117: This is not valid JSON: `NaN`"),
        (".json", "[" * 100_000, "list.json:1:1: GW111: "),
        (".json", "[" * 70 + "]" * 70, "list.json:1:1: GW111: "),
        (".json", '{"id": "a"}', "list.json:1:1: GW118: "),
        (".json", '"words"', "list.json:1:1: GW118: "),
        (".json", '[{"id": "a"}, "words"]', "list.json:1:15: GW119: "),
        (".json", '[{"name": "a"}]', "list.json:1:2: GW203: `id` is missing."),
        (".json", '[{"id": ["a"]}]', "list.json:1:9: GW214: `id` must be text, but is a list."),
        (".jsonl", '{"id": "a"}\n{"id": }\n', "list.jsonl:2:8: GW117: "),
        (".jsonl", '{"id": "a"}\n["b"]\n', "list.jsonl:2:1: GW119: "),
        (".yaml", "id: a\nauthor: A\n", "list.yaml:1:1: GW118: "),
        (".yaml", "- id: a\n- author: A\n", "list.yaml:2:3: GW203: `id` is missing."),
        (".yaml", "- id: a\n- words\n", "list.yaml:2:3: GW119: "),
        (".yaml", "- id: a\n- id:\n", "list.yaml:2:3: GW203: "),
    ],
)
def test_what_is_no_list_of_entries_is_told(ending: str, text: str, wanted: str) -> None:
    (said,) = complaints(text, ending)
    assert said.startswith(wanted)


def test_every_bad_line_of_jsonl_is_told_and_the_good_ones_are_read() -> None:
    documents, problems = tables.read(
        '{"id": "a"}\n{\n{"id": "b"}\nx\n', ".jsonl", "l.jsonl", "advocate", "advocates", "0"
    )
    assert [document.id for document in documents] == ["a", "b"]
    assert len(problems) == 2


def test_a_number_in_json_of_any_size_stays_its_text() -> None:
    (one,) = read('[{"id": "a", "extra": {"n": ' + "9" * 6000 + "}}]", ".json")
    assert one.fields["extra"]["n"] == "9" * 6000


def test_a_hundred_thousand_rows_are_read_in_seconds() -> None:
    header = "id,public_name,code,role,company,industry,product,language,consent.granted,consent.scope\n"
    row = "a{0},Ana Ruiz {0},code{0},Head of Ops,Acme {0},bakery,app,en,2026-05-01,name|role|page\n"
    text = header + "".join(map(row.format, range(100_000)))
    start = time.process_time()
    found = read(text, ".csv")
    assert len(found) == 100_000
    assert time.process_time() - start < 6, "about one second on the machine it was written on"
