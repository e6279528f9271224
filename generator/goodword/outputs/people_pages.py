"""The pages that give: partners, the directory of customers' businesses, and the people who are thanked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from typing import TypeVar

from goodword.content import routes
from goodword.content.models import Advocate
from goodword.outputs import rolls, views
from goodword.outputs.displays import story
from goodword.outputs.frames import Frame
from goodword.outputs.paging import numbered
from goodword.outputs.production import Output
from goodword.outputs.roll_views import Group, Listed
from goodword.outputs.rolls import DIRECTORY, THANKS, Sheet, businesses, sheets, thanked

T = TypeVar("T")
OTHERS = 3


def people_pages(frame: Frame) -> Iterator[Output]:
    """`/partners/` with a page for each that has more to tell, `/directory/`, `/thanks/`; what is empty has no page."""
    yield from _partner_pages(frame)
    yield from _directory_pages(frame)
    yield from _thanks_pages(frame)


def _partner_pages(frame: Frame) -> Iterator[Output]:
    library, words = frame.production.library, frame.wording
    if not library.partners:
        return
    heading = words.gettext("Partners")
    intro = words.gettext("Companies we trust and recommend, and who recommend us.")
    page = frame.page("partners", "partners/", heading, intro)
    cards = [frame.stories.partner(item) for item in library.partners]
    yield frame.render("partners.html", page, partners=tuple(cards))
    for item in library.told_partners:
        if frame.language not in routes.page_languages(library, item):
            continue
        partner = frame.stories.whole_partner(item)
        said = " ".join(disclosure.text for disclosure in partner.disclosures)
        page = frame.page(
            "partner",
            f"partners/{item.slug}/",
            partner.name,
            partner.what or partner.name,
            crumbs=((heading, "partners/"),),
            disclosure=said,
        )
        others = tuple(other for other in cards if other.id != partner.id and other.page_url)[:OTHERS]
        yield frame.render("partner.html", page, partner=partner, story=story(frame, item), others=others)


def _directory_pages(frame: Frame) -> Iterator[Output]:
    words = frame.wording
    heading = words.gettext("Our customers\u2019 businesses")
    intro = words.gettext("Businesses of customers who agreed to stand here, by industry and in alphabetical order.")
    for sheet in sheets(DIRECTORY, businesses(frame.production.library)):
        page, pagination = _sheet(frame, "directory", DIRECTORY, sheet, heading, intro)
        groups = _groups(frame, sheet.items, lambda people: people[0].entry, frame.quotes.business)
        yield frame.render("directory.html", page, heading=heading, groups=groups, pagination=pagination)


def _thanks_pages(frame: Frame) -> Iterator[Output]:
    words = frame.wording
    heading = words.gettext("Thank you")
    intro = words.gettext("People whom we have reason to thank, and who said that we may do it here.")
    for sheet in sheets(THANKS, thanked(frame.production.library)):
        page, pagination = _sheet(frame, "thanks", THANKS, sheet, heading, intro)
        groups = _groups(frame, sheet.items, lambda item: item.entry, frame.quotes.advocate)
        yield frame.render("thanks.html", page, heading=heading, groups=groups, pagination=pagination)


def _sheet(
    frame: Frame, kind: str, tail: str, sheet: Sheet[T], heading: str, intro: str
) -> tuple[views.PageView, views.Pagination]:
    pagination = numbered(frame, sheet.number, sheet.pages, partial(rolls.page_tail, tail), is_dated=False)
    title = heading
    crumbs: tuple[tuple[str, str], ...] = ()
    if sheet.number > 1:
        title = frame.wording.gettext("{heading}, page {number}").format(heading=heading, number=sheet.number)
        crumbs = ((heading, tail),)
    page = frame.page(kind, sheet.tail, title, intro, crumbs=crumbs)
    return page, pagination


def _groups(
    frame: Frame, items: tuple[T, ...], entry_of: Callable[[T], Advocate], view_of: Callable[[T], Listed]
) -> tuple[Group, ...]:
    """The items by industry, in their order; those without one are called others where there are any with one."""
    vocabulary = frame.quotes.vocabulary("industry")
    made: list[Group] = []
    for industry, members in groupby(items, key=lambda item: entry_of(item).industry):
        label = vocabulary.label(industry, frame.language) if industry else ""
        anchor = f"industry-{vocabulary.slug(industry)}" if industry else "others"
        if not label and made:
            label = frame.wording.gettext("And others")
        made.append(Group(label, anchor, tuple(map(view_of, members))))
    return tuple(made)
