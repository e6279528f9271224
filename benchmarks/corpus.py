"""The content that is measured: testimonials, case studies, awards and advocates, made from a seed.

Knows no generator: `goodword_site.py`, `hugo_site.py` and `eleventy_site.py` write it down in the form of each. The
words are strung together from lists, of the lengths that customers write; nobody is to read them.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

COMPANY = "Rosterly"
URL = "https://customers.rosterly.example/"
TAGLINE = "Duty rosters that people agree to."
CTA_LABEL, CTA_URL = "See it with your own shifts", "https://rosterly.example/start"
FORM_ACTION = "https://forms.rosterly.example/enquiries"


def _list(text: str) -> list[str]:
    return text.split(",")


TAGS = _list("fairness,holidays,mobile,night-shifts,overtime,payroll,planning,rules,setup,swaps,training,trust")
INDUSTRIES = _list("bakeries,cinemas,clinics,hotels,libraries,museums,pools,warehouses")

_GIVEN = "Abel Birgit Cosima Davit Esra Fiona Goran Halima Ivo Jolanda Kenji Ludmila Marek Noor Olga Piet Renske Soraya"
_GIVEN += " Tibor Ulrike Vasco Wilma Yann Zdenka Ágnes Łukasz"
_FAMILY = (
    "Albrecht Bianchi Cermak Dvořák Engel Fonseca Gruber Haas Ivanova Jonker Kaya Lindgren Moreau Nowak Olsen Petit"
)
_FAMILY += " Ramos Sato Tamm Ueno Virtanen Weiss Yilmaz Zeman O'Shea Núñez"
_PLACES = _list("Amber,Birch,Canal,Dune,Elm,Ferry,Gable,Heron,Iron,Juniper,Kestrel,Lantern,Mill,North,Orchid,Pine")
_FIRMS = _list("Baths,House,Hall,Clinic,Depot,Bakers,Group,& Daughters,Rooms,Trust")
_ROLES = _list("Shift supervisor,Office manager,Owner,Head nurse,Works council,Duty manager,Bookkeeper,Director")
_WHO = _list("our night team,the works council,my deputy,the front desk,a colleague on leave,every newcomer")
_WHO += _list("the whole kitchen,our accountant,the weekend crew,nobody here")
_DOES = _list("swaps,plans,prints,checks,forgets,argues about,approves,reads,counts,understands")
_WHAT = _list("the roster,late shifts,the holiday list,its rest periods,public holidays,three calendars")
_WHAT += _list("the paper on the door,overtime,every second Sunday,the replacement")
_HOW = _list("in ten minutes,on the train,before lunch,without a telephone call,since last spring,by themselves")
_HOW += _list("with one hand,even in August,as the law wants it,once a month")
_AWARDS = _list("Quiet Tool of the Year,The Level Prize,Best for Small Teams,Readers' Choice,Plain Language Award")
_AWARDERS = _list("Circle of Duty Planners,Shift Work Review,Fair Hours Forum,The Timekeepers,Northern Tool Fair")
_LABELS = ("Hours of planning a week", "Shifts left open", "Swaps by telephone", "Days to train a planner")
# Of the letters of a code those that look like no other one, alone or in pairs: no b, s, z, n, v.
_CODE = "23456789cdfghjkmpqrtwxy"
_CODES = len(_CODE) ** 8
# Has no factor in common with the number of codes, so each number gives another code.
_STRIDE = 48_271_000_001
# How many of a hundred advocates are in which industry: what is shown to few of them and to many can be told apart.
_SHARES = (22, 19, 16, 14, 11, 8, 6, 4)
_FIRST_DAY = datetime.date(2022, 1, 3)
_DAYS = 1300


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    testimonials: int
    cases: int
    awards: int
    advocates: int


SIZES = {
    "T": Size(40, 8, 6, 20),
    "S": Size(200, 20, 20, 1_000),
    "M": Size(1_000, 100, 50, 10_000),
    "L": Size(2_000, 200, 50, 100_000),
    "XL": Size(2_000, 200, 50, 1_000_000),
}


@dataclass(frozen=True)
class Testimonial:
    """body: Markdown of 60 to 140 words; `{case}` in it stands for the address of the case study `case`."""

    slug: str
    author: str
    role: str
    company: str
    rating: int
    day: datetime.date
    tags: tuple[str, ...]
    industry: str
    headline: str
    body: str
    case: str | None


@dataclass(frozen=True)
class Case:
    """body: Markdown of 600 to 900 words with headings, lists and a table. results: label, before, after."""

    slug: str
    title: str
    customer: str
    industry: str
    day: datetime.date
    summary: str
    results: tuple[tuple[str, int, int], ...]
    body: str


@dataclass(frozen=True)
class Award:
    """One award of the shelf."""

    slug: str
    name: str
    awarder: str
    year: int
    url: str
    description: str


@dataclass(frozen=True)
class Advocate:
    """Somebody with a landing page of their own."""

    slug: str
    name: str
    code: str
    role: str
    company: str
    industry: str
    message: str
    offer: str


@dataclass(frozen=True)
class Advocates:
    """The first `count` advocates, made anew whenever they are gone through: a million of them are not kept."""

    count: int
    seed: int

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Advocate]:
        writer = _Writer(self.seed)
        for number in range(self.count):
            yield _advocate(writer, number, self.seed)


@dataclass(frozen=True)
class Corpus:
    """All of it, newest first."""

    testimonials: tuple[Testimonial, ...]
    cases: tuple[Case, ...]
    awards: tuple[Award, ...]
    advocates: Advocates


class _Writer:
    """Strings words together; the same seed, the same words."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.one = self._random.choice
        self.number = self._random.randint
        self.some = self._random.sample
        self.weighted = self._random.choices

    def sentence(self) -> str:
        """Five to twelve words."""
        made = f"{self.one(_WHO)} {self.one(_DOES)} {self.one(_WHAT)} {self.one(_HOW)}."
        return made[0].upper() + made[1:]

    def paragraph(self, words: int) -> str:
        """Sentences of about `words` words together, one word set off."""
        made: list[str] = []
        while len(made) < words:
            made += self.sentence().split()
        mark = self.one(("**", "*"))
        at = self.number(1, len(made) - 2)
        made[at] = f"{mark}{made[at]}{mark}" if made[at].isalpha() else made[at]
        return " ".join(made)

    def items(self, start: str, count: int) -> str:
        """A Markdown list."""
        return "\n".join(f"{start} {self.sentence()}" for _ in range(count))

    def person(self) -> tuple[str, str]:
        """A name and a company."""
        return f"{self.one(_GIVEN.split())} {self.one(_FAMILY.split())}", f"{self.one(_PLACES)} {self.one(_FIRMS)}"

    def industry(self, number: int) -> str:
        """Any, but the first ones in turn, so that every industry has some."""
        return INDUSTRIES[number % 8] if number < 32 else self.one(INDUSTRIES)


