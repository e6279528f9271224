"""Pictures read with suspicion: one whole JPEG, PNG or WebP in, upright sRGB pixels out, nothing else.

What they are written as is `picture_formats.py`'s matter.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from goodword.problems import Rule, words

if TYPE_CHECKING:
    from PIL import Image, ImageFile

Format = Literal["AVIF", "WebP", "JPEG", "PNG", "SVG"]

MOST_PIXELS = 40_000_000

_OTHER = (
    (b"GIF8", "a GIF"),
    (b"BM", "a BMP"),
    (b"II*\0", "a TIFF"),
    (b"MM\0*", "a TIFF"),
    (b"%PDF", "a PDF"),
    (b"\0\0\1\0", "an icon"),
    (b"8BPS", "a Photoshop file"),
)


class UnusableError(Exception):
    """These bytes are no picture that can be published: the rule of the message, and what fills it."""

    def __init__(self, rule: Rule, **values: object) -> None:
        self.rule, self.values = rule, values
        super().__init__(rule.title)


class Pixels(Struct, frozen=True):
    """What a file showed. kind: `JPEG`, `PNG` or `WebP`, as the file was; image: grey, RGB or either with transparency
    that is used, or a palette; has_few_colours: at most 256 in the file, so a drawing and no photo.
    """

    kind: Format
    image: Image.Image
    has_few_colours: bool


def read(data: bytes, side: int) -> Pixels:
    """The same pixels for the same `data`: upright, sRGB, `side` at most on the longer side.

    Raises UnusableError for anything but one whole JPEG, PNG or WebP of at most 40 million pixels.
    """
    kind = kind_of(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of odd metadata, all of which is dropped
        try:
            opened = _opened(data, kind, side)
            has_few_colours = opened.mode in ("1", "P")
            return Pixels(kind, _scaled(opened, _turn(opened), side), has_few_colours)
        except UnusableError:
            raise
        except Exception as error:  # a damaged file makes the library fail in any way
            raise UnusableError(words.IMAGE_BROKEN, why=_why(error)) from None


def kind_of(data: bytes) -> Format:
    """By its first bytes; raises UnusableError for all that is not read."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")) and b"<svg" in data[:20_000].lower():
        return "SVG"
    if data[4:12] in (b"ftypavif", b"ftypheic", b"ftypheix", b"ftypmif1"):
        raise UnusableError(words.IMAGE_NOT_ONE, why="it is an AVIF or HEIC")
    for mark, name in _OTHER:
        if data.startswith(mark):
            raise UnusableError(words.IMAGE_NOT_ONE, why=f"it is {name}")
    raise UnusableError(words.IMAGE_NOT_ONE, why="it is empty" if not data else "it is something else")


def _opened(data: bytes, kind: Format, side: int) -> ImageFile.ImageFile:
    """The picture, its header read and found harmless, not decoded yet.

    The classes are called themselves, as `Image.open` looks at other formats and has a limit of its own.
    """
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile
    from PIL.WebPImagePlugin import WebPImageFile

    if kind == "WebP":  # its reader asks for memory for all pixels at once
        _check_size(_webp_size(data), side)
        image: ImageFile.ImageFile = WebPImageFile(BytesIO(data))
    else:
        image = JpegImageFile(BytesIO(data)) if kind == "JPEG" else PngImageFile(BytesIO(data))
    _check_size(image.size, side)
    if getattr(image, "n_frames", 1) > 1:
        raise UnusableError(words.IMAGE_MOVING)
    return image


def _check_size(size: tuple[int, int], side: int) -> None:
    width, height = size
    if width * height > MOST_PIXELS:
        raise UnusableError(words.IMAGE_HUGE, width=width, height=height, largest=side)


def _webp_size(data: bytes) -> tuple[int, int]:
    """Width and height from the first chunk (RFC 9649, sections 2.5 to 2.7)."""
    chunk = data[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF


def _turn(image: ImageFile.ImageFile) -> Image.Transpose | None:
    """How the picture has to be turned (EXIF 2.32, tag 274)."""
    from PIL.Image import Transpose

    try:
        orientation = image.getexif().get(274, 1)
    except Exception:  # broken metadata: the picture is taken as it lies
        orientation = 1
    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return turns.get(orientation) if isinstance(orientation, int) else None


def _scaled(opened: ImageFile.ImageFile, turn: Image.Transpose | None, side: int) -> Image.Image:
    from PIL.Image import Resampling

    profile = opened.info.get("icc_profile")
    is_larger = max(opened.size) > side
    if is_larger:
        opened.draft("RGB", (side * 2, side * 2))  # JPEG only: decodes an eighth, a quarter or a half of the pixels
    opened.load()
    image = _plain_mode(opened, is_larger or bool(profile))
    if is_larger:
        image.thumbnail((side, side), Resampling.LANCZOS)
    if profile:
        image = _in_srgb(image, profile)
    if image.mode == "CMYK":
        image = image.convert("RGB")
    if turn is not None:
        image = image.transpose(turn)
    image = _without_idle_transparency(image)
    # The library copies what it finds in `info` (comments, profiles); only a palette's transparency may stay.
    transparency = image.info.get("transparency")
    image.info = {"transparency": transparency} if transparency is not None and image.mode == "P" else {}
    return image


def _without_idle_transparency(image: Image.Image) -> Image.Image:
    if image.mode in ("LA", "RGBA") and image.getchannel("A").getextrema() == (255, 255):
        return image.convert("L" if image.mode == "LA" else "RGB")
    return image


def _plain_mode(image: Image.Image, without_palette: bool) -> Image.Image:
    """The picture as grey, RGB or CMYK, with or without transparency; with its palette where that may stay."""
    mode = image.mode
    if mode.startswith(("I", "F")):  # 16 bits a pixel: the upper eight
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if mode == "P" and not without_palette:
        return image.copy()
    if "transparency" in image.info or mode in ("LA", "PA", "RGBA", "La", "RGBa"):
        wanted = "LA" if mode == "LA" else "RGBA"
    else:
        wanted = "L" if mode in ("1", "L") else "CMYK" if mode == "CMYK" else "RGB"
    return image if mode == wanted else image.convert(wanted)  # a copy of all pixels where it must be only


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
        colours = image.convert("L" if image.mode == "LA" else "RGB") if alpha else image
        turned = ImageCms.profileToProfile(colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        if turned is None:
            return image
        if alpha:
            turned.putalpha(alpha)
        return turned
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):  # a profile that does not fit is left out
        return image


def _why(error: Exception) -> str:
    text = str(error).partition("\n")[0].strip()
    return text[:100] or type(error).__name__
