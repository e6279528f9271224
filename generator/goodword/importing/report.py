"""The report of an import, for people as text and for programs as JSON. Says only what the plan holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from goodword.importing.aliases import plain
from goodword.importing.columns import IMPORTED, PRIVATE, Column
from goodword.importing.emit import markdown_file
from goodword.importing.plan import ImportPlan, SourcePlan
from goodword.problems import ERROR, NOTE, Problem
from goodword.text import excerpt

_MOST = 20


def report_text(plan: ImportPlan, *, written: int | None = None, problems: bool = True) -> str:
    """The dry run as text: per source the mapping with samples, what is private, kept and skipped, and what to do next.

    `written` is the number of files written, None for a dry run. Without `problems` these and `next_steps` are left to
    the caller.
    """
    blocks: list[str] = []
    for source in plan.sources:
        columns = [column for column in plan.columns if column.source == source.name]
        blocks.append("\n".join(_source(source, columns)))
    if plan.skipped:
        lines = [f"  {entry.place}: {entry.reason}" for entry in plan.skipped[:_MOST]]
        blocks.append("\n".join(("Skipped", *lines, *_more(len(plan.skipped)))))
    told = [problem for problem in plan.problems if problem.severity != ERROR] if problems else []
    if told:
        lines = [f"  {_mark(problem)} {problem}" for problem in told[:_MOST]]
        blocks.append("\n".join(("To look at", *lines, *_more(len(told)))))
    if plan.errors:
        lines = [f"  {problem}" for problem in plan.errors] if problems else []
        blocks.append("\n".join(("Nothing was written, because of errors.", *lines)))
    elif written is None and plan.entries:
        blocks.append("\n".join(_example(plan)))
    if problems and not plan.errors:
        blocks.append(next_steps(plan, written))
    return "\n\n".join(blocks) + "\n"


def next_steps(plan: ImportPlan, written: int | None = None) -> str:
    """What was or would be written, and what to do then; empty when errors stand in the way."""
    return "" if plan.errors else "\n".join(_next(plan, written))


def _example(plan: ImportPlan) -> Iterable[str]:
    entry = plan.entries[0]
    yield f"The first draft would be {entry.path}"
    for line in markdown_file(entry.fields, excerpt(entry.body, 300)).splitlines()[:30]:
        indent = line[: len(line) - len(line.lstrip(" "))]
        yield f"  | {indent}{excerpt(line, 110 - len(indent)) if len(line) > 110 else line.lstrip(' ')}".rstrip()


def _more(count: int) -> list[str]:
    return [f"  … and {count - _MOST} more (--format json lists all)"] if count > _MOST else []


def _mark(problem: Problem) -> str:
    return "·" if problem.severity == NOTE else "!"


def _source(source: SourcePlan, columns: Sequence[Column]) -> Iterable[str]:
    kind = "entry" if source.records == 1 else "entries"
    wordless = f", {source.wordless} of them without words" if source.wordless else ""
    yield f"{source.name} ({source.format}): {source.records} {kind}, {_drafts(source.planned)}{wordless}"
    groups = (
        ("Fields", [c for c in columns if c.field not in ("", IMPORTED, PRIVATE)]),
        ("To private/imported/, never published", [c for c in columns if c.field == PRIVATE]),
        ("Kept under `imported:`, shown nowhere", [c for c in columns if c.field == IMPORTED]),
    )
    for title, group in groups:
        if not group:
            continue
        yield f"  {title}"
        rows = [_row(column) for column in group[:40]]
        widths = [min(max(_width(row[n]) for row in rows), limit) for n, limit in enumerate((28, 18, 11))]
        for row in rows:
            cells = [_pad(excerpt(cell, 28) if n == 0 else cell, widths[n]) for n, cell in enumerate(row[:3])]
            yield "    " + "  ".join((*cells, row[3])).rstrip()
        if len(group) > 40:
            yield f"    … and {len(group) - 40} more"
    if source.beside:
        yield f"  Not imported (beside the entries): {excerpt(', '.join(source.beside), 90)}"
    empty = [plain(column.name) for column in columns if not column.field]
    if empty:
        yield f"  Empty columns: {excerpt(', '.join(empty), 90)}"


def _row(column: Column) -> tuple[str, str, str, str]:
    target = f"→ {column.field}" if column.field not in (IMPORTED, PRIVATE) else ""
    why = f" ({column.why})" if column.why else ""
    return plain(column.name), target, f"{column.filled} of {column.total}", f"{column.sample}{why}"


def _width(cell: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in cell)


def _pad(cell: str, width: int) -> str:
    return cell + " " * max(0, width - _width(cell))


def _drafts(count: int) -> str:
    return "no draft" if not count else "1 draft" if count == 1 else f"{count} drafts"


def _next(plan: ImportPlan, written: int | None) -> Iterable[str]:
    if not plan.entries:
        yield "Nothing to write: everything is there already." if plan.skipped else "Nothing to write."
        return
    private = sum(bool(entry.private) for entry in plan.entries)
    also = f"; the private values of {private} in private/imported/" if private else ""
    if written is None:
        yield "This was a dry run; nothing was written."
        yield f"With --write: {_drafts(len(plan.entries))} in content/testimonials/{also}."
        yield "Next: look at the mapping above, correct it with --map COLUMN=FIELD, then run it again with --write."
    else:
        yield f"{_drafts(len(plan.entries))} written to content/testimonials/{also}."
        yield "Next: ask each person, add `consent:` (date, method, scope), then set `status: published`."


def report_json(plan: ImportPlan) -> dict[str, object]:
    """The plan as plain data, but for its problems. Private values are not in it: only the names of their columns."""
    return {
        "sources": [
            {
                "name": source.name,
                "format": source.format,
                "entries": source.records,
                "drafts": source.planned,
                "without_words": source.wordless,
                "beside": list(source.beside),
            }
            for source in plan.sources
        ],
        "columns": [
            {
                "source": column.source,
                "column": plain(column.name),
                "field": column.field,
                "filled": column.filled,
                "of": column.total,
                "sample": column.sample,
                "why": column.why,
            }
            for column in plan.columns
        ],
        "entries": [
            {"id": entry.id, "path": entry.path, "from": str(entry.place), "private": sorted(entry.private)}
            for entry in plan.entries
        ],
        "skipped": [{"place": str(entry.place), "reason": entry.reason} for entry in plan.skipped],
    }
