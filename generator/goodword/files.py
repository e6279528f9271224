"""Files as bytes and text: safe paths, walking in one order, digests, reading in any encoding, atomic writing.

Nothing here knows what a file means; and this is the only room below `build/` that writes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from goodword.problems import Place, Problem, SiteError, reading

MEGABYTE = 1_000_000
LARGEST_TEXT = 200 * MEGABYTE
# Why nothing of a folder is among what `survey` found.
UNREADABLE = "a folder that cannot be read"
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def digest(data: bytes, size: int = 16) -> str:
    """Hexadecimal BLAKE2b of `data`, `size` bytes long (so twice as many characters)."""
    return hashlib.blake2b(data, digest_size=size).hexdigest()


def digest_bytes(data: bytes, size: int = 16) -> bytes:
    """BLAKE2b of `data`, `size` bytes."""
    return hashlib.blake2b(data, digest_size=size).digest()


class Found(NamedTuple):
    """What lies somewhere below a folder. name: the path below it as it is written; why_not: why it is left out, in
    words; None where it is not.
    """

    path: Path
    name: str
    why_not: str | None


def walk(folder: Path) -> Iterator[Path]:
    """Every regular file below `folder`, sorted by its NFC path; hidden files, `*~` and links out of it left out."""
    yield from (found.path for found in survey(folder) if found.why_not is None)


def survey(folder: Path) -> list[Found]:
    """What `walk` gives, and besides with the reason what it leaves out though somebody may count on it."""
    root = folder.resolve()
    found: list[Found] = []
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        try:
            entries = list(os.scandir(f"{folder}/{inside}"))
        except FileNotFoundError:
            continue
        except OSError:
            found.append(Found(folder / inside, inside.rstrip("/"), UNREADABLE))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            name = f"{inside}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{name}/")
            elif entry.is_symlink() and Path(entry.path).is_dir():
                found.append(Found(Path(entry.path), name, "a link to a folder"))
            elif not name.endswith("~"):
                is_plain = entry.is_file(follow_symlinks=False)
                path = Path(entry.path)
                found.append(Found(path, name, None if is_plain else _why_not(path, root)))
    return sorted(found, key=lambda one: (unicodedata.normalize("NFC", one.name), one.path))


def unreadable(folder: str) -> Problem:
    """What is told of a `folder` that is UNREADABLE: what lies in it must not go without a word."""
    return reading.UNREADABLE(Place(folder.rstrip("/")), why="it is a folder that may not be looked into")


def _why_not(path: Path, root: Path) -> str | None:
    """Why the file cannot be read as one of the folder `root`; None when it can."""
    try:
        is_link = path.is_symlink()
        if path.is_file() and (not is_link or path.resolve().is_relative_to(root)):
            return None
    except (OSError, RuntimeError):  # a link that leads to itself
        is_link = True
    return "a link that leads nowhere, or out of the folder" if is_link else "no regular file"


def relative(path: Path, root: Path) -> str:
    """`path` as an NFC POSIX path relative to `root` (unchanged where it lies outside)."""
    with contextlib.suppress(ValueError):
        path = path.relative_to(root)
    return unicodedata.normalize("NFC", path.as_posix())


def private_folder() -> Path | None:
    """The folder that `GOODWORD_PRIVATE` names, links resolved: what lies in it is never read for a site."""
    named = os.environ.get("GOODWORD_PRIVATE")
    return Path(named).resolve() if named else None


def is_safe_relative(path: str) -> bool:
    """Whether `path` names something below the folder it is joined to: relative, no `..`, no NUL, no backslash."""
    if not path or "\\" in path or "\0" in path or path.startswith("/") or (len(path) > 1 and path[1] == ":"):
        return False
    return ".." not in path.split("/")


def are_safe_relative(paths: Collection[str]) -> bool:
    """Whether all of `paths` are; of very many that are plain it is seen at a glance."""
    joined = "\n".join(paths)
    odd = ("..", "\\", "\0", ":", "\n/", "\n\n")
    if joined[:1] in ("", "/", "\n") or joined[-1:] == "\n" or any(sign in joined for sign in odd):
        return all(map(is_safe_relative, paths))
    return True


def read_bytes(path: Path, place: Place) -> bytes:
    """The bytes of `path`; raises SiteError at `place` when they cannot be had."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (for every file of a site; Path.open is slower)
            size = os.fstat(file.fileno()).st_size
            if size > LARGEST_TEXT:
                raise SiteError(
                    [reading.TOO_LARGE(place, size=size // MEGABYTE, limit=LARGEST_TEXT // MEGABYTE)],
                )
            return file.readall()
    except OSError as error:
        raise SiteError([reading.UNREADABLE(place, why=error.strerror or "unknown reason")]) from None


def decode(data: bytes, place: Place) -> str:
    """Text from UTF-8, or from UTF-16/32 with a byte order mark; line ends become `\\n`, no mark stays.

    Raises SiteError with the line of the first bad byte.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        why = f"byte {error.start + 1} is not {encoding.removesuffix('-sig').upper()}"
        raise SiteError([reading.NOT_TEXT(Place(place.path, line, 1), why=why)]) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise SiteError([reading.NOT_TEXT(Place(place.path, line, 1), why="it holds a NUL character")])
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(path: Path, place: Place) -> str:
    """`decode` of `read_bytes`: raises SiteError for what is missing, unreadable, too large or not text."""
    return decode(read_bytes(path, place), place)


def write_atomically(path: Path, data: bytes, *, lasting: bool = False, mode: int = 0o666) -> None:
    """Replaces `path` by `data` in one step; readers see the old bytes or the new ones. Raises OSError.

    lasting: it is on the disk when this returns, and stays there when the power fails. mode: as for `os.open`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)  # whatever somebody put there, a link above all
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(part, flags, mode), "wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        part.replace(path)
        if lasting:
            _keep_names(path.parent)
    finally:
        part.unlink(missing_ok=True)


def _keep_names(folder: Path) -> None:
    """Puts the names in a folder on the disk, where the system knows how (not on Windows)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
