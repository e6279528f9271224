"""What ends: consents and badge licences that have ended, or end soon."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import chain

from goodword.check.subject import Subject
from goodword.content.document import Document
from goodword.problems import Problem, checks

_HINTS = {
    "expired": "Ask again and write the new consent down, or set `status: archived`.",
    "withdrawn": "Keep the entry as the record of it, or remove it when you are asked to forget the person.",
}


def ending(subject: Subject) -> Iterator[Problem]:
    """Consents that end within `checks.ending_days`, the last day included."""
    library = subject.library
    days = library.site.checks.ending_days
    seen: set[tuple[str, str]] = set()
    people = library.advocates, library.thanked, library.listed
    shown = chain(library.testimonials, library.case_studies, library.partners, *people)
    for item in shown:
        document = item.document(item.language)
        last = _expires(document)
        if last is None or (item.kind, item.id) in seen:
            continue
        seen.add((item.kind, item.id))
        left = (last - library.today).days
        if 0 <= left <= days:
            place = document.place("consent", "expires")
            kind = item.kind.replace("-", " ")
            yield checks.CONSENT_ENDING(place, kind=kind, entry=item.id, day=last, days=left)


def _expires(document: Document) -> datetime.date | None:
    """The day as written: the entries that outputs see no longer hold their consent."""
    consent = document.fields.get("consent")
    try:
        return datetime.date.fromisoformat(str(consent["expires"])) if isinstance(consent, dict) else None
    except (KeyError, ValueError):
        return None


def ended(subject: Subject) -> Iterator[Problem]:
    """Entries that are hidden because their consent has expired or was withdrawn."""
    for one in subject.library.hidden:
        if one.reason.code in _HINTS:
            kind = one.kind.replace("-", " ")
            hint = _HINTS[one.reason.code]
            yield checks.CONSENT_ENDED(one.place, kind=kind, entry=one.id, reason=one.reason.text, hint=hint)


def badges(subject: Subject) -> Iterator[Problem]:
    """Badges whose licence has ended, or ends within `checks.ending_days`."""
    library = subject.library
    for item in library.awards:
        licence = item.entry.licence
        if licence is None or licence.display_until is None:
            continue
        last = licence.display_until
        left = (last - library.today).days
        place = item.document(item.language).place("licence", "display_until")
        if left < 0:
            yield checks.BADGE_ENDED(place, award=item.entry.name, day=last)
        elif left <= library.site.checks.ending_days:
            yield checks.BADGE_ENDING(place, award=item.entry.name, day=last, days=left)
