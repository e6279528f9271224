"""From entries to addresses: paths, old paths, and no two things at one address.

A path starts and ends with `/` and has neither the site's base nor its host. Which file it is in the output, and how
pages write it, is decided in `url_style` alone.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Any

from msgspec import Struct

from goodword import text
from goodword.content.library import Item, Library
from goodword.content.url_style import UrlStyle, style_of
from goodword.problems import Problem, Problems
from goodword.problems import library as told

FOLDERS = {
    "testimonial": "testimonials",
    "case-study": "case-studies",
    "article": "articles",
    "award": "awards",
    "partner": "partners",
}
WALL_PARTS = frozenset({"page", "tag", "industry", "product", "rating"})
# Pages that are generated unless one of this name is written by hand.
GENERATED_PAGES = ("about", "privacy", "review-policy", "program")
# The page of the search, where site.yaml asks for one: its path without the language's prefix.
SEARCH = "search/"
RESERVED = frozenset(
    {*FOLDERS.values(), "thanks", "directory", "r", "share", "embed", "api", "assets", "media", "files", "cards"}
    | {"index", "404", "sitemap", "robots", "feed", "tag", "industry", "product", "rating", "page", "con", "nul", "aux"}
)
# The names of files and folders have at most 255 bytes on most systems (NAME_MAX).
LONGEST_PART = 200
# What a site has by convention beside its pages, also where only some hosts want it.
_SITE_FILES = frozenset(
    ("/robots.txt", "/sitemap.xml", "/404.html", "/api/testimonials.json", "/_headers/", "/_redirects/", "/vercel.json")
)
# Stands for any code in the address of a landing page.
ANY_CODE = "CODE"
_ALIAS = re.compile(r"/?[A-Za-z0-9._~!$&'()*+,;=:@%-]+(?:/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)*/?")


class Redirect(Struct, frozen=True):
    """An old path and where it leads now; both without the base."""

    old: str
    new: str


def prefix(language: str, default: str) -> str:
    """`/` for the site's language, `/xx/` for another."""
    return "/" if language == default else f"/{language.lower()}/"


def path_of(item: Item[Any], language: str, default: str) -> str:
    """The path of an entry's page in `language`; of awards, and partners without one: the place in their list."""
    start = prefix(language, default)
    if item.kind == "page":
        return f"{start}{item.slug}/"
    folder = FOLDERS[item.kind]
    if item.kind == "award" or (item.kind == "partner" and not item.entry.has_page):
        return f"{start}{folder}/#{item.slug}"
    return f"{start}{folder}/{item.slug}/"


def wall_tail(**narrowed: str) -> str:
    """The path of a wall without the language's prefix. narrowed: the slug of its `tag`, `industry`, `product` ..."""
    return "testimonials/" + "".join(f"{kind}/{slug}/" for kind, slug in narrowed.items())


def landing_path(code: str, audience: str | None = None) -> str:
    """The path of an advocate's page, or of its version for one audience."""
    return f"/r/{code}/{audience}/" if audience else f"/r/{code}/"


def embed_path(name: str, language: str, default: str) -> str:
    """The path of what other sites embed: all of it in one folder, so that one rule of a host holds for all."""
    return f"/embed/{'' if language == default else f'{language.lower()}/'}{name}"


def search_words_path(language: str) -> str:
    """The path of all words that the search of a language looks through."""
    return f"/api/search.{language.lower()}.json"


def page_languages(library: Library, item: Item[Any]) -> tuple[str, ...]:
    """The languages in which the entry has a page: testimonials in all, others where they are written."""
    languages = library.site.all_languages
    if item.kind == "testimonial":
        return languages
    return tuple(language for language in languages if language in item.versions)


def check_addresses(library: Library) -> Problems:
    """Collisions, reserved and impossible slugs, aliases that lead nowhere or to two places."""
    problems = Problems()
    style = style_of(library.site)
    taken: dict[str, str] = {}
    for item in _with_address(library):
        document, slug = item.document(item.language), item.entry.slug
        if slug is not None and text.slugify(slug) != slug:
            suggestion = text.slugify(slug) or text.digest_slug(item.id, item.kind)
            problems.add(told.BAD_SLUG(document.place("slug"), slug=slug, suggestion=suggestion))
            continue
        reserved = WALL_PARTS if item.kind == "testimonial" else RESERVED if item.kind == "page" else frozenset()
        if library.site.search and item.kind == "page":
            reserved |= {SEARCH.rstrip("/")}
        languages = {language.lower() for language in library.site.all_languages}
        if style.files:  # hosts that go without `.html` take `/testimonials/index` for `/testimonials`
            reserved |= {"index"}
        if item.slug in reserved or (item.kind == "page" and item.slug in languages):
            problems.add(told.RESERVED_ADDRESS(document.place("slug"), slug=item.slug))
            continue
        path = path_of(item, library.site.language, library.site.language)
        here = str(document.place())
        # A partner with a page of its own stands in the list, too.
        listed = f"/{FOLDERS[item.kind]}/#{item.slug}" if item.kind == "partner" else path
        for claimed in dict.fromkeys((path, listed)):
            other = taken.setdefault(claimed, here)
            if other is not here:
                problems.add(told.SAME_ADDRESS(document.place("slug"), url=style.address(claimed), other=other))
                break
    problems.extend(_check_aliases(library, taken, style))
    return problems


