"""Sites in states that a demonstration never shows: nearly empty, overfull, from right to left, in any brand colour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import judges
import layout
from sites import Output, build
from tabs import Tab

Make = Callable[[str], Path]
Open = Callable[..., Tab]

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff" * 3 + "Vordemgentschen"
SENTENCE = "We put it on the shelf above the oven and forgot about it because that is what it is for"
LONG_QUOTE = "\n\n".join(" ".join([f"{SENTENCE}."] * 3) for _ in range(11))
ALL = "[quote, name, role, company, page, results, thanks, photo, logo, edit]"
TAGS = ", ".join(f"topic {number}" for number in range(1, 41))

ONE = f"""
-- content/testimonials/ana.md --
---
author: Ana Ruiz
consent: {{granted: 2026-01-01, scope: {ALL}}}
---
It just works.
"""

NONE = "-- content/testimonials/README.md --\nNothing yet.\n"

OVERFULL = f"""
-- site.yaml --
name: {LONG_NAME}
url: https://tandem.example/
tagline: {LONG_NAME} {SENTENCE}
languages: [en, de, es]
cta: {{label: "{SENTENCE}", url: https://tandem.example/try}}
form: {{provider: mailto, email: mail@tandem.example}}
hosting: {{target: netlify}}
-- content/testimonials/long.md --
---
author: {LONG_NAME}
role: {LONG_NAME}
company: {LONG_NAME}
company_url: https://company.example/
headline: {LONG_NAME}
industry: {LONG_NAME}
product: {LONG_NAME}
date: 2026-02-01
rating: 3.5
relationship: employee
incentive: A voucher of {LONG_NAME}
tags: [{TAGS}]
advocate: wolf
reply: Thank you, {LONG_NAME}.
source: {{platform: {LONG_NAME}}}
original: {SENTENCE}
consent: {{granted: 2026-01-01, scope: {ALL}}}
---
{LONG_QUOTE}
-- content/testimonials/short.md --
---
role: Baker
tags: [{TAGS}]
featured: true
consent: {{granted: 2026-01-01, scope: [quote, role]}}
---
{LONG_NAME}
-- content/testimonials/marked.md --
---
author: Bo
consent: {{granted: 2026-01-01, scope: [quote, name]}}
---
## A heading

| A table | with | {LONG_NAME} |
|---|---|---|
| 1 | 2 | 3 |

`{LONG_NAME}`

    {LONG_NAME} {LONG_NAME}

- a list
-- content/case-studies/long.md --
---
title: {LONG_NAME} {SENTENCE}
customer: {LONG_NAME}
summary: {SENTENCE}
quotes: [long]
results:
  - {{label: {LONG_NAME}, before: "{LONG_NAME}", after: "12,345,678.90", value: "-12,345,678.90", unit: kilowatt-hours,
     period: {SENTENCE}, method: Meter}}
  - {{label: Bread, value: "7", period: one week, method: Counted}}
typical: {SENTENCE}
timeline: [{{when: {LONG_NAME}, what: {SENTENCE}}}]
consent: {{granted: 2026-01-01, scope: {ALL}}}
---
## {LONG_NAME}

Words.
-- content/awards.yaml --
- {{id: cup, name: {LONG_NAME}, awarder: {LONG_NAME}, year: 2026, category: {LONG_NAME}, rank: {LONG_NAME}, url: https://a.example}}
-- content/partners.yaml --
- {{id: p, name: {LONG_NAME}, url: https://p.example, what: {LONG_NAME}, paid: true,
    consent: {{granted: 2026-01-01, scope: {ALL}}}}}
-- content/articles/a.md --
---
title: {LONG_NAME}
date: 2026-01-01
author: {LONG_NAME}
summary: {LONG_NAME}
---
{LONG_NAME}
-- content/program.yaml --
name: {LONG_NAME}
ideal_customer: {LONG_NAME}
advocate_reward: {SENTENCE}
friend_reward: {LONG_NAME}
eligibility: {LONG_NAME}
limits: {LONG_NAME}
promoter: {LONG_NAME}
terms: {LONG_NAME}
-- content/advocates.yaml --
- {{id: wolf, public_name: {LONG_NAME}, code: k7wq2mzp, role: {LONG_NAME}, company: {LONG_NAME}, message: {LONG_NAME},
    audiences: [{LONG_NAME}], consent: {{granted: 2026-01-01, scope: {ALL}}}}}
"""

ARABIC = f"""
-- site.yaml --
name: نسيج
url: https://nasij.example/
tagline: خيوط تدوم
language: ar
form: {{provider: netlify}}
hosting: {{target: netlify}}
-- content/testimonials/salma.md --
---
author: سلمى حداد
role: صاحبة مخبز
company: فرن الحارة
industry: مخابز
rating: 4
advocate: salma
consent: {{granted: 2026-01-01, scope: {ALL}}}
---
منذ أن وضعناه في الفرن لم نفقد عجينة واحدة، وصرنا ننام الليل.
-- content/testimonials/bo.md --
---
author: Bo Larsen
language: en
featured: true
consent: {{granted: 2026-01-01, scope: {ALL}}}
---
It just works, and it rings before the dough is lost.
-- content/case-studies/oven.md --
---
title: ليلة بلا قلق
customer: فرن الحارة
summary: كيف توقف الهدر.
results: [{{label: الهدر, value: "-38", unit: "%", period: سنة, method: وزن}}]
typical: بين الخمس والنصف
consent: {{granted: 2026-01-01, scope: {ALL}}}
---
القصة كلها.
-- content/awards.yaml --
- {{id: cup, name: جائزة الخيط, awarder: دار النسيج, year: 2026}}
-- content/program.yaml --
name: برنامج الأصدقاء
advocate_reward: خبز لأسبوع
friend_reward: شهر مجاني
eligibility: كل زبون
limits: خمس دعوات في السنة
promoter: نسيج
-- content/advocates.yaml --
- {{id: salma, public_name: سلمى, code: k7wq2mzp, consent: {{granted: 2026-01-01, scope: {ALL}}}}}
"""


def seen(made: Output, address: str, pages: list[str], tab: Tab, rules: tuple[str, ...] = ()) -> dict[object, Any]:
    """What is wrong with these pages, at 390 and 1440 px to axe and at 320 and 2560 px to the eye."""
    found: dict[object, Any] = {}
    for path in pages:
        assert made.has(path)
        answer = tab.page.goto(address + path)
        assert answer is not None and answer.ok
        for unfolded in (False, True):
            if unfolded:
                layout.open_all(tab.page)
            for width in (320, 390, 1440, 2560):
                tab.page.set_viewport_size({"width": width, "height": 900})
                wrong: list[Any] = [*layout.sticking_out(tab.page), *layout.overlapping(tab.page)]
                if unfolded and width in (390, 1440):
                    wrong += judges.axe(tab.page, rules)
                if wrong:
                    found[path, width, unfolded] = wrong
    assert (tab.foreign, tab.failed, tab.errors, tab.dialogs) == ([], [], [], [])
    return found


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        (ONE, ["/", "/testimonials/", "/testimonials/ana/"]),
        (NONE, ["/", "/testimonials/", "/review-policy/"]),
        (
            OVERFULL,
            [
                "/",
                "/testimonials/",
                "/testimonials/long/",
                "/testimonials/marked/",
                "/case-studies/long/",
                "/r/k7wq2mzp/",
            ],
        ),
        (ARABIC, ["/", "/testimonials/", "/testimonials/salma/", "/case-studies/oven/", "/r/k7wq2mzp/"]),
    ],
    ids=["one testimonial", "none", "overfull", "right to left"],
)
def test_a_site_looks_right_in_every_state(
    content: str, pages: list[str], site: Make, served: Callable[..., str], tab: Open
) -> None:
    made = build(site(content))
    assert seen(made, served(made.folder), pages, tab()) == {}
    files = [made.folder / f"{path}index.html".lstrip("/") for path in pages]
    assert [str(message) for message in judges.vnu(files)] == []


def test_an_overfull_site_keeps_to_the_screen_on_all_its_pages(
    site: Make, served: Callable[..., str], tab: Open
) -> None:
    made = build(site(OVERFULL))
    address = served(made.folder)
    page = tab(320).page
    found = {}
    for path in [path for path in made.pages if "/tag/" not in path and not path.startswith("/es/")]:
        page.goto(address + path)
        layout.open_all(page)
        if wrong := layout.sticking_out(page) + layout.cut_off(page):
            found[path] = wrong
    assert found == {}


def test_a_site_from_right_to_left_is_so_in_all_its_parts(site: Make, served: Callable[..., str], tab: Open) -> None:
    made = build(site(ARABIC))
    page = tab().page
    page.goto(served(made.folder) + "/testimonials/")
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    brand, main = page.locator("a.brand").bounding_box(), page.locator("main").bounding_box()
    assert brand and main and brand["x"] > main["x"] + main["width"] / 2
    english = page.locator("blockquote[lang=en]")
    assert english.evaluate("e => getComputedStyle(e).direction") == "ltr"
    arabic = page.locator("blockquote[lang=ar]")
    assert arabic.evaluate("e => getComputedStyle(e).direction") == "rtl"


BRANDS = [
    *("#ffff00", "#000000", "#ffffff", "#ff0000", "#808080", "#00ff00", "#0000ff", "#00ffff", "#ff00ff", "#ffa500"),
    *("#7f7f00", "#767676", "#010101", "#fefefe", "#1a73e8", "#e0b0ff", "#b5651d", "#2e8b57", "#ffc0cb", "#4b0082"),
]


def test_any_brand_colour_can_be_read(
    site: Make, served: Callable[..., str], tab: Open, rounds: Callable[[int, int], int], figure: Callable[..., None]
) -> None:
    found, seen = {}, BRANDS[: rounds(5, len(BRANDS))]
    for brand in seen:
        made = build(site(ARABIC.replace("form: {", f'theme: {{brand: "{brand}"}}\nform: {{')))
        address = served(made.folder)
        for scheme in ("light", "dark"):
            page = tab(1440, color_scheme=scheme).page
            for path in ("/", "/case-studies/oven/", "/r/k7wq2mzp/"):
                page.goto(address + path)
                if violations := judges.axe(page, ["color-contrast"]):
                    found[brand, path, scheme] = violations
    assert found == {}
    figure("brand colours, each with no text below 4.5:1, light and dark", len(seen))
