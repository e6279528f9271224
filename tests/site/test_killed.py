"""Builds that are killed at any moment: the folder can be served all along, and the next build makes the new site."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from killed import dies, end, files, large_site, on_another_disk, start, wrong
from sites import build, environment, make_picture, make_site, run

SEED = int(os.environ.get("GOODWORD_TEST_SEED", "3"))


class Two(NamedTuple):
    """The same site before and after a change of all its pages. seconds: what a build takes, cold and after it."""

    old: dict[str, bytes]
    new: dict[str, bytes]
    seconds: tuple[float, float]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Two:
    folder = tmp_path_factory.mktemp("two")
    old = build(large_site(folder / "old", "One"), "--workers", "2").files
    site = large_site(folder / "new", "One")
    began = time.monotonic()
    build(site)
    cold = time.monotonic() - began
    change(site)
    began = time.monotonic()
    new = build(site).files
    return Two(old, new, (cold, time.monotonic() - began))


def change(site: Path) -> None:
    """Every page changes; one goes, one comes, the style sheet and the picture get other names."""
    (site / "content/pages/one.md").unlink()
    large_site(site, "Three")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The old site, built: to be copied."""
    site = large_site(tmp_path_factory.mktemp("built") / "site", "One")
    build(site)
    return site


@pytest.mark.parametrize("kind", ["cold", "incremental"])
def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_next_makes_the_new(
    tmp_path: Path, two: Two, built: Path, rounds: Any, figure: Any, kind: str
) -> None:
    random, site = Random(SEED), tmp_path / "site"
    ended = {"in time": 0, "too late": 0, "half done": 0}
    wanted = rounds(10, 150)
    cold = kind == "cold"
    takes = two.seconds[0 if cold else 1]
    while ended["in time"] < wanted and ended["too late"] < wanted * 4:
        shutil.rmtree(site, ignore_errors=True)
        if cold:
            large_site(site, "Three")
        else:
            shutil.copytree(built, site)
            change(site)
        # the output changes near the end of a build, and that is where it may hurt
        share = random.choice([random.random(), random.uniform(0.6, 1.0)])
        began = time.monotonic()
        in_time = end(start(site), signal.SIGKILL, takes * share) == -signal.SIGKILL
        ended["in time" if in_time else "too late"] += 1
        # what a build takes changes with what else the machine does
        takes = takes * 1.02 if in_time else time.monotonic() - began
        found = files(site / "output") if (site / "output").exists() else {}
        ended["half done"] += found not in ({}, two.old, two.new)
        assert not wrong(found, {} if cold else two.old, two.new), f"round {ended}, seed {SEED}"
        assert build(site).result.stderr.count("GW8") == 0
        assert files(site / "output") == two.new, f"round {ended}, seed {SEED}"
        assert not list((site / ".goodword").glob("stage-*"))
    assert ended["in time"] >= wanted
    for name, count in ended.items():
        figure(f"{kind} builds killed, {name}", count)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_asked_to_end_leaves_one_site_or_the_other(
    tmp_path: Path, two: Two, built: Path, rounds: Any, number: int
) -> None:
    random, site = Random(SEED), tmp_path / "site"
    for _ in range(rounds(3, 20)):
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(built, site)
        change(site)
        code = end(start(site), number, two.seconds[1] * random.uniform(0.3, 0.9))
        assert code in (0, 130, -number)
        assert not wrong(files(site / "output"), two.old, two.new)
        build(site)
        assert files(site / "output") == two.new


def test_of_two_builds_at_once_one_is_told_to_wait(tmp_path: Path, two: Two, built: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site)
    change(site)
    both = [start(site), start(site)]
    told = [process.communicate(timeout=60)[1] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 3], [0, 0]), "the second may begin when the first is done"
    assert sum("GW803" in one for one in told) == codes.count(3)
    assert files(site / "output") == two.new


def test_a_lock_that_is_held_is_told_and_nothing_changes(built: Path, tmp_path: Path) -> None:
    import fcntl

    site = tmp_path / "site"
    shutil.copytree(built, site)
    before = files(site / "output")
    change(site)
    with (site / ".goodword/lock").open("ab") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        result = run("build", cwd=site)
    assert (result.exit_code, result.codes) == (3, ["GW803"])
    assert files(site / "output") == before
    assert build(site).has("/three/")


SMALL = """
-- content/testimonials/ana.md --
---
author: Ana
photo: a.png
consent: {granted: 2026-01-01, scope: [quote, name, photo]}
---
Before.
-- content/pages/team.md --
---
title: Team
---
Us.
-- content/advocates.csv --
id,public_name,code,consent.granted,consent.scope
bo,Bo,h4t9xbnc,2026-01-01,page|name
"""


def small_site(folder: Path) -> Path:
    make_picture(make_site(folder, SMALL) / "content/testimonials/a.png")
    return folder


def change_small(site: Path) -> None:
    """One page goes, one comes, with a picture; others say something else, and the style sheet does."""
    shutil.move(site / "content/pages/team.md", site / "content/pages/crew.md")
    with (site / "content/pages/crew.md").open("a") as page:
        page.write("![c](../photos/c.png)\n")
    make_picture(site / "content/photos/c.png", 12, 12)
    (site / "site.yaml").write_text("name: Tandem Tools\nurl: https://tandem.example\ntheme: {brand: '#224466'}\n")
    path = site / "content/testimonials/ana.md"
    path.write_text(path.read_text().replace("Before.", "After. ![b](b.png)"))
    make_picture(path.with_name("b.png"), 20, 20)
    make_picture(path.with_name("a.png"), 30, 20)


