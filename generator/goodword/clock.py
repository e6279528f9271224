"""The one source of "now": the day in the site's time zone, or `SOURCE_DATE_EPOCH`."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def today(timezone: str = "UTC") -> date:
    """The day it is in `timezone` (an IANA name); `SOURCE_DATE_EPOCH`, seconds UTC, stands in for now.

    Source of the variable: https://reproducible-builds.org/specs/source-date-epoch/
    Raises ValueError when the variable is not a whole number in range.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)
    return now.astimezone(ZoneInfo(timezone)).date()
