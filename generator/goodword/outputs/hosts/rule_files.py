"""`_headers` and `_redirects` as Netlify, Cloudflare Pages and GitLab Pages read them. Text only."""

from __future__ import annotations

from collections.abc import Sequence

from goodword.outputs.hosts.addresses import Redirect, encoded
from goodword.outputs.security_headers import HeaderRule

# The first line of host files that tell old addresses. A build that knows nothing else takes them for its own by it.
MARK = "# Written by Goodword."


def headers_file(rules: Sequence[HeaderRule], *, detach: bool) -> str:
    """One block for each rule, general ones first.

    detach: Cloudflare joins the values of all rules that match with a comma; `! Name` takes away what the rules
    above have set. Netlify lets the later rule count and does not know the sign.
    """
    lines: list[str] = []
    above: list[HeaderRule] = []
    for rule in rules:
        lines.append(rule.pattern)
        for name, value in rule.headers:
            if detach and any(_overlap(other, rule) and name in dict(other.headers) for other in above):
                lines.append(f"  ! {name}")
            lines.append(f"  {name}: {value}")
        above.append(rule)
    return "\n".join(lines) + "\n"


def _overlap(general: HeaderRule, special: HeaderRule) -> bool:
    return general.matches(special.pattern.removesuffix("*"))


def redirects_file(redirects: Sequence[Redirect]) -> str:
    """One line for each redirect, permanent; empty for none."""
    lines = [f"{encoded(redirect.source)} {encoded(redirect.target)} 301" for redirect in redirects]
    return "\n".join([MARK, *lines, ""]) if lines else ""
