"""Pictures as they are published: which files each one becomes, under which names, and what is kept of the work.

Where a picture lies is found by `content/assets.py`; pixels are read and written in `picture_reading.py` and
`picture_formats.py`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from goodword.files import MEGABYTE, digest
from goodword.outputs.picture_formats import Role, encode
from goodword.outputs.picture_reading import Format, UnusableError, kind_of
from goodword.problems import Place, SiteError, words

LARGEST_FILE = 50 * MEGABYTE
# Part of every cache key: raise it when the same bytes shall come out differently.
_VERSION = 3

_ENDINGS: dict[Format, tuple[str, ...]] = {
    "AVIF": (".avif",),
    "JPEG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "SVG": (".svg",),
    "WebP": (".webp",),
}
MIME: dict[Format, str] = {
    "AVIF": "image/avif",
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "SVG": "image/svg+xml",
    "WebP": "image/webp",
}


class PictureFile(NamedTuple):
    """A file of a picture; `url_name` is its path below the output folder and tells nothing of the original's name."""

    url_name: str
    width: int
    height: int
    format: Format


class Picture(Struct, frozen=True):
    """A published picture. files: by format the smallest first; the last is the largest that every browser reads."""

    files: tuple[PictureFile, ...]

    @property
    def whole(self) -> PictureFile:
        """The file for whoever takes only one."""
        return self.files[-1]


class Origin(NamedTuple):
    """What a published file is made from."""

    path: Path
    role: Role


class _Kept(msgspec.Struct, array_like=True, frozen=True):
    """What the cache tells of a picture: the kind of the original; format, width, height and digest of its files."""

    kind: Format
    files: tuple[tuple[Format, int, int, str], ...]


class Images:
    """The pictures of one site. `cache` (bytes by key) saves encoding again what was encoded before."""

    def __init__(self, root: Path, cache: MutableMapping[str, bytes] | None = None) -> None:
        self._root = root
        self._content = (root / "content").resolve()
        self._cache: MutableMapping[str, bytes] = {} if cache is None else cache
        self._keys: dict[Origin, str] = {}

    def process(self, path: Path, place: Place, *, role: Role) -> Picture:
        """The picture at `path`, made ready for `role`. Raises SiteError at `place`, where it is named."""
        try:
            kept = self._kept(Origin(path, role))
            _check_ending(path, kept.kind)
        except UnusableError as error:
            raise SiteError([error.rule(place, target=self._shown(path), **error.values)]) from None
        except (OSError, RuntimeError) as error:
            why = getattr(error, "strerror", None) or "unknown reason"
            raise SiteError([words.FILE_UNREADABLE(place, target=self._shown(path), why=why)]) from None
        return Picture(
            tuple(PictureFile(_name(form, mark), width, height, form) for form, width, height, mark in kept.files)
        )

    def data(self, url_name: str, origin: Origin) -> bytes:
        """The bytes of a file that `process` told of. Raises SiteError when its picture is another one by now."""
        mark = _mark_in(url_name)
        found = self._cache.get(mark, b"")
        if _mark(found) == mark:
            return found
        try:  # the cache was cleared, or is damaged
            for file in encode(self._read(origin.path), origin.role):
                if _mark(file.data) == mark:
                    return file.data
            why = "it changed while it was read"
        except (OSError, RuntimeError, UnusableError) as error:
            why = getattr(error, "strerror", None) or "it changed while it was read"
        shown = self._shown(origin.path)
        raise SiteError([words.FILE_UNREADABLE(Place(shown), target=shown, why=why)])

    def prepare(self, origin: Origin) -> None:
        """Does the work of `process` ahead. What is wrong is told by whoever needs the picture."""
        try:
            self._kept(origin)
        except (OSError, RuntimeError, UnusableError):
            return

    def is_prepared(self, origin: Origin) -> bool:
        """Whether nothing is left to do ahead."""
        try:
            return self._key(origin) in self._cache
        except (OSError, RuntimeError, UnusableError):
            return True

    def kept_under(self, published: Mapping[str, Origin]) -> Iterator[str]:
        """The keys of the cache that published files and their origins stand under."""
        yield from map(_mark_in, published)
        for origin in set(published.values()):
            with contextlib.suppress(OSError, UnusableError):  # it is gone by now
                yield self._key(origin)

    def _shown(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else path.name

    def _read(self, path: Path) -> bytes:
        if not path.resolve().is_relative_to(self._content):
            raise UnusableError(words.FILE_OUTSIDE)
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UnusableError(words.FILE_LARGE, size=size // MEGABYTE, limit=LARGEST_FILE // MEGABYTE)
        return path.read_bytes()

    def _key(self, origin: Origin) -> str:
        if origin not in self._keys:
            import PIL

            mark = digest(self._read(origin.path))
            self._keys[origin] = f"picture-{_VERSION}-{PIL.__version__}-{origin.role}-{mark}"
        return self._keys[origin]

    def _kept(self, origin: Origin) -> _Kept:
        key = self._key(origin)
        found = _unpack(self._cache.get(key, b""))
        if found is None:
            data = self._read(origin.path)
            files = encode(data, origin.role)
            for file in files:
                self._cache[_mark(file.data)] = file.data
            told = tuple((file.format, file.width, file.height, _mark(file.data)) for file in files)
            found = _Kept(kind_of(data), told)
            self._cache[key] = _pack(found)
        return found


def mime_of(url_name: str) -> str:
    """The type of a published file."""
    return next(MIME[form] for form, endings in _ENDINGS.items() if url_name.endswith(endings))


def _mark(data: bytes) -> str:
    return digest(data, 8)


def _mark_in(url_name: str) -> str:
    return url_name.rpartition("/")[2].partition(".")[0]


def _name(form: Format, mark: str) -> str:
    return f"media/{mark}{_ENDINGS[form][0]}"


def _pack(kept: _Kept) -> bytes:
    told = msgspec.msgpack.encode(kept)
    return _mark(told).encode() + told


def _unpack(stored: bytes) -> _Kept | None:
    if stored[:16] != _mark(stored[16:]).encode():
        return None
    return msgspec.msgpack.decode(stored[16:], type=_Kept)


def _check_ending(path: Path, kind: Format) -> None:
    endings = _ENDINGS[kind]
    if path.suffix.lower() not in endings:
        raise UnusableError(words.IMAGE_ENDING, found="an SVG" if kind == "SVG" else f"a {kind}", ending=endings[0])
