"""Landing pages that differ in name, code, role, company and proof only: rendered once, then filled in for each.

There may be a million of them. Whatever else differs decides which mould a page is from, or that it is from none and
is rendered by itself. Before a mould is used, what it gives is compared with some pages that are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, cast

from msgspec import Struct
from msgspec.structs import replace

from goodword import text
from goodword.content.models import Advocate
from goodword.content.rows.roll import Member
from goodword.outputs import views
from goodword.outputs.compiling import escaped
from goodword.outputs.frames import Frame, described
from goodword.outputs.moulds import Mould, Part, TouchedError, with_slots
from goodword.referral import offers
from goodword.referral.links import encode

TEMPLATE = "landing.html"
# Stand for what a page says; no text holds such signs. The name's is chosen by whom it stands in sentences for, and a
# code stays one: words may end in them.
_ROLE, _COMPANY, _URL, _INDUSTRY, _INITIALS, _DESCRIPTION, _MESSAGE = (chr(0xE010 + number) for number in range(7))
_CODE = "zq7goodwordcode7qz"
_MARKS = {
    _CODE: "code",
    _ROLE: "role",
    _COMPANY: "company",
    _URL: "url",
    _INDUSTRY: "industry",
    _INITIALS: "initials",
    _DESCRIPTION: "description",
    _MESSAGE: "message",
}
# So many pages of a kind come before it pays to make a mould: where only some pages are made, or all of them.
_BEFORE = {False: 10, True: 1}
# So many pages of a mould are rendered, too, and compared.
_TRIALS = 3
# So many moulds are kept, and so many kinds of pages that were met once: offers may differ from page to page.
_MOST, _MOST_SEEN = 200, 2_000

Proof = Sequence[views.Quote | views.Case]


class Pages(Protocol):
    """What is asked of the landing pages of one language."""

    def views_of(
        self, entry: Advocate, quotes: tuple[views.Quote, ...], case: views.Case | None
    ) -> tuple[views.PageView, views.Landing]:
        """The views of an advocate's page."""

    def offer(self, entry: Advocate) -> offers.OfferWords:
        """What both sides get."""

    def description(self, said: offers.OfferWords) -> str:
        """The words of the share card, before the disclosure."""

    def message(self, member: Member) -> str:
        """The advocate's greeting as HTML; empty where there is none."""

    def name_mark(self, entry: Advocate) -> str | None:
        """What may stand for the name, since the words around it come out the same; None where that is not sure."""


class _Says(NamedTuple):
    """What a page says of its advocate. message: as HTML."""

    entry: Advocate
    initials: str
    message: str

    @property
    def needs_industry(self) -> bool:
        """Whether somebody is called by their industry, for want of a name."""
        return not (self.entry.public_name or self.entry.role)

    @property
    def kind(self) -> tuple[object, ...]:
        """Everything that pages of one mould have in common."""
        entry = self.entry
        return (
            *(entry.program, entry.kind, entry.offer, entry.industry if self.needs_industry else not entry.industry),
            *(not entry.public_name, not entry.role, not entry.company, not entry.company_url),
            *(not self.initials, not self.message),
        )

    def stand_in(self, name: str) -> Advocate:
        """Somebody of this kind who is called `name`, if they have one."""
        entry = self.entry
        return replace(
            entry,
            id="-",
            public_name=entry.public_name and name,
            code=_CODE,
            role=entry.role and _ROLE,
            company=entry.company and _COMPANY,
            company_url=entry.company_url and _URL,
            message=None,
        )


class _Made(Struct, frozen=True):
    """A mould, and what the description of a page is made of; mark: stands for the name in `disclosure`."""

    mould: Mould
    description: str
    disclosure: str
    mark: str


