"""Lists of entries in one file: CSV, JSON, JSONL, YAML. Gives one Document for each entry.

In CSV nested fields are written with dots, lists of words with `|`, and an empty cell is an absent field. Every cell
is text; what it means is decided by the model.
"""

from __future__ import annotations

from typing import Any

from goodword.content import csv_text, json_text, strict_yaml
from goodword.content.document import Document, Positions, Tree, language_tag
from goodword.content.front_matter import describe
from goodword.problems import Place, Problem, Problems, SiteError, fields, reading

ENDINGS = (".yaml", ".yml", ".json", ".jsonl", ".csv")


def read(
    text: str, ending: str, path: str, kind: str, plural: str, digest: str
) -> tuple[list[Document], list[Problem]]:
    """All entries of a list file, and the problems of those that are none. Raises SiteError if none can be read."""
    if ending == ".csv":
        return csv_text.read(text, path, kind, digest)
    problems = Problems()
    entries: list[tuple[Any, Positions]] = []
    if ending == ".jsonl":
        entries = _jsonl(text, path, problems)
    elif ending == ".json":
        value = json_text.parse(text, path)
        sheet = json_text.Sheet(text)
        items, parents = _items(value, path, plural, '`[{"id": ...}, ...]`')
        entries = [(item, json_text.JsonPositions(sheet, (*parents, n))) for n, item in enumerate(items)]
    else:
        loaded = strict_yaml.load(text, path)
        if loaded.value is None:
            return [], []
        items, parents = _items(loaded.value, path, plural, "`- id: ...`")
        spot = loaded.spot
        for parent in parents:
            assert isinstance(spot.parts, dict)
            spot = spot.parts[parent]
        assert isinstance(spot.parts, list)
        entries = [(item, Tree(part)) for item, part in zip(items, spot.parts, strict=True)]
    documents = []
    for item, positions in entries:
        document = entry(item, positions, path, kind, digest, problems)
        if document is not None:
            documents.append(document)
    return documents, list(problems)


def _items(value: Any, path: str, plural: str, example: str) -> tuple[list[Any], tuple[str, ...]]:
    """The list in a file, and the keys that lead to it: the file is a list, or `{plural: list}`."""
    if isinstance(value, list):
        return value, ()
    names = {plural, plural.replace("-", "_")}
    if isinstance(value, dict) and len(value) == 1:
        name, items = next(iter(value.items()))
        if name in names and isinstance(items, list):
            return items, (name,)
        if name in names and items is None:
            return [], (name,)
    hint = f"Begin each entry with {example}."
    raise SiteError([reading.NOT_LIST(Place(path, 1, 1), what=describe(value), hint=hint)])


def _jsonl(text: str, path: str, problems: Problems) -> list[tuple[Any, Positions]]:
    entries: list[tuple[Any, Positions]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json_text.parse(line, path, number)
        except SiteError as error:
            problems.extend(error.problems)
            continue
        entries.append((value, json_text.JsonPositions(json_text.Sheet(line, number), ())))
    return entries


def entry(
    item: Any, positions: Positions, path: str, kind: str, digest: str, problems: Problems, default_id: str = ""
) -> Document | None:
    """The Document of one item of a list, or None with a problem: an item must be a mapping with an `id`."""
    line, column, _ = positions.find((), False)
    place = Place(path, line, column)
    if not isinstance(item, dict):
        problems.add(reading.NOT_ENTRY(place, what=describe(item)))
        return None
    name = item.get("id") or default_id
    if isinstance(name, str) and name.strip():
        language = item.get("language")
        tag = language_tag(language) or language if isinstance(language, str) else None
        return Document(kind, name.strip(), tag, path, digest, item, positions=positions)
    if isinstance(name, str):
        hint = "Every entry of a list needs one: a short name in Latin letters, digits and hyphens."
        problems.add(fields.MISSING(place, field="id", hint=hint))
    else:
        line, column, _ = positions.find(("id",), False)
        hint = "Write it as one word."
        problems.add(fields.NOT_TEXT(Place(path, line, column), field="id", found=describe(name), hint=hint))
    return None
