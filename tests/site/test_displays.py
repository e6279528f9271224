"""Displays of proof on whole sites: what they show, what they may not, what is said beside it, and when they change."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import build, run

Make = Callable[[str], Path]

WIDE = "[quote, name, role, company, photo, logo, video, translate, results]"


def quote(name: str, words: str, more: str = "", scope: str = WIDE) -> str:
    """One testimonial, said by somebody whose name is made of the id."""
    return f"""
-- content/testimonials/{name}.md --
---
author: {name.title()} Quoin
{more}
consent: {{granted: 2026-01-01, scope: {scope}}}
---
{words}
"""


def page(body: str, path: str = "content/pages/proof.md") -> str:
    return f"\n-- {path} --\n---\ntitle: Proof\n---\n{body}\n"


THREE = (
    quote("ana", "Words of Ana.", "company: Anvil\nindustry: bakeries\nrating: 5\ndate: 2026-03-01\ntags: [nights]")
    + quote("ben", "Words of Ben.", "company: Bolt\nindustry: museums\nrating: 3\ndate: 2026-02-01\nfeatured: true")
    + quote("cleo", "Words of Cleo.", "company: Clasp\nindustry: bakeries\nrating: 4\ndate: 2026-01-01")
)
STORY = """
-- content/case-studies/anvil.md --
---
title: The story of Anvil
customer: Anvil
industry: bakeries
typical: Others save a tenth.
results:
  - {label: Time, before: 55, after: 12, unit: min, period: May and June, method: by the clock}
