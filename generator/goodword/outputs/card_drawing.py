"""Draws share cards: 1200 x 630 pixels, JPEG, the same bytes for the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec

from goodword import files
from goodword.outputs.card_words import AwardWords, FigureWords, InvitationWords, QuoteWords, SiteWords, Words
from goodword.outputs.drawing import ACCENT, INK, MUTED, ON_BRAND, Face, Fonts, Sheet, Text, disc, laurel, star
from goodword.outputs.scripts import ScriptFonts, Scripts
from goodword.outputs.share_image import WIDE, ShareImages

if TYPE_CHECKING:
    from PIL import Image

LARGEST_FILE = 300_000
# Part of every key: raise it when the same words shall come out differently.
_VERSION = 1
_WIDTH, _HEIGHT = WIDE
_MARGIN, _BAR, _TOP, _BOTTOM, _GAP = 72, 16, 54, 46, 26
_RIGHT = _WIDTH - _MARGIN
_ROOM = _WIDTH - 2 * _MARGIN
_PHOTO, _STAR, _WREATH = 100, 38, 340
_LARGE = (104, 94, 85, 77, 70, 64, 58, 53, 48, 44, 40, 36, 32, 28, 24, 20)
_HUGE = (280, 240, 210, 180, 155, 134, 116, 100, 86, 74, 62, 52, 42, 34, 26)
_LINE = (40, 36, 32, 28, 25, 22, 19, 16)
_NAME = (34, 31, 28, 25, 22, 19, 16, 13)
_SMALL = (27, 25, 23, 21, 19, 17, 15, 13)
_QUALITIES = (88, 78, 66, 50)


@dataclass(slots=True)
class Drawer:
    """Draws the cards of one site. brand: `#rrggbb`; lettering: the fonts' digest."""

    fonts: Fonts
    brand: str
    lettering: str
    scripts: ScriptFonts | None = None
    _speaking: dict[str, Fonts] = field(default_factory=dict)

    def can_draw(self, words: Words) -> bool:
        """Whether there is a font for every letter, and room for all that may not be cut.

        A file in the place of a font that is none has no letters.
        """
        try:
            return words.fits and all(map(self._fonts(words.language).can_draw, words.texts))
        except OSError:
            return False

    def key(self, words: Words) -> str:
        """Changes with the bytes of the card."""
        import PIL

        edition = [str(_VERSION), PIL.__version__, self.brand, self.lettering]
        if self.scripts and not all(map(self.fonts.can_draw, words.texts)):
            edition.append(self.scripts.digest)
        return files.digest(msgspec.msgpack.encode((edition, words)), 8)

    def draw(self, words: Words, photo: bytes | None = None) -> bytes:
        """A JPEG of at most `LARGEST_FILE`, without metadata."""
        fonts = self._fonts(words.language)
        match words:
            case QuoteWords():
                return _encoded(_Quote(fonts, self.brand, words).drawn(photo))
            case FigureWords():
                sheet = _figure(fonts, self.brand, words)
            case AwardWords():
                sheet = _award(fonts, self.brand, words)
            case InvitationWords():
                sheet = ShareImages(fonts, self.brand).card(words)
            case SiteWords():
                sheet = _site(fonts, self.brand, words)
            case _:
                raise TypeError(type(words))
        return _encoded(sheet.full_colour())

    def _fonts(self, language: str) -> Fonts:
        if self.scripts is None:
            return self.fonts
        if language not in self._speaking:
            regular, bold = Scripts(self.scripts, 400, language), Scripts(self.scripts, 600, language)
            self._speaking[language] = Fonts(
                Face(self.fonts.display.font, regular),
                Face(self.fonts.text.font, regular),
                Face(self.fonts.bold.font, bold),
            )
        return self._speaking[language]


def _encoded(image: Image.Image) -> bytes:
    for quality in _QUALITIES:
        out = BytesIO()
        image.save(out, "JPEG", quality=quality, subsampling=0)
        if out.tell() <= LARGEST_FILE:
            break
    return out.getvalue()


def _fitting(
    face: Face, words: str, sizes: Iterable[int], room: tuple[int, int], colour: int, leading: float = 1.25
) -> Text:
    """`words` as large as there is room for, else in the smallest size."""
    for size in sizes:
        text = Text.of(face, words, size, room[0], colour, leading)
        if text.height <= room[1]:
            return text
    return text