def _with_address(library: Library) -> Iterator[Item[Any]]:
    yield from library.with_pages
    yield from library.awards
    yield from (item for item in library.partners if not item.entry.has_page)


def _with_aliases(library: Library) -> Iterator[Item[Any]]:
    """Everything with an address of its own that had others before."""
    yield from (item for item in _with_address(library) if item.entry.aliases)
    for roll in (library.advocates, library.ended):
        yield from roll.with_aliases()


def _check_aliases(library: Library, taken: dict[str, str], style: UrlStyle) -> Iterator[Problem]:
    claimed: dict[str, str] = {path: here for path, here in taken.items() if "#" not in path}
    aliased = list(_with_aliases(library))
    found = (alias_path(item, alias) for item in aliased for alias in item.entry.aliases)
    old_paths = {_claimed_by(old, style) for old in found if old}
    for roll in (library.advocates, library.ended) if aliased else ():
        for column in roll.columns():
            path = landing_path(column.code)
            if path in old_paths:
                claimed[path] = str(roll.document(column).place())
    for item in aliased:
        own: dict[str, str] = {}
        for index, alias in enumerate(item.entry.aliases):
            place = item.document(item.language).place("aliases", index)
            old = alias_path(item, alias)
            if old is None:
                yield told.BAD_ALIAS(place, alias=alias)
                continue
            if own.setdefault(_claimed_by(old, style), old) != old or _is_own_file(old, _new(item, library), style):
                continue
            here = str(place)
            other = claimed.setdefault(_claimed_by(old, style), here)
            if other is not here:
                yield told.ALIAS_TAKEN(place, alias=alias, other=other)


def _claimed_by(old: str, style: UrlStyle) -> str:
    """The path that an old one takes up: where pages are files, `/x.html` is that of `/x/`."""
    return style.spelled(old) if style.files else old


def _is_own_file(old: str, new: str, style: UrlStyle) -> bool:
    """Whether an old path with `.html` is now the file of the very page that it leads to."""
    return old != new and _claimed_by(old, style) == new


def shadowing_aliases(library: Library, paths: Container[str]) -> Iterator[Problem]:
    """Aliases at which the site has a page or file of its own: a host would show one of the two, not always the same.

    Pages of entries are `check_addresses`' matter.
    """
    default, style = library.site.language, style_of(library.site)
    entries = {path_of(item, default, default) for item in _with_address(library)}
    for item in _with_aliases(library):
        for index, alias in enumerate(item.entry.aliases):
            old = alias_path(item, alias)
            claimed = _claimed_by(old, style) if old else ""
            if not old or claimed in entries or not (claimed in paths or _is_site_file(old, paths)):
                continue
            if not _is_own_file(old, _new(item, library), style):
                place = item.document(item.language).place("aliases", index)
                yield told.ALIAS_TAKEN(place, alias=alias, other="a page of this site")


def _is_site_file(old: str, paths: Container[str]) -> bool:
    """Whether an old path is that of a page's own file, of a feed, or of another file that a site has."""
    folder, _, name = old.rpartition("/")
    return (name in ("index.html", "feed.xml", "feed.json") and f"{folder}/" in paths) or old in _SITE_FILES


def alias_path(item: Item[Any], alias: str) -> str | None:
    """The old path that `alias` stands for, or None when it is none; of an advocate it is an old code."""
    encoded = re.search(r"%(2e|2f|5c|00|0a|0d)", alias, re.IGNORECASE)
    if (
        not _ALIAS.fullmatch(alias)
        or encoded
        or any(len(part) > LONGEST_PART for part in alias.split("/"))
        or len(alias) > 300
        or any(part in {".", ".."} for part in alias.split("/"))
    ):
        return None
    if item.kind == "advocate" and "/" not in alias:
        return landing_path(alias)
    path = "/" + alias.strip("/")
    return path if "." in path.rsplit("/", 1)[-1] else path + "/"


def redirects(library: Library) -> tuple[Redirect, ...]:
    """Every old path with its new one, sorted."""
    style = style_of(library.site)
    found = []
    for item in _with_aliases(library):
        new = _new(item, library)
        for alias in item.entry.aliases:
            old = alias_path(item, alias)
            if old and _claimed_by(old, style) != new:
                found.append(Redirect(old, new))
    return tuple(sorted(found, key=lambda redirect: redirect.old))


def _new(item: Item[Any], library: Library) -> str:
    """Where the old paths of an entry lead."""
    if item.kind == "advocate":
        return landing_path(item.entry.code)
    default = library.site.language
    return path_of(item, item.language if item.kind != "testimonial" else default, default)
