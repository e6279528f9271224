"""What a command says: problems as text for people on stderr, as JSON or GitHub annotations on stdout.

A command takes the options it needs from here and ends with `finish`. Nothing else prints problems.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, NoReturn, TextIO, TypeVar, cast

import click

from goodword.cli import machine
from goodword.cli.columns import columns, wrapped
from goodword.cli.excerpts import Excerpts, plain
from goodword.problems import ERROR, NOTE, WARNING, Problem, Severity, in_order

Format = Literal["text", "json", "github"]
Command = TypeVar("Command", bound=Callable[..., Any])

_FORMAT, _ROOT = "goodword.format", "goodword.root"
_COLOURS: Mapping[Severity, str] = {ERROR: "red", WARNING: "yellow", NOTE: "cyan"}
_HEADINGS: Mapping[Severity, str] = {NOTE: "For your information:", WARNING: "Warnings:", ERROR: "Errors:"}
# Lines around a problem help with the first ones; a thousand of them help nobody.
MOST_EXCERPTS = 50


def format_option(command: Command) -> Command:
    """`--format text|json|github`; `finish` looks it up, the command's function does not get it."""
    return click.option(
        "--format",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        show_default=True,
        expose_value=False,
        callback=lambda ctx, _, value: _remember(ctx, _FORMAT, value),
        help="Also print the problems on stdout, for programs (json) or as annotations of a GitHub workflow.",
    )(command)


def site_option(command: Command) -> Command:
    """`--site FOLDER`: handed to the command's function as `site: Path`, and known to `finish`."""
    return click.option(
        "--site",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        expose_value=True,
        callback=lambda ctx, _, value: _remember(ctx, _ROOT, value),
        help="The folder with site.yaml.  [default: this folder]",
    )(command)


def strict_option(command: Command) -> Command:
    """`--strict`: handed to the command's function, which hands it to `finish`."""
    return click.option("--strict", is_flag=True, help="End with exit code 1 for warnings, too.")(command)


def wants_json() -> bool:
    """Whether `--format json` was asked for: for `facts` that are too many to be made for nothing."""
    return click.get_current_context().meta.get(_FORMAT) == "json"


def tell(message: str = "") -> None:
    """One line (or more) for people, on stderr."""
    click.echo(_for_stream(message, sys.stderr), err=True)


def finish(
    problems: Iterable[Problem],
    *,
    strict: bool = False,
    outcome: str = "",
    facts: Mapping[str, object] | None = None,
    context: click.Context | None = None,
    code: int | None = None,
) -> NoReturn:
    """Tells all problems in the format that was asked for and ends the command.

    `outcome` is the last sentence for people; `facts` goes into the JSON (only what `json` can write). The exit code
    is `code`, else 1 when there is an error (or, with `strict`, a warning), else 0.
    """
    ctx = context or click.get_current_context()
    found = in_order(problems)
    counts = Counter(problem.severity for problem in found)
    root = cast(Path, ctx.meta.get(_ROOT, Path()))
    form = cast(Format, ctx.meta.get(_FORMAT, "text"))
    report(found, root, form, outcome=outcome, facts=facts)
    bad = counts[ERROR] or (strict and counts[WARNING])
    ctx.exit(code if code is not None else int(bool(bad)))


def report(
    problems: Iterable[Problem],
    root: Path,
    form: Format = "text",
    *,
    outcome: str = "",
    facts: Mapping[str, object] | None = None,
) -> None:
    """Text on stderr always; on stdout JSON or annotations when `form` says so, and nothing else."""
    found = in_order(problems)
    show(found, root, outcome=outcome)
    if form == "json":
        _write_bytes(machine.as_json(found, facts or {}))
    elif form == "github":
        _write_bytes(machine.as_annotations(found, _prefix(root)))
        machine.append_summary(found, os.environ.get("GITHUB_STEP_SUMMARY", ""))


def show(problems: Iterable[Problem], root: Path = Path(), *, outcome: str = "", stream: TextIO | None = None) -> None:
    """Problems for people: the mild ones first, so that the errors and their number are seen last."""
    out = stream or sys.stderr
    colour, across = _colourful(out), columns() if out.isatty() else None
    excerpts = Excerpts(root)
    found = in_order(problems)
    kinds = [kind for kind in (NOTE, WARNING, ERROR) if any(p.severity == kind for p in found)]
    shown = 0
    for kind in kinds:
        if len(kinds) > 1:
            _line(out, click.style(_HEADINGS[kind], bold=True) if colour else _HEADINGS[kind])
        for problem in (p for p in found if p.severity == kind):
            _line(out, _headline(problem, colour, across))
            if problem.place and problem.place.line and kind != NOTE and shown < MOST_EXCERPTS:
                shown += 1
                for text, accent in excerpts.around(problem.place):
                    _line(
                        out,
                        click.style(text, fg=_COLOURS[kind] if accent else None, dim=not accent) if colour else text,
                    )
        if len(kinds) > 1:
            _line(out, "")
    total = counted(found)
    if last := " ".join(part for part in (total, outcome) if part):
        _line(out, "\n".join(_fitting(line, across) for line in last.split("\n")))


def counted(problems: Iterable[Problem]) -> str:
    """`2 errors, 1 warning.`; empty when there is neither."""
    counts = Counter(problem.severity for problem in problems)
    parts = [f"{counts[kind]} {kind}{'s' if counts[kind] > 1 else ''}" for kind in (ERROR, WARNING) if counts[kind]]
    return ", ".join(parts) + "." if parts else ""


def close_stdout() -> None:
    """For a reader that has gone (`goodword ... | head`): Python would complain once more while it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _headline(problem: Problem, colour: bool, across: int | None) -> str:
    where = f"{plain(str(problem.place))}: " if problem.place else ""
    start = f"{where}{problem.code}: "
    text = _fitting(f"{plain(problem.message)} {plain(problem.hint)}".rstrip(), across, start)
    if not colour:
        return text
    code = click.style(f"{problem.code}:", fg=_COLOURS[problem.severity], bold=True)
    return f"{click.style(where, bold=True)}{code} {text.removeprefix(start)}"


def _fitting(text: str, across: int | None, start: str = "") -> str:
    """`text` behind `start`, in lines of a terminal that is `across` cells wide; for files and programs in one line."""
    return "\n".join(wrapped(text, across, start, "  ")) if across and text else f"{start}{text}"


def _colourful(stream: TextIO) -> bool:
    """Colours on a terminal only, and never where NO_COLOR is set (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _line(stream: TextIO, text: str) -> None:
    click.echo(_for_stream(text, stream), file=stream, color=True)


def _for_stream(text: str, stream: TextIO) -> str:
    """`text` with `?` for what the terminal's encoding cannot hold, and addresses of share kits cut short."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return _without_kits(text).encode(encoding, "replace").decode(encoding)


def _write_bytes(data: bytes) -> None:
    click.echo(_without_kits(data.decode()).encode(), nl=False)


def _without_kits(text: str) -> str:
    """`text` with the addresses of share kits cut short: who has one has the kit."""
    if "share" not in text.lower():
        return text
    from goodword.problems.kit_addresses import shortened

    return shortened(text)


def _remember(ctx: click.Context, key: str, value: Any) -> Any:
    ctx.meta[key] = value
    return value


def _prefix(root: Path) -> str:
    """The path from the top of the checkout to the site, for annotations; empty when the site is the top."""
    top = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    folder = root.resolve()
    return folder.relative_to(top).as_posix().removeprefix(".") if folder.is_relative_to(top) else ""
