"""The referrals in private/leads.csv, as far as thanks need them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from msgspec import Struct

from goodword.desk.private import Private, Row
from goodword.problems import Problems

NAME = "leads.csv"


class Lead(Struct, frozen=True, kw_only=True):
    """Stands in until the model of leads is there."""

    lead: str
    date: datetime.date
    code: str = ""
    status: str = "new"
    name: str | None = None
    email: str | None = None
    kind: str | None = None


def referrals(private: Private, problems: Problems) -> Iterator[Row[Lead]]:
    """The leads that came with a code, in the order of the file."""
    return (row for row in private.rows(NAME, Lead, "lead", problems) if row.value.code)
