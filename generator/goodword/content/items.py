"""One entry as outputs may see it: redacted, with its language versions and the files it came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from msgspec import Struct

from goodword.content.document import Document
from goodword.content.models import Entry, Testimonial
from goodword.text import base_language, nearest_language

E = TypeVar("E", bound=Entry, covariant=True)


class Item(Struct, Generic[E], frozen=True):
    """One entry with its language versions, as far as it may be shown.

    entry: the version in the site's language, else in its own. slug: its part of the address, which
    gives nobody away. company_key, author_key (of the advocate's id), person_key (of the name): digests
    for comparing, never shown. scope: what its consent covers. badge: in a preview, why a real build would hide it.
    """

    kind: str
    id: str
    slug: str
    entry: E
    versions: Mapping[str, E]
    documents: Mapping[str, Document]
    language: str
    scope: frozenset[str] = frozenset()
    company_key: str = ""
    author_key: str = ""
    person_key: str = ""
    badge: str | None = None

    def version(self, language: str) -> tuple[str, E]:
        """The entry in `language` where there is one, else in its own; with the language it is in."""
        if language in self.versions:
            return language, self.versions[language]
        return self.language, self.entry

    def document(self, language: str) -> Document:
        """The file that the version in `language` came from."""
        return self.documents.get(language) or self.documents[self.language]


def words_language(item: Item[Testimonial], language: str) -> str | None:
    """In which language readers of `language` get the words: as they were said, or translated; None for neither.

    A translation for another region serves, and the words themselves do before it.
    """
    own, translations = item.language, item.entry.translations
    if own == language or language in translations:  # asked of every testimonial for every match group
        return language
    if base_language(own) == base_language(language):
        return own
    return nearest_language(language, translations) if translations else None
