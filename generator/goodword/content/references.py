"""Whether entries fit together: ids they name, words of the vocabularies, files they refer to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from msgspec import Struct
from msgspec.structs import replace

from goodword import text
from goodword.content.collect import Collected
from goodword.content.document import Document
from goodword.content.models import Advocate, CaseStudy, Entry, Site, Testimonial
from goodword.content.rows.family import Family
from goodword.content.rows.reading import NAMES, FileRows
from goodword.content.sources import PLURALS
from goodword.content.vocabularies import Use, Vocabulary, from_site
from goodword.problems import ERROR, Place, Problem, Problems
from goodword.problems import library as told

# By kind, then by id; the advocates are a `Family` where a site was loaded.
Entries = dict[str, Mapping[str, Collected]]


def vocabularies(entries: Entries, site: Site) -> tuple[dict[str, Vocabulary], list[Problem]]:
    """The three vocabularies by name, and the problems with the words that entries use."""
    uses = _uses(entries, first_of_rows=True)
    found: dict[str, Vocabulary] = {}
    problems: list[Problem] = []
    for name in uses:
        found[name], told_here = from_site(site, name, uses[name])
        if told_here and found[name].closed:
            # A word that is not listed is told wherever it stands.
            _, told_here = from_site(site, name, _uses(entries, first_of_rows=False)[name])
        problems.extend(told_here)
    return found, problems


def _uses(entries: Entries, *, first_of_rows: bool) -> dict[str, list[Use]]:
    """Every use of a word by the vocabulary; of words in large lists only the first use in each file, if so asked."""
    uses: dict[str, list[Use]] = {"products": [], "industries": [], "tags": []}
    for group in entries.values():
        known: Iterable[Collected] = group.values()
        if first_of_rows and isinstance(group, Family) and not group.lost:
            known = group.others
            for word, document in group.first_words():
                uses[word.vocabulary].append(Use(word.word, document, word.keys))
        for collected in known:
            for language, entry in collected.versions.items():
                for name, keys, written_word in _words(entry):
                    uses[name].append(Use(written_word, collected.documents[language], keys))
    return uses


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


def with_terms(entries: Entries, found: Mapping[str, Vocabulary]) -> Entries:
    """The entries with each word replaced by the id of its term (unknown ones were told, and stay).

    Advocates are no part of it: `with_own_terms` does it for one of them.
    """

    def term(name: str, word: str) -> str:
        return found[name].resolve(word) or word

    for kind, group in entries.items():
        for collected in group.values() if kind != "advocate" else ():
            for language, entry in collected.versions.items():
                changes: dict[str, object] = {"tags": tuple(dict.fromkeys(term("tags", tag) for tag in entry.tags))}
                for name, key in (("products", "product"), ("industries", "industry")):
                    word = getattr(entry, key, None)
                    if word:
                        changes[key] = term(name, word)
                collected.versions[language] = replace(entry, **changes)
    return entries


def with_own_terms(found: Mapping[str, Vocabulary]) -> Callable[[Advocate], Advocate]:
    """What gives an advocate with each word replaced by the id of its term."""
    known: dict[tuple[str, str], str] = {}

    def term(name: str, word: str) -> str:
        if (name, word) not in known:
            known[name, word] = found[name].resolve(word) or word
        return known[name, word]

    def change(entry: Advocate) -> Advocate:
        product = term("products", entry.product) if entry.product else entry.product
        industry = term("industries", entry.industry) if entry.industry else entry.industry
        tags, audiences = entry.tags, entry.audiences
        if tags:
            tags = tuple(dict.fromkeys(term("tags", tag) for tag in tags))
        if audiences:
            audiences = tuple(dict.fromkeys(term("industries", word) for word in audiences))
        if (product, industry, tags, audiences) == (entry.product, entry.industry, entry.tags, entry.audiences):
            return entry
        return replace(entry, product=product, industry=industry, tags=tags, audiences=audiences)

    return change


class Written(Struct, frozen=True):
    """The ids that stand in the files, by kind, of broken entries too; unread: kinds with an unreadable file."""

    ids: Mapping[str, Set[str]]
    unread: Set[str] = frozenset()


def written(documents: Iterable[Document], problems: Iterable[Problem], rows: Iterable[FileRows] = ()) -> Written:
    """What the files name. problems: those of reading. An entry that is broken exists all the same."""
    ids: dict[str, set[str]] = {}
    for document in documents:
        ids.setdefault(document.kind, set()).add(document.id)
    for file in rows:
        known = ids.setdefault("advocate", set())
        known.update(one.row.id for one in file.broken)
        for part in file.parts:
            known.update(name.id for name in NAMES.walk(part.names))
    paths = [problem.place.path for problem in problems if problem.severity == ERROR and problem.place]
    folders = {"program": "program"} | {kind: plural for plural, kind in PLURALS.items()}
    unread = {kind for kind, name in folders.items() if any(re.match(f"content/{name}[./]", path) for path in paths)}
    return Written(ids, unread)


def broken_references(entries: Entries, written: Written) -> Problems:
    """Every id that names nothing, and testimonials claimed by somebody whose words they are not."""
    problems = Problems()
    for group in entries.values():
        for collected in group.values() if _may_refer_wrongly(group, written) else ():
            for language, entry in collected.versions.items():
                place = collected.documents[language].place
                if isinstance(entry, Testimonial) and entry.advocate:
                    problems.extend(_missing(written, "advocate", "advocate", entry.advocate, place))
                if isinstance(entry, CaseStudy):
                    for index, quoted in enumerate(entry.quotes):
                        problems.extend(_missing(written, "testimonial", "quotes", quoted, place, index))
                if isinstance(entry, Advocate):
                    if entry.program:
                        problems.extend(_missing(written, "program", "program", entry.program, place))
                    if entry.testimonial:
                        problems.extend(_own_testimonial(entries, written, entry, place))
    return problems


def broken_settings(site: Site, document: Document, written: Written) -> list[Problem]:
    """Every id in site.yaml that names nothing."""
    named = site.embeds.testimonials if site.embeds else ()

    def place(_: str, index: int) -> Place:
        return document.place("embeds", "testimonials", index)

    return [
        problem
        for index, entry_id in enumerate(named)
        for problem in _missing(written, "testimonial", "embeds.testimonials", entry_id, place, index)
    ]


def _may_refer_wrongly(group: Mapping[str, Collected], written: Written) -> bool:
    """Whether it is worth looking at each; of rows it is known what they name at all."""
    if not isinstance(group, Family) or any(True for _ in group.others):
        return True
    known = written.ids.get("program", frozenset())
    return any(file.claims or not known >= set(file.programs) for file in group.files)


def _missing(
    written: Written, kind: str, field: str, entry_id: str, place: Callable[..., Place], *keys: int
) -> list[Problem]:
    known = written.ids.get(kind, frozenset())
    if entry_id in known or kind in written.unread:
        return []
    suggestion = text.did_you_mean(entry_id, known) or f"Write the id of an existing {kind}."
    return [told.UNKNOWN_REFERENCE(place(field, *keys), field=field, kind=kind, id=entry_id, suggestion=suggestion)]


def _own_testimonial(
    entries: Entries, written: Written, advocate: Advocate, place: Callable[..., Place]
) -> list[Problem]:
    named = advocate.testimonial or ""
    missing = _missing(written, "testimonial", "testimonial", named, place)
    if missing or named not in entries["testimonial"]:
        return missing
    entry = entries["testimonial"][named].entry
    if isinstance(entry, Testimonial) and entry.advocate == advocate.id:
        return []
    whose = f"`{entry.advocate}`" if isinstance(entry, Testimonial) and entry.advocate else "not given"
    return [told.NOT_THEIR_TESTIMONIAL(place("testimonial"), id=named, whose=whose, advocate=advocate.id)]


def example_entries(entries: Entries, site: Site) -> list[Problem]:
    """Entries with `status: example` on a site whose url is no .example address."""
    if is_example_address(site.url):
        return []
    return [
        told.EXAMPLE_STATUS(collected.place("status"))
        for group in entries.values()
        if not isinstance(group, Family) or _has_examples(group)
        for collected in group.values()
        if any(entry.status == "example" for entry in collected.versions.values())
    ]


def _has_examples(family: Family) -> bool:
    return any(file.examples for file in family.files) or any(True for _ in family.others)


def is_example_address(url: str) -> bool:
    """Whether the host of `url` lies below `.example` (RFC 2606)."""
    host = url.split("://", 1)[-1].split("/", 1)[0].split(":", 1)[0].lower()
    return host.endswith(".example") or host in {"localhost", "127.0.0.1"}
