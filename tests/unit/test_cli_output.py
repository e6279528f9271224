"""What people and programs are told about problems."""

from __future__ import annotations

import contextlib
import fcntl
import io
import json
import os
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from goodword.cli.columns import cut
from goodword.cli.excerpts import Excerpts, plain, width
from goodword.cli.machine import append_summary, as_annotations, as_json
from goodword.cli.output import report, show
from goodword.cli.progress import Progress
from goodword.problems import ERROR, NOTE, WARNING, Place, Problem
from sites import environment, make_site, run


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def problem(severity: str = ERROR, message: str = "`colour` is no field.", place: Place | None = None) -> Problem:
    codes = {ERROR: "GW201", WARNING: "GW501", NOTE: "GW401"}
    return Problem(codes[severity], severity, message, "Did you mean `color`?", place)  # type: ignore[arg-type]


def shown(folder: Path, *problems: Problem) -> list[str]:
    stream = io.StringIO()
    show(problems, folder, stream=stream)
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("endless", ["A" * 200_000, "Ana " * 50_000, "日" * 200_000, "A" + "\u0301" * 200_000])
def test_an_endless_name_is_cut_to_the_room_there_is(endless: str) -> None:
    for room in (1, 12, 80):
        short = cut(endless, room)
        assert width(short) <= room and len(short) <= 8 * room and "…" in short
    assert cut("Ana Silva", 9) == "Ana Silva"
    assert cut("Ana Silva Reis", 9) == "Ana S…eis"


def test_the_lines_around_with_a_caret(tmp_path: Path) -> None:
    make_site(tmp_path, "-- a.md --\none\ntwo\nthree\n  colour: red\nfive\nsix\n")
    assert shown(tmp_path, problem(place=Place("a.md", 4, 3))) == [
        "a.md:4:3: GW201: `colour` is no field. Did you mean `color`?",
        "  2 | two",
        "  3 | three",
        "  4 |   colour: red",
        "    |   ^",
        "  5 | five",
        "1 error.",
    ]


def test_no_line_no_column_no_file(tmp_path: Path) -> None:
    make_site(tmp_path, "-- a.md --\none\n")
    assert shown(tmp_path, problem(place=Place("a.md"))) == [
        "a.md:1:1: GW201: `colour` is no field. Did you mean `color`?",
        "1 error.",
    ]
    assert "  1 | one" in shown(tmp_path, problem(place=Place("a.md", 1)))
    assert not any("^" in line for line in shown(tmp_path, problem(place=Place("a.md", 1))))
    for place in (None, Place("gone.md", 3, 1), Place("a.md", 99, 1), Place("../a.md", 1, 1), Place("", 1, 1)):
        assert len(shown(tmp_path, problem(place=place))) == 2


def test_the_caret_stands_below_wide_letters_accents_and_tabs(tmp_path: Path) -> None:
    for line, column, cells in (("日本 x", 4, 5), ("e\u0301x", 3, 1), ("\tx", 2, 2), ("abc", 99, 3)):
        make_site(tmp_path, f"-- a.md --\n{line}\n")
        caret = next(text for text, _ in Excerpts(tmp_path).around(Place("a.md", 1, column)) if "^" in text)
        assert caret == "    | " + " " * cells + "^"


def test_a_long_line_is_cut_around_the_column(tmp_path: Path) -> None:
    make_site(tmp_path, "-- a.md --\n" + "x" * 5000 + "HERE" + "y" * 5000 + "\n")
    line, caret, *_ = (text for text, _ in Excerpts(tmp_path).around(Place("a.md", 1, 5001)))
    assert len(line) < 120
    assert line[caret.index("^") :].startswith("HERE")


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"a\x00b", b"\x1b[31mred\x07", "a\u202eb\u2066".encode(), b"\xed\xa0\x80"]
)
def test_no_byte_of_a_file_reaches_the_terminal_as_a_command(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.md").write_bytes(data)
    lines = shown(tmp_path, problem(place=Place("a.md", 1, 1)))
    assert all(c.isprintable() for line in lines for c in line)
    assert plain("\x1b[31m") == "\\u001b[31m"


def test_mild_first_then_errors_then_the_count(tmp_path: Path) -> None:
    lines = shown(tmp_path, problem(), problem(WARNING), problem(NOTE), problem(ERROR, "Another."))
    kinds = [line for line in lines if line.endswith(":") and not line.startswith("GW")]
    assert kinds == ["For your information:", "Warnings:", "Errors:"]
    assert lines[-1] == "2 errors, 1 warning."


def test_colours_only_on_a_terminal_that_wants_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    show([problem()], tmp_path, stream=terminal)
    assert "\x1b[" in terminal.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    plainly = Terminal()
    show([problem()], tmp_path, stream=plainly)
    assert "\x1b[" not in plainly.getvalue()


def test_a_terminal_of_few_letters_gets_question_marks(tmp_path: Path) -> None:
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="ascii") as stream:
        show([problem(message="Søren 日本")], tmp_path, stream=stream)
        stream.flush()
        assert b"S?ren ??" in raw.getvalue()


