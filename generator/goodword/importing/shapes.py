"""The shapes that foreign data has: raw trees, flat records, and finding the records in a tree.

Nothing here knows file formats, and nothing knows what a column means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct, field

from goodword.problems import Place, Problem
from goodword.text import words

DEEPEST = 100
MOST_COLUMNS = 2_000
TOPIC = "(topic)"
BODY = "(body)"
TEXT = "(text)"
KEY = "(key)"
LANGUAGE = "(language)"
# ISO 639-1, two-letter codes (https://www.loc.gov/standards/iso639-2/php/code_list.php).
LANGUAGES = frozenset(
    words(
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn "
        "bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
        "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he "
        "hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
        "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li "
        "ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
        "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm "
        "rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st "
        "su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
    )
)
# Control characters (but tab and line end), lone surrogates, noncharacters: no text that a person wrote.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]{2,8})*")

Value = str | list[str] | dict[str, str]


class Table(dict[str, object]):
    """A mapping of a raw tree, with the line it starts on (0: not known). Values: str, list, Table or None."""

    line: int = 0


class TooLargeError(Exception):
    """A record that cannot be flattened; the text says why."""


class Record(Struct, frozen=True):
    """One entry of a foreign file as columns; nested keys joined by dots, an absent value is an empty text."""

    place: Place
    values: dict[str, Value]


class Skipped(Struct, frozen=True):
    """Something that is not imported, and why."""

    place: Place
    reason: str


class Source(Struct, frozen=True):
    """One file, or all Markdown files of one folder: its records and what was met on the way."""

    name: str
    format: str
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    beside: dict[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns in the order they first appear."""
        return tuple(dict.fromkeys(name for record in self.records for name in record.values))


def is_language(tag: str) -> bool:
    """Whether `tag` looks like a language tag: a two-letter code, perhaps with a region or script."""
    match = _TAG.fullmatch(tag)
    return match is not None and match[1].lower() in LANGUAGES


def by_language(raw: object) -> bool:
    """Whether `raw` is one text in several languages: `{ro: ..., en: ...}`."""
    if not isinstance(raw, Table) or not raw or set(raw) == {"id"}:
        return False
    return all(is_language(key) for key in raw) and all(
        value is None or isinstance(value, str) for value in raw.values()
    )


def flatten(table: Table) -> dict[str, Value]:
    """The columns of one record. Raises TooLargeError."""
    columns: dict[str, Value] = {}
    for name, value in _walk(table, "", 0):
        columns[name] = value
        if len(columns) > MOST_COLUMNS:
            raise TooLargeError(f"more than {MOST_COLUMNS} fields")
    return columns


def _walk(table: Table, prefix: str, depth: int) -> Iterator[tuple[str, Value]]:
    if depth > 12:
        raise TooLargeError("more than 12 levels in one entry")
    for key, raw in table.items():
        yield from _pairs(f"{prefix}{key}", raw, depth)


def _pairs(name: str, raw: object, depth: int) -> Iterator[tuple[str, Value]]:
    name = _clean(name)
    if isinstance(raw, Table) and raw:
        if by_language(raw):
            yield name, {key: _clean(value) for key, value in raw.items()}
        else:
            yield from _walk(raw, f"{name}.", depth + 1)
    elif isinstance(raw, list) and not all(item is None or isinstance(item, str) for item in raw):
        if depth > 12:
            raise TooLargeError("more than 12 levels in one entry")
        for number, item in enumerate(raw, 1):
            yield from _pairs(f"{name}.{number}", item, depth + 1)
    elif isinstance(raw, list):
        yield name, [_clean(item) for item in raw if item]
    else:
        yield name, _clean(raw)


def _clean(raw: object) -> str:
    return CONTROL.sub("", raw) if isinstance(raw, str) else ""


def find_records(
    raw: object, place: Callable[[int], Place], has_words: Callable[[Table], bool]
) -> tuple[list[Record], dict[str, str]]:
    """The records in a raw tree, and the settings that stand beside them. Raises TooLargeError.

    `has_words(table)` says whether one mapping looks like an entry. The lists that hold such entries count, wherever
    they stand; where several stand side by side, the key of each is its topic (or its language).
    """
    lists = list(_lists(raw, (), set()))
    found = [(path, tables) for path, tables in lists if any(map(has_words, tables))]
    if not found and isinstance(raw, Table) and has_words(raw):
        found = [((), [raw])]
    found = found or lists[:1]
    topic = LANGUAGE if all(is_language(path[-1]) for path, _ in found if path) else TOPIC
    records = []
    for path, tables in found:
        for number, table in enumerate(tables, 1):
            values = flatten(table)
            if len(found) > 1 and path:
                values = {topic: path[-1]} | values
            where = place(table.line)
            records.append(Record(where if where.line else Place(where.path, 0, number), values))
    return records, dict(_settings(raw, (), {path for path, _ in found}))


def _lists(raw: object, path: tuple[str, ...], seen: set[int]) -> Iterator[tuple[tuple[str, ...], list[Table]]]:
    """Every list of mappings outside of such lists; `seen` keeps aliases from being walked again and again."""
    if not isinstance(raw, (list, Table)) or id(raw) in seen or len(path) > 6:
        return
    seen.add(id(raw))
    if isinstance(raw, list):
        tables = [item for item in raw if isinstance(item, Table)]
        if tables:
            yield path, tables
        elif not path and raw and all(isinstance(item, str) for item in raw):
            yield path, [Table({TEXT: item}) for item in raw]
        for item in raw:
            if isinstance(item, list):
                yield from _lists(item, (*path, ""), seen)
        return
    if len(raw) > 1 and all(isinstance(item, Table) and not by_language(item) for item in raw.values()):
        yield path, [_keyed(key, item) for key, item in raw.items() if isinstance(item, Table)]
    for key, item in raw.items():
        yield from _lists(item, (*path, key), seen)


def _keyed(key: str, table: Table) -> Table:
    keyed = Table({KEY: key} | table)
    keyed.line = table.line
    return keyed


def _settings(raw: object, path: tuple[str, ...], taken: set[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    if not isinstance(raw, Table) or path in taken or len(path) > 3:
        return
    for key, item in raw.items():
        if isinstance(item, str) or item is None:
            yield ".".join((*path, key)), item or ""
        else:
            yield from _settings(item, (*path, key), taken)
