"""What a first view may weigh, as a host would send it: landing pages, walls, style sheets, scripts, requests; and
pictures without a size, which move everything below them once they are there.

Limits: https://web.dev/articles/performance-budgets-101, and 14 KB for what one congestion window of TCP brings
(RFC 6928). Pages are weighed with the style sheets that they name; pictures and fonts count for walls only.
"""

from __future__ import annotations

import gzip
import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from goodword.check.markup import Token
from goodword.check.subject import File, Subject, elsewhere
from goodword.problems import Place, Problem, checks

KILOBYTE = 1024
PAGE_LIMIT, WALL_LIMIT, STYLE_LIMIT, SCRIPT_LIMIT = 14, 100, 10, 8
MOST_REQUESTS = 10
# So many of the longest pages of a kind are weighed: the heaviest is among them in all but odd cases.
_WEIGHED = 20
_SHRINKING = frozenset({".css", ".js", ".svg", ".html"})
_NAMES = frozenset({"img", "source", "link", "script", "picture"})


@dataclass
class Budgets:
    """Looks at each output; what is too much is told by `problems`, the worst of each kind."""

    subject: Subject
    _sizes: dict[str, int] = field(default_factory=dict)
    _longest: dict[int, list[tuple[int, str, bytes, frozenset[str]]]] = field(default_factory=dict)
    _many: list[tuple[int, str]] = field(default_factory=list)
    _unsized: dict[str, list[str]] = field(default_factory=dict)
    _scripted: dict[frozenset[str], str] = field(default_factory=dict)

    def __call__(self, file: File) -> Iterator[Problem]:
        """Remembers what is needed of a file; all is told at the end, when what pages load is known."""
        if file.kind == ".html":
            self._page(file)
        elif file.kind in _SHRINKING:
            self._sizes[file.path] = _compressed(file.data)
        else:
            self._sizes[file.path] = len(file.data)
        return iter(())

    def problems(self) -> Iterator[Problem]:
        """The worst of each kind."""
        for path, size in self._sizes.items():
            if path.endswith(".css") and size > STYLE_LIMIT * KILOBYTE:
                yield checks.HEAVY_STYLE(_place(path), file=path, size=_shown(size), limit=STYLE_LIMIT)
        for scripts, path in self._scripted.items():
            if (size := self._sum(scripts)) > SCRIPT_LIMIT * KILOBYTE:
                yield checks.HEAVY_SCRIPTS(_place(path), file=path, size=_shown(size), limit=SCRIPT_LIMIT)
        for limit, rule in ((PAGE_LIMIT, checks.HEAVY_PAGE), (WALL_LIMIT, checks.HEAVY_WALL)):
            heavy = [
                (_compressed(data) + self._sum(loaded), path) for _, path, data, loaded in self._longest.get(limit, ())
            ]
            if heavy and (worst := max(heavy))[0] > limit * KILOBYTE:
                yield rule(_place(worst[1]), file=worst[1], size=_shown(worst[0]), limit=limit)
        if self._many:
            number, path = max(self._many)
            more = elsewhere(len(self._many) - 1)
            yield checks.MANY_REQUESTS(_place(path), file=path, count=number, most=MOST_REQUESTS, more=more)
        for picture, pages in self._unsized.items():
            more = elsewhere(len(pages) - 1)
            yield checks.UNSIZED(self.subject.place(pages[0], picture), picture=picture, file=pages[0], more=more)

    def _sum(self, loaded: frozenset[str]) -> int:
        return sum(self._sizes.get(path, 0) for path in loaded)

    def _page(self, file: File) -> None:
        seen = _FirstView()
        for token in file.tokens:
            if token.name in _NAMES:
                seen.meet(token)
        loaded = {path for path in map(self._path, seen.loaded) if path}
        if len(loaded) >= MOST_REQUESTS:
            self._many.append((len(loaded) + 1, file.path))
        for picture in seen.unsized:
            self._unsized.setdefault(picture, []).append(file.path)
        scripts = frozenset(path for path in loaded if path.endswith(".js"))
        self._scripted.setdefault(scripts, file.path)
        parts = file.path.split("/")
        if parts[0] == "r":
            self._weigh(PAGE_LIMIT, file, frozenset(path for path in loaded if path.endswith(".css")))
        elif "testimonials" in parts[:2]:
            self._weigh(WALL_LIMIT, file, frozenset(loaded))

    def _weigh(self, limit: int, file: File, loaded: frozenset[str]) -> None:
        longest = self._longest.setdefault(limit, [])
        one = (len(file.data), file.path, file.data, loaded)
        if len(longest) < _WEIGHED:
            heapq.heappush(longest, one)
        elif one[0] > longest[0][0]:
            heapq.heapreplace(longest, one)

    def _path(self, url: str) -> str:
        """The output that an address names; empty for one of another host, or none at all."""
        base = self.subject.production.base
        parts = urlsplit(url)
        if parts.scheme or parts.netloc or not parts.path.startswith(f"{base}/"):
            return ""
        return parts.path.removeprefix(f"{base}/")


@dataclass(slots=True)
class _FirstView:
    """What a browser fetches before anybody scrolls. A picture counts as the largest file of its best format; icons
    come after everything else."""

    loaded: set[str] = field(default_factory=set)
    unsized: list[str] = field(default_factory=list)
    _best: str = ""

    def meet(self, token: Token) -> None:
        """One more tag of the page."""
        if token.closing:
            if token.name == "picture":
                self._best = ""
            return
        attributes = token.attributes()
        match token.name:
            case "link":
                kinds = set(attributes.get("rel", "").lower().split())
                # A style sheet for paper is fetched after everything that the screen waits for.
                if ("stylesheet" in kinds and attributes.get("media") != "print") or (
                    "preload" in kinds and attributes.get("as") == "font"
                ):
                    self.loaded.add(attributes.get("href", ""))
            case "script" if attributes.get("src"):
                self.loaded.add(attributes["src"])
            case "source":
                self._best = self._best or _largest(attributes.get("srcset", ""))
            case "img":
                if not ("width" in attributes and "height" in attributes):
                    self.unsized.append(attributes.get("src", ""))
                if attributes.get("loading") != "lazy":
                    self.loaded.add(self._best or _largest(attributes.get("srcset", "")) or attributes.get("src", ""))


def _largest(srcset: str) -> str:
    """The address of the widest file; they stand in the order of their widths."""
    last = srcset.rsplit(",", 1)[-1].split()
    return last[0] if last else ""


def _compressed(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def _shown(size: int) -> int:
    """In KB, rounded up."""
    return -(-size // KILOBYTE)


def _place(path: str) -> Place:
    return Place(f"output/{path}")
