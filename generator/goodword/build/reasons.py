"""Why an output was made again, told from the parts of its key that changed."""

from __future__ import annotations

from goodword.build.state import GONE, Made

_PART = 8


def why(before: Made | None, now: Made) -> str:
    """One clause: why an output that was `before` had to be written as `now`."""
    if before is None:
        return "it is new"
    if before == GONE:
        return "what lay there was not what Goodword had written, or had not been finished"
    parts = [before.key[start : start + _PART] != now.key[start : start + _PART] for start in range(0, 24, _PART)]
    clauses = (
        "its template changed, or one that it refers to, or Goodword itself",
        "what all pages of its language share changed: the site's settings, menus or words",
        "what it shows changed",
    )
    return ", and ".join(clause for clause, differs in zip(clauses, parts, strict=True) if differs)
