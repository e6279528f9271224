"""`python -m goodword`, and the program `goodword`."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import NoReturn

# A command makes many objects that stay, and next to no cycles, which are looked for from so many objects on. It counts
# from here: what is imported are some hundred thousand.
gc.set_threshold(1_000_000, 50, 100)

from goodword.cli import main  # noqa: E402


def run() -> NoReturn:
    """Runs the command line and leaves at once: the system frees what a build holds faster than Python does."""
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # nobody reads it any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
