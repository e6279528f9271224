"""The pages of proof: home, walls, testimonials, case studies, awards, articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from goodword import text
from goodword.content import routes
from goodword.content.library import Item, Library
from goodword.content.models import CaseStudy, Testimonial
from goodword.outputs import views
from goodword.outputs.displays import story
from goodword.outputs.embed_choice import embed_choice
from goodword.outputs.frames import DESCRIPTION, Frame
from goodword.outputs.paging import numbered
from goodword.outputs.production import Output
from goodword.outputs.selection import counted, selection_sentence
from goodword.outputs.walls import Wall

E = TypeVar("E", Testimonial, CaseStudy)

ON_HOME, CASES_ON_HOME, AWARDS_ON_HOME, ARTICLES_ON_HOME = 9, 3, 6, 3
RELATED = 3


def home(frame: Frame) -> Output:
    """`/`: featured proof, then the newest."""
    library = frame.production.library
    quotes = [frame.quotes.quote(item) for item in _featured_first(library.testimonials)[:ON_HOME]]
    current = frame.stories.awards()
    cases = _featured_first(library.case_studies)[:CASES_ON_HOME]
    site = frame.site
    page = frame.page("home", "", site.name, site.tagline or site.name, image=site.logo, card=frame.cards.site())
    return frame.render(
        "home.html",
        page,
        quotes=tuple(quotes),
        cases=tuple(frame.stories.case(item) for item in cases),
        awards=current[:AWARDS_ON_HOME],
        logos=logos(frame),
        articles=tuple(frame.stories.article(item) for item in library.articles[:ARTICLES_ON_HOME]),
        total=len(library.testimonials),
        case_total=len(library.case_studies),
        award_total=len(current),
        testimonials_url=frame.href("testimonials/"),
        cases_url=frame.href("case-studies/"),
        awards_url=frame.href("awards/"),
        sentence=selection_sentence(frame, library.testimonials),
        form=frame.form(),
    )


def on_home(library: Library) -> tuple[Item[Any], ...]:
    """The entries that the home page shows, but for the logos."""
    return (
        *_featured_first(library.testimonials)[:ON_HOME],
        *_featured_first(library.case_studies)[:CASES_ON_HOME],
        *library.articles[:ARTICLES_ON_HOME],
    )


def _featured_first(items: Sequence[Item[E]]) -> list[Item[E]]:
    return sorted(items, key=lambda item: not item.entry.featured)


def logos(frame: Frame) -> tuple[views.Picture, ...]:
    """The logos that may be shown, each once, of customers with the most to say first."""
    library = frame.production.library
    found: dict[str, views.Picture] = {}
    for case in _featured_first(library.case_studies):
        logo = frame.stories.case(case).logo
        if logo:
            found.setdefault(logo.url, logo)
    for item in library.testimonials:
        logo = frame.quotes.quote(item).person.logo
        if logo:
            found.setdefault(logo.url, logo)
    return tuple(found.values())[:12]


def wall_pages(frame: Frame) -> Iterator[Output]:
    """Every page of every wall."""
    filters = WallFilters(frame)
    embedded = embed_choice(frame.production.library)
    frame.production.templates.foresee("wall.html", frame.wording, sum(wall.pages for wall in frame.walls))
    for wall in frame.walls:
        heading, intro = _heading(frame, wall)
        sentence, shown, terms = selection_sentence(frame, wall.items), counted(frame, wall.items), filters(wall)
        for number in range(1, wall.pages + 1):
            name = "wall" if embedded and embedded.first and wall.page_tail(number) == routes.wall_tail() else None
            yield _wall_page(frame, wall, number, heading, intro, sentence, shown, terms, frame.oembed_url(name))


def _wall_page(
    frame: Frame,
    wall: Wall,
    number: int,
    heading: str,
    intro: str | None,
    sentence: str,
    shown: str,
    filters: views.Filters,
    oembed_url: str,
) -> Output:
    pagination = numbered(frame, number, wall.pages, wall.page_tail)
    title = heading
    if number > 1:
        title = frame.wording.gettext("{heading}, page {number}").format(heading=heading, number=number)
    crumbs: tuple[tuple[str, str], ...] = ()
    if wall.tail != "testimonials/":
        crumbs = ((frame.wording.gettext("Testimonials"), "testimonials/"),)
    if wall.industry and wall.product:
        above = frame.quotes.vocabulary("industry")
        tail = routes.wall_tail(industry=above.slug(wall.industry))
        crumbs = (*crumbs, (above.label(wall.industry, frame.language), tail))
    if number > 1:
        crumbs = (*crumbs, (heading, wall.tail))
    page = frame.page(
        "wall",
        wall.page_tail(number),
        title,
        intro or sentence,
        crumbs=crumbs,
    )
    return frame.render(
        "wall.html",
        page,
        quotes=tuple(frame.quotes.quote(item) for item in wall.page_items(number)),
        pagination=pagination,
        filters=filters,
        heading=heading,
        intro=intro,
        sentence=sentence,
        counted=shown,
        policy_url=frame.href("review-policy/"),
        oembed_url=oembed_url,
        search_url=frame.href(routes.SEARCH) if frame.production.library.site.search else "",
        wall_script=frame.static("wall.js"),
        form=None,
    )


def _heading(frame: Frame, wall: Wall) -> tuple[str, str | None]:
    words, quotes = frame.wording, frame.quotes
    if wall.industry and wall.product:
        return words.gettext("{product} for {industry}: testimonials").format(
            product=quotes.vocabulary("product").label(wall.product, frame.language),
            industry=quotes.vocabulary("industry").label(wall.industry, frame.language),
        ), None
    for kind, term in (("industry", wall.industry), ("product", wall.product), ("tag", wall.tag)):
        if term:
            vocabulary = quotes.vocabulary(kind)
            heading = words.gettext("Testimonials: {topic}").format(topic=vocabulary.label(term, frame.language))
            return heading, vocabulary.description(term, frame.language) or None
    if wall.stars:
        said = words.ngettext("Testimonials with {count} star", "Testimonials with {count} stars", wall.stars)
        return said.format(count=words.number(wall.stars)), None
    return words.gettext("What customers say"), None


class WallFilters:
    """Makes the filters of a wall: the same terms everywhere, with the wall's own marked.

    Where industry and product have a wall together, an industry's wall leads to it by the product, and the reverse.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        whole = frame.walls[0]
        self._counts = {wall.tail: len(wall.items) for wall in frame.walls}
        self._all = len(whole.items)

    def __call__(self, wall: Wall) -> views.Filters:
        return views.Filters(
            all=views.Term(
                "all",
                self._frame.wording.gettext("All"),
                self._frame.href("testimonials/"),
                self._all,
                wall.tail == "testimonials/",
            ),
            industries=tuple(self._terms("industry", wall, wall.industry)),
            products=tuple(self._terms("product", wall, wall.product)),
            tags=tuple(self._terms("tag", wall, wall.tag)),
            ratings=tuple(self._ratings(wall)),
        )

    def _terms(self, kind: str, wall: Wall, current: str | None) -> Iterator[views.Term]:
        vocabulary = self._frame.quotes.vocabulary(kind)
        for term in vocabulary.ids:
            tail = routes.wall_tail(**{kind: vocabulary.slug(term)})
            if (together := self._together(kind, term, wall)) in self._counts:
                tail = together
            if tail in self._counts:
                label = vocabulary.label(term, self._frame.language)
                count = self._counts[tail]
                yield views.Term(vocabulary.slug(term), label, self._frame.href(tail), count, term == current)

    def _together(self, kind: str, term: str, wall: Wall) -> str:
        industry = term if kind == "industry" else wall.industry
        product = term if kind == "product" else wall.product
        if kind == "tag" or not industry or not product:
            return ""
        quotes = self._frame.quotes
        return routes.wall_tail(
            industry=quotes.vocabulary("industry").slug(industry), product=quotes.vocabulary("product").slug(product)
        )

    def _ratings(self, wall: Wall) -> Iterator[views.Term]:
        words = self._frame.wording
        for number in range(5, 0, -1):
            tail = routes.wall_tail(rating=str(number))
            if tail in self._counts:
                label = words.ngettext("{count} star", "{count} stars", number).format(count=words.number(number))
                url = self._frame.href(tail)
                yield views.Term(str(number), label, url, self._counts[tail], wall.stars == number)