@dataclass(slots=True)
class LandingMoulds:
    """The moulds of the landing pages of one language."""

    frame: Frame
    pages: Pages
    _known: dict[tuple[object, ...], _Made | None] = field(default_factory=dict)
    _trials: dict[tuple[object, ...], int] = field(default_factory=dict)
    _seen: dict[tuple[object, ...], int] = field(default_factory=dict)
    _components: dict[tuple[str, int], bytes] = field(default_factory=dict)

    def filled(
        self, member: Member, proof: Proof, card: views.Picture | None, render: Callable[[], bytes]
    ) -> bytes | None:
        """A page that is for everybody; None where it has to be rendered.

        proof: testimonials, and a case study behind them, or none; render: gives the page as it is rendered.
        """
        entry = member.entry
        if entry.photo or entry.audiences or member.badge:
            return None
        mark = self.pages.name_mark(entry)
        if mark is None or (entry.offer and entry.public_name and entry.public_name in entry.offer):
            return None
        says = _Says(entry, text.initials(entry.public_name), self.pages.message(member))
        kind = (*says.kind, mark, card, *map(type, proof))
        if kind not in self._known:
            seen = self._seen.get(kind, 0)
            before = _BEFORE[self.frame.production.templates.makes_all]
            if seen < before or len(self._known) == _MOST:
                if seen or len(self._seen) < _MOST_SEEN:
                    self._seen[kind] = seen + 1
                return None
            try:
                made = self._cast(says, mark, proof, card)
                if made is None:
                    return None
            except (TouchedError, LookupError):
                made = None
            self._known[kind], self._trials[kind] = made, _TRIALS
        known = self._known[kind]
        if known is None:
            return None
        trials = self._trials[kind]
        if not trials:
            return self._page(known, says, proof)
        self._trials[kind] = trials - 1
        page = render()
        if self._page(known, says, proof) != page:
            self._known[kind] = None
        return page

    def suits(self, entry: Advocate, proof: Proof) -> bool:
        """Whether the template does no more with what differs on a page like that of `entry` than to write it."""
        mark = self.pages.name_mark(entry)
        if mark is None:
            return True
        try:
            self._cast(_Says(entry, text.initials(entry.public_name), ""), mark, proof, None)
        except (TouchedError, LookupError):
            return False
        return True

    def _page(self, made: _Made, says: _Says, proof: Proof) -> bytes:
        entry, name, wanted = says.entry, says.entry.public_name, made.mould.names
        values: dict[str | tuple[str, int], bytes] = {
            "code": entry.code.encode(),
            "name": _html(name),
            "name in address": encode(name).encode(),
            "description": _html(described(made.description, made.disclosure.replace(made.mark, name))),
            "message": says.message.encode(),
            "role": _html(entry.role),
            "company": _html(entry.company),
            "initials": _html(says.initials),
        }
        if "url" in wanted:
            values["url"] = _html(entry.company_url)
        if "industry" in wanted:
            values["industry"] = _html(self.frame.quotes.industry(entry.industry))
        for part in made.mould.parts:
            values[part] = self._component(part[0], proof[part[1]])
        return made.mould.filled(values)

    def _component(self, name: str, view: views.Quote | views.Case) -> bytes:
        key = (name, id(view))  # views are made once for each entry, and kept
        found = self._components.get(key)
        if found is None:
            frame = self.frame
            made = frame.production.templates.component(name, view, frame.site, frame.wording)
            found = self._components[key] = made.encode()
        return found

    def _cast(self, says: _Says, mark: str, proof: Proof, card: views.Picture | None) -> _Made | None:
        """None where it is too early. Raises TouchedError where the template does more than to write what differs."""
        frame = self.frame
        marks = {**_MARKS, mark: "name", encode(mark): "name in address"}
        is_marked = re.compile("|".join(map(re.escape, marks))).search
        stand_in = says.stand_in(mark)
        parts = [Part(number) for number in range(len(proof))]
        is_case = bool(proof) and isinstance(proof[-1], views.Case)
        quotes, case = (parts[:-1], parts[-1]) if is_case else (parts, None)
        page, landing = self.pages.views_of(stand_in, cast(Any, tuple(quotes)), cast(Any, case))
        if landing.person:
            initials, industry = says.initials and _INITIALS, landing.person.industry
            if industry and not says.needs_industry:
                industry = _INDUSTRY
            landing = replace(landing, person=replace(landing.person, initials=initials, industry=industry))
        landing = replace(landing, message_html=cast(Any, _MESSAGE) if says.message else None)
        page = replace(page, description=_DESCRIPTION, og_image=card or page.og_image)
        rendered = frame.production.templates.mould(
            TEMPLATE,
            frame.site,
            frame.wording,
            is_marked,
            with_slots(page, is_marked),
            landing=with_slots(landing, is_marked),
            badge=None,
        )
        if rendered is None:
            return None
        said = self.pages.offer(stand_in)
        disclosure = said.disclosure[1] if said.disclosure else ""
        return _Made(Mould(rendered[0], marks, rendered[1]), self.pages.description(said), disclosure, mark)


def _html(words: str | None) -> bytes:
    return escaped(words).encode() if words else b""
