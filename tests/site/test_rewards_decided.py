"""What `goodword rewards approve`, `paid` and `void` say of what was decided, and of what was not."""

from __future__ import annotations

from pathlib import Path

from rewards_site import SITE, ledger_of, rewards
from sites import make_site, run


def test_after_an_error_the_list_shows_what_is_written(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("rewards", cwd=site)
    one, before = rewards(site)["L1"]["id"], ledger_of(site).read_bytes()
    for action in ("approve", "void"):
        failed = run("rewards", action, one, "0123", "--why", "x", "--format", "json", cwd=site)
        assert (failed.exit_code, ledger_of(site).read_bytes()) == (1, before)
        facts = failed.document["facts"]
        assert {entry["state"] for entry in facts["rewards"]} == {"pending"}
        assert (facts["added"], facts["written"]) == ([], False)
        assert "to be paid" not in failed.stderr
        assert f"{one}  bo: 12.05 EUR (lead L1" in failed.stderr


def test_each_decision_is_said_in_a_line_with_its_flags(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("rewards", cwd=site)
    one, flagged = rewards(site)["L1"]["id"], rewards(site)["L2"]["id"]
    dry = run("rewards", "approve", one, "--dry-run", cwd=site)
    assert f"Would be approved: bo, 12.05 EUR (lead L1)  {one}" in dry.stderr
    done = run("rewards", "approve", one, flagged, cwd=site).stderr.partition("\napproved: ")[2]
    assert done.startswith(
        f"bo, 12.05 EUR (lead L1)  {one}\napproved: bo, 10.00 CHF (lead L2)  {flagged}\n      ! self-"
    )
    assert (
        f"\npaid: bo, 12.05 EUR (lead L1)  {one}\n" in run("rewards", "paid", one, cwd=site, today="2026-06-20").stderr
    )
    again = run("rewards", "paid", one, cwd=site, today="2026-07-01")
    assert (again.exit_code, "already paid, since 2026-06-20: bo, 12.05 EUR (lead L1)" in again.stderr) == (0, True)
