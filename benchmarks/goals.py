"""The figures to reach, and by how much each is kept or missed."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from ground import Row
from measure import Run, spread
from results import ANY, Results

Value = Callable[[Row], list[float]]


@dataclass(frozen=True)
class Goal:
    """At most so much of something that a row of a size tells. A value of several rounds counts with its median."""

    size: str
    row: str
    what: str
    most: float
    value: Value
    form: str = "{:.2f}"

    def judged(self, results: Results) -> tuple[str, bool | None]:
        """What was measured, and whether it is within the goal; None when it was not measured."""
        row = results.get(self.size, {}).get(self.row)
        if row is None:
            return "not measured", None
        if not row.runs:
            return "not there yet", None
        try:
            found = self.value(row)
        except KeyError as missing:
            return f"not measured with {missing.args[0]}", None
        return spread(found, self.form), statistics.median(found) <= self.most


def wall(run: Run) -> float:
    return run.wall


def cpu(run: Run) -> float:
    return run.cpu


def by(other: str, value: Callable[[Run], float]) -> Value:
    """Goodword's by that of another, round by round."""
    return lambda row: [value(a) / value(b) for a, b in zip(row.runs["goodword"], row.runs[other], strict=True)]


def seconds(row: Row) -> list[float]:
    """Wall clock."""
    return [run.wall for run in row.runs["goodword"]]


def over_python(row: Row) -> list[float]:
    """Wall clock beyond that of `python -c pass`, of the medians."""
    return [_middle(row.runs["goodword"], wall) - _middle(row.runs["pass"], wall)]


def each_further(row: Row, full: str, few: str) -> float:
    """CPU seconds that one landing page more takes: the difference of the medians by that of the pages."""
    pages = float(row.facts["advocates"]) - float(row.facts["few"])
    return (_middle(row.runs[full], cpu) - _middle(row.runs[few], cpu)) / pages


def further_by_writer(row: Row) -> list[float]:
    return [each_further(row, "goodword", "few") / each_further(row, "writer", "few written")]


def megabytes(row: Row) -> list[float]:
    """Peak of the whole tree."""
    return [row.peak["goodword"] / 1e6]


def in_proportion(row: Row) -> list[float]:
    """By how much the time grew more than the advocates did, round by round."""
    times = float(row.facts["advocates"]) / float(row.facts["few"])
    return [ratio / times for ratio in by("few", wall)(row)]


def _middle(runs: list[Run], value: Callable[[Run], float]) -> float:
    return statistics.median(value(run) for run in runs)


HUGO_WALL, HUGO_CPU = "cold build, wall time by Hugo's", "cold build, CPU time by Hugo's"
MORE, NOTHING = "each further landing page, CPU by the raw writer's", "nothing changed, s over `python -c pass`"
EDIT = "one testimonial edited that 1 % of the landing pages show, s"
GOALS = (
    Goal("S", "cold", HUGO_WALL, 0.9, by("hugo", wall)),
    Goal("M", "cold", HUGO_CPU, 0.4, by("hugo", cpu)),
    Goal("M", "cold", HUGO_WALL, 0.5, by("hugo", wall)),
    Goal("L", "cold", HUGO_CPU, 0.15, by("hugo", cpu)),
    Goal("L", "cold", HUGO_WALL, 0.15, by("hugo", wall)),
    Goal("L", "cold", "cold build, CPU time by the raw writer's", 3.5, by("writer", cpu)),
    *(Goal(size, "landing", MORE, 2.5, further_by_writer) for size in ("S", "M", "L")),
    *(Goal(size, "nothing", NOTHING, 0.3, over_python) for size in ("S", "M", "L")),
    Goal("L", "verify", "nothing changed, with `--verify`, s", 2.0, seconds),
    Goal("M", "edit", EDIT, 0.5, seconds),
    Goal("L", "edit", EDIT, 2.0, seconds),
    Goal("L", "cold", "peak memory of all processes, MB", 350, megabytes, "{:.0f}"),
    Goal("XL", "cold", "peak memory of all processes, MB", 1500, megabytes, "{:.0f}"),
    Goal("XL", "landing", "time from L to XL, by that of the advocates", 1.1, in_proportion),
    Goal(ANY, "help", "`goodword --help`, s over `python -c pass`", 0.1, over_python, "{:.3f}"),
)
