"""What an output says about itself: its ids, its addresses, its pictures without alt. Judged by the rules, not here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from goodword.check.subject import Facts, File, Link

# Attributes that hold an address, by element; those of the second kind are fetched by the browser.
_FOLLOWED = {
    "a": ("href",),
    "area": ("href",),
    "form": ("action",),
    "button": ("formaction",),
    "input": ("formaction",),
}
_LOADED = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
}
_FETCHED_LINKS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"})
_SPEAKING = frozenset({*_FOLLOWED, *_LOADED, "link", "meta"})
_CARD = frozenset({"og:image", "og:url", "og:video", "twitter:image"})
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def facts_of(file: File, address: str) -> Facts:
    """The facts of one output. address: the site's own without a slash at its end, for what is no markup."""
    size = len(file.data)
    if file.kind == ".html":
        return _page(file, size, address)
    if file.kind == ".css":
        return Facts(size, links=frozenset(_style_links(file.text)))
    if file.kind == ".xml":
        found = re.findall(rf"""["'>]({re.escape(address)}[^"'<>\s]*)["'<]""", unescape(file.text))
        return Facts(size, links=frozenset(Link(unescape(url)) for url in found))
    if file.kind == ".json":
        return Facts(size, links=frozenset(_in_json(file.text, address)))
    if file.path == "robots.txt":
        return Facts(size, links=frozenset(Link(url) for url in re.findall(rf"{re.escape(address)}\S*", file.text)))
    return Facts(size)


def _page(file: File, size: int, address: str) -> Facts:
    ids: set[str] = set()
    links: set[Link] = set()
    without_alt: set[str] = set()
    is_data = False
    for token in file.tokens:
        if not token.name:
            if is_data:
                links.update(_in_json(token.text, address))
                is_data = False
            continue
        if token.closing or not token.rest:
            continue
        if token.name not in _SPEAKING and "id=" not in token.rest:
            continue
        attributes = token.attributes()
        if "id" in attributes:
            ids.add(attributes["id"])
        links.update(_links(token.name, attributes))
        if token.name == "img" and "alt" not in attributes:
            without_alt.add(attributes.get("src", ""))
        is_data = token.name == "script" and attributes.get("type", "").endswith("json")
    return Facts(size, frozenset(ids), frozenset(links), frozenset(without_alt))


def _links(name: str, attributes: dict[str, str]) -> Iterator[Link]:
    for attribute in _FOLLOWED.get(name, ()):
        if attributes.get(attribute):
            yield Link(attributes[attribute])
    for attribute in _LOADED.get(name, ()):
        if attributes.get(attribute):
            value = attributes[attribute]
            parts = [part.split()[0] for part in value.split(",") if part.split()] if attribute == "srcset" else [value]
            yield from (Link(part, loads=True) for part in parts)
    if name == "link" and attributes.get("href"):
        yield Link(attributes["href"], loads=not _FETCHED_LINKS.isdisjoint(attributes.get("rel", "").lower().split()))
    if name == "meta" and attributes.get("content"):
        if (attributes.get("property") or attributes.get("name", "")) in _CARD:
            yield Link(attributes["content"])
        if attributes.get("http-equiv", "").lower() == "refresh" and "url=" in attributes["content"].lower():
            yield Link(re.split("url=", attributes["content"], maxsplit=1, flags=re.IGNORECASE)[1].strip())


def _style_links(text: str) -> Iterator[Link]:
    for found in _CSS_URL.finditer(_CSS_COMMENT.sub(" ", text)):
        url = next((part for part in found.groups() if part), "")
        if url:
            yield Link(url, loads=True)


def _in_json(text: str, address: str) -> Iterator[Link]:
    """Whole strings that are addresses of the site, and those in attributes of HTML inside a string."""
    for url in re.findall(rf'"({re.escape(address)}[^"\\\s<>]*)\\?"', text):
        yield Link(unescape(url))
