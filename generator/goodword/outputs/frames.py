"""The frame of every page of one language: navigation, footer, head, alternates; and the rendering itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup
from msgspec.structs import replace

from goodword import text
from goodword.content import routes
from goodword.content.document import Key
from goodword.content.models.parts import Localized
from goodword.content.models.site import language_of, localized
from goodword.outputs import host_files, security_headers, views
from goodword.outputs.cards import Cards
from goodword.outputs.forms import enquiry_form
from goodword.outputs.production import Output, Production, Prose, encoded, part_of_key
from goodword.outputs.quote_views import QuoteViews
from goodword.outputs.site_paths import SitePaths
from goodword.outputs.story_views import StoryViews
from goodword.outputs.structured_data import OrganizationFacts, json_ld
from goodword.outputs.walls import Wall
from goodword.outputs.wording import Foreign, Wording, enclosed, own_name

DESCRIPTION = 200
_ON_MANY_PAGES = (views.Quote, views.Case, views.Award, views.Article)


@dataclass(slots=True)
class Frame:
    """Everything that the pages of one language have in common."""

    production: Production
    paths: SitePaths
    walls: tuple[Wall, ...]
    language: str
    site: views.SiteView = field(init=False)
    quotes: QuoteViews = field(init=False)
    stories: StoryViews = field(init=False)
    cards: Cards = field(init=False)
    organization: OrganizationFacts = field(init=False)
    shared: bytes = field(init=False)
    _keys: dict[str, bytes] = field(default_factory=dict)
    _digests: dict[int, tuple[object, bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.quotes = QuoteViews(self.production, self.language)
        self.stories = StoryViews(self.production, self.quotes)
        self.cards = Cards(self.production, self.language)
        self.site = _site_view(self)
        self.organization = _organization(self)
        self.shared = encoded((self.site, self.organization, self.wording.digest))

    @property
    def wording(self) -> Wording:
        """The words of this language."""
        return self.production.wordings[self.language]

    def path(self, tail: str) -> str:
        """The path of a page of this language: `tail` behind the language's prefix."""
        return routes.prefix(self.language, self.production.default) + tail

    def href(self, tail: str) -> str:
        """The address of a page of this language."""
        return self.production.href(self.path(tail))

    def embed_path(self, name: str) -> str:
        """The path of what other sites embed in this language."""
        return routes.embed_path(name, self.language, self.production.default)

    def oembed_url(self, name: str | None) -> str:
        """The address of the oEmbed record of an embed; empty for None."""
        return self.production.absolute(self.embed_path(f"{name}.json")) if name else ""

    def static(self, name: str) -> str:
        """The address of a file of the theme; empty where it has none of that name."""
        found = self.production.theme.static.get(name)
        return self.production.href(f"/{found.path}") if found else ""

    def localized(self, words: Localized | None) -> str:
        """A text of site.yaml in this language; a `Foreign` one where it is only there in another."""
        said = localized(words, self.language, self.production.default)
        language = language_of(words, self.language, self.production.default)
        return said if language in (None, self.language) else Foreign(said, language)

    def localized_html(self, words: Localized | None, keys: tuple[Key, ...]) -> Markup | None:
        """The same of a text of site.yaml (at `keys`) that is Markdown; None where there is none."""
        said = self.localized(words)
        language = said.language if isinstance(said, Foreign) else self.language
        made = self.production.html(Prose(said, self.production.library.site_document, keys, language))
        return enclosed("div", made, language, self.language) if made else None

    def form(self, code: str | None = None) -> views.Form | None:
        """The enquiry form, with a code on a landing page; None where the site has none."""
        form = self.production.library.site.form
        after = self.production.link(form.redirect or "", self.language)
        return enquiry_form(form, self.href("privacy/"), after, self.production.origin, code)

    def page(
        self,
        kind: str,
        tail: str,
        title: str,
        description: str,
        *,
        crumbs: tuple[tuple[str, str], ...] = (),
        image: views.Picture | None = None,
        card: views.Picture | None = None,
        article: bool = False,
        disclosure: str = "",
    ) -> views.PageView:
        """The record of a page that may be found. crumbs: label and tail of what lies above it. card: its share card;
        image: what stands for that where there is none, before the site's.

        disclosure: what must stay whole behind the description, which is cut to make room for it.
        """
        production = self.production
        path = self.path(tail)
        noindex = not production.library.is_indexed
        alternates = () if noindex else self._alternates(tail)
        trail = [(self.wording.gettext("Home"), ""), *crumbs]
        breadcrumbs = [views.Link(label, self.href(above)) for label, above in trail]
        if card is None and image and not image.url.endswith(".svg"):  # nobody who draws cards reads those
            card = views.Picture(production.origin + image.url, image.width, image.height, image.alt)
        return views.PageView(
            kind=kind,
            title=title,
            description=described(description, disclosure),
            path=production.style.address(path),
            file=production.style.file(path),
            url=production.href(path),
            canonical=None if noindex else production.absolute(path),
            robots="noindex" if noindex else None,
            og_type="article" if article else "website",
            og_image=card or self.cards.site(),
            alternates=alternates,
            languages=self._languages(tail),
            breadcrumbs=(*breadcrumbs, views.Link(title, production.href(path), current=True)) if tail else (),
            preview=production.library.preview,
        )

    def private_page(
        self,
        kind: str,
        path: str,
        title: str,
        description: str,
        disclosure: str = "",
        *,
        card: views.Picture | None = None,
    ) -> views.PageView:
        """The record of a page that nobody is to find: noindex, in no list, without alternates."""
        production = self.production
        return views.PageView(
            kind=kind,
            title=title,
            description=described(description, disclosure),
            path=production.style.address(path),
            file=production.style.file(path),
            url=production.href(path),
            canonical=None,
            robots="noindex, nofollow, noarchive",
            og_image=card,
            preview=production.library.preview,
            feeds=False,
        )

    def _alternates(self, tail: str) -> tuple[views.Link, ...]:
        languages = self.paths.languages_of(tail)
        if len(languages) < 2:
            return ()
        production = self.production
        default = production.default
        links = [
            views.Link(own_name(tag), production.absolute(routes.prefix(tag, default) + tail), language=tag)
            for tag in languages
        ]
        first = production.absolute(routes.prefix(languages[0], default) + tail)
        return (*links, views.Link("", first, language="x-default"))

    def _languages(self, tail: str) -> tuple[views.Link, ...]:
        """The switch of languages: the same page where there is one, else the language's home."""
        if len(self.paths.tails) < 2:
            return ()
        links = []
        for tag in self.paths.tails:
            there = tail if tail in self.paths.tails[tag] else ""
            url = self.production.href(routes.prefix(tag, self.production.default) + there)
            links.append(views.Link(own_name(tag), url, current=tag == self.language, language=tag))
        return tuple(links)

    def render(
        self,
        template: str,
        page: views.PageView,
        subject: views.Quote | views.Case | views.Article | None = None,
        *,
        customer_named: bool = True,
        **values: object,
    ) -> Output:
        """The page as a file of the site."""
        told = {name: self._told(value) for name, value in values.items()}
        own = encoded((page, told, self._told(subject), customer_named))

        def make() -> bytes:
            marks = json_ld(page, self.site, self.organization, subject, customer_named=customer_named)
            return self.rendering(template, replace(page, json_ld=marks), values)()

        return Output(page.file, self.key(template, own), make)

    def _told(self, value: object) -> object:
        """What a page is given, as its key is made of it: views that stand on many pages by their digests."""
        if isinstance(value, _ON_MANY_PAGES):
            return self.digest_of(value)
        if isinstance(value, tuple) and value and isinstance(value[0], _ON_MANY_PAGES):
            return [self.digest_of(one) for one in value]
        return value

    def digest_of(self, view: views.Quote | views.Case | views.Award | views.Article) -> bytes:
        """8 bytes that stand for a view. Views are made once for each entry and kept, so each is looked at once."""
        known = self._digests.get(id(view))
        if known is None:
            known = self._digests[id(view)] = (view, part_of_key(encoded(view)))
        return known[1]

    def key(self, template: str, own: bytes) -> bytes:
        """The key of a page: of its template, of what all pages of this language share, and of `own`."""
        if template not in self._keys:
            closure = self.production.edition + self.production.templates.closure(template)
            self._keys[template] = part_of_key(closure) + part_of_key(self.shared)
        return self._keys[template] + part_of_key(own)

    def key_without_template(self, own: bytes) -> bytes:
        """The key of a file that no template makes."""
        return part_of_key(self.production.edition) + part_of_key(self.shared) + part_of_key(own)

    def rendering(self, template: str, page: views.PageView, values: Mapping[str, object]) -> Callable[[], bytes]:
        """The bytes of a page, when they are wanted."""
        return lambda: self.production.templates.render(template, self.site, self.wording, page, **values)


