"""Share kits: the same site built from nothing with and without them, in turn; then an edit, with the kits there."""

from __future__ import annotations

import functools
from pathlib import Path

from ground import Ground, Row
from measure import Run, Step, in_turn
from outputs import pages
from peers import goodword

SECRET = "the secret of a benchmark, which guards nothing"


def measure(ground: Ground) -> Row:
    """The row `kits`: cold builds with and without, and the edit of the words of one testimonial with them."""
    steps: dict[str, Step] = {
        "goodword": functools.partial(ground.build, "goodword"),
        "kits": functools.partial(_build, ground),
    }
    peak = {name: step(-1).peak for name, step in steps.items()}
    made = [name for name in pages(ground.output("kits", -1)) if name.startswith("share/")]
    assert len(made) == ground.size.advocates, f"{len(made)} kits, not {ground.size.advocates}"
    needed = ground.used()
    runs = in_turn(steps, ground.rounds, lambda _: ground.make_room(needed))
    edits = [_edited(ground, number) for number in range(-1, ground.rounds)][1:]
    return Row(runs | {"edit": edits}, peak, {"kits": len(made)})


def _build(ground: Ground, number: int) -> Run:
    site = ground.site("goodword")
    ground.forget(site)
    return goodword(site, ground.output("kits", number), watch=number < 0, secret=SECRET)


def _edited(ground: Ground, number: int) -> Run:
    """One build after an edit; the first one makes the output that the others edit."""
    site, output = ground.site("goodword"), ground.home / "with-kits"
    path: Path = min((site / "content" / "testimonials").iterdir())
    original = path.read_text(encoding="utf-8")
    if number < 0:
        ground.forget(site)
    else:
        path.write_text(original.replace("---\n\n", f"---\n\nEdit {number} of these words. ", 1), encoding="utf-8")
    try:
        return goodword(site, output, secret=SECRET)
    finally:
        path.write_text(original, encoding="utf-8")
