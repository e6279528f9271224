"""`goodword rewards` after content has moved: an advocate with a new id, programs in another order."""

from __future__ import annotations

from pathlib import Path

from rewards_site import SITE, edit, ledger_of, lines, rewards
from sites import make_site, run


def test_an_advocate_with_a_new_id_is_the_same_one(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    program = site / "content/program.yaml"
    edit(program, "  limits", "  max_rewards: {per_advocate: 2}\n  tiers: [{referrals: 2, reward: A cake}]\n  limits")
    run("rewards", cwd=site)
    run("rewards", "approve", rewards(site)["L1"]["id"], cwd=site)
    void = next(one["id"] for one in lines(site) if one.get("lead") == "L2" and one["side"] == "friend")
    run("rewards", "void", void, "--why", "they work together", cwd=site)
    before = ledger_of(site).read_bytes()
    edit(site / "content/advocates.csv", "bo,Bo,", "bo-lopez,Bo,")
    edit(site / "private/advocates.csv", "bo,bo@", "bo-lopez,bo@")
    result = run("rewards", cwd=site)
    assert "nothing to add" in result.stderr
    assert ledger_of(site).read_bytes() == before
    for number in "67":
        with (site / "private/leads.csv").open("a", encoding="utf-8") as table:
            table.write(f"L{number},k7wq2mzp,2026-04-0{number},{number}@other{number}.example,won\n")
        with (site / "private/sales.csv").open("a", encoding="utf-8") as table:
            table.write(f"S{number},L{number},2026-04-20,10,EUR,,\n")
    told = run("rewards", "--format", "json", cwd=site).document["facts"]["without_reward"]
    assert told["L6"] == told["L7"] == "the advocate has 2 rewards in 2026 already, the most there are"


def test_a_lead_that_belongs_to_somebody_else_gives_nobody_another_name(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("rewards", cwd=site)
    edit(site / "private/leads.csv", "L1,k7wq2mzp", "L1,h4t9xbnc")
    run("rewards", cwd=site)
    who = {(one["lead"], one["advocate"]): one["state"] for one in lines(site) if one["line"] == "reward"}
    assert (who["L1", "bo"], who["L1", "eva"], who["L3", "eva"]) == ("voided", "pending", "pending")
