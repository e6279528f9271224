"""What a first view may weigh, and what moves a page while it loads: told by `goodword check`."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

from goodword.check.inspection import inspect
from sites import make_site

ADVOCATE = """
-- content/advocates.yaml --
- id: ana
  public_name: Ana Ruiz
  code: k7m2p9q4
  consent: {granted: 2026-05-01, method: email, scope: [quote, name, page]}
"""
WORDS = """
-- content/testimonials/ana.md --
---
author: Ana Ruiz
consent: {granted: 2026-05-01, method: email, scope: [quote, name]}
---
The oven was warm before the first loaf of the day was even shaped by hand.
"""


def told_by(root: Path, *codes: str) -> dict[str, str]:
    found = inspect(root, lambda timezone: datetime.date(2026, 6, 15)).problems
    return {problem.code: problem.message for problem in found if problem.code in codes}


def test_what_a_first_view_weighs_is_told(tmp_path: Path) -> None:
    budgets = ("GW985", "GW986", "GW991", "GW992", "GW993", "GW994")
    assert told_by(make_site(tmp_path / "light", ADVOCATE + WORDS), *budgets) == {}
    noise = random.Random(7)
    words = " ".join(f"word{noise.randrange(10**9)}" for _ in range(1000))
    found = told_by(make_site(tmp_path / "long", f"{ADVOCATE}  message: {words}\n"), *budgets)
    assert list(found) == ["GW985"] and "`r/k7m2p9q4/index.html`" in found["GW985"]


def test_heavy_style_sheets_weigh_on_every_page(tmp_path: Path) -> None:
    noise = random.Random(7)
    rules = "\n".join(f".x{noise.random()} {{color: #{noise.randrange(2**24):06x}}}" for _ in range(900))
    for sheet in ("theme.css", "own.css"):
        root = make_site(tmp_path / sheet, f"{ADVOCATE}-- themes/default/static/{sheet} --\n{rules}\n")
        assert set(told_by(root, "GW985", "GW986", "GW991")) == {"GW985", "GW986"}


HEAD = "-- themes/default/templates/components/head.html --\n"


def test_scripts_requests_and_sizes_of_pictures_are_counted(tmp_path: Path) -> None:
    noise = random.Random(7)
    script = "// " + " ".join(str(noise.random()) for _ in range(1200))
    heavy = f'{HEAD}<script src="{{{{ site.script }}}}"></script>\n-- themes/default/static/goodword.js --\n{script}\n'
    assert set(told_by(make_site(tmp_path / "script", heavy), "GW992", "GW993")) == {"GW992"}
    many = HEAD + "".join(f'<link rel="stylesheet" href="/assets/{number}.css">\n' for number in range(10))
    found = told_by(make_site(tmp_path / "many", many), "GW993")
    assert "asks for 12 files" in found["GW993"] and "other page" in found["GW993"]
    fewer = HEAD + "".join(f'<link rel="stylesheet" href="/assets/{number}.css">\n' for number in range(8))
    assert told_by(make_site(tmp_path / "fewer", fewer), "GW993") == {}
    part = "-- themes/default/templates/components/footer.html --\n"
    picture = '<img src="/a.png" alt=""{}>\n'
    for number, size in enumerate(("", ' width="3"', ' height="3"')):
        root = make_site(tmp_path / f"size{number}", part + picture.format(size))
        assert "`/a.png`" in told_by(root, "GW994")["GW994"]
    assert told_by(make_site(tmp_path / "sized", part + picture.format(' width="3" height="3"')), "GW994") == {}


def test_a_wall_may_load_much_when_it_is_reached_and_little_before(tmp_path: Path) -> None:
    noise = random.Random(7)
    font = bytes(noise.randrange(256) for _ in range(120_000))
    wall = WORDS + HEAD + '<link rel="preload" as="font" href="{{ site.fonts[0] }}">\n'
    root = make_site(tmp_path, wall)
    (root / "themes/default/static").mkdir()
    (root / "themes/default/static/newsreader-latin.woff2").write_bytes(font)
    assert "testimonials/" in told_by(root, "GW991")["GW991"]
