"""Whether the outputs are still what was written: every file is read and digested, by several processes where many."""

from __future__ import annotations

import os
from collections.abc import Mapping

from goodword import files
from goodword.build.state import Made
from goodword.build.workers import MOST_JOBS, WorkerError, share

# Below this many files another process costs more than it brings.
WORTH_IT, AT_ONCE = 2_000, 250


def altered(output: str, recorded: Mapping[str, Made], workers: int) -> list[str]:
    """The paths of what is missing in the folder `output`, or is not what the record says; sorted."""
    paths = sorted(recorded)
    found: list[str] = []
    size = max(AT_ONCE, len(paths) // (MOST_JOBS // 2) + 1)

    def work(number: int) -> None:
        for path in paths[number * size : (number + 1) * size]:
            if not _is_as_written(f"{output}/{path}", recorded[path].digest):
                found.append(path)

    jobs = -(-len(paths) // size)
    if workers > 1 and len(paths) >= WORTH_IT:
        try:
            others = share(jobs, workers - 1, work, lambda: None, lambda: found)
            return sorted({*found, *(path for theirs in others for path in theirs)})
        except WorkerError:
            found.clear()
    for number in range(jobs):
        work(number)
    return sorted(found)


def _is_as_written(path: str, digest: bytes) -> bool:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            data = os.read(handle, os.fstat(handle).st_size + 1)
            while more := os.read(handle, 1 << 22):  # it grows, or is more than one call gives
                data += more
        finally:
            os.close(handle)
    except OSError:
        return False
    return files.digest_bytes(data) == digest
