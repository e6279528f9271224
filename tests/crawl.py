"""What a page's HTML says, read as a crawler reads it: links, anchors, what it loads, its head, its words.

Judges nothing; whoever asks does. Browsers are in `tabs.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from sites import Output

_LOADED = {("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("script", "src")}
_LOADED |= {("video", "src"), ("video", "poster"), ("track", "src"), ("audio", "src"), ("iframe", "src")}
_LINKED = {("a", "href"), ("area", "href"), ("form", "action")}
_LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
_SILENT = {"script", "style", "title", "template"}
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")


@dataclass
class Seen:
    """One page: `address` on the site, and what its HTML says.

    links: as written, of `a`, `area` and `form`. loaded: as written, whatever the browser fetches by itself.
    head: every `link` and `meta` as its attributes. tags: every start tag with its attributes.
    """

    address: str
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    head: list[dict[str, str]] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    words: str = ""

    @property
    def language(self) -> str:
        return next(given.get("lang", "") for tag, given in self.tags if tag == "html")

    @property
    def is_indexed(self) -> bool:
        return not any(m.get("name") == "robots" and "noindex" in m["content"] for m in self.head)

    @property
    def kind(self) -> str:
        """The template family, as the body's class names it."""
        return next(given["class"].removeprefix("is-") for tag, given in self.tags if tag == "body")

    def rel(self, name: str) -> list[dict[str, str]]:
        """The `link` elements of the head with this `rel`."""
        return [link for link in self.head if name in link.get("rel", "").split()]

    @property
    def graph(self) -> list[dict[str, Any]]:
        """All nodes of the page's JSON-LD, the outer ones only."""
        return [node for text in self.data for node in json.loads(text)["@graph"]]


class _Reader(HTMLParser):
    def __init__(self, seen: Seen) -> None:
        super().__init__()
        self.seen = seen
        self.silent: list[str] = []
        self.said: list[str] = []
        self.is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.seen.tags.append((tag, given))
        if given.get("id"):
            self.seen.ids.append(given["id"])
        if tag in ("link", "meta"):
            self.seen.head.append(given)
        if tag == "link" and _LOADING_LINKS & set(given.get("rel", "").split()):
            self.seen.loaded.append(given["href"])
        for name, value in given.items():
            if (tag, name) in _LOADED:
                urls = [part.split()[0] for part in value.split(",")] if name == "srcset" else [value]
                self.seen.loaded.extend(urls)
            elif (tag, name) in _LINKED:
                self.seen.links.append(value)
        if tag in _SILENT:
            self.silent.append(tag)
            self.is_data = given.get("type") == "application/ld+json"

    def handle_endtag(self, tag: str) -> None:
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()
            self.is_data = False

    def handle_data(self, data: str) -> None:
        if self.is_data:
            self.seen.data.append(data)
        if not self.silent:
            self.said.append(data)


def read(address: str, html: str) -> Seen:
    """What `html`, standing at `address` (`/testimonials/`), says."""
    seen = Seen(address)
    reader = _Reader(seen)
    reader.feed(html)
    reader.close()
    seen.words = " ".join("".join(reader.said).split())
    return seen


def read_all(output: Output) -> dict[str, Seen]:
    """Every HTML page of a build by its address."""
    return {address: read(address, output.read(address)) for address in output.pages}


def local(page: str, url: str, own: str = "") -> tuple[str, str] | None:
    """(path, fragment) that `url` on the page at `page` leads to; None when it leaves the site.

    own: the origin of the site as configured, so that absolute addresses of it count as local.
    """
    base = own or "https://the-site.example"
    whole = urlsplit(urljoin(base + page, url))
    if f"{whole.scheme}://{whole.netloc}" != base:
        return None
    return unquote(whole.path), unquote(whole.fragment)


def styles(output: Output) -> Iterator[tuple[str, str]]:
    """(address of the style sheet, address of what it loads) for every `url()` in a style sheet."""
    for name, data in output.files.items():
        if name.endswith(".css"):
            for match in _CSS_URL.finditer(data.decode()):
                yield f"/{name}", urljoin(f"/{name}", match[1])
