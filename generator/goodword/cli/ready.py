"""`goodword ready`: who has earned an ask, as a table, JSON, CSV or worksheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.cli.columns import columns, cut, padded, wrapped
from goodword.cli.excerpts import plain, width
from goodword.cli.output import finish, format_option, site_option, strict_option, tell, wants_json

if TYPE_CHECKING:
    from goodword.desk.readiness import Judged
    from goodword.desk.ready_files import Files

EXAMPLES = """\b
Examples:
  goodword ready                                   who has earned an ask, and why
  goodword ready --csv                             the same for a spreadsheet
  goodword ready --worksheet ana --worksheet bo    to print and fill in before asking
  goodword ready --worksheet all
  goodword ready --format json 2> /dev/null
"""
ALL = "all"
# Of each group so many are shown; a longer list is read in a spreadsheet.
MOST_SHOWN = 100
_HEADINGS = {
    "ask": "Ask: it has been earned.",
    "give first": "Give first, ask later.",
    "leave alone": "Leave alone for now.",
}
# Cells: before each line of reasons, and what ids and names share.
_INDENT, _ID, _NAME = 11, 30, 16
_MOST_PATHS = 3


@click.command(epilog=EXAMPLES)
@site_option
@click.option("--csv", "wants_csv", is_flag=True, help="Also write private/out/ready.csv, for a spreadsheet.")
@click.option(
    "--worksheet",
    "worksheets",
    metavar="ID",
    multiple=True,
    help="Also write a page to print and fill in to private/out/worksheets/, for this person, or for `all`.",
)
@strict_option
@format_option
def command(site: Path, wants_csv: bool, worksheets: tuple[str, ...], strict: bool) -> None:
    """Say whom to ask for a referral, to whom to give something first, and whom to leave alone; and why.

    Counts what content/ and private/ say of each customer by the weights in site.yaml (`readiness`): strength of the
    relation, NPS, testimonial, last talk, what was given, how long a customer. An open problem, a detractor, an ask not
    long ago, or no permission to be written to forbid an ask. Names stand in the table, the CSV and the worksheets.
    """
    from goodword.cli.progress import Progress
    from goodword.clock import today
    from goodword.desk.private import Private
    from goodword.desk.readiness import known, verdicts
    from goodword.desk.ready_files import write_files
    from goodword.problems import Problems

    root = site.resolve()
    problems = Problems()
    with Progress("Looking at what has been earned"):
        content = known(root, today)
        private = Private.of(root, is_demo=content.library.site.demo)
        judged = verdicts(content, private, problems)
    problems.raise_errors()
    chosen = _chosen(worksheets, judged)
    for line in _table(judged, columns()):
        tell(line)
    made = write_files(private, content.library, judged, chosen, wants_csv=wants_csv)
    counts: Counter[str] = Counter(one.verdict.call for one in judged)
    facts = {
        "day": content.library.today.isoformat(),
        "counts": {call: counts[call] for call in _HEADINGS},
        "people": [_as_fact(rank, one) for rank, one in enumerate(judged, start=1)] if wants_json() else [],
        "written": list(made.written),
        "removed": list(made.removed),
    }
    finish(
        problems, strict=strict, outcome=_outcome(judged, counts, made, private.missing("advocates.csv")), facts=facts
    )


def _chosen(wanted: Sequence[str], judged: Sequence[Judged]) -> Sequence[Judged]:
    """Those who get a worksheet. Raises UsageError for an id that nobody has."""
    if ALL in wanted:
        return judged
    by_id = {one.id: one for one in judged}
    for entry_id in wanted:
        if entry_id not in by_id:
            from goodword.text import did_you_mean

            hint = did_you_mean(entry_id, by_id)
            raise click.UsageError(f"Nobody has the id `{plain(entry_id)}`. {plain(hint)}".rstrip())
    return [by_id[entry_id] for entry_id in dict.fromkeys(wanted)]


def _table(judged: Sequence[Judged], across: int) -> Iterator[str]:
    """Rank, points, id and name of each, then why, in three groups; who may not be written to is only counted."""
    counts: Counter[str] = Counter(one.verdict.call for one in judged)
    groups: dict[str, list[tuple[int, Judged]]] = {call: [] for call in _HEADINGS}
    for rank, one in enumerate(judged, start=1):
        if not _is_barred(one):
            groups[one.verdict.call].append((rank, one))
    shown = (one for group in groups.values() for _, one in group[:MOST_SHOWN])
    widest = min(_ID, max((width(plain(one.id)) for one in shown), default=0))
    for call, heading in _HEADINGS.items():
        count, group = counts[call], groups[call]
        if count:
            yield f"{heading} ({count})"
        for rank, one in group[:MOST_SHOWN]:
            yield from _head(rank, one, widest, across)
            for line in _reasons(one):
                yield from wrapped(plain(line), across, " " * _INDENT, " " * _INDENT)
        if len(group) > MOST_SHOWN:
            yield f"  ... and {len(group) - MOST_SHOWN} more: --csv writes them all."
        if count > len(group):
            yield f"  {count - len(group)} may not be written to (`contact`): --format json names them."
        if count:
            yield ""


def _is_barred(one: Judged) -> bool:
    return any(stop.code == "contact" for stop in one.verdict.stops)


def _head(rank: int, one: Judged, widest: int, across: int) -> Iterator[str]:
    """Whom it is about: the id whole, the name beside it or, where there is no room, below."""
    start, name = f"{rank:>4}. {one.verdict.points:>3}  {padded(plain(one.id), widest)}", plain(one.name)
    room = across - width(start) - 2
    if room >= min(_NAME, width(name)):
        yield f"{start}  {cut(name, room)}".rstrip()
    else:
        yield start.rstrip()
        yield " " * _INDENT + cut(name, across - _INDENT)


def _reasons(one: Judged) -> Iterator[str]:
    verdict = one.verdict
    for stop in verdict.stops:
        yield stop.told
    if verdict.call == "leave alone" and verdict.stops:
        return
    yield ", ".join(fact.told for fact in verdict.counted if fact.points or (fact.of and not fact.is_missing))
    missing = [fact.text for fact in verdict.counted if fact.is_missing]
    if missing:
        yield f"not known: {', '.join(missing)}"
    for gift in one.gifts:
        yield f"-> {gift.told}"


def _as_fact(rank: int, one: Judged) -> dict[str, object]:
    """One person for programs: nobody's name, and no words of the private tables."""
    verdict = one.verdict
    return {
        "rank": rank,
        "id": one.id,
        "verdict": verdict.call,
        "points": verdict.points,
        "of": verdict.of,
        "not_before": verdict.until.isoformat() if verdict.until else None,
        "facts": [
            {"fact": fact.fact, "text": fact.text, "points": fact.points, "of": fact.of, "missing": fact.is_missing}
            for fact in verdict.counted
        ],
        "stops": [{"code": stop.code, "text": stop.text, "then": stop.then} for stop in verdict.stops],
        "give": [{"kind": gift.kind, "id": gift.id or None, "what": gift.what, "why": gift.why} for gift in one.gifts],
    }


def _outcome(judged: Sequence[Judged], counts: Counter[str], made: Files, no_table: str) -> str:
    if not judged:
        return "Nobody is known yet: advocates stand in content/, what only you know of them in private/advocates.csv."
    told = f"{counts['ask']} to ask, {counts['give first']} to give first, {counts['leave alone']} to leave alone"
    told += f".{_named(' Written', made.written)}"
    if no_table:
        told = f"{no_table}\n{told}"
    return told + _named("\nRemoved, as somebody in it has gone or taken back consent", made.removed)


def _named(what: str, paths: Sequence[str]) -> str:
    if len(paths) > _MOST_PATHS:
        return f"{what}: {paths[0]} and {len(paths) - 1} more."
    return f"{what}: {', '.join(paths)}." if paths else ""
