"""Looks at every text of an entry for what no page can carry: control characters, direction tricks, endless values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from goodword.content.document import Document, Key
from goodword.content.field_errors import display
from goodword.problems import Problem, fields, kits
from goodword.problems.kit_addresses import SHORTEST, names_kit

LONGEST_TEXT = 200_000
LONGEST_LIST = 1_000
# Fields that may have several lines; whatever stands below one of the groups may too.
_LINES = frozenset(
    (
        "quote",
        "body",
        "original",
        "reply",
        "description",
        "summary",
        "challenge",
        "solution",
        "typical",
        "message",
        "transcript",
        "terms",
        "ideal_customer",
        "eligibility",
        "limits",
        "promoter",
        "address",
        "what",
        "for_whom",
        "offer",
        "offer_to_us",
        "offer_to_them",
        "incentives",
        "negative",
        "retention",
        "logs",
        "evidence",
        "incentive",
        "reward",
        "advocate_reward",
        "friend_reward",
        "given",
        "notes",
        "open_problems",
        "chosen_by",
        "checked_by",
    )
)
_GROUPS = frozenset(("messages", "emails", "extra", "imported"))
# What XML and HTML cannot carry: C0 controls, surrogates, the two non-characters (XML 1.0, section 2.2); and marks that
# show letters in an order of their own whatever they are, which no script needs (Unicode TR 9, section 2.2): in a
# message they would turn the link around that stands behind them.
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e\ud800-\udfff\ufffe\uffff]")
# In one line besides: C1 controls, and marks that turn the direction of what follows (Unicode TR 9, section 2).
_NOT_IN_LINE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_BREAKS = re.compile("[\n\r\x85\u2028\u2029]")


def may_have_lines(keys: tuple[Key, ...]) -> bool:
    """Whether the text at `keys` may have several lines; all others are one line."""
    return any(key in _LINES or key in _GROUPS for key in keys)


class TextScan:
    """Goes over all values once; `odd` says that something is empty or begins with a space and needs a closer look.

    is_public: whether the texts are for the site, which must not tell the address of a share kit.
    """

    def __init__(self, document: Document, *, is_public: bool) -> None:
        self.document, self._is_public = document, is_public
        self.problems: list[Problem] = []
        self.odd = False

    def scan(self, values: Iterable[tuple[Key, Any]], keys: tuple[Key, ...] = ()) -> None:
        """Looks at `values`, each with its key (or its number in a list), and at everything in them."""
        for key, value in values:
            if isinstance(value, str):
                if not (value.isprintable() and 0 < len(value) <= LONGEST_TEXT and value[0] != " "):
                    self.text(value, (*keys, key))
                if len(value) >= SHORTEST and self._is_public and names_kit(value):
                    where, name = (*keys, key), display((*keys, key))
                    self.problems.append(kits.ADDRESS_IN_CONTENT(self.document.place(*where), field=name))
            elif value is None:
                self.odd = True
            elif isinstance(value, dict):
                self.names(value, (*keys, key))
                self.scan(value.items(), (*keys, key))
            elif isinstance(value, list):
                self.items(value, (*keys, key))

    def items(self, values: list[Any], keys: tuple[Key, ...]) -> None:
        """The items of a list, unless there are too many."""
        if len(values) > LONGEST_LIST:
            place = self.document.place(*keys)
            self.problems.append(fields.TOO_MANY(place, field=display(keys), length=len(values), limit=LONGEST_LIST))
            return
        self.scan(enumerate(values), keys)

    def names(self, values: dict[str, Any], keys: tuple[Key, ...]) -> None:
        """The keys themselves, where the writer chooses them."""
        for name in values:
            bad = None if name.isprintable() else _NOT_IN_LINE.search(name) or _BREAKS.search(name)
            if bad:
                place = self.document.key_place(*keys, name)
                self.problems.append(
                    fields.CONTROL_CHARACTER(place, field=display(keys), character=f"U+{ord(bad[0]):04X}")
                )

    def text(self, value: str, keys: tuple[Key, ...]) -> None:
        """One text that is long, empty, or holds something besides plain letters."""
        name = display(keys)
        if len(value) > LONGEST_TEXT:
            place = self.document.place(*keys)
            self.problems.append(fields.TOO_LONG(place, field=name, length=len(value), limit=LONGEST_TEXT))
            return
        lines = may_have_lines(keys)
        self.odd = self.odd or not value.strip() or (not lines and value != value.strip())
        bad = (_NEVER if lines else _NOT_IN_LINE).search(value)
        if bad:
            place, character = self.document.place(*keys), f"U+{ord(bad[0]):04X}"
            self.problems.append(fields.CONTROL_CHARACTER(place, field=name, character=character))
        elif not lines and _BREAKS.search(value.strip()):
            self.problems.append(fields.LINE_BREAK(self.document.place(*keys), field=name))
