"""What a writer probably meant by a date that Goodword does not read. Suggests; never decides."""

from __future__ import annotations

import contextlib
import datetime
import re

_ENGLISH = ("%B %d, %Y", "%B %d %Y", "%d %B %Y", "%b %d, %Y", "%b %d %Y", "%d %b %Y", "%d. %B %Y")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def exists(text: str) -> bool:
    """Whether `text`, if it has the form of a day or month, is one of the calendar."""
    match = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", text.strip())
    if not match:
        return True
    with contextlib.suppress(ValueError):
        datetime.date(int(match[1]), int(match[2]), int(match[3] or 1))
        return True
    return False


def suggestion(text: str) -> str:
    """A hint for `text`: the same day as it must be written, where that can be told; else an empty string."""
    text = " ".join(text.split())
    day = _meant(text)
    if day:
        return f"Write `{day.isoformat()}`."
    if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d\d)", text):
        return "Write the year first, then month and day: `2026-05-31`."
    return ""


def _meant(text: str) -> datetime.date | None:
    stamp = re.match(r"(\d{4}-\d\d-\d\d)[T ]\d", text)
    if stamp:
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(stamp[1])
    parts = re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", text) or re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text)
    if parts:
        with contextlib.suppress(ValueError):
            return datetime.date(int(parts[1]), int(parts[2]), int(parts[3]))
    turned = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text)
    if turned:
        one, two, year = (int(part) for part in turned.groups())
        # Day or month first cannot be told from 3/4/2026; a point between them means day first.
        if "." in text or one > 12:
            one, two = two, one
        elif two <= 12:
            return None
        with contextlib.suppress(ValueError):
            return datetime.date(year, one, two)
    for form in _ENGLISH:
        with contextlib.suppress(ValueError):
            return datetime.datetime.strptime(text, form).date()
    return None
