"""Displays of proof in Markdown: lines such as `{{ wall industry="bakeries" limit=6 }}`, found and taken apart.

Knows the names of displays and their options, and where they stand; what is shown is decided in `outputs/displays.py`.
Nothing in such a line is ever run: it is a name, ids and values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from goodword import files
from goodword.content import markdown_source as source
from goodword.problems import Place, Problem
from goodword.problems import displays as told
from goodword.text import did_you_mean

# The kinds whose body is the company's own text. Words of others are never looked through.
KINDS = frozenset({"page", "article", "case-study", "partner"})

_TERMS = frozenset({"industry", "product", "tag", "language"})
_ONE = _TERMS | {"rating", "featured", "order"}
_STORY = _TERMS | {"featured", "order"}
# The options of each display, besides ids.
OPTIONS: dict[str, frozenset[str]] = {
    "wall": _ONE | {"limit"},
    "list": _ONE | {"limit"},
    "carousel": _ONE | {"limit"},
    "quote": _ONE,
    "pull": _ONE,
    "video": _ONE,
    "logos": _ONE | {"limit"},
    "rating": _TERMS,
    "cases": _STORY | {"limit"},
    "figures": _STORY,
    "awards": frozenset({"tag", "featured", "order", "limit"}),
    "theme": frozenset(),
}
# What the ids in a display are ids of; no ids where the whole counts.
ID_KINDS = dict.fromkeys(OPTIONS, "testimonial") | {"cases": "case-study", "figures": "case-study", "awards": "award"}
WITHOUT_IDS = frozenset({"rating", "theme"})
_NAMES = "|".join(OPTIONS)

_LINE = re.compile(r"^ {0,3}\{\{(.*)$")
_INLINE = re.compile(rf"\{{\{{\s*(?:{_NAMES})\b[^\n{{}}]*\}}\}}")
_QUOTED = r"""(?P<quoted>"[^"]*"|'[^']*'|[“„][^“”]*[“”])"""
_OPTION = re.compile(rf"""(?P<name>[\w-]+)\s*=\s*(?:{_QUOTED}|(?P<plain>[^\s="'“”„]+))""")
_BARE = re.compile(rf"""{_QUOTED}|(?P<plain>[^\s,="'“”„]++)(?!\s*=)""")
_BETWEEN = re.compile(r"[\s,]*")
_CONTAINER = re.compile(r"<(/?)(?:blockquote|dd|details|div|dl|dt|figure|li|ol|section|table|td|th|ul)\b")


class Call(NamedTuple):
    """One display as written. Values are in the order in which they were written, each with its place."""

    name: str
    ids: tuple[tuple[str, Place], ...]
    options: dict[str, tuple[tuple[str, Place], ...]]
    place: Place


class Marked(NamedTuple):
    """A text with a paragraph of one mark in place of each display.

    displays: what stands between the braces, with line and column in the text as written. lines: for each line of the
    marked text the one that it was.
    """

    text: str
    mark: str
    displays: tuple[tuple[str, int, int], ...]
    lines: tuple[int, ...]


def marked(text: str) -> Marked | None:
    """`text` with its displays marked; None where it has none."""
    if "{{" not in text:
        return None
    text = source.clean(text)
    lines = text.split("\n")
    in_code = {number for fence in source.fences(lines) for number in range(fence.start, fence.end)}
    # A mark nobody can have written: it follows from all of the text. Letters and digits only, which stay as they are.
    mark = f"display{files.digest_bytes(text.encode(), 12).hex()}x"
    found: list[tuple[str, int, int]] = []
    done: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(lines, start=1):
        match = _LINE.match(line) if number - 1 not in in_code else None
        if match is None:
            done.append(line)
            numbers.append(number)
            continue
        done += ["", f"{mark}{len(found)}", ""]
        numbers += [number] * 3
        found.append((match[1], number, match.start(1) + 1))
    return Marked("\n".join(done), mark, tuple(found), tuple(numbers)) if found else None


def without_marks(plain: str, mark: str) -> str:
    """Plain text (a line for each block) without the marks in it."""
    return re.sub(rf"{mark}\d+\n?", "", plain).strip()


