"""Fixtures of the whole-site tests: one good site, built once, that each test breaks in its own way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import broken_sites
from broken_sites import Bad


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good site of `broken_sites`, built. Copy it before you change it."""
    return broken_sites.good_site(tmp_path_factory.mktemp("good") / "site")


@pytest.fixture
def broken(good: Path, tmp_path: Path) -> Callable[[Bad], str]:
    """`broken(bad)`: what a build told of the good site broken in that way, once all that `bad` promises is checked."""
    return lambda bad: broken_sites.break_site(good, tmp_path / "site", bad)
