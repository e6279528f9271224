"""Testimonials, case studies and awards: what others say and what was reached."""

from typing import Annotated

from msgspec import Meta

from goodword.content.models.entry import Entry
from goodword.content.models.parts import (
    Consent,
    Download,
    Licence,
    Relationship,
    Result,
    Source,
    TimelineStep,
    Translation,
    Verified,
    Video,
    When,
)


class Testimonial(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of one customer. Required: the words, and `author` or `role`."""

    quote: Annotated[str, Meta(description="The words, Markdown; in a Markdown file: its body.")] = ""
    author: Annotated[str, Meta(description="The person's name.")] | None = None
    role: Annotated[str, Meta(description="The person's role: `Head of Operations`.")] | None = None
    company: Annotated[str, Meta(description="Where the person works.")] | None = None
    company_url: Annotated[str, Meta(description="The company's address, http(s).")] | None = None
    photo: Annotated[str, Meta(description="Path of a picture of the person (JPEG, PNG, WebP).")] | None = None
    logo: Annotated[str, Meta(description="Path of the company's logo (JPEG, PNG, WebP).")] | None = None
    rating: Annotated[float, Meta(description="The rating the person gave, from 0 to `scale`.", ge=0)] | None = None
    scale: Annotated[float, Meta(description="The best rating that could be given.", gt=0, le=1000)] = 5
    headline: Annotated[str, Meta(description="A few of the words, set large.")] | None = None
    original: (
        Annotated[str, Meta(description="The words before they were edited; shown beside, needs scope `edit`.")] | None
    ) = None
    source: Annotated[Source, Meta(description="Where the words were first published.")] | None = None
    product: (
        Annotated[str, Meta(description="What it is about, from the site's products where it has a list.")] | None
    ) = None
    industry: (
        Annotated[str, Meta(description="The customer's industry, from the site's list where it has one.")] | None
    ) = None
    translations: Annotated[
        dict[str, Translation],
        Meta(description="The words in other languages, by language tag; needs scope `translate`."),
    ] = {}
    video: Annotated[Video, Meta(description="A recording; needs scope `video`.")] | None = None
    relationship: (
        Annotated[
            Relationship,
            Meta(
                description="Tie to the company; missing means unknown. Anything but `customer` is disclosed beside the quote."
            ),
        ]
        | None
    ) = None
    incentive: (
        Annotated[
            str,
            Meta(
                description="What was received for the words, disclosed beside the quote; `none` if nothing. Missing means unknown."
            ),
        ]
        | None
    ) = None
    verified: (
        Annotated[Verified, Meta(description="How and when it was made sure that a customer wrote it.")] | None
    ) = None
    advocate: Annotated[str, Meta(description="The id of the advocate whose words these are.")] | None = None
    reply: Annotated[str, Meta(description="The company's answer.")] | None = None
    consent: Annotated[Consent, Meta(description="What the person allowed; without it nothing is shown.")] | None = None


class CaseStudy(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The story of one customer; the body is the story."""

    title: Annotated[str, Meta(description="Its title.", min_length=1)]
    customer: Annotated[str, Meta(description="The customer's name.", min_length=1)]
    industry: (
        Annotated[str, Meta(description="The customer's industry, from the site's list where it has one.")] | None
    ) = None
    size: Annotated[str, Meta(description="The customer's size: `40 people`.")] | None = None
    location: Annotated[str, Meta(description="Where the customer is.")] | None = None
    product: (
        Annotated[str, Meta(description="What it is about, from the site's products where it has a list.")] | None
    ) = None
    summary: Annotated[str, Meta(description="The story in two sentences.")] | None = None
    challenge: Annotated[str, Meta(description="What was hard; Markdown.")] | None = None
    solution: Annotated[str, Meta(description="What was done; Markdown.")] | None = None
    results: Annotated[tuple[Result, ...], Meta(description="The figures; need scope `results`.")] = ()
    typical: (
        Annotated[str, Meta(description="What a customer can generally expect; required when there are results.")]
        | None
    ) = None
    quotes: Annotated[tuple[str, ...], Meta(description="Ids of testimonials shown with it.")] = ()
    logo: Annotated[str, Meta(description="Path of the customer's logo (JPEG, PNG, WebP).")] | None = None
    hero: Annotated[str, Meta(description="Path of a large picture (JPEG, PNG, WebP).")] | None = None
    timeline: Annotated[tuple[TimelineStep, ...], Meta(description="What happened when.")] = ()
    downloads: Annotated[tuple[Download, ...], Meta(description="Files to take along.")] = ()
    consent: Annotated[Consent, Meta(description="What the customer allowed; without it nothing is shown.")] | None = (
        None
    )


class Award(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An award, with who gave it, for what, and until when its badge may be shown. Required: `year` or `date`."""

    name: Annotated[str, Meta(description="The award's full name.", min_length=1)]
    awarder: Annotated[str, Meta(description="Who gave it.", min_length=1)]
    year: Annotated[int, Meta(description="The year it was given for.", ge=1900, le=9999)] | None = None
    category: Annotated[str, Meta(description="The category it was given in.")] | None = None
    rank: Annotated[str, Meta(description="The place reached: `Winner`, `2nd of 40`.")] | None = None
    season: Annotated[str, Meta(description="The season: `Spring 2026`.")] | None = None
    badge: Annotated[str, Meta(description="Path of the badge (JPEG, PNG, WebP).")] | None = None
    url: Annotated[str, Meta(description="Address of the proof, http(s).")] | None = None
    description: Annotated[str, Meta(description="What it was given for.")] | None = None
    entry_fee: (
        Annotated[str, Meta(description="What entering cost; `none` if it was free. Said beside the award.")] | None
    ) = None
    licence: Annotated[Licence, Meta(description="The right to show the badge.")] | None = None

    @property
    def when(self) -> "When":
        """Its date, or its year."""
        return self.date or When(f"{self.year or 0:04}")
