"""Which enquiry earns which reward: attribution, limits, holds, refunds, steps, flags. Each case one small table."""

from __future__ import annotations

import datetime

import pytest
from msgspec.structs import replace

from books import Desk, books, day, lead, policy, sale
from goodword.content.models import Amount, When
from goodword.content.models.program import MaxRewards, Reward, Tier
from goodword.referral.rewards.addresses import company_domain, domain_of_url, is_of_company, normal
from goodword.referral.rewards.decisions import decide
from goodword.referral.rewards.referrals import Referrer

EIGHT = Reward(kind="percent", percent=Amount("8"))
FIFTY = Reward(kind="amount", amount=Amount("50"), currency="EUR")
ANA = Referrer("ana", "p", "ana@acme.example", frozenset({"acme.example"}))
BO = Referrer("bo", "p", "bo@gmail.com")
WHO = {"ana1": ANA, "bo1": BO, "old": BO}


def earned(*rows: object, rules: object = None) -> dict[str, str]:
    """The rewards of advocates: `advocate lead` to what it is."""
    desk, given = Desk(), rules or policy(advocate_reward=FIFTY)
    leads = [row for row in rows if hasattr(row, "code")]
    sales = [row for row in rows if hasattr(row, "amount")]
    desk.run(books(leads, sales, [given], WHO))  # type: ignore[arg-type, list-item]
    return {f"{one.advocate} {one.lead}": one.what for one in desk.live.values()}


def test_a_payment_within_the_window_earns_the_reward() -> None:
    assert earned(lead("L", "ana1", 0), sale("S", "L", 90, "1000")) == {"ana L": "50.00 EUR"}
    assert earned(lead("L", "ana1", 0), sale("S", "L", 91, "1000")) == {}
    assert earned(lead("L", "ana1", 5), sale("S", "L", 4, "1000")) == {}, "paid before the enquiry"
    assert earned(lead("L", " ANA1", 0), sale("S", "L", 1, "1000")) == {"ana L": "50.00 EUR"}
    assert earned(lead("L", "ana1", 0)) == {}


@pytest.mark.parametrize(("model", "who"), [("first", "ana L1"), ("last", "bo L2")])
def test_of_one_persons_enquiries_one_counts(model: str, who: str) -> None:
    one, two = lead("L1", "ana1", 0, email="C@Shop.example"), lead("L2", "bo1", 9, email="c+x@shop.example")
    rules = policy(model=model, advocate_reward=FIFTY)
    for booked_on in ("L1", "L2"):
        assert list(earned(two, one, sale("S", booked_on, 20, "10"), rules=rules)) == [who]
        assert list(earned(one, two, sale("S", booked_on, 20, "10"), rules=rules)) == [who]


def test_a_friend_becomes_a_customer_once() -> None:
    rows = (lead("L", "ana1", 0), sale("A", "L", 2, "100"), sale("B", "L", 40, "900"))
    assert earned(*rows, rules=policy(advocate_reward=EIGHT)) == {"ana L": "8.00 EUR"}


@pytest.mark.parametrize("status", ["spam", "lost"])
def test_what_is_no_customer_earns_nothing(status: str) -> None:
    assert earned(lead("L", "ana1", 0, status=status), sale("S", "L", 1, "10")) == {}


def test_percentages_are_rounded_half_up_to_the_smallest_unit() -> None:
    rules = policy(advocate_reward=EIGHT)
    for amount, currency, reward in (
        ("2184.50", "EUR", "174.76 EUR"),
        ("0.07", "EUR", "0.01 EUR"),
        ("1.5625", "EUR", "0.13 EUR"),
        ("999", "JPY", "80 JPY"),
        ("1.000", "KWD", "0.080 KWD"),
        ("999999999999.99", "EUR", "80000000000.00 EUR"),
    ):
        rows = (lead("L", "ana1", 0), sale("S", "L", 1, amount, currency))
        assert earned(*rows, rules=rules) == {"ana L": reward}
    assert earned(lead("L", "ana1", 0), sale("S", "L", 1, "0.01"), rules=rules) == {}, "nothing is no reward"


