"""YAML as others write it: every scalar is its text, duplicates and tags are reported and read, nothing is run.

The only other place that imports PyYAML is the strict reader in `content/`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from goodword.importing.shapes import DEEPEST, Table
from goodword.problems import Place, Problem, importing

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TAB_INDENT = re.compile(r"^([ -]*\t[ \t-]*)", re.MULTILINE)
# What a plain `<<` key becomes while reading: no text of a file can be the same.
_MERGE = "\0<<"


class BrokenYamlError(Exception):
    """YAML that cannot be read; `problem` says where."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[list[object], list[Problem]]:
    """The documents of `text` as raw trees, and what strict reading would refuse; raises BrokenYamlError."""
    problems: list[Problem] = []
    try:
        return _build(text, path, first_line, problems), problems
    except yaml.MarkedYAMLError as error:
        if _TAB_INDENT.search(text):
            problems = [importing.TABS(Place(path, first_line + text[: text.index("\t")].count("\n")))]
            mended = _TAB_INDENT.sub(lambda match: match[1].replace("-\t", "- ").replace("\t", "  "), text)
            try:
                return _build(mended, path, first_line, problems), problems
            except yaml.YAMLError:
                pass
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        column = (mark.column if mark else 0) + 1
        why = error.problem or error.context or "it is not YAML"
        raise BrokenYamlError(importing.BROKEN(Place(path, line, column), format="YAML", line=line, why=why)) from None
    except yaml.YAMLError:
        why = "it holds characters that YAML does not allow"
        raise BrokenYamlError(
            importing.BROKEN(Place(path, first_line), format="YAML", line=first_line, why=why)
        ) from None


class _Open:
    """A list or mapping whose end has not come yet."""

    def __init__(self, value: list[object] | Table, anchor: str | None) -> None:
        self.value = value
        self.anchor = anchor
        self.key: str | None = None
        self.merged: list[object] = []


def _build(text: str, path: str, first_line: int, problems: list[Problem]) -> list[object]:
    documents: list[object] = []
    anchors: dict[str, object] = {}
    stack: list[_Open] = []
    loose = False
    starts = 0

    def put(value: object, line: int) -> None:
        if not stack:
            documents.append(value)
            return
        top = stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        elif top.key is None:
            top.key = value if isinstance(value, str) else "" if value is None else str(value)
        else:
            _assign(top, value, lambda key: problems.append(importing.DUPLICATE_KEY(Place(path, line), key=key)))

    for event in yaml.parse(text, Loader=_LOADER):
        line = (event.start_mark.line if event.start_mark else 0) + first_line
        if isinstance(event, yaml.ScalarEvent):
            loose = loose or bool(event.tag)
            plain_null = event.implicit[0] and event.style is None and event.value in NULLS
            is_key = stack and isinstance(stack[-1].value, Table) and stack[-1].key is None
            value: object = None if plain_null and not is_key else event.value
            if event.anchor:
                anchors[event.anchor] = value
            if is_key and event.value == "<<" and event.style is None:
                value, loose = _MERGE, True
            put(value, line)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            loose = loose or bool(event.tag)
            container: list[object] | Table = Table() if isinstance(event, yaml.MappingStartEvent) else []
            if isinstance(container, Table):
                container.line = line
            stack.append(_Open(container, event.anchor))
            if len(stack) > DEEPEST:
                raise BrokenYamlError(importing.TOO_DEEP(Place(path, line), why=f"more than {DEEPEST} levels"))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            done = stack.pop()
            _merge(done)
            if done.anchor:
                anchors[done.anchor] = done.value
            put(done.value, line)
        elif isinstance(event, yaml.AliasEvent):
            put(anchors.get(event.anchor or ""), line)
        elif isinstance(event, yaml.DocumentStartEvent):
            starts += 1
    if loose or starts > 1:
        problems.append(importing.LOOSE_YAML(Place(path, first_line)))
    return documents


def _assign(top: _Open, value: object, twice: Callable[[str], None]) -> None:
    assert isinstance(top.value, Table)
    key = top.key or ""
    top.key = None
    if key == _MERGE:
        top.merged.extend(value if isinstance(value, list) else [value])
        return
    if key in top.value:
        twice(key)
    top.value[key] = value


def _merge(done: _Open) -> None:
    for table in done.merged:
        if isinstance(table, Table) and isinstance(done.value, Table):
            for key, value in table.items():
                done.value.setdefault(key, value)
