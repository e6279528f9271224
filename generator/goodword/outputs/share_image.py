"""The picture that an advocate can share: who recommends whom, what the friend gets, and what the advocate gets for it.

The disclosure stands in one block with the offer and is never cut: a picture without room for all of it is not made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from goodword.outputs.card_words import InvitationWords
from goodword.outputs.drawing import ACCENT, INK, ON_BRAND, Fonts, Sheet, Text

# Width and height in pixels: the card that every network shows, and the square for stories, chats and print.
WIDE, SQUARE = (1200, 630), (1080, 1080)
_MARGIN, _PADDING, _GAP, _BETWEEN, _BAR = 64, 30, 22, 10, 18
# Sizes of letters that are tried, the largest first: of the headline, the offer, and the disclosure.
_SIZES = (
    (112, 52, 34),
    (96, 46, 32),
    (84, 42, 30),
    (72, 38, 28),
    (62, 34, 26),
    (54, 30, 25),
    (46, 27, 24),
    (40, 25, 22),
)
# On cards, whose words are known to be short enough, there is always room in the last of these.
_ON_CARDS = (*_SIZES, (32, 21, 18), (26, 17, 15), (20, 13, 12))


class ShareWords(NamedTuple):
    """What stands on a picture. headline: with the advocate's name; anonymous: the same without it.

    disclosure, anonymous_disclosure: the reward, and what else ties the advocate to the company; empty where nothing
    does. address: what to type, without `https://`.
    """

    company: str
    headline: str
    anonymous: str
    offer: str
    disclosure: str
    anonymous_disclosure: str
    address: str


class _Placed(NamedTuple):
    """The texts from top to bottom; inside: those in the block."""

    company: Text
    title: Text
    inside: tuple[Text, ...]
    address: Text

    @property
    def block(self) -> int:
        return sum(text.height for text in self.inside) + 2 * _PADDING + (len(self.inside) - 1) * _BETWEEN

    @property
    def height(self) -> int:
        return self.company.height + self.title.height + self.block + self.address.height + 3 * _GAP


class ShareImages(Struct, frozen=True):
    """Draws the pictures of one theme. brand: the colour of the block, `#rrggbb`."""

    fonts: Fonts
    brand: str

    def draw(self, words: ShareWords, size: tuple[int, int]) -> bytes | None:
        """A PNG without metadata; None where the words do not fit, or are in a script that the fonts do not have.

        Of a name that they do not have the picture says nothing. Raises OSError where a font cannot be read.
        """
        is_named = self._can_draw(words.headline, words.disclosure)
        headline = words.headline if is_named else words.anonymous
        disclosure = words.disclosure if is_named else words.anonymous_disclosure
        shown = (words.company, headline, words.offer, disclosure, words.address)
        if not self._can_draw(*shown):
            return None
        placed = self._placed(*shown, size)
        return self._drawn(placed, size).png() if placed else None

    def card(self, words: InvitationWords) -> Sheet:
        """The same as a share card, of words that fit."""
        address = f"{words.address} · {words.demo}" if words.demo else words.address
        placed = self._placed(words.company, words.headline, words.offer, words.note, address, WIDE, _ON_CARDS)
        if placed is None:
            raise ValueError(words)
        return self._drawn(placed, WIDE)

    def _can_draw(self, *words: str) -> bool:
        return all(map(self.fonts.can_draw, words))

    def _placed(
        self,
        company: str,
        headline: str,
        offer: str,
        disclosure: str,
        address: str,
        size: tuple[int, int],
        sizes: Sequence[tuple[int, int, int]] = _SIZES,
    ) -> _Placed | None:
        """Everything as large as there is room for."""
        width, height = size[0] - 2 * _MARGIN, size[1] - _BAR - 2 * _MARGIN
        display, text, bold = self.fonts.display, self.fonts.text, self.fonts.bold
        for title, offered, told in sizes:
            inside: tuple[Text, ...] = (Text.of(bold, offer, offered, width - 2 * _PADDING, ON_BRAND, 1.25),)
            if disclosure:
                inside += (Text.of(text, disclosure, told, width - 2 * _PADDING, ON_BRAND, 1.35),)
            placed = _Placed(
                Text.of(bold, company, told + 2, width, ACCENT, 1.3),
                Text.of(display, headline, title, width, INK, 1.1),
                inside,
                Text.of(text, address, told, width, INK, 1.3),
            )
            if placed.height <= height:
                return placed
        return None

    def _drawn(self, placed: _Placed, size: tuple[int, int]) -> Sheet:
        width, height = size
        sheet = Sheet(size, self.brand)
        sheet.block((0, 0, width, _BAR))
        top, low = _BAR + _MARGIN, height - _MARGIN - placed.address.height
        sheet.write(placed.company, _MARGIN, top)
        sheet.write(placed.address, _MARGIN, low)
        low -= _GAP
        block = low - placed.block
        sheet.block((_MARGIN, block, width - _MARGIN, low))
        line = block + _PADDING
        for text in placed.inside:
            line = sheet.write(text, _MARGIN + _PADDING, line) + _BETWEEN
        top += placed.company.height + _GAP
        sheet.write(placed.title, _MARGIN, top + (block - _GAP - top - placed.title.height) // 2)
        return sheet
