"""What a change of a program's rules would change: who gains, who loses, before anything is written."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from goodword.referral.rewards.due import DECIDED, Due, Outcome, reckoned
from goodword.referral.rewards.ledger import Ledger
from goodword.referral.rewards.names import first_names
from goodword.referral.rewards.policy import Policy
from goodword.referral.rewards.referrals import Books


class Difference(Struct, frozen=True):
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


def moved_rewards(books: Books, ledger: Ledger) -> dict[str, tuple[str, str]]:
    """By id the program of each reward that nobody has decided on, and the one that its advocate belongs to now."""
    names = first_names(books, ledger)
    decided = {entry.lead for entry in ledger.standing.values() if entry.state in DECIDED and not entry.referrals}
    found = {}
    for entry in ledger.standing.values():
        lead = books.leads.get(entry.lead)
        referrer = books.referrer(lead) if lead and entry.state == "pending" else None
        if referrer is None or entry.lead in decided or referrer.program not in books.policies:
            continue
        if referrer.program != entry.program and names.get(referrer.id, referrer.id) == entry.advocate:
            found[entry.id] = entry.program, referrer.program
    return found


def differences(books: Books, ledger: Ledger, now: Outcome) -> list[Difference]:
    """What becomes of each reward that the rules of the ledger and those of today give differently."""
    old = {program: adopted.policy for program, adopted in ledger.adopted.items()}
    moved = moved_rewards(books, ledger)
    programs = {ledger.standing[id_].advocate: program for id_, (program, _) in moved.items()}
    names = first_names(books, ledger) if moved else {}
    referrers = {
        code: replace(one, program=programs.get(names.get(one.id, one.id), one.program))
        for code, one in books.referrers.items()
    }
    earlier = reckoned(replace(books, policies={**books.policies, **old}, referrers=referrers), ledger)
    before, after = ({_key(one): one for one in due.values()} for due in (earlier.due, now.due))
    found = []
    for key in {**before, **after}:
        was, becomes = before.get(key), after.get(key)
        one = becomes or was
        assert one
        old_words, new_words = _told(was), _told(becomes)
        if was and becomes and was.program != becomes.program:
            old_words, new_words = f"{old_words} ({was.program})", f"{new_words} ({becomes.program})"
        if old_words != new_words:
            found.append(Difference(one.advocate, one.side, one.program, one.lead, old_words, new_words))
    return sorted(found, key=lambda one: (one.advocate, one.lead, one.side))


def _key(due: Due) -> tuple[str, str]:
    """The same for a reward that another program gives instead."""
    return (due.advocate, f"{due.referrals}") if due.referrals else (due.lead, due.side)


def _told(due: Due | None) -> str | None:
    if due is None:
        return None
    value = due.value
    money = f"{value.amount} {value.currency}" if value.amount else value.words or value.to or ""
    return " ".join(filter(None, (money, "" if value.kind in ("amount", "percent", "words") else value.kind)))
