"""The picture that an advocate can share: who recommends whom, what the friend gets, and what the advocate gets for it.

The disclosure stands in one block with the offer and is never cut: a picture without room for all of it is not made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from goodword.outputs import colours
from goodword.outputs.lettering import Font, plain

if TYPE_CHECKING:
    from PIL import Image

# Width and height in pixels: the card that every network shows, and the square for stories, chats and print.
WIDE, SQUARE = (1200, 630), (1080, 1080)
DISPLAY = ("newsreader-latin.woff2", "newsreader-latin-ext.woff2")
TEXT = ("instrument-sans-latin.woff2", "instrument-sans-latin-ext.woff2")
# Shades between a colour and what it stands on: more would make larger files that look the same.
_SHADES = 16
_PAPER, _INK = (253, 253, 251), (23, 24, 26)
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


class ShareWords(NamedTuple):
    """What stands on a picture. headline: with the advocate's name; anonymous: the same without it.

    disclosure, anonymous_disclosure: empty where no reward is due. address: what to type, without `https://`.
    """

    company: str
    headline: str
    anonymous: str
    offer: str
    disclosure: str
    anonymous_disclosure: str
    address: str


class _Text(NamedTuple):
    """Lines in one font and size; colour: which of the shades."""

    font: Font
    size: int
    lines: Sequence[str]
    colour: int
    leading: float

    @classmethod
    def of(cls, font: Font, words: str, size: int, width: int, colour: int, leading: float) -> _Text:
        return cls(font, size, font.lines(words, size, width), colour, leading)

    @property
    def height(self) -> int:
        return round(self.size * self.leading) * len(self.lines)


class _Placed(NamedTuple):
    """The texts from top to bottom; inside: those in the block."""

    company: _Text
    title: _Text
    inside: tuple[_Text, ...]
    address: _Text

    @property
    def block(self) -> int:
        return sum(text.height for text in self.inside) + 2 * _PADDING + (len(self.inside) - 1) * _BETWEEN

    @property
    def height(self) -> int:
        return self.company.height + self.title.height + self.block + self.address.height + 3 * _GAP


@dataclass(slots=True)
class ShareImages:
    """Draws the pictures of one theme. brand: the colour of the block, `#rrggbb`."""

    display: Font
    text: Font
    bold: Font
    brand: str
    _palette: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, files: Mapping[str, bytes], brand: str) -> ShareImages:
        """files: the theme's static files by name. Raises KeyError where it ships no fonts."""
        display, text = tuple(files[name] for name in DISPLAY), tuple(files[name] for name in TEXT)
        return cls(Font(display, 60), Font(text, 400), Font(text, 600), brand)

    def draw(self, words: ShareWords, size: tuple[int, int]) -> bytes | None:
        """A PNG without metadata; None where the words do not fit, or are in a script that the fonts do not have.

        Of a name that they do not have the picture says nothing. Raises OSError where a font cannot be read.
        """
        shown = ShareWords(*map(plain, words))
        named = self._can_draw(shown.headline, shown.disclosure)
        headline = shown.headline if named else shown.anonymous
        disclosure = shown.disclosure if named else shown.anonymous_disclosure
        if not self._can_draw(headline, disclosure, shown.company, shown.offer, shown.address):
            return None
        placed = self._placed(shown, headline, disclosure, size)
        return self._drawn(placed, size) if placed else None

    def _can_draw(self, *words: str) -> bool:
        return all(self.display.can_draw(one) and self.text.can_draw(one) for one in words)

    def _placed(self, words: ShareWords, headline: str, disclosure: str, size: tuple[int, int]) -> _Placed | None:
        """Everything as large as there is room for."""
        width, height = size[0] - 2 * _MARGIN, size[1] - _BAR - 2 * _MARGIN
        for title, offer, told in _SIZES:
            inside: tuple[_Text, ...] = (_Text.of(self.bold, words.offer, offer, width - 2 * _PADDING, 2, 1.25),)
            if disclosure:
                inside += (_Text.of(self.text, disclosure, told, width - 2 * _PADDING, 2, 1.35),)
            placed = _Placed(
                _Text.of(self.bold, words.company, told + 2, width, 1, 1.3),
                _Text.of(self.display, headline, title, width, 0, 1.1),
                inside,
                _Text.of(self.text, words.address, told, width, 0, 1.3),
            )
            if placed.height <= height:
                return placed
        return None

    def _drawn(self, placed: _Placed, size: tuple[int, int]) -> bytes:
        from PIL import Image

        width, height = size
        image = Image.new("L", size)
        image.paste(2 * _SHADES, (0, 0, width, _BAR))
        top, low = _BAR + _MARGIN, height - _MARGIN - placed.address.height
        _write(image, placed.company, _MARGIN, top)
        _write(image, placed.address, _MARGIN, low)
        low -= _GAP
        block = low - placed.block
        image.paste(2 * _SHADES, (_MARGIN, block, width - _MARGIN, low))
        line = block + _PADDING
        for text in placed.inside:
            _write(image, text, _MARGIN + _PADDING, line)
            line += text.height + _BETWEEN
        top += placed.company.height + _GAP
        _write(image, placed.title, _MARGIN, top + (block - _GAP - top - placed.title.height) // 2)
        return self._encoded(image)

    def _encoded(self, image: Image.Image) -> bytes:
        image.putpalette(self._shades())
        out = BytesIO()
        image.save(out, "PNG", compress_level=6)
        return out.getvalue()

    def _shades(self) -> list[int]:
        """Ink on paper, the brand colour on paper, what can be read on the brand colour: `_SHADES` of each."""
        if not self._palette:
            brand = colours.parse(self.brand)
            ramps = ((_PAPER, _INK), (_PAPER, colours.readable_on(brand, _PAPER)), (brand, colours.text_on(brand)))
            for start, end in ramps:
                for step in range(_SHADES):
                    share = step / (_SHADES - 1)
                    self._palette += [round(a + (b - a) * share) for a, b in zip(start, end, strict=True)]
        return self._palette


def _write(image: Image.Image, text: _Text, left: int, top: int) -> None:
    """The lines, one below the other, in shades of the colour."""
    first = text.colour * _SHADES
    for line in text.lines:
        mask = text.font.mask(line, text.size)
        shades = mask.point([first + value * (_SHADES - 1) // 255 for value in range(256)])
        image.paste(shades, (left, top), mask.point([0] * 16 + [255] * 240))
        top += round(text.size * text.leading)
