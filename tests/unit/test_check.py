"""`goodword check`, rule by rule: a small site with the mistake is told so, the same site without it is not."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from goodword.build.rehearsal import rehearse
from goodword.check.inspection import Inspected, inspect
from goodword.check.links import broken_redirects
from goodword.check.subject import Facts, Subject
from sites import make_picture, make_site, run

DAY = datetime.date(2026, 6, 15)
CONSENT = (
    "consent: {granted: 2026-05-01, method: email, scope: [quote, name, role, company, photo, video, edit, translate]}"
)
OPEN = "consent: {granted: 2026-05-01, method: email, scope: [quote, name, role, company, results, page, logo]}"
KNOWN = "relationship: customer\nincentive: none\ndate: 2026-05-01"
WORDS = "The oven was warm before the first loaf of the day was even shaped by hand."


def looked_at(root: Path, day: datetime.date = DAY) -> Inspected:
    return inspect(root, lambda timezone: day)


def codes(root: Path) -> list[str]:
    return [problem.code for problem in looked_at(root).problems]


def words_of(*fields: str, words: str = WORDS, consent: str = CONSENT) -> str:
    front = "\n".join(["author: Ana Ruiz", consent, *fields])
    return f"-- content/testimonials/ana.md --\n---\n{front}\n---\n{words}\n"


def page(body: str, name: str = "about") -> str:
    return f"-- content/pages/{name}.md --\n---\ntitle: About us\n---\n{body}\n"


def site_yaml(*lines: str) -> str:
    return "\n".join(["-- site.yaml --", "name: Tandem Tools", "url: https://tandem.example", *lines, ""])


def case_study(*results: str) -> str:
    return "\n".join(
        [
            "-- content/case-studies/oven.md --",
            *("---", "title: A warm oven", "customer: Ruiz", "typical: Most save a tenth.", OPEN, "results:"),
            *results,
            *("---", "It began with a cold oven.", ""),
        ]
    )


def award(*fields: str) -> str:
    return "\n".join(
        ["-- content/awards.yaml --", "- id: medal", "  name: Medal", "  awarder: Fair", "  year: 2025", *fields, ""]
    )


def program(*fields: str) -> str:
    given = ["name: Friends", "eligibility: Anyone.", "limits: One each.", *fields]
    return "\n".join(["-- content/program.yaml --", *given, ""])


FULL_RESULT = "before: 9 h, after: 7 h, period: May 2026, method: meter, measured: 2026-05"
FULL_AWARD = ("  url: https://fair.example/medal", "  category: Tools", "  entry_fee: none")
REVIEWS = "policies: {reviews: {checked_by: a call, chosen_by: us, negative: Shown., contact: a@tandem.example}}"
DATED = ("starts: 2026-01-01", "ends: 2027-01-01")

# code: a site that earns it, and the same site without the mistake
CASES = {
    "GW951": (page("[jump](#nowhere)"), page("## Where we are\n\n[jump](#where-we-are)")),
    "GW956": (page("![](pic.png)"), page("![A drill](pic.png)")),
    "GW956-html": (page('<img src="pic.png">'), page('<img src="pic.png" alt="A drill">')),
    "GW956-ornament": (page("\n\n![](pic.png)"), page("![](pic.png){: role=presentation}\n\n`![](x.png)`")),
    "GW958": (
        words_of("video: {file: talk.mp4}"),
        words_of("video: {file: talk.mp4, transcript: 'It was warm.'}"),
    ),
    "GW962": (
        program("advocate_reward: 10 EUR for each positive review", *DATED),
        program("advocate_reward: 10 EUR for each review, whether positive or not", *DATED),
    ),
    "GW962-incentive": (
        words_of("incentive: A voucher for a five-star review"),
        words_of("incentive: A night in a five-star hotel"),
    ),
    "GW962-spanish": (
        program("friend_reward: 10 EUR por una reseña positiva", *DATED),
        program("friend_reward: 10 EUR por una reseña", *DATED),
    ),
    "GW963": (words_of("incentive: none"), words_of(KNOWN)),
    "GW964": (
        words_of("translations: {es: {quote: El horno estaba caliente.}}"),
        words_of("translations: {es: {quote: El horno estaba caliente., translator: Luz Vega}}"),
    ),
    "GW965": (
        case_study("  - {label: Hours, before: 9, after: 7}"),
        case_study(f"  - {{label: Hours, {FULL_RESULT}}}"),
    ),
    "GW966": (award("  category: Tools"), award(*FULL_AWARD)),
    "GW967": (award("  url: https://fair.example/medal"), award(*FULL_AWARD)),
    "GW968": (words_of(), words_of() + site_yaml(REVIEWS)),
    "GW969": (words_of(), words_of("incentive: none") + site_yaml(REVIEWS)),
    "GW969-incentives": (
        words_of("incentive: A mug") + site_yaml(REVIEWS),
        words_of("incentive: A mug") + site_yaml(REVIEWS.replace("{checked", "{incentives: Same for all., checked")),
    ),
    "GW970": (words_of(), words_of("date: 2026")),
    "GW971": (
        site_yaml("form: {provider: netlify}"),
        site_yaml("form: {provider: netlify}", "organization: {email: us@tandem.example}"),
    ),
    "GW972": (program("friend_reward: 10 EUR"), program("friend_reward: 10 EUR", *DATED)),
    "GW973": (words_of("date: 2021-06-14"), words_of("date: 2021-06-15")),
    "GW973-year": (words_of("date: 2020"), words_of("date: 2021")),
    "GW973-own-limit": (
        words_of("date: 2024-06") + site_yaml("checks: {stale_years: 1}"),
        words_of("date: 2024-06"),
    ),
    "GW974": (
        words_of(consent=CONSENT.replace("}", ", expires: 2026-07-15}")),
        words_of(consent=CONSENT.replace("}", ", expires: 2026-07-16}")),
    ),
    "GW974-last-day": (
        words_of(consent=CONSENT.replace("}", ", expires: 2026-06-15}")),
        words_of(consent=CONSENT.replace("}", ", expires: 2026-06-14}")),
    ),
    "GW975": (words_of(consent=CONSENT.replace("}", ", expires: 2026-06-14}")), words_of()),
    "GW975-withdrawn": (words_of(consent=CONSENT.replace("}", ", withdrawn: 2026-06-14}")), words_of()),
    "GW976": (
        award("  licence: {display_until: 2026-06-20}"),
        award("  licence: {display_until: 2026-09-20}"),
    ),
    "GW977": (
        award("  licence: {display_until: 2026-06-14}"),
        award("  licence: {display_until: 2026-06-15}"),
    ),
    "GW980": (
        words_of(words="We met Zanzibar-Nine there.") + site_yaml("checks: {private_strings: [zanzibar-nine]}"),
        words_of() + site_yaml("checks: {private_strings: [zanzibar-nine]}"),
    ),
    "GW980-escaped": (
        words_of(words='She said "A&B" to us.') + site_yaml("checks: {private_strings: [A&B]}"),
        words_of(words="She said A and B to us.") + site_yaml("checks: {private_strings: [A&B]}"),
    ),
    "GW981": (
        words_of(words="Write to ana@ruiz.example and ask."),
        words_of() + page("Write to team@tandem.example and ask."),
    ),
    "GW982": (page("Our key: AKIA" + "QWERTZUIOP123456"), page("Our key: AKIA and nothing more")),
    "GW982-key": (page("-----BEGIN RSA PRIVATE " + "KEY-----"), page("BEGIN as you like.")),
    "GW987": (
        site_yaml("languages: [en, es]") + page("Here."),
        site_yaml("languages: [en, es]") + page("Here.") + page("Aquí.", "about.es"),
    ),
    "GW987-quotes": (
        site_yaml("languages: [en, es]") + words_of(),
        site_yaml("languages: [en, es]") + words_of("translations: {es: {quote: Calienta., translator: Luz Vega}}"),
    ),
    "GW995": (
        site_yaml("languages: [en, es]", "tagline: {en: Warm.}"),
        site_yaml("languages: [en, es]", "tagline: {en: Warm., es: Caliente.}", "products: [{id: a, label: A}]"),
    ),
    "GW995-label": (
        site_yaml("languages: [en, es]", "products: [{id: a, label: {es: A}}]"),
        site_yaml("languages: [en, es]", "products: [{id: a, label: {en: A, es: A}}]"),
    ),
    "GW988": (site_yaml("language: fi"), site_yaml("language: en")),
    "GW950": (
        site_yaml("navigation: [{label: Gone, url: /gone/}]"),
        site_yaml("navigation: [{label: About, url: /about/}]"),
    ),
}


def made(folder: Path, text: str) -> Path:
    root = make_site(folder, text)
    if "pic.png" in text:
        make_picture(root / "content" / "pages" / "pic.png")
    if "talk.mp4" in text:
        (root / "content" / "testimonials" / "talk.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + b"\0" * 64)
    return root


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_told_and_its_absence_is_not(case: str, tmp_path: Path) -> None:
    wrong, right = CASES[case]
    code = case[:5]
    assert code in codes(made(tmp_path / "wrong", wrong))
    assert code not in codes(made(tmp_path / "right", right))


def test_what_is_wrong_is_told_at_its_line(tmp_path: Path) -> None:
    root = made(tmp_path, page("One\n\n![](pic.png)\n\n[jump](#nowhere)") + case_study("  - {label: Hours}"))
    places = {problem.code: str(problem.place) for problem in looked_at(root).problems}
    assert places["GW956"] == "content/pages/about.md:6:1"
    assert places["GW951"] == "content/pages/about.md:8:8"
    assert places["GW965"].startswith("content/case-studies/oven.md:7:")


def test_a_page_that_is_no_longer_there_is_told_once_with_the_number_of_pages(tmp_path: Path) -> None:
    root = make_site(tmp_path, site_yaml("navigation: [{label: Gone, url: /abuot/}]"))
    (found,) = [problem for problem in looked_at(root).problems if problem.code == "GW950"]
    assert found.place is not None
    assert found.place.path == "site.yaml"
    assert re.search(r"and \d+ other pages", found.message)
    assert "Did you mean `/about/`?" in found.hint


def test_an_address_on_every_landing_page_is_told_once_for_all_codes(tmp_path: Path) -> None:
    rows = "".join(f"a{number},A,k7wq2mz{number},2026-01-01,page\n" for number in range(2, 7))
    people = f"-- content/advocates.csv --\nid,public_name,code,consent.granted,consent.scope\n{rows}"
    for name, url in (("plain", "/tyr/"), ("asked", "/tyr/?a=b#c")):
        root = made(tmp_path / name, people + site_yaml(f'cta: {{label: Try, url: "{url}", param: via}}'))
        (found,) = [problem for problem in looked_at(root).problems if problem.code == "GW950"]
        assert "k7wq2mz2" not in str(found) and re.search(r"and \d+ other pages", found.message)


def test_capitals_of_an_address_count(tmp_path: Path) -> None:
    root = make_site(tmp_path, site_yaml("navigation: [{label: About, url: /About/}]"))
    assert "GW952" in codes(root)


def test_a_site_below_a_path_is_checked_below_it(tmp_path: Path) -> None:
    below = "-- site.yaml --\nname: Tandem\nurl: https://host.example/proof/\n"
    assert not {"GW950", "GW951", "GW953"} & set(codes(make_site(tmp_path / "right", below + words_of())))
    footer = '-- themes/default/templates/components/footer.html --\n<a href="/about/">About</a>\n'
    assert "GW953" in codes(make_site(tmp_path / "wrong", below + footer))


def test_the_theme_of_a_site_is_checked_too(tmp_path: Path) -> None:
    footer = (
        "-- themes/default/templates/components/footer.html --\n"
        '<img src="https://cdn.example/logo.png"><img src="/logo.png" alt=""><p id="foot"><a href="#foot">Up</a></p>\n'
    )
    found = codes(make_site(tmp_path, footer))
    assert {"GW955", "GW957", "GW950"} <= set(found)
    assert "GW951" not in found


def test_addresses_in_feeds_and_data_are_checked(tmp_path: Path) -> None:
    root = make_site(tmp_path, words_of("date: 2026-05-01"))
    assert not {"GW950", "GW951", "GW952"} & set(codes(root))
    inspected = looked_at(root)
    assert inspected.files > inspected.pages > 5


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("incentive: A voucher", "Received for this testimonial: A voucher."),
        ("relationship: employee", "Works at Tandem Tools."),
    ],
)
def test_words_quoted_by_hand_need_their_disclosure(field: str, sentence: str, tmp_path: Path) -> None:
    bare = words_of(field) + page(f"Ana says: {WORDS}")
    told = words_of(field) + page(f"Ana says: {WORDS} ({sentence})")
    assert [p.message for p in looked_at(make_site(tmp_path / "bare", bare)).problems if p.code == "GW960"] == [
        f"`about/index.html` shows words of the testimonial `ana` without `{sentence}` in the same element: "
        "“the oven was warm before the first loaf”."
    ]
    assert "GW960" not in codes(make_site(tmp_path / "told", told))


def test_words_without_spaces_between_them_are_known_too(tmp_path: Path) -> None:
    text = words_of("incentive: マグカップ", words="毎朝オーブンが温まっているので、仕込みがとても楽になりました。")
    assert "GW960" not in codes(make_site(tmp_path / "as it is", text))
    assert "GW960" in codes(make_site(tmp_path / "quoted", text + page("アナさん、仕込みがとても楽になりました。")))


def test_a_template_that_drops_the_disclosure_is_caught(tmp_path: Path) -> None:
    card = (
        "-- themes/default/templates/components/quote-card.html --\n"
        "<figure><blockquote>{{ item.html }}</blockquote><figcaption>{{ item.person.label }}</figcaption></figure>\n"
        "<p>{% for said in item.disclosures %}{{ said.text }}{% endfor %}</p>\n"
    )
    problems = looked_at(make_site(tmp_path / "dropped", card + words_of("incentive: A mug"))).problems
    files = {problem.message.split("`")[1] for problem in problems if problem.code == "GW960"}
    assert "testimonials/index.html" in files
    assert "testimonials/ana/index.html" not in files
    assert "GW960" not in codes(make_site(tmp_path / "customer", card + words_of("incentive: none")))


def test_the_disclosure_of_one_quote_does_not_count_for_another(tmp_path: Path) -> None:
    body = f"<figure>{WORDS}</figure>\n<figure>Another one. Received for this testimonial: A mug.</figure>"
    assert "GW960" in codes(make_site(tmp_path, words_of("incentive: A mug") + page(body)))


def test_a_title_that_shares_words_with_a_quote_quotes_nobody(tmp_path: Path) -> None:
    story = case_study(f"  - {{label: Hours, {FULL_RESULT}}}").replace("title: A warm oven", f"title: {WORDS}")
    assert "GW960" not in codes(make_site(tmp_path, words_of("incentive: A mug") + story))


BARE_CARD = """-- themes/default/templates/components/quote-card.html --
<figure><blockquote>{{ item.html }}</blockquote><figcaption>{{ item.person.label }}</figcaption></figure>
"""


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("GW978", "original: It was warm I think before we had even begun to shape the loaves."),
        ("GW979", "translations: {es: {quote: El horno estaba ya caliente cuando llegamos hoy., translator: Luz}}"),
    ],
)
def test_edited_and_translated_words_say_so(code: str, field: str, tmp_path: Path) -> None:
    text = site_yaml("languages: [en, es]") + words_of(field)
    assert code not in codes(make_site(tmp_path / "as it is", text))
    assert code in codes(make_site(tmp_path / "dropped", text + BARE_CARD))


def test_a_redirect_has_to_lead_somewhere(tmp_path: Path) -> None:
    root = make_site(tmp_path, words_of("aliases: [/old/]"))
    subject = Subject(root, rehearse(root, lambda timezone: DAY))
    (found,) = broken_redirects(subject)
    assert (found.code, str(found.place)) == ("GW954", "content/testimonials/ana.md:4:11")
    subject.facts["testimonials/ana/index.html"] = Facts(1)
    assert list(broken_redirects(subject)) == []


def test_every_language_of_a_site_discloses(tmp_path: Path) -> None:
    text = site_yaml("languages: [en, es]") + words_of(
        "incentive: A mug",
        "date: 2026-05-01",
        "translations: {es: {quote: El horno estaba ya caliente al llegar hoy.}}",
    )
    assert "GW960" not in codes(make_site(tmp_path, text))


ADVOCATE = (
    "-- content/advocates.yaml --\n- id: ana\n  public_name: Ana Ruiz\n  code: k7m2p9q4\n"
    f"  {OPEN}\n  offer: a second drill at no cost for your workshop\n"
)


def test_an_offer_is_shown_with_what_the_advocate_gets(tmp_path: Path) -> None:
    rewarded = program("advocate_reward: a bag of screws", "friend_reward: one month free of charge", *DATED)
    assert "GW961" not in codes(make_site(tmp_path / "right", rewarded + ADVOCATE))
    quiet = "-- themes/default/templates/parts/offer.html --\n<p>{{ offer.friend }}</p>\n"
    problems = looked_at(make_site(tmp_path / "wrong", rewarded + ADVOCATE + quiet)).problems
    assert "r/k7m2p9q4/index.html" in {p.message.split("`")[1] for p in problems if p.code == "GW961"}
    alone = program("advocate_reward: a bag of screws", *DATED)
    assert "GW961" in codes(
        make_site(tmp_path / "alone", alone + ADVOCATE + "-- themes/default/templates/parts/offer.html --\n")
    )
    unpaid = program("friend_reward: one month free of charge", *DATED)
    assert "GW961" not in codes(make_site(tmp_path / "unpaid", unpaid + ADVOCATE + quiet))


def test_the_secret_of_the_kits_is_never_published_nor_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "correct-horse-battery-staple-for-kits"
    monkeypatch.setenv("GOODWORD_SECRET", secret)
    root = make_site(tmp_path, page(f"Our word: {secret}"))
    (found,) = [problem for problem in looked_at(root).problems if problem.code == "GW982"]
    assert secret not in str(found)
    assert str(found.place) == "content/pages/about.md:4:11"


def test_limits_of_the_host_are_told(tmp_path: Path) -> None:
    assert "GW760" in codes(make_site(tmp_path, site_yaml("hosting: {target: github}")))


def test_broken_content_is_told_as_by_a_build(tmp_path: Path) -> None:
    root = make_site(tmp_path, words_of("autor: Ana"))
    checked, built = run("check", cwd=root), run("build", cwd=root)
    assert checked.exit_code == built.exit_code == 1
    assert set(checked.codes) == set(built.codes)
