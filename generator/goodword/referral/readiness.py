"""Who has earned an ask: what is known of one person, counted by the weights of site.yaml. Pure; the day is handed in.

A fact that is missing brings nothing. Whatever stops an ask does so however many points there are.
"""

from __future__ import annotations

import calendar
import datetime
import functools
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from goodword.content.models import When
from goodword.content.models.readiness import Readiness
from goodword.referral.people import Nps, Person

Call = Literal["ask", "give first", "leave alone"]
CALLS: tuple[Call, ...] = ("ask", "give first", "leave alone")
# The classes of Fred Reichheld, "The One Number You Need to Grow" (2003): 9-10, 7-8, 0-6.
PROMOTER, PASSIVE = 9, 7


class Facts(Struct, frozen=True):
    """What is known of one customer.

    testimonials: ids of theirs that the site shows. unshown: id and reason of each that it does not. barred: why they
    may not be written to; empty where the consent covers `contact`. is_retired: the entry in content/ is archived.
    """

    id: str
    person: Person
    answer: Nps | None = None
    testimonials: tuple[str, ...] = ()
    unshown: tuple[tuple[str, str], ...] = ()
    barred: str = ""
    is_retired: bool = False

    @property
    def nps(self) -> int | None:
        """The newest answer in private/nps.csv, else the one in private/advocates.csv."""
        return self.answer.score if self.answer else self.person.nps


class Counted(Struct, frozen=True):
    """One fact and the points it brought (less than 0: took away), of how many at most.

    text: without words of the private tables, which are in `words`. is_missing: nobody wrote it down; `text` says what.
    """

    fact: str
    text: str
    points: int
    of: int
    words: tuple[str, ...] = ()
    is_missing: bool = False

    @property
    def told(self) -> str:
        """The fact with the private words and its points: `1 thing given: a book (+5)`."""
        return f"{_with(self.text, self.words)} ({self.points:+d})"


class Stop(Struct, frozen=True):
    """What forbids an ask, and what would change that; until: the day on which it does so by itself."""

    code: Literal["retired", "contact", "problem", "detractor", "pause"]
    text: str
    then: str
    words: tuple[str, ...] = ()
    until: datetime.date | None = None

    @property
    def told(self) -> str:
        """Two sentences, with the private words."""
        return f"{_with(self.text, self.words)}. {self.then}"


