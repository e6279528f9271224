"""Strict YAML: scalars as written, a place for everything, every trick and every slip an error with its line."""

from __future__ import annotations

import pytest
import yaml

from goodword.content import strict_yaml
from goodword.content.document import Plain, Tree
from goodword.problems import SiteError


def value(text: str) -> object:
    return strict_yaml.load(text, "a.yaml").value


def complaint(text: str, first_line: int = 1) -> str:
    with pytest.raises(SiteError) as caught:
        strict_yaml.load(text, "a.yaml", first_line)
    (problem,) = caught.value.problems
    return str(problem)


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "yes",
        "on",
        "012",
        "1.10",
        "12:30",
        "1_000",
        "2026-05-01",
        "0x1F",
        "5",
        "true",
        "1e3",
        "Null",
        "NO",
        "=",
    ],
)
def test_a_plain_scalar_is_the_text_that_was_written(written: str) -> None:
    assert value(f"a: {written}") == {"a": written}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_nothing_is_nothing(written: str) -> None:
    assert value(f"a: {written}") == {"a": None}
    assert value(f"a: '{written}'") == {"a": written}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("5", 5),
        ("-3", -3),
        ("0", 0),
        ("1.10", 1.1),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("true", True),
        ("FALSE", False),
        ("012", "012"),
        ("12:30", "12:30"),
        ("-", "-"),
        ("1.2.3", "1.2.3"),
        ("1e999", "1e999"),
        (".inf", ".inf"),
        ("9" * 5000, "9" * 5000),
        ("1_000", "1_000"),
    ],
)
def test_what_a_plain_scalar_means_where_no_model_says_it(written: str, meant: object) -> None:
    found = Plain(written).resolved
    assert (found, type(found)) == (meant, type(meant))


def test_quoted_numbers_stay_text_and_plain_ones_are_marked() -> None:
    found = value("a: 5\nb: '5'\nc: word\n")
    assert isinstance(found, dict)
    assert [isinstance(found[name], Plain) for name in "abc"] == [True, False, False]


def test_every_key_and_every_value_has_a_place() -> None:
    loaded = strict_yaml.load("a: x\nb:\n  c: [p, q]\n  d: |\n    text\nlist:\n  - one\n  - e: 1\n", "a.yaml", 11)
    places = Tree(loaded.spot)

    def at(*keys: str | int) -> tuple[int, int, int]:
        return places.find(keys, False)

    assert at("a") == (11, 4, 1)
    assert places.find(("a",), True) == (11, 1, 1)
    assert at("b") == (12, 1, 1), "a group stands where its name does"
    assert at("b", "c", 1) == (13, 10, 3)
    assert at("b", "d") == (15, 5, 2), "a block of text stands where its first line does"
    assert at("list", 1, "e") == (18, 8, 3)
    assert at("b", "nothing") == (12, 1, 1), "the nearest parent"
    assert at("nothing") == (11, 1, 0)