def _header(sheet: Sheet, fonts: Fonts, company: str, colour: int, room: int = _ROOM) -> None:
    sheet.write(_fitting(fonts.bold, company, _NAME, (room, 46), colour), _MARGIN, _TOP, _MARGIN + room)


def _footer(sheet: Sheet, texts: Iterable[Text], gap: int = 8) -> int:
    """The texts above the lower edge, the last one lowest; where they begin."""
    shown = [text for text in texts if text.lines]
    top = begin = _HEIGHT - _BOTTOM - sum(text.height for text in shown) - gap * max(0, len(shown) - 1)
    for text in shown:
        top = sheet.write(text, _MARGIN, top, _RIGHT) + gap
    return begin


def _small_print(fonts: Fonts, words: Words, colours: tuple[int, int]) -> list[Text]:
    """The disclosures, and that all of it is invented; colours: of each."""
    return [
        _fitting(fonts.text, words.note, _SMALL[1:], (_ROOM, 110), colours[0], 1.3),
        _fitting(fonts.text, words.demo, _SMALL[4:], (_ROOM, 30), colours[1], 1.3),
    ]


@dataclass(slots=True)
class _Quote:
    fonts: Fonts
    brand: str
    words: QuoteWords

    def drawn(self, photo: bytes | None) -> Image.Image:
        words, fonts = self.words, self.fonts
        sheet = Sheet(WIDE, self.brand)
        sheet.block((0, 0, _WIDTH, _BAR))
        _header(sheet, fonts, words.company, ACCENT, _ROOM - 6 * _STAR if words.stars else _ROOM)
        self._stars(sheet)
        low = _footer(sheet, _small_print(fonts, words, (INK, MUTED)))
        room = _ROOM - (_PHOTO + 24 if photo else 0)
        name = _fitting(fonts.bold, words.name, _NAME, (room, 46), INK)
        role = _fitting(fonts.text, words.role, _SMALL, (room, 70), MUTED)
        height = max(name.height + role.height, _PHOTO if photo else 0)
        low -= height + (18 if words.note or words.demo else 0)
        face = _fitting(fonts.display, self._spoken, _LARGE, (_ROOM, low - _TOP - 50 - 2 * _GAP), INK, 1.14)
        is_mirrored = face.to_left
        left, right = _MARGIN, _RIGHT
        if photo and is_mirrored:
            right -= _PHOTO + 24
        elif photo:
            left += _PHOTO + 24
        top = low + (height - name.height - role.height) // 2
        top = sheet.write(name, left, top, right)
        sheet.write(role, left, top, right)
        top = _TOP + 50 + _GAP
        self._quotation(sheet, face, top + (low - _GAP - top - face.height) // 2)
        image = sheet.full_colour()
        if photo:
            _put_photo(image, photo, (_RIGHT - _PHOTO if is_mirrored else _MARGIN, low + (height - _PHOTO) // 2))
        return image

    @property
    def _hangs(self) -> bool:
        """Whether the first quotation mark stands in the margin, as printers do."""
        return self.fonts.display.font.can_draw(self.words.opening) and self.fonts.display.font.can_draw(
            "".join(set(self.words.quote))
        )

    @property
    def _spoken(self) -> str:
        opening = "" if self._hangs else self.words.opening
        return f"{opening}{self.words.quote}{self.words.closing}"

    def _quotation(self, sheet: Sheet, text: Text, top: int) -> None:
        sheet.write(text, _MARGIN, top, _RIGHT)
        if self._hangs and text.lines:
            mark = self.words.opening.strip()
            before = Text(text.font, text.size, [mark], ACCENT, text.leading)
            sheet.write(before, _MARGIN - round(text.font.width(self.words.opening, text.size)), top)

    def _stars(self, sheet: Sheet) -> None:
        if self.words.stars is None:
            return
        full, half, _ = self.words.stars
        shape = star(_STAR)
        for index in range(5):
            at = (_RIGHT - (5 - index) * (_STAR + 6) + 6, _TOP + 2)
            sheet.shape(shape, at, ACCENT, 1 if index < full else 0.28)
            if full <= index < full + half:
                sheet.shape(shape.crop((0, 0, _STAR // 2, _STAR)), at, ACCENT)


def _put_photo(image: Image.Image, data: bytes, at: tuple[int, int]) -> None:
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data)) as photo:
        face = ImageOps.fit(photo.convert("RGB"), (_PHOTO, _PHOTO), centering=(0.5, 0.4))
    image.paste(face, at, disc(_PHOTO))


def _figure(fonts: Fonts, brand: str, words: FigureWords) -> Sheet:
    sheet = Sheet(WIDE, brand)
    sheet.block((0, 0, _WIDTH, _BAR))
    _header(sheet, fonts, words.company, ACCENT)
    foot = [
        _fitting(fonts.bold, words.customer, _NAME, (_ROOM, 46), INK),
        _fitting(fonts.text, words.title, _SMALL, (_ROOM, 70), MUTED),
        *_small_print(fonts, words, (INK, MUTED)),
    ]
    low = _footer(sheet, foot) - _GAP
    top = _TOP + 50
    label = _fitting(fonts.display, words.label, _LINE, (_ROOM, 100), INK, 1.15)
    basis = _fitting(fonts.text, words.basis, _SMALL, (_ROOM, 66), MUTED, 1.25)
    room = low - top - label.height - basis.height - 18
    is_long = len(words.figure) > 24
    figure = _fitting(fonts.display, words.figure, _LARGE if is_long else _HUGE, (_ROOM, room), ACCENT, 1.1)
    top += max(0, (room - figure.height) // 2)
    top = sheet.write(figure, _MARGIN, top, _RIGHT) + 10
    top = sheet.write(label, _MARGIN, top, _RIGHT) + 8
    sheet.write(basis, _MARGIN, top, _RIGHT)
    return sheet


def _award(fonts: Fonts, brand: str, words: AwardWords) -> Sheet:
    sheet = Sheet(WIDE, brand)
    sheet.block((0, 0, _WIDTH, _HEIGHT))
    _header(sheet, fonts, words.company, ON_BRAND)
    low = _footer(sheet, _small_print(fonts, words, (ON_BRAND, ON_BRAND)))
    top = _TOP + 50
    middle = (top + low) // 2
    side = min(_WREATH, low - top - 10)
    sheet.shape(laurel(side), (_MARGIN - 14, middle - side // 2), ON_BRAND)
    year = _fitting(fonts.display, words.year, _HUGE[6:], (side // 2 + 30, 140), ON_BRAND, 1.1)
    width = max((round(year.font.width(line, year.size)) for line in year.lines), default=0)
    sheet.write(year, _MARGIN - 14 + (side - width) // 2, middle - round(year.height * 0.56))
    left = _MARGIN + side + 40
    room = _RIGHT - left
    awarder = _fitting(fonts.bold, words.awarder, _LINE[2:], (room, 90), ON_BRAND)
    detail = _fitting(fonts.text, words.detail, _LINE[2:], (room, 90), ON_BRAND)
    name = _fitting(
        fonts.display, words.name, _LARGE, (room, low - top - awarder.height - detail.height - 60), ON_BRAND, 1.1
    )
    at = middle - (awarder.height + name.height + detail.height + 28) // 2
    for text in (awarder, name, detail):
        at = sheet.write(text, left, at, _RIGHT) + 14
    return sheet


def _site(fonts: Fonts, brand: str, words: SiteWords) -> Sheet:
    sheet = Sheet(WIDE, brand)
    sheet.block((0, 0, _WIDTH, _HEIGHT))
    foot = [
        _fitting(fonts.text, words.address, _LINE[3:], (_ROOM, 40), ON_BRAND),
        *_small_print(fonts, words, (ON_BRAND, ON_BRAND)),
    ]
    low = _footer(sheet, foot) - _GAP
    tagline = _fitting(fonts.text, words.tagline, _LINE, (_ROOM, 160), ON_BRAND, 1.3)
    room = low - _TOP - tagline.height - 24
    name = _fitting(fonts.display, words.name, _HUGE[4:], (_ROOM, room), ON_BRAND, 1.06)
    top = _TOP + max(0, (room - name.height) // 2)
    top = sheet.write(name, _MARGIN, top, _RIGHT) + 24
    sheet.write(tagline, _MARGIN, top, _RIGHT)
    return sheet
