"""`/program/`: what the law wants up front, for several programs, in each language, before, during and after."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from secrets import token_urlsafe

import pytest

from sites import Output, build, make_site, run

Make = Callable[[str], Path]
PROGRAMS = """
-- site.yaml --
name: Tandem Tools
url: https://tandem.example
languages: [en, es]
organization: {legal_name: Tandem Tools Ltd, address: "1 Quay Street, Leeds"}
form: {provider: mailto, email: mail@tandem.example}
-- content/program.yaml --
- id: customers
  name: Pass it on
  advocate_reward: 50 EUR
  friend_reward: 10 percent off
  eligibility: Customers since a month.
  limits: Ten rewards a year.
  starts: 2026-01-01
  ends: 2026-12-31
  attribution: {window_days: 45, model: last}
  terms: Nobody has to buy by a referral. Prices are the same for all.
- id: customers
  language: es
  name: Pásalo
  advocate_reward: 50 EUR
  friend_reward: 10 por ciento menos
  eligibility: Clientes desde hace un mes.
  limits: Diez al año.
- id: partners
  name: For fitters
  advocate_reward: 8 percent of the first year
  eligibility: Signed partners.
  limits: One each.
  starts: 2026-09-01
  tiers: [{referrals: 3, reward: a day in the workshop}]
- id: winter
  name: Winter gift
  advocate_reward: a cake
  friend_reward: a bun
  eligibility: All customers.
  limits: One each.
  starts: 2025-11-01
  ends: 2026-02-28
  tiers: [{referrals: 2, reward: two cakes}]
- {id: staff, name: From one of us}
-- content/advocates.yaml --
- {id: pa, public_name: Pia, code: k7wq2mzp, program: partners, consent: {granted: 2026-01-01, scope: [page, name]}}
- {id: wi, public_name: Wim Smit, code: h4t9xbnc, program: winter, consent: {granted: 2026-01-01, scope: [page, name]}}
- {id: st, public_name: Stu Hale, code: c6d8fghj, program: staff, consent: {granted: 2026-01-01, scope: [page, name]}}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Output:
    return build(make_site(tmp_path_factory.mktemp("programs"), PROGRAMS))


def section(made: Output, name: str, address: str = "/program/") -> str:
    """The words of one program's part of the page."""
    for part in made.read(address).split('<section class="program"')[1:]:
        words = " ".join(unescape(re.sub(r"<[^>]*>", " ", part.partition("</section>")[0])).split())
        if name in words:
            return words
    raise AssertionError(f"no `{name}` on {address}")


def test_a_running_program_says_everything_up_front(made: Output) -> None:
    words = section(made, "Pass it on")
    for said in (
        "10 percent off",
        "50 EUR",
        "Whoever recommends us gets a reward if a friend becomes a customer: 50 EUR.",
        "Customers since a month.",
        "Ten rewards a year.",
        "January 1, 2026",
        "December 31, 2026",
        "within 45 days of the first contact; if several people recommended us, the last one counts",
        "Tandem Tools Ltd, 1 Quay Street, Leeds",
        "Nobody has to buy by a referral.",
    ):
        assert said in words, said


def test_you_is_the_same_person_all_over_a_section(site: Make) -> None:
    """Here `you` recommends: that the friend gets nothing is not said to `you`, who gets 8 percent."""
    root = site(PROGRAMS.replace("  starts: 2026-09-01\n", ""))
    words = section(build(root), "For fitters")
    assert "For you 8 percent of the first year" in words and "For your friend" not in words
    assert "no discount for you" not in words and "the person who sent you" not in words


def test_it_is_said_in_each_language(made: Output) -> None:
    words = section(made, "Pásalo", "/es/program/")
    assert "10 por ciento menos" in words and "Diez al año." in words
    assert "cuenta la última" in words


