"""What to give first: a thank-you, an introduction or an article, out of what the site has and fitting the person.

Fits are found by words: those of a person's interests, of their industry, of what they wrote about. Each gift says
which. Nothing that fits nowhere is offered.
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from goodword import text
from goodword.content import routes
from goodword.content.items import Item
from goodword.content.library import Library
from goodword.content.models import Advocate, Article, Partner
from goodword.content.visibility import key_of
from goodword.referral.people import Person
from goodword.referral.readiness import Facts

GiftKind = Literal["thank-you", "introduction", "article"]
_ORDER: dict[GiftKind, int] = {"thank-you": 0, "introduction": 1, "article": 2}
MOST_GIFTS = 3
# Of what fits the same word, so many are looked at.
_MOST_OF_A_WORD = 20
# What a fit counts: by an interest, a friend's industry, what they wrote about, their own industry. In the body of an
# article a word counts one less.
_INTEREST, _AUDIENCE, _TOPIC, _INDUSTRY = 4, 3, 3, 2
_INTERESTS = "their interests"
_FITS = f"it fits {_INTERESTS}"
_STEM = 5


class Gift(Struct, frozen=True):
    """Something to give. what: to do; reasons: without words of the private tables; words: the interests that it fits.

    id: of the partner, customer or article; empty for a thank-you.
    """

    kind: GiftKind
    what: str
    reasons: tuple[str, ...]
    words: tuple[str, ...] = ()
    id: str = ""

    @property
    def why(self) -> str:
        """The reasons, without the interests themselves."""
        return "; ".join(self.reasons)

    @property
    def told(self) -> str:
        """What to do and why, with the interests."""
        of = f": {', '.join(self.words)}"
        reasons = (why + of if self.words and why.endswith(_INTERESTS) else why for why in self.reasons)
        return f"{self.what} ({'; '.join(reasons)})"


class Recipient(Struct, frozen=True):
    """Who gets it: what content/ and private/ say of the person. tags: those of their testimonials."""

    facts: Facts
    entry: Advocate | None = None
    language: str = ""
    tags: tuple[str, ...] = ()

    @property
    def person(self) -> Person:
        """The private part."""
        return self.facts.person


class _Offer(Struct, frozen=True, eq=False):
    """Something that may be given, and the words that it is found by: in its title and in its body."""

    kind: GiftKind
    id: str
    what: dict[str, str]
    language: str
    title: frozenset[str] = frozenset()
    body: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    industry: str = ""
    company_key: str = ""

    def is_for(self, language: str) -> bool:
        """Whether somebody of that language can use it: an article is for those who can read it."""
        return self.kind != "article" or language in self.what

    def told(self, language: str) -> str:
        """What to do, in the words of the version in `language` where there is one."""
        return self.what.get(language) or self.what[self.language]


@dataclass(slots=True)
class _Fit:
    """How well an offer fits, and why: by the reason, the words that it holds for."""

    weight: int = 0
    why: dict[str, list[str]] = field(default_factory=dict)

    def add(self, weight: int, why: str, word: str) -> None:
        """One more word, if it is one."""
        words = self.why.setdefault(why, [])
        if word not in words:
            words.append(word)
            self.weight += weight


class Gifts:
    """What a site has to give. directory: customers who may be named to others (scopes `directory` and `company`)."""

    def __init__(self, library: Library, directory: Iterable[Advocate] = ()) -> None:
        self._library = library
        self._of_industries: dict[str, frozenset[str]] = {}
        self._by: dict[tuple[str, str], list[_Offer]] = defaultdict(list)
        offers = [*map(self._partner, library.partners), *map(self._customer, directory)]
        offers += map(self._article, library.articles)
        for offer in sorted(offers, key=_rank):
            for stem in offer.title:
                self._keep(("customer" if offer.industry else "title", stem), offer)
            for stem in offer.body - offer.title:
                self._keep(("body", stem), offer)
            for tag in offer.tags:
                self._keep(("tag", tag), offer)
            if offer.industry:
                self._keep(("industry", offer.industry), offer)

    def _keep(self, key: tuple[str, str], offer: _Offer) -> None:
        if len(self._by[key]) < _MOST_OF_A_WORD:
            self._by[key].append(offer)

    def fitting(self, recipient: Recipient) -> tuple[Gift, ...]:
        """At most three, the best first; always one."""
        fits = self._fits(recipient)
        best = heapq.nsmallest(MOST_GIFTS, fits, key=lambda offer: (-fits[offer].weight, *_rank(offer)))
        gifts = [_gift(offer, fits[offer], recipient.language) for offer in best]
        thanks = _thanks(recipient)
        if recipient.facts.testimonials and not recipient.person.given:
            return (thanks, *gifts)[:MOST_GIFTS]
        return (*gifts[: MOST_GIFTS - 1], thanks)

    def _fits(self, recipient: Recipient) -> dict[_Offer, _Fit]:
        fits: dict[_Offer, _Fit] = defaultdict(_Fit)
        entry = recipient.entry
        own = key_of(entry.company) if entry else ""
        for weight, key, why, word in self._wishes(recipient):
            for offer in self._by.get(key, ()):
                is_theirs = offer.id == recipient.facts.id or (own and offer.company_key == own)
                if not is_theirs and offer.is_for(recipient.language):
                    fits[offer].add(weight, why, word)
        return fits

    def _wishes(self, recipient: Recipient) -> Iterator[tuple[int, tuple[str, str], str, str]]:
        """Weight, what to look for, the reason, and the word that it holds for."""
        for interest in recipient.person.interests:
            for place, key in _places(_stems(interest), "customer", "title", "body"):
                yield _INTEREST - (place == "body"), key, _FITS, interest
        for tag in recipient.tags:
            yield _TOPIC, ("tag", tag), "they wrote about", self._label("tag", tag)
        entry = recipient.entry
        if entry is None:
            return
        for audience in entry.audiences:
            key = ("industry", self._id("industry", audience))
            yield _AUDIENCE, key, "their friends are in", self._label("industry", audience)
        if entry.industry:
            label = self._label("industry", entry.industry)
            # Not other customers of their own industry, with whom they compete.
            for place, key in _places(self._industry_stems(entry.industry), "title", "body"):
                yield _INDUSTRY - (place == "body"), key, "their industry is", label

    def _id(self, kind: str, word: str) -> str:
        return self._library.vocabulary(kind).resolve(word) or word

    def _label(self, kind: str, word: str) -> str:
        vocabulary = self._library.vocabulary(kind)
        known = vocabulary.resolve(word)
        return vocabulary.label(known, self._library.site.language) if known else word

    def _industry_stems(self, word: str) -> frozenset[str]:
        if word not in self._of_industries:
            known = self._library.industries.resolve(word)
            languages = self._library.site.all_languages
            labels = [self._library.industries.label(known, language) for language in languages] if known else [word]
            self._of_industries[word] = _stems(*labels)
        return self._of_industries[word]

    def _partner(self, item: Item[Partner]) -> _Offer:
        entry = item.entry
        paid = " (money is paid for it: tell them)" if entry.paid else ""
        does = f": {text.excerpt(entry.what, 100).rstrip('.')}" if entry.what else ""
        what = {item.language: f"Introduce them to the partner {entry.name}{paid}{does}"}
        words = [part for one in item.versions.values() for part in (one.name, one.what, one.for_whom) if part]
        key = key_of(item.entry.name)
        return _Offer("introduction", item.id, what, item.language, _stems(*words), company_key=key)

    def _customer(self, entry: Advocate) -> _Offer:
        label = f" ({self._label('industry', entry.industry)})" if entry.industry else ""
        language = self._library.site.language
        stems = _stems(entry.company or "")
        if entry.industry:
            stems |= self._industry_stems(entry.industry)
        industry = self._id("industry", entry.industry) if entry.industry else ""
        what = {language: f"Introduce them to the customer {entry.company}{label}"}
        key = key_of(entry.company)
        return _Offer("introduction", entry.id, what, language, stems, industry=industry, company_key=key)

    def _article(self, item: Item[Article]) -> _Offer:
        default = self._library.site.language
        what = {
            language: f"Send them the article “{entry.title}”, {routes.path_of(item, language, default)}"
            for language, entry in item.versions.items()
        }
        versions = tuple(item.versions.values())
        title = _stems(*(part for one in versions for part in (one.title, one.summary) if part))
        body = _stems(*(one.body for one in versions))
        tags = tuple(sorted({tag for one in versions for tag in one.tags}))
        return _Offer("article", item.id, what, item.language, title, body, tags)


def _gift(offer: _Offer, fit: _Fit, language: str) -> Gift:
    interests = tuple(fit.why.get(_FITS, ()))
    reasons = [why if why == _FITS else f"{why} {' and '.join(words)}" for why, words in fit.why.items()]
    return Gift(offer.kind, offer.told(language), tuple(reasons), interests, offer.id)


def _thanks(recipient: Recipient) -> Gift:
    interests, has_written = recipient.person.interests, bool(recipient.facts.testimonials)
    reasons = ["nothing given noted"] if has_written and not recipient.person.given else []
    reasons.append(f"find what fits {_INTERESTS}" if interests else "no interests noted: ask what they like")
    what = "Thank them for the testimonial" if has_written else "Thank them for being a customer"
    return Gift("thank-you", what, tuple(reasons), interests)


def _places(stems: frozenset[str], *places: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Where the stems may be found, in this order: of two fits the first one counts."""
    for place in places:
        for stem in sorted(stems):
            yield place, (place, stem)


def _rank(offer: _Offer) -> tuple[int, str]:
    return _ORDER[offer.kind], offer.id


def _stems(*texts: str) -> frozenset[str]:
    """The beginnings of the words of `texts`, by which `bakers` and `bakery` are one; short words tell nothing."""
    found = (word for part in texts for word in text.words(part))
    return frozenset(word[:_STEM] for word in found if (len(word) > 3 or not word.isascii()) and not _NUMBER(word))


_NUMBER = re.compile(r"\d+").fullmatch
