"""What single pages say: the wall's sentence, directions of words, the parts of a landing page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from sites import build

Make = Callable[[str], Path]


def words_of(name: str, words: str, fields: str = "") -> str:
    """A file of content/testimonials with consent."""
    return (
        f"-- content/testimonials/{name}.md --\n---\nauthor: {name.capitalize()}\n{fields}"
        f"consent: {{granted: 2026-01-01, scope: [quote, name]}}\n---\n{words}\n"
    )


def test_the_wall_says_how_many_of_how_many_are_shown_and_how_chosen(site: Make) -> None:
    made = build(
        site(
            "-- site.yaml --\nname: T\nurl: https://t.example\n"
            "policies: {reviews: {chosen_by: Ana and Bo, checked_by: order number}}\n"
            + words_of("ana", "Good.")
            + "-- content/testimonials/bo.md --\n---\nauthor: Bo\n---\nNot asked.\n"
        )
    )
    said = "1 of 2 collected testimonials are shown here, chosen by Ana and Bo, checked by order number."
    assert said in made.read("/testimonials/")
    assert said in made.read("/review-policy/")


def test_the_page_about_the_company_does_not_call_everybody_who_speaks_a_customer(site: Make) -> None:
    made = build(site(words_of("ana", "Good.") + words_of("bo", "We bake well.", "relationship: employee\n")))
    (tally,) = re.findall(r'<ul class="tally">(.*?)</ul>', made.read("/about/"), re.S)
    assert "<b>2</b> testimonials" in tally
    assert "customer" not in tally


def test_a_preview_does_not_count_what_it_only_previews(site: Make) -> None:
    folder = site(words_of("ana", "Good.") + "-- content/testimonials/bo.md --\n---\nauthor: Bo\n---\nNot asked.\n")
    assert "1 of 2 collected" in build(folder, "--drafts").read("/testimonials/")


def test_words_that_run_from_right_to_left_do_so_also_when_nobody_said_their_language(site: Make) -> None:
    assert 'dir="rtl"' in build(site(words_of("dani", "השירות היה מהיר."))).read("/testimonials/dani/")
    assert 'dir="rtl"' not in build(site(words_of("dani", "Quick."))).read("/testimonials/dani/")


def test_a_translation_is_marked_and_the_original_is_at_hand(site: Make) -> None:
    made = build(
        site(
            "-- site.yaml --\nname: T\nurl: https://t.example\nlanguages: [en, es]\n"
            "-- content/testimonials/ana.md --\n---\nauthor: Ana\nlanguage: es\n"
            "translations: {en: {quote: It bakes well., translator: Ruth Ellery}}\n"
            "consent: {granted: 2026-01-01, scope: [quote, name, translate]}\n---\nHornea bien.\n"
        )
    )
    english, spanish = made.read("/testimonials/ana/"), made.read("/es/testimonials/ana/")
    assert "It bakes well." in english
    assert "Hornea bien." in english
    assert "Ruth Ellery" in english
    assert 'lang="es"' in english
    assert "Hornea bien." in spanish
    assert "It bakes well." not in spanish


def test_proof_on_a_landing_page_never_comes_from_the_advocates_own_company(site: Make) -> None:
    same = "company: Vandrake GmbH\n"
    made = build(
        site(
            words_of("ana", "From a colleague.", same)
            + words_of("bo", "From somebody else.", "company: Other\n")
            + "-- content/advocates.yaml --\n"
            "- {id: z, public_name: Zoe, company: vandrake gmbh, code: k7wq2mzp,\n"
            "   consent: {granted: 2026-01-01, scope: [page, name]}}\n"
        )
    )
    page = made.read("/r/k7wq2mzp/")
    assert "From somebody else." in page
    assert "From a colleague." not in page


def test_industry_with_product_has_a_wall_from_three_quotes_on(site: Make) -> None:
    both = "industry: bakeries\nproduct: oven\n"
    two = "".join(words_of(name, "Good.", both) for name in ("ana", "bo"))
    assert not build(site(two)).has("/testimonials/industry/bakeries/product/oven/")
    three = two + words_of("cy", "Good.", both)
    assert build(site(three)).has("/testimonials/industry/bakeries/product/oven/")


def test_walls_are_paged_and_say_so(site: Make) -> None:
    made = build(site("".join(words_of(f"p{number:02}", f"Words {number}.") for number in range(25))))
    first, second = made.read("/testimonials/"), made.read("/testimonials/page/2/")
    assert 'rel="next" href="/testimonials/page/2/"' in first
    assert 'rel="prev"' in second
    assert '<link rel="next"' not in first, "Firefox would fetch the page beforehand, which the policy forbids"
    assert "Words 0." not in second or "Words 0." not in first


def test_one_template_and_one_token_can_be_overridden(site: Make) -> None:
    made = build(
        site(
            "-- site.yaml --\nname: T\nurl: https://t.example\ntheme: {brand: '#ffff00', radius: 0}\n"
            "-- themes/default/templates/thanks.html --\n"
            "{% extends 'base.html' %}{% block main %}<p>Mine</p>{% endblock %}\n"
            "-- content/advocates.yaml --\n- {id: z, public_name: Zoe, code: k7wq2mzp,"
            " consent: {granted: 2026-01-01, scope: [name, thanks]}}\n"
        )
    )
    assert "<p>Mine</p>" in made.read("/thanks/")
    tokens = next(data for name, data in made.files.items() if name.startswith("assets/tokens."))
    assert b"--brand:#ffff00;" in tokens
    assert b"--radius:0;" in tokens
    light = tokens.split(b"@media")[0]
    assert b"--brand-ink:#ffff00;" not in light, "yellow on paper cannot be read"


def test_fonts_are_asked_for_first_unless_the_site_has_its_own(site: Make) -> None:
    own = "-- site.yaml --\nname: T\nurl: https://t.example\ntheme: {fonts: {display: Georgia}}\n"
    asked = re.compile(r'<link rel="preload" href="(/[^"]+)" as="font" type="font/woff2" crossorigin>')
    made = build(site())
    fonts = asked.findall(made.read("/"))
    assert [font.split(".")[0] for font in fonts] == ["/assets/newsreader-latin", "/assets/instrument-sans-latin"]
    assert all(font[1:] in made.files for font in fonts)
    assert [font.split(".")[0] for font in asked.findall(build(site(own)).read("/"))] == [
        "/assets/instrument-sans-latin"
    ]


def test_a_share_card_never_cuts_a_disclosure(site: Make) -> None:
    reward = "a commission of eight percent on the fees of the first year, paid out twice a year " * 2
    made = build(
        site(
            f"-- content/program.yaml --\nname: P\nadvocate_reward: {reward}\nfriend_reward: {'a free month ' * 9}\n"
            "eligibility: All.\nlimits: None.\n"
            "-- content/advocates.yaml --\n"
            "- {id: z, public_name: Zoe, code: k7wq2mzp, consent: {granted: 2026-01-01, scope: [page, name]}}\n"
            + words_of("ana", "Word " * 200, f"relationship: investor\nincentive: {'a very long voucher ' * 12}\n")
        )
    )
    landing = made.read("/r/k7wq2mzp/").split("og:description")[1][:600]
    assert f"Zoe gets a reward if you become a customer: {reward.strip()}." in landing
    card = made.read("/testimonials/ana/").split("og:description")[1][:600]
    assert f"{('a very long voucher ' * 12).strip()}." in card
    assert "Has invested in" in card


def test_a_language_without_words_of_its_own_is_told(site: Make) -> None:
    made = build(site("-- site.yaml --\nname: T\nurl: https://t.example\nlanguages: [en, fi]\n"))
    assert made.result.codes == ["GW125", "GW611"]
    assert "site.yaml:3:" in made.result.stderr
