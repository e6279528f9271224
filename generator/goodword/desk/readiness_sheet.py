"""The verdicts as a table for spreadsheets. Without e-mail addresses: it is for deciding, not for writing to people."""

from __future__ import annotations

from collections.abc import Iterable

from goodword.desk.readiness import Judged
from goodword.desk.sheets import table
from goodword.referral.readiness import Counted

PATH = "ready.csv"
COLUMNS = (
    "rank",
    "id",
    "name",
    "verdict",
    "points",
    "of",
    "why",
    "missing",
    "against",
    "not_before",
    "give",
    "strength",
    "nps",
    "testimonial",
    "contact",
    "given",
    "loyalty",
    "ask",
    "problem",
)


def sheet(judged: Iterable[Judged]) -> bytes:
    """One row for each person, the readiest first; from `strength` on the points that each fact brought."""
    return table(COLUMNS, (_row(rank, one) for rank, one in enumerate(judged, start=1)))


def reason(counted: Counted) -> str:
    """A fact with the words of the private table and its points: `1 thing given: voucher (+5)`."""
    words = f": {', '.join(counted.words)}" if counted.words else ""
    return f"{counted.text}{words} ({counted.points:+d})"


def _row(rank: int, one: Judged) -> list[str]:
    verdict = one.verdict
    points = {counted.fact: counted.points for counted in verdict.counted}
    against = [f"{stop.text}{_in_brackets(stop.words)}. {stop.then}" for stop in verdict.stops]
    give = [gift.told for gift in one.gifts]
    return [
        str(rank),
        one.id,
        one.name,
        verdict.call,
        str(verdict.points),
        str(verdict.of),
        "; ".join(reason(counted) for counted in verdict.counted if not counted.is_missing),
        "; ".join(counted.text for counted in verdict.counted if counted.is_missing),
        " ".join(against),
        verdict.until.isoformat() if verdict.until else "",
        " | ".join(give),
        *(str(points[fact]) for fact in COLUMNS[COLUMNS.index("strength") :]),
    ]


def _in_brackets(words: tuple[str, ...]) -> str:
    return f" ({', '.join(words)})" if words else ""
