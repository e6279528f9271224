"""What `goodword kit` has written, so that it can take away what is no longer allowed, and nothing else.

The record is written before the first file and after the last one. A run that is killed leaves one that names more
files than there are, never fewer; the next run finishes what it began.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from goodword import files
from goodword.desk import out
from goodword.desk.private import SHOWN, Private
from goodword.problems import OutsideError, Problem
from goodword.problems import kit_desk as told

KITS = "kits"
NAME = f"{KITS}/written.json"


# By the advocate's id the files of the kit, as paths below private/out/.
Written = Mapping[str, tuple[str, ...]]


def load(private: Private) -> dict[str, tuple[str, ...]]:
    """What earlier runs wrote; nothing where there is no record. Raises OutsideError for one that cannot be read."""
    try:
        written = msgspec.json.decode((private.out / NAME).read_bytes(), type=dict[str, tuple[str, ...]])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError):
        raise _unreadable() from None
    if not all(_is_ours(path) for paths in written.values() for path in paths):
        raise _unreadable()
    return written


def _unreadable() -> OutsideError:
    return OutsideError(told.BAD_RECORD(None, path=f"{SHOWN}/out/{NAME}"))


def _is_ours(path: str) -> bool:
    return files.is_safe_relative(path) and path.startswith(f"{KITS}/") and path != NAME


def joined(one: Written, other: Written) -> dict[str, tuple[str, ...]]:
    """All files of both."""
    return {name: (*dict.fromkeys((*one.get(name, ()), *other.get(name, ()))),) for name in one.keys() | other.keys()}


def save(private: Private, written: Written) -> None:
    """Keeps it. Raises OutsideError as `out.write` does."""
    data = msgspec.json.encode(dict(sorted(written.items())))
    out.write(private, NAME, msgspec.json.format(data, indent=1) + b"\n")


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