consent: {granted: 2026-01-01, scope: [quote, company, results, logo]}
---
BODY
"""


def order(html: str) -> list[str]:
    return re.findall(r"Words of (\w+)", html)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("wall", ["Ana", "Ben", "Cleo"]),
        ("wall limit=2", ["Ana", "Ben"]),
        ("wall industry=bakeries", ["Ana", "Cleo"]),
        ('list industry="Bakeries, museums" rating=4', ["Ana", "Cleo"]),
        ("list order=oldest", ["Cleo", "Ben", "Ana"]),
        ("carousel order=rating", ["Ana", "Cleo", "Ben"]),
        ("wall featured=yes", ["Ben"]),
        ("wall tag=nights", ["Ana"]),
        ("wall cleo ana", ["Cleo", "Ana"]),
        ("wall cleo ana order=newest", ["Ana", "Cleo"]),
        ("quote cleo", ["Cleo"]),
        ("pull industry=museums", ["Ben"]),
    ],
)
def test_a_display_shows_what_it_asks_for(site: Make, line: str, shown: list[str]) -> None:
    html = build(site(THREE + page(f"Before.\n\n{{{{ {line} }}}}\n\nAfter."))).read("/proof/")
    assert order(html) == shown
    assert html.index("<p>Before.</p>") < html.index("Words of") < html.index("<p>After.</p>")
    assert "{{" not in html


def test_articles_and_case_studies_have_them_too_and_words_of_others_do_not(site: Make) -> None:
    text = THREE + page("{{ quote ben }}", "content/articles/one.md") + STORY.replace("BODY", "{{ figures anvil }}")
    out = build(site(text + quote("dan", "Words of Dan.\n\n{{ wall }}")))
    assert order(out.read("/articles/one/")) == ["Ben"]
    assert "{{ wall }}" in out.read("/testimonials/dan/")
    told = out.read("/case-studies/anvil/")
    changes = told[told.index('<figure class="changes"') :]
    for needed in ("55", "12", "min", "May and June", "How it was measured: by the clock", "Others save a tenth."):
        assert needed in changes[: changes.index("</figure>")]


def test_feeds_and_cards_hold_the_text_without_its_displays(site: Make) -> None:
    body = "---\ntitle: One\ndate: 2026-05-01\n---\n{{ wall }}\n\nWhat I mean.\n"
    out = build(site(f"{THREE}\n-- content/articles/one.md --\n{body}"))
    for path in ("/feed.xml", "/feed.json", "/articles/"):
        data = out.read(path)
        assert "What I mean." in data
        assert not re.search(r"display[0-9a-f]{24}", data)
    assert not re.search(r"display[0-9a-f]{24}", out.read("/articles/one/"))


def test_what_is_hidden_stays_hidden_and_is_told(site: Make) -> None:
    gone = quote("dora", "Marker-Words.").replace("granted: 2026-01-01", "granted: 2026-01-01, withdrawn: 2026-05-05")
    out = build(site(THREE + gone + page("{{ wall dora ana }}\n\n{{ quote dora }}")))
    assert order(out.read("/proof/")) == ["Ana"]
    assert out.holding("Marker") == []
    assert out.result.codes.count("GW539") == 2
    assert (
        "content/pages/proof.md:4:9: GW539: The testimonial `dora` is not shown here: consent was" in out.result.stderr
    )
    assert "GW540" not in out.result.stderr


def test_elements_without_their_scope_are_not_shown(site: Make) -> None:
    shy = quote("eve", "Words of Nobody.", "role: Baker\ncompany: Marker-Company", scope="[quote, role]")
    out = build(site(shy + page("{{ quote eve }}\n\n{{ carousel }}")))
    assert "Baker" in out.read("/proof/")
    assert out.holding("Marker-Company") == []
    assert out.holding("Quoin") == []


@pytest.mark.parametrize("line", ["wall", "list", "carousel", "quote paid", "pull paid", "video paid"])
def test_what_was_paid_is_said_beside_the_words(site: Make, line: str) -> None:
    folder = site(
        quote("paid", "I would say that again.", "incentive: a cake\nvideo: {file: a.webm, transcript: Said aloud.}")
        + page(f"{{{{ {line} }}}}")
    )
    (folder / "content/testimonials/a.webm").write_bytes(b"\x1aE\xdf\xa3webm")
    html = build(folder).read("/proof/")
    figures = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
    assert len(figures) == 1
    assert "Received for this testimonial: a cake." in figures[0]
    assert figures[0].index("Received") < figures[0].index("<a ")
    assert run("check", cwd=folder).exit_code == 0


def test_how_they_were_chosen_stands_below_them(site: Make) -> None:
    html = build(site(THREE + page("{{ wall industry=bakeries rating=4 }}"))).read("/proof/")
    basis = re.search(r'<p class="basis">(.*?)</p>', html)
    assert basis is not None
    assert "bakeries, 4 stars or more. 2 of 3 collected testimonials are shown here" in basis[1]
    assert 'href="/review-policy/"' in basis[1]


@pytest.mark.parametrize("display", ["wall", "list", "carousel"])
def test_the_best_are_never_picked_in_silence(site: Make, display: str) -> None:
    folder = site(THREE + page(f"{{{{ {display} order=rating limit=1 }}}}"))
    assert re.search(r'<p class="basis">the best rated first\. 1 of 3 collected', build(folder).read("/proof/"))


def test_ratings_are_of_everybody_and_counted(site: Make) -> None:
    ten = quote("dan", "Words of Dan.", "rating: 9\nscale: 10")
    out = build(
        site(THREE + ten + quote("eve", "Words of Eve.") + page("{{ rating }}\n\n{{ rating industry=bakeries }}"))
    )
    all_of_them, bakers = re.findall(
        r'<div class="display is-rating".*?class="basis".*?</p>', out.read("/proof/"), re.DOTALL
    )
    assert "4.1 out of 5" in all_of_them  # (5 + 3 + 4 + 4.5) / 4
    assert re.findall(r"<b>(\d)</b>", all_of_them) == ["1", "2", "1", "0", "0"]
    assert "The average of 4 ratings. 5 of 5 collected testimonials are shown on this site." in all_of_them
    assert "4.5 out of 5" in bakers
    assert "bakeries. The average of 2 ratings." in bakers
    assert out.holding("aggregateRating") == []


def test_words_are_those_of_the_page_s_language(site: Make) -> None:
    more = "language: de\ntranslations: {en: {quote: Words of Translation., translator: Tim}}"
    text = "\n-- site.yaml --\nname: Tandem\nurl: https://tandem.example\nlanguages: [en, es]\n" + quote(
        "ger", "Worte, auf Deutsch gesagt.", more
    )
    out = build(site(text + page("{{ wall }}") + page("{{ wall }}", "content/pages/proof.es.md")))
    assert "Words of Translation." in out.read("/proof/")
    assert "Translated from German by Tim." in out.read("/proof/")
    assert '<blockquote lang="de"' in out.read("/es/proof/")
    folder = site(text + page("{{ wall language=en }}") + page("{{ wall language=es }}", "content/pages/proof.es.md"))
    out = build(folder)
    assert "Words of Translation." in out.read("/proof/")
    assert 'class="display' not in out.read("/es/proof/")
    assert "content/pages/proof.es.md:4:1: GW540" in out.result.stderr


def test_a_case_study_never_tells_whose_words_without_a_name_are(site: Make) -> None:
    shy = quote("shy", "Words of Nobody.", "company: Anvil\nrole: Baker", scope="[quote, role]")
    for line, codes in (("wall", []), ("quote shy", ["GW539"])):
        out = build(site(THREE + shy + STORY.replace("BODY", f"{{{{ {line} }}}}") + page("{{ wall }}")))
        assert "Words of Nobody" not in out.read("/case-studies/anvil/")
        assert "Words of Nobody" in out.read("/proof/")
        assert [code for code in out.result.codes if code == "GW539"] == codes


PARTNER = """
-- content/partners.yaml --
- id: shed
  name: Anvil
  url: https://anvil.example/
  consent: {granted: 2026-01-01, scope: [company]}
  body: |
    Before.

    {{ LINE }}

    After.
