"""/api/testimonials.json: what the pages show, and nothing else."""

import json
from typing import Any

from markupsafe import Markup

from goodword.outputs.testimonials_api import api_testimonials
from goodword.outputs.views import Disclosure, Link, Original, Person, Picture, Quote, Rating, SiteView, Term, When

SITE = SiteView(
    name="Acme",
    tagline="",
    url="https://acme.example/proof",
    base="/proof",
    home_url="/proof/",
    language="en",
    direction="ltr",
    organization_name="Acme Ltd",
    demo=False,
    logo=None,
    navigation=(),
    footer=(),
    cta=None,
    cta_param="ref",
    stylesheets=(),
    display_styles="",
    print_styles="",
    fonts=(),
    script="",
    icon="",
    feed_url="/proof/feed.xml",
    json_feed_url="/proof/feed.json",
)


def _quote(slug: str, **fields: object) -> Quote:
    given: dict[str, object] = {
        "id": f"secret-name-of-{slug}",
        "url": f"/proof/testimonials/{slug}/",
        "language": "en",
        "direction": "ltr",
        "html": Markup('<p>Good <a href="/proof/x/">x</a></p>'),
        "plain": "Good x",
        "excerpt": "Good x",
        "size": "short",
        "person": Person("Head of IT", role="Head of IT"),
    }
    return Quote(**{**given, **fields})  # type: ignore[arg-type]


def _read(*quotes: Quote, **more: Any) -> Any:
    return json.loads(api_testimonials(SITE, quotes, **more))


def test_a_bare_testimonial_has_every_key() -> None:
    data = _read(_quote("q1"))
    assert data["version"] == 1
    assert data["site"] == {
        "name": "Acme",
        "url": "https://acme.example/proof/",
        "language": "en",
        "organization": "Acme Ltd",
        "demo": False,
    }
    assert data["testimonials"] == [
        {
            "id": "q1",
            "url": "https://acme.example/proof/testimonials/q1/",
            "language": "en",
            "headline": None,
            "quote_html": '<p>Good <a href="https://acme.example/proof/x/">x</a></p>',
            "quote_text": "Good x",
            "disclosures": [],
            "originals": [],
            "author": {
                "label": "Head of IT",
                "name": None,
                "role": "Head of IT",
                "company": None,
                "company_url": None,
                "industry": None,
                "photo": None,
            },
            "rating": None,
            "date": None,
            "source": None,
            "verified": None,
            "industry": None,
            "product": None,
            "tags": [],
            "featured": False,
            "translations": [],
        }
    ]


def test_a_full_one_says_what_the_page_says() -> None:
    (one,) = _read(
        _quote(
            "q1",
            person=Person("Ana", name="Ana", photo=Picture("/proof/media/a.jpg", 96, 90, "Ana")),
            headline="Good",
            rating=Rating(4.5, 5, "4,5", "5", "4,5 out of 5", 4, 1, 0),
            date=When("2026-05", "May 2026"),
            disclosures=(Disclosure("incentive", "Received a mug."),),
            originals=(Original("Translated.", "es", "ltr", Markup("<p>Bien</p>"), "B"),),
            verified="By order number, on 1 May 2026",
            source=Link("G2", "https://g2.example/1"),
            industry=Term("it", "IT"),
            product=Term("p", "Pro"),
            tags=(Term("a", "A"), Term("b", "B")),
            featured=True,
        )
    )["testimonials"]
    assert one["rating"] == {"value": 4.5, "scale": 5}
    assert one["disclosures"] == [{"kind": "incentive", "text": "Received a mug."}]
    assert one["originals"] == [{"note": "Translated.", "language": "es", "headline": "B", "quote_html": "<p>Bien</p>"}]
    assert one["author"]["photo"] == {"url": "https://acme.example/proof/media/a.jpg", "width": 96, "height": 90}
    assert one["source"] == {"label": "G2", "url": "https://g2.example/1"}
    assert (one["industry"], one["product"], one["tags"], one["date"]) == ("IT", "Pro", ["A", "B"], "2026-05")


def test_file_names_of_entries_are_not_given_away() -> None:
    assert b"secret-name" not in api_testimonials(SITE, [_quote("q1")], {"secret-name-of-q1": [_quote("q1")]})


def test_the_newest_come_first_whatever_the_order() -> None:
    quotes = [_quote("b"), _quote("a"), _quote("new", date=When("2026", "")), _quote("old", date=When("2020", ""))]
    assert [one["id"] for one in _read(*quotes)["testimonials"]] == ["new", "old", "a", "b"]
    assert api_testimonials(SITE, quotes) == api_testimonials(SITE, reversed(quotes))


def test_translations_carry_their_disclosures() -> None:
    said = Disclosure("incentive", "Recibió una taza.")
    spanish = _quote("q1", url="/proof/es/testimonials/q1/", language="es", plain="Bien", disclosures=(said,))
    (one,) = _read(_quote("q1"), translations={"secret-name-of-q1": [spanish]})["testimonials"]
    (translation,) = one["translations"]
    assert (translation["language"], translation["quote_text"]) == ("es", "Bien")
    assert translation["disclosures"] == [{"kind": "incentive", "text": "Recibió una taza."}]
    assert translation["url"] == "https://acme.example/proof/es/testimonials/q1/"


def test_figures_of_other_languages_and_control_characters_break_nothing() -> None:
    (one,) = _read(_quote("q1", plain="a\x00\ud800b", rating=Rating(1000.0, 1000.0, "1.000", "1.000", "", 5, 0, 0)))[
        "testimonials"
    ]
    assert one["quote_text"] == "ab"
    assert one["rating"] == {"value": 1000, "scale": 1000}
