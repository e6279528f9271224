"""`goodword kit`: for everybody who may be written to, a folder and a ZIP of what makes it easy to pass a link on.

A run leaves below private/out/kits/ what its inputs say and nothing of earlier ones; what it did not write stays.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from goodword.build.kit_secret import WhyNone, kit_secret
from goodword.build.plan import frames_of, production_of, why_no_kits
from goodword.desk import archive, kit_names, kit_record, kit_tables, out, record
from goodword.desk.kit_files import KitPath, Kits
from goodword.desk.kit_people import Choice, Left, Recipient, choose, known_ids
from goodword.desk.kit_record import KITS
from goodword.desk.people import answers, people
from goodword.desk.private import Private
from goodword.desk.readiness import Judged, judge_all, known
from goodword.outputs.landing import LandingPages
from goodword.outputs.program_messages import message_problems
from goodword.problems import Problems
from goodword.problems import kit_desk as told
from goodword.referral.kit_address import kit_path

_LOCK = ".kits.lock"
# So many of those whom a warning is about are named.
_NAMED = 5

Day = Callable[[str], datetime.date]


class UnknownError(Exception):
    """An id that nobody has; known: those that there are."""

    def __init__(self, name: str, known: Collection[str]) -> None:
        self.name, self.known = name, known
        super().__init__(name)


class Done(Struct, frozen=True):
    """What a run did. written: ids, in order; removed: ids whose kits were taken away.

    no_pages: why the kits name no kit page. no_table: what is said where the table of addresses is not there.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    left: tuple[Left, ...]
    no_pages: WhyNone
    no_table: str
    problems: Problems


def write_kits(
    root: Path, wanted: Collection[str], day: Day, *, anyway: bool = False, step: Callable[[], None] = lambda: None
) -> Done:
    """Writes the kits of the advocates with the ids `wanted`, of all where none is named.

    anyway: also of those who are not ready. step is called after each kit. Raises UnknownError for an id that nobody
    has, SiteError for what is wrong with the content, OutsideError for the rest; nothing is written before the content
    is known to be right.
    """
    content = known(root, day)
    library = content.library
    production = production_of(library, root)
    pages = {frame.language: LandingPages(frame) for frame in frames_of(production)}
    problems = production.problems
    for language in pages.values():
        problems.extend(message_problems(language))
    private = Private.of(root, is_demo=library.site.demo)
    persons = people(private, problems)
    scores = answers(private, library.today, problems)
    secret = kit_secret()
    problems.raise_errors()
    names = known_ids(library, persons)
    for name in wanted:
        if name not in names:
            raise UnknownError(name, names)
    unready = {} if anyway else _unready(judge_all(content, persons, scores, problems))
    chosen = choose(library, persons, frozenset(wanted), unready)
    no_pages = why_no_kits(library, secret)
    kits = Kits(production, pages, None if no_pages else _paths(secret))
    with out.alone(private, _LOCK, told.LOCKED):
        removed = _Run(private, kits, chosen, bool(wanted), problems).write(step)
    written = tuple(to.item.id for to in chosen.recipients)
    return Done(written, removed, chosen.left, no_pages, private.missing("advocates.csv"), problems)


def _unready(judged: Iterable[Judged]) -> dict[str, str]:
    """By id why somebody should not be asked now, without a word of the private tables."""
    found = {}
    for one in judged:
        verdict = one.verdict
        if verdict.call != "ask":
            points = f"{verdict.points} of {verdict.of} points"
            found[one.id] = "; ".join(stop.text for stop in verdict.stops) or f"{verdict.call}: {points}"
    return found


def _paths(secret: bytes | None) -> KitPath | None:
    if secret is None:
        return None
    return lambda advocate, version: kit_path(secret, advocate, version)


class _Run(Struct, frozen=True):
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
        before, recipients = kit_record.load(self.private), self.chosen.recipients
        kit_record.mend(self.private, before)
        planned = {to.item.id: self._planned(to) for to in recipients}
        gone = tuple(sorted(name for name in before if name not in planned and not self._stays(name)))
        kit_record.save(self.private, record.joined(before, planned))
        for name in gone:
            self.problems.extend(kit_record.forget(self.private, before[name]))
        rows = [self.kits.row(to) for to in recipients]
        out.write(self.private, kit_tables.KITS, kit_tables.kits(rows))
        out.write(self.private, kit_tables.MAILCHIMP, kit_tables.mailchimp(rows))
        without_image: list[str] = []
        now = {name: paths for name, paths in before.items() if name not in gone}
        for to in recipients:
            contents = self.kits.make(to)
            if kit_names.WIDE not in contents:
                without_image.append(f"`{to.item.id}`")
            now[to.item.id] = self._write(to, contents)
            for path in sorted(set(before.get(to.item.id, ())) - set(now[to.item.id])):
                out.remove(self.private, path)
            step()
        kit_record.save(self.private, now)
        if without_image:
            self.problems.add(told.NO_IMAGE(None, count=len(without_image), ids=", ".join(without_image[:_NAMED])))
        return gone

    def _stays(self, name: str) -> bool:
        return self.is_partial and name in self.chosen.permitted

    def _planned(self, to: Recipient) -> tuple[str, ...]:
        folder = _folder(to)
        return (f"{folder}.zip", *(f"{folder}/{name}" for name in self.kits.names(to)))

    def _write(self, to: Recipient, contents: Mapping[str, bytes]) -> tuple[str, ...]:
        """The folder, and a ZIP of all that is for the advocate; the paths of what was written."""
        folder = _folder(to)
        to_hand_over = {name: data for name, data in contents.items() if name != kit_names.MAIL}
        made = {f"{folder}/{name}": data for name, data in contents.items()}
        made[f"{folder}.zip"] = archive.zipped(kit_names.folder(to.item.id), to_hand_over)
        for path, data in made.items():
            out.write(self.private, path, data)
        return tuple(sorted(made))


def _folder(to: Recipient) -> str:
    return f"{KITS}/{kit_names.folder(to.item.id)}"
