"""The ledger brought up to date, or a person's decision written into it: read, count, add lines."""

from __future__ import annotations

import contextlib
import datetime
import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct

from goodword import files
from goodword.desk.books import books_of, site_of
from goodword.desk.out import alone, write
from goodword.desk.private import Private
from goodword.problems import Place, Problem, Problems
from goodword.problems import rewards as told
from goodword.referral.rewards.changes import bring_up_to_date, remarks
from goodword.referral.rewards.decisions import Action, decide
from goodword.referral.rewards.differences import Difference, changed_policies, differences, moved_rewards
from goodword.referral.rewards.due import Outcome, reckoned
from goodword.referral.rewards.ledger import (
    CUT_NAME,
    NAME,
    SHOWN,
    Adopted,
    Entry,
    Ledger,
    Line,
    read,
    written,
)
from goodword.referral.rewards.policy import changed_fields
from goodword.referral.rewards.referrals import Books

_LOCK = ".ledger.lock"


class Order(Struct, frozen=True):
    """What is to be done besides counting. action: a person's decision on the rewards `ids`, with its `why`."""

    action: Action | None = None
    ids: tuple[str, ...] = ()
    why: str = ""
    accept_policy: bool = False
    dry_run: bool = False


@dataclass(slots=True)
class Report:
    """What came of it.

    entries: how each reward stands; lines: what was added (in a dry run: would be); is_written: whether it was.
    decided: of the lines those that a person's decision added; stood: rewards that stood like that already.
    reasons: why leads earn nothing, by their ids. differences: what other rules of the programs change.
    """

    problems: Problems
    today: datetime.date
    entries: list[Entry] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    decided: list[Entry] = field(default_factory=list)
    stood: list[Entry] = field(default_factory=list)
    is_written: bool = False
    reasons: dict[str, str] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    has_other_rules: bool = False


def keep_ledger(root: Path, day: Callable[[str], datetime.date], order: Order) -> Report:
    """Brings the ledger up to date and does what `order` says; with an error nothing is written at all.

    Raises SiteError when the site, a table or the ledger cannot be read, OutsideError when another run is at work.
    """
    library, entries = site_of(root, day)
    private = Private.of(root, is_demo=library.site.demo)
    # Whose code nobody has is told where rewards are counted, not again with each decision.
    books, problems = books_of(library, entries, private, tells_codes=order.action is None)
    with contextlib.nullcontext() if order.dry_run else alone(private, _LOCK, told.LEDGER_LOCKED):
        data = _data(private)
        ledger, broken = read(data)
        problems.extend(broken)
        problems.raise_errors()
        report = Report(problems, library.today)
        if ledger.cut:
            problems.add(_cut(ledger, data, order))
        _count(report, books, ledger, order)
        if problems.errors and order.action:
            ledger, report.lines = read(data)[0], []
        report.entries = list(ledger.standing.values())
        if not problems.errors and not order.dry_run and (report.lines or ledger.cut):
            _write(private, data, ledger.cut, report.lines)
            report.is_written = bool(report.lines)
    return report


def _data(private: Private) -> bytes:
    path = private.out / NAME
    return files.read_bytes(path, Place(SHOWN)) if os.path.lexists(path) else b""


def _cut(ledger: Ledger, data: bytes, order: Order) -> Problem:
    line = data.count(b"\n") + 1
    hint = f"It is taken off and kept in private/out/{CUT_NAME}. If it was a decision of yours, decide again."
    if order.dry_run:
        hint = f"The next run takes it off and keeps it in private/out/{CUT_NAME}."
    found = ledger.cut.decode(errors="replace").strip()
    return told.LEDGER_CUT(Place(SHOWN, line, 1), found=found, hint=hint)


def _count(report: Report, books: Books, ledger: Ledger, order: Order) -> None:
    """Fills the report, and takes the new lines into the ledger, unless the rules have changed and nobody agreed."""
    outcome = reckoned(books, ledger)
    report.reasons = outcome.reasons
    changed = changed_policies(books, ledger)
    moved = moved_rewards(books, ledger)
    if changed or moved:
        report.has_other_rules = True
        report.differences = differences(books, ledger, outcome)
        if not order.accept_policy:
            for old, new in changed:
                day, what = ledger.adopted[new.program].on, ", ".join(f"`{name}`" for name in changed_fields(old, new))
                report.problems.add(told.POLICY_CHANGED(None, program=new.program, day=day, what=what))
            for (old_program, program), count in sorted(Counter(moved.values()).items()):
                report.problems.add(told.PROGRAM_CHANGED(None, count=count, old=old_program, new=program))
            return
    _take(report, ledger, _rules(books, ledger, report.today))
    report.problems.extend(remarks(ledger, outcome, books))
    _update(report, books, ledger, outcome, order)


def _rules(books: Books, ledger: Ledger, today: datetime.date) -> list[Line]:
    """The lines for rules that the ledger does not have yet."""
    lines: list[Line] = []
    for program, policy in sorted(books.policies.items()):
        before = ledger.adopted.get(program)
        if before is None or before.digest != policy.digest:
            was = before.digest if before else None
            lines.append(Adopted(on=today, digest=policy.digest, policy=policy, was=was))
    return lines


def _update(report: Report, books: Books, ledger: Ledger, outcome: Outcome, order: Order) -> None:
    """Adds what the ledger lacks, then the decision."""
    missing, outcome = bring_up_to_date(ledger, outcome, books, report.today)
    report.lines += missing
    report.reasons = outcome.reasons
    if order.action:
        changed = {line.id: line for line in missing}
        lines, problems = decide(order.action, order.ids, ledger, changed, order.why, report.today)
        report.problems.extend(problems)
        if not problems:
            report.decided = lines
            told_of = {line.id for line in lines}
            report.stood = [ledger.standing[id_] for id_ in dict.fromkeys(order.ids) if id_ not in told_of]
        _take(report, ledger, lines)


def _take(report: Report, ledger: Ledger, lines: Sequence[Line]) -> None:
    for line in lines:
        report.lines.append(ledger.put(line))


def _write(private: Private, data: bytes, cut: bytes, lines: Sequence[Line]) -> None:
    """What was cut off first, so that nothing is lost whatever happens between the two."""
    if cut:
        path = private.out / CUT_NAME
        kept = path.read_bytes() if path.exists() else b""
        write(private, CUT_NAME, kept + cut.strip() + b"\n", lasting=True)
    write(private, NAME, written(data, cut, lines), lasting=True)
