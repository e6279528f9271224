"""Atom and JSON feeds: valid, newest first, and never words without their disclosure."""

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from goodword.outputs.absolute import absolute_html
from goodword.outputs.feeds import (
    Dated,
    Feed,
    FeedEntry,
    article_entry,
    atom,
    case_entry,
    json_feed,
    newest,
    quote_entry,
)
from goodword.outputs.views import Article, Case, Disclosure, Original, Person, Quote, When

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SITE = "https://acme.example/proof"
GIFT = Disclosure("incentive", "Received a mug for these words.")


def quote(**fields: object) -> Quote:
    given: dict[str, object] = {
        "id": "ana-file",
        "url": "/proof/testimonials/q1/",
        "language": "es",
        "direction": "ltr",
        "html": Markup('<p>Muy <a href="/proof/awards/">bien</a> &amp; "listo"</p>'),
        "plain": 'Muy bien & "listo"',
        "excerpt": "Muy bien",
        "size": "short",
        "person": Person("Ana", name="Ana", role="CEO", company="Ka & Co"),
        "date": When("2026-05", "May 2026"),
    }
    return Quote(**{**given, **fields})  # type: ignore[arg-type]


def feed(*entries: FeedEntry | None) -> Feed:
    return Feed(
        title="Acme & friends",
        subtitle="What they say",
        language="en",
        author="Acme",
        home_url=f"{SITE}/",
        atom_url=f"{SITE}/feed.xml",
        json_url=f"{SITE}/feed.json",
        entries=tuple(newest(dated(*entries))),  # type: ignore[arg-type]
    )


def dated(*entries: FeedEntry | None) -> list[Dated]:
    return [Dated(one.date, one.url, lambda one=one: one) for one in entries if one]  # type: ignore[misc]


def entry(number: int, date: str = "2026-01-01") -> FeedEntry:
    return FeedEntry(f"{SITE}/{number:03}/", date, f"T{number}", "<p>x</p>", "x", "en")


def test_an_atom_feed_is_complete() -> None:
    root = ElementTree.fromstring(atom(feed(quote_entry(quote(), SITE))))
    assert (root.tag, root.get(LANG)) == (f"{ATOM}feed", "en")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{SITE}/feed.xml", "alternate": f"{SITE}/"}
    assert root.findtext(f"{ATOM}id") == f"{SITE}/feed.xml"
    assert root.findtext(f"{ATOM}title") == "Acme & friends"
    assert root.findtext(f"{ATOM}updated") == "2026-05-01T00:00:00Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Acme"
    (item,) = root.findall(f"{ATOM}entry")
    assert item.get(LANG) == "es"
    assert item.findtext(f"{ATOM}id") == f"{SITE}/testimonials/q1/"
    assert item.findtext(f"{ATOM}published") == item.findtext(f"{ATOM}updated") == "2026-05-01T00:00:00Z"
    assert item.findtext(f"{ATOM}title") == "Ana"
    content = item.find(f"{ATOM}content")
    assert content is not None and content.get("type") == "html"
    assert content.text == (
        '<blockquote lang="es" dir="ltr"><p>Muy <a href="https://acme.example/proof/awards/">bien</a> &amp; "listo"</p>'
        "</blockquote><p>Ana, CEO, Ka &amp; Co</p>"
    )


def test_a_json_feed_is_complete() -> None:
    data = json.loads(json_feed(feed(quote_entry(quote(headline="Muy bien"), SITE))))
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert (data["home_page_url"], data["feed_url"]) == (f"{SITE}/", f"{SITE}/feed.json")
    (item,) = data["items"]
    assert item["id"] == item["url"] == f"{SITE}/testimonials/q1/"
    assert item["title"] == "Muy bien (Ana)"
    assert item["date_published"] == "2026-05-01T00:00:00Z"
    assert item["language"] == "es"
    assert item["authors"] == [{"name": "Ana"}]


def test_the_disclosure_stands_in_every_element_with_the_words() -> None:
    made = feed(quote_entry(quote(headline="Bien", disclosures=(GIFT,)), SITE))
    (item,) = json.loads(json_feed(made))["items"]
    root = ElementTree.fromstring(atom(made))
    texts = [item["title"], item["summary"], item["content_html"]]
    texts += [root.findtext(f"{ATOM}entry/{ATOM}{name}") or "" for name in ("title", "summary", "content")]
    assert all(GIFT.text in text for text in texts)


