"""Share cards: the same site built from nothing without them, with them, and with those of before, in turn."""

from __future__ import annotations

import functools

from goodword_site import NO_CARDS
from ground import Ground, Row
from measure import Run, Step, in_turn
from outputs import files
from peers import goodword


def measure(ground: Ground) -> Row:
    """The row `cards`: cold builds without and with cards, and one whose cards lie in `.goodword/` already."""
    steps: dict[str, Step] = {
        "goodword": functools.partial(ground.build, "goodword"),
        "cards": functools.partial(_build, ground, "cards"),
        "cached": functools.partial(_build, ground, "cached"),
    }
    peak = {name: step(-1).peak for name, step in steps.items()}
    made = [path for path, _ in files(ground.output("cards", -1)) if path.startswith("cards/")]
    assert len(made) >= len(ground.corpus.testimonials) + len(ground.corpus.cases), f"{len(made)} cards"
    needed = ground.used()
    runs = in_turn(steps, ground.rounds, lambda _: ground.make_room(needed))
    return Row(runs, peak, {"cards": len(made)})


def _build(ground: Ground, name: str, number: int) -> Run:
    site = ground.site("goodword")
    config = site / "site.yaml"
    ground.forget(site, keeping="cards" if name == "cached" else "")
    without = config.read_text(encoding="utf-8")
    config.write_text(without.replace(NO_CARDS, ""), encoding="utf-8")
    try:
        return goodword(site, ground.output(name, number), watch=number < 0)
    finally:
        config.write_text(without, encoding="utf-8")