def described(description: str, disclosure: str) -> str:
    """The words of a share card: never a quote or an offer with half of its disclosure."""
    if not disclosure:
        return text.excerpt(description, DESCRIPTION)
    return f"{text.excerpt(description, max(60, DESCRIPTION - len(disclosure) - 1))} {disclosure}"


def _site_view(frame: Frame) -> views.SiteView:
    production = frame.production
    site = production.library.site
    document = production.library.site_document
    static = production.theme.static
    navigation = _navigation(frame)
    cta = None
    if site.cta:
        label = frame.localized(site.cta.label)
        cta = views.Link(label, production.link(site.cta.url, frame.language), kind="cta")
    sheets = [name for name in ("tokens.css", "theme.css") if name in static]
    return views.SiteView(
        name=site.name,
        tagline=frame.localized(site.tagline),
        url=site.url.rstrip("/"),
        base=production.base,
        home_url=frame.href(""),
        language=frame.language,
        direction=frame.wording.direction,
        organization_name=site.company,
        demo=site.demo,
        logo=production.picture(site.theme.logo, document, ("theme", "logo"), "logo", site.name),
        navigation=navigation,
        footer=_footer(frame),
        cta=cta,
        cta_param=site.cta.param if site.cta else "ref",
        stylesheets=tuple(production.href(f"/{static[name].path}") for name in sheets),
        display_styles=frame.static("displays.css"),
        print_styles=frame.static("print.css"),
        fonts=tuple(production.href(f"/{static[name].path}") for name in production.theme.fonts),
        script=frame.static("goodword.js"),
        icon=frame.static("icon.svg"),
        feed_url=frame.href("feed.xml"),
        json_feed_url=frame.href("feed.json"),
        csp=None
        if host_files.sends_headers(site.hosting.target)
        else security_headers.meta_csp(site.form, https=site.is_https),
    )


