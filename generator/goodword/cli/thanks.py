"""`goodword thanks`: options, one run, how many notes there are and who got none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.cli.excerpts import plain
from goodword.cli.left_out import MOST_NAMED, left_out
from goodword.cli.output import finish, format_option, site_option, strict_option, tell

if TYPE_CHECKING:
    from goodword.desk.thanks import Done
    from goodword.desk.thanks_people import Left

EXAMPLES = """\b
Examples:
  goodword thanks
  goodword thanks --format json         who got none, and why, for programs
"""
_HEADINGS = {
    "no-contact": "by people who may not be written to: the consent does not cover `contact`",
    "no-address": "by people without an e-mail address that can be used in private/advocates.csv",
    "own-address": "with the advocate's own address",
    "same-friend": "of a friend who came with the same code before",
    "unknown-code": "with a code that nobody has",
}


@click.command(epilog=EXAMPLES)
@site_option
@strict_option
@format_option
def command(site: Path, strict: bool) -> None:
    """Write a note of thanks for each referral in private/leads.csv, into private/out/thanks/.

    A draft for your mail program, and a card to print on a postcard (A6): open it and print both sides. Each asks about
    something the person cares for, by `interests` in private/advocates.csv. Neither says who came or what came of it.
    Nothing is sent.

    Only to those whose consent covers `contact`, and for each referral once: private/out/thanks/written.jsonl keeps for
    which. Notes to people who have taken it back are removed, and those for a referral whose code you have put right.
    """
    from goodword.clock import today
    from goodword.desk.thanks import write_thanks

    done = write_thanks(site.resolve(), today)
    for line in left_out([(one.code, one.id) for one in done.left], _HEADINGS, of="referral"):
        tell(line)
    finish(done.problems, strict=strict, outcome=_outcome(done), facts=_facts(done))


def _outcome(done: Done) -> str:
    count = len(done.written)
    lines = ["No new note."]
    if count:
        lines = [f"{count} {'note and card' if count == 1 else 'notes and cards'} in private/out/thanks/."]
    if done.before:
        lines[0] += f" {done.before} {'was' if done.before == 1 else 'were'} written before."
    lines[0] += " Nothing was sent."
    misled = [one for one in done.removed if one.code == "other-code"]
    lines += _removed([one for one in done.removed if one not in misled], "who may not be written to any more")
    lines += _removed(misled, "whose code was not the right one")
    return "\n".join(lines)


def _removed(gone: Sequence[Left], why: str) -> Iterator[str]:
    if gone:
        names = dict.fromkeys(plain(one.id) for one in gone)
        notes = f"{len(gone)} {'note' if len(gone) == 1 else 'notes'}"
        people = f"{len(names)} {'person' if len(names) == 1 else 'people'}"
        more = " ..." if len(names) > MOST_NAMED else "."
        yield f"Removed {notes} to {people} {why}: {', '.join(list(names)[:MOST_NAMED])}{more}"


def _facts(done: Done) -> dict[str, object]:
    return {
        "written": [{"id": one.advocate, "lead": one.lead, "file": f"{one.stem}.eml"} for one in done.written],
        "removed": [{"id": one.id, "lead": one.lead, "reason": one.code} for one in done.removed],
        "before": done.before,
        "left_out": [{"id": one.id, "lead": one.lead, "reason": one.code} for one in done.left],
    }
