"""Whom a kit may be made for, and who is left out and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from goodword.content.items import Item
from goodword.content.library import Library
from goodword.content.models import Advocate
from goodword.desk.permission import SCOPE, without_address
from goodword.desk.private import Row
from goodword.referral.people import Person

Code = Literal["no-page", "no-contact", "no-address", "not-ready"]


class Left(NamedTuple):
    """Somebody who gets no kit; text: why, for people."""

    id: str
    code: Code
    text: str


class Recipient(NamedTuple):
    """Somebody who gets one."""

    item: Item[Advocate]
    person: Person


class Choice(Struct, frozen=True):
    """recipients and left are in the order of their ids. permitted: the ids of all who may get a kit, ready or not."""

    recipients: tuple[Recipient, ...]
    left: tuple[Left, ...]
    permitted: frozenset[str]


def known_ids(library: Library, people: Mapping[str, Row[Person]]) -> set[str]:
    """The ids of all advocates, shown or not, and of all who are known in private only."""
    shown = {item.id for roll in (library.advocates, library.ended) for item in roll}
    return shown | {one.id for one in library.hidden if one.kind == "advocate"} | people.keys()


def choose(
    library: Library, people: Mapping[str, Row[Person]], wanted: Collection[str], unready: Mapping[str, str]
) -> Choice:
    """Whom a kit is made for. wanted: ids, none for all. unready: by id why somebody should not be asked now."""
    recipients, left, permitted = [], [], set()
    for item in library.advocates:
        person = people[item.id].value if item.id in people else None
        refused = _refused(library, item, person)
        if refused is None and person is not None:
            permitted.add(item.id)
        if wanted and item.id not in wanted:
            continue
        if refused:
            left.append(refused)
        elif item.id in unready:
            left.append(Left(item.id, "not-ready", unready[item.id]))
        elif person is not None:
            recipients.append(Recipient(item, person))
    left += [one for one in _without_page(library, people) if not wanted or one.id in wanted]
    return Choice(tuple(sorted(recipients, key=lambda one: one.item.id)), tuple(sorted(left)), frozenset(permitted))


def _refused(library: Library, item: Item[Advocate], person: Person | None) -> Left | None:
    if item.language not in library.site.all_languages:
        return Left(item.id, "no-page", f"there is no page in the language `{item.language}`")
    if SCOPE not in item.scope:  # the rest of the consent has decided that there is a page
        return Left(item.id, "no-contact", f"the consent does not cover `{SCOPE}`")
    lacking = without_address(person)
    return Left(item.id, "no-address", lacking) if lacking else None


def _without_page(library: Library, people: Mapping[str, Row[Person]]) -> Iterator[Left]:
    live = {item.id for item in library.advocates}
    reasons = {item.id: "the program has ended" for item in library.ended}
    reasons |= {one.id: one.reason.text for one in library.hidden if one.kind == "advocate"}
    reasons |= dict.fromkeys(people.keys() - reasons.keys(), "known in private/advocates.csv only")
    for name in reasons.keys() - live:
        yield Left(name, "no-page", reasons[name])
