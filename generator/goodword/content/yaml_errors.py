"""Turns the YAML parser's complaint into the line that is really wrong and what to do about it."""

from __future__ import annotations

import re
from typing import Any

from goodword.problems import Place, Problem, reading

_OPENED = re.compile(r"""^\s*(?:- +)*(?:[^\s'"#{}\[\]][^'"#]*?:\s+)?(["'])""")
_NO_SPACE = re.compile(r"^\s*(?:- +)*[A-Za-z_][\w.-]*:[^\s/]")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_START_HINTS = {
    "\t": "Replace the tab by spaces: YAML does not indent with tabs.",
    "@": "A value cannot begin with `@`: put it in quotes.",
    "`": "A value cannot begin with a backtick: put it in quotes.",
    "%": "A value cannot begin with `%`: put it in quotes.",
}


def explain(error: Any, text: str, path: str, first_line: int) -> Problem:
    """One problem for a `yaml.YAMLError` that came from `text`, which begins on line `first_line` of `path`."""

    def at(line: int, column: int, what: str, hint: str) -> Problem:
        return reading.YAML_SYNTAX(Place(path, line + first_line, column + 1), what=what, hint=hint)

    bad = _UNPRINTABLE.search(text)
    mark = getattr(error, "problem_mark", None)
    if bad and mark is None:
        line = text.count("\n", 0, bad.start())
        column = bad.start() - (text.rfind("\n", 0, bad.start()) + 1)
        return at(line, column, f"A control character (U+{ord(bad[0]):04X}) stands here.", "Delete it.")
    if mark is None:
        return at(0, 0, "This is not valid YAML.", "Compare it with the examples of `goodword new`.")
    lines = text.split("\n")
    context = error.context_mark
    said, around = str(error.problem or ""), str(error.context or "")
    here = (min(mark.line, len(lines) - 1), mark.column if mark.line < len(lines) else 0)

    if "quoted scalar" in around and "end of stream" in said:
        return at(context.line, context.column, *_UNCLOSED_QUOTE)
    if "escape" in said:
        return at(
            *here,
            "A backslash in double quotes begins a special character, and this one is unknown.",
            "Use single quotes, or write the backslash twice.",
        )
    quote = _broken_quote(lines, here[0])
    if quote and ("expected key" in said or "block end" in said or "expected ','" in said or "':'" in said):
        return at(*quote, *_UNCLOSED_QUOTE)
    if context and ("flow sequence" in around or "flow mapping" in around):
        opened, closing = ("[", "]") if "sequence" in around else ("{", "}")
        return at(
            context.line,
            context.column,
            f"What begins here with `{opened}` is not closed.",
            f"Look for a missing `{closing}` or comma up to line {here[0] + first_line}; "
            f"text that begins with `{opened}` needs quotes.",
        )
    if "mapping values" in said:
        return at(*_mapping_value(lines, here))
    if "simple key" in around and context:
        return at(
            context.line,
            context.column,
            "This line is not `field: value`.",
            "Put a colon and a space after the field's name; longer text goes on indented lines.",
        )
    character = lines[here[0]][here[1] : here[1] + 1]
    if "cannot start any token" in said or "tab character" in said:
        before = lines[here[0]][: here[1] + 1]
        found = "\t" if "\t" in before else character
        hint = _START_HINTS.get(found, "Put the value in quotes.")
        name = "a tab" if found == "\t" else f"`{found}`"
        return at(*here, f"Nothing can begin with {name} here.", hint)
    if "alias" in around or "anchor" in around:
        mark_name = "*" if "alias" in around else "&"
        return at(
            context.line, context.column, f"A value cannot begin with `{mark_name}` here.", "Put the value in quotes."
        )
    if "block scalar" in around:
        return at(
            context.line,
            context.column,
            "After `|` or `>` the text must begin on the next line.",
            "Move the text to the next line, indented; or put the value in quotes.",
        )
    if "entries are not allowed" in said or "keys are not allowed" in said:
        return at(
            *here,
            f"`{character}` cannot stand here.",
            "Put the value in quotes; items of a list go on lines of their own below the field's name.",
        )
    if "block mapping" in around or "block collection" in around or "block sequence" in around:
        return at(
            *here,
            "This line does not belong to the fields above it.",
            "Indent it exactly like the lines it belongs to, and look for quotes and brackets that are not closed.",
        )
    if "expected node content" in said or "expected the node content" in said:
        return at(*here, f"A value is expected here, not `{character}`.", "Put the value in quotes, or fill the gap.")
    return at(
        *here,
        f"This is not valid YAML: {said or 'the reader stopped here'}.",
        "Look near this line for an unclosed quote or bracket, a missing colon, or wrong indentation.",
    )


_UNCLOSED_QUOTE = (
    "The quotation mark that opens here is not closed where the value ends.",
    "Close it at the end of the value; inside double quotes write `\\\"`, inside single quotes write `''`.",
)


def _mapping_value(lines: list[str], here: tuple[int, int]) -> tuple[int, int, str, str]:
    """Line, column, what happened and what to do for a `: ` where no field may begin."""
    line, column = here
    before = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), None)
    if before is not None and _NO_SPACE.match(lines[before]) and not _NO_SPACE.match(lines[line]):
        return (
            before,
            lines[before].index(":"),
            "There is no space after the colon.",
            "Write `field: value` with a space.",
        )
    if ": " in lines[line][:column]:
        curly = any(mark in lines[line] for mark in "“”„")
        return (
            line,
            column,
            "A second `: ` in one line would begin a field inside a value.",
            'Put the whole value in straight quotes, `"`; curly ones do not count.'
            if curly
            else "Put the whole value in quotes.",
        )
    return (
        line,
        column,
        "A field cannot begin here.",
        "Indent this line exactly like the lines it belongs to; if it goes on with the value above, put that value "
        "in quotes.",
    )


def _broken_quote(lines: list[str], last: int) -> tuple[int, int] | None:
    """Line and column (from 0) of a quotation mark that closes too early, too late or never, up to line `last`."""
    number = 0
    while number <= last:
        match = _OPENED.match(lines[number])
        if not match:
            number += 1
            continue
        mark, line, start = match[1], number, match.end()
        while True:
            end = _closing(lines[line], start, mark)
            if end is not None or line + 1 >= len(lines):
                break
            line, start = line + 1, 0
        if end is None:
            return number, match.start(1)
        rest = lines[line][end:].lstrip()
        if rest and rest[0] not in "#:,]}":
            return number, match.start(1)
        number = line + 1
    return None


def _closing(line: str, start: int, mark: str) -> int | None:
    """The index behind the quotation mark that closes what opened before `start`, or None."""
    index = start
    while index < len(line):
        character = line[index]
        if mark == '"' and character == "\\":
            index += 2
            continue
        if character == mark:
            if mark == "'" and line[index + 1 : index + 2] == "'":
                index += 2
                continue
            return index + 1
        index += 1
    return None
