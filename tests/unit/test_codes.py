"""Referral codes: new ones, clashes, and a CSV file in which only the empty cells change."""

import csv
import io
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.cli import main
from goodword.clock import today
from goodword.content.load import load_library
from goodword.problems import Place, SiteError
from goodword.referral.code_cells import codes_in, fill
from goodword.referral.codes import ALPHABET, CodeOwner, check_all_codes, check_codes, look_alike_key, new_codes

SEED = 7


def test_new_codes_are_eight_signs_of_the_alphabet() -> None:
    codes = new_codes(500, [])
    assert len({look_alike_key(code) for code in codes}) == 500
    assert all(re.fullmatch(f"[{ALPHABET}]{{8}}", code) for code in codes)


def test_new_codes_differ_from_run_to_run() -> None:
    assert new_codes(5, []) != new_codes(5, [])


def test_a_new_code_looks_like_no_other() -> None:
    (first,) = new_codes(1, [], random.Random(SEED))
    confusing = first.upper().replace("5", "s")
    (second,) = new_codes(1, [confusing], random.Random(SEED))
    assert look_alike_key(second) != look_alike_key(first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ABC", "abc"),
        ("b0b", "8oB"),
        ("l1st", "I1st"),
        ("maria5", "marias"),
        ("2oo", "zoo"),
        ("luv", "lvu"),
        ("barn", "bam"),
        ("vvin", "win"),
        ("a_b", "a-b"),
    ],
)
def test_what_people_mix_up_is_the_same(one: str, other: str) -> None:
    assert look_alike_key(one) == look_alike_key(other)


@pytest.mark.parametrize(("one", "other"), [("abc", "abd"), ("a-b", "ab"), ("x7", "x1"), ("n", "m")])
def test_what_people_tell_apart_is_not(one: str, other: str) -> None:
    assert look_alike_key(one) != look_alike_key(other)


def _owner(name: str, code: str | None, *aliases: str, line: int = 1) -> CodeOwner:
    return CodeOwner(name, code, aliases, Place("content/advocates.csv", line, 5))


@pytest.mark.parametrize(
    ("owners", "codes"),
    [
        ([_owner("a", "abc"), _owner("b", "abd")], []),
        ([_owner("a", None)], ["GW350"]),
        ([_owner("a", "")], ["GW350"]),
        ([_owner("a", "abc"), _owner("a", None)], []),
        ([_owner("a", "abc"), _owner("a", "abc")], []),
        ([_owner("a", "a c")], ["GW351"]),
        ([_owner("a", "../x")], ["GW351"]),
        ([_owner("a", "añb")], ["GW351"]),
        ([_owner("a", "ab")], ["GW352"]),
        ([_owner("a", "x" * 65)], ["GW352"]),
        ([_owner("a", "x" * 64)], []),
        ([_owner("a", "abc", line=2), _owner("b", "abc", line=3)], ["GW353"]),
        ([_owner("a", "abc", line=2), _owner("b", "ABC", line=3)], ["GW353"]),
        ([_owner("a", "ab0", line=2), _owner("b", "abo", line=3)], ["GW354"]),
        ([_owner("a", "new", "old", line=2), _owner("b", "old", line=3)], ["GW353"]),
        ([_owner("a", "n2w", "x", line=2)], ["GW352"]),
    ],
)
def test_codes_are_checked(owners: list[CodeOwner], codes: list[str]) -> None:
    assert [problem.code for problem in check_codes(owners)] == codes


def test_a_clash_names_both_places() -> None:
    (problem,) = check_codes([_owner("ana", "ab0", line=2), _owner("bo", "abo", line=3)])
    assert str(problem) == (
        "content/advocates.csv:3:5: GW354: The referral code `abo` looks like `ab0`, the code of `ana` "
        "(content/advocates.csv:2:5). Change the one that was not shared yet: people would take one for the other "
        "(0 and o, 1 and l, 5 and s ...)."
    )


def test_a_missing_code_says_how_to_get_one() -> None:
    (problem,) = check_codes([_owner("ana", None)])
    assert re.fullmatch(rf"Run `goodword codes`, or write `code: [{ALPHABET}]{{8}}`\.", problem.hint)


