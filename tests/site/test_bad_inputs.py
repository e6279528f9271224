"""Every slip of a writer has a message that says where it is and what to do, and leaves the last good site alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from broken_sites import CONSENT, Bad, break_site, quote, tree
from sites import make_site, run

Broken = Callable[[Bad], str]
NEW = "content/testimonials/new.md"
ADVOCATES = "-- content/advocates.csv --\nid,public_name,code\n"

# What other generators were given (an unclosed quote, a wrong type ...) and what each of them missed or garbled.
EIGHT = [
    Bad("unclosed quote", quote('author: "Ana\nrole: Baker'), f"{NEW}:3:9", "GW104", ("not closed", "Close it at")),
    Bad("unclosed list", quote("author: A\ntags: [a, b\nrating: 5"), f"{NEW}:4:7", "GW104", ("`[`", "missing `]`")),
    Bad("missing field", quote("rating: 5"), f"{NEW}:1:1", "GW223", ("neither who speaks", "Add `author`, or `role`")),
    Bad("wrong type", quote("author: A\nrating: five"), f"{NEW}:4:9", "GW205", ("a number", "`five`", "with digits")),
    Bad("bad date", quote("author: A\ndate: soon"), f"{NEW}:4:7", "GW206", ("`soon`", "2026-05-01", "hyphens")),
    Bad(
        "duplicate code",
        f"{ADVOCATES}ana,Ana,k7wq2mzp\nbo,Bo,K7WQ2MZP\n",
        "content/advocates.csv:3:7",
        "GW353",
        ("`bo`", "`ana`", "content/advocates.csv:2:9", "Give one of them another code"),
    ),
    Bad(
        "broken link, plain",
        quote("author: A", "One.\n\nSee [the case](/case-studies/nope/)."),
        f"{NEW}:7:16",
        "GW501",
        ("`/case-studies/nope/`", "leads nowhere"),
        exit_code=0,
    ),
    Bad(
        "broken link, the tool's own form",
        quote("author: A", "See [the case](../case-studies/nope.md)."),
        f"{NEW}:5:16",
        "GW501",
        ("`../case-studies/nope.md`", "Write the path of a content file"),
        exit_code=0,
    ),
    Bad(
        "broken link, in a block of text of a list",
        f"""
-- content/testimonials.yaml --
- id: a
  author: A
  {CONSENT}
  quote: |
    One.

    See [the case](/case-studies/nope/).
""",
        "content/testimonials.yaml:7:20",
        "GW501",
        ("`/case-studies/nope/`",),
        exit_code=0,
    ),
    Bad(
        "broken link, in a block of text of front matter",
        f"""
-- content/case-studies/new.md --
---
title: N
customer: C
{CONSENT.replace("quote", "company")}
solution: |
  See
  [it](/case-studies/nope/).
---
""",
        "content/case-studies/new.md:7:8",
        "GW501",
        ("`/case-studies/nope/`",),
        exit_code=0,
    ),
]


@pytest.mark.parametrize("bad", EIGHT, ids=str)
def test_the_eight_bad_inputs(broken: Broken, bad: Bad) -> None:
    broken(bad)


def plain(front: str, body: str = "Words.") -> str:
    """A testimonial's file without the consent that `quote` adds."""
    return f"-- {NEW} --\n---\n{front}\n---\n{body}\n"


