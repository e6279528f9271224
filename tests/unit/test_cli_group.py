"""`goodword` itself: help, exit codes, and that nothing ends in a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from goodword import cli
from goodword.cli.commands import COMMANDS
from goodword.cli.output import finish, format_option, site_option, strict_option
from goodword.problems import ERROR, WARNING, OutsideError, Place, Rule, SiteError
from sites import environment, make_site, run

WRONG = Rule("GW299", ERROR, "wrong", "`{word}` is wrong.", "Write it right.")
DOUBTFUL = Rule("GW298", WARNING, "doubtful", "`{word}` is doubtful.", "Look again.")


def ending(monkeypatch: pytest.MonkeyPatch, act: object, *options: str) -> int:
    """The exit code of `goodword act OPTIONS`, a command of its own that does `act(site, strict)`."""

    @click.command()
    @site_option
    @format_option
    @strict_option
    def command(site: Path, strict: bool) -> object:
        return act(site, strict)  # type: ignore[operator]

    module = type(sys)("goodword.cli.act")
    module.command = command  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "goodword.cli.act", module)
    monkeypatch.setitem(COMMANDS, "act", ("act", "Acts."))
    return cli.main(["act", *options])


@pytest.mark.parametrize("arguments", [("--help",), ("build", "--help"), ("build", "--format", "json")])
def test_an_answer_that_cannot_be_written_is_told_once(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    make_site(tmp_path, "-- content/notes.txt --\n")
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "goodword", *arguments],
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert ended.returncode == 3
    assert ended.stderr.count("GW990: ") == 1 and "GW999" not in ended.stderr
    assert not (tmp_path / ".goodword/crash.log").exists()


def test_help_names_every_command_and_imports_none(tmp_path: Path) -> None:
    shown = run("--help", cwd=tmp_path)
    assert shown.exit_code == 0
    for name, (_, line) in COMMANDS.items():
        assert f"{name} " in shown.stdout
        assert line in " ".join(shown.stdout.split())
    code = (
        "import sys; from goodword.cli import main; main(['--help']);"
        "heavy = {'jinja2', 'yaml', 'markdown', 'nh3', 'PIL', 'babel', 'tornado', 'watchfiles'};"
        "print(sorted(heavy & sys.modules.keys()), [m for m in sys.modules if m.startswith('goodword.cli.build')])"
    )
    ended = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[] []"


def test_the_version(tmp_path: Path) -> None:
    import goodword

    assert run("--version", cwd=tmp_path).stdout == f"goodword, version {goodword.__version__}\n"


def test_a_mistyped_command_is_wrong_use_with_a_suggestion(tmp_path: Path) -> None:
    ended = run("biuld", cwd=tmp_path)
    assert ended.exit_code == 2
    assert "Did you mean `build`?" in ended.stderr
    assert run("--nonsense", cwd=tmp_path).exit_code == 2


def test_errors_in_content_are_all_told_and_end_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def act(site: Path, strict: bool) -> None:
        raise SiteError([WRONG(Place("b.md", 2), word="b"), WRONG(Place("a.md", 1, 3), word="a")])

    assert ending(monkeypatch, act, "--site", str(tmp_path)) == 1
    assert capsys.readouterr().err.splitlines() == [
        "a.md:1:3: GW299: `a` is wrong. Write it right.",
        "b.md:2:1: GW299: `b` is wrong. Write it right.",
        "2 errors.",
    ]


def test_a_lock_or_a_disk_is_nobodys_content(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def locked(site: Path, strict: bool) -> None:
        raise OutsideError(WRONG(None, word="lock"))

    def full(site: Path, strict: bool) -> None:
        (tmp_path / "missing" / "file").write_text("")

    assert ending(monkeypatch, locked) == 3
    assert ending(monkeypatch, full) == 3
    assert "GW990" in capsys.readouterr().err


def test_warnings_end_with_0_and_strictly_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    def act(site: Path, strict: bool) -> None:
        finish([DOUBTFUL(None, word="x")], strict=strict)

    assert ending(monkeypatch, act) == 0
    assert ending(monkeypatch, act, "--strict") == 1


def test_an_interruption_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def act(site: Path, strict: bool) -> None:
        raise KeyboardInterrupt

    assert ending(monkeypatch, act) == 130


def test_a_mistake_of_our_own_is_a_sentence_and_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def act(site: Path, strict: bool) -> None:
        raise RecursionError("deep \x1b[31m")

    monkeypatch.chdir(make_site(tmp_path))
    assert ending(monkeypatch, act, "--format", "json") == 3
    told = capsys.readouterr()
    assert "GW999" in told.err
    assert '"code": "GW999"' in told.out
    assert "Traceback" not in told.err + told.out
    assert "RecursionError" in (tmp_path / ".goodword" / "crash.log").read_text()

    monkeypatch.setenv("GOODWORD_DEBUG", "1")
    assert ending(monkeypatch, act) == 3
    assert "Traceback" in capsys.readouterr().err


def test_outside_a_site_a_crash_leaves_no_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def act(site: Path, strict: bool) -> None:
        raise RecursionError

    monkeypatch.chdir(tmp_path)
    assert ending(monkeypatch, act) == 3
    assert "GOODWORD_DEBUG=1" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_leaves_is_no_trouble() -> None:
    code = "import click\nfrom goodword.cli import commands, main\n"
    code += "@click.command()\ndef talk():\n    for n in range(100000): click.echo('x' * 100)\n"
    code += "import types, sys\nsys.modules['goodword.cli.talk'] = types.SimpleNamespace(command=talk)\n"
    code += "commands.COMMANDS['talk'] = ('talk', 'Talks.')\nsys.exit(main(['talk']))\n"
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as talker:
        assert talker.stdout and talker.stderr
        talker.stdout.read(100)
        talker.stdout.close()
        assert talker.stderr.read() == b""
        assert talker.wait(30) == 3
