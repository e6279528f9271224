"""The search holds what pages show, in each language, with what must be said beside it; nothing unless asked for."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sites import Output, build, run

Make = Callable[[str], Path]
SITE = """
-- site.yaml --
name: Tandem
url: https://tandem.example/proof/
languages: [en, es]
search: true
industries: [{id: ovens, label: {en: Bakeries, es: Panaderías}}]
-- content/testimonials/ana.md --
---
author: Ana Lopez
role: Teacher
company: Vandrake
headline: It rides
industry: ovens
incentive: a 20 EUR voucher
date: 2026-02-01
translations: {es: {quote: "Rueda con *calma*.", headline: Rueda, role: Maestra, translator: Ida Roth}}
consent: {granted: 2026-01-01, scope: [SCOPES]CONSENT}
---
It *rides* quietly for &lt;us> & everybody.
-- content/testimonials/bo.md --
---
role: Baker
language: es
date: 2026-01-01
consent: {granted: 2026-01-01, scope: [quote, role]}
---
Sube la cuesta.
-- content/case-studies/mill.md --
---
title: Twice as fast
customer: Molino
industry: ovens
summary: A mill that turns.
challenge: The *wheel* stood still.
solution: "We [oiled](https://oil.example) it."
results: [{label: Flour a day, before: 1 t, after: 2 t, period: one year, method: weighed}]
typical: Most mills gain a tenth.
quotes: [ana]
consent: {granted: 2026-01-01, scope: [quote, company, results]}
---
The long story of the mill.
-- content/case-studies/mill.es.md --
---
title: El doble
summary: Un molino que gira.
challenge: La rueda estaba parada.
---
La larga historia.
-- content/awards.yaml --
- {id: cup, name: Big Cup, awarder: The Guild, year: 2025, category: Wheels, rank: Gold, description: For turning.,
   entry_fee: 90 EUR}
- {id: old, name: Old Cup, awarder: The Guild, year: 2020, description: Long ago.,
   licence: {holder: Tandem, display_until: 2021-01-01}}
