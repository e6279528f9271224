"""Everything that a build reads, by the digests of its bytes: what has not changed need not be built again.

Times of files are not trusted. `private/` is never looked at.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from goodword import files
from goodword.referral.kit_address import SECRET

_PACKAGE = Path(__file__).resolve().parent.parent
_SITE = "site.yaml"
_CONTENT, _THEMES = "content", "themes"
_AT_ONCE = 1 << 22
# Texts up to this size, and so many bytes of them together, are remembered when they are read.
_TEXTS, _SMALL, _MOST_TEXT = (".md",), 1 << 16, 1 << 25

# Path relative to the site, with `/`, to the digest of what stands there.
Inputs = dict[str, bytes]


class Reading:
    """What small files of the content hold, by their path: whoever needs them has the bytes that the inputs name."""

    def __init__(self) -> None:
        self.texts: dict[str, bytes] = {}
        self._digests: dict[str, bytes] = {}
        self._room = _MOST_TEXT

    def digest(self, path: str) -> bytes:
        """As `_digest`, read once and remembered."""
        known = self._digests.get(path)
        if known is not None:
            return known
        if not path.endswith(_TEXTS) or self._room < 0:
            return _digest(path)
        try:
            data = _small(path)
        except OSError as error:
            return f"unreadable {error.errno}".encode()
        if data is None:
            return _digest(path)
        self._room -= len(data)
        self.texts[path] = data
        found = self._digests[path] = files.digest_bytes(data)
        return found


def inputs(root: Path, secret: bytes | None = None, reading: Reading | None = None) -> Inputs:
    """The inputs of the site in `root`; what cannot be read is there with its reason, so that a change of it counts.

    secret: that of the share kits, which is one of them, by its digest. reading: remembers small texts; what it knows
    already counts as it was.
    """
    left_out = str(files.private_folder() or "")
    found = {_SITE: _digest(f"{root}/{_SITE}")}
    if secret is not None:
        found[SECRET] = files.digest_bytes(secret)
    for folder in (_CONTENT, _THEMES):
        # a theme, or a folder of it, may be a link to where it is worked on; a link in the content is not followed
        digest_of = reading.digest if reading and folder == _CONTENT else _digest
        for path, digest in _below(f"{root}/{folder}", left_out, follow=folder == _THEMES, digest_of=digest_of):
            found[(folder + path).encode(errors="surrogateescape").decode(errors="backslashreplace")] = digest
    return found


def edition() -> bytes:
    """Bytes that change with the program: its code, its themes, the packages installed beside it, Python itself."""
    shipped = _PACKAGE / "themes"
    themes = shipped if shipped.is_dir() else _PACKAGE.parent.parent / "themes"
    whole = hashlib.blake2b(_code() + _tree(themes), digest_size=16)
    whole.update(sys.version.encode())
    for place in sorted(path for path in sys.path if path.endswith("-packages")):
        try:
            whole.update("\0".join(sorted(name for name in os.listdir(place) if name.endswith("-info"))).encode())
        except OSError:
            continue
    return whole.digest()


@lru_cache(maxsize=1)  # what is running does not change any more
def _code() -> bytes:
    return _tree(_PACKAGE, (".py",))


def _tree(folder: Path, endings: tuple[str, ...] = ()) -> bytes:
    whole = hashlib.blake2b(digest_size=16)
    for path, digest in sorted(_below(str(folder), "", endings)):
        whole.update(path.encode() + b"\0" + digest)
    return whole.digest()


def fingerprint(edition: bytes, found: Inputs, day: str, preview: bool) -> bytes:
    """One digest of everything that decides what a build comes to."""
    whole = hashlib.blake2b(edition, digest_size=16)
    for path in sorted(found):
        whole.update(path.encode() + b"\0" + found[path])
    whole.update(f"\0{day}\0{preview}".encode())
    return whole.digest()


def changed(before: Inputs, after: Inputs) -> list[str]:
    """The paths whose digest is another, that are new, or that have gone; sorted."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _below(
    folder: str,
    left_out: str,
    endings: tuple[str, ...] = (),
    *,
    follow: bool = False,
    digest_of: Callable[[str], bytes] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Everything below `folder`, by its path behind it; folders too, for an empty one may matter.

    follow: what links lead to counts, wherever it lies.
    """
    digest_of = digest_of or _digest
    waiting = [""]
    linked: set[str] = set()
    while waiting:
        inside = waiting.pop()
        try:
            entries = list(os.scandir(folder + inside))
        except OSError as error:
            yield f"{inside}/", f"unreadable {error.errno}".encode()
            continue
        yield f"{inside}/", b""
        for entry in entries:
            path = f"{inside}/{entry.name}"
            if left_out and os.path.realpath(entry.path) == left_out:
                continue
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    waiting.append(path)
            elif follow and entry.is_symlink():
                yield path, _linked(entry.path, "")
                target = os.path.realpath(entry.path)
                if target not in linked and entry.is_dir() and not f"{folder}{inside}/".startswith(f"{target}/"):
                    linked.add(target)
                    waiting.append(path)
            elif not endings or entry.name.endswith(endings):
                yield path, _linked(entry.path, folder) if entry.is_symlink() else digest_of(entry.path)


def _linked(path: str, folder: str) -> bytes:
    """A link, and the file behind it where that lies in `folder` (empty: anywhere): others are not read."""
    try:
        named = os.readlink(path)
    except OSError as error:  # it has just gone
        return f"unreadable {error.errno}".encode()
    target = os.path.realpath(path)
    inside = not folder or target.startswith(os.path.realpath(folder) + os.sep)
    return named.encode(errors="surrogateescape") + (_digest(target) if inside else b"")


def _small(path: str) -> bytes | None:
    """What a file holds; None of one that is large. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_BINARY", 0))
    try:
        data = os.read(handle, _SMALL)
        return data if len(data) < _SMALL else None
    finally:
        os.close(handle)


def _digest(path: str) -> bytes:
    whole = hashlib.blake2b(digest_size=16)
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_BINARY", 0))
        try:
            while data := os.read(handle, _AT_ONCE):
                whole.update(data)
        finally:
            os.close(handle)
    except OSError as error:
        return f"unreadable {error.errno}".encode()
    return whole.digest()
