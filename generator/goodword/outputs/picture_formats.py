"""Pixels written as AVIF, WebP and JPEG or PNG, in the sizes that pages show: the same bytes for the same pixels.
Drawings in SVG stay what they are.

Sizes follow from what the default theme shows on screens of one and of two dots a pixel; docs/themes.md tells them.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from goodword.outputs.picture_reading import Format, Pixels, kind_of, read

if TYPE_CHECKING:
    from PIL import Image

# A poster is named where no choice can be offered: one file for all browsers.
Role = Literal["photo", "logo", "badge", "hero", "content", "poster"]

# The longer side of what is kept of a picture, in pixels.
LARGEST_SIDE: dict[Role, int] = {"photo": 480, "logo": 600, "badge": 480, "hero": 2000, "content": 1600, "poster": 2000}
# What it is shown in, smallest first: boxes of width and height in pixels. Faces fill theirs, all others fit in.
_ANY = 100_000
_BOXES: dict[Role, tuple[tuple[int, int], ...]] = {
    "photo": ((112, 112), (240, 240)),
    "logo": ((200, 56), (400, 112), (480, 192)),
    "badge": ((192, 192), (384, 384)),
    "hero": ((480, _ANY), (800, _ANY), (1280, _ANY), (2000, _ANY)),
    "content": ((400, _ANY), (720, _ANY), (1400, _ANY)),
}
# How much larger than the one below it a size has to be, and a file.
_STEP, _FILE_STEP = 1.25, 1.2
# What a format has to save of the one that browsers fall back on.
_WORTH_IT = 0.95
# A PNG that is so much larger than a JPEG was a photo all along.
_PHOTO = 2
JPEG_QUALITY, WEBP_QUALITY, AVIF_QUALITY = 82, 80, 62
# From so many pixels on the AVIF encoder is told to hurry: a third of the time for a twentieth of the bytes.
_HURRY = 160_000


class Encoded(NamedTuple):
    """One file of a picture: its bytes, its size in pixels."""

    format: Format
    width: int
    height: int
    data: bytes


def encode(data: bytes, role: Role) -> tuple[Encoded, ...]:
    """The files of the picture in `data`: by format the smallest first, the one for all browsers last, and of that
    the largest at the end. No file is larger than the picture.

    Raises UnusableError for what is no picture that can be published.
    """
    side = LARGEST_SIDE[role]
    if kind_of(data) == "SVG":
        from goodword.outputs.svg import clean_svg

        drawing, width, height = clean_svg(data, side)
        return (Encoded("SVG", width, height, drawing),)
    pixels = read(data, side)
    whole = pixels.image
    form = _plain_format(pixels)
    if role == "poster":
        return (_plain(whole, form, pixels.has_few_colours),)
    images = [_resized(whole, size) for size in _sizes(whole.size, role)]
    plain = [_plain(image, form, pixels.has_few_colours) for image in images]
    webp, is_exact = _webp(images, pixels.has_few_colours, form)
    # beside a drawing without loss AVIF has never come out smaller, and it takes longest
    avif = [] if is_exact else [_avif(image, form) for image in images]
    if _weight(webp) > _weight(plain) * _WORTH_IT:
        webp = []
    if _weight(avif) > _weight(webp or plain) * _WORTH_IT:
        avif = []
    last = [] if images[-1] is whole else [_plain(whole, form, pixels.has_few_colours)]
    return (*_steps(avif), *_steps(webp), *_steps(plain), *last)


def _sizes(whole: tuple[int, int], role: Role) -> list[tuple[int, int]]:
    """Width and height of what is shown, smallest first."""
    found: list[tuple[int, int]] = []
    for width, height in reversed(_BOXES[role]):
        ratios = width / whole[0], height / whole[1]
        scale = max(ratios) if role == "photo" else min(ratios)
        size = whole if scale * _STEP > 1 else (max(1, round(whole[0] * scale)), max(1, round(whole[1] * scale)))
        if not found or max(size) * _STEP <= max(found[-1]):
            found.append(size)
    return found[::-1]


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    from PIL.Image import Resampling

    return image if size == image.size else _true_colours(image).resize(size, Resampling.LANCZOS)


def _true_colours(image: Image.Image) -> Image.Image:
    """The picture without a palette."""
    if image.mode != "P":
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _steps(files: list[Encoded]) -> list[Encoded]:
    """The files without those that save little beside the next larger one."""
    found: list[Encoded] = []
    for file in reversed(files):
        if not found or len(file.data) * _FILE_STEP <= len(found[-1].data):
            found.append(file)
    return found[::-1]


def _weight(files: list[Encoded]) -> int:
    return sum(len(file.data) for file in files)


def _plain_format(pixels: Pixels) -> Format:
    """What every browser reads: PNG for what is see-through or drawn, JPEG for the rest."""
    image = pixels.image
    if image.mode in ("LA", "RGBA") or pixels.has_few_colours:
        return "PNG"
    if pixels.kind == "JPEG":
        return "JPEG"
    return "PNG" if len(_saved(image, "PNG", optimize=True)) < len(_jpeg(image)) * _PHOTO else "JPEG"


def _plain(image: Image.Image, form: Format, has_few_colours: bool) -> Encoded:
    if form == "JPEG":
        return Encoded(form, *image.size, _jpeg(image))
    return Encoded(form, *image.size, _saved(_drawn(image) if has_few_colours else image, "PNG", optimize=True))


def _webp(images: list[Image.Image], has_few_colours: bool, form: Format) -> tuple[list[Encoded], bool]:
    """The files, and whether they are without loss: so are drawings where that makes them no larger."""
    colours = [_true_colours(image) for image in images]
    lossy = [_saved(_in_colour(image), "WEBP", quality=WEBP_QUALITY, method=4) for image in colours]
    best, is_exact = lossy, False
    if form == "PNG":
        drawn = [_true_colours(_drawn(image)) if has_few_colours else image for image in images]
        exact = [_saved(_in_colour(image), "WEBP", lossless=True, quality=WEBP_QUALITY, method=4) for image in drawn]
        is_exact = sum(map(len, exact)) <= sum(map(len, lossy))
        best = exact if is_exact else lossy
    return [Encoded("WebP", *image.size, data) for image, data in zip(images, best, strict=True)], is_exact


def _avif(image: Image.Image, form: Format) -> Encoded:
    width, height = image.size
    data = _saved(
        _in_colour(_true_colours(image)),
        "AVIF",
        quality=AVIF_QUALITY,
        speed=8 if width * height > _HURRY else 6,
        subsampling="4:2:0" if form == "JPEG" else "4:4:4",  # else thin coloured lines would fade
        codec="aom",
        # how many threads there are decides into how many tiles a picture is cut, and so its bytes
        max_threads=1,
        autotiling=False,
    )
    return Encoded("AVIF", width, height, data)


def _drawn(image: Image.Image) -> Image.Image:
    """A drawing with 256 colours again, of which scaling made thousands."""
    from PIL.Image import Dither, Quantize

    if image.mode in ("1", "L", "P"):
        return image
    method = Quantize.FASTOCTREE if image.mode == "RGBA" else Quantize.MEDIANCUT
    return image.quantize(256, method=method, dither=Dither.NONE)


def _in_colour(image: Image.Image) -> Image.Image:
    if image.mode in ("RGB", "RGBA"):
        return image
    return image.convert("RGBA" if image.mode in ("LA", "RGBA") else "RGB")


def _jpeg(image: Image.Image) -> bytes:
    image = image if image.mode in ("L", "RGB") else image.convert("RGB")
    return _saved(image, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)


def _saved(image: Image.Image, form: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()
