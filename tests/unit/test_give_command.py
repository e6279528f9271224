"""`goodword give`: introductions counted by partner; whom you owe one; nothing of it in the site."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from goodword.referral.balance import Introduction, balances
from goodword.text import width
from sites import build, run

Make = Callable[[str], Path]

SITE = """
-- content/partners.yaml --
- {id: shed, name: The Shed, url: https://shed.example, consent: {granted: 2026-01-01, scope: [company]}}
- {id: barn, name: The Barn, url: https://barn.example, consent: {granted: 2026-01-01, scope: [company]}}
- {id: loft, name: Marker-Loft, url: https://loft.example}
"""
TABLE = """
-- private/introductions.csv --
partner,direction,date,who,what,outcome
shed,received,2026-05-02,Marker-Who,Marker-What,won
shed,received,2026-05-03,,,
shed,given,2026-05-01,,,lost
barn,given,2026-06-15,,,won
"""


def test_each_partner_stands_there_with_what_was_given_and_what_came_back(site: Make) -> None:
    result = run("give", "--format", "json", cwd=site(SITE + TABLE))
    assert result.exit_code == 0, result.stderr
    shed, loft, barn = result.document["facts"]["partners"]
    assert shed == {
        "id": "shed",
        "name": "The Shed",
        "given": 1,
        "given_won": 0,
        "received": 2,
        "received_won": 1,
        "owed": 1,
        "last": "2026-05-03",
        "last_direction": "received",
    }
    assert (loft["id"], loft["name"], loft["given"], loft["last"]) == ("loft", "loft", 0, None)
    assert (barn["owed"], barn["given_won"]) == (-1, 1)
    lines = result.stderr.splitlines()
    assert lines[1].split() == ["The", "Shed", "1", "2", "(1", "won)", "1", "received", "on", "2026-05-03"]
    assert lines[-1] == "You owe an introduction to The Shed (1)."
    assert "Marker" not in result.stdout + result.stderr


def test_the_columns_stand_below_each_other_whatever_script_a_name_is_in(site: Make) -> None:
    lines = run("give", cwd=site(SITE.replace("The Shed", "\u65e5\u672c\u88fd\u7c89") + TABLE)).stderr.splitlines()
    shed, barn = (next(line for line in lines if name in line) for name in ("\u88fd\u7c89  ", "The Barn"))
    assert width(shed.partition(" received on ")[0]) == width(barn.partition(" given on ")[0])


def test_without_a_table_or_partners_it_says_what_to_do(site: Make) -> None:
    assert "There is no private/introductions.csv yet" in run("give", cwd=site(SITE)).stderr
    assert "goodword new partner" in run("give", cwd=site("-- content/partners.yaml --\n")).stderr


def test_nothing_of_it_reaches_the_site_and_nothing_is_written(site: Make) -> None:
    plain = build(site(SITE)).files
    folder = site(SITE + TABLE)
    before = sorted(folder.rglob("*"))
    run("give", cwd=folder)
    assert sorted(folder.rglob("*")) == before
    assert build(folder).files == plain


def test_what_is_wrong_is_told_at_its_place(site: Make) -> None:
    table = "-- private/introductions.csv --\npartner,direction,date,outcome\n"
    folder = site(
        SITE + table + "shedd,given,2026-05-01,\nshed,gave,2026-05-01,\nbarn,given,2026-06-16,\nbarn,,,soon\n"
    )
    result = run("give", cwd=folder)
    assert result.exit_code == 1
    assert "private/introductions.csv:2:1: GW461" in result.stderr and "Did you mean `shed`?" in result.stderr
    assert "private/introductions.csv:4:12: GW462" in result.stderr
    assert "private/introductions.csv:3:6" in result.stderr
    assert result.stdout == ""
    only_odd = site(SITE + table + "shedd,given,2026-05-01,\n")
    assert run("give", cwd=only_odd).exit_code == 0
    assert run("give", "--strict", cwd=only_odd).exit_code == 1


def test_names_cannot_change_what_a_terminal_shows(site: Make) -> None:
    table = "-- private/introductions.csv --\npartner,direction,date\n"
    odd = run("give", cwd=site(f"{SITE}{table}\x1b[31mred,given,2026-05-01\n"))
    assert odd.exit_code == 1 and "\x1b" not in odd.stderr
    right_to_left = run("give", cwd=site(f"{SITE}{table}عطر,received,2026-05-01\n"))
    assert "عطر (1)" in right_to_left.stderr


INTRODUCTIONS = st.lists(
    st.builds(
        Introduction,
        partner=st.sampled_from(["a", "b", "c"]),
        direction=st.sampled_from(["given", "received"]),
        date=st.dates(),
        outcome=st.sampled_from(["open", "won", "lost"]),
    )
)


@given(INTRODUCTIONS, st.randoms())
def test_the_order_of_the_rows_does_not_matter_and_no_row_is_lost(
    rows: list[Introduction], chance: random.Random
) -> None:
    found = balances(rows, {"a": "A"})
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert balances(shuffled, {"a": "A"}) == found
    assert sum(one.given + one.received for one in found) == len(rows)
    assert [one.owed for one in found] == sorted((one.owed for one in found), reverse=True)
