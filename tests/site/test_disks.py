"""Disks that are full, read-only, or two; state that is damaged or gone: it costs time, never the site or a file."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from killed import files, on_another_disk, wrong
from sites import Result, build, make_picture, make_site, run

SITE = """
-- content/testimonials/ana.md --
---
author: Ana
consent: {granted: 2026-01-01, scope: [quote, name]}
---
Before.
-- content/pages/team.md --
---
title: Team
---
Us.
"""
Disk = Callable[..., Path]


def _mounted(*command: str | Path) -> bool:
    return subprocess.run(["mount", *map(str, command)], capture_output=True).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """`disk(pages)`: a folder on a file system of its own that holds so many blocks of 4096 bytes.

    Where none may be mounted, it is a folder on another one, as large as that is.
    """
    with ExitStack() as stack:

        def make(blocks: int) -> Path:
            folder = tmp_path / f"disk-{blocks}"
            folder.mkdir()
            if _mounted("-t", "tmpfs", "-o", f"nr_blocks={blocks}", "tmpfs", folder):
                stack.callback(subprocess.run, ["umount", str(folder)], check=True)
                return folder
            shared = on_another_disk(tmp_path)
            stack.callback(shutil.rmtree, shared)
            return shared

        yield make


def site_of(folder: Path) -> Path:
    """A site of a few dozen pages."""
    make_site(folder, SITE)
    for number in range(30):
        words = f"---\nrole: Rider {number}\nconsent: {{granted: 2026-01-01, scope: [quote, role]}}\n---\nNumber.\n"
        (folder / f"content/testimonials/q{number}.md").write_text(words)
    make_picture(folder / "content/photos/a.png")
    return folder


def change(site: Path) -> None:
    path = site / "content/testimonials/ana.md"
    path.write_text(path.read_text().replace("Before.", "After. ![a](../photos/a.png)"))
    (site / "site.yaml").write_text("name: Tandem Works\nurl: https://tandem.example\n")
    (site / "content/pages/team.md").unlink()


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The site before and after the change."""
    site = site_of(tmp_path_factory.mktemp("sites") / "site")
    old = build(site).files
    change(site)
    return old, build(site, "--output", "other").folder and build(site).files


def is_mount(folder: Path) -> bool:
    return os.path.ismount(folder)


def filled(folder: Path, left: int) -> Path | None:
    """Fills a small disk up to `left` blocks; what it is filled with, or None where it is no disk of its own."""
    if not is_mount(folder):
        return None
    room = os.statvfs(folder)
    ballast = folder / ".ballast"
    ballast.write_bytes(b"x" * max(0, (room.f_bavail - left) * room.f_frsize))
    return ballast


def check_told(result: Result, *, may_succeed: bool) -> None:
    if result.exit_code == 0 and may_succeed:
        return
    assert result.exit_code == 3, result.stderr
    assert "GW804" in result.codes
    assert "make room" in result.stderr


@pytest.mark.parametrize("left", [0, 1, 3, 8, 20, 40, 80])
@pytest.mark.parametrize("what", ["output", ".goodword", "both"])
def test_a_disk_that_is_full(
    tmp_path: Path, disk: Disk, sites: tuple[dict[str, bytes], dict[str, bytes]], what: str, left: int
) -> None:
    old, new = sites
    site, small = site_of(tmp_path / "site"), disk(2_000)
    for name in ("output", ".goodword") if what == "both" else (what,):
        (small / name).mkdir()
        (site / name).symlink_to(small / name)
    assert build(site).files == old
    change(site)
    ballast = filled(small, left)
    result = run("build", cwd=site)
    check_told(result, may_succeed=ballast is None or left > 3)
    found = files(site / "output")
    assert not wrong(found, old, new)
    if result.exit_code and what == ".goodword":
        assert found == old
    if ballast:
        ballast.unlink()
    build(site)
    assert files(site / "output") == new


def test_a_first_build_onto_a_full_disk(tmp_path: Path, disk: Disk, sites: tuple[dict[str, bytes], ...]) -> None:
    site, small = site_of(tmp_path / "site"), disk(60)
    (site / "output").symlink_to(small)
    ballast = filled(small, 10)
    result = run("build", cwd=site)
    check_told(result, may_succeed=ballast is None)
    if ballast:
        ballast.unlink()
        subprocess.run(["mount", "-o", "remount,nr_blocks=4000", str(small)], check=True)
    assert build(site).has("/testimonials/q7/")
    assert files(site / "output") == sites[0]


@pytest.mark.parametrize("what", ["output", ".goodword"])
def test_a_folder_that_cannot_be_written(
    tmp_path: Path, disk: Disk, sites: tuple[dict[str, bytes], ...], what: str
) -> None:
    site, small = site_of(tmp_path / "site"), disk(2_000)
    (site / what).symlink_to(small)
    build(site)
    before = files(site / "output")
    change(site)
    if is_mount(small):
        subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    else:  # nobody may write over a file that is a folder
        (small / "index.html" if what == "output" else small / "lock").unlink()
        (small / "index.html" if what == "output" else small / "lock").mkdir()
    result = run("build", cwd=site)
    assert (result.exit_code, set(result.codes)) == (3, {"GW804"}), result.stderr
    if is_mount(small):
        assert files(site / "output") == before
        subprocess.run(["mount", "-o", "remount,rw", str(small)], check=True)
        build(site)
        assert files(site / "output") == sites[1]


