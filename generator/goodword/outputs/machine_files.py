"""What machines read: feeds, sitemap, robots.txt, the testimonials as JSON, and the host's own files.

Nothing here lists advocates or codes; on a demo site and in a preview nothing asks to be indexed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from goodword.content import routes
from goodword.content.library import Item
from goodword.content.models import CaseStudy
from goodword.outputs import feeds, host_files, sitemap, testimonials_api, views
from goodword.outputs.frames import Frame
from goodword.outputs.hosts.addresses import Redirect
from goodword.outputs.production import Output, Production, encoded


def feed_files(frame: Frame) -> Iterator[Output]:
    """feed.xml and feed.json of one language: testimonials, case studies, articles, the newest 50."""
    absolute = frame.production.absolute
    feed = feeds.Feed(
        title=frame.site.name,
        subtitle=str(frame.site.tagline),
        language=frame.language,
        author=frame.site.organization_name,
        home_url=absolute(frame.path("")),
        atom_url=absolute(frame.path("feed.xml")),
        json_url=absolute(frame.path("feed.json")),
        entries=feeds.newest(_dated(frame)),
    )
    yield Output.of(frame.path("feed.xml")[1:], feeds.atom(feed))
    yield Output.of(frame.path("feed.json")[1:], feeds.json_feed(feed))


def _dated(frame: Frame) -> Iterator[feeds.Dated]:
    library, url = frame.production.library, frame.site.url
    for item in library.testimonials:
        quote = frame.quotes.quote(item)
        yield feeds.Dated(_day(quote.date), quote.url, partial(feeds.quote_entry, quote, url))
    for told in library.case_studies:
        if frame.language in routes.page_languages(library, told):
            case = frame.stories.case(told)
            yield feeds.Dated(_day(case.date), case.url, partial(_whole_case, frame, told))
    for written in library.articles:
        if frame.language in routes.page_languages(library, written):
            article = frame.stories.whole_article(written)
            yield feeds.Dated(_day(article.date), article.url, partial(feeds.article_entry, article, url))


def _whole_case(frame: Frame, item: Item[CaseStudy]) -> feeds.FeedEntry | None:
    return feeds.case_entry(frame.stories.whole_case(item), frame.site.url)


def _day(date: views.When | None) -> str:
    return date.iso if date else ""


def site_files(frames: Sequence[Frame]) -> Iterator[Output]:
    """The files that a site has once: robots.txt, the sitemap, /api/testimonials.json."""
    first = frames[0]
    production, library = first.production, first.production.library
    folder = production.absolute("/")
    if library.is_indexed:
        for name, data in sitemap.sitemaps(_listed(frames), folder).items():
            yield Output.of(name, data)
    yield Output.of("robots.txt", sitemap.robots_txt(f"{folder}sitemap.xml", indexed=library.is_indexed))
    quotes = [first.quotes.quote(item) for item in library.testimonials]
    translations = {
        first.quotes.quote(item).id: list(
            {
                quote.language: quote
                for quote in (frame.quotes.quote(item) for frame in frames[1:])
                if quote.language != item.language
            }.values()
        )
        for item in library.testimonials
    }
    told = {shown: [first.digest_of(quote) for quote in others] for shown, others in translations.items()}
    yield Output(
        "api/testimonials.json",
        first.key_without_template(encoded(([first.digest_of(quote) for quote in quotes], told))),
        lambda: testimonials_api.api_testimonials(first.site, quotes, translations),
    )


def _listed(frames: Sequence[Frame]) -> Iterator[sitemap.Listed]:
    for frame in frames:
        library = frame.production.library
        dates = {
            routes.path_of(item, frame.language, frame.production.default): str(item.entry.date or "")
            for item in library.with_pages
        }
        for tail in sorted(frame.paths.tails[frame.language] - {routes.SEARCH}):
            path = frame.path(tail)
            yield sitemap.Listed(frame.production.absolute(path), dates.get(path, ""))


def host(production: Production) -> host_files.HostInput:
    """What the host's files are made from."""
    site, base, href = production.library.site, production.base, production.href
    redirects = [Redirect(base + one.old, href(one.new)) for one in routes.redirects(production.library)]
    return host_files.HostInput(
        target=site.hosting.target,
        form=site.form,
        base=production.base,
        redirects=tuple(redirects),
        demo=site.demo,
        embeds=site.embeds is not None,
        https=site.is_https,
        style=production.style,
    )


def host_outputs(frame: Frame) -> Iterator[Output]:
    """Header and redirect files, or pages that redirect where the host knows no redirects."""
    about = host(frame.production)
    for path, data in host_files.host_files(about).items():
        yield Output.of(path, data)
    for path, data in host_files.redirect_pages(about, frame.production.origin, frame.production.default).items():
        yield Output.of(path, data)


def theme_files(frame: Frame) -> Iterator[Output]:
    """Style sheets, scripts, fonts and icons of the theme, under their hashed names."""
    for file in frame.production.theme.static.values():
        yield Output.of(file.path, file.data)
