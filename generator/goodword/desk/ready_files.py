"""The files of `goodword ready`: ready.csv and worksheets. Those about people who have gone since are taken away.

Gone is who is known no more, and for a worksheet, made to prepare an ask, who has withdrawn or refused consent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from goodword.content.consent import refusal
from goodword.content.library import Library
from goodword.desk import out, record
from goodword.desk.private import SHOWN, Private
from goodword.desk.readiness import Judged
from goodword.desk.readiness_sheet import PATH, sheet
from goodword.desk.worksheets import file_name, worksheet
from goodword.problems import readiness as told

RECORD = "ready-written.json"
_LOCK = ".ready.lock"
_FOLDER = "worksheets/"


class Files(NamedTuple):
    """What a run wrote and what it took away, as people call it."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def write_files(
    private: Private, library: Library, judged: Sequence[Judged], chosen: Iterable[Judged], *, wants_csv: bool
) -> Files:
    """Writes ready.csv where it is wanted, and the worksheets of `chosen`. judged: everybody.

    Raises OutsideError where that cannot be, or while another run does. The record is kept before the first file is
    written, and after the last.
    """
    chosen = tuple(chosen)
    if not (chosen or (wants_csv and judged)) and not record.load(private, RECORD, _is_ours, told.BAD_RECORD):
        return Files((), ())
    with out.alone(private, _LOCK, told.LOCKED):
        return _written(private, library, judged, chosen, wants_csv=wants_csv)


def _written(
    private: Private, library: Library, judged: Sequence[Judged], chosen: Iterable[Judged], *, wants_csv: bool
) -> Files:
    """The same, with nobody else at work."""
    before = record.load(private, RECORD, _is_ours, told.BAD_RECORD)
    out.remove_parts(private, _FOLDER.rstrip("/"))
    sheets = {one.id: _FOLDER + file_name(one.id) for one in chosen}
    rows = {one.id: (PATH,) for one in judged} if wants_csv else {}
    planned = record.joined(rows, {name: (path,) for name, path in sheets.items()})
    new = {path for paths in planned.values() for path in paths}
    stale = sorted(set(_stale(before, judged, library)) - new)
    if planned:
        record.save(private, RECORD, record.joined(before, planned))
    for path in stale:
        out.remove(private, path)
    if wants_csv:
        out.write(private, PATH, sheet(judged))
    for one in judged:
        if one.id in sheets:
            out.write(private, sheets[one.id], worksheet(one, library))
    # A sheet that was written anew tells of nobody it told of before.
    dropped = {*stale, PATH} if wants_csv else set(stale)
    kept = {name: tuple(path for path in paths if path not in dropped) for name, paths in before.items()}
    now = record.joined({name: paths for name, paths in kept.items() if paths}, planned)
    if now:
        record.save(private, RECORD, now)
    else:
        out.remove(private, RECORD)
    written = ([PATH] if wants_csv else []) + list(sheets.values())
    return Files(tuple(f"{SHOWN}/out/{path}" for path in written), tuple(f"{SHOWN}/out/{path}" for path in stale))


def _stale(before: record.Written, judged: Iterable[Judged], library: Library) -> Iterator[str]:
    """The files about somebody who has gone."""
    known = {one.id: one for one in judged}
    for name, paths in before.items():
        one = known.get(name)
        if one is None:
            yield from paths
        elif _took_back(one, library):
            yield from (path for path in paths if path != PATH)


def _took_back(one: Judged, library: Library) -> bool:
    refused = refusal(one.entry.consent, library.today, "contact") if one.entry else None
    return refused is not None and refused.code in {"refused", "withdrawn", "expired"}


def _is_ours(path: str) -> bool:
    return path == PATH or (path.startswith(_FOLDER) and path.endswith(".html"))
