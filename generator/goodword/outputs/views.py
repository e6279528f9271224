"""What templates see: small frozen records with everything resolved (addresses, HTML, words in the page's language).

A view is made from redacted entries only, so it holds nothing that may not be shown. Texts are `str`
and escaped by the template; fields whose name ends in `html` are safe Markup. Addresses (`url`) are
root-absolute paths with the site's base path, unless they leave the site.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from msgspec import Struct

NO_HTML = Markup("")


class Picture(Struct, frozen=True):
    """A picture of this site. `url`: the one for whoever takes only one, with its size in pixels.

    srcset: the same in other sizes, empty where there are none. sources: in other formats, best first: type, srcset.
    """

    url: str
    width: int
    height: int
    alt: str = ""
    srcset: str = ""
    sources: tuple[tuple[str, str], ...] = ()


class Term(Struct, frozen=True):
    """A tag, industry, product or rating; `url` is None where it has no page of its own."""

    id: str
    label: str
    url: str | None = None
    count: int = 0
    current: bool = False


class Link(Struct, frozen=True):
    """A link of a navigation, a list or a share row."""

    label: str
    url: str
    current: bool = False
    kind: str = ""
    language: str = ""


class When(Struct, frozen=True):
    """A date: `iso` for <time datetime>, `text` for people in the page's language."""

    iso: str
    text: str


class Rating(Struct, frozen=True):
    """A rating as given: `text` says it in words ("4.5 out of 5"); full, half and empty stars add up to five.

    value and scale are written as the language writes numbers; number and best are the same for machines.
    """

    number: float
    best: float
    value: str
    scale: str
    text: str
    full: int
    half: int
    empty: int


class Disclosure(Struct, frozen=True):
    """A sentence that the law or honesty wants beside what it is about.

    kind: `relationship`, `incentive`, `paid`, `entry-fee`, `reward`, `demo`.
    """

    kind: str
    text: str


class Person(Struct, frozen=True):
    """Who said it, as far as allowed. `label` is never empty: the name, else the role, else "A customer"."""

    label: str
    name: str | None = None
    role: str | None = None
    company: str | None = None
    company_url: str | None = None
    industry: str | None = None
    photo: Picture | None = None
    logo: Picture | None = None
    initials: str = ""


class Original(Struct, frozen=True):
    """The words as first said, where a translation or an edited version is shown. `note` says what was done."""

    note: str
    language: str
    direction: str
    html: Markup
    headline: str | None = None


class Video(Struct, frozen=True):
    """A recording with captions or transcript; nothing of it loads before the visitor asks."""

    url: str
    mime: str
    captions_url: str | None
    captions_language: str
    transcript: str | None
    poster: Picture | None


class Quote(Struct, frozen=True):
    """One testimonial in the language of the page.

    language/direction are those of the words shown (a page may hold words in another language).
    size: `short` (under 180 Latin letters, see `text.width`), `medium` (under 600) or `long`.
    originals: the untranslated words and/or the words before editing, in that order.
    reply_language: of `reply_html`: the company answers in the site's own language, whatever the page's.
    """

    id: str
    url: str
    language: str
    direction: str
    html: Markup
    plain: str
    excerpt: str
    size: str
    person: Person
    headline: str | None = None
    rating: Rating | None = None
    date: When | None = None
    disclosures: tuple[Disclosure, ...] = ()
    originals: tuple[Original, ...] = ()
    verified: str | None = None
    source: Link | None = None
    reply_html: Markup | None = None
    reply_language: str = ""
    video: Video | None = None
    industry: Term | None = None
    product: Term | None = None
    tags: tuple[Term, ...] = ()
    featured: bool = False
    badge: str | None = None
    extra: dict[str, Any] = {}


class Result(Struct, frozen=True):
    """One figure of a case study. `figure` is the one to set large ("-38 %", "12 h"); the rest is its basis."""

    label: str
    figure: str
    before: str | None
    after: str | None
    period: str | None
    method: str | None
    measured: When | None


class Case(Struct, frozen=True):
    """A case study, as a card (html fields empty there) and as a page."""

    id: str
    url: str
    language: str
    direction: str
    title: str
    customer: str
    summary: str
    industry: Term | None = None
    product: Term | None = None
    tags: tuple[Term, ...] = ()
    size: str | None = None
    location: str | None = None
    logo: Picture | None = None
    hero: Picture | None = None
    results: tuple[Result, ...] = ()
    typical: str | None = None
    challenge_html: Markup | None = None
    solution_html: Markup | None = None
    html: Markup = NO_HTML
    quotes: tuple[Quote, ...] = ()
    timeline: tuple[tuple[str, str], ...] = ()
    downloads: tuple[Link, ...] = ()
    date: When | None = None
    featured: bool = False
    badge: str | None = None
    extra: dict[str, Any] = {}


