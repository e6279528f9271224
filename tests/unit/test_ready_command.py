"""`goodword ready` on whole small sites: what it says, what it writes, what it keeps to itself."""

from __future__ import annotations

import csv
import fcntl
import io
import json
import random
from pathlib import Path
from typing import Any

import pytest

from goodword.cli.excerpts import width
from sites import EXAMPLE_DAY, ROOT, Result, copy_example, make_site, run

SITE = """
    -- content/advocates.csv --
    id,public_name,code,company,industry,audiences,consent.granted,consent.scope
    ana,Ana Silva,k7mw2bxq,Tandem Bakery,bakeries,inns,2026-01-01,name|page|contact
    bo,Bo Ek,p4nt7wzz,Ek's Inn,inns,,2026-01-01,name|company|page|directory
    cy,Cy Roe,q8rtx3mm,,inns,,2026-01-01,name|page|contact
    di,Di Paz,w9hhk2vv,,,,2026-01-01,name|page|contact
    -- private/advocates.csv --
    id,name,email,strength,nps,given,last_contact,last_ask,open_problems,interests,notes,joined
    ana,Ana Silva Reis,ana@tandem.example,6,8,,2026-06-01,,,organ music,Secret note,2020
    bo,,,9,10,a book|a call,2026-06-01,,,,,2019-03
    cy,,,10,10,a book|a call,2026-06-10,2025-01-01,,,,2019-03-01
    di,,,9,9,,2026-06-01,,broken lamp,,,2019
    eva,Eva Loy,eva@loy.example,8,,,,,,,,
    -- content/articles/organ-pipes.md --
    ---
    title: Keeping organ pipes dry
    ---
    Words.
    -- content/articles/unrelated.md --
    ---
    title: Something else
    ---
    Words.
    """


def people(result: Result) -> dict[str, dict[str, Any]]:
    """What the JSON says of each, by id."""
    assert result.exit_code == 0, result.stderr
    return {one["id"]: one for one in result.document["facts"]["people"]}


def test_everybody_gets_a_verdict_with_reasons(tmp_path: Path) -> None:
    result = run("ready", cwd=make_site(tmp_path, SITE))
    assert result.exit_code == 0 and result.stdout == ""
    lines = [line.strip() for line in result.stderr.splitlines()]
    headings = [line for line in lines if line.endswith(")") and line[:4] in ("Ask:", "Give", "Leav")]
    assert headings == ["Ask: it has been earned. (1)", "Give first, ask later. (1)", "Leave alone for now. (3)"]
    assert "1.  80  cy   Cy Roe" in lines
    assert "2.  50  ana  Ana Silva Reis" in lines
    assert "not known: anything given, last ask" in lines
    assert "1 open problem: broken lamp. Settle it first." in lines
    assert "2 may not be written to (`contact`): --format json names them." in lines
    assert not [line for line in lines if "Bo Ek" in line or "eva" in line]
    assert lines[-1] == "1 to ask, 1 to give first, 3 to leave alone."
    assert not (tmp_path / "private" / "out").exists()


def test_what_to_give_comes_from_the_site_and_fits(tmp_path: Path) -> None:
    found = people(run("ready", "--format", "json", cwd=make_site(tmp_path, SITE)))
    assert [(gift["kind"], gift["id"]) for gift in found["ana"]["give"]] == [
        ("article", "organ-pipes"),
        ("introduction", "bo"),
        ("thank-you", None),
    ]
    assert "their friends are in inns" in found["ana"]["give"][1]["why"]
    assert found["cy"]["give"] == found["di"]["give"] == []


def test_nobody_is_introduced_to_who_is_unhappy_or_not_in_the_directory(tmp_path: Path) -> None:
    for before, after in ((",9,10,a book|a call", ",9,3,a book|a call"), ("page|directory", "page")):
        site = make_site(tmp_path / after[-4:], SITE.replace(before, after))
        found = people(run("ready", "--format", "json", cwd=site))
        assert "introduction" not in [gift["kind"] for gift in found["ana"]["give"]], after


def test_an_article_is_for_who_can_read_it(tmp_path: Path) -> None:
    settings = "    -- site.yaml --\n    name: T\n    url: https://t.example\n    languages: [en, es]\n"
    text = settings + SITE.replace("organ-pipes.md", "organ-pipes.es.md")
    found = people(run("ready", "--format", "json", cwd=make_site(tmp_path, text)))
    assert [gift["kind"] for gift in found["ana"]["give"]] == ["introduction", "thank-you"]


