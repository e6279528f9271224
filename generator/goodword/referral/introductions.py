"""Outgoing introductions: links to partners and to customers' businesses that whoever receives them can count.

The two parameters are those that web statistics know as source and medium of a visit
(https://support.google.com/analytics/answer/10917952). They name this site, never the visitor.
"""

from __future__ import annotations

from goodword.referral.links import encode

MEDIUM = "introduction"


def introduced(url: str, host: str) -> str:
    """`url` with `utm_source=HOST&utm_medium=introduction` before its fragment; what it says of these itself stays."""
    address, mark, fragment = url.partition("#")
    _, has_query, query = address.partition("?")
    given = {pair.partition("=")[0].lower() for pair in query.split("&")}
    wanted = (("utm_source", host), ("utm_medium", MEDIUM))
    added = [f"{name}={encode(value)}" for name, value in wanted if name not in given]
    query = "&".join([*([query] if query else []), *added])
    return f"{address.partition('?')[0]}{'?' if query or has_query else ''}{query}{mark}{fragment}"
