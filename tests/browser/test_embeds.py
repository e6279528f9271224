"""Embeds on somebody else's site, which has a strict policy: drawn, as high as was said, nothing moves, by keyboard."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import judges
from goodword.outputs.embed_choice import embed_name
from sites import Output, build, make_site
from tabs import Tab

Open = Callable[..., Tab]
Serve = Callable[..., str]
SITE = "https://customers.ambarel.example"
QUOTE = embed_name("gareth-pugh")
LONG = f"""
-- site.yaml --
name: Tandem Tools
url: https://tandem.example
embeds: {{}}
-- content/testimonials/ana.md --
---
author: Ana
featured: true
consent: {{granted: 2026-05-01, scope: [quote, name]}}
---
{"It just works, and it goes on working. " * 40}
"""
PAID = "4 of them got something for it, or have other ties to Ambarel."
NAMES = ["wall", "carousel", "badge", "logos", QUOTE]
# Watches what moves from the first moment on; the debugging protocol brings it in, whatever the page's policy says.
WATCH = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifts.push([entry.value, entry.startTime]);
}).observe({ type: "layout-shift", buffered: true });
"""
PAGE = """
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Somebody else</title><link rel="stylesheet" href="/own.css"></head>
<body>
<main>
<h1>Somebody else's site</h1>
<p>What stands before.</p>
{embeds}
<p id="after">What stands behind.</p>
</main>
</body>
</html>
"""
STYLE = "body { margin: 0 auto; max-width: 60rem; padding: 1rem; font: 18px/1.5 sans-serif }\niframe { display: block }"


def snippets(example: Output) -> dict[str, dict[str, str]]:
    """What can be copied, by embed and form."""
    page = example.read("/embed/")
    found = {}
    for section in re.split(r'<section class="choice" id="', page)[1:]:
        codes = [html.unescape(code) for code in re.findall(r"<pre[^>]*><code>(.*?)</code>", section, re.DOTALL)]
        found[section.partition('"')[0]] = dict(zip(("frame", "element", "plain"), codes, strict=True))
    return found


@pytest.fixture
def elsewhere(served: Serve, example: Output, tmp_path: Path) -> Callable[..., tuple[str, str]]:
    """`elsewhere("wall", "frame")`: a page of another origin with these snippets; its address, and that of the site."""
    site = served(example.folder)
    known = snippets(example)

    def make(names: list[str], form: str, *, before: str = "") -> tuple[str, str]:
        embeds = before + "\n".join(known[name][form] for name in names)
        policy = f"default-src 'none'; style-src 'self'; script-src {site}; connect-src {site}; frame-src {site}"
        policy += "; img-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        if form == "plain":
            policy = policy.replace("img-src 'none'", f"img-src {site}")
        folder = make_site(tmp_path / f"{form}-{names[0]}-{len(names)}-{bool(before)}")
        (folder / "index.html").write_text(PAGE.format(embeds=embeds.replace(SITE, site)), encoding="utf-8")
        (folder / "own.css").write_text(STYLE, encoding="utf-8")
        (folder / "_headers").write_text(f"/*\n  Content-Security-Policy: {policy}\n", encoding="utf-8")
        return served(folder), site

    return make


def visit(tab: Open, address: str, **options: Any) -> Tab:
    """The page, with an eye on what moves; scrolled through, so that everything has been loaded."""
    made = tab(**options)
    made.page.add_init_script(WATCH)
    made.page.goto(address)
    return made


def settled(page: Any) -> None:
    """Waits until all elements are drawn and all frames are there, by scrolling to each."""
    for element in page.locator("goodword-embed, iframe").all():
        element.scroll_into_view_if_needed()
        handle = element.element_handle()
        framed = handle.content_frame()
        if framed:
            framed.wait_for_selector(".embed")
            framed.wait_for_load_state()
        else:
            page.wait_for_function("one => one.shadowRoot", arg=handle)


def shifts(page: Any) -> Any:
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")
    return page.evaluate("window.shifts")


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("form", ["frame", "element"])
def test_on_a_site_with_a_strict_policy_all_is_drawn_and_nothing_moves(
    elsewhere: Any, tab: Open, form: str, width: int
) -> None:
    for name in NAMES:
        address, site = elsewhere([name], form)
        made = visit(tab, address, width=width)
        settled(made.page)
        assert shifts(made.page) == [], name
        assert (made.errors, made.failed, made.dialogs) == ([], [], []), name
        assert all(url.startswith((address, site)) for url in made.requests)
        if form == "frame":
            shown = made.page.frame_locator("iframe").locator(".embed")
        else:
            shown = made.page.locator("goodword-embed .embed")
        assert shown.is_visible() and shown.bounding_box()["width"] > width / 3
        assert made.page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"


