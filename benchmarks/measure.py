"""Running commands in turn and measuring each as a whole process; the raw writer that both generators are held against.

`python measure.py MANIFEST FOLDER` is that writer: it writes as many files of the same sizes, and does nothing else.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Callable[[int], Sequence[str | Path]]


@dataclass(frozen=True)
class Run:
    """One run: wall clock and user + system of the process and its children, in seconds; peak memory in bytes."""

    wall: float
    cpu: float
    peak: int


def run(command: Sequence[str | Path], cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Run:
    """Runs a command and measures it. Raises RuntimeError with what it printed when it fails."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        told = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}\n{told.decode(errors='replace')}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def in_turn(steps: Mapping[str, Callable[[int], Run]], rounds: int) -> dict[str, list[Run]]:
    """A B A B ...: every step once a round, so that whatever else the machine does falls on all of them."""
    done: dict[str, list[Run]] = {name: [] for name in steps}
    for number in range(rounds):
        for name, step in steps.items():
            done[name].append(step(number))
    return done


def spread(values: Sequence[float], form: str = "{:.2f}") -> str:
    """Median, with the smallest and the largest."""
    low, middle, high = (form.format(value) for value in (min(values), statistics.median(values), max(values)))
    return f"{middle} ({low}-{high})"


def ratios(some: Sequence[Run], others: Sequence[Run], value: Callable[[Run], float]) -> list[float]:
    """Of each round, by how much the first took more than the second."""
    return [value(one) / value(other) for one, other in zip(some, others, strict=True)]


def write_manifest(built: Path, manifest: Path) -> None:
    """Lists the files below `built` with their sizes."""
    with manifest.open("w", encoding="utf-8") as target:
        for path in sorted(path for path in built.rglob("*") if path.is_file()):
            target.write(f"{path.stat().st_size} {path.relative_to(built).as_posix()}\n")


def write_files(manifest: Path, folder: Path) -> None:
    """Writes the files of a manifest into a folder that does not exist yet; what is in them means nothing."""
    rows = [line.rstrip("\n").split(" ", 1) for line in manifest.read_text(encoding="utf-8").splitlines()]
    block = memoryview(b"0123456789abcde\n" * (max(int(size) for size, _ in rows) // 16 + 1))
    made: set[str] = set()
    for size, name in rows:
        path = f"{folder}/{name}"
        parent = os.path.dirname(path)  # noqa: PTH120 (the floor has to be as low as it can be)
        if parent not in made:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103
            made.add(parent)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        os.write(handle, block[: int(size)])
        os.close(handle)


if __name__ == "__main__":
    write_files(Path(sys.argv[1]), Path(sys.argv[2]))
