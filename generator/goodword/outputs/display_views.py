"""Displays of proof as templates see them: what a line such as `{{ wall limit=6 }}` in a text comes to."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from goodword.outputs.views import Award, Case, Picture, Quote, Rating


class StarRow(Struct, frozen=True):
    """One row of a distribution: how many of the ratings have so many whole stars. share: in percent of all."""

    stars: int
    label: str
    count: int
    share: float


class RatingSummary(Struct, frozen=True):
    """The average of some ratings, how many they are, and how they are spread: five stars first."""

    average: Rating
    count: int
    rows: tuple[StarRow, ...]


class Display(Struct, frozen=True):
    """One display. Of `quotes`, `cases`, `awards`, `logos` and `rating` those are filled that its `name` wants.

    label: what it is called for whom cannot see it. heading: likewise, where headings of a lower level would follow
    none. basis: how what is shown was chosen, and from how many. narrowed: what the writer narrowed it to, in words.
    """

    name: str
    label: str = ""
    heading: str = ""
    quotes: tuple[Quote, ...] = ()
    cases: tuple[Case, ...] = ()
    awards: tuple[Award, ...] = ()
    logos: tuple[Picture, ...] = ()
    rating: RatingSummary | None = None
    basis: str = ""
    narrowed: tuple[str, ...] = ()
    policy_url: str = ""


# A text with what stands between its paragraphs, in order.
Story = tuple[Markup | Display, ...]
