"""What private/leads.csv and private/sales.csv hold: enquiries that came with a code, and what was paid."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from goodword.content.models import Amount, When


class Lead(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who came with a referral code: from the form, by telephone, at a fair."""

    lead: Annotated[str, Meta(description="The lead's own id: a number of the CRM, or any short name.", max_length=200)]
    code: Annotated[str, Meta(description="The referral code that they gave or came with.")]
    date: Annotated[datetime.date, Meta(description="The day of the enquiry.")]
    status: Annotated[
        Literal["new", "qualified", "won", "lost", "spam"],
        Meta(description="What became of it; `lost` and `spam` earn nothing."),
    ] = "new"
    kind: (
        Annotated[
            Literal["solicited", "proactive", "unsolicited"],
            Meta(
                description="`solicited`: you asked the advocate; `proactive`: the advocate spoke of you unasked; "
                "`unsolicited`: the friend asked around."
            ),
        ]
        | None
    ) = None
    email: (
        Annotated[str, Meta(description="Their e-mail address: by it one person is known in several rows.")] | None
    ) = None
    name: Annotated[str, Meta(description="Their name.")] | None = None
    company: Annotated[str, Meta(description="Where they work.")] | None = None
    customer_since: (
        Annotated[When, Meta(description="Since when they are a customer, if they were before: a day, month or year.")]
        | None
    ) = None


class Sale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A payment of somebody who stands in the table of leads."""

    sale: Annotated[str, Meta(description="The sale's own id: the number of the invoice.", max_length=200)]
    lead: Annotated[str, Meta(description="Whose it is: the id of a lead.")]
    date: Annotated[datetime.date, Meta(description="The day on which it was paid.")]
    amount: Annotated[Amount, Meta(description="How much, without tax: `1250` or `1250.50`.")]
    currency: Annotated[str, Meta(description="Its currency by ISO 4217: `EUR`.", pattern="^[A-Z]{3}$")]
    status: Annotated[
        Literal["paid", "refunded", "pending"], Meta(description="`pending`: not paid yet; earns nothing before.")
    ] = "paid"
    refunded: (
        Annotated[Amount, Meta(description="How much was paid back; empty with `refunded`: all of it.")] | None
    ) = None

    @property
    def left(self) -> Decimal:
        """What was paid and not paid back, in `currency`."""
        if self.status == "pending":
            return Decimal(0)
        if self.refunded is not None:
            return self.amount.exact - self.refunded.exact
        return self.amount.exact if self.status == "paid" else Decimal(0)
