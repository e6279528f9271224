"""By which id the ledger knows an advocate: the first one, also once the advocate is called otherwise in content."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from goodword.referral.rewards.ledger import Ledger
from goodword.referral.rewards.referrals import Books


def first_names(books: Books, ledger: Ledger) -> dict[str, str]:
    """By today's id that of the earliest reward whose lead came with a code of this advocate.

    A reward of somebody else who is still there tells nothing: the code of the lead was corrected.
    """
    today = {referrer.id for referrer in books.referrers.values()}
    found: dict[str, str] = {}
    for entry in ledger.standing.values():
        lead = books.leads.get(entry.lead)
        referrer = books.referrer(lead) if lead else None
        if referrer and (entry.advocate == referrer.id or entry.advocate not in today):
            found.setdefault(referrer.id, entry.advocate)
    return {now: first for now, first in found.items() if now != first}


def as_first_named(books: Books, names: Mapping[str, str]) -> Books:
    """The same books with the ids that the ledger knows."""
    if not names:
        return books
    return replace(
        books,
        referrers={code: replace(one, id=names.get(one.id, one.id)) for code, one in books.referrers.items()},
        customers={address: (names.get(id_, id_), since) for address, (id_, since) in books.customers.items()},
    )
