"""What is missing in a language of the site: versions of entries, texts of site.yaml, words of the theme. Notes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

import msgspec

from goodword.check.subject import Subject
from goodword.content.items import words_language
from goodword.content.models import Localized
from goodword.problems import Place, Problem, checks
from goodword.problems import theme as theme_told
from goodword.text import nearest_language

_LISTED = 8
_IN_FILES = "Add `NAME.{0}.md` beside the file, or leave them out of that language."
_IN_LISTS = "Add an entry with the same `id` and `language: {0}` to the list; it says only what differs."
_IN_QUOTES = "Add the words below `translations`, with the translator; it needs the scope `translate`."


def versions(subject: Subject) -> Iterator[Problem]:
    """For each language and kind: the entries that are not there in it."""
    library = subject.library
    kinds = (
        ("case studies", library.case_studies),
        ("articles", library.articles),
        ("pages", library.pages),
        ("awards", library.awards),
        ("partners", library.partners),
        ("programs", library.programs),
    )
    languages = library.site.all_languages if len(library.site.all_languages) > 1 else ()
    for language in languages:
        for kind, items in kinds:
            lacking = [item for item in items if language not in item.versions]
            if lacking:
                is_file = all(item.document(item.language).path.endswith(".md") for item in lacking)
                advice = (_IN_FILES if is_file else _IN_LISTS).format(language)
                yield _not_translated(kind, language, (item.id for item in lacking), len(items), advice)
        quotes = [item.id for item in library.testimonials if words_language(item, language) is None]
        if quotes:
            yield _not_translated("testimonials", language, quotes, len(library.testimonials), _IN_QUOTES)


def _not_translated(kind: str, language: str, lacking: Iterable[str], total: int, advice: str) -> Problem:
    names = sorted(lacking)
    ids = ", ".join(names[:_LISTED]) + (", ..." if len(names) > _LISTED else "")
    return checks.NOT_TRANSLATED(
        None, count=len(names), total=total, kind=kind, language=language, ids=ids, advice=advice
    )


def site_texts(subject: Subject) -> Iterator[Problem]:
    """For each language: the texts of site.yaml that are there in others, and not in it."""
    site = subject.library.site
    texts = dict(_localized(site, ""))
    for language in site.all_languages:
        lacking = [name for name, given in texts.items() if nearest_language(language, _given(given)) is None]
        if lacking:
            fields = ", ".join(f"`{name}`" for name in lacking[:_LISTED]) + (", ..." if len(lacking) > _LISTED else "")
            place = Place("site.yaml")
            yield checks.SITE_TEXTS_MISSING(
                place, count=len(lacking), language=language, fields=fields, shown=site.language
            )


def _given(by_language: dict[str, str]) -> list[str]:
    return [tag for tag, words in by_language.items() if words]


def _localized(part: object, above: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every text below `part` that is given by language, with its name: `products.bead.label`."""
    if isinstance(part, tuple):
        for index, one in enumerate(part):
            yield from _localized(one, f"{above}{getattr(one, 'id', index)}.")
    elif isinstance(part, msgspec.Struct):
        for field in msgspec.structs.fields(part):
            value = getattr(part, field.name)
            if isinstance(value, dict):
                if set(get_args(Localized)) <= set(_members(field.type)):
                    yield f"{above}{field.name}", value
            else:
                yield from _localized(value, f"{above}{field.name}.")


def _members(kind: object) -> Iterator[object]:
    """What a field may hold: the parts of a union, without notes on them."""
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, UnionType):
        for part in get_args(kind):
            yield from _members(part)
    else:
        yield kind


def words(subject: Subject) -> Iterator[Problem]:
    """Languages for which the theme's catalogues lack words."""
    theme = subject.production.theme
    wanted = _messages(theme.folders)
    for language in subject.library.site.all_languages:
        if language.split("-")[0] == "en" or not wanted:
            continue
        known: set[str] = set()
        for catalogue in theme.catalogues(language):
            known |= _translated(catalogue)
        lacking = sorted(wanted - known)
        if lacking:
            place = Place("site.yaml")
            yield checks.WORDS_MISSING(
                place,
                language=language,
                count=len(lacking),
                total=len(wanted),
                example=lacking[0],
                theme=subject.library.site.theme.name,
            )


def unknown_words(subject: Subject) -> Iterator[Problem]:
    """Messages of the site's own catalogues that are almost one of the theme's: the words for them are never shown."""
    theme = subject.production.theme
    wanted = _messages(theme.folders)
    own = [folder for folder in theme.folders if folder.is_relative_to((subject.root / "themes").resolve())]
    sources = [path for folder in own for path in sorted(folder.glob("templates/**/*.html"))]
    said = " ".join(path.read_text("utf-8", "replace") for path in sources if path.is_file())
    catalogues = {path for language in subject.library.site.all_languages for path in theme.catalogues(language)}
    for path in sorted(path for path in catalogues if path.parent.parent in own):
        for message, _, line in _entries(path):
            if message in wanted or re.sub(r"%\((\w+)\)s", r"{{ \1 }}", message) in said:
                continue
            meant = difflib.get_close_matches(message, wanted, 1, 0.8)
            if meant:
                place = Place(f"themes/{path.parent.parent.name}/i18n/{path.name}", line)
                yield theme_told.UNKNOWN_MESSAGE(place, message=message, meant=meant[0])


def _messages(folders: tuple[Path, ...]) -> set[str]:
    """Every message of the theme: its templates of catalogues (`i18n/*.pot`) list them."""
    found: set[str] = set()
    for folder in folders:
        for path in sorted(folder.glob("i18n/*.pot")):
            found |= {str(message) for message, _, _ in _entries(path)}
    return found


def _translated(path: Path) -> set[str]:
    return {message for message, is_done, _ in _entries(path) if is_done}


def _entries(path: Path) -> Iterator[tuple[str, bool, int]]:
    """The singular of each message, whether it has words in the language, and its line."""
    from babel.messages.pofile import read_po

    with path.open("rb") as source:
        for message in read_po(source):
            if message.id:
                name = message.id if isinstance(message.id, str) else message.id[0]
                done = (message.string,) if isinstance(message.string, str) else message.string or ("",)
                yield str(name), all(done) and not message.fuzzy, message.lineno or 0
