"""How much memory a tree of processes takes at most, all of them together.

On Linux the sum of the proportional set sizes (a page that several processes share counts once, in parts), looked at
about every 20 ms; see proc_pid_smaps_rollup(5). Elsewhere nothing here can be had: SUPPORTED says so.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from types import TracebackType

_PROC = Path("/proc")
_EVERY = 0.02
# What lives for the blink of an eye is looked at more often.
_AT_FIRST, _EVERY_AT_FIRST = 0.1, 0.002
# Looking at a big process takes time, and holds it up: it may do so for a quarter of the time.
_REST = 3
SUPPORTED = (_PROC / "self" / "smaps_rollup").is_file()


def proportional(process: int) -> int:
    """Bytes of memory that a process answers for; 0 when it is gone."""
    try:
        told = (_PROC / str(process) / "smaps_rollup").read_bytes()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in told.splitlines() if line.startswith(b"Pss:")), 0)


def members(group: int) -> list[int]:
    """The processes of a process group that run now."""
    found = []
    for entry in _PROC.iterdir():
        if not entry.name.isdigit():
            continue
        try:
            told = (entry / "stat").read_bytes()
        except OSError:
            continue
        # the name, in brackets, may hold anything; state, parent and group follow it
        state, _, its_group = told[told.rindex(b")") + 2 :].split(maxsplit=3)[:3]
        if int(its_group) == group and state != b"Z":
            found.append(int(entry.name))
    return found


class Watch:
    """Looks at a process group as long as it is entered; `peak` is the most that was seen, in bytes."""

    def __init__(self, group: int) -> None:
        self.peak = 0
        self._group = group
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        begin = time.perf_counter()
        pause = 0.0
        while not self._over.wait(pause):
            start = time.perf_counter()
            self.peak = max(self.peak, sum(proportional(process) for process in members(self._group)))
            every = _EVERY_AT_FIRST if start - begin < _AT_FIRST else _EVERY
            pause = max(every, _REST * (time.perf_counter() - start))
