"""Which changes on disk call for a new build.

The site's folder is watched flat, for site.yaml and for folders that come and go; the folders below it in depth.
output/, .goodword/ and private/ are never watched: a build that caused the next one would not end.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from watchfiles import Change, awatch

from goodword.outputs.theme import shipped_themes
from goodword.problems import Problem
from goodword.problems import serving as told

FOLDERS = ("content", "themes")
FILES = ("site.yaml", "site.yml")
# Milliseconds: how long it must be quiet, and how long a burst of changes may go on before it counts as one. Quiet is
# short, since it is waited for after each save; what it cuts in two is built twice, and only the second is told.
QUIET, LONGEST = 15, 600
POLL = 700
# Seconds until a folder that has just come is looked at once more: what was put in before it was watched.
SETTLED = 0.3
# What editors and systems write beside a file: swap and backup files, vim's probe, Finder and Explorer.
_PASSING = re.compile(
    r"\..*|.*~|#.*#|4913|.*\.(?:sw[a-z]|tmp|temp|part|bak|crdownload)|Thumbs\.db|desktop\.ini|__pycache__"
)


def counts(path: str, root: Path) -> bool:
    """Whether a change at `path` may change the site: nothing hidden, nothing that an editor leaves for a moment."""
    try:
        parts = Path(path).relative_to(root).parts
    except ValueError:
        parts = (Path(path).name,)
    return not any(_PASSING.fullmatch(part) for part in parts)


class Watching:
    """Calls `changed` with the paths of every burst of changes (of whole folders where no more is known), and `warn`
    once when it has to look instead of being told.
    """

    def __init__(self, root: Path, changed: Callable[[set[str]], None], warn: Callable[[Problem], None]) -> None:
        self._root = root.resolve()
        self._changed, self._warn = changed, warn
        self._again = asyncio.Event()
        self._polling = False

    async def run(self) -> None:
        """Watches until it is cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._watch_root())
            group.create_task(self._watch_folders())

    async def _watch_root(self) -> None:
        while True:
            async for changes in self._changes([self._root], False, asyncio.Event()):
                named = {(Path(path).name, change) for change, path in changes if Path(path).parent == self._root}
                # A folder of the same name may be another one now, which nobody watches yet.
                if any(name in FOLDERS and change != Change.modified for name, change in named):
                    self._again.set()
                if known := {name for name, _ in named if name in (*FILES, *FOLDERS)}:
                    self._changed(known)
            await asyncio.sleep(SETTLED)

    async def _watch_folders(self) -> None:
        first = True
        while True:
            self._again = asyncio.Event()
            folders = self._folders()
            if not first:
                asyncio.get_running_loop().call_later(SETTLED, self._changed, set(FOLDERS))
            first = False
            if not folders:
                await self._again.wait()
                continue
            async for changes in self._changes(folders, True, self._again):
                counted = {path for _, path in changes if any(counts(path, one) for one in folders)}
                if counted:
                    self._changed(counted)
                if any(not folder.is_dir() for folder in folders):
                    break
            await asyncio.sleep(0.05)

    def _folders(self) -> list[Path]:
        found = [self._root / name for name in FOLDERS]
        shipped = shipped_themes().resolve()
        if "site-packages" not in shipped.parts and shipped != found[1].resolve():
            found.append(shipped)
        return [folder for folder in found if folder.is_dir()]

    async def _changes(
        self, paths: list[Path], recursive: bool, stop: asyncio.Event
    ) -> AsyncIterator[set[tuple[Change, str]]]:
        try:
            async for changes in awatch(
                *paths,
                watch_filter=None,
                debounce=LONGEST,
                step=QUIET,
                stop_event=stop,
                recursive=recursive,
                force_polling=self._polling or None,
                poll_delay_ms=POLL,
                rust_timeout=1000,
            ):
                yield changes
        except (OSError, RuntimeError) as error:
            # No more watches, a file system without them, or a folder that has gone meanwhile.
            if not isinstance(error, FileNotFoundError) and not self._polling:
                self._polling = True
                self._warn(told.CANNOT_WATCH(None, why=str(error) or type(error).__name__))
            await asyncio.sleep(SETTLED)
