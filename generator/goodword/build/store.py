"""The output folder: what Goodword wrote there, staging beside it, and putting the new site in its place.

A record of what was written is kept in the state folder. Everything is staged before anything in the
output changes. Files that Goodword did not write are never touched.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from goodword import files
from goodword.content.url_style import UrlStyle
from goodword.problems import OutsideError
from goodword.problems import output as told

RECORD_VERSION = 1
# The digest of a file of the new site, and where it lies until the commit; None where the output has it already.
Staged = tuple[str, str | None]
GENERATOR = b'<meta name="generator" content="Goodword"'
_UNKNOWN = ""
_OURS = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z0-9]+)*/)?(?:feed\.(?:xml|json)|404\.html)|sitemap(?:-\d+)?\.xml|robots\.txt"
    r"|api/testimonials\.json|_headers|_redirects|vercel\.json|nginx\.conf|goodword-s3\.json|\.nojekyll"
    r"|assets/.+\.[0-9a-f]{10}\.[a-z0-9]+|media/[0-9a-f]{16}\.(?:jpg|png|webp)|files/[0-9a-f]{16}/[^/]+"
)


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit did, as counts of files; `gone` are the addresses of pages that answer no longer."""

    written: int
    unchanged: int
    removed: int
    gone: tuple[str, ...] = ()


