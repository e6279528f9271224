"""What each referral earns by the rules: for the friend, for the advocate up to the most there is, for several."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, localcontext

from msgspec import Struct

from goodword import files
from goodword.content.models import Amount
from goodword.content.models.program import AnyReward, Reward
from goodword.content.money import smallest_unit
from goodword.referral.reward_words import is_given
from goodword.referral.rewards.flags import flags
from goodword.referral.rewards.ledger import Entry, Flag, Ledger, Side
from goodword.referral.rewards.names import as_first_named, first_names
from goodword.referral.rewards.policy import Policy
from goodword.referral.rewards.referrals import Books, Decided, Referral, attributed
from goodword.referral.rewards.tables import Sale

DECIDED = frozenset(("approved", "paid"))


class Value(Struct, frozen=True):
    """What is given: money exactly, or words."""

    kind: str
    amount: Amount | None = None
    currency: str | None = None
    to: str | None = None
    words: str | None = None


class Due(Struct, frozen=True):
    """A reward that is earned; fields as in `Entry`."""

    id: str
    advocate: str
    side: Side
    program: str
    lead: str
    sale: str
    earned: datetime.date
    hold_until: datetime.date
    value: Value
    policy: str
    flags: tuple[Flag, ...] = ()
    referrals: int = 0


@dataclass(slots=True)
class Outcome:
    """due: by id. reasons: of leads that earn nothing. over: why a reward of this id is not earned."""

    due: dict[str, Due] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    over: dict[str, str] = field(default_factory=dict)


def reward_id(program: str, advocate: str, side: str, what: str) -> str:
    """The same id on every run: 16 hexadecimal digits. what: the lead, or how many referrals."""
    return files.digest("\0".join((program, advocate, side, what)).encode(), 8)


def worth(reward: AnyReward | None, side: Side, sale: Sale | None) -> Value | None:
    """What `reward` is worth after `sale`, None where it is for no one payment; gives None for nothing.

    A percentage of the advocate is rounded half up to the smallest unit of the currency. The friend's is taken off
    before anything is paid, so it stays words.
    """
    if not is_given(reward):
        return None
    if not isinstance(reward, Reward):
        return Value("words", words=reward)
    if reward.percent is not None:
        if side == "friend":
            return Value("percent", words=reward.words or f"{reward.percent} %")
        if sale is None:
            return None
        with localcontext() as context:
            context.prec = 50
            exact = (sale.left * reward.percent.exact / 100).quantize(smallest_unit(sale.currency), ROUND_HALF_UP)
        return Value("percent", Amount(f"{exact:f}"), sale.currency) if exact else None
    if reward.amount is not None and reward.currency is not None:
        amount = reward.amount.exact.quantize(smallest_unit(reward.currency))
        return Value(reward.kind, Amount(f"{amount:f}"), reward.currency, reward.to)
    return Value(reward.kind, to=reward.to, words=reward.words)


def reckoned(books: Books, ledger: Ledger) -> Outcome:
    """What is earned by the tables and the rules, where a person has decided already by the rules of that day.

    An advocate is the one that the ledger knows by the code, whatever the id is today.
    """
    books = as_first_named(books, first_names(books, ledger))
    decided = {entry.id: entry for entry in ledger.standing.values() if entry.state in DECIDED}
    leads = {
        entry.lead: Decided(entry.advocate, ledger.policies[entry.policy])
        for entry in decided.values()
        if not entry.referrals
    }
    found, reasons = attributed(books, leads)
    barred = {entry.id for entry in ledger.standing.values() if entry.is_barred}
    marked = flags(found, books)
    outcome = Outcome(reasons=reasons)
    gone = [entry for entry in ledger.standing.values() if entry.lead not in books.leads and entry.state != "voided"]
    full = _Most(entry for entry in gone if entry.side == "advocate" and not entry.referrals)
    ids = {one.lead.lead: _ids(one) for one in found}
    # What was approved or paid counts first: nobody loses that to a row that was added later.
    for one in sorted(found, key=lambda one: (ids[one.lead.lead][0] not in decided, one.order)):
        theirs, friends = ids[one.lead.lead]
        rules = ledger.policies[decided[theirs].policy] if theirs in decided else one.policy
        value = worth(rules.advocate_reward, "advocate", one.sale)
        if theirs in barred:
            value = None
        too_many = value and full.why_not(one, is_decided=theirs in decided)
        if too_many:
            outcome.over[theirs] = outcome.reasons[one.lead.lead] = too_many
        elif value:
            outcome.due[theirs] = _due(theirs, one, "advocate", value, rules, marked[one.lead.lead])
        rules = ledger.policies[decided[friends].policy] if friends in decided else one.policy
        reward = one.referrer.offer or rules.friend_reward
        value = worth(reward, "friend", one.sale)
        if value and friends not in barred:
            outcome.due[friends] = _due(friends, one, "friend", value, rules, marked[one.lead.lead])
        if not one.policy.gives:
            outcome.reasons[one.lead.lead] = "the program gives no rewards"
    _steps([one for one in found if ids[one.lead.lead][0] not in barred], gone, marked, ledger, outcome)
    return outcome


def _ids(one: Referral) -> tuple[str, str]:
    program, advocate, lead = one.policy.program, one.referrer.id, one.lead.lead
    return reward_id(program, advocate, "advocate", lead), reward_id(program, advocate, "friend", lead)


def _due(
    id_: str, one: Referral, side: Side, value: Value, rules: Policy, marked: tuple[Flag, ...], referrals: int = 0
) -> Due:
    return Due(
        id=id_,
        advocate=one.referrer.id,
        side=side,
        program=rules.program,
        lead=one.lead.lead,
        sale=one.sale.sale,
        earned=one.sale.date,
        hold_until=_after(one.sale.date, rules.hold_days),
        value=value,
        policy=rules.digest,
        flags=marked,
        referrals=referrals,
    )


def _after(day: datetime.date, days: int) -> datetime.date:
    return day + datetime.timedelta(min(days, (datetime.date.max - day).days))


class _Most:
    """Counts rewards against the most that a program gives to one advocate."""

    def __init__(self, known: Iterable[Entry]) -> None:
        """known: rewards whose leads are in no table any more; they count all the same."""
        self._counts: Counter[tuple[str, str, int | None]] = Counter()
        for entry in known:
            self._count(entry.program, entry.advocate, entry.earned.year)

    def _count(self, program: str, advocate: str, year: int) -> None:
        self._counts[program, advocate, year] += 1
        self._counts[program, advocate, None] += 1

    def why_not(self, one: Referral, *, is_decided: bool) -> str | None:
        """Why the referral earns nothing more; if it does, it is counted."""
        most, program, advocate, year = one.policy.max_rewards, one.policy.program, one.referrer.id, one.sale.date.year
        if most and not is_decided:
            counted = self._counts[program, advocate, year if most.per == "year" else None]
            if counted >= most.per_advocate:
                when = f" in {year}" if most.per == "year" else ""
                return f"the advocate has {counted} rewards{when} already, the most there are"
        self._count(program, advocate, year)
        return None


def _steps(
    found: list[Referral],
    gone: list[Entry],
    marked: Mapping[str, tuple[Flag, ...]],
    ledger: Ledger,
    outcome: Outcome,
) -> None:
    """Rewards for several referrals, each with the referral that completes it."""
    groups: dict[tuple[str, str], list[Referral]] = {}
    for one in found:
        groups.setdefault((one.policy.program, one.referrer.id), []).append(one)
    lost: dict[tuple[str, str], set[str]] = {}
    for entry in gone:
        lost.setdefault((entry.program, entry.advocate), set()).add(entry.lead)
    decided: dict[tuple[str, str], list[Entry]] = {}
    for entry in ledger.standing.values():
        if entry.referrals and entry.state in DECIDED:
            decided.setdefault((entry.program, entry.advocate), []).append(entry)
    for (program, advocate), referrals in groups.items():
        before = len(lost.get((program, advocate), ()))
        known = decided.get((program, advocate), [])
        for number, rules, reward in _rewards_for_several(referrals[0].policy, known, ledger):
            id_ = reward_id(program, advocate, "several", str(number))
            if before + len(referrals) < number:
                outcome.over[id_] = f"{before + len(referrals)} of {number} referrals stand"
                continue
            value = worth(reward, "advocate", None)
            standing = ledger.standing.get(id_)
            if value and not (standing and standing.is_barred):
                last = referrals[max(number - before, 1) - 1]
                rests = _rests_on(referrals[: max(number - before, 1)], marked, ledger)
                outcome.due[id_] = _due(id_, last, "advocate", value, rules, rests, number)


def _rewards_for_several(policy: Policy, decided: list[Entry], ledger: Ledger) -> list[tuple[int, Policy, AnyReward]]:
    """The steps of today's rules; those that a person has approved or paid by the rules of that day."""
    steps = {step.referrals: (policy, step.reward) for step in policy.tiers}
    for entry in decided:
        rules = ledger.policies[entry.policy]
        steps |= {step.referrals: (rules, step.reward) for step in rules.tiers if step.referrals == entry.referrals}
    return [(number, *step) for number, step in sorted(steps.items())]


def _rests_on(referrals: list[Referral], marked: Mapping[str, tuple[Flag, ...]], ledger: Ledger) -> tuple[Flag, ...]:
    """A flag where referrals count that are flagged themselves, and that nobody has approved."""
    open_ones = [
        one.lead.lead
        for one in referrals
        if marked[one.lead.lead]
        and not any(id_ in ledger.standing and ledger.standing[id_].state in DECIDED for id_ in _ids(one))
    ]
    if not open_ones:
        return ()
    return (Flag(rule="rests-on-flags", why=f"counts leads that are flagged themselves: {', '.join(open_ones)}"),)
