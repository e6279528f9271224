"""`make bench`: builds one and the same site with Goodword and other generators in turn, and writes down what it took.

python benchmarks/run.py [--sizes S] [--rounds N] [--rows cold ...] [--peers hugo eleventy] [--no-write] [--goals]

Everything made lies under .cache/bench/, the generators under .cache/. What was built is looked at before it is timed.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import cards
import cold
import goals
import kits
import photos
import results
import warm
from corpus import SIZES
from ground import Ground, Row
from measure import in_turn, run
from peers import GOODWORD, PEERS, ROOT, Peer, environment, peer
from report import report

RESULTS = Path(__file__).with_name("RESULTS.md")
COLD = ("cold", "landing")
ROWS = (*COLD, "kits", "cards", "pictures", *warm.ROWS, "help")
# A million pages are read again and again for the other rows.
_ROWS_OF_XL = (*COLD, "nothing")
_ROUNDS = {"T": 3, "S": 7, "M": 5, "L": 3, "XL": 1}
_HELP_ROUNDS = 21


def main() -> int:
    options = _options()
    peers = {name: peer(name) for name in options.peers}
    kept = results.load()
    for size, rows in _measured(options, peers):
        kept = results.merge(kept, {size: rows})
        if not options.no_write:  # at once: what comes next may take an hour, and fail
            results.save(kept)
            RESULTS.write_text(report(kept), encoding="utf-8")
    print(report(kept))
    measured = {*options.sizes, results.ANY}
    missed = [goal for goal in goals.GOALS if goal.size in measured and goal.judged(kept)[1] is False]
    return 1 if options.goals and missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Goodword and other generators on one site, in turn.")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=["S"], help="what to build [S]")
    parser.add_argument("--rows", nargs="+", choices=ROWS, help="what to measure [all that the size is for]")
    parser.add_argument("--rounds", type=int, help=f"how often each {_ROUNDS}")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=["hugo"], help="the other generators [hugo]")
    parser.add_argument("--no-write", action="store_true", help="print, and leave RESULTS.md as it is")
    parser.add_argument(
        "--goals", action="store_true", help="end with 1 when a goal of a size that was built is missed"
    )
    return parser.parse_args()


def _measured(options: argparse.Namespace, peers: Mapping[str, Peer]) -> Iterator[tuple[str, dict[str, Row]]]:
    """Size by size the rows that were measured together."""
    for size in options.sizes:
        rows = options.rows or (_ROWS_OF_XL if size == "XL" else ROWS)
        # the others keep every page in memory: ten times what they take at L is not to be had
        ground = Ground(size, options.rounds or _ROUNDS[size], {} if size == "XL" else peers)
        if set(COLD) & set(rows):
            yield size, _dated(cold.measure(ground, rows), ground.peers)
            ground.make_room(ground.used())
        if "kits" in rows:
            yield size, _dated({"kits": kits.measure(ground)}, {})
            ground.make_room(ground.used())
        if "cards" in rows:
            yield size, _dated({"cards": cards.measure(ground)}, {})
            ground.make_room(ground.used())
        if "pictures" in rows:
            yield size, _dated({"pictures": photos.measure(ground)}, {})
            ground.make_room(ground.used())
        if set(warm.ROWS) & set(rows):
            yield size, _dated(warm.measure(ground, rows), {})
        ground.close()
    if "help" in (options.rows or ROWS):
        yield results.ANY, _dated({"help": _help()}, {})


def _dated(rows: Mapping[str, Row], peers: Mapping[str, Peer]) -> dict[str, Row]:
    """With day and circumstances."""
    on = results.circumstances({one.title: one.version for one in peers.values()})
    return {name: dataclasses.replace(row, facts=dict(row.facts) | {"on": on}) for name, row in rows.items()}


def _help() -> Row:
    """`goodword --help` beside Python's own start."""
    commands = {"goodword": [*GOODWORD, "--help"], "pass": [sys.executable, "-c", "pass"]}
    steps = {name: lambda _, command=command: run(command, ROOT, environment()) for name, command in commands.items()}
    in_turn(steps, 1)
    return Row(in_turn(steps, _HELP_ROUNDS))


if __name__ == "__main__":
    sys.exit(main())