@pytest.mark.parametrize("apart", [False, True], ids=["one disk", "state on another disk"])
@pytest.mark.parametrize("kind", ["cold", "incremental"])
def test_a_build_killed_at_each_step_of_its_commit_is_finished_by_the_next(
    tmp_path: Path, rounds: Any, figure: Any, kind: str, apart: bool
) -> None:
    first = small_site(tmp_path / "first")
    old = build(first).files if kind == "incremental" else {}
    new_site = small_site(tmp_path / "new")
    change_small(new_site)
    new = build(new_site).files
    site, shelf = tmp_path / "site", on_another_disk(tmp_path)
    steps, half = 0, 0
    try:
        for after in range(0, 10_000, rounds(4 if apart else 2, 1)):
            for folder in (site, shelf):
                shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(first, site)
            if apart:
                shutil.rmtree(site / ".goodword", ignore_errors=True)
                shelf.mkdir()
                (site / ".goodword").symlink_to(shelf)
                if kind == "incremental":
                    build(site)
            change_small(site)
            if not dies(site, after):
                break
            found = files(site / "output") if (site / "output").exists() else {}
            steps, half = steps + 1, half + (found not in (old, new))
            # what is being copied from another disk has a hidden name until it is whole, and is in nobody's way
            shown = {name: data for name, data in found.items() if not _is_part(name)}
            assert not wrong(shown, old, new), f"after {after} steps"
            build(site)
            assert files(site / "output") == new, f"after {after} steps"
            assert not list((site / ".goodword").glob("stage-*")), f"after {after} steps"
        assert steps > 5 and half > 0
    finally:
        shutil.rmtree(shelf, ignore_errors=True)
    figure(f"{kind} builds killed at a step of the commit{', on two disks' if apart else ''}", steps)


def _is_part(name: str) -> bool:
    return any(part.startswith(".") and part.endswith(".part") for part in name.split("/"))


_DIES_CLEARING_UP = """
import os, shutil, signal
real = shutil.rmtree
def rmtree(path, *more, **named):
    if "stage-" in str(path) and os.path.exists("output/index.html"):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(path, *more, **named)
shutil.rmtree = rmtree
from goodword.cli import main
main(["build"])
"""


def test_what_a_killed_build_left_beside_the_site_goes_with_the_next(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    killed = subprocess.run([sys.executable, "-c", _DIES_CLEARING_UP], cwd=site, env=environment(), check=False)
    assert killed.returncode == -signal.SIGKILL
    assert list((site / ".goodword").glob("stage-*"))
    build(site)
    assert not list((site / ".goodword").glob("stage-*"))


@pytest.mark.parametrize("kind", ["link", "file"])
def test_what_stands_where_the_stage_belongs_is_never_published(tmp_path: Path, kind: str) -> None:
    site, other = small_site(tmp_path / "site"), tmp_path / "other"
    (other / "tree").mkdir(parents=True)
    (other / "tree/private.txt").write_text("private")
    subprocess.run([sys.executable, "-c", _DIES_CLEARING_UP], cwd=site, env=environment(), check=False)
    (stage,) = (site / ".goodword").glob("stage-*")
    shutil.rmtree(stage)
    if kind == "link":
        stage.symlink_to(other)
    else:
        stage.write_text("mine")
    change_small(site)
    assert "private.txt" not in build(site).files
    assert (other / "tree/private.txt").read_text() == "private"
    assert not list((site / ".goodword").glob("stage-*"))


def test_half_a_copy_goes_though_the_next_build_does_not_need_it(tmp_path: Path) -> None:
    site, shelf = small_site(tmp_path / "site"), on_another_disk(tmp_path)
    try:
        (site / ".goodword").symlink_to(shelf)
        build(site)
        before = files(site / "output")
        for after in range(0, 30, 3):
            change_small(site)
            dies(site, after)
            shutil.move(site / "content/pages/crew.md", site / "content/pages/team.md")
            small_site(site)
            for name in ("testimonials/b.png", "photos/c.png"):
                (site / "content" / name).unlink()
            build(site)
            assert files(site / "output") == before, f"after {after} steps"
    finally:
        shutil.rmtree(shelf, ignore_errors=True)


@pytest.mark.parametrize("after", [2, 5, 11])
def test_foreign_files_stay_after_a_first_build_that_was_killed(tmp_path: Path, after: int) -> None:
    site = small_site(tmp_path / "site")
    assert dies(site, after)
    (site / "output").mkdir(exist_ok=True)
    names = ("CNAME", "talk/mine.pdf", ".well-known/mine", "testimonials/mine.txt")
    for name in names:
        (site / "output" / name).parent.mkdir(exist_ok=True, parents=True)
        (site / "output" / name).write_text("mine")
    for options in ((), ("--clean",)):
        made = build(site, *options)
        assert made.has("/testimonials/ana/")
        for name in names:
            assert (site / "output" / name).read_text() == "mine"
