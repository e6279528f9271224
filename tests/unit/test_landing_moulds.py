"""Landing pages that are filled in have the bytes of pages that are rendered, whatever they are called and say."""

from __future__ import annotations

import csv
import datetime
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.build.plan import Landing, frames_of, production_of
from goodword.content.load import load_what_stands
from goodword.outputs import environment, landing_moulds
from goodword.outputs.landing import LandingPages
from goodword.outputs.landing_moulds import LandingMoulds
from goodword.outputs.theme import shipped_themes

SITE = """
-- site.yaml --
name: Tandem & Co
url: https://tandem.example/proof/
languages: [en, ar, ja]
cta: {label: Start, url: https://tandem.example/go}
form: {provider: mailto, email: hi@tandem.example}
share_cards: {make: false}
industries: [{id: bakeries, label: {en: Bakeries, ar: مخابز}}, {id: schools}]
-- content/program.yaml --
- id: first
  name: Friends
  friend_reward: 10 % off for Banana growers
  advocate_reward: 50 € of credit
  eligibility: Everybody.
  limits: None.
  messages:
    whatsapp: "{advocate|A friend} of {company} says hello. {offer|Look}"
    x: "{offer|See} {link} ({code}) by {advocate|us}"
    email: "Subject: Hello\\n\\nDear Ana, {advocate|somebody} thought of you.\\n{link}"
- id: second
  name: Nothing
- id: third
  name: Three
  eligibility: Everybody.
  limits: None.
  tiers: [{at: 3, reward: a basket}]
-- content/testimonials/ada.md --
---
author: Ada Lind
company: Dough & Sons
consent: {granted: 2026-01-01, method: form, scope: [quote, name, company]}
---
It *works* & well.
-- content/testimonials/bo.md --
---
author: Bo Berg
industry: schools
consent: {granted: 2026-01-01, method: form, scope: [quote, name]}
---
So <it> does.
-- content/case-studies/crumb.md --
---
title: Two hours a day
customer: Crumb
summary: Less work.
results: [{label: Hours, before: "4", after: "2", period: a year, method: counted}]
typical: An hour.
consent: {granted: 2026-01-01, method: form, scope: [company, results, quote]}
---
It was hot.
"""
DAY = datetime.date(2026, 6, 1)
COLUMNS = ["id", "public_name", "code", "role", "company", "company_url", "industry", "kind", "program", "language"]
COLUMNS += ["message", "offer", "consent.granted", "consent.method", "consent.scope"]
ODD = ["A", "Ana", "Ana Lind", "Dear", "Zoë O'Hara", '<b>Bo</b> & "Co"', "Bo.", "2nd Floor", "42", "Max  Two", "李小龍"]
ODD += [
    "アナ",
    "محمد علي",
    "{code}",
    "{offer|x}",
    "%41 100%",
    "zq7goodwordcode7qz",
    "\ua66e",
    "\ue010 \ue01e0\ue01f",
    "Banana",
]
ODD += [
    "Tandem & Co",
    "friend",
    "r",
    "\U0001d5d4na",
    "Anna-Lena von der Mühlen zu Hohenstein-Wittgenstein III",
    "ß",
    "ﬁ",
    "\uff21",
]
letters = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40)
names = st.one_of(st.sampled_from(ODD), st.sampled_from(ODD), letters.map(str.strip).filter(bool))
maybe = st.one_of(st.just(""), names)
people = st.lists(
    st.fixed_dictionaries(
        {
            "public_name": names,
            "role": maybe,
            "company": maybe,
            "company_url": st.sampled_from(["", "", "https://dough.example/?a=1&b=%20"]),
            "industry": st.sampled_from(["", "bakeries", "schools"]),
            "kind": st.sampled_from(["", "", "employee", "partner"]),
            "program": st.sampled_from(["first", "first", "second", "third"]),
            "language": st.sampled_from(["en", "en", "ar", "ja"]),
            "message": st.one_of(
                st.just(""), names, st.sampled_from(["Try *it*.", 'One.\n\nTwo "quoted".', "[a](/about/)"])
            ),
            "offer": st.sampled_from(["", "", "two months free", "Ana gets nothing", "A & B"]),
            "consent.scope": st.sampled_from(
                ["page|name|role|company|quote", "page|name|quote", "page|role", "page|company", "page"]
            ),
        }
    ),
    min_size=4,
    max_size=24,
)


