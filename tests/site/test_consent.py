"""Consent decides: what is not allowed stands nowhere in the output, and the build says what it left out and why."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from sites import build, run

Make = Callable[[str], Path]

TESTIMONIAL = """
-- content/testimonials/zelmira-quoil.md --
---
author: Zelmira Quoil
role: Marker-Role
company: Vandrake Holdings
company_url: https://marker-company-url.example
photo: face.png
logo: logo.png
headline: Marker-Headline
original: Marker-Original words before
aliases: [/old/zelmira-quoil/]
source: {platform: Marketplace, url: "https://marker-source.example/zelmira-quoil"}
translations:
  es: {quote: Marker-Translation, translator: Marker-Translator}
video: {file: film.mp4, transcript: Marker-Transcript}
consent: {granted: 2026-01-02, method: Marker-Method, evidence: Marker-Evidence, scope: [SCOPE]}
---
Marker-Quote stands here.
"""

# What each scope lets appear, by words that stand nowhere else.
SHOWN_BY = {
    "name": ["Zelmira", "Quoil", "zelmira", "marker-source"],
    "role": ["Marker-Role"],
    "company": ["Vandrake", "marker-company-url"],
    "translate": ["Marker-Translation", "Marker-Translator"],
    "video": ["Marker-Transcript", ".mp4"],
    "edit": ["Marker-Quote"],
    "photo": [],
    "logo": [],
}
NEVER = ["Marker-Method", "Marker-Evidence", "consent:", "imported:"]


def write_site(make: Make, scope: str, extra: str = "") -> Path:
    """A Spanish-English site with one testimonial whose consent covers `scope`."""
    site = make(
        "-- site.yaml --\nname: Tandem\nurl: https://tandem.example\nlanguages: [en, es]\n"
        + TESTIMONIAL.replace("SCOPE", scope)
        + extra
    )
    from sites import make_picture

    make_picture(site / "content/testimonials/face.png", 40, 44)
    make_picture(site / "content/testimonials/logo.png", 60, 20)
    (site / "content/testimonials/film.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(64))
    return site


@pytest.mark.parametrize("missing", SHOWN_BY)
def test_a_missing_scope_takes_its_element_out_of_every_file(site: Make, missing: str) -> None:
    scopes = [scope for scope in SHOWN_BY if scope != missing]
    made = build(write_site(site, ", ".join(["quote", *scopes])))
    for marker in SHOWN_BY[missing]:
        assert made.holding(marker) == [], marker
    for scope in scopes:
        if scope in {"translate"} and missing == "edit":
            continue  # the translation is one of the edited words
        for marker in SHOWN_BY[scope]:
            assert made.holding(marker), f"{marker} should be shown when only {missing} is missing"


@pytest.mark.parametrize(("missing", "height"), [("photo", 44), ("logo", 20)])
def test_a_picture_without_its_scope_is_not_published(site: Make, missing: str, height: int) -> None:
    scopes = [scope for scope in SHOWN_BY if scope != missing]
    made = build(write_site(site, ", ".join(["quote", *scopes])))
    assert made.holding(f'height="{height}"') == []
    shown = [Image.open(BytesIO(made.files[name])).height for name in made.files if name.startswith("media/")]
    assert shown
    assert height not in shown


def test_evidence_and_method_are_never_published(site: Make) -> None:
    made = build(write_site(site, ", ".join(["quote", *SHOWN_BY])))
    for marker in NEVER:
        assert made.holding(marker) == [], marker


@pytest.mark.parametrize(
    ("consent", "reason"),
    [
        ("", "no consent"),
        ("consent: {granted: no, scope: [quote, name]}", "refused"),
        ("consent: {granted: 2026-01-01, expires: 2026-06-14, scope: [quote, name]}", "expired on 2026-06-14"),
        ("consent: {granted: 2026-01-01, withdrawn: 2026-06-01, scope: [quote, name]}", "withdrawn on 2026-06-01"),
        ("consent: {granted: 2026-07-01, scope: [quote, name]}", "begins on 2026-07-01"),
        ("consent: {granted: 2026-01-01}", "no scope"),
        ("consent: {granted: 2026-01-01, scope: [name]}", "does not cover `quote`"),
        ("status: draft\nconsent: {granted: 2026-01-01, scope: [quote, name]}", "draft"),
        ("status: archived\nconsent: {granted: 2026-01-01, scope: [quote, name]}", "archived"),
        ("date: 2026-06-16\nconsent: {granted: 2026-01-01, scope: [quote, name]}", "2026-06-16"),
    ],
)
def test_without_valid_consent_a_testimonial_is_nowhere_and_the_reason_is_told(
    site: Make, consent: str, reason: str
) -> None:
    folder = site(f"-- content/testimonials/secretname.md --\n---\nauthor: Secretname\n{consent}\n---\nSecret words.\n")
    made = build(folder)
    assert made.holding("Secretname") == made.holding("secretname") == made.holding("Secret words") == []
    assert reason in made.result.stderr
    assert "content/testimonials/secretname.md" in made.result.stderr


def test_consent_holds_on_its_last_day_and_no_longer(site: Make) -> None:
    folder = site(
        "-- content/testimonials/a.md --\n---\nauthor: Ana\n"
        "consent: {granted: 2026-01-01, expires: 2026-06-15, scope: [quote, name]}\n---\nLast day.\n"
    )
    made = build(folder, today="2026-06-15")
    assert made.holding("Last day.")
    assert "2026-06-16" in made.result.stderr, "the build says when it changes next"
    assert build(folder, today="2026-06-16").holding("Last day.") == []


def test_the_day_is_that_of_the_sites_time_zone(site: Make) -> None:
    text = (
        "-- site.yaml --\nname: T\nurl: https://t.example\ntimezone: {zone}\n"
        "-- content/testimonials/a.md --\n---\nauthor: Ana\ndate: 2026-06-16\n"
        "consent: {{granted: 2026-01-01, scope: [quote, name]}}\n---\nTomorrow.\n"
    )
    assert build(site(text.format(zone="Pacific/Kiritimati")), today="2026-06-15").holding("Tomorrow.")
    assert build(site(text.format(zone="America/New_York")), today="2026-06-15").holding("Tomorrow.") == []


@pytest.mark.parametrize(
    "words", ["Yours, Zelmira Quoil", "zelmira quoil said so", "Quoil here.", "I asked Zelmira about it"]
)
def test_words_that_name_an_author_without_name_scope_are_hidden(site: Make, words: str) -> None:
    folder = site(
        "-- content/testimonials/one.md --\n---\nauthor: Zelmira Quoil\nrole: Buyer\n"
        f"consent: {{granted: 2026-01-01, scope: [quote, role]}}\n---\n{words}\n"
    )
    made = build(folder)
    assert made.holding("Quoil") == made.holding("quoil") == made.holding("Zelmira") == []
    assert "name the author" in made.result.stderr


def test_a_preview_shows_what_is_hidden_with_the_reason_as_a_badge(site: Make) -> None:
    folder = site("-- content/testimonials/a.md --\n---\nauthor: Ana\n---\nNot asked yet.\n")
    made = build(folder, "--drafts")
    page = made.read("/testimonials/a/")
    assert "Not asked yet." in page
    assert "no consent" in page
    assert 'name="robots" content="noindex' in page
    assert not (folder / "output").exists()


ADVOCATE = """
-- content/advocates.yaml --
- id: zq
  public_name: Zelmira Quoil
  code: k7wq2mzp
  company: Vandrake
  role: Head of Reading
  consent: {granted: 2026-01-01, scope: [SCOPE]}
