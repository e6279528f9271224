"""Stage two: which advocates have a page, whose code only answers, whom to thank, whom to list, and who is hidden.

Depends on what was read, site.yaml, the programs, the vocabularies, the day and whether it is a preview; gives one
value. It goes over the rows once, and keeps nothing of one row when it comes to the next but what is packed.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import msgspec

from goodword import text
from goodword.content import code_life
from goodword.content.items import Item
from goodword.content.library import Hidden, default_program
from goodword.content.markdown import has_markup
from goodword.content.models import Advocate, Entry, Program
from goodword.content.references import with_own_terms
from goodword.content.rows.family import Family, Row
from goodword.content.rows.packed import Packed, Packer
from goodword.content.rows.roll import COLUMNS, DIGEST, KEY, SHOWN, Column, Group, Records, Shown
from goodword.content.rows.table import Table
from goodword.content.visibility import change_days, key_of, shown_form, why_hidden
from goodword.content.vocabularies import Vocabulary

# So many companies are remembered with their key: most advocates have a colleague.
_COMPANIES = 10_000


class Muster(msgspec.Struct, frozen=True, array_like=True):
    """What became of the advocates. changes: the days on which that changes by itself; longest: of the names shown."""

    live: Records
    ended: Records
    thanked: Records
    listed: Records
    hidden: tuple[Hidden, ...]
    changes: tuple[datetime.date, ...]
    longest: str


def muster(
    family: Family,
    vocabularies: Mapping[str, Vocabulary],
    programs: Sequence[Item[Program]],
    today: datetime.date,
    preview: bool,
) -> Muster:
    """Sorts out sound advocates. programs: the visible ones, the default first."""
    over = {item.id for item in programs if item.entry.has_ended(today)}
    default = default_program(programs)
    tables = tuple(text.table for text in family.texts)
    live, ended = _List(tables, _in_order(family), is_grouped=True), _List(tables, False)
    thanked, listed = _List(tables, False), _List(tables, False)
    company_key = functools.lru_cache(_COMPANIES)(key_of)
    hidden: list[Hidden] = []
    changes: set[datetime.date] = set()
    terms = with_own_terms(vocabularies)
    longest = ""
    for row in family.rows():
        entry = terms(row.entry)
        reason = why_hidden(entry, today)
        if reason:
            hidden.append(Hidden("advocate", entry.id, reason, row.document.place()))
        if (reason and reason.until) or (entry.consent and entry.consent.expires):
            changes |= change_days(entry, reason, today)
        is_over = (preview or not reason) and (entry.program or default) in over
        keys = company_key(entry.company), key_of(entry.public_name)
        if code_life.is_ended(entry, is_over, today):
            bare = Shown.of(row.language, code_life.bare(entry), person_key=keys[1], has_page=False)
            ended.add(entry.id, row, bare)
        elif preview or not reason:
            badge = f"Hidden in a real build: {reason.text}" if reason else None
            shown = _shown(row, shown_form(entry, today, reason), entry, keys, badge)
            longest = max(longest, shown.redacted.public_name, key=len)
            live.add(entry.id, row, shown)
        if code_life.is_thanked(entry, today):
            shown = _shown(row, shown_form(entry, today, None), entry, keys, None)
            thanked.add(shown.redacted.public_name.casefold(), row, shown)
        if code_life.is_listed(entry, today):
            shown = _shown(row, shown_form(entry, today, None), entry, keys, None)
            listed.add(text.fold(shown.redacted.company or ""), row, shown)
    hidden.sort(key=lambda one: one.id)
    lists = live.done(), ended.done(), thanked.done(), listed.done()
    return Muster(*lists, tuple(hidden), tuple(sorted(changes)), longest)


def basis(family: Family, vocabularies: Mapping[str, Vocabulary], programs: Sequence[Item[Program]]) -> Iterator[bytes]:
    """What the outcome of `muster` depends on, besides the day and whether it is a preview, as bytes."""
    yield from family.basis()
    for name, vocabulary in sorted(vocabularies.items()):
        yield msgspec.msgpack.encode((name, vocabulary.closed, vocabulary.terms))
    yield msgspec.msgpack.encode([(item.id, item.entry.starts, item.entry.ends) for item in programs])


def _shown(row: Row, form: Entry, entry: Advocate, keys: tuple[str, str], badge: str | None) -> Shown:
    scope = entry.consent.scope if entry.consent else ()
    known = cast(Advocate, form)
    return Shown.of(row.language, known, company_key=keys[0], person_key=keys[1], scope=scope, badge=badge)


def _in_order(family: Family) -> bool:
    """Whether the ids rise from row to row, as in most lists, so that none has to wait for others."""
    last = ""
    for name in family.names():
        if name.id < last:
            return False
        last = name.id
    return True


class _Group:
    """One match group in the making; `in_order`: its keys come in their order."""

    def __init__(self, in_order: bool) -> None:
        self._in_order = in_order
        self._columns, self._shown = Packer(COLUMNS), Packer(SHOWN)
        self._keys: list[str] = []
        self._waiting: list[tuple[str, str, bool, bytes, bytes]] = []
        self.digests, self.keys, self.codes, self.aliased = bytearray(), bytearray(), list[str](), list[int]()

    def add(self, key: str, column: Column, shown: Shown) -> None:
        packed = (column.id, column.code, bool(column.aliases), COLUMNS.encode(column), SHOWN.encode(shown))
        if self._in_order:
            self._put(*packed)
        else:
            self._keys.append(key)
            self._waiting.append(packed)

    def _put(self, entry_id: str, code: str, is_aliased: bool, column: bytes, shown: bytes) -> None:
        if is_aliased:
            self.aliased.append(len(self.codes))
        self._columns.add_encoded(column)
        self._shown.add_encoded(shown)
        self.digests += hashlib.blake2b(shown, digest_size=DIGEST).digest()
        self.keys += bytes.fromhex(key_of(entry_id))
        self.codes.append(code)

    def done(self) -> tuple[Packed, Packed]:
        """The columns, and what is shown."""
        for index in sorted(range(len(self._keys)), key=self._keys.__getitem__):
            self._put(*self._waiting[index])
        return self._columns.done(), self._shown.done()


# What the members of a group have in common: language, industry, product, program, whether they are plain.
_Common = tuple[str, str | None, str | None, str | None, bool]


class _List:
    """One list in the making: by groups where it `is_grouped`; `in_order`: its keys come in their order."""

    def __init__(self, tables: tuple[Table, ...], in_order: bool, *, is_grouped: bool = False) -> None:
        self._tables = tables
        self._numbers = {table.path: number for number, table in enumerate(tables)}
        self._in_order, self._is_grouped = in_order, is_grouped
        self._groups: dict[_Common, _Group] = {}

    def add(self, key: str, row: Row, shown: Shown) -> None:
        """One more, that stands where `key` belongs; equal ones in the order in which they come."""
        name, entry = row.name, shown.entry
        number = self._numbers[row.text.table.path] if row.text else -1
        column = Column(
            name.id,
            entry.code,
            row.language,
            entry.aliases,
            entry.audiences,
            number,
            name.language is None,
            name.line,
            name.column,
            entry.kit_version,
        )
        common: _Common = ("", None, None, None, False)
        if self._is_grouped:
            common = (row.language, entry.industry, entry.product, entry.program, _is_plain(entry))
        if common not in self._groups:
            self._groups[common] = _Group(self._in_order)
        self._groups[common].add(key, column, shown)

    def done(self) -> Records:
        """All of them, group after group."""
        groups: list[Group] = []
        packed: list[tuple[Packed, Packed]] = []
        digests, keys, aliased = bytearray(), bytearray(), list[int]()
        for common in sorted(self._groups, key=lambda one: tuple(map(str, one))):
            made = self._groups.pop(common)
            packed.append(made.done())
            start = len(keys) // KEY
            aliased += [start + index for index in made.aliased]
            digests += made.digests
            keys += made.keys
            groups.append(Group(*common, start, len(keys) // KEY, "\n".join(made.codes)))
        columns, shown = (Packed.joined(part) for part in zip(*packed, strict=True)) if packed else (Packed(), Packed())
        kept = tuple(groups) if self._is_grouped else ()
        return Records(self._tables, kept, columns, shown, bytes(digests), bytes(keys), tuple(aliased))


def _is_plain(entry: Advocate) -> bool:
    return not (entry.audiences or entry.photo or (entry.message and has_markup(entry.message)))
