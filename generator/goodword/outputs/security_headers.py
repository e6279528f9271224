"""The headers of every response, as rules by path, and what of them a page can say itself.

Which file a host wants them in is decided in `host_files`. Reasons are in docs/hosting.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from msgspec import Struct

from goodword.content.models.site import Form

Headers = tuple[tuple[str, str], ...]

FORMSPREE = "https://formspree.io"
WEB3FORMS = "https://api.web3forms.com"
# Sends the form's origin (providers check it; `no-referrer` would make it `null`), never the path with the code.
PRIVATE_REFERRER = "strict-origin"
NO_REFERRER = "no-referrer"
REFERRER = "strict-origin-when-cross-origin"
# The words of the robots header, and of the tag that stands for it.
NOINDEX = "noindex, nofollow, noarchive"
FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=3600"
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
# Without includeSubDomains: what else lives below the domain is not this site's to decide.
TWO_YEARS = "max-age=63072000"
_SHORT_LIVED = (
    "/feed.xml",
    "/feed.json",
    "/sitemap.xml",
    "/robots.txt",
)


class HeaderRule(Struct, frozen=True):
    """Headers of the paths that begin with `pattern` where it ends in `*`, else of that one path.

    Rules come from the general to the special: where two say the same header, the later one counts.
    """

    pattern: str
    headers: Headers

    def matches(self, path: str) -> bool:
        """Whether the rule is about `path`."""
        if self.pattern.endswith("*"):
            return path.startswith(self.pattern[:-1])
        return path == self.pattern


def form_sources(form: Form) -> str:
    """What `form-action` allows: exactly where the form goes, and this site where the provider sends people back to it.

    The policy also covers redirects that follow the form, so a `redirect` needs 'self'
    (https://www.w3.org/TR/CSP3/#directive-form-action).
    """
    back = " 'self'" if form.redirect else ""
    match form.provider:
        case "none":
            return "'none'"
        case "netlify":
            return "'self'"
        case "formspree":
            return FORMSPREE + back
        case "web3forms":
            return WEB3FORMS + back
        case "mailto":
            return "mailto:"
        case "action":
            return (_origin(form.action or "") or "'none'") + (back if _origin(form.action or "") else "")


def _origin(url: str) -> str:
    """Scheme, host and port in ASCII; empty for anything that a policy could not hold."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return ""
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    if parts.scheme not in ("http", "https") or not host or not set(host) <= allowed:
        return ""
    return f"{parts.scheme}://{host}{port}"


def _policy(form: Form, *, https: bool) -> list[str]:
    return [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        f"form-action {form_sources(form)}",
        *(["upgrade-insecure-requests"] if https else []),
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]


def content_security_policy(form: Form, *, https: bool = True, framed_by: str = "'none'") -> str:
    """The whole policy, for a header. Nothing inline, nothing from elsewhere; `framed_by` is `*` for embeds."""
    parts = _policy(form, https=https)
    parts.insert(-2, f"frame-ancestors {framed_by}")
    return "; ".join(parts)


def meta_csp(form: Form, *, https: bool = True) -> str:
    """The policy for <meta http-equiv>, on hosts that send no headers: `frame-ancestors` does not count there."""
    return "; ".join(_policy(form, https=https))


def header_rules(
    form: Form, *, base: str = "", demo: bool = False, embeds: bool = False, https: bool = True
) -> tuple[HeaderRule, ...]:
    """Every rule, the general ones first. `base`: the path of the site's address, without a slash at its end."""
    everywhere: Headers = (
        ("Content-Security-Policy", content_security_policy(form, https=https)),
        *((("Strict-Transport-Security", TWO_YEARS),) if https else ()),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", REFERRER),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", PERMISSIONS),
        *((("X-Robots-Tag", NOINDEX),) if demo else ()),
    )
    personal: Headers = (
        *(() if demo else (("X-Robots-Tag", NOINDEX),)),
        ("Referrer-Policy", PRIVATE_REFERRER),
    )
    # Nobody but the advocate has the address: it is told to nobody, and kept in no cache that others look into.
    secret = (*personal[:-1], ("Referrer-Policy", NO_REFERRER), ("Cache-Control", "private, no-store"))
    # Scripts of other sites read an embed, its style sheet and its pictures; none of them is a secret.
    read: Headers = (("Access-Control-Allow-Origin", "*"),) if embeds else ()
    rules = [
        HeaderRule(f"{base}/*", everywhere),
        HeaderRule(f"{base}/r/*", personal),
        HeaderRule(f"{base}/share/*", secret),
        HeaderRule(f"{base}/assets/*", (("Cache-Control", FOREVER), *read)),
        # Feed readers in a browser show the pictures of an entry on another site.
        HeaderRule(
            f"{base}/media/*",
            (("Cache-Control", FOREVER), ("Cross-Origin-Resource-Policy", "cross-origin"), *read),
        ),
        HeaderRule(f"{base}/api/*", (("Cache-Control", SHORT), ("Access-Control-Allow-Origin", "*"))),
        *(HeaderRule(f"{base}{path}", (("Cache-Control", SHORT),)) for path in _SHORT_LIVED),
    ]
    if embeds:
        policy = content_security_policy(form, https=https, framed_by="*")
        shared: Headers = (
            ("Content-Security-Policy", policy),
            ("Cross-Origin-Resource-Policy", "cross-origin"),
            ("Cache-Control", SHORT),
            *read,
        )
        # Where they are chosen is a page like any other.
        own: Headers = everywhere[:1]
        rules += [HeaderRule(f"{base}/embed/*", shared), HeaderRule(f"{base}/embed/", own)]
    return tuple(rules)


def headers_at(rules: Iterable[HeaderRule], path: str) -> Headers:
    """What a response at `path` carries: each header once, the value of the last rule that says it."""
    found: dict[str, str] = {}
    for rule in rules:
        if rule.matches(path):
            found |= dict(rule.headers)
    return tuple(found.items())
