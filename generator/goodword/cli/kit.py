"""`goodword kit`: options, one run, how many kits there are and who got none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.cli.excerpts import plain
from goodword.cli.left_out import MOST_NAMED, left_out
from goodword.cli.output import finish, format_option, site_option, strict_option, tell

if TYPE_CHECKING:
    from goodword.desk.kits import Done

EXAMPLES = """\b
Examples:
  goodword kit                          everybody who is ready and may be written to
  goodword kit maria-lopez tom-ohara    these two; the kits of others stay as they are
  goodword kit --anyway                 also those whom `goodword ready` would not ask yet
  goodword kit --format json            who got none, and why, for programs
"""
_HEADINGS = {
    "no-contact": "not to be written to: the consent does not cover `contact`",
    "no-address": "without an e-mail address that can be used in private/advocates.csv",
    "no-page": "without a page",
    "not-ready": "not ready yet: `goodword ready` says why, --anyway includes them",
}


@click.command(epilog=EXAMPLES)
@site_option
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.option("--anyway", is_flag=True, help="Also make kits for those who are not ready by `goodword ready`.")
@strict_option
@format_option
def command(site: Path, ids: tuple[str, ...], anyway: bool, strict: bool) -> None:
    """Write what advocates need to pass their link on, into private/out/kits/.

    For each one a folder with the e-mail to send them, drafts and words for their friends, QR codes, share images and
    your contact; the same as a ZIP to hand over; and tables for programs that send many mails. Nothing is sent.

    Only for those whose consent covers `contact`. Kits of people who have taken it back are removed.
    """
    from goodword.cli.progress import Progress
    from goodword.clock import today
    from goodword.desk.kits import UnknownError, write_kits
    from goodword.text import did_you_mean

    try:
        with Progress("Writing kits") as step:
            done = write_kits(site.resolve(), ids, today, anyway=anyway, step=step)
    except UnknownError as error:
        suggestion = did_you_mean(error.name, error.known)
        raise click.UsageError(f"Nobody has the id `{error.name}`. {suggestion}".rstrip()) from None
    for line in left_out([(one.code, one.id) for one in sorted(done.left, key=lambda one: one.id)], _HEADINGS):
        tell(line)
    finish(done.problems, strict=strict, outcome=_outcome(done), facts=_facts(done))


def _outcome(done: Done) -> str:
    from goodword.build.kit_secret import NO_KITS

    count = len(done.written)
    lines = [f"{count} {'kit' if count == 1 else 'kits'} in private/out/kits/. Nothing was sent."]
    if done.no_table:
        lines.insert(0, done.no_table)
    if done.removed:
        lines.append(f"Removed ({len(done.removed)}): {', '.join(map(plain, done.removed[:MOST_NAMED]))}")
        lines[-1] += " ..." if len(done.removed) > MOST_NAMED else "."
    if done.no_pages:
        lines.append(f"They do not name a kit page: {NO_KITS[done.no_pages]}")
    return "\n".join(lines)


def _facts(done: Done) -> dict[str, object]:
    return {
        "kits": list(done.written),
        "removed": list(done.removed),
        "left_out": [{"id": one.id, "reason": one.code, "text": one.text} for one in done.left],
        "no_kit_pages": done.no_pages or None,
    }
