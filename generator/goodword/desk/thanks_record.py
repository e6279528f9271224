"""Whom notes of thanks were written for: private/out/thanks/written.jsonl, a line for each referral.

It outlives the notes, which are sent, edited or thrown away: nobody is thanked for one referral twice.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from goodword import files, text
from goodword.desk import out
from goodword.desk.private import SHOWN, Private
from goodword.problems import OutsideError, Place
from goodword.problems import giving as told

THANKS = "thanks"
NAME = f"{THANKS}/written.jsonl"
# What a run is about to write; it is there only while one does, or after one that was broken off.
BEGUN = f"{THANKS}/begun.jsonl"


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The note for one referral. advocate: whom it thanks, by the id of then; stem: its files, without endings."""

    advocate: str
    lead: str
    stem: str


def load(private: Private, name: str = NAME) -> list[Written]:
    """All lines; none where there is no record. Raises OutsideError for one that cannot be read, with its place."""
    try:
        lines = (private.out / name).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    found = []
    for number, line in enumerate(lines, 1):
        try:
            one = msgspec.json.decode(line, type=Written)
        except ValueError:
            raise _unreadable(name, number) from None
        if one.stem != stem(one.advocate, one.lead):
            raise _unreadable(name, number)
        found.append(one)
    return found


def _unreadable(name: str, line: int) -> OutsideError:
    return OutsideError(told.BAD_RECORD(Place(f"{SHOWN}/out/{name}", line)))


def mend(private: Private, endings: Iterable[str]) -> None:
    """Takes away what a run left that was broken off: nobody recorded these notes, so they are written again."""
    recorded = {one.stem for one in load(private)}
    for one in load(private, BEGUN):
        for ending in endings if one.stem not in recorded else ():
            out.remove(private, one.stem + ending)
    out.remove_parts(private, THANKS)
    out.remove(private, BEGUN)


def save(private: Private, written: Iterable[Written], name: str = NAME) -> None:
    """Keeps them. Raises OutsideError as `out.write` does."""
    out.write(private, name, b"".join(msgspec.json.encode(one) + b"\n" for one in written))


def stem(advocate: str, lead: str) -> str:
    """What the files of a note are called, without their endings: no two referrals share it, and it tells no lead."""
    digest = files.digest(f"{advocate}\0{lead}".encode(errors="replace"), 6)
    return f"{THANKS}/{text.slugify(advocate)[:40].strip('-') or 'advocate'}-{digest}"
