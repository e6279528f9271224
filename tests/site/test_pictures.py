"""Pictures of a whole site: what pages say of them, what is kept between builds, and by how many they are made."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from goodword.build.caches import pictures_of
from pictures import real
from sites import build, run

Make = Callable[[str], Path]

SITE = """
-- site.yaml --
name: Acme
url: https://acme.example
theme: {logo: logo.svg}
-- content/case-studies/a.md --
---
title: Twice as fast
customer: Bo
summary: It was.
hero: hero.jpg
consent: {granted: 2026-01-01, method: email, scope: [quote, name, company, logo, photo, results]}
---
Look: ![the hall](hall.jpg) and ![the plan](plan.svg)
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><rect width="90" height="30"/></svg>'


@pytest.fixture
def shown(site: Make) -> Path:
    folder = site(SITE)
    quotes = [f"q{n},Author {n},Fine {n},faces/{n}.jpg,2026-01-01,quote|name|photo\n" for n in range(5)]
    table = "id,author,quote,photo,consent.granted,consent.scope\n" + "".join(quotes)
    (folder / "content/testimonials.csv").write_text(table, encoding="utf-8")
    (folder / "content/faces").mkdir()
    for number in range(5):
        (folder / f"content/faces/{number}.jpg").write_bytes(real((300 + number, 300)))
    for name, size in (("hero.jpg", (1500, 900)), ("hall.jpg", (800, 600))):
        (folder / "content/case-studies" / name).write_bytes(real(size))
    for name in ("logo.svg", "case-studies/plan.svg"):
        (folder / "content" / name).write_text(DRAWING, encoding="utf-8")
    return folder


def test_pages_offer_every_format_with_sizes(shown: Path) -> None:
    page = build(shown).read("/case-studies/a/")
    found = re.findall(r"<picture>(.*?)</picture>", page)
    assert len(found) == 2
    for one, when in zip(found, ('fetchpriority="high"', 'loading="lazy" decoding="async"'), strict=True):
        assert re.findall(r'type="([^"]+)"', one) == ["image/avif", "image/webp"]
        assert one.count("sizes=") == one.count("srcset=") == 3
        assert when in one
    images = re.findall(r"<img[^>]*>", page)
    assert len(images) == 4
    for image in images:
        assert re.search(r' width="[1-9][0-9]*" height="[1-9][0-9]*"', image)
    assert ['loading="lazy"' in image for image in images] == [False, False, True, True]  # logo, hero, in the text
    assert ".svg" not in "".join(re.findall(r'<meta property="og:image"[^>]*>', page))


def test_every_file_that_a_page_offers_is_there_and_no_other(shown: Path) -> None:
    made = build(shown)
    pages = "".join(made.files[name].decode() for name in made.files if name.endswith((".html", ".xml", ".json")))
    offered = set(re.findall(r"/(media/[0-9a-f]{16}\.[a-z]+)", pages))
    assert offered == {name for name in made.files if name.startswith("media/")}


def test_the_same_bytes_however_many_work_and_with_or_without_a_cache(shown: Path) -> None:
    alone = build(shown, "--workers", "1", "--clean").files
    assert build(shown, "--workers", "3", "--clean").files == alone
    kept = len(pictures_of(shown))
    assert kept > 20
    assert build(shown, "--workers", "1").files == alone
    pictures_of(shown).clear()
    (shown / "content/case-studies/a.md").write_text(
        (shown / "content/case-studies/a.md").read_text(encoding="utf-8").replace("It was.", "It was!"),
        encoding="utf-8",
    )
    edited = build(shown).files
    assert {name for name in edited if name.startswith("media/")} == {n for n in alone if n.startswith("media/")}
    assert len(pictures_of(shown)) == kept


def test_an_edit_encodes_nothing_again(shown: Path) -> None:
    build(shown)
    for file in (shown / "content").rglob("*.jpg"):  # what is kept is known by the bytes alone
        file.write_bytes(file.read_bytes())
    before = {path: path.stat().st_mtime_ns for path in (shown / ".goodword/pictures").iterdir()}
    page = shown / "content/case-studies/a.md"
    page.write_text(page.read_text(encoding="utf-8").replace("It was.", "It was!"), encoding="utf-8")
    build(shown)
    assert {path: path.stat().st_mtime_ns for path in (shown / ".goodword/pictures").iterdir()} == before


def test_what_is_kept_does_not_grow_for_ever(shown: Path) -> None:
    """What no build needs is dropped once it is by far the larger part, and only by a build that came to its end."""
    build(shown)
    kept, page = pictures_of(shown), shown / "content/case-studies/a.md"
    needed = set(kept)
    for number in range(100):
        kept[f"an earlier picture {number}"] = b"bytes"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("It was.", "It was!"), encoding="utf-8")
    build(shown)
    assert len(kept) == len(needed) + 100, "so few are kept: a preview shows others than the site"
    for number in range(100, 400):
        kept[f"an earlier picture {number}"] = b"bytes"
    page.write_text(text.replace("plan.svg", "no-plan.svg"), encoding="utf-8")
    assert run("build", cwd=shown).exit_code == 1
    assert len(kept) == len(needed) + 400
    page.write_text(text.replace("It was.", "It was?"), encoding="utf-8")
    made = build(shown, "--workers", "3").files
    assert set(kept) == needed
    assert build(shown, "--clean").files == made
