"""A code never changes its meaning: what answers at it after a withdrawal, a new name, a new path of the site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sites import build, run

Make = Callable[[str], Path]
PEOPLE = """
-- site.yaml --
name: Tandem Tools
url: https://tandem.example
cta: {label: Try it, url: "https://tandem.example/try"}
form: {provider: mailto, email: mail@tandem.example}
-- content/advocates.yaml --
- id: ana
  public_name: Ana Ruiz
  code: k7wq2mzp
  aliases: [maria2024, /proof/r/k7wq2mzp/]
  consent: {granted: 2026-01-01, scope: [page, name]}
- id: gone
  public_name: Greta Holm
  code: h4t9xbnc
  consent: {granted: 2026-01-01, withdrawn: 2026-03-01, scope: [page, name]}
- id: retired
  public_name: Rita Moor
  code: retired-9
  status: archived
  consent: {granted: 2026-01-01, scope: [page, name]}
- id: never
  public_name: Nora Vey
  code: n3v3rask
"""
MORE = """- id: new
  public_name: Newcomer
  code: {code}
  aliases: [{alias}]
  consent: {{granted: 2026-01-01, scope: [page, name]}}
"""


@pytest.mark.parametrize(
    "code", ["k7wq2mzp", "h4t9xbnc", "retired-9", "n3v3rask", "maria2024", "MARIA2024", "H4T9XBNC"]
)
def test_no_code_is_given_a_second_time(code: str, site: Make) -> None:
    """Not even one that has ended, was given up for another, or never had a page."""
    result = run("build", cwd=site(PEOPLE + MORE.format(code=code, alias="/old/")))
    assert (result.exit_code, set(result.codes)) == (1, {"GW353"})


@pytest.mark.parametrize("alias", ["h4t9xbnc", "/r/h4t9xbnc/", "r/n3v3rask", "/r/retired-9", "/proof/r/n3v3rask/"])
def test_no_old_address_takes_a_code_over(alias: str, site: Make) -> None:
    result = run("build", cwd=site(PEOPLE + MORE.format(code="zz9zz9zz", alias=alias)))
    assert result.exit_code == 1
    assert "GW353" in result.codes


def test_old_codes_and_printed_addresses_lead_to_the_page(site: Make) -> None:
    """Also those of a site that lay below `/proof/` and now lies at the top."""
    made = build(site(PEOPLE))
    for old in ("/r/maria2024/", "/proof/r/k7wq2mzp/"):
        assert 'content="0; url=/r/k7wq2mzp/"' in made.read(old)


@pytest.mark.parametrize(("code", "name"), [("h4t9xbnc", "Greta"), ("retired-9", "Rita")])
def test_a_code_that_has_ended_answers_without_anything_personal(code: str, name: str, site: Make) -> None:
    page = build(site(PEOPLE)).read(f"/r/{code}/")
    assert name not in page
    assert f'<code class="code">{code}</code>' in page
    assert f"https://tandem.example/try?ref={code}" in page
    assert f'name="ref" value="{code}"' in page


def test_who_never_consented_has_no_page(site: Make) -> None:
    assert "/r/n3v3rask/" not in build(site(PEOPLE)).pages


def test_the_answer_to_unknown_addresses_helps(site: Make) -> None:
    page = build(site(PEOPLE)).read("/404.html")
    assert 'data-code="/r/CODE/"' in page
    assert "Who sent you?" in page
    assert not [code for code in ("k7wq2mzp", "h4t9xbnc", "retired-9") if code in page], "it lists no codes"
    below = build(site(PEOPLE.replace("url: https://tandem.example\n", "url: https://tandem.example/CODE/\n")))
    assert 'data-code="/CODE/r/CODE/"' in below.read("/404.html")
