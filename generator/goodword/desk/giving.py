"""`goodword give`: what each partner was given and what came back, by private/introductions.csv. Writes nothing."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from goodword import text
from goodword.content.load import load_library
from goodword.desk.private import Private
from goodword.problems import Problems
from goodword.problems import giving as told
from goodword.referral.balance import Balance, Introduction, balances

NAME = "introductions.csv"


class Given(Struct, frozen=True):
    """The balances of all partners, and what is wrong with the table; shown: its name, None where there is none."""

    balances: tuple[Balance, ...]
    shown: str | None
    problems: Problems


def partners_balances(root: Path, day: Callable[[str], datetime.date]) -> Given:
    """The balances of the site in `root`. Raises SiteError for what is wrong with the content or with the table."""
    library = load_library(root, day)
    private = Private.of(root, is_demo=library.site.demo)
    problems = Problems()
    names = {item.id: item.entry.name for item in library.partners}
    names |= {one.id: one.id for one in library.hidden if one.kind == "partner"}
    found: list[Introduction] = []
    for row in private.rows(NAME, Introduction, "partner", problems):
        one = row.value
        found.append(one)
        if one.partner not in names:
            suggestion = text.did_you_mean(one.partner, names)
            problems.add(told.NO_SUCH_PARTNER(row.place("partner"), id=one.partner, suggestion=suggestion))
        if one.date > library.today:
            problems.add(told.NOT_YET(row.place("date"), date=one.date, today=library.today))
    problems.raise_errors()
    file = private.file(NAME)
    return Given(balances(found, names), file[1] if file else None, problems)
