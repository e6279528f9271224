"""YAML as the writer sees it: every scalar is its text, every key and value has a place, every trick is an error.

The only module of the site's reading that knows PyYAML. It works on the parser's events, not on its nodes, because
those are composed by recursion that a hostile file can make as deep as it likes.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

import yaml
from msgspec import Struct

from goodword.content.document import Plain, Spot
from goodword.content.yaml_errors import explain
from goodword.problems import Place, Problem, SiteError, reading

DEEPEST = 60
# How many values aliases may stand for in one file; a few shared parts need a hundred.
ALIAS_BUDGET = 10_000
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset(("", "~", "null"))
# Line ends to YAML 1.1 and so to the parser, but not to YAML 1.2 nor to any editor: hidden while it counts lines.
_HIDDEN = {0x85: 0xFDD0, 0x2028: 0xFDD1, 0x2029: 0xFDD2}
_SHOWN = {hidden: shown for shown, hidden in _HIDDEN.items()}
# The sign of a block of text with its line, empty lines, and how far the text is from the margin.
_BLOCK = re.compile(r"[|>][^\n]*\n(?: *\r?\n)*( +)(?=\S)")
_PLAIN_STARTS = frozenset("0123456789+-.tTfF")


class Loaded(Struct, frozen=True):
    """A YAML document: None, text, or mappings and lists of them; and where each part stands."""

    value: Any
    spot: Spot


def load(text: str, path: str, first_line: int = 1) -> Loaded:
    """Reads one document that begins on line `first_line` of the file `path`; raises SiteError with one problem."""
    hidden = text.translate(_HIDDEN) if any(chr(code) in text for code in _HIDDEN) else text
    try:
        loader = _LOADER(hidden)
    except yaml.YAMLError as error:
        raise SiteError([explain(error, text, path, first_line)]) from None
    try:
        return _Reader(loader, path, first_line - 1, hidden, hidden != text).document()
    except yaml.YAMLError as error:
        raise SiteError([explain(error, text, path, first_line)]) from None
    finally:
        loader.dispose()


class _Reader:
    """Builds values and spots from events, one after another."""

    def __init__(self, loader: Any, path: str, offset: int, text: str, hidden: bool) -> None:
        self.next = loader.get_event
        self.path = path
        self.text = text
        self.offset = offset + 1
        self.hidden = hidden
        self.anchors: dict[str, tuple[Any, Spot, int] | None] = {}
        self.size = 0
        self.budget = ALIAS_BUDGET

    def document(self) -> Loaded:
        self.next()
        event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            return Loaded(None, Spot(self.offset, 1))
        value, spot = self.node(self.next(), 0)
        self.next()
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            self.fail(reading.YAML_DOCUMENTS(self.place(event)))
        return Loaded(value, spot)

    def node(self, event: Any, depth: int) -> tuple[Any, Spot]:
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self.alias(event)
        if event.tag is not None:
            self.fail(reading.YAML_TAG(self.place(event), tag=event.tag.replace("tag:yaml.org,2002:", "!!")))
        before = self.size
        self.size += 1
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        mark = event.start_mark
        spot = Spot(mark.line + self.offset, mark.column + 1)
        value: Any
        if kind is yaml.ScalarEvent:
            value = event.value.translate(_SHOWN) if self.hidden else event.value
            if event.style and event.style in "|>":
                self.enter(spot, mark.index)
            elif not event.style:
                if value in _NULLS:
                    value = None
                elif value[0] in _PLAIN_STARTS and (not value[0].isalpha() or value.lower() in ("true", "false")):
                    value = Plain(value)
        elif depth >= DEEPEST:
            self.fail(reading.TOO_DEEP(self.place(event), limit=DEEPEST))
        elif kind is yaml.MappingStartEvent:
            value = self.mapping(spot, depth + 1)
        else:
            value = self.sequence(spot, depth + 1)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, spot, self.size - before)
        return value, spot

    def enter(self, spot: Spot, index: int) -> None:
        """Moves `spot` from the sign of a block of text at `index` to where its first line begins, if it has one."""
        margin = _BLOCK.match(self.text, index)
        if margin:
            spot.line += 1
            spot.column = len(margin[1]) + 1

    def mapping(self, spot: Spot, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        keys: dict[str, tuple[int, int]] = {}
        parts: dict[str, Spot] = {}
        spot.keys, spot.parts = keys, parts
        while True:
            event = self.next()
            if type(event) is yaml.MappingEndEvent:
                return values
            key = self.key(event)
            mark = event.start_mark
            if key in keys:
                self.fail(reading.DUPLICATE_KEY(self.place(event), key=key, line=keys[key][0]))
            keys[key] = (mark.line + self.offset, mark.column + 1)
            values[key], parts[key] = self.node(self.next(), depth)

    def sequence(self, spot: Spot, depth: int) -> list[Any]:
        values: list[Any] = []
        parts: list[Spot] = []
        spot.parts = parts
        while True:
            event = self.next()
            if type(event) is yaml.SequenceEndEvent:
                return values
            value, part = self.node(event, depth)
            values.append(value)
            parts.append(part)

    def key(self, event: Any) -> str:
        kind = type(event)
        if kind is not yaml.ScalarEvent:
            names = {yaml.AliasEvent: "an alias", yaml.MappingStartEvent: "a group of fields"}
            self.fail(reading.YAML_KEY(self.place(event), what=names.get(kind, "a list")))
        if event.tag is not None:
            self.fail(reading.YAML_TAG(self.place(event), tag=event.tag.replace("tag:yaml.org,2002:", "!!")))
        if event.anchor is not None:
            self.fail(reading.YAML_KEY(self.place(event), what="an anchor"))
        key: str = event.value.translate(_SHOWN) if self.hidden else event.value
        if not event.style:
            if key == "<<":
                self.fail(reading.YAML_MERGE(self.place(event)))
            if key in _NULLS:
                self.fail(reading.YAML_KEY(self.place(event), what="nothing"))
        return key

    def alias(self, event: Any) -> tuple[Any, Spot]:
        name = event.anchor
        if name not in self.anchors:
            self.fail(reading.YAML_ALIAS(self.place(event), name=name, why="stands for nothing in this file"))
        known = self.anchors[name]
        if known is None:
            self.fail(reading.YAML_ALIAS(self.place(event), name=name, why="stands for something that holds it"))
        value, spot, size = known
        self.size += size
        self.budget -= size
        if self.budget < 0:
            why = f"stands for too much (all aliases of a file may stand for {ALIAS_BUDGET} values)"
            self.fail(reading.YAML_ALIAS(self.place(event), name=name, why=why))
        mark = event.start_mark
        return value, Spot(mark.line + self.offset, mark.column + 1, spot.keys, spot.parts)

    def place(self, event: Any) -> Place:
        return Place(self.path, event.start_mark.line + self.offset, event.start_mark.column + 1)

    def fail(self, problem: Problem) -> NoReturn:
        raise SiteError([problem])
