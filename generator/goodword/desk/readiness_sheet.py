"""The verdicts as a table for spreadsheets. Without e-mail addresses: it is for deciding, not for writing to people."""

from __future__ import annotations

from collections.abc import Iterable

from goodword.desk.readiness import Judged
from goodword.desk.sheets import table

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


def _row(rank: int, one: Judged) -> list[str]:
    verdict = one.verdict
    points = {counted.fact: counted.points for counted in verdict.counted}
    return [
        str(rank),
        one.id,
        one.name,
        verdict.call,
        str(verdict.points),
        str(verdict.of),
        "; ".join(counted.told for counted in verdict.counted if not counted.is_missing),
        "; ".join(counted.text for counted in verdict.counted if counted.is_missing),
        " ".join(stop.told for stop in verdict.stops),
        verdict.until.isoformat() if verdict.until else "",
        " | ".join(gift.told for gift in one.gifts),
        *(str(points[fact]) for fact in COLUMNS[COLUMNS.index("strength") :]),
    ]
