"""A static host on 127.0.0.1 that obeys a site's `_headers` and `_redirects`, so that its policies are in force.

It gives `x.html` for `/x`, as the host does whose formats these are. What other hosts answer is in `answers.py`.
Formats: https://docs.netlify.com/manage/routing/headers/ and https://docs.netlify.com/manage/routing/redirects/overview/
"""

from __future__ import annotations

import gzip
import mimetypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TYPES = {".webmanifest": "application/manifest+json", ".webp": "image/webp", ".svg": "image/svg+xml"}
TYPES |= {".woff2": "font/woff2", ".js": "text/javascript", ".vtt": "text/vtt"}
TEXTS = ("application/json", "application/xml")


@contextmanager
def serving(
    folder: Path, prefix: str = "", *, is_compressed: bool = False, inbox: list[str] | None = None
) -> Iterator[str]:
    """Serves `folder` (below the path `prefix`, as `/brand`) while in the block; gives the address without a slash.

    is_compressed: texts go out with gzip, to those that take it. inbox: takes what forms send, else an error.
    """
    site = _Site(folder, prefix.rstrip("/"), is_compressed=is_compressed)

    class Handler(_Handler):
        pass

    Handler.site, Handler.inbox = site, inbox
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{site.prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Site:
    def __init__(self, folder: Path, prefix: str, *, is_compressed: bool = False) -> None:
        self.folder = folder.resolve()
        self.is_compressed = is_compressed
        self.prefix = prefix
        self.headers = list(_header_rules(self._lines("_headers")))
        self.redirects = list(_redirect_rules(self._lines("_redirects")))

    def _lines(self, name: str) -> list[str]:
        path = self.folder / name
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def headers_for(self, path: str) -> dict[str, str]:
        """All matching rules count: of two that say the same header the later one, as the host does."""
        return {name: value for pattern, name, value in self.headers if pattern.fullmatch(path)}

    def redirect_for(self, path: str) -> tuple[str, int] | None:
        for pattern, target, status in self.redirects:
            if match := pattern.fullmatch(path):
                for name, value in match.groupdict().items():
                    target = target.replace(f":{name}", value)
                return target, status
        return None

    def file(self, path: str) -> Path | None:
        """The file at `path`, or with `.html`, or a folder's; None when there is none, or outside the folder."""
        found = (self.folder / path.lstrip("/")).resolve()
        if not found.is_relative_to(self.folder) or found.name in ("_headers", "_redirects"):
            return None
        if path.endswith("/"):
            found = found / "index.html"
        elif not found.is_file():
            found = found.with_name(f"{found.name}.html")
        return found if found.is_file() else None


class _Handler(BaseHTTPRequestHandler):
    site: _Site
    inbox: list[str] | None = None

    def do_GET(self) -> None:
        whole = unquote(urlsplit(self.path).path)
        if not whole.startswith(self.site.prefix + "/"):
            return self._send(404, b"not below the site's path", "text/plain")
        # rules are written for the host, so they hold the prefix; files do not
        path = whole.removeprefix(self.site.prefix)
        file = self.site.file(path)
        if file is None and (redirect := self.site.redirect_for(whole)):
            target, status = redirect
            if status != 200:
                return self._send(status, b"", "text/plain", location=target)
            file = self.site.file(target.removeprefix(self.site.prefix))
        for other in (whole + "/", whole.rstrip("/")):
            if file is None and self.site.file(other.removeprefix(self.site.prefix)):
                return self._send(301, b"", "text/plain", location=other)
        if file is None:
            missing = self.site.folder / "404.html"
            return self._send(
                404, missing.read_bytes() if missing.exists() else b"not found", "text/html; charset=utf-8"
            )
        return self._send(200, file.read_bytes(), _type(file), whole)

    def do_POST(self) -> None:
        """A form: kept as it came, and answered with the page that it is sent to."""
        if self.inbox is None:
            return self._send(405, b"nobody takes forms here", "text/plain")
        self.inbox.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        return self.do_GET()

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, status: int, body: bytes, kind: str, path: str = "", location: str = "") -> None:
        headers = {"Content-Type": kind, "Content-Length": str(len(body))}
        own = self.site.headers_for(path or unquote(urlsplit(self.path).path))
        headers = {k: v for k, v in headers.items() if k.lower() not in {name.lower() for name in own}} | own
        if location:
            headers["Location"] = location
        if self.site.is_compressed and _is_text(kind) and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body)
            headers |= {"Content-Encoding": "gzip", "Content-Length": str(len(body)), "Vary": "Accept-Encoding"}
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Says nothing: tests look at what the browser got."""

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            self.close_connection = True


def _type(file: Path) -> str:
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind in TEXTS else kind


def _is_text(kind: str) -> bool:
    return kind.startswith(("text/", *TEXTS, "image/svg+xml"))


def _header_rules(lines: list[str]) -> Iterator[tuple[re.Pattern[str], str, str]]:
    pattern: re.Pattern[str] | None = None
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            pattern = _pattern(line.strip())
            continue
        name, colon, value = line.strip().partition(":")
        assert colon and pattern, f"_headers: no rule for {line!r}"
        yield pattern, name.strip(), value.strip()


def _redirect_rules(lines: list[str]) -> Iterator[tuple[re.Pattern[str], str, int]]:
    for line in lines:
        parts = line.split("#")[0].split() if line.lstrip().startswith("#") else line.split()
        if len(parts) >= 2:
            status = int(parts[2].rstrip("!")) if len(parts) > 2 else 301
            yield _pattern(parts[0]), parts[1], status


def _pattern(path: str) -> re.Pattern[str]:
    """`*` at the end is the splat, `:name` one segment."""
    parts = re.split(r"(\*|:[a-z]\w*)", urlsplit(path).path)
    made = (
        "(?P<splat>.*)" if p == "*" else f"(?P<{p[1:]}>[^/]+)" if p.startswith(":") else re.escape(p) for p in parts
    )
    return re.compile("".join(made))
