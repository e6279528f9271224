"""The files that tell a host its headers and redirects, and the pages that stand in for redirects.

Redirects that would list referral codes (anything from or to /r/ and /share/) stand in a rule file only where the
host never serves it; elsewhere each one is a small page of its own, so that no file lists codes.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct, field

from goodword.content.models.site import Form
from goodword.content.url_style import UrlStyle
from goodword.files import is_safe_relative
from goodword.outputs.hosts import nginx, s3
from goodword.outputs.hosts.addresses import Redirect, encoded
from goodword.outputs.hosts.limits import LIMITS, limits
from goodword.outputs.hosts.rule_files import headers_file, redirects_file
from goodword.outputs.hosts.vercel import vercel_json
from goodword.outputs.security_headers import HeaderRule, header_rules
from goodword.problems import Problem

# Folders whose addresses tell who refers.
_PERSONAL = ("/r/", "/share/")
# Hosts that read `_redirects` and never serve it.
_KEEPS_RULES_PRIVATE = frozenset({"netlify", "cloudflare"})
# Hosts with a file of redirects of any kind.
_REDIRECTS = frozenset({"netlify", "cloudflare", "vercel", "gitlab", "nginx"})


class HostInput(Struct, frozen=True):
    """Everything the files depend on.

    target: a `hosting.target`. base: the path of the site's address, `` or `/proof`. redirects: old path to new
    address, both as visitors see them (with the base). https: whether the site's address is https. style: that of
    the site's pages; the old paths may have had another one.
    """

    target: str
    form: Form
    base: str = ""
    redirects: tuple[Redirect, ...] = ()
    demo: bool = False
    embeds: bool = False
    https: bool = True
    style: UrlStyle = field(default_factory=UrlStyle)

    @property
    def header_rules(self) -> tuple[HeaderRule, ...]:
        """The headers of this site, whether or not the host can send them."""
        return header_rules(self.form, base=self.base, demo=self.demo, embeds=self.embeds, https=self.https)

    @property
    def ruled(self) -> tuple[Redirect, ...]:
        """The redirects that the host's own file does, sorted."""
        if self.target not in _REDIRECTS:
            return ()
        return tuple(
            sorted(r for r in set(self.redirects) if self.target in _KEEPS_RULES_PRIVATE or not self._tells(r))
        )

    @property
    def paged(self) -> tuple[Redirect, ...]:
        """The redirects that need a page, sorted."""
        ruled = set(self.ruled)
        return tuple(sorted(r for r in set(self.redirects) if r not in ruled))

    def _tells(self, redirect: Redirect) -> bool:
        personal = tuple(self.base + folder for folder in _PERSONAL)
        return any(address.startswith(personal) for address in (redirect.source + "/", redirect.target + "/"))


def sends_headers(target: str) -> bool:
    """Whether the host sends what its file says; where not, pages carry `meta_csp`."""
    return target in ("netlify", "cloudflare", "vercel", "nginx")


def host_files(host: HostInput) -> dict[str, bytes]:
    """The host's own files by their path below the published folder; none for `none`."""
    rules, lines = host.header_rules, _lines(host)
    files: dict[str, str] = {}
    match host.target:
        case "netlify":
            files = {
                "_headers": headers_file(rules, detach=False),
                "_redirects": redirects_file(lines),
            }
        case "cloudflare":
            files = {
                "_headers": headers_file(rules, detach=True),
                "_redirects": redirects_file(lines),
            }
        case "gitlab":
            files = {"_redirects": redirects_file(lines)}
        case "vercel":
            files = {"vercel.json": vercel_json(rules, lines, clean=host.style.files)}
        case "github":
            files = {".nojekyll": ""}
        case "nginx":
            files = {nginx.NAME: nginx.nginx_conf(rules, lines, host.base, clean=host.style.files)}
        case "s3":
            files = {s3.NAME: s3.s3_json(rules)}
        case _:
            pass
    return {name: text.encode() for name, text in files.items() if text or name == ".nojekyll"}


def redirect_pages(host: HostInput, site_url: str, language: str = "en") -> dict[str, bytes]:
    """Pages at old paths that lead to the new ones, by their path below the published folder (without the base).

    site_url: the origin of the site (`https://www.acme.example`), for the canonical address.
    """
    pages: dict[str, bytes] = {}
    for redirect in host.paged:
        path = redirect.source.removeprefix(host.base).partition("?")[0].partition("#")[0].lstrip("/")
        made = redirect_page(redirect.target, site_url, language, indexed=not host.demo)
        pages |= {file: made for file in host.style.old_files(f"/{path}") if is_safe_relative(file)}
    return pages


def redirect_page(target: str, site_url: str, language: str = "en", *, indexed: bool = True) -> bytes:
    """A page that leads to `target` at once, with a link for whoever is not led.

    It names the new address as the canonical one, or says noindex where that address is personal or the site is
    a demo: never both, for that is a mixed signal.
    """
    address = encoded(target)
    whole = address if "://" in address else site_url.rstrip("/") + address
    if indexed and not any(folder in target for folder in _PERSONAL):
        robots = Markup('<link rel="canonical" href="{}">').format(whole)
    else:
        robots = Markup('<meta name="robots" content="noindex">')
    return (
        Markup(
            '<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
            '<meta name="generator" content="Goodword">\n<title>{whole}</title>\n{robots}\n'
            '<meta name="referrer" content="strict-origin">\n'
            '<meta http-equiv="refresh" content="0; url={address}">\n<p><a href="{address}">{whole}</a></p>\n</html>\n'
        )
        .format(language=language, whole=whole, robots=robots, address=address)
        .encode()
    )


def check_host(host: HostInput, files: Iterable[tuple[str, int]]) -> tuple[Problem, ...]:
    """What the host would refuse or ignore. files: path and size in bytes of everything published."""
    sizes = list(files)
    own = host_files(host)
    return limits(
        host.target,
        sizes,
        [Redirect(encoded(line.source), encoded(line.target)) for line in _lines(host)],
        host.header_rules if host.target in LIMITS else (),
        rules_file_bytes=len(own.get("_redirects", b"")),
    )


def _lines(host: HostInput) -> tuple[Redirect, ...]:
    """The redirects as lines of the file: hosts that tell a path with a slash at its end from one without need both."""
    both = host.target in ("cloudflare", "gitlab") or (host.style.files and host.target in ("vercel", "nginx"))
    lines: list[Redirect] = []
    for redirect in host.ruled:
        lines.append(redirect)
        if both and len(redirect.source) > 1 and redirect.source.endswith("/"):
            lines.append(Redirect(redirect.source[:-1], redirect.target))
    return tuple(lines)