def testimonial_pages(frame: Frame) -> Iterator[Output]:
    """`/testimonials/SLUG/` for each."""
    library = frame.production.library
    quoting: dict[str, list[Item[CaseStudy]]] = {}
    for case in library.case_studies:
        for quoted in library.case_quotes.get(case.id, ()):
            quoting.setdefault(quoted, []).append(case)
    above = ((frame.wording.gettext("Testimonials"), "testimonials/"),)
    related = _Related(library.testimonials)
    embedded = embed_choice(library)
    embeds = embedded.names if embedded else {}
    frame.production.templates.foresee("testimonial.html", frame.wording, len(library.testimonials))
    for item in library.testimonials:
        quote = frame.quotes.quote(item)
        tail = f"testimonials/{item.slug}/"
        title = frame.wording.gettext("{person} in their own words").format(person=_signature(quote.person))
        said = " ".join(disclosure.text for disclosure in quote.disclosures)
        description = f"“{text.excerpt(quote.plain, max(60, DESCRIPTION - 3 - len(said)))}”"
        page = frame.page(
            "testimonial",
            tail,
            title,
            description,
            crumbs=above,
            article=True,
            image=quote.person.photo,
            card=frame.cards.quote(quote),
            disclosure=said,
        )
        yield frame.render(
            "testimonial.html",
            page,
            quote,
            quote=quote,
            oembed_url=frame.oembed_url(embeds.get(item.id)),
            related=tuple(frame.quotes.quote(other) for other in related(item)),
            cases=tuple(frame.stories.case(case) for case in quoting.get(item.id, ())),
        )


