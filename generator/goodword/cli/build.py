"""`goodword build`: options, one build, what it left out and why."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.cli.output import finish, format_option, site_option, tell

if TYPE_CHECKING:
    from goodword.build.report import Built

EXAMPLES = """\b
Examples:
  goodword build
  goodword build --drafts              a preview in .goodword/preview/, with everything hidden in it
  goodword build --output public --strict
  goodword build --verify              after somebody changed or deleted files in output/
  goodword build --format github       annotations in a pull request
"""
MOST_LISTED = 40
MOST_GONE = 5


@click.command(epilog=EXAMPLES)
@site_option
@click.option(
    "--output", "-o", type=click.Path(file_okay=False, path_type=Path), help="Folder to build into. [default: output]"
)
@click.option("--drafts", is_flag=True, help="Build a preview with drafts and everything hidden, not the site.")
@click.option("--verify", is_flag=True, help="Look whether every file is still what was written; mend what is not.")
@click.option("--clean", is_flag=True, help="Make every file anew, using nothing that was kept from earlier builds.")
@click.option(
    "--workers", type=click.IntRange(1, 64), help="How many processes take part. [default: one for each processor]"
)
@click.option("--strict", is_flag=True, help="End with 1 when there are warnings.")
@click.option("--all", "list_all", is_flag=True, help="List everything that was left out, however much it is.")
@format_option
def command(
    site: Path,
    output: Path | None,
    drafts: bool,
    verify: bool,
    clean: bool,
    workers: int | None,
    strict: bool,
    list_all: bool,
) -> None:
    """Build the whole site into output/.

    Everything is checked before anything is written: with an error in the content the last good site stays as it is.
    Only what changed since the last build is made again; with nothing changed there is nothing to do. Files in the
    folder that Goodword did not write are never touched, with --clean neither.
    """
    from goodword.build.caches import STATE
    from goodword.build.engine import build
    from goodword.cli.progress import Progress
    from goodword.clock import today

    if drafts and output:
        raise click.UsageError("--drafts builds into .goodword/preview/, so --output cannot be given with it.")
    root = site.resolve()
    folder = root / STATE / "preview" if drafts else Path(os.path.realpath(output or root / "output"))
    with Progress("Building") as step:
        built = build(root, folder, today, preview=drafts, verify=verify, clean=clean, workers=workers, step=step)
    _tell_hidden(built, list_all)
    outcome = _outcome(built, folder, drafts)
    finish(built.report.warnings, strict=strict, outcome=outcome, facts=_facts(built))


def _tell_hidden(built: Built, list_all: bool) -> None:
    hidden = built.report.hidden
    if not hidden:
        return
    tell(f"Left out ({len(hidden)}):")
    for one in hidden if list_all else hidden[:MOST_LISTED]:
        tell(f"  {one.kind} {one.id}: {one.reason} ({one.place.path}:{one.place.line or 1})")
    if len(hidden) > MOST_LISTED and not list_all:
        tell(f"  ... and {len(hidden) - MOST_LISTED} more: goodword build --all lists them.")
    tell()


def _outcome(built: Built, folder: Path, drafts: bool) -> str:
    from goodword.build.kit_secret import NO_KITS

    done = built.committed
    what = "Preview" if drafts else "Site"
    pages = f"{what} of {built.report.pages} pages in {_shown(folder)}"
    lines = [f"{pages}: {done.written} files written, {done.unchanged} unchanged"]
    if done.removed:
        lines[0] += f", {done.removed} removed"
    lines[0] += "."
    if done.gone and not drafts:
        shown = ", ".join(done.gone[:MOST_GONE]) + (" ..." if len(done.gone) > MOST_GONE else "")
        lines.append(f"No longer there: {shown}. Where a page has only moved, name the old path under its `aliases`.")
    if built.report.no_kits:
        gone = " Those of earlier builds are gone." if done.kits_gone else ""
        lines.append(f"No share kits: {NO_KITS[built.report.no_kits]}{gone}")
    day = built.report.next_change
    if day:
        lines.append(f"What it shows next changes on {day}: build again that day.")
    return "\n".join(lines)


def _shown(folder: Path) -> str:
    try:
        return f"{folder.relative_to(Path.cwd())}/"
    except ValueError:
        return f"{folder}/"


def _facts(built: Built) -> dict[str, object]:
    day = built.report.next_change
    return {
        "pages": built.report.pages,
        "written": built.committed.written,
        "unchanged": built.committed.unchanged,
        "removed": built.committed.removed,
        "gone": list(built.committed.gone),
        "no_kits": built.report.no_kits or None,
        "next_change": day.isoformat() if day else None,
        "hidden": [
            {
                "kind": one.kind,
                "id": one.id,
                "reason": one.code,
                "text": one.reason,
                "place": str(one.place),
            }
            for one in built.report.hidden
        ],
    }