class Verdict(Struct, frozen=True):
    """What to do about one person, and why. of: the points that can be reached."""

    id: str
    call: Call
    points: int
    of: int
    counted: tuple[Counted, ...]
    stops: tuple[Stop, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that nobody wrote down."""
        return tuple(one.fact for one in self.counted if one.is_missing)

    @property
    def until(self) -> datetime.date | None:
        """The day from which on nothing forbids an ask; None where that takes more than time."""
        days = [stop.until for stop in self.stops]
        return max((day for day in days if day), default=None) if all(days) else None


def judged(facts: Facts, rules: Readiness, today: datetime.date) -> Verdict:
    """The verdict on one person."""
    counted = tuple(_counted(facts, rules, today))
    stops = tuple(_stops(facts, rules, today))
    points = max(0, sum(one.points for one in counted))
    call: Call = "leave alone"
    if not stops and points >= rules.ask_from:
        call = "ask"
    elif not stops and points >= rules.give_from:
        call = "give first"
    return Verdict(facts.id, call, points, reachable(rules), counted, stops)


def ranked(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The best first: by what to do, then by points, then by id."""
    return tuple(sorted(verdicts, key=lambda one: (CALLS.index(one.call), -one.points, one.id)))


def reachable(rules: Readiness) -> int:
    """The most points that anybody can have."""
    weights = rules.weights
    brought = (weights.strength, weights.nps, weights.testimonial, weights.contact, weights.given, weights.loyalty)
    return sum(brought)


def _counted(facts: Facts, rules: Readiness, today: datetime.date) -> Iterator[Counted]:
    person, weights = facts.person, rules.weights
    yield _strength(person.strength, weights.strength)
    yield _nps(facts, weights.nps)
    yield _testimonial(facts, weights.testimonial)
    yield _contact(person.last_contact, rules, today)
    yield _given(person.given, weights.given)
    yield _loyalty(person.joined, rules, today)
    yield _ask(person.last_ask, rules, today)
    yield _problems(person.open_problems, weights.problem)


def _strength(strength: int | None, most: int) -> Counted:
    if strength is None:
        return Counted("strength", "strength of the relation", 0, most, is_missing=True)
    return Counted("strength", f"relation {strength} of 10", most * strength // 10, most)


def _nps(facts: Facts, most: int) -> Counted:
    score = facts.nps
    if score is None:
        return Counted("nps", "NPS", 0, most, is_missing=True)
    when = f" on {facts.answer.date}" if facts.answer else ""
    if score >= PROMOTER:
        return Counted("nps", f"promoter (NPS {score}{when})", most, most)
    if score >= PASSIVE:
        return Counted("nps", f"passive (NPS {score}{when})", most // 2, most)
    return Counted("nps", f"detractor (NPS {score}{when})", 0, most)


def _testimonial(facts: Facts, most: int) -> Counted:
    if facts.testimonials:
        return Counted("testimonial", f"testimonial shown ({', '.join(facts.testimonials)})", most, most)
    if facts.unshown:
        told = ", ".join(f"{entry_id}: {reason}" for entry_id, reason in facts.unshown)
        return Counted("testimonial", f"testimonial not shown ({told})", 0, most)
    return Counted("testimonial", "no testimonial", 0, most)


def _contact(day: datetime.date | None, rules: Readiness, today: datetime.date) -> Counted:
    most = rules.weights.contact
    if day is None:
        return Counted("contact", "last talk", 0, most, is_missing=True)
    if day > today:
        return Counted("contact", f"last talk ({day} is yet to come)", 0, most, is_missing=True)
    days = (today - day).days
    return Counted("contact", f"last talk {_ago(days)}", _fading(most, days, rules.contact_days, rules.lost_days), most)


def _given(things: tuple[str, ...], most: int) -> Counted:
    if not things:
        return Counted("given", "anything given", 0, most, is_missing=True)
    count = len(things)
    text = f"{count} {'thing' if count == 1 else 'things'} given"
    return Counted("given", text, most if count > 1 else most // 2, most, things)


def _loyalty(joined: When | None, rules: Readiness, today: datetime.date) -> Counted:
    most = rules.weights.loyalty
    if joined is None:
        return Counted("loyalty", "since when a customer", 0, most, is_missing=True)
    days = max(0, (today - last_day(joined)).days)
    points = most if days >= rules.loyal_days else most * days // rules.loyal_days
    return Counted("loyalty", f"customer since {joined}", points, most)


def _ask(day: datetime.date | None, rules: Readiness, today: datetime.date) -> Counted:
    most = rules.weights.ask
    if day is None:
        return Counted("ask", "last ask", 0, 0, is_missing=True)
    days = max(0, (today - day).days)
    return Counted("ask", f"asked {_ago(days)}", -_fading(most, days, 0, rules.ask_days), 0)


def _problems(problems: tuple[str, ...], each: int) -> Counted:
    if not problems:
        return Counted("problem", "no open problem noted", 0, 0)
    return Counted("problem", _open(len(problems)), -each * len(problems), 0, problems)


def _stops(facts: Facts, rules: Readiness, today: datetime.date) -> Iterator[Stop]:
    person = facts.person
    if facts.is_retired:
        yield Stop("retired", "archived in content/", "No longer an advocate.")
    if facts.barred:
        yield Stop(
            "contact",
            f"may not be written to: {facts.barred}",
            "Leave it, unless they bring it up.",
        )
    if person.open_problems:
        yield Stop("problem", _open(len(person.open_problems)), "Settle it first.", person.open_problems)
    if facts.nps is not None and facts.nps < PASSIVE:
        yield Stop("detractor", f"detractor (NPS {facts.nps})", "Find out what went wrong, and mend it.")
    if person.last_ask and (today - person.last_ask).days < rules.pause_days:
        free = min(person.last_ask, today) + datetime.timedelta(days=rules.pause_days)
        yield Stop("pause", f"asked on {person.last_ask}", f"Do not ask before {free}.", until=free)


@functools.lru_cache(4_096)
def last_day(when: When) -> datetime.date:
    """The last day that `when` may be: the cautious end of a month or a year."""
    year, month, day = (*map(int, when.split("-")), 0, 0)[:3]
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


def _fading(most: int, days: int, full: int, none: int) -> int:
    """`most` up to `full` days, nothing from `none` days on, in between in proportion."""
    if days <= full:
        return most
    if days >= none:
        return 0
    return most * (none - days) // (none - full)


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def _with(text: str, words: tuple[str, ...]) -> str:
    return f"{text}: {', '.join(words)}" if words else text


def _open(count: int) -> str:
    return f"{count} open {'problem' if count == 1 else 'problems'}"