def test_json_holds_no_name_no_address_and_no_private_words(tmp_path: Path) -> None:
    result = run("ready", "--format", "json", cwd=make_site(tmp_path, SITE))
    for private in ("Ana", "Eva", "@", "Secret", "organ music", "broken lamp", "a book"):
        assert private not in result.stdout


def test_who_is_known_in_private_only_is_listed_and_never_asked(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE.replace("eva@loy.example,8,,,,", "eva@loy.example,10,10,a|b,2026-06-10,,"))
    eva = people(run("ready", "--format", "json", cwd=site))["eva"]
    assert eva["verdict"] == "leave alone"
    assert [stop["code"] for stop in eva["stops"]] == ["contact"]


@pytest.mark.parametrize(
    ("consent", "call"),
    [
        ("2026-01-01,name|page|contact", "ask"),
        ("2026-01-01,contact", "ask"),
        ("2026-01-01,name|page", "leave alone"),
        ("no,", "leave alone"),
        (",", "leave alone"),
    ],
)
def test_nobody_is_asked_without_the_permission_to_be_written_to(tmp_path: Path, consent: str, call: str) -> None:
    site = make_site(
        tmp_path,
        SITE.replace("cy,Cy Roe,q8rtx3mm,,inns,,2026-01-01,name|page|contact", f"cy,Cy Roe,q8rtx3mm,,inns,,{consent}"),
    )
    assert people(run("ready", "--format", "json", cwd=site))["cy"]["verdict"] == call


def test_the_newest_answer_counts_whatever_the_order_of_the_rows(tmp_path: Path) -> None:
    answers = ["cy,10,2026-01-01", "cy,3,2026-05-01", "cy,10,2026-05-01", "ana,9,2026-05-02", "cy,9,2026-07-01"]
    head, *rows = SITE.split("    -- content/articles/")[0].split("private/advocates.csv --\n")[1].splitlines()
    told = set()
    for seed, mixed in enumerate((answers, answers[::-1], [*answers[2:], *answers[:2]])):
        random.Random(seed).shuffle(rows)
        site = make_site(tmp_path / str(seed), SITE)
        table = [line.strip() for line in (head, *rows)]
        (site / "private" / "advocates.csv").write_text("\n".join(table), encoding="utf-8")
        (site / "private" / "nps.csv").write_text("\n".join(["id,score,date", *mixed]), encoding="utf-8")
        result = run("ready", "--format", "json", cwd=site)
        assert result.codes == ["GW413"], "an answer of a day to come does not count"
        told.add(json.dumps(result.document["facts"]))
        assert people(result)["cy"]["verdict"] == "leave alone", "of two answers on one day the lower one counts"
    assert len(told) == 1


def test_weights_and_thresholds_are_those_of_the_site(tmp_path: Path) -> None:
    settings = "-- site.yaml --\n    name: T\n    url: https://t.example\n    readiness:\n      "
    lower = make_site(tmp_path / "lower", f"    {settings}ask_from: 50\n" + SITE)
    assert people(run("ready", "--format", "json", cwd=lower))["ana"]["verdict"] == "ask"
    higher = make_site(tmp_path / "higher", f"    {settings}weights: {{strength: 0}}\n" + SITE)
    assert people(run("ready", "--format", "json", cwd=higher))["cy"]["points"] == 55
    never = run("ready", cwd=make_site(tmp_path / "never", f"    {settings}ask_from: 101\n" + SITE))
    assert never.codes == ["GW412"] and never.exit_code == 0
    wrong = run("ready", cwd=make_site(tmp_path / "wrong", f"    {settings}ask_form: 50\n" + SITE))
    assert wrong.codes == ["GW201"] and "ask_from" in wrong.stderr and wrong.exit_code == 1


def test_all_that_is_wrong_in_private_is_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    (site / "private" / "advocates.csv").write_text(
        "id,email,strength,last_ask,phone\nana,ana@,11,soon,1\nana,ana@tandem.example,1,,\n", encoding="utf-8"
    )
    (site / "private" / "nps.csv").write_text("id,score,date\nana,11,2026-01-01\nzed,9,2026-01-01\n", encoding="utf-8")
    result = run("ready", "--csv", "--worksheet", "all", cwd=site)
    assert result.exit_code == 1 and sorted(result.codes) == ["GW206", "GW209", "GW209", "GW414"]
    assert not (site / "private" / "out").exists()
    (site / "private" / "nps.csv").unlink()
    (site / "private" / "advocates.csv").write_text("id,email\nana,ana@\nANA,\nana,\n", encoding="utf-8")
    result = run("ready", cwd=site)
    assert sorted(result.codes) == ["GW410", "GW411", "GW415"]
    assert "private/advocates.csv:4:1" in result.stderr and "on line 2" in result.stderr


