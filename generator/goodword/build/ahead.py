"""Reads the Markdown of a site in other processes, while this one checks the entries that it stands in.

Even one text pays: the other process loads the Markdown library meanwhile. Nothing depends on it: what is not read
ahead is read when a page needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from goodword.build.workers import MOST_JOBS, WorkerError, share
from goodword.content import displays
from goodword.content.document import Document
from goodword.content.markdown import MarkdownRenderer

T = TypeVar("T")
AT_ONCE = 8
_FIELDS = ("quote", "original", "reply", "challenge", "solution", "description")


def reading_ahead(
    markdown: MarkdownRenderer, documents: Iterable[Document], workers: int, meanwhile: Callable[[], T]
) -> T:
    """What `meanwhile` returns; `markdown` then knows the texts of `documents`. Raises whatever it raises."""
    texts = [text for text in _texts(documents) if markdown.is_new(text)] if workers > 1 else []
    if not texts:
        return meanwhile()
    outcome: list[T] = []
    size = max(AT_ONCE, len(texts) // (MOST_JOBS // 2) + 1)

    def work(number: int) -> None:
        for text in texts[number * size : (number + 1) * size]:
            markdown.read_ahead(text)

    jobs = -(-len(texts) // size)
    others = min(workers - 1, jobs)
    try:
        for found in share(jobs, others, work, lambda: outcome.append(meanwhile()), lambda: markdown.read):
            markdown.read.update(found)
    except WorkerError:
        pass
    return outcome[0] if outcome else meanwhile()


def _texts(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        if document.body:
            marked = displays.marked(document.body) if document.kind in displays.KINDS else None
            yield marked.text if marked else document.body
        for name in _FIELDS:
            value = document.fields.get(name)
            if isinstance(value, str):
                yield value
        translations = document.fields.get("translations")
        for one in translations.values() if isinstance(translations, dict) else ():
            value = one.get("quote") if isinstance(one, dict) else None
            if isinstance(value, str):
                yield value
