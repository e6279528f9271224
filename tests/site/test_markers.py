"""Markers planted where nothing may come from: private files, every missing scope of every kind, pictures' metadata."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sites import ROOT, Output, build, make_picture

Make = Callable[[str], Path]

CASE = """
-- site.yaml --
name: Tandem
url: https://tandem.example
languages: [en, es]
search: true
form: {provider: netlify}
hosting: {target: netlify}
-- content/case-studies/vandrake-customer.md --
---
title: Twice as fast
customer: Vandrake Customer
location: Marker-Location
logo: marker-logo.png
aliases: [/cases/vandrake-customer/]
date: 2026-01-01
results: [{label: Marker-Result, before: 2 h, after: 1 h, period: Marker-Period, method: Marker-Way}]
typical: Marker-Typical
quotes: [ana]
consent: {granted: 2026-01-01, evidence: Marker-Evidence, scope: [SCOPE]}
---
The story.
-- content/case-studies/vandrake-customer.es.md --
---
title: El doble de rápido
---
La historia.
-- content/testimonials/ana.md --
---
author: Ana
consent: {granted: 2026-01-01, scope: [quote, name, company]}
---
Marker-Quoted words.
"""
CASE_SHOWN_BY = {
    "company": ["Vandrake Customer", "vandrake-customer", "Marker-Location"],
    "results": ["Marker-Result", "Marker-Period", "Marker-Way", "Marker-Typical"],
    "logo": [],
    "quote": [],
}


def case_site(make: Make, scopes: list[str]) -> Output:
    """The site above, built."""
    folder = make(CASE.replace("SCOPE", ", ".join(scopes)))
    make_picture(folder / "content/case-studies/marker-logo.png", 90, 30)
    return build(folder)


@pytest.mark.parametrize("missing", CASE_SHOWN_BY)
def test_a_case_study_loses_what_its_customer_did_not_allow(site: Make, missing: str) -> None:
    scopes = [scope for scope in CASE_SHOWN_BY if scope != missing]
    made = case_site(site, scopes)
    assert made.holding("El doble de rápido"), "the story itself is shown"
    for marker in [*CASE_SHOWN_BY[missing], "Marker-Evidence", "marker-logo"]:
        assert made.holding(marker) == [], marker
    for scope in scopes:
        for marker in CASE_SHOWN_BY[scope]:
            assert made.holding(marker), marker
    pictures = [name for name in made.files if name.startswith("media/") and name.endswith(".png")]
    assert len(pictures) == (0 if missing in {"logo", "company"} else 1)
    pages = [name for name in made.holding("Marker-Quoted") if name.startswith(("case-studies/", "es/case-studies/"))]
    assert bool(pages) is (missing not in {"quote", "company"}), "a named quote would tell whose story it is"


def test_a_story_that_names_its_customer_without_leave_is_hidden(site: Make) -> None:
    folder = site(CASE.replace("SCOPE", "results").replace("The story.", "How vandrake customer did it."))
    make_picture(folder / "content/case-studies/marker-logo.png", 90, 30)
    made = build(folder)
    assert made.holding("Twice as fast") == made.holding("El doble") == made.holding("vandrake customer") == []
    assert "names the customer" in made.result.stderr


ADVOCATE = """
-- site.yaml --
name: Tandem
url: https://tandem.example
-- content/advocates.yaml --
- id: marker-id
  public_name: Zelmira Quoil
  code: k7wq2mzp
  aliases: [oldcode9]
  role: Marker-Role
  company: Vandrake-Company
  company_url: https://marker-url.example
  industry: bakeries
  photo: marker-photo.jpg
  message: Marker-Message to you
  consent: {granted: 2026-01-01, method: Marker-Method, evidence: Marker-Evidence, scope: [SCOPE]}
