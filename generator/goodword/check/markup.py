"""Reading HTML and XML that templates wrote: tags with their attributes, one after another. No tree, no repair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[!?][^>]*>"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][\w:.-]*)(?P<rest>[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s\"'=<>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
# Elements whose content is no markup.
_RAW = frozenset({"script", "style", "textarea", "title"})


class Token(NamedTuple):
    """A tag, or the text before the next one (then `name` is empty). `text` is as written; `rest` the attributes."""

    name: str
    closing: bool
    rest: str
    text: str

    def attributes(self) -> dict[str, str]:
        """Names in small letters, values without entities."""
        return {
            found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
            for found in _ATTRIBUTE.finditer(self.rest)
        }


def tokens(markup: str, *, raw: bool = True) -> Iterator[Token]:
    """Every tag and every text in order; comments and declarations left out. raw: HTML, where scripts are text."""
    at = 0
    while match := _TOKEN.search(markup, at):
        if match.start() > at:
            yield Token("", False, "", markup[at : match.start()])
        at = match.end()
        name = (match["name"] or "").lower()
        if not name:
            continue
        closing = bool(match["close"])
        yield Token(name, closing, match["rest"], "")
        if raw and not closing and name in _RAW:
            end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(markup, at)
            stop = end.start() if end else len(markup)
            if stop > at:
                yield Token("", False, "", markup[at:stop])
            at = stop
    if at < len(markup):
        yield Token("", False, "", markup[at:])


def plain(markup: str) -> str:
    """The text of `markup` without tags and entities."""
    return unescape(_TOKEN.sub(" ", markup))
