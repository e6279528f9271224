"""A theme author's day: rules, fonts, templates and words of one's own beside the shipped theme."""

from __future__ import annotations

import re
from pathlib import Path

from sites import ROOT, Output, build, make_site

FONT = ROOT / "themes" / "default" / "static" / "newsreader-latin.woff2"
SITE = """
    -- site.yaml --
    name: Tandem Tools
    url: https://tandem.example
    embeds: {}
    theme: {fonts: {display: Atelier}}
    -- content/testimonials/ana.md --
    ---
    role: Head of Operations
    consent: {granted: 2026-05-01, method: email, scope: [quote, role]}
    ---
    It just works.
    -- content/pages/words.md --
    ---
    title: Words
    ---
    {{ wall }}
    """
OWN = """
    -- themes/default/static/own.css --
    /* ours */
    @font-face { font-family: Atelier; src: url(fonts/atelier.woff2) }
    .quote { outline: 7px solid }
    """
RULES = re.compile(r"@font-face\{font-family:Atelier;src:url\((.+?)\)\}\.quote\{outline:7px solid\}$")


def with_own(folder: Path) -> Path:
    root = make_site(folder, SITE + OWN)
    font = root / "themes/default/static/fonts/atelier.woff2"
    font.parent.mkdir()
    font.write_bytes(FONT.read_bytes())
    return root


def sheets(made: Output, path: str) -> list[str]:
    """The style sheets for screens that a page loads, in their order."""
    links = re.findall(r'<link rel="stylesheet" href="([^"]+)"(?: data-embed)?>', made.read(path))
    return [made.read(link) for link in links]


def test_own_rules_come_last_on_every_page_and_ask_for_no_more_files(tmp_path: Path) -> None:
    plain = build(make_site(tmp_path / "plain", SITE))
    made = build(with_own(tmp_path / "own"))
    for path in ("/", "/testimonials/", "/words/"):
        last = sheets(made, path)[-1]
        found = RULES.search(last)
        assert found and made.files[f"assets/{found[1]}"] == FONT.read_bytes()
        assert last.startswith(sheets(plain, path)[-1])
        assert len(sheets(made, path)) == len(sheets(plain, path))
    assert not [path for path in made.files if "/own." in path]


def test_embeds_on_other_sites_and_paper_stay_as_they_are(tmp_path: Path) -> None:
    made = build(with_own(tmp_path / "own"))
    assert not any(RULES.search(sheet) for sheet in sheets(made, "/embed/wall/"))
    assert not any("7px" in made.read(f"/{path}") for path in made.files if "print." in path or "embed." in path)


def test_a_build_after_it_writes_nothing(tmp_path: Path) -> None:
    root = with_own(tmp_path / "own")
    build(root)
    assert ": 0 files written" in build(root).result.stderr
