"""Consent decides: whether an entry may be shown at all, and which of its elements.

`refusal` answers the first question, the `redacted_*` functions the second: they return a copy
without everything the scope does not name. Outputs only ever get such copies.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from goodword import text
from goodword.content.models import Advocate, CaseStudy, Consent, Partner, Testimonial

ReasonCode = Literal[
    "draft",
    "archived",
    "future",
    "example",
    "no-consent",
    "refused",
    "not-yet-granted",
    "withdrawn",
    "expired",
    "no-scope",
    "unmasks",
    "no-words",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry, or an element of it, is not shown; `until` is the day that may change by itself."""

    code: ReasonCode
    text: str
    until: datetime.date | None = None


def refusal(consent: Consent | None, today: datetime.date, scope: str | None = None) -> Reason | None:
    """Why `consent` does not allow showing anything today (or nothing without `scope`); None when it does."""
    if consent is None:
        return Reason("no-consent", "no consent")
    granted = consent.granted.day
    if granted is None:
        return Reason("refused", "consent was refused")
    if consent.withdrawn:
        return Reason("withdrawn", f"consent was withdrawn on {consent.withdrawn}")
    if granted > today:
        return Reason("not-yet-granted", f"consent begins on {granted}", granted)
    if consent.expires and consent.expires < today:
        return Reason("expired", f"consent expired on {consent.expires}")
    if not consent.scope:
        return Reason("no-scope", "the consent names no scope")
    if scope and scope not in consent.scope:
        return Reason("no-scope", f"the consent does not cover `{scope}`")
    return None


def allows(consent: Consent | None, *scopes: str) -> bool:
    """Whether the scope names all of `scopes`. Says nothing about dates."""
    return consent is not None and all(scope in consent.scope for scope in scopes)


def gives_away(shown: str, name: str | None) -> bool:
    """Whether `shown` names `name`: all of it in any case, or one of its longer words as it is written."""
    if not name or not shown:
        return False
    if text.names(shown, name):
        return True
    parts = [part for part in name.replace(".", " ").split() if len(part) > 2 and part[0].isupper()]
    said = set(_as_written(shown))
    return len(parts) > 1 and any(part in said for part in parts)


def _as_written(shown: str) -> list[str]:
    cleaned = "".join(character if character.isalnum() else " " for character in shown)
    return cleaned.split()


def _any_gives_away(shown: Iterable[str | None], name: str | None) -> bool:
    return bool(name) and any(gives_away(part, name) for part in shown if part)


def unmasking(entry: Testimonial) -> Reason | None:
    """Why the words themselves tell what the scope leaves out: the author's name or the company's."""
    shown = [entry.quote, entry.headline, entry.original, entry.reply, *entry.tags, entry.incentive]
    shown += [entry.product, entry.verified.method if entry.verified else None]
    shown += [entry.source.platform if entry.source else None, entry.industry]
    for translation in entry.translations.values():
        shown += [translation.quote, translation.headline, translation.translator]
    if not allows(entry.consent, "name") and _any_gives_away(shown, entry.author):
        return Reason("unmasks", "the words name the author, and the consent does not cover `name`")
    if not allows(entry.consent, "company") and any(text.names(part, entry.company or "") for part in shown if part):
        return Reason("unmasks", "the words name the company, and the consent does not cover `company`")
    return None


def redacted_testimonial(entry: Testimonial) -> Testimonial:
    """The copy that may be shown; assumes that `quote` is covered and `unmasking` found nothing."""
    consent = entry.consent
    name, company = allows(consent, "name"), allows(consent, "company")
    role = entry.role if allows(consent, "role") else None
    if role and (
        (not name and gives_away(role, entry.author)) or (not company and text.names(role, entry.company or ""))
    ):
        role = None
    changes: dict[str, object] = {
        "author": entry.author if name else None,
        "role": role,
        "company": entry.company if company else None,
        "company_url": entry.company_url if company else None,
        "photo": entry.photo if allows(consent, "photo") else None,
        "logo": entry.logo if company and allows(consent, "logo") else None,
        "video": entry.video if allows(consent, "video") else None,
        "translations": entry.translations if allows(consent, "translate") else {},
        "advocate": entry.advocate if name else None,
        "extra": entry.extra if name and company else {},
        "imported": {},
        "consent": None,
    }
    if not name and entry.source:
        changes["source"] = replace(entry.source, url=None)
    if changes["translations"] and not role:
        without_role = {tag: replace(words, role=None) for tag, words in entry.translations.items()}
        changes["translations"] = without_role
    if entry.original and not allows(consent, "edit"):
        kept = entry.headline if entry.headline and text.fold(entry.headline) in text.fold(entry.original) else None
        changes |= {"quote": entry.original, "original": None, "headline": kept, "translations": {}}
    return replace(entry, **changes)


def redacted_case_study(entry: CaseStudy) -> CaseStudy:
    """The copy that may be shown; `customer` is empty where `company` is not covered."""
    consent = entry.consent
    company, results = allows(consent, "company"), allows(consent, "results")
    return replace(
        entry,
        customer=entry.customer if company else "",
        logo=entry.logo if company and allows(consent, "logo") else None,
        location=entry.location if company else None,
        results=entry.results if results else (),
        typical=entry.typical if results else None,
        quotes=entry.quotes if allows(consent, "quote") else (),
        extra=entry.extra if company else {},
        imported={},
        consent=None,
    )


def case_unmasking(entry: CaseStudy) -> Reason | None:
    """Why the story names a customer whose consent does not cover `company`."""
    if allows(entry.consent, "company"):
        return None
    shown = [entry.title, entry.summary, entry.challenge, entry.solution, entry.typical, entry.body, entry.size]
    for result in entry.results:
        shown += [result.label, result.before, result.after, result.value, result.period, result.method]
    for step in entry.timeline:
        shown += [step.when, step.what]
    shown += [download.label for download in entry.downloads]
    shown += [download.file for download in entry.downloads]
    if any(text.names(part, entry.customer) for part in shown if part):
        return Reason("unmasks", "the story names the customer, and the consent does not cover `company`")
    return None


def redacted_advocate(entry: Advocate) -> Advocate:
    """The copy that may be shown; `public_name` is empty where `name` is not covered."""
    consent = entry.consent
    name, company = allows(consent, "name"), allows(consent, "company")
    message = entry.message if allows(consent, "quote") else None
    if message and (
        (not name and gives_away(message, entry.public_name))
        or (not company and text.names(message, entry.company or ""))
    ):
        message = None
    role = entry.role if allows(consent, "role") else None
    if role and not company and text.names(role, entry.company or ""):
        role = None
    return replace(
        entry,
        public_name=entry.public_name if name else "",
        role=role,
        company=entry.company if company else None,
        company_url=entry.company_url if company else None,
        photo=entry.photo if allows(consent, "photo") else None,
        message=message,
        extra=entry.extra if name and company else {},
        imported={},
    )


def redacted_partner(entry: Partner) -> Partner:
    """The copy that may be shown; assumes that `company` is covered."""
    return replace(entry, logo=entry.logo if allows(entry.consent, "logo") else None, imported={}, consent=None)
