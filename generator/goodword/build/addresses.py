"""Every address of a site with the template and the entries that its page is made from. Makes no page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from goodword.content import routes
from goodword.content.library import Item, Library
from goodword.outputs import rolls
from goodword.outputs.embed_choice import CHOOSER, embed_names
from goodword.outputs.proof_pages import on_home
from goodword.outputs.walls import Wall, walls

_TEMPLATES = {
    "testimonial": "testimonial.html",
    "case-study": "case-study.html",
    "article": "article.html",
    "page": "page.html",
    "partner": "partner.html",
}


class Address(Struct, frozen=True):
    """One page or file. path: without the base; template: None where there is none; entry: whose own page it is."""

    path: str
    language: str
    what: str
    template: str | None = None
    entry: Item[Any] | None = None
    items: tuple[Item[Any], ...] = ()


def addresses(library: Library) -> dict[str, Address]:
    """All of them by path, but landing pages and what the theme and entries bring as files."""
    found = [*_files(library)]
    for language in library.site.all_languages:
        found += _pages(library, language)
    return {address.path: address for address in found}


def own_pages(library: Library, language: str) -> Iterator[Address]:
    """The pages that single entries have in `language`."""
    for item in library.with_pages:
        if language in routes.page_languages(library, item):
            path = routes.path_of(item, language, library.site.language)
            yield Address(path, language, f"the page of {item.kind} `{item.id}`", _TEMPLATES[item.kind], item, (item,))


def _pages(library: Library, language: str) -> Iterator[Address]:
    start = routes.prefix(language, library.site.language)
    yield Address(start, language, "the home page", "home.html", items=on_home(library))
    for wall in walls(library):
        for number in range(1, wall.pages + 1):
            what = f"{_wall_name(wall)}, page {number} of {wall.pages}, {len(wall.items)} testimonials in all"
            tail = wall.page_tail(number)
            yield Address(start + tail, language, what, "wall.html", items=wall.page_items(number))
    shelves: Iterable[tuple[str, tuple[Item[Any], ...]]] = (
        ("case-studies", library.case_studies),
        ("awards", library.awards),
        ("partners", library.partners),
        ("articles", library.articles),
    )
    for name, items in shelves:
        if items:
            yield Address(f"{start}{name}/", language, f"the list of {name}", f"{name}.html", items=items)
    yield from _people(library, language, start)
    for name in routes.GENERATED_PAGES:
        items = library.programs if name == "program" else ()
        what = f"the generated page `{name}`; content/pages/{name}.md would take its place"
        yield Address(f"{start}{name}/", language, what, f"{name}.html", items=items)
    yield from own_pages(library, language)
    proof = (*library.testimonials, *library.case_studies, *library.articles)
    for name in ("feed.xml", "feed.json"):
        yield Address(start + name, language, "the feed of the newest 50", items=proof)
    if library.site.embeds:
        yield Address(start + CHOOSER, language, "the embeds for other sites, to choose from", "embeds.html")
    for name, what in embed_names(library):
        yield Address(routes.embed_path(name, language, library.site.language), language, what, "embed.html")
    if library.site.search:
        found = (*library.testimonials, *library.case_studies, *library.awards)
        yield Address(start + routes.SEARCH, language, "the search", "search.html", items=found)
        yield Address(routes.search_words_path(language), language, "the words that are searched", items=found)
    yield Address(f"{start}404.html", language, "the answer to unknown addresses", "not-found.html")


def _people(library: Library, language: str, start: str) -> Iterator[Address]:
    lists = (
        ("thanks", rolls.THANKS, tuple((item,) for item in rolls.thanked(library))),
        ("directory", rolls.DIRECTORY, rolls.businesses(library)),
    )
    for name, tail, groups in lists:
        for sheet in rolls.sheets(tail, groups):
            items = tuple(item for group in sheet.items for item in group)
            what = f"the list of {name}, page {sheet.number} of {sheet.pages}"
            yield Address(f"{start}{sheet.tail}", language, what, f"{name}.html", items=items)


def _files(library: Library) -> Iterator[Address]:
    language = library.site.language
    yield Address("/robots.txt", language, "what search engines are asked")
    if library.is_indexed:
        yield Address("/sitemap.xml", language, "the list of pages for search engines")
    yield Address("/api/testimonials.json", language, "the testimonials for programs", items=library.testimonials)


def _wall_name(wall: Wall) -> str:
    parts = [
        f"{kind} `{value}`"
        for kind, value in (("tag", wall.tag), ("industry", wall.industry), ("product", wall.product))
        if value
    ]
    parts += [f"{wall.stars} stars"] if wall.stars else []
    return "the wall of " + (" and ".join(parts) if parts else "all testimonials")