@pytest.mark.parametrize("form", ["frame", "element"])
def test_below_what_is_in_view_an_embed_takes_the_room_that_it_needs(elsewhere: Any, tab: Open, form: str) -> None:
    address, _ = elsewhere(["wall", QUOTE], form, before="<p>Read on.</p>" * 60)
    made = visit(tab, address, width=390, height=800)
    made.page.evaluate("scrollTo(0, document.querySelector('iframe, goodword-embed').offsetTop - innerHeight - 200)")
    wall = made.page.locator("iframe, goodword-embed").first
    made.page.wait_for_function("one => one.offsetHeight > 1500", arg=wall.element_handle())
    settled(made.page)
    assert shifts(made.page) == []
    assert made.errors == []


def test_a_frame_grows_for_whoever_opens_the_whole_text(
    served: Serve, tmp_path: Path, tab: Open, site: Callable[[str], Path]
) -> None:
    own = served(build(site(LONG)).folder)
    page = make_site(tmp_path / "other")
    code = f'<iframe src="{own}/embed/{embed_name("ana")}/" title="Ana" width="100%" height="500"></iframe>'
    code += f'<script src="{own}/embed/goodword.js" async></script>'
    (page / "index.html").write_text(PAGE.format(embeds=code), encoding="utf-8")
    (page / "own.css").write_text(STYLE, encoding="utf-8")
    made = visit(tab, served(page), width=390)
    settled(made.page)
    height = made.page.locator("iframe").bounding_box()["height"]
    made.page.frame_locator("iframe").locator("summary", has_text="Read all of it").click()
    made.page.wait_for_function(f"() => document.querySelector('iframe').offsetHeight > {height}")
    inner = made.page.frames[1].evaluate("document.querySelector('main').offsetHeight")
    assert made.page.locator("iframe").bounding_box()["height"] >= inner > height


def test_only_a_frame_of_the_site_itself_is_heard(elsewhere: Any, tab: Open) -> None:
    address, _ = elsewhere([QUOTE], "frame")
    made = visit(tab, address, width=390)
    settled(made.page)
    height = made.page.locator("iframe").bounding_box()["height"]
    # From the page itself: the wrong origin, and no frame. From the frame: no height at all, and too high a one.
    made.page.evaluate("postMessage({ goodword: 1, height: 900, asked: true }, '*')")
    for bad in ("'900px'", "1e9", "-5", "NaN", "null"):
        made.page.frames[1].evaluate(f"parent.postMessage({{ goodword: 1, height: {bad}, asked: true }}, '*')")
    made.page.evaluate("() => new Promise(done => setTimeout(done, 100))")
    assert made.page.locator("iframe").bounding_box()["height"] == height
    made.page.frames[1].evaluate("parent.postMessage({ goodword: 1, height: 900, asked: true }, '*')")
    made.page.wait_for_function("() => document.querySelector('iframe').offsetHeight === 900")
    assert made.errors == []


def test_the_height_that_is_said_is_enough(served: Serve, example: Output, tab: Open) -> None:
    site = served(example.folder)
    for name in snippets(example):
        height = json.loads(example.read(f"/embed/{name}.json"))["height"]
        page = tab(width=400, height=height).page
        page.goto(f"{site}/embed/{name}/")
        natural = page.evaluate("document.querySelector('main').offsetHeight")
        if name != "wall":
            assert natural <= height <= natural * 1.7 + 60, (name, natural, height)


def test_the_element_takes_the_colours_and_fonts_around_it(elsewhere: Any, tab: Open) -> None:
    address, _ = elsewhere([QUOTE], "element")
    made = visit(tab, address)
    settled(made.page)
    style = "getComputedStyle(document.querySelector('goodword-embed').shadowRoot.querySelector('blockquote'))"
    assert made.page.evaluate(f"{style}.fontFamily") == "sans-serif"
    made.page.evaluate("document.querySelector('goodword-embed').style.setProperty('--goodword-quote-font', 'serif')")
    assert made.page.evaluate(f"{style}.fontFamily") == "serif"


