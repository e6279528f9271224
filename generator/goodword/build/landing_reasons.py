"""Why a landing page shows what it shows: own words, proof and its ranking, program and offer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from goodword.content import routes
from goodword.content.library import Item, Library
from goodword.content.models import Advocate, CaseStudy, Testimonial
from goodword.content.visibility import key_of
from goodword.outputs.landing import LandingPages
from goodword.referral.matching import Candidate, Wanted

E = TypeVar("E", Testimonial, CaseStudy)


class Choice(Struct, frozen=True):
    """One candidate. rank: from 1; picked: whether it stands on the page."""

    rank: int
    id: str
    place: str
    why: str
    picked: bool


class Proof(Struct, frozen=True):
    """The proof of one page: for everybody, or for one audience."""

    address: str
    wanted: str
    testimonials: tuple[Choice, ...]
    case_studies: tuple[Choice, ...]


def landing_facts(pages: LandingPages, item: Item[Advocate], everything: Library) -> Iterator[tuple[str, str]]:
    """Label and value of everything but the proof. everything: the preview's library, for what is hidden."""
    library = pages.frame.production.library
    yield from _own_words(item, library, everything)
    for audience in item.entry.audiences:
        path = routes.landing_path(item.entry.code, library.industries.slug(audience))
        yield ("audience", f"{audience}: {pages.frame.production.href(path)}")
    program = library.program_of(item.entry)
    if program is None:
        yield ("program", "none: nobody is paid")
    else:
        running = "running" if program.entry.is_running(library.today) else "not running today"
        yield ("program", f"`{program.id}`, {running} ({program.document(item.language).place()})")
    said = pages.offer(item.entry)
    own = " (the advocate's own `offer`)" if item.entry.offer and said.friend == item.entry.offer else ""
    yield ("the friend gets", f"{said.friend or 'nothing'}{own}")
    yield ("the advocate gets", said.advocate or "nothing")
    if said.disclosure:
        yield ("disclosed as", said.disclosure[1])


def _own_words(item: Item[Advocate], library: Library, everything: Library) -> Iterator[tuple[str, str]]:
    own = library.own_words.get(item.id)
    if own:
        chosen = ", chosen by `testimonial`" if item.entry.testimonial else ""
        yield ("own words", f"testimonial `{own.id}`{chosen} ({own.document(own.language).place()})")
    shown = {one.id for one in library.testimonials}
    theirs = [one for one in everything.testimonials if one.author_key == key_of(item.id)]
    reasons = {one.id: one.reason.text for one in library.hidden if one.kind == "testimonial"}
    for one in theirs:
        if one.id not in shown:
            yield ("own words not shown", f"`{one.id}` is hidden: {reasons.get(one.id, 'it is left out')}")
        elif item.entry.testimonial and one.id != item.entry.testimonial:
            yield ("own words not shown", f"`{one.id}`: `testimonial` chooses `{item.entry.testimonial}`")
    for refused in library.hidden:
        if (refused.kind, refused.id) == ("advocate", item.id):
            yield ("own words not shown", refused.reason.text)
    if not own and not theirs:
        yield ("own words", f"none: no testimonial says `advocate: {item.id}`")


def landing_proofs(pages: LandingPages, item: Item[Advocate]) -> Iterator[Proof]:
    """The proof of the advocate's page, then of its versions for each audience."""
    industries = pages.frame.production.library.industries
    for audience in (None, *item.entry.audiences):
        quotes, cases = pages.considered(item, audience)
        picked, case = pages.chosen(item, audience)
        path = routes.landing_path(item.entry.code, industries.slug(audience) if audience else None)
        yield Proof(
            address=pages.frame.production.href(path),
            wanted=_wanted(pages.wanted(item, audience)),
            testimonials=_choices(quotes, [one.item.id for one in picked]),
            case_studies=_choices(cases, [case.item.id] if case else []),
        )


def _wanted(wanted: Wanted) -> str:
    parts = [("language", wanted.language), ("industry", wanted.industry), ("product", wanted.product)]
    return ", ".join(f"{name} `{value}`" if value else f"no {name}" for name, value in parts)


def _choices(found: Sequence[Candidate[E]], picked: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            rank=rank,
            id=one.item.id,
            place=str(one.item.document(one.item.language).place()),
            why=one.why,
            picked=one.item.id in picked,
        )
        for rank, one in enumerate(found, 1)
    )
