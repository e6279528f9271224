"""Pictures: read with suspicion, turned upright, scaled down, written again without anything but pixels.

The only place that knows the image library. Where a picture lies is found by `content/assets.py`.
"""

from __future__ import annotations

import warnings
from collections.abc import MutableMapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from goodword.files import MEGABYTE, digest
from goodword.problems import Place, Rule, SiteError, words

if TYPE_CHECKING:
    from PIL import Image, ImageFile

Role = Literal["photo", "logo", "badge", "hero", "content"]

# The longer side in pixels, about twice what the widest layout shows.
LARGEST_SIDE: dict[Role, int] = {"photo": 480, "logo": 600, "badge": 480, "hero": 1600, "content": 1600}
MOST_PIXELS = 40_000_000
LARGEST_FILE = 50 * MEGABYTE
QUALITY = 82
# Part of every cache key: raise it when the same bytes shall come out differently.
_VERSION = 1

_ENDINGS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WebP": (".webp",)}
_MIME = {"JPEG": "image/jpeg", "PNG": "image/png", "WebP": "image/webp"}
_OTHER = (
    (b"GIF8", "a GIF"),
    (b"BM", "a BMP"),
    (b"II*\0", "a TIFF"),
    (b"MM\0*", "a TIFF"),
    (b"%PDF", "a PDF"),
    (b"\0\0\1\0", "an icon"),
    (b"8BPS", "a Photoshop file"),
)


class Encoded(NamedTuple):
    """A picture ready to publish: bytes, size in pixels, `JPEG`, `PNG` or `WebP`."""

    data: bytes
    width: int
    height: int
    format: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A published picture; `url_name` is its path below the output folder and tells nothing of the original's name."""

    url_name: str
    width: int
    height: int
    data: bytes
    mime: str


class UnusableError(Exception):
    """These bytes are no picture that can be published: the rule of the message, and what fills it."""

    def __init__(self, rule: Rule, **values: object) -> None:
        self.rule, self.values = rule, values
        super().__init__(rule.title)