YAML = [
    Bad("tab", quote("author: A\nsource:\n\tplatform: G2"), f"{NEW}:5:1", "GW104", ("tab", "by spaces")),
    Bad("key twice", quote("author: A\nauthor: B"), f"{NEW}:4:1", "GW105", ("first is on line 3", "Keep one")),
    Bad("tag", quote("author: !secret A"), f"{NEW}:3:9", "GW106", ("`!secret`", "in quotes")),
    Bad("merge key", quote("author: A\n<<: {role: B}"), f"{NEW}:4:1", "GW107", ("Write the fields out",)),
    Bad("unknown alias", quote("author: *ana"), f"{NEW}:3:9", "GW109", ("`*ana`", "in quotes")),
    Bad(
        "alias bomb",
        quote(
            "author: A\nextra:\n"
            + "".join(f"  k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9) if n else 'x'}]\n" for n in range(8))
        ),
        f"{NEW}:9:37",
        "GW109",
        ("too much", "write out"),
    ),
    Bad("too deep", quote(f"author: A\nextra: {'[' * 300}{']' * 300}"), f"{NEW}:4:67", "GW111", ("60 levels",)),
    Bad(
        "colon in a value", quote("author: Ana: the baker"), f"{NEW}:3:12", "GW104", ("Put the whole value in quotes",)
    ),
    Bad("no space behind the colon", quote("author:Ana"), f"{NEW}:3:1", "GW104", ("a colon and a space",)),
    Bad("at sign", quote("author: @ana"), f"{NEW}:3:9", "GW104", ("`@`", "put it in quotes")),
    Bad("percent sign", quote("author: %ana"), f"{NEW}:3:9", "GW104", ("`%`", "put it in quotes")),
    Bad("backslash", quote('author: "A \\q B"'), f"{NEW}:3:12", "GW104", ("backslash", "single quotes")),
    Bad("list for fields", plain("- a\n- b"), f"{NEW}:2:1", "GW112", ("`field: value`", "a list", "colon")),
    Bad("front matter not closed", f"-- {NEW} --\n---\nauthor: A\nWords.\n", f"{NEW}:1:1", "GW113", ("a line `---`",)),
    Bad("TOML", f"-- {NEW} --\n+++\nauthor = 1\n+++\n", f"{NEW}:1:1", "GW114", ("TOML", "goodword import")),
    Bad(
        "second document",
        "-- content/awards.yaml --\n- {id: a}\n---\n- {id: b}\n",
        "content/awards.yaml:2:1",
        "GW110",
        ("Delete the line",),
    ),
]

