"""Which walls of testimonials a site has: all of them, by tag, industry, product, rating, industry with product.

Pure arithmetic over the library; nothing here knows about templates. Displays and embeds narrow down by it, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from goodword.content.library import Item, Library
from goodword.content.models import Entry, Testimonial
from goodword.content.routes import wall_tail
from goodword.content.vocabularies import Vocabulary

PER_PAGE = 24
PAIR_NEEDS = 3

Quotes = tuple[Item[Testimonial], ...]


class Wall(Struct, frozen=True):
    """One wall. tail: its path without the language's prefix; the ids name what it is narrowed to."""

    tail: str
    items: Quotes
    tag: str | None = None
    industry: str | None = None
    product: str | None = None
    stars: int | None = None

    @property
    def pages(self) -> int:
        """How many pages it has; an empty wall has one."""
        return max(1, -(-len(self.items) // PER_PAGE))

    def page_tail(self, number: int) -> str:
        """The path of page `number` without the language's prefix."""
        return self.tail if number == 1 else f"{self.tail}page/{number}/"

    def page_items(self, number: int) -> Quotes:
        """What stands on page `number`."""
        return self.items[(number - 1) * PER_PAGE : number * PER_PAGE]


def stars(entry: Testimonial) -> int | None:
    """Whole stars of five that the rating reaches; None without a rating or below one star."""
    if entry.rating is None:
        return None
    return int(entry.rating / entry.scale * 5 + 1e-9) or None


def walls(library: Library) -> tuple[Wall, ...]:
    """Every wall, the whole one first."""
    items = library.testimonials
    return (
        Wall(wall_tail(), items),
        *_by(items, library.tags, "tag"),
        *_by(items, library.industries, "industry"),
        *_by(items, library.products, "product"),
        *_by_stars(items),
        *_by_pair(items, library),
    )


def _by(items: Quotes, vocabulary: Vocabulary, kind: Literal["tag", "industry", "product"]) -> Iterator[Wall]:
    by_term: dict[str, list[Item[Testimonial]]] = {}
    for item in items:
        for term in terms(item.entry, kind):
            by_term.setdefault(term, []).append(item)
    for term in sorted(vocabulary.ids):
        if term in by_term:
            tail = wall_tail(**{kind: vocabulary.slug(term)})
            tag, industry, product = (term if kind == name else None for name in ("tag", "industry", "product"))
            yield Wall(tail, tuple(by_term[term]), tag, industry, product)


def terms(entry: Entry, kind: str) -> tuple[str, ...]:
    """The tags, the industry or the product of an entry: one, or none, or several."""
    if kind == "tag":
        return entry.tags
    term = getattr(entry, kind, None)
    return (term,) if term else ()


def rated(items: Iterable[Item[Testimonial]]) -> Quotes:
    """Those that an average is made of: shown on the site, with a rating."""
    return tuple(item for item in items if item.entry.rating is not None and item.badge is None)


def _by_stars(items: Quotes) -> Iterator[Wall]:
    for number in range(5, 0, -1):
        found = tuple(item for item in items if stars(item.entry) == number)
        if found:
            yield Wall(wall_tail(rating=str(number)), found, stars=number)


def _by_pair(items: Quotes, library: Library) -> Iterator[Wall]:
    pairs: dict[tuple[str, str], list[Item[Testimonial]]] = {}
    for item in items:
        if item.entry.industry and item.entry.product:
            pairs.setdefault((item.entry.industry, item.entry.product), []).append(item)
    for (industry, product), found in sorted(pairs.items()):
        if len(found) >= PAIR_NEEDS:
            tail = wall_tail(industry=library.industries.slug(industry), product=library.products.slug(product))
            yield Wall(tail, tuple(found), industry=industry, product=product)
