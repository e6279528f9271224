"""A second process that takes part in a long row of jobs. Knows nothing of sites.

The queue is a pipe that holds the number of every job: whoever is free reads the next one.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

_WIDTH = 4
# What a pipe holds at least before a writer has to wait for a reader (pipe(7) of Linux).
MOST_JOBS = 65_536 // _WIDTH


class SecondProcessError(Exception):
    """The second process did not come to its end; what it did is lost."""


def may_fork() -> bool:
    """Whether a second process can be had and would help: on Linux, with another processor, and no other thread."""
    return (
        sys.platform == "linux"
        and hasattr(os, "fork")
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0)) > 1
    )


def share(jobs: int, work: Callable[[int], None], first: Callable[[], None], gather: Callable[[], Any]) -> Any:
    """Runs work(0) to work(jobs - 1), each in one of two processes; returns what `gather` gives in the second one.

    This process runs `first` before it takes jobs. Raises whatever `first` and `work` raise here,
    SecondProcessError when the second one failed.
    """
    if jobs > MOST_JOBS:
        raise ValueError(jobs)
    queue, entrance = os.pipe()
    os.write(entrance, b"".join(job.to_bytes(_WIDTH) for job in range(jobs)))
    os.close(entrance)
    answer, told = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(answer)
        _be_second(parent, queue, told, work, gather)
    os.close(told)
    done = False
    try:
        first()
        for job in _claimed(queue):
            work(job)
        with os.fdopen(answer, "rb", closefd=False) as source:
            data = source.read()
        done = True
    finally:
        os.close(queue)
        os.close(answer)
        if not done:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if status:
        raise SecondProcessError
    return pickle.loads(data)  # written by our own child


def _claimed(queue: int) -> Iterator[int]:
    while number := os.read(queue, _WIDTH):
        yield int.from_bytes(number)


def _be_second(parent: int, queue: int, told: int, work: Callable[[int], None], gather: Callable[[], Any]) -> None:
    """Never returns, and leaves without the parent's clearing up (locks, folders, buffered text)."""
    status = 1
    try:
        for job in _claimed(queue):
            if os.getppid() != parent:  # nobody waits for it any more
                break
            work(job)
        with os.fdopen(told, "wb") as target:
            pickle.dump(gather(), target, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)
