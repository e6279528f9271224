"""Worker processes that take part in a long row of jobs. Knows nothing of sites.

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
# What a pipe holds before a writer has to wait for a reader, unless the user has very many of them (pipe(7) of Linux).
MOST_JOBS = 65_536 // _WIDTH


class WorkerError(Exception):
    """A worker did not come to its end; what it did is lost."""


def processors() -> int:
    """How many processes can work at the same time; 1 where they cannot be had, as from a process with threads."""
    if sys.platform != "linux" or not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def may_work(wanted: int | None) -> int:
    """How many processes are to work where `wanted` were asked for (None: one for each processor)."""
    return (wanted or processors()) if hasattr(os, "fork") else 1


def share(
    jobs: int, others: int, work: Callable[[int], None], first: Callable[[], None], gather: Callable[[], Any]
) -> list[Any]:
    """Runs work(0) to work(jobs - 1), each in one of 1 + `others` processes; gives what `gather` gives in the others.

    This process runs `first` before it takes jobs. Raises whatever `first` and `work` raise here,
    WorkerError when one of the others failed or could not be had.
    """
    if jobs > MOST_JOBS:
        raise ValueError(jobs)
    queue, entrance = os.pipe()
    numbers = b"".join(job.to_bytes(_WIDTH) for job in range(jobs))
    try:
        os.set_blocking(entrance, False)
        fits = not numbers or os.write(entrance, numbers) == len(numbers)
    except BlockingIOError:
        fits = False
    finally:
        os.close(entrance)
    if not fits:
        os.close(queue)
        raise WorkerError
    team: list[tuple[int, int]] = []
    failed = False
    answers: list[bytes] = []
    try:
        for _ in range(others):
            team.append(_begin(queue, [answer for _, answer in team], work, gather))
        first()
        for job in _claimed(queue):
            work(job)
        for _, answer in team:
            with os.fdopen(answer, "rb", closefd=False) as source:
                answers.append(source.read())
    finally:
        os.close(queue)
        for child, answer in team:
            os.close(answer)
            if len(answers) < len(team):
                os.kill(child, signal.SIGKILL)
        for child, _ in team:
            failed = os.waitpid(child, 0)[1] != 0 or failed
    if failed:
        raise WorkerError
    return [pickle.loads(data) for data in answers]  # written by our own children


def _begin(queue: int, others: list[int], work: Callable[[int], None], gather: Callable[[], Any]) -> tuple[int, int]:
    """Starts one worker: its process, and where its answer comes from."""
    answer, told = os.pipe()
    parent = os.getpid()
    try:
        child = os.fork()
    except OSError:  # too many processes, too little memory: one can do it, too
        os.close(answer)
        os.close(told)
        raise WorkerError from None
    if child == 0:
        for other in (answer, *others):
            os.close(other)
        _work(parent, queue, told, work, gather)
    os.close(told)
    return child, answer


def _claimed(queue: int) -> Iterator[int]:
    while number := os.read(queue, _WIDTH):
        yield int.from_bytes(number)


def _work(parent: int, queue: int, told: int, work: Callable[[int], None], gather: Callable[[], Any]) -> None:
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
