"""Consent decides: whether an entry may be shown at all, and which of its elements.

`refusal` answers the first question, the `redacted_*` functions the second: they return a copy
without everything the scope does not name. Outputs only ever get such copies.
"""

from __future__ import annotations

import datetime
from typing import Literal
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from goodword import text
from goodword.content.models import Advocate, CaseStudy, Consent, Partner, Testimonial
from goodword.content.naming import slug_tells_company, slug_tells_person, tells_company, tells_person

ReasonCode = Literal[
    "draft",
    "archived",
    "future",
    "no-consent",
    "refused",
    "not-yet-granted",
    "withdrawn",
    "expired",
    "no-scope",
    "unmasks",
    "no-words",
]


class Reason(Struct, frozen=True):
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
    if consent is None:
        return False
    for scope in scopes:  # noqa: SIM110 (asked several times for each of very many rows)
        if scope not in consent.scope:
            return False
    return True


def unmasking(entry: Testimonial) -> Reason | None:
    """Why the words themselves tell what the scope leaves out: the author's name or the company's."""
    shown = [entry.quote, entry.headline, entry.original, entry.reply, *entry.tags, entry.incentive]
    shown += [entry.product, entry.verified.method if entry.verified else None]
    shown += [entry.source.platform if entry.source else None, entry.industry]
    if entry.video and allows(entry.consent, "video"):
        shown.append(entry.video.transcript)
    for translation in entry.translations.values():
        shown += [translation.quote, translation.headline, translation.translator]
    if not allows(entry.consent, "name") and any(tells_person(part, entry.author) for part in shown):
        return Reason("unmasks", "the words name the author, and the consent does not cover `name`")
    if not allows(entry.consent, "company") and any(tells_company(part, entry.company) for part in shown):
        return Reason("unmasks", "the words name the company, and the consent does not cover `company`")
    return None


def redacted_testimonial(entry: Testimonial) -> Testimonial:
    """The copy that may be shown; assumes that `quote` is covered and `unmasking` found nothing."""
    consent = entry.consent
    name, company = allows(consent, "name"), allows(consent, "company")

    def tells(words: str | None) -> bool:
        return (not name and tells_person(words, entry.author)) or (not company and tells_company(words, entry.company))

    role = entry.role if allows(consent, "role") and not tells(entry.role) else None
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
    if entry.source and (not name or tells(entry.source.url)):
        changes["source"] = replace(entry.source, url=None)
    if changes["translations"]:
        changes["translations"] = {
            tag: replace(words, role=words.role if role and not tells(words.role) else None)
            for tag, words in entry.translations.items()
        }
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
    shown += [*entry.tags, entry.industry, entry.product]
    for result in entry.results:
        shown += [result.label, result.before, result.after, result.value, result.unit, result.period, result.method]
    for step in entry.timeline:
        shown += [step.when, step.what]
    shown += [download.label for download in entry.downloads]
    shown += [download.file for download in entry.downloads]
    if any(tells_company(part, entry.customer) for part in shown):
        return Reason("unmasks", "the story names the customer, and the consent does not cover `company`")
    return None


def advocate_unmasking(entry: Advocate) -> Reason | None:
    """Why the offer of an advocate, which has to be told in full, tells what the scope leaves out."""
    if not allows(entry.consent, "name") and tells_person(entry.offer, entry.public_name):
        return Reason("unmasks", "the offer names the advocate, and the consent does not cover `name`")
    if not allows(entry.consent, "company") and tells_company(entry.offer, entry.company):
        return Reason("unmasks", "the offer names the company, and the consent does not cover `company`")
    return None


def harmless_aliases(
    aliases: tuple[str, ...], person: str | None = None, company: str | None = None
) -> tuple[str, ...]:
    """The old addresses that spell neither `person` nor `company`."""
    spelled = ((alias, unquote(alias)) for alias in aliases)
    return tuple(
        alias
        for alias, path in spelled
        if not slug_tells_person(path, person) and not slug_tells_company(path, company)
    )


def redacted_advocate(entry: Advocate) -> Advocate:
    """The copy that may be shown; `public_name` is empty where `name` is not covered."""
    consent = entry.consent
    name, company = allows(consent, "name"), allows(consent, "company")
    person, firm = None if name else entry.public_name, None if company else entry.company

    def harmless(words: str | None) -> str | None:
        return None if tells_person(words, person) or tells_company(words, firm) else words

    message = harmless(entry.message) if allows(consent, "quote") else None
    role = harmless(entry.role) if allows(consent, "role") else None
    return replace(
        entry,
        aliases=harmless_aliases(entry.aliases, person, firm),
        public_name=entry.public_name if name else "",
        role=role,
        company=entry.company if company else None,
        company_url=entry.company_url if company else None,
        photo=entry.photo if allows(consent, "photo") else None,
        logo=entry.logo if company and allows(consent, "logo") else None,
        message=message,
        extra=entry.extra if name and company else {},
        imported={},
        consent=None,
    )


def redacted_partner(entry: Partner) -> Partner:
    """The copy that may be shown; assumes that `company` is covered."""
    return replace(entry, logo=entry.logo if allows(entry.consent, "logo") else None, imported={}, consent=None)
