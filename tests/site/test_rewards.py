"""`goodword rewards` on whole sites: what is counted, what is written, what a person decides, what can go wrong."""

from __future__ import annotations

import fcntl
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rewards_site import SITE, edit, ledger_of, lines, rewards
from sites import EXAMPLE_DAY, ROOT, Result, environment, make_site, run


def test_who_has_earned_what_is_written_once(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    dry = run("rewards", "--dry-run", cwd=site)
    assert (dry.exit_code, ledger_of(site).exists(), (site / "private/out").exists()) == (0, False, False)
    assert "7 lines would be added" in dry.stderr
    first = run("rewards", cwd=site)
    assert (first.exit_code, first.stdout, first.codes) == (0, "", ["GW428"])
    assert "Did you mean `k7wq2mzp`, the code of `bo`?" in first.stderr
    assert "private/leads.csv:5:4" in first.stderr
    written = ledger_of(site).read_bytes()
    assert ledger_of(site).stat().st_mode & 0o777 == 0o600
    again = run("rewards", cwd=site)
    assert "The ledger is up to date: nothing to add." in again.stderr
    assert ledger_of(site).read_bytes() == written
    assert {lead: one["amount"] + one["currency"] for lead, one in rewards(site).items()} == {
        "L1": "12.05EUR",
        "L2": "10.00CHF",
        "L3": "1.00EUR",
    }
    flags = {lead: [flag["rule"] for flag in one.get("flags", ())] for lead, one in rewards(site).items()}
    assert flags == {"L1": [], "L2": ["self-referral"], "L3": ["code-ended"]}
    assert all(one["state"] == "pending" for one in rewards(site).values())


def test_amounts_of_two_currencies_are_never_added(tmp_path: Path) -> None:
    found = run("rewards", "--format", "json", cwd=make_site(tmp_path, SITE)).document["facts"]["totals"]
    sums = {(one["advocate"], one["side"], one["currency"]): one["amounts"]["pending"] for one in found}
    assert sums == {
        ("bo", "advocate", "CHF"): "10.00",
        ("bo", "advocate", "EUR"): "12.05",
        ("bo", "friend", None): "0",
        ("eva", "advocate", "EUR"): "1.00",
        ("eva", "friend", None): "0",
    }


def test_nobody_named_in_the_tables_stands_in_the_ledger(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    ended = run("rewards", "--format", "json", cwd=site)
    for words in ("ana@", "shop.example", "acme.example"):
        assert words not in ledger_of(site).read_text(encoding="utf-8") + ended.stdout


def test_a_person_approves_and_pays_by_id(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("rewards", cwd=site)
    one, flagged = rewards(site)["L1"]["id"], rewards(site)["L2"]["id"]
    assert run("rewards", "approve", one, flagged, cwd=site).exit_code == 0
    assert run("rewards", "paid", one, "--why", "transfer of 1 June", cwd=site).exit_code == 0
    states = {lead: (one["state"], one["by"]) for lead, one in rewards(site).items()}
    assert states == {"L1": ("paid", "person"), "L2": ("approved", "person"), "L3": ("pending", "rules")}
    before = ledger_of(site).read_bytes()
    assert run("rewards", "paid", one, cwd=site).exit_code == 0
    wrong = run("rewards", "paid", rewards(site)["L3"]["id"], flagged, "0123", cwd=site)
    assert (wrong.exit_code, sorted(wrong.codes)) == (1, ["GW432", "GW433"])
    assert "Nothing was written." in wrong.stderr
    assert ledger_of(site).read_bytes() == before, "not the good one of three either"
    edit(site / "private/sales.csv", "120.50,EUR,,", "120.50,EUR,refunded,")
    told = run("rewards", cwd=site)
    assert "Paid, and owed back" in told.stderr
    assert "12.05 EUR" in told.stderr
    assert rewards(site)["L1"]["owed_back"] == "12.05"
    assert ledger_of(site).read_bytes().startswith(before), "lines are only ever added"
    assert run("rewards", "void", one, "--why", "came back on 9 June", cwd=site).exit_code == 0
    assert (rewards(site)["L1"]["state"], rewards(site)["L1"]["why"]) == ("voided", "came back on 9 June")


def test_what_has_changed_since_is_not_approved_unseen(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("rewards", cwd=site)
    one = rewards(site)["L1"]["id"]
    edit(site / "private/sales.csv", "120.50,EUR,,", "120.50,EUR,,20")
    refused = run("rewards", "approve", one, cwd=site)
    assert (refused.exit_code, refused.codes) == (1, ["GW433"])
    assert "run `goodword rewards`" in refused.stderr.replace("Run", "run")
    run("rewards", cwd=site)
    assert run("rewards", "approve", one, cwd=site).exit_code == 0
    assert rewards(site)["L1"]["amount"] == "10.05"


def test_changed_rules_are_shown_before_anything_is_written(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("rewards", cwd=site)
    run("rewards", "approve", rewards(site)["L1"]["id"], cwd=site)
    before = ledger_of(site).read_bytes()
    program = site / "content/program.yaml"
    edit(program, "percent: 10}", "percent: 20}")
    edit(program, "friend_reward: one month free of charge", "attribution: {window_days: 15}")
    refused = run("rewards", "--format", "json", cwd=site)
    assert (refused.exit_code, refused.codes) == (1, ["GW428", "GW429"])
    assert "`advocate_reward`, `friend_reward`, `attribution.window_days`" in refused.stderr
    assert ledger_of(site).read_bytes() == before
    changes = {(one["lead"], one["side"]): one["effect"] for one in refused.document["facts"]["differences"]}
    assert changes == {
        ("L1", "friend"): "loses",
        ("L2", "advocate"): "loses",
        ("L2", "friend"): "loses",
        ("L3", "friend"): "loses",
        ("L3", "advocate"): "changes",
    }, "what was approved stays as it was"
    assert run("rewards", "void", rewards(site)["L3"]["id"], "--why", "x", cwd=site).exit_code == 1
    assert "1.00 EUR -> 2.00 EUR" in refused.stderr
    assert run("rewards", "--accept-policy", cwd=site).exit_code == 0
    assert ledger_of(site).read_bytes().startswith(before)
    assert {lead: (one["state"], one["amount"]) for lead, one in rewards(site).items()} == {
        "L1": ("approved", "12.05"),
        "L2": ("voided", "10.00"),
        "L3": ("pending", "2.00"),
    }
    assert run("rewards", cwd=site).exit_code == 0
    assert [one["on"] for one in lines(site) if one["line"] == "policy"] == ["2026-06-15"] * 2


def test_other_words_for_the_same_reward_are_no_other_rules(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("rewards", cwd=site)
    edit(site / "content/program.yaml", "percent: 10}", "percent: 10.0, words: a tenth of it}")
    edit(site / "content/program.yaml", "limits: Twelve", "limits: A dozen")
    assert "nothing to add" in run("rewards", cwd=site).stderr


def test_tables_of_several_years_count_together(tmp_path: Path) -> None:
    site = make_site(tmp_path / "one", SITE)
    run("rewards", cwd=site)
    split = make_site(tmp_path / "two", SITE)
    for stem in ("leads", "sales"):
        head, *rows = (split / f"private/{stem}.csv").read_text(encoding="utf-8").splitlines()
        (split / f"private/{stem}.csv").write_text("\n".join([head, rows[2], rows[0]]), encoding="utf-8")
        (split / f"private/{stem}-2025.csv").write_text("\n".join([head, *rows[1:]]), encoding="utf-8")
    assert run("rewards", cwd=split).exit_code == 0, "the same row in two of them is one row"
    assert ledger_of(split).read_bytes() == ledger_of(site).read_bytes()


WRONG = {
    "twice": ("leads.csv", "L1,h4t9xbnc,2026-03-01,,new", ["GW425"], "private/leads.csv:6:1"),
    "no day": ("leads.csv", "L9,k7wq2mzp,2026-13-01,,new", ["GW2"], "private/leads.csv:6:13"),
    "no code": ("leads.csv", "L9,,2026-03-01,,new", ["GW2"], "private/leads.csv:6"),
    "status": ("leads.csv", "L9,k7wq2mzp,2026-03-01,,wonn", ["GW2"], "`won`"),
    "no lead": ("sales.csv", "S9,L11,2026-03-20,10,EUR,,", ["GW426"], "Did you mean `L1`?"),
    "currency": ("sales.csv", "S9,L1,2026-03-20,10,EUX,,", ["GW422"], "private/sales.csv:5:21"),
    "comma": ("sales.csv", 'S9,L1,2026-03-20,"10,50",EUR,,', ["GW2"], "an amount like"),
    "minus": ("sales.csv", "S9,L1,2026-03-20,-10,EUR,,", ["GW2"], "an amount like"),
    "huge": ("sales.csv", "S9,L1,2026-03-20,1e99,EUR,,", ["GW2"], "an amount like"),
    "half a cent": ("sales.csv", "S9,L1,2026-03-20,10.005,EUR,,", ["GW423"], "2 digits"),
    "too much back": ("sales.csv", "S9,L1,2026-03-20,10,EUR,,10.01", ["GW427"], "private/sales.csv:5"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_row_is_told_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    file, row, codes, said = WRONG[name]
    site = make_site(tmp_path, SITE)
    with (site / "private" / file).open("a", encoding="utf-8") as table:
        table.write(row + "\n")
    result = run("rewards", cwd=site)
    assert result.exit_code == 1
    assert [code[: len(wanted)] for code, wanted in zip(result.codes, codes, strict=True)] == codes, result.stderr
    assert said in result.stderr
    assert not ledger_of(site).exists()


@pytest.mark.parametrize(
    "arguments",
    [("approve",), ("void", "x"), ("--why", "x"), ("approve", "x", "--accept-policy"), ("delete", "x")],
)
def test_wrong_use_is_told(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run("rewards", *arguments, cwd=make_site(tmp_path, SITE)).exit_code == 2


def test_without_tables_nobody_has_earned_anything(tmp_path: Path) -> None:
    result = run("rewards", cwd=make_site(tmp_path))
    assert (result.exit_code, result.codes) == (0, [])
    assert "Nobody has earned a reward yet." in result.stderr
    assert run("rewards", cwd=make_site(tmp_path / "none", "-- site.yaml --\n")).exit_code == 1


def test_a_cut_last_line_is_told_and_kept(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("rewards", cwd=site)
    run("rewards", "approve", rewards(site)["L1"]["id"], cwd=site)
    whole = ledger_of(site).read_bytes()
    ledger_of(site).write_bytes(whole[:-30])
    dry = run("rewards", "--dry-run", cwd=site)
    assert "GW431" in dry.codes
    assert ledger_of(site).read_bytes() == whole[:-30]
    told = run("rewards", cwd=site)
    assert (told.exit_code, "GW431" in told.codes) == (0, True)
    assert '"state":"approved"' in told.stderr, "one sees which decision was lost"
    assert (site / "private/out/ledger-cut.txt").read_bytes() == whole[:-30].splitlines()[-1] + b"\n"
    assert rewards(site)["L1"]["state"] == "pending"
    assert "GW431" not in run("rewards", cwd=site).codes
    ledger_of(site).write_bytes(whole[:-1])
    assert "GW431" not in run("rewards", cwd=site).codes, "whole but for its end"
    ledger_of(site).write_bytes(whole + b'{"line":' + b"[" * 200_000)
    assert "GW431" in run("rewards", cwd=site).codes
    assert ledger_of(site).read_bytes() == whole


def test_a_ledger_that_is_out_of_reach_is_not_begun_anew(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    ledger_of(site).parent.mkdir(parents=True)
    ledger_of(site).symlink_to("/nowhere/at/all.jsonl")
    result = run("rewards", cwd=site)
    assert (result.exit_code, set(result.codes) - {"GW428"}) == (1, {"GW101"})
    assert ledger_of(site).is_symlink()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"amount":"12.05"', b'"amount":"99.05"'),
        (b'"percent":"10"', b'"percent":"50"'),
        (b'"state":"pending"', b'"state":"maybe"'),
        (b'"currency":"EUR",', b""),
        (b"\n", b"\nhello\n"),
        (b"\n", b"\n" + b"[" * 9999 + b"\n"),
        (b'"id"', b'"\xff\xfe"'),
    ],
)
def test_a_ledger_that_was_changed_is_not_written_to(tmp_path: Path, old: bytes, new: bytes) -> None:
    site = make_site(tmp_path, SITE)
    run("rewards", cwd=site)
    run("rewards", "approve", rewards(site)["L1"]["id"], cwd=site)
    data = ledger_of(site).read_bytes()
    assert old in data
    ledger_of(site).write_bytes(data.replace(old, new, 1))
    changed = ledger_of(site).read_bytes()
    result = run("rewards", cwd=site)
    assert (result.exit_code, set(result.codes) - {"GW428"}) == (1, {"GW430"}), result.stderr
    assert "private/out/ledger.jsonl:" in result.stderr
    assert ledger_of(site).read_bytes() == changed


def test_a_decision_that_was_taken_out_or_put_in_by_hand_is_noticed(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("rewards", cwd=site)
    ids = [one["id"] for one in rewards(site).values()][:2]
    for one in ids:
        run("rewards", "approve", one, cwd=site)
    whole = ledger_of(site).read_bytes()
    lines = whole.splitlines(keepends=True)
    (first,) = [number for number, line in enumerate(lines) if b'"approved"' in line and ids[0].encode() in line]
    without = b"".join(lines[:first] + lines[first + 1 :])
    by_hand = whole.replace(b'"state":"pending"', b'"state":"approved"', 1)
    for changed in (without, by_hand):
        ledger_of(site).write_bytes(changed)
        result = run("rewards", cwd=site)
        assert (result.exit_code, "GW430" in result.codes) == (1, True), result.stderr
        assert ledger_of(site).read_bytes() == changed


def test_two_at_once_is_one_too_many(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("rewards", cwd=site)
    with (site / "private/out/.ledger.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        held = run("rewards", cwd=site)
        assert (held.exit_code, held.codes) == (3, ["GW436"])
        assert run("rewards", "--dry-run", cwd=site).exit_code == 0
    assert run("rewards", cwd=site).exit_code == 0


def test_many_at_once_write_each_line_once(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "goodword", "rewards"], cwd=site, env=environment(), stderr=subprocess.DEVNULL
        )
        for _ in range(4)
    ]
    assert {one.wait() for one in started} <= {0, 3}
    run("rewards", cwd=site)
    ids = [one["id"] for one in lines(site) if one["line"] == "reward"]
    assert len(ids) == len(set(ids)) == 6


def test_a_run_that_is_killed_leaves_a_whole_ledger(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    rows = [f"K{number},k7wq2mzp,2026-03-01,,won" for number in range(3000)]
    with (site / "private/leads.csv").open("a", encoding="utf-8") as table:
        table.write("\n".join(rows) + "\n")
    with (site / "private/sales.csv").open("a", encoding="utf-8") as table:
        table.write("".join(f"T{number},K{number},2026-03-05,10,EUR,,\n" for number in range(3000)))
    for wait in (0.4, 0.7, 0.9, 1.0, 1.1, 1.2, 1.3):
        one = subprocess.Popen(
            [sys.executable, "-m", "goodword", "rewards"], cwd=site, env=environment(), stderr=subprocess.DEVNULL
        )
        time.sleep(wait)
        one.send_signal(signal.SIGKILL)
        one.wait()
        if ledger_of(site).exists():
            assert ledger_of(site).read_bytes().endswith(b"\n")
    assert run("rewards", cwd=site).exit_code == 0
    ids = [one["id"] for one in lines(site) if one["line"] == "reward"]
    assert len(ids) == len(set(ids)) == 6006


def test_nothing_is_written_where_a_link_leads_away(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", SITE)
    (tmp_path / "elsewhere").mkdir()
    (site / "private/out").symlink_to(tmp_path / "elsewhere")
    result = run("rewards", cwd=site)
    assert (result.exit_code, result.codes) == (3, ["GW870"])
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_names_that_would_move_a_terminal_are_harmless(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    with (site / "private/leads.csv").open("a", encoding="utf-8") as table:
        table.write('"عميل 🍞 ""x"" & <b>",k7wq2mzp,2026-03-01,,won\n=1+1,k7wq2mzp,2026-03-02,,won\n')
    with (site / "private/sales.csv").open("a", encoding="utf-8") as table:
        table.write('S8,"عميل 🍞 ""x"" & <b>",2026-03-20,10,EUR,,\nS9,=1+1,2026-03-20,10,EUR,,\n')
    result = run("rewards", cwd=site)
    assert result.exit_code == 0
    assert 'عميل 🍞 "x" & <b>' in rewards(site)
    with (site / "private/leads.csv").open("a", encoding="utf-8") as table:
        table.write("\x1b[2J,k7wq2mzp,2026-03-01,,won\n")
    assert "\x1b" not in run("rewards", cwd=site).stderr


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The example site with its example tables."""
    folder = tmp_path_factory.mktemp("rewards")
    for name in ("site.yaml", "content", "private"):
        source = ROOT / name
        target = folder / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return folder, run("rewards", "--format", "json", cwd=folder, today=EXAMPLE_DAY)


def test_the_example_shows_every_kind_of_case(example: tuple[Path, Result]) -> None:
    folder, result = example
    facts = result.document["facts"]
    assert (result.exit_code, result.codes) == (0, ["GW428"])
    rules = {flag["rule"] for one in facts["rewards"] for flag in one.get("flags", ())}
    assert rules >= {"self-referral", "duplicate", "existing-customer"}
    assert {one.get("currency") for one in facts["rewards"]} == {"EUR", "CHF", None}
    assert {one.get("referrals", 0) for one in facts["rewards"]} == {0, 3}
    assert len(set(facts["without_reward"].values())) >= 6
    assert run("rewards", cwd=folder, today="2026-11-23").stderr.endswith("nothing to add.\n")
