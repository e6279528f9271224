"""Whom a referral is to be thanked for, and who is left out and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, cast

from msgspec import Struct

from goodword.content.models import Advocate
from goodword.content.references import Entries
from goodword.content.rows.family import Family
from goodword.desk.permission import without_address, without_consent
from goodword.desk.private import Row
from goodword.referral.codes import codes_of
from goodword.referral.people import Person

Code = Literal["no-contact", "no-address", "own-address", "same-friend", "unknown-code", "other-code"]


class Known(NamedTuple):
    """An advocate, shown on the site or not. language: of the advocate's page."""

    entry: Advocate
    language: str


def owners_of(codes: Iterable[str], entries: Entries) -> dict[str, Known]:
    """By code, folded: who of all advocates, shown or not, has one of `codes`, or had it before."""
    wanted = {code.casefold() for code in codes}
    found: dict[str, Known] = {}
    for row in cast(Family, entries["advocate"]).rows():
        for code in codes_of(row.entry):
            if code in wanted:
                found.setdefault(code, Known(row.entry, row.language))
    return found


def called(ids: Iterable[str], entries: Entries) -> dict[str, Known]:
    """By id: the advocates called `ids`, shown or not."""
    found = cast(Family, entries["advocate"]).chosen(ids)
    return {name: Known(cast(Advocate, one.entry), one.language) for name, one in found.items()}


class Left(Struct, frozen=True):
    """A referral for which nobody is written to; id: of the advocate, or the code that nobody has.

    The code `other-code` is that of a note taken away: the referral came with the code of somebody else.
    """

    id: str
    lead: str
    code: Code


def why_not(known: Known | None, people: Mapping[str, Row[Person]], today: datetime.date) -> Code | None:
    """Why whoever sent somebody gets no note; None where they may."""
    if known is None:
        return "unknown-code"
    entry = known.entry
    if not entry.stands or without_consent(entry, today):
        return "no-contact"
    person = people.get(entry.id)
    return "no-address" if without_address(person.value if person else None) else None
