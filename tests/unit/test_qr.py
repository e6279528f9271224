"""QR codes: what a camera reads from them, in which colours, and the fast way to many of them."""

from __future__ import annotations

import io
import re
from urllib.parse import unquote

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import qr_reader
from goodword.outputs import colours, qr

URL = "https://customers.ambarel.example/r/rpcvjwt4/"


def modules(svg: str) -> qr_reader.Grid:
    """The modules that the strokes of the picture cover, by rows, with the quiet zone."""
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])  # type: ignore[index]
    grid = [[0] * size for _ in range(size)]
    path = re.search(r'stroke="#[0-9a-f]{6}" d="([^"]+)"', svg)[1]  # type: ignore[index]
    for x, y, line in re.findall(r"M(\d+),(\d+)\.5([^M]*)", path):
        at = int(x)
        for command, length in re.findall(r"([hm])(\d+)", line):
            for module in range(at, at + int(length)) if command == "h" else ():
                grid[int(y)][module] = 1
            at += int(length)
    return grid


def test_the_picture_is_the_code_of_the_address_with_a_quiet_zone() -> None:
    code = segno.make_qr(URL, error="m", mask=2, boost_error=False)
    assert modules(qr.qr_svg(URL)) == [list(row) for row in code.matrix_iter(border=4)]


@given(st.text("abcdefgh23456789-_ñ🦊", min_size=1, max_size=150))
def test_a_reader_finds_the_address_in_it(word: str) -> None:
    url = f"https://ambarel.example/r/{word}"[:140]
    assert qr_reader.read(modules(qr.qr_svg(url))) == url


def test_the_file_to_download_is_the_same_picture() -> None:
    drawing = qr.Codes("https://ambarel.example/r/", "/", "#a8480f").of("k7m2p9q4")
    kind, _, picture = drawing.url.partition(",")
    assert kind == "data:image/svg+xml" and re.fullmatch(r"[\w%.,'=:/-]+", picture)
    assert unquote(picture).replace("'", '"') == drawing.svg


@given(st.text("abcdefgh23456789-_ñ", min_size=1, max_size=30), st.integers(0, 300))
def test_the_fast_way_gives_the_same_code(word: str, made_before: int) -> None:
    codes = qr.Codes("https://ambarel.example/r/", "/", "#a8480f")
    for _ in range(min(made_before, 8 * len(word.encode()) + 1)):
        codes.of(word[::-1])
    assert codes.of(word).svg == qr.qr_svg(f"https://ambarel.example/r/{word}/", "#a8480f")


@given(st.integers(0, 0xFFFFFF))
def test_any_brand_colour_is_dark_enough_for_cameras(value: int) -> None:
    ink = colours.parse(qr.ink(f"#{value:06x}"))
    assert colours.contrast(ink, (255, 255, 255)) >= 7


def test_a_dark_brand_colour_stays_as_it_is() -> None:
    assert qr.ink("#5a1408") == "#5a1408"


def test_the_png_is_the_same_on_every_run_and_large_enough_to_print() -> None:
    data = qr.qr_png(URL, "#a8480f")
    assert data == qr.qr_png(URL, "#a8480f")
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.info) == ("PNG", {}) and picture.width >= 512
    inks = {colours.parse(qr.ink("#a8480f")): 1, (255, 255, 255): 0}
    shown = picture.convert("RGB")
    across = range(8, picture.width, 16)
    grid = [[inks[shown.getpixel((x, y))] for x in across] for y in across]  # type: ignore[index]
    assert grid == modules(qr.qr_svg(URL)) and qr_reader.read(grid) == URL


def test_what_no_code_can_hold_is_told() -> None:
    with pytest.raises(ValueError):
        qr.qr_svg("https://ambarel.example/" + "x" * 3000)
