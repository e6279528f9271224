"""Pages in the languages that the theme brings along: translated words with their original, what is not translated."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sites import Output, build, run

Make = Callable[[str], Path]

OPEN = "consent: {granted: 2026-01-01, scope: [quote, name, role, company, page, translate, edit, results]}"
SITE = f"""
-- site.yaml --
name: Tandem
url: https://tandem.example
language: en
languages: [en, de, fr, pt, ar, ja]
tagline: {{en: Ovens that stay warm., de: "Öfen, die warm bleiben."}}
cta: {{label: {{en: Try one, ja: 試してみる}}, url: https://tandem.example/try}}
products: [{{id: oven, label: {{en: Oven, de: Ofen}}}}]
policies: {{reviews: {{chosen_by: {{en: the two of us}}, checked_by: {{en: a call, de: einen Anruf}}}}}}
-- content/testimonials/ana.md --
---
author: Ana Ruiz
role: Baker
company: Horno
product: oven
date: 2026-05-04
rating: 4.5
advocate: ana
incentive: A mug
original: It bake well.
translations:
  ar: {{quote: إنه يخبز جيدًا., role: خبازة, translator: Layla Noor}}
  ja: {{quote: よく焼けます。, role: パン職人, translator: Emi Sato}}
  de: {{quote: Er backt gut.}}
{OPEN}
---
It bakes well.
-- content/case-studies/horno.md --
---
title: Warm at four
customer: Horno
product: oven
quotes: [ana]
results: [{{label: Hours, before: 9 h, after: 7 h, value: -2, unit: h, period: May 2026, method: Meter}}]
typical: Most save an hour.
{OPEN}
---
Words.
-- content/case-studies/horno.ar.md --
---
title: دافئ في الرابعة
typical: أغلب العملاء يوفرون ساعة.
---
كلمات.
-- content/program.yaml --
name: Friends
advocate_reward: a free month
eligibility: Anyone.
limits: One each.
-- content/advocates.yaml --
- {{id: ana, public_name: Ana Ruiz, code: k7wq2mzp, language: ar, {OPEN}}}
- {{id: bo, public_name: Bo, code: h4t9xbnc, language: ja, message: Ask me., {OPEN}}}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Output:
    from sites import make_site

    return build(make_site(tmp_path_factory.mktemp("languages"), SITE))


def details(page: str) -> Iterator[str]:
    """What is folded beside a quote: summary and original."""
    yield from re.findall(r'<details class="original">(.*?)</details>', page, re.DOTALL)


@pytest.mark.parametrize(
    "path", ["/ar/", "/ar/testimonials/", "/ar/testimonials/ana/", "/r/k7wq2mzp/", "/ar/case-studies/horno/"]
)
def test_translated_words_are_marked_with_the_original_one_click_away(made: Output, path: str) -> None:
    page = made.read(path)
    assert re.search(r'<blockquote lang="ar" dir="rtl">\s*<p>إنه يخبز جيدًا\.</p>', page)
    translated, edited = details(page)
    assert "Layla Noor" in translated.split("</summary>")[0]
    assert re.search(r'<blockquote lang="en" dir="ltr">\s*<p>It bakes well\.</p>', translated)
    assert re.search(r'<blockquote lang="en" dir="ltr">\s*<p>It bake well\.</p>', edited)
    assert "المقابل المستلم عن هذا الرأي: A mug." in page


def test_a_translation_without_a_translator_names_the_language(made: Output) -> None:
    translated, _ = details(made.read("/de/testimonials/ana/"))
    assert "Übersetzt aus: Englisch." in translated


def test_dates_numbers_and_separators_are_those_of_the_language(made: Output) -> None:
    german, arabic, japanese, french = (made.read(f"/{tag}/testimonials/ana/") for tag in ("de", "ar", "ja", "fr"))
    assert "4. Mai 2026" in german
    assert "4,5 von 5" in german
    assert "4 مايو 2026" in arabic
    assert ">خبازة</bdi>، <bdi>Horno" in arabic
    assert "2026年5月4日" in japanese
    assert ">パン職人</bdi>、<bdi>Horno" in japanese
    assert "Reçu pour ce témoignage\u00a0: A mug." in french
    assert "この声に対する謝礼\uff1aA mug。" in japanese


def test_every_page_says_its_language_and_direction_and_all_its_versions(made: Output) -> None:
    for tag in ("de", "fr", "pt", "ar", "ja"):
        page = made.read(f"/{tag}/testimonials/ana/")
        assert f'<html lang="{tag}" dir="{"rtl" if tag == "ar" else "ltr"}"' in page
        found = re.findall(r'hreflang="([\w-]+)" href="https://tandem.example/(\w*)', page)
        assert [language for language, _ in found] == ["en", "de", "fr", "pt", "ar", "ja", "x-default"]
    assert '<html lang="ar" dir="rtl"' in made.read("/r/k7wq2mzp/")


def test_texts_of_the_site_in_another_language_say_in_which(made: Output) -> None:
    arabic, german, french = made.read("/ar/"), made.read("/de/"), made.read("/fr/testimonials/ana/")
    assert '<h1 class="tagline"><bdi><bdi lang="en" dir="ltr">Ovens that stay warm.</bdi></bdi></h1>' in arabic
    assert '<h1 class="tagline"><bdi>Öfen, die warm bleiben.</bdi></h1>' in german
    assert '<meta name="description" content="Ovens that stay warm.">' in arabic
    assert '><bdi lang="en" dir="ltr">Try one</bdi></a>' in arabic
    assert ">試してみる</a>" in made.read("/ja/")
    assert '<bdi lang="en" dir="ltr">Oven</bdi>' in french
    assert '<bdi lang="en" dir="ltr">the two of us</bdi>، التحقق: <bdi lang="en" dir="ltr">a call</bdi>.' in arabic
    assert 'ausgewählt von: <bdi lang="en" dir="ltr">the two of us</bdi>, geprüft durch: einen Anruf.' in german
    assert 'content="يُعرض هنا 1 من أصل رأي واحد جُمع، الاختيار: the two of us، التحقق: a call."' in made.read(
        "/ar/review-policy/"
    )


def test_words_of_a_page_inside_a_story_in_another_language_keep_theirs(made: Output) -> None:
    landing = made.read("/r/h4t9xbnc/")
    assert '<article class="case-feature" lang="en" dir="ltr">' in landing
    typical = '<bdi lang="en" dir="ltr">Most save an hour.</bdi>'
    assert f'<p class="disclosure" lang="ja" dir="ltr">一般的な結果の目安\uff1a{typical}</p>' in landing
    figures = '<bdi lang="en" dir="ltr">9 h</bdi>から<bdi lang="en" dir="ltr">7 h</bdi>へ'
    assert f'<dd lang="ja" dir="ltr">{figures}</dd>' in landing
    assert 'lang="ar" dir="rtl"' not in made.read("/r/k7wq2mzp/").split('class="case-feature"')[1].split("<dd>")[1]


def test_what_an_advocate_wrote_runs_as_it_begins(made: Output) -> None:
    assert re.search(r'<div class="message" dir="auto"><p>Ask me\.</p>', made.read("/r/h4t9xbnc/"))


def test_the_size_of_a_quote_is_the_room_that_it_takes(site: Make) -> None:
    quotes = [
        f"-- content/testimonials/{language}.md --\n---\nauthor: A\nlanguage: {language}\n{OPEN}\n---\n{sign * 100}\n"
        for language, sign in (("ja", "焼"), ("en", "o"))
    ]
    made = build(site("".join(quotes)))
    assert "is-whole is-medium" in made.read("/testimonials/ja/")
    assert "is-whole is-short" in made.read("/testimonials/en/")


AUSTRIAN = SITE.replace("  de: {quote: Er backt gut.}", "  de-AT: {quote: Er bäckt guad., translator: Resi}").replace(
    'de: "Öfen, die warm bleiben."', 'de-AT: "Öfen, was warm bleiben."'
)


def test_words_for_another_region_serve_before_those_of_another_language(site: Make) -> None:
    page = "-- content/pages/walls.de.md --\n---\ntitle: W\nlanguage: de\n---\n{{ wall language=de }}\n"
    folder = site(AUSTRIAN + "-- content/pages/walls.md --\n---\ntitle: W\n---\nWords.\n" + page)
    made = build(folder)
    quote = made.read("/de/testimonials/ana/")
    assert '<blockquote lang="de-AT" dir="ltr">' in quote and "Er bäckt guad." in quote
    assert "Englisch" in quote and "Resi" in quote
    assert "It bakes well." in quote, "the words as they were said, one click away"
    assert re.search(r'lang="de-AT"[^>]*>Öfen, was warm bleiben\.', made.read("/de/"))
    assert "Er bäckt guad." in made.read("/de/walls/")
    for path in ("/fr/testimonials/ana/", "/testimonials/ana/"):
        assert "guad" not in made.read(path)
    (entry,) = json.loads(made.read("/api/testimonials.json"))["testimonials"]
    assert [one["language"] for one in entry["translations"]] == ["ar", "de-AT", "ja"]
    told = run("check", "--format", "json", cwd=folder).document["problems"]
    lacking = [re.search(r"testimonials have no version in `(\w+)`", one["message"]) for one in told]
    assert sorted(match[1] for match in lacking if match) == ["fr", "pt"]


@pytest.mark.parametrize(
    ("translations", "language", "shown"),
    [
        ("de-AT: {quote: Oida.}\n  de: {quote: Nun.}", "en", "de"),
        ("de-AT: {quote: Oida.}\n  de-CH: {quote: Grüezi.}", "en", "de-AT"),
        ("de-AT: {quote: Oida.}", "de-CH", "de-CH"),
        ("de: {quote: Nun.}", "de-CH", "de"),
    ],
)
def test_the_nearest_words_are_shown(site: Make, translations: str, language: str, shown: str) -> None:
    """The language itself, else how they were said, else the language without a region, else another region."""
    text = re.sub(
        r"translations:\n.*?\n(?=consent)",
        f"translations:\n  {translations}\nlanguage: {language}\n",
        SITE,
        count=1,
        flags=re.DOTALL,
    )
    made = build(site(text))
    assert f'<blockquote lang="{shown}"' in made.read("/de/testimonials/ana/")


def test_an_edited_text_in_one_language_makes_its_pages_only(site: Make) -> None:
    folder = site(SITE)
    build(folder)
    settings = folder / "site.yaml"
    settings.write_text(settings.read_text().replace("Öfen, die warm bleiben.", "Warme Öfen."))
    again = build(folder)
    assert "Warme Öfen." in again.read("/de/")
    fresh = build(site(SITE.replace("Öfen, die warm bleiben.", "Warme Öfen.")), "--clean")
    assert again.files == fresh.files
