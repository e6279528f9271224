"""From the files that were named to sources of records: which reader, which files of a folder, what is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from goodword import files
from goodword.importing import lenient_formats as formats
from goodword.importing.aliases import looks_like_entry
from goodword.importing.lenient_yaml import BrokenYamlError, read_yaml
from goodword.importing.shapes import Record, Skipped, Source, TooLargeError, find_records, flatten
from goodword.problems import Place, Problem, SiteError, importing

_MARKDOWN = frozenset({".md", ".markdown", ".mdx"})
_LIST_PAGES = frozenset({"_index.md", "readme.md"})
_DIGITS = re.compile(r"(\d+)")
_HINTS = {
    ".xlsx": "Save the sheet as CSV (UTF-8).",
    ".xls": "Save the sheet as CSV (UTF-8).",
    ".ods": "Save the sheet as CSV (UTF-8).",
    ".pdf": "Words cannot be taken out of a PDF safely: copy them into a CSV.",
    ".html": "Export the entries as CSV or JSON.",
    ".xml": "Export the entries as CSV or JSON.",
    ".txt": "If it is a table, rename it to .csv or .tsv.",
}


def _yaml(text: str, path: str) -> tuple[object, list[Problem]]:
    try:
        documents, problems = read_yaml(text, path)
    except BrokenYamlError as error:
        raise formats.UnreadableError(error.problem) from None
    return (documents[0] if len(documents) == 1 else documents), problems


_READERS: dict[str, tuple[str, Callable[[str, str], tuple[object, list[Problem]]]]] = {
    ".yaml": ("YAML", _yaml),
    ".yml": ("YAML", _yaml),
    ".json": ("JSON", formats.read_json),
    ".jsonl": ("JSONL", formats.read_jsonl),
    ".ndjson": ("JSONL", formats.read_jsonl),
    ".toml": ("TOML", formats.read_toml),
    ".csv": ("CSV", formats.read_csv),
    ".tsv": ("CSV", formats.read_csv),
}


def read_sources(paths: Sequence[Path], root: Path) -> tuple[list[Source], list[Problem]]:
    """A source for each file and for the Markdown files of each folder; the problems are those that stop the import."""
    sources: list[Source] = []
    errors: list[Problem] = []
    for path in dict.fromkeys(paths):
        if path.is_dir():
            found = sorted(files.walk(path), key=lambda file: natural(files.relative(file, path)))
            pages = [file for file in found if file.suffix.lower() in _MARKDOWN]
            tables = [file for file in found if file.suffix.lower() in _READERS]
            others = [file for file in found if file not in set(pages) | set(tables)]
            if pages or not tables:
                sources.append(_folder(path, pages, others, root, errors))
            rest = tables
        else:
            rest = []
            if path.suffix.lower() in _MARKDOWN:
                sources.append(_folder(path, [path], [], root, errors))
            else:
                rest = [path]
        for file in rest:
            try:
                sources.append(_file(file, root))
            except formats.UnreadableError as error:
                errors.append(error.problem)
            except SiteError as error:
                errors.extend(error.problems)
    return sources, errors


def natural(name: str) -> list[tuple[int, int, str]]:
    """A sort key by which `2.md` comes before `10.md`."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in _DIGITS.split(name) if part]


def shown(path: Path, root: Path) -> str:
    """`path` relative to the site where it lies in it, else as it was given."""
    return (
        files.relative(path.absolute(), root.absolute())
        if path.absolute().is_relative_to(root.absolute())
        else (path.as_posix())
    )


def _text(path: Path, name: str) -> tuple[str, list[Problem]]:
    return formats.decode(files.read_bytes(path, Place(name)), name)


def _file(path: Path, root: Path) -> Source:
    name = shown(path, root)
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        hint = _HINTS.get(suffix, "")
        raise formats.UnreadableError(importing.UNKNOWN_FORMAT(Place(name), name=path.name, hint=hint))
    kind, read = _READERS[suffix]
    text, problems = _text(path, name)
    tree, more = read(text, name)
    try:
        records, beside = find_records(tree, lambda line: Place(name, line), looks_like_entry)
    except TooLargeError as error:
        raise formats.UnreadableError(importing.TOO_DEEP(Place(name), why=str(error))) from None
    full, empty = _without_empty(records)
    return Source(name, kind, tuple(full), (*problems, *more), tuple(empty), beside)


def _without_empty(records: Iterable[Record]) -> tuple[list[Record], list[Skipped]]:
    full, empty = [], []
    for record in records:
        if any(record.values.values()):
            full.append(record)
        else:
            empty.append(Skipped(record.place, "the entry is empty"))
    return full, empty


def _folder(path: Path, pages: list[Path], others: list[Path], root: Path, errors: list[Problem]) -> Source:
    """All Markdown files of a folder as one source; unreadable ones are added to `errors`."""
    records: list[Record] = []
    problems: list[Problem] = []
    skipped = [Skipped(Place(shown(file, root)), "not a file that can be imported") for file in others]
    for page in pages:
        name = shown(page, root)
        try:
            text, odd = _text(page, name)
            table, more = formats.read_markdown(text, name)
            values = flatten(table)
        except (formats.UnreadableError, SiteError, TooLargeError) as error:
            errors.extend(_told(error, name))
            skipped.append(Skipped(Place(name), "it cannot be read"))
            continue
        problems.extend((*odd, *more))
        if page.name.lower() in _LIST_PAGES:
            skipped.append(Skipped(Place(name), "a list page, not an entry"))
        elif not any(values.values()):
            skipped.append(Skipped(Place(name), "the file is empty"))
        else:
            records.append(Record(Place(name, 1), values))
    return Source(shown(path, root), "Markdown", tuple(records), tuple(problems), tuple(skipped))


def _told(error: formats.UnreadableError | SiteError | TooLargeError, name: str) -> tuple[Problem, ...]:
    if isinstance(error, SiteError):
        return error.problems
    if isinstance(error, formats.UnreadableError):
        return (error.problem,)
    return (importing.TOO_DEEP(Place(name), why=str(error)),)
