"""The words that entries share: products, industries, tags. From site.yaml, else from the entries themselves."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from goodword import text
from goodword.content.document import Document, Key
from goodword.content.models.parts import Localized
from goodword.content.models.site import Site, Term, language_of, localized
from goodword.problems import Place, Problem
from goodword.problems import library as told


class Use(Struct, frozen=True):
    """One use of a word in an entry: in the field at `keys` of `document`."""

    word: str
    document: Document
    keys: tuple[Key, ...]

    @property
    def place(self) -> Place:
        """Where the word stands; found by reading the file again, so ask only for what is told."""
        return self.document.place(*self.keys)


class Vocabulary:
    """One list of words. `resolve` gives the id that stands for what somebody wrote."""

    def __init__(self, name: str, terms: Iterable[Term], default_language: str, *, closed: bool) -> None:
        self.name = name
        self.closed = closed
        self._default = default_language
        self._terms = {term.id: term for term in terms}
        self._by_fold = {text.fold(term.id): term.id for term in self._terms.values()}
        self._slugs = _slugs(self._terms, name)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all terms, as listed."""
        return tuple(self._terms)

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, as listed."""
        return tuple(self._terms.values())

    def resolve(self, word: str) -> str | None:
        """The id of `word`, whatever its case; None when the list is closed and does not know it."""
        return self._by_fold.get(text.fold(word))

    def label(self, term: str, language: str) -> str:
        """What people read for the id `term` in `language`."""
        found = self._terms[term]
        return localized(found.label, language, self._default) or found.id

    def label_language(self, term: str, language: str) -> str | None:
        """The language of that label; None where one label stands for all languages."""
        return language_of(self._terms[term].label, language, self._default)

    def description(self, term: str, language: str) -> str:
        """A sentence about the term, or nothing."""
        return localized(self._terms[term].description, language, self._default)

    def slug(self, term: str) -> str:
        """The term's part of an address, unique in the vocabulary."""
        return self._slugs[term]


def _slugs(terms: Iterable[str], name: str) -> dict[str, str]:
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for term in sorted(terms):
        slug = text.slug_or_digest(term, name)
        slugs[term] = slug if slug not in taken else text.digest_slug(term, f"{name}-{slug}")
        taken.add(slugs[term])
    return slugs


def from_site(site: Site, name: str, uses: Iterable[Use]) -> tuple[Vocabulary, list[Problem]]:
    """The vocabulary `name` (products, industries or tags) and what is wrong with the words used.

    Listed in site.yaml: words beyond the list are errors. Else the words used, case-folded, are
    the list, and near-equal ones a warning.
    """
    listed: tuple[Term, ...] = getattr(site, name)
    if not listed:
        return _open(name, uses, site.language)
    vocabulary = Vocabulary(name, listed, site.language, closed=True)
    labels = {term.id: term.id for term in listed}
    for term in listed:
        labels |= dict.fromkeys(_labels(term.label), term.id)
    problems = []
    for use in uses:
        if vocabulary.resolve(use.word) is None:
            match = text.closest(use.word, labels)
            suggestion = f"Did you mean `{labels[match]}`?" if match else text.did_you_mean(use.word, labels.values())
            problems.append(told.UNKNOWN_TERM(use.place, value=use.word, vocabulary=name, suggestion=suggestion))
    return vocabulary, problems


def _labels(label: Localized | None) -> list[str]:
    if label is None:
        return []
    return [label] if isinstance(label, str) else list(label.values())


def _open(name: str, uses: Iterable[Use], language: str) -> tuple[Vocabulary, list[Problem]]:
    first: dict[str, Use] = {}
    for use in sorted(uses, key=lambda use: use.document.path):  # within a file they come in its order
        first.setdefault(text.fold(use.word), use)
    problems = []
    by_letters: dict[str, Use] = {}
    for use in first.values():
        letters = "".join(text.words(use.word)).replace("_", "") or use.word
        other = by_letters.setdefault(letters, use)
        if other is not use:
            problems.append(
                told.NEAR_EQUAL_TERMS(
                    use.place, value=use.word, other=other.word, where=str(other.place), vocabulary=name
                )
            )
    terms = [Term(id=use.word) for use in first.values()]
    return Vocabulary(name, terms, language, closed=False), problems
