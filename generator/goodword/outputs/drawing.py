"""The drawing room of every picture with words on it: the fonts, the colours, texts, and the sheet they are put on.

What stands where is decided by whoever draws: `share_image.py` for the pictures of kits, `card_drawing.py` for cards.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec import Struct

from goodword.outputs import colours
from goodword.outputs.lettering import Font, plain
from goodword.text import starts_right_to_left

if TYPE_CHECKING:
    from PIL import Image

DISPLAY = (
    "newsreader-latin.woff2",
    "newsreader-latin-ext.woff2",
    "literata-cyrillic.woff2",
    "literata-greek.woff2",
    "literata-cyrillic-ext.woff2",
)
TEXT = (
    "instrument-sans-latin.woff2",
    "instrument-sans-latin-ext.woff2",
    "inter-cyrillic.woff2",
    "inter-greek.woff2",
    "inter-cyrillic-ext.woff2",
)
PAPER, _INK, _MUTED = (253, 253, 251), (23, 24, 26), (92, 95, 99)
# Which colours a text has: ink, the brand colour or grey on paper, and what can be read on the brand colour.
INK, ACCENT, ON_BRAND, MUTED = range(4)
# Shades between a colour and what it stands on: more would make larger files that look the same.
_SHADES = 16
# For each of 256 degrees of covering: which shade that is, and whether it counts.
_SHARES = [value * (_SHADES - 1) // 255 for value in range(256)]
_COVERED = [0] * 16 + [255] * 240
# Room between lines of scripts whose letters stand higher or hang lower.
_TALLER = 1.4
# How many times larger shapes are drawn than they are put on the sheet.
_FINER = 4


class Lettered(Protocol):
    """What sets words on a picture: one of the theme's fonts, or those of all other scripts."""

    def can_draw(self, words: str) -> bool:
        """Whether it has every letter of `words`."""

    def lines(self, words: str, size: int, width: int) -> list[str]:
        """`words` in lines of at most `width` pixels."""

    def width(self, words: str, size: int) -> float:
        """In pixels."""

    def mask(self, line: str, size: int) -> Image.Image:
        """How much of each pixel the letters cover; the base line stands `size` below the upper edge."""


class Text(NamedTuple):
    """Lines in one font and size; colour: one of the four. to_left: it is read from right to left."""

    font: Lettered
    size: int
    lines: Sequence[str]
    colour: int
    leading: float
    to_left: bool = False

    @classmethod
    def of(cls, face: Face, words: str, size: int, width: int, colour: int, leading: float) -> Text:
        """`words` in lines of at most `width` pixels."""
        font, shown = face.of(words)
        if font is not face.others:
            return cls(font, size, font.lines(shown, size, width), colour, leading)
        lines = font.lines(shown, size, width)
        return cls(font, size, lines, colour, max(leading, _TALLER), starts_right_to_left(shown))

    @property
    def height(self) -> int:
        """In pixels."""
        return round(self.size * self.leading) * len(self.lines)


class Face(Struct, frozen=True):
    """A font of the theme; others: what sets the scripts that it does not have, where the extra is there."""

    font: Font
    others: Lettered | None = None

    def of(self, words: str) -> tuple[Lettered, str]:
        """What sets `words` as a whole, and how they are handed to it."""
        shown = plain(words)
        return (self.font, shown) if self.others is None or self.font.can_draw(shown) else (self.others, words)

    def can_draw(self, words: str) -> bool:
        """Whether every letter of `words` is there."""
        return self.font.can_draw(plain(words)) or (self.others is not None and self.others.can_draw(words))


@lru_cache(maxsize=3)  # while serving, one build after another asks; a font knows what it has measured
def _font(parts: tuple[bytes, ...], axis: float) -> Font:
    return Font(parts, axis)


class Fonts(Struct, frozen=True):
    """The fonts of pictures: for quotations and figures, for text, and the same bold."""

    display: Face
    text: Face
    bold: Face

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> Fonts:
        """files: those of the theme by name (see `Theme.lettering`). Raises KeyError where one is missing."""
        display, text = tuple(files[name] for name in DISPLAY), tuple(files[name] for name in TEXT)
        return cls(Face(_font(display, 60)), Face(_font(text, 400)), Face(_font(text, 600)))

    def can_draw(self, words: str) -> bool:
        """Whether every letter of `words` is there, however they are to be set."""
        return self.display.can_draw(words) and self.text.can_draw(words)


