"""RESULTS.md: what was measured, as tables for people."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping

import memory
from corpus import SIZES
from goals import GOALS, each_further
from ground import Row
from measure import Run, spread
from results import ANY, Results

_TITLES = {
    "goodword": "Goodword",
    "hugo": "Hugo",
    "eleventy": "Eleventy",
    "writer": "the same files, only written",
    "pass": "`python -c pass`",
}
_OPENING = """\
# What a build takes

Written by `make bench`, which builds one and the same site with Goodword and other generators in turn; how and why:
[README.md](README.md). Whole trees of processes, medians (smallest-largest); the runs themselves are in
[results.json](results.json). Each row is of the day that stands under its table.
"""
_WARM = {
    "nothing": "nothing changed: nothing written",
    "verify": "nothing changed, `--verify`: nothing written",
    "edit": "one testimonial edited",
    "worst": "the testimonial edited that most landing pages show",
    "tagline": "site.yaml: tagline edited",
    "name": "site.yaml: name edited, every page changes",
}


def report(results: Results) -> str:
    """All of it."""
    parts = [_OPENING, "## Goals\n", *_goals(results)]
    for size in (size for size in SIZES if size in results):
        parts += [f"\n## {size}\n", *_size(size, results[size])]
    return "\n".join(parts) + "\n"


def _goals(results: Results) -> Iterator[str]:
    yield "| size | what | at most | measured | |"
    yield "| --- | --- | ---: | ---: | --- |"
    for goal in GOALS:
        measured, kept = goal.judged(results)
        verdict = {True: "kept", False: "**missed**", None: ""}[kept]
        size = "" if goal.size == ANY else goal.size
        yield f"| {size} | {goal.what} | {goal.most:g} | {measured} | {verdict} |"
    if ANY in results:
        yield from _when(results[ANY])


def _size(name: str, rows: Mapping[str, Row]) -> Iterator[str]:
    size = SIZES[name]
    counts = f"{size.testimonials:,} testimonials, {size.cases:,} case studies, {size.awards:,} awards"
    yield f"{counts}, {size.advocates:,} advocates."
    cold, landing = rows.get("cold"), rows.get("landing")
    if cold:
        yield from _cold(name, cold)
    if landing and landing.runs:
        yield from _landing(landing)
    if "kits" in rows:
        yield from _kits(rows["kits"])
    if "cards" in rows:
        yield from _cards(rows["cards"])
    if "pictures" in rows:
        yield from _pictures(rows["pictures"])
    warm = {row: rows[row] for row in _WARM if row in rows}
    if warm:
        yield from _warm(warm)
    yield from _when(rows)


def _cold(name: str, row: Row) -> Iterator[str]:
    facts = row.facts
    lengths = ", ".join(
        f"{_TITLES[peer]} {float(facts[f'bytes of {peer}']) / 1e6:.1f} MB"
        for peer in row.runs
        if f"bytes of {peer}" in facts
    )
    yield f"{int(facts['pages']):,} pages: {lengths}."
    if int(facts["advocates"]) < SIZES[name].advocates:
        yield f"Disk or inodes did not suffice, so these are {int(facts['advocates']):,} advocates."
    if name == "XL":
        style = "URL style `file`" if facts["urls"] else "URL style `directory`, since the program does not know `file`"
        yield f"{style}. Goodword and the raw writer alone."
    if facts["cleared"]:
        yield "The disk did not hold the outputs of all rounds: earlier ones were deleted between rounds."
    peak = "peak MB" if memory.SUPPORTED else "peak MB of the largest process"
    yield f"\n| cold build | wall s | CPU s | {peak} | rounds |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for peer, runs in row.runs.items():
        yield f"| {_TITLES[peer]} | {_times(runs)} | {row.peak[peer] / 1e6:.0f} | {len(runs)} |"


def _landing(row: Row) -> Iterator[str]:
    ours, written = each_further(row, "goodword", "few"), each_further(row, "writer", "few written")
    few, many = int(row.facts["few"]), int(row.facts["advocates"])
    yield f"\nEach further landing page, between {few:,} and {many:,}: {ours * 1e6:.0f} us of CPU time, against"
    yield f"{written * 1e6:.0f} us for writing a file of its size into a folder of its kind."


def _kits(row: Row) -> Iterator[str]:
    runs, count = row.runs, int(row.facts["kits"])
    each = (_cpu(runs["kits"]) - _cpu(runs["goodword"])) / count
    yield f"\nWith {count:,} share kits, each of which takes {each * 1e6:.0f} us of CPU time:"
    yield "\n| build | wall s | CPU s | rounds |"
    yield "| --- | ---: | ---: | ---: |"
    for name, what in (
        ("goodword", "cold, without kits"),
        ("kits", "cold, with kits"),
        ("edit", "one testimonial edited"),
    ):
        yield f"| {what} | {_times(runs[name])} | {len(runs[name])} |"


def _cards(row: Row) -> Iterator[str]:
    runs, count = row.runs, int(row.facts["cards"])
    each = (_cpu(runs["cards"]) - _cpu(runs["goodword"])) / count
    yield f"\nWith {count:,} share cards, each of which takes {each * 1e3:.1f} ms of CPU time:"
    yield "\n| build | wall s | CPU s | rounds |"
    yield "| --- | ---: | ---: | ---: |"
    for name, what in (
        ("goodword", "cold, without cards"),
        ("cards", "cold, with cards"),
        ("cached", "cold, but for the cards of an earlier build"),
    ):
        yield f"| {what} | {_times(runs[name])} | {len(runs[name])} |"


def _pictures(row: Row) -> Iterator[str]:
    runs, count = row.runs, int(row.facts["photos"])
    each = (_cpu(runs["pictures"]) - _cpu(runs["goodword"])) / count
    made = int(row.facts["files"])
    yield f"\nWith {count:,} photos, of which {made:,} files are made in {each * 1e3:.0f} ms of CPU time each photo:"
    yield "\n| build | wall s | CPU s | rounds |"
    yield "| --- | ---: | ---: | ---: |"
    for name, what in (
        ("goodword", "cold, without photos"),
        ("pictures", "cold, with photos"),
        ("cached", "cold, but for what an earlier build made of the photos"),
    ):
        yield f"| {what} | {_times(runs[name])} | {len(runs[name])} |"


def _cpu(runs: list[Run]) -> float:
    return statistics.median(run.cpu for run in runs)


def _warm(rows: Mapping[str, Row]) -> Iterator[str]:
    yield "\n| build over an output that is there | files written | wall s | CPU s | rounds |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, row in rows.items():
        what = _WARM[name]
        if not row.runs:
            yield f"| {what} | | not there yet | | |"
            continue
        if "landing" in row.facts:
            what += f" ({int(row.facts['landing']):,}, {float(row.facts['share']):.1%} of the landing pages)"
        written = 0 if name in ("nothing", "verify") else int(row.facts["files"])
        runs = row.runs["goodword"]
        yield f"| {what} | {written:,} | {_times(runs)} | {len(runs)} |"
    if "nothing" in rows and rows["nothing"].runs:
        runs = rows["nothing"].runs["pass"]
        yield f"| {_TITLES['pass']}, in turn with the first | | {_times(runs)} | {len(runs)} |"


def _times(runs: list[Run]) -> str:
    form = "{:.3f}" if statistics.median(run.wall for run in runs) < 0.3 else "{:.2f}"
    return f"{spread([run.wall for run in runs], form)} | {spread([run.cpu for run in runs], form)}"


def _when(rows: Mapping[str, Row]) -> Iterator[str]:
    """One line for all rows that were measured together."""
    together: dict[str, list[str]] = {}
    for name, row in rows.items():
        together.setdefault(str(row.facts.get("on", "")), []).append(name)
    yield ""
    for on, names in together.items():
        if on:
            yield f"{', '.join(names)}: {on}.\n" if len(together) > 1 else f"{on}.\n"
