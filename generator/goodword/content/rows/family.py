"""All advocates of a site: those of large files packed, those of other files as they are; each id once.

Reads as the mapping from id to entry that other kinds have, but makes an entry only when it is asked for. What has to
know something of every row asks for `names`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from goodword.content.collect import Collected, collect, order, same_id, unknown_language
from goodword.content.document import Document
from goodword.content.models import Advocate, Site
from goodword.content.recall import Recall
from goodword.content.rows.reading import ENTRIES, NAMES, FileRows, Name, Word
from goodword.content.rows.table import Read, Text, row_document
from goodword.problems import Problem, Problems


class Row(Struct, frozen=True):
    """One advocate. text: of the file, where it is a row; collected: where it is not."""

    name: Name
    entry: Advocate
    language: str
    text: Text | None = None
    collected: Collected | None = None

    @property
    def document(self) -> Document:
        """What it was made from."""
        if self.collected is not None:
            return self.collected.document
        assert self.text is not None
        return row_of(self.text, self.name)

    @property
    def whole(self) -> Collected:
        """The same as other kinds have it."""
        if self.collected is not None:
            return self.collected
        return Collected(
            "advocate", self.name.id, self.language, {self.language: self.entry}, {self.language: self.document}
        )


class _Run(Struct, frozen=True):
    """Advocates of one file in one group of languages: rows (their number is `part` of the file), or others."""

    file: FileRows | None = None
    part: int = 0
    text: Text | None = None
    others: tuple[Collected, ...] = ()
    left_out: frozenset[int] = frozenset()

    @property
    def path(self) -> str:
        return self.file.table.path if self.file else self.others[0].document.path


@dataclass(frozen=True, slots=True)
class Family(Mapping[str, Collected]):
    """The advocates of a site in the order in which entries are collected: by language, file, line."""

    language: str
    runs: tuple[_Run, ...] = ()
    length: int = 0
    lost: bool = field(default=False)

    def __len__(self) -> int:
        return self.length

    def __iter__(self) -> Iterator[str]:
        return (name.id for name in self.names())

    def __getitem__(self, entry_id: str) -> Collected:
        """One advocate. Looks through all of them: ask for several with `chosen`."""
        return self.chosen((entry_id,))[entry_id]

    def chosen(self, ids: Iterable[str]) -> dict[str, Collected]:
        """Those of the advocates called `ids` that there are."""
        wanted = frozenset(ids)
        if not wanted:
            return {}
        found: dict[str, Collected] = {}
        for run in self.runs:
            if run.file is None or run.text is None:
                found |= {one.id: one for one in run.others if one.id in wanted}
                continue
            part = run.file.parts[run.part]
            for index, name in enumerate(NAMES.walk(part.names)):
                if name.id in wanted and index not in run.left_out:
                    row = Row(name, ENTRIES.at(part.entries, index), name.language or self.language, run.text)
                    found[name.id] = row.whole
        return found

    def names(self) -> Iterator[Name]:
        """The name of each, without its entry."""
        for run in self.runs:
            if run.file is None:
                yield from map(_name, run.others)
                continue
            for index, name in enumerate(NAMES.walk(run.file.parts[run.part].names)):
                if index not in run.left_out:
                    yield name

    def rows(self) -> Iterator[Row]:
        """Each with its entry."""
        for run in self.runs:
            if run.file is None:
                for one in run.others:
                    yield Row(_name(one), cast(Advocate, one.entry), one.language, collected=one)
                continue
            part = run.file.parts[run.part]
            both = zip(NAMES.walk(part.names), ENTRIES.walk(part.entries), strict=True)
            for index, (name, entry) in enumerate(both):
                if index not in run.left_out:
                    yield Row(name, entry, name.language or self.language, run.text)

    @property
    def others(self) -> Iterator[Collected]:
        """Those that are no rows."""
        for run in self.runs:
            yield from run.others

    @property
    def texts(self) -> Iterator[Text]:
        """The text of each file of rows, once."""
        yield from {run.text.table.path: run.text for run in self.runs if run.text}.values()

    @property
    def files(self) -> Iterator[FileRows]:
        """Each file of rows, once."""
        yield from {run.file.table.path: run.file for run in self.runs if run.file}.values()

    def basis(self) -> Iterator[bytes]:
        """What tells this family from others, as bytes."""
        for file in self.files:
            yield f"{file.table.path}\0{file.table.digest}".encode()
        for one in self.others:
            told = (one.id, one.language, one.entry, one.place(), one.document.digest)
            yield msgspec.msgpack.encode(told, enc_hook=str)
        yield self.language.encode()

    def first_words(self) -> Iterator[tuple[Word, Document]]:
        """The first use of each word by the rows of each file; asked only while nothing was left out."""
        texts = {one.table.path: one for one in self.texts}
        for file in self.files:
            for word in file.words:
                yield word, row_of(texts[file.table.path], word.row)

    def without(self, paths: set[str]) -> Family:
        """The advocates of other files than `paths`."""
        runs = tuple(run for run in self.runs if run.path not in paths)
        kept = [replace(run, others=tuple(one for one in run.others if one.document.path not in paths)) for run in runs]
        return Family(self.language, tuple(kept), sum(map(_size, kept)), self.lost)


def _size(run: _Run) -> int:
    if run.file is None:
        return len(run.others)
    return run.file.parts[run.part].names.count - len(run.left_out)


def _name(one: Collected) -> Name:
    entry = cast(Advocate, one.entry)
    place = one.place()
    return Name(one.id, entry.code, one.document.language, entry.aliases, place.line, place.column)


def gather(
    files: Iterable[FileRows], documents: Iterable[Document], site: Site, read: Read, recall: Recall
) -> tuple[Family, list[Problem]]:
    """The advocates of all files, and what is wrong with their ids, languages and, where they are broken, fields.

    documents: of those that are in no file of rows.
    """
    problems = Problems()
    tables = [(file, Text(file.table, read)) for file in files]
    given = list(documents)
    lost = _Lost()
    ids = [*(f"{file.table.path}\0{file.table.digest}" for file, _ in tables), *(one.id for one in given)]
    if bool(tables) and recall("ids", tuple(ids), bool, partial(_has_twice, tables, given)):
        lost = _Lost.found(tables, given, site, problems)
    known, told = collect([one for one in given if id(one) not in lost.documents], site)
    problems.extend(told)
    ordered: list[tuple[tuple[bool, str], _Run]] = []
    by_file: dict[tuple[bool, str], list[Collected]] = {}
    for one in known["advocate"].values():
        by_file.setdefault((one.document.language is not None, one.document.path), []).append(one)
    ordered += [(key, _Run(others=tuple(group))) for key, group in by_file.items()]
    for file, source in tables:
        for number, part in enumerate(file.parts):
            left_out = frozenset(lost.rows.get((file.table.path, number), ()))
            if part.names.count:
                ordered.append(((number == 1, file.table.path), _Run(file, number, source, (), left_out)))
        for row in file.broken:
            if (file.table.path, row.row.line) not in lost.broken:
                problems.extend(row.problems)
        if not set(site.all_languages).issuperset(file.languages):
            _tell_unknown_languages(file, source, lost, site, problems)
    runs = tuple(run for _, run in sorted(ordered, key=lambda one: one[0]))
    family = Family(site.language, runs, sum(map(_size, runs)), bool(lost.rows or lost.broken))
    return family, list(problems)


def _tell_unknown_languages(file: FileRows, source: Text, lost: _Lost, site: Site, problems: Problems) -> None:
    left_out = lost.rows.get((file.table.path, 1), set())
    rows = [name for index, name in enumerate(NAMES.walk(file.others.names)) if index not in left_out]
    rows += [one.row for one in file.broken if (file.table.path, one.row.line) not in lost.broken]
    for row in rows:
        if row.language is not None:
            problems.extend(unknown_language(row_of(source, row), row.language, site))


@dataclass(slots=True)
class _Lost:
    """Entries whose id another one has that comes first: rows by file and part, broken rows by file and line."""

    rows: dict[tuple[str, int], set[int]] = field(default_factory=dict)
    broken: set[tuple[str, int]] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)

    @classmethod
    def found(
        cls, tables: list[tuple[FileRows, Text]], documents: list[Document], site: Site, problems: Problems
    ) -> _Lost:
        """All of them; tells each."""
        lost = cls()
        first: dict[str, Document] = {}
        for document, left_out in sorted(lost._all(tables, documents), key=lambda one: order(one[0])):
            other = first.setdefault(document.id, document)
            if other is not document:
                problems.add(same_id(document, other, site))
                left_out()
        return lost

    def _lose(self, path: str, part: int, index: int) -> None:
        self.rows.setdefault((path, part), set()).add(index)

    def _all(
        self, tables: list[tuple[FileRows, Text]], documents: list[Document]
    ) -> Iterator[tuple[Document, Callable[[], None]]]:
        for document in documents:
            yield document, partial(self.documents.add, id(document))
        for file, source in tables:
            path = file.table.path
            for number, part in enumerate(file.parts):
                for index, row in enumerate(NAMES.walk(part.names)):
                    yield row_of(source, row), partial(self._lose, path, number, index)
            for broken in file.broken:
                yield row_of(source, broken.row), partial(self.broken.add, (path, broken.row.line))


def row_of(source: Text, row: Name) -> Document:
    """The document of a row."""
    return row_document(source, row.id, row.language, row.line, row.column)


def _has_twice(tables: list[tuple[FileRows, Text]], documents: list[Document]) -> bool:
    """Whether any two have one id. Looks at digests of ids, so that a million of them need little room."""
    seen = {hash(document.id) for document in documents}
    count = len(documents)
    for file, _ in tables:
        seen.update(hash(one.row.id) for one in file.broken)
        count += len(file.broken)
        for part in file.parts:
            seen.update(hash(name.id) for name in NAMES.walk(part.names))
            count += part.names.count
    return len(seen) < count
