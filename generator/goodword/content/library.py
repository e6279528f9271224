"""Everything a site may show, and what it may not, with the reason. Decided here, once.

An `Item` holds redacted entries only. Outputs are made from a `Library` and reach nothing else.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from msgspec import Struct

from goodword.content.consent import Reason
from goodword.content.document import Document
from goodword.content.items import Item
from goodword.content.models import (
    Advocate,
    Article,
    Award,
    CaseStudy,
    Page,
    Partner,
    Program,
    Site,
    Testimonial,
)
from goodword.content.rows.roll import Roll
from goodword.content.vocabularies import Vocabulary
from goodword.problems import Place, Problem

__all__ = ["Hidden", "Item", "Library"]


class Hidden(Struct, frozen=True):
    """An entry that is not shown, or a join that is not made."""

    kind: str
    id: str
    reason: Reason
    place: Place


class Library(Struct, frozen=True):
    """A site as it may be seen on `today`. Every tuple is in the order of the pages: newest first, ties by id.

    advocates: with a page, by id. ended: whose code only answers, by id. thanked: by name. listed: whose business
    stands in the directory, by its name. Their items are made when they are asked for. longest_name: of the advocates
    with a page.
    """

    site: Site
    site_document: Document
    today: datetime.date
    preview: bool
    testimonials: tuple[Item[Testimonial], ...]
    case_studies: tuple[Item[CaseStudy], ...]
    awards: tuple[Item[Award], ...]
    partners: tuple[Item[Partner], ...]
    articles: tuple[Item[Article], ...]
    pages: tuple[Item[Page], ...]
    programs: tuple[Item[Program], ...]
    advocates: Roll
    ended: Roll
    thanked: Roll
    listed: Roll
    products: Vocabulary
    industries: Vocabulary
    tags: Vocabulary
    longest_name: str
    own_words: Mapping[str, Item[Testimonial]]
    case_quotes: Mapping[str, tuple[str, ...]]
    collected: int
    hidden: tuple[Hidden, ...]
    next_change: datetime.date | None
    warnings: tuple[Problem, ...]

    @property
    def with_pages(self) -> Iterator[Item[Any]]:
        """Every entry that has a page of its own in each language it is shown in; advocates' pages are apart."""
        return chain(self.testimonials, self.case_studies, self.articles, self.pages, self.told_partners)

    @property
    def told_partners(self) -> Iterator[Item[Partner]]:
        """The partners of whom there is more to say than their line in the list."""
        return (item for item in self.partners if item.entry.has_page)

    @property
    def is_indexed(self) -> bool:
        """Whether search engines may list the site: not a demo, and not a preview."""
        return not self.site.demo and not self.preview

    def vocabulary(self, kind: str) -> Vocabulary:
        """The vocabulary that terms of `kind` (tag, industry, product) belong to."""
        return {"tag": self.tags, "industry": self.industries, "product": self.products}[kind]

    def testimonial(self, entry_id: str) -> Item[Testimonial] | None:
        """The visible testimonial with this id."""
        return next((item for item in self.testimonials if item.id == entry_id), None)

    def program_of(self, advocate: Advocate) -> Item[Program] | None:
        """The advocate's program: the one named, else the first."""
        name = advocate.program or default_program(self.programs)
        return next((item for item in self.programs if item.id == name), None)


def default_program(programs: Iterable[Item[Program]]) -> str | None:
    """The id of the program of advocates who name none: the first of `programs`, those that are shown, as given."""
    return next((item.id for item in programs), None)