class Store:
    """One output folder and the record of it. Use within the site's lock."""

    def __init__(self, output: Path, state: Path) -> None:
        """Reads the record. Raises OutsideError when the folder is in use by somebody else, or cannot be read."""
        self._output = Path(os.path.realpath(output))
        name = files.digest(str(self._output).encode(), 8)
        self._record_path = state / f"output-{name}.json"
        self._stage = state / f"stage-{name}"
        self._staged: dict[str, Staged] = {}
        self._folded: dict[str, str] = {}
        self._number = 0
        try:
            self._record = self._read_record()
            self._claim()
            shutil.rmtree(self._stage, ignore_errors=True)
            self._stage.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._failed(error) from None

    def _read_record(self) -> dict[str, str]:
        """Path to digest of everything that Goodword wrote into the folder; adopted from its looks without a record."""
        try:
            loaded = json.loads(self._record_path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return self._adopted()
        written = loaded.get("files") if isinstance(loaded, dict) and loaded.get("version") == RECORD_VERSION else None
        # What the record names is going to be deleted one day: a damaged one must never lead out of the folder.
        if not isinstance(written, dict) or not all(
            files.is_safe_relative(path) and isinstance(digest, str) for path, digest in written.items()
        ):
            return self._adopted()
        return written

    def _adopted(self) -> dict[str, str]:
        """Without a record (the state may be deleted at any time): what bears Goodword's mark is Goodword's."""
        if not self._is_ours():
            return {}
        found = {}
        for path in files.walk(self._output):
            name = files.relative(path, self._output)
            if _OURS.fullmatch(name) or _is_marked(path):
                found[name] = _UNKNOWN
        return found

    def _is_ours(self) -> bool:
        index = self._output / "index.html"
        return index.is_file() and _is_marked(index)

    def _claim(self) -> None:
        if self._record or not self._output.exists():
            return
        foreign = next((path for path in self._output.iterdir() if not path.name.startswith(".")), None)
        if foreign is not None:
            raise OutsideError(told.NOT_OURS(None, folder=self._output.name))

    def stage(self, path: str, data: bytes) -> None:
        """Takes one file of the new site. Raises OutsideError when it cannot be kept; ValueError for a path twice."""
        if not files.is_safe_relative(path):
            raise ValueError(path)
        self._claim_path(path)
        digest = files.digest(data)
        if self._record.get(path) == digest and (self._output / path).is_file():
            self._staged[path] = (digest, None)
            return
        self._number += 1
        staged = f"{self._stage}/{os.getpid()}-{self._number}"
        try:
            _write(staged, data)
        except OSError as error:
            raise self._failed(error) from None
        self._staged[path] = (digest, staged)

    def _claim_path(self, path: str) -> None:
        if self._folded.setdefault(path.casefold(), path) != path or path in self._staged:
            raise ValueError(path)

    @property
    def staged(self) -> Mapping[str, Staged]:
        """What has been staged so far, by path."""
        return self._staged

    def adopt(self, staged: Mapping[str, Staged]) -> None:
        """Takes over what a copy of this store in a second process has staged. Raises ValueError for a path twice."""
        for path, kept in staged.items():
            self._claim_path(path)
            self._staged[path] = kept

    def start_over(self) -> None:
        """Forgets everything that was staged."""
        self._staged.clear()
        self._folded.clear()

    def commit(self, style: UrlStyle) -> Committed:
        """Puts the staged site in the place of the old one. Raises OutsideError; the next build finishes it then."""
        changed = {path: staged for path, (_, staged) in self._staged.items() if staged is not None}
        stale = [path for path in self._record if path not in self._staged]
        if not changed and not stale:
            self.discard()
            return Committed(0, len(self._staged), 0)
        self._check_foreign(changed)
        try:
            # From here on the record no longer vouches for what is about to change.
            touched = {**self._record, **dict.fromkeys([*changed, *stale], _UNKNOWN)}
            self._write_record(touched)
            folders: set[str] = set()
            for path, staged in changed.items():
                self._place(path, staged, folders)
            for path in stale:
                self._remove(path)
            self._write_record({path: digest for path, (digest, _) in sorted(self._staged.items())})
        except OSError as error:
            raise self._failed(error) from None
        self.discard()
        gone = style.gone(stale, self._staged)
        return Committed(len(changed), len(self._staged) - len(changed), len(stale), gone)

    def discard(self) -> None:
        """Drops what was staged."""
        shutil.rmtree(self._stage, ignore_errors=True)

    def _check_foreign(self, changed: dict[str, str]) -> None:
        for path, staged in changed.items():
            if path not in self._record and os.path.lexists(f"{self._output}/{path}"):
                target = self._output / path
                same = target.is_file() and not target.is_symlink() and target.read_bytes() == Path(staged).read_bytes()
                if not same:
                    raise OutsideError(told.FOREIGN_FILE(None, path=path))

    def _place(self, path: str, staged: str, made: set[str]) -> None:
        self._make_folder(path.rpartition("/")[0], made)
        try:
            os.replace(staged, f"{self._output}/{path}")  # noqa: PTH105 (once for every file)
        except OSError as error:
            if error.errno != errno.EXDEV:  # the state lies on another file system
                raise
            files.write_atomically(self._output / path, Path(staged).read_bytes())

    def _make_folder(self, folder: str, made: set[str]) -> None:
        """Makes a folder of the output, and remembers in `made` that it is there. Never goes through a link."""
        if folder in made:
            return
        if not folder:
            self._output.mkdir(parents=True, exist_ok=True)
        else:
            self._make_folder(folder.rpartition("/")[0], made)
            target = self._output / folder
            try:
                target.mkdir()
            except FileExistsError:
                if target.is_symlink():
                    raise OutsideError(told.THROUGH_LINK(None, path=folder)) from None
                if not target.is_dir():
                    if folder not in self._record:
                        raise
                    target.unlink()
                    target.mkdir()
        made.add(folder)

    def _remove(self, path: str) -> None:
        target = self._output / path
        inside = target.parents[: len(Path(path).parts) - 1]
        if (target.is_dir() and not target.is_symlink()) or any(folder.is_symlink() for folder in inside):
            return
        target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == self._output:
                break
            try:
                folder.rmdir()
            except OSError:
                break

    def _write_record(self, written: dict[str, str]) -> None:
        text = json.dumps({"version": RECORD_VERSION, "files": written}, separators=(",", ":"))
        files.write_atomically(self._record_path, text.encode())

    def _failed(self, error: OSError) -> OutsideError:
        path = Path(str(error.filename or self._output))
        shown = files.relative(path, self._output.parent)
        return OutsideError(told.DISK(None, path=shown, why=error.strerror or "unknown reason"))


def _write(path: str, data: bytes) -> None:
    """A new file. Path.write_bytes takes twice as long, and this is done for every file of a site. Raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)


def _is_marked(path: Path) -> bool:
    with path.open("rb") as file:
        return GENERATOR in file.read(4096)
