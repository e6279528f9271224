"""Absolute addresses for what leaves the site (feeds, JSON, sitemaps, cards), and text that XML and JSON can hold.

Nothing here knows what an entry is.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_TAG = re.compile(r"""<[a-zA-Z][^\s/<>]*(?:\s+[^\s=<>/"]+(?:\s*=\s*"[^"]*")?)*\s*/?>""")
_ADDRESS = re.compile(r"""(\s(?:href|src|poster|cite)=")([^"]*)""")
_SRCSET = re.compile(r"""(\ssrcset=")([^"]*)""")
# What XML 1.0 does not allow: control characters, half surrogates (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """`text` without control characters and half surrogates."""
    return str(text) if text.isprintable() else _NOT_XML.sub("", text)


def origin(site_url: str) -> str:
    """Scheme and host of the site's address, without a slash at the end."""
    parts = urlsplit(site_url)
    return f"{parts.scheme}://{parts.netloc}"


def absolute(site_url: str, url: str) -> str:
    """`url` as an absolute address; root-absolute paths (which hold the base path) get the site's origin."""
    if url.startswith("/") and not url.startswith("//"):
        return origin(site_url) + url
    return url


def absolute_html(site_url: str, html: str, page_url: str) -> str:
    """`html` (sanitised, attributes in double quotes) with the addresses in it absolute; `#x` leads into `page_url`."""
    if '="' not in html:
        return html

    def address(match: re.Match[str]) -> str:
        url = match[2]
        if url.startswith("#"):
            return f"{match[1]}{page_url}{url}"
        return f"{match[1]}{absolute(site_url, url)}"

    def sources(match: re.Match[str]) -> str:
        parts = (absolute(site_url, part.strip()) for part in match[2].split(","))
        return match[1] + ", ".join(parts)

    def tag(match: re.Match[str]) -> str:
        return _SRCSET.sub(sources, _ADDRESS.sub(address, match[0]))

    return _TAG.sub(tag, html)
