"""Writing below `private/out/`: whole files, in one step each, never through a link, never anywhere else."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from goodword import files
from goodword.build.lock import held
from goodword.desk.private import SHOWN, Private
from goodword.problems import OutsideError, Rule
from goodword.problems import desk as told


@contextlib.contextmanager
def alone(private: Private, name: str, taken: Rule) -> Iterator[None]:
    """Keeps every other run that asks for the lock `name` from writing.

    Raises OutsideError with `taken` when one of them is at work, or where nothing can be written.
    """
    try:
        _refuse_links(private.out, private.out / name)
        private.out.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise OutsideError(told.NOT_WRITTEN(None, path=f"{SHOWN}/out/{name}", why=why)) from None
    with held(private.out / name, f"{SHOWN}/out/{name}", taken):
        yield


def write(private: Private, path: str, data: bytes, *, lasting: bool = False) -> Path:
    """Replaces `private/out/<path>` by `data`, readable by the owner only. Returns the file's place.

    lasting: as in `files.write_atomically`. Raises OutsideError where that cannot be; ValueError for a path that leads
    out of the folder.
    """
    if not files.is_safe_relative(path):
        raise ValueError(path)
    target = private.out / path
    try:
        _refuse_links(private.out, target)
        if _holds(target, data):
            return target
        for folder in target.relative_to(private.folder).parents[::-1]:
            (private.folder / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        files.write_atomically(target, data, lasting=lasting, mode=0o600)
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise OutsideError(told.NOT_WRITTEN(None, path=f"{SHOWN}/out/{path}", why=why)) from None
    return target


def _holds(target: Path, data: bytes) -> bool:
    """Whether it says so already, for its owner only: replacing a file takes ten times as long as reading it."""
    try:
        found = target.stat()
        return found.st_size == len(data) and found.st_mode & 0o777 == 0o600 and target.read_bytes() == data
    except OSError:
        return False


def remove(private: Private, path: str) -> None:
    """Takes `private/out/<path>` away, and its folders below `out` once they are empty.

    What is not there is no mistake. Raises OutsideError where it cannot be; ValueError for a path that leads out.
    """
    if not files.is_safe_relative(path):
        raise ValueError(path)
    target = private.out / path
    try:
        _refuse_links(private.out, target)
        if not target.parent.is_dir():
            return
        target.unlink(missing_ok=True)
        for folder in target.relative_to(private.out).parents[:-1]:
            if any((private.out / folder).iterdir()):
                break
            (private.out / folder).rmdir()
    except OSError as error:
        raise _kept(path, error) from None


def remove_parts(private: Private, folder: str) -> None:
    """Takes away what runs that were killed left half written in `private/out/<folder>`. Raises OutsideError."""
    place = private.out / folder
    try:
        _refuse_links(private.out, place / "any")
        for part in place.glob(".*.part") if place.is_dir() else ():
            part.unlink()
    except OSError as error:
        raise _kept(folder, error) from None


def _kept(path: str, error: OSError) -> OutsideError:
    why = error.strerror or "unknown reason"
    return OutsideError(told.NOT_REMOVED(None, path=f"{SHOWN}/out/{path}", why=why))


def _refuse_links(out: Path, target: Path) -> None:
    """A link below `out` would carry what is private to where it leads."""
    for folder in (out, *target.relative_to(out).parents[::-1]):
        inside = out / folder
        if inside.is_symlink():
            raise OSError(None, "a folder on the way is a link")
    if target.is_symlink():
        target.unlink()
