"""Problems for programs: one JSON document, or annotations of a GitHub workflow. Pure, but for the step's summary."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from goodword.problems import ERROR, NOTE, WARNING, Problem, Severity

VERSION = 1
# GitHub keeps ten of each kind per step and drops the rest without a word
# (https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md).
MOST_ANNOTATIONS = 10
LARGEST_SUMMARY = 900_000
_KINDS: Mapping[Severity, str] = {ERROR: "error", WARNING: "warning", NOTE: "notice"}


def as_json(problems: Sequence[Problem], facts: Mapping[str, object]) -> bytes:
    """One document: `version` 1, `counts` by severity, `problems` in order, and what the command adds as `facts`.

    `path` is relative to the site, with `/`; `line` and `column` count from 1; null means the whole file, or no file.
    """
    counts = Counter(problem.severity for problem in problems)
    document = {
        "version": VERSION,
        "counts": {kind: counts[kind] for kind in (ERROR, WARNING, NOTE)},
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity,
                "message": problem.message,
                "hint": problem.hint,
                "path": problem.place.path if problem.place else None,
                "line": (problem.place.line or None) if problem.place else None,
                "column": (problem.place.column or None) if problem.place else None,
            }
            for problem in problems
        ],
        "facts": dict(facts),
    }
    return json.dumps(document, indent=1).encode() + b"\n"


def as_annotations(problems: Sequence[Problem], prefix: str = "") -> bytes:
    """Workflow commands, the most severe first, at most ten of a kind; a notice counts those left out.

    `prefix` leads from the top of the repository to the site.
    Escapes as in https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
    """
    by_kind = {kind: [p for p in problems if p.severity == kind] for kind in (ERROR, WARNING, NOTE)}
    too_many = any(len(found) > MOST_ANNOTATIONS for found in by_kind.values())
    lines: list[str] = []
    for kind, found in by_kind.items():
        room = MOST_ANNOTATIONS - (kind == NOTE and too_many)
        lines += [_annotation(problem, prefix) for problem in found[:room]]
    left = len(problems) - len(lines)
    if left:
        lines.append(f"::notice title=Goodword::{left} more in the log of this step: GitHub shows ten of a kind.")
    return "".join(line + "\n" for line in lines).encode("utf-8", "replace")


def append_summary(problems: Sequence[Problem], path: str) -> None:
    """Adds a table of all problems to the step's summary, the file `path`; does nothing when there is none."""
    if not (path and problems):
        return
    rows = ["| where | what |", "| --- | --- |"]
    size = 0
    for number, problem in enumerate(problems):
        where = str(problem.place) if problem.place else ""
        row = f"| {_cell(where)} | {problem.code}: {_cell(problem.message)} {_cell(problem.hint)} |"
        size += len(row.encode("utf-8", "replace"))
        if size > LARGEST_SUMMARY:
            rows.append(f"| | {len(problems) - number} more |")
            break
        rows.append(row)
    from goodword.problems.kit_addresses import shortened

    with contextlib.suppress(OSError), Path(path).open("a", encoding="utf-8", errors="replace") as summary:
        summary.write(shortened("\n".join(["## Goodword", "", *rows, ""])))


def _annotation(problem: Problem, prefix: str) -> str:
    properties: dict[str, str] = {}
    if problem.place:
        properties["file"] = f"{prefix}/{problem.place.path}".lstrip("/") if prefix else problem.place.path
        if problem.place.line:
            properties["line"] = str(problem.place.line)
        if problem.place.line and problem.place.column:
            properties["col"] = str(problem.place.column)
    properties["title"] = problem.code
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_KINDS[problem.severity]} {told}::{_message(f'{problem.message} {problem.hint}'.rstrip())}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    escaped = "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in text)
    return " ".join(escaped.split())
