"""nginx.conf: one snippet to include inside `server { }`. Every location names all of its headers.

nginx drops what a server block adds as soon as a location adds a header of its own, so nothing is left to inherit.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from goodword.outputs.hosts.addresses import Redirect, encoded
from goodword.outputs.hosts.rule_files import MARK
from goodword.outputs.security_headers import HeaderRule, Headers, headers_at

NAME = "nginx.conf"


# `x.html` is at /x, and /x/ leads there. The second name stands for no file where the address has no slash at its end.
_CLEAN = (
    'set $page "/:";',
    'if ($uri ~ "^(/.+)/$") { set $page $1; }',
    "if (-f $document_root$page.html) { return 301 $page$is_args$args; }",
)


def nginx_conf(rules: Sequence[HeaderRule], redirects: Sequence[Redirect], base: str, *, clean: bool = False) -> str:
    """`base`: the path of the site's address; the folder given as `root` must then hold the site in that path.

    clean: `x.html` is at `/x`, before a folder of that name.
    """
    lines = [
        MARK,
        "# Include this inside server { }, beside root, listen and the certificate.",
        "index index.html;",
        f"error_page 404 {base}/404.html;",
        f"location = {base}/{NAME} {{ return 404; }}",
        *(_CLEAN if clean else ()),
    ]
    for redirect in redirects:
        source = unquote(redirect.source, errors="replace")
        if source.isprintable():
            lines.append(f"location = {_quoted(source)} {{ return 301 {_target(redirect.target)}; }}")
    for rule in rules:
        prefix = rule.pattern.endswith("*")
        path = rule.pattern.removesuffix("*")
        lines.append(f"location {path} {{" if prefix else f"location = {path} {{")
        lines += [f"  {line}" for line in _added(headers_at(rules, path))]
        if prefix:
            lines.append(f"  try_files $uri {'$uri.html ' if clean else ''}$uri/ =404;")
        lines.append("}")
    return "\n".join(lines) + "\n"


def _added(headers: Headers) -> list[str]:
    cached = dict(headers).get("Cache-Control", "no-cache")
    kept = [(name, value) for name, value in headers if name != "Cache-Control"]
    return [f"add_header {name} {_quoted(value)} always;" for name, value in [*kept, ("Cache-Control", cached)]]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _target(address: str) -> str:
    # `$` would begin a variable in the value of `return`, and `;` end the line
    return encoded(address).replace("$", "%24").replace(";", "%3B")
