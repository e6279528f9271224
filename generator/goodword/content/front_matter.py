"""Markdown files: the fields between two lines `---`, then the body, exactly as written."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec import Struct

from goodword.content import strict_yaml
from goodword.content.document import START, Key, Plain, Positions, Spot, Tree
from goodword.problems import Place, SiteError, reading

_LINE = re.compile(r"[^\n]*\n?")
_FOREIGN = {"+++": "TOML", ";;;": "JSON"}


class Parts(Struct, frozen=True):
    """The two parts of a Markdown file; `body_line` is the line on which the body begins."""

    fields: dict[str, Any]
    body: str
    body_line: int
    positions: Positions


def split(text: str, path: str) -> Parts:
    """Takes the front matter off `text`; a file without one is all body. Raises SiteError.

    Blank lines before the front matter are allowed; it ends with a line `---` or `...`.
    """
    opening, line, start = _first_line(text)
    if opening in _FOREIGN:
        mark = reading.FOREIGN_FRONT_MATTER(Place(path, line, 1), mark=opening, format=_FOREIGN[opening])
        raise SiteError([mark])
    if opening != "---":
        return Parts({}, text, 1, START)
    index, number = start, line
    while index < len(text):
        match = _LINE.match(text, index)
        assert match is not None
        number += 1
        if match[0].rstrip() in ("---", "..."):
            fields, positions = _fields(text[start:index], path, line + 1)
            return Parts(fields, text[match.end() :], number + 1, positions)
        index = match.end()
    raise SiteError([reading.UNCLOSED_FRONT_MATTER(Place(path, line, 1))])


class Front(msgspec.Struct, frozen=True, array_like=True):
    """What `split` found but for the places of the fields, in a form to be kept; start: where the body begins."""

    fields: bytes
    start: int
    body_line: int


def kept(text: str, path: str) -> Front:
    """What there is to keep of `split`. Raises SiteError as it does."""
    parts = split(text, path)
    return Front(msgspec.msgpack.encode(parts.fields, enc_hook=_packed), len(text) - len(parts.body), parts.body_line)


def recalled(front: Front, text: str, path: str) -> Parts:
    """The parts of a file whose front matter was read in an earlier build; places are looked up when asked for."""
    fields = msgspec.msgpack.decode(front.fields, ext_hook=_unpacked)
    return Parts(fields, text[front.start :], front.body_line, _Later(text, path))


def _packed(value: object) -> msgspec.msgpack.Ext:
    assert isinstance(value, Plain)
    return msgspec.msgpack.Ext(1, value.encode())


def _unpacked(code: int, data: memoryview) -> Plain:
    return Plain(bytes(data).decode())


class _Later(Struct):
    """Positions for which the text is read again, once."""

    text: str
    path: str
    found: Positions | None = None

    def find(self, keys: tuple[Key, ...], of_key: bool) -> tuple[int, int, int]:
        """See Positions."""
        if not keys:
            return 1, 1, 0
        self.found = self.found or split(self.text, self.path).positions
        return self.found.find(keys, of_key)


def _first_line(text: str) -> tuple[str, int, int]:
    """The first line that is not blank, its number, and the index behind it."""
    index, number = 0, 1
    while index < len(text):
        match = _LINE.match(text, index)
        assert match is not None
        if match[0].strip():
            return match[0].rstrip(), number, match.end()
        index, number = match.end(), number + 1
    return "", number, index


def _fields(text: str, path: str, first_line: int) -> tuple[dict[str, Any], Positions]:
    loaded = strict_yaml.load(text, path, first_line)
    if loaded.value is None:
        return {}, START
    if not isinstance(loaded.value, dict):
        place = Place(path, loaded.spot.line, loaded.spot.column)
        hint = "Put a colon and a space after each field's name."
        raise SiteError([reading.NOT_MAPPING(place, where="The front matter", what=describe(loaded.value), hint=hint)])
    spot = loaded.spot
    return loaded.value, Tree(Spot(1, 1, spot.keys, spot.parts))


def describe(value: object) -> str:
    """What a value is, in plain words."""
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    if isinstance(value, str):
        return f"the text `{value[:60]}`"
    return f"`{value}`"
