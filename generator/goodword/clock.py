"""The one source of "now": the day in the site's time zone, or `SOURCE_DATE_EPOCH`."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from goodword.problems import OutsideError
from goodword.problems import output as told


def today(timezone: str = "UTC") -> date:
    """The day it is in `timezone` (an IANA name); `SOURCE_DATE_EPOCH`, seconds UTC, stands in for now.

    Source of the variable: https://reproducible-builds.org/specs/source-date-epoch/
    Raises OutsideError when the variable is not a whole number in range.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        now = datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise OutsideError(told.BAD_CLOCK(None, value=fixed)) from None
    return now.astimezone(ZoneInfo(timezone)).date()
