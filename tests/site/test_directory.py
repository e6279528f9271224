"""Partners, the directory of customers' businesses, and thanks: who stands there, with what, on which page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import Output, build, make_picture

Make = Callable[[str], Path]
SENT = "?utm_source=tandem.example&amp;utm_medium=introduction"

PERSON = """
-- content/advocates.yaml --
- id: marker-id
  public_name: Zelmira Quoil
  code: k7wq2mzp
  role: Marker-Role
  company: Vandrake Works
  company_url: https://vandrake-works.example/shop
  industry: Boatyards
  photo: marker-photo.png
  logo: marker-logo.png
  consent: {granted: 2026-01-01, evidence: Marker-Evidence, scope: [SCOPE]EXTRA}
"""


def made(site: Make, scope: str, extra: str = "", more: str = "", today: str = "2026-06-15") -> Output:
    """The site of one advocate with that consent, built."""
    folder = site(PERSON.replace("SCOPE", scope).replace("EXTRA", extra) + more)
    make_picture(folder / "content/marker-photo.png")
    make_picture(folder / "content/marker-logo.png", 90, 30)
    return build(folder, today=today)


def people(output: Output, address: str) -> list[str]:
    """The names on a page, in their order."""
    return re.findall(r'<p class="name">(?:<a [^>]*>)?<bdi>(.*?)</bdi>', output.read(address))


def test_a_business_stands_in_the_directory_with_what_its_owner_allowed(site: Make) -> None:
    output = made(site, "directory, company, name, logo")
    page = output.read("/directory/")
    assert f'<a href="https://vandrake-works.example/shop{SENT}" rel="noopener">' in page
    assert "<bdi>Zelmira Quoil</bdi>" in page
    assert "<bdi>Boatyards</bdi></h2>" in page
    assert [name for name in output.files if name.startswith("media/")] != []
    assert output.holding("Marker-") == []
    assert ">Directory</a>" in output.read("/")
    assert output.read("sitemap.xml").count("https://tandem.example/directory/") == 1


@pytest.mark.parametrize(
    "scope",
    ["", "page, name, company, logo, role, photo, thanks", "directory, name, logo", "directory", "company, logo"],
)
def test_nobody_stands_there_without_leave_for_the_directory_and_the_company(site: Make, scope: str) -> None:
    output = made(site, scope)
    assert not output.has("/directory/")
    assert "irectory" not in output.read("/") + output.read("sitemap.xml")


@pytest.mark.parametrize("scope", ["", "page, name, company, directory", "thanks, company, role", "name"])
def test_nobody_is_thanked_in_public_without_leave_for_it_and_for_the_name(site: Make, scope: str) -> None:
    output = made(site, scope)
    assert not output.has("/thanks/")
    assert "/thanks/" not in output.read("/") + output.read("sitemap.xml")


@pytest.mark.parametrize(
    ("scope", "gone"),
    [("directory, company, name", "media/"), ("directory, company, logo", "Zelmira")],
)
def test_what_is_not_allowed_is_left_out_of_the_line(site: Make, scope: str, gone: str) -> None:
    output = made(site, scope)
    assert people(output, "/directory/") == ["Vandrake Works"]
    assert output.holding(gone) == []
    assert "Marker-Role" not in output.read("/directory/")


@pytest.mark.parametrize(
    ("extra", "status"),
    [
        (", withdrawn: 2026-06-01", ""),
        (", expires: 2026-06-14", ""),
        ("", "  status: draft\n"),
        ("", "  status: archived\n"),
        ("", "  date: 2026-06-16\n"),
        ("", "  kind: employee\n"),
        ("", "  kind: partner\n"),
    ],
)
def test_a_consent_or_entry_that_does_not_hold_lists_nobody(site: Make, extra: str, status: str) -> None:
    output = made(site, "directory, company, name, thanks", extra, status)
    assert output.holding("Vandrake") == [] or "kind" in status
    assert not output.has("/directory/")


def test_the_day_on_which_a_listing_ends_is_told(site: Make) -> None:
    assert "2026-07-02" in made(site, "directory, company", ", expires: 2026-07-01").result.stderr


def test_the_directory_and_thanks_reach_no_feed_no_data_and_no_other_page(site: Make) -> None:
    output = made(site, "directory, company, name, thanks, role")
    for marker in ("Zelmira", "Vandrake"):
        assert output.holding(marker) == ["directory/index.html", "thanks/index.html"]


def test_two_people_of_one_business_share_a_line_and_namesakes_do_not(site: Make) -> None:
    rows = [
        ("a", "Ana", "Dough", "https://dough.example"),
        ("b", "Bo", "DOUGH", "https://dough.example"),
        ("c", "Cy", "Dough", "https://another.example"),
    ]
    text = "-- content/advocates.csv --\nid,public_name,code,company,company_url,consent.granted,consent.scope\n"
    text += "".join(f"{i},{n},{i}4bcdfgh,{c},{u},2026-01-01,directory|company|name\n" for i, n, c, u in rows)
    output = build(site(text))
    page = output.read("/directory/")
    assert people(output, "/directory/") == ["Dough", "Dough"]
    assert "<bdi>Ana</bdi>, <bdi>Bo</bdi>" in page
    assert "<h2" not in page


def test_both_lists_go_by_industry_in_the_order_of_the_site_then_by_name(site: Make) -> None:
    text = """
    -- site.yaml --
    name: Tandem
    url: https://tandem.example
    languages: [en, es]
    industries: [{id: z, label: {en: Zoos, es: Zoológicos}}, {id: a, label: {en: Abbeys, es: Abadías}}]
    -- content/advocates.csv --
    id,public_name,code,company,industry,language,consent.granted,consent.scope
    1,Ärzte,b4bcdfgh,Nave,a,,2026-01-01,directory|company|name|thanks
    2,Zoe,c4bcdfgh,Lions,z,es,2026-01-01,directory|company|name|thanks
    3,Bo,d4bcdfgh,Ants,z,,2026-01-01,directory|company|name|thanks
    4,Al,e4bcdfgh,Odd,,,2026-01-01,directory|company|name|thanks
    """
    output = build(site(text))
    assert people(output, "/directory/") == people(output, "/es/directory/") == ["Ants", "Lions", "Nave", "Odd"]
    assert people(output, "/thanks/") == people(output, "/es/thanks/") == ["Bo", "Zoe", "Ärzte", "Al"]
    for address, headings in (("/", ["Zoos", "Abbeys", "And others"]), ("/es/", ["Zoológicos", "Abadías", "Y otros"])):
        for tail in ("directory/", "thanks/"):
            assert re.findall(r"<h2 id=[^>]*><bdi>(.*?)</bdi>", output.read(address + tail)) == headings


def test_long_lists_go_over_several_pages(site: Make) -> None:
    head = "id,public_name,code,company,consent.granted,consent.scope\n"
    scopes = "directory|company|name|thanks"
    rows = [f"p-{n:03},Person {n:03},{n:03}bcdfg,Firm {n:03},2026-01-01,{scopes}\n" for n in range(250)]
    output = build(site("-- content/advocates.csv --\n" + head + "".join(rows)))
    for name, first in (("directory", "Firm"), ("thanks", "Person")):
        pages = [f"/{name}/", f"/{name}/page/2/", f"/{name}/page/3/"]
        assert [one for page in pages for one in people(output, page)] == [f"{first} {n:03}" for n in range(250)]
        assert f'rel="next" href="/{name}/page/3/">Next' in output.read(pages[1])
        assert f"https://tandem.example{pages[2]}" in output.read("sitemap.xml")
        assert not output.has(f"/{name}/page/4/")


def test_names_that_are_markup_or_run_from_right_to_left_stay_names(site: Make) -> None:
    text = """
    -- content/advocates.yaml --
    - id: a
      public_name: "<img src=x onerror=alert(1)>"
      code: b4bcdfgh
      company: "دار الزيتونة"
      company_url: "https://oil.example/?a=1&b='c"
      consent: {granted: 2026-01-01, scope: [directory, company, name, thanks]}
    """
    output = build(site(text))
    page = output.read("/directory/")
    assert "<bdi>دار الزيتونة</bdi>" in page
    assert "?a=1&amp;b=&#39;c&amp;utm_source=" in page
    for address in ("/directory/", "/thanks/"):
        assert "<img src=x" not in output.read(address)


PARTNERS = """
-- site.yaml --
name: Tandem
url: https://tandem.example
languages: [en, es]
-- content/partners.yaml --
- {id: shed, name: The Shed, url: "https://shed.example/?a=b", what: Sheds, paid: true, consent: CONSENT}
- id: barn
  name: The Barn
  url: https://barn.example/#shop
  what: Barns
  body: "Of *wood*. See [the others](/partners/)."
  aliases: [/friends/barn/]
  consent: CONSENT