def test_what_was_done_to_the_words_is_said() -> None:
    note = Original("Translated from Spanish by Bo.", "es", "ltr", Markup("<p>Bien</p>"))
    made = quote_entry(quote(originals=(note,)), SITE)
    assert made is not None and note.note in made.html


def test_figures_of_a_case_study_come_with_what_is_typical() -> None:
    case = Case("c", "/case-studies/c/", "en", "ltr", "Half the time", "Ka", "They saved 50 %.")
    typical = "Most customers save 10 %."
    made = case_entry(
        Case(**{**{f: getattr(case, f) for f in case.__slots__}, "typical": typical, "date": When("2026", "2026")}),
        SITE,
    )
    assert made is not None
    assert typical in made.summary and typical in made.html
    assert case_entry(case, SITE) is None


def test_an_article_comes_whole() -> None:
    article = Article(
        "a", "/articles/a/", "en", "ltr", "How to", "Sum", "Bo", html=Markup('<h2 id="x">X</h2><a href="#x">up</a>')
    )
    assert article_entry(article, SITE) is None
    dated = Article(**{**{f: getattr(article, f) for f in article.__slots__}, "date": When("2026-02-03", "")})
    made = article_entry(dated, SITE)
    assert made is not None
    assert made.html == '<h2 id="x">X</h2><a href="https://acme.example/articles/a/#x">up</a>'
    assert made.date == "2026-02-03"


def test_the_newest_fifty_and_ties_by_address() -> None:
    entries = [entry(n, f"20{n % 60:02}-01-01") for n in range(120)]
    made = newest(dated(*entries))
    assert len(made) == 50
    assert made[0].url.endswith("/059/") and made[1].url.endswith("/119/")
    assert newest(dated(*reversed(entries))) == made


def test_a_vague_date_counts_from_its_first_day() -> None:
    order = newest(dated(entry(1, "2026"), entry(2, "2026-03"), entry(3, "2026-02-28"), entry(4, "2025-12-31")))
    assert [made.url[-4:-1] for made in order] == ["002", "003", "001", "004"]


def test_an_entry_without_a_date_is_left_out_and_an_empty_feed_is_valid() -> None:
    assert quote_entry(quote(date=None), SITE) is None
    root = ElementTree.fromstring(atom(feed()))
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert json.loads(json_feed(feed()))["items"] == []


@given(st.text(st.characters()))
def test_no_text_breaks_a_feed(text: str) -> None:
    hostile = text + "]]><script>\x00\x0b\ud800\ufffe"
    made = feed(FeedEntry(f"{SITE}/x/", "2026-01-01", hostile, hostile, hostile, "en", hostile, (hostile,)))
    root = ElementTree.fromstring(atom(made))
    assert "<script>" in (root.findtext(f"{ATOM}entry/{ATOM}title") or "")
    json.loads(json_feed(made).decode())


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<img src="/m/a.jpg" alt="x">', '<img src="https://a.example/m/a.jpg" alt="x">'),
        (
            '<img srcset="/a.jpg 1x, /b.jpg 2x">',
            '<img srcset="https://a.example/a.jpg 1x, https://a.example/b.jpg 2x">',
        ),
        ('<p>write href="/x" so</p>', '<p>write href="/x" so</p>'),
        ('<a title="a > b" href="/x">', '<a title="a > b" href="https://a.example/x">'),
        ("<a title=' href=\"/x\"'>", "<a title=' href=\"/x\"'>"),
        ('<a href="//cdn.example/x">', '<a href="//cdn.example/x">'),
        ('<a href="mailto:a@b.example">', '<a href="mailto:a@b.example">'),
        ('<a href="#n" id="r">', '<a href="https://a.example/p/#n" id="r">'),
    ],
)
def test_addresses_in_html_become_absolute(html: str, wanted: str) -> None:
    assert absolute_html("https://a.example/base/", html, "https://a.example/p/") == wanted
