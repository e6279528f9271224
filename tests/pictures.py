"""Pictures made for tests, good ones and heads of bad ones, and what became of them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from goodword.outputs.picture_formats import Encoded, Role, encode


def photo(size: tuple[int, int] = (60, 40), kind: str = "JPEG", mode: str = "RGB", **save: Any) -> bytes:
    """Left half red, right half blue."""
    image = Image.new("RGB", size, (220, 20, 20))
    image.paste((20, 20, 220), (size[0] // 2, 0, size[0], size[1]))
    out = BytesIO()
    image.convert(mode).save(out, kind, **save)
    return out.getvalue()


def reencode(data: bytes, role: Role) -> Encoded:
    """The file for whoever takes only one."""
    return encode(data, role)[-1]


def files(data: bytes, role: Role) -> dict[str, list[Encoded]]:
    """All files by format."""
    found: dict[str, list[Encoded]] = {}
    for file in encode(data, role):
        found.setdefault(file.format, []).append(file)
    return found


EXAMPLE = Path(__file__).parents[1] / "content/case-studies/pictures/verhoeven.jpg"


def real(size: tuple[int, int], kind: str = "JPEG", mode: str = "RGB", **save: Any) -> bytes:
    """A picture of the example site, cut and scaled to `size`."""
    out = BytesIO()
    with Image.open(EXAMPLE) as image:
        ImageOps.fit(image.convert("RGB"), size).convert(mode).save(out, kind, **save)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def png_header(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    body = b"".join(struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


def webp_header(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


def jpeg_header(width: int, height: int) -> bytes:
    data = photo()
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]
