"""Attribution: which enquiry a payment is owed to, and which enquiries earn nothing, with the reason.

Rows of one person (the same address) count together: a friend becomes a customer once. A reward that a person has
approved or paid keeps its enquiry, whatever the rules would say today.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from goodword.referral.rewards.addresses import normal
from goodword.referral.rewards.policy import Policy
from goodword.referral.rewards.tables import Lead, Sale


class Referrer(Struct, frozen=True):
    """An advocate as far as rewards go. domains: of the company; gone: since when the code has ended, and why."""

    id: str
    program: str
    email: str | None = None
    domains: frozenset[str] = frozenset()
    offer: str | None = None
    gone: tuple[datetime.date, str] | None = None


class Books(Struct, frozen=True):
    """All that rewards are counted from.

    referrers: by code, folded, old ones too. policies: by program. customers: since when those are customers whose
    address is known, with their id, by `normal` address.
    """

    leads: Mapping[str, Lead]
    sales: Sequence[Sale]
    referrers: Mapping[str, Referrer]
    policies: Mapping[str, Policy]
    customers: Mapping[str, tuple[str, datetime.date]] = field(default_factory=dict)

    def referrer(self, lead: Lead) -> Referrer | None:
        """Whose code the lead came with."""
        return self.referrers.get(lead.code.strip().casefold())

    def policy(self, lead: Lead) -> Policy | None:
        """The rules for this lead; None where nobody has its code."""
        referrer = self.referrer(lead)
        return self.policies.get(referrer.program) if referrer else None


class Referral(Struct, frozen=True):
    """A friend who became a customer: by which enquiry, with which payment. people: all enquiries of the friend;
    paid: all the friend's payments that stand, the earliest first."""

    lead: Lead
    sale: Sale
    referrer: Referrer
    policy: Policy
    people: tuple[Lead, ...]
    paid: tuple[Sale, ...]

    @property
    def order(self) -> tuple[datetime.date, str]:
        """By time, ties by the lead's id."""
        return self.sale.date, self.lead.lead


class Decided(Struct, frozen=True):
    """That a person has approved or paid: to whom, by which rules."""

    advocate: str
    policy: Policy


def attributed(books: Books, decided: Mapping[str, Decided]) -> tuple[list[Referral], dict[str, str]]:
    """The referrals in the order of their payments, and for other leads (by id) why they earn nothing.

    decided: leads whose reward a person has approved or paid, with the rules that held.
    """
    found: list[Referral] = []
    reasons: dict[str, str] = {}
    sales: dict[str, list[Sale]] = {}
    for sale in books.sales:
        sales.setdefault(sale.lead, []).append(sale)
    for people in _people(books.leads.values()):
        counted = []
        for lead in people:
            why_not = _why_not(lead, books)
            if why_not:
                reasons[lead.lead] = why_not
            else:
                counted.append(lead)
        theirs = sorted(
            (sale for lead in counted for sale in sales.get(lead.lead, ())), key=lambda one: (one.date, one.sale)
        )
        paid = tuple(sale for sale in theirs if sale.left > 0)
        chosen = _decided(counted, paid, decided, books) or _chosen(counted, paid, books)
        if chosen:
            lead, sale, referrer, policy, losing = chosen
            found.append(Referral(lead, sale, referrer, policy, tuple(counted), paid))
        else:
            losing = _nothing_stands(theirs, paid)
        reasons |= {lead.lead: losing for lead in counted if not chosen or lead is not chosen[0]}
    return sorted(found, key=lambda one: one.order), reasons


def _people(leads: Iterable[Lead]) -> list[list[Lead]]:
    """The leads of each person, the earliest first; who gave no address is one person."""
    groups: dict[tuple[str, str], list[Lead]] = {}
    for lead in sorted(leads, key=lambda one: (one.date, one.lead)):
        address = normal(lead.email)
        groups.setdefault(("address", address) if address else ("lead", lead.lead), []).append(lead)
    return list(groups.values())


def _why_not(lead: Lead, books: Books) -> str | None:
    if lead.status in ("spam", "lost"):
        return f"the lead is marked as {lead.status}"
    if books.referrer(lead) is None:
        return f"nobody has the code ({lead.code})"
    return None if books.policy(lead) else "the advocate has no program"


Chosen = tuple[Lead, Sale, Referrer, Policy, str]


def _decided(
    leads: Sequence[Lead], paid: Sequence[Sale], decided: Mapping[str, Decided], books: Books
) -> Chosen | None:
    """What a person has decided on already, with the first payment that still stands.

    It stays with the advocate and the program that it was decided for, whatever they are called or joined to now.
    """
    for lead in leads:
        known, referrer = decided.get(lead.lead), books.referrer(lead)
        if known is None or referrer is None:
            continue
        sale = next((sale for sale in paid if _is_within(lead, sale, known.policy)), None)
        if sale:
            policy = books.policies.get(known.policy.program, known.policy)
            why = f"the reward for this person was given for another enquiry (lead {lead.lead})"
            return lead, sale, replace(referrer, id=known.advocate), policy, why
    return None


def _chosen(leads: Sequence[Lead], paid: Sequence[Sale], books: Books) -> Chosen | None:
    """The first payment that an enquiry leads to in time, and by the rules the first or the last such enquiry."""
    for sale in paid:
        within = [
            (lead, referrer, policy)
            for lead in leads
            if (referrer := books.referrer(lead)) and (policy := books.policy(lead)) and _is_within(lead, sale, policy)
        ]
        if within:
            # The enquiry that the payment is booked on says whose rules decide between several.
            rules = next((policy for lead, _, policy in within if lead.lead == sale.lead), within[0][2])
            lead, referrer, policy = within[0 if rules.model == "first" else -1]
            why = f"of this person's enquiries the {rules.model} counts (lead {lead.lead})"
            return lead, sale, referrer, policy, why
    return None


def _is_within(lead: Lead, sale: Sale, policy: Policy) -> bool:
    return 0 <= (sale.date - lead.date).days <= policy.window_days


def _nothing_stands(sales: Sequence[Sale], paid: Sequence[Sale]) -> str:
    if paid:
        return "nothing was paid within the days that the program gives"
    if any(sale.status != "pending" for sale in sales):
        return "what was paid was paid back"
    return "nothing has been paid yet"
