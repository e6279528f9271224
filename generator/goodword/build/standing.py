"""Groups of landing pages that stand as they are: nothing has changed that their pages depend on.

Advocates whose pages choose from the same proof are looked at as one; only of the other groups each page is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from goodword.build.plan import Landing
from goodword.build.store import Store
from goodword.content.rows.roll import Group, Roll
from goodword.outputs.landing import DIGEST

# The fact by which a finished build tells the next one the digests of its groups.
STANDING = "standing"


@dataclass(slots=True)
class Standing:
    """The digests of the groups of the last build; `now` collects those of this one."""

    before: frozenset[bytes]
    now: set[bytes] = field(default_factory=set)

    @classmethod
    def decode(cls, data: bytes | None) -> Standing:
        """From the fact."""
        known = data or b""
        return cls(frozenset(known[start : start + DIGEST] for start in range(0, len(known), DIGEST)))

    def encode(self) -> bytes:
        """The fact for the next build."""
        return b"".join(sorted(self.now))

    def keep(self, people: Roll, family: Landing, store: Store) -> tuple[int, list[Roll]]:
        """Keeps the pages of groups that stand: how many, and the advocates whose pages have to be looked at.

        Where nothing was kept before, nothing is looked at: then `note` the groups.
        """
        kept = 0
        left: list[Roll] = []
        for group in people.records.groups:
            if store.recorded and self._stands(group, people, family, store):
                kept += (group.stop - group.start) * family.pages_each
            else:
                left.append(people.part(group.start, group.stop))
        return kept, left

    def note(self, people: Roll, family: Landing) -> None:
        """Takes the digests of all groups, for the next build."""
        self.now.update(filter(None, (family.digest(group, people) for group in people.records.groups)))

    def _stands(self, group: Group, people: Roll, family: Landing, store: Store) -> bool:
        digest = family.digest(group, people)
        if digest is None:
            return False
        self.now.add(digest)
        return digest in self.before and store.keep_all(family.files(group, people))


def shares(left: Iterable[Roll], size: int) -> list[list[Roll]]:
    """The same advocates in shares of about `size`: large groups in pieces, small ones together."""
    found: list[list[Roll]] = [[]]
    count = 0
    for roll in left:
        for start in range(0, len(roll), size):
            if count >= size:
                found.append([])
                count = 0
            found[-1].append(roll.part(start, start + size))
            count += len(found[-1][-1])
    return found
