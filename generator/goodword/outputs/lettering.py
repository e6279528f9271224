"""Words on a picture, in the fonts of the theme: what they can draw, where lines break, and how large they may be.

A theme splits a font into files by script; each letter is taken from the first file that has it. Letters are set one
after another without shaping, whatever shaping library the machine has, so that pictures are the same everywhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image, ImageFont

# No character of any script.
_NEVER = "\U0010ffff"
_PROBE = 40
# The size of a letter, and how much of each pixel it covers.
_Drawn = tuple[tuple[int, int], bytes]


@dataclass(slots=True)
class Font:
    """One font. parts: its files, the most used first. axis: the value of its one axis, where it has one (weight 400 to
    650, optical size 18 to 72).

    Making a letter raises OSError where a file that is asked for it is no font that can be read.
    """

    parts: tuple[bytes, ...]
    axis: float
    _sized: dict[tuple[int, int], ImageFont.FreeTypeFont] = field(default_factory=dict)
    _widths: dict[int, dict[str, float]] = field(default_factory=dict)
    _part_of: dict[str, int | None] = field(default_factory=dict)
    _letters: set[str] = field(default_factory=set)
    _missing: dict[int, _Drawn] = field(default_factory=dict)

    def can_draw(self, words: str) -> bool:
        """Whether it has every letter of `words` (see `plain`)."""
        return self._letters.issuperset(words) or all(self._part(letter) is not None for letter in set(words))

    def width(self, words: str, size: int) -> float:
        """In pixels, of words that it can draw."""
        known = self._widths.setdefault(size, {})
        try:
            return sum(map(known.__getitem__, words))
        except KeyError:
            for letter in set(words) - known.keys():
                known[letter] = self._at(self._part(letter) or 0, size).getlength(letter)
            return sum(map(known.__getitem__, words))

    def lines(self, words: str, size: int, width: int) -> list[str]:
        """`words` in lines of at most `width` pixels, all about as long; a word that is wider is broken anywhere."""
        return in_lines([(word, True) for word in words.split()], self.width, size, width)

    def mask(self, line: str, size: int) -> Image.Image:
        """How much of each pixel the letters cover, 0 to 255; the base line stands `size` below the upper edge."""
        from PIL import Image, ImageDraw

        image = Image.new("L", (int(self.width(line, size)) + size, size + size // 2))
        draw = ImageDraw.Draw(image)
        left = 0.0
        for font, run in self._runs(line, size):
            draw.text((left, size), run, fill=255, font=font, anchor="ls")
            left += font.getlength(run)
        return image

    def _runs(self, words: str, size: int) -> list[tuple[ImageFont.FreeTypeFont, str]]:
        return [(self._at(part or 0, size), "".join(letters)) for part, letters in groupby(words, self._part)]

    def _at(self, part: int, size: int) -> ImageFont.FreeTypeFont:
        if (part, size) not in self._sized:
            self._sized[part, size] = self._opened(self.parts[part], size)
        return self._sized[part, size]

    def _opened(self, part: bytes, size: int) -> ImageFont.FreeTypeFont:
        from PIL import ImageFont

        font = ImageFont.truetype(BytesIO(part), size, layout_engine=ImageFont.Layout.BASIC)
        with suppress(OSError):  # a font without axes stays as it is
            font.set_variation_by_axes([self.axis])
        return font

    def _part(self, letter: str) -> int | None:
        """The file that has `letter`; None where none has."""
        if letter not in self._part_of:
            found = (part for part in range(len(self.parts)) if self._has(part, letter))
            self._part_of[letter] = next(found, None)
            if self._part_of[letter] is not None:
                self._letters.add(letter)
        return self._part_of[letter]

    def _has(self, part: int, letter: str) -> bool:
        font = self._at(part, _PROBE)
        if part not in self._missing:
            self._missing[part] = _drawn(font, _NEVER)
        return _has(font, letter, self._missing[part])


def _has(font: ImageFont.FreeTypeFont, letter: str, missing: _Drawn) -> bool:
    if letter == " ":
        return True
    if unicodedata.category(letter).startswith("M"):  # it belongs above or below another one, which takes shaping
        return False
    drawn = _drawn(font, letter)
    return drawn != missing and any(drawn[1])


def _drawn(font: ImageFont.FreeTypeFont, letter: str) -> _Drawn:
    mask = font.getmask(letter, mode="L")
    return mask.size, bytes(mask)


# What is not broken, and whether a space stands before it.
Unit = tuple[str, bool]
Measure = Callable[[str, int], float]


def in_lines(units: Sequence[Unit], measure: Measure, size: int, width: int) -> list[str]:
    """`units` in lines of at most `width` pixels, all about as long; one that is wider is broken anywhere.

    measure: the width of words, which is the sum of that of their letters.
    """
    widths = [measure(unit, size) for unit, _ in units]
    least = _filled(units, widths, measure, size, width)
    for narrower in range(width - size, width // 2, -size) if len(least) > 1 else ():
        found = _filled(units, widths, measure, size, narrower)
        if len(found) > len(least):
            break
        least = found
    return least


def _filled(units: Sequence[Unit], widths: Sequence[float], measure: Measure, size: int, width: int) -> list[str]:
    space = measure(" ", size)
    lines, line, reach = [], "", 0.0
    for (unit, is_apart), wide in zip(units, widths, strict=True):
        gap = " " if line and is_apart else ""
        further = reach + (space if gap else 0) + wide
        if further <= width:
            line, reach = line + gap + unit, further
            continue
        if line:
            lines.append(line)
        line, reach = unit, wide
        if wide > width:
            *whole, line = _broken(unit, measure, size, width)
            lines, reach = lines + whole, measure(line, size)
    return [*lines, line] if line else lines


def _broken(unit: str, measure: Measure, size: int, width: int) -> list[str]:
    parts = [""]
    for letter in unit:
        if parts[-1] and measure(parts[-1] + letter, size) > width:
            parts.append("")
        parts[-1] += letter
    return parts


@lru_cache(maxsize=4096)  # each text is looked at for several fonts, and many cards share one
def plain(words: str) -> str:
    """`words` as letters that can stand in a line one after another: composed, without invisible signs."""
    flat = " ".join(unicodedata.normalize("NFC", words).split())
    if flat.isascii() and flat.isprintable():
        return flat
    return "".join(letter for letter in flat if unicodedata.category(letter) not in {"Cc", "Cf", "Cs"})
