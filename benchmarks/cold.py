"""Builds with nothing kept, each into a new folder: every generator and the raw writer in turn, and Goodword with fewer
advocates beside them, for what each further landing page costs."""

from __future__ import annotations

import functools
import sys
from collections.abc import Collection
from pathlib import Path

from ground import Ground, Row
from measure import Run, Step, in_turn, run
from outputs import assert_alike, assert_whole, bytes_of
from writer import write_manifest

_WRITER = Path(__file__).with_name("writer.py")


def measure(ground: Ground, rows: Collection[str]) -> dict[str, Row]:
    """The rows `cold` and `landing`, or one of them, of the same rounds."""
    steps: dict[str, Step] = {"goodword": functools.partial(ground.build, "goodword")}
    if "cold" in rows:
        steps |= {name: functools.partial(ground.build, name) for name in ground.peers}
    steps["writer"] = functools.partial(_write, ground, "goodword")
    if "landing" in rows:
        steps["few"] = functools.partial(ground.build, "few")
        steps["few written"] = functools.partial(_write, ground, "few")
    peak, pages = _first_round(ground, steps)
    needed = ground.used()
    cleared = 0

    def between(_: int) -> None:
        nonlocal cleared
        cleared += ground.make_room(needed)

    built = {name: bytes_of(ground.output(name, -1)) for name in steps if ground.output(name, -1).is_dir()}
    runs = in_turn(steps, ground.rounds, between)
    facts: dict[str, int | float | str] = {"pages": pages, "advocates": ground.size.advocates, "urls": ground.urls}
    facts |= {"few": ground.few.advocates, "cleared": cleared}
    found = {}
    if "cold" in rows:
        shown = ("goodword", *ground.peers, "writer")
        lengths = {f"bytes of {name}": built[name] for name in ("goodword", *ground.peers)}
        found["cold"] = Row({name: runs[name] for name in shown}, {name: peak[name] for name in shown}, facts | lengths)
    if "landing" in rows:
        shown = ("goodword", "few", "writer", "few written")
        found["landing"] = Row({name: runs[name] for name in shown}, {}, facts)
    return found


def _first_round(ground: Ground, steps: dict[str, Step]) -> tuple[dict[str, int], int]:
    """One round whose times are not counted: the programs come into memory, and what they built is looked at.

    Returns their peaks of memory in bytes, and the number of pages.
    """
    peak = {}
    pages = 0
    for name, step in steps.items():
        peak[name] = step(-1).peak
        if name == "goodword":
            pages = assert_whole(ground.corpus, ground.output("goodword", -1), ground.urls)
        if name in ("goodword", "few"):
            write_manifest(ground.output(name, -1), _manifest(ground, name))
    others = {name: ground.output(name, -1) for name in ground.peers if name in steps}
    assert_alike(ground.corpus, ground.output("goodword", -1), others)
    return peak, pages


def _manifest(ground: Ground, name: str) -> Path:
    return ground.home / f"{name}.manifest"


def _write(ground: Ground, name: str, number: int) -> Run:
    target = ground.output(f"{name}-written", number)
    return run([sys.executable, "-I", "-S", _WRITER, _manifest(ground, name), target], watch=number < 0)
