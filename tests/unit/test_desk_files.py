"""Drafts and tables that the desk writes: they parse strictly, say the same, and can do no harm."""

from __future__ import annotations

import csv
import email
import email.policy
import io
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.desk.mail import draft
from goodword.desk.sheets import safe, table

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def parsed(data: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.strict.clone(raise_on_defect=True))


def read_name(data: bytes) -> str:
    """The name that a draft is to, without spaces: Python loses one where it begins another line, and adds one when it
    reads two encoded words, which are one (RFC 2047, 6.2).
    """
    raw = email.message_from_bytes(data)["To"]
    name = parseaddr(raw.replace("\r\n", "").replace("\n", ""))[0]
    return "".join(str(make_header(decode_header(name))).split())


@given(name=words, subject=words, text=words)
def test_a_draft_parses_strictly_and_says_what_was_written(name: str, subject: str, text: str) -> None:
    made = draft(to=(name, "ana@tandem.example"), subject=subject, text=text, sender=("Bo Ek", "bo@tandem.example"))
    assert made == draft(
        to=(name, "ana@tandem.example"), subject=subject, text=text, sender=("Bo Ek", "bo@tandem.example")
    )
    read = parsed(made)
    assert set(read.keys()) <= {
        "From",
        "To",
        "Subject",
        "X-Unsent",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    }
    assert len(read.get_all("To")) == len(read.get_all("Subject")) == 1
    (to,) = read["To"].addresses
    assert to.addr_spec == "ana@tandem.example"
    assert read_name(made) == "".join(name.replace("\0", "").split())
    assert read["Subject"].split() == subject.replace("\0", "").split()
    assert read.get_content().split() == text.replace("\0", "").split()
    assert all(len(line) <= 998 for line in made.split(b"\r\n")) and made.replace(b"\r\n", b"").count(b"\n") == 0


def test_no_line_of_a_draft_is_longer_than_mail_may_have() -> None:
    for endless in ("A" * 10_000, "Ana " * 2_500, "\u0301" * 10_000, '"' * 10_000):
        made = draft(
            to=(endless, "ana@tandem.example"), subject=endless, text=endless, sender=(endless, "bo@x.example")
        )
        assert max(map(len, made.split(b"\r\n"))) <= 998
        assert parsed(made)["To"].addresses[0].addr_spec == "ana@tandem.example"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ana",
        "@x.example",
        "ana@",
        "ana@x.example\nBcc: b@x.example",
        "ana@x.example, b@x.example",
        "<a>@x.example",
        "a b@x.example",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValueError):
        draft(to=("Ana", address), subject="", text="")


@given(st.lists(st.lists(words, min_size=2, max_size=2), max_size=5))
def test_no_cell_of_a_table_is_a_formula(rows: list[list[str]]) -> None:
    data = table(["a", "b"], rows)
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    assert read[0] == ["a", "b"] and len(read) == len(rows) + 1
    for row, given_row in zip(read[1:], rows, strict=True):
        for cell, was in zip(row, given_row, strict=True):
            assert cell.replace("'", "") == was.replace("\0", "").replace("'", "")
            assert cell.lstrip(" ")[:1] not in {"=", "+", "@", "\t", "\r", "\n"}


def test_numbers_stay_numbers_and_formulas_become_words() -> None:
    assert [safe(cell) for cell in ("-12.50", "12", "-", "=1+1", " =1", "+49 30", "@ana", "-x", "a=b")] == [
        "-12.50", "12", "'-", "'=1+1", "' =1", "'+49 30", "'@ana", "'-x", "a=b",
    ]  # fmt: skip


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quotes", ["", '"', '""', " ", "' "])
@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@x", "\uff1d1"])
def test_no_cell_is_a_formula_where_others_end_cells(separator: str, quotes: str, formula: str) -> None:
    """As a spreadsheet of another country reads it: its separator ends a cell, and quotes mean something or nothing."""
    data = table(["a", "b"], [["ana", f"Bo{separator}{quotes}{formula}"], [f"{separator}{formula}", "-1"]])
    text = data.decode("utf-8-sig").partition("\r\n")[2]
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting):
            for cell in row:
                assert cell.strip(" \"'\t")[:1] not in {*"=+@\uff1d"} or "'" in cell
                assert not cell.strip(' "').startswith(tuple("=+@\uff1d"))


def test_plain_words_stay_as_they_are() -> None:
    for words in (
        "O'Hara, Tom",
        "Bo Ek; Ana Silva",
        "Jean-Luc",
        "a | b",
        "why: one (+5), two (-4); three",
        "x - y",
        "-3.5",
    ):
        assert safe(words) == words
    assert table(["a"], [['Tom "Bo" Ek']]) == b'\xef\xbb\xbf"a"\r\n"Tom ""Bo"" Ek"\r\n'
