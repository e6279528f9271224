"""Style sheets as they are sent: the same rules without comments and white space that only people read."""

from __future__ import annotations

import re

# Strings and addresses stay as they are; in declarations and selectors the space beside these marks says nothing.
_PARTS = re.compile(
    r"""(?P<kept>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|url\(\s*[^"')\s]*\s*\))"""
    r"|(?P<gap>(?:\s|/\*.*?\*/)+)"
    r"|(?P<mark>[{};,])",
    re.DOTALL | re.IGNORECASE,
)


# What has a beginning and an end; the last of each group is one that does not come to its end.
_PAIRS = re.compile(
    r"""(?P<whole>/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|url\(\s*[^"')\s]*\s*\))"""
    r"""|(?P<open>/\*|["'])|(?P<brace>[{}])""",
    re.DOTALL | re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


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


def unclosed(sheet: str) -> tuple[int, str] | None:
    """The first line (from 1) on which something begins that has no end, or the reverse, and what it is in words.

    None where all is whole.
    """
    opened: list[int] = []
    odd: tuple[int, str] | None = None
    for found in _PAIRS.finditer(sheet):
        if found["open"]:
            what = "comment" if found["open"] == "/*" else "text in quotation marks"
            odd = (found.start(), f"A {what} begins here that is never closed")
            break
        if found["brace"] == "{":
            opened.append(found.start())
        elif found["brace"] and opened:
            opened.pop()
        elif found["brace"]:
            odd = (found.start(), "A `}` stands here that closes nothing")
            break
    if odd is None and opened:
        odd = (opened[0], "A `{` stands here that is never closed")
    return (sheet.count("\n", 0, odd[0]) + 1, odd[1]) if odd else None
