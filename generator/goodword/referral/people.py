"""What is known of a customer in private only: the rows of private/advocates.csv and private/nps.csv.

The public part of an advocate is in `content/`, joined by `id`. Nothing here may reach an output.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from msgspec import Meta, Struct

from goodword.content.models import When


class Person(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The private part of an advocate, or a customer who is known in private only."""

    id: Annotated[
        str, Meta(description="The advocate's id in content/; another one for a customer who is known here only.")
    ]
    name: Annotated[str, Meta(description="The person's name, as one writes to them.")] | None = None
    email: Annotated[str, Meta(description="The person's e-mail address.")] | None = None
    strength: (
        Annotated[int, Meta(description="How strong the relation is: 1 (a name) to 10 (a friend).", ge=1, le=10)] | None
    ) = None
    nps: (
        Annotated[int, Meta(description="How likely to recommend, 0 to 10; private/nps.csv comes first.", ge=0, le=10)]
        | None
    ) = None
    given: Annotated[tuple[str, ...], Meta(description="What they got besides the sale.")] = ()
    last_contact: Annotated[datetime.date, Meta(description="The day you last talked.")] | None = None
    last_ask: Annotated[datetime.date, Meta(description="The day you last asked for anything.")] | None = None
    open_problems: Annotated[tuple[str, ...], Meta(description="What is not settled yet.")] = ()
    interests: Annotated[tuple[str, ...], Meta(description="What they care about besides the business.")] = ()
    notes: Annotated[str, Meta(description="Anything else.")] | None = None
    joined: Annotated[When, Meta(description="Since when they are a customer: a day, month or year.")] | None = None
    phone: Annotated[str, Meta(description="A telephone number.")] | None = None
    telephone: Annotated[str, Meta(description="A telephone number.")] | None = None
    address: Annotated[str, Meta(description="A postal address.")] | None = None


class Nps(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer to "How likely are you to recommend us?"."""

    id: Annotated[str, Meta(description="Who answered: the id of private/advocates.csv or of content/.")]
    score: Annotated[int, Meta(description="The answer, 0 to 10.", ge=0, le=10)]
    date: Annotated[datetime.date, Meta(description="The day of the answer; the newest counts.")]
