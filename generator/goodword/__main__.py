"""`python -m goodword`, and the program `goodword`."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import NoReturn

from goodword.cli import main


def run() -> NoReturn:
    """Runs the command line and leaves at once: the system frees what a build holds faster than Python does."""
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # nobody reads it any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
