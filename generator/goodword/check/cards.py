"""Share cards that could not be drawn, and whose they would have been."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from goodword.check.subject import Subject
from goodword.problems import Problem, checks

_LISTED = 8
_KINDS = {"case-studies": "case studies", "site": "the languages"}
_INSTALL = "For other scripts install the extra: `pip install 'goodword[scripts]'`; shorten long disclosures."
_SHORTEN = "Write disclosures and offers in fewer words; Thai, Lao, Khmer, Burmese and rare letters cannot be drawn."


def lacking(subject: Subject) -> Iterator[Problem]:
    """For each kind the entries that have the site's card. Asked when all pages have been made."""
    shelf = subject.production.shelf
    if shelf is None:
        return
    hint = _SHORTEN if shelf.drawer.scripts else _INSTALL
    for kind, found in groupby(sorted(shelf.lacking), key=lambda one: one[0]):
        names = [name for _, name in found]
        shown = ", ".join(names[:_LISTED]) + (", ..." if len(names) > _LISTED else "")
        yield checks.NO_CARD(None, count=len(names), kind=_KINDS.get(kind, kind), names=shown, hint=hint)
