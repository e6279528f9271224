"""Advocates and partners: the people and companies who refer. Public fields only."""

from typing import Annotated, Literal

from msgspec import Meta

from goodword.content.models.entry import Entry
from goodword.content.models.parts import Consent

# Columns that belong to private/advocates.csv and private/partners.csv; in content/ they are an error.
PRIVATE_FIELDS: dict[str, tuple[str, ...]] = {
    "advocate": (
        "name",
        "email",
        "strength",
        "nps",
        "given",
        "last_contact",
        "last_ask",
        "open_problems",
        "interests",
        "notes",
        "joined",
        "phone",
        "telephone",
        "address",
    ),
    "partner": ("contact", "email", "phone", "telephone"),
}


AdvocateKind = Literal["customer", "partner", "employee"]


class Advocate(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A customer who refers: the public part. The private part is in private/advocates.csv, joined by `id`."""

    public_name: Annotated[str, Meta(description="The name that friends see; needs scope `name`.", min_length=1)]
    code: Annotated[str, Meta(description="The referral code; `goodword codes` fills empty ones.", min_length=1)]
    role: Annotated[str, Meta(description="The advocate's role; needs scope `role`.")] | None = None
    company: Annotated[str, Meta(description="Where the advocate works; needs scope `company`.")] | None = None
    company_url: Annotated[str, Meta(description="The company's address, http(s); needs scope `company`.")] | None = (
        None
    )
    industry: Annotated[str, Meta(description="The advocate's industry: chooses the proof shown.")] | None = None
    product: Annotated[str, Meta(description="The product the advocate uses: chooses the proof shown.")] | None = None
    kind: Annotated[
        AdvocateKind,
        Meta(description="What the advocate is to the company; disclosed unless customer."),
    ] = "customer"
    program: Annotated[str, Meta(description="Id of the advocate's program; default the first.")] | None = None
    photo: Annotated[str, Meta(description="Path of a picture; needs scope `photo`.")] | None = None
    logo: (
        Annotated[str, Meta(description="Path of the company's logo, for the directory; needs `company` and `logo`.")]
        | None
    ) = None
    message: Annotated[str, Meta(description="The advocate's own greeting, in their words.")] | None = None
    offer: (
        Annotated[
            str,
            Meta(
                description="What the friend gets, where it differs from the program; as words within a sentence: `two months free`."
            ),
        ]
        | None
    ) = None
    testimonial: Annotated[str, Meta(description="Id of the one to show, where several are theirs.")] | None = None
    audiences: Annotated[
        tuple[str, ...], Meta(description="Up to 3 industries that get a page of proof of their own.", max_length=3)
    ] = ()
    kit_version: Annotated[int, Meta(description="Raise it to give the share kit a new address.", ge=1)] = 1
    consent: Annotated[Consent, Meta(description="What the advocate allowed; a page needs scope `page`.")] | None = None


class Partner(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A company that refers and is referred to; one with a body has a page of its own."""

    name: Annotated[str, Meta(description="The partner's name.", min_length=1)]
    url: Annotated[str, Meta(description="The partner's address, http(s).")]
    logo: Annotated[str, Meta(description="Path of the logo; needs scope `logo`.")] | None = None
    what: Annotated[str, Meta(description="What the partner does.")] | None = None
    for_whom: Annotated[str, Meta(description="For whom the partner is right.")] | None = None
    offer_to_us: Annotated[str, Meta(description="What our customers get there.")] | None = None
    offer_to_them: Annotated[str, Meta(description="What their customers get here.")] | None = None
    paid: Annotated[
        bool,
        Meta(
            description="Whether money is paid for the listing or for referrals; said beside it, links carry rel=sponsored."
        ),
    ] = False
    consent: (
        Annotated[
            Consent,
            Meta(
                description="What the partner allowed; without it nothing is shown. Being listed needs scope `company`."
            ),
        ]
        | None
    ) = None

    @property
    def has_page(self) -> bool:
        """Whether there is more to tell than its line in the list."""
        return bool(self.body.strip())
