"""What other sites may show: nothing unless asked for, only what is shown here, and with what must be said first."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from goodword.outputs.embed_choice import embed_name
from sites import Output, build, run

Make = Callable[[str], Path]
VOUCHER = "Received for this testimonial: a 20 EUR voucher."
SITE = """
-- site.yaml --
name: Tandem
url: https://tandem.example/proof/
languages: [en, es]
embeds: {EMBEDS}
-- content/testimonials/ana-lopez.md --
---
author: Ana Lopez
role: Teacher
featured: true
incentive: a 20 EUR voucher
rating: 5
consent: {granted: 2026-01-01, scope: [quote, name, role]CONSENT}
---
It has "worked" for <us> & everybody since May.
-- content/testimonials/bo.md --
---
role: Baker
rating: 4
consent: {granted: 2026-01-01, scope: [quote, role]}
---
It rides.
-- content/testimonials/cy.md --
---
role: Miller
author: Cy Zimmermann
rating: 5
consent: {granted: 2026-01-01, scope: [quote, role]}
---
It turns.
"""
ANA = embed_name("ana-lopez")


def site_text(embeds: str = "{}", consent: str = "") -> str:
    return SITE.replace("{EMBEDS}", embeds).replace("CONSENT", consent)


def snippets(made: Output, page: str = "/embed/") -> dict[str, list[str]]:
    found = {}
    for section in made.read(page).split('<section class="choice" id="')[1:]:
        codes = re.findall(r"<pre[^>]*><code>(.*?)</code>", section, re.DOTALL)
        found[section.partition('"')[0]] = [html.unescape(code) for code in codes]
    return found


def test_without_embeds_no_page_can_be_framed_and_none_is_made(site: Make) -> None:
    made = build(site(site_text().replace("embeds: {}\n", "hosting: {target: netlify}\n")))
    assert not [name for name in made.files if name.startswith(("embed/", "es/embed/"))]
    assert "frame-ancestors *" not in made.read("_headers")
    assert "oembed" not in made.read("/testimonials/ana-lopez/")


def test_the_embeds_are_made_in_every_language_and_listed_nowhere(site: Make) -> None:
    made = build(site(site_text()))
    for start in ("", "es/"):
        for name in ("wall", "carousel", "badge", ANA):
            page = made.read(f"/embed/{start}{name}/")
            assert '<meta name="robots" content="noindex, indexifembedded">' in page
            assert f"/embed/{start}{name}/" not in made.read("/sitemap.xml")
    assert "It has" in made.read(f"/embed/{ANA}/") and "It rides." not in made.read(f"/embed/{ANA}/")
    canonical = '<link rel="canonical" href="https://tandem.example/proof/{}">'
    assert canonical.format("testimonials/ana-lopez/") in made.read(f"/embed/{ANA}/")
    assert canonical.format("es/testimonials/") in made.read("/embed/es/wall/")
    assert "embed" not in made.read("/sitemap.xml")
    assert not made.has("/embed/logos/")


def test_each_proofs_page_leads_programs_to_its_frame(site: Make) -> None:
    made = build(site(site_text()))
    for page, name in (("/testimonials/ana-lopez/", ANA), ("/testimonials/", "wall"), ("/es/testimonials/", "es/wall")):
        link = f'<link rel="alternate" type="application/json+oembed" href="https://tandem.example/proof/embed/{name}.json"'
        assert made.read(page).count(link) == 1
        record = json.loads(made.read(f"/embed/{name}.json"))
        assert (record["version"], record["type"], record["provider_name"]) == ("1.0", "rich", "Tandem")
        assert f'<iframe src="https://tandem.example/proof/embed/{name}/"' in record["html"]
        assert f'height="{record["height"]}"' in record["html"] and "<script" not in record["html"]
    assert json.loads(made.read(f"/embed/{ANA}.json"))["author_name"] == "Ana Lopez"
    assert "oembed" not in made.read("/testimonials/bo/")


def test_what_is_paid_for_is_said_first_in_every_form(site: Make) -> None:
    made = build(site(site_text()))
    for path in (f"/embed/{ANA}/", "/embed/wall/", "/embed/carousel/"):
        page = made.read(path)
        assert page.index(VOUCHER) < page.index("It has")
        assert re.search(r"<figure[^>]*>(?:(?!</figure>).)*" + VOUCHER, page, re.DOTALL)
    known = snippets(made)
    for name in (ANA, "wall", "carousel"):
        assert known[name][2].index(VOUCHER) < known[name][2].index("It has")
    told = "1 of them got something for it, or has other ties to Tandem."
    assert told in made.read("/embed/badge/")
    assert known["badge"][2].startswith(f"<p>{told}<br>")


def test_the_badge_counts_what_is_shown_and_does_not_round_up(site: Make) -> None:
    made = build(site(site_text()))
    assert "<b>4.6 out of 5</b> from 3 ratings" in made.read("/embed/badge/")
    assert "<b>4,6" in made.read("/embed/es/badge/")
    fewer = build(site(site_text().replace("rating: 4\n", "")))
    assert not fewer.has("/embed/badge/")


def test_plain_html_of_an_arabic_page_has_its_comma(site: Make) -> None:
    text = site_text().replace("languages: [en, es]", "languages: [en, ar]")
    assert "Ana Lopez، Teacher" in snippets(build(site(text)), "/ar/embed/")[ANA][2]


def test_plain_html_is_whole_and_safe(site: Make) -> None:
    plain = snippets(build(site(site_text())))[ANA][2]
    assert "<script" not in plain and "style=" not in plain
    assert '<blockquote cite="https://tandem.example/proof/testimonials/ana-lopez/" lang="en" dir="ltr">' in plain
    assert "<us>" not in plain
    assert '<cite><a href="https://tandem.example/proof/testimonials/ana-lopez/">Tandem</a></cite>' in plain


def test_no_form_has_a_style_or_code_of_its_own(site: Make) -> None:
    for codes in snippets(build(site(site_text()))).values():
        for code in codes:
            assert not re.search(r"\sstyle=|\son\w+=|<script(?! src=)", code)


def test_a_name_that_may_not_be_told_is_in_no_embed(site: Make) -> None:
    made = build(site(site_text()))
    assert "Miller" in made.read("/embed/wall/")
    assert made.holding("Zimmermann") == []


@pytest.mark.parametrize("ended", [", withdrawn: 2026-06-01", ", expires: 2026-06-01"])
def test_who_takes_a_permission_back_is_gone_with_the_next_build(site: Make, ended: str) -> None:
    folder = site(site_text())
    assert build(folder).holding("Ana Lopez")
    document = folder / "content/testimonials/ana-lopez.md"
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("role]", f"role]{ended}"), encoding="utf-8")
    made = build(folder)
    assert made.holding("Ana") == [] and not [name for name in made.files if "ana" in name and "banner" not in name]
    assert "These words are no longer published" in made.read(f"/embed/{ANA}/")
    assert not made.has(f"/embed/{ANA}.json")
    assert ANA not in made.read("/embed/")
    clean = build(site(site_text(consent=ended)))
    assert clean.files == made.files


def test_those_named_in_site_yaml_can_be_embedded_alone(site: Make) -> None:
    made = build(site(site_text("{testimonials: [bo]}")))
    assert made.has(f"/embed/{embed_name('bo')}/") and not made.has(f"/embed/{ANA}/")


def test_a_mistyped_id_is_told(site: Make) -> None:
    result = run("build", cwd=site(site_text("{testimonials: [bo, ana-lopes]}")))
    assert (result.exit_code, result.codes) == (1, ["GW302"])
    assert "ana-lopez" in result.stderr and "site.yaml:4" in result.stderr


def test_a_preview_says_that_it_is_one(site: Make) -> None:
    made = build(site(site_text(consent=", withdrawn: 2026-06-01")), "--drafts")
    page = made.read(f"/embed/{ANA}/")
    assert "This is a preview." in page and "Hidden in a real build: consent was withdrawn" in page
    assert 'content="noindex' in page and "indexifembedded" not in page


def test_check_finds_nothing_wrong_and_explain_knows_them(site: Make) -> None:
    folder = site(site_text())
    result = run("check", cwd=folder)
    assert result.exit_code == 0 and "GW960" not in result.stderr and "/embed" not in result.stderr
    told = run("explain", f"/embed/{ANA}/", cwd=folder)
    assert told.exit_code == 0 and "testimonial `ana-lopez` for other sites" in told.stdout + told.stderr


@pytest.mark.parametrize("style", ["directory", "file"])
def test_the_addresses_are_those_of_the_style(site: Make, style: str) -> None:
    made = build(site(site_text().replace("embeds:", f"urls: {style}\nhosting: {{target: netlify}}\nembeds:")))
    slash = "/" if style == "directory" else ""
    assert (
        f'<iframe src="https://tandem.example/proof/embed/wall{slash}"'
        in snippets(made, "/embed/" if style == "directory" else "/embed.html")["wall"][0]
    )


def test_nothing_changed_nothing_written(site: Make) -> None:
    folder = site(site_text())
    build(folder)
    assert ": 0 files written" in build(folder).result.stderr
