"""JSON as strictly as YAML: numbers stay their text, nothing twice, and a place for everything, found when asked."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, NoReturn, cast

from msgspec import Struct

from goodword.content.document import Key, Plain, Spot, Tree
from goodword.problems import Place, Problem, SiteError, reading

DEEPEST = 60
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


class _TwiceError(Exception):
    """An object has a key twice."""


class _ConstantError(Exception):
    """NaN or Infinity."""


def parse(text: str, path: str, first_line: int = 1) -> Any:
    """The value of `text`; raises SiteError with one problem."""
    try:
        value = json.loads(
            text, parse_int=Plain, parse_float=Plain, parse_constant=_constant, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        place = Place(path, first_line + error.lineno - 1, error.colno)
        hint = "Look here and on the line before for a missing comma, quotation mark or bracket."
        if error.msg.startswith("Expecting value") and not text.strip():
            hint = "The file is empty: write a list of entries, `[]` for none."
        raise SiteError([reading.JSON_SYNTAX(place, what=_lower(error.msg), hint=hint)]) from None
    except _TwiceError:
        raise SiteError([_find_twice(text, path, first_line)]) from None
    except _ConstantError as error:
        name = str(error)
        found = re.search(rf'(?<![\w"]){re.escape(name)}(?![\w"])', text)
        place = _place_at(text, found.start() if found else 0, path, first_line)
        hint = "Write a number, or put the word in quotes."
        raise SiteError([reading.JSON_SYNTAX(place, what=f"`{name}` is not a number", hint=hint)]) from None
    except RecursionError:
        raise SiteError([reading.TOO_DEEP(Place(path, first_line, 1), limit=DEEPEST)]) from None
    if _too_deep(value):
        raise SiteError([reading.TOO_DEEP(Place(path, first_line, 1), limit=DEEPEST)])
    return value


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def _constant(name: str) -> NoReturn:
    raise _ConstantError(name)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _TwiceError
    return found


def _too_deep(value: Any) -> bool:
    """Whether lists and objects nest deeper than allowed; level by level, so that no depth overflows."""
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [
            part
            for group in level
            if isinstance(group, (dict, list))
            for part in (group.values() if isinstance(group, dict) else group)
            if isinstance(part, (dict, list))
        ]
        if not level:
            return False
    return True


def _place_at(text: str, index: int, path: str, first_line: int) -> Place:
    line = text.count("\n", 0, index)
    return Place(path, first_line + line, index - text.rfind("\n", 0, index))


def _find_twice(text: str, path: str, first_line: int) -> Problem:
    twice: list[tuple[str, Spot, int]] = []
    spots(text, first_line, twice)
    key, spot, line = twice[0] if twice else ("?", Spot(first_line, 1), first_line)
    return reading.DUPLICATE_KEY(Place(path, spot.line, spot.column), key=key, line=line)


def spots(text: str, first_line: int = 1, twice: list[tuple[str, Spot, int]] | None = None) -> Spot:
    """The places in `text`, which is valid JSON; keys that an object has twice are put into `twice`."""
    root: Spot | None = None
    stack: list[Spot] = []
    key: str | None = None
    line, line_start, scanned = first_line, 0, 0
    tokens = _TOKEN.finditer(text)
    for token in tokens:
        word = token[0]
        newlines = text.count("\n", scanned, token.start())
        if newlines:
            line += newlines
            line_start = text.rfind("\n", 0, token.start()) + 1
        scanned = token.start()
        if word in ",:":
            continue
        if word in "}]":
            stack.pop()
            continue
        column = token.start() - line_start + 1
        top = stack[-1] if stack else None
        if top is not None and top.keys is not None and key is None:
            key = json.loads(word)
            assert isinstance(key, str)
            if key in top.keys and twice is not None:
                twice.append((key, Spot(line, column), top.keys[key][0]))
            top.keys.setdefault(key, (line, column))
            continue
        spot = Spot(line, column)
        if top is None:
            root = spot
        elif isinstance(top.parts, dict) and key is not None:
            top.parts[key] = spot
            key = None
        elif isinstance(top.parts, list):
            top.parts.append(spot)
        if word == "{":
            spot.keys, spot.parts = {}, {}
            stack.append(spot)
        elif word == "[":
            spot.parts = []
            stack.append(spot)
    return root or Spot(first_line, 1)


@dataclass(slots=True)
class Sheet:
    """The text of a file and, once somebody asked, its places."""

    text: str
    first_line: int = 1
    spot: Spot | None = field(default=None)

    def at(self, path: tuple[Key, ...]) -> Spot:
        """The spot of the value at `path`."""
        if self.spot is None:
            self.spot = spots(self.text, self.first_line)
        spot = self.spot
        for key in path:
            spot = cast(dict[Key, Spot], spot.parts)[key]  # or a list: the path is one that the parser gave
        return spot


class JsonPositions(Struct, frozen=True):
    """Positions of the entry at `path` of a sheet."""

    sheet: Sheet
    path: tuple[Key, ...]

    def find(self, keys: tuple[Key, ...], of_key: bool) -> tuple[int, int, int]:
        """See Positions."""
        return Tree(self.sheet.at(self.path)).find(keys, of_key)
