"""The example site in German, Arabic and Japanese: readable, accessible, in the right direction, at any size."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

import judges
import layout
from sites import EXAMPLE_DAY, Output, build, copy_example
from tabs import Tab

Open = Callable[..., Tab]

# Advocates of the example who read another language, and the pages that are looked at in each.
READERS = {"youssef-haddad": "ar", "aiko-morishita": "ja", "kwame-asante": "de"}
PAGES = {
    "ar": [
        "/ar/",
        "/ar/testimonials/aiko-morishita/",
        "/ar/case-studies/",
        "/ar/program/",
        "/ar/privacy/",
        "/r/phtxktcv/",
    ],
    "ja": ["/ja/", "/ja/testimonials/aiko-morishita/", "/ja/awards/", "/ja/review-policy/", "/r/xxpnfg8j/"],
    "de": ["/de/", "/de/testimonials/", "/de/program/", "/de/review-policy/", "/de/privacy/", "/r/ncvhfjpd/"],
}


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Output:
    folder = copy_example(tmp_path_factory.mktemp("spoken"), {"languages: [en, es]": "languages: [en, de, es, ar, ja]"})
    table = folder / "content/advocates.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "language": READERS.get(row["id"], row["language"])} for row in rows)
    quote = folder / "content/testimonials/aiko-morishita.md"
    text = quote.read_text(encoding="utf-8")
    arabic = "  ar:\n    quote: نحن مطعم صغير باثني عشر مقعدًا.\n    role: صاحبة المطعم\n    translator: Layla Noor\n"
    quote.write_text(text.replace("translations:\n", f"translations:\n{arabic}", 1), encoding="utf-8")
    return build(folder, today=EXAMPLE_DAY)


@pytest.mark.parametrize("language", PAGES)
def test_nobody_is_kept_out_in_any_language(
    language: str, spoken: Output, served: Callable[[Path], str], tab: Open
) -> None:
    address, opened, found = served(spoken.folder), tab(), {}
    page = opened.page
    for path in PAGES[language]:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.lang") == language
        assert page.evaluate("getComputedStyle(document.body).direction") == ("rtl" if language == "ar" else "ltr")
        layout.open_all(page)
        for width in (320, 390, 768, 1440) if language == "ar" else (320, 390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            wrong = layout.sticking_out(page) + layout.overlapping(page) + layout.cut_off(page)
            wrong += [] if width == 320 and language != "ar" else judges.axe(page)
            if wrong:
                found[path, width] = wrong
    assert found == {}
    assert (opened.foreign, opened.failed, opened.errors, opened.dialogs) == ([], [], [], [])


def test_arabic_begins_on_the_right_and_other_words_keep_their_side(
    spoken: Output, served: Callable[[Path], str], tab: Open
) -> None:
    page = tab(1440).page
    page.goto(served(spoken.folder) + "/ar/")
    middle = page.evaluate("innerWidth / 2")
    assert page.evaluate("document.querySelector('.brand').getBoundingClientRect().left") > middle
    assert page.evaluate("document.querySelector('.site-head .button').getBoundingClientRect().right") < middle
    assert page.eval_on_selector("h1 bdi[lang]", "e => [e.lang, getComputedStyle(e).direction]") == ["en", "ltr"]
    quote = "e => [getComputedStyle(e).direction, getComputedStyle(e).textAlign]"
    assert page.eval_on_selector("blockquote[lang=en]", quote) in (["ltr", "start"], ["ltr", "left"])


def test_a_short_line_of_another_direction_stays_with_its_speaker(
    spoken: Output, served: Callable[[Path], str], tab: Open
) -> None:
    page = tab(1440).page
    page.goto(served(spoken.folder) + "/ar/testimonials/dev-malhotra/")
    page.eval_on_selector(".is-whole blockquote p", "e => { e.textContent = 'Love it.' }")
    words, figure = (page.locator(f"main {one}").first.bounding_box() for one in (".is-whole blockquote", ".is-whole"))
    assert words["width"] < figure["width"] / 2
    assert words["x"] + words["width"] == pytest.approx(figure["x"] + figure["width"], abs=1)


def test_german_names_stand_above_the_words_as_small_as_others(
    spoken: Output, served: Callable[[Path], str], tab: Open
) -> None:
    page, address = tab(1440).page, served(spoken.folder)
    sizes = []
    for language in ("en", "de"):
        page.goto(address + f"{'' if language == 'en' else '/de'}/testimonials/carmen-ibarra/")
        sizes.append(page.eval_on_selector("h1", "e => getComputedStyle(e).fontSize"))
    assert sizes[0] == sizes[1]


def test_the_original_opens_without_a_script(spoken: Output, served: Callable[[Path], str], tab: Open) -> None:
    page = tab(java_script_enabled=False).page
    page.goto(served(spoken.folder) + "/ar/testimonials/aiko-morishita/")
    original = page.locator("details.original blockquote")
    assert page.locator("summary", has_text="Layla Noor").is_visible()
    assert not original.is_visible()
    page.locator("summary", has_text="Layla Noor").click()
    assert original.is_visible()
    assert original.get_attribute("lang") == "ja"
    assert "十二席" in original.inner_text()


def test_japanese_words_stand_in_their_own_marks(spoken: Output, served: Callable[[Path], str], tab: Open) -> None:
    page = tab().page
    page.goto(served(spoken.folder) + "/ja/testimonials/aiko-morishita/")
    marks = "e => getComputedStyle(e, '::before').content + getComputedStyle(e).lineBreak"
    assert page.eval_on_selector("blockquote > :first-child", marks) == "open-quotestrict"
    assert page.evaluate("getComputedStyle(document.querySelector('blockquote')).quotes") == "auto"


def test_arabic_words_stand_in_the_same_marks_as_on_their_card(
    spoken: Output, served: Callable[[Path], str], tab: Open
) -> None:
    page = tab().page
    page.goto(served(spoken.folder) + "/ar/testimonials/aiko-morishita/")
    assert page.eval_on_selector("blockquote[lang=ar]", "e => getComputedStyle(e).quotes").startswith('"«" "»"')
