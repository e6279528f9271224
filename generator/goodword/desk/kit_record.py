"""What `goodword kit` has written, so that it can take away what is no longer allowed, and nothing else.

The record is written before the first file and after the last one. A run that is killed leaves one that names more
files than there are, never fewer; the next run finishes what it began.
"""

from __future__ import annotations

from collections.abc import Iterable

from goodword.desk import out, record
from goodword.desk.private import SHOWN, Private
from goodword.desk.record import Written
from goodword.problems import Problem
from goodword.problems import kit_desk as told

KITS = "kits"
NAME = f"{KITS}/written.json"


def load(private: Private) -> dict[str, tuple[str, ...]]:
    """What earlier runs wrote; nothing where there is no record. Raises OutsideError for one that cannot be read."""
    return record.load(private, NAME, _is_ours, told.BAD_RECORD)


def _is_ours(path: str) -> bool:
    return path.startswith(f"{KITS}/") and path != NAME


def save(private: Private, written: Written) -> None:
    """Keeps it. Raises OutsideError as `out.write` does."""
    record.save(private, NAME, written)


def mend(private: Private, written: Written) -> None:
    """Takes away what killed runs left half written: beside the tables, and in the folders of kits."""
    folders = {KITS, *(path.rpartition("/")[0] for paths in written.values() for path in paths)}
    for folder in sorted(folders):
        out.remove_parts(private, folder)


def forget(private: Private, names: Iterable[str]) -> list[Problem]:
    """Takes these files away; tells which of their folders stay because somebody else has written there."""
    folders = set()
    for name in names:
        out.remove(private, name)
        folder = "/".join(name.split("/")[:2])
        if folder != name:
            folders.add(folder)
    left = sorted(folder for folder in folders if (private.out / folder).is_dir())
    return [told.OTHER_FILES(None, path=f"{SHOWN}/out/{folder}/") for folder in left]