@pytest.mark.parametrize("moved", [False, True])
def test_one_folder_that_cannot_be_written_stops_the_build_before_anything_changes(tmp_path: Path, moved: bool) -> None:
    """moved: something is to go from the folder, else something in it is to be replaced."""
    site = site_of(tmp_path / "site")
    build(site)
    before, closed = files(site / "output"), site / "output/testimonials"
    change(site)
    if moved:
        quote = site / "content/testimonials/ana.md"
        quote.rename(quote.with_name("zoe.md"))
    is_closed = _mounted("--bind", "-o", "ro", closed, closed)
    if not is_closed:
        closed.chmod(0o555)
    try:
        result = run("build", cwd=site)
        assert (result.exit_code, set(result.codes)) == (3, {"GW804"}), result.stderr
        assert "output/testimonials" in result.stderr
        assert files(site / "output") == before
    finally:
        if is_closed:
            subprocess.run(["umount", str(closed)], check=True)
        closed.chmod(0o755)
    assert build(site).files != before


def test_a_build_with_nothing_to_do_needs_no_room(tmp_path: Path, disk: Disk) -> None:
    site, small = site_of(tmp_path / "site"), disk(2_000)
    (site / "output").symlink_to(small)
    build(site)
    filled(small, 0)
    assert run("build", cwd=site).exit_code == 0


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """The site as it was, built, with a file of somebody else's, and then changed."""
    site = site_of(tmp_path / "site")
    build(site)
    (site / "output/CNAME").write_text("tandem.example")
    (site / "output/talk").mkdir()
    (site / "output/talk/index.html").write_text("mine")
    change(site)
    return site


def state_of(site: Path) -> Path:
    (found,) = (site / ".goodword").glob("state-*.sqlite")
    return found


def _noise(path: Path) -> None:
    path.write_bytes(random.Random(7).randbytes(path.stat().st_size))


def _noise_inside(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[5_000:9_000] = random.Random(7).randbytes(4_000)
    path.write_bytes(data)


def _half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _another_schema(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.executescript("create table outputs(x); pragma user_version = 1;")
    database.close()


def _later_version(path: Path) -> None:
    _statement("pragma user_version = 99")(path)


def _statement(text: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with sqlite3.connect(path) as database:
            database.execute(text)
        database.close()

    return damage


_NEW = "insert into outputs values ({}, x'00', x'00', 1, '')"
DAMAGES: list[tuple[str, Callable[[Path], None]]] = [
    ("random bytes", _noise),
    ("random bytes inside", _noise_inside),
    ("cut off", _half),
    ("empty", lambda path: path.write_bytes(b"")),
    ("gone", Path.unlink),
    ("another schema", _another_schema),
    ("a later version", _later_version),
    ("no facts", _statement("delete from facts")),
    ("no outputs", _statement("delete from outputs")),
    ("facts that are none", _statement("update facts set value = 7")),
    ("a text for a digest", _statement("update outputs set digest = 'x', key = 7")),
    ("a number for a path", _statement(_NEW.format("7"))),
    ("bytes for a path", _statement(_NEW.format("x'ff'"))),
    ("a path that leads out", _statement(_NEW.format("'../site.yaml'"))),
    ("a path from the root", _statement(_NEW.format("'/etc/hostname'"))),
    ("a path in a folder", _statement(_NEW.format("'a/../../content/testimonials/ana.md'"))),
    ("inputs that are none", _statement("update inputs set digest = 'x'")),
    ("a folder of the state", lambda path: shutil.rmtree(path.parent)),
]


@pytest.mark.parametrize(("what", "damage"), DAMAGES, ids=[what for what, _ in DAMAGES])
def test_damaged_state_costs_time_and_never_a_file(
    built: Path, sites: tuple[dict[str, bytes], ...], what: str, damage: Callable[[Path], None]
) -> None:
    sources = files(built / "content") | {"site.yaml": (built / "site.yaml").read_bytes()}
    damage(state_of(built))
    for options in ((), (), ("--verify",), ("--clean",)):
        build(built, *options)
        theirs = {"CNAME": b"tandem.example", "talk/index.html": b"mine"}
        assert files(built / "output") == sites[1] | theirs, f"{what}, {options}"
    assert files(built / "content") | {"site.yaml": (built / "site.yaml").read_bytes()} == sources


@pytest.mark.parametrize("name", ["kept.sqlite", "templates", "pictures"])
def test_damaged_caches_cost_time_only(built: Path, sites: tuple[dict[str, bytes], ...], name: str) -> None:
    build(built)
    place = built / ".goodword" / name
    found = [place] if place.is_file() else [path for path in place.iterdir() if path.is_file()]
    assert found or name == "templates"
    for path in found:
        _noise(path)
    path = built / "content/testimonials/q3.md"
    path.write_text(path.read_text().replace("Number.", "Numbers."))
    build(built, "--clean")
    path.write_text(path.read_text().replace("Numbers.", "Number."))
    made = build(built).files
    assert {name: data for name, data in made.items() if name in sites[1]} == sites[1]


def test_without_the_state_foreign_files_stay_and_stale_ones_go(built: Path) -> None:
    shutil.rmtree(built / ".goodword")
    made = build(built)
    assert made.read("/CNAME") == "tandem.example"
    assert made.read("/talk/") == "mine"
    assert not made.has("/team/")


def test_what_is_deleted_by_hand_comes_back_when_it_is_looked_for(built: Path) -> None:
    made = build(built).files
    (built / "output/testimonials/q3/index.html").unlink()
    (built / "output/testimonials/q4/index.html").write_text("spoilt")
    assert build(built, "--verify").files == made
    shutil.rmtree(built / "output/testimonials")
    shutil.rmtree(built / "output/about", ignore_errors=True)
    path = built / "content/testimonials/q3.md"
    path.write_text(path.read_text() + "\n")
    assert build(built).files == made
