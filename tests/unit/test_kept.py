"""What one build keeps for the next: used when it is whole, made anew when it is damaged in any way."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from goodword.build.kept import TEXT, Kept
from sites import build, make_site

SITE = """
-- site.yaml --
name: Tandem
url: https://tandem.example
-- content/testimonials/ana.md --
---
author: Ana
extra: {size: 3}
consent: {granted: 2026-01-01, scope: [quote, name]}
---
It works [well](../articles/one.md), *really*.
-- content/articles/one.md --
---
title: One
date: 2026-01-01
---
Words.
-- content/advocates.csv --
id,public_name,code,consent.granted,consent.scope
bo,Bo,k7wq2mzp,2026-01-01,page|name
"""


def test_what_was_kept_is_there_again_for_the_same_edition_only(tmp_path: Path) -> None:
    one = Kept(tmp_path, b"one")
    made: list[int] = []

    def make() -> tuple[int, ...]:
        made.append(1)
        return (1, 2)

    for kept in (one, Kept(tmp_path, b"one"), Kept(tmp_path, b"two")):
        assert kept.recall("rows", (b"a", "b"), tuple[int, ...], make) == (1, 2)
        kept.save()
    assert len(made) == 2


def test_parts_are_told_apart_wherever_they_are_cut(tmp_path: Path) -> None:
    kept = Kept(tmp_path, b"")
    kept.recall("rows", ("ab", "c"), str, lambda: "one")
    kept.save()
    assert Kept(tmp_path, b"").recall("rows", ("a", "bc"), str, lambda: "two") == "two"


def test_what_was_not_needed_goes_at_once_where_it_is_large(tmp_path: Path) -> None:
    kept = Kept(tmp_path, b"")
    kept.put("muster", b"old", b"x")
    kept.put(TEXT, b"old", b"x")
    kept.save()
    kept = Kept(tmp_path, b"")
    kept.put("muster", b"new", b"y")
    kept.save()
    again = Kept(tmp_path, b"")
    assert again.get("muster", b"old") is None
    assert (again.get("muster", b"new"), again.get(TEXT, b"old")) == (b"y", b"x")


def _garbage(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(5000))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3000])


def _another_version(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("create table kept(other text)")
    database.close()


def _each_value(path: Path) -> None:
    with sqlite3.connect(path) as database:
        for kind, key, value in database.execute("select kind, key, value from kept").fetchall():
            at = len(value) // 2
            other = value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
            database.execute("update kept set value = ? where kind = ? and key = ?", (other, kind, key))
    database.close()


@pytest.mark.parametrize("damage", [_garbage, _cut, _another_version, _each_value])
def test_damage_costs_time_once(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    site = make_site(tmp_path / "site", SITE)
    build(site)
    path = site / ".goodword/kept.sqlite"
    damage(path)
    (site / "site.yaml").write_text((site / "site.yaml").read_text().replace("Tandem", "Tandem Works"))
    made = build(site)
    assert "Tandem Works" in made.read("/") and "<em>really</em>" in made.read("/testimonials/ana/")
    assert made.read("/r/k7wq2mzp/")
    with sqlite3.connect(path) as database:
        kinds = {kind for (kind,) in database.execute("select distinct kind from kept")}
    database.close()
    assert kinds == {"text", "front", "rows", "muster", "ids", "codes"}, "it is kept again"
