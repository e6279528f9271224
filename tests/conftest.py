"""Fixtures of all tests: a site in a temporary folder, a host, a browser; and how long the random tests run."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

import browser_setup
import host
import sites
from tabs import Tab, watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROFILE = os.environ.get("GOODWORD_TEST_PROFILE", "short")
_CALM = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture]
hypothesis.settings.register_profile(
    "short", max_examples=30, deadline=None, derandomize=True, suppress_health_check=_CALM
)
hypothesis.settings.register_profile(
    "long", max_examples=3000, deadline=None, print_blob=True, suppress_health_check=_CALM
)
hypothesis.settings.load_profile(PROFILE)
# A shell lets what it runs in the background ignore this signal, and so would every process that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

# A run makes some hundred thousand files and takes them away again: in memory, where there is room enough.
_MEMORY, _ROOM = Path("/dev/shm"), 8 << 30
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], Path]:
    """`site(text)`: a site's folder from one string (see `sites.make_site`)."""

    def make(text: str = "") -> Path:
        return sites.make_site(tmp_path / "site", text)

    return make


@pytest.fixture(scope="session")
def example() -> sites.Output:
    """The example site, built once: read it, never change it."""
    return sites.example()


@pytest.fixture(scope="session")
def launched(tmp_path_factory: pytest.TempPathFactory) -> sites.Output:
    """The example site as if it were no demonstration: search engines may list it."""
    return sites.build_example(tmp_path_factory.mktemp("launched"), {"demo: true": "demo: false"})


@pytest.fixture(scope="session")
def rounds() -> Callable[[int, int], int]:
    """`rounds(20, 2000)`: how often a test repeats itself, in the short and in the long profile."""
    return lambda short, long: long if PROFILE == "long" else short


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str, object], None]:
    """`figure("pages", 1234)`: a number that `make test-long` writes into docs/verification.md."""
    return record_property


@pytest.fixture
def served() -> Iterator[Callable[..., str]]:
    """`served(folder)`: the address of a host that obeys the folder's `_headers` and `_redirects`."""
    with ExitStack() as stack:
        yield lambda folder, prefix="": stack.enter_context(host.serving(folder, prefix))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser_setup.browser_program(), args=browser_setup.BROWSER_ARGUMENTS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Callable[..., Tab]]:
    """`tab(width=390)`: a fresh page that keeps requests, bad answers, dialogs and errors (also those of the CSP).

    Other options go to Playwright's `new_context`: `java_script_enabled`, `color_scheme`, `locale`.
    """
    with ExitStack() as stack:

        def open_tab(width: int = 1440, height: int = 900, **options: Any) -> Tab:
            context = browser.new_context(viewport={"width": width, "height": height}, **options)
            stack.callback(context.close)
            made = Tab(context.new_page())
            watch(made)
            return made

        yield open_tab
