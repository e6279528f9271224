"""What each advocate and their friends have earned, by state; amounts of two currencies are never added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from goodword.referral.rewards.ledger import Entry, Side

STATES = ("pending", "approved", "paid", "owed back")


@dataclass(slots=True)
class Total:
    """The rewards of one advocate on one side in one currency, or (currency None) those that are no money.

    Amounts are exact; counts are of rewards. A voided reward counts nowhere.
    """

    advocate: str
    side: Side
    currency: str | None
    amounts: dict[str, Decimal] = field(default_factory=lambda: dict.fromkeys(STATES, Decimal(0)))
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))


def totals(entries: Iterable[Entry]) -> list[Total]:
    """By advocate, side and currency."""
    found: dict[tuple[str, Side, str], Total] = {}
    for entry in entries:
        if entry.state == "voided":
            continue
        key = (entry.advocate, entry.side, entry.currency or "")
        total = found.setdefault(key, Total(entry.advocate, entry.side, entry.currency))
        total.counts[entry.state] += 1
        total.amounts[entry.state] += entry.amount.exact if entry.amount else 0
        if entry.owed:
            total.counts["owed back"] += 1
            total.amounts["owed back"] += entry.owed_back.exact if entry.owed_back else 0
    return [found[key] for key in sorted(found)]
