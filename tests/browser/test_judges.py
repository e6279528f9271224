"""The judges must be able to fail: each finds the fault planted for it, and nothing on a page without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import judges
from tabs import Tab

GOOD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Kind words</title><link rel="icon" href="data:,"></head>
<body><main><h1>Kind words</h1><p>All is well.</p></main></body></html>
"""


def page(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_page_pleases_all(tmp_path: Path, served: Callable[..., str], tab: Callable[..., Tab]) -> None:
    path = page(tmp_path, "index.html", GOOD)
    seen = tab(width=390)
    seen.page.goto(served(tmp_path) + "/")
    assert judges.axe(seen.page) == []
    assert judges.vnu([path], warnings=True) == []
    assert (seen.foreign, seen.failed, seen.dialogs, seen.errors) == ([], [], [], [])


def test_axe_finds_a_picture_without_words_under_a_strict_policy(
    tmp_path: Path, served: Callable[..., str], tab: Callable[..., Tab]
) -> None:
    page(tmp_path, "index.html", GOOD.replace("All is well.", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'))
    page(tmp_path, "_headers", "/*\n  Content-Security-Policy: default-src 'none'; img-src data:\n")
    seen = tab()
    seen.page.goto(served(tmp_path) + "/")
    assert [violation.rule for violation in judges.axe(seen.page)] == ["image-alt"]


def test_the_checker_names_the_line_of_each_page(tmp_path: Path) -> None:
    bad = page(tmp_path, "a b/bad.html", GOOD.replace("<p>All", '<p align="center">All'))
    good = page(tmp_path, "good.html", GOOD)
    messages = judges.vnu([bad, good])
    assert [(m.path, m.line, m.severity) for m in messages] == [(bad, 3, "error")]


def test_the_policy_of_the_site_is_in_force(
    tmp_path: Path, served: Callable[..., str], tab: Callable[..., Tab]
) -> None:
    page(tmp_path, "index.html", GOOD.replace("<p>", "<script>alert(1)</script><p>"))
    address = served(tmp_path)
    loose = tab()
    loose.page.goto(address + "/")
    assert loose.dialogs == ["1"]

    page(tmp_path, "_headers", "/*\n  Content-Security-Policy: default-src 'none'; img-src data:\n")
    strict = tab()
    strict.page.goto(served(tmp_path) + "/")
    assert strict.dialogs == []
    assert any("Content Security Policy" in error for error in strict.errors)


def test_a_request_to_another_host_is_seen_and_refused(
    tmp_path: Path, served: Callable[..., str], tab: Callable[..., Tab]
) -> None:
    page(tmp_path, "index.html", GOOD.replace("All is well.", '<img alt="" src="https://elsewhere.example/p.png">'))
    seen = tab()
    seen.page.goto(served(tmp_path) + "/")
    assert seen.foreign == ["https://elsewhere.example/p.png"]
