"""Verdicts on everybody who is known, in content/ or in private/ only: the facts put together, then judged."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from goodword.content.collect import Collected
from goodword.content.consent import allows, refusal
from goodword.content.library import Library
from goodword.content.models import Advocate, Testimonial
from goodword.content.rows.family import Family
from goodword.desk.books import site_of
from goodword.desk.people import answers, people
from goodword.desk.permission import without_consent
from goodword.desk.private import Private, Row
from goodword.problems import Problem, Problems
from goodword.problems import readiness as told
from goodword.referral.gifts import Gift, Gifts, Recipient
from goodword.referral.people import Nps, Person
from goodword.referral.readiness import Facts, Verdict, judged, ranked, reachable

PRIVATE_ONLY = "known in private/ only, without a consent in content/"
# Nobody is introduced to a customer who may tell them of something that went wrong.
_UNHAPPY = frozenset({"problem", "detractor"})


class Known(Struct, frozen=True):
    """Everything that content/ says: what may be shown, and every advocate and testimonial, hidden ones too."""

    library: Library
    advocates: Family
    testimonials: Mapping[str, Collected]


def known(root: Path, day: Callable[[str], datetime.date]) -> Known:
    """What content/ of the site in `root` says. Raises SiteError where it has errors."""
    library, entries = site_of(root, day)
    return Known(library, cast(Family, entries["advocate"]), entries["testimonial"])


class Judged(Struct, frozen=True):
    """The verdict on one person, with what it was made from. gifts: where the verdict is to give first."""

    verdict: Verdict
    recipient: Recipient
    gifts: tuple[Gift, ...] = ()

    @property
    def id(self) -> str:
        """Of the person."""
        return self.verdict.id

    @property
    def entry(self) -> Advocate | None:
        """What content/ says; None for who is known in private/ only."""
        return self.recipient.entry

    @property
    def person(self) -> Person:
        """What private/ says."""
        return self.recipient.person

    @property
    def name(self) -> str:
        """What the marketer calls them."""
        return self.person.name or (self.entry.public_name if self.entry else "") or self.id


def verdicts(site: Known, private: Private, problems: Problems) -> tuple[Judged, ...]:
    """Everybody, the readiest first, with gifts. What is wrong in private/ goes to `problems`."""
    library = site.library
    scores = answers(private, library.today, problems)
    found = judge_all(site, people(private, problems), scores, problems)
    happy = (one.recipient for one in found if not {stop.code for stop in one.verdict.stops} & _UNHAPPY)
    gifts = Gifts(library, _directory(happy, library.today))
    return tuple(
        replace(one, gifts=gifts.fitting(one.recipient)) if one.verdict.call == "give first" else one for one in found
    )


def judge_all(
    site: Known, persons: Mapping[str, Row[Person]], scores: Mapping[str, Row[Nps]], problems: Problems
) -> tuple[Judged, ...]:
    """Everybody by tables that were read already, without gifts: to look for these takes longer than to judge."""
    library = site.library
    rules, today = library.site.readiness, library.today
    recipients = {one.facts.id: one for one in _recipients(site, persons, scores)}
    problems.extend(_out_of_reach(library))
    problems.extend(_told(recipients, today, persons, scores))
    found = ranked(judged(one.facts, rules, today) for one in recipients.values())
    return tuple(Judged(one, recipients[one.id]) for one in found)


def _recipients(site: Known, persons: Mapping[str, Row[Person]], scores: Mapping[str, Row[Nps]]) -> Iterator[Recipient]:
    """Everybody in content/ and in private/advocates.csv, once."""
    words = _words(site)
    reasons = {one.id: one.reason.text for one in site.library.hidden if one.kind == "testimonial"}
    in_content = set()
    for row in site.advocates.rows():
        entry, entry_id = row.entry, row.entry.id
        in_content.add(entry_id)
        theirs = words.get(entry_id, ())
        shown = [quote for quote in theirs if quote.id not in reasons]
        facts = Facts(
            id=entry_id,
            person=persons[entry_id].value if entry_id in persons else Person(id=entry_id),
            answer=scores[entry_id].value if entry_id in scores else None,
            testimonials=tuple(quote.id for quote in shown),
            unshown=tuple((quote.id, reasons[quote.id]) for quote in theirs if quote.id in reasons),
            barred=without_consent(entry, site.library.today),
            is_retired=entry.status == "archived",
        )
        yield Recipient(facts, entry, row.language, tuple(dict.fromkeys(tag for quote in shown for tag in quote.tags)))
    for entry_id, private_row in persons.items():
        if entry_id not in in_content:
            answer = scores[entry_id].value if entry_id in scores else None
            facts = Facts(id=entry_id, person=private_row.value, answer=answer, barred=PRIVATE_ONLY)
            yield Recipient(facts, language=site.library.site.language)


def _words(site: Known) -> dict[str, list[Testimonial]]:
    """The testimonials of each advocate, by id, hidden ones too."""
    found: dict[str, list[Testimonial]] = {}
    for entry_id in sorted(site.testimonials):
        quote = cast(Testimonial, site.testimonials[entry_id].entry)
        if quote.advocate:
            found.setdefault(quote.advocate, []).append(quote)
    return found


def _directory(recipients: Iterable[Recipient], today: datetime.date) -> Iterator[Advocate]:
    """The customers who may be named to others, out of `recipients`."""
    for one in recipients:
        entry = one.entry
        if entry is None or entry.kind == "employee" or not entry.stands or not entry.company:
            continue
        if refusal(entry.consent, today, "directory") is None and allows(entry.consent, "company"):
            yield entry


def _out_of_reach(library: Library) -> Iterator[Problem]:
    rules = library.site.readiness
    if reachable(rules) < rules.ask_from:
        place = library.site_document.place("readiness")
        yield told.OUT_OF_REACH(place, points=rules.ask_from, most=reachable(rules))


def _told(
    recipients: Mapping[str, Recipient],
    today: datetime.date,
    persons: Mapping[str, Row[Person]],
    scores: Mapping[str, Row[Nps]],
) -> Iterator[Problem]:
    """What is no error, but will not be as it was meant."""
    written = {entry_id.casefold(): entry_id for entry_id in recipients}
    in_content = {entry_id.casefold(): entry_id for entry_id, one in recipients.items() if one.entry}
    for entry_id, row in persons.items():
        for column in ("last_contact", "last_ask"):
            day = getattr(row.value, column)
            if day and day > today:
                yield told.IN_THE_FUTURE(row.place(column), field=column, found=day)
        meant = in_content.get(entry_id.casefold(), entry_id)
        if meant != entry_id:
            yield told.OTHER_CASE(row.place("id"), id=entry_id, meant=meant)
    for entry_id, answer in scores.items():
        if entry_id not in recipients:
            near = written.get(entry_id.casefold())
            hint = f"Did you mean `{near}`?" if near else "Correct it, or give them a row in private/advocates.csv."
            yield told.NOBODY(answer.place("id"), id=entry_id, hint=hint)
