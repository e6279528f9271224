"""Pictures: nothing but pixels comes out, whatever went in."""

from __future__ import annotations

import re
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from goodword.outputs.images import Images, Origin, Picture
from goodword.outputs.picture_formats import LARGEST_SIDE, Encoded, Role, encode
from goodword.outputs.picture_reading import UnusableError
from goodword.problems import Place, SiteError
from pictures import jpeg_header, opened, photo, png_header, real, reencode, webp_header

MARKER = b"PLANTED-MARKER-4711"
PLACE = Place("content/testimonials/ana.md", 5, 8)


def gps() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = MARKER.decode()
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0), 29: MARKER.decode()}
    return exif


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content" / "photos").mkdir(parents=True)
    return tmp_path


def process(site: Path, name: str, data: bytes, role: Role = "photo") -> Picture:
    path = site / "content" / "photos" / name
    path.write_bytes(data)
    return Images(site).process(path, PLACE, role=role)


def refused(site: Path, name: str, data: bytes, role: Role = "photo") -> str:
    with pytest.raises(SiteError) as caught:
        process(site, name, data, role)
    [problem] = caught.value.problems
    assert problem.place == PLACE
    assert problem.hint
    assert f"content/photos/{name}" in problem.message
    return problem.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_a_picture_carries_beside_its_pixels_is_gone(kind: str) -> None:
    extra: dict[str, Any] = {"exif": gps()}
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", MARKER.decode())
        text.add_itxt("XML:com.adobe.xmp", MARKER.decode())
        extra["pnginfo"] = text
    else:
        extra["xmp"] = b"<x>" + MARKER + b"</x>"
    if kind == "JPEG":
        extra["comment"] = MARKER
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes())
    extra["icc_profile"] = bytes(profile) + MARKER
    data = photo(kind=kind, **extra)
    assert data.count(MARKER) >= (1 if kind == "PNG" else 3)  # PNG packs its profile

    for role in ("photo", "hero"):
        for encoded in encode(data + MARKER, role):
            assert_bare(encoded)


def assert_bare(encoded: Encoded) -> None:
    assert MARKER not in encoded.data
    image = opened(encoded.data)
    assert not dict(image.getexif())
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"} | {
        "loop",
        "background",
        "timestamp",
        "duration",
        "transparency",
    }


