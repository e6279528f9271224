"""Style sheets as they are sent: the same rules without comments and white space that only people read."""

from __future__ import annotations

import contextlib
import re
from functools import lru_cache
from pathlib import Path

from goodword import files

# Strings and addresses stay as they are; in declarations and selectors the space beside these marks says nothing.
_PARTS = re.compile(
    r"""(?P<kept>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|url\(\s*[^"')\s]*\s*\))"""
    r"|(?P<gap>(?:\s|/\*.*?\*/)+)"
    r"|(?P<mark>[{};,])",
    re.DOTALL | re.IGNORECASE,
)

_CLOSED_BY = {"{": "}", "(": ")", "[": "]"}
_SIGNS = re.compile(
    r"""(?P<whole>/\*.*?\*/|\\.|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|(?<![\w-])url\(\s*(?!["'\s])[^"'()\s]*\s*\))"""
    r"""|/\*|[{}()\[\]"']""",
    re.DOTALL | re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@lru_cache(maxsize=64)
def slim(sheet: str) -> str:
    """The style sheet, shorter by what no browser reads. What is not closed in it stays as it is."""
    out: list[str] = []
    space = False
    start = 0
    for found in _PARTS.finditer(sheet):
        text = sheet[start : found.start()]
        start = found.end()
        if text:
            out.append(f" {text}" if space else text)
            space = False
        if found["gap"]:
            if not _COMMENT.sub("", found["gap"]):
                out.append("/**/")  # parts two words without being a space
            else:
                space = bool(out) and out[-1][-1] not in "{};,:"
        elif found["mark"]:
            if found["mark"] == "}" and out and out[-1] == ";":
                out.pop()
            out.append(found["mark"])
            space = False
        else:
            out.append(f" {found['kept']}" if space else found["kept"])
            space = False
    rest = sheet[start:]
    return "".join(out) + (f" {rest}" if space and rest else rest)


# Changes with how it is done.
_HOW = f"{_PARTS.pattern}{_COMMENT.pattern}".encode() + slim.__wrapped__.__code__.co_code


def slim_kept(sheet: str, path: Path | None) -> str:
    """As `slim`; what comes of it is kept at `path` for the next build, where that can be written."""
    if path is None:
        return slim(sheet)
    mark = files.digest_bytes(sheet.encode() + _HOW)
    with contextlib.suppress(OSError):
        kept = path.read_bytes()
        data = kept[2 * len(mark) :]
        if kept[: 2 * len(mark)] == mark + files.digest_bytes(data):
            return data.decode()
    made = slim(sheet)
    data = made.encode()
    with contextlib.suppress(OSError):
        files.write_atomically(path, mark + files.digest_bytes(data) + data)
    return made


def unclosed(sheet: str) -> tuple[int, str] | None:
    """The first sign of a style sheet that nothing closes or that closes nothing, and where: browsers would leave out,
    without a word, whatever stands behind it.
    """
    opened: list[tuple[int, str]] = []
    for found in _SIGNS.finditer(sheet):
        sign = found[0]
        if found["whole"]:
            continue
        if sign in _CLOSED_BY:
            opened.append((found.start(), sign))
        elif opened and _CLOSED_BY[opened[-1][1]] == sign:
            opened.pop()
        elif opened and opened[-1][1] in "([" and sign in "}])":
            return opened[-1]
        else:
            return found.start(), sign
    return opened[-1] if opened else None
