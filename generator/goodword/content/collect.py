"""From documents to entries: validated, with their language versions, ids unique. Nothing is hidden yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from msgspec import Struct, field

from goodword import text
from goodword.content.document import Document
from goodword.content.field_types import KINDS_IN_WORDS
from goodword.content.models import KINDS, Entry, Program, Site, Testimonial
from goodword.content.reward_rules import version_problems
from goodword.content.validate import to_entry
from goodword.problems import Place, Problem, Problems, fields
from goodword.problems import library as told

# Kinds whose language versions are files of their own; the others have one file in one language.
FORKED = frozenset({"case-study", "award", "partner", "article", "page", "program"})
_ADVICE = {
    "testimonial": "Put the words in other languages under `translations` of the original.",
    "advocate": "An advocate has one page, in the advocate's language: set `language` there.",
}


class Collected(Struct):
    """One entry before consent is applied: its versions by language and the documents they came from."""

    kind: str
    id: str
    language: str
    versions: dict[str, Entry] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)

    @property
    def entry(self) -> Entry:
        """The version in the site's language, else in its own."""
        return self.versions[self.language]

    @property
    def document(self) -> Document:
        """The file of `entry`."""
        return self.documents[self.language]

    def place(self, *keys: str | int) -> Place:
        """Where a field of the entry in its own language stands."""
        return self.document.place(*keys)


def collect(documents: Iterable[Document], site: Site) -> tuple[dict[str, dict[str, Collected]], Problems]:
    """Entries by kind and id, and every problem with their fields, ids and languages."""
    problems = Problems()
    groups: dict[tuple[str, str], dict[str, Document]] = {}
    for document in sorted(documents, key=order):
        language = document.language or site.language
        group = groups.setdefault((document.kind, document.id), {})
        if language in group or (document.kind not in FORKED and group):
            problems.add(same_id(document, group.get(language) or next(iter(group.values())), site))
            continue
        group[language] = document
    entries: dict[str, dict[str, Collected]] = {kind: {} for kind in KINDS}
    for (kind, entry_id), versions in groups.items():
        made = _versions(kind, entry_id, versions, site, problems)
        if made:
            entries[kind][entry_id] = made
    return entries, problems


def same_id(document: Document, other: Document, site: Site) -> Problem:
    """The problem of an entry that comes behind another one of its kind with the same id."""
    if document.kind not in FORKED and (document.language or site.language) != (other.language or site.language):
        kind = KINDS_IN_WORDS[document.kind].capitalize()
        return told.NOT_FORKED(document.place(), kind=kind, advice=_ADVICE[document.kind])
    return told.DUPLICATE_ID(document.place("id"), kind=document.kind, id=document.id, other=str(other.place()))


def _versions(
    kind: str, entry_id: str, documents: dict[str, Document], site: Site, problems: Problems
) -> Collected | None:
    own = site.language if site.language in documents else min(documents, key=_position(site))
    base = documents[own]
    made = Collected(kind, entry_id, own)
    for language, document in documents.items():
        full = document
        if document is not base:
            if "consent" in document.fields:
                problems.add(
                    told.CONSENT_IN_VERSION(document.place("consent"), kind=kind, id=entry_id, other=str(base.place()))
                )
            full = document.inherit(base)
        entry, found = to_entry(full, KINDS[kind])
        problems.extend(found)
        if isinstance(entry, Testimonial):
            problems.extend(_into_its_own(entry, full, language))
        else:
            problems.extend(unknown_language(document, language, site))
        if entry is not None:
            made.versions[language] = entry
            made.documents[language] = full
    if own not in made.versions:
        return None
    if isinstance(made.entry, Program):
        for language, version in made.versions.items():
            problems.extend(version_problems(cast(Program, version), made.entry, documents[language], base))
    return made


def order(document: Document) -> tuple[str, bool, str, int]:
    """As files are listed; but a second file of what has one file only comes behind the one in the site's language."""
    is_version = document.kind not in FORKED and document.language is not None
    return document.kind, is_version, document.path, document.place().line


def _into_its_own(entry: Testimonial, document: Document, language: str) -> list[Problem]:
    """The translation of a testimonial that gives no language, into the site's own."""
    if document.language is not None or language not in entry.translations:
        return []
    return [fields.SAME_LANGUAGE(document.key_place("translations", language), language=language)]


def _position(site: Site) -> Callable[[str], tuple[int, str]]:
    order = {tag: index for index, tag in enumerate(site.all_languages)}
    return lambda tag: (order.get(tag, len(order)), tag)


def unknown_language(document: Document, language: str, site: Site) -> list[Problem]:
    """The problem of an entry in a language that the site does not have."""
    if language in site.all_languages:
        return []
    what, suggestion = "This is a version", text.did_you_mean(language, site.all_languages)
    if document.kind == "advocate":
        what = "The page and the messages of this advocate would be"
        known = ", ".join(f"`{tag}`" for tag in site.all_languages)
        suggestion = f"Choose the language that they read best ({known}), or leave it out for `{site.language}`."
    place, languages = document.place("language"), ", ".join((*site.all_languages, language))
    return [told.UNKNOWN_LANGUAGE(place, what=what, language=language, suggestion=suggestion, languages=languages)]
