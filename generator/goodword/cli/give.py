"""`goodword give`: options, one look, a table of partners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.cli.columns import padded
from goodword.cli.excerpts import plain, width
from goodword.cli.output import finish, format_option, site_option, strict_option, tell

if TYPE_CHECKING:
    from goodword.desk.giving import Given
    from goodword.referral.balance import Balance

EXAMPLES = """\b
Examples:
  goodword give
  goodword give --format json
"""
MOST_NAMED = 5
_LONGEST = 32


@click.command(epilog=EXAMPLES)
@site_option
@strict_option
@format_option
def command(site: Path, strict: bool) -> None:
    """Show what you gave each partner, what came back, and whom you owe an introduction.

    Reads private/introductions.csv: partner, direction (given or received), date, who, what, outcome (open, won or
    lost). Writes nothing, and no page shows anything of it.
    """
    from goodword.clock import today
    from goodword.desk.giving import partners_balances

    given = partners_balances(site.resolve(), today)
    for line in _table(given.balances):
        tell(line)
    finish(given.problems, strict=strict, outcome=_outcome(given), facts={"partners": _facts(given.balances)})


def _table(balances: Sequence[Balance]) -> Iterator[str]:
    if not balances:
        return
    rows = [("Partner", "given", "received", "owed", "last")]
    rows += [
        (_short(one.name), _count(one.given, one.given_won), _count(one.received, one.received_won), *_end(one))
        for one in balances
    ]
    widths = [max(width(row[column]) for row in rows) for column in range(4)]
    for name, *cells, last in rows:
        numbers = "  ".join(cell.rjust(across) for cell, across in zip(cells, widths[1:], strict=True))
        yield f"{padded(name, widths[0])}  {numbers}  {last}".rstrip()
    yield ""


def _short(name: str) -> str:
    from goodword.text import excerpt

    return excerpt(plain(name), _LONGEST)


def _count(count: int, won: int) -> str:
    return f"{count} ({won} won)" if won else str(count)


def _end(one: Balance) -> tuple[str, str]:
    last = f"{one.last_direction} on {one.last}" if one.last else "nothing yet"
    return str(one.owed) if one.owed > 0 else "", last


def _outcome(given: Given) -> str:
    if not given.balances:
        return "There are no partners yet: `goodword new partner NAME` starts one."
    if given.shown is None:
        return "There is no private/introductions.csv yet: write down whom you sent where, and who was sent to you."
    owed = [f"{_short(one.name)} ({one.owed})" for one in given.balances if one.owed > 0]
    if not owed:
        return "You owe nobody an introduction."
    more = f" and {len(owed) - MOST_NAMED} more" if len(owed) > MOST_NAMED else ""
    return f"You owe an introduction to {', '.join(owed[:MOST_NAMED])}{more}."


def _facts(balances: Sequence[Balance]) -> list[dict[str, object]]:
    return [
        {
            "id": one.partner,
            "name": one.name,
            "given": one.given,
            "given_won": one.given_won,
            "received": one.received,
            "received_won": one.received_won,
            "owed": one.owed,
            "last": str(one.last) if one.last else None,
            "last_direction": one.last_direction,
        }
        for one in balances
    ]