@dataclass(slots=True)
class Sheet:
    """One picture while it is drawn. brand: `#rrggbb`; everything is put on paper, or on the brand colour."""

    size: tuple[int, int]
    brand: str
    image: Image.Image = field(init=False)

    def __post_init__(self) -> None:
        from PIL import Image

        self.image = Image.new("L", self.size)

    def block(self, box: tuple[int, int, int, int]) -> None:
        """Fills left, top, right, bottom with the brand colour."""
        self.image.paste(ON_BRAND * _SHADES, box)

    def write(self, text: Text, left: int, top: int, right: int | None = None) -> int:
        """The lines, one below the other, from `left`, or up to `right` what is read to the left; where they end."""
        for line in text.lines:
            mask = text.font.mask(line, text.size)
            at = left
            if text.to_left and right is not None:
                box = mask.getbbox()
                at = right - (box[2] if box else 0)
            self.shape(mask, (at, top), text.colour)
            top += round(text.size * text.leading)
        return top

    def shape(self, mask: Image.Image, at: tuple[int, int], colour: int, strength: float = 1) -> None:
        """What `mask` covers, in one of the colours; strength: how much of it there is, from 0 to 1."""
        first = colour * _SHADES
        shades = mask.point([first + round(share * strength) for share in _SHARES])
        self.image.paste(shades, at, mask.point(_COVERED))

    def png(self) -> bytes:
        """The picture in few colours, without metadata."""
        out = BytesIO()
        self._coloured().save(out, "PNG", compress_level=6)
        return out.getvalue()

    def full_colour(self) -> Image.Image:
        """The picture, so that photos can be put on it."""
        return self._coloured().convert("RGB")

    def _coloured(self) -> Image.Image:
        self.image.putpalette(bytes(_shades(colours.parse(self.brand))))
        return self.image


def _shades(brand: colours.Colour) -> list[int]:
    """`_SHADES` of each of the four colours, from what it stands on to itself."""
    accent, muted = colours.readable_on(brand, PAPER), colours.readable_on(_MUTED, PAPER)
    palette: list[int] = []
    for start, end in ((PAPER, _INK), (PAPER, accent), (brand, colours.text_on(brand)), (PAPER, muted)):
        for step in range(_SHADES):
            share = step / (_SHADES - 1)
            palette += [round(a + (b - a) * share) for a, b in zip(start, end, strict=True)]
    return palette


def squares(rows: Sequence[bytes | bytearray], margin: int, scale: int, ink: str) -> bytes:
    """A square PNG: of each 1 in `rows` a square of `scale` pixels in the colour `ink`, on white, with a margin."""
    from PIL import Image

    side = len(rows)
    small = Image.new("P", (side + 2 * margin,) * 2)
    small.paste(Image.frombytes("P", (side, side), b"".join(rows)), (margin, margin))
    picture = small.resize((small.width * scale,) * 2, Image.Resampling.NEAREST)
    picture.putpalette(bytes((255, 255, 255, *colours.parse(ink))))
    out = BytesIO()
    picture.save(out, "PNG", bits=1)
    return out.getvalue()


Points = list[tuple[float, float]]


def polygons(size: tuple[int, int], shapes: Sequence[Points]) -> Image.Image:
    """A mask of `size` with what the polygons cover, smooth at their edges."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (size[0] * _FINER, size[1] * _FINER))
    draw = ImageDraw.Draw(image)
    for points in shapes:
        draw.polygon([(x * _FINER, y * _FINER) for x, y in points], fill=255)
    return image.resize(size, Image.Resampling.BOX)


def disc(side: int) -> Image.Image:
    """A round."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (side * _FINER, side * _FINER))
    ImageDraw.Draw(image).ellipse((0, 0, side * _FINER - 1, side * _FINER - 1), fill=255)
    return image.resize((side, side), Image.Resampling.BOX)


def star(side: int) -> Image.Image:
    """A star with five points."""
    points: Points = []
    for corner in range(10):
        reach = side / 2 if corner % 2 == 0 else side / 4.9
        turn = math.pi * (corner / 5 - 0.5)
        points.append((side / 2 + reach * math.cos(turn), side * 0.53 + reach * math.sin(turn)))
    return polygons((side, side), [points])


def laurel(side: int) -> Image.Image:
    """A wreath, open at the top."""
    leaves: list[Points] = []
    middle, radius, length = side / 2, side * 0.40, side * 0.135
    for index in range(10):
        turn = math.radians(102 + index * 15.5)
        foot = (middle + radius * math.cos(turn), middle + radius * math.sin(turn))
        for lean, share in ((0.62, 1.0), (-0.55, 0.78)):
            leaf = _leaf(foot, turn + math.pi / 2 - lean, length * share)
            leaves += [leaf, [(side - x, y) for x, y in leaf]]
    return polygons((side, side), leaves)


def _leaf(foot: tuple[float, float], turn: float, length: float) -> Points:
    along, across = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))
    points: Points = []
    for side in (1, -1):
        for step in range(9):
            share = step / 8 if side == 1 else 1 - step / 8
            broad = side * 0.2 * length * math.sin(math.pi * share**0.85)
            points.append(
                (
                    foot[0] + along[0] * length * share + across[0] * broad,
                    foot[1] + along[1] * length * share + across[1] * broad,
                )
            )
    return points