def test_a_program_gives_no_more_than_it_says() -> None:
    rows = [row for n in range(5) for row in (lead(f"L{n}", "ana1", 9 - n), sale(f"S{n}", f"L{n}", 20 - n, "10"))]
    rules = policy(advocate_reward=FIFTY, max_rewards=MaxRewards(per_advocate=2))
    assert set(earned(*rows, rules=rules)) == {"ana L4", "ana L3"}, "the earliest payments count"
    late = (lead("N", "ana1", 360), sale("T", "N", 366, "10"))
    assert "ana N" in earned(*rows, *late, rules=rules)
    in_all = policy(advocate_reward=FIFTY, max_rewards=MaxRewards(per_advocate=2, per="program"))
    assert "ana N" not in earned(*rows, *late, rules=in_all)


def test_several_referrals_earn_a_step() -> None:
    rules = policy(tiers=(Tier(referrals=2, reward="a cake"),))
    rows = [row for n in range(3) for row in (lead(f"L{n}", "ana1", n), sale(f"S{n}", f"L{n}", 20 + n, "10"))]
    assert earned(*rows[:2], rules=rules) == {}
    assert earned(*rows, rules=rules) == {"ana L1": "a cake"}, "it is earned with the second one"


def test_steps_count_referrals_whose_rows_are_gone() -> None:
    rules = policy(advocate_reward=FIFTY, tiers=(Tier(referrals=2, reward="a cake"),))
    desk = Desk()
    for number in range(2):
        row = lead(f"L{number}", "ana1", number)
        desk.run(books([row], [sale(f"S{number}", row.lead, 20, "10")], [rules], WHO))
    assert {one.what: one.lead for one in desk.live.values() if one.referrals} == {"a cake": "L1"}


def test_a_reward_is_approved_by_the_rules_of_that_day() -> None:
    desk, rows = Desk(), ([lead("L", "ana1", 0)], [sale("S", "L", 1, "10")])
    desk.run(books(*rows, [policy(advocate_reward=FIFTY)], WHO))
    today = policy(window=30, advocate_reward=FIFTY)
    desk.run(books(*rows, [today], WHO))
    (id_,) = desk.live
    desk.decide("approve", id_)
    assert desk.live[id_].policy == today.digest


def test_what_a_person_voided_counts_for_nothing() -> None:
    steps = (Tier(referrals=2, reward="a cake"),)
    rules = policy(advocate_reward=FIFTY, tiers=steps, max_rewards=MaxRewards(per_advocate=1))
    leads = [lead(f"L{n}", "ana1", n) for n in range(3)]
    tables = books(leads, [sale(f"S{n}", f"L{n}", 20 + n, "10") for n in range(3)], [rules], WHO)
    desk = Desk()
    for first, cake in (("L0", {"L1"}), ("L1", {"L2"}), ("L2", set())):
        desk.run(tables)
        found = {one.what: one for one in desk.live.values() if one.kind == "amount"}
        assert found["50.00 EUR"].lead == first
        assert {one.lead for one in desk.live.values() if one.what == "a cake"} == cake
        desk.decide("void", found["50.00 EUR"].id)
    desk.run(tables)
    assert desk.live == {}


def test_the_friend_gets_the_advocates_own_offer() -> None:
    desk, rules = Desk(), policy(friend_reward=Reward(kind="percent", percent=Amount("10")))
    who = WHO | {"bo1": replace_offer(BO, "a free drill")}
    rows = [lead("A", "ana1", 0), lead("B", "bo1", 0)], [sale("S", "A", 1, "10"), sale("T", "B", 1, "10")]
    desk.run(books(*rows, [rules], who))
    assert {one.lead: (one.side, one.what, one.amount) for one in desk.live.values()} == {
        "A": ("friend", "10 %", None),
        "B": ("friend", "a free drill", None),
    }


def test_what_somebody_gets_reads_as_the_page_says_it() -> None:
    gift = Reward(kind="gift-card", amount=Amount("50"), currency="EUR", to="any bakery")
    given = Reward(kind="donation", amount=Amount("100"), currency="EUR", to="the sea rescue")
    desk = Desk()
    tables = [lead("A", "ana1", 0)], [sale("S", "A", 1, "10")]
    desk.run(books(*tables, [policy(advocate_reward=given, friend_reward=gift)], WHO))
    assert {one.side: one.what for one in desk.live.values()} == {
        "advocate": "100.00 EUR donation to the sea rescue",
        "friend": "50.00 EUR gift card for any bakery",
    }


