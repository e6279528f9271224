"""Whose results are whose: the file of results names codes as people write them, old ones too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from goodword.content.kit_results import Results
from goodword.content.rows.roll import Column
from goodword.referral.codes import old_codes

_COUNTS = ("visits", "enquiries", "customers")


def by_owner(given: Mapping[str, Results], people: Iterable[Column]) -> tuple[dict[str, Results], tuple[str, ...]]:
    """The results by the code of today, an old one's added to them; and the codes that nobody has."""
    if not given:
        return {}, ()
    owners: dict[str, str] = {}
    for column in people:
        for code in (column.code, *old_codes(column.aliases)):
            owners.setdefault(code.casefold(), column.code)
    found: dict[str, Results] = {}
    unknown = []
    for code, results in given.items():
        owner = owners.get(code.strip().casefold())
        if owner is None:
            unknown.append(code)
        else:
            found[owner] = _together(owner, found.get(owner), results)
    return found, tuple(unknown)


def _together(code: str, one: Results | None, other: Results) -> Results:
    counts = {}
    for name in _COUNTS:
        known = [value for part in (one, other) if part and (value := getattr(part, name)) is not None]
        counts[name] = sum(known) if known else None
    days = [part.since for part in (one, other) if part]
    # only where each of them says its day is it known from when on both were counted
    return Results(code=code, **counts, since=min([day for day in days if day], default=None) if all(days) else None)
