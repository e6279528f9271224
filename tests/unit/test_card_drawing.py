"""Share cards as pictures: any words fit and can be read, no letter is missing, every script stands as it should."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFont

from goodword.content.quotation_marks import marks
from goodword.outputs import colours, drawing
from goodword.outputs.card_drawing import LARGEST_FILE, Drawer
from goodword.outputs.card_words import AwardWords, FigureWords, InvitationWords, QuoteWords, SiteWords, Words
from goodword.outputs.drawing import DISPLAY, TEXT, Fonts
from goodword.outputs.scripts import Glyphs, ScriptFonts, Scripts
from sites import ROOT, make_picture

FILES = {path.name: path.read_bytes() for path in (ROOT / "themes/default").glob("*/*.woff2")}
EUROPE = "naïve façade Łódź Žižkov Ğüneş" + "".join(map(chr, (*range(0x391, 0x3A2), *range(0x3B1, 0x3CF))))
EUROPE += "".join(map(chr, range(0x410, 0x450))) + "ёЁіїєґћђљњџЎў„“”«»…\u2013—€№"
QUOTES = {
    "ar": "خفضت أجهزة الاستشعار من Ambarel الهدر بنسبة 38% (حتى في الصيف).",
    "he": "החיישנים חסכו לנו 12 שעות בשבוע.",
    "ja": "毎朝ノートに書く必要がなくなりました。「もっと早く」と皆が言っています。ちょっと、ね。",
    "zh-Hant": "我們不再需要每天早上記錄冰箱的溫度。",
    "ko": "냉장고 온도를 매일 아침 적을 필요가 없어졌습니다.",
    "hi": "अब हमें हर सुबह फ्रिज का तापमान लिखने की ज़रूरत नहीं है।",
    "en": "Three nights of sleep 😀👍🏽 and ❤️ — the whole team 👩‍💻 noticed.",
    "ru": "Мы больше не записываем температуру.",
    "el": "Δεν χρειάζεται πια σημείωση.",
    "pl": "Żółć, gęśla i jaźń.",
}


def drawer(brand: str = "#a8480f", scripts: bool = False) -> Drawer:
    return Drawer(Fonts.of(FILES), brand, "-", ScriptFonts.installed() if scripts else None)


@pytest.fixture(scope="module")
def plain() -> Drawer:
    return drawer()


@pytest.fixture(scope="module")
def every() -> Drawer:
    return drawer(scripts=True)


def quoted(language: str = "en", **given: Any) -> QuoteWords:
    around = marks(language)
    words = {"quote": QUOTES[language], "name": "Ana", "role": "Baker", "opening": around.open, "closing": around.close}
    return QuoteWords(company="Ambarel", language=language, **words | given)


def opened(data: bytes) -> Image.Image:
    assert len(data) <= LARGEST_FILE
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size) == ("JPEG", (1200, 630)) and "exif" not in image.info
        return image.convert("RGB")


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """Where there is anything below the bar."""
    grey = image.convert("L").point(lambda value: 255 if value < 200 else 0)
    box = grey.crop((0, 24, 1200, 630)).getbbox()
    assert box
    return box


def longest(letter: str) -> tuple[Words, ...]:
    def of(length: int) -> str:
        return letter * length

    both = {"company": of(80), "language": "en", "note": of(400), "demo": "All of this is invented."}
    return (
        QuoteWords(quote=of(240), opening="“", closing="”", name=of(80), role=of(140), stars=(3, 1, 1), **both),
        FigureWords(figure=of(140), label=of(140), basis=of(140), customer=of(80), title=of(140), **both),
        AwardWords(year="2026", name=of(140), awarder=of(80), detail=of(140), **both),
        InvitationWords(headline=of(120), offer=of(240), address=of(80), **both),
        SiteWords(name=of(140), tagline=of(140), address=of(80), **both),
    )


@pytest.mark.parametrize("words", longest("W"), ids=lambda words: type(words).__name__)
def test_the_longest_words_of_the_broadest_letters_stay_inside(plain: Drawer, words: Words) -> None:
    assert plain.can_draw(words)
    image = opened(plain.draw(words))
    edge = image.crop((1160, 24, 1200, 600))
    paper = Image.new("RGB", edge.size, image.getpixel((1199, 300)))
    assert max(high for _, high in ImageChops.difference(edge, paper).getextrema()) < 60


def test_a_photo_stands_on_the_card_and_its_absence_leaves_no_hole(plain: Drawer, tmp_path: Path) -> None:
    photo = make_picture(tmp_path / "a.png", 300, 200).read_bytes()
    assert plain.draw(quoted("pl"), photo) != plain.draw(quoted("pl"))
    assert ink(opened(plain.draw(quoted("pl", name="Ana"))))[0] < 75


def test_the_key_changes_with_what_is_drawn_and_with_nothing_else(plain: Drawer, every: Drawer) -> None:
    assert plain.key(quoted("pl")) == plain.key(quoted("pl")) == every.key(quoted("pl"))
    others = [quoted("pl", name="Bo"), quoted("pl", note="Works here."), quoted("pl", photo="media/x.jpg")]
    assert len({plain.key(quoted("pl")), *map(plain.key, others), drawer("#000000").key(quoted("pl"))}) == 5
    assert plain.draw(quoted("pl")) == drawer().draw(quoted("pl"))


@pytest.mark.parametrize("brand", ["#ffff00", "#000000", "#ff0000", "#ffffff", "#808080", "#00ffcc", "#a8480f"])
def test_words_can_be_read_in_any_brand_colour(brand: str) -> None:
    sheet = drawing.Sheet((8, 8), brand)
    palette = sheet.png() and sheet.image.getpalette("RGB")
    assert palette
    shades = [tuple(palette[start : start + 3]) for start in range(0, len(palette), 3)][:64]
    for first in range(0, 64, 16):
        assert colours.contrast(shades[first], shades[first + 15]) >= 4.5  # type: ignore[arg-type]


@pytest.mark.parametrize("parts", [DISPLAY, TEXT], ids=["display", "text"])
def test_every_letter_of_latin_greek_and_cyrillic_is_drawn_by_a_font_that_has_it(parts: tuple[str, ...]) -> None:
    sized = [ImageFont.truetype(io.BytesIO(FILES[name]), 90, layout_engine=ImageFont.Layout.BASIC) for name in parts]

    def shape(font: ImageFont.FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
        mask = font.getmask(letter)
        return mask.size, bytes(mask)

    missing = [shape(font, "\U0010fffe") for font in sized]
    for letter in sorted(set(EUROPE) - {" "}):
        assert any(shape(font, letter) != none for font, none in zip(sized, missing, strict=True)), letter
    assert Fonts.of(FILES).can_draw(EUROPE) and not Fonts.of(FILES).can_draw("日")


def test_the_fonts_that_ship_for_cards_are_small() -> None:
    assert sum(len(FILES[name]) for name in {*DISPLAY, *TEXT}) <= 300_000


@pytest.mark.parametrize("language", QUOTES)
def test_each_language_has_a_card_and_no_glyph_is_missing(every: Drawer, language: str) -> None:
    words = quoted(language)
    assert every.can_draw(words)
    first = every.draw(words)
    assert first == every.draw(words)
    box = ink(opened(first))
    assert box[0] < 80 and box[2] <= 1130
    fonts = ScriptFonts.installed()
    assert fonts
    setting = Scripts(fonts, 400, language)
    if not Fonts.of(FILES).can_draw(words.quote):
        for name, run in setting._runs(words.quote):
            glyphs = Glyphs.of(fonts.path(name))
            lacking = [letter for letter in run if letter not in "\u200d\ufe0f" and not glyphs.glyph(letter)]
            assert not lacking, (name, lacking)


def test_without_the_extra_no_card_has_a_box_for_a_letter(plain: Drawer) -> None:
    drawable = [language for language in QUOTES if plain.can_draw(quoted(language))]
    assert drawable == ["ru", "el", "pl"]


def test_what_is_read_to_the_left_stands_at_the_right(every: Drawer) -> None:
    image = opened(every.draw(quoted("he", quote="שלום", name="נועה", role="מנהלת")))
    assert ink(image.crop((0, 100, 1200, 630)))[0] > 700


def test_words_of_the_other_direction_stand_where_they_are_read(every: Drawer) -> None:
    fonts = ScriptFonts.installed()
    assert fonts
    setting = Scripts(fonts, 400, "ar")
    from goodword.outputs.scripts import _in_order

    runs = list(setting._runs("من Ambarel إلى"))
    assert [run.strip() for _, run in _in_order(runs, True)] == ["إلى", "Ambarel", "من"]
    assert [run.strip() for _, run in _in_order(list(setting._runs("From يوسف to")), False)] == ["From", "يوسف", "to"]


def test_lines_break_as_japanese_does(every: Drawer) -> None:
    fonts = ScriptFonts.installed()
    assert fonts
    setting = Scripts(fonts, 400, "ja")
    for width in range(240, 700, 20):
        lines = setting.lines(QUOTES["ja"], 40, width)
        assert "".join(lines) == QUOTES["ja"]
        assert not [line for line in lines if line[0] in "、。」っょ" or line[-1] == "「"], lines


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_words_make_a_card_or_none(text: str) -> None:
    one = drawer(scripts=True)
    words = quoted("en", quote=text, name=text, role=text)
    if one.can_draw(words):
        opened(one.draw(words))


MIXED = ["a", "1", "(", ")", "«", ".", "😀", "👍🏽", "❤️", "👩\u200d💻", "مرحبا", "لا", "שלום", "नमस्ते"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*MIXED, "क्ष", "日本", "語、", "한국", "\u0301", "\u200d", "ﷺ", "தமிழ்"]), max_size=9))
def test_any_mixture_of_scripts_is_drawn(parts: list[str]) -> None:
    one = drawer(scripts=True)
    words = quoted("en", quote=" ".join(parts) or "-")
    if one.can_draw(words):
        opened(one.draw(words))