"""
ADVOCATE_SHOWN_BY = {
    "name": ["Zelmira", "Quoil"],
    "role": ["Marker-Role"],
    "company": ["Vandrake-Company"],
    "quote": ["Marker-Message"],
    "photo": [],
}


@pytest.mark.parametrize("missing", ADVOCATE_SHOWN_BY)
def test_a_landing_page_loses_what_its_advocate_did_not_allow(site: Make, missing: str) -> None:
    scopes = ["page", *(scope for scope in ADVOCATE_SHOWN_BY if scope != missing)]
    folder = site(ADVOCATE.replace("SCOPE", ", ".join(scopes)))
    make_picture(folder / "content/marker-photo.jpg")
    made = build(folder)
    assert made.has("/r/k7wq2mzp/")
    for marker in [*ADVOCATE_SHOWN_BY[missing], "Marker-Evidence", "Marker-Method", "marker-id", "marker-photo"]:
        assert made.holding(marker) == [], marker
    for scope in scopes[1:]:
        for marker in ADVOCATE_SHOWN_BY[scope]:
            assert made.holding(marker) == ["r/k7wq2mzp/index.html"], marker
    assert any(name.startswith("media/") for name in made.files) is (missing != "photo")


def test_nothing_but_the_page_itself_tells_a_code(site: Make) -> None:
    folder = site(ADVOCATE.replace("SCOPE", "page, name, thanks, directory"))
    make_picture(folder / "content/marker-photo.jpg")
    assert build(folder).holding("k7wq2mzp") == ["r/k7wq2mzp/index.html", "r/oldcode9/index.html"]


def test_a_partner_is_listed_only_with_leave_and_its_logo_only_with_leave(site: Make) -> None:
    text = "-- content/partners.yaml --\n- {id: p, name: Marker-Partner, url: 'https://marker-p.example', logo: l.png, "
    folder = site(text + "consent: {granted: 2026-01-01, scope: [logo]}}\n")
    make_picture(folder / "content/l.png")
    assert build(folder).holding("arker-") == []
    folder = site(text + "consent: {granted: 2026-01-01, scope: [company]}}\n")
    made = build(folder)
    assert made.holding("Marker-Partner")
    assert not any(name.startswith("media/") for name in made.files)


def test_no_private_file_reaches_any_output_of_the_example(tmp_path: Path) -> None:
    """The example site with private files full of markers, next to a build without any."""
    import shutil

    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copyfile(ROOT / "site.yaml", tmp_path / "site.yaml")
    plain = build(tmp_path, today="2026-11-22").files
    private = tmp_path / "private"
    private.mkdir()
    for name in ("advocates.csv", "leads.csv", "sales.csv", "nps.csv", "partners.csv", "introductions.csv"):
        (private / name).write_text("id,name,email,notes\ntomas-alcaraz,Marker-Private,marker@private.example,Marker\n")
    (private / "imported").mkdir()
    (private / "imported/x.csv").write_text("id,phone\na,Marker-Phone\n")
    made = build(tmp_path, today="2026-11-22")
    assert made.files == plain
    assert made.holding("arker-Private") == made.holding("marker@private.example") == made.holding("Marker-Phone") == []


def test_pictures_carry_no_metadata_and_no_names_of_files(site: Make) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x010E] = "Marker-Description"
    exif[0x8298] = "Marker-Copyright"
    folder = site(
        "-- content/testimonials/ana.md --\n---\nauthor: Ana\nphoto: marker-file.jpg\n"
        "consent: {granted: 2026-01-01, scope: [quote, name, photo]}\n---\nWords.\n"
    )
    make_picture(
        folder / "content/testimonials/marker-file.jpg", 60, 60, exif=exif.tobytes(), comment=b"Marker-Comment"
    )
    assert b"Marker-Description" in (folder / "content/testimonials/marker-file.jpg").read_bytes()
    made = build(folder)
    assert made.holding("Marker-") == made.holding("marker-file") == []
    assert [name for name in made.files if name.startswith("media/")]
