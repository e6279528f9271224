"""What the templates of embeds see, besides what all templates do; see `views`."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from goodword.outputs.views import Link, Picture, Quote, Rating

Kind = Literal["wall", "carousel", "quote", "badge", "logos", "gone"]


class Embed(Struct, frozen=True):
    """What one embed shows. more: the page of this site that it stands for; sentence: how the words were chosen.

    counted, paid: what the rating of a badge is made from, and who of them had a reason to be kind. height: in pixels,
    enough for all of it (of a wall: for a good part) where it is 400 pixels wide.
    """

    kind: Kind
    title: str
    more: Link
    height: int
    quotes: tuple[Quote, ...] = ()
    rating: Rating | None = None
    counted: str = ""
    paid: str = ""
    logos: tuple[Picture, ...] = ()
    sentence: str = ""
    policy_url: str = ""


class Snippet(Struct, frozen=True):
    """An embed to choose. url: its page; frame, element, plain: HTML to copy."""

    id: str
    embed: Embed
    url: str
    frame: str
    element: str
    plain: str
