"""What stands on a share card: only what the page itself may show, and the whole disclosures. Draws nothing."""

from __future__ import annotations

from msgspec import Struct

# Longer texts than these have no place on a card that can be read; a disclosure is never cut.
LONGEST_QUOTE, LONGEST_LINE, LONGEST_NAME, LONGEST_NOTE = 240, 140, 80, 400


class Words(Struct, frozen=True, tag=True):
    """What every card has. language: of the words shown; note: the disclosures; demo: that all of it is invented."""

    company: str
    language: str
    note: str = ""
    demo: str = ""

    @property
    def own(self) -> tuple[str, ...]:
        """The texts that this card has and others have not, in the order of reading."""
        return ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that is drawn."""
        return (self.company, *self.own, self.note, self.demo)

    @property
    def said(self) -> str:
        """The card in words, for those who do not see it."""
        parts = (part.strip() for part in (*self.own, self.note) if part.strip())
        return " ".join(part if part[-1] in ".!?…。”»」" else f"{part}." for part in parts)

    @property
    def fits(self) -> bool:
        """Whether everything that may not be cut has room."""
        return len(self.note) <= LONGEST_NOTE


class SiteWords(Words, frozen=True, kw_only=True, tag=True):
    """The site's card: for every page that has none of its own."""

    name: str
    tagline: str
    address: str

    @property
    def own(self) -> tuple[str, ...]:
        """See `Words`."""
        return (self.name, self.tagline, self.address)


class QuoteWords(Words, frozen=True, kw_only=True, tag=True):
    """A testimonial's. opening, closing: quotation marks; stars: full, half and empty; photo: a published one."""

    quote: str
    opening: str
    closing: str
    name: str
    role: str
    stars: tuple[int, int, int] | None = None
    rating: str = ""
    photo: str = ""

    @property
    def own(self) -> tuple[str, ...]:
        """See `Words`."""
        return (f"{self.opening}{self.quote}{self.closing}", self.name, self.role)

    @property
    def said(self) -> str:
        """See `Words`; stars are said, too."""
        return " ".join(part for part in (super().said, self.rating) if part)


class FigureWords(Words, frozen=True, kw_only=True, tag=True):
    """A case study's: one figure and its basis; the title where it has no figure."""

    figure: str
    label: str
    basis: str
    customer: str
    title: str

    @property
    def own(self) -> tuple[str, ...]:
        """See `Words`."""
        return (self.figure, self.label, self.basis, self.customer, self.title)


class AwardWords(Words, frozen=True, kw_only=True, tag=True):
    """An award's."""

    year: str
    name: str
    awarder: str
    detail: str

    @property
    def own(self) -> tuple[str, ...]:
        """See `Words`."""
        return (self.year, self.name, self.awarder, self.detail)


class InvitationWords(Words, frozen=True, kw_only=True, tag=True):
    """A landing page's: who thought of the friend, and the offer; `note` says what the advocate gets."""

    headline: str
    offer: str
    address: str

    @property
    def own(self) -> tuple[str, ...]:
        """See `Words`."""
        return (self.headline, self.offer, self.address)

    @property
    def fits(self) -> bool:
        """See `Words`; half an offer is none."""
        return len(self.note) <= LONGEST_NOTE and len(self.offer) <= LONGEST_QUOTE and len(self.headline) <= 120
