"""The words of an output and the elements they stand in, so that one can ask whether a sentence stands beside them."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import unquote_plus

from goodword import text
from goodword.check.markup import Token, plain, tokens
from goodword.check.subject import File

# Elements that are read as one thing; inside a blockquote they belong to the quotation.
_CONTAINERS = frozenset({"figure", "article", "li", "aside", "td", "main", "body"})
# Elements that end a sentence outside a quotation: words before and after them belong to nobody together.
_BLOCKS = frozenset(
    {"p", "div", "section", "header", "footer", "nav", "figure", "figcaption", "article", "aside", "main", "ul", "ol"}
    | {"li", "dl", "dt", "dd", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "summary"}
)
_BREAK = "\0"
# Elements of a feed that a reader may show alone.
_ALONE = frozenset({"title", "summary", "content", "subtitle"})
_SPOKEN = ("alt", "title", "aria-label", "content", "placeholder", "value")
_MAY_SPEAK = re.compile(r"(?:alt|title|label|content|holder|value|type)=|%20")
# Addresses that carry words: share links and mail drafts.
_WORDY = 80


@dataclass(slots=True)
class Passage:
    """Words in reading order. spans: where each container begins and ends; around: what counts as beside, if given."""

    words: tuple[str, ...]
    spans: list[tuple[int, int]] = field(default_factory=list)
    around: tuple[str, ...] | None = None

    def beside(self, start: int, count: int) -> tuple[str, ...]:
        """The words of the smallest element that holds `count` words from `start`; of the passage if there is none."""
        if self.around is not None:
            return self.around
        holding = [(end - first, first, end) for first, end in self.spans if first <= start and start + count <= end]
        if not holding:
            return self.words
        _, first, end = min(holding)
        return self.words[first:end]


def holds(words: tuple[str, ...], sentence: tuple[str, ...]) -> bool:
    """Whether `sentence` stands in `words`, word for word."""
    return f" {' '.join(sentence)} " in f" {' '.join(words)} "


@lru_cache(maxsize=50_000)
def _read(written: str) -> tuple[str, ...]:
    """The words of a text or attribute; kept, for pages of one site repeat each other."""
    return text.words(written)


def passages(file: File) -> Iterator[Passage]:
    """Every passage of a page, a feed or a JSON file; nothing of other files."""
    if file.kind == ".html":
        yield from _of_page(file.tokens)
    elif file.kind == ".xml":
        yield from _of_feed(file.text)
    elif file.kind == ".json":
        try:
            yield from _of_data(json.loads(file.text))
        except ValueError:
            return


def _of_page(page: Iterable[Token]) -> Iterator[Passage]:
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    quoted = 0
    alone = ""
    for token in page:
        if not token.name:
            if alone == "json":
                with contextlib.suppress(ValueError):
                    yield from _of_data(json.loads(token.text))
            elif alone == "title":
                yield Passage(text.words(unescape(token.text)))
            elif not alone:
                # Twice, for HTML to copy is text that holds text.
                words += _read(unescape(unescape(token.text)) if "&" in token.text else token.text)
            continue
        if token.name in _BLOCKS and not quoted:
            words.append(_BREAK)
        if token.closing:
            alone = ""
            if token.name == "blockquote":
                quoted = max(0, quoted - 1)
            elif token.name in _CONTAINERS and not quoted and any(name == token.name for name, _ in opened):
                while opened:
                    name, start = opened.pop()
                    spans.append((start, len(words)))
                    if name == token.name:
                        break
            continue
        attributes = token.attributes() if _MAY_SPEAK.search(token.rest) else {}
        yield from _spoken(attributes)
        if token.name in ("script", "style", "title"):
            is_data = attributes.get("type", "").endswith("json")
            alone = "json" if is_data else token.name
        elif token.name == "blockquote":
            quoted += 1
        elif token.name in _CONTAINERS and not quoted:
            opened.append((token.name, len(words)))
    spans += [(start, len(words)) for _, start in opened]
    yield Passage(tuple(words), spans)


def _spoken(attributes: dict[str, str]) -> Iterator[Passage]:
    for name in _SPOKEN:
        if len(attributes.get(name, "")) > 10:
            yield Passage(_read(attributes[name]))
    address = attributes.get("href", "")
    if len(address) > _WORDY and "%20" in address:
        yield Passage(text.words(unquote_plus(address)))


def _of_feed(markup: str) -> Iterator[Passage]:
    inside = ""
    for token in tokens(markup, raw=False):
        if token.name:
            inside = "" if token.closing else token.name
        elif inside in _ALONE:
            yield Passage(text.words(plain(unescape(token.text))))


def _of_data(value: Any, above: Any = None, depth: int = 0) -> Iterator[Passage]:
    """Each object's own texts; beside them stands all of the object, and the one around it unless that is the file."""
    if isinstance(value, list):
        for part in value:
            yield from _of_data(part, above, depth)
        return
    if not isinstance(value, dict):
        return
    own = [part for part in value.values() if isinstance(part, str)]
    own += [part for group in value.values() if isinstance(group, list) for part in group if isinstance(part, str)]
    near = [*_strings(value), *(_own_strings(above) if depth > 1 else ())]
    around = text.words(plain(" ".join(near)))
    yield from (Passage(text.words(plain(part)), around=around) for part in own if len(part) > 10)
    for part in value.values():
        yield from _of_data(part, value, depth + 1)


def _own_strings(value: Any) -> Iterator[str]:
    """The texts of an object and of the plain objects in its lists, such as a testimonial's disclosures."""
    for part in value.values() if isinstance(value, dict) else ():
        if isinstance(part, str):
            yield part
        elif isinstance(part, list):
            yield from (said for one in part if isinstance(one, dict) for said in one.values() if isinstance(said, str))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
