"""The whole way from a folder to a `Library`: read, validate, collect, sort out, join. Reads only."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

from goodword.content import joins, references
from goodword.content.advocates import Muster, basis, muster
from goodword.content.collect import Collected, collect
from goodword.content.document import Document
from goodword.content.items import Item
from goodword.content.library import Hidden, Library
from goodword.content.models import Program, Site
from goodword.content.recall import Part, Recall, anew
from goodword.content.rows.family import Family, gather
from goodword.content.rows.roll import Roll
from goodword.content.rows.table import Read
from goodword.content.sources import Sources, read_sources
from goodword.content.validate import to_site
from goodword.content.visibility import Sorted, sort_out
from goodword.content.vocabularies import Vocabulary
from goodword.problems import WARNING, Problem, Problems

# A check that a higher floor adds: from all entries, hidden ones too, to what is wrong with them.
Check = Callable[[references.Entries, Recall], Iterable[Problem]]


def load_library(
    root: Path, day: Callable[[str], datetime.date], *, preview: bool = False, checks: Iterable[Check] = ()
) -> Library:
    """The library of the site in `root` on the day that `day` gives for the site's time zone.

    Raises SiteError with every problem found when one of them is an error.
    """
    library, problems = load_what_stands(root, day, preview=preview, checks=checks)
    problems.raise_errors()
    assert library is not None
    return library


def load_what_stands(
    root: Path, day: Callable[[str], datetime.date], *, preview: bool = False, checks: Iterable[Check] = ()
) -> tuple[Library | None, Problems]:
    """The library of all files without an error, and every problem; None where site.yaml has errors.

    With errors the library is for looking for more of them, never for publishing.
    """
    return library_of(root, read_sources(root, recall=anew), day, preview=preview, checks=checks)


def library_of(
    root: Path,
    sources: Sources,
    day: Callable[[str], datetime.date],
    *,
    preview: bool = False,
    checks: Iterable[Check] = (),
    recall: Recall = anew,
) -> tuple[Library | None, Problems]:
    """`load_what_stands` of what was read already."""
    problems = Problems(sources.problems)
    if sources.site is None:
        return None, problems
    site, told = to_site(sources.site)
    problems.extend(told)
    if site is None:
        problems.extend(_entries_alone(read_sources(root).documents))
        return None, problems
    entries, told_entries = _collected(root, sources, site, recall)
    problems.extend(told_entries)
    vocabularies, told_words = references.vocabularies(entries, site)
    problems.extend(told_words)
    problems.extend(_broken_names(sources, entries, site))
    problems.extend(references.example_entries(entries, site))
    for check in checks:
        problems.extend(check(entries, recall))
    problems.extend(joins.withdrawn_elsewhere(entries["testimonial"], entries["advocate"]))
    entries = _sound(entries, problems)
    entries = joins.with_relations(references.with_terms(entries, vocabularies))
    today, read = day(site.timezone), _reader(root)
    return _assembled(sources.site, site, entries, vocabularies, today, preview, problems, read, recall), problems


def _broken_names(sources: Sources, entries: references.Entries, site: Site) -> Problems:
    """Whatever names what is not there. The names of very many advocates are forgotten at once."""
    written = references.written(sources.documents, sources.problems, sources.rows)
    problems = references.broken_references(entries, written)
    if sources.site is not None:
        problems.extend(references.broken_settings(site, sources.site, written))
    return problems


def _collected(root: Path, sources: Sources, site: Site, recall: Recall) -> tuple[references.Entries, list[Problem]]:
    """All entries, and what is wrong with them as such."""
    documents = [document for document in sources.documents if document.kind != "advocate"]
    advocates = [document for document in sources.documents if document.kind == "advocate"]
    entries, problems = collect(documents, site)
    family, told = gather(sources.rows, advocates, site, _reader(root), recall)
    # The order of the kinds stays.
    return {kind: family if kind == "advocate" else group for kind, group in entries.items()}, [*problems, *told]


def _reader(root: Path) -> Read:
    return lambda path: (root / path).read_bytes()


def _assembled(
    site_document: Document,
    site: Site,
    entries: references.Entries,
    vocabularies: dict[str, Vocabulary],
    today: datetime.date,
    preview: bool,
    problems: Iterable[Problem],
    read: Read,
    recall: Recall,
) -> Library:
    """The library of sound entries: sorted out by what may be shown `today`, and joined."""
    family = cast(Family, entries["advocate"])
    sorted_out = {
        kind: sort_out(group.values(), today, preview) for kind, group in entries.items() if kind != "advocate"
    }
    programs = _in_given_order(entries["program"], sorted_out["program"])
    parts: tuple[Part, ...] = (*basis(family, vocabularies, programs), str(today), str(preview))
    make = partial(muster, family, vocabularies, programs, today, preview)
    mustered = recall("muster", parts, Muster, make)
    sorted_out["advocate"] = Sorted([], list(mustered.hidden), set(mustered.changes))
    documents = {one.id: one.document for one in family.others}
    live = Roll.of(mustered.live, documents, read)
    shown = {item.id: item for item in sorted_out["testimonial"].shown}
    own_words, refused = joins.own_words(live, sorted_out["testimonial"].shown)
    case_quotes, refused_quotes = joins.case_quotes(sorted_out["case-study"].shown, shown)
    hidden = [one for kind in entries for one in sorted_out[kind].hidden]
    changes = {day for sorted_kind in sorted_out.values() for day in sorted_kind.changes}
    return Library(
        site=site,
        site_document=site_document,
        today=today,
        preview=preview,
        testimonials=tuple(sorted_out["testimonial"].shown),
        case_studies=tuple(sorted_out["case-study"].shown),
        awards=tuple(sorted_out["award"].shown),
        partners=tuple(_by_name(sorted_out["partner"].shown)),
        articles=tuple(sorted_out["article"].shown),
        pages=tuple(sorted_out["page"].shown),
        programs=programs,
        advocates=live,
        ended=Roll.of(mustered.ended, documents, read),
        thanked=Roll.of(mustered.thanked, documents, read),
        listed=Roll.of(mustered.listed, documents, read),
        products=vocabularies["products"],
        industries=vocabularies["industries"],
        tags=vocabularies["tags"],
        longest_name=mustered.longest,
        own_words=own_words,
        case_quotes=case_quotes,
        collected=len(entries["testimonial"]),
        hidden=(*hidden, *_unique(refused), *_unique(refused_quotes)),
        next_change=min(changes, default=None),
        warnings=tuple(problem for problem in problems if problem.severity == WARNING),
    )


def _sound(entries: references.Entries, problems: Problems) -> references.Entries:
    """The entries from files that have no error."""
    broken = {problem.place.path for problem in problems.errors if problem.place}
    if not broken:
        return entries
    return {kind: _without(group, broken) for kind, group in entries.items()}


def _without(group: Mapping[str, Collected], broken: set[str]) -> Mapping[str, Collected]:
    if isinstance(group, Family):
        return group.without(broken)
    return {
        entry_id: one
        for entry_id, one in group.items()
        if broken.isdisjoint(document.path for document in one.documents.values())
    }


def _entries_alone(documents: Iterable[Document]) -> Problems:
    """What is wrong with the entries as such, where site.yaml does not say what site they are for."""
    given = tuple(documents)
    languages = tuple(sorted({document.language for document in given if document.language}))
    return collect(given, Site(name="-", url="https://site.example", languages=languages))[1]


def _unique(refused: list[Hidden]) -> list[Hidden]:
    return list(dict.fromkeys(refused))


def _in_given_order(entries: Mapping[str, Collected], sorted_out: Sorted) -> tuple[Item[Program], ...]:
    order = {entry_id: index for index, entry_id in enumerate(entries)}
    return tuple(sorted(sorted_out.shown, key=lambda item: order[item.id]))


def _by_name(items: list[Item[Any]]) -> list[Item[Any]]:
    return sorted(items, key=lambda item: (not item.entry.featured, item.entry.name.casefold(), item.id))
