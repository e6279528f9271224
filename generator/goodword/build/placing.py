"""Moving what was staged into the output folder, and removing what is stale there. Never through a link."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Container, Iterable
from pathlib import Path

from goodword.problems import OutsideError
from goodword.problems import output as told

# What pages load comes before the pages.
_FIRST = ("assets", "media", "files")


def place_tree(source: str, target: str, ours: Container[str], path: str = "") -> None:
    """Moves the file or folder `source` to `target`: a folder as a whole where there is none, else what is in it.

    ours: the paths in the output that Goodword wrote; path: that of `target`. Raises OSError, OutsideError.
    """
    if not os.path.lexists(source):
        return
    is_folder = os.path.isdir(source)
    if is_folder and os.path.lexists(target):
        if os.path.islink(target):
            raise OutsideError(told.THROUGH_LINK(None, path=path))
        if os.path.isdir(target):
            for name in sorted(os.listdir(source), key=lambda name: (name not in _FIRST, name)):
                place_tree(f"{source}/{name}", f"{target}/{name}", ours, f"{path}/{name}".lstrip("/"))
            return
        if path not in ours:
            raise OSError(errno.EEXIST, os.strerror(errno.EEXIST), target)
        os.unlink(target)
    _move(source, target)


def check_tree(source: str, target: str, ours: Container[str], path: str = "") -> None:
    """Raises OutsideError or OSError where `place_tree` could not put a folder, before it has moved anything."""
    if not os.path.lexists(target) or not os.path.isdir(source):
        return
    if path and os.path.islink(target):
        raise OutsideError(told.THROUGH_LINK(None, path=path))
    if os.path.isdir(target):
        entries = list(os.scandir(source))
        for entry in entries:
            if entry.is_dir():
                check_tree(entry.path, f"{target}/{entry.name}", ours, f"{path}/{entry.name}".lstrip("/"))
        if not all(entry.is_dir() and os.path.isdir(f"{target}/{entry.name}") for entry in entries):
            _check_writable(target)
    elif path and path not in ours:
        raise OutsideError(told.FOREIGN_FILE(None, path=path))


Swap = Callable[[str, str], bool]


def swapper() -> Swap:
    """Gives a function that exchanges two files of one file system in one step, and says whether it could.

    To replace a file by another makes some file systems (ext4) write the new one to the disk at once, which takes
    several times as long as all the rest; an exchange does not. renameat2(2) of Linux; elsewhere nothing is exchanged.
    """
    if sys.platform != "linux":
        return lambda one, other: False
    import ctypes

    call = getattr(ctypes.CDLL(None), "renameat2", None)
    if call is None:
        return lambda one, other: False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return lambda one, other: call(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0


def _move(source: str, target: str) -> None:
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:  # the state lies on another file system
            raise OSError(error.errno, error.strerror, target) from None  # whoever put it there knows this name
        part = _part(target)
        _drop(part)
        try:
            _copy(source, part)
            os.replace(part, target)
        except OSError as error:
            _drop(part)
            raise OSError(error.errno, error.strerror, target) from None


def _copy(source: str, target: str) -> None:
    if not os.path.isdir(source):
        shutil.copyfile(source, target)
        return
    os.mkdir(target)
    for name in os.listdir(source):
        _copy(f"{source}/{name}", f"{target}/{name}")


def _part(target: str) -> str:
    """The hidden name that a file or folder has while it is copied from another file system."""
    folder, _, name = target.rpartition("/")
    return f"{folder}/.{name}.part"


def _drop(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.unlink(path)


def drop_parts(output: str, paths: Iterable[str]) -> None:
    """Removes what a build that was killed has left of its copies of `paths`, and of the folders that they are in."""
    seen: set[str] = set()
    for path in paths:
        while path and path not in seen:
            seen.add(path)
            _drop(_part(f"{output}/{path}"))
            path = path.rpartition("/")[0]


def check_folder(output: str, folder: str, ours: Container[str], seen: set[str]) -> None:
    """Raises OutsideError where a folder of the output is a link, or a file of somebody else; `seen` remembers those
    that are neither.
    """
    if folder and folder not in seen:
        check_folder(output, folder.rpartition("/")[0], ours, seen)
        if os.path.islink(f"{output}/{folder}"):
            raise OutsideError(told.THROUGH_LINK(None, path=folder))
        if folder not in ours and os.path.isfile(f"{output}/{folder}"):
            raise OutsideError(told.FOREIGN_FILE(None, path=folder))
        seen.add(folder)


def check_writable(output: str, paths: Iterable[str]) -> None:
    """Raises OSError where a folder may not be changed in which files of the output are to be put or removed."""
    seen: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in seen:
            seen.add(folder)
            if os.path.isdir(f"{output}/{folder}"):
                _check_writable(f"{output}/{folder}")
                break
            folder = folder.rpartition("/")[0]


def _check_writable(folder: str) -> None:
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), folder)


def remove(output: Path, path: str) -> None:
    """Removes one file of the output, and the folders that are empty then. Raises OSError."""
    target = output / path
    inside = target.parents[: len(Path(path).parts) - 1]
    if (target.is_dir() and not target.is_symlink()) or any(folder.is_symlink() for folder in inside):
        return
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == output:
            break
        try:
            folder.rmdir()
        except OSError:
            break
