"""Nothing that comes from content runs as a script, leaves the page it is on, or writes outside the output."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sites import Output, build, run

HOSTILE = {
    "tags": "<script>alert(1)</script></script></title><svg/onload=alert(1)><math><mi//xlink:href='data:x,alert(1)'>"
    "<style>*{background:url(//evil.example/x)}</style><link rel=stylesheet href=//evil.example>"
    "<form action=//evil.example><input name=q><button>ok</button></form><base href=//evil.example/>",
    "attributes": "\"><b onmouseover=alert(1)>' onfocus='alert(1)' autofocus x=`&quot; onload=alert(1) {{ 7*7 }}"
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}${7*7} {site.__class__} %(name)s %s",
    "comments": "<!--><script>alert(1)</script>--> ]]> <![CDATA[<script>alert(1)</script>]]> ../../../../outside "
    "&lt;script&gt;alert(1)&lt;/script&gt;&#x3C;script&#x3E;alert(1)&#x3C;/script&#x3E;",
}
CONSENT = {
    "granted": "2026-01-01",
    "scope": ["quote", "name", "role", "company", "translate", "edit", "results", "page", "thanks", "directory"],
}


def text_of(value: object) -> str:
    """`value` as JSON, which is YAML too."""
    return json.dumps(value, ensure_ascii=False)


def site_with(make: Callable[[str], Path], bad: str) -> Path:
    """A site in which every free text of every kind is `bad`."""
    testimonial = {
        "id": "one",
        "quote": bad,
        "author": bad,
        "role": bad,
        "company": bad,
        "headline": bad,
        "original": bad,
        "source": {"platform": bad},
        "product": bad,
        "industry": bad,
        "tags": [bad],
        "translations": {"es": {"quote": bad, "headline": bad, "role": bad, "translator": bad}},
        "relationship": "employee",
        "incentive": bad,
        "verified": {"method": bad, "date": "2026-01-01"},
        "advocate": "adv",
        "reply": bad,
        "rating": 4.5,
        "date": "2026-01-01",
        "extra": {"x": bad},
        "consent": CONSENT,
    }
    case = {
        "title": bad,
        "customer": bad,
        "industry": bad,
        "size": bad,
        "location": bad,
        "product": bad,
        "summary": bad,
        "challenge": bad,
        "solution": bad,
        "results": [dict.fromkeys(("label", "before", "after", "value", "unit", "period", "method"), bad)],
        "typical": bad,
        "quotes": ["one"],
        "timeline": [{"when": bad, "what": bad}],
        "date": "2026-01-01",
        "consent": CONSENT,
    }
    award = dict.fromkeys(("name", "awarder", "category", "rank", "season", "description", "entry_fee"), bad)
    partner = dict.fromkeys(("name", "what", "for_whom", "offer_to_us", "offer_to_them", "body"), bad)
    partner |= {"id": "part", "url": "https://p.example", "paid": True, "consent": CONSENT}  # type: ignore[dict-item]
    advocate = dict.fromkeys(("public_name", "role", "company", "industry", "product", "message", "offer"), bad)
    advocate |= {"id": "adv", "code": "k7wq2mzp", "audiences": [bad], "consent": CONSENT}  # type: ignore[dict-item]
    program = dict.fromkeys(("name", "promoter", "ideal_customer", "advocate_reward", "friend_reward"), bad)
    program |= dict.fromkeys(("eligibility", "limits", "terms"), bad)
    program |= {"messages": {"email": bad.replace("{", "(")}, "tiers": [{"referrals": 2, "reward": bad}]}  # type: ignore[dict-item]
    settings: dict[str, Any] = {
        "name": bad,
        "url": "https://tandem.example",
        "tagline": bad,
        "languages": ["en", "es"],
        "organization": dict.fromkeys(("name", "legal_name", "address", "founded", "description"), bad),
        "cta": {"label": bad, "url": "https://shop.example"},
        "form": {"provider": "netlify"},
        "hosting": {"target": "netlify"},
        "navigation": [{"label": bad, "url": "/testimonials/"}],
        "search": True,
        "policies": {
            "reviews": dict.fromkeys(("chosen_by", "checked_by", "incentives", "negative"), bad),
            "privacy": dict.fromkeys(("controller", "contact", "retention", "logs"), bad),
        },
    }
    article = {"title": bad, "author": bad, "summary": bad, "date": "2026-01-01", "tags": [bad]}
    return make(
        f"-- site.yaml --\n{text_of(settings)}\n"
        f"-- content/testimonials.yaml --\n{text_of([testimonial])}\n"
        f"-- content/case-studies/case.md --\n---\n{text_of(case)}\n---\n{bad}\n"
        f"-- content/awards.yaml --\n{text_of([award | {'id': 'cup', 'year': 2025}])}\n"
        f"-- content/partners.yaml --\n{text_of([partner])}\n"
        f"-- content/advocates.yaml --\n{text_of([advocate])}\n"
        f"-- content/program.yaml --\n{text_of(program)}\n"
        f"-- content/articles/art.md --\n---\n{text_of(article)}\n---\n{bad}\n"
        f"-- content/pages/more.md --\n---\n{text_of({'title': bad, 'nav': True})}\n---\n{bad}\n"
    )


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_words_in_every_field_stay_words(
    kind: str, site: Callable[[str], Path], served: Callable[..., str], tab: Callable[..., Any]
) -> None:
    folder = site_with(site, HOSTILE[kind])
    made: Output = build(folder)
    assert {path.name for path in folder.parent.iterdir()} == {"site"}
    assert made.holding("<class 'type'>") == []
    assert not any(b">49<" in data for data in made.files.values())
    address = served(made.folder)
    watched = tab(width=800)
    searched = ["/search/?q=alert", "/es/search/?q=<b onmouseover=alert(1)>"]
    for page in (*made.pages, *searched):
        watched.page.goto(f"{address.rstrip('/')}{page}")
        if page in searched:
            watched.page.locator("[role=status]:not(:empty)").wait_for()
        assert watched.page.evaluate("document.querySelectorAll('script:not([src]):not([type$=json])').length") == 0
        assert watched.page.evaluate(
            "[...document.querySelectorAll('*')].every(e => [...e.attributes].every(a => !/^on/i.test(a.name)))"
        )
        assert watched.page.evaluate(
            "[...document.querySelectorAll('a[href],form[action]')]"
            ".every(e => !/^\\s*(javascript|data|vbscript):/i.test(e.href || e.action))"
        )
    assert (watched.dialogs, watched.foreign, watched.errors, watched.failed) == ([], [], [], [])


@pytest.mark.parametrize("value", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://x.example"])
@pytest.mark.parametrize(
    "field",
    [
        "-- content/testimonials.yaml --\n- {id: a, author: A, quote: b, company_url: VALUE}\n",
        "-- content/testimonials.yaml --\n- {id: a, author: A, quote: b, source: {url: VALUE}}\n",
        "-- content/awards.yaml --\n- {id: a, name: A, awarder: b, year: 2025, url: VALUE}\n",
        "-- content/partners.yaml --\n- {id: a, name: A, url: VALUE}\n",
        "-- site.yaml --\nname: A\nurl: https://a.example\ncta: {label: x, url: VALUE}\n",
        "-- site.yaml --\nname: A\nurl: https://a.example\nnavigation: [{label: x, url: VALUE}]\n",
        "-- site.yaml --\nname: A\nurl: VALUE\n",
        "-- site.yaml --\nname: A\nurl: https://a.example\nform: {provider: action, action: VALUE}\n",
    ],
)
def test_an_address_is_http_or_an_error(site: Callable[[str], Path], field: str, value: str) -> None:
    result = run("build", cwd=site(field.replace("VALUE", text_of(value))))
    assert result.exit_code == 1
    assert value.split(":")[0].strip("/") in result.stderr


@pytest.mark.parametrize("link", ["[x](javascript:alert(1))", "<a href='vbscript:x'>x</a>", "[x](data:text/html,y)"])
def test_a_link_that_would_run_is_told_and_never_published(site: Callable[[str], Path], link: str) -> None:
    words = f"Before {link} after."
    folder = site(
        f"-- content/pages/p.md --\n---\ntitle: P\n---\n{words}\n"
        "-- content/testimonials/a.md --\n---\nauthor: A\n"
        f"consent: {{granted: 2026-01-01, scope: [quote, name]}}\n---\n{words}\n"
    )
    result = run("build", cwd=folder)
    assert result.exit_code == 1
    assert {"GW502"} == set(result.codes)
    assert "content/pages/p.md:4:" in result.stderr
    assert "content/testimonials/a.md:5:" in result.stderr


@pytest.mark.parametrize("href", ["java&#x73;cript:alert(1)", "java&Tab;script:alert(1)", "&#1;javascript:alert(1)"])
def test_a_link_in_disguise_is_no_link(site: Callable[[str], Path], href: str) -> None:
    folder = site(f"-- content/pages/p.md --\n---\ntitle: P\n---\nBefore <a href='{href}'>the words</a> after.\n")
    if run("build", cwd=folder).exit_code == 0:
        page = (folder / "output/p/index.html").read_text()
        assert "the words" in page
        assert "alert(1)" not in page


@pytest.mark.parametrize("slug", ["../up", "a/b", "A B", "..", "%2e%2e", "con", "ümlaut", "x" * 300, "a\\b"])
def test_a_slug_is_a_word_or_an_error(site: Callable[[str], Path], slug: str) -> None:
    folder = site(
        f"-- content/pages/p.md --\n---\ntitle: P\nslug: {text_of(slug)}\n---\nHello.\n"
        f"-- content/articles/p.md --\n---\ntitle: P\nslug: {text_of(slug)}\n---\nHello.\n"
    )
    result = run("build", cwd=folder)
    assert result.exit_code == 1
    assert {path.name for path in folder.parent.iterdir()} == {"site"}


@pytest.mark.parametrize("code", ["../x", "a b", "é", "x" * 65, "<b>", "a/b"])
def test_a_code_is_letters_and_digits_or_an_error(site: Callable[[str], Path], code: str) -> None:
    folder = site(
        f"-- content/advocates.yaml --\n- {{id: a, public_name: A, code: {text_of(code)}, "
        "consent: {granted: 2026-01-01, scope: [page, name]}}\n"
    )
    assert run("build", cwd=folder).exit_code == 1


def test_megabytes_of_words_are_an_error_and_no_traceback(site: Callable[[str], Path]) -> None:
    folder = site("-- content/testimonials/a.md --\n---\nauthor: A\n---\n" + "word " * 250_000)
    result = run("build", cwd=folder)
    assert result.exit_code == 1
    assert "too long" in result.stderr or "characters" in result.stderr