BROKEN = {
    "unclosed quote": ('title: T\nauthor: "Yusuf\nrole: "Chief"\nrating: 5\n', "2:9", "GW104", "quotation mark"),
    "unclosed quote at the end": ('author: "Yusuf\n', "1:9", "GW104", "quotation mark"),
    "apostrophe in quotes": ("a: x\nquote: 'it's good'\n", "2:8", "GW104", "''"),
    "words behind a quote": ('a: "Great" they said\n', "1:4", "GW104", "quotation mark"),
    "unclosed list": ("a: b\ntags: [mobile, security\nmore: [x]\n", "2:7", "GW104", "missing `]`"),
    "unclosed list at the end": ("tags: [mobile\n", "1:7", "GW104", "missing `]`"),
    "unclosed group": ("a: {b: c\nd: e\n", "1:4", "GW104", "missing `}`"),
    "two commas": ("a: [b, , c]\n", "1:8", "GW104", "fill the gap"),
    "missing colon": ("author: Ana\nrole Chief\ncompany: X\n", "2:1", "GW104", "not `field: value`"),
    "no space after the colon": ("author:Ana\nrole: Chief\n", "1:7", "GW104", "no space after the colon"),
    "tab": ("consent:\n\tgranted: no\n", "2:1", "GW104", "Replace the tab"),
    "tab after spaces": ("a:\n  b: 1\n\tc: 2\n", "3:1", "GW104", "Replace the tab"),
    "colon in the value": ("headline: Note: this\n", "1:15", "GW104", "whole value in quotes"),
    "one space too many": ("- name: A\n   text: B\n", "2:8", "GW104", "Indent this line"),
    "one space too few": ("c:\n    a: 1\n  b: 2\n", "3:3", "GW104", "Indent it exactly"),
    "list below a field": ("a: b\n- c\n", "2:1", "GW104", "does not belong"),
    "at sign": ("handle: @ana\n", "1:9", "GW104", "cannot begin with `@`"),
    "backtick": ("a: `x`\n", "1:4", "GW104", "backtick"),
    "per cent": ("a: %x\n", "1:4", "GW104", "cannot begin with `%`"),
    "asterisk": ("a: *bold* text\n", "1:4", "GW104", "Put the value in quotes"),
    "dash": ("a: - b\n", "1:4", "GW104", "lines of their own"),
    "text behind a bar": ("a: | text\n", "1:4", "GW104", "next line"),
    "backslash": ('a: "C:\\path"\n', "1:7", "GW104", "single quotes"),
    "control character": ("a: x\nb: y\x07z\n", "2:5", "GW104", "U+0007"),
    "key twice": ("a: 1\nb: 2\na: 3\n", "3:1", "GW105", "the first is on line 1"),
    "key twice in a list": ("- {a: 1, a: 2}\n", "1:10", "GW105", "`a` stands here twice"),
    "python tag": ("a: !!python/object/apply:os.system [ls]\n", "1:4", "GW106", "!!python/object/apply:os.system"),
    "own tag": ("a: !wow great\n", "1:4", "GW106", "`!wow`"),
    "tag on a key": ("!!str a: b\n", "1:1", "GW106", "!!str"),
    "merge key": ("a: &x {b: 1}\nc:\n  <<: *x\n", "3:3", "GW107", "Write the fields out"),
    "list as key": ("? [a, b]\n: c\n", "1:3", "GW108", "a list"),
    "group as key": ("{a: b}: c\n", "1:1", "GW108", "a group"),
    "nothing as key": ("~: a\n", "1:1", "GW108", "nothing"),
    "unknown alias": ("a: *x\n", "1:4", "GW109", "stands for nothing"),
    "cycle": ("a: &x [1, *x]\n", "1:11", "GW109", "holds it"),
    "second document": ("a: b\n---\nc: d\n", "2:1", "GW110", "second document"),
    "deep lists": ("[" * 100_000, "1:61", "GW111", "60 levels"),
    "deep dashes": ("- " * 5_000, "1:121", "GW111", "60 levels"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_mistake_is_told_with_its_line_and_what_to_do(name: str) -> None:
    text, place, code, words = BROKEN[name]
    said = complaint(text)
    assert said.startswith(f"a.yaml:{place}: {code}: ")
    assert words in said


@pytest.mark.parametrize("name", BROKEN)
def test_lines_count_from_where_the_text_begins(name: str) -> None:
    text, place, code, _ = BROKEN[name]
    line, column = place.split(":")
    assert complaint(text, 11).startswith(f"a.yaml:{int(line) + 10}:{column}: {code}: ")


@pytest.mark.parametrize("name", BROKEN)
def test_without_the_c_parser_the_same_lines_are_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml, "_LOADER", yaml.SafeLoader)
    text, place, code, _ = BROKEN[name]
    assert complaint(text).startswith(f"a.yaml:{place.split(':')[0]}:")
    assert f": {code}: " in complaint(text)


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert ": GW109: " in complaint("\n".join(lines))


def test_a_shared_part_is_read_and_its_place_is_where_it_is_used() -> None:
    loaded = strict_yaml.load("a: &x {granted: no}\nb: *x\n", "a.yaml")
    assert loaded.value == {"a": {"granted": "no"}, "b": {"granted": "no"}}
    assert Tree(loaded.spot).find(("b",), False)[:2] == (2, 4)


def test_a_quote_over_several_lines_is_not_to_blame_for_a_later_mistake() -> None:
    assert complaint('quote: "It is\n  good"\nrole Chief\n').startswith("a.yaml:3:1: GW104")


def test_an_empty_file_holds_nothing() -> None:
    assert value("") is None
    assert value("# only a remark\n") is None


def test_only_what_an_editor_takes_for_a_line_end_counts_as_one() -> None:
    loaded = strict_yaml.load("a: x\u2028y\nb: \x85z\n", "a.yaml")
    assert loaded.value == {"a": "x\u2028y", "b": "\x85z"}
    assert Tree(loaded.spot).find(("b",), True)[:2] == (2, 1)
