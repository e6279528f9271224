"""Who has earned an ask: better facts never make a worse verdict, missing ones never a better one, and stops stop."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from goodword.content.models import When
from goodword.content.models.readiness import Readiness, Weights
from goodword.referral.people import Nps, Person
from goodword.referral.readiness import CALLS, Facts, Verdict, judged, last_day, ranked

TODAY = datetime.date(2026, 11, 22)
RULES = Readiness()
STRONG = Person(
    id="ana",
    strength=9,
    nps=10,
    given=("a book", "an introduction"),
    last_contact=datetime.date(2026, 11, 1),
    last_ask=datetime.date(2025, 1, 1),
    joined=When("2020"),
)

numbers = st.integers(0, 60)
weights = st.builds(Weights, **dict.fromkeys(Weights.__struct_fields__, numbers))
days = st.integers(0, 800)
rules = st.builds(
    Readiness,
    ask_from=st.integers(0, 200),
    give_from=st.integers(0, 200),
    pause_days=days,
    ask_days=days,
    contact_days=days,
    lost_days=days,
    loyal_days=days,
    weights=weights,
)
# Near enough that rules of up to 800 days tell them apart.
past = st.dates(datetime.date(2024, 9, 1), TODAY)
things = st.lists(st.text("abc", min_size=1, max_size=3), max_size=3).map(tuple)
persons = st.builds(
    Person,
    id=st.just("ana"),
    strength=st.none() | st.integers(1, 10),
    nps=st.none() | st.integers(0, 10),
    given=things,
    last_contact=st.none() | past,
    last_ask=st.none() | past,
    open_problems=things,
    joined=st.none() | past.map(lambda day: When(day.isoformat())),
)
facts = st.builds(
    Facts,
    id=st.just("ana"),
    person=persons,
    answer=st.none() | st.builds(Nps, id=st.just("ana"), score=st.integers(0, 10), date=past),
    testimonials=st.sampled_from([(), ("one",)]),
    barred=st.sampled_from(["", "no consent"]),
    is_retired=st.booleans(),
)


def with_person(known: Facts, **changes: Any) -> Facts:
    """The same facts, but for what is known of the person."""
    return Facts(
        known.id,
        replace(known.person, **changes),
        known.answer,
        known.testimonials,
        known.unshown,
        known.barred,
        known.is_retired,
    )


def verdict(**changes: Any) -> Verdict:
    """The verdict on somebody who has earned an ask, but for `changes`."""
    return judged(Facts("ana", replace(STRONG, **changes), testimonials=("one",)), RULES, TODAY)


def is_no_worse(one: Verdict, other: Verdict) -> bool:
    return one.points >= other.points and CALLS.index(one.call) <= CALLS.index(other.call)


@given(facts, rules, st.integers(1, 5))
def test_more_open_problems_never_raise_the_rank(known: Facts, how: Readiness, more: int) -> None:
    others = [judged(Facts(f"{n:02}", replace(STRONG, id=f"{n:02}", strength=n)), how, TODAY) for n in range(1, 11)]
    fewer = judged(known, how, TODAY)
    worse = judged(with_person(known, open_problems=(*known.person.open_problems, *"x" * more)), how, TODAY)
    assert is_no_worse(fewer, worse)
    places = [[one.id for one in ranked([*others, mine])].index("ana") for mine in (fewer, worse)]
    assert places[0] <= places[1]


@given(facts, rules, st.data())
def test_a_better_fact_never_makes_a_worse_verdict(known: Facts, how: Readiness, data: st.DataObject) -> None:
    person = known.person
    since = last_day(person.joined) if person.joined else TODAY
    better: dict[str, Any] = {
        "strength": st.integers(person.strength or 1, 10),
        "nps": st.integers(max(person.nps or 0, 7), 10),
        "given": st.just((*person.given, "more")),
        "last_contact": st.dates(person.last_contact or datetime.date(2024, 9, 1), TODAY),
        "last_ask": st.none() | st.dates(datetime.date(2010, 1, 1), person.last_ask or datetime.date(2010, 1, 2)),
        "joined": st.dates(datetime.date(2010, 1, 1), since).map(lambda day: When(day.isoformat())),
    }
    if person.last_ask is None:
        del better["last_ask"]
    for name, values in better.items():
        changed = with_person(known, **{name: data.draw(values, name)})
        assert is_no_worse(judged(changed, how, TODAY), judged(known, how, TODAY)), name
    spoken = Facts(known.id, person, known.answer, ("one",), (), known.barred, known.is_retired)
    assert is_no_worse(judged(spoken, how, TODAY), judged(known, how, TODAY))


@given(persons, rules)
def test_a_missing_fact_is_never_taken_for_a_good_one(person: Person, how: Readiness) -> None:
    whole = judged(Facts("ana", person), how, TODAY)
    for name, fact in {
        "strength": "strength",
        "nps": "nps",
        "given": "given",
        "last_contact": "contact",
        "joined": "loyalty",
    }.items():
        without = judged(Facts("ana", replace(person, **{name: () if name == "given" else None})), how, TODAY)
        assert without.points <= whole.points
        assert fact in without.missing
        assert next(one for one in without.counted if one.fact == fact).points == 0


@given(facts, rules)
def test_whatever_stops_an_ask_does_so_however_many_points_there_are(known: Facts, how: Readiness) -> None:
    found = judged(known, how, TODAY)
    nps, asked = known.nps, known.person.last_ask
    stopped = known.barred or known.is_retired or known.person.open_problems or (nps is not None and nps <= 6)
    stopped = stopped or (asked is not None and (TODAY - asked).days < how.pause_days)
    assert bool(stopped) == bool(found.stops)
    assert found.call == "leave alone" or not stopped
    assert found.points == max(0, sum(one.points for one in found.counted)) <= found.of


@given(st.lists(st.tuples(st.sampled_from("abcdef"), persons), unique_by=lambda one: one[0]), st.randoms())
def test_the_order_of_the_rows_does_not_matter(people: list[tuple[str, Person]], chance: Any) -> None:
    found = [judged(Facts(name, person), RULES, TODAY) for name, person in people]
    mixed = list(found)
    chance.shuffle(mixed)
    assert ranked(mixed) == ranked(found)


def test_the_readiest_come_first() -> None:
    found = [verdict(id="c"), verdict(strength=5), verdict(open_problems=("x",)), verdict(nps=8)]
    assert [(one.call, one.points) for one in ranked(found)] == [
        ("ask", 97),
        ("ask", 87),
        ("ask", 87),
        ("leave alone", 87),
    ]


@pytest.mark.parametrize(
    ("change", "call", "stop"),
    [
        ({}, "ask", []),
        ({"open_problems": ("late invoice",)}, "leave alone", ["problem"]),
        ({"nps": 6}, "leave alone", ["detractor"]),
        ({"nps": 7}, "ask", []),
        ({"last_ask": TODAY - datetime.timedelta(89)}, "leave alone", ["pause"]),
        ({"last_ask": TODAY - datetime.timedelta(90)}, "ask", []),
        ({"last_ask": datetime.date(9999, 12, 31)}, "leave alone", ["pause"]),
        ({"strength": 1, "last_contact": None, "given": ()}, "give first", []),
        ({"strength": None, "nps": None, "last_contact": None, "given": (), "joined": None}, "leave alone", []),
    ],
)
def test_what_the_defaults_make_of_somebody(change: dict[str, Any], call: str, stop: list[str]) -> None:
    found = verdict(**change)
    assert (found.call, [one.code for one in found.stops]) == (call, stop)


def test_the_reasons_name_the_facts_and_their_points() -> None:
    told = {one.fact: (one.text, one.points) for one in verdict(nps=8, given=("a book",)).counted}
    assert told == {
        "strength": ("relation 9 of 10", 22),
        "nps": ("passive (NPS 8)", 10),
        "testimonial": ("testimonial shown (one)", 20),
        "contact": ("last talk 21 days ago", 15),
        "given": ("1 thing given", 5),
        "loyalty": ("customer since 2020", 10),
        "ask": ("asked 690 days ago", 0),
        "problem": ("no open problem noted", 0),
    }


def test_the_newest_answer_counts_before_the_column() -> None:
    answer = Nps(id="ana", score=4, date=datetime.date(2026, 10, 1))
    found = judged(Facts("ana", STRONG, answer), RULES, TODAY)
    assert found.call == "leave alone"
    assert "detractor (NPS 4 on 2026-10-01)" in [one.text for one in found.counted]


def test_a_pause_says_until_when_and_other_stops_do_not_end_by_themselves() -> None:
    asked = datetime.date(2026, 9, 1)
    free = verdict(last_ask=asked).until
    assert free == datetime.date(2026, 11, 30)
    later = judged(Facts("ana", replace(STRONG, last_ask=asked), testimonials=("one",)), RULES, free)
    assert later.call == "ask"
    assert verdict(last_ask=asked, open_problems=("x",)).until is None


def test_a_day_that_is_only_known_by_its_year_counts_from_its_end() -> None:
    assert [last_day(When(text)).isoformat() for text in ("2024", "2024-02", "2024-02-03")] == [
        "2024-12-31",
        "2024-02-29",
        "2024-02-03",
    ]
    assert verdict(joined=When("2026")).counted[5].points == 0
