"""Redirects as records, and paths as a rule file can hold them."""

from __future__ import annotations

from urllib.parse import quote

from msgspec import Struct

_KEPT = "/-._~!$&'()+,;=@%"


class Redirect(Struct, frozen=True, order=True):
    """An old path (root-absolute, with the base path) and where it leads: a path of the site or an absolute address."""

    source: str
    target: str


def encoded(address: str) -> str:
    """Percent-encoded where needed: no space, no line end, no `*` or `:name` that a host would take for a pattern."""
    scheme, mark, rest = address.partition("://")
    if mark and scheme in ("http", "https"):
        return f"{scheme}://{quote(rest, safe=_KEPT + '?#:*', errors='replace')}"
    path, hash_mark, fragment = address.partition("#")
    path, query_mark, query = path.partition("?")
    return (
        quote(path, safe=_KEPT, errors="replace")
        + query_mark
        + quote(query, safe=_KEPT + "?", errors="replace")
        + hash_mark
        + quote(fragment, safe=_KEPT + "?", errors="replace")
    )