def replace_offer(who: Referrer, offer: str) -> Referrer:
    return Referrer(who.id, who.program, who.email, who.domains, offer, who.gone)


def test_a_reward_waits_for_its_day() -> None:
    desk = Desk()
    tables = books(
        [lead("L", "ana1", 0)], [sale("S", "L", 1, "10")], [policy(advocate_reward=FIFTY, hold_days=30)], WHO
    )
    (entry,) = desk.run(tables)
    assert entry.hold_until == day(31)
    assert desk.decide("approve", entry.id, today=day(30)) == ["GW433"]
    assert desk.decide("paid", entry.id, today=day(31)) == ["GW433"], "nobody approved it"
    assert desk.decide("approve", entry.id, "no-such-id", today=day(31)) == ["GW432"]
    assert desk.decide("approve", entry.id, today=day(31)) == []
    assert desk.decide("paid", entry.id, today=day(31)) == []
    assert [line.state for line in desk.lines[1:]] == ["pending", "approved", "paid"]  # type: ignore[union-attr]
    before = desk.bytes
    assert desk.decide("paid", entry.id) == []
    assert desk.bytes == before, "said twice, written once"


def refund(desk: Desk, **row: object) -> None:
    desk.run(books([lead("L", "ana1", 0)], [sale("S", "L", 1, "100", **row)], [policy(advocate_reward=EIGHT)], WHO))


@pytest.mark.parametrize("decided", [[], ["approve"]])
def test_a_refund_before_the_reward_is_paid_voids_it(decided: list[str]) -> None:
    desk = Desk()
    refund(desk)
    (id_,) = desk.live
    for action in decided:
        desk.decide(action, id_)  # type: ignore[arg-type]
    refund(desk, status="refunded")
    assert desk.live == {}
    assert "paid back" in desk.ledger.standing[id_].why
    refund(desk)
    assert desk.live[id_].state == "pending", "earned again, and to be approved again"


def test_a_part_paid_back_makes_the_reward_smaller_and_asks_again() -> None:
    desk = Desk()
    refund(desk)
    (id_,) = desk.live
    desk.decide("approve", id_)
    refund(desk, refunded=Amount("25"))
    assert (desk.live[id_].state, desk.live[id_].what) == ("pending", "6.00 EUR")


def test_a_refund_after_the_reward_was_paid_is_owed_back_until_it_comes_back() -> None:
    desk = Desk()
    refund(desk)
    (id_,) = desk.live
    desk.decide("approve", id_)
    desk.decide("paid", id_)
    refund(desk, refunded=Amount("25"))
    entry = desk.live[id_]
    assert (entry.state, entry.amount, entry.owed, entry.owed_back) == ("paid", "8.00", True, "2.00")
    desk.decide("paid", id_)
    assert (desk.live[id_].amount, desk.live[id_].owed) == ("6.00", False)
    refund(desk, refunded=Amount("25"))
    refund(desk, status="refunded")
    assert desk.live[id_].owed_back == "6.00"
    assert desk.decide("paid", id_) == ["GW433"], "all of it: to be voided"
    refund(desk, refunded=Amount("25"))
    assert not desk.live[id_].owed, "the payment stands again"
    refund(desk, status="refunded")
    desk.decide("void", id_)
    assert desk.decide("paid", id_) == ["GW433"]
    refund(desk, status="refunded")
    assert (desk.live, desk.ledger.standing[id_].settled) == ({}, True)
    refund(desk)
    again = desk.live[id_]
    assert (again.state, again.what, again.settled) == ("pending", "8.00 EUR", False), "the friend paid again"
    desk.decide("void", id_)
    refund(desk, status="refunded")
    refund(desk)
    assert desk.live == {}, "what a person voided while it was earned stays so"


