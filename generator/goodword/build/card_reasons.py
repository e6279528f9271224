"""Which share card the page of an entry has, why that one, and what it says: for `goodword explain`. Draws nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from goodword.content.items import Item
from goodword.content.library import Library
from goodword.outputs import views
from goodword.outputs.frames import Frame
from goodword.outputs.landing_cards import LandingCards

_ADDRESS = re.compile(r"/(?:[^/]+/)?cards/([a-z-]+)/([^/]+)\.jpg")
_NOT_DRAWN = "a letter on its own is in no font here, or what has to be said on it has no room (see GW959 of `check`)"


def card_facts(frame: Frame, item: Item[Any]) -> Iterator[tuple[str, str]]:
    """Label and value: which card, and why; what it says."""
    if frame.production.shelf is None:
        yield ("share card", "none: `share_cards.make` says so")
        return
    card, why = _card(frame, item)
    whole = frame.cards.site()
    if card is None:
        yield ("share card", f"none: {_NOT_DRAWN}")
        return
    if card == whole and not why:
        why = f"that of the site: {_NOT_DRAWN}"
    address = card.url.removeprefix(frame.production.origin).partition("?")[0]
    yield ("share card", f"{address}, {why or 'its own'}")
    yield ("the card says", card.alt)


def card_at(frames: Iterable[Frame], path: str) -> Iterator[tuple[Item[Any] | None, str]]:
    """The entry that the card at `path` is of (None: of the site), and what it says; nothing where there is none."""
    match = _ADDRESS.fullmatch(path)
    for frame in frames if match else ():
        shelf, known = frame.production.shelf, _named(frame.production.library, *match.groups()) if match else ()
        for item in known:
            card = _card(frame, item)[0] if item else frame.cards.site()
            if shelf and card and path[1:] in shelf.cards and card.url.partition("?")[0].endswith(path):
                yield item, card.alt
                return


def _named(library: Library, kind: str, name: str) -> tuple[Item[Any] | None, ...]:
    """Whose card has an address like that."""
    if kind == "advocates":
        return tuple(library.advocates.with_codes([name]))
    by_slug = {
        "testimonials": library.testimonials,
        "case-studies": library.case_studies,
        "awards": library.awards,
    }
    if kind in by_slug:
        return tuple(item for item in by_slug[kind] if item.slug == name)
    if kind == "programs":
        return tuple(item for item in library.programs if item.id == name)
    return (None,) if kind == "site" else ()


def _card(frame: Frame, item: Item[Any]) -> tuple[views.Picture | None, str]:
    """The card, and why it is not the entry's own, where it is not meant to be."""
    match item.kind:
        case "testimonial":
            return frame.cards.quote(frame.quotes.quote(item)), ""
        case "case-study":
            return frame.cards.case(frame.stories.whole_case(item)), ""
        case "award":
            shown = [award for award in frame.stories.awards() if award.id == item.slug]
            return frame.cards.awards(shown), "" if shown else "that of the site: its licence has ended"
        case "program":
            return LandingCards(frame).shared(item)[1], ""
        case "advocate":
            return LandingCards(frame).of(item.entry), _why_shared(frame, item)
    return frame.cards.site(), "that of the site: pages like this have none of their own"


def _why_shared(frame: Frame, item: Item[Any]) -> str:
    """Why an advocate has no card of their own; empty where they have."""
    production = frame.production
    if production.personal_cards:
        return ""
    limit, count = production.library.site.share_cards.advocates, len(production.library.advocates)
    many = f"there are {count} advocates, and `share_cards.advocates` is {limit}"
    program = production.library.program_of(item.entry)
    if program and item.entry.offer:
        return f"that of the site: {many}; the program's does not say the advocate's own `offer`"
    return f"that of program `{program.id}`: {many}" if program else f"that of the site: {many}, and no program"
