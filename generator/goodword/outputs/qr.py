"""QR codes as SVG and PNG, in the colour of the site as far as cameras can read it; the only home of segno.

Source of the rules: ISO/IEC 18004, by way of segno. Every mask is valid; it is fixed here, so that of many addresses
that differ in a few letters most codes can be made from each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from goodword.outputs import colours

if TYPE_CHECKING:
    import segno

# Medium: 15 % of a printed code may be scratched. Quiet zone: 4 modules, by the standard.
_LEVEL, _MASK, _QUIET = "m", 2, 4
# Cameras want dark on light: more contrast than eyes need.
_CONTRAST = 7.0
_WHITE = (255, 255, 255)


class Drawing(Struct, frozen=True):
    """A QR code as one stroke of an SVG. size: of its square, in modules, with the quiet zone; ink: `#rrggbb`."""

    size: int
    path: str
    ink: str

    @property
    def url(self) -> str:
        """The whole picture as an address that holds it. The path needs no encoding."""
        before, after = self.svg.replace('"', "'").split(self.path)
        return f"data:image/svg+xml,{_encoded(before)}{self.path}{_encoded(after)}"

    @property
    def svg(self) -> str:
        """The whole picture, to stand in a page or in a file."""
        size = self.size
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
            f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="{self.ink}" d="{self.path}"/></svg>'
        )


def qr_svg(url: str, colour: str = "#000000") -> str:
    """The QR code of `url` as an SVG. colour: `#rrggbb`, made darker until it can be scanned.

    Raises ValueError for an address that is too long for any code (2,331 bytes).
    """
    return _drawing(_rows(_code(url)), ink(colour)).svg


def qr_png(url: str, colour: str = "#000000", scale: int = 16) -> bytes:
    """The QR code of `url` as a PNG, `scale` pixels a module: the same bytes on every run. Raises as `qr_svg` does.

    Several times as fast as segno's own way.
    """
    from goodword.outputs.drawing import squares  # only the desk makes these

    return squares(_code(url).matrix, _QUIET, scale, ink(colour))


def ink(colour: str) -> str:
    """`colour` (`#rrggbb`), made darker until cameras can tell it from white."""
    return colours.as_hex(colours.readable_on(colours.parse(colour), _WHITE, _CONTRAST))


class Codes:
    """The QR codes of very many addresses `before` + word + `after`: drawn in microseconds instead of a millisecond.

    Error correction, placement and mask are linear over the bits of the address: the code of a word is the code of
    another of its length, with one pattern flipped for each bit in which they differ.
    """

    def __init__(self, before: str, after: str, colour: str) -> None:
        self._around = before, after
        self._ink = ink(colour)
        self._forms: dict[int, _Form] = {}

    def of(self, word: str) -> Drawing:
        """The code for one word: the same as that of `qr_svg` for the whole address."""
        letters = word.encode()
        form = self._forms.setdefault(len(letters), _Form())
        form.made += 1
        if form.made <= 8 * len(letters):  # a table of patterns for fewer words than it has rows would be a loss
            return self._drawing(letters)
        if not form.flips:
            self._prepare(form, len(letters))
        bits = form.empty
        for place, letter in enumerate(letters):
            bits ^= form.flip(place, letter)
        return _drawing(bits.to_bytes(form.length, "big"), self._ink)

    def _drawing(self, letters: bytes) -> Drawing:
        return _drawing(self._coded(letters), self._ink)

    def _coded(self, letters: bytes) -> bytes:
        before, after = self._around
        return _modules(before.encode() + letters + after.encode())

    def _prepare(self, form: _Form, length: int) -> None:
        empty = self._coded(bytes(length))
        form.length, form.empty = len(empty), int.from_bytes(empty, "big")
        for place in range(length):
            for bit in range(8):
                word = bytearray(length)
                word[place] = 1 << bit
                form.flips[place, 1 << bit] = form.empty ^ int.from_bytes(self._coded(bytes(word)), "big")


@dataclass(slots=True)
class _Form:
    """What codes of words of one length share. flips: by place and letter; empty: the code of a word of zeros."""

    made: int = 0
    length: int = 0
    empty: int = 0
    flips: dict[tuple[int, int], int] = field(default_factory=dict)

    def flip(self, place: int, letter: int) -> int:
        key = place, letter
        if key not in self.flips:
            flipped = 0
            for bit in range(8):
                flipped ^= self.flips[place, 1 << bit] if letter & 1 << bit else 0
            self.flips[key] = flipped
        return self.flips[key]


def _code(url: str | bytes) -> segno.QRCode:
    data = url.encode() if isinstance(url, str) else url
    import segno  # with all of Python's HTTP and mail: few builds need a new code

    return segno.make_qr(data, error=_LEVEL, mask=_MASK, mode="byte", boost_error=False)


@lru_cache(maxsize=64)  # while a site is served, every build asks for those of the kits that stand for all others
def _modules(url: bytes) -> bytes:
    return _rows(_code(url))


def _rows(code: segno.QRCode) -> bytes:
    """The modules, row by row, 8 to a byte, the first in its highest bit; rows end with whole bytes."""
    rows = []
    for row in code.matrix:
        width = -(-len(row) // 8)
        bits = int(row.translate(_DIGITS), 2) << width * 8 - len(row)
        rows.append(bits.to_bytes(width, "big"))
    return b"".join(rows)


def _drawing(rows: bytes, colour: str) -> Drawing:
    count = next(count for count in range(21, 178, 4) if count * -(-count // 8) == len(rows))
    width = -(-count // 8)
    lines = []
    for row in range(count):
        line = "".join([_STROKES[byte] for byte in rows[row * width : (row + 1) * width]])
        lines.append(f"M{_QUIET},{row + _QUIET}.5{line}")
    return Drawing(count + 2 * _QUIET, "".join(lines), colour)


def _encoded(text: str) -> str:
    return text.replace("<", "%3C").replace(">", "%3E").replace("#", "%23").replace(" ", "%20")


def _stroke(byte: int) -> str:
    """Draws the dark ones of eight modules and moves on behind the last."""
    found = []
    for run in f"{byte:08b}".replace("01", "0 1").replace("10", "1 0").split():
        found.append(f"h{len(run)}" if run[0] == "1" else f"m{len(run)},0")
    return "".join(found)


_DIGITS = bytes.maketrans(b"\0\1", b"01")
_STROKES = tuple(_stroke(byte) for byte in range(256))
