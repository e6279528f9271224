"""A browser reads the style sheets as they are sent as it reads those that people write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from goodword.outputs.slim_styles import slim
from sites import ROOT
from tabs import Tab

SHEETS = sorted((ROOT / "themes" / "default" / "static").glob("*.css"))
RULES = """text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    // what stands in a custom property is kept as it was written
    return [...sheet.cssRules].map(rule => rule.cssText.replace(/, /g, ","));
}"""


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_slim_style_sheet_has_the_same_rules(path: Path, tab: Callable[..., Tab]) -> None:
    written = path.read_text(encoding="utf-8")
    page = tab().page
    rules = page.evaluate(RULES, written)
    assert len(rules) > 10
    assert page.evaluate(RULES, slim(written)) == rules
    assert len(slim(written)) < 0.95 * len(written)