@pytest.mark.parametrize(
    ("first", "second", "back", "why"),
    [
        ({"status": "refunded"}, {}, "4.00", "the sale S was paid back; the sale T counts instead"),
        ({"refunded": Amount("25")}, {}, "2.00", "of the sale S a part was paid back"),
        ({"refunded": Amount("25")}, {"status": "refunded"}, "2.00", "of the sale S a part was paid back"),
        ({"amount": "75"}, {}, "2.00", "the sale S is given with another amount now"),
        ({"status": "pending"}, {}, "4.00", "the sale S is not paid yet; the sale T counts instead"),
        ({"on": 9}, {}, "4.00", "the sale S is not the first within the program's days any more; the sale T counts"),
        ({}, {"status": "refunded"}, None, ""),
    ],
)
def test_why_something_is_owed_back_is_told_of_the_sale_it_was_paid_for(
    first: dict[str, object], second: dict[str, object], back: str | None, why: str
) -> None:
    def run(first: dict[str, object], second: dict[str, object]) -> None:
        one: dict[str, object] = {"on": 1, "amount": "100", **first}
        sales = [sale("S", "L", **one), sale("T", "L", 5, "50", **second)]  # type: ignore[arg-type]
        desk.run(books([lead("L", "ana1", 0)], sales, [policy(advocate_reward=EIGHT)], WHO))

    desk = Desk()
    run({}, {})
    (id_,) = desk.live
    desk.decide("approve", id_)
    desk.decide("paid", id_)
    run(first, second)
    entry = desk.live[id_]
    assert (entry.owed, entry.owed_back) == (back is not None, back)
    assert why in entry.why


def test_what_may_be_done_with_a_voided_reward_is_told_by_who_voided_it() -> None:
    desk = Desk()
    refund(desk)
    (id_,) = desk.live
    for decided, status, hint in (
        (False, "refunded", "waits for you again by itself"),
        (True, "paid", "What you voided stays voided."),
    ):
        refund(desk, status=status)
        if decided:
            desk.decide("void", id_)
        (problem,) = decide("approve", [id_], desk.ledger, {}, "", day(99))[1]
        assert hint in problem.hint


def test_a_paid_reward_is_not_voided_before_its_news_was_seen() -> None:
    desk = Desk()
    refund(desk)
    (id_,) = desk.live
    desk.decide("approve", id_)
    desk.decide("paid", id_)
    news = replace(desk.live[id_], owed=True, why="paid already; what was paid was paid back")
    (problem,) = decide("void", [id_], desk.ledger, {id_: news}, "came back", day(99))[1]
    assert (problem.code, "the tables say something else" in problem.message) == ("GW433", True)


def test_what_was_paid_keeps_its_place_when_an_earlier_row_comes_later() -> None:
    desk, rules = Desk(), policy(advocate_reward=FIFTY, max_rewards=MaxRewards(per_advocate=1))
    late = [lead("L2", "ana1", 20)], [sale("S2", "L2", 30, "10")]
    desk.run(books(*late, [rules], WHO))
    (id_,) = desk.live
    desk.decide("approve", id_)
    both = [lead("L1", "ana1", 1), *late[0]], [sale("S1", "L1", 2, "10"), *late[1]]
    assert desk.run(books(*both, [rules], WHO)) == []
    other = [replace(late[0][0], email="c@shop.example"), lead("L0", "bo1", 0, email="c@shop.example")]
    assert desk.run(books(other, late[1], [rules], WHO)) == [], "given for one enquiry, whoever came first"


def test_a_reward_stays_with_whom_it_was_decided_for() -> None:
    desk, tables = Desk(), ([lead("L", "ana1", 0)], [sale("S", "L", 1, "10")])
    desk.run(books(*tables, [policy(advocate_reward=FIFTY)], WHO))
    (id_,) = desk.live
    desk.decide("approve", id_)
    desk.decide("paid", id_)
    moved = Referrer("ana-lopez", "q", ANA.email, ANA.domains)
    rules = [policy(advocate_reward=FIFTY), policy("q", advocate_reward=EIGHT)]
    assert desk.run(books(*tables, rules, {"ana1": moved})) == []


