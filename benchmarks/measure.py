"""Running commands in turn, each measured with every process that it starts; medians and ratios of what was found."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import memory

# From linux/prctl.h: orphans below this process become its children, so that it can wait for them, too.
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Run:
    """One run: wall clock of the command, user + system of its whole tree of processes, in seconds.

    peak: bytes of memory of the tree, where it was looked at, else 0.
    """

    wall: float
    cpu: float
    peak: int = 0


Step = Callable[[int], Run]


def run(
    command: Sequence[str | Path], cwd: Path | None = None, env: Mapping[str, str] | None = None, watch: bool = False
) -> Run:
    """Runs a command and measures it. Raises RuntimeError with what it printed when it fails.

    The wall clock ends with the command itself. What it leaves running behind is waited for, and counts as CPU time.
    watch: look at the memory, which costs the command some time.
    """
    with tempfile.TemporaryFile() as told, _orphans_come_here():
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=told, stdin=subprocess.DEVNULL, process_group=0
        )
        try:
            with contextlib.ExitStack() as looking:
                seen = looking.enter_context(memory.Watch(process.pid)) if watch and memory.SUPPORTED else None
                _, status, usage = os.wait4(process.pid, 0)
                wall = time.perf_counter() - start
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu = usage.ru_utime + usage.ru_stime + _cpu_of_orphans(process.pid)
        if process.returncode:
            told.seek(0)
            text = told.read().decode(errors="replace")
            raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}\n{text}")
    unit = 1 if sys.platform == "darwin" else 1024
    peak = 0 if not watch else seen.peak if seen else usage.ru_maxrss * unit
    return Run(wall, cpu, peak)


@contextlib.contextmanager
def _orphans_come_here() -> Iterator[None]:
    """A child that its parent did not wait for is in nobody's figures, but in those of whoever does."""
    if not sys.platform.startswith("linux"):
        yield
        return
    system = ctypes.CDLL(None, use_errno=True)
    assert system.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0, os.strerror(ctypes.get_errno())
    try:
        yield
    finally:
        system.prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _cpu_of_orphans(group: int) -> float:
    """Seconds of the processes of the tree that outlived their parents; asserts that none is left."""
    seconds = 0.0
    with contextlib.suppress(ChildProcessError):
        while True:
            _, _, usage = os.wait4(-group, 0)
            seconds += usage.ru_utime + usage.ru_stime
    if memory.SUPPORTED:
        left = memory.members(group)
        assert not left, f"not waited for, so not counted: {left}"
    return seconds


def in_turn(
    steps: Mapping[str, Step], rounds: int, between: Callable[[int], None] = lambda _: None
) -> dict[str, list[Run]]:
    """A B A B ...: every step once a round, so that whatever else the machine does falls on all of them.

    Each step is given the number of its round. between: called before each round.
    """
    done: dict[str, list[Run]] = {name: [] for name in steps}
    for number in range(rounds):
        between(number)
        for name, step in steps.items():
            done[name].append(step(number))
    return done


def spread(values: Sequence[float], form: str = "{:.2f}") -> str:
    """Median, with the smallest and the largest where there are several."""
    low, middle, high = (form.format(value) for value in (min(values), statistics.median(values), max(values)))
    return f"{middle} ({low}-{high})" if len(values) > 1 else middle
