"""What `goodword rewards approve`, `paid` and `void` say of what was decided, and of what was not."""

from __future__ import annotations

from pathlib import Path

from rewards_site import SITE, edit, ledger_of, rewards
from sites import make_site, run


def test_after_an_error_nothing_is_decided_and_no_list_drowns_it(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("rewards", cwd=site)
    one, before = rewards(site)["L1"]["id"], ledger_of(site).read_bytes()
    for action in ("approve", "void"):
        failed = run("rewards", action, one, "0123", "--why", "x", "--format", "json", cwd=site)
        assert (failed.exit_code, ledger_of(site).read_bytes()) == (1, before)
        facts = failed.document["facts"]
        assert {entry["state"] for entry in facts["rewards"]} == {"pending"}
        assert (facts["added"], facts["written"]) == ([], False)
        assert "Nothing was written." in failed.stderr and "0123" in failed.stderr
        assert f"{one}  bo" not in failed.stderr, "only what concerns the decision"


def test_each_decision_is_said_in_a_line_with_its_flags(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("rewards", cwd=site)
    one, flagged = rewards(site)["L1"]["id"], rewards(site)["L2"]["id"]
    dry = run("rewards", "approve", one, "--dry-run", cwd=site)
    assert f"Would be approved: bo, 12.05 EUR (lead L1) {one}" in dry.stderr
    done = run("rewards", "approve", one, flagged, cwd=site).stderr.partition("approved: ")[2]
    assert "Wait for your approval" not in done  # only what was decided
    assert done.startswith(f"bo, 12.05 EUR (lead L1) {one}\napproved: bo, 10.00 CHF (lead L2) {flagged}\n      ! self-")
    assert f"paid: bo, 12.05 EUR (lead L1) {one}\n" in run("rewards", "paid", one, cwd=site, today="2026-06-20").stderr
    again = run("rewards", "paid", one, cwd=site, today="2026-07-01")
    assert (again.exit_code, "already paid, since 2026-06-20: bo, 12.05 EUR (lead L1)" in again.stderr) == (0, True)


def test_what_is_shown_fits_the_width_and_ids_stay_whole(tmp_path: Path) -> None:
    long = "a-very-long-id-of-an-advocate-with-many-words-in-it-and-some-more-of-them"
    text = SITE.replace("bo,Bo", f"{long},Bo").replace("bo,bo@", f"{long},bo@").replace("L1,", f"{'9' * 90},")
    site = make_site(tmp_path, text.replace("S1,L1,", f"S1,{'9' * 90},"))
    told = run("rewards", cwd=site).stderr.partition("\nprivate/leads.csv")[0].splitlines()
    assert max(map(len, told)) <= 80
    assert all(any(one["id"] in line for line in told) for one in rewards(site).values())
    assert any(line.startswith("a-very") and "…" in line and "CHF" in line and "10.00" in line for line in told)


def test_a_code_that_nobody_has_is_told_when_counting_and_not_with_each_decision(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    assert run("rewards", cwd=site).codes == ["GW428"]
    assert run("rewards", "approve", rewards(site)["L1"]["id"], cwd=site).codes == []


def test_strict_ends_with_1_for_warnings_and_writes_all_the_same(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    assert run("rewards", "--strict", cwd=site).exit_code == 1
    assert ledger_of(site).exists()
    assert run("rewards", "approve", rewards(site)["L1"]["id"], "--strict", cwd=site).exit_code == 0


def test_a_payment_of_a_day_to_come_is_told(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    edit(site / "private/sales.csv", "S1,L1,2026-03-20", "S1,L1,2026-06-16")
    edit(site / "private/leads.csv", "L1,k7wq2mzp,2026-03-01", "L1,k7wq2mzp,2026-06-16")
    result = run("rewards", cwd=site)
    assert (result.exit_code, sorted(result.codes)) == (0, ["GW428", "GW438", "GW438"])
    assert "private/sales.csv:2:7: GW438" in result.stderr and "private/leads.csv:2:13: GW438" in result.stderr
    assert "GW438" not in run("rewards", "--dry-run", cwd=site, today="2026-06-16").codes