class Images:
    """The pictures of one site. `cache` (bytes by key) saves encoding again what was encoded before."""

    def __init__(self, root: Path, cache: MutableMapping[str, bytes] | None = None) -> None:
        self._root = root
        self._content = (root / "content").resolve()
        self._cache = cache

    def process(self, path: Path, place: Place, *, role: Role) -> Picture:
        """The picture at `path`, made ready for `role`. Raises SiteError at `place`, where it is named."""
        target = path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else path.name
        try:
            if not path.resolve().is_relative_to(self._content):
                raise UnusableError(words.FILE_OUTSIDE)
            size = path.stat().st_size
            if size > LARGEST_FILE:
                limit = LARGEST_FILE // MEGABYTE
                raise UnusableError(words.FILE_LARGE, size=size // MEGABYTE, limit=limit)
            encoded = self._encoded(path.read_bytes(), role)
            _check_ending(path, encoded)
        except UnusableError as error:
            raise SiteError([error.rule(place, target=target, **error.values)]) from None
        except (OSError, RuntimeError) as error:
            why = getattr(error, "strerror", None) or "unknown reason"
            raise SiteError([words.FILE_UNREADABLE(place, target=target, why=why)]) from None
        ending = _ENDINGS[encoded.format][0]
        name = f"media/{digest(encoded.data, 8)}{ending}"
        return Picture(name, encoded.width, encoded.height, encoded.data, _MIME[encoded.format])

    def _encoded(self, data: bytes, role: Role) -> Encoded:
        if self._cache is None:
            return reencode(data, role)
        import PIL

        key = f"image-{_VERSION}-{PIL.__version__}-{LARGEST_SIDE[role]}-{digest(data)}"
        found = _unpack(self._cache.get(key, b""))
        if found is None:
            found = reencode(data, role)
            self._cache[key] = _pack(found)
        return found


def _pack(encoded: Encoded) -> bytes:
    head = f"{encoded.format} {encoded.width} {encoded.height} {digest(encoded.data)}\n"
    return head.encode() + encoded.data


def _unpack(stored: bytes) -> Encoded | None:
    head, _, data = stored.partition(b"\n")
    parts = head.decode("ascii", "replace").split()
    if len(parts) != 4 or parts[0] not in _MIME or parts[3] != digest(data):
        return None
    return Encoded(data, int(parts[1]), int(parts[2]), parts[0])


def _check_ending(path: Path, encoded: Encoded) -> None:
    endings = _ENDINGS[encoded.format]
    if path.suffix.lower() not in endings:
        raise UnusableError(words.IMAGE_ENDING, found=encoded.format, ending=endings[0])


def reencode(data: bytes, role: Role) -> Encoded:
    """The same bytes for the same `data` and `role`: upright, sRGB, at most `LARGEST_SIDE`, no metadata.

    Raises UnusableError for anything but one whole JPEG, PNG or WebP of at most 40 million pixels.
    """
    kind = _kind(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of odd metadata, all of which is dropped
        try:
            image = _opened(data, kind, role)
            return _written(_scaled(_upright(image), role), kind)
        except UnusableError:
            raise
        except Exception as error:  # a damaged file makes the library fail in any way
            raise UnusableError(words.IMAGE_BROKEN, why=_why(error)) from None


def _kind(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")) and b"<svg" in data[:20_000].lower():
        raise UnusableError(words.IMAGE_SVG)
    if data[4:12] in (b"ftypavif", b"ftypheic", b"ftypheix", b"ftypmif1"):
        raise UnusableError(words.IMAGE_NOT_ONE, why="it is an AVIF or HEIC")
    for mark, name in _OTHER:
        if data.startswith(mark):
            raise UnusableError(words.IMAGE_NOT_ONE, why=f"it is {name}")
    raise UnusableError(words.IMAGE_NOT_ONE, why="it is empty" if not data else "it is something else")


def _opened(data: bytes, kind: str, role: Role) -> ImageFile.ImageFile:
    """The picture, its header read and found harmless, not decoded yet.

    The classes are called themselves, as `Image.open` looks at other formats and has a limit of its own.
    """
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile
    from PIL.WebPImagePlugin import WebPImageFile

    if kind == "WebP":  # its reader asks for memory for all pixels at once
        _check_size(_webp_size(data), role)
        image: ImageFile.ImageFile = WebPImageFile(BytesIO(data))
    else:
        image = JpegImageFile(BytesIO(data)) if kind == "JPEG" else PngImageFile(BytesIO(data))
    _check_size(image.size, role)
    if getattr(image, "n_frames", 1) > 1:
        raise UnusableError(words.IMAGE_MOVING)
    return image


def _check_size(size: tuple[int, int], role: Role) -> None:
    width, height = size
    if width * height > MOST_PIXELS:
        raise UnusableError(words.IMAGE_HUGE, width=width, height=height, largest=LARGEST_SIDE[role])


def _webp_size(data: bytes) -> tuple[int, int]:
    """Width and height from the first chunk (RFC 9649, sections 2.5 to 2.7)."""
    chunk = data[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF


def _upright(image: ImageFile.ImageFile) -> tuple[ImageFile.ImageFile, Image.Transpose | None]:
    """The picture, and how it has to be turned (EXIF 2.32, tag 274)."""
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
    return image, turns.get(orientation) if isinstance(orientation, int) else None


def _scaled(found: tuple[ImageFile.ImageFile, Image.Transpose | None], role: Role) -> Image.Image:
    from PIL.Image import Resampling

    opened, turn = found
    profile = opened.info.get("icc_profile")
    side = LARGEST_SIDE[role]
    is_larger = max(opened.size) > side
    if is_larger:
        opened.draft("RGB", (side * 2, side * 2))  # JPEG only: decodes an eighth, a quarter or a half of the pixels
    opened.load()
    image = _plain_mode(opened, is_larger or bool(profile))
    if is_larger:
        image.thumbnail((side, side), Resampling.LANCZOS)
    if profile:
        image = _in_srgb(image, profile)
    return image.transpose(turn) if turn is not None else image


def _plain_mode(image: Image.Image, without_palette: bool) -> Image.Image:
    """The picture as grey, RGB or CMYK, with or without transparency; with its palette where that may stay."""
    mode = image.mode
    if mode.startswith(("I", "F")):  # 16 bits a pixel: the upper eight
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    is_see_through = "transparency" in image.info or mode in ("LA", "PA", "RGBA", "La", "RGBa")
    if mode == "P" and not without_palette:
        return image.copy()
    if is_see_through:
        return image.convert("LA" if mode == "LA" else "RGBA")
    return image.convert("L" if mode in ("1", "L") else "CMYK" if mode == "CMYK" else "RGB")


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


def _written(image: Image.Image, kind: str) -> Encoded:
    # The library copies what it finds in `info` (comments, profiles); only a palette's transparency may stay.
    transparency = image.info.get("transparency")
    image.info = {"transparency": transparency} if transparency is not None and image.mode == "P" else {}
    out = BytesIO()
    if kind == "JPEG":
        image = image if image.mode in ("L", "RGB") else image.convert("RGB")
        image.save(out, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    elif kind == "PNG":
        image = image.convert("RGB") if image.mode == "CMYK" else image
        image.save(out, "PNG", optimize=True)
    else:
        if image.mode not in ("RGB", "RGBA"):
            image = image.convert("RGBA" if image.mode == "LA" else "RGB")
        image.save(out, "WEBP", quality=QUALITY, method=4)
    return Encoded(out.getvalue(), image.width, image.height, kind)


def _why(error: Exception) -> str:
    text = str(error).partition("\n")[0].strip()
    return text[:100] or type(error).__name__