FIELDS = [
    Bad("unknown", quote("autor: Ana\nrole: x"), f"{NEW}:3:1", "GW201", ("`autor`", "Did you mean `author`?")),
    Bad(
        "unknown inside",
        quote("author: A\nsource: {plattform: G}"),
        f"{NEW}:4:10",
        "GW201",
        ("`source`", "`platform`?"),
    ),
    Bad(
        "unknown in consent",
        plain("author: A\nconsent: {granted: 2026-01-01, scopes: [quote]}"),
        f"{NEW}:3:32",
        "GW201",
        ("`scope`?",),
    ),
    Bad(
        "unknown scope",
        plain("author: A\nconsent: {granted: 2026-01-01, scope: [quotes]}"),
        f"{NEW}:3:40",
        "GW208",
        ("`quote`?",),
    ),
    Bad("consent of yes", plain("author: A\nconsent: yes"), f"{NEW}:3:10", "GW205", ("a group of fields", "`granted`")),
    Bad(
        "granted yes",
        plain("author: A\nconsent: {granted: yes}"),
        f"{NEW}:3:20",
        "GW206",
        ("the day on which the person said yes",),
    ),
    Bad(
        "expires first",
        plain("author: A\nconsent: {granted: 2026-01-01, expires: 2025-01-01}"),
        f"{NEW}:3:41",
        "GW228",
        ("lies before", "Correct"),
    ),
    Bad("American date", quote("author: A\ndate: 05/31/2026"), f"{NEW}:4:7", "GW206", ("Write `2026-05-31`",)),
    Bad("no such day", quote("author: A\ndate: 2026-02-30"), f"{NEW}:4:7", "GW207", ("2026-02-30", "Correct the date")),
    Bad("above the scale", quote("author: A\nrating: 9"), f"{NEW}:4:9", "GW225", ("is 9", "is 5", "`scale: 10`")),
    Bad("below zero", quote("author: A\nrating: -1"), f"{NEW}:4:9", "GW209", ("at least 0",)),
    Bad("endless", quote("author: A\nrating: 1e999"), f"{NEW}:4:9", "GW205", ("a number",)),
    Bad("comma for a point", quote("author: A\nrating: 4,5"), f"{NEW}:4:9", "GW205", ("`4.5`",)),
    Bad("rating of a scale", quote("author: A\nrating: 5/5"), f"{NEW}:4:9", "GW205", ("goes into `scale`",)),
    Bad("scale of nothing", quote("author: A\nrating: 0\nscale: 0"), f"{NEW}:5:8", "GW209", ("more than 0",)),
    Bad("text for a list", quote("author: A\ntags: one, two"), f"{NEW}:4:7", "GW213", ("`tags: [one, two]`",)),
    Bad("empty item", quote('author: A\ntags: [one, ""]'), f"{NEW}:4:13", "GW204", ("Delete the empty item",)),
    Bad(
        "too many tags",
        quote(f"author: A\ntags: [{', '.join(f't{n}' for n in range(2000))}]"),
        f"{NEW}:4:7",
        "GW212",
        ("2000", "1000"),
    ),
    Bad("list for text", quote("author: [A, B]"), f"{NEW}:3:9", "GW214", ("Write one text",)),
    Bad("fields for text", quote("author: {name: A}"), f"{NEW}:3:9", "GW214", ("Write one text",)),
    Bad("yes for true", quote("author: A\nfeatured: yes"), f"{NEW}:4:11", "GW205", ("Write `true`",)),
    Bad("status", quote("author: A\nstatus: publish"), f"{NEW}:4:9", "GW208", ("`published`?",)),
    Bad("relationship", quote("author: A\nrelationship: friend"), f"{NEW}:4:15", "GW208", ("`relative`",)),
    Bad(
        "address",
        quote("author: A\ncompany_url: www.x.example"),
        f"{NEW}:4:14",
        "GW215",
        ("`https://`", "whole address"),
    ),
    Bad("script address", quote('author: A\ncompany_url: "javascript:x()"'), f"{NEW}:4:14", "GW215", ("`https://`",)),
    Bad("checked, but when", quote("author: A\nverified: {method: call}"), f"{NEW}:4:1", "GW203", ("`verified.date`",)),
    Bad("id of its own", quote("author: A\nid: other"), f"{NEW}:4:5", "GW220", ("`new`", "`other`", "rename the file")),
    Bad("words twice", quote("author: A\nquote: Hi"), f"{NEW}:4:1", "GW222", ("Keep one of the two",)),
    Bad("no words", quote("author: A", ""), f"{NEW}:1:1", "GW221", ("below the second `---`",)),
    Bad("nobody", quote("author:"), f"{NEW}:1:1", "GW223", ("Add `author`",)),
    Bad("control character", quote('author: "A\\x07B"'), f"{NEW}:3:9", "GW217", ("U+0007", "Delete it")),
    Bad("turned direction", quote("author: A\u202eB"), f"{NEW}:3:9", "GW217", ("U+202E",)),
    Bad("two lines", quote('author: "A\\nB"'), f"{NEW}:3:9", "GW218", ("Join the lines",)),
    Bad("too long", quote("author: A", "x" * 200_001), f"{NEW}:5:1", "GW211", ("200000", "split it")),
    Bad(
        "award without a year",
        "-- content/awards.yaml --\n- {id: a, name: A, awarder: B}\n",
        "content/awards.yaml:1:3",
        "GW224",
        ("`year: 2026`",),
    ),
    Bad(
        "award of no year",
        "-- content/awards.yaml --\n- {id: a, name: A, awarder: B, year: soon}\n",
        "content/awards.yaml:1:38",
        "GW205",
        ("whole number",),
    ),
    Bad(
        "award of 1066",
        "-- content/awards.yaml --\n- {id: a, name: A, awarder: B, year: 1066}\n",
        "content/awards.yaml:1:38",
        "GW209",
        ("1900",),
    ),
    Bad(
        "award of nobody",
        "-- content/awards.yaml --\n- {id: a, name: A, year: 2020}\n",
        "content/awards.yaml:1:3",
        "GW203",
        ("`awarder`",),
    ),
    Bad(
        "partner without address",
        "-- content/partners.yaml --\n- {id: s, name: S}\n",
        "content/partners.yaml:1:3",
        "GW203",
        ("`url`",),
    ),
    Bad(
        "partner's contact",
        "-- content/partners.yaml --\n- {id: s, name: S, url: 'https://s.example', contact: Joe}\n",
        "content/partners.yaml:1:46",
        "GW202",
        ("private/partners.csv",),
    ),
    Bad(
        "article without title",
        "-- content/articles/a.md --\n---\ndate: 2026-01-01\n---\nx\n",
        "content/articles/a.md:1:1",
        "GW203",
        ("`title`",),
    ),
    Bad(
        "page",
        "-- content/pages/p.md --\n---\ntitle: T\nnav: sure\n---\nx\n",
        "content/pages/p.md:3:6",
        "GW205",
        ("`true` or `false`",),
    ),
    Bad(
        "case without customer",
        "-- content/case-studies/x.md --\n---\ntitle: T\n---\nx\n",
        "content/case-studies/x.md:1:1",
        "GW203",
        ("`customer`",),
    ),
    Bad(
        "result without label",
        "-- content/case-studies/x.md --\n---\ntitle: T\ncustomer: C\ntypical: t\nresults: [{after: 2}]\n---\n",
        "content/case-studies/x.md:5:11",
        "GW203",
        ("`results.label`",),
    ),
    Bad(
        "step of a timeline",
        "-- content/case-studies/x.md --\n---\ntitle: T\ncustomer: C\ntimeline: [March]\n---\n",
        "content/case-studies/x.md:4:12",
        "GW205",
        ("`when`, `what`",),
    ),
]


