"""Referral codes: making new ones, telling clashes, filling the empty cells of a CSV file.

A code is data, not derived: once given it never changes. Which file holds what is read elsewhere.
"""

from __future__ import annotations

import random
import re
import secrets
from collections.abc import Iterable, Sequence
from typing import cast

from msgspec import Struct

from goodword.content.collect import Collected
from goodword.content.models import Advocate
from goodword.content.recall import Recall
from goodword.content.references import Entries
from goodword.content.rows.family import Family
from goodword.problems import Place, Problem, in_order
from goodword.problems import referral as rules

# No vowels (no words by chance), no 0, 1, l, o, which are taken for one another.
ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
LENGTH = 8
SHORTEST, LONGEST = 3, 64

_ALLOWED = re.compile(r"[A-Za-z0-9_-]+")
_PATH_OF_CODE = re.compile(r"(?:[^?#]*/)?r/([A-Za-z0-9_-]{3,64})/?")
_ALIKE = str.maketrans({"o": "0", "l": "1", "i": "1", "s": "5", "b": "8", "z": "2", "u": "v", "_": "-"})


class CodeOwner(Struct, frozen=True):
    """An advocate's code as written, with the old ones that still lead to the page; `place` is that of the code."""

    advocate: str
    code: str | None
    aliases: tuple[str, ...] = ()
    place: Place | None = None


def old_codes(aliases: Iterable[str]) -> tuple[str, ...]:
    """The codes among old addresses: `k7wq2mzp`, and as a path `/r/k7wq2mzp/`, also below one that the site had."""
    return tuple(code for alias in aliases if (code := alias if "/" not in alias else _in_path(alias)))


def codes_of(advocate: Advocate) -> tuple[str, ...]:
    """All codes that lead to an advocate, folded: that of today first, then the old ones."""
    return tuple(code.casefold() for code in (advocate.code, *old_codes(advocate.aliases)) if code)


def _in_path(alias: str) -> str:
    match = _PATH_OF_CODE.fullmatch(alias)
    return match[1] if match else ""


def look_alike_key(code: str) -> str:
    """The same for codes that a person could take for one another, read from a card or heard on the telephone.

    Folded: upper and lower case; 0 o; 1 l i; 5 s; 8 b; 2 z; u v; `rn` m; `vv` w; `-` `_`.
    """
    return code.casefold().replace("rn", "m").replace("vv", "w").translate(_ALIKE)


def new_codes(count: int, taken: Iterable[str], source: random.Random | None = None) -> tuple[str, ...]:
    """`count` random codes, none of which looks like another or like one of `taken`.

    `source` defaults to the system's secure random numbers; another one is for tests only.
    """
    chooser = source or secrets.SystemRandom()
    used = {look_alike_key(code) for code in taken}
    made: list[str] = []
    while len(made) < count:
        code = "".join(chooser.choice(ALPHABET) for _ in range(LENGTH))
        key = look_alike_key(code)
        if key not in used:
            used.add(key)
            made.append(code)
    return tuple(made)


def check_codes(owners: Sequence[CodeOwner]) -> tuple[Problem, ...]:
    """Codes that are missing, badly written, or equal (also but for look-alikes) to that of another advocate.

    An advocate may stand in the list several times, once for each language, with the same code.
    """
    found: list[Problem] = []
    has_code = {owner.advocate for owner in owners if owner.code}
    written = [code for owner in owners for code in (owner.code, *owner.aliases) if code]
    without = [owner for owner in owners if not owner.code and owner.advocate not in has_code]
    # Drawn by lot: a code that could be worked out from the name would tell who refers.
    offers = iter(new_codes(len(without), [*written, *(owner.advocate for owner in without)]))
    seen: dict[str, tuple[str, CodeOwner]] = {}
    for owner in owners:
        if not owner.code and owner.advocate not in has_code:
            offer = next(offers)
            found.append(rules.CODE_MISSING(owner.place, advocate=owner.advocate, offer=offer))
        for code in (owner.code, *owner.aliases):
            if not code:
                continue
            found += _spelling(code, owner.place)
            first, other = seen.setdefault(look_alike_key(code), (code, owner))
            if other.advocate != owner.advocate:
                found.append(_clash(code, owner, first, other))
    return in_order(found)


def check_all_codes(entries: Entries, recall: Recall) -> tuple[Problem, ...]:
    """`check_codes` over every advocate, hidden ones too: a code that two people were given counts for one of them."""
    family = cast(Family, entries["advocate"])
    # Looking up where each code stands takes longer than all the rest, and is worth it only once something is wrong.
    codes = ((name.code, name.aliases) for name in family.names())
    if not recall("codes", tuple(family.basis()), bool, lambda: _may_be_wrong(codes)):
        return ()
    return check_codes(_owners(row.whole for row in family.rows()))


def _may_be_wrong(codes: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    """Whether any code is badly written, or like another one. Keeps digests only: a million need little room."""
    seen: set[int] = set()
    count = 0
    for code, aliases in codes:
        for written in (code, *old_codes(aliases)) if aliases else (code,):
            if not _ALLOWED.fullmatch(written) or not SHORTEST <= len(written) <= LONGEST:
                return True
            count += 1
            seen.add(hash(look_alike_key(written)))
    return len(seen) < count


def _owners(advocates: Iterable[Collected]) -> list[CodeOwner]:
    owners = []
    for one in advocates:
        advocate = cast(Advocate, one.entry)
        owners.append(CodeOwner(one.id, advocate.code, old_codes(advocate.aliases), one.place("code")))
    return owners


def _spelling(code: str, place: Place | None) -> list[Problem]:
    found = []
    if not _ALLOWED.fullmatch(code):
        found.append(rules.CODE_CHARACTERS(place, code=code))
    if not SHORTEST <= len(code) <= LONGEST:
        found.append(rules.CODE_LENGTH(place, code=code, length=len(code), least=SHORTEST, most=LONGEST))
    return found


def _clash(code: str, owner: CodeOwner, first: str, other: CodeOwner) -> Problem:
    where = other.place or "elsewhere"
    if code.casefold() == first.casefold():
        return rules.CODE_TWICE(owner.place, code=code, advocate=owner.advocate, other=other.advocate, where=where)
    return rules.CODE_LOOKS_ALIKE(owner.place, code=code, like=first, other=other.advocate, where=where)
