"""A list of advocates that outputs may see, packed: `Roll` reads as a sequence of items, each made when asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import msgspec
from msgspec.structs import replace

from goodword import text
from goodword.content.document import Document
from goodword.content.items import Item
from goodword.content.models import Advocate
from goodword.content.rows.packed import Form, Packed
from goodword.content.rows.table import Read, Table, Text, row_document

DIGEST, KEY = 16, 8


class Shown(msgspec.Struct, frozen=True, array_like=True):
    """What a page can show of an advocate, and what its proof is chosen by. See `Item`.

    is_named: whether the entry's name is its own. The model asks for a name, so another one stands in the place of one
    that may not be told.
    """

    language: str
    entry: Advocate
    company_key: str
    person_key: str
    scope: tuple[str, ...]
    badge: str | None
    has_page: bool
    is_named: bool

    @classmethod
    def of(
        cls,
        language: str,
        entry: Advocate,
        *,
        company_key: str = "",
        person_key: str = "",
        scope: tuple[str, ...] = (),
        badge: str | None = None,
        has_page: bool = True,
    ) -> Shown:
        """What is kept of the redacted `entry`."""
        is_named = bool(entry.public_name)
        kept = entry if is_named else replace(entry, public_name="-")
        return cls(language, kept, company_key, person_key, scope, badge, has_page, is_named)

    @property
    def redacted(self) -> Advocate:
        """The entry that outputs may see."""
        return self.entry if self.is_named else replace(self.entry, public_name="")


class Column(msgspec.Struct, frozen=True, array_like=True):
    """What is asked of all advocates at once.

    table: number of the file of rows, -1 where it is no row. own: whether the row is in the site's language.
    """

    id: str
    code: str
    language: str
    aliases: tuple[str, ...]
    audiences: tuple[str, ...]
    table: int
    own: bool
    line: int
    column: int
    kit_version: int = 1


class Group(msgspec.Struct, frozen=True, array_like=True):
    """Advocates from `start` up to `stop` of the records whose pages choose from the same proof, in one program.

    is_plain: a page has nothing of its own but what the row says: no photo, no links, no pages for audiences. codes:
    of all of them, in order, with a line break between two.
    """

    language: str
    industry: str | None
    product: str | None
    program: str | None
    is_plain: bool
    start: int
    stop: int
    codes: str


class Records(msgspec.Struct, frozen=True, array_like=True):
    """A roll as it is kept: nothing but values. groups: all advocates, where they stand in groups.

    digests: DIGEST bytes for each advocate. keys: KEY bytes for each, of the digest that own words are known by.
    aliased: where those stand that had other codes or addresses before.
    """

    tables: tuple[Table, ...] = ()
    groups: tuple[Group, ...] = ()
    columns: Packed = Packed()
    shown: Packed = Packed()
    digests: bytes = b""
    keys: bytes = b""
    aliased: tuple[int, ...] = ()


COLUMNS = Form(Column)
SHOWN = Form(Shown)


class Member:
    """One advocate of a roll, of whom no item has been made: a million of them are looked at to find what changed."""

    __slots__ = ("_column", "_index", "_roll", "_shown", "entry", "id")

    def __init__(self, roll: Roll, index: int, column: Column, shown: Shown) -> None:
        self._roll, self._index, self._column, self._shown = roll, index, column, shown
        self.id, self.entry = column.id, shown.redacted

    @property
    def language(self) -> str:
        """The language of the page."""
        return self._column.language

    @property
    def badge(self) -> str | None:
        """See `Item`."""
        return self._shown.badge

    @property
    def company_key(self) -> str:
        """See `Item`."""
        return self._shown.company_key

    @property
    def person_key(self) -> str:
        """See `Item`."""
        return self._shown.person_key

    @property
    def author_key(self) -> str:
        """The `author_key` of testimonials that are the advocate's own words."""
        return self._roll.key(self._index)

    @property
    def digest(self) -> bytes:
        """16 bytes that change with everything of the advocate that a page can show."""
        return self._roll.records.digests[self._index * DIGEST : (self._index + 1) * DIGEST]

    @property
    def item(self) -> Item[Advocate]:
        """Everything that is known."""
        return self._roll.item(self._index, self._column, self._shown)


