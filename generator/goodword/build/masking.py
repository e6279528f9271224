"""Share kits in the record of a build: their addresses stand there as digests, and are found again in the folder.

Whoever reads `.goodword/` (a cache that a host keeps, say) learns no address of a kit from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from goodword import files

_FOLDER = "share"
_KIT = re.compile(rf"{_FOLDER}/([a-z2-7]{{26}})(?=[/.])")
_NAME = re.compile(r"[a-z2-7]{26}")


def masked(path: str) -> str:
    """`path` of the output, with a digest where it holds the address of a kit."""
    return _KIT.sub(lambda match: _mask(match[1]), path) if path.startswith(_FOLDER) else path


def unmasked(paths: Iterable[str], output: Path) -> dict[str, str]:
    """The path of the output that each of `paths` stands for; that of a kit which is not there stays as it is."""
    kits = [path for path in paths if path.startswith(f"{_FOLDER}/~")]
    if not kits:
        return {}
    try:
        # also the hidden name that a kit has while it is copied from another file system
        there = {found[0] for path in (output / _FOLDER).iterdir() if (found := _NAME.search(path.name))}
    except OSError:
        return {}
    known = {_mask(name): f"{_FOLDER}/{name}" for name in there}
    size = len(_mask(""))
    return {path: known[path[:size]] + path[size:] for path in kits if path[:size] in known}


def _mask(name: str) -> str:
    return f"{_FOLDER}/~{files.digest(name.encode())}"
