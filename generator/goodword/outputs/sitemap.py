"""sitemap.xml (an index with parts when it is large) and robots.txt.

Languages are told by link elements in the pages, and only there; a page that is not to be indexed is not listed.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import escape
from msgspec import Struct

from goodword.outputs.absolute import clean

# Limits of one file: https://www.sitemaps.org/protocol.html
MOST_ADDRESSES = 50_000
MOST_BYTES = 50 * 1024 * 1024

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Listed(Struct, frozen=True):
    """A page: its absolute address, and the ISO date (or month, or year) of the entry it shows; empty when unknown."""

    url: str
    date: str = ""


def sitemaps(
    pages: Iterable[Listed],
    folder_url: str,
    *,
    most_addresses: int = MOST_ADDRESSES,
    most_bytes: int = MOST_BYTES,
) -> dict[str, bytes]:
    """The files by name: `sitemap.xml` alone, or as an index of `sitemap-1.xml` and so on.

    folder_url: the absolute address of the folder they lie in, with a slash at the end. Pages are sorted by
    address. The limits are arguments so that tests need no 50,000 pages.
    """
    parts = _parts(sorted(pages, key=lambda page: page.url), most_addresses, most_bytes)
    if len(parts) <= 1:
        return {"sitemap.xml": _urlset(parts[0] if parts else [])}
    files = {f"sitemap-{number}.xml": _urlset(part) for number, part in enumerate(parts, 1)}
    rows = "".join(f"<sitemap><loc>{_xml(folder_url + name)}</loc></sitemap>\n" for name in files)
    index = f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n{rows}</sitemapindex>\n'
    return {"sitemap.xml": index.encode(), **files}


def robots_txt(sitemap_url: str, *, indexed: bool = True) -> bytes:
    """Everything may be read: a page that says noindex must be readable, or nobody sees that it says so.

    indexed: False for demo sites and previews, which list nothing; then there is no sitemap line.
    """
    lines = ["User-agent: *", "Disallow:"]
    if indexed:
        lines += ["", f"Sitemap: {sitemap_url}"]
    return ("\n".join(lines) + "\n").encode()


def _parts(pages: list[Listed], most_addresses: int, most_bytes: int) -> list[list[str]]:
    room = most_bytes - len(_urlset([]))
    parts: list[list[str]] = []
    size = 0
    for page in pages:
        row = _row(page)
        length = len(row.encode())
        if not parts or len(parts[-1]) >= most_addresses or size + length > room:
            parts.append([])
            size = 0
        parts[-1].append(row)
        size += length
    return parts


def _row(page: Listed) -> str:
    date = f"<lastmod>{_xml(page.date)}</lastmod>" if page.date else ""
    return f"<url><loc>{_xml(page.url)}</loc>{date}</url>\n"


def _urlset(rows: list[str]) -> bytes:
    return f'{_HEAD}<urlset xmlns="{_NAMESPACE}">\n{"".join(rows)}</urlset>\n'.encode()


def _xml(text: str) -> str:
    return str(escape(clean(text)))
