"""A full disk, a folder in the way, a build that is stopped or killed: the site can be served all along."""

from __future__ import annotations

import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from broken_sites import CONSENT, tree
from sites import build, environment, make_site, run

WORDS = f"---\n{CONSENT}\nauthor: Zelmira\n---\nWords.\n"


@pytest.fixture
def copy(good: Path, tmp_path: Path) -> Path:
    """The good site, built where it stands, and then changed on every page."""
    site = tmp_path / "site"
    shutil.copytree(good, site)
    build(site)
    text = (site / "site.yaml").read_text().replace("name: Tandem", "name: Tandem Works")
    (site / "site.yaml").write_text(text)
    (site / "content/testimonials/new.md").write_text(WORDS)
    return site


@pytest.mark.parametrize("limit", [0, 100, 4000])
def test_a_full_disk_is_told_and_the_old_site_stays(copy: Path, limit: int) -> None:
    def full() -> None:
        # No file may grow beyond the limit: writing fails as on a full disk (setrlimit(2), RLIMIT_FSIZE).
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    before = tree(copy / "output")
    ended = subprocess.run(
        [sys.executable, "-B", "-m", "goodword", "build"],
        cwd=copy,
        env=environment(),
        capture_output=True,
        text=True,
        preexec_fn=full,
        timeout=120,
    )
    assert ended.returncode == 3, ended.stderr
    assert "GW804" in ended.stderr and "make room" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert tree(copy / "output") == before
    assert "Tandem Works" in build(copy).read("/")


@pytest.mark.parametrize("name", [".goodword", ".goodword/lock", ".goodword/templates"])
def test_something_in_the_way_of_the_state_is_told(copy: Path, name: str) -> None:
    before = tree(copy / "output")
    path = copy / name
    if path.is_dir():
        shutil.rmtree(path)
        path.write_text("in the way")
    else:
        path.unlink()
        path.mkdir()
    result = run("build", cwd=copy)
    assert (result.exit_code, result.codes) == (3, ["GW804"])
    assert str(copy) not in result.stderr
    assert tree(copy / "output") == before


def test_a_cache_that_cannot_be_kept_is_done_without(copy: Path) -> None:
    shutil.rmtree(copy / ".goodword/pictures", ignore_errors=True)
    (copy / ".goodword/pictures").write_text("in the way")
    for path in (copy / ".goodword/templates").iterdir():
        path.write_bytes(b"not what it was")
    assert build(copy).has("/testimonials/new/")


@pytest.mark.parametrize("target", ["output", "../elsewhere"])
def test_an_output_folder_that_is_a_link(copy: Path, target: str) -> None:
    shutil.rmtree(copy / "output")
    (copy / "output").symlink_to(target)
    result = run("build", cwd=copy)
    if target == "output":
        assert (result.exit_code, result.codes) == (3, ["GW804"])
    else:
        assert result.exit_code == 0
        assert (copy.parent / "elsewhere/index.html").is_file()


def test_nothing_is_deleted_through_a_link(copy: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    shutil.copytree(copy / "output/testimonials", outside)
    shutil.rmtree(copy / "output/testimonials")
    (copy / "output/testimonials").symlink_to(outside)
    before = tree(outside)
    shutil.rmtree(copy / "content/testimonials")
    run("build", cwd=copy)
    assert tree(outside) == before


def large(folder: Path, word: str) -> Path:
    """A site of some hundred pages, all of which say `word`."""
    rows = "".join(f"q{n},Author {n},{word} {n},2026-01-01,quote|name\n" for n in range(400))
    return make_site(
        folder,
        f"-- content/testimonials.csv --\nid,author,quote,consent.granted,consent.scope\n{rows}",
    )


def start(site: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "goodword", "build"],
        cwd=site,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait(process: subprocess.Popen[str], site: Path, pattern: str, count: int = 1, since: int = 0) -> None:
    """Waits until that many files of the state, changed after `since` (nanoseconds), match the pattern."""
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            found = sum(path.stat().st_mtime_ns > since for path in (site / ".goodword").glob(pattern))
        except FileNotFoundError:
            continue
        if found >= count:
            return
    raise AssertionError(f"the build ended before {pattern} was there: {process.communicate()}")


def test_a_build_that_is_interrupted_ends_with_130_and_leaves_the_old_site(tmp_path: Path) -> None:
    site = large(tmp_path / "site", "One")
    build(site)
    before = tree(site / "output")
    large(site, "Two")
    process = start(site)
    wait(process, site, "stage-*/*", 5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == "" and "Traceback" not in err
    assert tree(site / "output") == before
    assert list((site / ".goodword").glob("stage-*")) == [], "what was staged is cleared away"
    assert "Two 7" in build(site).read("/testimonials/q7/")
