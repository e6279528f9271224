"""Words in scripts that the theme's fonts do not have, shaped and in their order: the extra `scripts`.

Which font draws which letter is decided here, from the fonts' own tables: the shaper is never left to guess. Without
the extra there is no `Scripts`.
"""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import escape
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from goodword.outputs.lettering import Unit, in_lines
from goodword.text import starts_right_to_left

if TYPE_CHECKING:
    from PIL import Image

# The packages of the extra: the shaper and two of fonts.
PACKAGES = ("resvg_py", "manimgx_fonts", "manimgx_fonts_cjk")
_CJK = "NotoSansCJK-VF.otf.ttc"
_FIRST, _EMOJI = "NotoSans[wght].ttf", "NotoEmoji[wght].ttf"
# Asked in this order for a letter. Thai, Lao, Khmer and Burmese are left out: to break their lines takes a dictionary.
_FAMILIES = {
    _FIRST: "Noto Sans",
    "NotoSansArabic[wght].ttf": "Noto Sans Arabic",
    "NotoSansHebrew[wght].ttf": "Noto Sans Hebrew",
    "NotoSansDevanagari[wght].ttf": "Noto Sans Devanagari",
    "NotoSansArmenian[wght].ttf": "Noto Sans Armenian",
    "NotoSansBengali[wght].ttf": "Noto Sans Bengali",
    "NotoSansGeorgian[wght].ttf": "Noto Sans Georgian",
    "NotoSansGujarati[wght].ttf": "Noto Sans Gujarati",
    "NotoSansGurmukhi[wght].ttf": "Noto Sans Gurmukhi",
    "NotoSansTamil[wght].ttf": "Noto Sans Tamil",
    "NotoSansTelugu[wght].ttf": "Noto Sans Telugu",
    _CJK: "Noto Sans CJK",
    "NotoSansSymbols[wght].ttf": "Noto Sans Symbols",
    _EMOJI: "Noto Emoji",
}
# Which forms Chinese characters have, by the beginning of a language tag.
_FORMS = {"ko": "KR", "zh-hant": "TC", "zh-tw": "TC", "zh-hk": "HK", "zh": "SC"}
# They belong to the letter before them: joiners, and what chooses how an emoji looks.
_JOINED = frozenset("\u200c\u200d\ufe0e\ufe0f")
_AS_EMOJI = "\ufe0f"
# Chinese characters, kana and their punctuation: a line may end after each, but for those that cling.
_IDEOGRAPHS = ((0x2E80, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))
# Closing marks and small kana, which begin no line, and opening ones, which end none (JIS X 4051).
_NOT_FIRST = frozenset(
    "\u3001\u3002\uff0c\uff0e\u30fb\uff1a\uff1b\uff1f\uff01\u309b\u309c\u30fd\u30fe\u309d\u309e\u3005\u30fc"
    "\uff09\uff3d\uff5d\u3015\u3009\u300b\u300d\u300f\u3011\u3017\u3019\u2019\u201d\u2026\u2025\u3041\u3043"
    "\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u3095\u3096\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3"
    "\u30e5\u30e7\u30ee\u30f5\u30f6%\u2030\u2103\u00b0)]}.,:;?!"
)
_NOT_LAST = frozenset(
    "\uff08\uff3b\uff5b\u3014\u3008\u300a\u300c\u300e\u3010\u3016\u3018\u2018\u201c([{\u00a5$\u00a3\u20ac"
)
# Joined letters are narrower than the sum of their parts, bold ones broader.
_BROADER = 1.05
_RIGHT_TO_LEFT, _POP = "\u202b", "\u202c"


class Glyphs(Struct, frozen=True):
    """Which letters a font has, and how broad they are, from its tables `cmap` and `hmtx`."""

    first: tuple[int, ...]
    ranges: tuple[tuple[int, int, int], ...]
    single: Mapping[int, int]
    advances: tuple[int, ...]
    units: int

    @classmethod
    def of(cls, path: Path) -> Glyphs:
        """The first font of the file. Raises OSError, struct.error where it is none."""
        with path.open("rb") as file:
            tables = _tables(file)
            units = struct.unpack_from(">H", _table(file, tables[b"head"]), 18)[0]
            count = struct.unpack_from(">H", _table(file, tables[b"hhea"]), 34)[0]
            metrics = struct.unpack_from(f">{count * 2}H", _table(file, tables[b"hmtx"]))
            ranges, single = _characters(_table(file, tables[b"cmap"]))
        ranges.sort()
        return cls(tuple(start for start, _, _ in ranges), tuple(ranges), single, metrics[::2], units)

    def glyph(self, letter: str) -> int:
        """The number of its glyph; 0 where there is none."""
        code = ord(letter)
        at = bisect_right(self.first, code) - 1
        if at >= 0:
            start, end, glyph = self.ranges[at]
            if code <= end:
                return glyph + code - start
        return self.single.get(code, 0)

    def advance(self, letter: str) -> float:
        """Its width as a part of the size."""
        return self.advances[min(self.glyph(letter), len(self.advances) - 1)] / self.units