def corpus(size: Size, seed: int = 20) -> Corpus:
    """The corpus of one size; the same seed gives the same, on any machine.

    Two sizes that differ in advocates only have everything else in common, the first advocates too.
    """
    writer = _Writer(seed)
    cases = [_case(writer, number, size.cases) for number in range(size.cases)]
    testimonials = [_testimonial(writer, number, size.testimonials, cases) for number in range(size.testimonials)]
    awards = [_award(writer, number) for number in range(size.awards)]
    return Corpus(tuple(testimonials), tuple(cases), tuple(awards), Advocates(size.advocates, seed + 1))


def _day(number: int, count: int) -> datetime.date:
    return _FIRST_DAY + datetime.timedelta(days=_DAYS - number * _DAYS // count)


def _case(writer: _Writer, number: int, count: int) -> Case:
    _, company = writer.person()
    results = tuple((label, writer.number(20, 90), writer.number(1, 19)) for label in writer.some(_LABELS, 3))
    rows = "\n".join(f"| {what} | {writer.number(20, 90)} | {writer.number(1, 19)} |" for what in writer.some(_WHAT, 4))
    parts = [
        writer.paragraph(70),
        "## What was hard",
        writer.paragraph(110),
        writer.items("-", 4),
        writer.paragraph(80),
        "> " + writer.paragraph(30),
        "## What they did",
        writer.paragraph(130),
        writer.items("1.", 2),
        "### The first month",
        writer.paragraph(90),
        f"| What | Before | After |\n| --- | ---: | ---: |\n{rows}",
        "## What came of it",
        writer.paragraph(writer.number(60, 220)),
        "There is more on [our shelf](/awards/).",
    ]
    return Case(
        slug=f"case-{number:03d}",
        title=f"How {company} {writer.one(_DOES)} {writer.one(_WHAT)}",
        customer=company,
        industry=INDUSTRIES[number % 8],
        day=_day(number, count),
        summary=f"{writer.sentence()} {writer.sentence()}",
        results=results,
        body="\n\n".join(parts),
    )


def _testimonial(writer: _Writer, number: int, count: int, cases: list[Case]) -> Testimonial:
    name, company = writer.person()
    words = writer.number(60, 115)
    parts = [writer.paragraph(words // 2)]
    if writer.number(0, 1):
        parts.append(writer.items("-", 2))
        words -= 16
    parts.append(writer.paragraph(words // 2))
    story = writer.one(cases).slug if writer.number(0, 2) == 0 else None
    if story:
        parts.append("The rest stands in [our story]({case}).")
    elif writer.number(0, 2) == 0:
        parts.append(f"We said so [in public](https://opinions.example/{number}), too.")
    return Testimonial(
        slug=f"voice-{number:04d}",
        author=name,
        role=writer.one(_ROLES),
        company=company,
        rating=writer.one((3, 4, 4, 5, 5, 5)),
        day=_day(number, count),
        tags=tuple(sorted(writer.some(TAGS, writer.number(1, 3)))),
        industry=writer.industry(number),
        headline=writer.sentence(),
        body="\n\n".join(parts),
        case=story,
    )


def _award(writer: _Writer, number: int) -> Award:
    return Award(
        slug=f"award-{number:02d}",
        name=f"{writer.one(_AWARDS)}, {writer.one(TAGS)} {number + 1}",
        awarder=writer.one(_AWARDERS),
        year=2025 - number % 8,
        url=f"https://prizes.example/{number}",
        description=writer.sentence(),
    )


def _advocate(writer: _Writer, number: int, seed: int) -> Advocate:
    name, company = writer.person()
    return Advocate(
        slug=f"advocate-{number:07d}",
        name=name,
        code=_code(number, seed),
        role=writer.one(_ROLES),
        company=company,
        industry=writer.weighted(INDUSTRIES, _SHARES)[0],
        message=f"{writer.sentence()} {writer.sentence()}",
        offer=f"{writer.one((10, 15, 20, 25))} % off the first {writer.one(('three', 'six'))} months",
    )


def _code(number: int, seed: int) -> str:
    """Another one for each number, so that none has to be remembered."""
    rest = (number * _STRIDE + seed * 7_919) % _CODES
    letters = ""
    for _ in range(8):
        rest, at = divmod(rest, len(_CODE))
        letters += _CODE[at]
    return letters
