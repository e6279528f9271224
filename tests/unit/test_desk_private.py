"""The tables in private/, and writing below private/out/."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import msgspec
import pytest

from goodword.desk.out import write
from goodword.desk.private import Private
from goodword.problems import OutsideError, Problems, SiteError
from sites import make_site


class Note(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the tests keep in a table."""

    who: str
    day: datetime.date | None = None
    liked: tuple[str, ...] = ()


def notes(private: Private) -> tuple[list[Note], list[str]]:
    problems = Problems()
    rows = [row.value for row in private.rows("notes.csv", Note, "who", problems)]
    return rows, [f"{problem.place} {problem.code}" for problem in problems]


def test_rows_are_typed_and_know_their_places(tmp_path: Path) -> None:
    root = make_site(tmp_path, "-- private/notes.csv --\nwho;day;liked\nAna;2026-05-01;tea|bread\n;2026-05-02;\nBo;;\n")
    private = Private.of(root, is_demo=False)
    rows, told = notes(private)
    assert rows == [Note(who="Ana", day=datetime.date(2026, 5, 1), liked=("tea", "bread")), Note(who="Bo")]
    assert told == ["private/notes.csv:3:1 GW203"], "every row needs the column that names it"
    first = next(private.rows("notes.csv", Note, "who", Problems()))
    assert str(first.place("day")) == "private/notes.csv:2:5"


def test_everything_wrong_is_told_at_its_place(tmp_path: Path) -> None:
    table = "who,day,wrong\nAna,2026-02-30,x\nBo,soon,\n"
    _, told = notes(Private.of(make_site(tmp_path, f"-- private/notes.csv --\n{table}"), is_demo=False))
    assert told == ["private/notes.csv:1:9 GW201", "private/notes.csv:2:5 GW207", "private/notes.csv:3:4 GW206"]


def test_examples_stand_in_on_a_demo_site_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_site(tmp_path / "site", "-- private/notes.example.csv --\nwho\nAna\n")
    assert notes(Private.of(root, is_demo=False)) == ([], [])
    assert notes(Private.of(root, is_demo=True)) == ([Note(who="Ana")], [])
    elsewhere = make_site(tmp_path / "elsewhere", "-- notes.csv --\nwho\nCy\n")
    monkeypatch.setenv("GOODWORD_PRIVATE", str(elsewhere))
    assert notes(Private.of(root, is_demo=True)) == ([Note(who="Cy")], [])


@pytest.mark.parametrize("kind", ["a folder", "a pipe", "a link to nowhere", "a link to itself"])
def test_a_table_that_is_out_of_reach_is_no_empty_table(tmp_path: Path, kind: str) -> None:
    """Else whoever stands in it would be taken for gone, as where an encrypted disk is not there today."""
    root = make_site(tmp_path, "-- private/notes.example.csv --\nwho\nAna\n")
    path = root / "private/notes.csv"
    if kind == "a folder":
        path.mkdir()
    elif kind == "a pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("notes.csv" if kind == "a link to itself" else "/nowhere/at/all.csv")
    with pytest.raises(SiteError) as caught:
        notes(Private.of(root, is_demo=True))
    [problem] = caught.value.problems
    assert (problem.code, problem.place.path) == ("GW101", "private/notes.csv")


@pytest.mark.parametrize("inside", ["output", "output/x", "content/p", ".goodword/p", "themes"])
def test_a_private_folder_that_would_be_published_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    monkeypatch.setenv("GOODWORD_PRIVATE", str(tmp_path / inside))
    with pytest.raises(OutsideError, match="published"):
        Private.of(tmp_path, is_demo=False)


def test_files_are_written_whole_and_for_their_owner_only(tmp_path: Path) -> None:
    private = Private.of(tmp_path, is_demo=False)
    made = write(private, "kits/ana/mail.eml", b"one")
    assert write(private, "kits/ana/mail.eml", b"two") == made == tmp_path / "private/out/kits/ana/mail.eml"
    assert made.read_bytes() == b"two" and made.stat().st_mode & 0o077 == 0
    assert all(folder.stat().st_mode & 0o077 == 0 for folder in (made.parent, private.out / "kits", private.out))
    assert [path.name for path in made.parent.iterdir()] == ["mail.eml"]
    for path in ("../x", "/x", "a/../../x", ""):
        with pytest.raises(ValueError):
            write(private, path, b"")


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    private = Private.of(tmp_path / "site", is_demo=False)
    (tmp_path / "site/private/out").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site/private/out/kits").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/precious").write_text("as it was")
    (tmp_path / "site/private/out/list.csv").symlink_to(tmp_path / "elsewhere/precious")
    with pytest.raises(OutsideError, match="link"):
        write(private, "kits/ana.eml", b"x")
    write(private, "list.csv", b"new")
    assert (tmp_path / "elsewhere/precious").read_text() == "as it was"
    assert not (tmp_path / "site/private/out/list.csv").is_symlink()
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["precious"]