def test_json_is_one_document_and_nothing_else(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    report([problem(place=Place("a.md", 4)), problem(WARNING)], tmp_path, "json", facts={"pages": 3})
    told = capfd.readouterr()
    document = json.loads(told.out)
    assert document["version"] == 1
    assert document["counts"] == {"error": 1, "warning": 1, "note": 0}
    assert document["facts"] == {"pages": 3}
    first = document["problems"][0]
    assert (first["path"], first["line"], first["column"], first["code"]) == ("a.md", 4, None, "GW201")
    assert document["problems"][1]["path"] is None
    assert "GW201" in told.err


def test_json_holds_any_text() -> None:
    odd = problem(message="\ud800 \x00 </script> \u2028", place=Place("a\nb.md", 1, 1))
    assert json.loads(as_json([odd], {}))["problems"][0]["message"] == odd.message


def test_annotations_escape_what_github_would_read() -> None:
    one = problem(message="100% of a,b:\n::error::forged", place=Place("a,b:c.md", 4, 7))
    assert as_annotations([one], "demo").decode() == (
        "::error file=demo/a%2Cb%3Ac.md,line=4,col=7,title=GW201::"
        "100%25 of a,b:%0A::error::forged Did you mean `color`?\n"
    )


def test_annotations_are_ten_of_a_kind_the_most_severe_first() -> None:
    many = [problem(NOTE, f"n{i}") for i in range(12)] + [problem(ERROR, f"e{i}") for i in range(12)]
    lines = as_annotations([*many, problem(WARNING)]).decode().splitlines()
    kinds = [line.partition(" ")[0] for line in lines]
    assert kinds == ["::error"] * 10 + ["::warning"] + ["::notice"] * 10
    assert "5 more" in lines[-1]


def test_the_rest_goes_to_the_summary_of_the_step(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    append_summary([problem(message="a|b <img>", place=Place("a.md", 1, 1))], str(path))
    assert "| a.md:1:1 | GW201: a\\|b \\<img\\>" in path.read_text()
    append_summary([problem()], str(tmp_path / "no" / "such" / "folder"))


def test_progress_shows_after_a_second_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("goodword.cli.progress.time.monotonic", lambda: now[0])
    for stream, expected in ((Terminal(), True), (io.StringIO(), False)):
        now[0] = 0.0
        with Progress("Rendering pages", 1000, stream) as step:
            step(10)
            assert stream.getvalue() == ""
            now[0] = 1.5
            step(10)
        assert ("Rendering pages: 20 of 1,000" in stream.getvalue()) is expected
        assert stream.getvalue().endswith("\r") is expected


def test_lines_fit_the_terminal_and_stay_whole_for_programs(tmp_path: Path) -> None:
    site = make_site(tmp_path, "-- site.yaml --\nname: A\nurl: https://a.example\n")
    command = [sys.executable, "-m", "goodword", "explain", "/nowhere-that-is-known/"]
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    subprocess.run(command, cwd=site, env=environment(), stderr=theirs, stdout=subprocess.DEVNULL, check=False)
    os.close(theirs)
    told = b""
    with contextlib.suppress(OSError):  # so the other end says that it is closed
        while more := os.read(ours, 65536):
            told += more
    lines = re.sub(r"\x1b\[[0-9;]*m", "", told.decode()).splitlines()
    os.close(ours)
    whole = run("explain", "/nowhere-that-is-known/", cwd=site).stderr.splitlines()
    assert len(lines) > len(whole) == 2
    assert all(len(line) <= 60 for line in lines)
    assert " ".join(" ".join(lines).split()) == " ".join(whole)


def test_the_last_lines_fit_the_terminal_too(tmp_path: Path) -> None:
    stream = Terminal()
    show([], tmp_path, outcome="word " * 30 + "\n" + "more " * 3, stream=stream)
    assert [len(line) <= 80 for line in stream.getvalue().splitlines()] == [True] * 3