def pieces(html: str, mark: str) -> tuple[list[Markup | int], list[int]]:
    """The HTML of a marked text, taken apart: text, and the numbers of the displays that stand between.

    Second, the displays that cannot be shown, as they stand within something else.
    """
    found: list[Markup | int] = []
    inside: list[int] = []
    text = ""
    parts = re.split(rf"<p>{mark}(\d+)</p>\s*", html)
    for index, part in enumerate(parts):
        if index % 2 == 0:
            text += part
        elif _is_open(text):
            inside.append(int(part))
        else:
            found += [Markup(text), int(part)]
            text = ""
    found.append(Markup(text))
    made: list[Markup | int] = []
    for piece in found:
        if isinstance(piece, Markup):
            inside += [int(number) for number in re.findall(rf"{mark}(\d+)", piece)]
            piece = Markup(re.sub(rf"{mark}\d+", "", piece).strip())
        if piece != "":
            made.append(piece)
    return made, sorted(inside)


def _is_open(html: str) -> bool:
    """Whether an element that can hold others is still open at the end of `html`."""
    return sum(-1 if slash else 1 for slash in _CONTAINER.findall(html)) > 0


def inline(text: str) -> Iterator[tuple[int, int]]:
    """Line and column of each display that does not stand on a line of its own."""
    shown = source.without_code(source.clean(text))
    places = source.Places(shown)
    for match in _INLINE.finditer(shown):
        line, column = places.at(match.start())
        if shown[match.start() - column + 1 : match.start()].strip():
            yield line, column


def read(words: str, place: Place) -> tuple[Call | None, list[Problem]]:
    """What stands behind `{{`, with the closing braces, at `place`; None and at least one problem where it is wrong."""
    opening = Place(place.path, place.line, place.column - 2)
    inside = words.rstrip()
    if not inside.endswith("}}"):
        return None, [told.NOT_CLOSED(opening)]
    inside = inside[:-2]
    parts, problem = _parts(inside, place)
    if problem:
        return None, [problem]
    if not parts or parts[0][0]:
        return None, [told.UNKNOWN(opening, name=inside.strip(), suggestion=did_you_mean("", OPTIONS))]
    name = parts[0][1]
    if name not in OPTIONS:
        return None, [told.UNKNOWN(parts[0][2], name=name, suggestion=did_you_mean(name, OPTIONS))]
    problems = list(_wrong(name, parts[1:]))
    ids = [(value, where) for option, value, where in parts[1:] if not option]
    options: dict[str, tuple[tuple[str, Place], ...]] = {}
    for option, value, where in parts[1:]:
        if option:
            options[option] = tuple((one, where) for one in re.split(r"\s*,\s*", value.strip()) if one)
    return (None if problems else Call(name, tuple(ids), options, opening)), problems


_Part = tuple[str, str, Place]


def _parts(words: str, place: Place) -> tuple[list[_Part], Problem | None]:
    found: list[_Part] = []
    at = 0
    while (at := _end(_BETWEEN.match(words, at))) < len(words):
        where = Place(place.path, place.line, place.column + at)
        option = _OPTION.match(words, at)
        match = option or _BARE.match(words, at)
        if match is None:
            return found, told.NOT_READ(where, words=words[at:].strip())
        value = match["quoted"][1:-1] if match["quoted"] else match["plain"]
        found.append((option["name"] if option else "", value, where))
        at = match.end()
    return found, None


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _wrong(name: str, parts: Sequence[_Part]) -> Iterator[Problem]:
    seen: set[str] = set()
    for option, value, where in parts:
        if not option:
            if name in WITHOUT_IDS:
                yield told.NO_IDS(where, display=name, id=value, options=_narrowing(name))
        elif option not in OPTIONS[name]:
            yield told.UNKNOWN_OPTION(
                where, option=option, display=name, suggestion=did_you_mean(option, OPTIONS[name])
            )
        elif option in seen:
            yield told.TWICE(where, option=option)
        elif not value.strip(" ,"):
            yield told.EMPTY(where, option=option)
        seen.add(option)


def _narrowing(name: str) -> str:
    options = ", ".join(f"`{option}`" for option in sorted(OPTIONS[name]))
    return f"What can narrow it: {options}." if options else ""
