"""The referral program: what both sides get, under which conditions."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from goodword.content.models.entry import Entry

Channel = Literal["whatsapp", "email", "sms", "linkedin", "x", "facebook", "telegram"]
CHANNELS: tuple[Channel, ...] = ("whatsapp", "email", "sms", "linkedin", "x", "facebook", "telegram")


class Attribution(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which referral counts when there are several."""

    window_days: Annotated[
        int, Meta(description="How many days after the first visit or enquiry a referral counts.", ge=1)
    ] = 90
    model: Annotated[Literal["first", "last"], Meta(description="Whether the first or the last advocate counts.")] = (
        "first"
    )


class Tier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What comes on top after several referrals."""

    referrals: Annotated[int, Meta(description="From how many successful referrals on.", ge=1)]
    reward: Annotated[str, Meta(description="What the advocate then gets.")]


class Program(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A referral program. Without rewards (the default) a referral is earned, not paid."""

    name: Annotated[str, Meta(description="Its name.", min_length=1)]
    promoter: Annotated[str, Meta(description="Who runs it, with address; default the site's organization.")] | None = (
        None
    )
    ideal_customer: Annotated[str, Meta(description="Whom we can help best; Markdown.")] | None = None
    advocate_reward: Annotated[str, Meta(description="What the advocate gets; missing means nothing.")] | None = None
    friend_reward: Annotated[str, Meta(description="What the friend gets; missing means nothing.")] | None = None
    tiers: Annotated[tuple[Tier, ...], Meta(description="What comes on top after several referrals.")] = ()
    starts: Annotated[datetime.date, Meta(description="First day.")] | None = None
    ends: Annotated[datetime.date, Meta(description="Last day.")] | None = None
    eligibility: Annotated[str, Meta(description="Who may take part; required with a reward.")] | None = None
    limits: Annotated[str, Meta(description="How many, how much; required with a reward.")] | None = None
    attribution: Annotated[Attribution, Meta(description="Which referral counts.")] = Attribution()
    channels: Annotated[tuple[Channel, ...], Meta(description="Ways of sharing that are offered, in this order.")] = (
        CHANNELS
    )
    messages: Annotated[
        dict[Channel, str],
        Meta(
            description="Ready words by channel; placeholders {friend|there} {advocate|a customer} {company} {offer} "
            "{disclosure} {link} {code}."
        ),
    ] = {}
    emails: Annotated[
        dict[str, str],
        Meta(description="E-mail drafts by name, each with `Subject: ...` as its first line; placeholders as above."),
    ] = {}
    terms: Annotated[str, Meta(description="The conditions in full; Markdown.")] | None = None

    def has_ended(self, today: datetime.date) -> bool:
        """Whether its last day lies before `today`."""
        return self.ends is not None and self.ends < today

    def is_running(self, today: datetime.date) -> bool:
        """Whether `today` lies between its first and its last day."""
        return not (self.starts and today < self.starts) and not self.has_ended(today)
