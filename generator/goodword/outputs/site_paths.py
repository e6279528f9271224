"""Every page address a site has, known before the first page is made: links, languages and menus depend on it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from msgspec import Struct
from msgspec.structs import replace

from goodword.content import routes
from goodword.content.library import Library
from goodword.content.url_style import UrlStyle, above, looks_in_folders_first, style_of
from goodword.outputs import rolls
from goodword.outputs.embed_choice import CHOOSER, embed_names
from goodword.outputs.walls import Wall, walls


@dataclass(slots=True)
class EveryPath(Container[str]):
    """Every path of a site, with its prefix. pages: all but those of advocates, which are looked up once asked for."""

    pages: frozenset[str]
    library: Library
    _landing: frozenset[str] | None = None

    def __contains__(self, path: object) -> bool:
        return path in self.pages or (isinstance(path, str) and path.startswith("/r/") and path in self.landing)

    @property
    def landing(self) -> frozenset[str]:
        """The pages that codes answer with."""
        if self._landing is None:
            self._landing = frozenset(_landing(self.library))
        return self._landing


class SitePaths(Struct, frozen=True):
    """tails: by language the paths of its pages without the language's prefix; advocates' pages are outside those."""

    tails: dict[str, frozenset[str]]
    all: EveryPath

    def languages_of(self, tail: str) -> tuple[str, ...]:
        """The languages that have a page at `tail`, the site's own first."""
        return tuple(tag for tag, tails in self.tails.items() if tail in tails)


def site_paths(library: Library, walls: tuple[Wall, ...]) -> SitePaths:
    """The paths of everything that a build makes."""
    shared = set(_shared(library, walls))
    tails: dict[str, frozenset[str]] = {}
    for language in library.site.all_languages:
        start = routes.prefix(language, library.site.language)
        own = {
            routes.path_of(item, language, library.site.language).removeprefix(start)
            for item in library.with_pages
            if language in routes.page_languages(library, item)
        }
        tails[language] = frozenset(shared | own)
    prefixes = {tag: routes.prefix(tag, library.site.language) for tag in tails}
    pages = {prefixes[tag] + tail for tag in tails for tail in tails[tag]}
    if library.site.embeds:
        default = library.site.language
        pages |= {start + CHOOSER for start in prefixes.values()}
        pages |= {routes.embed_path(name, tag, default) for name, _ in embed_names(library) for tag in tails}
    return SitePaths(tails, EveryPath(frozenset(pages), library))


def url_style(library: Library) -> UrlStyle:
    """How this site's paths become files and addresses."""
    style = style_of(library.site)
    if not looks_in_folders_first(library.site):
        return style
    paths = site_paths(library, walls(library)).all
    return replace(
        style, above=above([*paths.pages, *paths.landing, *(redirect.old for redirect in routes.redirects(library))])
    )


def _shared(library: Library, walls: tuple[Wall, ...]) -> Iterator[str]:
    yield ""
    for name in routes.GENERATED_PAGES:
        yield f"{name}/"
    for wall in walls:
        for number in range(1, wall.pages + 1):
            yield wall.page_tail(number)
    for items, tail in (
        (library.case_studies, "case-studies/"),
        (library.awards, "awards/"),
        (library.partners, "partners/"),
        (library.articles, "articles/"),
    ):
        if items:
            yield tail
    if library.site.search:
        yield routes.SEARCH
    yield from rolls.page_tails(rolls.THANKS, len(library.thanked))
    yield from rolls.page_tails(rolls.DIRECTORY, rolls.business_count(library))


def _landing(library: Library) -> Iterator[str]:
    for column in library.advocates.columns():
        yield routes.landing_path(column.code)
        for audience in column.audiences:
            yield routes.landing_path(column.code, library.industries.slug(audience))
    for column in library.ended.columns():
        yield routes.landing_path(column.code)
