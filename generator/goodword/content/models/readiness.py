"""site.yaml, `readiness`: what `goodword ready` counts, and from where on somebody may be asked."""

from typing import Annotated

from msgspec import Meta, Struct

_Points = Annotated[int, Meta(ge=0, le=1000)]
_Days = Annotated[int, Meta(ge=0, le=36500)]


class Weights(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many points each fact brings at most, or takes away."""

    strength: Annotated[_Points, Meta(description="A relation of strength 10; less strength, less points.")] = 25
    nps: Annotated[_Points, Meta(description="A promoter (NPS 9-10); half of it a passive (7-8).")] = 20
    testimonial: Annotated[_Points, Meta(description="A testimonial of theirs that the site shows.")] = 20
    contact: Annotated[_Points, Meta(description="A talk not longer ago than `contact_days`.")] = 15
    given: Annotated[_Points, Meta(description="Something given besides the sale; half of it for one thing.")] = 10
    loyalty: Annotated[_Points, Meta(description="A customer for `loyal_days`; less time, less points.")] = 10
    ask: Annotated[_Points, Meta(description="Taken away for an ask today; less, the longer ago it was.")] = 10
    problem: Annotated[_Points, Meta(description="Taken away for each open problem.")] = 10


class Readiness(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who has earned an ask. Points and days of `goodword ready`; with the defaults 100 points can be reached."""

    ask_from: Annotated[_Points, Meta(description="From so many points on: ask.")] = 70
    give_from: Annotated[
        _Points, Meta(description="From so many points on, below `ask_from`: give first. Below: leave alone.")
    ] = 35
    pause_days: Annotated[_Days, Meta(description="Nobody is asked again within so many days.")] = 90
    ask_days: Annotated[_Days, Meta(description="An ask so many days ago takes nothing away any more.")] = 365
    contact_days: Annotated[_Days, Meta(description="A talk at most so many days ago brings all its points.")] = 60
    lost_days: Annotated[_Days, Meta(description="A talk so many days ago, or longer, brings none.")] = 365
    loyal_days: Annotated[_Days, Meta(description="A customer for so many days brings all the points.")] = 1095
    weights: Annotated[Weights, Meta(description="Points of each fact.")] = Weights()
