"""The files that content names: where they lie, whether they may be published. Pixels are `outputs/images.py`'s matter.

A name is meant as seen from the file that says it, else from content/. It never leads out of content/.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from goodword import files
from goodword.files import MEGABYTE
from goodword.problems import Place, Problem, SiteError, words
from goodword.text import did_you_mean, slugify

PICTURES = (".jpeg", ".jpg", ".png", ".svg", ".webp")
# What may be published as it is. PDF and video keep what their makers wrote into them: docs/markdown.md says so.
FILES = {
    ".csv": "text/csv",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".webm": "video/webm",
}
# Lists of entries: who gave no consent stands in them too.
_SOURCE = re.compile(r"(?:testimonials|advocates)(?:/.*)?\.csv", re.IGNORECASE)
# Recordings are not downloaded: their names would tell who speaks, and nobody needs them.
_NAMELESS = {".mp4": "video", ".vtt": "captions", ".webm": "video"}
# Before where a telephone stood while it recorded: Apple's, and what all others write (QuickTime: user data `©xyz`).
_APPLE, _OTHERS = b"com.apple.quicktime.location.ISO6709", b"\xa9xyz"
_PLACE = re.compile(rb".{4}[+-]\d\d\.\d", re.DOTALL)
LARGEST_FILE = 100 * MEGABYTE
_CONTENT = "content"
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|data:", re.IGNORECASE)


class PublishedFile(Struct, frozen=True):
    """A file to copy as it is: from `path` to `url_name` (below the output folder); size in bytes."""

    path: Path
    url_name: str
    size: int
    mime: str


def _tells_where(path: Path) -> bool:
    """Whether a recording says where it was made. Raises OSError."""
    seen = b""
    with path.open("rb") as file:
        while part := file.read(MEGABYTE):
            seen = seen[-len(_APPLE) :] + part
            if _APPLE in seen or any(_PLACE.match(rest) for rest in seen.split(_OTHERS)[1:]):
                return True
    return False


def split_target(target: str) -> tuple[str, str]:
    """The path of a link's target (percent signs decoded), and its `?...#...` as written."""
    cut = min((index for index in (target.find("?"), target.find("#")) if index >= 0), default=len(target))
    return unquote(target[:cut]), target[cut:]


