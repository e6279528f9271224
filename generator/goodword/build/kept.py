"""What one build worked out and the next may need again, by a digest of what it was worked out from.

A small SQLite file in `.goodword/`; without it everything is worked out anew. What another edition of the program made
is not used.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from goodword import files

T = TypeVar("T")
# The kind of rendered Markdown; the others are those of `content.recall`.
TEXT = "text"
# Kinds of small values, of which there are many: they are read all at once, and so many that nobody needs are kept in
# any case: a passage that is taken out often comes back.
_SMALL, _SPARE = frozenset({TEXT, "front"}), 200
_VERSION, _SEAL = 1, 16
_SCHEMA = "create table kept(kind text, key blob, edition blob, value blob, primary key (kind, key))"


def key_of(*parts: bytes | str) -> bytes:
    """One digest of several things."""
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8) + data)
    return whole.digest()


class Kept:
    """The file. What is asked for or put is kept by `save`; of large values nothing else is."""

    def __init__(self, folder: Path, edition: bytes) -> None:
        self._path = folder / "kept.sqlite"
        self._edition = edition
        self._new: dict[tuple[str, bytes], bytes] = {}
        self._used: set[tuple[str, bytes]] = set()
        self._loaded: dict[str, dict[bytes, bytes]] = {}

    def get(self, kind: str, key: bytes) -> bytes | None:
        """What was kept under `key`; None where there is nothing."""
        if kind in _SMALL:
            value = self.all(kind).get(key)
            if value is not None:
                self._used.add((kind, key))
            return value
        with contextlib.suppress(sqlite3.Error, OSError), self._opened() as database:
            row = database.execute(
                "select value from kept where kind = ? and key = ? and edition = ?", (kind, key, self._edition)
            ).fetchone()
            value = _sound(row[0]) if row is not None else None
            if value is not None:
                self._used.add((kind, key))
            return value
        return None

    def recall(self, kind: str, parts: tuple[bytes | str, ...], wanted: type[T], make: Callable[[], T]) -> T:
        """See `content.recall.Recall`."""
        key = key_of(*parts)
        data = self.get(kind, key)
        if data is not None:
            return msgspec.msgpack.decode(data, type=wanted)
        made = make()
        self.put(kind, key, msgspec.msgpack.encode(made))
        return made

    def all(self, kind: str) -> dict[bytes, bytes]:
        """Everything that was kept of one kind, by key; tell `use` what was needed of it."""
        if kind not in self._loaded:
            self._loaded[kind] = {}
            with contextlib.suppress(sqlite3.Error, OSError), self._opened() as database:
                found = database.execute(
                    "select key, value from kept where kind = ? and edition = ?", (kind, self._edition)
                )
                sound = ((key, _sound(value)) for key, value in found)
                self._loaded[kind] = {key: value for key, value in sound if value is not None}
        return self._loaded[kind]

    def use(self, kind: str, keys: set[bytes]) -> None:
        """Says that these were needed."""
        self._used.update((kind, key) for key in keys)

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Keeps a value."""
        self._new[kind, key] = value
        self._used.add((kind, key))

    def save(self) -> None:
        """Writes what is new, and drops what was not needed once it is the larger part."""
        with contextlib.suppress(sqlite3.Error, OSError), self._opened() as database:
            (count,) = database.execute("select count(*) from kept").fetchone()
            # of small values so many are spared; to look at each of them takes time
            spared = [] if count > _SPARE + 2 * len(self._used) else sorted(_SMALL)
            asked = f"select kind, key from kept where kind not in ({', '.join('?' * len(spared))})"
            there = {(kind, bytes(key)) for kind, key in database.execute(asked, spared)}
            stale = there - self._used
            if not self._new and not stale:
                return
            database.execute("begin immediate")
            database.execute("delete from kept where edition <> ?", (self._edition,))
            database.executemany("delete from kept where kind = ? and key = ?", stale)
            rows = ((*one, self._edition, _sealed(value)) for one, value in self._new.items())
            database.executemany("insert or replace into kept values (?, ?, ?, ?)", rows)
            database.execute("commit")

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """The file; begun anew where it is not one of ours, or of another version."""
        try:
            database = self._connected()
        except sqlite3.OperationalError:  # the disk, not what the file holds
            raise
        except sqlite3.DatabaseError:
            self._path.unlink()
            database = self._connected()
        with contextlib.closing(database):
            yield database

    def _connected(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, isolation_level=None, timeout=0)
        try:
            database.execute("pragma synchronous = off")
            if database.execute("pragma user_version").fetchone() != (_VERSION,):
                script = f"begin; drop table if exists kept; {_SCHEMA}; pragma user_version = {_VERSION}; commit;"
                database.executescript(script)
        except BaseException:
            database.close()
            raise
        return database


def _sealed(value: bytes) -> bytes:
    return files.digest_bytes(value) + value


def _sound(sealed: object) -> bytes | None:
    """The value, where it is just what was kept: a damaged one may still look like one."""
    if not isinstance(sealed, bytes) or files.digest_bytes(sealed[_SEAL:]) != sealed[:_SEAL]:
        return None
    return sealed[_SEAL:]
