"""What is wrong with a program's words, and what a channel would cut, with the longest names that may come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from goodword.content.models.program import Channel
from goodword.problems import Place, Problem
from goodword.problems import messages as rules
from goodword.referral.links import LINK_ONLY, LONGEST_MAIL, check_share, for_friend, share_url, with_channel
from goodword.referral.messages import email, email_names, message, split_draft, subject
from goodword.referral.opinions import opinions
from goodword.referral.placeholders import Facts, check_placeholders
from goodword.text import Words

# A friend's name that is long; hardly anybody goes by a longer one among friends.
LONG_NAME = "Wilhelmina van Oosterwijk"
Where = Callable[..., Place]


class Checked(Struct, frozen=True):
    """The words of one program in one language.

    facts: with the longest name of an advocate, as a landing page has them. own_disclosure: as the advocate says it.
    where: the place of a field (`where("messages", "sms")`).
    has_offer: the friend gets something in any case.
    """

    facts: Facts
    words: Words
    channels: Iterable[Channel] = ()
    templates: Mapping[Channel, str] = field(default_factory=dict)
    emails: Mapping[str, str] = field(default_factory=dict)
    own_disclosure: str = ""
    has_offer: bool = False
    where: Where | None = None

    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong with them, each thing once."""
        return tuple(dict.fromkeys((*self._written(), *self._too_long())))

    def _place(self, *keys: str) -> Place | None:
        return self.where(*keys) if self.where else None

    def _written(self) -> Iterator[Problem]:
        texts: list[tuple[str, tuple[str, str], str]]
        texts = [(f"The message for `{channel}`", ("messages", channel), t) for channel, t in self.templates.items()]
        texts += [(f"The draft `{name}`", ("emails", name), text) for name, text in self.emails.items()]
        for what, keys, text in texts:
            place = self._place(*keys)
            yield from check_placeholders(what, text, has_offer=self.has_offer, place=place)
            for phrase in opinions(text):
                yield rules.OPINION(place, what=what, phrase=phrase)
        for channel in self.templates:
            if channel in LINK_ONLY:
                yield rules.NO_PREFILL(self._place("messages", channel), channel=channel)
        for name, text in self.emails.items():
            if not split_draft(text)[0]:
                yield rules.NO_SUBJECT(self._place("emails", name), what=f"The draft `{name}`")

    def _too_long(self) -> Iterator[Problem]:
        # Landing pages know no friend; whoever writes to one speaks for themselves.
        # What is too long for both is told once.
        link = for_friend(self.facts.link, LONG_NAME)
        told: dict[tuple[str, Place | None], Problem] = {}
        for facts in (self.facts, replace(self.facts, friend=LONG_NAME, link=link, disclosure=self.own_disclosure)):
            for problem in self._too_long_with(facts):
                told.setdefault((problem.code, problem.place), problem)
        yield from told.values()

    def _too_long_with(self, facts: Facts) -> Iterator[Problem]:
        title = subject(facts, self.words)
        for channel in dict.fromkeys(self.channels):
            text = message(channel, facts, self.words, self.templates)
            place = self._place("messages", channel) if channel in self.templates else self._place("messages")
            link = with_channel(facts.link, channel)
            yield from check_share(channel, message=text, url=link, subject=title, place=place)
        for name in email_names(self.emails):
            draft = email(name, facts, self.words, self.emails)
            length = len(share_url("email", message=draft.text, url="", subject=draft.subject))
            if length > LONGEST_MAIL:
                place = self._place("emails", name) if name in self.emails else self._place()
                yield rules.DRAFT_TOO_LONG(place, what=f"The draft `{name}`", length=length, most=LONGEST_MAIL)
