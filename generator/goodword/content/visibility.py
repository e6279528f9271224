"""Which entries are shown today, redacted to their consent, and which are not and why.

The one place where status, dates and consent decide. A preview shows everything, with the reason
as a badge on what a real build would hide. Codes that have ended are `code_life.py`'s matter.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from goodword import files, text
from goodword.content import consent as rules
from goodword.content.collect import Collected
from goodword.content.consent import Reason, allows
from goodword.content.items import Item
from goodword.content.library import Hidden
from goodword.content.models import Advocate, Award, CaseStudy, Entry, Partner, Program, Testimonial
from goodword.content.naming import slug_tells_company, slug_tells_person

_DAY = datetime.timedelta(days=1)


@dataclass(slots=True)
class Sorted:
    """What became of the entries of one kind."""

    shown: list[Item[Any]] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    changes: set[datetime.date] = field(default_factory=set)


def why_hidden(entry: Entry, today: datetime.date) -> Reason | None:
    """Why `entry` is not shown today, whatever its elements; None when it is."""
    by_status = _by_status(entry, today)
    if by_status:
        return by_status
    if isinstance(entry, Testimonial):
        if not (entry.quote or entry.body).strip():
            return Reason("no-words", "it has no words yet")
        return rules.refusal(entry.consent, today, "quote") or rules.unmasking(entry)
    if isinstance(entry, CaseStudy):
        return rules.refusal(entry.consent, today) or rules.case_unmasking(entry)
    if isinstance(entry, Partner):
        return rules.refusal(entry.consent, today, "company")
    if isinstance(entry, Advocate):
        return rules.refusal(entry.consent, today, "page") or rules.advocate_unmasking(entry)
    return None


def _told_in_a_version(one: Collected) -> Reason | None:
    """Why another language version tells what the consent, which is that of all versions, leaves out."""
    stories = (version for version in one.versions.values() if isinstance(version, CaseStudy))
    return next((reason for story in stories if (reason := rules.case_unmasking(story))), None)


def _by_status(entry: Entry, today: datetime.date) -> Reason | None:
    if entry.status == "draft":
        return Reason("draft", "it is a draft")
    if entry.status == "archived":
        return Reason("archived", "it is archived")
    if entry.date and entry.date.first_day > today:
        return Reason("future", f"its date is {entry.date}", entry.date.first_day)
    return None


def redacted(entry: Entry) -> Entry:
    """The copy of a visible entry that outputs may see."""
    if isinstance(entry, Testimonial):
        return replace(rules.redacted_testimonial(entry), aliases=public_aliases(entry))
    if isinstance(entry, CaseStudy):
        return replace(rules.redacted_case_study(entry), aliases=public_aliases(entry))
    if isinstance(entry, Advocate):
        return rules.redacted_advocate(entry)
    if isinstance(entry, Partner):
        return rules.redacted_partner(entry)
    return replace(entry, imported={})


def sort_out(collected: Iterable[Collected], today: datetime.date, preview: bool) -> Sorted:
    """Shows, hides and redacts the entries of one kind; newest first, ties by id."""
    result = Sorted()
    for one in collected:
        reason = why_hidden(one.entry, today) or _told_in_a_version(one)
        result.changes |= change_days(one.entry, reason, today)
        if reason:
            result.hidden.append(Hidden(one.kind, one.id, reason, one.place()))
            if not preview:
                continue
        item = make_item(one, today, reason, preview)
        if item:
            result.shown.append(item)
    result.shown.sort(key=lambda item: item.id)
    result.shown.sort(key=lambda item: _newest(item.entry), reverse=True)
    result.hidden.sort(key=lambda hidden: (hidden.kind, hidden.id))
    return result


def _newest(entry: Entry) -> str:
    return str(entry.when if isinstance(entry, Award) else entry.date or "")


def make_item(one: Collected, today: datetime.date, reason: Reason | None, preview: bool) -> Item[Any] | None:
    """The item of an entry that is shown; in a preview a hidden one is shown as it is written."""
    make = _maker(one.entry, today, reason)
    versions = {
        language: make(version)
        for language, version in one.versions.items()
        if version is one.entry or preview or _by_status(version, today) is None
    }
    consent = getattr(one.entry, "consent", None)
    return Item(
        kind=one.kind,
        id=one.id,
        slug=public_slug(one.entry, one.kind),
        entry=versions[one.language],
        versions=versions,
        documents=dict(one.documents),
        language=one.language,
        scope=frozenset(consent.scope) if consent else frozenset(),
        company_key=key_of(getattr(one.entry, "company", None) or getattr(one.entry, "customer", None)),
        author_key=key_of(getattr(one.entry, "advocate", None)),
        person_key=key_of(getattr(one.entry, "public_name", None) or getattr(one.entry, "author", None)),
        badge=f"Hidden in a real build: {reason.text}" if reason else None,
    )


def _maker(entry: Entry, today: datetime.date, reason: Reason | None) -> Callable[[Entry], Entry]:
    covered = reason is None or reason.code in {"draft", "archived", "future"}
    return redacted if covered and _has_consent(entry, today) else _as_written


def shown_form(entry: Entry, today: datetime.date, reason: Reason | None) -> Entry:
    """The form in which `entry` is shown (in a preview also where there is a `reason` to hide it)."""
    return _maker(entry, today, reason)(entry)


def _has_consent(entry: Entry, today: datetime.date) -> bool:
    return not hasattr(entry, "consent") or rules.refusal(entry.consent, today) is None


def _as_written(entry: Entry) -> Entry:
    return replace(entry, imported={})


def key_of(words: str | None) -> str:
    """The digest under which two entries of one company, or of one advocate, are the same; empty for none."""
    return files.digest(text.fold(words).encode(), 8) if words else ""


def public_slug(entry: Entry, kind: str) -> str:
    """Its part of the address; a digest where the id would tell a name that may not be shown."""
    slug = entry.slug or text.slug_or_digest(entry.id, kind)
    for name, scope in _names(entry):
        tells = slug_tells_person if scope == "name" else slug_tells_company
        if not allows(getattr(entry, "consent", None), scope) and tells(slug, name):
            return text.digest_slug(entry.id, kind)
    return slug


def _names(entry: Entry) -> list[tuple[str, str]]:
    if isinstance(entry, Testimonial):
        return [(name, scope) for name, scope in ((entry.author, "name"), (entry.company, "company")) if name]
    if isinstance(entry, CaseStudy):
        return [(entry.customer, "company")]
    return []


def public_aliases(entry: Entry) -> tuple[str, ...]:
    """The old paths that may still be told: none where the entry must not name its author or company."""
    if all(allows(getattr(entry, "consent", None), scope) for _, scope in _names(entry)):
        return entry.aliases
    return ()


def change_days(entry: Entry, reason: Reason | None, today: datetime.date) -> set[datetime.date]:
    """The days after `today` on which what is shown of `entry` changes by itself."""
    days = {reason.until} if reason and reason.until else set()
    consent = getattr(entry, "consent", None)
    stands_elsewhere = isinstance(entry, Advocate) and any(
        rules.refusal(consent, today, scope) is None for scope in ("thanks", "directory")
    )
    if (reason is None or stands_elsewhere) and consent and consent.expires:
        days.add(consent.expires + _DAY)
    if isinstance(entry, Award) and entry.licence and entry.licence.display_until:
        days.add(entry.licence.display_until + _DAY)
    if isinstance(entry, Program) and reason is None:
        days |= {entry.starts} if entry.starts else set()
        days |= {entry.ends + _DAY} if entry.ends else set()
    return {day for day in days if day and day > today}