- {id: barn, language: es, what: Graneros, body: De *madera*.}
""".replace("CONSENT", "{granted: 2026-01-01, scope: [company]}")


def test_a_partner_with_a_text_has_a_page_and_others_their_place_in_the_list(site: Make) -> None:
    output = build(site(PARTNERS))
    assert "<em>wood</em>" in output.read("/partners/barn/")
    assert "<em>madera</em>" in output.read("/es/partners/barn/")
    assert not output.has("/partners/shed/")
    listing = output.read("/partners/")
    assert 'href="/partners/barn/"' in listing and 'id="shed"' in listing and 'id="barn"' in listing
    assert 'url=/partners/barn/"' in output.read("/friends/barn/")
    listed = output.read("sitemap.xml")
    assert "https://tandem.example/partners/barn/" in listed and "shed" not in listed


def test_links_to_partners_can_be_counted_and_paid_ones_say_so(site: Make) -> None:
    listing = build(site(PARTNERS)).read("/partners/")
    assert f'href="https://barn.example/{SENT}#shop" rel="noopener"' in listing
    assert f'href="https://shed.example/?a=b&amp;{SENT[1:]}" rel="sponsored noopener"' in listing


def test_the_card_of_a_paid_partners_page_says_that_it_is_paid(site: Make) -> None:
    page = build(site(PARTNERS.replace("what: Barns", "what: Barns\n  paid: true"))).read("/partners/barn/")
    (card,) = re.findall(r'<meta property="og:description" content="([^"]*)"', page)
    assert card.startswith("Barns Paid partnership:")
    article = page[page.index("<article") : page.index("</article>")]
    assert article.index("Paid partnership") < article.index("<a ")


@pytest.mark.parametrize("scope", ["", "logo"])
def test_a_partner_who_did_not_agree_has_no_page(site: Make, scope: str) -> None:
    output = build(site(PARTNERS.replace("[company]", f"[{scope}]")))
    assert output.holding("Barn") == output.holding("wood") == []


def test_two_partners_at_one_place_are_an_error_with_or_without_a_page(site: Make) -> None:
    from sites import run

    result = run("build", cwd=site(PARTNERS.replace("{id: shed,", "{id: shed, slug: barn,")))
    assert result.exit_code == 1 and "/partners/#barn" in result.stderr
