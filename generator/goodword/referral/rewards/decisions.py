"""What only a person does: approve a reward, say that it was paid, void it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from goodword.content.models import Amount
from goodword.problems import Problem
from goodword.problems import rewards as told
from goodword.referral.rewards.ledger import Entry, Ledger, State
from goodword.text import did_you_mean

Action = Literal["approve", "paid", "void"]
_WANTED: Mapping[Action, tuple[State, str]] = {
    "approve": ("approved", "approved"),
    "paid": ("paid", "said to be paid"),
    "void": ("voided", "voided"),
}


def decide(
    action: Action, ids: Sequence[str], ledger: Ledger, changed: Mapping[str, Entry], why: str, today: datetime.date
) -> tuple[list[Entry], list[Problem]]:
    """The lines of a decision on each of `ids`, or what is in its way; nothing for what stands like that already.

    `paid` on a reward of which a part is owed back says that this part came back; `void` on one of which all is owed
    back, that all came back: then it may be earned again. Any other that is voided is so for good.

    changed: rewards of which the tables say something new that the person who decides has not seen.
    """
    lines: list[Entry] = []
    problems: list[Problem] = []
    for id_ in dict.fromkeys(ids):
        entry = ledger.standing.get(id_)
        if entry is None:
            hint = did_you_mean(id_, ledger.standing) or "`goodword rewards` lists those that wait for you."
            problems.append(told.NO_SUCH_REWARD(None, id=id_, hint=hint))
            continue
        state, wanted = _WANTED[action]
        if entry.state == state and not entry.owed:
            continue
        refusal = _refusal(action, entry, changed.get(id_), today)
        if refusal:
            said, hint = refusal
            problems.append(told.NOT_NOW(None, id=id_, what=entry.what, wanted=wanted, why=said, hint=hint))
        else:
            made = _settled(entry) if action == "paid" and entry.owed else replace(entry, owed=False, owed_back=None)
            made = replace(made, state=state, on=today, by="person", why=why, was=ledger.digests[id_])
            made = replace(made, settled=action == "void" and entry.is_owed_whole)
            lines.append(replace(made, policy=ledger.adopted[entry.program].digest) if action == "approve" else made)
    return lines, problems


def _settled(entry: Entry) -> Entry:
    """A reward of which a part was owed back, once that has come back."""
    left = entry.amount and entry.owed_back and entry.amount.exact - entry.owed_back.exact
    return replace(entry, amount=Amount(f"{left:f}") if left else entry.amount, owed=False, owed_back=None)


def _refusal(action: Action, entry: Entry, changed: Entry | None, today: datetime.date) -> tuple[str, str] | None:
    """Why it cannot be, and what to do."""
    if changed is not None and (action != "void" or entry.state == "paid"):
        return (
            f"the tables say something else of it now ({changed.why})",
            "Run `goodword rewards`, look at it, then decide.",
        )
    if action == "void":
        return None
    if entry.state == "voided":
        later = "It waits for you again by itself once a payment earns it again."
        hint = "What you voided stays voided." if entry.is_barred else later
        return f"it was voided on {entry.on}: {entry.why}", hint
    if action == "paid" and entry.is_owed_whole:
        return "all of it is owed back", f"Void it, once it came back: `goodword rewards void {entry.id} --why ...`."
    if action == "paid" and entry.state == "pending":
        return "nobody has approved it", f"Approve it first: `goodword rewards approve {entry.id}`."
    if action == "approve" and entry.state == "paid":
        return f"it was paid on {entry.on}", "There is nothing left to approve."
    if action == "approve" and today < entry.hold_until:
        return f"the payment may be taken back until {entry.hold_until}", f"Approve it from {entry.hold_until} on."
    return None
