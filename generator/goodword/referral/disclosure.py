"""The sentences that law and honesty want beside a quote, an offer, a partner or an award.

Sources: 16 CFR 255.5 and 465.5 (connections and insiders), UK DMCC Act 2024 Sch. 20 para. 13,
UCPD Annex I no. 11a and 23c. What is unknown is not claimed: no relationship given, no sentence.
"""

from __future__ import annotations

import re
from typing import Literal

from goodword.content.models import Advocate, Award, Partner, Testimonial
from goodword.content.models.people import AdvocateKind
from goodword.text import Words, says_nothing

Kind = Literal["relationship", "incentive", "paid", "entry-fee", "reward"]
Sentence = tuple[Kind, str]

# But not the ones that keep an amount and its currency together.
_SPACES = re.compile(r"[^\S\xa0\u202f]+")


def nothing(value: str | None) -> bool:
    """Whether a field like `incentive` or `entry_fee` says that there was none, or says nothing."""
    return value is None or says_nothing(value)


def of_testimonial(entry: Testimonial, organization: str, words: Words) -> tuple[Sentence, ...]:
    """What must stand in the same element as the words of `entry`; empty when nothing is known to disclose."""
    found: list[Sentence] = []
    relation = _relation(entry.relationship, words)
    if relation:
        found.append(("relationship", relation.format(company=organization)))
    if not nothing(entry.incentive):
        sentence = words.gettext("Received for this testimonial: {incentive}.")
        found.append(("incentive", sentence.format(incentive=_bare(entry.incentive or ""))))
    return tuple(found)


def _relation(relationship: str | None, words: Words) -> str | None:
    match relationship:
        case "employee":
            return words.gettext("Works at {company}.")
        case "partner":
            return words.gettext("Business partner of {company}.")
        case "investor":
            return words.gettext("Has invested in {company}.")
        case "relative":
            return words.gettext("Related to someone at {company}.")
    return None


def of_advocate(entry: Advocate, organization: str, words: Words) -> Sentence | None:
    """What ties an advocate who is no plain customer to the company."""
    relation = _relation(entry.kind, words)
    return ("relationship", relation.format(company=organization)) if relation else None


def of_partner(entry: Partner, organization: str, words: Words) -> tuple[Sentence, ...]:
    """Whether money flows between a partner and the company."""
    if not entry.paid:
        return ()
    sentence = words.gettext("Paid partnership: money is paid for this listing or for referrals between us.")
    return (("paid", sentence.format(company=organization)),)


def of_award(entry: Award, words: Words) -> tuple[Sentence, ...]:
    """What it cost to take part, where that is known."""
    if entry.entry_fee is None:
        return ()
    if nothing(entry.entry_fee):
        return (("entry-fee", words.gettext("Entry was free.")),)
    return (("entry-fee", words.gettext("Entry fee: {fee}.").format(fee=_bare(entry.entry_fee))),)


def of_reward(advocate_name: str, reward: str, words: Words, friends: int = 1) -> Sentence:
    """What the advocate gets when the friend becomes a customer; said wherever the offer is.

    friends: how many have to become customers before there is anything.
    """
    if friends > 1 and advocate_name:
        sentence = words.ngettext(
            "{name} gets a reward once {count} friend or more has become a customer: {reward}.",
            "{name} gets a reward once {count} friends or more have become customers: {reward}.",
            friends,
        )
    elif friends > 1:
        sentence = words.ngettext(
            "The person who sent you gets a reward once {count} friend or more has become a customer: {reward}.",
            "The person who sent you gets a reward once {count} friends or more have become customers: {reward}.",
            friends,
        )
    elif advocate_name:
        sentence = words.gettext("{name} gets a reward if you become a customer: {reward}.")
    else:
        sentence = words.gettext("The person who sent you gets a reward if you become a customer: {reward}.")
    return ("reward", sentence.format(name=advocate_name, reward=_bare(reward), count=friends))


def of_own(kind: AdvocateKind, reward: str | None, organization: str, words: Words, friends: int = 1) -> str:
    """Ties and reward in the advocate's own voice: for what they send themselves, such as the messages of their kit."""
    tie = {
        "employee": words.gettext("I work at {company}."),
        "partner": words.gettext("My business works with {company}."),
    }.get(kind, "")
    gain = of_own_reward(reward, words, friends) if reward else ""
    return " ".join(filter(None, (tie.format(company=organization), gain)))


def of_own_reward(reward: str, words: Words, friends: int = 1) -> str:
    """What the advocate gets, in their own voice. friends: see `of_reward`."""
    sentence = words.gettext("I get a reward if you become a customer: {reward}.")
    if friends > 1:
        sentence = words.ngettext(
            "I get a reward once {count} friend or more has become a customer: {reward}.",
            "I get a reward once {count} friends or more have become customers: {reward}.",
            friends,
        )
    return sentence.format(reward=_bare(reward), count=friends)


def joined(*sentences: Sentence | None) -> str:
    """Those that there are, as one text."""
    return " ".join(sentence[1] for sentence in sentences if sentence)


def _bare(words: str) -> str:
    return _SPACES.sub(" ", words.strip()).rstrip(".。")
