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


TWO = """
- id: friends
  name: Pass it on
  eligibility: All
  limits: Twelve
  advocate_reward: {kind: percent, percent: 10}
- id: spring
  name: Spring
  eligibility: All
  limits: Twelve
  advocate_reward: {kind: amount, amount: 7, currency: EUR}
"""


def with_two_programs(folder: Path) -> Path:
    """The site with a second program; one reward is paid, the others are open."""
    site = make_site(folder, SITE)
    (site / "content/program.yaml").write_text(TWO, encoding="utf-8")
    run("rewards", cwd=site)
    run("rewards", "approve", rewards(site)["L1"]["id"], cwd=site)
    run("rewards", "paid", rewards(site)["L1"]["id"], cwd=site)
    return site


def test_programs_in_another_order_are_shown_before_anything_is_written(tmp_path: Path) -> None:
    site = with_two_programs(tmp_path)
    before = ledger_of(site).read_bytes()
    first, second = TWO.split("- id: spring")
    (site / "content/program.yaml").write_text(f"- id: spring{second}{first}", encoding="utf-8")
    refused = run("rewards", "--format", "json", cwd=site)
    assert (refused.exit_code, refused.codes) == (1, ["GW428", "GW437"])
    assert "`friends`, and would be by `spring` now: 2" in refused.stderr
    assert "10.00 CHF (friends) -> 7.00 EUR (spring)" in refused.stderr
    assert {one["lead"] for one in refused.document["facts"]["differences"]} == {"L2", "L3"}
    assert run("rewards", "approve", rewards(site)["L2"]["id"], cwd=site).exit_code == 1
    assert ledger_of(site).read_bytes() == before
    assert run("rewards", "--accept-policy", cwd=site).exit_code == 0
    now = {one["lead"]: one for one in lines(site) if one["line"] == "reward" and one["state"] != "voided"}
    assert {lead: (one["program"], one["state"]) for lead, one in now.items()} == {
        "L1": ("friends", "paid"),
        "L2": ("spring", "pending"),
        "L3": ("spring", "pending"),
    }
    assert "nothing to add" in run("rewards", cwd=site).stderr


def test_what_the_site_promises_is_counted_once_the_first_program_is_in_the_archive(tmp_path: Path) -> None:
    site = with_two_programs(tmp_path)
    edit(site / "content/program.yaml", "name: Pass it on", "name: Pass it on\n  status: archived")
    assert run("build", cwd=site).exit_code == 0
    assert "7" in (site / "output/r/k7wq2mzp/index.html").read_text(encoding="utf-8").partition("€")[2][:3]
    refused = run("rewards", cwd=site)
    assert (refused.exit_code, refused.codes) == (1, ["GW428", "GW437"])
    assert run("rewards", "--accept-policy", cwd=site).exit_code == 0
    now = {one["lead"]: one for one in lines(site) if one["line"] == "reward" and one["state"] != "voided"}
    assert (now["L2"]["program"], now["L2"]["amount"]) == ("spring", "7.00")


def test_a_program_in_the_archive_still_counts_where_there_is_no_other(tmp_path: Path) -> None:
    site = with_two_programs(tmp_path)
    (site / "content/program.yaml").write_text(TWO.split("- id: spring")[0] + "  status: archived\n", encoding="utf-8")
    assert "nothing to add" in run("rewards", cwd=site).stderr
    edit(site / "private/sales.csv", "120.50,EUR,,", "120.50,EUR,refunded,")
    assert "Paid, and owed back" in run("rewards", cwd=site).stderr
    edit(site / "private/sales.csv", "10,EUR,,", "10,EUR,refunded,")
    assert run("rewards", cwd=site).exit_code == 0
    assert [one["state"] for one in lines(site) if one.get("lead") == "L3"] == ["pending", "voided"]


def test_an_old_code_that_is_written_as_an_address_counts(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE.replace(",oldcode2,", ",/old/r/OldCode2/,"))
    assert run("rewards", cwd=site).codes == ["GW428"]
    assert rewards(site)["L2"]["advocate"] == "bo"
