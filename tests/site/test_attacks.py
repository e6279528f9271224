"""What somebody who wants to unmask a person would try, and ways in which a site tells more than it may by accident."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

import pytest

from sites import Output, build, run

Make = Callable[[str], Path]

SITE = "-- site.yaml --\nname: Tandem\nurl: https://tandem.example\nlanguages: [en, es]\nhosting: {target: TARGET}\n"
QUOTE = """
-- content/testimonials/NAME.md --
---
author: AUTHOR
role: Buyer
company: COMPANY
date: 2026-01-02
MORE
consent: {granted: 2026-01-01, scope: [SCOPE]}
---
WORDS
"""
ADVOCATE = """
-- content/advocates.yaml --
- id: zq
  public_name: Zelmira Quoil
  code: k7wq2mzp
  company: Vandrake Holdings Ltd
  consent: {granted: 2026-01-01, scope: [SCOPE] END}
  MORE
"""
CASE = """
-- content/case-studies/c.md --
---
title: Twice as fast
customer: Vandrake Holdings Ltd
MORE
consent: {granted: 2026-01-01, scope: [SCOPE]}
---
The story.
"""
TELLING = ("elmira", "uoil", "andrake")


def site_text(target: str = "none") -> str:
    """A site in two languages for one host."""
    return SITE.replace("TARGET", target)


def quote(words: str = "It works.", scope: str = "quote, role", **given: str) -> str:
    """One testimonial of Zelmira Quoil of Vandrake Holdings; `given`: name, author, company, more."""
    known = {"name": "one", "author": "Zelmira Quoil", "company": "Vandrake Holdings Ltd", "more": ""} | given
    text = QUOTE
    for key, value in known.items():
        text = text.replace(key.upper(), value)
    return text.replace("SCOPE", scope).replace("WORDS", words)


def advocate(scope: str = "page", more: str = "", end: str = "") -> str:
    """Zelmira Quoil as an advocate; `end` goes into the consent."""
    return ADVOCATE.replace("SCOPE", scope).replace("MORE", more).replace("END", end)


def case_study(more: str = "", scope: str = "results, quote") -> str:
    """A story of Vandrake Holdings."""
    return CASE.replace("MORE", more).replace("SCOPE", scope)


def told(made: Output) -> dict[str, list[str]]:
    """Which files tell who it is, in their names or in what they hold, in any case."""
    found = {}
    for name, data in made.files.items():
        seen = unquote(name + data.decode("utf-8", "replace")).casefold()
        hits = [word for word in TELLING if word in seen]
        if hits:
            found[name] = hits
    return found


@pytest.mark.parametrize(
    "words",
    [
        "_Vandrake Holdings_ is us.",
        "__Vandrake Holdings Ltd__ it is.",
        "Here at Vandrake we like it.",
        "We at *V*andrake Holdings Ltd like it.",
        "See https://vandrakeholdings.example/",
        "See https://www.vandrake.example/",
        "Write to Sales: quoil@post.example",
        "All of it is [here](https://m.example/about/zelmira).",
        "Vandrake&nbsp;Holdings&nbsp;Ltd",
        "#VandrakeHoldings",
        "ZELMIRA says so.",
        "Zelmiras view.",
        "The Quoils.",
        "Zel\u00admira Quoil",
        "**Z**elmira!",
        "&#90;elmira",
        "@zelmiraquoil",
        "zelmira likes it, all in small letters",
    ],
)
def test_words_that_tell_who_speaks_in_another_way_are_hidden(site: Make, words: str) -> None:
    made = build(site(quote(words)))
    assert told(made) == {}
    assert "the words name the" in made.result.stderr


@pytest.mark.parametrize(
    ("author", "words"),
    [
        ("José Núñez", "I am Jose Nunez."),
        ("Jürgen Müller", "Yours, Mueller"),
        ("Jurgen Mueller", "Müller here."),
        ("ليلى حداد", "قالت ليلى ذلك"),
        ("דנה כהן", "דנה אמרה"),
        ("山田 太郎", "山田さんが言いました"),
        ("Анна Иванова", "Спасибо Анне."),
        ("zelmira quoil", "Zelmira here."),
        ("Ana", "_Ana_ said it."),
    ],
)
def test_names_are_recognised_in_other_spellings_and_scripts(site: Make, author: str, words: str) -> None:
    assert "the words name the author" in build(site(quote(words, author=author))).result.stderr


@pytest.mark.parametrize(
    ("author", "company", "words"),
    [
        ("Mark Will", "Green Valley Farms", "They mark what will grow in a green valley."),
        ("Zelmira Quoil", "Studio Verde", "The studio is open. Our Studio is bright."),
        ("Rosa Price", "Nordlicht GmbH", "The price is right, and roses came along."),
        ("Mark Will", "Green Valley Farms", "We read it on https://market.example/goodwill/green and liked it."),
    ],
)
def test_common_words_are_no_names(site: Make, author: str, company: str, words: str) -> None:
    assert build(site(quote(words, author=author, company=company))).has("/testimonials/one/")


@pytest.mark.parametrize(
    ("name", "author", "company"),
    [
        ("vandrake", "Z Q", "Vandrake Holdings"),
        ("vandrakeholdings", "Z Q", "Vandrake Holdings Ltd"),
        ("buyer-vandrake", "Z Q", "Vandrake Holdings Ltd"),
        ("zquoil", "Zelmira Quoil", "X"),
        ("zelmira-buyer", "Zelmira Quoil", "X"),
        ("mueller", "Jürgen Müller", "X"),
    ],
)
def test_the_address_does_not_spell_who_it_is(site: Make, name: str, author: str, company: str) -> None:
    made = build(site(quote(name=name, author=author, company=company)))
    assert made.holding("It works.")
    assert not made.has(f"/testimonials/{name}/")


@pytest.mark.parametrize(
    "more",
    [
        "video: {file: zelmira-quoil.mp4, transcript: 'I am Zelmira Quoil of Vandrake'}",
        "video: {file: zelmira-quoil.mp4}",
        "translations: {es: {quote: Bien, role: Jefa de Vandrake Holdings}}",
        "source: {platform: G, url: 'https://g.example/vandrake-holdings/1'}",
        "tags: [vandrake holdings ltd]",
        "aliases: [/old/vandrake/]",
        "headline: Vandrake_Holdings",
    ],
)
def test_no_field_beside_the_words_tells_who_it_is(site: Make, more: str) -> None:
    folder = site(site_text() + quote(scope="quote, role, video, translate, edit", more=more))
    (folder / "content/testimonials/zelmira-quoil.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(64))
    assert told(build(folder)) == {}


def test_the_address_of_the_source_may_tell_the_company(site: Make) -> None:
    more = "source: {platform: G, url: 'https://g.example/vandrake-holdings/1'}"
    assert not build(site(quote(scope="quote, name", more=more))).holding("vandrake-holdings")


@pytest.mark.parametrize(
    "more",
    [
        "tags: [Vandrake Holdings Ltd]",
        "downloads: [{label: It, file: vandrake_holdings.pdf}]",
        "summary: _Vandrake_ did it.",
        "industry: Vandrake Holdings Ltd",
        "product: Vandrake Holdings Ltd",
        "slug: vandrake",
        "results: [{label: a, before: '1', after: '2', unit: Vandrake Holdings}]\ntypical: x",
    ],
)
def test_no_field_of_a_story_tells_its_customer(site: Make, more: str) -> None:
    folder = site(case_study(more))
    (folder / "content/case-studies/vandrake_holdings.pdf").write_bytes(b"%PDF-1.4")
    assert told(build(folder)) == {}


def test_no_language_version_of_a_story_tells_its_customer(site: Make) -> None:
    version = "-- content/case-studies/c.es.md --\n---\ntitle: Vandrake va bien\n---\nHistoria de Vandrake Holdings.\n"
    made = build(site(site_text() + case_study() + version))
    assert told(made) == {}
    assert "the story names the customer" in made.result.stderr


def test_a_story_without_its_customer_is_not_joined_with_a_quote_that_tells_it(site: Make) -> None:
    made = build(site(case_study("quotes: [one]") + quote(scope="quote, name, company")))
    assert "Vandrake" not in made.read("/case-studies/c/")
    assert "case-studies/c/" not in made.read("/testimonials/one/")
    assert "which the quote would tell" in made.result.stderr


def test_a_quote_without_name_and_company_stays_in_the_story(site: Make) -> None:
    made = build(site(case_study("quotes: [one]") + quote("Anonymous praise.")))
    assert "Anonymous praise." in made.read("/case-studies/c/")


@pytest.mark.parametrize(
    "more",
    [
        "offer: Friends of Zelmira Quoil get 10 %",
        "offer: Vandrake pays",
        "message: _Vandrake_ loves it",
        "message: ZELMIRA says hello",
        "role: Quoil and Partners",
        "aliases: [zelmira]",
        "aliases: [/friends/zelm%69ra/]",
    ],
)
def test_no_field_of_an_advocate_tells_a_name_without_leave(site: Make, more: str) -> None:
    program = "-- content/program.yaml --\nname: Spring\nfriend_reward: A month\neligibility: all\nlimits: ten\n"
    assert told(build(site(advocate("page, quote, role", more) + program))) == {}


@pytest.mark.parametrize("alias", ["/friends/zelmira-quoil/", "zelmira", "vandrake"])
@pytest.mark.parametrize("target", ["none", "netlify", "nginx", "vercel"])
def test_old_addresses_of_whoever_has_gone_tell_nothing(site: Make, alias: str, target: str) -> None:
    gone = advocate("page, quote, name, company", f"aliases: ['{alias}']", ", withdrawn: 2026-06-01")
    made = build(site(site_text(target) + gone))
    assert made.has("/r/k7wq2mzp/")
    assert told(made) == {}


def test_own_words_that_do_not_say_whose_they_are_are_kept_off_their_authors_page(site: Make) -> None:
    text = advocate("page, quote, name").replace("  company: Vandrake Holdings Ltd\n", "")
    made = build(site(text + quote("Anonymous praise.", company="Quellgrund")))
    assert made.holding("Anonymous praise.")
    assert "Anonymous praise." not in made.read("/r/k7wq2mzp/")


def test_thanks_wait_for_their_day_and_end_with_the_consent(site: Make) -> None:
    assert told(build(site(advocate("thanks, name", "date: 2026-12-01")))) == {}
    made = build(site(advocate("thanks, name", end=", expires: 2026-07-01")))
    assert "2026-07-02" in made.result.stderr


def test_a_page_that_was_never_allowed_has_no_ended_one(site: Make) -> None:
    text = advocate("page, name", "status: archived").replace("2026-01-01", "2026-12-01")
    assert not build(site(text)).has("/r/k7wq2mzp/")


@pytest.mark.parametrize(
    "giving",
    [
        "-- content/pages/p.md --\n---\ntitle: P\n---\n[everybody](../advocates.csv)\n",
        case_study("downloads: [{label: It, file: ../advocates.csv}]", "company"),
        case_study("downloads: [{label: It, file: ../testimonials/more.CSV}]", "company"),
    ],
)
def test_a_list_of_people_is_never_a_download(site: Make, giving: str) -> None:
    lists = (
        "-- content/advocates.csv --\nid,public_name,code,consent.granted\nzq,Zelmira Quoil,k7wq2mzp,no\n"
        "-- content/testimonials/more.CSV --\nid,author,quote\nzq,Zelmira Quoil,Good\n"
    )
    folder = site(giving + lists)
    run("build", cwd=folder)
    files = [path for path in (folder / "output").rglob("*") if path.is_file()]
    assert not [path for path in files if b"Zelmira" in path.read_bytes()]


@pytest.mark.parametrize("target", ["none", "netlify", "cloudflare", "vercel", "gitlab", "github", "s3", "nginx"])
def test_withdrawal_reaches_old_addresses_though_the_state_was_deleted(site: Make, target: str) -> None:
    text = site_text(target) + quote(
        scope="quote, name, company", more="aliases: [/old/zelmira-quoil/, /old/quoil.php]"
    )
    folder = site(text + advocate("page", "aliases: [oldcode9]"))
    assert told(build(folder))
    words = folder / "content/testimonials/one.md"
    words.write_text(words.read_text().replace("company]}", "company], withdrawn: 2026-06-01}"))
    people = folder / "content/advocates.yaml"
    people.write_text(people.read_text().replace("k7wq2mzp", "k7wq2mzz"))
    shutil.rmtree(folder / ".goodword")
    made = build(folder)
    assert told(made) == {}
    clean = folder / "clean"
    shutil.copytree(folder / "content", clean / "content")
    shutil.copyfile(folder / "site.yaml", clean / "site.yaml")
    assert made.files == build(clean).files


def test_words_of_employees_among_the_advocates_say_so_everywhere(site: Make) -> None:
    for relationship in ("", "relationship: customer"):
        own = quote("My own words.", "quote, name, role, company", more=f"advocate: zq\n{relationship}")
        made = build(site(advocate("page, name, quote, company", "kind: employee") + own))
        holding = made.holding("My own words.")
        assert {"index.html", "feed.xml", "api/testimonials.json", "r/k7wq2mzp/index.html"} <= set(holding)
        for name in holding:
            assert "Works at Tandem Tools." in made.files[name].decode(), name


def test_rewards_for_several_referrals_are_rewards(site: Make) -> None:
    program = (
        "-- content/program.yaml --\nname: S\ntiers: [{referrals: 3, reward: A cake}]\neligibility: all\nlimits: 10\n"
    )
    made = build(site(program + advocate("page, name")))
    assert "A cake" in made.read("/r/k7wq2mzp/")
    assert not made.holding("Nobody is paid")


def test_a_recording_has_the_disclosure_in_its_own_element(site: Make) -> None:
    folder = site(quote(scope="quote, name, video", more="incentive: a cake\nvideo: {file: a.mp4, transcript: Said}"))
    (folder / "content/testimonials/a.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(64))
    found = re.search(r'<div class="video">.*?</div>', build(folder).read("/testimonials/one/"), re.DOTALL)
    assert found
    assert "a cake" in found[0]


def test_share_cards_keep_the_disclosure_however_long_it_is(site: Make) -> None:
    long = "a voucher worth two hundred euros for the shop of our choice, " * 4 + "and a cake"
    program = f"-- content/program.yaml --\nname: S\nfriend_reward: {long}\nadvocate_reward: {long}s\n"
    text = quote("Great words. " * 20, "quote, name", more=f"incentive: {long}", company="Quellgrund")
    made = build(site(program + "eligibility: all\nlimits: ten\n" + text + advocate("page, name")))
    for address, words in (("/testimonials/one/", "Great words"), ("/r/k7wq2mzp/", "voucher")):
        for said in re.findall(r'description" content="([^"]*)"', made.read(address)):
            assert words not in said or "and a cake" in said.rpartition(words)[2], said


@pytest.mark.parametrize(
    "named", ["../victim.txt", "/etc/victim", "a/../../victim.txt", "a\0", "..", "C:/victim", "a\\b"]
)
def test_a_forged_record_of_the_output_removes_nothing_outside_it(site: Make, named: str) -> None:
    folder = site(quote())
    before = build(folder).files
    (folder / "victim.txt").write_text("keep")
    with closing(sqlite3.connect(next((folder / ".goodword").glob("state-*.sqlite")))) as database:
        database.execute("insert into outputs values (?, x'00', x'00', 1, '')", (named,))
        database.execute("delete from facts")
        database.commit()
    assert build(folder).files == before
    assert (folder / "victim.txt").read_text() == "keep"


@pytest.mark.parametrize("output", ["content", "content/x", "private/x", "themes/x", ".git", ".git/x", ".", ".."])
def test_nothing_is_written_into_what_is_read_or_kept(site: Make, output: str) -> None:
    folder = site(quote() + "-- .git/HEAD --\nref: x\n")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert run("build", "--output", output, cwd=folder).exit_code == 3
    for path, data in before.items():
        assert path.read_bytes() == data
    assert not list(folder.rglob("index.html"))


@pytest.mark.parametrize(
    "value", ["url(x)", "image-set('//evil.example')", "image('a')", "src('a')", "//evil.example", "red/*", "*/ red"]
)
def test_a_token_loads_nothing_and_hides_no_other(site: Make, value: str) -> None:
    made = run(
        "build",
        cwd=site(f'-- site.yaml --\nname: T\nurl: https://t.example\ntheme: {{tokens: {{radius: "{value}"}}}}\n'),
    )
    assert made.exit_code == 1
    assert "radius" in made.stderr or value in made.stderr


def test_an_import_leaves_no_cell_that_a_spreadsheet_would_run(site: Make) -> None:
    folder = site("")
    cells = ["=1", "@SUM(1)", "+1+cmd|x", "-1+cmd|x", "\uff1dcmd|x", "\uff0bcmd|x"]
    rows = "".join(f'A{index},Fine {index},"{cell}"\n' for index, cell in enumerate(cells))
    (folder / "in.csv").write_text(f"author,quote,email\n{rows}", encoding="utf-8")
    assert run("import", "testimonials", "in.csv", "--write", cwd=folder).exit_code == 0
    kept = (folder / "private/imported/in.csv").read_text(encoding="utf-8")
    for cell in cells:
        assert f"'{cell}" in kept
