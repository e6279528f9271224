"""What templates see of `/thanks/` and `/directory/`. The rules are those of `views`."""

from __future__ import annotations

from msgspec import Struct

from goodword.outputs.views import Person, Picture


class Business(Struct, frozen=True):
    """A customer's business in the directory. url: counted by whoever receives it; people: who may be named."""

    name: str
    url: str | None = None
    logo: Picture | None = None
    people: tuple[str, ...] = ()
    initials: str = ""


Listed = Person | Business


class Group(Struct, frozen=True):
    """Those of one industry, on a page of people or businesses; without a label where nothing is told apart."""

    label: str
    anchor: str
    items: tuple[Listed, ...]
