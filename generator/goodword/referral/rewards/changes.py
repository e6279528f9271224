"""From what is earned to the lines that the ledger lacks. What a person decided is never undone by the rules alone:
what was paid and is not earned any more is shown as owed back."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from goodword.content.models import Amount
from goodword.problems import Problem
from goodword.problems import rewards as told
from goodword.referral.rewards.due import Due, Outcome, Value, reckoned
from goodword.referral.rewards.ledger import Entry, Ledger
from goodword.referral.rewards.referrals import Books

# A line that takes an approval back changes what counts first, and so what others come to. A few rounds settle that.
_ROUNDS = 8


def bring_up_to_date(
    ledger: Ledger, outcome: Outcome, books: Books, today: datetime.date
) -> tuple[list[Entry], Outcome]:
    """Puts the lines that it lacks into the ledger until it lacks none: those, and what is earned then."""
    lines: list[Entry] = []
    for _ in range(_ROUNDS):
        missing = missing_lines(ledger, outcome, books, today)
        if not missing:
            break
        lines += [ledger.put(line) for line in missing]
        outcome = reckoned(books, ledger)
    return lines, outcome


def missing_lines(ledger: Ledger, outcome: Outcome, books: Books, today: datetime.date) -> list[Entry]:
    """The lines that bring the ledger up to date, in the order of the payments. The same again gives none."""
    lines = []
    for id_ in {**ledger.standing, **outcome.due}:
        entry, due = ledger.standing.get(id_), outcome.due.get(id_)
        if entry is None:
            assert due
            lines.append(_new(due, today))
        elif due or not is_gone(entry, books):
            change = _change(entry, due, outcome, books)
            if change:
                lines.append(replace(change, on=today, by="rules", was=ledger.digests[id_]))
    return sorted(lines, key=lambda line: (line.earned, line.id))


def is_gone(entry: Entry, books: Books) -> bool:
    """Whether nothing can be said of a reward any more, because its lead, or the code it came with, is not known."""
    lead = books.leads.get(entry.lead)
    return lead is None or books.policy(lead) is None


def remarks(ledger: Ledger, outcome: Outcome, books: Books) -> Iterator[Problem]:
    """Rewards whose rows are gone, and those of which less was paid than would be due today."""
    for entry in ledger.standing.values():
        due = outcome.due.get(entry.id)
        if entry.state != "voided" and entry.lead not in books.leads and due is None:
            yield told.ROW_GONE(None, id=entry.id, advocate=entry.advocate, state=entry.state, lead=entry.lead)
        if entry.state == "paid" and due and _is_more(due.value, entry):
            now = f"{due.value.amount} {due.value.currency}"
            yield told.MORE_DUE(None, id=entry.id, advocate=entry.advocate, paid=entry.what, due=now)


def _is_more(value: Value, entry: Entry) -> bool:
    if value.amount is None or entry.amount is None:
        return False
    return value.currency != entry.currency or value.amount.exact > entry.amount.exact


def _new(due: Due, today: datetime.date) -> Entry:
    value = due.value
    return Entry(
        id=due.id,
        state="pending",
        on=today,
        by="rules",
        advocate=due.advocate,
        side=due.side,
        program=due.program,
        lead=due.lead,
        sale=due.sale,
        earned=due.earned,
        hold_until=due.hold_until,
        kind=value.kind,
        policy=due.policy,
        referrals=due.referrals,
        amount=value.amount,
        currency=value.currency,
        to=value.to,
        words=value.words,
        flags=due.flags,
        why=f"{due.referrals} referrals" if due.referrals else f"paid with the sale {due.sale}",
    )


def _change(entry: Entry, due: Due | None, outcome: Outcome, books: Books) -> Entry | None:
    """What is to be said of a reward that stands in the ledger; None for nothing new."""
    why = outcome.over.get(entry.id) or outcome.reasons.get(entry.lead, "it is not earned by the rules any more")
    if entry.state == "paid":
        return _owed(entry, due, why, books)
    if due is None:
        if entry.state == "voided":
            return None
        told_too = "; it was approved, and not paid" if entry.state == "approved" else ""
        return replace(entry, state="voided", why=f"{why}{told_too}")
    if entry.state == "pending":
        return _corrected(entry, due)
    if entry.state == "approved" and not _same_value(entry, due.value):
        return replace(_new(due, entry.on), why=f"approved as {entry.what}; the payment has changed since")
    if entry.state == "voided":
        return replace(_new(due, entry.on), why="it is earned again")
    return None


def _corrected(entry: Entry, due: Due) -> Entry | None:
    fresh = _new(due, entry.on)
    same = replace(fresh, on=entry.on, by=entry.by, why=entry.why, policy=entry.policy)
    same = replace(same, was=entry.was, after=entry.after)
    if same == entry:
        return None
    changed = [name for name in Entry.__struct_fields__ if getattr(same, name) != getattr(entry, name)]
    return replace(fresh, why=f"changed: {', '.join(changed)}")


def _same_value(entry: Entry, value: Value) -> bool:
    """Whether it is the same money; of words nothing can have changed but their wording."""
    return (entry.amount, entry.currency) == (value.amount, value.currency)


def _owed(entry: Entry, due: Due | None, why: str, books: Books) -> Entry | None:
    """A reward that was paid: whether all or a part of it is owed back."""
    back = Decimal(0)
    if entry.amount is not None:
        still = due.value.amount if due and due.value.currency == entry.currency else None
        back = max(entry.amount.exact - (still.exact if still else 0), back)
    owed = bool(back) or due is None
    amount = Amount(f"{back:f}") if back else None
    if (owed, amount) == (entry.owed, entry.owed_back):
        return None
    if not owed:
        return replace(entry, owed=False, owed_back=None, why="the payment stands again: nothing is owed back")
    if due is not None:
        why = _why_less(entry, due, books)
    return replace(entry, owed=True, owed_back=amount, why=f"paid already; {why}")


def _why_less(entry: Entry, due: Due, books: Books) -> str:
    """Why less is due than was paid: by the sale that the reward was paid for, and by the one that counts now."""
    sale = next((sale for sale in books.sales if sale.sale == entry.sale), None)
    if due.sale == entry.sale:
        if sale and sale.refunded is not None:
            return f"of the sale {entry.sale} a part was paid back"
        return f"the sale {entry.sale} is given with another amount now"
    if sale is None:
        what = "is in no table any more"
    elif sale.left:
        what = "is not the first within the program's days any more"
    else:
        what = "is not paid yet" if sale.status == "pending" else "was paid back"
    return f"the sale {entry.sale} {what}; the sale {due.sale} counts instead"