-- content/advocates.csv --
id,public_name,code,message,consent.granted,consent.scope
zed,Zed Marker,k7wq2mzp,Marker words,2026-01-01,page|name|quote
"""
ALL = "quote, name, role, company, translate"


def text(scopes: str = ALL, consent: str = "") -> str:
    return SITE.replace("SCOPES", scopes).replace("CONSENT", consent)


def finds(made: Output, language: str = "en") -> dict[str, Any]:
    """What can be found, by its address."""
    return {one["url"]: one for one in json.loads(made.files[f"api/search.{language}.json"])}


def test_it_is_off_unless_site_yaml_asks_for_it(site: Make) -> None:
    made = build(site(text().replace("search: true\n", "")))
    assert not [name for name in made.files if name.startswith(("search", "es/search", "api/search"))]
    assert "/search/" not in made.read("/testimonials/") + made.read("/")


def test_the_page_is_found_by_people_and_not_by_search_engines(site: Make) -> None:
    made = build(site(text()))
    for start in ("/", "/es/"):
        page = made.read(f"{start}search/")
        assert '<meta name="robots" content="noindex">' in page and 'rel="canonical"' not in page
        assert f'href="/proof{start}search/"' in made.read(f"{start}about/")  # in every footer
        assert f'href="/proof{start}search/" rel="search"' in made.read(f"{start}testimonials/")
        # without a script it leads to all that could be found
        for tail in ("testimonials/", "testimonials/industry/ovens/", "case-studies/", "awards/"):
            assert f'href="/proof{start}{tail}"' in page
        assert "<noscript>" in page
    assert "hreflang" in made.read("/testimonials/") and 'hreflang="x-default"' not in made.read("/search/")
    assert "/testimonials/" in made.read("/sitemap.xml") and "search" not in made.read("/sitemap.xml")


def test_each_language_has_its_words_as_its_pages_say_them(site: Make) -> None:
    made = build(site(text()))
    assert finds(made) == {
        "/proof/testimonials/ana/": {
            "kind": "quote",
            "url": "/proof/testimonials/ana/",
            "title": "It rides",
            "by": "Ana Lopez, Teacher, Vandrake",
            "text": "It rides quietly for <us> & everybody.",
            "notes": ["Received for this testimonial: a 20 EUR voucher."],
            "more": "Bakeries",
        },
        "/proof/testimonials/bo/": {
            "kind": "quote",
            "url": "/proof/testimonials/bo/",
            "title": "",
            "by": "Baker",
            "text": "Sube la cuesta.",
            "language": "es",
        },
        "/proof/case-studies/mill/": {
            "kind": "case",
            "url": "/proof/case-studies/mill/",
            "title": "Twice as fast",
            "by": "Molino",
            "text": "A mill that turns.\nFlour a day: 2 t, one year (from 1 t to 2 t).\nThe wheel stood still.\n"
            "We oiled it.\nThe long story of the mill.",
            "notes": ["What is usual: Most mills gain a tenth."],
            "more": "Bakeries",
        },
        "/proof/awards/#cup": {
            "kind": "award",
            "url": "/proof/awards/#cup",
            "title": "Big Cup",
            "by": "The Guild, 2025",
            "text": "Gold · Wheels · For turning.",
            "notes": ["Entry fee: 90 EUR."],
        },
        "/proof/awards/#past": {
            "kind": "award",
            "url": "/proof/awards/#past",
            "title": "Old Cup",
            "by": "The Guild, 2020",
            "text": "",
        },
    }
    spanish = finds(made, "es")
    ana, case = spanish["/proof/es/testimonials/ana/"], spanish["/proof/es/case-studies/mill/"]
    assert (ana["title"], ana["text"], ana["by"]) == ("Rueda", "Rueda con calma.", "Ana Lopez, Maestra, Vandrake")
    assert ana["more"] == "Panaderías" and "language" not in ana
    assert len(ana["notes"]) == 2 and "20 EUR" in ana["notes"][0] and "Ida Roth" in ana["notes"][1]
    assert case["title"] == "El doble" and "La rueda estaba parada." in case["text"] and "wheel" not in case["text"]
    assert spanish["/proof/awards/#cup".replace("/awards", "/es/awards")]["language"] == "en"


def test_nothing_of_advocates_can_be_found(site: Make) -> None:
    made = build(site(text()))
    assert made.read("/r/k7wq2mzp/")
    for name, data in made.files.items():
        if "search" in name:
            assert b"Marker" not in data and b"k7wq2mzp" not in data, name


@pytest.mark.parametrize(
    ("scopes", "gone"),
    [
        ("quote", ["Lopez", "Teacher", "Vandrake", "Rueda"]),
        ("quote, role, translate", ["Lopez", "Vandrake"]),
        ("quote, name", ["Teacher", "Maestra", "Vandrake", "Rueda"]),
        ("name, role, company", ["Lopez", "rides", "Rueda", "voucher"]),
    ],
)
def test_what_consent_does_not_cover_cannot_be_found(scopes: str, gone: list[str], site: Make) -> None:
    made = build(site(text(scopes)))
    words = made.files["api/search.en.json"] + made.files["api/search.es.json"]
    assert [word for word in gone if word.encode() in words] == []


@pytest.mark.parametrize("ended", [", withdrawn: 2026-06-01", ", expires: 2026-06-01"])
def test_who_withdraws_is_gone_with_the_next_build(ended: str, site: Make) -> None:
    folder = site(text())
    before = build(folder)
    assert b"Lopez" in before.files["api/search.en.json"]
    path = folder / "content/testimonials/ana.md"
    path.write_text(path.read_text().replace("translate]", f"translate]{ended}"))
    after = build(folder)
    for language in ("en", "es"):
        words = after.files[f"api/search.{language}.json"]
        assert b"Lopez" not in words and b"voucher" not in words and b"Molino" in words
    asked = [re.search(r'data-words="([^"]+)"', made.read("/search/")) for made in (before, after)]
    assert asked[0] and asked[1]
    first, second = asked[0][1], asked[1][1]
    assert first.startswith("/proof/api/search.en.json?v=") and first != second


def test_an_edit_gives_what_a_clean_build_gives(site: Make) -> None:
    folder = site(text())
    build(folder)
    assert ": 0 files written" in run("build", cwd=folder).stderr
    path = folder / "content/testimonials/bo.md"
    path.write_text(path.read_text().replace("Sube", "Baja"))
    once = build(folder).files
    assert "Baja la cuesta." in once["api/search.en.json"].decode()
    shutil.rmtree(folder / "output")
    shutil.rmtree(folder / ".goodword")
    assert build(folder).files == once


def test_a_page_by_hand_cannot_have_its_address(site: Make) -> None:
    by_hand = "-- content/pages/search.md --\n---\ntitle: Find\n---\nHere.\n"
    ended = run("build", cwd=site(text() + by_hand))
    assert ended.exit_code == 1 and "content/pages/search.md" in ended.stderr and "`search`" in ended.stderr
    alone = build(site(text().replace("search: true\n", "") + by_hand))
    assert "Here." in alone.read("/search/")


def test_a_draft_is_found_in_the_preview_only_and_says_why(site: Make) -> None:
    folder = site(text().replace("author: Ana Lopez", "author: Ana Lopez\nstatus: draft"))
    assert b"Lopez" not in build(folder).files["api/search.en.json"]
    assert run("build", "--drafts", cwd=folder).exit_code == 0
    words = json.loads((folder / ".goodword/preview/api/search.en.json").read_text())
    (ana,) = (one for one in words if one["url"] == "/proof/testimonials/ana/")
    assert "draft" in ana["notes"][0]


def test_explain_knows_it(site: Make) -> None:
    folder = site(text())
    build(folder)
    for path in ("/es/search/", "/api/search.en.json"):
        ended = run("explain", path, cwd=folder)
        assert ended.exit_code == 0 and "testimonial `ana`" in ended.stderr
