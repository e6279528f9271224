"""The files of one kit as bytes: drafts, words, codes, pictures, the contact. Where they go is `kits.py`'s matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from goodword import text
from goodword.content import routes
from goodword.content.items import Item
from goodword.content.models import Advocate, Program
from goodword.content.models.program import Channel
from goodword.desk import kit_names, mail
from goodword.desk.kit_people import Recipient
from goodword.outputs import qr, share_image
from goodword.outputs.drawing import Fonts
from goodword.outputs.landing import LandingPages
from goodword.outputs.landing_cards import greeting, tie
from goodword.outputs.production import Production, Prose
from goodword.outputs.vcard import contact_card
from goodword.referral import disclosure, kit_mail, links, messages, offers
from goodword.referral.reward_words import for_advocate, tiers_in_words

# From an id and a version to the path of a kit page.
KitPath = Callable[[str, int], str]


class _Said(NamedTuple):
    """What both sides get, in the words of the company and in those of the advocate."""

    offer: offers.OfferWords
    program: Program | None
    facts: messages.Facts


@dataclass
class Kits:
    """Makes kits. pages: by language. kit_path: None where there are no kit pages."""

    production: Production
    pages: Mapping[str, LandingPages]
    kit_path: KitPath | None
    _ideal: dict[tuple[str | None, str], str] = field(default_factory=dict)

    def names(self, to: Recipient) -> tuple[str, ...]:
        """The files that the kit may have; it may lack pictures."""
        program = self._program(to.item)
        drafts, words = kit_names.drafts(_emails(program)), kit_names.words(_channels(program))
        return (*_ALWAYS, kit_names.WIDE, kit_names.SQUARE, *drafts.values(), *words.values())

    def make(self, to: Recipient) -> dict[str, bytes]:
        """The files of one advocate's kit, by name."""
        said, about = self._said(to.item), self._about(to)
        wording = self.pages[to.item.language].frame.wording
        contents = {
            kit_names.MAIL: mail.draft(
                to=(to.person.name or "", to.person.email or ""),
                sender=self._sender,
                subject=kit_mail.subject(about, wording),
                text=kit_mail.mail(about, wording),
            ),
            kit_names.NOTE: kit_mail.note(about, wording).encode(),
            kit_names.CARD: self._card,
        }
        return (
            contents
            | self._codes(links.with_channel(about.link, "qr"))
            | self._for_friends(to.item, said)
            | self._pictures(to.item, said)
        )

    def _codes(self, link: str) -> dict[str, bytes]:
        """The QR code; none of an address that is too long for one."""
        brand = self.production.theme.tokens["brand"]
        try:
            return {kit_names.QR_SVG: qr.qr_svg(link, brand).encode(), kit_names.QR_PNG: qr.qr_png(link, brand)}
        except ValueError:
            return {}

    def _for_friends(self, item: Item[Advocate], said: _Said) -> dict[str, bytes]:
        """Drafts and words that the advocate sends on."""
        wording = self.pages[item.language].frame.wording
        own = said.program
        emails, channels = own.emails if own else {}, _channels(own)
        end = kit_mail.below(said.facts.company, wording)
        made = {}
        for name, file in kit_names.drafts(_emails(own)).items():
            draft = messages.email(name, said.facts, wording, emails)
            made[file] = mail.draft(to=None, subject=draft.subject, text=f"{draft.text}\n\n{end}")
        for channel, file in kit_names.words(channels).items():
            words = messages.whole_message(channel, said.facts, wording, own.messages if own else None)
            made[file] = f"{words}\n".encode(errors="replace")
        return made

    def _pictures(self, item: Item[Advocate], said: _Said) -> dict[str, bytes]:
        """The share images; none where the fonts cannot write what has to stand on them."""
        frame, offer, entry = self.pages[item.language].frame, said.offer, item.entry
        words, tied = frame.wording, tie(frame, entry)
        unnamed = disclosure.of_reward("", offer.advocate, words, offer.friends) if offer.advocate else None
        shown = share_image.ShareWords(
            company=said.facts.company,
            headline=greeting(frame, entry, entry.public_name),
            anonymous=greeting(frame, entry, None),
            offer=f"{words.gettext('For you')}: {offer.friend}" if offer.friend else offer.summary,
            disclosure=disclosure.joined(tied, offer.disclosure),
            anonymous_disclosure=disclosure.joined(tied, unnamed),
            address=said.facts.link.partition("://")[2].rstrip("/"),
        )
        sizes = {kit_names.WIDE: share_image.WIDE, kit_names.SQUARE: share_image.SQUARE}
        try:
            made = {name: self._images.draw(shown, size) for name, size in sizes.items()}
        except OSError:  # the site's own theme has put something else in the place of a font
            return {}
        return {name: data for name, data in made.items() if data is not None}

    def _said(self, item: Item[Advocate]) -> _Said:
        pages, entry = self.pages[item.language], item.entry
        words, offer = pages.frame.wording, pages.offer(entry)
        facts = messages.Facts(
            company=self._company,
            link=self.production.absolute(routes.landing_path(entry.code)),
            code=entry.code,
            advocate=entry.public_name,
            offer=offer.friend or "",
            disclosure=disclosure.of_own(entry.kind, offer.advocate, self._company, words, offer.friends),
        )
        return _Said(offer, self._program(item), facts)

    def _about(self, to: Recipient) -> kit_mail.KitFacts:
        item, site = to.item, self.production.library.site
        words, offer = self.pages[item.language].frame.wording, self.pages[item.language].offer(item.entry)
        program = self._program(item)
        kit = self.kit_path(item.id, item.entry.kit_version) if self.kit_path else ""
        return kit_mail.KitFacts(
            company=self._company,
            name=to.person.name or item.entry.public_name,
            link=self.production.absolute(routes.landing_path(item.entry.code)),
            code=item.entry.code,
            kit=self.production.absolute(kit) if kit else "",
            ideal=self._ideal_customer(item, program),
            reward=(for_advocate(program.advocate_reward, words) or "") if program and offer.advocate else "",
            tiers=tuple(tiers_in_words(program, words)) if program and offer.advocate else (),
            offer=offer.friend or "",
            not_now=offer.not_now,
            conditions=offer.conditions if offer.advocate or offer.friend or offer.not_now else (),
            sender=offers.promoter(program, site),
            contact=site.policies.privacy.contact or site.organization.email or "",
        )

    def _ideal_customer(self, item: Item[Advocate], program: Program | None) -> str:
        """Whom the company can help best, without marks of Markdown."""
        found = self.production.library.program_of(item.entry)
        if found is None or program is None or not program.ideal_customer:
            return ""
        key = (found.id, item.language)
        if key not in self._ideal:
            document = found.document(item.language)
            plain = self.production.rendered(
                Prose(program.ideal_customer, document, ("ideal_customer",), item.language)
            )[1]
            self._ideal[key] = " ".join(plain.split())
        return self._ideal[key]

    def _program(self, item: Item[Advocate]) -> Program | None:
        found = self.production.library.program_of(item.entry)
        return found.version(item.language)[1] if found else None

    def row(self, to: Recipient) -> dict[str, str]:
        """What tables say of the kit, by column."""
        said, about = self._said(to.item), self._about(to)
        return {
            "id": to.item.id,
            "name": to.person.name or "",
            "email": to.person.email or "",
            "language": to.item.language,
            "public_name": to.item.entry.public_name,
            "code": about.code,
            "link": about.link,
            "kit": about.kit,
            "friend_gets": about.offer,
            "advocate_gets": said.offer.advocate or "",
            "disclosure": text.sentence(said.offer.disclosure[1]) if said.offer.disclosure else "",
            "folder": kit_names.folder(to.item.id),
        }

    @property
    def _company(self) -> str:
        return self.production.library.site.company

    @cached_property
    def _sender(self) -> tuple[str, str] | None:
        """The company, where it has an address that a draft can be from."""
        email = self.production.library.site.organization.email or ""
        return (self._company, email) if mail.can_be_written_to(email) else None

    @cached_property
    def _card(self) -> bytes:
        site = self.production.library.site
        return contact_card(self._company, site.organization, site.organization.url or site.url)

    @cached_property
    def _images(self) -> share_image.ShareImages:
        theme = self.production.theme
        return share_image.ShareImages(Fonts.of(theme.lettering()), theme.tokens["brand"])


_ALWAYS = (kit_names.MAIL, kit_names.NOTE, kit_names.CARD, kit_names.QR_SVG, kit_names.QR_PNG)


def _channels(program: Program | None) -> tuple[Channel, ...]:
    return tuple(dict.fromkeys(program.channels)) if program else offers.CHANNELS


def _emails(program: Program | None) -> tuple[str, ...]:
    return messages.email_names(program.emails if program else None)
