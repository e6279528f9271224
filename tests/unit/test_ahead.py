"""Templates are compiled while the content is read; a build neither depends on it nor waits for ever."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from goodword.build import ahead
from goodword.build.caches import templates_of
from goodword.build.lock import site_lock
from sites import make_site

# As in test_second_process.py; and these tests fork, whatever threads the tests around them have.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")


@pytest.fixture(autouse=True)
def forks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "may_fork", lambda: True)


def test_every_template_is_there_before_the_first_is_needed(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    with ahead.compiling_templates(site, templates_of(site)) as compiled:
        compiled()
    assert len(list(templates_of(site).iterdir())) > 20


def test_a_broken_site_file_or_template_ends_nothing(tmp_path: Path) -> None:
    for text in (
        "-- site.yaml --\nname: [\n",
        "-- site.yaml --\nname: T\nurl: https://t.example\n-- themes/default/templates/x.html --\n{% for %}\n",
    ):
        site = make_site(tmp_path / str(len(text)), text)
        with ahead.compiling_templates(site, templates_of(site)) as compiled:
            compiled()


def test_a_build_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "PATIENCE", 0.1)
    monkeypatch.setattr(ahead, "_compile", lambda root, folder: time.sleep(60))
    began = time.monotonic()
    with ahead.compiling_templates(make_site(tmp_path), templates_of(tmp_path)) as compiled:
        compiled()
    assert time.monotonic() - began < 30


def test_the_lock_of_a_build_does_not_live_on_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_compile", lambda root, folder: time.sleep(60))
    site = make_site(tmp_path)
    state = site / ".goodword"
    with site_lock(state):
        compiling = ahead.compiling_templates(site, templates_of(site))
        compiling.__enter__()
        time.sleep(0.3)
    try:
        with site_lock(state):
            pass  # somebody else could build now
    finally:
        compiling.__exit__(None, None, None)
