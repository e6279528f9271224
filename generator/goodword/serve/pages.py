"""From an address to what a host would answer: files of a built folder, its headers, redirects and 404 page.

Pure but for reading the folder. What only a preview needs (the reload script) is added here, never in a built file.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from msgspec import Struct, field

from goodword import files
from goodword.content import routes
from goodword.content.library import Library
from goodword.content.url_style import UrlStyle
from goodword.outputs.security_headers import HeaderRule, header_rules, headers_at
from goodword.outputs.site_paths import url_style
from goodword.serve.seen import Seen, seen

_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
}
_IN_UTF8 = ("text/", "application/json", "application/xml", "application/manifest+json", "image/svg+xml")
# Where names change with what is in the files, so that a page that loads again need not fetch them.
_OF_ONE_CONTENT, _KEPT = ("assets/", "media/"), "private, max-age=86400, immutable"
# What hosts read and never serve.
_FOR_THE_HOST = frozenset({"_headers", "_redirects"})
_META_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)


class Answer(Struct, frozen=True):
    """Status, headers and body of one response. seen: of a page, what a browser will have of it."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    seen: Seen | None = None


class Served(Struct, frozen=True):
    """One good build as it is served. base: the path of the site's address; redirects: with the base."""

    folder: Path
    base: str
    rules: tuple[HeaderRule, ...]
    build: str
    redirects: Mapping[str, str] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    style: UrlStyle = field(default_factory=UrlStyle)

    @classmethod
    def of(cls, library: Library, folder: Path, build: str) -> Served:
        """What a build of `library` into `folder` needs to be served as its host would."""
        site = library.site
        base, style = site.base, url_style(library)
        return cls(
            folder=folder.resolve(),
            base=base,
            # Plain http on this machine: what turns http into https would keep everything from loading.
            rules=header_rules(site.form, base=base, demo=not library.is_indexed, https=False),
            build=build,
            redirects={base + one.old: base + style.address(one.new) for one in routes.redirects(library)},
            languages=frozenset(tag.lower() for tag in site.all_languages if tag != site.language),
            style=style,
        )

    def answer(self, address: str, netloc: str) -> Answer:
        """What a host answers to a path (and query) as sent; `netloc`: the known host it was sent to."""
        # Not urlsplit: it takes `//name` for a host.
        raw, _, query = address.partition("?")
        path = unquote(raw)
        if not path.startswith(f"{self.base}/"):
            if path in ("/", self.base):
                return self._moved(f"{self.base}/", query)
            return self._missing(path, netloc)
        inside = path.removeprefix(self.base)[1:]
        for name in self.style.answering(f"/{inside}"):
            found = self._file(name)
            if found is None:
                continue
            at = self.base + self.style.served_at(name)
            if at != path and name != inside:  # a page by another spelling of its address
                return self._moved(at, query)
            headers = self._headers(path, _type(found), netloc)
            if name.startswith(_OF_ONE_CONTENT):
                headers["Cache-Control"] = _KEPT
            return _answered(200, headers, found.read_bytes(), netloc)
        moved = self.redirects.get(path) or self.redirects.get(f"{path}/")
        return self._moved(moved, query) if moved else self._missing(path, netloc)

    def sheet(self, path: str, data: bytes, netloc: str) -> Answer:
        """A style sheet at `path` that is newer than the build."""
        return Answer(200, self._headers(path, _type(Path(path)), netloc), data)

    def _file(self, name: str) -> Path | None:
        segments = name.split("/")
        if not files.is_safe_relative(name) or name in _FOR_THE_HOST:
            return None
        if any(not segment or segment.startswith(".") for segment in segments):
            return None
        try:
            found = (self.folder / name).resolve()
            return found if found.is_file() and found.is_relative_to(self.folder) else None
        except (OSError, ValueError):
            return None

    def _missing(self, path: str, netloc: str) -> Answer:
        first = path.removeprefix(self.base).lstrip("/").partition("/")[0]
        prefix = f"{first}/" if first in self.languages else ""
        found = self._file(f"{prefix}404.html") or self._file("404.html")
        body = found.read_bytes() if found else b"There is nothing here."
        return _answered(404, self._headers(path, "text/html; charset=utf-8", netloc), body, netloc)

    def _moved(self, path: str, query: str) -> Answer:
        """Found, not Moved Permanently: browsers would keep that for whatever is served on this port next."""
        where, mark, fragment = path.partition("#")
        target = "/" + quote(where, safe="/-._~!$&'()*+,;=:@").lstrip("/")
        location = target + (f"?{query}" if query else "") + mark + fragment
        return Answer(302, {"Location": location, "Cache-Control": "no-store"})

    def _headers(self, path: str, kind: str, netloc: str) -> dict[str, str]:
        return with_reload(dict(headers_at(self.rules, path)), netloc) | {"Content-Type": kind}


def _answered(status: int, headers: dict[str, str], body: bytes, netloc: str) -> Answer:
    if not headers["Content-Type"].startswith("text/html"):
        return Answer(status, headers, body)
    return page_answer(status, headers, body, netloc)


def page_answer(status: int, headers: dict[str, str], page: bytes, netloc: str, *, failed: bool = False) -> Answer:
    """An answer with the HTML `page`, which will look for news. failed: it is itself a page of errors."""
    whole = seen(page, headers["Content-Security-Policy"])
    return Answer(status, headers, with_script(page, _script_tags(whole.page, netloc, failed)), whole)


def with_reload(headers: dict[str, str], netloc: str) -> dict[str, str]:
    """The site's own headers, with the one address more that the reload needs, and no page kept by the browser."""
    policy = headers.get("Content-Security-Policy", "")
    headers["Content-Security-Policy"] = policy.replace("connect-src 'self'", f"connect-src 'self' ws://{netloc}")
    headers["Cache-Control"] = "no-store"
    return headers


def _script_tags(page: str, netloc: str, failed: bool) -> bytes:
    """The reload script, which is told what it is on, and livereload's own; both are files of this server."""
    # the last colon, for an address like [::1]:8000
    host, _, port = netloc.rpartition(":") if re.search(r":\d+$", netloc) else (netloc, "", "80")
    mark = " data-failed" if failed else ""
    return (
        f'<script src="/__goodword/reload.js" data-page="{page}"{mark}></script>\n'
        f'<script src="/__goodword/livereload.js?host={host}&amp;port={port}"></script>\n'
    ).encode()


def with_script(page: bytes, tags: bytes) -> bytes:
    """`page` with `tags` at the end of its body, and without the policy that the headers already say.

    As a tag the policy would also keep the reload from connecting.
    """
    page = _META_POLICY.sub(b"", page, count=1)
    ends = list(_BODY_END.finditer(page))
    if not ends:
        return page + tags
    at = ends[-1].start()
    return page[:at] + tags + page[at:]


def _type(path: Path) -> str:
    kind = _TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_IN_UTF8) else kind
