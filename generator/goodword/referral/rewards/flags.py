"""Reasons to look twice at a referral. Nothing is refused by a flag: a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goodword.referral.rewards.addresses import company_domain, is_of_company, normal
from goodword.referral.rewards.ledger import Flag
from goodword.referral.rewards.referrals import Books, Referral


def flags(referrals: Iterable[Referral], books: Books) -> dict[str, tuple[Flag, ...]]:
    """The flags of each referral, by the id of its lead. referrals: in order, the earliest first."""
    companies: dict[str, str] = {}
    found = {}
    for one in referrals:
        domain = company_domain(one.lead.email)
        first = companies.setdefault(domain, one.lead.lead) if domain else one.lead.lead
        found[one.lead.lead] = (*_own(one), *_duplicates(one, first, books), *_existing(one, books), *_ended(one))
    return found


def _own(one: Referral) -> Iterator[Flag]:
    """The advocate's own address or company."""
    address = normal(one.lead.email)
    if address and address == normal(one.referrer.email):
        yield Flag(rule="self-referral", why="the friend has the advocate's own address")
    elif is_of_company(company_domain(one.lead.email), one.referrer.domains):
        yield Flag(rule="self-referral", why="the friend's address is of the advocate's company")


def _duplicates(one: Referral, first: str, books: Books) -> Iterator[Flag]:
    for other in one.people:
        referrer = books.referrer(other)
        if referrer and referrer.id != one.referrer.id and other.lead != one.lead.lead:
            yield Flag(rule="duplicate", why=f"the same person came from {referrer.id}, too (lead {other.lead})")
    if first != one.lead.lead:
        yield Flag(rule="duplicate", why=f"somebody of the same company was referred before (lead {first})")


def _existing(one: Referral, books: Books) -> Iterator[Flag]:
    since = one.lead.customer_since
    if since and since.first_day < one.lead.date:
        yield Flag(rule="existing-customer", why=f"a customer since {since}, before the enquiry of {one.lead.date}")
    earlier = one.paid[0]
    if earlier.date < one.lead.date:
        yield Flag(rule="existing-customer", why=f"paid before the enquiry (sale {earlier.sale} of {earlier.date})")
    known = books.customers.get(normal(one.lead.email) or "")
    if known and known[0] != one.referrer.id and known[1] < one.lead.date:
        yield Flag(rule="existing-customer", why=f"known as {known[0]} in private/advocates.csv since {known[1]}")


def _ended(one: Referral) -> Iterator[Flag]:
    if one.referrer.gone and one.lead.date >= one.referrer.gone[0]:
        yield Flag(rule="code-ended", why=f"{one.referrer.gone[1]}; the enquiry is of {one.lead.date}")
    policy, day = one.policy, one.lead.date
    if policy.starts and day < policy.starts:
        yield Flag(rule="program-not-running", why=f"the program began on {policy.starts}; the enquiry is of {day}")
    if policy.ends and day > policy.ends:
        yield Flag(rule="program-not-running", why=f"the program ended on {policy.ends}; the enquiry is of {day}")
