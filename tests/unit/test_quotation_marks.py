"""Quotation marks, apostrophes, dashes and ellipses as each language sets them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.content.quotation_marks import Typesetter

N = "\u202f"


def typeset(text: str, language: str = "en") -> str:
    return Typesetter(language).set(text)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "“one” and \u2018two\u2019"),
        ("en-GB", "“one” and \u2018two\u2019"),
        ("es", "«one» and “two”"),
        ("es-MX", "“one” and \u2018two\u2019"),
        ("de", "„one“ and \u201atwo\u2018"),
        ("de-CH", "«one» and \u2039two\u203a"),
        ("fr", f"«{N}one{N}» and “two”"),
        ("pt", "“one” and \u2018two\u2019"),
        ("pt-PT", "«one» and “two”"),
        ("ar", "«one» and \u2039two\u203a"),
        ("he", "”one” and \u2019two\u2019"),
        ("ja", "「one」 and 『two』"),
        ("zh-Hant", "「one」 and 『two』"),
        ("zh", "“one” and \u2018two\u2019"),
        ("pl", "„one” and «two»"),
        ("sv", "”one” and \u2019two\u2019"),
        ("xx", "“one” and \u2018two\u2019"),
        ("", "“one” and \u2018two\u2019"),
    ],
)
def test_marks_follow_the_language(language: str, expected: str) -> None:
    assert typeset("\"one\" and 'two'", language) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("It's Ana's, they've said", "It\u2019s Ana\u2019s, they\u2019ve said"),
        ("the customers' trust", "the customers\u2019 trust"),
        ("in the '90s, 'tis said", "in the \u201990s, \u2019tis said"),
        ('("quoted") said', "(“quoted”) said"),
        ('"Really?" she asked, "yes."', "“Really?” she asked, “yes.”"),
        ("\"He said 'go', and we 'went'.\"", "“He said \u2018go\u2019, and we \u2018went\u2019.”"),
        ("\"'Both' at once\"", "“\u2018Both\u2019 at once”"),
        ('"outer "inner" outer"', "“outer \u2018inner\u2019 outer”"),
        ('a 27" screen', "a 27\u2033 screen"),
        ("6' tall", "6\u2032 tall"),
        ("1999--2004", "1999\u20132004"),
        ("well --- yes -- no", "well — yes \u2013 no"),
        ("run with --help", "run with --help"),
        ("a ---- b", "a ---- b"),
        ("and so on... or....", "and so on… or...."),
        ("already “fine” and it\u2019s", "already “fine” and it\u2019s"),
        (
            'see https://a.example/its--x and "www.a.example/a--b"',
            "see https://a.example/its--x and “www.a.example/a--b”",
        ),
        ("", ""),
    ],
)
def test_english(typed: str, expected: str) -> None:
    assert typeset(typed) == expected


def test_a_mark_may_close_in_a_later_piece_of_the_same_block() -> None:
    setter = Typesetter("de")
    assert setter.set('Er sagte "') + "x" + setter.set('danke"') == "Er sagte „xdanke“"
    setter.start_block()
    assert setter.set('"Neu') == "„Neu"


def test_code_counts_as_what_stands_before_a_mark() -> None:
    setter = Typesetter("en")
    setter.set('"')
    setter.skip("x = 1")
    assert setter.set('"') == "”"


def test_french_gets_narrow_spaces_only_where_it_had_spaces() -> None:
    assert typeset("Vraiment ? Oui ; non : « bien » !", "fr") == (f"Vraiment{N}? Oui{N}; non{N}: «{N}bien{N}»{N}!")
    assert typeset("Vraiment? l'avis", "fr") == "Vraiment? l\u2019avis"


def test_hebrew_abbreviations_keep_their_own_mark() -> None:
    assert typeset("מנכ\"ל של צ'ק", "he") == "מנכ״ל של צ\u05f3ק"


def test_japanese_needs_no_spaces() -> None:
    assert typeset('彼は"最高"と言った', "ja") == "彼は「最高」と言った"


@given(st.text(alphabet="ab1 \"'.-\n“é", max_size=60), st.sampled_from(["en", "de", "fr", "he", "ja", "sv"]))
def test_only_marks_change(text: str, language: str) -> None:
    def letters(value: str) -> list[str]:
        return [c for c in value if c.isalnum() or c == "\n"]

    assert letters(typeset(text, language)) == letters(text)
    assert '"' not in typeset(text, language)
    assert "'" not in typeset(text, language)
