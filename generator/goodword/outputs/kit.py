"""`/share/SECRET/`: the kit of each advocate who has a page: link, QR code, ready words, drafts, what came of it.

Nothing leads here but the address itself. Made like landing pages, and as many at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import get_args

from markupsafe import Markup
from msgspec import Struct

from goodword import files
from goodword.content import routes
from goodword.content.addresses import email_address
from goodword.content.document import Document
from goodword.content.kit_results import Results
from goodword.content.library import Item
from goodword.content.models import Advocate
from goodword.content.models.people import AdvocateKind
from goodword.content.rows.roll import Group, Member, Roll
from goodword.outputs import kit_views, qr, views
from goodword.outputs.frames import Frame
from goodword.outputs.kit_embeds import Embeds
from goodword.outputs.production import Kits, Output, Prose, encoded, part_of_key
from goodword.outputs.written_pages import offer_view
from goodword.referral import disclosure, offers
from goodword.referral.codes import LENGTH
from goodword.referral.kit_words import KitWords, Program, Said
from goodword.referral.links import encode, with_channel
from goodword.referral.reward_words import on_top

TEMPLATE = "kit.html"
_NOWHERE = Document("advocate", "-", None, "", "", {})
_MARK = "\ue000"
# What a page may hold beside the words that Markdown left in it.
_LINK, _PLAIN_LINK = Markup('<a rel="noreferrer" href="'), '<a href="'


class _Shared(Struct, frozen=True):
    """What the kits of one program in one language share."""

    program: offers.Program | None
    conditions: tuple[tuple[str, str], ...]
    words: KitWords
    ideal_html: Markup | None
    tiers: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class KitPages:
    """Makes the kits of one language."""

    frame: Frame
    kits: Kits
    _programs: dict[str | None, _Shared] = field(default_factory=dict)
    _probes: dict[tuple[str | None, AdvocateKind], bytes] = field(default_factory=dict)
    _codes: qr.Codes = field(init=False)
    _embeds: Embeds = field(init=False)

    def __post_init__(self) -> None:
        before, after = self._qr_link(_MARK).split(_MARK)
        brand = self.frame.production.theme.tokens["brand"]
        self._codes = qr.Codes(before, after, brand)
        self._embeds = Embeds(self.frame, self._link, qr.ink(brand))

    def of(self, member: Member) -> Output:
        """The kit of an advocate whose language this is."""
        path = self.kits.path(member.id, member.entry.kit_version)
        file = self.frame.production.style.file(path)
        return Output(file, self.frame.key(TEMPLATE, self._own(member)), lambda: self._made(member.item))

    def files(self, group: Group, people: Roll) -> Iterator[str]:
        """The files of the kits of a plain group."""
        file, path = self.frame.production.style.file, self.kits.path
        return (file(path(one.id, one.kit_version)) for one in people.part(group.start, group.stop).columns())

    def digest(self, group: Group) -> bytes:
        """What the kits of a plain group depend on besides what their landing pages do."""
        program = self._program_of(Advocate(id="-", public_name="-", code="-", program=group.program))
        results = [self.kits.results[code] for code in group.codes.split("\n") if code in self.kits.results]
        probes = [self._probe(program, kind) for kind in get_args(AdvocateKind)]
        told = (self.frame.key(TEMPLATE, b""), probes, files.digest(self.kits.secret), results)
        return part_of_key(encoded(told))

    def _own(self, member: Member) -> bytes:
        """Everything that a kit shows and others do not, without making its views. What is left out is in `_probe`."""
        library, entry = self.frame.production.library, member.entry
        parts = [member.digest, self._probe(self._program_of(entry), entry.kind)]
        own = library.own_words.get(member.id)
        parts += [b"own", encoded(self.frame.quotes.quote(own))] if own else []
        results = self.kits.results.get(entry.code)
        parts += [b"results", encoded(results)] if results else []
        label = library.industries.label(entry.industry, self.frame.language) if entry.industry else ""
        parts += [label.encode()] if label else []
        # it is in another file, too
        parts += [b"photo", encoded(self.frame.quotes.advocate(member.item).photo)] if entry.photo else []
        return b"\0".join(parts)

    def _program_of(self, entry: Advocate) -> Item[offers.Program] | None:
        return self.frame.production.library.program_of(entry)

    def _probe(self, program: Item[offers.Program] | None, kind: AdvocateKind) -> bytes:
        """What the kits of one kind of advocates of a program share: the digest of kits of some who do not exist, and
        of the program.
        """
        key = program.id if program else None, kind
        if key not in self._probes:
            people = [
                Advocate(id="-", public_name="A", code="2" * LENGTH, role="R", kind=kind, program=key[0], offer=offer)
                for offer in (None, "O")
            ]
            language = self.frame.language
            items = [Item("advocate", "-", "", one, {language: one}, {language: _NOWHERE}, language) for one in people]
            made = [self._views(item) for item in items]
            self._probes[key] = part_of_key(encoded((made, self._shared(program).program)))
        return self._probes[key]

    def _made(self, item: Item[Advocate]) -> bytes:
        page, kit = self._views(item)
        return self.frame.rendering(TEMPLATE, page, {"kit": kit, "badge": item.badge})()

    def _views(self, item: Item[Advocate]) -> tuple[views.PageView, kit_views.Kit]:
        frame, entry, words = self.frame, item.entry, self.frame.wording
        library, code = frame.production.library, entry.code
        person = frame.quotes.advocate(item)
        shared = self._shared(library.program_of(entry))
        said = offers.offer_words(shared.program, entry, library.today, words, shared.conditions)
        reward = disclosure.of_own_reward(said.advocate, words, said.friends) if said.advocate else ""
        own_voice = disclosure.of_own(entry.kind, said.advocate, frame.site.organization_name, words, said.friends)
        ready = shared.words.of(person.name or "", code, said.friend or "", own_voice)
        drawing = self._codes.of(code)
        results = self.kits.results.get(code)
        words_of = library.own_words.get(item.id)
        own = frame.quotes.quote(words_of) if words_of else None
        kit = kit_views.Kit(
            code=code,
            person=person,
            link=self._link(code),
            landing_url=frame.production.href(routes.landing_path(code)),
            qr=kit_views.Code(drawing.size, drawing.path, drawing.ink, drawing.url),
            messages=tuple([_message(one) for one in ready.channels]),
            drafts=tuple([_message(one) for one in ready.drafts]),
            plain=ready.plain,
            offer=offer_view(frame, said),
            reward=reward,
            ideal_html=shared.ideal_html,
            tiers=shared.tiers if said.advocate else (),
            results=self._results(results),
            results_since=words.day(results.since) if results and results.since else "",
            badge=self._embeds.badge(code, entry.kind, reward),
            embed=self._embeds.quote(code, own, reward) if own else None,
            own=own,
            withdraw_url=self._withdraw(code),
            script=frame.static("kit.js"),
            stylesheet=frame.static("kit.css"),
        )
        title = words.gettext("Pass it on")
        # Its own address stands nowhere in it, so that no copy tells it: where a page names itself, this one names the
        # landing page.
        told = words.gettext("Your share kit. Only you have this address.")
        page = frame.private_page("kit", routes.landing_path(code), title, told)
        return page, kit

    def _link(self, code: str) -> str:
        return self.frame.production.absolute(routes.landing_path(code))

    def _qr_link(self, code: str) -> str:
        return with_channel(self._link(code), "qr")

    def _shared(self, item: Item[offers.Program] | None) -> _Shared:
        key = item.id if item else None
        if key not in self._programs:
            frame, words = self.frame, self.frame.wording
            site, language = frame.production.library.site, frame.language
            language, program = item.version(language) if item else (language, None)
            said = Program(
                company=frame.site.organization_name,
                link=self._link,
                channels=program.channels if program else offers.CHANNELS,
                messages=program.messages if program else {},
                emails=program.emails if program else {},
            )
            ideal = None
            if item and program and program.ideal_customer:
                document = item.document(language)
                made = frame.production.html(Prose(program.ideal_customer, document, ("ideal_customer",), language))
                ideal = made.replace(_PLAIN_LINK, _LINK)
            self._programs[key] = _Shared(
                program,
                offers.conditions_of(program, site, words, words.day),
                KitWords(said, words),
                ideal,
                tuple(on_top(program, words)) if program else (),
            )
        return self._programs[key]

    def _results(self, results: Results | None) -> tuple[tuple[str, int], ...]:
        if results is None:
            return ()
        words, found = self.frame.wording, []
        if results.visits is not None:
            label = words.ngettext("visit to your page", "visits to your page", results.visits)
            found.append((label, results.visits))
        if results.enquiries is not None:
            found.append((words.ngettext("enquiry", "enquiries", results.enquiries), results.enquiries))
        if results.customers is not None:
            found.append((words.ngettext("new customer", "new customers", results.customers), results.customers))
        return tuple(found)

    def _withdraw(self, code: str) -> str | None:
        site = self.frame.production.library.site
        contact = site.policies.privacy.contact or site.organization.email
        if contact and email_address(contact):
            title = self.frame.wording.gettext("Please take my page down ({code})").format(code=code)
            return f"mailto:{encode(contact).replace('%40', '@')}?subject={encode(title)}"
        return contact if contact and contact.startswith(("https://", "http://")) else None


def plain_because(frame: Frame) -> str | None:
    """Why kits cannot have what they share rendered once for all; None where they can."""
    return frame.production.templates.plain_because(TEMPLATE, frame.site, frame.wording, ("kit", "badge"))


def _message(said: Said) -> kit_views.Message:
    return kit_views.Message(said.name, said.label, said.words, said.url, said.subject, said.friendly)
