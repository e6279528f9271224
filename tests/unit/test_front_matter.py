"""Front matter: where it begins and ends, and a body that stays as written."""

from __future__ import annotations

import pytest

from goodword.content.document import Document, Spot, Tree, language_tag
from goodword.content.front_matter import split
from goodword.problems import Place, SiteError


def test_fields_then_the_body_exactly_as_written() -> None:
    parts = split("---\nauthor: Ana\n---\n\n  Line one  \n\n---\n\nend", "a.md")
    assert parts.fields == {"author": "Ana"}
    assert parts.body == "\n  Line one  \n\n---\n\nend"
    assert parts.body_line == 4
    assert parts.positions.find(("author",), False) == (2, 9, 1)


@pytest.mark.parametrize(
    ("text", "fields", "body", "line"),
    [
        ("Just words\n", {}, "Just words\n", 1),
        ("", {}, "", 1),
        ("---\n---\nwords", {}, "words", 3),
        ("---\na: b\n...\nwords", {"a": "b"}, "words", 4),
        ("\n\n---\na: b\n---\nwords", {"a": "b"}, "words", 6),
        ("---  \na: b\n---  \nwords", {"a": "b"}, "words", 4),
        ("---\na: |\n  ---\n  x\n---\nwords", {"a": "---\nx\n"}, "words", 6),
        ("---\na: b\n---", {"a": "b"}, "", 4),
        ("----\nwords", {}, "----\nwords", 1),
    ],
)
def test_where_it_begins_and_ends(text: str, fields: dict[str, str], body: str, line: int) -> None:
    parts = split(text, "a.md")
    assert (parts.fields, parts.body, parts.body_line) == (fields, body, line)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\nauthor: Ana\nwords\n", "a.md:1:1: GW113: "),
        ("\n---\nauthor: Ana\n", "a.md:2:1: GW113: "),
        ("+++\nauthor = 'Ana'\n+++\n", "a.md:1:1: GW114: The front matter begins with `+++` (TOML)"),
        (";;;\n{}\n;;;\n", "a.md:1:1: GW114: The front matter begins with `;;;` (JSON)"),
        ("---\njust words\n---\n", "a.md:2:1: GW112: The front matter must be lines of `field: value`"),
        ("---\n- a\n- b\n---\n", "a.md:2:1: GW112: "),
        ("---\nauthor:Ana\n---\n", "a.md:2:1: GW112: "),
        ('---\na: b\nauthor: "Ana\nrole: "Chief"\n---\n', "a.md:3:9: GW104: "),
        ("---\na: b\na: c\n---\n", "a.md:3:1: GW105: "),
    ],
)
def test_what_is_wrong_is_told_at_its_line_of_the_file(text: str, said: str) -> None:
    with pytest.raises(SiteError) as caught:
        split(text, "a.md")
    assert str(caught.value).startswith(said)


def _document(fields: dict[str, object], body: str = "", kind: str = "page", path: str = "a.md") -> Document:
    keys = {name: (number, 1) for number, name in enumerate(fields, start=2)}
    parts = {name: Spot(number, 9) for number, name in enumerate(fields, start=2)}
    positions = Tree(Spot(1, 1, keys, parts))
    return Document(kind, "a", None, path, "0", fields, body, len(fields) + 3, positions)


def test_a_language_version_inherits_what_it_does_not_say() -> None:
    base = _document({"title": "About", "tags": ["x"], "aliases": ["/old/"], "language": "en"}, "Text")
    version = _document({"title": "Sobre"}, "", path="a.es.md").inherit(base)
    assert version.fields == {"title": "Sobre", "tags": ["x"]}, "old paths and the language are the base's own"
    assert version.body == "Text"
    assert version.place("title") == Place("a.es.md", 2, 9)
    assert version.place("tags") == Place("a.md", 3, 9)
    assert version.place("body") == Place("a.md", 7, 1)
    assert version.place("nothing") == Place("a.es.md", 1, 1)


def test_a_translated_text_takes_the_place_of_the_inherited_one() -> None:
    base = _document({"quote": "Good"}, "", "testimonial")
    assert "quote" not in _document({}, "Bueno", "testimonial").inherit(base).fields
    base = _document({}, "Good", "testimonial")
    assert _document({"quote": "Bueno"}, "", "testimonial").inherit(base).body == ""


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("es", "es"),
        ("PT-br", "pt-BR"),
        ("zh-hant", "zh-Hant"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("ca-ES-valencia", "ca-ES-valencia"),
        ("e", None),
        ("english", None),
        ("en_US", None),
        ("en-", None),
        ("../x", None),
        ("es\n", None),
    ],
)
def test_language_tags(written: str, tag: str | None) -> None:
    assert language_tag(written) == tag
