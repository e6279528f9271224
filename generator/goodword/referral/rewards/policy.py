"""The rules of a program by which rewards are counted, in the form in which the ledger keeps them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from goodword import files
from goodword.content.models import Amount, Program
from goodword.content.models.program import AnyReward, MaxRewards, Reward
from goodword.referral.reward_words import is_given

_ENCODER = msgspec.json.Encoder(enc_hook=str, order="deterministic")


class Step(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From `referrals` referrals on, the advocate gets the reward besides."""

    referrals: int
    reward: AnyReward


class Policy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What of a program decides about rewards. Two programs with the same rules have the same `digest`."""

    program: str
    advocate_reward: AnyReward | None = None
    friend_reward: AnyReward | None = None
    tiers: tuple[Step, ...] = ()
    window_days: int
    model: Literal["first", "last"]
    max_rewards: MaxRewards | None = None
    hold_days: int = 0
    starts: datetime.date | None = None
    ends: datetime.date | None = None

    @property
    def gives(self) -> bool:
        """Whether there is any reward, for whomever."""
        rewards = (self.advocate_reward, self.friend_reward, *(step.reward for step in self.tiers))
        return any(is_given(reward) for reward in rewards)

    @property
    def digest(self) -> str:
        """16 hexadecimal digits."""
        return files.digest(_ENCODER.encode(self), 8)


def policy_of(program: Program) -> Policy:
    """The rules of a program; how its rewards are worded in a structured form is none of them."""
    return Policy(
        program=program.id,
        advocate_reward=_bare(program.advocate_reward),
        friend_reward=_bare(program.friend_reward),
        tiers=tuple(Step(referrals=tier.referrals, reward=_facts(tier.reward)) for tier in program.tiers),
        window_days=program.attribution.window_days,
        model=program.attribution.model,
        max_rewards=program.max_rewards,
        hold_days=program.hold_days,
        starts=program.starts,
        ends=program.ends,
    )


def changed_fields(old: Policy, new: Policy) -> Iterator[str]:
    """The names of the rules in which two policies of a program differ, as program.yaml calls them."""
    for name in Policy.__struct_fields__:
        if getattr(old, name) != getattr(new, name):
            yield f"attribution.{name}" if name in ("window_days", "model") else name


def _bare(reward: AnyReward | None) -> AnyReward | None:
    return None if reward is None else _facts(reward)


def _facts(reward: AnyReward) -> AnyReward:
    if not isinstance(reward, Reward):
        return " ".join(reward.split())
    words = None if reward.amount or reward.percent else reward.words
    amount, percent = (value and Amount(f"{value.exact.normalize():f}") for value in (reward.amount, reward.percent))
    return msgspec.structs.replace(reward, amount=amount or None, percent=percent or None, words=words)