FLAGGED = {
    "own address": ("bo1", {"email": "B.O+shop@googlemail.com"}, "self-referral"),
    "own company": ("ana1", {"email": "hello@shop.acme.example"}, "self-referral"),
    "an old code": ("old", {"email": "bo@gmail.com"}, "self-referral"),
    "free mail is no company": ("bo1", {"email": "someone@gmail.com"}, None),
    "customer before": ("ana1", {"customer_since": When("2025")}, "existing-customer"),
    "customer of that year": ("ana1", {"customer_since": When("2027")}, None),
    "known": ("ana1", {"email": "known@else.example"}, "existing-customer"),
    "no address": ("ana1", {}, None),
    "no address but words": ("bo1", {"email": "call me"}, None),
}


@pytest.mark.parametrize("name", FLAGGED)
def test_reasons_to_look_twice(name: str) -> None:
    code, fields, rule = FLAGGED[name]
    desk = Desk()
    tables = books([lead("L", code, 100, **fields)], [sale("S", "L", 110, "10")], [policy(advocate_reward=FIFTY)], WHO)
    tables.customers["known@else.example"] = ("eva", day(3))  # type: ignore[index]
    desk.run(tables)
    (entry,) = desk.live.values()
    assert [flag.rule for flag in entry.flags] == ([rule] if rule else [])
    assert entry.state == "pending"


def test_flags_between_rows_and_of_days() -> None:
    rules = policy(advocate_reward=FIFTY, tiers=(Tier(referrals=2, reward="a cake"),), starts=day(5), ends=day(40))
    rows = [
        lead("L1", "ana1", 0, email="c@shop.example"),
        lead("L2", "bo1", 9, email="c@shop.example"),
        lead("L3", "ana1", 41, email="d@shop.example"),
    ]
    desk = Desk()
    gone = Referrer("ana", "p", gone=(day(41), "withdrawn"))
    desk.run(books(rows, [sale("S", "L1", 20, "9"), sale("T", "L3", 50, "9")], [rules], WHO | {"ana1": gone}))
    found = {(one.lead, one.referrals): [flag.rule for flag in one.flags] for one in desk.live.values()}
    assert found == {
        ("L1", 0): ["duplicate", "program-not-running"],
        ("L3", 0): ["duplicate", "code-ended", "program-not-running"],
        ("L3", 2): ["rests-on-flags"],
    }


def test_addresses_of_one_mailbox_are_one() -> None:
    assert normal(" Ana.Lopez+x@GoogleMail.com ") == "analopez@gmail.com"
    assert normal("Ana.Lopez+x@Acme.example") == "ana.lopez@acme.example"
    assert normal("+x@acme.example") == "+x@acme.example"
    assert [normal(text) for text in (None, "", "x", "@", "x@", "@y")] == [None] * 6
    for written in (
        "Ana Lopez <ana@gmail.com>",
        '"Lopez, Ana" <a.na@googlemail.com>;',
        "mailto:ana@gmail.com",
        "ana@gmail.com.",
        "a\u200bn\u00ada@gmail.com",
        "ana @ gmail.com",
        '"ana"@GMAIL\u3002com',
        "\uff41na@\uff47mail.com",
    ):
        assert normal(written) == "ana@gmail.com", written
    assert normal("bo@b\u00fccher.example") == normal("BO@xn--bcher-kva.example") == "bo@xn--bcher-kva.example"
    for endless in ("(" * 9999 + "a@x.example", "<" * 9999 + "@x", "a@" + "x" * 9999):
        assert normal(endless)
    assert company_domain("a@hotmail.com") is None
    assert company_domain("a@b\u00fccher.example") == domain_of_url("https://WWW.B\u00fccher.example./x")
    assert domain_of_url("https://www.Acme.example:8/x") == "acme.example"
    assert domain_of_url("http://[bad") is None
    assert not is_of_company("evilacme.example", frozenset({"acme.example"}))


def test_a_wait_beyond_the_calendar_does_not_break_it() -> None:
    last = datetime.date.max
    desk = Desk()
    one, paid = replace(lead("L", "ana1", 0), date=last), replace(sale("S", "L", 0, "5"), date=last)
    (entry,) = desk.run(books([one], [paid], [policy(advocate_reward=FIFTY, hold_days=3650)], WHO))
    assert entry.hold_until == last
