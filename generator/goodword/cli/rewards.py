"""`goodword rewards`: brings the ledger up to date, or writes a person's decision into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodword.cli.columns import columns, cut, padded, wrapped
from goodword.cli.excerpts import plain, width
from goodword.cli.output import finish, format_option, site_option, strict_option, tell

if TYPE_CHECKING:
    from goodword.desk.rewards import Report
    from goodword.referral.rewards.ledger import Entry

# On a terminal; all of them are in the JSON.
MOST = 40
# Cells that a name keeps however wide the amounts beside it are; what stands before the second line of a reward.
_LEAST, _BELOW = 12, " " * 6

EXAMPLES = """\b
Examples:
  goodword rewards
  goodword rewards --dry-run --format json
  goodword rewards approve 3f0c9e21ab45d677
  goodword rewards paid 3f0c9e21ab45d677 --why "transfer of 3 June"
  goodword rewards void 3f0c9e21ab45d677 --why "both work in the same shop"
  goodword rewards --accept-policy
"""


@click.command(epilog=EXAMPLES)
@click.argument("action", required=False, type=click.Choice(["approve", "paid", "void"]))
@click.argument("ids", nargs=-1, metavar="[ID...]")
@site_option
@click.option("--why", default="", help="With a decision: the reason, kept in the ledger. `void` needs one.")
@click.option(
    "--accept-policy", is_flag=True, help="Go on by the changed rules of a program, after you saw what changes."
)
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@strict_option
@format_option
def command(
    action: Any, ids: tuple[str, ...], site: Path, why: str, accept_policy: bool, dry_run: bool, strict: bool
) -> None:
    """Count who has earned a reward, and keep the ledger.

    Reads private/leads.csv and private/sales.csv, applies the rules of content/program.yaml and adds what is new to
    private/out/ledger.jsonl. Lines are only ever added, and the same run again adds nothing. Nothing is approved,
    paid or voided for good unless you say so with the reward's ID.
    """
    from goodword.clock import today
    from goodword.desk.rewards import Order, keep_ledger

    if action and not ids:
        raise click.UsageError(f"Name the rewards: goodword rewards {action} ID. `goodword rewards` lists them.")
    if action == "void" and not why.strip():
        raise click.UsageError("Say why they are voided: --why TEXT. The reason stays in the ledger.")
    if why and not action:
        raise click.UsageError("--why goes with approve, paid or void.")
    if action and accept_policy:
        raise click.UsageError("Accept the changed rules first, by themselves; then decide on rewards.")
    order = Order(action, ids, " ".join(why.split()), accept_policy, dry_run)
    report = keep_ledger(site, today, order)
    for line in _concerning(report, dry_run) if action else _told(report):
        tell(line)
    finish(report.problems, strict=strict, outcome=_outcome(report, dry_run), facts=_facts(report, dry_run))


def _concerning(report: Report, dry_run: bool) -> Iterator[str]:
    """What concerns a decision: who decides has seen the list. Where rules have changed, nothing is decided."""
    return _differences(report) if report.has_other_rules else _decided(report, dry_run)


def _told(report: Report) -> Iterator[str]:
    if report.has_other_rules:
        yield from _differences(report)
    yield from _totals(report)
    entries = sorted(report.entries, key=lambda one: (one.earned, one.id))
    pending, approved = ([one for one in entries if one.state == state] for state in ("pending", "approved"))
    yield from _listed("Wait for your approval (goodword rewards approve ID):", pending)
    yield from _listed("Approved, to be paid (goodword rewards paid ID):", approved)
    owed = [one for one in entries if one.owed]
    yield from _listed("Paid, and owed back (came back: `paid ID` for a part, `void ID` for all):", owed)
    reasons = Counter(why.partition(" (")[0] for why in report.reasons.values())
    if reasons:
        yield "Leads without a reward:"
        for why, count in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]:
            yield from _fitted(plain(why), f"  {count:>5} ")


def _differences(report: Report) -> Iterator[str]:
    yield "What the changed rules change:" if report.differences else "The changed rules change no reward."
    for one in report.differences[:MOST]:
        who = one.advocate if one.side == "advocate" else f"the friend of {one.advocate}"
        becomes = f"{one.before or 'nothing'} -> {one.after or 'nothing'}"
        yield from _fitted(f"{plain(who)} {one.effect} (lead {plain(one.lead)}): {plain(becomes)}")
    if len(report.differences) > MOST:
        yield f"  and {len(report.differences) - MOST} more: --format json lists all."


def _totals(report: Report) -> Iterator[str]:
    from goodword.referral.rewards.totals import STATES, totals

    found = totals(report.entries)
    if not found:
        yield "Nobody has earned a reward yet."
        return
    across, heads = columns(), ("who", "", *STATES)
    rows: list[tuple[str, ...]] = [heads]
    for total in found:
        who = total.advocate if total.side == "advocate" else f"friends of {total.advocate}"
        cells = [
            f"{total.amounts[state]:f}" if total.currency else str(total.counts[state]) if total.counts[state] else "-"
            for state in STATES
        ]
        rows.append((plain(who), total.currency or "(no money)", *cells))
    shown = rows[: MOST + 1]
    widths = [max(width(row[index]) for row in shown) for index in range(len(heads))]
    # Amounts stay whole; of a long name the middle goes.
    widths[0] = min(widths[0], max(_LEAST, across - sum(widths[1:]) - 2 * len(STATES) - 2))
    for row in shown:
        left = f"{padded(cut(row[0], widths[0]), widths[0])}  {padded(row[1], widths[1])}"
        right = "  ".join(cell.rjust(cells) for cell, cells in zip(row[2:], widths[2:], strict=True))
        yield f"{left}  {right}"
    if len(rows) > len(shown):
        yield f"and {len(rows) - len(shown)} more: --format json lists all."


def _decided(report: Report, dry_run: bool) -> Iterator[str]:
    """What was decided, with what there was to look at; what stood like that before."""
    for one in report.decided:
        yield from _fitted(f"{'Would be ' if dry_run else ''}{one.state}: {_named(one)}", "")
        yield from _flags(one)
    for one in report.stood:
        yield from _fitted(f"already {one.state}, since {one.on}: {_named(one)}", "")


def _named(one: Entry) -> str:
    who = one.advocate if one.side == "advocate" else f"the friend of {one.advocate}"
    several = f" for {one.referrals} referrals" if one.referrals else ""
    return f"{plain(who)}, {plain(one.what)}{several} (lead {plain(one.lead)}) {one.id}"


def _listed(title: str, entries: list[Entry]) -> Iterator[str]:
    if not entries:
        return
    yield ""
    yield title
    for one in entries[:MOST]:
        who = one.advocate if one.side == "advocate" else f"the friend of {one.advocate}"
        what = f"{one.owed_back} {one.currency}" if one.owed_back else one.what
        held = f", from {one.hold_until} on" if one.state == "pending" and one.hold_until > one.earned else ""
        several = f" for {one.referrals} referrals" if one.referrals else ""
        told = f"{plain(who)}: {plain(what)}{several} (lead {plain(one.lead)}, paid {one.earned}{held})"
        yield from _fitted(told, f"  {one.id}  ")
        if one.state == "pending":
            yield from _flags(one)
        if one.owed:
            yield from _fitted(plain(one.why), _BELOW)
    if len(entries) > MOST:
        yield f"  and {len(entries) - MOST} more: --format json lists all."


def _flags(one: Entry) -> Iterator[str]:
    for flag in one.flags:
        yield from _fitted(f"! {flag.rule}: {plain(flag.why)}", _BELOW)


def _fitted(told: str, first: str = "  ") -> Iterator[str]:
    """`told` in lines as wide as the terminal; a word that is longer (only ids of leads and people are) is cut."""
    across = columns()
    words = " ".join(cut(word, across - max(width(first), width(_BELOW))) for word in told.split(" "))
    return wrapped(words, across, first, _BELOW)


def _outcome(report: Report, dry_run: bool) -> str:
    count = len(report.lines)
    lines = "1 line" if count == 1 else f"{count} lines"
    if report.problems.errors:
        return "Nothing was written."
    if dry_run:
        return f"{lines} would be added to private/out/ledger.jsonl; nothing was written."
    return f"{lines} added to private/out/ledger.jsonl." if count else "The ledger is up to date: nothing to add."


def _facts(report: Report, dry_run: bool) -> dict[str, Any]:
    import msgspec

    from goodword.referral.rewards.totals import totals

    def plainly(value: object) -> Any:
        return msgspec.to_builtins(value, enc_hook=str)

    return {
        "written": report.is_written,
        "dry_run": dry_run,
        "added": plainly(report.lines),
        "rewards": plainly(sorted(report.entries, key=lambda one: (one.earned, one.id))),
        "totals": plainly(totals(report.entries)),
        "without_reward": report.reasons,
        "differences": [{**plainly(one), "effect": one.effect} for one in report.differences],
    }
