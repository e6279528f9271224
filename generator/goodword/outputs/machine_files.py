"""What machines read: feeds, sitemap, robots.txt, the testimonials as JSON, and the host's own files.

Nothing here lists advocates or codes; on a demo site and in a preview nothing asks to be indexed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial

from goodword.content import routes
from goodword.outputs import feeds, host_files, sitemap, testimonials_api, views
from goodword.outputs.frames import Frame
from goodword.outputs.hosts.addresses import Redirect
from goodword.outputs.production import Output, Production, encoded


def feed_files(frame: Frame) -> Iterator[Output]:
    """feed.xml and feed.json of one language: testimonials, case studies, articles, the newest 50."""
    absolute, shown = frame.production.absolute, feeds.newest(_dated(frame))
    atom, json = frame.path("feed.xml"), frame.path("feed.json")
    key = frame.key_without_template(encoded((atom, [frame.digest_of(view) for view in shown])))

    @cache
    def feed() -> feeds.Feed:
        return feeds.Feed(
            title=frame.site.name,
            subtitle=str(frame.site.tagline),
            language=frame.language,
            author=frame.site.organization_name,
            home_url=absolute(frame.path("")),
            atom_url=absolute(atom),
            json_url=absolute(json),
            entries=feeds.entries(shown, frame.site.url),
        )

    yield Output(atom[1:], key, lambda: feeds.atom(feed()))
    yield Output(json[1:], key, lambda: feeds.json_feed(feed()))


def _dated(frame: Frame) -> Iterator[feeds.Dated]:
    library = frame.production.library
    for item in library.testimonials:
        quote = frame.quotes.quote(item)
        yield feeds.Dated(_day(quote.date), quote.url, partial(frame.quotes.quote, item))
    for told in library.case_studies:
        if frame.language in routes.page_languages(library, told):
            case = frame.stories.case(told)
            yield feeds.Dated(_day(case.date), case.url, partial(frame.stories.whole_case, told))
    for written in library.articles:
        if frame.language in routes.page_languages(library, written):
            article = frame.stories.article(written)
            yield feeds.Dated(_day(article.date), article.url, partial(frame.stories.whole_article, written))


def _day(date: views.When | None) -> str:
    return date.iso if date else ""


def site_files(frames: Sequence[Frame]) -> Iterator[Output]:
    """The files that a site has once: robots.txt and the sitemap."""
    first = frames[0]
    production, library = first.production, first.production.library
    folder = production.absolute("/")
    if library.is_indexed:
        for name, data in sitemap.sitemaps(_listed(frames), folder).items():
            yield Output.of(name, data)
    yield Output.of("robots.txt", sitemap.robots_txt(f"{folder}sitemap.xml", indexed=library.is_indexed))


def api_file(frames: Sequence[Frame]) -> Output:
    """/api/testimonials.json."""
    first = frames[0]
    library = first.production.library
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
    return Output(
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
