"""What people read where a reward is: the words that were written, or those made of a structured reward."""

from __future__ import annotations

from collections.abc import Iterator

from goodword.content.models import Program
from goodword.content.models.program import AnyReward, Reward
from goodword.content.reward_rules import is_given as is_given
from goodword.text import Formats


def gives_advocate(program: Program) -> bool:
    """Whether there is anything for the advocate, be it for several referrals only."""
    return is_given(program.advocate_reward) or any(is_given(tier.reward) for tier in program.tiers)


def friends_needed(program: Program) -> int:
    """How many friends have to become customers before there is anything for the advocate; 1 where each one counts."""
    if is_given(program.advocate_reward):
        return 1
    return min((tier.referrals for tier in program.tiers if is_given(tier.reward)), default=1)


def own_words(reward: AnyReward | None) -> str | None:
    """What somebody wrote for people to read; None where that is left to Goodword."""
    return reward.words if isinstance(reward, Reward) else reward


def for_advocate(reward: AnyReward | None, words: Formats) -> str | None:
    """What the advocate gets, in the language of `words`; None for nothing."""
    return _said(reward, words, words.gettext("{percent} of the first payment"))


def for_friend(reward: AnyReward | None, words: Formats) -> str | None:
    """What the friend gets, in the language of `words`; None for nothing."""
    return _said(reward, words, words.gettext("{percent} off"))


def advocate_gets(program: Program, words: Formats) -> str | None:
    """What the advocate gets for a friend; where there is something only for several, that, and for how many."""
    said = for_advocate(program.advocate_reward, words)
    if said:
        return said
    steps = [
        words.ngettext("{reward} (after {n} new customer)", "{reward} (after {n} new customers)", count).format(
            reward=reward.rstrip(".。"), n=count
        )
        for count, reward in tiers_in_words(program, words)
    ]
    return words.gettext("; ").join(steps) or None


def on_top(program: Program, words: Formats) -> Iterator[tuple[int, str]]:
    """From how many referrals on what comes on top of the reward for each; nothing where there is none for each."""
    return tiers_in_words(program, words) if is_given(program.advocate_reward) else iter(())


def tiers_in_words(program: Program, words: Formats) -> Iterator[tuple[int, str]]:
    """From how many referrals on there is what."""
    for tier in program.tiers:
        said = for_advocate(tier.reward, words)
        if said:
            yield tier.referrals, said


def _said(reward: AnyReward | None, words: Formats, percent: str) -> str | None:
    if not is_given(reward):
        return None
    written = own_words(reward)
    if not isinstance(reward, Reward) or written:
        return written
    if reward.percent is not None:
        return percent.format(percent=words.percent(reward.percent.exact))
    sum_ = words.money(reward.amount.exact, reward.currency) if reward.amount and reward.currency else ""
    return _made(reward, words).format(amount=sum_, to=reward.to)


def _made(reward: Reward, words: Formats) -> str:
    """The sentence for a kind, with its placeholders."""
    match reward.kind, reward.to:
        case "gift-card", None:
            return words.gettext("a gift card of {amount}")
        case "gift-card", _:
            return words.gettext("a gift card of {amount} for {to}")
        case "credit", _:
            return words.gettext("a credit of {amount}")
        case "donation", None:
            return words.gettext("a donation of {amount} to a good cause")
        case "donation", _:
            return words.gettext("a donation of {amount} to {to}")
        case "early-access", None:
            return words.gettext("early access to what is new")
        case "early-access", _:
            return words.gettext("early access to {to}")
    return "{amount}"
