"""Landing pages that differ in name, code, role, company and proof only: rendered once, then filled in for each.

There may be a million of them. Whatever else differs decides which mould a page is from, or that it is from none and
is rendered by itself. Before a mould is used, what it gives is compared with a page that is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from markupsafe import escape
from msgspec import Struct
from msgspec.structs import replace

from goodword import text
from goodword.content.models import Advocate
from goodword.content.rows.roll import Member
from goodword.outputs import views
from goodword.outputs.frames import Frame, described
from goodword.outputs.moulds import Mould, Part, TouchedError, with_slots
from goodword.referral import offers
from goodword.referral.links import encode

TEMPLATE = "landing.html"
# Stand for what a page says; no text holds such signs. The name's is chosen by whom it stands in sentences for, and a
# code stays one: words may end in them.
_ROLE, _COMPANY, _URL, _INITIALS, _DESCRIPTION, _MESSAGE = (chr(0xE010 + number) for number in range(6))
_CODE = "zq7goodwordcode7qz"

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
        if mark is None:
            return None
        message = self.pages.message(member)
        # everything that pages of one mould have in common
        kind = (
            *(entry.program, entry.kind, entry.industry, entry.offer, mark, card),
            *(not entry.public_name, not entry.role, not entry.company, not entry.company_url),
            *(not message, not text.initials(entry.public_name), *map(type, proof)),
        )
        if kind not in self._known:
            try:
                made = self._cast(entry, message, mark, proof, card)
                if made is None:
                    return None
                is_same = self._filled(made, entry, message, proof) == render()
            except (TouchedError, LookupError):
                is_same = False
            self._known[kind] = made if is_same else None
        known = self._known[kind]
        return self._filled(known, entry, message, proof) if known else None

    def _filled(self, made: _Made, entry: Advocate, message: str, proof: Proof) -> bytes:
        name = entry.public_name
        description = described(made.description, made.disclosure.replace(made.mark, name))
        values: dict[str | tuple[str, int], bytes] = {
            "code": entry.code.encode(),
            "name": _html(name),
            "name in address": encode(name).encode(),
            "role": _html(entry.role),
            "company": _html(entry.company),
            "url": _html(entry.company_url),
            "initials": _html(text.initials(name)),
            "description": _html(description),
            "message": message.encode(),
        }
        for name, number in made.mould.parts:
            values[name, number] = self._component(name, proof[number])
        return made.mould.filled(values)

    def _component(self, name: str, view: views.Quote | views.Case) -> bytes:
        key = (name, id(view))  # views are made once for each entry, and kept
        if key not in self._components:
            frame = self.frame
            made = frame.production.templates.component(name, view, frame.site, frame.wording)
            self._components[key] = made.encode()
        return self._components[key]

    def _cast(self, entry: Advocate, message: str, mark: str, proof: Proof, card: views.Picture | None) -> _Made | None:
        """None where it is too early. Raises TouchedError where the template does more with what differs than to write it."""
        frame = self.frame
        name = mark if entry.public_name else ""
        marks = {
            _CODE: "code",
            mark: "name",
            encode(mark): "name in address",
            _ROLE: "role",
            _COMPANY: "company",
            _URL: "url",
            _INITIALS: "initials",
            _DESCRIPTION: "description",
            _MESSAGE: "message",
        }
        stand_in = replace(
            entry,
            id="-",
            public_name=name,
            code=_CODE,
            role=entry.role and _ROLE,
            company=entry.company and _COMPANY,
            company_url=entry.company_url and _URL,
            message=None,
        )
        parts = [Part(number) for number in range(len(proof))]
        is_case = bool(proof) and isinstance(proof[-1], views.Case)
        quotes, case = (parts[:-1], parts[-1]) if is_case else (parts, None)
        page, landing = self.pages.views_of(stand_in, cast(Any, tuple(quotes)), cast(Any, case))
        if landing.person:
            initials = text.initials(entry.public_name) and _INITIALS
            landing = replace(landing, person=replace(landing.person, initials=initials))
        landing = replace(landing, message_html=cast(Any, _MESSAGE) if message else None)
        page = replace(page, description=_DESCRIPTION, og_image=card or page.og_image)

        def is_marked(words: str) -> bool:
            return any(one in words for one in marks)

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
        html, made = rendered
        said = self.pages.offer(stand_in)
        disclosure = said.disclosure[1] if said.disclosure else ""
        return _Made(Mould(html, marks, made), self.pages.description(said), disclosure, mark)


def _html(words: str | None) -> bytes:
    return escape(words).encode() if words else b""
