"""Joining two entries of one person, or of one customer, only as far as both consents go.

A quote given without a name is never shown where the name stands, and an advocate's page shows the
advocate's own words only when each side's scope allows all that the two reveal together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from msgspec.structs import replace

from goodword.content.collect import Collected
from goodword.content.consent import Reason
from goodword.content.items import Item
from goodword.content.library import Hidden
from goodword.content.models import LEGAL_RELATIONS, Advocate, CaseStudy, Consent, Testimonial
from goodword.content.references import Entries
from goodword.content.rows.family import Family
from goodword.content.rows.roll import Roll
from goodword.content.visibility import key_of
from goodword.problems import Problem
from goodword.problems import disclosure as told


def with_relations(entries: Entries) -> Entries:
    """The entries; words of an advocate who is a partner or an employee are disclosed as such, whatever they say."""
    known_advocates = _authors(entries["testimonial"], entries["advocate"])
    for one in entries["testimonial"].values():
        for language, entry in one.versions.items():
            known = cast(Testimonial, entry)
            theirs = known_advocates.get(known.advocate or "")
            kind = cast(Advocate, theirs.entry).kind if theirs else None
            if kind in LEGAL_RELATIONS and known.relationship not in LEGAL_RELATIONS:
                one.versions[language] = replace(known, relationship=kind)
    return entries


def _authors(testimonials: Mapping[str, Collected], advocates: Mapping[str, Collected]) -> Mapping[str, Collected]:
    """Those of the advocates that testimonials name."""
    named = {cast(Testimonial, entry).advocate for one in testimonials.values() for entry in one.versions.values()}
    wanted = [name for name in named if name]
    if isinstance(advocates, Family):
        return advocates.chosen(wanted)
    return {name: advocates[name] for name in wanted if name in advocates}


def own_words(
    advocates: Roll, testimonials: Sequence[Item[Testimonial]]
) -> tuple[dict[str, Item[Testimonial]], list[Hidden]]:
    """For each advocate id the testimonial to show on the landing page, reduced to what both allow."""
    theirs: dict[str, list[Item[Testimonial]]] = {}
    for item in testimonials:
        if item.author_key:
            theirs.setdefault(item.author_key, []).append(item)
    found: dict[str, Item[Testimonial]] = {}
    refused: list[Hidden] = []
    for advocate in advocates.with_keys(theirs):
        candidates = theirs.get(key_of(advocate.id), [])
        wanted = advocate.entry.testimonial
        candidates = [item for item in candidates if not wanted or item.id == wanted]
        for item in candidates:
            lacking = _lacking(advocate, item)
            if not lacking:
                found[advocate.id] = _reduced(item, advocate.scope)
                break
            refused.append(_refusal("advocate", advocate, item.id, lacking))
    return found, refused


def _lacking(advocate: Item[Advocate], item: Item[Testimonial]) -> str | None:
    if advocate.badge or item.badge:
        return None
    entry = advocate.entry
    shown = {"quote", "name"}
    shown |= {
        scope for scope, value in (("role", entry.role), ("company", entry.company), ("photo", entry.photo)) if value
    }
    for scope in sorted(shown - item.scope):
        return f"the testimonial's consent does not cover `{scope}`, which the page would tell"
    for scope in sorted({"quote", "name"} - advocate.scope):
        return f"the advocate's consent does not cover `{scope}`, which the page would tell"
    return None


def _reduced(item: Item[Testimonial], scope: frozenset[str]) -> Item[Testimonial]:
    entry = item.entry
    reduced = replace(
        entry,
        role=entry.role if "role" in scope else None,
        company=entry.company if "company" in scope else None,
        company_url=entry.company_url if "company" in scope else None,
        photo=entry.photo if "photo" in scope else None,
        logo=entry.logo if {"logo", "company"} <= scope else None,
        video=entry.video if "video" in scope else None,
    )
    return replace(item, entry=reduced, versions={item.language: reduced})


def case_quotes(
    cases: Iterable[Item[CaseStudy]], testimonials: Mapping[str, Item[Testimonial]]
) -> tuple[dict[str, tuple[str, ...]], list[Hidden]]:
    """For each case study id the testimonials shown with it: those whose company may be told there."""
    found: dict[str, tuple[str, ...]] = {}
    refused: list[Hidden] = []
    for case in cases:
        kept = []
        for quoted in case.entry.quotes:
            item = testimonials.get(quoted)
            if item is None:
                continue
            if case.entry.customer and "company" not in item.scope and not item.badge:
                lacking = "the testimonial's consent does not cover `company`, which the case study tells"
                refused.append(_refusal("case-study", case, quoted, lacking))
                continue
            if not case.entry.customer and (item.entry.author or item.entry.company) and not case.badge:
                lacking = "the case study's consent does not cover `company`, which the quote would tell"
                refused.append(_refusal("case-study", case, quoted, lacking))
                continue
            kept.append(quoted)
        found[case.id] = tuple(kept)
    return found, refused


def _refusal(kind: str, item: Item[Advocate] | Item[CaseStudy], quoted: str, lacking: str) -> Hidden:
    reason = Reason("no-scope", f"`{quoted}` is not shown there: {lacking}")
    return Hidden(kind, item.id, reason, item.document(item.language).place())


def withdrawn_elsewhere(testimonials: Mapping[str, Collected], advocates: Mapping[str, Collected]) -> Iterator[Problem]:
    """Where one person's testimonial and advocate row disagree: consent withdrawn in one, standing in the other.

    Each has a consent of its own, so nothing is hidden for it; but nobody should overlook half of a withdrawal.
    """
    authors = _authors(testimonials, advocates)
    for one in testimonials.values():
        quote = cast(Testimonial, one.entry)
        other = authors.get(quote.advocate or "")
        if other is None:
            continue
        for gone, shown in ((one, other), (other, one)):
            stands = shown.entry.stands and getattr(shown.entry, "consent", None)
            if _withdrew(gone) and stands and not _withdrew(shown):
                yield told.WITHDRAWN_ELSEWHERE(
                    shown.place("consent"),
                    kind=shown.kind,
                    other_kind=gone.kind,
                    other=gone.id,
                    where=str(gone.place("consent")),
                )


def _withdrew(one: Collected) -> bool:
    consent: Consent | None = getattr(one.entry, "consent", None)
    return consent is not None and consent.withdrawn is not None
