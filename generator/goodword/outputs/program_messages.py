"""The messages of programs, looked at once for all who may send them."""

from __future__ import annotations

from collections.abc import Iterator

from goodword.content.models import Advocate
from goodword.outputs.landing import LandingPages
from goodword.problems import Problem
from goodword.referral import disclosure, message_checks
from goodword.referral.codes import LENGTH
from goodword.referral.reward_words import is_given


def message_problems(pages: LandingPages) -> Iterator[Problem]:
    """What is wrong with each program's messages, filled with the longest name that they may have to hold."""
    frame, library = pages.frame, pages.frame.production.library
    longest = library.longest_name
    for item in library.programs:
        program = item.versions.get(frame.language)
        if program is None:
            continue
        advocate = Advocate(id="-", public_name=longest or "-", code="2" * LENGTH)
        said = pages.offer_of(pages.words_of(item), advocate)
        own = disclosure.of_own_reward(said.advocate, frame.wording, said.friends) if said.advocate else ""
        checked = message_checks.Checked(
            facts=pages.facts(advocate, said, longest),
            own_disclosure=own,
            words=frame.wording,
            channels=program.channels,
            templates=program.messages,
            emails=program.emails,
            has_offer=is_given(program.friend_reward),
            where=item.document(frame.language).place,
        )
        yield from checked.problems()
