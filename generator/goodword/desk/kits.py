"""`goodword kit`: for everybody who may be written to, a folder and a ZIP of what makes it easy to pass a link on.

A run leaves below private/out/kits/ what its inputs say and nothing of earlier ones; what it did not write stays.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from goodword.build.kit_secret import kit_secret
from goodword.build.plan import frames_of, production_of
from goodword.content.load import load_library
from goodword.desk import archive, kit_names, kit_record, kit_tables, out
from goodword.desk.kit_files import Kit, KitPath, Kits
from goodword.desk.kit_people import Choice, Left, Recipient, Unready, choose, known_ids
from goodword.desk.kit_record import KITS, Record
from goodword.desk.people import people
from goodword.desk.private import Private
from goodword.outputs.landing import LandingPages
from goodword.outputs.production import Production
from goodword.problems import Problem, Problems
from goodword.problems import kit_desk as told
from goodword.referral.codes import check_all_codes
from goodword.referral.kit_address import kit_path

Day = Callable[[str], datetime.date]


class UnknownError(Exception):
    """An id that nobody has; known: those that there are."""

    def __init__(self, name: str, known: Collection[str]) -> None:
        self.name, self.known = name, known
        super().__init__(name)


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did. written: ids, in order; removed: ids whose kits were taken away; has_addresses: of kit pages."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    left: tuple[Left, ...]
    has_addresses: bool
    problems: Problems


def write_kits(
    root: Path, wanted: Collection[str], day: Day, *, anyway: bool = False, step: Callable[[], None] = lambda: None
) -> Done:
    """Writes the kits of the advocates with the ids `wanted`, of all where none is named.

    anyway: also of those who are not ready. step is called after each kit. Raises UnknownError for an id that nobody
    has, SiteError for what is wrong with the content, OutsideError for the rest; nothing is written before the content
    is known to be right.
    """
    library = load_library(root, day, checks=[check_all_codes])
    production = production_of(library, root)
    pages = {frame.language: LandingPages(frame) for frame in frames_of(production)}
    problems = production.problems
    for language in pages.values():
        problems.extend(language.message_problems())
    private = Private.of(root, is_demo=library.site.demo)
    known = people(private, problems)
    secret = kit_secret()
    problems.raise_errors()
    names = known_ids(library, known)
    for name in wanted:
        if name not in names:
            raise UnknownError(name, names)
    chosen = choose(library, known, frozenset(wanted), None if anyway else _unready())
    kits = Kits(production, pages, _paths(secret))
    removed = _Run(private, kits, chosen, bool(wanted), problems).write(step)
    written = tuple(to.item.id for to in chosen.recipients)
    return Done(written, removed, chosen.left, secret is not None, problems)


def _unready() -> Unready | None:
    return None


def _paths(secret: bytes | None) -> KitPath | None:
    if secret is None:
        return None
    return lambda advocate, version: kit_path(secret, advocate, version)


@dataclass(frozen=True, slots=True)
class _Run:
    """One run over the files. is_partial: some were asked for by name, so the kits of others stay."""

    private: Private
    kits: Kits
    chosen: Choice
    is_partial: bool
    problems: Problems

    def write(self, step: Callable[[], None]) -> tuple[str, ...]:
        """Removes, then writes; returns the ids whose kits are gone.

        The tables come first: if the run is broken off, they no longer hold who has gone.
        """
        before = kit_record.load(self.private)
        planned = {to.item.id: self._paths(to) for to in self.chosen.recipients}
        kept = {name: paths for name, paths in before.kits.items() if name in planned or self._stays(name)}
        gone = tuple(sorted(before.kits.keys() - kept.keys()))
        if not before.finished:
            kit_record.mend(self.private, (path for paths in before.kits.values() for path in paths))
        kit_record.save(self.private, Record(_joined(before.kits, planned), finished=False))
        for name in gone:
            self.problems.extend(kit_record.forget(self.private, before.kits[name]))
        ...
        return gone

    def _stays(self, name: str) -> bool:
        return self.is_partial and name in self.chosen.permitted

    def _paths(self, to: Recipient) -> tuple[str, ...]:
        folder = f"{KITS}/{kit_names.folder(to.item.id)}"
        return (f"{folder}.zip", *(f"{folder}/{name}" for name in self.kits.names(to)))
