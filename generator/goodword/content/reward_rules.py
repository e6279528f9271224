"""What a structured reward needs besides its fields' types, and what language versions of a program must agree on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goodword.content.document import Document, Key
from goodword.content.field_errors import display, is_blank
from goodword.content.models import Amount, Program
from goodword.content.models.program import AnyReward, Reward
from goodword.content.money import amount_problem, currency_problem, is_currency
from goodword.problems import Problem
from goodword.problems import rewards as told
from goodword.text import says_nothing

# Which fields mean something for a kind, besides `words`; of those in the first list all are needed, of those in the
# second all unless there are `words`.
_FIELDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "amount": (("amount", "currency"), (), ()),
    "percent": (("percent",), (), ()),
    "gift-card": ((), ("amount", "currency"), ("to",)),
    "credit": ((), ("amount", "currency"), ()),
    "donation": ((), ("amount", "currency"), ("to",)),
    "early-access": ((), (), ("to",)),
    "nothing": ((), (), ()),
}
_EXAMPLES = {"amount": "`amount: 50`", "currency": "`currency: EUR`", "percent": "`percent: 8`"}
_SIDES = ("advocate_reward", "friend_reward")


def reward_problems(document: Document, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Everything that is wrong with the structured rewards among `values`, the fields of a program."""
    for name in _SIDES:
        yield from _problems(document, values.get(name), (name,))
    tiers = values.get("tiers")
    for index, tier in enumerate(tiers if isinstance(tiers, list) else ()):
        reward = tier.get("reward") if isinstance(tier, dict) else None
        keys: tuple[Key, ...] = ("tiers", index, "reward")
        if isinstance(reward, dict) and reward.get("kind") == "percent":
            hint = "Several referrals have no one payment: give an amount or words."
            place = document.place(*keys, "kind")
            yield told.REWARD_NOT_FOR(place, field=display(keys), name="kind", kind="percent", hint=hint)
        else:
            yield from _problems(document, reward, keys)


def is_written(value: Any) -> bool:
    """Whether the reward as written is one: words, or any kind but `nothing`."""
    if isinstance(value, dict):
        return bool(value) and value.get("kind") != "nothing"
    return not is_blank(value) and not (isinstance(value, str) and says_nothing(value))


def _problems(document: Document, reward: Any, keys: tuple[Key, ...]) -> Iterator[Problem]:
    kind = reward.get("kind") if isinstance(reward, dict) else None
    if not isinstance(kind, str) or kind not in _FIELDS:
        return
    always, unless_words, also = _FIELDS[kind]
    field = display(keys)
    needed = always if not is_blank(reward.get("words")) else (*always, *unless_words)
    for name in ("amount", "currency", "percent", "to", "words"):
        there = not is_blank(reward.get(name))
        if name in needed and not there:
            place = document.place(*keys)
            yield told.REWARD_LACKS(place, field=field, kind=kind, lacking=name, example=_EXAMPLES[name])
        elif there and name not in (*always, *unless_words, *also) and (name != "words" or kind == "nothing"):
            place = document.key_place(*keys, name)
            yield told.REWARD_NOT_FOR(place, field=field, name=name, kind=kind, hint=_advice(kind, name))
    both = [name for name in unless_words if not is_blank(reward.get(name))]
    if len(both) == 1 and not is_blank(reward.get("words")):
        lacking = "currency" if both == ["amount"] else "amount"
        yield told.REWARD_LACKS(
            document.place(*keys), field=field, kind=kind, lacking=lacking, example=_EXAMPLES[lacking]
        )
    yield from _money(document, reward, keys)


def _advice(kind: str, name: str) -> str:
    if kind == "nothing":
        return "Delete it, or name another kind."
    if name == "percent":
        return "Delete it, or write `kind: percent`."
    return "Delete it, or say it in `words`."


def _money(document: Document, reward: Mapping[str, Any], keys: tuple[Key, ...]) -> Iterator[Problem]:
    field = display(keys)
    for name in ("amount", "percent"):
        number = _amount(reward.get(name))
        if number is not None and not number.exact:
            why, hint = "nothing is given", "Write `kind: nothing`, or how much."
            yield told.MONEY_FORM(document.place(*keys, name), field=f"{field}.{name}", found="0", why=why, hint=hint)
    percent, amount, currency = _amount(reward.get("percent")), _amount(reward.get("amount")), reward.get("currency")
    if percent is not None and percent.exact > 100:
        place, hint = document.place(*keys, "percent"), "Write a number above 0 and up to 100."
        yield told.MONEY_FORM(
            place, field=f"{field}.percent", found=f"`{percent}`", why="more than everything", hint=hint
        )
    if isinstance(currency, str) and currency.strip():
        yield from currency_problem(currency, document.place(*keys, "currency"), f"{field}.currency")
        if amount is not None and is_currency(currency):
            yield from amount_problem(amount, currency, document.place(*keys, "amount"), f"{field}.amount")


def _amount(value: Any) -> Amount | None:
    try:
        return Amount.parse(value) if isinstance(value, str) else None
    except ValueError:
        return None


def version_problems(version: Program, base: Program, document: Document, other: Document) -> Iterator[Problem]:
    """Where the version of a program in another language promises something else than the `base`.

    Words may differ, and plain words may stand where the base has a structured reward: then they are its words.
    """
    for name in _SIDES:
        if not _same(getattr(version, name), getattr(base, name)):
            yield _differs(document, other, name)
    base_tiers = {tier.referrals: tier.reward for tier in base.tiers}
    reckoned = any(isinstance(reward, Reward) for reward in base_tiers.values())
    for index, tier in enumerate(version.tiers):
        known = base_tiers.get(tier.referrals)
        if (reckoned or isinstance(tier.reward, Reward)) and (known is None or not _same(tier.reward, known)):
            yield _differs(document, other, "tiers", index)
    if reckoned and len(version.tiers) < len(base.tiers):
        yield _differs(document, other, "tiers")
    for name in ("max_rewards", "hold_days", "attribution"):
        if getattr(version, name) != getattr(base, name):
            yield _differs(document, other, name)


def _differs(document: Document, other: Document, *keys: Key) -> Problem:
    place, there = document.place(*keys), other.place(*keys)
    return told.VERSION_DIFFERS(place, language=document.language, field=display(keys), other=there)


def _same(one: AnyReward | None, base: AnyReward | None) -> bool:
    if isinstance(base, Reward):
        return facts_of(one) == facts_of(base) if isinstance(one, Reward) else is_given(one) == is_given(base)
    return not isinstance(one, Reward) and is_given(one) == is_given(base)


def is_given(reward: AnyReward | None) -> bool:
    """Whether there is a reward at all."""
    return reward.kind != "nothing" if isinstance(reward, Reward) else not says_nothing(reward or "")


def facts_of(reward: Reward) -> tuple[object, ...]:
    """All of a reward but its words, and without regard to how the numbers are written."""
    numbers = tuple(number and number.exact for number in (reward.amount, reward.percent))
    return reward.kind, *numbers, reward.currency, reward.to