@pytest.fixture
def write(site: Callable[[str], Path]) -> Callable[[list[dict[str, str]]], Path]:
    """Writes a site with these advocates, each twice: a mould is made of the second of a kind."""
    root = site(SITE)

    def written(rows: list[dict[str, str]]) -> Path:
        with (root / "content/advocates.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            for number, row in enumerate([*rows, *rows]):
                given = {"consent.granted": "2026-01-01", "consent.method": "form"}
                writer.writerow({"id": f"a{number:03}", "code": f"code-{number:03}x", **given, **row})
        return root

    return written


def pages(root: Path, monkeypatch: pytest.MonkeyPatch, *, filled: bool) -> tuple[dict[str, bytes], Counter[bool]]:
    """Every landing page by its file; how many were filled in, and how many rendered."""
    counted: Counter[bool] = Counter()
    with monkeypatch.context() as changed:
        changed.setattr(environment, "_MANY", 1)
        changed.setattr(landing_moulds, "_BEFORE", {False: 1, True: 1})
        fill = LandingMoulds.filled

        def counting(*given: Any) -> bytes | None:
            made = fill(*given) if filled else None
            counted[made is not None] += 1
            return made

        changed.setattr(LandingMoulds, "filled", counting)
        library, _ = load_what_stands(root, lambda _: DAY)  # of odd rows some are refused
        assert library is not None
        production = production_of(library, root, {})
        family = Landing(frames_of(production))
        return {made.path: made.make() for made in family.of(library.advocates)}, counted


@given(people)
def test_filled_in_or_rendered_the_bytes_are_the_same(
    write: Callable[[list[dict[str, str]]], Path], monkeypatch: pytest.MonkeyPatch, rows: list[dict[str, str]]
) -> None:
    monkeypatch.setattr(landing_moulds, "_TRIALS", 0)
    root = write(rows)
    found, _ = pages(root, monkeypatch, filled=True)
    expected, _ = pages(root, monkeypatch, filled=False)
    assert found.keys() == expected.keys()
    for path, data in expected.items():
        assert found[path] == data, path


def test_most_are_filled_in(write: Callable[[list[dict[str, str]]], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"public_name": name, "program": "first", "consent.scope": "page|name|quote", "message": f"Hello from {name}"}
        for name in ("Ana", "Bo", "Zoë O'Hara", "<b>Cy</b>", "Max  Two", "42")
    ]
    monkeypatch.setattr(landing_moulds, "_TRIALS", 0)
    found, counted = pages(write(rows), monkeypatch, filled=True)
    assert len(found) == 12
    assert counted[True] >= 8


def test_a_mould_that_a_page_shows_to_be_wrong_is_not_used(
    write: Callable[[list[dict[str, str]]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"public_name": name, "program": "first", "consent.scope": "page|name"} for name in ("Ana", "Bo", "Cy")]
    root = write(rows)
    expected, _ = pages(root, monkeypatch, filled=False)
    page = LandingMoulds._page
    monkeypatch.setattr(LandingMoulds, "_page", lambda *given: page(*given).replace(b"Cy", b"Di"))
    found, _ = pages(root, monkeypatch, filled=True)
    assert found == expected


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{{ landing.person.name|upper }}", "it uses the filter `upper`"),
        ("{% if landing.code is string %}x{% endif %}", "it uses the test `string`"),
        ("{% set name %}{{ landing.person.name }}{% endset %}{{ name|length }}", "it makes texts of others"),
        (
            "{% macro m(x) %}{{ x }}{% endmacro %}{% if m(landing.code) == 'x' %}y{% endif %}",
            "it keeps what a call gives",
        ),
        ("{{ _('%(who).1s', who=landing.person.name) }}", "it looks into a text that differs from page to page"),
        ("{{ {'Ana': 'A'}[landing.person.name]|default('-') }}", "it looks into a text"),
        ("{{ landing.code ~ '!' }}", "it looks into a text that differs from page to page"),
        ("{% if landing.person.name == 'Ana' %}x{% endif %}", "it looks into a text"),
        ("{{ landing.person.name.split()[0] }}", "it looks into a text"),
        ("{% for letter in landing.code %}{{ letter }}{% endfor %}", "it looks into a text"),
        ("{{ landing.quotes[0].person.label if landing.quotes }}", "it looks into a text"),
    ],
)
def test_a_template_that_looks_into_texts_is_rendered_and_explain_says_so(
    write: Callable[[list[dict[str, str]]], Path], monkeypatch: pytest.MonkeyPatch, template: str, why: str
) -> None:
    rows = [{"public_name": name, "program": "first", "consent.scope": "page|name"} for name in ("Ana", "Bo", "Cy")]
    root = write(rows)
    own = root / "themes/mine/templates/landing.html"
    own.parent.mkdir(parents=True)
    shipped = (shipped_themes() / "default/templates/landing.html").read_text()
    own.write_text(shipped.replace('<article class="letter">', f'{template}<article class="letter">'))
    (root / "site.yaml").write_text((root / "site.yaml").read_text() + "theme: {name: mine}\n")
    monkeypatch.setattr(landing_moulds, "_TRIALS", 0)
    found, counted = pages(root, monkeypatch, filled=True)
    expected, _ = pages(root, monkeypatch, filled=False)
    assert found == expected
    assert not counted[True]
    library, _ = load_what_stands(root, lambda _: DAY)
    assert library is not None
    landing = LandingPages(frames_of(production_of(library, root, {}))[0])
    assert why in (landing.slow_because(library.advocates[0]) or "")