FILLED = r"[2-9b-z]{8}"


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        (b"id,code\na,\nb,kept\n", rf"id,code\na,({FILLED})\nb,kept\n", 1),
        (
            b'\xef\xbb\xbfid,"code",n\r\na,"","x, ""y"""\r\nb , ,\r\n',
            rf'\ufeffid,"code",n\r\na,({FILLED}),"x, ""y"""\r\nb ,({FILLED}),\r\n',
            2,
        ),
        (b"id;n;code\na;1,5;\n", rf"id;n;code\na;1,5;({FILLED})\n", 1),
        (b"id\tcode\na\t", rf"id\tcode\na\t({FILLED})", 1),
        (b"id,n\na,1\n\nb,2", rf"id,n,code\na,1,({FILLED})\n\nb,2,({FILLED})", 2),
        (b'id,n\r\na,"two\r\nlines"\r\n', rf'id,n,code\r\na,"two\r\nlines",({FILLED})\r\n', 1),
        (b"id,n,,\na,1,,\n", rf"id,n,,,code\na,1,,,({FILLED})\n", 1),
        (b"code,id\n,a\n,\n,b\n", rf"code,id\n({FILLED}),a\n,\n({FILLED}),b\n", 2),
        (b"id,language,code\na,en,kept\na,es,\n", r"id,language,code\na,en,kept\na,es,\n", 0),
        (b"id,language,code\na,en,\na,es,\n", rf"id,language,code\na,en,({FILLED})\na,es,\n", 1),
        (b"id,n\na,1\na,2\n", rf"id,n,code\na,1,({FILLED})\na,2,\n", 1),
        (b"id,code\na\nb,\nc,,more\n", rf"id,code\na\nb,({FILLED})\nc,,more\n", 1),
        (b"", "", 0),
        (b"id,code\n", r"id,code\n", 0),
    ],
)
def test_only_empty_cells_are_filled(before: bytes, after: str, count: int) -> None:
    filled = fill(before, (), random.Random(SEED))
    match = re.fullmatch(after, filled.data.decode())
    assert match is not None, filled.data
    assert filled.count == count == len(match.groups())
    assert fill(filled.data).data == filled.data


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_the_encoding_stays(encoding: str) -> None:
    text = "\ufeffid,code\nä,\n"
    data = fill(text.encode(encoding)).data
    assert re.fullmatch(rf"\ufeffid,code\nä,{FILLED}\n", data.decode(encoding))


def test_codes_of_other_files_are_not_given_again() -> None:
    first = fill(b"id,code\na,\n", (), random.Random(SEED)).codes
    assert fill(b"id,code\na,\n", first, random.Random(SEED)).codes != first


cells = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=8)


@given(
    st.lists(st.tuples(cells, cells, st.sampled_from(["", "abc", "x-9"])), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_table_keeps_its_other_cells(rows: list[tuple[str, str, str]], line_end: str) -> None:
    out = io.StringIO()
    table = [(f"{number}{name}", note, code) for number, (name, note, code) in enumerate(rows)]
    csv.writer(out, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows([("id", "note", "code"), *table])
    filled = fill(out.getvalue().encode())
    read = list(csv.reader(io.StringIO(filled.data.decode(), newline="")))[1:]
    assert [row[:2] for row in read] == [list(row[:2]) for row in table]
    assert all(row[2] for row in read)
    assert [row[2] for row, given in zip(read, table, strict=True) if given[2]] == [row[2] for row in table if row[2]]
    assert filled.count == sum(1 for row in table if not row[2])


def _site(folder: Path, **advocates: str) -> Path:
    (folder / "site.yaml").write_text("name: Acme\nurl: https://acme.example\n")
    (folder / "content").mkdir()
    for name, text in advocates.items():
        path = folder / "content" / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def test_the_command_fills_once_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = _site(tmp_path, advocates_csv="id,public_name,code\nana,Ana,\nbo,Bo,kept99\n")
    file = site / "content/advocates.csv"
    before = file.read_bytes()
    assert main(["codes", "--site", str(site), "--dry-run"]) == 0
    assert file.read_bytes() == before
    assert "1 code missing" in capsys.readouterr().err
    assert main(["codes", "--site", str(site)]) == 0
    assert "content/advocates.csv: 1 code filled." in capsys.readouterr().err
    assert len(codes_in(file.read_bytes())) == 2
    after = file.read_bytes()
    assert main(["codes", "--site", str(site)]) == 0
    assert file.read_bytes() == after
    assert "Every advocate has a code." in capsys.readouterr().err


def test_the_command_offers_a_code_where_it_cannot_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = _site(tmp_path, advocates__ana_md="---\npublic_name: Ana\n---\n", advocates_yaml="- id: bo\n  code: bo-77\n")
    assert main(["codes", "--site", str(site)]) == 1
    said = capsys.readouterr().err
    assert re.search(rf"content/advocates/ana\.md:1:1: GW355: .*Write `code: {FILLED}`\.", said)
    assert "`bo`" not in said


def test_the_command_leaves_a_broken_table_alone(tmp_path: Path) -> None:
    site = _site(tmp_path, advocates_csv='id,code\nana,\n"bo,\n')
    before = (site / "content/advocates.csv").read_bytes()
    assert main(["codes", "--site", str(site)]) == 1
    assert (site / "content/advocates.csv").read_bytes() == before


def test_codes_of_a_site_are_checked_with_their_places(tmp_path: Path) -> None:
    rows = "id,public_name,code,aliases,consent.granted,consent.scope\n"
    rows += "ana,Ana,ab0x,old-1,2026-01-01,page|name\n"
    rows += "bo,Bo,aboX,,2026-01-01,page|name\n"
    rows += "cy,Cy,cccc,oldl1|0ld-l,2026-01-01,page\n"
    with pytest.raises(SiteError) as raised:
        load_library(_site(tmp_path, advocates_csv=rows), today, checks=[check_all_codes])
    found = [(problem.code, str(problem.place)) for problem in raised.value.problems]
    assert found == [("GW354", "content/advocates.csv:3:7"), ("GW354", "content/advocates.csv:4:7")]