def test_the_table_for_spreadsheets_holds_reasons_and_no_addresses(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE.replace("Eva Loy", "=1+1"))
    result = run("ready", "--csv", cwd=site)
    assert "Written: private/out/ready.csv." in result.stderr
    data = (site / "private" / "out" / "ready.csv").read_bytes()
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))}
    assert [row["rank"] for row in rows.values()] == ["1", "2", "3", "4", "5"]
    assert rows["ana"]["name"] == "Ana Silva Reis" and rows["ana"]["verdict"] == "give first"
    assert "relation 6 of 10 (+15)" in rows["ana"]["why"] and "organ music" in rows["ana"]["give"]
    assert rows["eva"]["name"] == "'=1+1" and rows["di"]["problem"] == "-10"
    assert b"@" not in data
    run("ready", "--csv", cwd=site)
    assert (site / "private" / "out" / "ready.csv").read_bytes() == data


def test_a_worksheet_asks_the_questions_and_fills_in_the_facts(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE.replace("Secret note", "<script>alert(1)</script>"))
    assert run("ready", "--worksheet", "ana", "--worksheet", "eva", cwd=site).exit_code == 0
    folder = site / "private" / "out" / "worksheets"
    assert sorted(path.name for path in folder.iterdir()) == ["ana.html", "eva.html"]
    page = (folder / "ana.html").read_text(encoding="utf-8")
    for words in ("What have we earned?", "besides the sale?", "How strong is the relation?", "feel awkward?"):
        assert words in page
    for fact in ("Why would they?", "Relation 6 of 10", "Not noted: last ask", "organ music", "Ana Silva Reis"):
        assert fact in page
    assert "<script" not in page and "&lt;script&gt;alert(1)" in page


def test_a_worksheet_shows_the_words_of_a_testimonial_without_their_markup(tmp_path: Path) -> None:
    quote = """
    -- content/testimonials/mondays.md --
    ---
    author: Ana Silva
    advocate: ana
    consent: {granted: 2026-01-01, scope: [quote, name]}
    ---
    Our **Mondays** are [calm](https://ana.example) now.
    """
    site = make_site(tmp_path, SITE.rstrip() + quote)
    assert run("ready", "--worksheet", "ana", cwd=site).exit_code == 0
    page = (site / "private/out/worksheets/ana.html").read_text(encoding="utf-8")
    assert 'They wrote: “<bdi dir="auto">Our Mondays are calm now.</bdi>”' in page


def test_worksheets_of_odd_ids_stay_in_their_folder_and_never_share_a_file(tmp_path: Path) -> None:
    ids = ["../../up", "Ana", "/etc/x", "..", "٣ ليلى", "a" * 190]
    site = make_site(tmp_path, SITE)
    with (site / "private" / "advocates.csv").open("a", encoding="utf-8") as table:
        table.writelines(f"{one},,,,,,,,,,,\n" for one in ids)
    result = run("ready", "--worksheet", "all", cwd=site)
    assert result.exit_code == 0, result.stderr
    names = [path.name for path in (site / "private" / "out" / "worksheets").iterdir()]
    assert len(names) == 5 + len(ids) == len({name.casefold() for name in names})
    assert {path.name for path in (site / "private").iterdir()} == {"advocates.csv", "out"}


def test_the_table_fits_the_width_and_ids_stay_whole(tmp_path: Path) -> None:
    long = "somebody-with-an-id-that-is-nearly-as-long-as-the-whole-line-is-wide"
    text = SITE.replace("cy,", f"{long},").replace(",organ music,", ",organ music|日本語の話をする人々と会う|walking,")
    result = run("ready", cwd=make_site(tmp_path, text.replace("Cy Roe", "Cy " + "Roe" * 30)))
    assert all(width(line) <= 80 for line in result.stderr.splitlines())
    assert f"   1.  80  {long}\n           Cy Roe" in result.stderr and "…" in result.stderr


