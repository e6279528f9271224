"""Whether a text is an address of the web that may be linked. Nothing is fetched."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# White space, controls, direction marks, and what RFC 3986 never allows unescaped.
_BAD = re.compile('[\\s\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff<>"\\\\^`{|}]')
_HOST = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)*\.?|\[[0-9A-Fa-f:.]+\]", re.UNICODE)
_EMAIL = re.compile(r"[^\s@<>\"'(),:;\\\[\]\x00-\x1f%&?#]+@[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)+")
HINT = "Write the whole address: `https://www.company.example/page`."


def web_address(text: str, *, path_too: bool = False, https_only: bool = False) -> str | None:
    """Why `text` is no http(s) address (or, with `path_too`, no path of the site), as the rest of a sentence."""
    if _BAD.search(text):
        return "holds a space or another character that addresses do not have"
    if path_too and text.startswith(("/", "#")) and not text.startswith("//"):
        return None
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is no address"
    if parts.scheme.lower() not in (("https",) if https_only else ("http", "https")):
        wanted = "`https://`" if https_only else "`https://` or `http://`"
        return f"must begin with {wanted}" + (" or be a path like `/awards/`" if path_too else "")
    if "@" in parts.netloc:
        return "holds a name or password before the host"
    if not host or len(host) > 253 or not _HOST.fullmatch(parts.netloc.rpartition(":")[0] if parts.port else host):
        return "has no usable host name"
    return None


def email_address(text: str) -> bool:
    """Whether `text` looks like one plain e-mail address."""
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None