def _tables(file: BinaryIO) -> dict[bytes, tuple[int, int]]:
    """Start and length of each table (OpenType 1.9, "Organization of an OpenType font")."""
    start = 0
    if file.read(4) == b"ttcf":
        start = struct.unpack(">8xI", file.read(12))[0]
    file.seek(start + 4)
    (count,) = struct.unpack(">H6x", file.read(8))
    records = (struct.unpack(">4s4xII", file.read(16)) for _ in range(count))
    return {tag: (offset, length) for tag, offset, length in records}


def _table(file: BinaryIO, where: tuple[int, int]) -> bytes:
    file.seek(where[0])
    return file.read(where[1])


def _characters(table: bytes) -> tuple[list[tuple[int, int, int]], dict[int, int]]:
    """First and last code and first glyph of each run of the best subtable (formats 12 and 4), and single codes."""
    (count,) = struct.unpack_from(">2xH", table)
    offsets = [struct.unpack_from(">4xI", table, 4 + 8 * index)[0] for index in range(count)]
    by_format = {struct.unpack_from(">H", table, offset)[0]: offset for offset in offsets}
    if 12 in by_format:
        start = by_format[12]
        (groups,) = struct.unpack_from(">12xI", table, start)
        return list(struct.iter_unpack(">III", table[start + 16 : start + 16 + 12 * groups])), {}
    start = by_format[4]
    (doubled,) = struct.unpack_from(">6xH", table, start)
    half = doubled // 2
    ends = struct.unpack_from(f">{half}H", table, start + 14)
    starts = struct.unpack_from(f">{half}H", table, start + 16 + doubled)
    deltas = struct.unpack_from(f">{half}H", table, start + 16 + 2 * doubled)
    at = start + 16 + 3 * doubled
    # the offsets count from where they stand, and lead behind them all
    rest = struct.unpack(f">{(len(table) - at) // 2}H", table[at : at + (len(table) - at) // 2 * 2])
    single: dict[int, int] = {}
    for index, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, rest[:half], strict=True)):
        codes = range(first, min(last, 0xFFFE) + 1)
        begin = index + offset // 2
        glyphs = rest[begin : begin + len(codes)] if offset else codes
        single |= {code: (glyph + delta) & 0xFFFF for code, glyph in zip(codes, glyphs, strict=True) if glyph}
    return [], single


@dataclass
class ScriptFonts:
    """The fonts of the extra, opened when a letter is asked for."""

    folders: tuple[Path, ...]
    _glyphs: dict[str, Glyphs] = field(default_factory=dict)
    _name_of: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def installed(cls) -> ScriptFonts | None:
        """Those beside this Python; None without the extra."""
        specs = [find_spec(name) for name in PACKAGES]
        if not all(spec and spec.origin for spec in specs):
            return None
        return _in(tuple(Path(spec.origin).parent for spec in specs[1:] if spec and spec.origin))

    @cached_property
    def digest(self) -> str:
        """Says which edition of the extra this is."""
        from importlib.metadata import version

        return " ".join(version(name.replace("_", "-")) for name in PACKAGES)

    def path(self, name: str) -> Path:
        """Where the file of a font lies."""
        return self.folders[name == _CJK] / name

    def glyphs(self, name: str) -> Glyphs:
        """The tables of one."""
        if name not in self._glyphs:
            self._glyphs[name] = Glyphs.of(self.path(name))
        return self._glyphs[name]

    def name_of(self, letter: str) -> str | None:
        """The file that has `letter`; None where none has."""
        if letter not in self._name_of:
            found = (name for name in _FAMILIES if self.glyphs(name).glyph(letter))
            self._name_of[letter] = next(found, None)
        return self._name_of[letter]


@lru_cache(maxsize=1)  # while serving, one build after another asks
def _in(folders: tuple[Path, ...]) -> ScriptFonts:
    return ScriptFonts(folders)


