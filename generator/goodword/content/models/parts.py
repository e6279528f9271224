"""The parts that several kinds share: consent, dates of any precision, sources, translations, figures, licences."""

import datetime
import re
from decimal import Decimal
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

Scope = Literal[
    "quote",
    "name",
    "role",
    "company",
    "photo",
    "logo",
    "video",
    "results",
    "translate",
    "edit",
    "page",
    "thanks",
    "directory",
    "contact",
]
SCOPES: tuple[str, ...] = get_args(Scope)

Relationship = Literal["customer", "employee", "partner", "investor", "relative"]
# What must be said beside the words (16 CFR 255.5, 465.5; UK DMCC Act Sch. 20 para. 13).
LEGAL_RELATIONS: frozenset[str] = frozenset({"employee", "partner", "investor", "relative"})

# A text in the site's default language, or one for each language.
Localized = str | dict[str, str]

_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?")
_WHEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class When(str):
    """A date as precisely as it is known: `2026`, `2026-05` or `2026-05-01`. Sorts by time, the vaguer first."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> "When":
        """Raises ValueError for anything but a year, a month or a day that exists."""
        match = _WHEN.fullmatch(text.strip())
        if not match:
            raise ValueError(text)
        year, month, day = (int(part or 1) for part in match.groups())
        datetime.date(year, month, day)
        return cls(match[0])

    @property
    def first_day(self) -> datetime.date:
        """The earliest day that this may be."""
        year, month, day = (*map(int, self.split("-")), 1, 1)[:3]
        return datetime.date(year, month, day)


class Granted(str):
    """The day a consent was given as `2026-05-01`, or `no` for a refusal."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> "Granted":
        """Raises ValueError for anything but `no` and a day that exists."""
        return cls("no" if text.strip().lower() == "no" else datetime.date.fromisoformat(text.strip()).isoformat())

    @property
    def day(self) -> datetime.date | None:
        """None for a refusal."""
        return None if self == "no" else datetime.date.fromisoformat(self)


class Amount(str):
    """An amount of money, or a percentage, as it was written: digits, with a point before the part of a unit."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> "Amount":
        """Raises ValueError for anything but at most 12 digits and 6 more behind a point."""
        if not _AMOUNT.fullmatch(text.strip()):
            raise ValueError(text)
        return cls(text.strip())

    @property
    def exact(self) -> Decimal:
        """The number; money is never a float."""
        return Decimal(str(self))


def decode_text(wanted: type, value: object) -> object:
    """msgspec's `dec_hook` for the three types above. Raises ValueError, NotImplementedError for other types."""
    if wanted is When or wanted is Granted or wanted is Amount:
        return wanted.parse(str(value))
    raise NotImplementedError(wanted)


class Consent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the person allowed, when and how. What is not in `scope` is not allowed."""

    granted: Annotated[Granted, Meta(description="The day it was given, or `no`: a refusal, kept.")]
    method: Annotated[str, Meta(description="How it was given: email, form, signed, call ...")] | None = None
    evidence: (
        Annotated[str, Meta(description="Where the proof of it lies: a reference, never the proof itself.")] | None
    ) = None
    scope: Annotated[tuple[Scope, ...], Meta(description="What may be shown or done; absent means nothing.")] = ()
    expires: Annotated[datetime.date, Meta(description="The last day on which it holds.")] | None = None
    withdrawn: (
        Annotated[datetime.date, Meta(description="The day it was taken back: from then on nothing is shown.")] | None
    ) = None
    version: Annotated[str, Meta(description="Which wording of the request the person saw.")] | None = None


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the words were first published, if not here."""

    platform: Annotated[str, Meta(description="Name of the platform: Google, G2, LinkedIn ...")] | None = None
    url: Annotated[str, Meta(description="Address of the original, http(s).")] | None = None


class Verified(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How it was made sure that a customer wrote it; shown only with both fields."""

    method: Annotated[str, Meta(description="How: order number, call, contract ...")]
    date: Annotated[datetime.date, Meta(description="When it was checked.")]


class Translation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words in another language. Shown marked as a translation, with the original at hand."""

    quote: Annotated[str, Meta(description="The words, translated; Markdown.")]
    headline: Annotated[str, Meta(description="The headline, translated.")] | None = None
    role: Annotated[str, Meta(description="The role, translated.")] | None = None
    translator: Annotated[str, Meta(description="Who or what translated it; named beside the quote.")] | None = None


class Video(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A recorded testimonial, kept in the site; needs captions or a transcript."""

    file: Annotated[str, Meta(description="Path of an MP4 or WebM file, relative to this file or to `content/`.")]
    captions: Annotated[str, Meta(description="Path of a WebVTT file.")] | None = None
    transcript: Annotated[str, Meta(description="Everything that is said.")] | None = None
    poster: Annotated[str, Meta(description="Path of a still picture.")] | None = None


class Result(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One figure of a case study, with what makes it honest: baseline, period, method."""

    label: Annotated[str, Meta(description="What was measured.")]
    before: Annotated[str, Meta(description="The baseline.")] | None = None
    after: Annotated[str, Meta(description="The figure reached.")] | None = None
    value: Annotated[str, Meta(description="The change, where that says more than before and after.")] | None = None
    unit: Annotated[str, Meta(description="Unit of the figures: %, h, EUR ...")] | None = None
    period: Annotated[str, Meta(description="Over which time.")] | None = None
    method: Annotated[str, Meta(description="How it was measured, on what sample.")] | None = None
    measured: Annotated[When, Meta(description="When it was measured.")] | None = None


class TimelineStep(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of a case study's story."""

    when: Annotated[str, Meta(description="When, as text: `March 2026`, `Week 3`.")]
    what: Annotated[str, Meta(description="What happened.")]


class Download(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file to take along."""

    label: Annotated[str, Meta(description="What it is.")]
    file: Annotated[str, Meta(description="Path of the file (PDF, TXT, CSV), relative to this file or to `content/`.")]


class Licence(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The right to display an award's badge."""

    holder: Annotated[str, Meta(description="Who holds the licence.")] | None = None
    display_until: (
        Annotated[
            datetime.date, Meta(description="The last day the badge may be shown; then the award is past, as text.")
        ]
        | None
    ) = None
