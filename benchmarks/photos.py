"""Photos: the same site built from nothing without them, with them, and with what was made of them before, in turn."""

from __future__ import annotations

import functools
import random
import shutil
from pathlib import Path

from PIL import Image

from ground import Ground, Row
from measure import Run, Step, in_turn
from outputs import files
from peers import goodword

_MOST = 200
_SIZE = (1200, 900)
_SCOPE = "results]"


def measure(ground: Ground) -> Row:
    """The row `pictures`: cold builds without and with photos, and one that finds them made in `.goodword/` already."""
    photos = min(_MOST, len(ground.corpus.testimonials))
    site = _with_photos(ground, photos)
    steps: dict[str, Step] = {
        "goodword": functools.partial(ground.build, "goodword"),
        "pictures": functools.partial(_build, ground, site, "pictures"),
        "cached": functools.partial(_build, ground, site, "cached"),
    }
    peak = {name: step(-1).peak for name, step in steps.items()}
    made = [path for path, _ in files(ground.output("pictures", -1)) if path.startswith("media/")]
    assert len(made) >= 3 * photos, f"{len(made)} files of {photos} photos"
    needed = ground.used()
    runs = in_turn(steps, ground.rounds, lambda _: ground.make_room(needed))
    return Row(runs, peak, {"photos": photos, "files": len(made)})


def _with_photos(ground: Ground, count: int) -> Path:
    """A copy of the site in which so many testimonials have a photo of their own, of a size that telephones send."""
    site = ground.home / "sites" / "with photos"
    shutil.copytree(ground.site("goodword"), site, ignore=shutil.ignore_patterns(".goodword"))
    folder, dice = site / "content" / "testimonials", random.Random(20)
    (folder / "photos").mkdir()
    for one in ground.corpus.testimonials[:count]:
        page = folder / f"{one.slug}.md"
        text = page.read_text(encoding="utf-8")
        assert text.count(_SCOPE) == 1
        given = text.replace(_SCOPE, "results, photo]").replace("---\n", f"---\nphoto: photos/{one.slug}.jpg\n", 1)
        page.write_text(given, encoding="utf-8")
        # as much in it as in a photograph: large shapes, and the grain of a sensor
        with (
            Image.frombytes("RGB", (12, 9), dice.randbytes(12 * 9 * 3)) as shapes,
            shapes.resize(_SIZE, Image.Resampling.BICUBIC) as smooth,
            Image.frombytes("RGB", _SIZE, dice.randbytes(_SIZE[0] * _SIZE[1] * 3)) as grain,
            Image.blend(smooth, grain, 0.05) as photo,
        ):
            photo.save(folder / "photos" / f"{one.slug}.jpg", quality=88)
    return site


def _build(ground: Ground, site: Path, name: str, number: int) -> Run:
    ground.forget(site, keeping="pictures" if name == "cached" else "")
    return goodword(site, ground.output(name, number), watch=number < 0)