@pytest.mark.parametrize("form", ["frame", "element", "plain"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(elsewhere: Any, tab: Open, form: str, scheme: str) -> None:
    address, _ = elsewhere(NAMES, form)
    made = visit(tab, address, width=390, color_scheme=scheme)
    settled(made.page)
    assert judges.axe(made.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_they_are_chosen_or_alone(
    served: Serve, example: Output, tab: Open, scheme: str
) -> None:
    site, made = served(example.folder), tab(color_scheme=scheme)
    for path in ("/embed/", "/es/embed/", *(f"/embed/{name}/" for name in NAMES), "/embed/es/wall/"):
        made.page.goto(site + path)
        for width in (390, 1440):
            made.page.set_viewport_size({"width": width, "height": 900})
            assert judges.axe(made.page, ["color-contrast"] if scheme == "dark" else []) == [], path
            assert made.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert (made.errors, made.foreign) == ([], [])


def test_the_carousel_goes_by_keyboard(elsewhere: Any, tab: Open) -> None:
    address, _ = elsewhere(["carousel"], "element")
    made = visit(tab, address, width=390)
    settled(made.page)
    made.page.keyboard.press("Tab")
    slides = "document.querySelector('goodword-embed').shadowRoot"
    assert made.page.evaluate(f"{slides}.activeElement.className") == "slides"
    made.page.keyboard.press("ArrowRight")
    made.page.wait_for_function(f"() => {slides}.querySelector('.slides').scrollLeft > 50")


def test_where_they_are_chosen_each_is_shown_and_copied(served: Serve, example: Output, tab: Open) -> None:
    made = tab(permissions=["clipboard-read", "clipboard-write"])
    made.page.goto(served(example.folder) + "/embed/")
    made.page.get_by_role("button", name=re.compile("Copy ?: Frame, Wall")).click()
    made.page.get_by_text("Copied", exact=True).first.wait_for()
    assert made.page.evaluate("navigator.clipboard.readText()") == snippets(example)["wall"]["frame"]
    made.page.locator("#wall goodword-embed .quotes").wait_for()
    assert made.errors == [] and made.foreign == []


def test_without_a_script_the_snippets_are_there(served: Serve, example: Output, tab: Open) -> None:
    made = tab(java_script_enabled=False)
    made.page.goto(served(example.folder) + "/embed/")
    assert made.page.locator("#wall code").first.is_visible()
    assert not made.page.locator("#wall goodword-embed").is_visible()  # which would be an empty frame
    assert made.page.locator("#wall a.more").is_visible()
    assert not made.page.get_by_role("button").first.is_visible()


def test_logos_as_plain_html_are_no_larger_than_logos_are(elsewhere: Any, tab: Open) -> None:
    address, _ = elsewhere(["logos"], "plain")
    made = visit(tab, address, width=320)
    sizes = made.page.locator("li img").evaluate_all("all => all.map(one => [one.width, one.height])")
    assert len(sizes) > 5 and all(10 < width <= 160 and 10 < height <= 64 for width, height in sizes)
    assert made.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_paid_for_is_said_first_and_in_full_size(served: Serve, example: Output, tab: Open) -> None:
    page = tab(width=390).page
    page.goto(served(example.folder) + "/embed/badge/")
    assert page.locator(".embed").inner_text().startswith(PAID)
    sizes = "one => getComputedStyle(document.querySelector(one)).fontSize"
    assert page.evaluate(sizes, ".disclosure") == page.evaluate(sizes, "b")
    assert snippets(example)["badge"]["plain"].startswith(f"<p>{PAID}<br>")


def test_they_weigh_next_to_nothing(example: Output, figure: Callable[[str, object], None]) -> None:
    def packed(name: str) -> int:
        return len(gzip.compress(example.files[name], 9))

    script = packed("embed/goodword.js")
    sheet = packed(next(name for name in example.files if name.startswith("assets/embed.") and name.endswith(".css")))
    figure("embeds: script, bytes in gzip", script)
    figure("embeds: style sheet, bytes in gzip", sheet)
    figure("embeds: page of the wall, bytes in gzip", packed("embed/wall/index.html"))
    assert script <= 6 * 1024
    assert script + sheet <= 6 * 1024
    assert packed("embed/wall/index.html") <= 14 * 1024
