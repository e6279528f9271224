"""Tables of leads and sales for the tests of rewards, and the ledger kept in memory as `goodword rewards` keeps it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from goodword.content.models import Amount, Program
from goodword.content.models.program import Attribution
from goodword.referral.rewards.changes import bring_up_to_date
from goodword.referral.rewards.decisions import Action, decide
from goodword.referral.rewards.due import Outcome, reckoned
from goodword.referral.rewards.ledger import Adopted, Entry, Ledger, Line, encoded
from goodword.referral.rewards.policy import Policy, policy_of
from goodword.referral.rewards.referrals import Books, Referrer
from goodword.referral.rewards.tables import Lead, Sale

DAY = datetime.date(2026, 6, 15)
START = datetime.date(2026, 1, 1)


def day(number: int) -> datetime.date:
    """A day of 2026, counted from 0."""
    return START + datetime.timedelta(number)


def lead(id_: str, code: str, on: int, **more: Any) -> Lead:
    """A lead that came on a day of 2026."""
    return Lead(lead=id_, code=code, date=day(on), **more)


def sale(id_: str, of: str, on: int, amount: str, currency: str = "EUR", **more: Any) -> Sale:
    """A payment on a day of 2026."""
    return Sale(sale=id_, lead=of, date=day(on), amount=Amount(amount), currency=currency, **more)


def policy(id_: str = "p", window: int = 90, model: str = "first", **more: Any) -> Policy:
    """The rules of a program."""
    attribution = Attribution(window_days=window, model=model)  # type: ignore[arg-type]
    return policy_of(Program(id=id_, name=id_, attribution=attribution, **more))


def books(
    leads: Iterable[Lead], sales: Iterable[Sale], policies: Iterable[Policy], referrers: dict[str, Referrer]
) -> Books:
    """All that rewards are counted from."""
    return Books({one.lead: one for one in leads}, list(sales), referrers, {one.program: one for one in policies})


class Desk:
    """A ledger in memory. `lines` holds all that was ever written."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.lines: list[Line] = []
        self.outcome = Outcome()

    def run(self, tables: Books, today: datetime.date = DAY) -> list[Entry]:
        """What `goodword rewards --accept-policy` adds about rewards."""
        self.outcome = reckoned(tables, self.ledger)
        for one in sorted(tables.policies.values(), key=lambda one: one.program):
            before = self.ledger.adopted.get(one.program)
            if before is None or before.digest != one.digest:
                was = before.digest if before else None
                self._take([Adopted(on=today, digest=one.digest, policy=one, was=was)])
        found, self.outcome = bring_up_to_date(self.ledger, self.outcome, tables, today)
        self.lines += found
        return found

    def decide(self, action: Action, *ids: str, today: datetime.date = DAY) -> list[str]:
        """A person's decision; the codes of what was in its way."""
        found, problems = decide(action, ids, self.ledger, {}, "because", today)
        self._take(found)
        return [problem.code for problem in problems]

    def _take(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self.lines.append(self.ledger.put(line))

    @property
    def bytes(self) -> bytes:
        """The file."""
        return b"".join(encoded(line) + b"\n" for line in self.lines)

    @property
    def live(self) -> dict[str, Entry]:
        """The rewards that are not voided, by id."""
        return {id_: entry for id_, entry in self.ledger.standing.items() if entry.state != "voided"}
