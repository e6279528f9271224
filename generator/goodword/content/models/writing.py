"""Articles and pages: the value given first, and anything else worth saying."""

from typing import Annotated

from msgspec import Meta

from goodword.content.models.entry import Entry


class Article(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something useful for a reader, free of charge; the body is the text."""

    title: Annotated[str, Meta(description="Its title.", min_length=1)]
    author: Annotated[str, Meta(description="Who wrote it.")] | None = None
    summary: Annotated[str, Meta(description="What a reader gets from it.")] | None = None
    image: Annotated[str, Meta(description="Path of a picture (JPEG, PNG, WebP).")] | None = None


class Page(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page of the site; one called about, privacy, review-policy or program replaces the generated one."""

    title: Annotated[str, Meta(description="Its title.", min_length=1)]
    nav: Annotated[bool, Meta(description="Whether the navigation names it.")] = False
