"""vercel.json: headers, redirects, addresses with a slash at the end or without `.html`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from goodword.outputs.hosts.addresses import Redirect, encoded
from goodword.outputs.security_headers import HeaderRule

# Signs that mean something in a `source` (path-to-regexp).
_SPECIAL = re.compile(r"([().:*+?{}\[\]|^$\\])")


def vercel_json(rules: Sequence[HeaderRule], redirects: Sequence[Redirect], *, clean: bool = False) -> str:
    """The later of two rules that match wins, so general ones come first.

    clean: `x.html` is at `/x`. Nothing is said about the slash at the end then: the host answers with and without it,
    so that home pages of languages keep theirs (https://github.com/slorber/trailing-slash-guide).
    """
    old = {_clean(redirect.source) if clean else _with_slash(redirect.source): redirect for redirect in redirects}
    data = {
        **({"cleanUrls": True} if clean else {"trailingSlash": True}),
        "headers": [
            {
                "source": _source(rule.pattern),
                "headers": [{"key": name, "value": value} for name, value in rule.headers],
            }
            for rule in rules
        ],
        "redirects": [
            {
                "source": _escaped(source),
                "destination": encoded(redirect.target),
                "statusCode": 301,
            }
            for source, redirect in old.items()
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _clean(source: str) -> str:
    # with `cleanUrls` the ending is taken from every path before redirects are read (`convertCleanUrls` in
    # https://github.com/vercel/vercel/blob/main/packages/routing-utils/src/superstatic.ts)
    return encoded(source).removesuffix(".html")


def _with_slash(source: str) -> str:
    # with `trailingSlash` a path without one is led to the path with it before redirects are read
    path = encoded(source)
    if not path.endswith("/") and "." not in path.rpartition("/")[2]:
        path += "/"
    return path


def _source(pattern: str) -> str:
    return f"{_escaped(pattern[:-1])}(.*)" if pattern.endswith("*") else _escaped(pattern)


def _escaped(path: str) -> str:
    return _SPECIAL.sub(r"\\\1", path)