def _signature(person: views.Person) -> str:
    return f"{person.label}, {person.company}" if person.company else person.label


class _Related:
    """Three others for each testimonial: same industry and product first, then industry, then product, then newest.

    The groups are made once: to compare each with each would take hours on a large site.
    """

    def __init__(self, items: Sequence[Item[Testimonial]]) -> None:
        self._groups: dict[tuple[str | None, str | None], list[Item[Testimonial]]] = {}
        for item in items:
            industry, product = item.entry.industry, item.entry.product
            for group in {(industry, product), (industry, None), (None, product), (None, None)}:
                self._groups.setdefault(group, []).append(item)

    def __call__(self, item: Item[Testimonial]) -> list[Item[Testimonial]]:
        industry, product = item.entry.industry, item.entry.product
        groups = dict.fromkeys([(industry, product), (industry, None), (None, product), (None, None)])
        found: dict[str, Item[Testimonial]] = {}
        for group in groups:
            for other in self._groups[group]:
                if len(found) == RELATED:
                    return list(found.values())
                if other is not item:
                    found.setdefault(other.id, other)
        return list(found.values())


def case_pages(frame: Frame) -> Iterator[Output]:
    """`/case-studies/` and a page for each."""
    library = frame.production.library
    if not library.case_studies:
        return
    words = frame.wording
    heading = words.gettext("Case studies")
    intro = words.gettext("What customers set out to do, and what came of it, with figures and how they were measured.")
    page = frame.page("case-studies", "case-studies/", heading, intro)
    cards = [frame.stories.case(item) for item in library.case_studies]
    yield frame.render("case-studies.html", page, cases=tuple(cards))
    for item in library.case_studies:
        if frame.language not in routes.page_languages(library, item):
            continue
        case = frame.stories.whole_case(item)
        related = [other for other in cards if other.id != case.id]
        related.sort(key=lambda other: other.industry != case.industry)
        tail = f"case-studies/{item.slug}/"
        page = frame.page(
            "case-study",
            tail,
            case.title,
            case.summary,
            crumbs=((heading, "case-studies/"),),
            article=True,
            image=case.hero,
            card=frame.cards.case(case),
        )
        named = bool(item.entry.customer)
        yield frame.render(
            "case-study.html",
            page,
            case,
            customer_named=named,
            case=case,
            story=story(frame, item),
            related=tuple(related[:2]),
        )


def award_pages(frame: Frame) -> Iterator[Output]:
    """`/awards/`, where there is something to show."""
    library, words = frame.production.library, frame.wording
    if library.awards:
        intro = words.gettext("What we were given, by whom, for what, and what entering cost.")
        awards = frame.stories.awards()
        card = frame.cards.awards(awards)
        page = frame.page("awards", "awards/", words.gettext("Awards"), intro, card=card)
        yield frame.render("awards.html", page, awards=awards, past=frame.stories.awards(past=True))


def article_pages(frame: Frame) -> Iterator[Output]:
    """`/articles/` and a page for each."""
    library, words = frame.production.library, frame.wording
    if not library.articles:
        return
    heading = words.gettext("Articles")
    page = frame.page("articles", "articles/", heading, words.gettext("Worth reading before you buy anything."))
    cards = [frame.stories.article(item) for item in library.articles]
    yield frame.render("articles.html", page, articles=tuple(cards))
    for item in library.articles:
        if frame.language not in routes.page_languages(library, item):
            continue
        article = frame.stories.whole_article(item)
        tail = f"articles/{item.slug}/"
        page = frame.page(
            "article",
            tail,
            article.title,
            article.summary,
            crumbs=((heading, "articles/"),),
            article=True,
            image=article.image,
        )
        related = tuple(other for other in cards if other.id != article.id)[:2]
        yield frame.render("article.html", page, article, article=article, story=story(frame, item), related=related)
