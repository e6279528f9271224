"""What the rules look at: the site, its library, and of every output what is needed after the output has gone by.

Outputs are looked at one by one while they are made, so that a site of any size fits into memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from goodword.check.markup import Token, tokens
from goodword.content import routes
from goodword.content.document import Document
from goodword.content.library import Library
from goodword.outputs.hosts.addresses import Redirect
from goodword.outputs.production import Production
from goodword.problems import Place

_TEXT = frozenset({".html", ".xml", ".json", ".txt", ".css", ".js", ".svg", ".vtt", ".conf", ".csv", ".md", ""})


class Link(NamedTuple):
    """An address in an output. loads: whether a browser fetches it by itself."""

    url: str
    loads: bool = False


@dataclass(slots=True)
class Facts:
    """What stays of an output. ids: the places that an address may point to; None where it is no page."""

    size: int
    ids: frozenset[str] | None = None
    links: frozenset[Link] = frozenset()
    without_alt: frozenset[str] = frozenset()


@dataclass
class File:
    """One output while it is looked at."""

    path: str
    data: bytes

    @property
    def kind(self) -> str:
        """Its ending, such as `.html`."""
        return PurePosixPath(self.path).suffix.lower()

    @property
    def is_text(self) -> bool:
        """Whether `text` makes sense."""
        return self.kind in _TEXT

    @cached_property
    def text(self) -> str:
        """The content as text."""
        return self.data.decode("utf-8", "replace")

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tags and texts of a page."""
        return tuple(tokens(self.text))


@dataclass
class Subject:
    """One site under inspection. `redirects` are those that the host's own file does."""

    root: Path
    production: Production
    redirects: tuple[Redirect, ...] = ()
    facts: dict[str, Facts] = field(default_factory=dict)
    secret: str = ""

    @property
    def library(self) -> Library:
        """Everything that is shown."""
        return self.production.library

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The content file behind each page that has one, by the page's path in the output."""
        library, default = self.library, self.library.site.language
        return {
            self.production.style.file(routes.path_of(item, language, default)): item.document(language)
            for item in library.with_pages
            for language in routes.page_languages(library, item)
        }

    @cached_property
    def _sources(self) -> dict[str, list[str]]:
        return {}

    def lines(self, path: str) -> list[str]:
        """The lines of a file of the site; none where it cannot be read."""
        if path not in self._sources:
            try:
                found = (self.root / path).read_text(encoding="utf-8", errors="replace").splitlines()
            except OSError:
                found = []
            self._sources[path] = found
        return self._sources[path]

    def place(self, output: str, *words: str) -> Place:
        """Where what stands in `output` was written: the line with one of `words` in its content file or site.yaml.

        The path of the output itself where no line is found.
        """
        document = self.documents.get(output)
        paths = [document.path] if document else []
        for path in (*paths, self.library.site_document.path):
            for word in words:
                for number, line in enumerate(self.lines(path), 1):
                    if word and word in line:
                        return Place(path, number, line.index(word) + 1)
        return Place(f"output/{output}")


def elsewhere(count: int) -> str:
    """` (and on 4 other pages)`, for a message that is told once."""
    return f" (and on {count} other page{'s' if count > 1 else ''})" if count else ""