@dataclass(frozen=True, slots=True)
class Roll(Sequence[Item[Advocate]]):
    """Some of the advocates, from `start` up to `stop` of the records.

    documents: by id, of those that are no rows. texts: of the tables of the records, in their order.
    """

    records: Records
    start: int
    stop: int
    documents: Mapping[str, Document]
    texts: tuple[Text, ...]

    @classmethod
    def of(cls, records: Records, documents: Mapping[str, Document], read: Read) -> Roll:
        """All of `records`; `read` gives the bytes of a file of rows where a place is asked for."""
        return cls(records, 0, records.columns.count, documents, tuple(Text(table, read) for table in records.tables))

    def __len__(self) -> int:
        return self.stop - self.start

    def __iter__(self) -> Iterator[Item[Advocate]]:
        columns = COLUMNS.walk(self.records.columns, self.start, self.stop)
        shown = SHOWN.walk(self.records.shown, self.start, self.stop)
        for index, (column, one) in enumerate(zip(columns, shown, strict=True), start=self.start):
            yield self.item(index, column, one)

    def part(self, start: int, stop: int) -> Roll:
        """The advocates from `start` up to `stop`."""
        stop = min(stop, len(self))
        return Roll(self.records, self.start + start, self.start + max(start, stop), self.documents, self.texts)

    def members(self) -> Iterator[Member]:
        """All of them, without making their items."""
        columns = COLUMNS.walk(self.records.columns, self.start, self.stop)
        shown = SHOWN.walk(self.records.shown, self.start, self.stop)
        for index, (column, one) in enumerate(zip(columns, shown, strict=True), start=self.start):
            yield Member(self, index, column, one)

    @overload
    def __getitem__(self, index: int) -> Item[Advocate]: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Item[Advocate]]: ...

    def __getitem__(self, index: int | slice) -> Item[Advocate] | Sequence[Item[Advocate]]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step != 1:
                return tuple(self[number] for number in range(start, stop, step))
            return self.part(start, stop)
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        at = self.start + index % len(self)
        return self.item(at, COLUMNS.at(self.records.columns, at), SHOWN.at(self.records.shown, at))

    def columns(self) -> Iterator[Column]:
        """Id, code, language, old codes and audiences of each, in order; several times cheaper than the items."""
        return COLUMNS.walk(self.records.columns, self.start, self.stop)

    def with_codes(self, codes: Iterable[str]) -> Iterator[Item[Advocate]]:
        """The items that have one of `codes`."""
        wanted = frozenset(codes)
        yield from (self[index] for index, column in enumerate(self.columns()) if column.code in wanted)

    def with_aliases(self) -> list[Item[Advocate]]:
        """The items that had other codes or addresses before, by id."""
        found = [self[index - self.start] for index in self.records.aliased if self.start <= index < self.stop]
        return sorted(found, key=lambda item: item.id)

    def with_keys(self, keys: Iterable[str]) -> list[Item[Advocate]]:
        """The items that are the authors of testimonials with one of these `author_key`s, by id."""
        wanted = {int.from_bytes(bytes.fromhex(key), sys.byteorder) for key in keys}
        known = memoryview(self.records.keys).cast("Q")[self.start : self.stop]
        found = [self[index] for index, key in enumerate(known) if key in wanted] if wanted else []
        return sorted(found, key=lambda item: item.id)

    def key(self, index: int) -> str:
        """The `author_key` of what stands at `index` of the records."""
        return self.records.keys[index * KEY : (index + 1) * KEY].hex()

    def document(self, column: Column) -> Document:
        """The document of the advocate in `column`."""
        if column.table < 0:
            return self.documents[column.id]
        language = None if column.own else column.language
        return row_document(self.texts[column.table], column.id, language, column.line, column.column)

    def item(self, index: int, column: Column, one: Shown) -> Item[Advocate]:
        """The item of what stands at `index` of the records."""
        entry = one.redacted
        return Item(
            kind="advocate",
            id=column.id,
            slug=(entry.slug or text.slug_or_digest(entry.id, "advocate")) if one.has_page else "",
            entry=entry,
            versions={column.language: entry},
            documents={column.language: self.document(column)},
            language=column.language,
            scope=frozenset(one.scope),
            company_key=one.company_key,
            author_key=self.key(index),
            person_key=one.person_key,
            badge=one.badge,
        )
