"""What is going to be written, and writing it: new files only, but for a list that gets one more row."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from goodword import files
from goodword.problems import Place, Problems
from goodword.problems import scaffolding as told


class Planned(Struct, frozen=True):
    """One file: its path below the folder it is written to, its bytes, and whether it takes the place of one."""

    path: str
    data: bytes
    replaces: bool = False


def write(planned: Sequence[Planned], folder: Path) -> list[Path]:
    """Writes all of `planned` below `folder`, or nothing; returns the paths, in order.

    Raises SiteError when one of them is there already (under any spelling of large and small letters), OSError when
    the disk refuses.
    """
    problems = Problems()
    for one in planned:
        standing = None if one.replaces else _standing(folder, one.path)
        if standing:
            problems.add(told.FILE_EXISTS(Place(standing)))
    problems.raise_errors()
    for one in planned:
        files.write_atomically(folder / one.path, one.data)
    return [folder / one.path for one in planned]


def _standing(folder: Path, path: str) -> str | None:
    """The path of what is there under this name, as it is written on the disk."""
    target = folder / path
    if os.path.lexists(target):
        return path
    if not target.parent.is_dir():
        return None
    name = target.name.casefold()
    other = next((found.name for found in target.parent.iterdir() if found.name.casefold() == name), None)
    return (PurePosixPath(path).parent / other).as_posix() if other else None
