"""Who was left out of what a desk command wrote, and why: the same lines for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goodword.cli.excerpts import plain

MOST_NAMED = 8


def left_out(left: Sequence[tuple[str, str]], headings: Mapping[str, str]) -> Iterator[str]:
    """Lines for `left` (a reason's code, and an id), by reason in the order of `headings`; each id is named once."""
    if not left:
        return
    yield f"Left out ({len(left)}):"
    for code, heading in headings.items():
        ids = [entry_id for reason, entry_id in left if reason == code]
        names = list(dict.fromkeys(map(plain, ids)))
        if ids:
            more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            yield f"  {len(ids)} {heading}"
            yield f"      {', '.join(names[:MOST_NAMED])}{more}"
