"""What a command has written below private/out/, by whom it is about, so that it can take it away, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from goodword import files
from goodword.desk import out
from goodword.desk.private import SHOWN, Private
from goodword.problems import OutsideError, Rule

# By a person's id the files about them, as paths below private/out/.
Written = Mapping[str, tuple[str, ...]]


def load(private: Private, name: str, is_ours: Callable[[str], bool], broken: Rule) -> dict[str, tuple[str, ...]]:
    """The record in the file `name`; nothing where there is none.

    is_ours: whether the command can have written a path. Raises OutsideError with `broken` for a record that cannot be
    read, or names other files.
    """
    unreadable = OutsideError(broken(None, path=f"{SHOWN}/out/{name}"))
    try:
        written = msgspec.json.decode((private.out / name).read_bytes(), type=dict[str, tuple[str, ...]])
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise unreadable from None
    if not all(files.is_safe_relative(path) and is_ours(path) for paths in written.values() for path in paths):
        raise unreadable
    return written


def joined(one: Written, other: Written) -> dict[str, tuple[str, ...]]:
    """All files of both."""
    return {name: (*dict.fromkeys((*one.get(name, ()), *other.get(name, ()))),) for name in one.keys() | other.keys()}


def save(private: Private, name: str, written: Written) -> None:
    """Keeps it. Raises OutsideError as `out.write` does."""
    data = msgspec.json.encode(dict(sorted(written.items())))
    out.write(private, name, msgspec.json.format(data, indent=1) + b"\n")