-- content/testimonials/words.md --
---
author: Zelmira Quoil
advocate: zq
consent: {granted: 2026-01-01, scope: [THEIRS]}
---
My very own words.
"""


def landing(make: Make, scope: str, theirs: str) -> tuple[str, str]:
    """The advocate's page, and what the build said."""
    made = build(make(ADVOCATE.replace("SCOPE", scope).replace("THEIRS", theirs)))
    return made.read("/r/k7wq2mzp/"), made.result.stderr


def test_own_words_lead_the_landing_page_when_both_consents_allow_it(site: Make) -> None:
    page, _ = landing(site, "page, name, quote", "quote, name")
    assert "My very own words." in page


@pytest.mark.parametrize(
    ("scope", "theirs", "lacking"),
    [
        ("page, name, quote", "quote", "name"),
        ("page, name, quote, company", "quote, name", "company"),
        ("page, name, quote, role", "quote, name", "role"),
        ("page, name", "quote, name", "quote"),
    ],
)
def test_a_join_that_one_side_does_not_allow_is_refused_and_told(
    site: Make, scope: str, theirs: str, lacking: str
) -> None:
    page, told = landing(site, scope, theirs)
    assert "My very own words." not in page
    if "name" in theirs:
        assert f"does not cover `{lacking}`" in told


