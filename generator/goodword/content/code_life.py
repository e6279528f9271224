"""The life of a code: which advocates have a page of their own, whose address only answers, who is thanked or listed.

Once consented to, then withdrawn, expired or retired, or its program over: the address tells nothing personal.
What stands on a page is decided in `joins.py` and above.
"""

from __future__ import annotations

import datetime

from msgspec.structs import replace

from goodword.content.consent import allows, harmless_aliases, refusal
from goodword.content.models import Advocate


def is_ended(entry: Advocate, is_over: bool, today: datetime.date) -> bool:
    """Whether the code only answers. is_over: the advocate would be shown, but the program has ended."""
    return _once_had_a_page(entry, today) and (is_over or _has_gone(entry, today))


def _once_had_a_page(entry: Advocate, today: datetime.date) -> bool:
    consent = entry.consent
    if consent is None or consent.granted.day is None or not allows(consent, "page") or entry.status == "draft":
        return False
    refused = refusal(consent, today)
    return refused is None or refused.code != "not-yet-granted"


def _has_gone(entry: Advocate, today: datetime.date) -> bool:
    refused = refusal(entry.consent, today)
    return entry.status == "archived" or (refused is not None and refused.code in {"withdrawn", "expired"})


def bare(entry: Advocate) -> Advocate:
    """All that remains of an advocate whose page has ended: the code, its old forms, the language."""
    aliases = harmless_aliases(entry.aliases, entry.public_name, entry.company)
    made = Advocate(id=entry.id, public_name="-", code=entry.code, aliases=aliases, language=entry.language)
    return replace(made, program=entry.program, public_name="")


def is_thanked(entry: Advocate, today: datetime.date) -> bool:
    """Whether the advocate may be thanked by name, whether or not there is a page."""
    return _may_stand(entry, today, "thanks", "name")


def is_listed(entry: Advocate, today: datetime.date) -> bool:
    """Whether the advocate's own business may stand in the directory of customers' businesses."""
    return entry.kind == "customer" and bool(entry.company) and _may_stand(entry, today, "directory", "company")


def _may_stand(entry: Advocate, today: datetime.date, *scopes: str) -> bool:
    consent = entry.consent
    # Asked first, as it is what most have not said.
    if not allows(consent, *scopes) or not entry.stands:
        return False
    return refusal(consent, today) is None and not (entry.date and entry.date.first_day > today)
