"""The preview in a real browser: pages that load themselves again, errors over the last good page, no policy broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from serving import previewing
from tabs import Tab

QUOTE = """---
role: Head of Operations
consent: {granted: 2026-05-01, method: email, scope: [quote, role]}
---
It just works.
"""


@pytest.fixture
def ana(site: Callable[[str], Path]) -> Path:
    """A site with one testimonial, hosted where pages carry their policy themselves; the testimonial's file."""
    root = site("""
        -- site.yaml --
        name: Tandem Tools
        url: https://tandem.example/proof
        hosting: {target: github}
        """)
    path = root / "content" / "testimonials" / "ana.md"
    path.parent.mkdir(parents=True)
    path.write_text(QUOTE, encoding="utf-8")
    return path


def test_a_saved_change_is_seen_without_a_key_pressed(ana: Path, tab: Callable[..., Tab]) -> None:
    with previewing(ana.parents[2]) as preview:
        seen = tab()
        with seen.page.expect_event("websocket"):
            seen.page.goto(f"{preview.address}testimonials/ana/")
        ana.write_text(QUOTE.replace("just works", "never lets us down"), encoding="utf-8")
        seen.page.get_by_text("It never lets us down.").first.wait_for()
        ana.write_text(QUOTE.replace("just works", "lasts"), encoding="utf-8")
        seen.page.get_by_text("It lasts.").first.wait_for()
        assert (seen.foreign, seen.failed, seen.dialogs, seen.errors) == ([], [], [], [])


def test_errors_lie_over_the_last_good_page_and_go_when_they_are_mended(ana: Path, tab: Callable[..., Tab]) -> None:
    with previewing(ana.parents[2]) as preview:
        seen = tab(width=390)
        with seen.page.expect_event("websocket"):
            seen.page.goto(f"{preview.address}testimonials/ana/")
        ana.write_text(QUOTE.replace("role:", "rolle:"), encoding="utf-8")
        told = seen.page.get_by_role("alert")
        told.get_by_text("content/testimonials/ana.md:2:1").wait_for()
        assert "GW" in told.inner_text()
        assert "Did you mean `role`?" in told.inner_text()
        assert seen.page.get_by_text("It just works.").first.is_visible()

        ana.write_text(QUOTE.replace("role:", "<img src=x onerror=alert(1)>:"), encoding="utf-8")
        told.get_by_text("<img src=x onerror=alert(1)>").first.wait_for()
        told.get_by_role("button", name="Hide").click()
        told.wait_for(state="detached")
        seen.page.reload()
        told.wait_for()

        ana.write_text(QUOTE, encoding="utf-8")
        told.wait_for(state="detached")
        assert (seen.dialogs, seen.errors) == ([], [])


def test_a_site_that_was_never_built_shows_its_errors_and_then_itself(ana: Path, tab: Callable[..., Tab]) -> None:
    ana.write_text(QUOTE.replace("role:", "rolle:"), encoding="utf-8")
    with previewing(ana.parents[2]) as preview:
        seen = tab()
        with seen.page.expect_event("websocket"):
            seen.page.goto(preview.origin)
        assert seen.page.get_by_role("heading", name="The site cannot be built yet").is_visible()
        ana.write_text(QUOTE.replace("granted:", "grantet:"), encoding="utf-8")
        seen.page.get_by_text("grantet").first.wait_for()
        ana.write_text(QUOTE, encoding="utf-8")
        seen.page.get_by_text("It just works.").first.wait_for()