class Award(Struct, frozen=True):
    """An award; `past` ones have no badge. `fee` says what entering cost."""

    id: str
    anchor: str
    name: str
    awarder: str
    year: str
    language: str
    direction: str
    when: When
    past: bool
    category: str | None = None
    rank: str | None = None
    season: str | None = None
    badge: Picture | None = None
    url: str | None = None
    description: str | None = None
    disclosures: tuple[Disclosure, ...] = ()
    extra: dict[str, Any] = {}


class Partner(Struct, frozen=True):
    """A partner; `url` is counted by whoever receives it, `rel` goes on every link to it.

    page_url: the partner's page on this site, where there is one; there `html` is the text.
    """

    id: str
    anchor: str
    name: str
    url: str
    rel: str
    language: str
    direction: str
    logo: Picture | None = None
    what: str | None = None
    for_whom: str | None = None
    offer_to_us: str | None = None
    offer_to_them: str | None = None
    disclosures: tuple[Disclosure, ...] = ()
    initials: str = ""
    page_url: str | None = None
    html: Markup = NO_HTML
    badge: str | None = None
    extra: dict[str, Any] = {}


class Article(Struct, frozen=True):
    """An article, as a card (html empty) and as a page."""

    id: str
    url: str
    language: str
    direction: str
    title: str
    summary: str
    author: str | None = None
    image: Picture | None = None
    date: When | None = None
    html: Markup = NO_HTML
    tags: tuple[Term, ...] = ()
    minutes: int = 1
    badge: str | None = None
    extra: dict[str, Any] = {}


class Pagination(Struct, frozen=True):
    """Pages of a list: `links` in order, with gaps as links whose url is empty; is_dated: the newest come first."""

    page: int
    pages: int
    previous: str | None
    next: str | None
    links: tuple[Link, ...]
    is_dated: bool = True


class Filters(Struct, frozen=True):
    """The ways to narrow a wall; only what has a page. `all` leads back to the whole wall."""

    all: Term
    industries: tuple[Term, ...] = ()
    products: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    ratings: tuple[Term, ...] = ()


class Offer(Struct, frozen=True):
    """The offer to both sides. `disclosure` is None only when the advocate gets nothing and says so in `summary`.

    conditions: pairs of label and text: who may take part, limits, first and last day, promoter ...
    """

    program: str
    summary: str
    friend: str | None
    advocate: str | None
    disclosure: Disclosure | None
    conditions: tuple[tuple[str, str], ...]
    terms_url: str


class Form(Struct, frozen=True):
    """The enquiry form. `attributes` go on <form>, `hidden` are inputs; `honeypot` must stay empty.

    asks_who: whether the visible, optional field "Who sent you?" (name `ref`) is shown; on a landing page
    the code is hidden in `hidden` instead. `plain_mail`: the form opens the visitor's mail program.
    """

    action: str
    method: str
    attributes: tuple[tuple[str, str], ...]
    hidden: tuple[tuple[str, str], ...]
    honeypot: str
    asks_who: bool
    privacy_url: str
    plain_mail: bool = False


class Landing(Struct, frozen=True):
    """The page of one advocate. `person` is None when the page tells nothing personal (an ended code).

    introduction: a mail in which the friend asks the advocate for an introduction; without a recipient.
    """

    code: str
    person: Person | None
    greeting: str
    message_html: Markup | None
    own: Quote | None
    quotes: tuple[Quote, ...]
    case: Case | None
    awards: tuple[Award, ...]
    offer: Offer | None
    share: tuple[Link, ...]
    audience: Term | None
    audiences: tuple[Link, ...]
    form: Form | None
    cta_url: str | None
    kind_disclosure: Disclosure | None = None
    introduction: Link | None = None


class SiteView(Struct, frozen=True):
    """What every page of one language shares. csp: a meta tag, where no headers are sent; fonts: of every page."""

    name: str
    tagline: str
    url: str
    base: str
    home_url: str
    language: str
    direction: str
    organization_name: str
    demo: bool
    logo: Picture | None
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    cta: Link | None
    cta_param: str
    stylesheets: tuple[str, ...]
    display_styles: str
    print_styles: str
    fonts: tuple[str, ...]
    script: str
    icon: str
    feed_url: str
    json_feed_url: str
    csp: str | None = None


class PageView(Struct, frozen=True):
    """One page. path: without the base; file: its file in the output; canonical: absolute, None on noindex ones.

    kind names the template family: home, wall, testimonial, case-studies, case-study, awards, partners, partner,
    directory, thanks, articles, article, page, about, privacy, review-policy, program, landing, kit, embed,
    embeds, not-found.

    kit_url: the share kit of a landing page, in the preview only: nothing else leads to one.
    """

    kind: str
    title: str
    description: str
    path: str
    url: str
    canonical: str | None
    robots: str | None
    file: str
    og_type: str = "website"
    og_image: Picture | None = None
    alternates: tuple[Link, ...] = ()
    languages: tuple[Link, ...] = ()
    breadcrumbs: tuple[Link, ...] = ()
    json_ld: Markup | None = None
    preview: bool = False
    feeds: bool = True
    kit_url: str | None = None