"""


def test_the_text_of_a_partner_has_displays_and_never_tells_whose_words_without_a_name_are(site: Make) -> None:
    shy = quote("shy", "Words of Nobody.", "company: Anvil\nrole: Baker", scope="[quote, role]")
    for line, shown, codes in (
        ("wall", ["Ana", "Ben", "Cleo"], []),
        ("list shy cleo", ["Cleo"], ["GW539"]),
        ("quote ben", ["Ben"], []),
    ):
        folder = site(THREE + shy + PARTNER.replace("LINE", line) + page("{{ wall }}"))
        out = build(folder)
        html = out.read("/partners/shed/")
        assert order(html) == shown
        assert html.index("<p>Before.</p>") < html.index("Words of") < html.index("<p>After.</p>")
        assert "/displays." in html and "{{" not in html
        assert "Words of Nobody" in out.read("/proof/")
        assert [code for code in out.result.codes if code == "GW539"] == codes
        told = run("explain", "shed", "--format", "json", cwd=folder).document["facts"]["explanations"][0]
        assert {"ana", "ben", "cleo"} & {one["id"] for one in told["sources"]} == {name.lower() for name in shown}


def test_a_mistake_in_the_text_of_a_partner_is_told_with_its_place(site: Make) -> None:
    result = run("build", cwd=site(THREE + PARTNER.replace("LINE", "wal")))
    assert re.search(r"content/partners\.yaml:\d+:\d+: GW530", result.stderr)
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("line", "code", "column", "told"),
    [
        ("wal", "GW530", 4, "Did you mean `wall`?"),
        ("wall anna", "GW538", 9, "Did you mean `ana`?"),
        ("figures anvul", "GW538", 12, "There is no case study `anvul`"),
        ("wall industry=bakerys", "GW536", 9, "Did you mean `bakeries`?"),
        ("rating product=pres", "GW536", 11, "This site has none yet"),
        ("wall language=fr", "GW536", 9, "Known: `en`"),
        ("wall limit=0", "GW536", 9, "from 1 to 100"),
        ("wall limit=many", "GW536", 9, "from 1 to 100"),
        ("wall limit=6,7", "GW536", 9, "one value"),
        ("wall limit=0000019", "", 0, ""),
        ("wall limit=00000199", "GW536", 9, "from 1 to 100"),
        (f"wall limit=000001{'9' * 5000}", "GW536", 9, "from 1 to 100"),
        ("wall order=newset", "GW536", 9, "Did you mean `newest`?"),
        ("cases order=rating", "GW536", 10, "`newest`, `oldest`"),
        ("wall rating=4.5", "GW536", 9, "`5`"),
        ("wall featured=no", "GW536", 9, "It can be `yes`."),
        ("wall ana", "", 0, ""),
    ],
)
def test_mistakes_are_errors_with_their_place(site: Make, line: str, code: str, column: int, told: str) -> None:
    folder = site(THREE + STORY.replace("BODY", "Text.") + page(f"{{{{ {line} }}}}"))
    result = run("build", cwd=folder)
    assert result.codes == ([code] if code else [])
    assert result.exit_code == (1 if code else 0)
    if code:
        assert f"content/pages/proof.md:4:{column}: {code}" in result.stderr
        assert told in " ".join(result.stderr.split())
        assert not (folder / "output/index.html").exists()


def test_every_mistake_is_told_in_one_run_at_the_line_where_it_was_written(site: Make) -> None:
    body = (
        "Text.\n{{ wal }}\n\nA [link](nowhere.md).\n\n<details>\n{{ wall }}\n</details>\n\nSay {{ wall }}.\n\n{{ wall"
    )
    result = run("build", cwd=site(THREE + page(body)))
    found = re.findall(r"content/pages/proof\.md:(\d+):\d+: (GW\d+)", result.stderr)
    assert sorted(found, key=lambda one: int(one[0])) == [
        ("5", "GW530"),
        ("7", "GW501"),
        ("10", "GW541"),
        ("13", "GW541"),
        ("15", "GW531"),
    ]


def test_nothing_to_show_is_nothing_on_the_page_and_a_warning(site: Make) -> None:
    out = build(
        site(quote("ana", "Words of Ana.") + page("{{ rating }}\n\n{{ video }}\n\n{{ logos }}\n\n{{ awards }}"))
    )
    assert 'class="display' not in out.read("/proof/")
    assert out.result.codes == ["GW540"] * 4
    told = " ".join(out.result.stderr.split())
    for wanted in ("with a `rating`", "with a `video`", "the scope `logo`", "The site shows 0 awards."):
        assert wanted in told


def test_a_display_follows_what_it_shows_and_nothing_else(site: Make) -> None:
    folder = site(THREE + page("{{ wall industry=bakeries }}") + page("Words.", "content/pages/other.md"))
    build(folder)
    proof, other = folder / "output/proof/index.html", folder / "output/other/index.html"

    def rewritten(change: str) -> tuple[bool, bool]:
        before = [path.stat().st_mtime_ns for path in (proof, other)]
        site(change)
        build(folder)
        after = [path.stat().st_mtime_ns for path in (proof, other)]
        return before[0] != after[0], before[1] != after[1]

    changed = quote("ben", "Words of Benedict.", "company: Bolt\nindustry: museums\nrating: 3\ndate: 2026-02-01")
    assert rewritten(changed) == (False, False)
    assert rewritten(quote("dan", "Words of Dan.", "industry: bakeries\ndate: 2026-06-01")) == (True, False)
    assert order(proof.read_text()) == ["Dan", "Ana", "Cleo"]
    withdrawn = quote("ana", "Words of Ana.", "industry: bakeries").replace("granted: 2026-01-01", "granted: no")
    assert rewritten(withdrawn) == (True, False)
    assert order(proof.read_text()) == ["Dan", "Cleo"]
    template = "\n-- themes/default/templates/displays/wall.html --\n<p>{{ item.quotes|length }} bakers</p>\n"
    assert rewritten(template)[0]
    assert "<p>2 bakers</p>" in proof.read_text()


def test_explain_names_what_a_display_shows(site: Make) -> None:
    folder = site(THREE + page("{{ wall industry=bakeries }}"))
    build(folder)
    told = run("explain", "/proof/", cwd=folder).stderr + run("explain", "/proof/", cwd=folder).stdout
    assert "testimonial `ana` (content/testimonials/ana.md:" in told
    assert "testimonial `cleo`" in told
    assert "testimonial `ben`" not in told
