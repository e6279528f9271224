"""The lines of the ledger: JSON, one a line, only ever added. The last line about a reward says how it stands.

Each line names the one above it (`after`, its digest), so a line that was taken out or changed by hand is noticed; one
that says something new about a reward also names the line before it about the same (`was`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from goodword import files
from goodword.content.models import Amount, decode_text
from goodword.problems import Place, Problem
from goodword.problems import rewards as told
from goodword.referral.rewards.policy import Policy

NAME = "ledger.jsonl"
SHOWN = f"private/out/{NAME}"
CUT_NAME = "ledger-cut.txt"
State = Literal["pending", "approved", "paid", "voided"]
Side = Literal["advocate", "friend"]


class Flag(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why somebody should look twice before approving."""

    rule: Literal[
        "self-referral", "duplicate", "existing-customer", "code-ended", "program-not-running", "rests-on-flags"
    ]
    why: str


class Entry(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="reward", tag_field="line"
):
    """What is said of one reward on one day.

    id: a digest of program, advocate, side and lead, the same on every run. referrals: of a reward for several
    referrals, how many. kind: that of the Reward, or `words`. earned: the day of the payment. owed: it was paid and is
    not earned any more; owed_back: how much of it, where it is money. settled: voided because all that was paid came
    back; it may be earned again. by: `rules`, or a `person` who decided.
    """

    id: str
    state: State
    on: datetime.date
    by: Literal["rules", "person"]
    advocate: str
    side: Side
    program: str
    lead: str
    sale: str
    earned: datetime.date
    hold_until: datetime.date
    kind: str
    policy: str
    referrals: int = 0
    amount: Amount | None = None
    currency: str | None = None
    to: str | None = None
    words: str | None = None
    flags: tuple[Flag, ...] = ()
    owed: bool = False
    owed_back: Amount | None = None
    settled: bool = False
    why: str = ""
    was: str | None = None
    after: str | None = None

    @property
    def is_barred(self) -> bool:
        """Whether a person has voided what was earned: then no rule brings it back."""
        return self.state == "voided" and self.by == "person" and not self.settled

    @property
    def is_owed_whole(self) -> bool:
        """Whether it was paid, and all of it is owed back."""
        return self.owed and (self.owed_back is None or self.owed_back == self.amount)

    @property
    def what(self) -> str:
        """The reward for people to read: `50.00 EUR`, or its words."""
        money = f"{self.amount} {self.currency}" if self.amount else ""
        kind = "" if self.kind in ("amount", "percent", "words") else self.kind.replace("-", " ")
        to = f"{'for' if self.kind == 'gift-card' else 'to'} {self.to}" if self.to else ""
        words = " ".join(filter(None, (money, kind, to)))
        return words if self.amount else " ".join(filter(None, (words, self.words))) or self.kind


class Adopted(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="policy", tag_field="line"
):
    """From here on the rules of a program are these; `was` is the digest of the ones before."""

    on: datetime.date
    digest: str
    policy: Policy
    was: str | None = None
    after: str | None = None


Line = Entry | Adopted
L = TypeVar("L", bound=Line)
_ENCODER = msgspec.json.Encoder(enc_hook=str)
_DECODER: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line, dec_hook=decode_text)


@dataclass(slots=True)
class Ledger:
    """The ledger as it stands.

    standing: the last line about each reward; digests: of these lines; policies: all that ever held, by digest;
    adopted: the last one of each program. last: the digest of the last line. cut: the rest of one without an end.
    """

    standing: dict[str, Entry] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)
    adopted: dict[str, Adopted] = field(default_factory=dict)
    last: str | None = None
    cut: bytes = b""

    def put(self, line: L) -> L:
        """Takes in a line that is new, behind all others; gives it as it is written."""
        placed = replace(line, after=self.last)
        self.add(placed, digest_of(encoded(placed)))
        return placed

    def add(self, line: Line, digest: str) -> None:
        """Takes a line in. Raises ValueError, with the reason in words, where it does not follow on what stands."""
        above, self.last = self.last, digest
        if line.after != above:
            raise ValueError("the line above it is another one than when it was written, or has gone")
        if isinstance(line, Adopted):
            before = self.adopted.get(line.policy.program)
            if line.was != (before.digest if before else None):
                raise ValueError("it does not follow on the rules that the lines above give")
            if line.digest != line.policy.digest:
                raise ValueError("its rules were changed")
            self.policies[line.digest] = line.policy
            self.adopted[line.policy.program] = line
            return
        if line.was != self.digests.get(line.id):
            raise ValueError("it does not follow on what the lines above say of this reward")
        if line.state in ("approved", "paid") and line.was is None:
            raise ValueError("nothing above says that this reward was earned")
        if (line.amount is None) != (line.currency is None) or (line.owed_back and not line.amount):
            raise ValueError("an amount has no currency, or a currency no amount")
        if line.policy not in self.policies:
            raise ValueError("no line above gives the rules that it names")
        self.standing[line.id] = line
        self.digests[line.id] = digest


def read(data: bytes) -> tuple[Ledger, list[Problem]]:
    """The ledger in `data`, and every line that is none of its own. A last line without an end is kept apart, if it
    is not whole."""
    ledger, problems = Ledger(), []
    lines = data.split(b"\n")
    last = lines.pop()
    if last.strip():
        try:
            _DECODER.decode(last)
        except (msgspec.DecodeError, ValueError, RecursionError):
            ledger.cut = last
        else:
            lines.append(last)
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            ledger.add(_DECODER.decode(raw), digest_of(raw))
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            ledger.last = digest_of(raw)
            problems.append(told.LEDGER_LINE(Place(SHOWN, number, 1), why=str(error).rstrip(".")))
    return ledger, problems


def digest_of(raw: bytes) -> str:
    """What a later line calls this one."""
    return files.digest(raw.strip(), 8)


def written(data: bytes, cut: bytes, lines: Iterable[Line]) -> bytes:
    """The file `data`, without its `cut` end, and `lines` behind it."""
    kept = data[: len(data) - len(cut)] if cut else data
    if kept and not kept.endswith(b"\n"):
        kept += b"\n"
    return kept + b"".join(encoded(line) + b"\n" for line in lines)


def encoded(line: Line) -> bytes:
    """One line, without its end."""
    return _ENCODER.encode(line)
