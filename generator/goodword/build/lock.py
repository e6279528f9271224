"""One build at a time for each site: a lock that the system lets go of when its process ends, however it ends."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from goodword.problems import OutsideError, Rule
from goodword.problems import output as told


@contextlib.contextmanager
def site_lock(state: Path) -> Iterator[None]:
    """Holds the site's lock in the folder `state`. Raises OutsideError when somebody else does."""
    try:
        state.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise OutsideError(told.DISK(None, path=f"{state.name}/lock", why=why)) from None
    with held(state / "lock", f"{state.name}/lock", told.LOCKED):
        yield


@contextlib.contextmanager
def held(lock: Path, shown: str, taken: Rule) -> Iterator[None]:
    """Holds the lock in the file `lock`, which people call `shown`. Raises OutsideError with `taken` if others do."""
    try:
        import fcntl
    except ImportError:  # Windows: no lock, and none of the systems Goodword promises to run on
        yield
        return
    try:
        handle = lock.open("ab")
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise OutsideError(told.DISK(None, path=shown, why=why)) from None
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise OutsideError(taken(None)) from None
        yield
