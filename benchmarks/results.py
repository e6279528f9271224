"""What was measured, by size and row, kept in results.json: a run replaces the rows that it measured and no other."""

from __future__ import annotations

import datetime
import json
import os
import platform
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ground import Row
from measure import Run
from peers import ROOT, memory_of_the_machine

FILE = Path(__file__).with_name("results.json")
# The size of what does not depend on any.
ANY = "any"

Results = dict[str, dict[str, Row]]


def load() -> Results:
    """What is kept; nothing before the first run."""
    if not FILE.is_file():
        return {}
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    return {size: {name: _read(row) for name, row in rows.items()} for size, rows in kept.items()}


def save(results: Results) -> None:
    """Keeps it, one line a row, so that a difference can be read."""
    sizes = []
    for size, rows in results.items():
        lines = [f"  {json.dumps(name)}: {json.dumps(_written(row), ensure_ascii=False)}" for name, row in rows.items()]
        sizes.append(f" {json.dumps(size)}: {{\n" + ",\n".join(lines) + "\n }")
    FILE.write_text("{\n" + ",\n".join(sizes) + "\n}\n", encoding="utf-8")


def merge(old: Results, new: Results) -> Results:
    """The new rows in the place of the old ones of the same size and name."""
    merged = {size: dict(rows) for size, rows in old.items()}
    for size, rows in new.items():
        merged[size] = merged.get(size, {}) | rows
    return merged


def circumstances(versions: Mapping[str, str]) -> str:
    """Day, programs, machine and its load, in a line. Goodword's commit is the last one that changed the program."""
    last = ["git", "log", "-1", "--format=%h", "--", "generator", "themes"]
    told = subprocess.run(last, cwd=ROOT, capture_output=True, text=True)
    named = "".join(f", {title} {version}" for title, version in versions.items())
    day = datetime.datetime.now(datetime.UTC)
    load = os.getloadavg()[0]
    return (
        f"{day:%Y-%m-%d}, Goodword at {told.stdout.strip() or 'no commit'}, Python {platform.python_version()}{named}; "
        f"{_machine()}, load {load:.1f} at the end"
    )


def _machine() -> str:
    model = platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        lines = info.read_text(encoding="utf-8").splitlines()
        model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), model)
    memory = memory_of_the_machine() / 2**30
    return f"{platform.system()} {platform.release().split('-')[0]}, {os.cpu_count()} x {model}, {memory:.0f} GiB"


def _read(row: dict[str, Any]) -> Row:
    runs = {name: [Run(wall, cpu) for wall, cpu in found] for name, found in row["runs"].items()}
    return Row(runs, row["peak"], row["facts"])


def _written(row: Row) -> dict[str, object]:
    runs = {name: [[round(one.wall, 4), round(one.cpu, 4)] for one in found] for name, found in row.runs.items()}
    facts = {name: round(fact, 4) if isinstance(fact, float) else fact for name, fact in row.facts.items()}
    return {"runs": runs, "peak": dict(row.peak), "facts": facts}
