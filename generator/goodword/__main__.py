"""`python -m goodword` is the same as `goodword`."""

from __future__ import annotations

import sys

from goodword.cli import main

if __name__ == "__main__":
    sys.exit(main())
