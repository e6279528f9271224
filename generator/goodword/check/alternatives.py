"""Pictures in Markdown that have no description, at the line they are written on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from goodword.check.subject import Subject
from goodword.content.document import Document, Key
from goodword.problems import Place, Problem, checks

_PICTURE = re.compile(
    r"""!\[\s*\](?:\(\s*<?([^\s)>]*)[^)]*\)|\[([^\]]*)\])(\{:?[^}]*\})?|<img\b([^>]*)>""", re.IGNORECASE
)
_FENCED = re.compile(r"^(```+|~~~+).*?^\1[^\n]*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_ALT = re.compile(r"""\balt\s*=\s*(?:"[^"]*\S[^"]*"|'[^']*\S[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_SOURCE = re.compile(r"""\bsrc\s*=\s*["']?([^\s"'>]*)""", re.IGNORECASE)
_ORNAMENT = re.compile(r"""role\s*=\s*["']?(?:presentation|none)\b""", re.IGNORECASE)
_FIELDS = ("quote", "original", "reply", "challenge", "solution", "ideal_customer", "terms", "message")


def undescribed(subject: Subject) -> Iterator[Problem]:
    """Every picture in Markdown without a description, unless it is marked as an ornament."""
    library = subject.library
    seen: set[tuple[str, int]] = set()
    for item in chain(library.with_pages, library.programs, library.advocates):
        for document in item.documents.values():
            if document.body_line and (document.path, document.body_line) not in seen:
                seen.add((document.path, document.body_line))
                yield from _in_body(document)
            for field in _FIELDS:
                if field in document.fields and document.place(field).path == document.path:
                    yield from _in_field(document, field)


def _in_body(document: Document) -> Iterator[Problem]:
    for line, picture in pictures(document.body):
        yield checks.NO_ALTERNATIVE(Place(document.path, document.body_line + line), picture=picture)


def _in_field(document: Document, field: Key) -> Iterator[Problem]:
    for line, picture in pictures(str(document.fields[str(field)])):
        yield checks.NO_ALTERNATIVE(document.place(field).within(line + 1, 1), picture=picture)


def pictures(markdown: str) -> Iterator[tuple[int, str]]:
    """Line (from 0) and target of each picture without a description; code does not count."""
    if "![" not in markdown and "<img" not in markdown.lower():
        return
    text = _FENCED.sub(lambda code: "\n" * code[0].count("\n"), markdown)
    for found in _PICTURE.finditer(text):
        target, name, marks, html = found.groups()
        if html is not None:
            source = _SOURCE.search(html)
            target = source[1] if source else ""
            if _ALT.search(html):
                continue
        if not _ORNAMENT.search(marks or html or ""):
            yield text.count("\n", 0, found.start()), target or name or ""
