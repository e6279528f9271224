"""Who stands on `/thanks/` and in `/directory/`, in which order, on which page. Pure arithmetic, as in `walls`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from goodword.content.library import Item, Library
from goodword.content.models import Advocate

PER_PAGE = 120
THANKS, DIRECTORY = "thanks/", "directory/"

T = TypeVar("T")
# The advocates of one business, each with leave to say so.
Business = tuple[Item[Advocate], ...]


class Sheet(Struct, Generic[T], frozen=True):
    """One page of a list. tail: its path without the language's prefix; number: which of how many `pages` it is."""

    tail: str
    items: tuple[T, ...]
    number: int
    pages: int


def thanked(library: Library) -> tuple[Item[Advocate], ...]:
    """Everybody to thank, by industry, then by name."""
    order = _industry_order(library)
    return tuple(sorted(library.thanked, key=lambda item: order(item.entry)))


def businesses(library: Library) -> tuple[Business, ...]:
    """The businesses of the directory, by industry, then by name.

    Two advocates share a line only where name and address of their business are the same: there are many of one name.
    """
    found: dict[tuple[str, str | None], list[Item[Advocate]]] = {}
    for item in library.listed:
        found.setdefault((item.company_key, item.entry.company_url), []).append(item)
    order = _industry_order(library)
    return tuple(sorted(map(tuple, found.values()), key=lambda people: order(people[0].entry)))


def business_count(library: Library) -> int:
    """How many lines the directory has; no item is made for it."""
    return len({(member.company_key, member.entry.company_url) for member in library.listed.members()})


def _industry_order(library: Library) -> Callable[[Advocate], int]:
    """Industries stand as site.yaml lists them; whoever has none comes last."""
    places = {term: place for place, term in enumerate(library.industries.ids)}
    return lambda entry: places.get(entry.industry or "", len(places))


def sheets(tail: str, items: Sequence[T]) -> Iterator[Sheet[T]]:
    """The pages of a list; none where it is empty."""
    tails = tuple(page_tails(tail, len(items)))
    for index, own in enumerate(tails):
        shown = tuple(items[index * PER_PAGE : (index + 1) * PER_PAGE])
        yield Sheet(own, shown, index + 1, len(tails))


def page_tails(tail: str, count: int) -> Iterator[str]:
    """The paths of the pages of a list of `count`, without the language's prefix."""
    for number in range(1, -(-count // PER_PAGE) + 1):
        yield page_tail(tail, number)


def page_tail(tail: str, number: int) -> str:
    """The path of page `number` of a list, without the language's prefix."""
    return tail if number == 1 else f"{tail}page/{number}/"
