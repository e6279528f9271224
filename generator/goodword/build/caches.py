"""What one build keeps for the next below `.goodword/`: it can be deleted at any time, and a build does without it.

What was built and from what is the store's matter.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Iterator, MutableMapping
from pathlib import Path

from goodword import files
from goodword.outputs.theme import shipped_themes

STATE = ".goodword"
# So many files of pictures that nobody needs are kept in any case, and besides as many as are needed: a preview shows
# others than the site, and what is taken out often comes back.
SPARE_PICTURES = 200


def pictures_of(root: Path) -> PictureCache:
    """The cache of encoded pictures of the site in `root`."""
    return PictureCache(root / STATE / "pictures")


def cards_of(root: Path) -> PictureCache:
    """The cache of share cards of the site in `root`."""
    return PictureCache(root / STATE / "cards")


def templates_of(root: Path) -> tuple[Path, Path]:
    """Where compiled templates are kept: those of the site in `root`, made if it is not there, and the shipped ones.

    What is shipped lies beside its source, as Python keeps its own, for all sites together. Raises OSError.
    """
    folder = root / STATE / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    shipped = shipped_themes() / "__pycache__"
    with contextlib.suppress(OSError):  # installed by somebody else: then the site's own folder takes them
        shipped.mkdir(exist_ok=True)
    return folder, shipped


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

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._path(key).is_file()

    def clear(self) -> None:
        """Forgets everything."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def keep_only(self, keys: Iterable[str]) -> None:
        """Drops what stands under any other key."""
        wanted = {self._path(key) for key in keys}
        with contextlib.suppress(OSError):
            for path in files.walk(self._folder):
                if path not in wanted:
                    path.unlink(missing_ok=True)

    def __delitem__(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def __iter__(self) -> Iterator[str]:
        return (path.name for path in files.walk(self._folder))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _path(self, key: str) -> Path:
        return self._folder / files.digest(key.encode())
