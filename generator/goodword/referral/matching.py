"""Which proof a landing page shows: what fits the friend's likely questions best, never the advocate's own company.

Order: same language, then product and industry, industry, product, featured; within it newest,
ties by id. The best 12 are candidates, of which a digest of the advocate's id picks three, and one
case study. So a page stays the same until the proof changes, and pages of one group differ.
"""

from __future__ import annotations

import collections
import hashlib
from collections.abc import Sequence
from typing import Any, Generic, Literal, Protocol, TypeVar, cast

from msgspec import Struct

from goodword.content.items import words_language
from goodword.content.library import Item
from goodword.content.models import CaseStudy, Testimonial

CANDIDATES = 12
SHOWN = 3

Level = Literal["product and industry", "industry", "product", "featured", "newest"]
_LEVELS: tuple[Level, ...] = ("product and industry", "industry", "product", "featured", "newest")

E = TypeVar("E", Testimonial, CaseStudy)


class Wanted(Struct, frozen=True):
    """What proof is looked for: the match group of a landing page."""

    language: str
    industry: str | None
    product: str | None


class Candidate(Struct, Generic[E], frozen=True):
    """One entry that may be shown, and why it stands where it stands."""

    item: Item[E]
    same_language: bool
    level: Level

    @property
    def why(self) -> str:
        """One clause for `goodword explain`."""
        language = "in the page's language" if self.same_language else "in another language"
        fit = {
            "product and industry": "same product and industry",
            "industry": "same industry",
            "product": "same product",
            "featured": "featured",
            "newest": "nothing in common, newest first",
        }
        return f"{fit[self.level]}, {language}"


class Ranking(Struct, Generic[E], frozen=True):
    """All entries in the order in which they fit one match group.

    best: the first 12. whose: the companies and people that these come from; whoever is none of them gets just those.
    """

    candidates: tuple[Candidate[E], ...]
    best: tuple[Candidate[E], ...]
    whose: frozenset[str]


def speaking(items: Sequence[Item[E]], language: str) -> tuple[bool, ...]:
    """Whether each of `items` is there in `language`."""
    return tuple([_speaks(item, language) for item in items])


def ranking(items: Sequence[Item[E]], wanted: Wanted, speaks: Sequence[bool]) -> Ranking[E]:
    """The ranking of `items` (newest first, ties by id) for `wanted`; speaks: `speaking` of them in its language."""
    by_fit: list[list[Candidate[E]]] = [[] for _ in range(2 * len(_LEVELS))]
    for item, same_language in zip(items, speaks, strict=True):
        level = _level(item, wanted)
        by_fit[level if same_language else level + len(_LEVELS)].append(Candidate(item, same_language, _LEVELS[level]))
    found = [candidate for fitting in by_fit for candidate in fitting]
    best = tuple(found[:CANDIDATES])
    items_of_best = [candidate.item for candidate in best]
    whose = {key for item in items_of_best for key in (item.company_key, item.author_key, item.person_key) if key}
    return Ranking(tuple(found), best, frozenset(whose))


def within_reach(ranked: Ranking[E]) -> Sequence[Candidate[E]]:
    """The first of the candidates, as far down as `candidates` can go for any advocate.

    Of so many no company, author or person can have enough for fewer than 12 to be left.
    """
    most = [collections.Counter[str]() for _ in range(3)]
    for number, candidate in enumerate(ranked.candidates, 1):
        item = candidate.item
        for counter, key in zip(most, (item.company_key, item.author_key, item.person_key), strict=True):
            if key:
                counter[key] += 1
        if number - sum(max(counter.values(), default=0) for counter in most) >= CANDIDATES:
            return ranked.candidates[:number]
    return ranked.candidates


class Recommender(Protocol):
    """Whoever proof is looked for: an advocate, with the digests that own words and colleagues are known by."""

    @property
    def author_key(self) -> str: ...

    @property
    def company_key(self) -> str: ...

    @property
    def person_key(self) -> str: ...


def _level(item: Item[E], wanted: Wanted) -> int:
    """How well an entry fits, as its place in `_LEVELS`."""
    entry = item.entry
    industry = wanted.industry is not None and entry.industry == wanted.industry
    product = wanted.product is not None and entry.product == wanted.product
    if industry:
        return 0 if product else 1
    if product:
        return 2
    return 3 if entry.featured else 4


def _speaks(item: Item[E], language: str) -> bool:
    if isinstance(item.entry, Testimonial):
        return words_language(cast(Item[Any], item), language) is not None
    return language in item.versions


def candidates(ranked: Ranking[E], advocate: Recommender) -> Sequence[Candidate[E]]:
    """The best 12 for an advocate: nothing from the same company, none of the advocate's own words.

    Own are also words under the advocate's name that do not say whose they are: the author may want to stay unnamed.
    """
    author_key, person_key, company_key = advocate.author_key, advocate.person_key, advocate.company_key
    if ranked.whose.isdisjoint((author_key, person_key, company_key)):
        return ranked.best
    found: list[Candidate[E]] = []
    for candidate in ranked.candidates:
        if company_key and candidate.item.company_key == company_key:
            continue
        if candidate.item.author_key == author_key or (person_key and candidate.item.person_key == person_key):
            continue
        found.append(candidate)
        if len(found) == CANDIDATES:
            break
    return found


def seed_of(advocate_id: str) -> int:
    """The digest of an id that chooses among candidates."""
    return int.from_bytes(hashlib.blake2b(advocate_id.encode(), digest_size=16).digest(), "big")


def pick(found: Sequence[Candidate[E]], seed: int, count: int = SHOWN) -> list[Candidate[E]]:
    """`count` of the candidates, chosen by a digest (see `seed_of`), in the order of their rank."""
    if len(found) <= count:
        return list(found)
    left = list(range(len(found)))
    chosen = []
    for _ in range(count):
        seed, index = divmod(seed, len(left))
        chosen.append(left.pop(index))
    return [found[index] for index in sorted(chosen)]


def pick_case(found: Sequence[Candidate[CaseStudy]], seed: int) -> Candidate[CaseStudy] | None:
    """One case study of those that fit best, chosen by the digest among equals."""
    if not found:
        return None
    first = found[0]
    count = 1
    while count < len(found) and (found[count].same_language, found[count].level) == (first.same_language, first.level):
        count += 1
    return first if count == 1 else pick(found[:count], seed, 1)[0]
