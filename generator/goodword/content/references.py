"""Whether entries fit together: ids they name, words of the vocabularies, files they refer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from msgspec.structs import replace

from goodword import text
from goodword.content.collect import Collected
from goodword.content.document import Document
from goodword.content.models import Advocate, CaseStudy, Entry, Site, Testimonial
from goodword.content.sources import PLURALS
from goodword.content.vocabularies import Use, Vocabulary, from_site
from goodword.problems import ERROR, Place, Problem, Problems
from goodword.problems import library as told

Entries = dict[str, dict[str, Collected]]


def vocabularies(entries: Entries, site: Site) -> tuple[dict[str, Vocabulary], list[Problem]]:
    """The three vocabularies by name, and the problems with the words that entries use."""
    uses: dict[str, list[Use]] = {"products": [], "industries": [], "tags": []}
    for collected in _all(entries):
        for language, entry in collected.versions.items():
            for name, keys, word in _words(entry):
                uses[name].append(Use(word, collected.documents[language], keys))
    found: dict[str, Vocabulary] = {}
    problems: list[Problem] = []
    for name, used in uses.items():
        found[name], told_here = from_site(site, name, used)
        problems.extend(told_here)
    return found, problems


def _all(entries: Entries) -> Iterator[Collected]:
    for group in entries.values():
        yield from group.values()


def _words(entry: Entry) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    for index, tag in enumerate(entry.tags):
        yield "tags", ("tags", index), tag
    for name, key in (("products", "product"), ("industries", "industry")):
        word = getattr(entry, key, None)
        if word:
            yield name, (key,), word
    if isinstance(entry, Advocate):
        for index, audience in enumerate(entry.audiences):
            yield "industries", ("audiences", index), audience


def with_terms(entries: Entries, found: dict[str, Vocabulary]) -> Entries:
    """The entries with each word replaced by the id of its term (unknown ones were told, and stay)."""

    def term(name: str, word: str) -> str:
        return found[name].resolve(word) or word

    for collected in _all(entries):
        for language, entry in collected.versions.items():
            changes: dict[str, object] = {"tags": tuple(dict.fromkeys(term("tags", tag) for tag in entry.tags))}
            for name, key in (("products", "product"), ("industries", "industry")):
                word = getattr(entry, key, None)
                if word:
                    changes[key] = term(name, word)
            if isinstance(entry, Advocate):
                changes["audiences"] = tuple(dict.fromkeys(term("industries", word) for word in entry.audiences))
            collected.versions[language] = replace(entry, **changes)
    return entries


@dataclass(frozen=True, slots=True)
class Written:
    """The ids that stand in the files, by kind, of broken entries too; unread: kinds with an unreadable file."""

    ids: Mapping[str, Set[str]]
    unread: Set[str] = frozenset()


def written(documents: Iterable[Document], problems: Iterable[Problem]) -> Written:
    """What the files name. problems: those of reading. An entry that is broken exists all the same."""
    ids: dict[str, set[str]] = {}
    for document in documents:
        ids.setdefault(document.kind, set()).add(document.id)
    paths = [problem.place.path for problem in problems if problem.severity == ERROR and problem.place]
    folders = {"program": "program"} | {kind: plural for plural, kind in PLURALS.items()}
    unread = {kind for kind, name in folders.items() if any(re.match(f"content/{name}[./]", path) for path in paths)}
    return Written(ids, unread)


def broken_references(entries: Entries, written: Written) -> Problems:
    """Every id that names nothing, and testimonials claimed by somebody whose words they are not."""
    problems = Problems()
    for collected in _all(entries):
        for language, entry in collected.versions.items():
            place = collected.documents[language].place
            if isinstance(entry, Testimonial) and entry.advocate:
                problems.extend(_missing(written, "advocate", "advocate", entry.advocate, place("advocate")))
            if isinstance(entry, CaseStudy):
                for index, quoted in enumerate(entry.quotes):
                    problems.extend(_missing(written, "testimonial", "quotes", quoted, place("quotes", index)))
            if isinstance(entry, Advocate):
                if entry.program:
                    problems.extend(_missing(written, "program", "program", entry.program, place("program")))
                if entry.testimonial:
                    problems.extend(_own_testimonial(entries, written, entry, place("testimonial")))
    return problems


def _missing(written: Written, kind: str, field: str, entry_id: str, place: Place) -> list[Problem]:
    known = written.ids.get(kind, frozenset())
    if entry_id in known or kind in written.unread:
        return []
    suggestion = text.did_you_mean(entry_id, known) or f"Write the id of an existing {kind}."
    return [told.UNKNOWN_REFERENCE(place, field=field, kind=kind, id=entry_id, suggestion=suggestion)]


def _own_testimonial(entries: Entries, written: Written, advocate: Advocate, place: Place) -> list[Problem]:
    named = advocate.testimonial or ""
    missing = _missing(written, "testimonial", "testimonial", named, place)
    if missing or named not in entries["testimonial"]:
        return missing
    entry = entries["testimonial"][named].entry
    if isinstance(entry, Testimonial) and entry.advocate == advocate.id:
        return []
    whose = f"`{entry.advocate}`" if isinstance(entry, Testimonial) and entry.advocate else "not given"
    return [told.NOT_THEIR_TESTIMONIAL(place, id=named, whose=whose, advocate=advocate.id)]


def example_entries(entries: Entries, site: Site) -> list[Problem]:
    """Entries with `status: example` on a site whose url is no .example address."""
    if is_example_address(site.url):
        return []
    return [
        told.EXAMPLE_STATUS(collected.place("status"))
        for collected in _all(entries)
        if any(entry.status == "example" for entry in collected.versions.values())
    ]


def is_example_address(url: str) -> bool:
    """Whether the host of `url` lies below `.example` (RFC 2606)."""
    host = url.split("://", 1)[-1].split("/", 1)[0].split(":", 1)[0].lower()
    return host.endswith(".example") or host in {"localhost", "127.0.0.1"}
