"""What one build keeps for the next below `.goodword/`: it can be deleted at any time, and a build does without it.

What was built and from what is the store's matter.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, MutableMapping
from pathlib import Path

from goodword import files
from goodword.content.markdown import MarkdownRenderer
from goodword.outputs.theme import shipped_themes

STATE = ".goodword"
# So many texts nobody needs are kept in any case: a passage that is taken out often comes back.
_SPARE = 200


def pictures_of(root: Path) -> PictureCache:
    """The cache of encoded pictures of the site in `root`."""
    return PictureCache(root / STATE / "pictures")


def templates_of(root: Path) -> tuple[Path, Path]:
    """Where compiled templates are kept: those of the site in `root`, made if it is not there, and the shipped ones.

    What is shipped lies beside its source, as Python keeps its own, for all sites together. Raises OSError.
    """
    folder = root / STATE / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return folder, shipped_themes() / "__pycache__"


class MarkdownCache:
    """Sanitised HTML by the digest of its Markdown, in a small SQLite file; without it everything is read anew.

    What was made by another edition of the program is dropped. texts: what is kept, all of it in memory, so that a
    second process can use it too.
    """

    def __init__(self, root: Path, edition: bytes) -> None:
        self._path = root / STATE / "markdown.sqlite"
        self._edition = edition
        self.texts: dict[bytes, str] = {}
        with contextlib.suppress(sqlite3.Error), self._opened() as database:
            found = database.execute("select key, html from texts where edition = ?", (edition,))
            self.texts = {key: html for key, html in found if isinstance(html, str)}

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with contextlib.closing(sqlite3.connect(self._path, isolation_level=None, timeout=0)) as database:
            database.execute("pragma synchronous = off")
            database.execute("create table if not exists texts(key blob primary key, edition blob, html text)")
            yield database

    def keep(self, markdown: MarkdownRenderer) -> None:
        """Keeps what is new; what was not needed this time is dropped once it is the larger part."""
        used = markdown.used | markdown.new.keys()
        if not markdown.new and len(self.texts) <= _SPARE + 2 * len(used):
            return
        with contextlib.suppress(sqlite3.Error), self._opened() as database:
            database.execute("begin immediate")
            rows = ((key, self._edition, html) for key, html in markdown.new.items())
            database.executemany("insert or replace into texts values (?, ?, ?)", rows)
            database.execute("delete from texts where edition <> ?", (self._edition,))
            if len(self.texts) > _SPARE + 2 * len(used):
                stale = ((key,) for key in self.texts.keys() - used)
                database.executemany("delete from texts where key = ?", stale)
            database.execute("commit")


class PictureCache(MutableMapping[str, bytes]):
    """Encoded pictures by key, a file each; what cannot be kept is made again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, key: str) -> bytes:
        try:
            return self._path(key).read_bytes()
        except OSError:
            raise KeyError(key) from None

    def __setitem__(self, key: str, data: bytes) -> None:
        try:
            files.write_atomically(self._path(key), data)
        except OSError:
            return

    def __delitem__(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def __iter__(self) -> Iterator[str]:
        return (path.name for path in files.walk(self._folder))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _path(self, key: str) -> Path:
        return self._folder / files.digest(key.encode())
