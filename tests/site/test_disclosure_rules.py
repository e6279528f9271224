"""What must be said beside proof and offers stands in the same element, on every page, card, feed and in the data."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from broken_sites import Bad, break_site
from sites import Output, build, make_site

SITE = """
-- site.yaml --
name: Tandem
url: https://tandem.example
languages: [en, es]
organization: {name: Tandem Tools, legal_name: Tandem Tools SL, address: "Calle Mayor 1, Madrid"}
cta: {label: Try, url: https://shop.example/}
policies: {reviews: {chosen_by: date, checked_by: a call to every author, negative: They stay on the marketplace.}}
-- content/testimonials/paid.md --
---
author: Zelmira Quoil
role: Buyer
company: Dough
relationship: investor
incentive: a voucher of 20 EUR
featured: true
date: 2026-02-01
original: The longer words before.
source: {platform: Marketplace, url: "https://marker.example/x"}
translations: {es: {quote: Palabras marcadas., translator: Pia}}
advocate: zq
consent: {granted: 2026-01-01, scope: [quote, name, role, company, edit, translate]}
---
Marker words.
-- content/case-studies/dough.md --
---
title: A quieter week
customer: Dough
date: 2026-03-01
typical: Most save 5 to 12 hours a week.
results:
  - {label: Hours, before: "12", after: "2", unit: h, period: in one quarter, method: sheets of 9, measured: 2026-03}
quotes: [paid]
consent: {granted: 2026-01-01, scope: [company, results, quote]}
---
They ride.
-- content/awards.yaml --
- {id: cup, name: Best tandem, awarder: Pedal Press, year: 2025, category: Shops, entry_fee: 300 EUR, url: "https://award.example/x"}
-- content/partners.yaml --
- {id: shed, name: The Shed, url: "https://shed.example", paid: true, consent: {granted: 2026-01-01, scope: [company]}}
-- content/program.yaml --
name: Bring a friend
advocate_reward: 50 EUR
friend_reward: 10 percent off
eligibility: Customers since a month
limits: Ten rewards a year
starts: 2026-01-01
ends: 2026-12-31
terms: The long conditions.
messages: {whatsapp: "Look at this {link}", sms: "Look, {offer}"}
-- content/advocates.yaml --
- id: zq
  public_name: Zelmira Quoil
  company: Dough
  code: k7wq2mzp
  kind: employee
  consent: {granted: 2026-01-01, scope: [page, name, quote, role, company]}
- {id: bo, public_name: Bo, code: h4t9xbnc, consent: {granted: 2026-01-01, scope: [page, name]}}
"""
INCENTIVE = "Received for this testimonial: a voucher of 20 EUR."
INVESTOR = "Has invested in Tandem Tools."
REWARD = "gets a reward if you become a customer: 50 EUR."
VOID = {"br", "img", "input", "link", "meta", "hr", "source", "wbr", "track"}


@dataclass
class Element:
    """One element of a page, with all text in it and everything that stands in it, in order."""

    tag: str
    attributes: dict[str, str]
    parts: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(p if isinstance(p, str) else f" {p.text} " for p in self.parts).split())

    def all(self, tag: str = "") -> list[Element]:
        """Every element below with this tag (all tags if none), in the order of the page."""
        inside = [part for part in self.parts if isinstance(part, Element)]
        found = []
        for element in inside:
            found += [element] if tag in ("", element.tag) else []
            found += element.all(tag)
        return found


class Page(HTMLParser):
    """A page as a tree."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].parts.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self._open[-1].parts.append(data)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Output:
    return build(make_site(tmp_path_factory.mktemp("disclosed"), SITE))


def elements(made: Output, address: str, tag: str, words: str) -> list[Element]:
    """The elements of a page with this tag that hold `words`."""
    found = [element for element in Page(made.read(address)).root.all(tag) if words in element.text]
    assert found, f"{address} has no <{tag}> with {words!r}"
    return found


QUOTED = ["/", "/testimonials/", "/testimonials/paid/", "/case-studies/dough/", "/r/k7wq2mzp/", "/r/h4t9xbnc/"]


@pytest.mark.parametrize("address", QUOTED)
def test_incentive_and_relationship_stand_in_the_figure_of_the_quote_before_any_link(
    made: Output, address: str
) -> None:
    for figure in elements(made, address, "figure", "Marker words."):
        inside = figure.all()
        said = [element for element in inside if element.attributes.get("class") == "disclosure"]
        assert [element.text for element in said] == [INVESTOR, INCENTIVE]
        links = [inside.index(element) for element in inside if element.tag == "a"]
        assert all(inside.index(said[-1]) < link for link in links)
        assert all("disclosure" not in element.all("blockquote") for element in said)
        names = [
            inside.index(element) for element in inside if element.text == "Zelmira Quoil" and element.tag == "bdi"
        ]
        assert names[0] < inside.index(said[0]), "beside the name"


def test_no_page_shows_the_quote_outside_such_a_figure(made: Output) -> None:
    shown = [name for name in made.holding("Marker words.") if name.endswith(".html") and not name.startswith("es/")]
    assert sorted(shown) == sorted(address.lstrip("/") + "index.html" for address in QUOTED)
    for address in QUOTED:
        root = Page(made.read(address)).root
        whole = [element for element in root.all("body") if "Marker words." in element.text]
        outside = whole[0].text.count("Marker words.")
        inside = sum(figure.text.count("Marker words.") for figure in root.all("figure"))
        assert outside == inside


@pytest.mark.parametrize("address", [*QUOTED, "/es/testimonials/paid/"])
def test_edited_words_say_so_and_the_original_is_there(made: Output, address: str) -> None:
    words = "Palabras marcadas." if address.startswith("/es/") else "Marker words."
    for figure in elements(made, address, "figure", words):
        said = "Editado con" if address.startswith("/es/") else "Edited, with the author"
        details = [element for element in figure.all("details") if said in element.text]
        assert details and "The longer words before." in details[0].text


def test_a_translation_says_so_and_the_original_is_there(made: Output) -> None:
    for address in ("/es/", "/es/testimonials/", "/es/testimonials/paid/"):
        for figure in elements(made, address, "figure", "Palabras marcadas."):
            details = [element for element in figure.all("details") if "Traducido del inglés por Pia." in element.text]
            assert details and "Marker words." in details[0].text
            assert details[0].all("blockquote")[0].attributes["lang"] == "en"
            assert "Ha invertido en Tandem Tools." in figure.text
            assert "a voucher of 20 EUR" in figure.text


def test_cards_of_social_media_hold_the_disclosure_whole(made: Output) -> None:
    for address, said in (("/testimonials/paid/", INCENTIVE), ("/r/k7wq2mzp/", REWARD), ("/r/h4t9xbnc/", REWARD)):
        described = [
            meta.attributes["content"]
            for meta in Page(made.read(address)).root.all("meta")
            if "description" in meta.attributes.get("property", meta.attributes.get("name", ""))
        ]
        assert len(described) >= 2
        assert all(text.endswith(said) for text in described)
    assert "10 percent off. Bo gets a reward" in made.read("/r/h4t9xbnc/")


def test_feeds_and_data_hold_disclosure_and_original_in_the_same_field(made: Output) -> None:
    item = next(item for item in json.loads(made.read("feed.json"))["items"] if "paid" in item["url"])
    for field_ in ("title", "content_html", "summary"):
        assert INCENTIVE in item[field_] and INVESTOR in item[field_]
    assert "The longer words before." in item["content_html"]
    entry = made.read("feed.xml").split("<entry")[
        1 if "testimonials/paid" in made.read("feed.xml").split("<entry")[1] else 2
    ]
    for tag in ("title", "summary", "content"):
        assert INCENTIVE in entry.split(f"<{tag}")[1].split(f"</{tag}>")[0]
    row = json.loads(made.read("api/testimonials.json"))["testimonials"][0]
    assert [said["text"] for said in row["disclosures"]] == [INVESTOR, INCENTIVE]
    assert "The longer words before." in row["originals"][0]["quote_html"]
    assert "a voucher of 20 EUR" in row["translations"][0]["disclosures"][1]["text"]


def test_no_file_holds_the_words_without_the_disclosure(made: Output) -> None:
    said = set(made.holding(INCENTIVE)) | set(made.holding("Recibido por este testimonio: a voucher of 20 EUR."))
    assert set(made.holding("Marker words.")) <= said
    assert set(made.holding("Palabras marcadas.")) <= said


def test_the_wall_says_how_it_was_chosen_and_checked_with_the_policy_at_hand(made: Output) -> None:
    basis = elements(made, "/testimonials/", "p", "collected testimonial")[0]
    assert basis.text.startswith("1 of 1 collected")
    assert "chosen by date" in basis.text
    assert "checked by a call to every author" in basis.text
    assert [link.attributes["href"] for link in basis.all("a")] == ["/review-policy/"]
    policy = Page(made.read("/review-policy/")).root.text
    assert "They stay on the marketplace." in policy


def test_a_wall_that_nobody_checked_says_so(tmp_path: Path) -> None:
    made = build(make_site(tmp_path, SITE.replace("checked_by: a call to every author, ", "")))
    assert "We do not check who wrote them." in elements(made, "/testimonials/", "p", "collected testimonial")[0].text


def test_a_figure_of_a_case_study_has_its_basis_beside_it(made: Output) -> None:
    results = elements(made, "/case-studies/dough/", "dl", "Hours")[0]
    for part in ("from 12 h to 2 h", "in one quarter", "sheets of 9", "March 2026"):
        assert part in results.text
    for address in ("/case-studies/dough/", "/case-studies/", "/", "/r/h4t9xbnc/"):
        tag = "section" if address == "/case-studies/dough/" else "article"
        for element in elements(made, address, tag, "from 12 h to 2 h"):
            assert "Most save 5 to 12 hours a week." in element.text


def test_the_landing_page_says_what_both_get_and_under_which_conditions(made: Output) -> None:
    offer = elements(made, "/r/k7wq2mzp/", "section", "50 EUR")[0]
    for part in (
        "10 percent off",
        f"Zelmira Quoil {REWARD}",
        "Customers since a month",
        "Ten rewards a year",
        "January 1, 2026",
        "December 31, 2026",
        "Tandem Tools SL, Calle Mayor 1, Madrid",
    ):
        assert part in offer.text
    assert "/program/" in [link.attributes["href"].split("?")[0] for link in offer.all("a")]
    assert "Works at Tandem Tools." in elements(made, "/r/k7wq2mzp/", "header", "thought of you")[0].text
    assert "The long conditions." in Page(made.read("/program/")).root.text


def test_nobody_is_called_a_customer_who_is_none(tmp_path: Path) -> None:
    """Neither by name, nor where the name may not be told."""
    unnamed = SITE.replace("scope: [page, name, quote, role, company]", "scope: [page]").replace("advocate: zq\n", "")
    page = Page(build(make_site(tmp_path, unnamed)).read("/r/k7wq2mzp/"))
    header = next(one for one in page.root.all("header") if "thought of you" in one.text)
    assert "Somebody thought of you" in header.text and "A customer of" not in header.text
    assert "Works at Tandem Tools." in header.text


def test_every_shared_message_says_that_there_is_a_reward(made: Output) -> None:
    links = [link.attributes["href"] for link in Page(made.read("/r/h4t9xbnc/")).root.all("a")]
    shared = [
        link for link in links if link.startswith(("https://wa.me", "sms:", "mailto:", "https://t.me", "https://x.com"))
    ]
    assert len(shared) >= 5
    for link in shared:
        if "introduction" in link:  # a friend writes it to the advocate, and it offers nothing
            assert "10 percent off" not in unquote(link)
            continue
        words = " ".join(
            " ".join(values) for values in parse_qs(urlsplit(link.replace("sms:?&", "sms:?")).query).values()
        )
        assert f"Bo {REWARD}" in words
        assert ". Bo gets" in words or "\n\nBo gets" in words or "this Bo gets" not in words


def test_an_award_names_who_gave_it_when_for_what_and_what_entering_cost(made: Output) -> None:
    award = elements(made, "/awards/", "article", "Best tandem")[0]
    for part in ("Pedal Press", "2025", "Shops", "300 EUR"):
        assert part in award.text
    assert [link.attributes["href"] for link in award.all("a")] == ["https://award.example/x"]


def test_a_paid_partner_is_marked_and_its_link_is_sponsored(made: Output) -> None:
    partner = elements(made, "/partners/", "article", "The Shed")[0]
    assert "Paid partnership" in partner.text
    assert all("sponsored" in link.attributes["rel"] for link in partner.all("a"))


PROGRAM = "content/program.yaml"
CASE = "content/case-studies/new.md"


@pytest.mark.parametrize(
    "bad",
    [
        Bad(
            "advocate",
            f"-- {PROGRAM} --\nname: P\nadvocate_reward: 50 EUR\nlimits: ten\n",
            f"{PROGRAM}:2:1",
            "GW402",
            ("`eligibility`", "who may take part"),
        ),
        Bad(
            "friend",
            f"-- {PROGRAM} --\nname: P\nfriend_reward: 5 EUR\neligibility: all\n",
            f"{PROGRAM}:2:1",
            "GW402",
            ("`limits`", "how many rewards"),
        ),
        Bad(
            "tiers",
            f"-- {PROGRAM} --\nname: P\ntiers: [{{referrals: 3, reward: A mug}}]\n",
            f"{PROGRAM}:2:1",
            "GW402",
            ("`tiers`",),
        ),
        Bad(
            "results",
            f"-- {CASE} --\n---\ntitle: T\ncustomer: C\nresults: [{{label: H, after: 2}}]\n---\n",
            f"{CASE}:4:1",
            "GW401",
            ("Add `typical`", "generally expect"),
        ),
    ],
    ids=str,
)
def test_an_offer_or_a_figure_without_its_conditions_is_an_error(good: Path, tmp_path: Path, bad: Bad) -> None:
    break_site(good, tmp_path / "site", bad)
