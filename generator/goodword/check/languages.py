"""What is missing in a language of the site: versions of entries, words of the theme. Notes only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from goodword.check.subject import Subject
from goodword.problems import Place, Problem, checks

_LISTED = 8


def versions(subject: Subject) -> Iterator[Problem]:
    """For each language and kind: the entries that have no version in it. Testimonials are not forked by language."""
    library = subject.library
    kinds = (
        ("case studies", library.case_studies),
        ("articles", library.articles),
        ("pages", library.pages),
        ("awards", library.awards),
        ("partners", library.partners),
        ("programs", library.programs),
    )
    for language in library.site.all_languages if len(library.site.all_languages) > 1 else ():
        for kind, items in kinds:
            lacking = sorted(item.id for item in items if language not in item.versions)
            if lacking:
                ids = ", ".join(lacking[:_LISTED]) + (", ..." if len(lacking) > _LISTED else "")
                count, total = len(lacking), len(items)
                yield checks.NOT_TRANSLATED(None, count=count, total=total, kind=kind, language=language, ids=ids)


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


def _messages(folders: tuple[Path, ...]) -> set[str]:
    """Every message of the theme: its templates of catalogues (`i18n/*.pot`) list them."""
    found: set[str] = set()
    for folder in folders:
        for path in sorted(folder.glob("i18n/*.pot")):
            found |= {str(message) for message, _ in _entries(path)}
    return found


def _translated(path: Path) -> set[str]:
    return {message for message, is_done in _entries(path) if is_done}


def _entries(path: Path) -> Iterator[tuple[str, bool]]:
    """The singular of each message, and whether it has words in the language."""
    from babel.messages.pofile import read_po

    with path.open("rb") as source:
        for message in read_po(source):
            if message.id:
                name = message.id if isinstance(message.id, str) else message.id[0]
                done = (message.string,) if isinstance(message.string, str) else message.string or ("",)
                yield str(name), all(done) and not message.fuzzy