def test_a_palette_picture_loses_its_metadata_but_keeps_its_transparency() -> None:
    image = Image.new("P", (20, 20), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.paste(0, (0, 0, 10, 20))
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", MARKER.decode())
    out = BytesIO()
    image.save(out, "PNG", transparency=0, pnginfo=text)

    encoded = reencode(out.getvalue(), "badge")

    assert MARKER not in encoded.data
    result = opened(encoded.data).convert("RGBA")
    assert result.getpixel((2, 2)) == (255, 0, 0, 0)
    assert result.getpixel((15, 2)) == (0, 0, 255, 255)


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [(1, (60, 40), (5, 20)), (3, (60, 40), (55, 20)), (6, (40, 60), (20, 5)), (8, (40, 60), (20, 55))],
)
def test_a_picture_is_turned_upright(orientation: int, size: tuple[int, int], red_at: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    encoded = reencode(photo(exif=exif), "photo")
    assert (encoded.width, encoded.height) == size
    pixel = opened(encoded.data).convert("RGB").getpixel(red_at)
    assert isinstance(pixel, tuple)
    assert pixel[0] > 150 > pixel[2]


@pytest.mark.parametrize("role", LARGEST_SIDE)
def test_a_large_picture_is_scaled_down_and_keeps_its_shape(role: Role) -> None:
    encoded = reencode(photo((2400, 1200)), role)
    assert (encoded.width, encoded.height) == (LARGEST_SIDE[role], LARGEST_SIDE[role] // 2)
    assert opened(encoded.data).size == (encoded.width, encoded.height)


def test_a_small_picture_is_not_blown_up() -> None:
    assert reencode(photo((30, 20)), "hero")[1:3] == (30, 20)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_same_bytes_come_out_every_time(kind: str) -> None:
    data = photo((700, 500), kind)
    assert reencode(data, "photo") == reencode(data, "photo")


def test_browsers_fall_back_on_the_kind_that_the_picture_was(site: Path) -> None:
    assert process(site, "a.jpeg", photo()).whole.format == "JPEG"
    assert process(site, "a.png", photo(kind="PNG")).whole.format == "PNG"


def test_the_published_name_tells_nothing_of_the_original(site: Path) -> None:
    picture = process(site, "ana-lopez-private.jpg", photo())
    for file in picture.files:
        assert re.fullmatch(r"media/[0-9a-f]{16}\.(avif|webp|jpg)", file.url_name)
    assert picture.whole == process(site, "other.jpg", photo()).whole
    assert picture.whole == process(site, "other.jpg", photo(), "hero").whole


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
@pytest.mark.parametrize("side", [40, 900])
def test_every_kind_of_png_is_read(mode: str, side: int) -> None:
    image = Image.new("L", (side, side), 200).convert("I").point(lambda v: v * 256) if mode == "I;16" else None
    source = image.convert("I;16") if image else Image.new("RGB", (side, side), (200, 200, 200)).convert(mode)
    out = BytesIO()
    source.save(out, "PNG")
    encoded = reencode(out.getvalue(), "photo")
    pixel = opened(encoded.data).convert("RGB").getpixel((5, 5))
    assert isinstance(pixel, tuple)
    assert mode == "1" or abs(pixel[0] - 200) < 8


def test_a_picture_for_print_becomes_one_for_screens() -> None:
    encoded = reencode(photo(mode="CMYK"), "photo")
    assert opened(encoded.data).mode == "RGB"


def swapped_profile() -> bytes:
    """sRGB with its red and blue exchanged, under another name."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace(b"rXYZ", b"tmp!").replace(b"bXYZ", b"rXYZ").replace(b"tmp!", b"bXYZ")
    return profile.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("side", [60, 1000])
def test_colours_of_another_profile_are_converted(kind: str, side: int) -> None:
    encoded = reencode(photo((side, side), kind, icc_profile=swapped_profile()), "photo")
    image = opened(encoded.data)
    assert "icc_profile" not in image.info
    left = image.convert("RGB").getpixel((5, 20))
    assert isinstance(left, tuple)
    assert left[2] > 150 > left[0]


def test_a_profile_that_does_not_fit_is_left_out() -> None:
    odd = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    assert reencode(photo(icc_profile=odd), "photo").width == 60
    assert reencode(photo(icc_profile=b"nonsense"), "photo").width == 60


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", png_header(6404, 6404)),
        ("b.png", png_header(200_000, 200_000)),
        ("a.jpg", jpeg_header(41_000, 1001)),
        ("a.webp", webp_header(16_000, 16_000)),
    ],
)
def test_more_than_40_megapixels_are_refused_before_they_are_read(site: Path, name: str, data: bytes) -> None:
    begun = time.perf_counter()
    assert refused(site, name, data) == "GW523"
    assert time.perf_counter() - begun < 1


def test_forty_megapixels_are_still_read() -> None:
    data = photo((8000, 5000))
    assert reencode(data, "content")[1:3] == (1600, 1000)


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("logo.png", SVG, "GW520"),
        ("logo.svg", b"<svg></svg>", "GW520"),
        ("empty.jpg", b"", "GW521"),
        ("words.jpg", b"not a picture at all", "GW521"),
        ("page.png", b"<html><script>alert(1)</script></html>", "GW521"),
        ("moving.gif", b"GIF89a" + b"\0" * 50, "GW521"),
        ("file.jpg", b"%PDF-1.7\n", "GW521"),
        ("only-a-head.jpg", b"\xff\xd8\xff\xe0", "GW525"),
        ("only-a-head.png", b"\x89PNG\r\n\x1a\n", "GW525"),
        ("only-a-head.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "GW525"),
        ("noise.jpg", b"\xff\xd8\xff" + bytes(range(256)) * 20, "GW525"),
        ("noise.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "GW525"),
        ("noise.webp", b"RIFF\x10\0\0\0WEBP" + bytes(range(256)) * 20, "GW525"),
        ("cut.jpg", photo((900, 900))[:2000], "GW525"),
        ("cut.png", photo((900, 900), "PNG")[:-300], "GW525"),
        ("cut.webp", photo((900, 900), "WEBP")[:400], "GW525"),
        ("really-a-png.jpg", photo(kind="PNG"), "GW522"),
        ("really-a-jpeg.png", photo(), "GW522"),
        ("really-a-webp.jpg", photo(kind="WEBP"), "GW522"),
    ],
)
def test_what_is_no_picture_is_told_with_what_to_do(site: Path, name: str, data: bytes, code: str) -> None:
    assert refused(site, name, data) == code


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(site: Path, kind: str) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    assert refused(site, f"a.{kind.lower()}", out.getvalue()) == "GW524"


def test_what_is_hidden_behind_a_picture_does_not_come_out() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        encoded = reencode(photo(kind=kind) + b"<script>alert(1)</script>PK\x03\x04", "photo")
        assert b"<script>" not in encoded.data
        assert b"PK\x03\x04" not in encoded.data


def test_damaged_bytes_never_end_in_anything_but_a_reason() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        data = photo((120, 80), kind, exif=gps())
        for at in range(0, len(data), max(1, len(data) // 150)):
            broken = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
            try:
                assert reencode(broken, "photo").data
            except UnusableError as error:
                assert error.rule.code.startswith("GW5")


def test_a_picture_outside_content_is_refused(site: Path) -> None:
    (site / "secret.jpg").write_bytes(photo())
    link = site / "content" / "photos" / "link.jpg"
    link.symlink_to(site / "secret.jpg")
    for path in (link, site / "secret.jpg", site / "content" / ".." / "secret.jpg"):
        with pytest.raises(SiteError) as caught:
            Images(site).process(path, PLACE, role="photo")
        assert caught.value.problems[0].code == "GW512"


def test_a_missing_picture_and_a_folder_are_told(site: Path) -> None:
    (site / "content" / "photos" / "folder.jpg").mkdir()
    for name in ("gone.jpg", "folder.jpg"):
        with pytest.raises(SiteError) as caught:
            Images(site).process(site / "content" / "photos" / name, PLACE, role="photo")
        assert caught.value.problems[0].code == "GW514"


def test_the_cache_saves_work_and_a_damaged_one_costs_only_time(site: Path) -> None:
    path = site / "content" / "photos" / "a.jpg"
    path.write_bytes(real((900, 600)))
    cache: dict[str, bytes] = {}
    images = Images(site, cache)
    first = images.process(path, PLACE, role="photo")
    data = {file.url_name: images.data(file.url_name, Origin(path, "photo")) for file in first.files}
    assert len(cache) == 1 + len(first.files)
    kept = dict(cache)
    for spoiled in (None, b"", b"JPEG", b"JPEG x y z\n", next(iter(cache.values()))[:-5]):
        cache.update(dict.fromkeys(cache, spoiled) if spoiled is not None else {})
        again = Images(site, cache)
        for name in first.files:  # first the files, of which a build may have lost one only
            assert again.data(name.url_name, Origin(path, "photo")) == data[name.url_name]
        assert again.process(path, PLACE, role="photo") == first
        assert cache == kept
    assert Images(site, cache).process(path, PLACE, role="hero") != first


def test_what_is_in_the_cache_is_not_encoded_again(site: Path) -> None:
    path = site / "content" / "photos" / "a.jpg"
    path.write_bytes(real((300, 300)))
    cache: dict[str, bytes] = {}
    images = Images(site, cache)
    images.prepare(Origin(path, "photo"))
    assert Images(site, cache).is_prepared(Origin(path, "photo"))
    assert not Images(site, cache).is_prepared(Origin(path, "hero"))
    [manifest] = [key for key in cache if key.startswith("picture-")]
    files_only = {key: value for key, value in cache.items() if key != manifest}
    bare = {manifest: cache[manifest]}
    picture = Images(site, bare).process(path, PLACE, role="photo")
    assert set(bare) == {manifest}  # what it is made of was told without it
    assert {name.url_name.partition("/")[2].partition(".")[0] for name in picture.files} == set(files_only)


def test_a_picture_that_changes_while_a_build_reads_it_is_told(site: Path) -> None:
    path = site / "content" / "photos" / "a.jpg"
    path.write_bytes(real((300, 300)))
    cache: dict[str, bytes] = {}
    images = Images(site, cache)
    file = images.process(path, PLACE, role="photo").whole
    cache.clear()
    path.write_bytes(photo())
    with pytest.raises(SiteError) as caught:
        images.data(file.url_name, Origin(path, "photo"))
    assert caught.value.problems[0].code == "GW514"
