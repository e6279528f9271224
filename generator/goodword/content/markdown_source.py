"""Markdown before it is read: characters that may not stand in it, fenced code, places, what would take forever.

Works on source text only; nothing here makes HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

MOST_NESTED = 40  # also in _NESTED
MOST_NOTES = 1000
LONGEST_TEXT = 300_000
LONGEST_BLOCK = 100_000
_MANY = 100
# Control characters, which `clean` took out: no text holds them.
_STAND_INS = {"<": "\x04", "[": "\x05", "(": "\x06"}

# C0 and C1 controls but tab and line feed, embeddings, overrides and isolates (they could turn a name or an address
# around), interlinear marks, a byte order mark in the middle. LRM, RLM and ALM stay: languages need them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff]")
_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\u0085|\u2028|\u2029")
_SURROGATE = re.compile("[\ud800-\udfff]")

_FENCE = re.compile(r"^( *)(`{3,}|~{3,})[ \t]*([^`\n]*)$")
_LIST_ITEM = re.compile(r"^ *(?:[-+*]|\d+[.)]) ")
_NESTED = re.compile(r"[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}\.(?=[ \t]))[ \t]*){40}")
_OPEN_ANGLE = re.compile(r"<(?![^<>]*>)")
_HEADING_END = re.compile(r"^(?:=+|-+)[ ]*$|^#")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)((?:(?!\n[ \t]*\n).){1,2000}?)(?<!`)\1(?!`)", re.DOTALL)


def clean(text: str) -> str:
    """`text` without control and overriding bidi characters; line ends are `\\n`, their number is kept."""
    if all(map(str.isprintable, text.split("\n"))):  # there is none, as nearly always
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _FORBIDDEN.sub("", text)
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


class Fence(NamedTuple):
    """Fenced code: the lines from `start` up to `end` (fences included), its first word, what stands in it."""

    start: int
    end: int
    indent: int
    language: str
    code: str


def fences(lines: list[str]) -> Iterator[Fence]:
    """Every fenced block, in order. One that is never closed goes on to the end, as in CommonMark.

    A fence may be indented by three spaces, and further only within a list.
    """
    index, in_list = 0, False
    while index < len(lines):
        line = lines[index]
        if line and not line[0].isspace():
            in_list = bool(_LIST_ITEM.match(line))
        match = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if not match or (len(match[1]) > 3 and not in_list):
            index += 1
            continue
        indent, fence = len(match[1]), match[2]
        end = index + 1
        while end < len(lines) and not _closes(lines[end], fence):
            end += 1
        inside = [_dedent(inner, indent) for inner in lines[index + 1 : end]]
        language = match[3].strip().split(" ")[0].strip("{}.").lower()
        stop = min(end + 1, len(lines))
        yield Fence(index, stop, indent, language, "\n".join(inside) + "\n" if inside else "")
        index = stop


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(fence) and bare == fence[0] * len(bare)


def _dedent(line: str, indent: int) -> str:
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]


def is_too_much(text: str) -> bool:
    """Whether reading `text` as Markdown would take unreasonably long.

    That is more than 300,000 characters, a paragraph of more than 100,000, more than 1000 footnotes, or a line that
    opens more than `MOST_NESTED` quotes or lists at once.
    """
    if text.count("[^") > MOST_NOTES or len(text) > LONGEST_TEXT:
        return True
    if len(text) > LONGEST_BLOCK and any(len(block) > LONGEST_BLOCK for block in re.split(r"\n[ \t]*\n", text)):
        return True
    return any(_NESTED.match(line) for line in text.split("\n") if len(line) > MOST_NESTED)


def tame(text: str) -> str:
    """`text` with what nobody writes on purpose made harmless, so that the time to read it stays in proportion.

    The Markdown reader looks for the partner of every bracket and angle up to the end of the block. Where a block has
    hundreds without one, stand-ins take their place until it is done: `untame` puts them back.
    """
    if text.count("<") > _MANY:
        text = _OPEN_ANGLE.sub(_STAND_INS["<"], text)
    if text.count("[") <= _MANY and text.count("\n#") + text.count("\n-") + text.count("\n=") <= _MANY:
        return text
    lines = text.split("\n")
    done: list[str] = []
    after = 0
    for fence in [*fences(lines), None]:
        upto = fence.start if fence else len(lines)
        done.extend(_tame_blocks(lines[after:upto]))
        if fence:
            done.extend(lines[fence.start : fence.end])
            after = fence.end
    return "\n".join(done)


def _tame_blocks(lines: list[str]) -> Iterator[str]:
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line)
            continue
        yield from _tame_block(block)
        block = []
        yield line


def _tame_block(block: list[str]) -> list[str]:
    text = "\n".join(block)
    if text.count("[") > _MANY:
        text = _escape_lonely(text)
    headings = [index for index, line in enumerate(block) if _HEADING_END.match(line)]
    if len(headings) > _MANY:  # each heading would copy the rest of its block
        text = re.sub(r"(?m)(^(?:=+|-+)[ ]*$|^#.*$)", r"\1\n", text)
    return text.split("\n")


def _escape_lonely(text: str) -> str:
    partner = {"]": "[", ")": "("}
    waiting: dict[str, list[int]] = {"[": [], "(": []}
    lonely: set[int] = set()
    for match in re.finditer(r"[\[\]()]", text):
        mark = match[0]
        if mark in waiting:
            if len(waiting[mark]) > MOST_NESTED:
                lonely.add(match.start())
            else:
                waiting[mark].append(match.start())
        elif waiting[partner[mark]]:
            waiting[partner[mark]].pop()
    lonely.update(waiting["["], waiting["("])
    pieces = list(text)
    for index in lonely:
        pieces[index] = _STAND_INS[pieces[index]]
    return "".join(pieces)


def untame(html: str) -> str:
    """What `tame` took away, as HTML text."""
    for mark, stand_in in _STAND_INS.items():
        html = html.replace(stand_in, escape(mark))
    return html


def without_code(text: str) -> str:
    """`text` with code as blanks, each character in its place: for finding where something was written."""
    lines = text.split("\n")
    for fence in fences(list(lines)):
        for index in range(fence.start, fence.end):
            lines[index] = " " * len(lines[index])
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else ""
        if line.startswith(("    ", "\t")) and not before.strip():
            lines[index] = " " * len(line)
    blank = "\n".join(lines)
    return _CODE_SPAN.sub(lambda span: re.sub(r"[^\n]", " ", span[0]), blank) if "`" in blank else blank


class Places:
    """Line and column, both from 1, of a character of `text`."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, index: int) -> tuple[int, int]:
        """Where the character at `index` stands."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1
