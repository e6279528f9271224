"""Structured rewards in program.yaml: what people read, in each language, and what may not be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from sites import Output, build, make_site, run

BOTH = "{kind: percent, percent: 8.5}"
SITE = """
-- site.yaml --
name: Tandem Tools
url: https://tandem.example
languages: [en, es]
-- content/advocates.csv --
id,public_name,code,language,consent.granted,consent.scope
bo,Bo,k7wq2mzp,,2026-05-01,name|page
eva,Eva,h4t9xbnc,es,2026-05-01,name|page
-- content/program.yaml --
- id: friends
  name: Pass it on
  advocate_reward: ADVOCATE
  friend_reward: FRIEND
  tiers: [{referrals: 3, reward: {kind: gift-card, amount: 150, currency: EUR, to: any bakery}}]
  eligibility: All
  limits: Twelve
  max_rewards: {per_advocate: 12, per: year}
  hold_days: 30
  starts: 2026-01-01
  ends: 2026-12-31
"""


def made(folder: Path, advocate: str, friend: str, more: str = "") -> Output:
    return build(make_site(folder, SITE.replace("ADVOCATE", advocate).replace("FRIEND", friend) + more))


def test_both_languages_say_the_reward_in_their_own_way(tmp_path: Path) -> None:
    site = made(tmp_path, "{kind: amount, amount: 1250, currency: EUR}", "{kind: percent, percent: 8.5}")
    english, spanish = site.read("/r/k7wq2mzp/"), site.read("/r/h4t9xbnc/")
    assert "Bo gets a reward if you become a customer: €1,250." in english
    assert "8.5% off" in english
    assert "Eva recibe una recompensa si te haces cliente: 1.250\xa0€." in spanish
    assert "8,5\xa0% de descuento" in spanish
    for page, card, most, wait in (
        ("/program/", "a gift card of €150 for any bakery", "12 rewards in a calendar year", "30 days after"),
        ("/es/program/", "una tarjeta regalo de 150\xa0€ para any bakery", "12 recompensas por año", "30 días después"),
    ):
        for words in (card, most, wait):
            assert words in site.read(page)


def test_own_words_are_read_and_a_version_may_have_others(tmp_path: Path) -> None:
    more = "- {id: friends, language: es, advocate_reward: un diez por ciento}\n"
    reward = "{kind: percent, percent: 10, words: a tenth of the fees}"
    site = made(tmp_path, reward, "{kind: donation, amount: 20, currency: EUR, to: the sea rescue}", more)
    assert "Bo gets a reward if you become a customer: a tenth of the fees." in site.read("/r/k7wq2mzp/")
    assert "Eva recibe una recompensa si te haces cliente: un diez por ciento." in site.read("/r/h4t9xbnc/")
    assert "un donativo de 20\xa0€ a the sea rescue" in site.read("/r/h4t9xbnc/")


def test_every_shared_message_holds_the_made_words(tmp_path: Path) -> None:
    site = made(tmp_path, "{kind: credit, amount: 12.50, currency: USD}", "{kind: early-access}")
    page = site.read("/r/k7wq2mzp/")
    assert "a%20credit%20of%20%2412.50" in page
    assert "Early%20access%20to%20what%20is%20new" in page, "the beginning of a sentence"
    assert run("check", cwd=tmp_path).exit_code == 0


def test_a_lost_sentence_is_found_in_every_language(tmp_path: Path) -> None:
    reward, friend = "{kind: amount, amount: 50, currency: EUR}", "{kind: early-access, to: the second drill}"
    made(tmp_path / "told", reward, friend)
    assert "GW961" not in run("check", cwd=tmp_path / "told").codes
    made(tmp_path / "lost", reward, friend, "-- themes/default/templates/parts/offer.html --\n{{ offer.friend }}\n")
    lost = run("check", cwd=tmp_path / "lost")
    for code in ("k7wq2mzp", "h4t9xbnc"):
        assert f"r/{code}/index.html" in lost.stderr
    assert "GW961" in lost.codes


EVERYWHERE = """
-- site.yaml --
name: Tandem Tools
url: https://tandem.example
languages: [en, ar, de, es, fr, ja, pt]
-- content/advocates.csv --
id,public_name,code,language,consent.granted,consent.scope
bo,Bo,k7wq2mzp,en,2026-05-01,name|page
ar,ليلى,h4t9xbnc,ar,2026-05-01,name|page
de,Jörg,c6d8fghj,de,2026-05-01,name|page
es,Ñusta,d7f9ghjk,es,2026-05-01,name|page
fr,Zoé,f8g2hjkm,fr,2026-05-01,name|page
ja,山田太郎,g9h3jkmn,ja,2026-05-01,name|page
pt,João,hh4kkmnp,pt,2026-05-01,page
-- content/program.yaml --
name: Pass it on
eligibility: All
limits: Twelve
"""


@pytest.mark.parametrize("reward", ["advocate_reward: a mug", "tiers: [{referrals: 3, reward: a mug}]"])
def test_what_every_language_says_is_what_is_looked_for(tmp_path: Path, reward: str) -> None:
    """Also where a name and the word behind it are written as one."""
    make_site(tmp_path / "told", EVERYWHERE + reward)
    build(tmp_path / "told")
    assert "GW961" not in run("check", cwd=tmp_path / "told").codes
    lost = EVERYWHERE + reward + "\n-- themes/default/templates/parts/offer.html --\n{{ offer.advocate }}\n"
    made = build(make_site(tmp_path / "lost", lost))
    told = run("check", cwd=tmp_path / "lost").stderr
    assert all(f"r/{path.name}/index.html" in told for path in (made.folder / "r").iterdir())


def test_nothing_is_no_reward(tmp_path: Path) -> None:
    site = make_site(tmp_path, "-- content/program.yaml --\nname: P\nadvocate_reward: {kind: nothing}\n")
    result = build(site)
    assert "Nobody is paid for this recommendation." in result.read("/program/")


WRONG = {
    "amount without currency": ("{kind: amount, amount: 50}", ["GW420"], "`currency: EUR`"),
    "amount of nothing": ("{kind: amount, amount: 0, currency: EUR}", ["GW423"], "`kind: nothing`"),
    "currency that is none": ("{kind: amount, amount: 50, currency: EUX}", ["GW422"], "`EUR`"),
    "half a cent": ("{kind: amount, amount: 0.005, currency: EUR}", ["GW423"], "2 digits"),
    "yen have no parts": ("{kind: amount, amount: 10.5, currency: JPY}", ["GW423"], "no parts"),
    "more than everything": ("{kind: percent, percent: 101}", ["GW423"], "more than everything"),
    "percent with an amount": ("{kind: percent, percent: 5, amount: 5, currency: EUR}", ["GW421", "GW421"], "words"),
    "a comma": ("{kind: percent, percent: '8,5'}", ["GW203"], ""),
    "a minus": ("{kind: amount, amount: -5, currency: EUR}", ["GW2"], "an amount like"),
    "an empty gift card": ("{kind: gift-card}", ["GW420", "GW420"], "`amount: 50`"),
    "half a gift card": ("{kind: gift-card, amount: 5, words: a card}", ["GW420"], "`currency: EUR`"),
    "nothing with words": ("{kind: nothing, words: a lot}", ["GW421"], "another kind"),
    "another kind": ("{kind: amout, amount: 50, currency: EUR}", ["GW2"], "`amount`"),
    "an unknown field": ("{kind: early-access, until: May}", ["GW2"], "until"),
    "a list": ("[50, EUR]", ["GW2"], "text"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_told_at_its_place(tmp_path: Path, name: str) -> None:
    reward, codes, said = WRONG[name]
    text = f"-- content/program.yaml --\nname: P\neligibility: All\nlimits: Ten\nadvocate_reward: {reward}\n"
    result = run("build", cwd=make_site(tmp_path, text))
    assert result.exit_code == 1
    assert len(result.codes) == len(codes)
    assert all(found.startswith(code[:3]) for found, code in zip(result.codes, codes, strict=True)), result.stderr
    assert "content/program.yaml:4:" in result.stderr
    assert said in result.stderr


VERSIONS = {
    "another amount": ("advocate_reward: {kind: amount, amount: 60, currency: EUR, words: sesenta}", 1),
    "another currency": ("advocate_reward: {kind: amount, amount: 50, currency: USD}", 1),
    "the same, written otherwise": ("advocate_reward: {kind: amount, amount: 50.00, currency: EUR, words: medio}", 0),
    "nothing": ("advocate_reward: nada", 1),
    "another step": ("tiers: [{referrals: 2, reward: una tarjeta}]", 1),
    "no step": ("tiers: []", 1),
    "other limits": ("max_rewards: {per_advocate: 3}", 1),
    "another wait": ("hold_days: 5", 1),
    "another window": ("attribution: {window_days: 10}", 1),
}


@pytest.mark.parametrize("name", VERSIONS)
def test_a_version_promises_the_same(tmp_path: Path, name: str) -> None:
    version, wrong = VERSIONS[name]
    text = SITE.replace("ADVOCATE", "{kind: amount, amount: 50, currency: EUR}").replace("FRIEND", "a month")
    site = make_site(tmp_path, text + f"- id: friends\n  language: es\n  {version}\n")
    result = run("build", cwd=site)
    assert (result.exit_code, result.codes) == (wrong, ["GW424"] * wrong), result.stderr


def test_a_percentage_for_several_referrals_has_no_meaning(tmp_path: Path) -> None:
    text = "-- content/program.yaml --\nname: P\neligibility: All\nlimits: Ten\n"
    site = make_site(tmp_path, text + f"tiers: [{{referrals: 3, reward: {BOTH}}}]\n")
    assert run("build", cwd=site).codes == ["GW421"]
