"""The referral program: what both sides get, under which conditions."""

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from goodword.content.models.entry import Entry
from goodword.content.models.parts import Amount

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


RewardKind = Literal["amount", "percent", "gift-card", "credit", "early-access", "donation", "nothing"]


class Reward(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What somebody gets, so that it can be reckoned with. Plain words will do where nobody has to."""

    kind: Annotated[RewardKind, Meta(description="What it is; `nothing` is no reward.")]
    amount: Annotated[Amount, Meta(description="How much money: `50` or `12.50`.")] | None = None
    currency: Annotated[str, Meta(description="Its currency by ISO 4217: `EUR`.", pattern="^[A-Z]{3}$")] | None = None
    percent: (
        Annotated[
            Amount,
            Meta(
                description="Of `percent`: how many, above 0 to 100. The advocate's are of the friend's first payment."
            ),
        ]
        | None
    ) = None
    to: (
        Annotated[str, Meta(description="Who gets a donation, what a gift card is for, to what there is access.")]
        | None
    ) = None
    words: (
        Annotated[str, Meta(description="What people read; default made of the rest, in the page's language.")] | None
    ) = None


# Plain words, or what can be reckoned with.
AnyReward = str | Reward


class MaxRewards(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many rewards for a friend one advocate gets at most."""

    per_advocate: Annotated[int, Meta(description="How many.", ge=1)]
    per: Annotated[
        Literal["year", "program"], Meta(description="In a calendar year (of the friend's payments), or in all.")
    ] = "year"


class Tier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What comes on top after several referrals."""

    referrals: Annotated[int, Meta(description="From how many successful referrals on.", ge=1)]
    reward: Annotated[
        AnyReward, Meta(description="What the advocate then gets: words, or a Reward other than a percentage.")
    ]


class Program(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A referral program. Without rewards (the default) a referral is earned, not paid."""

    name: Annotated[str, Meta(description="Its name.", min_length=1)]
    promoter: Annotated[str, Meta(description="Who runs it, with address; default the site's organization.")] | None = (
        None
    )
    ideal_customer: Annotated[str, Meta(description="Whom we can help best; Markdown.")] | None = None
    advocate_reward: (
        Annotated[AnyReward, Meta(description="What the advocate gets: words, or a Reward; missing means nothing.")]
        | None
    ) = None
    friend_reward: (
        Annotated[AnyReward, Meta(description="What the friend gets: words, or a Reward; missing means nothing.")]
        | None
    ) = None
    tiers: Annotated[tuple[Tier, ...], Meta(description="What comes on top after several referrals.")] = ()
    starts: Annotated[datetime.date, Meta(description="First day.")] | None = None
    ends: Annotated[datetime.date, Meta(description="Last day.")] | None = None
    eligibility: Annotated[str, Meta(description="Who may take part; required with a reward.")] | None = None
    limits: Annotated[str, Meta(description="How many, how much; required with a reward.")] | None = None
    max_rewards: (
        Annotated[MaxRewards, Meta(description="How many rewards `goodword rewards` counts for one advocate.")] | None
    ) = None
    hold_days: Annotated[
        int, Meta(description="How many days after the friend's payment a reward may be approved.", ge=0, le=3650)
    ] = 0
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
