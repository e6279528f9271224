"""JSON-LD: what each kind of page carries, what none may carry, and texts that try to break out."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from msgspec.structs import replace

from goodword.outputs.structured_data import OrganizationFacts, json_ld, script_json
from goodword.outputs.views import (
    Article,
    Case,
    Disclosure,
    Link,
    PageView,
    Person,
    Picture,
    Quote,
    Rating,
    SiteView,
    Video,
    When,
)

SITE = SiteView(
    name="Acme stories",
    tagline="",
    url="https://acme.example/proof",
    base="/proof",
    home_url="/proof/",
    language="en",
    direction="ltr",
    organization_name="Acme",
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
    feed_url="",
    json_feed_url="",
)
CRUMBS = (Link("Home", "/proof/"), Link("Testimonials", "/proof/testimonials/"), Link("Ana", "", current=True))
ACME = OrganizationFacts(
    name="Acme",
    legal_name="Acme Ltd",
    logo=Picture("/proof/media/logo.png", 200, 112),
    same_as=("https://social.example/acme",),
    awards=("Best of 2026, Invented Institute",),
)
BARE = OrganizationFacts(name="Acme")
QUOTE = Quote(
    id="ana",
    url="/proof/testimonials/q1/",
    language="es",
    direction="ltr",
    html=Markup("<p>Bien</p>"),
    plain="Bien",
    excerpt="Bien",
    size="short",
    person=Person("Ana", name="Ana", role="CEO", company="Ka", company_url="https://ka.example/"),
    rating=Rating(5, 5, "5", "5", "5 out of 5", 5, 0, 0),
    date=When("2026-05-01", "1 May 2026"),
)


def page(kind: str, **fields: Any) -> PageView:
    path = fields.pop("path", f"/{kind}/")
    url = f"/proof{path}"
    given: dict[str, Any] = {
        "breadcrumbs": CRUMBS,
        "canonical": f"https://acme.example{url}",
        "robots": None,
        "file": "x.html",
    }
    return PageView(kind, "A title", "A description", path, url, **{**given, **fields})


def nodes(*arguments: Any, **options: Any) -> dict[str, dict[str, Any]]:
    text = json_ld(*arguments, **options)
    assert text is not None
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


@pytest.mark.parametrize(
    ("kind", "subject", "types"),
    [
        ("home", None, ["Organization", "WebSite", "BreadcrumbList"]),
        ("about", None, ["Organization", "BreadcrumbList"]),
        ("wall", None, ["BreadcrumbList"]),
        ("testimonial", QUOTE, ["WebPage", "BreadcrumbList"]),
        ("case-study", Case("c", "/c/", "en", "ltr", "T", "Ka", "S"), ["Article", "BreadcrumbList"]),
        ("article", Article("a", "/a/", "en", "ltr", "T", "S"), ["Article", "BreadcrumbList"]),
        ("awards", None, ["BreadcrumbList"]),
    ],
)
def test_each_kind_of_page_has_its_types(kind: str, subject: Any, types: list[str]) -> None:
    assert list(nodes(page(kind), SITE, BARE, subject)) == types


@pytest.mark.parametrize(
    ("view", "site"),
    [
        (page("landing"), SITE),
        (page("share"), SITE),
        (page("not-found"), SITE),
        (page("wall", robots="noindex, follow", canonical=None), SITE),
        (page("testimonial", preview=True), SITE),
        (page("home"), replace(SITE, demo=True)),
    ],
)
def test_a_page_that_is_not_to_be_indexed_has_none(view: PageView, site: SiteView) -> None:
    assert json_ld(view, site, ACME, QUOTE) is None


def test_there_are_never_stars() -> None:
    for kind, subject in [("home", None), ("about", None), ("wall", None), ("testimonial", QUOTE)]:
        text = str(json_ld(page(kind), SITE, ACME, subject))
        assert not any(word in text for word in ("Review", "Rating", "rating", "aggregate"))


def test_a_testimonial_is_a_quotation_with_who_said_it() -> None:
    assert nodes(page("testimonial"), SITE, BARE, QUOTE)["WebPage"] == {
        "@type": "WebPage",
        "@id": "https://acme.example/proof/testimonial/",
        "url": "https://acme.example/proof/testimonial/",
        "name": "A title",
        "inLanguage": "en",
        "mainEntity": {
            "@type": "Quotation",
            "text": "Bien",
            "inLanguage": "es",
            "datePublished": "2026-05-01",
            "spokenByCharacter": {
                "@type": "Person",
                "name": "Ana",
                "jobTitle": "CEO",
                "worksFor": {"@type": "Organization", "name": "Ka", "url": "https://ka.example/"},
            },
        },
    }


def test_nobody_is_named_who_may_not_be() -> None:
    nameless = replace(QUOTE, person=Person("Head of IT", role="Head of IT", company_url="https://ka.example/"))
    quotation = nodes(page("testimonial"), SITE, BARE, nameless)["WebPage"]["mainEntity"]
    assert quotation["spokenByCharacter"] == {"@type": "Person", "jobTitle": "Head of IT"}
    unknown = replace(QUOTE, person=Person("A customer"))
    assert "spokenByCharacter" not in nodes(page("testimonial"), SITE, BARE, unknown)["WebPage"]["mainEntity"]


def test_the_disclosure_stands_beside_the_words() -> None:
    paid = replace(QUOTE, disclosures=(Disclosure("incentive", "Received a mug."),))
    assert nodes(page("testimonial"), SITE, BARE, paid)["WebPage"]["mainEntity"]["description"] == "Received a mug."


def test_words_that_live_elsewhere_are_not_marked_up() -> None:
    foreign = replace(QUOTE, source=Link("G2", "https://g2.example/1"))
    assert list(nodes(page("testimonial"), SITE, BARE, foreign)) == ["BreadcrumbList"]
    assert json_ld(page("testimonial", breadcrumbs=()), SITE, BARE, foreign) is None


VIDEO = Video("/proof/media/v.mp4", "video/mp4", None, "es", "Bien.", Picture("/proof/media/p.jpg", 640, 360))


def test_a_recording_is_marked_up_with_picture_and_day() -> None:
    node = nodes(page("testimonial"), SITE, BARE, replace(QUOTE, video=VIDEO))["VideoObject"]
    assert node["thumbnailUrl"] == "https://acme.example/proof/media/p.jpg"
    assert node["contentUrl"] == "https://acme.example/proof/media/v.mp4"
    assert (node["uploadDate"], node["name"], node["transcript"]) == ("2026-05-01", "A title", "Bien.")


@pytest.mark.parametrize(
    "change", [{"video": replace(VIDEO, poster=None)}, {"date": When("2026-05", "")}, {"date": None}]
)
def test_a_recording_without_what_is_required_is_not(change: dict[str, Any]) -> None:
    quote = replace(replace(QUOTE, video=VIDEO), **change)
    assert "VideoObject" not in nodes(page("testimonial"), SITE, BARE, quote)


def test_the_organization_says_what_about_says() -> None:
    node = nodes(page("about"), SITE, ACME)["Organization"]
    assert node == {
        "@type": "Organization",
        "name": "Acme",
        "url": "https://acme.example/proof/",
        "logo": "https://acme.example/proof/media/logo.png",
        "legalName": "Acme Ltd",
        "sameAs": ["https://social.example/acme"],
        "award": ["Best of 2026, Invented Institute"],
    }


def test_a_logo_that_is_too_small_is_left_out() -> None:
    small = replace(ACME, logo=Picture("/proof/media/logo.png", 400, 111))
    assert "logo" not in nodes(page("about"), SITE, small)["Organization"]


def test_a_case_study_is_an_article_about_its_customer() -> None:
    case = Case(
        "c",
        "/proof/c/",
        "es",
        "ltr",
        "Half the time",
        "Ka",
        "Saved 50 %.",
        typical="Most save 10 %.",
        date=When("2026-05", ""),
    )
    node = nodes(page("case-study"), SITE, ACME, case)["Article"]
    assert (node["headline"], node["inLanguage"], node["datePublished"]) == ("Half the time", "es", "2026-05")
    assert node["about"] == {"@type": "Organization", "name": "Ka"}
    assert node["description"] == "Saved 50 %. Most save 10 %."
    assert node["publisher"]["name"] == "Acme" and "award" not in node["publisher"]
    assert node["mainEntityOfPage"] == "https://acme.example/proof/case-study/"
    assert "about" not in nodes(page("case-study"), SITE, ACME, case, customer_named=False)["Article"]


def test_an_article_names_its_author() -> None:
    article = Article("a", "/a/", "en", "ltr", "How", "S", "Bo", Picture("/proof/media/i.jpg", 9, 9))
    node = nodes(page("article"), SITE, ACME, article)["Article"]
    assert node["author"] == {"@type": "Person", "name": "Bo"}
    assert node["image"] == "https://acme.example/proof/media/i.jpg"


def test_breadcrumbs_have_positions_names_and_absolute_addresses() -> None:
    items = nodes(page("wall"), SITE, BARE)["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in items] == [1, 2, 3]
    assert [item.get("item") for item in items] == [
        "https://acme.example/proof/",
        "https://acme.example/proof/testimonials/",
        None,
    ]


def test_one_crumb_is_no_trail() -> None:
    assert json_ld(page("wall", breadcrumbs=CRUMBS[:1]), SITE, BARE) is None


@given(st.text(st.characters(), max_size=30))
def test_no_text_ends_the_script_element(text: str) -> None:
    hostile = f"{text}</script><!--<script>]]>&\u2028\u2029\ud800\x00"
    quote = replace(QUOTE, plain=hostile, person=Person(hostile, name=hostile, role=hostile))
    made = str(json_ld(replace(page("testimonial"), title=hostile), SITE, OrganizationFacts(hostile), quote))
    assert not set("<>&\u2028\u2029\ud800\x00") & set(made)
    made.encode()
    spoken = json.loads(made)["@graph"][0]["mainEntity"]["text"]
    assert spoken.endswith("</script><!--<script>]]>&\u2028\u2029")


def test_the_same_input_gives_the_same_bytes() -> None:
    assert json_ld(page("home"), SITE, ACME) == json_ld(page("home"), SITE, ACME)
    assert script_json({"b": 1, "a": "<"}) == '{"b":1,"a":"\\u003c"}'
