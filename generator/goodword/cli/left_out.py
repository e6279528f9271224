"""Who was left out of what a desk command wrote, and why: the same lines for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goodword.cli.columns import columns, wrapped
from goodword.cli.excerpts import plain

MOST_NAMED = 8


def left_out(left: Sequence[tuple[str, str]], headings: Mapping[str, str], of: str = "") -> Iterator[str]:
    """Lines for `left` (a reason's code, and an id), by reason in the order of `headings`; each id is named once.

    of: one of what is counted, where that is not the ids.
    """
    if not left:
        return
    across, counted = columns(), f" {of}{'' if len(left) == 1 else 's'}" if of else ""
    yield f"Left out ({len(left)}{counted}):"
    for code, heading in headings.items():
        ids = [entry_id for reason, entry_id in left if reason == code]
        names = list(dict.fromkeys(map(plain, ids)))
        if ids:
            more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            yield from wrapped(f"{len(ids)} {heading}", across, "  ", "    ")
            yield from wrapped(f"{', '.join(names[:MOST_NAMED])}{more}", across, " " * 6, " " * 6)
