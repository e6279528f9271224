"""What reading a file gives: one Document for each entry, with the place of every value. No meaning, no types."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from msgspec import Struct

from goodword.problems import Place

Key = str | int
_TAG = re.compile(
    r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?((?:-[A-Za-z0-9]{5,8}|-\d[A-Za-z0-9]{3})*)"
)


class Plain(str):
    """A YAML or JSON scalar without quotes that may be a number or a boolean; the text is what the writer wrote."""

    __slots__ = ()

    @property
    def resolved(self) -> str | int | float | bool:
        """The value by the YAML 1.2 core schema; numbers with leading zeros (codes) and endless ones stay text."""
        text = str(self)
        if text.lower() in ("true", "false"):
            return text.lower() == "true"
        if re.fullmatch(r"[-+]?(0|[1-9]\d{0,17})", text):
            return int(text)
        if re.fullmatch(r"[-+]?(\.\d+|(0|[1-9]\d*)(\.\d*)?)([eE][-+]?\d{1,3})?", text):
            number = float(text)
            return number if abs(number) < 1e300 else text
        return text


class Spot(Struct):
    """Where a value stands (line and column from 1), and where each of its parts does."""

    line: int
    column: int
    keys: dict[str, tuple[int, int]] | None = None
    parts: dict[str, Spot] | list[Spot] | None = None


class Positions(Protocol):
    """Finds where something stands, however the file is written."""

    def find(self, keys: tuple[Key, ...], of_key: bool) -> tuple[int, int, int]:
        """Line, column and how many of `keys` were found; with `of_key` the place of the last key, not its value."""


class Tree(Struct, frozen=True):
    """Positions kept as a tree of spots."""

    spot: Spot

    def find(self, keys: tuple[Key, ...], of_key: bool) -> tuple[int, int, int]:
        """See Positions. A list or group on a line below its key is found at its key, a text where it begins."""
        spot = self.spot
        line, column = spot.line, spot.column
        for depth, key in enumerate(keys):
            if isinstance(spot.parts, dict) and isinstance(key, str) and key in spot.parts:
                at_key = (spot.keys or {})[key]
                spot = spot.parts[key]
                is_below = spot.line != at_key[0] and spot.parts is not None
                line, column = at_key if is_below or (of_key and depth == len(keys) - 1) else (spot.line, spot.column)
            elif isinstance(spot.parts, list) and isinstance(key, int) and 0 <= key < len(spot.parts):
                spot = spot.parts[key]
                line, column = spot.line, spot.column
            else:
                return line, column, depth
        return line, column, len(keys)


START = Tree(Spot(1, 1))


@dataclass(frozen=True, slots=True)
class Document:
    """One entry as written: a Markdown file, an item of a list, or a whole YAML file.

    `language` is None for the site's default one; `path` is relative to the site's root; `digest` is that of the
    file; `body_line` is the line of the body's first character, 0 where there is no body.
    """

    kind: str
    id: str
    language: str | None
    path: str
    digest: str
    fields: dict[str, Any]
    body: str = ""
    body_line: int = 0
    positions: Positions = field(default=START, compare=False, repr=False)
    base: Document | None = field(default=None, compare=False, repr=False)

    def place(self, *keys: Key) -> Place:
        """Where the value at `keys` stands, else its nearest parent, else the entry itself."""
        return self._place(keys, of_key=False)

    def key_place(self, *keys: Key) -> Place:
        """Where the last of `keys` itself is written, else its nearest parent."""
        return self._place(keys, of_key=True)

    def _place(self, keys: tuple[Key, ...], of_key: bool) -> Place:
        line, column, depth = self.positions.find(keys, of_key)
        if keys and depth == 0:
            if (
                self.body_line
                and self.body
                and (keys[0] == "body" or (keys[0] == "quote" and self.kind == "testimonial"))
            ):
                return Place(self.path, self.body_line, 1)
            if self.base is not None and (keys[0] in self.base.fields or keys[0] in ("body", "quote")):
                return self.base._place(keys, of_key)
        return Place(self.path, line, column)

    def inherit(self, base: Document) -> Document:
        """This language version, with what it does not say taken from `base`; old paths (`aliases`) stay the base's."""
        fields = {name: value for name, value in base.fields.items() if name not in ("aliases", "language")}
        fields |= self.fields
        body = self.body if self.body.strip() else base.body
        if self.kind == "testimonial" and "quote" in self.fields:
            body = self.body
        elif self.kind == "testimonial" and self.body.strip():
            fields.pop("quote", None)
        line = self.body_line if body is self.body else 0
        return replace(self, fields=fields, body=body, body_line=line, base=base)


def language_tag(text: str) -> str | None:
    """`text` as a BCP 47 tag in the usual case (`pt-BR`, `zh-Hant`), or None when it is not one.

    Language, script, region and variants of https://www.rfc-editor.org/rfc/rfc5646; no extensions, no private use.
    """
    match = _TAG.fullmatch(text)
    if not match:
        return None
    language, script, region, variants = match.groups()
    parts = [language.lower(), (script or "").title(), (region or "").upper()]
    return "-".join(part for part in parts if part) + (variants or "").lower()
