"""What both sides get from a program today, under which conditions, in words."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from msgspec import Struct

from goodword.content.models import Advocate, Program, Site
from goodword.content.models.program import CHANNELS
from goodword.referral.disclosure import Sentence, of_reward
from goodword.referral.reward_words import advocate_gets, for_friend, friends_needed
from goodword.text import Formats, Words

__all__ = ["CHANNELS", "OfferWords", "Program", "conditions_of", "offer_words", "promoter"]

ShowDate = Callable[[datetime.date], str]


class OfferWords(Struct, frozen=True):
    """An offer in one language. conditions: label and text; disclosure: None only without a reward.

    friends: how many have to become customers before there is anything for the advocate. not_now: of what begins later
    or is over, that it is; else empty.
    """

    program: str
    summary: str
    friend: str | None
    advocate: str | None
    disclosure: Sentence | None
    conditions: tuple[tuple[str, str], ...]
    friends: int = 1
    not_now: str = ""


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
    words: Formats,
    conditions: tuple[tuple[str, str], ...],
) -> OfferWords:
    """The offer of `program` (None: the default one, without rewards), on an advocate's page or in general.

    conditions: those of the program, see `conditions_of`.
    """
    running = program is not None and program.is_running(today)
    friend = for_friend(program.friend_reward, words) if program and running else None
    if advocate and advocate.offer and running:
        friend = advocate.offer
    reward = advocate_gets(program, words) if program and running else None
    name, friends = advocate.public_name if advocate else "", friends_needed(program) if program else 1
    disclosure: Sentence | None = None
    if reward:
        disclosure = of_reward(name, reward, words, friends) if advocate else _general_reward(reward, words, friends)
    not_now = _not_now(program, advocate, today, words)
    return OfferWords(
        program=program.name if program else words.gettext("Referral program"),
        summary=not_now or _summary(friend, reward, words, friends),
        friend=friend,
        advocate=reward,
        disclosure=disclosure,
        conditions=conditions,
        friends=friends,
        not_now=not_now,
    )


def _not_now(program: Program | None, advocate: Advocate | None, today: datetime.date, words: Formats) -> str:
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


def _general_reward(reward: str, words: Words, friends: int) -> Sentence:
    sentence = words.gettext("Whoever recommends us gets a reward if a friend becomes a customer: {reward}.")
    if friends > 1:
        sentence = words.ngettext(
            "Whoever recommends us gets a reward once {count} friend or more has become a customer: {reward}.",
            "Whoever recommends us gets a reward once {count} friends or more have become customers: {reward}.",
            friends,
        )
    return ("reward", sentence.format(reward=reward.rstrip(".。"), count=friends))


def _summary(friend: str | None, reward: str | None, words: Words, friends: int) -> str:
    if friend:
        return friend
    if reward and friends > 1:
        return words.gettext(
            "There is no discount for you; the person who sent you gets something when enough friends become customers."
        )
    if reward:
        return words.gettext("There is no discount for you; the person who sent you is rewarded.")
    return words.gettext("Nobody is paid for this recommendation.")


def _who_counts(program: Program, words: Words) -> str:
    if program.attribution.model == "first":
        return words.gettext("if several people recommended us, the first one counts")
    return words.gettext("if several people recommended us, the last one counts")


def conditions_of(
    program: Program | None, site: Site, words: Formats, show_date: ShowDate
) -> tuple[tuple[str, str], ...]:
    """Label and text of each condition, the same for all who take part; none without a program."""
    if program is None:
        return ()
    days = program.attribution.window_days
    window = words.ngettext(
        "within {days} day of the first contact", "within {days} days of the first contact", days
    ).format(days=days)
    counts = words.gettext("; ").join((window, _who_counts(program, words)))
    rewarded = for_friend(program.friend_reward, words) is not None or advocate_gets(program, words) is not None
    pairs = [
        (words.gettext("Who may take part"), program.eligibility),
        (words.gettext("Limits"), program.limits),
        (words.gettext("At most"), _most(program, words)),
        (words.gettext("Given out"), _wait(program, words)),
        (words.gettext("Starts"), show_date(program.starts) if program.starts else None),
        (words.gettext("Ends"), show_date(program.ends) if program.ends else None),
        (words.gettext("A referral counts"), counts if rewarded else None),
        (words.gettext("Run by"), promoter(program, site)),
    ]
    return tuple((label, text) for label, text in pairs if text)


def _most(program: Program, words: Words) -> str | None:
    most = program.max_rewards
    if most is None:
        return None
    if most.per == "year":
        said = words.ngettext(
            "{count} reward in a calendar year for whoever recommends",
            "{count} rewards in a calendar year for whoever recommends",
            most.per_advocate,
        )
    else:
        said = words.ngettext(
            "{count} reward for whoever recommends", "{count} rewards for whoever recommends", most.per_advocate
        )
    return said.format(count=most.per_advocate)


def _wait(program: Program, words: Words) -> str | None:
    if not program.hold_days:
        return None
    said = words.ngettext(
        "{days} day after the first payment at the earliest",
        "{days} days after the first payment at the earliest",
        program.hold_days,
    )
    return said.format(days=program.hold_days)
