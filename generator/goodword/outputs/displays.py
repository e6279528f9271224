"""Displays of proof in the texts of pages, articles and case studies: which entries they show, and what is said of it.

Only what the library may show is reached. The answers are views, which the page's key holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from markupsafe import Markup
from msgspec.structs import replace

from goodword.content.displays import ID_KINDS, Call
from goodword.content.library import Item
from goodword.content.models import CaseStudy, Entry, Partner, Testimonial
from goodword.content.visibility import key_of
from goodword.outputs import views
from goodword.outputs.display_views import Display, RatingSummary, StarRow, Story
from goodword.outputs.frames import Frame
from goodword.outputs.production import Prose
from goodword.outputs.selection import mean_rating, selection_sentence, ties_sentence
from goodword.outputs.walls import rated, stars, terms
from goodword.problems import Place
from goodword.problems import displays as told
from goodword.text import base_language, closest, did_you_mean, fold

E = TypeVar("E", bound=Entry)

MOST = 100
# What a display needs that not every testimonial or case study has.
_WANTED = {
    "logos": "A logo is shown where an entry has `logo`, and its consent the scope `logo`.",
    "rating": "It counts testimonials with a `rating`.",
    "video": "It shows a testimonial with a `video`, whose consent has the scope `video`.",
    "figures": "It shows the `results` of a case study, whose consent has the scope `results`.",
}
_LIMITS = {"wall": 12, "list": 6, "carousel": 9, "logos": 12, "cases": 6, "awards": 6}
_ORDERS = ("newest", "oldest", "rating")
# Their items have headings of level 3.
_WITH_HEADINGS = frozenset({"awards", "cases"})
_YES = frozenset({"yes", "true"})


def story(frame: Frame, item: Item[Any]) -> Story:
    """The text of an entry with its displays, as its page in the frame's language shows it."""
    made: list[Markup | Display] = []
    for piece in _pieces(frame, item):
        if isinstance(piece, Markup):
            made.append(piece)
            continue
        display = _Answer(frame, piece, item).display()
        if display:
            is_headed = display.name not in _WITH_HEADINGS or any(map(_has_heading, made))
            made.append(display if is_headed else replace(display, heading=display.label))
    return tuple(made)


def shown_in(frame: Frame, item: Item[Any]) -> tuple[Item[Any], ...]:
    """The entries that the displays in a text show, each once."""
    shown: dict[tuple[str, str], Item[Any]] = {}
    for piece in _pieces(frame, item):
        if not isinstance(piece, Markup):
            answer = _Answer(frame, piece, item)
            answer.display()
            shown |= {(one.kind, one.id): one for one in answer.shown}
    return tuple(shown.values())


def _pieces(frame: Frame, item: Item[Any]) -> tuple[Markup | Call, ...]:
    language, entry = item.version(frame.language)
    return frame.production.pieces(Prose(entry.body, item.document(language), ("body",), language))[0]


def _has_heading(piece: Markup | Display) -> bool:
    return bool(piece.heading) if isinstance(piece, Display) else "<h2" in piece


class _WrongError(Exception):
    """A value that cannot be used; it was told."""


