"""The preview in a real browser: pages that load themselves again, errors over the last good page, no policy broken."""

from __future__ import annotations

import re
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


@pytest.fixture
def landing(site: Callable[[str], Path]) -> Path:
    """A site with a landing page that has a form, and a page that nothing else is told on; its folder."""
    return site("""
        -- site.yaml --
        name: Tandem Tools
        url: https://tandem.example/proof
        hosting: {target: github}
        form: {provider: formspree, id: abcdwxyz}
        -- content/advocates.yaml --
        - {id: wolf, public_name: Wolf Berger, code: k7wq2mzp, consent: {granted: 2026-01-01, scope: [name]}}
        -- content/pages/plan.md --
        ---
        title: Plan
        ---
        On Monday.
        """)


# Gone as soon as the page is loaded again.
MARK = "() => { window.sameAsBefore = true; }"
IS_MARKED = "() => window.sameAsBefore === true"


def test_new_style_sheets_are_worn_and_everything_else_stays(landing: Path, tab: Callable[..., Tab]) -> None:
    shipped = Path(__file__).resolve().parents[2] / "themes" / "default" / "static" / "theme.css"
    sheet = landing / "themes" / "default" / "static" / "theme.css"
    config = (landing / "site.yaml").read_text(encoding="utf-8")
    css = shipped.read_text(encoding="utf-8")
    sheet.parent.mkdir(parents=True)
    sheet.write_text(css, encoding="utf-8")
    with previewing(landing) as preview:
        seen = tab(width=600, height=400)
        with seen.page.expect_event("websocket"):
            seen.page.goto(f"{preview.address}r/k7wq2mzp/")
        seen.page.evaluate(MARK)
        field = seen.page.locator("form input[type=email]").first
        field.fill("ida@harbour.example")
        seen.page.evaluate("() => scrollTo({ top: 150, behavior: 'instant' })")
        # Fonts that come too late for the first sheet are there for the second: what is read stays, not its number.
        read = seen.page.evaluate_handle("() => document.elementFromPoint(innerWidth / 2, 60)")
        before = read.evaluate("(element) => element.getBoundingClientRect().top")

        def radius() -> object:
            return seen.page.evaluate("() => getComputedStyle(document.body).borderTopLeftRadius")

        def wears_what_is_built() -> bool:
            page = preview.get("/proof/r/k7wq2mzp/").body
            links = seen.page.locator("head link[rel=stylesheet]")
            worn = links.evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
            return worn == re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)

        for path, text, roundness in (
            (sheet, f"{css}\nbody {{ border-radius: 3px; }}\n", "3px"),
            (sheet, f"{css}\nbody {{ border-radius: var(--radius); }}\n", "6px"),
            (landing / "site.yaml", f"{config}\ntheme: {{radius: 23px}}\n", "23px"),
        ):
            path.write_text(text, encoding="utf-8")
            preview.until(lambda roundness=roundness: radius() == roundness)  # type: ignore[misc]
        # also once it is built
        preview.until(wears_what_is_built)
        assert seen.page.evaluate(IS_MARKED)
        assert field.input_value() == "ida@harbour.example"
        assert field.evaluate("(field) => field === document.activeElement")
        assert seen.page.evaluate("() => scrollY") > 100
        # A browser keeps what is read in its place, to a pixel or two.
        assert read.evaluate("(element) => element.getBoundingClientRect().top") == pytest.approx(before, abs=5)
        assert (seen.foreign, seen.failed, seen.dialogs, seen.errors) == ([], [], [], [])


def test_a_page_that_has_not_changed_is_not_loaded_again(landing: Path, tab: Callable[..., Tab]) -> None:
    with previewing(landing) as preview:
        seen, other = tab(), tab()
        for one, path in ((seen, "r/k7wq2mzp/"), (other, "plan/")):
            with one.page.expect_event("websocket"):
                one.page.goto(f"{preview.address}{path}")
            one.page.evaluate(MARK)
        plan = landing / "content" / "pages" / "plan.md"
        plan.write_text("---\ntitle: Plan\n---\nOn Tuesday.\n", encoding="utf-8")
        other.page.get_by_text("On Tuesday.").wait_for()
        assert not other.page.evaluate(IS_MARKED)
        plan.write_text("---\ntitel: Plan\n---\nOn Tuesday.\n", encoding="utf-8")
        seen.page.get_by_role("alert").wait_for()
        plan.write_text("---\ntitle: Plan\n---\nOn Tuesday.\n", encoding="utf-8")
        seen.page.get_by_role("alert").wait_for(state="detached")
        assert seen.page.evaluate(IS_MARKED)
        people = landing / "content" / "advocates.yaml"
        people.write_text(people.read_text(encoding="utf-8").replace("Wolf Berger", "Wolf Bergmann"), encoding="utf-8")
        seen.page.get_by_text("Wolf Bergmann").first.wait_for()
        assert (seen.failed, seen.errors, other.failed, other.errors) == ([], [], [], [])
