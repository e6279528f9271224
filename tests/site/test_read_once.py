"""What is read is what was digested; what changes while a build runs is looked at by the next one."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from goodword.build import content_read, engine

Make = Callable[[str], Path]
SITE = """
-- content/testimonials/bo.md --
---
author: Bo
consent: {granted: 2026-01-01, scope: [quote, name]}
---
It works *well*.
"""
LISTED = """
- id: cleo
  author: Cleo
  quote: It works.
  consent: {granted: 2026-01-01, method: form, scope: [quote, name]}
"""


@pytest.mark.parametrize(("name", "is_read"), [("testimonials.yaml", True), ("testimonials/bo.md", False)])
def test_content_that_changes_while_it_is_read_is_read_again(
    site: Make, monkeypatch: pytest.MonkeyPatch, name: str, is_read: bool
) -> None:
    """Undone while the build runs: what was built from is not what was digested before, and is not there any more.

    Of small Markdown files just those bytes are taken that were digested.
    """
    here = site(SITE)
    (here / "content/testimonials.yaml").write_text(LISTED)
    path = here / "content" / name
    before, read = path.read_text(), content_read.read_sources

    def changed_meanwhile(*given: Any, **named: Any) -> Any:
        path.write_text(before.replace("works", "fails"))
        found = read(*given, **named)
        path.write_text(before)
        return found

    def run() -> None:
        engine.build(here, here / "output", lambda _: datetime.date(2026, 6, 1), workers=1)

    monkeypatch.setattr(content_read, "read_sources", changed_meanwhile)
    page = here / f"output/testimonials/{'cleo' if name == 'testimonials.yaml' else 'bo'}/index.html"
    run()
    assert ("fails" in page.read_text()) == is_read
    monkeypatch.undo()
    run()
    assert "fails" not in page.read_text()
    path.write_text(before.replace("works", "rocks"))
    run()
    assert "rocks" in page.read_text()
