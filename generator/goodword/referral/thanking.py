"""The words of a note of thanks for one referral. Who came, and what became of it, is theirs to tell: no note says it.

It thanks, asks about what the person cares for, and says who writes and how to stop. It promises no reward.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from goodword.text import Words, excerpt

_LONGEST_INTEREST = 60


class Occasion(Struct, frozen=True):
    """What a note is about, in its language. name: as one writes to the person; day: of the referral, in words.

    again: whether it is not their first. interest: something they care about, empty for none. sender: the company with
    its address; contact: where it can be written to, empty for none.
    """

    company: str
    name: str
    day: str
    again: bool
    interest: str
    sender: str
    contact: str


class Note(Struct, frozen=True):
    """A note: on a card without its subject. paragraphs: the first greets; closing: who writes, and how to stop."""

    subject: str
    paragraphs: tuple[str, ...]
    signature: str
    closing: str

    @property
    def text(self) -> str:
        """The whole as plain text."""
        return "\n\n".join((*self.paragraphs, self.signature, f"-- \n{self.closing}"))


def interest_of(interests: Sequence[str], before: int) -> str:
    """The one of `interests` to ask about in the note after `before` others: each in turn; empty for none."""
    return excerpt(interests[before % len(interests)], _LONGEST_INTEREST) if interests else ""


def note(about: Occasion, words: Words) -> Note:
    """The note in the language of `words`."""
    if about.again:
        came = words.gettext("On {day} somebody came to us on your recommendation again. Thank you, once more.")
    else:
        came = words.gettext("On {day} somebody came to us on your recommendation. Thank you.")
    paragraphs = [
        words.gettext("Dear {name},").format(name=about.name),
        came.format(day=about.day),
        words.gettext(
            "We will look after them as well as we can. Who it was, and what comes of it, is for them to tell you: "
            "we keep it to ourselves."
        ),
    ]
    if about.interest:
        asked = words.gettext("And business aside: how is it going with {interest}?")
        paragraphs.append(asked.format(interest=about.interest))
    return Note(
        words.gettext("A thank-you from {company}").format(company=about.company),
        tuple(paragraphs),
        words.gettext("With thanks, {company}").format(company=about.company),
        _closing(about, words),
    )


def _closing(about: Occasion, words: Words) -> str:
    who = words.gettext("Sent by {sender}. You allowed us to write to you.").format(sender=about.sender)
    if about.contact:
        stop = words.gettext("Should you want no more notes, say so in a word to {contact}: then none come.")
    else:
        stop = words.gettext("Should you want no more notes, answer with a word: then none come.")
    return f"{who} {stop.format(contact=about.contact)}"
