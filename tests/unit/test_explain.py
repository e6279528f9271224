"""`goodword explain`: where a page comes from, why each proof was chosen, why something is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goodword.build.explaining import Explainer
from goodword.content.load import load_library
from sites import TODAY, build, run

HEAD = """
    -- site.yaml --
    name: Tandem Tools
    url: https://tandem.example/proof
    languages: [en, es]
    -- content/advocates.csv --
    id,public_name,code,company,industry,product,audiences,testimonial,status,consent.granted,consent.scope,consent.withdrawn
    ana,Ana Silva,anacode2,Molino Norte,bakeries,ember,hotels,,published,2026-05-01,page|quote|name,
    ben,Ben Ito,bencode3,,bakeries,ember,,,published,2026-05-01,page|quote|name,
    cleo,Cleo Rey,cleocod4,,,,,,published,2026-05-01,page|quote|name,2026-06-01
    dan,Dan Moor,dancode5,,,,,,draft,2026-05-01,page|quote|name,
    -- content/program.yaml --
    name: Friends of Tandem
    advocate_reward: a month free
    friend_reward: two months free
    eligibility: customers
    limits: ten a year
    -- content/testimonials/own.md --
    ---
    author: Ana Silva
    advocate: ana
    consent: {granted: 2026-05-01, method: email, scope: [quote, name, company]}
    ---
    Mine, in my own words.
    -- content/testimonials/nameless.md --
    ---
    role: Baker
    advocate: ben
    consent: {granted: 2026-05-01, method: email, scope: [quote, role]}
    ---
    Said without a name.
    -- content/testimonials/unasked.md --
    ---
    author: Planted Person
    aliases: [never-asked]
    ---
    Planted words.
    -- content/testimonials/soon.md --
    ---
    role: Potter
    date: 2026-07-01
    aliases: [later]
    consent: {granted: 2026-05-01, method: email, scope: [quote, role]}
    ---
    From July on.
    """
QUOTE = """
    -- content/testimonials/q{number:02}.md --
    ---
    role: Baker {number}
    industry: {industry}
    aliases: [old-{number}]
    consent: {{granted: 2026-05-01, method: email, scope: [quote, role]}}
    ---
    Words number {number:02}.
    """


@pytest.fixture
def root(site: Callable[[str], Path]) -> Path:
    quotes = [QUOTE.format(number=n, industry="bakeries" if n % 2 else "hotels") for n in range(1, 31)]
    return site(HEAD + "".join(quotes))


def explained(root: Path, target: str) -> list[Any]:
    ended = run("explain", target, "--format", "json", cwd=root)
    assert ended.exit_code == 0, ended.stderr
    found = ended.document["facts"]["explanations"]
    assert isinstance(found, list)
    return found


def facts(explanation: Any) -> dict[str, str]:
    return dict(explanation["facts"])


def test_a_code_tells_whose_page_it_is_and_what_is_offered(root: Path) -> None:
    (page,) = explained(root, "anacode2")
    assert page["address"] == "/proof/r/anacode2/"
    assert page["sources"] == [{"kind": "advocate", "id": "ana", "place": "content/advocates.csv:2:1"}]
    told = facts(page)
    assert told["own words"] == "testimonial `own` (content/testimonials/own.md:1:1)"
    assert told["template"] == "themes/default/templates/landing.html (comes with Goodword)"
    assert told["the friend gets"] == "two months free"
    assert told["the advocate gets"] == "a month free"
    assert told["program"].startswith("`") and "running (content/program.yaml:1:1)" in told["program"]
    assert told["audience"] == "hotels: /proof/r/anacode2/hotels/"
    assert explained(root, "ANACODE2") == [page]
    assert explained(root, "https://tandem.example/proof/r/anacode2/?ref=x") == [page]
    assert explained(root, "/r/anacode2/hotels/") == [page]
    assert explained(root, "ana") == [page]


def test_the_proof_that_is_explained_is_the_proof_on_the_page(root: Path) -> None:
    built = build(root)
    (page,) = explained(root, "anacode2")
    assert [proof["address"] for proof in page["proofs"]] == ["/proof/r/anacode2/", "/proof/r/anacode2/hotels/"]
    for proof in page["proofs"]:
        candidates = proof["testimonials"]
        assert [one["rank"] for one in candidates] == list(range(1, 13))
        assert sum(one["picked"] for one in candidates) == 3
        html = built.read(proof["address"].removeprefix("/proof"))
        on_page = {f"q{n:02}" for n in range(1, 31) if f"Words number {n:02}." in html}
        assert {one["id"] for one in candidates if one["picked"]} == on_page
    assert {one["why"] for one in page["proofs"][0]["testimonials"]} == {"same industry, in the page's language"}
    shown = run("explain", "anacode2", cwd=root)
    assert shown.stdout == ""
    assert shown.stderr.count("\n  * ") == 6


def test_why_own_words_are_not_joined(root: Path) -> None:
    told = facts(explained(root, "bencode3")[0])
    assert "`nameless` is not shown there" in told["own words not shown"]
    assert "does not cover `name`" in told["own words not shown"]


def test_which_share_card_a_page_has_and_why(root: Path) -> None:
    built = build(root)
    told = facts(explained(root, "anacode2")[0])
    assert told["share card"] == "/proof/cards/advocates/anacode2.jpg, its own"
    assert told["the card says"].startswith("Ana Silva thought of you. For you: two months free.")
    told = facts(explained(root, "/testimonials/q01/")[0])
    assert told["share card"] == "/proof/cards/testimonials/q01.jpg, its own"
    assert told["the card says"] == "“Words number 01.” Baker 1."
    cards = [name for name in built.files if "cards/" in name]
    assert len(cards) > 30
    explainer = Explainer(root, load_library(root, day), load_library(root, day, preview=True))
    for name in cards:
        (answer,) = explainer.explain(f"/{name}")
        assert answer.address == f"/proof/{name}" and dict(answer.facts)["it says"], name
        assert dict(answer.facts)["last written"].startswith("in build 1"), name
    (card,) = explained(root, "https://tandem.example/proof/cards/advocates/anacode2.jpg?v=0123456789abcdef")
    assert (card["what"], card["sources"][0]["id"]) == ("the share card of advocate `ana`", "ana")


MANY = "there are 2 advocates, and `share_cards.advocates` is 1"


@pytest.mark.parametrize(
    ("settings", "own", "told"),
    [
        ("share_cards: {make: false}", "ana,,Ana", "none: `share_cards.make` says so"),
        (
            "share_cards: {advocates: 1}",
            "ana,,Ana",
            f"/proof/cards/programs/default.jpg, that of program `default`: {MANY}",
        ),
        ("share_cards: {advocates: 1}", "ana,A mug,Ana", f"/proof/cards/site/home.jpg, that of the site: {MANY}; the"),
        ("", "ana,A mug,Ana", "/proof/cards/advocates/anacode2.jpg, its own"),
        ("", "ana,,ศรี", "/proof/cards/site/home.jpg, that of the site: a letter on its own is in no font here"),
    ],
)
def test_why_a_page_has_a_card_that_is_not_its_own(root: Path, settings: str, own: str, told: str) -> None:
    with (root / "site.yaml").open("a", encoding="utf-8") as site:
        site.write(f"{settings}\n")
    table = root / "content/advocates.csv"
    text = re.sub(r"^(\w+),", r"\1,,", table.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = text.replace("id,,", "id,offer,", 1).replace("ana,,Ana Silva", own)
    table.write_text(text, encoding="utf-8")
    assert facts(explained(root, "ana")[0])["share card"].startswith(told)


def test_codes_that_have_ended_and_codes_that_never_began(root: Path) -> None:
    (ended,) = explained(root, "cleocod4")
    assert "a code that has ended" in ended["what"]
    assert "withdrawn on 2026-06-01" in facts(ended)["why"]
    (never,) = explained(root, "dancode5")
    assert never["address"] is None
    assert facts(never)["hidden"] == "it is a draft"


@pytest.mark.parametrize(
    "target",
    [
        "/testimonials/q01/",
        "testimonials/q01",
        "/proof/testimonials/q01/",
        "https://tandem.example/proof/testimonials/q01/#top",
        "http://127.0.0.1:8000/proof/testimonials/q01/",
        "output/testimonials/q01/index.html",
        "q01",
        "content/testimonials/q01.md",
    ],
)
def test_a_page_by_any_of_its_names(root: Path, target: str) -> None:
    (page,) = explained(root, target)
    assert page["address"] == "/proof/testimonials/q01/"
    assert page["sources"] == [{"kind": "testimonial", "id": "q01", "place": "content/testimonials/q01.md:1:1"}]
    told = facts(page)
    assert (told["in es"], told["written in en"]) == (
        "/proof/es/testimonials/q01/",
        "content/testimonials/q01.md:1:1",
    )


def test_an_old_address_leads_on(root: Path) -> None:
    old, new = explained(root, "/old-1/")
    assert old["what"].endswith("leads to /proof/testimonials/q01/")
    assert new["address"] == "/proof/testimonials/q01/"


def test_the_sites_own_template_is_named(root: Path) -> None:
    own = root / "themes" / "default" / "templates" / "wall.html"
    own.parent.mkdir(parents=True)
    own.write_text("{% extends 'base.html' %}", encoding="utf-8")
    part = root / "themes" / "default" / "templates" / "components" / "quote-card.html"
    part.parent.mkdir()
    part.write_text("<figure></figure>", encoding="utf-8")
    assert facts(explained(root, "/testimonials/")[0])["template"] == "themes/default/templates/wall.html"
    assert "and your own" not in facts(explained(root, "/testimonials/")[0])  # this one shows no cards
    own.unlink()
    told = facts(explained(root, "/testimonials/")[0])
    assert told["template"] == "themes/default/templates/wall.html (comes with Goodword)"
    assert told["and your own"] == "themes/default/templates/components/quote-card.html"


def test_of_new_files_not_their_folders_are_named(root: Path) -> None:
    build(root)
    own = root / "themes" / "default" / "static" / "own.css"
    own.parent.mkdir(parents=True)
    own.write_text("p { margin: 0 }", encoding="utf-8")
    build(root)
    assert facts(explained(root, "/testimonials/")[0])["changed then"] == "themes/default/static/own.css"


def test_what_is_hidden_is_explained_and_not_told(root: Path) -> None:
    for target in ("unasked", "/testimonials/soon/", "content/testimonials/unasked.md", "soon"):
        ended = run("explain", target, cwd=root)
        assert ended.exit_code == 0
        assert "in no page" in ended.stderr
        assert "Planted" not in ended.stderr
    assert facts(explained(root, "unasked")[0])["hidden"] == "no consent"
    soon = facts(explained(root, "soon")[0])
    assert soon["until"] == "2026-07-01: then it is shown by itself"
    assert soon["would be at"] == "/proof/testimonials/soon/"


@pytest.mark.parametrize(
    ("target", "code", "hint"),
    [
        ("/testimonals/", "GW860", "Did you mean `/testimonials/`?"),
        ("anacode3", "GW860", "Did you mean `anacode2`?"),
        ("/r/anacode2/bakeries/", "GW860", ""),
        ("zzzzzzzzzzzzzzzz", "GW860", "Give a path"),
        ("https://elsewhere.example/proof/", "GW861", "https://tandem.example/proof"),
        ("https://tandem.example/other/", "GW861", ""),
        ("http://[broken", "GW860", ""),
        ("", "GW860", ""),
        ("../../etc/passwd", "GW860", ""),
    ],
)
def test_nothing_there(root: Path, target: str, code: str, hint: str) -> None:
    ended = run("explain", target, cwd=root)
    assert (ended.exit_code, ended.codes) == (1, [code])
    assert hint in ended.stderr


def test_every_page_of_a_site_can_be_explained(root: Path) -> None:
    built = build(root)
    explainer = Explainer(root, load_library(root, day), load_library(root, day, preview=True))
    for address in built.pages:
        (*_, page) = explainer.explain(address)
        assert page.what, address


def day(zone: str) -> date:
    return date.fromisoformat(TODAY)