def test_a_program_that_is_to_begin_says_when_and_what(made: Output) -> None:
    words = section(made, "For fitters")
    assert "This program begins on September 1, 2026." in words
    assert "8 percent of the first year" in words
    assert "Whoever recommends us gets a reward" in words
    page = made.read("/r/k7wq2mzp/")
    assert "This offer has not begun yet; its first day is below. Until then nobody is paid." in page
    assert "September 1, 2026" in page


def test_a_program_that_has_ended_says_so_promises_nothing_and_leads_on(made: Output) -> None:
    words = section(made, "Winter gift")
    assert "This program ended on February 28, 2026." in words
    assert "This offer has ended. Nobody is paid for a recommendation any more." in words
    assert "cake" not in words and "bun" not in words
    assert "See what customers say" in words
    page = made.read("/r/h4t9xbnc/")
    assert "The invitation that brought you has ended." in page
    assert "Wim" not in page and 'name="ref" value="h4t9xbnc"' in page
    assert 'href="/?ref=h4t9xbnc"' in page


def test_earned_and_not_paid_is_said_too(made: Output) -> None:
    assert "Nobody is paid for this recommendation." in section(made, "From one of us")
    assert "Nobody is paid for this recommendation." in made.read("/r/c6d8fghj/")


def test_it_says_how_to_take_part(made: Output) -> None:
    assert "You have no link yet? Ask us for one." in section(made, "How to take part")
    assert '<a href="#ask">' in made.read("/program/")


def test_without_a_program_nobody_is_paid(site: Make) -> None:
    made = build(site("-- content/pages/README.md --\n---\ntitle: A\n---\n"))
    assert "Nobody is paid for this recommendation." in made.read("/program/")


ONLY_LATER = """
    -- site.yaml --
    name: Tandem
    url: https://tandem.example
    organization: {name: Tandem Ltd}
    languages: [en, ar]
    -- content/program.yaml --
    name: Pass it on
    eligibility: All customers.
    limits: One of each.
    tiers: [{referrals: 3, reward: a mug}, {referrals: 10, reward: a bicycle}]
    -- content/advocates.yaml --
    - {id: pia, public_name: Pia, code: k7wq2mzp, consent: {granted: 2026-01-01, scope: [page, name, contact]}}
    - {id: ali, public_name: Ali, code: h4t9xbnc, language: ar, consent: {granted: 2026-01-01, scope: [page, name]}}
    """


def test_a_reward_for_several_friends_only_is_never_told_as_one_for_each(tmp_path: Path) -> None:
    made = build(make_site(tmp_path, ONLY_LATER), env={"GOODWORD_SECRET": token_urlsafe(32)})
    words = unescape(made.read("/r/k7wq2mzp/"))
    assert "Pia gets a reward once 3 friends or more have become customers: a mug (after 3 new customers);" in words
    assert 'For Pia</dt><dd dir="auto">a mug (after 3 new customers); a bicycle (after 10 new customers)' in words
    assert "There is no discount for you; the person who sent you gets something when enough friends become" in words
    arabic = made.read("/r/h4t9xbnc/")
    assert "؛ a bicycle" in arabic and "التواصل الأول؛ " in arabic  # with the sign that Arabic has for `;`
    program = section(made, "Pass it on")
    assert "Whoever recommends us gets a reward once 3 friends or more have become customers: a mug (after 3" in program
    assert "If you send more than one" not in program  # all of it stands there
    kits = unescape("".join(path.read_text(encoding="utf-8") for path in made.folder.glob("share/*/index.html")))
    assert (
        "I get a reward once 3 friends or more have become customers: a mug (after 3 new customers); a bicycle (after"
        in kits
    )
    assert "If you send more than one" not in kits
    for path in made.folder.rglob("*.html"):
        assert not re.search(
            "if you become a customer|if a friend becomes a customer", path.read_text(encoding="utf-8")
        )
    assert "a bicycle (بعد 10 عملاء جدد)" in made.read("/r/h4t9xbnc/")
    assert "إذا أصبح 3 من الأصدقاء أو أكثر عملاء" in made.read("/r/h4t9xbnc/")
    assert "GW961" not in run("check", cwd=tmp_path).codes