class Scripts(Struct, frozen=True):
    """Sets words of one language, in one weight. See `drawing.Lettered`."""

    fonts: ScriptFonts
    weight: int
    language: str

    def can_draw(self, words: str) -> bool:
        """Whether there is a font for every letter."""
        return all(letter in _JOINED or self.fonts.name_of(letter) for letter in set(_tidy(words)))

    def width(self, words: str, size: int) -> float:
        """In pixels, at most: letters that join are narrower."""
        glyphs = self.fonts.glyphs
        return sum(glyphs(name).advance(letter) for name, run in self._runs(words) for letter in run) * size * _BROADER

    def lines(self, words: str, size: int, width: int) -> list[str]:
        """See `drawing.Lettered`; between ideographs a line may break, but not before or after what clings."""
        return in_lines(list(_units(_tidy(words))), self.width, size, width)

    def mask(self, line: str, size: int) -> Image.Image:
        """See `drawing.Lettered`. Each run is shaped by itself, in one font; then they are put in order."""
        from PIL import Image

        is_mirrored = starts_right_to_left(line)
        space = self.fonts.glyphs(_FIRST).advance(" ") * size
        pieces: list[tuple[float, Image.Image, float]] = []
        left = 0.0
        for name, run in _in_order(list(self._runs(line)), is_mirrored):
            before, after = len(run) - len(run.lstrip()), len(run) - len(run.rstrip())
            if is_mirrored:
                before, after = after, before
            left += before * space
            if run.strip():
                shape, start, advance = self._shaped(name, run.strip(), size, is_mirrored)
                pieces.append((left + start, shape, advance))
                left += advance
            left += after * space if run.strip() else 0
        image = Image.new("L", (round(left) + 2 * size, size + size // 2))
        for start, shape, _ in pieces:
            image.paste(255, (round(start) + size, 0), shape)
        box = image.getbbox()
        return image.crop((box[0], 0, box[2], image.height)) if box else image

    def _shaped(self, name: str, run: str, size: int, is_mirrored: bool) -> tuple[Image.Image, float, float]:
        """The ink of a run, how far it begins from where the run does, and how far the run goes.

        It is drawn twice, from its begin and up to its end: the shaper tells no widths, but the two places do.
        """
        import resvg_py
        from PIL.PngImagePlugin import PngImageFile

        width, height = round(self.width(run, size) * 1.5) + 4 * size, size + size // 2
        words = f"{_RIGHT_TO_LEFT}{escape(run)}{_POP}" if is_mirrored else escape(run)
        places = ((size, size, "start"), (width - size, size + height, "end"))
        drawn = "".join(f'<text x="{x}" y="{y}" text-anchor="{anchor}">{words}</text>' for x, y, anchor in places)
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{2 * height}" xml:space="preserve" '
            f'font-family="{self._family(name)}" font-size="{size}" font-weight="{self.weight}">{drawn}</svg>'
        )
        data = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[str(self.fonts.path(name))])
        with PngImageFile(BytesIO(data)) as image:
            both = image.getchannel("A")
        first, second = both.crop((0, 0, width, height)), both.crop((0, height, width, 2 * height))
        one, other = first.getbbox(), second.getbbox()
        if one is None or other is None:
            return first.crop((0, 0, 1, height)), 0, 0
        advance = width - 2 * size - (other[0] - one[0])
        return first.crop((one[0], 0, one[2], height)), one[0] - size, advance

    def _family(self, name: str) -> str:
        if name != _CJK:
            return _FAMILIES[name]
        tag = self.language.lower()
        return f"{_FAMILIES[name]} {next((form for start, form in _FORMS.items() if tag.startswith(start)), 'JP')}"

    def _runs(self, words: str) -> Iterator[tuple[str, str]]:
        """Each file of a font with the letters that it draws, in the order of reading."""
        name, run = "", ""
        for index, letter in enumerate(words):
            wanted = self.fonts.name_of(letter)
            if words[index + 1 : index + 2] == _AS_EMOJI and self.fonts.glyphs(_EMOJI).glyph(letter):
                wanted = _EMOJI
            elif name and (letter in _JOINED or (not letter.isalpha() and self.fonts.glyphs(name).glyph(letter))):
                wanted = name  # signs and numbers stay with the letters before them
            if wanted != name and run:
                yield name, run
                run = ""
            name, run = wanted or _FIRST, run + letter
        if run:
            yield name, run


def _in_order(runs: list[tuple[str, str]], is_mirrored: bool) -> list[tuple[str, str]]:
    """The runs from left to right: those of a direction follow each other in it (after UAX #9, with two levels)."""
    base = "R" if is_mirrored else "L"
    ways = [_way(run) for _, run in runs]
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for index, one in enumerate(runs):
        way = ways[index]
        if not way:
            before = next((found for found in reversed(ways[:index]) if found), base)
            after = next((found for found in ways[index + 1 :] if found), base)
            way = before if before == after else base
        if groups and groups[-1][0] == way:
            groups[-1][1].append(one)
        else:
            groups.append((way, [one]))
    ordered = [group[::-1] if way == "R" else group for way, group in groups]
    return [one for group in (ordered[::-1] if is_mirrored else ordered) for one in group]


def _way(run: str) -> str:
    """`L` or `R` by the first letter that has a direction; empty where none has."""
    kinds = map(unicodedata.bidirectional, run)
    return next(("L" if kind == "L" else "R" for kind in kinds if kind in {"L", "R", "AL"}), "")


def _tidy(words: str) -> str:
    """`words` in one line, composed, without invisible signs but those that decide how letters join."""
    flat = " ".join(unicodedata.normalize("NFC", words).split())
    return "".join(
        letter for letter in flat if letter in _JOINED or unicodedata.category(letter) not in {"Cc", "Cf", "Cs"}
    )


def _units(words: str) -> Iterator[Unit]:
    """What a line may not break inside of."""
    for word in words.split():
        unit, is_apart = "", True
        for letter in word:
            if unit and _may_break(unit[-1], letter):
                yield unit, is_apart
                unit, is_apart = "", False
            unit += letter
        yield unit, is_apart


def _may_break(before: str, after: str) -> bool:
    if before in _NOT_LAST or after in _NOT_FIRST or after in _JOINED or unicodedata.category(after).startswith("M"):
        return False
    return any(first <= ord(letter) <= last for letter in (before, after) for first, last in _IDEOGRAPHS)
