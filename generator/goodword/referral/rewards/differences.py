"""What a change of a program's rules would change: who gains, who loses, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodword.referral.rewards.due import Due, Outcome, reckoned
from goodword.referral.rewards.ledger import Ledger
from goodword.referral.rewards.policy import Policy
from goodword.referral.rewards.referrals import Books


@dataclass(frozen=True, slots=True)
class Difference:
    """One reward under the old and the new rules, in words; None for nothing."""

    advocate: str
    side: str
    program: str
    lead: str
    before: str | None
    after: str | None

    @property
    def effect(self) -> str:
        """`gains`, `loses` or `changes`, of the one who gets the reward."""
        if self.before is None or self.after is None:
            return "gains" if self.before is None else "loses"
        return "changes"


def changed_policies(books: Books, ledger: Ledger) -> list[tuple[Policy, Policy]]:
    """The old and the new rules of each program whose rules are not those of the ledger."""
    pairs = []
    for program, policy in sorted(books.policies.items()):
        adopted = ledger.adopted.get(program)
        if adopted and adopted.digest != policy.digest:
            pairs.append((adopted.policy, policy))
    return pairs


def differences(books: Books, ledger: Ledger, now: Outcome) -> list[Difference]:
    """What becomes of each reward that the rules of the ledger and those of today give differently."""
    old = {program: adopted.policy for program, adopted in ledger.adopted.items()}
    before = reckoned(replace(books, policies={**books.policies, **old}), ledger)
    found = []
    for id_ in {**before.due, **now.due}:
        was, becomes = before.due.get(id_), now.due.get(id_)
        one = becomes or was
        assert one
        old_words, new_words = _told(was), _told(becomes)
        if old_words != new_words:
            found.append(Difference(one.advocate, one.side, one.program, one.lead, old_words, new_words))
    return sorted(found, key=lambda one: (one.advocate, one.lead, one.side))


def _told(due: Due | None) -> str | None:
    if due is None:
        return None
    value = due.value
    money = f"{value.amount} {value.currency}" if value.amount else value.words or value.to or ""
    return " ".join(filter(None, (money, "" if value.kind in ("amount", "percent", "words") else value.kind)))