def _navigation(frame: Frame) -> tuple[views.Link, ...]:
    site = frame.production.library.site
    if site.navigation:
        return tuple(
            views.Link(frame.localized(link.label), frame.production.link(link.url, frame.language))
            for link in site.navigation
        )
    words = frame.wording
    labels = {
        "testimonials/": words.gettext("Testimonials"),
        "case-studies/": words.gettext("Case studies"),
        "awards/": words.gettext("Awards"),
        "partners/": words.gettext("Partners"),
        "directory/": words.gettext("Directory"),
        "articles/": words.gettext("Articles"),
    }
    here = frame.paths.tails[frame.language]
    links = [views.Link(label, frame.href(tail)) for tail, label in labels.items() if tail in here]
    for item in frame.production.library.pages:
        version = item.versions.get(frame.language)
        if version and version.nav:
            url = frame.production.href(routes.path_of(item, frame.language, frame.production.default))
            links.append(views.Link(version.title, url))
    return tuple(links)


def _footer(frame: Frame) -> tuple[views.Link, ...]:
    words = frame.wording
    here = frame.paths.tails[frame.language]
    labels = {
        routes.SEARCH: words.gettext("Search"),
        "about/": words.gettext("About"),
        "program/": words.gettext("Referral program"),
        "thanks/": words.gettext("Thank you"),
        "review-policy/": words.gettext("How we collect and choose"),
        "privacy/": words.gettext("Privacy"),
    }
    return tuple(views.Link(label, frame.href(tail)) for tail, label in labels.items() if tail in here)


def _organization(frame: Frame) -> OrganizationFacts:
    production = frame.production
    site = production.library.site
    facts, keys = site.organization, ("organization", "description")
    described = frame.localized(facts.description)
    logo = production.picture(facts.logo, production.library.site_document, ("organization", "logo"), "logo", site.name)
    return OrganizationFacts(
        name=site.company,
        legal_name=facts.legal_name or "",
        url=facts.url or "",
        description=production.rendered(Prose(described, production.library.site_document, keys, frame.language))[1],
        founded=facts.founded or "",
        logo=logo,
        same_as=facts.same_as,
        awards=tuple(f"{award.name}, {award.awarder} ({award.year})" for award in frame.stories.awards()),
    )
