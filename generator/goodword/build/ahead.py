"""Reads the Markdown of a site in a second process, while this one checks the entries that it stands in.

Nothing depends on it: what is not read ahead is read when a page needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from goodword.build.second_process import SecondProcessError, may_fork, share
from goodword.content.document import Document
from goodword.content.markdown import MarkdownRenderer

T = TypeVar("T")
# Below this many texts a second process costs more than it brings.
WORTH_IT = 40
AT_ONCE = 8
_FIELDS = ("quote", "original", "reply", "challenge", "solution", "description")


def reading_ahead(markdown: MarkdownRenderer, documents: Iterable[Document], meanwhile: Callable[[], T]) -> T:
    """What `meanwhile` returns; `markdown` then knows the texts of `documents`. Raises whatever it raises."""
    texts = [text for text in _texts(documents) if markdown.is_new(text)] if may_fork() else []
    if len(texts) < WORTH_IT:
        return meanwhile()
    outcome: list[T] = []

    def work(number: int) -> None:
        for text in texts[number * AT_ONCE : (number + 1) * AT_ONCE]:
            markdown.read_ahead(text)

    try:
        found = share(-(-len(texts) // AT_ONCE), work, lambda: outcome.append(meanwhile()), lambda: markdown.new)
    except SecondProcessError:
        return outcome[0]
    markdown.adopt(found, ())
    return outcome[0]


def _texts(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        if document.body:
            yield document.body
        for name in _FIELDS:
            value = document.fields.get(name)
            if isinstance(value, str):
                yield value
        translations = document.fields.get("translations")
        for one in translations.values() if isinstance(translations, dict) else ():
            value = one.get("quote") if isinstance(one, dict) else None
            if isinstance(value, str):
                yield value