@pytest.mark.parametrize("bad", YAML, ids=str)
def test_front_matter_that_cannot_be_read(broken: Broken, bad: Bad) -> None:
    broken(bad)


@pytest.mark.parametrize("bad", FIELDS, ids=str)
def test_fields_that_are_wrong(broken: Broken, bad: Bad) -> None:
    broken(bad)


def test_as_a_person_runs_it(good: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    told = break_site(good, site, EIGHT[0])
    result = run("build", cwd=site)
    assert (result.exit_code, result.stderr, result.stdout) == (1, told, "")


MANY = """
-- site.yaml --
name: Tandem
url: https://tandem.example
languages: [en, es]
-- content/advocates.csv --
id,public_name,code
ana,Ana,k7wq2mzp
bo,Bo,k7wq2mzp
-- content/articles/rain.md --
---
title: Rain
---
![A coat](coat.png)
-- content/pages/team.md --
---
title: The team
slug: testimonials
---
Two people.
-- content/program.yaml --
name: Bring a friend
messages:
  whatsapp: Look at {lnk}
-- content/testimonials/ana.md --
---
author: "Ana
---
Hi.
-- content/testimonials/bo.md --
---
autor: Bo
rating: six
advocate: b
---
Hi.
-- themes/default/templates/page.html --
{{ page.title }
-- themes/default/i18n/es.po --
msgid "Testimonials"
msgstr "Testimonios
"""
EXPECTED = [
    ("content/advocates.csv", 3, "GW353"),
    ("content/articles/rain.md", 4, "GW510"),
    ("content/pages/team.md", 3, "GW306"),
    ("content/program.yaml", 3, "GW360"),
    ("content/testimonials/ana.md", 2, "GW104"),
    ("content/testimonials/bo.md", 1, "GW223"),
    ("content/testimonials/bo.md", 2, "GW201"),
    ("content/testimonials/bo.md", 3, "GW205"),
    ("themes/default/i18n/es.po", 2, "GW605"),
    ("themes/default/templates/page.html", 1, "GW603"),
]


def test_all_problems_come_in_one_run_sorted_and_the_same_in_every_format(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", MANY)
    as_json = run("build", "--format", "json", cwd=site)
    assert as_json.exit_code == 1
    problems = as_json.document["problems"]
    assert [(p["path"], p["line"], p["code"]) for p in problems] == EXPECTED
    assert as_json.document["counts"]["error"] == len(EXPECTED)
    for problem in problems:
        assert f"{problem['path']}:{problem['line']}:{problem['column'] or 1}: {problem['code']}: " in as_json.stderr
        assert problem["message"] in as_json.stderr
        assert problem["hint"] in as_json.stderr
    as_github = run("build", "--format", "github", cwd=site)
    annotations = as_github.stdout.splitlines()
    assert len(annotations) == len(EXPECTED)
    for line, (path, number, code) in zip(annotations, EXPECTED, strict=True):
        assert line.startswith(f"::error file={path},line={number},")
        assert f"title={code}::" in line
    assert json.dumps(problems) == json.dumps(run("build", "--format", "json", cwd=site).document["problems"])
    assert not (site / "output").exists()


def test_a_reference_to_a_broken_entry_is_not_told_as_missing(broken: Broken) -> None:
    told = broken(
        Bad("code", f"{ADVOCATES}ana,Ana,\nbo,Bo,h4t9xbnc\n", "content/advocates.csv:2:1", "GW203", ("goodword codes",))
    )
    assert "does not exist" not in told
    assert told.rstrip().endswith("1 error.")


def test_what_is_mended_builds(good: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    break_site(good, site, EIGHT[0])
    (site / NEW).unlink()
    assert run("build", cwd=site).exit_code == 0
    assert tree(site / "output").keys() == tree(good / "output").keys()
