"""Dates as others write them, as `2026`, `2026-05` or `2026-05-01`. Day and month are never guessed apart.

Relative dates ("14 hours ago") are none: nobody knows from when they count.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Order = Literal["dmy", "mdy", "ymd"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *(("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",)),
            *(("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sep", "sept")),
            *(("october", "oct"), ("november", "nov"), ("december", "dec")),
        ),
        1,
    )
    for name in names
}
_TIME = r"(?:[T ,]+\d{1,2}[:.]\d{2}.*)?"
_ISO = re.compile(rf"(\d{{4}})(?:([-/._])(\d{{1,2}})(?:\2(\d{{1,2}}){_TIME})?)?Z?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_SHORT_YEAR_FIRST = re.compile(r"(\d{2})([-/.])(\d{1,2})\2(\d{1,2})")
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}([a-z]+)\.?\s+(?:(\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(\d{{4}}){_TIME}", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?\.?[\s-]+(?:of\s+)?([a-z]+)\.?,?[\s-]+(\d{{4}}){_TIME}", re.IGNORECASE
)


class DateColumn(Struct, frozen=True):
    """How one column writes its dates: the order where it is proven or said, and whether it is needed or clashes."""

    order: Order | None
    ambiguous: str | None = None
    clashing: bool = False


def learn(values: Iterable[str], said: Order | None) -> DateColumn:
    """Reads a whole column: a part above 12 anywhere proves the order for all. `said` (--date-format) wins."""
    if said:
        return DateColumn(said)
    day_first = month_first = False
    sample = None
    for value in values:
        match = _NUMBERS.fullmatch(value.strip())
        if not match or len(match[4]) == 2:
            continue
        first, second = int(match[1]), int(match[3])
        day_first = day_first or (first > 12 >= second)
        month_first = month_first or (second > 12 >= first)
        if sample is None and first != second and max(first, second) <= 12:
            sample = value.strip()
    if day_first and month_first:
        return DateColumn(None, None, True)
    if day_first or month_first:
        return DateColumn("dmy" if day_first else "mdy")
    return DateColumn(None, sample)


def parse(value: str, column: DateColumn) -> str | None:
    """The date as precisely as it is known, or None where it is none, does not exist, or could be two."""
    text = " ".join(value.split())
    if match := _ISO.fullmatch(text):
        return _made(match[1], match[3], match[4])
    if match := _COMPACT.fullmatch(text):
        return _made(match[1], match[2], match[3])
    if match := _MONTH_FIRST.fullmatch(text):
        month = _MONTHS.get(match[1].lower())
        return _made(match[3], month, match[2]) if month else None
    if match := _DAY_FIRST.fullmatch(text):
        month = _MONTHS.get(match[2].lower())
        return _made(match[3], month, match[1]) if month else None
    if (match := _SHORT_YEAR_FIRST.fullmatch(text)) and column.order == "ymd":
        return _made("20" + match[1], match[3], match[4])
    if match := _NUMBERS.fullmatch(text):
        return _ordered(match, column)
    return _words(text)


def _words(text: str) -> str | None:
    """`Mon Aug 10 2015 14:16:38 GMT+0000 (GMT)`, as JavaScript writes a date."""
    match = re.match(r"[A-Za-z]{3} ([A-Za-z]{3}) (\d{1,2}) (\d{4}) \d\d:", text)
    month = _MONTHS.get(match[1].lower()) if match else None
    return _made(match[3], month, match[2]) if match and month else None


def _ordered(match: re.Match[str], column: DateColumn) -> str | None:
    first, second, year = match[1], match[3], match[4]
    if len(year) == 2:
        # which century is known only by the person who says the order
        if column.order in (None, "ymd"):
            return None
        year = "20" + year
    if column.order == "dmy":
        return _made(year, second, first)
    if column.order == "mdy":
        return _made(year, first, second)
    if int(first) == int(second):
        return _made(year, first, second)
    return None


def _made(year: str, month: str | int | None, day: str | int | None) -> str | None:
    parts = [int(part) for part in (year, month, day) if part is not None]
    try:
        datetime.date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    if parts[0] < 1900:
        return None
    return "-".join((f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])))
