"""How far a long command is, on a terminal only: one line on stderr that goes away when the work is done."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TextIO

PATIENCE = 1.0
BETWEEN = 0.1


class Progress:
    """`with Progress("Rendering pages", total=1000) as step:` and `step()` after each, or `step(25)`.

    Shows nothing in the first second, nothing where stderr is no terminal; at most ten updates a second.
    """

    def __init__(self, label: str, total: int | None = None, stream: TextIO | None = None) -> None:
        self._label, self._total, self._done = label, total, 0
        self._stream = stream or sys.stderr
        self._next = time.monotonic() + PATIENCE if self._stream.isatty() else float("inf")
        self._width = 0

    def __call__(self, steps: int = 1) -> None:
        self._done += steps
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + BETWEEN
        of = f" of {self._total:,}" if self._total else ""
        line = f"{self._label}: {self._done:,}{of}"
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
