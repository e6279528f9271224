"""What both sides get from a program today, under which conditions, in words."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from goodword.content.models import Advocate, Program, Site
from goodword.content.models.program import CHANNELS
from goodword.referral.disclosure import Sentence, nothing, of_reward
from goodword.text import Words

__all__ = ["CHANNELS", "OfferWords", "Program", "conditions_of", "offer_words", "promoter"]

ShowDate = Callable[[datetime.date], str]


@dataclass(frozen=True, slots=True)
class OfferWords:
    """An offer in one language. conditions: label and text; disclosure: None only without a reward."""

    program: str
    summary: str
    friend: str | None
    advocate: str | None
    disclosure: Sentence | None
    conditions: tuple[tuple[str, str], ...]


def promoter(program: Program | None, site: Site) -> str:
    """Who runs the program: its own `promoter`, else the organization with its address."""
    if program and program.promoter:
        return program.promoter
    organization = site.organization
    name = organization.legal_name or site.company
    return ", ".join(part for part in (name, organization.address) if part)


def offer_words(
    program: Program | None,
    advocate: Advocate | None,
    today: datetime.date,
    words: Words,
    conditions: tuple[tuple[str, str], ...],
) -> OfferWords:
    """The offer of `program` (None: the default one, without rewards), on an advocate's page or in general.

    conditions: those of the program, see `conditions_of`.
    """
    running = program is not None and program.is_running(today)
    friend = program.friend_reward if program and running and not nothing(program.friend_reward) else None
    if advocate and advocate.offer and running:
        friend = advocate.offer
    reward = _reward(program) if program and running else None
    name = advocate.public_name if advocate else ""
    disclosure: Sentence | None = None
    if reward:
        disclosure = of_reward(name, reward, words) if advocate else _general_reward(reward, words)
    return OfferWords(
        program=program.name if program else words.gettext("Referral program"),
        summary=_not_now(program, advocate, today, words) or _summary(friend, reward, words),
        friend=friend,
        advocate=reward,
        disclosure=disclosure,
        conditions=conditions,
    )


def _not_now(program: Program | None, advocate: Advocate | None, today: datetime.date, words: Words) -> str:
    """What is said of an offer before its first day and after its last; empty where there is nothing to say."""
    if program is None or program.is_running(today):
        return ""
    is_over = program.has_ended(today)
    day = program.ends if is_over else program.starts
    then = offer_words(program, advocate, day or today, words, ())
    if not (then.friend or then.advocate):
        return ""
    if is_over:
        return words.gettext("This offer has ended. Nobody is paid for a recommendation any more.")
    return words.gettext("This offer has not begun yet; its first day is below. Until then nobody is paid.")


def _reward(program: Program) -> str | None:
    """What the advocate gets; where there is something only for several referrals, that."""
    if not nothing(program.advocate_reward):
        return program.advocate_reward
    return "; ".join(tier.reward.rstrip(".") for tier in program.tiers if not nothing(tier.reward)) or None


def _general_reward(reward: str, words: Words) -> Sentence:
    sentence = words.gettext("Whoever recommends us gets a reward if a friend becomes a customer: {reward}.")
    return ("reward", sentence.format(reward=reward.rstrip(".")))


def _summary(friend: str | None, reward: str | None, words: Words) -> str:
    if friend:
        return friend
    if reward:
        return words.gettext("There is no discount for you; the person who sent you is rewarded.")
    return words.gettext("Nobody is paid for this recommendation.")


def _who_counts(program: Program, words: Words) -> str:
    if program.attribution.model == "first":
        return words.gettext("if several people recommended us, the first one counts")
    return words.gettext("if several people recommended us, the last one counts")


def conditions_of(
    program: Program | None, site: Site, words: Words, show_date: ShowDate
) -> tuple[tuple[str, str], ...]:
    """Label and text of each condition, the same for all who take part; none without a program."""
    if program is None:
        return ()
    window = words.ngettext(
        "{days} day after the first contact", "{days} days after the first contact", program.attribution.window_days
    )
    counts = f"{window.format(days=program.attribution.window_days)}; {_who_counts(program, words)}"
    rewarded = not nothing(program.friend_reward) or _reward(program) is not None
    pairs = [
        (words.gettext("Who may take part"), program.eligibility),
        (words.gettext("Limits"), program.limits),
        (words.gettext("Starts"), show_date(program.starts) if program.starts else None),
        (words.gettext("Ends"), show_date(program.ends) if program.ends else None),
        (words.gettext("A referral counts"), counts if rewarded else None),
        (words.gettext("Run by"), promoter(program, site)),
    ]
    return tuple((label, text) for label, text in pairs if text)
