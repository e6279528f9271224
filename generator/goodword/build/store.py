"""The output folder: what Goodword wrote there, staging beside it, and putting the new site in its place.

Everything is staged before anything in the output changes. Files that Goodword did not write are never touched. What
has been written, and from what, is recorded in `State`; what may be half done after a kill is noted there first, so
that the next build makes it again.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import stat
from collections.abc import Iterable, Mapping
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

from goodword import files
from goodword.build.placing import (
    Swap,
    check_folder,
    check_tree,
    check_writable,
    drop_parts,
    place_tree,
    remove,
    swapper,
)
from goodword.build.report import Committed
from goodword.build.state import BEGUN, GONE, Made, State
from goodword.build.verifying import altered
from goodword.content.url_style import UrlStyle
from goodword.outputs.hosts.rule_files import MARK
from goodword.problems import OutsideError
from goodword.problems import output as told

GENERATOR = b'<meta name="generator" content="Goodword"'
_OURS = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z0-9]+)*/)?(?:feed\.(?:xml|json)|404\.html)|sitemap(?:-\d+)?\.xml"
    r"|api/(?:testimonials|search\.[a-z]{2,3}(?:-[a-z0-9]+)*)\.json|embed/goodword\.js"
    r"|embed/(?:[a-z]{2,3}(?:-[a-z0-9]+)*/)?(?:wall|carousel|badge|logos|quote-[0-9a-f]{10})\.json"
    r"|(?:[a-z]{2,3}(?:-[a-z0-9]+)*/)?cards/(?:site|testimonials|case-studies|awards|advocates|programs)/[^/]+\.jpg"
    r"|assets/.+\.[0-9a-f]{10}\.[a-z0-9]+|media/[0-9a-f]{16}\.(?:avif|jpg|png|svg|webp)|files/[0-9a-f]{16}/[^/]+"
)
# Files that people also write themselves: without a record or a mark they are Goodword's where it writes them again.
_MAY_BE_OURS = frozenset(
    {"robots.txt", "_headers", "_redirects", "vercel.json", "nginx.conf", "goodword-s3.json", ".nojekyll"}
)
# Pages whose address is their only lock.
_KITS = "share/"
_KEPT, _IN_TREE = -1, 0
# From so many files on it pays to ask the system for a way to exchange them.
_MANY = 50


class Staged(NamedTuple):
    """An output of the new site. where: -1 where it lies already, 0 in the tree, else the number of a loose file."""

    made: Made
    where: int
    process: int = 0


class Store:
    """One output folder. Use within the site's lock."""

    def __init__(self, output: Path, folder: Path, state: State) -> None:
        """Raises OutsideError when the folder is in use by somebody else, or cannot be read."""
        self._output = Path(os.path.realpath(output))
        self._state = state
        self._stage = f"{folder}/stage-{files.digest(str(self._output).encode(), 8)}"
        self._staged: dict[str, Staged] = {}
        self._folded: dict[str, str] = {}
        self._number = 0
        self._absent: dict[str, bool] = {}
        self._unsure: set[str] = set()
        self._made: set[str] = set()
        try:
            self._begun = state.fact(BEGUN) is not None
            recorded = {} if self._begun else state.outputs()
            # What the record names is going to be deleted one day: a damaged one must never lead out of the folder.
            self._is_recorded = bool(recorded) and files.are_safe_relative(recorded)
            self._record = self._standing(recorded) if self._is_recorded else self._adopted()
            self._claim()
            self._clear_stage()
        except (OSError, sqlite3.Error) as error:
            raise self.failed(error) from None

    def _clear_stage(self) -> None:
        # What lies in the stage is published: it must never be a link to somebody else's folder, nor half cleared.
        if os.path.islink(self._stage) or os.path.isfile(self._stage):
            os.unlink(self._stage)
        shutil.rmtree(self._stage, ignore_errors=True)
        Path(self._stage).mkdir(parents=True)

    def _standing(self, recorded: dict[str, Made]) -> dict[str, Made]:
        """The record, without trust in what lay below anything at the top of the folder that is missing."""
        tops = {path.partition("/")[0] for path in recorded}
        there = {top for top in tops if (self._output / top).exists()}
        if not there:  # another folder, or none
            self._is_recorded = False
            return self._adopted()
        if there == tops:
            return recorded
        return {path: made if path.partition("/")[0] in there else GONE for path, made in recorded.items()}

    def _adopted(self) -> dict[str, Made]:
        """Without a record (the state may be deleted at any time): what bears Goodword's mark is Goodword's."""
        if not self._output.is_dir() or not (self._begun or self._is_ours()):
            return {}
        found = {}
        for path in files.walk(self._output):
            name = files.relative(path, self._output)
            if _OURS.fullmatch(name) or _is_marked(path):
                found[name] = GONE
            elif name in _MAY_BE_OURS:
                found[name] = GONE
                self._unsure.add(name)
        return found

    def _is_ours(self) -> bool:
        index = self._output / "index.html"
        return index.is_file() and _is_marked(index)

    def _claim(self) -> None:
        if self._record or self._begun or not self._output.exists():
            return
        foreign = next((path for path in self._output.iterdir() if not path.name.startswith(".")), None)
        if foreign is not None:
            raise OutsideError(told.NOT_OURS(None, folder=self._output.name))

    @property
    def recorded(self) -> Mapping[str, Made]:
        """What Goodword wrote before, by path."""
        return self._record

    def forget(self) -> None:
        """Has every output made and written again."""
        self._record = dict.fromkeys(self._record, GONE)

    def verify(self, workers: int) -> None:
        """Looks at every output: what is missing, or not what was written, is made again."""
        for path in altered(str(self._output), self._record, workers):
            self._record[path] = GONE

    def is_current(self, path: str, key: bytes) -> bool:
        """Whether the output is there, made from just what `key` stands for."""
        made = self._record.get(path)
        return made is not None and made.key == key

    def keep(self, path: str) -> None:
        """Takes an output as it is into the new site. Raises ValueError for a path twice."""
        self._claim_path(path)
        self._staged[path] = Staged(self._record[path], _KEPT)

    def keep_all(self, paths: Iterable[str]) -> bool:
        """Takes outputs as they are into the new site, if all of them are there; else none. Raises ValueError."""
        there = list(paths)
        try:
            made = list(map(self._record.__getitem__, there))
        except KeyError:
            return False
        if GONE in made:
            return False
        folded = dict(zip(map(str.casefold, there), there, strict=True))
        if len(folded) < len(there) or not self._folded.keys().isdisjoint(folded):
            for path in there:
                self._claim_path(path)
        self._folded.update(folded)
        self._staged.update(zip(there, map(Staged, made, repeat(_KEPT)), strict=False))
        return True

    def stage(self, path: str, key: bytes, data: bytes) -> None:
        """Takes one file of the new site. Raises OutsideError when it cannot be kept; ValueError for a path twice."""
        if not files.is_safe_relative(path):
            raise ValueError(path)
        self._claim_path(path)
        made = Made(key, files.digest_bytes(data))
        before = self._record.get(path)
        if before is not None and before.digest == made.digest:
            self._staged[path] = Staged(made, _KEPT)
            return
        try:
            where = self._put(path, data)
        except OSError as error:
            raise self.failed(error) from None
        self._staged[path] = Staged(made, where, os.getpid())

    def _put(self, path: str, data: bytes) -> int:
        folder = path.rpartition("/")[0]
        # kits lie there under a number: whatever a killed build leaves must not tell their addresses
        if not path.startswith(_KITS) and self._is_absent(folder):
            self._make_folder(folder)
            _write(f"{self._stage}/tree/{path}", data)
            return _IN_TREE
        self._number += 1
        _write(f"{self._stage}/{os.getpid()}-{self._number}", data)
        return self._number

    def _is_absent(self, folder: str) -> bool:
        """Whether nothing of the name stands in the output: then the new folder can be put there as a whole."""
        if folder not in self._absent:
            above = folder.rpartition("/")[0]
            absent = bool(folder) and self._is_absent(above)
            self._absent[folder] = absent or not os.path.isdir(f"{self._output}/{folder}")
        return self._absent[folder]

    def _make_folder(self, folder: str) -> None:
        if folder in self._made:
            return
        if folder:
            self._make_folder(folder.rpartition("/")[0])
        with contextlib.suppress(FileExistsError):  # another process was first
            os.mkdir(f"{self._stage}/tree/{folder}")
        self._made.add(folder)

    def _claim_path(self, path: str) -> None:
        folded = path.casefold()
        if self._folded.setdefault(path if folded == path else folded, path) != path or path in self._staged:
            raise ValueError(path)

    @property
    def staged(self) -> Mapping[str, Staged]:
        """What has been staged so far, by path."""
        return self._staged

    def adopt(self, staged: Mapping[str, Staged]) -> None:
        """Takes over what a copy of this store in a worker has staged. Raises ValueError for a path twice."""
        for path, kept in staged.items():
            self._claim_path(path)
            self._staged[path] = kept

    def start_over(self) -> None:
        """Forgets everything that was staged."""
        self._staged.clear()
        self._folded.clear()
        self._made.clear()
        shutil.rmtree(f"{self._stage}/tree", ignore_errors=True)

    def changes(self) -> tuple[dict[str, Staged], list[str]]:
        """The outputs that a commit writes, and the paths that it removes."""
        written = {path: staged for path, staged in self._staged.items() if staged.where != _KEPT}
        return written, [path for path in self._record if path not in self._staged and path not in self._unsure]

    def commit(self, style: UrlStyle) -> Committed:
        """Puts the staged site in the place of the old one. Raises OutsideError; the next build finishes it then.

        Whatever is new comes first, and what goes comes last, so that no page leads to something that is not there.
        """
        written, stale = self.changes()
        if written or stale:
            try:
                self._check_foreign(written)
                loose = [path for path, staged in written.items() if staged.where != _IN_TREE]
                check_writable(str(self._output), [*loose, *stale])
                self._state.distrust([*written, *stale], everything=not self._is_recorded)
                self._output.mkdir(parents=True, exist_ok=True)
                if os.stat(self._stage).st_dev != os.stat(self._output).st_dev:
                    drop_parts(str(self._output), [path for path, made in self._record.items() if made == GONE])
                # new files that pages load, new folders, new pages, what replaces something; stale pages, then others
                loaded = {path for path in loose if path not in self._record and not _is_page(path)}
                for path in sorted(loaded):
                    self._place(path, written[path])
                place_tree(f"{self._stage}/tree", str(self._output), self._record)
                swap = swapper() if len(loose) > _MANY else None
                for path in sorted(loose, key=lambda path: (path in self._record, _is_page(path), path)):
                    if path not in loaded:
                        self._place(path, written[path], swap if path in self._record else None)
                for path in sorted(stale, key=_is_page, reverse=True):
                    remove(self._output, path)
            except (OSError, sqlite3.Error) as error:
                raise self.failed(error) from None
        self.discard()  # before the record says that all is done, or a build that is killed here leaves it for good
        kits = [path for path in stale if path.startswith(_KITS)]
        gone = style.gone([path for path in stale if not path.startswith(_KITS)], self._staged)
        return Committed(len(written), len(self._staged) - len(written), len(stale), gone, len(kits))

    def _place(self, path: str, staged: Staged, swap: Swap | None = None) -> None:
        folder = path.rpartition("/")[0]
        if path.startswith(_KITS):
            os.makedirs(f"{self._output}/{folder}", exist_ok=True)
        source, target = f"{self._stage}/{staged.process}-{staged.where}", f"{self._output}/{path}"
        is_file = swap is not None and os.path.isfile(target) and not os.path.islink(target)
        if swap is None or not is_file or not swap(source, target):
            place_tree(source, target, self._record)

    def discard(self) -> None:
        """Drops what was staged."""
        shutil.rmtree(self._stage, ignore_errors=True)

    def _check_foreign(self, written: dict[str, Staged]) -> None:
        """Raises OutsideError for what others put where something of the site belongs, before anything changes."""
        seen: set[str] = set()
        check_tree(f"{self._stage}/tree", str(self._output), self._record)
        for path, staged in written.items():
            if staged.where == _IN_TREE:
                continue
            check_folder(str(self._output), path.rpartition("/")[0], self._record, seen)
            target = f"{self._output}/{path}"
            try:
                mode = os.lstat(target).st_mode
            except (FileNotFoundError, NotADirectoryError):
                continue
            is_free = not stat.S_ISDIR(mode)
            if path not in self._record:
                source = Path(f"{self._stage}/{staged.process}-{staged.where}")
                is_free = stat.S_ISREG(mode) and Path(target).read_bytes() == source.read_bytes()
            if not is_free:
                raise OutsideError(told.FOREIGN_FILE(None, path=path))

    def failed(self, error: OSError | sqlite3.Error) -> OutsideError:
        """What is told when the disk refuses."""
        if isinstance(error, sqlite3.Error):
            return OutsideError(told.DISK(None, path=".goodword/", why=str(error)))
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


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def _is_marked(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(4096)
        return GENERATOR in head or (path.name in _MAY_BE_OURS and head.startswith(MARK.encode()))
