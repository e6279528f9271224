"""site.yaml: everything about the site that is not an entry."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from msgspec import Meta, Struct

from goodword.content.models.parts import Localized
from goodword.content.models.readiness import Readiness
from goodword.text import nearest_language


class Term(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One word of a vocabulary (products, industries, tags)."""

    id: Annotated[str, Meta(description="What entries write, and the word in addresses.", min_length=1)]
    label: Annotated[Localized, Meta(description="What people read; one text, or one for each language.")] | None = None
    description: Annotated[Localized, Meta(description="A sentence for the top of its page.")] | None = None


class Organization(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is behind the site."""

    name: Annotated[str, Meta(description="The company's name; default the site's.")] | None = None
    legal_name: Annotated[str, Meta(description="Its legal name.")] | None = None
    address: Annotated[str, Meta(description="Its postal address.")] | None = None
    email: Annotated[str, Meta(description="An address that visitors may write to.")] | None = None
    telephone: Annotated[str, Meta(description="A number that visitors may call.")] | None = None
    url: Annotated[str, Meta(description="The company's main site, http(s).")] | None = None
    logo: Annotated[str, Meta(description="Path of the logo (JPEG, PNG, WebP).")] | None = None
    founded: Annotated[str, Meta(description="When it was founded.")] | None = None
    description: Annotated[Localized, Meta(description="What it does; Markdown. Shown on /about/.")] | None = None
    same_as: Annotated[tuple[str, ...], Meta(description="Its profiles elsewhere, http(s).")] = ()


class Fonts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Families by name, as CSS writes them; a visitor whose machine lacks them sees the theme's own."""

    text: Annotated[str, Meta(description="For text.")] | None = None
    display: Annotated[str, Meta(description="For quotations and headings.")] | None = None


class Theme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which theme, and the few tokens that make it yours."""

    name: Annotated[str, Meta(description="The theme: a folder of themes/, or a shipped one.")] = "default"
    brand: Annotated[str, Meta(description="The brand colour, #rrggbb.", pattern="^#[0-9a-fA-F]{6}$")] | None = None
    radius: (
        Annotated[
            str,
            Meta(
                description="Roundness of corners, a CSS length: `0`, `12px`.",
                pattern=r"^(0|\d{1,3}(\.\d+)?(px|rem|em))$",
            ),
        ]
        | None
    ) = None
    fonts: Annotated[Fonts, Meta(description="Font families.")] = Fonts()
    logo: Annotated[str, Meta(description="Path of the logo in the header (JPEG, PNG, WebP).")] | None = None
    tokens: Annotated[dict[str, str], Meta(description="Any other design token of the theme, by name.")] = {}


class Link(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of the navigation."""

    label: Annotated[Localized, Meta(description="What people read.")]
    url: Annotated[str, Meta(description="A path of the site (`/awards/`) or an http(s) address.")]


class CallToAction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a convinced visitor goes."""

    label: Annotated[Localized, Meta(description="What the button says.")]
    url: Annotated[
        str, Meta(description="An http(s) address or a path of the site; gets `?ref=CODE` on landing pages.")
    ]
    param: Annotated[
        str, Meta(description="Name of the parameter that carries the code.", pattern="^[A-Za-z0-9_-]{1,40}$")
    ] = "ref"


class Form(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the enquiry form is sent."""

    provider: Annotated[
        Literal["none", "netlify", "formspree", "web3forms", "action", "mailto"], Meta(description="Who receives it.")
    ] = "none"
    id: Annotated[str, Meta(description="formspree: the form's id.")] | None = None
    access_key: Annotated[str, Meta(description="web3forms: the public access key.")] | None = None
    action: Annotated[str, Meta(description="action: an https address that accepts the form.")] | None = None
    email: Annotated[str, Meta(description="mailto: the address that the visitor's mail goes to.")] | None = None
    redirect: (
        Annotated[str, Meta(description="Path of the page shown after sending, where the provider allows one.")] | None
    ) = None


class Hosting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the site is published: decides which header and redirect files are written."""

    target: Annotated[
        Literal["none", "netlify", "cloudflare", "vercel", "github", "gitlab", "s3", "nginx"],
        Meta(description="The host."),
    ] = "none"


class Reviews(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How testimonials are collected, chosen and checked: said above the wall and in the review policy."""

    chosen_by: Annotated[Localized, Meta(description="Completes `chosen by ...`.")] | None = None
    checked_by: (
        Annotated[
            Localized, Meta(description="Completes `checked by ...`; missing: the wall says that they are not checked.")
        ]
        | None
    ) = None
    incentives: (
        Annotated[Localized, Meta(description="How incentivised testimonials are handled; Markdown.")] | None
    ) = None
    negative: Annotated[Localized, Meta(description="What happens with negative ones; Markdown.")] | None = None
    contact: (
        Annotated[str, Meta(description="Where to report a false one: an e-mail address or an http(s) address.")] | None
    ) = None


class Privacy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What /privacy/ says beyond what the build knows."""

    controller: Annotated[str, Meta(description="Who is responsible; default the organization.")] | None = None
    contact: Annotated[str, Meta(description="Where to write about data.")] | None = None
    retention: Annotated[Localized, Meta(description="How long enquiries are kept.")] | None = None
    logs: Annotated[Localized, Meta(description="What the host logs, and for how long.")] | None = None
    updated: Annotated[str, Meta(description="When this was last changed.")] | None = None


class Policies(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the generated policy pages say."""

    reviews: Annotated[Reviews, Meta(description="Testimonials.")] = Reviews()
    privacy: Annotated[Privacy, Meta(description="Data.")] = Privacy()


class Checks(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `goodword check` looks for besides its own list."""

    ending_days: Annotated[
        int, Meta(description="Consents and licences that end within so many days are told.", ge=0)
    ] = 30
    stale_years: Annotated[int, Meta(description="Testimonials older than so many years are told.", ge=1)] = 5
    private_strings: Annotated[tuple[str, ...], Meta(description="Words that must not appear in the output.")] = ()


class Kits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The share kits, one page for each advocate at an address that nobody guesses; see kits.md."""

    results: (
        Annotated[
            str,
            Meta(
                description="A CSV or JSON file below content/: visits, enquiries and customers by code, told to each advocate."
            ),
        ]
        | None
    ) = None
    public_repository: Annotated[
        bool, Meta(description="Publish kits also on a host that shows all files of a site, or keeps old ones.")
    ] = False


class ShareCards(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The pictures that networks and chats show of a link; see share-cards.md."""

    make: Annotated[bool, Meta(description="Whether there are any; `false` for a site that needs none.")] = True
    advocates: Annotated[
        int,
        Meta(
            description="Up to so many advocates have a card each; where there are more, their program has one.", ge=0
        ),
    ] = 100


class Embeds(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What other websites may show of this one; see embeds.md. Without `embeds` there is none of it."""

    testimonials: Annotated[
        tuple[str, ...],
        Meta(description="Ids of the testimonials that can be embedded alone; default those that are `featured`."),
    ] = ()


class Site(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of site.yaml."""

    name: Annotated[str, Meta(description="Name of the site.", min_length=1)]
    url: Annotated[str, Meta(description="Its address, http(s); may have a path.")]
    urls: Annotated[
        Literal["directory", "file"],
        Meta(description="What pages are: a folder each (`/r/CODE/`), or a file each (`/r/CODE`, see hosting.md)."),
    ] = "directory"
    tagline: Annotated[Localized, Meta(description="One sentence that says what it is.")] | None = None
    language: Annotated[str, Meta(description="The default language, a BCP 47 tag; its pages have no prefix.")] = "en"
    languages: Annotated[tuple[str, ...], Meta(description="All languages of the site, the default among them.")] = ()
    timezone: Annotated[str, Meta(description="IANA time zone that decides what day it is.")] = "UTC"
    organization: Annotated[Organization, Meta(description="Who is behind the site.")] = Organization()
    products: Annotated[tuple[Term, ...], Meta(description="The products, if only these may be named.")] = ()
    industries: Annotated[tuple[Term, ...], Meta(description="The industries, if only these may be named.")] = ()
    tags: Annotated[tuple[Term, ...], Meta(description="The tags, if only these may be named.")] = ()
    theme: Annotated[Theme, Meta(description="Which theme, and its tokens.")] = Theme()
    navigation: Annotated[
        tuple[Link, ...], Meta(description="The main navigation; default from what the site has.")
    ] = ()
    cta: Annotated[CallToAction, Meta(description="Where a convinced visitor goes.")] | None = None
    form: Annotated[Form, Meta(description="Where the enquiry form is sent.")] = Form()
    hosting: Annotated[Hosting, Meta(description="Where the site is published.")] = Hosting()
    policies: Annotated[Policies, Meta(description="What the policy pages say.")] = Policies()
    kits: Annotated[Kits, Meta(description="The share kits.")] = Kits()
    share_cards: Annotated[ShareCards, Meta(description="The pictures that networks show of a link.")] = ShareCards()
    embeds: (
        Annotated[Embeds, Meta(description="What other websites may show of this one; `{}` for the usual.")] | None
    ) = None
    search: Annotated[
        bool, Meta(description="A page that searches all testimonials, case studies and awards; see search.md.")
    ] = False
    readiness: Annotated[Readiness, Meta(description="Who has earned an ask: `goodword ready`.")] = Readiness()
    checks: Annotated[Checks, Meta(description="What `goodword check` looks for.")] = Checks()
    demo: Annotated[
        bool, Meta(description="Every page says that company, people and quotes are invented, and is noindex.")
    ] = False

    @property
    def all_languages(self) -> tuple[str, ...]:
        """The default language first, then the others as listed."""
        return (self.language, *(tag for tag in self.languages if tag != self.language))

    @property
    def company(self) -> str:
        """What the company is called in sentences."""
        return self.organization.name or self.name

    @property
    def base(self) -> str:
        """The path of `url` without its last slash: empty for a site at the root of its host."""
        return urlsplit(self.url).path.rstrip("/")

    @property
    def origin(self) -> str:
        """Scheme and host of `url`."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def is_https(self) -> bool:
        """Whether visitors come by https."""
        return self.url.startswith("https:")


def localized(text: Localized | None, language: str, default: str) -> str:
    """`text` in `language`, else in the site's `default` language, else in any; empty when there is none."""
    if text is None or isinstance(text, str):
        return text or ""
    return text.get(language) or text.get(language_of(text, language, default) or "", "")


def language_of(text: Localized | None, language: str, default: str) -> str | None:
    """The language of what `localized` gives; None for a text that was given once, for all of them."""
    if text is None or isinstance(text, str):
        return None
    given = [tag for tag, words in text.items() if words]
    return nearest_language(language, given) or nearest_language(default, given) or next(iter(given), None)
