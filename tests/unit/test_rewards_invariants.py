"""What holds for every table of leads and sales, whatever stands in it and in whatever order and number of runs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from books import Desk, books, lead, policy, sale
from goodword.content.models import Amount
from goodword.content.models.program import MaxRewards, Reward, Tier
from goodword.referral.rewards.differences import differences
from goodword.referral.rewards.due import reckoned
from goodword.referral.rewards.ledger import Entry, encoded, read, written
from goodword.referral.rewards.policy import Policy
from goodword.referral.rewards.referrals import Books, Referrer
from goodword.referral.rewards.tables import Lead, Sale
from goodword.referral.rewards.totals import STATES, totals

CODES = {
    "a1": Referrer("ana", "p", "ana@acme.example", frozenset({"acme.example"})),
    "b1": Referrer("bo", "p", "bo@gmail.com"),
    "c1": Referrer("cy", "q", offer="a free drill"),
}
ADDRESSES = [
    None,
    "x@shop.example",
    "x@shop.example",
    "X+1@shop.example",
    "y@shop.example",
    "ana@acme.example",
    "z@gmail.com",
]
REWARDS = [
    None,
    "a month",
    Reward(kind="amount", amount=Amount("50"), currency="EUR"),
    Reward(kind="percent", percent=Amount("7.5")),
    Reward(kind="credit", amount=Amount("9.90"), currency="USD"),
]
numbers = st.integers(0, 60)


@st.composite
def policies(draw: st.DrawFn, id_: str) -> Policy:
    """The rules of a program, any."""
    most = draw(
        st.none() | st.builds(MaxRewards, per_advocate=st.integers(1, 3), per=st.sampled_from(["year", "program"]))
    )
    tiers = draw(
        st.sampled_from([(), (Tier(referrals=2, reward="a cake"), Tier(referrals=3, reward=REWARDS[2] or ""))])
    )
    return policy(
        id_,
        draw(st.sampled_from([5, 60, 365])),
        draw(st.sampled_from(["first", "last"])),
        advocate_reward=draw(st.sampled_from(REWARDS)),
        friend_reward=draw(st.sampled_from(REWARDS)),
        tiers=tiers,
        max_rewards=most,
        hold_days=draw(st.sampled_from([0, 30])),
    )


@dataclass
class Tables:
    """Rows and rules."""

    leads: list[Lead]
    sales: list[Sale]
    policies: list[Policy]

    def books(self) -> Books:
        return books(self.leads, self.sales, self.policies, CODES)

    def with_sales(self, sales: list[Sale]) -> Tables:
        return Tables(self.leads, sales, self.policies)


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    """Tables that one can meet: some people in several rows, refunds, spam, two currencies, a code that nobody has."""
    count = draw(st.integers(1, 9))
    leads = [
        lead(
            f"L{number}",
            draw(st.sampled_from(["a1", "a1", "b1", "c1", "nobody"])),
            draw(numbers),
            email=draw(st.sampled_from(ADDRESSES)),
            status=draw(st.sampled_from(["won", "won", "won", "new", "spam", "lost"])),
        )
        for number in range(count)
    ]
    sales = [
        sale(
            f"S{number}",
            f"L{draw(st.integers(0, count - 1))}",
            draw(numbers),
            f"{draw(st.integers(1, 99_999))}.{draw(st.integers(10, 99))}",
            draw(st.sampled_from(["EUR", "CHF"])),
            status=draw(st.sampled_from(["paid", "paid", "paid", "pending", "refunded"])),
        )
        for number in range(draw(st.integers(0, 9)))
    ]
    return Tables(leads, sales, [draw(policies("p")), draw(policies("q"))])


def meaning(desk: Desk) -> dict[str, Any]:
    """Who has what, without when and why it was written down."""
    return {
        id_: replace(one, on=one.earned, why="", was=None, by="rules", after=None) for id_, one in desk.live.items()
    }


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_byte(drawn: Tables, chance: Any) -> None:
    desk, other = Desk(), Desk()
    desk.run(drawn.books())
    mixed = Tables(list(drawn.leads), list(drawn.sales), list(drawn.policies))
    for rows in (mixed.leads, mixed.sales, mixed.policies):
        chance.shuffle(rows)
    other.run(mixed.books())
    assert other.bytes == desk.bytes


@given(tables())
def test_the_same_again_adds_nothing(drawn: Tables) -> None:
    desk = Desk()
    desk.run(drawn.books())
    before = desk.bytes
    assert desk.run(drawn.books()) == []
    assert desk.bytes == before


@given(tables(), st.data())
def test_rows_over_several_runs_mean_the_same(drawn: Tables, data: st.DataObject) -> None:
    whole, parts = Desk(), Desk()
    whole.run(drawn.books())
    first = set(data.draw(st.lists(st.sampled_from([one.lead for one in drawn.leads]))))
    some = [one for one in drawn.sales if one.lead in first and data.draw(st.booleans())]
    parts.run(Tables([one for one in drawn.leads if one.lead in first], some, drawn.policies).books())
    parts.run(drawn.books())
    assert meaning(parts) == meaning(whole)


@given(tables(), st.data())
def test_rows_that_are_gone_take_nothing_away(drawn: Tables, data: st.DataObject) -> None:
    desk = Desk()
    desk.run(drawn.books())
    left = data.draw(st.lists(st.sampled_from(drawn.leads), unique_by=lambda one: one.lead))
    names = {one.lead for one in left}
    gone = {id_: one for id_, one in desk.live.items() if one.lead not in names and not one.referrals}
    desk.run(Tables(left, [one for one in drawn.sales if one.lead in names], drawn.policies).books())
    assert {id_: desk.live.get(id_) for id_ in gone} == gone


@given(tables(), st.data())
def test_only_a_person_approves_and_pays_and_nothing_paid_is_lost(drawn: Tables, data: st.DataObject) -> None:
    desk = Desk()
    desk.run(drawn.books())
    for id_ in list(desk.live):
        steps = data.draw(st.sampled_from([(), ("approve",), ("approve", "paid"), ("void",)]))
        for step in steps:
            desk.decide(step, id_, today=desk.live[id_].hold_until)
    paid = {id_: one for id_, one in desk.live.items() if one.state == "paid"}
    sales = [
        replace(one, status=data.draw(st.sampled_from(["paid", "refunded", "pending"])))
        if data.draw(st.booleans())
        else one
        for one in drawn.sales
    ]
    desk.run(drawn.with_sales(sales).books())
    states: dict[str, str] = {}
    for line in desk.lines:
        if isinstance(line, Entry):
            if line.by == "rules" and line.state in ("approved", "paid"):
                assert states[line.id] == line.state
            states[line.id] = line.state
    for id_, before in paid.items():
        now, due = desk.live[id_], desk.outcome.due.get(id_)
        assert (now.state, now.amount, now.currency) == ("paid", before.amount, before.currency)
        assert now.owed or due, "what is not earned any more is owed back"
        if now.amount and due and due.value.amount and due.value.currency == now.currency:
            back = max(now.amount.exact - due.value.amount.exact, Decimal(0))
            assert (now.owed_back.exact if now.owed_back else 0) == back
    assert desk.run(drawn.with_sales(sales).books()) == []


@given(tables())
def test_money_is_exact_and_of_one_currency(drawn: Tables) -> None:
    desk = Desk()
    desk.run(drawn.books())
    sales = {one.sale: one for one in drawn.sales}
    rules = {one.program: one for one in drawn.policies}
    for one in desk.live.values():
        paid = sales[one.sale]
        if one.kind == "percent" and one.side == "advocate":
            reward = rules[one.program].advocate_reward
            assert isinstance(reward, Reward) and reward.percent and one.amount
            exact = Fraction(paid.left) * Fraction(reward.percent.exact) / 100
            assert one.currency == paid.currency
            assert abs(Fraction(one.amount.exact) - exact) <= Fraction(1, 200)
    for total in totals(desk.live.values()):
        mine = [one for one in desk.live.values() if (one.advocate, one.side) == (total.advocate, total.side)]
        money = [one.amount.exact for one in mine if one.amount and one.currency == total.currency]
        assert sum(total.amounts[state] for state in STATES[:3]) == sum(money)


@given(tables())
def test_nobody_gets_more_than_the_most(drawn: Tables) -> None:
    desk = Desk()
    desk.run(drawn.books())
    for rules in drawn.policies:
        if rules.max_rewards:
            for who in ("ana", "bo", "cy"):
                theirs = [
                    one
                    for one in desk.live.values()
                    if (one.program, one.advocate, one.side, one.referrals) == (rules.program, who, "advocate", 0)
                ]
                assert len(theirs) <= rules.max_rewards.per_advocate


@given(tables(), st.data())
def test_other_rules_change_exactly_what_was_shown(drawn: Tables, data: st.DataObject) -> None:
    desk = Desk()
    desk.run(drawn.books())
    new = Tables(drawn.leads, drawn.sales, [data.draw(policies("p")), drawn.policies[1]])
    shown = differences(new.books(), desk.ledger, reckoned(new.books(), desk.ledger))
    before = {(one.advocate, one.side, one.lead, one.referrals): one.what for one in desk.live.values()}
    desk.run(new.books())
    after = {(one.advocate, one.side, one.lead, one.referrals): one.what for one in desk.live.values()}
    changed = {key[:3] for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert {(one.advocate, one.side, one.lead) for one in shown} == changed
    assert all(line.digest == line.policy.digest for line in desk.lines if not isinstance(line, Entry))


@given(tables(), st.data())
def test_what_is_written_is_read_again_and_a_cut_end_is_told(drawn: Tables, data: st.DataObject) -> None:
    desk = Desk()
    desk.run(drawn.books())
    whole = desk.bytes
    ledger, problems = read(whole)
    assert (ledger.standing, ledger.cut, problems) == (desk.ledger.standing, b"", [])
    cut = data.draw(st.integers(0, len(whole)))
    found, problems = read(whole[:cut])
    assert problems == []
    kept = written(whole[:cut], found.cut, ())
    assert kept + found.cut == whole[:cut] or kept == whole[:cut] + b"\n", "every byte is in one of the two"
    assert all(line in [encoded(one) for one in desk.lines] for line in kept.splitlines())


@given(tables(), st.data())
def test_a_line_that_was_changed_or_taken_out_is_noticed(drawn: Tables, data: st.DataObject) -> None:
    desk = Desk()
    desk.run(drawn.books())
    for id_ in list(desk.live):
        desk.decide("void", id_)
    lines = desk.bytes.splitlines(keepends=True)
    followed = [n for n, line in enumerate(desk.lines) if isinstance(line, Entry) and line.state == "pending"]
    if followed:
        number = data.draw(st.sampled_from(followed))
        for other in ([], [lines[number].replace(b'"rules"', b'"person"')]):
            assert read(b"".join([*lines[:number], *other, *lines[number + 1 :]]))[1] != []


def test_an_approval_that_is_taken_back_settles_in_the_same_run() -> None:
    """Then another lead of the same person counts, which only shows once the approval has gone."""
    leads = [lead("L1", "a1", 0, email="x@shop.example"), lead("L2", "a1", 1, email="x@shop.example")]
    rules = [policy("p", 5, "last", advocate_reward=Reward(kind="percent", percent=Amount("7.5")))]
    sales = [sale("S0", "L1", 1, "1.10"), sale("S4", "L1", 0, "1.10", "CHF")]
    desk = Desk()
    desk.run(books(leads, sales, rules, CODES))
    (earned,) = desk.live
    desk.decide("approve", earned)
    sales[1] = replace(sales[1], status="refunded")
    assert desk.run(books(leads, sales, rules, CODES)) != []
    assert desk.run(books(leads, sales, rules, CODES)) == []