class Assets:
    """Finds files below the content/ of one site. Remembers what folders hold: make a new one for each build."""

    def __init__(self, root: Path) -> None:
        """`root`: the site's folder, the one with site.yaml."""
        self._root = root
        self._content = (root / _CONTENT).resolve()
        self._private = files.private_folder()
        self._folders: dict[str, dict[str, str]] = {}
        self._good: dict[str, Path] = {}

    def find(self, named: str, document_path: str, place: Place | None = None) -> Path:
        """The file that `document_path` (relative to the site's root) calls `named`.

        Raises SiteError at `place` (default: the document) when it does not exist, lies outside content/, is no file,
        or is written with other capitals.
        """
        at = place or Place(document_path)
        candidates = self._candidates(named, document_path)
        inside = [path for path in candidates if path.startswith(f"{_CONTENT}/")]
        if not inside:
            raise SiteError([words.FILE_OUTSIDE(at, target=named)])
        almost = ""
        for candidate in inside:
            real, is_exact = self._look_up(candidate)
            if real and is_exact:
                if real not in self._good:
                    self._good[real] = self._checked(self._root / real, named, at)
                return self._good[real]
            almost = almost or real
        if almost:
            raise SiteError([words.FILE_CASE(at, target=named, found=almost)])
        raise SiteError([self._missing(named, inside, at)])

    def find_picture(self, named: str, document_path: str, place: Place | None = None) -> Path:
        """`find`, for a name that must end in one of `PICTURES`."""
        at = place or Place(document_path)
        if _REMOTE.match(named.strip()):
            raise SiteError([words.IMAGE_REMOTE(at, target=named)])
        ending = posixpath.splitext(named)[1].lower()
        if ending not in PICTURES:
            raise SiteError([words.FILE_KIND(at, target=named, allowed=", ".join(PICTURES))])
        return self.find(named, document_path, at)

    def find_file(
        self, named: str, document_path: str, place: Place | None = None, allowed: Collection[str] = FILES
    ) -> PublishedFile:
        """`find`, for a download, a video or its captions: published below a name that changes with the content.

        allowed: the endings that can be used there, of `FILES`.
        """
        at = place or Place(document_path)
        ending = posixpath.splitext(named)[1].lower()
        if ending not in allowed:
            raise SiteError([words.FILE_KIND(at, target=named, allowed=", ".join(allowed))])
        path = self.find(named, document_path, at)
        if _SOURCE.fullmatch(path.relative_to(self._root / _CONTENT).as_posix()):
            raise SiteError([words.FILE_SOURCE(at, target=named)])
        try:
            size = path.stat().st_size
            if size > LARGEST_FILE:
                raise SiteError([words.FILE_LARGE(at, target=named, size=size // MEGABYTE, limit=100)])
            with path.open("rb") as file:
                mark = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=8)).hexdigest()
            if ending == ".mp4" and _tells_where(path):
                raise SiteError([words.FILE_TELLS_WHERE(at, target=named)])
        except OSError as error:
            why = error.strerror or "unknown reason"
            raise SiteError([words.FILE_UNREADABLE(at, target=named, why=why)]) from None
        stem = _NAMELESS.get(ending) or slugify(path.stem) or "file"
        return PublishedFile(path, f"files/{mark}/{stem}{ending}", size, FILES[ending])

    def _candidates(self, named: str, document_path: str) -> list[str]:
        name = unicodedata.normalize("NFC", named).strip()
        if not name or name.startswith("/") or "\\" in name or "\0" in name or name[1:2] == ":":
            return []
        folders = dict.fromkeys((posixpath.dirname(document_path), _CONTENT))
        return [posixpath.normpath(posixpath.join(folder, name)) for folder in folders]

    def _names(self, folder: str) -> dict[str, str]:
        """NFC name to real name of everything in `folder` (relative to the root) that is not hidden."""
        if folder not in self._folders:
            try:
                found = [path.name for path in (self._root / folder).iterdir()]
            except (OSError, ValueError):
                found = []
            names = {unicodedata.normalize("NFC", name): name for name in sorted(found) if not name.startswith(".")}
            self._folders[folder] = names
        return self._folders[folder]

    def _look_up(self, candidate: str) -> tuple[str, bool]:
        """The real path of `candidate` relative to the root (empty: none), and whether its capitals are right."""
        real, is_exact = _CONTENT, True
        for part in candidate.split("/")[1:]:
            names = self._names(real)
            if part not in names:
                folded = {name.casefold(): name for name in names}
                if part.casefold() not in folded:
                    return "", False
                part, is_exact = folded[part.casefold()], False
            real = f"{real}/{names[part]}"
        return real, is_exact

    def _checked(self, path: Path, named: str, at: Place) -> Path:
        try:
            real = path.resolve()
            is_inside = real.is_relative_to(self._content) and not (
                self._private and real.is_relative_to(self._private)
            )
            is_file = path.is_file()
        except (OSError, RuntimeError):  # a link that leads to itself
            is_inside, is_file = True, False
        if not is_inside:
            raise SiteError([words.FILE_OUTSIDE(at, target=named)])
        if not is_file:
            why = "it is a folder" if path.is_dir() else "it is not a file, or a link that leads nowhere"
            raise SiteError([words.FILE_UNREADABLE(at, target=named, why=why)])
        return path

    def _missing(self, named: str, inside: list[str], at: Place) -> Problem:
        known: dict[str, str] = {}
        alike = PICTURES if named.lower().endswith(PICTURES) else (posixpath.splitext(named)[1].lower(),)
        for candidate in inside:
            folder, written = posixpath.dirname(candidate), posixpath.dirname(named)
            names = [name for name in self._names(folder) if posixpath.splitext(name)[1].lower() in alike]
            known |= {posixpath.join(written, name): name for name in names}
        return words.FILE_MISSING(at, target=named, hint=did_you_mean(named, known))
