"""The files that a picture becomes: which formats, which widths, and the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from goodword.outputs.picture_formats import LARGEST_SIDE, Role, encode
from pictures import EXAMPLE, files, opened, real, reencode


@pytest.mark.parametrize(
    ("role", "size", "modern", "plain"),
    [
        ("photo", (640, 640), [112, 240], [112, 240, 480]),
        ("photo", (900, 600), [168, 360], [168, 360, 480]),  # faces are cut from the middle: 112 and 240 high
        ("photo", (260, 260), [112, 260], [112, 260]),  # a fifth more is no step
        ("hero", (3000, 1500), [480, 800, 1280, 2000], [480, 800, 1280, 2000]),
        ("hero", (900, 500), [480, 900], [480, 900]),
        ("content", (1600, 900), [400, 720, 1600], [400, 720, 1600]),
        ("badge", (480, 480), [192, 384], [192, 384, 480]),
        ("logo", (600, 600), [56, 112, 192], [56, 112, 192, 600]),
        ("logo", (800, 160), [200, 480], [200, 480, 600]),
    ],
)
def test_a_picture_comes_in_the_widths_that_are_shown(
    role: Role, size: tuple[int, int], modern: list[int], plain: list[int]
) -> None:
    found = files(real(size), role)
    assert list(found) == ["AVIF", "WebP", "JPEG"]
    assert [file.width for file in found["AVIF"]] == modern
    assert [file.width for file in found["WebP"]] == modern
    assert [file.width for file in found["JPEG"]] == plain
    for file in (file for one in found.values() for file in one):
        assert opened(file.data).size == (file.width, file.height)
        assert file.width / file.height == pytest.approx(size[0] / size[1], rel=0.02)
    assert sum(len(file.data) for file in found["AVIF"]) < sum(len(file.data) for file in found["WebP"])


@pytest.mark.parametrize("role", LARGEST_SIDE)
def test_no_file_is_larger_than_the_picture(role: Role) -> None:
    assert {file[1:3] for file in encode(real((50, 40)), role)} == {(50, 40)}


def drawing(mode: str) -> bytes:
    image = Image.new("RGBA", (500, 200), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for at in range(10, 480, 60):
        draw.ellipse((at, 30, at + 90, 170), outline=(20, 90, 120, 255), width=9)
    out = BytesIO()
    image.quantize(16).save(out, "PNG") if mode == "P" else image.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("mode", ["P", "RGBA"])
def test_a_drawing_stays_sharp_and_see_through(mode: str) -> None:
    assert_see_through(drawing(mode), mode)


@pytest.mark.parametrize("name", ["logos/verhoeven.png", "awards/badges/level-prize-2026.png"])
def test_the_drawings_of_the_example_stay_see_through(name: str) -> None:
    data = (EXAMPLE.parents[2] / name).read_bytes()
    assert_see_through(data, "P")
    assert len(files(data, "logo")["WebP"]) > 1


def assert_see_through(data: bytes, mode: str) -> None:
    found = files(data, "logo")
    assert list(found) == ["WebP", "PNG"]  # AVIF would be larger
    for file in (*found["WebP"], *found["PNG"]):
        image = opened(file.data).convert("RGBA")
        corner = image.getpixel((1, 1))
        assert isinstance(corner, tuple)
        assert corner[3] == 0
    if mode == "P":
        assert all(opened(file.data).mode == "P" for file in found["PNG"])


def test_a_photo_in_the_wrong_kind_of_file_becomes_a_jpeg() -> None:
    for kind in ("PNG", "WEBP"):
        data = real((800, 500), kind)
        assert reencode(data, "content").format == "JPEG"
        assert len(reencode(data, "content").data) < 100_000
    seen_through = real((300, 300), "PNG", "RGBA")  # and nothing in it is see-through
    assert reencode(seen_through, "content").format == "JPEG"


def test_transparency_is_kept_in_every_format() -> None:
    image = Image.open(BytesIO(real((400, 400)))).convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 200, 400))
    for kind in ("PNG", "WEBP"):
        out = BytesIO()
        image.save(out, kind, **({} if kind == "PNG" else {"quality": 90}))
        found = files(out.getvalue(), "content")
        assert {"AVIF", "PNG"} <= set(found)
        for file in (file for one in found.values() for file in one):
            alpha = opened(file.data).convert("RGBA").getchannel("A")
            assert alpha.getpixel((5, 5)) == 0
            assert alpha.getpixel((file.width - 5, 5)) == 255


def test_the_bytes_do_not_depend_on_how_many_processors_there_are() -> None:
    script = """
import hashlib, sys
from goodword.outputs.picture_formats import encode
data = open(sys.argv[1], "rb").read()
print(hashlib.sha256(b"".join(file.data for file in encode(data, "hero"))).hexdigest())
"""
    every = sorted(os.sched_getaffinity(0))
    found = set()
    for processors in (every[:1], every):
        done = subprocess.run(
            [sys.executable, "-c", script, str(EXAMPLE)],
            capture_output=True,
            check=True,
            preexec_fn=lambda processors=processors: os.sched_setaffinity(0, processors),  # type: ignore[misc]
        )
        found.add(done.stdout)
    assert len(found) == 1
