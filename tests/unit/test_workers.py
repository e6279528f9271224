"""A second process takes part in a row of jobs, and nothing of the site tells that it did."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goodword.build.workers import WorkerError, share
from sites import environment, make_site

# Python 3.12 and later warn of what a test process with other threads does here, and a build never does (`processors`).
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")


def test_every_job_is_done_once() -> None:
    done: list[int] = []
    (theirs,) = share(1_000, 1, done.append, lambda: done.append(-1), lambda: list(done))
    assert done[0] == -1, "the first process begins with its own work"
    assert sorted([*done, *theirs]) == list(range(-1, 1_000))


def test_a_second_process_that_dies_is_told() -> None:
    with pytest.raises(WorkerError):
        share(50, 2, lambda _: None, lambda: None, lambda: os.kill(os.getpid(), signal.SIGKILL))


def test_a_mistake_here_ends_the_second_process(tmp_path: Path) -> None:
    told = tmp_path / "pid"

    def work(_: int) -> None:
        told.with_suffix(".new").write_text(str(os.getpid()))
        told.with_suffix(".new").replace(told)
        time.sleep(60)

    def first() -> None:
        while not told.exists():
            time.sleep(0.01)
        raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        share(50, 2, work, first, lambda: None)
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)


CODES = [f"k{a}{b}kkkkk" for a in "cdfghjkmnpqrtvwx" for b in "cdfghjkmnpqrtvw"]
ADVOCATES = "id,public_name,code,consent.granted,consent.method,consent.scope\n" + "".join(
    f"{code},Ana {code},{code},2026-05-01,form,page|name\n" for code in CODES
)


def test_two_processes_make_the_same_site_as_one(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (site / "content").mkdir()
    (site / "content" / "advocates.csv").write_text(ADVOCATES, encoding="utf-8")
    one, two = _built(site, tmp_path / "one", {0}), _built(site, tmp_path / "two", os.sched_getaffinity(0))
    assert one == two
    assert sum(name.startswith("r/") for name in two) == 240


def test_two_processes_tell_the_same_mistake_as_one(tmp_path: Path) -> None:
    site = make_site(
        tmp_path / "site",
        """
        -- themes/mine/theme.yaml --
        parent: default
        -- themes/mine/templates/landing.html --
        {{ landing.nothing_of_this_name }}
        -- site.yaml --
        name: Tandem Tools
        url: https://tandem.example
        theme: {name: mine}
        """,
    )
    (site / "content").mkdir()
    (site / "content" / "advocates.csv").write_text(ADVOCATES, encoding="utf-8")
    answers = {_run(site, tmp_path / "out", cpus).stderr for cpus in ({0}, os.sched_getaffinity(0))}
    assert len(answers) == 1
    assert "nothing_of_this_name" in answers.pop()
    assert not (tmp_path / "out").exists()


def _run(site: Path, output: Path, processors: set[int]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "goodword", "build", "--output", str(output)]
    allowed = min(processors), max(processors)
    return subprocess.run(
        command,
        cwd=site,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        preexec_fn=lambda: os.sched_setaffinity(0, allowed),
    )


def _built(site: Path, output: Path, processors: set[int]) -> dict[str, bytes]:
    ended = _run(site, output, processors)
    assert ended.returncode == 0, ended.stderr
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_a_process_that_cannot_be_had_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", none)
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(WorkerError):
        share(50, 2, lambda _: None, lambda: None, lambda: None)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_queue_that_takes_too_few_numbers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    made = os.pipe

    def small() -> tuple[int, int]:
        ends = made()
        fcntl.fcntl(ends[0], fcntl.F_SETPIPE_SZ, 4096)
        return ends

    monkeypatch.setattr(os, "pipe", small)
    with pytest.raises(WorkerError):
        share(5_000, 1, lambda _: None, lambda: None, lambda: None)