def test_a_quote_given_without_a_name_is_not_even_proof_on_its_authors_page(site: Make) -> None:
    page, _ = landing(site, "page, name, quote", "quote")
    assert "My very own words." not in page


@pytest.mark.parametrize(
    "change",
    ["withdrawn: 2026-06-01", "expires: 2026-06-01"],
)
def test_a_code_that_ended_answers_without_anything_personal(site: Make, change: str) -> None:
    text = ADVOCATE.replace("scope: [SCOPE]", f"scope: [page, name, quote], {change}").replace("THEIRS", "quote, name")
    made = build(site(text))
    page = made.read("/r/k7wq2mzp/")
    assert "k7wq2mzp" in page
    assert "Zelmira" not in page
    assert "Vandrake" not in page
    assert "My very own words." not in page


@pytest.mark.parametrize("consent", ["{granted: no, scope: [page]}", "{granted: 2026-01-01, scope: [name]}"])
def test_without_consent_to_a_page_a_code_has_none(site: Make, consent: str) -> None:
    text = ADVOCATE.replace("{granted: 2026-01-01, scope: [SCOPE]}", consent).replace("THEIRS", "quote, name")
    assert not build(site(text)).has("/r/k7wq2mzp/")


def test_a_program_that_ended_takes_the_person_off_its_pages(site: Make) -> None:
    text = ADVOCATE.replace("SCOPE", "page, name, quote").replace("THEIRS", "quote, name")
    text += "-- content/program.yaml --\nname: Spring\nends: 2026-05-31\n"
    page = build(site(text)).read("/r/k7wq2mzp/")
    assert "k7wq2mzp" in page
    assert "Zelmira" not in page


def test_the_same_bytes_come_out_with_and_without_private(site: Make) -> None:
    folder = site(ADVOCATE.replace("SCOPE", "page, name, quote").replace("THEIRS", "quote, name"))
    before = build(folder).files
    (folder / "private").mkdir()
    (folder / "private/advocates.csv").write_text("id,name,email\nzq,Marker Private,marker@private.example\n")
    made = build(folder)
    assert made.files == before
    assert made.holding("marker@private.example") == []


def test_a_private_column_in_content_is_an_error(site: Make) -> None:
    folder = site(
        "-- content/advocates.csv --\nid,public_name,code,email\nzq,Zelmira,k7wq2mzp,marker@private.example\n"
    )
    result = run("build", cwd=folder)
    assert result.exit_code == 1
    assert "private" in result.stderr
    assert not (folder / "output").exists()


@pytest.mark.parametrize(("page", "quote"), [(", withdrawn: 2026-06-01", ""), ("", ", withdrawn: 2026-06-01")])
def test_half_a_withdrawal_is_told(site: Make, page: str, quote: str) -> None:
    text = ADVOCATE.replace("scope: [SCOPE]", f"scope: [page, name, quote]{page}")
    made = build(site(text.replace("scope: [THEIRS]", f"scope: [quote, name]{quote}")))
    assert made.result.codes == ["GW403"]
    place = "content/testimonials/words.md:4:" if page else "content/advocates.yaml:6:"
    assert f"{place}" in made.result.stderr


def test_a_whole_withdrawal_is_not_told_twice(site: Make) -> None:
    text = ADVOCATE.replace("scope: [SCOPE]", "scope: [page, name], withdrawn: 2026-06-01")
    made = build(site(text.replace("scope: [THEIRS]", "scope: [quote, name], withdrawn: 2026-06-01")))
    assert made.result.codes == []
