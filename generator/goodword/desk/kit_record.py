"""What `goodword kit` has written, so that it can take away what is no longer allowed, and nothing else.

The record is written before the first file and after the last one. A run that is killed leaves one that names more
files than there are, never fewer; the next run finishes what it began.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from goodword import files
from goodword.desk import out
from goodword.desk.private import SHOWN, Private
from goodword.problems import OutsideError, Problem
from goodword.problems import kit_desk as told

KITS = "kits"
NAME = f"{KITS}/written.json"


class Record(msgspec.Struct, forbid_unknown_fields=True):
    """kits: by the advocate's id the files of the kit, as paths below private/out/. finished: no run was broken off."""

    kits: dict[str, tuple[str, ...]] = {}
    finished: bool = True


def load(private: Private) -> Record:
    """What earlier runs wrote; nothing where there is no record. Raises OutsideError for one that cannot be read."""
    path = private.out / NAME
    try:
        record = msgspec.json.decode(path.read_bytes(), type=Record)
    except FileNotFoundError:
        return Record()
    except (OSError, msgspec.DecodeError):
        raise _unreadable() from None
    if not all(_is_ours(name) for names in record.kits.values() for name in names):
        raise _unreadable()
    return record


def _unreadable() -> OutsideError:
    return OutsideError(told.BAD_RECORD(None, path=f"{SHOWN}/out/{NAME}"))


def _is_ours(path: str) -> bool:
    return files.is_safe_relative(path) and path.startswith(f"{KITS}/") and path != NAME


def save(private: Private, record: Record) -> None:
    """Keeps it. Raises OutsideError as `out.write` does."""
    ordered = Record(dict(sorted(record.kits.items())), record.finished)
    out.write(private, NAME, msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n")


def mend(private: Private, names: Iterable[str]) -> None:
    """Takes away what a killed run left half written of the files with these paths."""
    for name in (NAME, *names):
        path = private.out / name
        if path.parent.is_dir():
            out.remove_parts(path.parent, path.name)


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