@dataclass
class _Answer:
    """What one display shows on one page. on: the entry whose text it stands in. shown: what it shows, once made."""

    frame: Frame
    call: Call
    on: Item[Any]
    shown: Sequence[Item[Any]] = ()

    def __post_init__(self) -> None:
        self._problems = self.frame.production.problems
        self._has_told = False

    def display(self) -> Display | None:
        """The display; None, and a problem, where there is nothing to show."""
        make: Callable[[], Display | None] = {
            "rating": self._rating,
            "logos": self._logos,
            "awards": self._awards,
            "cases": self._cases,
            "figures": self._cases,
            "theme": lambda: Display("theme"),
        }.get(self.call.name, self._quotes)
        try:
            made = make()
        except _WrongError:
            return None
        if made is None and not self._has_told:
            library = self.frame.production.library
            kind = ID_KINDS[self.call.name]
            counts = {
                "testimonial": f"The site shows {len(library.testimonials)} testimonials.",
                "case-study": f"The site shows {len(library.case_studies)} case studies.",
                "award": f"The site shows {len(library.awards)} awards.",
            }
            wanted = _WANTED.get(self.call.name, counts[kind])
            self._tell(told.NOTHING(self.call.place, counted=wanted))
        return made

    # What is shown

    def _quotes(self) -> Display | None:
        name, words = self.call.name, self.frame.wording
        items = self._testimonials()
        if name == "video":
            items = [item for item in items if item.entry.video]
        items = items[: self._limit() if name in _LIMITS else 1]
        quotes = tuple(self.frame.quotes.quote(item) for item in items)
        if name == "video":
            quotes = tuple(quote for quote in quotes if quote.video)
        if not quotes:
            return None
        self.shown = items
        display = Display(name, words.gettext("What customers say"), quotes=quotes)
        if name not in _LIMITS:
            return display
        return self._explained(replace(display, basis=selection_sentence(self.frame, items)))

    def _logos(self) -> Display | None:
        limit = self._limit()
        found: dict[str, tuple[views.Picture, Item[Any]]] = {}
        for item in self._testimonials():
            logo = self.frame.quotes.quote(item).person.logo
            if logo:
                found.setdefault(logo.url, (logo, item))
        if not found:
            return None
        chosen = list(found.values())[:limit]
        self.shown = [item for _, item in chosen]
        label = self.frame.wording.gettext("They work with us")
        return Display("logos", label, logos=tuple(logo for logo, _ in chosen))

    def _rating(self) -> Display | None:
        """Of everybody who gave one, or of all whom a topic, industry, product or language covers: never of some."""
        words = self.frame.wording
        items = rated(self._testimonials())
        if not items:
            return None
        self.shown = items
        entries = [item.entry for item in items]
        shown = self.frame.quotes.rating_of(mean_rating(entries), 5)
        spread = [sum((stars(item.entry) or 1) == number for item in items) for number in range(5, 0, -1)]
        rows = tuple(
            StarRow(
                number,
                words.ngettext("{count} star", "{count} stars", number).format(count=words.number(number)),
                count,
                round(count / len(items) * 100, 1),
            )
            for number, count in zip(range(5, 0, -1), spread, strict=True)
        )
        library = self.frame.production.library
        basis = words.ngettext(
            "The average of {count} rating. {shown} of {collected} collected testimonials are shown on this site.",
            "The average of {count} ratings. {shown} of {collected} collected testimonials are shown on this site.",
            len(items),
        ).format(
            count=words.number(len(items)),
            shown=words.number(sum(item.badge is None for item in library.testimonials)),
            collected=words.number(library.collected),
        )
        basis = " ".join(filter(None, (basis, ties_sentence(self.frame, entries))))
        summary = RatingSummary(shown, len(items), rows)
        return self._explained(Display("rating", words.gettext("Ratings"), rating=summary, basis=basis))

    def _explained(self, display: Display) -> Display:
        narrowed = tuple(self._narrowed())
        return replace(display, narrowed=narrowed, policy_url=self.frame.href("review-policy/"))

    def _narrowed(self) -> Iterator[str]:
        words, quotes = self.frame.wording, self.frame.quotes
        for kind in ("industry", "product", "tag"):
            for term in self._terms(kind):
                yield quotes.vocabulary(kind).label(term, self.frame.language)
        for language in self._languages():
            yield words.language_name(language)
        least = self._least()
        if least:
            said = words.ngettext("{count} star or more", "{count} stars or more", least)
            yield said.format(count=words.number(least))
        if self._order() == "rating":
            yield words.gettext("the best rated first")

    def _awards(self) -> Display | None:
        library = self.frame.production.library
        current = {award.id: award for award in self.frame.stories.awards()}
        items = [item for item in self._chosen(library.awards) if item.slug in current][: self._limit()]
        if not items:
            return None
        self.shown = items
        found = [current[item.slug] for item in items]
        # An award may stand on a page several times, and its name in addresses belongs to the page of the awards.
        place = f"{self.call.place.line}-{self.call.place.column}"
        awards = tuple(replace(award, anchor=f"{award.anchor}-at-{place}") for award in found)
        return Display("awards", self.frame.wording.gettext("On the shelf"), awards=awards)

    def _cases(self) -> Display | None:
        name = self.call.name
        items = self._chosen(self.frame.production.library.case_studies)
        told_in_figures = [item for item in items if item.entry.results]
        items = told_in_figures[:1] if name == "figures" else items[: self._limit()]
        self.shown = items
        cases = tuple(self.frame.stories.case(item) for item in items)
        return Display(name, self.frame.wording.gettext("What came of it"), cases=cases) if cases else None

    # Which entries

    def _testimonials(self) -> list[Item[Testimonial]]:
        least, languages = self._least(), self._languages()
        found = self._chosen(self.frame.production.library.testimonials)
        if least:
            found = [item for item in found if (stars(item.entry) or 0) >= least]
        if languages:
            found = [item for item in found if self._shown_in(item, languages)]
        if self.on.kind in {"case-study", "partner"} and self.call.name != "rating":
            found = [item for item in found if self._may_join(item)]
        return found

    def _shown_in(self, item: Item[Testimonial], languages: frozenset[str]) -> bool:
        """Whether the words are shown in one of `languages`, or as another region writes it."""
        shown = self.frame.quotes.quote(item).language
        return shown in languages or base_language(shown) in languages

    def _may_join(self, item: Item[Testimonial]) -> bool:
        """Whether the page of a company may show these words: as with `quotes`, nobody is told by standing there."""
        entry = cast(CaseStudy | Partner, self.on.entry)
        company = key_of(entry.name) if isinstance(entry, Partner) else self.on.company_key
        named = [place for given, place in self.call.ids if given == item.id]
        is_theirs = item.company_key != "" and item.company_key == company
        if isinstance(entry, CaseStudy):  # what is named there is its customer's
            is_theirs = is_theirs or bool(named)
        if not is_theirs or item.badge or self.on.badge:
            return True
        if isinstance(entry, Partner) or entry.customer:
            lacking = "company" not in item.scope
            whose = "its consent"
        else:
            lacking = bool(item.entry.author or item.entry.company)
            whose = "the case study's consent"
        if lacking and named:
            reason = f"{whose} does not cover `company`, which the two would tell together"
            self._tell(told.NOT_SHOWN(named[0], kind="testimonial", id=item.id, reason=reason))
        return not lacking

    def _chosen(self, items: Sequence[Item[E]]) -> list[Item[E]]:
        """Those that the ids, terms and order pick."""
        order = self._order()
        found = self._named(items) if self.call.ids else list(items)
        for kind in ("industry", "product", "tag"):
            wanted = self._terms(kind)
            if wanted:
                found = [item for item in found if not wanted.isdisjoint(terms(item.entry, kind))]
        if "language" in self.call.options and ID_KINDS[self.call.name] == "case-study":
            languages = self._languages()
            found = [item for item in found if item.version(self.frame.language)[0] in languages]
        if self._one("featured", ("yes",)):
            found = [item for item in found if item.entry.featured]
        if order and self.call.ids:
            places = {item.id: place for place, item in enumerate(items)}
            found.sort(key=lambda item: places[item.id])
        if order == "oldest":
            found.reverse()
        if order == "rating":
            found.sort(key=lambda item: -_share(cast(Testimonial, item.entry)))
        return found

    def _named(self, items: Sequence[Item[E]]) -> list[Item[E]]:
        kind = ID_KINDS[self.call.name]
        known = {item.id: item for item in items}
        hidden = {one.id: one for one in self.frame.production.library.hidden if one.kind == kind}
        found: dict[str, Item[E]] = {}
        for given, place in self.call.ids:
            if given in known:
                found[given] = known[given]
            elif given in hidden:
                said = kind.replace("-", " ")
                self._tell(told.NOT_SHOWN(place, kind=said, id=given, reason=hidden[given].reason.text))
            else:
                suggestion = did_you_mean(given, known)
                self._tell(told.UNKNOWN_ID(place, kind=kind.replace("-", " "), id=given, suggestion=suggestion))
        return list(found.values())

    # Values

    def _terms(self, kind: str) -> frozenset[str]:
        vocabulary = self.frame.production.library.vocabulary(kind)
        found = set()
        for given, place in self.call.options.get(kind, ()):
            term = vocabulary.resolve(given)
            if term is None:
                labels = {vocabulary.label(known, self.frame.language): known for known in vocabulary.ids}
                by_label = closest(given, labels)
                match = f"Did you mean `{labels[by_label]}`?" if by_label else did_you_mean(given, vocabulary.ids)
                where = f"Those of this site stand in site.yaml, below `{vocabulary.name}`."
                none = f"This site has none yet: they go into site.yaml, below `{vocabulary.name}`."
                self._wrong(place, kind, given, match or (where if vocabulary.ids else none))
            found.add(term)
        return frozenset(cast(set[str], found))

    def _languages(self) -> frozenset[str]:
        library = self.frame.production.library
        known = {*library.site.all_languages, *(item.language for item in library.testimonials)}
        found = set()
        for given, place in self.call.options.get("language", ()):
            tag = next((tag for tag in sorted(known) if fold(tag) == fold(given)), None)
            if tag is None:
                self._wrong(place, "language", given, f"Known: {_list(known)}.")
            found.add(tag)
        return frozenset(cast(set[str], found))

    def _least(self) -> int:
        """The fewest whole stars; 0 where it does not matter."""
        return int(self._one("rating", ("1", "2", "3", "4", "5")) or 0)

    def _order(self) -> str:
        """Empty where it was not given."""
        return self._one("order", _ORDERS if ID_KINDS[self.call.name] == "testimonial" else _ORDERS[:2]) or ""

    def _limit(self) -> int:
        given = self._single("limit")
        if given is None:
            return len(self.call.ids) or _LIMITS[self.call.name]
        value, place = given
        digits = value.lstrip("0")
        if not (value.isascii() and digits.isdigit() and len(digits) <= len(str(MOST)) and int(digits) <= MOST):
            self._wrong(place, "limit", value, f"Write a number from 1 to {MOST}.")
        return int(digits)

    def _one(self, option: str, allowed: Sequence[str]) -> str | None:
        given = self._single(option)
        if given is None:
            return None
        value, place = given
        if allowed == ("yes",) and value in _YES:
            return "yes"
        if value not in allowed:
            hint = f"{did_you_mean(value, allowed)} It can be {_list(allowed)}."
            self._wrong(place, option, value, hint)
        return value

    def _single(self, option: str) -> tuple[str, Place] | None:
        given = self.call.options.get(option)
        if given is None:
            return None
        if len(given) > 1:
            self._wrong(given[0][1], option, ", ".join(value for value, _ in given), "It takes one value only.")
        return given[0]

    def _wrong(self, place: Place, option: str, value: str, allowed: str) -> None:
        self._tell(told.WRONG_VALUE(place, option=option, value=value, allowed=allowed))
        raise _WrongError

    def _tell(self, problem: Any) -> None:
        self._has_told = True
        self._problems.add(problem)


def _share(entry: Testimonial) -> float:
    return (entry.rating or 0) / entry.scale


def _list(values: Iterable[str]) -> str:
    return ", ".join(f"`{value}`" for value in sorted(values))
