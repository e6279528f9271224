"""What was given to partners and what came back: introductions, counted. Nothing here may reach an output."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

Direction = Literal["given", "received"]


class Introduction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One introduction: you sent somebody to a partner, or a partner sent somebody to you."""

    partner: Annotated[str, Meta(description="The id of the partner in content/.", min_length=1)]
    direction: Annotated[Direction, Meta(description="`given`: you sent somebody; `received`: they did.")]
    date: Annotated[datetime.date, Meta(description="The day of it.")]
    who: Annotated[str, Meta(description="Who was introduced.")] | None = None
    what: Annotated[str, Meta(description="What it was about.")] | None = None
    outcome: Annotated[
        Literal["open", "won", "lost"], Meta(description="Whether they became a customer: not known yet, yes, no.")
    ] = "open"


class Balance(Struct, frozen=True, kw_only=True):
    """Of one partner: how many introductions were given and received, how many of each were won, and the newest.

    owed: how many more were received than given; negative where more were given.
    """

    partner: str
    name: str
    given: int = 0
    given_won: int = 0
    received: int = 0
    received_won: int = 0
    last: datetime.date | None = None
    last_direction: Direction | None = None

    @property
    def owed(self) -> int:
        """How many introductions the partner is owed."""
        return self.received - self.given


def balances(introductions: Iterable[Introduction], names: Mapping[str, str]) -> tuple[Balance, ...]:
    """One for each partner, whom you owe most first, then whoever has waited longest.

    names: of all partners by id, also of those to whom nobody was introduced yet.
    """
    rows: dict[str, list[Introduction]] = {partner: [] for partner in names}
    for one in introductions:
        rows.setdefault(one.partner, []).append(one)
    found = [_balance(partner, names.get(partner, partner), of) for partner, of in rows.items()]
    return tuple(sorted(found, key=lambda one: (-one.owed, one.last or datetime.date.min, one.name, one.partner)))


def _balance(partner: str, name: str, introductions: list[Introduction]) -> Balance:
    given = [one for one in introductions if one.direction == "given"]
    received = [one for one in introductions if one.direction == "received"]
    # Of two on one day the received one: it is the one to answer.
    last = max(introductions, key=lambda one: (one.date, one.direction), default=None)
    return Balance(
        partner=partner,
        name=name,
        given=len(given),
        given_won=_won(given),
        received=len(received),
        received_won=_won(received),
        last=last.date if last else None,
        last_direction=last.direction if last else None,
    )


def _won(introductions: list[Introduction]) -> int:
    return sum(one.outcome == "won" for one in introductions)
