"""`goodword ready`: who has earned an ask, as a table, JSON, CSV or worksheets."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.cli.excerpts import plain, width
from goodword.cli.output import finish, format_option, site_option, tell, wants_json

if TYPE_CHECKING:
    from goodword.content.library import Library
    from goodword.desk.private import Private
    from goodword.desk.readiness import Judged

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
_LINE, _NAME = 118, 26


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
@format_option
def command(site: Path, wants_csv: bool, worksheets: tuple[str, ...]) -> None:
    """Say whom to ask for a referral, to whom to give something first, and whom to leave alone; and why.

    Counts what content/ and private/ say of each customer by the weights in site.yaml (`readiness`): strength of the
    relation, NPS, testimonial, last talk, what was given, how long a customer. An open problem, a detractor, an ask not
    long ago, or no permission to be written to forbid an ask. Names stand in the table, the CSV and the worksheets.
    """
    from goodword.cli.progress import Progress
    from goodword.clock import today
    from goodword.desk.private import Private
    from goodword.desk.readiness import known, verdicts
    from goodword.problems import Problems

    root = site.resolve()
    problems = Problems()
    with Progress("Looking at what has been earned"):
        content = known(root, today)
        private = Private.of(root, is_demo=content.library.site.demo)
        judged = verdicts(content, private, problems)
    problems.raise_errors()
    chosen = _chosen(worksheets, judged)
    for line in _table(judged):
        tell(plain(line))
    written = _write(private, content.library, judged if wants_csv else None, chosen)
    counts: Counter[str] = Counter(one.verdict.call for one in judged)
    facts = {
        "day": content.library.today.isoformat(),
        "counts": {call: counts[call] for call in _HEADINGS},
        "people": [_as_fact(rank, one) for rank, one in enumerate(judged, start=1)] if wants_json() else [],
        "written": written,
    }
    finish(problems, outcome=_outcome(judged, counts, written), facts=facts)


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


def _write(private: Private, library: Library, rows: Sequence[Judged] | None, chosen: Iterable[Judged]) -> list[str]:
    """Writes what was asked for; returns the paths as people call them."""
    from goodword.desk.out import write
    from goodword.desk.readiness_sheet import PATH, sheet
    from goodword.desk.worksheets import file_name, worksheet

    written = []
    if rows is not None:
        write(private, PATH, sheet(rows))
        written.append(f"private/out/{PATH}")
    for one in chosen:
        path = f"worksheets/{file_name(one.id)}"
        write(private, path, worksheet(one, library))
        written.append(f"private/out/{path}")
    return written


def _table(judged: Sequence[Judged]) -> Iterator[str]:
    """Rank, points, id and name of each, then why, in three groups."""
    across = max((width(one.id) for one in judged), default=0)
    rank = 0
    for call, heading in _HEADINGS.items():
        group = [one for one in judged if one.verdict.call == call]
        if group:
            yield f"{heading} ({len(group)})"
        for one in group[:MOST_SHOWN]:
            yield from _lines(rank := rank + 1, one, min(across, 40))
        rank += max(0, len(group) - MOST_SHOWN)
        if len(group) > MOST_SHOWN:
            yield f"  ... and {len(group) - MOST_SHOWN} more: --csv writes them all."
        if group:
            yield ""


def _lines(rank: int, one: Judged, across: int) -> Iterator[str]:
    from goodword.text import excerpt

    verdict = one.verdict
    start = f"{rank:>4}. {verdict.points:>3}  {one.id}{' ' * max(0, across - width(one.id))}"
    yield f"{start}  {excerpt(one.name, _NAME * 2)}".rstrip()
    for stop in verdict.stops:
        yield from _wrapped(stop.told)
    if verdict.call == "leave alone" and verdict.stops:
        return
    counted = [fact.told for fact in verdict.counted if fact.points or (fact.of and not fact.is_missing)]
    yield from _wrapped(", ".join(counted))
    missing = [fact.text for fact in verdict.counted if fact.is_missing]
    if missing:
        yield from _wrapped(f"not known: {', '.join(missing)}")
    for gift in one.gifts:
        yield from _wrapped(f"-> {gift.told}")


def _wrapped(text: str) -> list[str]:
    indent = " " * 11
    return textwrap.wrap(
        text,
        _LINE,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


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


def _outcome(judged: Sequence[Judged], counts: Counter[str], written: Sequence[str]) -> str:
    if not judged:
        return "Nobody is known yet: advocates stand in content/, what only you know of them in private/advocates.csv."
    barred = sum(any(stop.code == "contact" for stop in one.verdict.stops) for one in judged)
    told = f"{counts['ask']} to ask, {counts['give first']} to give first, {counts['leave alone']} to leave alone"
    if barred:
        told += f" ({barred} without the permission `contact`)"
    if len(written) > 3:
        return f"{told}. Written: {written[0]} and {len(written) - 1} more."
    return f"{told}." + (f" Written: {', '.join(written)}." if written else "")