def test_strict_ends_with_1_for_warnings(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    assert run("ready", "--strict", cwd=site).exit_code == 0
    (site / "private/nps.csv").write_text("id,score,date\nana,9,2099-01-01\n", encoding="utf-8")
    assert [run("ready", *strict, cwd=site).exit_code for strict in ((), ("--strict",))] == [0, 1]


def test_files_about_people_who_have_gone_go_and_others_stay(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("ready", "--csv", "--worksheet", "all", cwd=site)
    out = site / "private/out"
    (out / "worksheets/mine.html").write_text("mine")
    (out / "mine.csv").write_text("eva")
    table = site / "content/advocates.csv"
    rows = table.read_text(encoding="utf-8").strip().splitlines()
    days = [",consent.withdrawn", *(",2026-06-01" if row[:3] == "cy," else "," for row in rows[1:])]
    table.write_text("\n".join(map(str.__add__, rows, days)), encoding="utf-8")
    result = run("ready", "--format", "json", cwd=site)
    assert result.document["facts"]["removed"] == ["private/out/worksheets/cy.html"]
    assert "Removed, as somebody in it has gone" in result.stderr and (out / "ready.csv").exists()
    private = site / "private/advocates.csv"
    private.write_text(
        "\n".join(row for row in private.read_text().splitlines() if row[:4] != "eva,"), encoding="utf-8"
    )
    removed = run("ready", "--format", "json", cwd=site).document["facts"]["removed"]
    assert removed == ["private/out/ready.csv", "private/out/worksheets/eva.html"]
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == {
        ".ready.lock", "mine.csv", "ready-written.json", "worksheets/ana.html", "worksheets/bo.html",
        "worksheets/di.html", "worksheets/mine.html",
    }  # fmt: skip
    assert run("ready", "--format", "json", cwd=site).document["facts"]["removed"] == []


@pytest.mark.parametrize("record", ["{", '{"ana": ["../site.yaml"]}', '{"ana": ["ledger.jsonl"]}'])
def test_a_record_that_cannot_be_read_takes_nothing_away(tmp_path: Path, record: str) -> None:
    site = make_site(tmp_path, SITE)
    run("ready", "--csv", cwd=site)
    (site / "private/out/ready-written.json").write_text(record)
    result = run("ready", cwd=site)
    assert (result.exit_code, result.codes) == (3, ["GW416"])


def test_a_worksheet_for_nobody_is_wrong_use(tmp_path: Path) -> None:
    result = run("ready", "--worksheet", "anna", cwd=make_site(tmp_path, SITE))
    assert result.exit_code == 2 and "Did you mean `ana`?" in result.stderr


def test_a_site_without_anybody_is_told_what_to_do(tmp_path: Path) -> None:
    result = run("ready", "--csv", cwd=make_site(tmp_path))
    assert result.exit_code == 0 and "Nobody is known yet" in result.stderr


def test_the_example_site_shows_every_verdict(tmp_path: Path) -> None:
    site = copy_example(tmp_path)
    (site / "private").mkdir()
    for path in (ROOT / "private").glob("*.example.csv"):
        (site / "private" / path.name).write_bytes(path.read_bytes())
    found = people(run("ready", "--format", "json", cwd=site, today=EXAMPLE_DAY))
    by_call: dict[str, list[str]] = {}
    for one in found.values():
        by_call.setdefault(one["verdict"], []).append(one["id"])
    assert by_call["ask"] == ["hanne-vik", "nerea-zubiaurre", "ingrid-solberg"]
    assert by_call["give first"] == ["harriet-blythe", "tomas-alcaraz"]
    assert [gift["id"] for gift in found["harriet-blythe"]["give"]] == [None, "papier-ruhe", "what-to-measure-first"]
    assert found["elena-marchetti"]["not_before"] == "2026-11-30"
    assert found["ottilie-brahms"]["verdict"] == "leave alone", "known in private/ only"


def test_two_at_once_do_not_mix(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("ready", "--csv", "--worksheet", "all", cwd=site)
    with (site / "private/out/.ready.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for options in (("--csv",), ("--worksheet", "ana"), ()):
            held = run("ready", *options, cwd=site)
            assert (held.exit_code, held.codes) == (3, ["GW417"])
    assert run("ready", "--csv", cwd=site).exit_code == 0


def test_who_only_looks_writes_nothing_and_needs_no_lock(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    assert run("ready", cwd=site).exit_code == 0
    assert not (site / "private/out").exists()


def test_a_record_of_bytes_is_told(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE + "-- private/out/ready-written.json --\n    x\n")
    (site / "private/out/ready-written.json").write_bytes(b'{"\xff": ["ready.csv"]}')
    result = run("ready", cwd=site)
    assert (result.exit_code, result.codes) == (3, ["GW416"])


def test_what_a_killed_run_left_half_written_goes(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    run("ready", "--worksheet", "ana", cwd=site)
    part = site / "private/out/worksheets/.cy.html.4711.part"
    part.write_text("half of what is known of Cy")
    assert run("ready", cwd=site).exit_code == 0
    assert not part.exists() and (site / "private/out/worksheets/ana.html").exists()
