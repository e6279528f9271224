"""What one output folder was built from, in `.goodword/`: a small SQLite file that can be deleted at any time.

Deleting it, or damaging it, costs time and never correctness.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from goodword import files
from goodword.build.inputs import Inputs
from goodword.build.masking import masked, unmasked

VERSION = 1
_SCHEMA = """
create table facts(name text primary key, value blob not null) without rowid;
create table inputs(path text primary key, digest blob not null) without rowid;
create table outputs(path text primary key, key blob not null, digest blob not null, build integer not null,
                     why text not null) without rowid;
create table builds(number integer primary key, day text not null, changed text not null);
"""
# How many builds are remembered with the inputs that had changed.
_BUILDS = 500
# The fact that a build into an empty folder has begun: what lies there and looks like its own is its own.
BEGUN = "begun"


# Primary result codes of SQLite (https://sqlite.org/rescode.html) that tell of the disk or of another process: PERM,
# BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN, AUTH. With any other the file is not what was written.
_DISK = frozenset({3, 5, 6, 7, 8, 10, 13, 14, 23})


class DamagedError(Exception):
    """The file is not as it was written; `forget` it and begin again."""


@contextlib.contextmanager
def _whole() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 1) & 0xFF in _DISK:
            raise
        raise DamagedError(str(error)) from None


class Made(NamedTuple):
    """An output as it was last written: its key, the digest of its bytes; both empty where it has to be made again."""

    key: bytes
    digest: bytes


class Told(NamedTuple):
    """Why and when an output was last written: in which build, on which day, which inputs had changed then."""

    why: str
    build: int
    day: str
    changed: tuple[str, ...]


GONE = Made(b"", b"")


class State:
    """The state of one output folder. `is_new`: nothing is known of it. Use within the site's lock; close it.

    Whatever is asked of it raises DamagedError where the file is damaged.
    """

    def __init__(self, folder: Path, output: Path) -> None:
        """Raises OSError or sqlite3.Error where it cannot be kept."""
        self._path, self._output = _path(folder, output), output
        self.is_new = False
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._database = self._opened()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # the disk, not the file's content
                raise
            self._path.unlink()
            self._database = self._opened()

    def _opened(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, isolation_level=None, timeout=0)
        try:
            # After a loss of power the file may be damaged: that is found out, and it is begun anew.
            database.execute("pragma synchronous = off")
            (version,) = database.execute("pragma user_version").fetchone()
            if version == VERSION:
                return database
            for (name,) in database.execute("select name from sqlite_master where type = 'table'").fetchall():
                database.execute(f"drop table {name}")
            database.executescript(f"begin;{_SCHEMA} pragma user_version = {VERSION}; commit;")
        except BaseException:
            database.close()
            raise
        self.is_new = True
        return database

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    @_whole()
    def fact(self, name: str) -> bytes | None:
        """A fact that the last finished build left."""
        row = self._database.execute("select value from facts where name = ?", (name,)).fetchone()
        return row[0] if row and isinstance(row[0], bytes) else None

    @_whole()
    def inputs(self) -> Inputs:
        """What the last finished build had read."""
        rows = self._database.execute("select path, digest from inputs").fetchall()
        _check(rows, str, bytes)
        return dict(rows)

    @_whole()
    def outputs(self) -> dict[str, Made]:
        """Everything that lies in the output folder and is Goodword's."""
        rows = self._database.execute("select path, key, digest from outputs").fetchall()
        _check(rows, str, bytes, bytes)
        paths, keys, digests = zip(*rows, strict=True) if rows else ((), (), ())
        kits = unmasked(paths, self._output)
        if kits:
            paths = tuple(kits.get(path, path) for path in paths)
        return dict(zip(paths, map(Made, keys, digests), strict=True))

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._database.execute("begin immediate")
        try:
            yield self._database
        except BaseException:
            self._database.execute("rollback")
            raise
        self._database.execute("commit")

    @_whole()
    def distrust(self, paths: Iterable[str], *, everything: bool) -> None:
        """Notes, before the output changes, what may be half done; `everything`: whatever lies in the folder."""
        with self._transaction() as database:
            database.execute("delete from facts")
            if everything:
                database.execute("delete from outputs")
                database.execute("insert into facts values (?, x'01')", (BEGUN,))
                return
            database.executemany(
                "insert into outputs values (?, x'', x'', 0, '')"
                " on conflict(path) do update set key = x'', digest = x''",
                ((masked(path),) for path in paths),
            )

    @_whole()
    def finish(
        self,
        made: Iterable[tuple[str, Made, str]],
        kept: Iterable[tuple[str, Made]],
        gone: Iterable[str],
        read: Inputs,
        changed: Iterable[str],
        day: str,
        facts: Mapping[str, bytes],
    ) -> None:
        """Records a finished build. made: outputs that were written, and why; kept: those with another key only."""
        with self._transaction() as database:
            (last,) = database.execute("select coalesce(max(number), 0) from builds").fetchone()
            database.executemany(
                "insert or replace into outputs values (?, ?, ?, ?, ?)",
                ((masked(path), *one, last + 1, why) for path, one, why in made),
            )
            database.executemany(
                "update outputs set key = ?, digest = ? where path = ?", ((*one, masked(path)) for path, one in kept)
            )
            database.executemany("delete from outputs where path = ?", ((masked(path),) for path in gone))
            database.execute("delete from facts")
            database.executemany("insert into facts values (?, ?)", facts.items())
            known = dict(database.execute("select path, digest from inputs"))
            database.executemany("delete from inputs where path = ?", ((path,) for path in known.keys() - read.keys()))
            new = ((path, digest) for path, digest in read.items() if known.get(path) != digest)
            database.executemany("insert or replace into inputs values (?, ?)", new)
            database.execute("insert into builds values (?, ?, ?)", (last + 1, day, "\n".join(changed)))
            database.execute("delete from builds where number <= ?", (last + 1 - _BUILDS,))


def _check(rows: list[tuple[object, ...]], *types: type) -> None:
    """Raises DamagedError where a column holds anything but its type."""
    for expected, column in zip(types, zip(*rows, strict=True), strict=False):
        if set(map(type, column)) != {expected}:
            raise DamagedError("values of the wrong type")


def forget(folder: Path, output: Path) -> None:
    """Drops all that is known of `output`. Raises OSError."""
    path = _path(folder, output)
    for one in (path, path.with_name(f"{path.name}-journal")):
        one.unlink(missing_ok=True)


def told_of(folder: Path, output: Path, path: str) -> Told | None:
    """Why the file `path` of `output` was last written; None where that is not known. Writes nothing, needs no lock."""
    place = _path(folder, output)
    if not place.is_file():
        return None
    with contextlib.suppress(sqlite3.Error):
        with contextlib.closing(sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True, timeout=0)) as database:
            row = database.execute(
                "select why, build, day, changed from outputs join builds on number = build where path = ?",
                (masked(path),),
            ).fetchone()
        if row is not None:
            why, build, day, changed = row
            return Told(why, build, day, tuple(changed.split("\n")) if changed else ())
    return None


def _path(folder: Path, output: Path) -> Path:
    return folder / f"state-{files.digest(str(output).encode(), 8)}.sqlite"
