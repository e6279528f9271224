"""Share cards as pages name them, in one language: what stands on each, from views that hold only what may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from goodword import text
from goodword.content import routes
from goodword.content.models import Advocate
from goodword.content.models.site import localized
from goodword.content.quotation_marks import marks
from goodword.outputs import views
from goodword.outputs.card_words import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_QUOTE,
    AwardWords,
    FigureWords,
    InvitationWords,
    QuoteWords,
    SiteWords,
    Words,
)
from goodword.outputs.production import Production
from goodword.outputs.share_image import WIDE
from goodword.outputs.wording import Wording
from goodword.referral import disclosure, offers


@dataclass(slots=True)
class Cards:
    """Makes the cards of one language; without a shelf there are none."""

    production: Production
    language: str
    _site: views.Picture | None = None

    @property
    def _wording(self) -> Wording:
        return self.production.wordings[self.language]

    @property
    def _company(self) -> str:
        return text.excerpt(self.production.library.site.company, LONGEST_NAME)

    @property
    def _demo(self) -> str:
        said = "This is a demonstration site: the company, the people and their words are invented."
        return self._wording.gettext(said) if self.production.library.site.demo else ""

    @property
    def _address(self) -> str:
        parts = urlsplit(self.production.absolute("/"))
        return f"{parts.netloc}{parts.path}".rstrip("/")

    def site(self) -> views.Picture | None:
        """The site's: for every page that has no other."""
        if self._site is None and self.production.shelf is not None:
            site = self.production.library.site
            words = SiteWords(
                company=self._company,
                language=self.language,
                demo=self._demo,
                name=text.excerpt(site.name, LONGEST_LINE),
                tagline=text.excerpt(localized(site.tagline, self.language, self.production.default), LONGEST_LINE),
                address=text.excerpt(self._address, LONGEST_NAME),
            )
            self._site = self._put("site", "home", words)
            if self._site is None:
                self._lacks("site", self.language)
        return self._site

    def quote(self, quote: views.Quote) -> views.Picture | None:
        """A testimonial's."""
        if self.production.shelf is None:
            return None
        person, rating = quote.person, quote.rating
        translated = (original.note for original in quote.originals if original.language != quote.language)
        around = marks(quote.language)
        role = (person.role if person.role != person.label else None, person.company)
        words = QuoteWords(
            company=self._company,
            language=quote.language,
            note=" ".join([*(one.text for one in quote.disclosures), *translated]),
            demo=self._demo,
            quote=text.excerpt(quote.plain, LONGEST_QUOTE).replace(".…", "…"),
            opening=around.open,
            closing=around.close,
            name=text.excerpt(person.label, LONGEST_NAME),
            role=text.excerpt(", ".join(part for part in role if part), LONGEST_LINE),
            stars=(rating.full, rating.half, rating.empty) if rating else None,
            rating=rating.text if rating else "",
            photo=self._name(person.photo) if person.photo and not person.photo.url.endswith(".svg") else "",
        )
        return self._own("testimonials", quote.id, words)

    def case(self, case: views.Case) -> views.Picture | None:
        """A case study's: its first figure."""
        if self.production.shelf is None:
            return None
        gettext = self._wording.gettext
        first = case.results[0] if case.results else None
        basis: tuple[str | None, ...] = ()
        if first:
            change = gettext("from {before} to {after}") if first.before and first.after else ""
            basis = (change.format(before=first.before, after=first.after), first.period)
        typical = gettext("What is usual: {typical}").format(typical=case.typical) if case.typical else ""
        words = FigureWords(
            company=self._company,
            language=case.language,
            note=typical,
            demo=self._demo,
            figure=text.excerpt(first.figure if first else case.title, LONGEST_LINE),
            label=text.excerpt(first.label, LONGEST_LINE) if first else "",
            basis=text.excerpt(", ".join(part for part in basis if part), LONGEST_LINE),
            customer=text.excerpt(case.customer, LONGEST_NAME),
            title=text.excerpt(case.title, LONGEST_LINE) if first else "",
        )
        return self._own("case-studies", case.id, words)

    def awards(self, awards: Sequence[views.Award]) -> views.Picture | None:
        """The card of each award; the first one's is the page's."""
        made = [self._award(award) for award in awards]
        return made[0] if made else self.site()

    def _award(self, award: views.Award) -> views.Picture | None:
        words = AwardWords(
            company=self._company,
            language=award.language,
            note=" ".join(one.text for one in award.disclosures),
            demo=self._demo,
            year=award.year,
            name=text.excerpt(award.name, LONGEST_LINE),
            awarder=text.excerpt(award.awarder, LONGEST_NAME),
            detail=text.excerpt(", ".join(part for part in (award.rank, award.category) if part), LONGEST_LINE),
        )
        return self._own("awards", award.id, words)

    def personal(
        self, entry: Advocate, headline: str, said: offers.OfferWords, tie: disclosure.Sentence | None
    ) -> views.Picture | None:
        """That of one advocate, who is known there by the code, as in the address of the page."""
        note = disclosure.joined(tie, said.disclosure)
        return self._own("advocates", entry.code, self._invitation(headline, said, note), told_as=entry.id)

    def program(self, program_id: str, said: offers.OfferWords) -> views.Picture | None:
        """That of all advocates of a program, where they are too many for one each."""
        words = self._wording
        note = disclosure.of_reward("", said.advocate, words, said.friends)[1] if said.advocate else ""
        headline = words.gettext("Somebody thought of you")
        return self._own("programs", program_id, self._invitation(headline, said, note))

    def _invitation(self, headline: str, said: offers.OfferWords, note: str) -> InvitationWords:
        offer = f"{self._wording.gettext('For you')}: {said.friend}" if said.friend else said.summary
        return InvitationWords(
            company=self._company,
            language=self.language,
            note=note,
            demo=self._demo,
            headline=headline,
            offer=offer,
            address=text.excerpt(self._address, LONGEST_NAME),
        )

    def _own(self, kind: str, name: str, words: Words, told_as: str = "") -> views.Picture | None:
        """The card, else the site's."""
        if self.production.shelf is None:
            return None
        made = self._put(kind, name, words)
        if made is None:
            self._lacks(kind, told_as or name)
        return made or self.site()

    def _put(self, kind: str, name: str, words: Words) -> views.Picture | None:
        shelf = self.production.shelf
        prefix = routes.prefix(self.language, self.production.default)[1:]
        made = shelf.put(prefix, kind, name, words) if shelf else None
        if made is None:
            return None
        path, key = made
        url = f"{self.production.origin}{self.production.base}/{path}?v={key}"
        return views.Picture(url, *WIDE, alt=words.said)

    def _lacks(self, kind: str, name: str) -> None:
        if self.production.shelf is not None:
            self.production.shelf.lacking.add((kind, name))

    def _name(self, picture: views.Picture) -> str:
        return picture.url.removeprefix(self.production.href("/"))
