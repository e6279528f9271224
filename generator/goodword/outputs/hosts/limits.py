"""What each host takes at most, and the problems of a site that is larger. Sources stand beside the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from goodword.outputs.hosts.addresses import Redirect
from goodword.outputs.security_headers import HeaderRule
from goodword.problems import Place, Problem, Rule, in_order
from goodword.problems import hosting as rules

MEBIBYTE = 1024 * 1024
MEGABYTE = 1_000_000
_CONFIG = Place("site.yaml")


class HostLimits(Struct, frozen=True):
    """None: no limit is documented. `free_files` and `advised_redirects` only warn."""

    name: str
    files: int | None = None
    free_files: int | None = None
    file_mebibytes: int | None = None
    site_megabytes: int | None = None
    redirects: int | None = None
    advised_redirects: int | None = None
    redirect_length: int | None = None
    rules_file_bytes: int | None = None
    header_rules: int | None = None
    header_length: int | None = None
    sends_headers: bool = True


LIMITS: Mapping[str, HostLimits] = {
    # developers.cloudflare.com/pages/platform/limits/ and /pages/configuration/redirects/
    "cloudflare": HostLimits(
        "Cloudflare Pages",
        files=100_000,
        free_files=20_000,
        file_mebibytes=25,
        redirects=2_000,
        redirect_length=1_000,
        header_rules=100,
        header_length=2_000,
    ),
    # docs.netlify.com/manage/routing/redirects/overview
    "netlify": HostLimits("Netlify", advised_redirects=10_000),
    # vercel.com/docs/routing/redirects/configuration-redirects
    "vercel": HostLimits("Vercel", redirects=2_048),
    # docs.github.com/pages/getting-started-with-github-pages/github-pages-limits
    "github": HostLimits("GitHub Pages", site_megabytes=1_000, sends_headers=False),
    # docs.gitlab.com/user/project/pages/redirects: 1,000 rules, 64 KB
    "gitlab": HostLimits(
        "GitLab Pages",
        files=200_000,
        site_megabytes=1_000,
        redirects=1_000,
        rules_file_bytes=64 * 1024,
        sends_headers=False,
    ),
}


def limits(
    target: str,
    files: Iterable[tuple[str, int]],
    redirects: Sequence[Redirect] = (),
    headers: Sequence[HeaderRule] = (),
    *,
    rules_file_bytes: int = 0,
) -> tuple[Problem, ...]:
    """Everything that `target` would refuse, cut or ignore.

    files: path and size in bytes of each published file. redirects: those that stand in the host's own file.
    """
    host = LIMITS.get(target)
    if host is None:
        return ()
    found = [*_of_files(host, sorted(files)), *_of_redirects(host, redirects, rules_file_bytes)]
    if host.header_rules is not None and len(headers) > host.header_rules:
        found.append(_told(rules.TOO_MANY_HEADER_RULES, count=len(headers), host=host.name, limit=host.header_rules))
    if host.header_length is not None:
        for name, length in sorted(
            {(name, len(name) + 2 + len(value)) for rule in headers for name, value in rule.headers}
        ):
            if length > host.header_length:
                found.append(
                    _told(rules.HEADER_TOO_LONG, name=name, length=length, host=host.name, limit=host.header_length)
                )
    if not host.sends_headers:
        found.append(_told(rules.NO_HEADERS, host=host.name))
    return in_order(found)


def _of_files(host: HostLimits, files: list[tuple[str, int]]) -> list[Problem]:
    found = []
    count, total = len(files), sum(size for _, size in files)
    if host.files is not None and count > host.files:
        found.append(_told(rules.TOO_MANY_FILES, count=count, host=host.name, limit=host.files))
    elif host.free_files is not None and count > host.free_files:
        found.append(_told(rules.MANY_FILES, count=count, host=host.name, limit=host.free_files))
    if host.file_mebibytes is not None:
        found += [
            _told(
                rules.FILE_TOO_LARGE,
                file=path,
                size=f"{size / MEBIBYTE:.1f}",
                host=host.name,
                limit=host.file_mebibytes,
            )
            for path, size in files
            if size > host.file_mebibytes * MEBIBYTE
        ]
    if host.site_megabytes is not None and total > host.site_megabytes * MEGABYTE:
        size = -(-total // MEGABYTE)
        found.append(_told(rules.SITE_TOO_LARGE, size=size, host=host.name, limit=host.site_megabytes))
    return found


def _of_redirects(host: HostLimits, redirects: Sequence[Redirect], rules_file_bytes: int) -> list[Problem]:
    found = []
    count = len(redirects)
    if host.redirects is not None and count > host.redirects:
        found.append(_told(rules.TOO_MANY_REDIRECTS, count=count, host=host.name, limit=host.redirects))
    elif host.advised_redirects is not None and count > host.advised_redirects:
        found.append(_told(rules.MANY_REDIRECTS, count=count, host=host.name, limit=host.advised_redirects))
    if host.redirect_length is not None:
        for redirect in redirects:
            length = len(redirect.source) + len(redirect.target) + len("  301")
            if length > host.redirect_length:
                found.append(
                    _told(
                        rules.REDIRECT_TOO_LONG,
                        path=redirect.source,
                        length=length,
                        host=host.name,
                        limit=host.redirect_length,
                    )
                )
    if host.rules_file_bytes is not None and rules_file_bytes > host.rules_file_bytes:
        found.append(
            _told(rules.RULES_FILE_TOO_LARGE, size=rules_file_bytes, host=host.name, limit=host.rules_file_bytes)
        )
    return found


def _told(rule: Rule, **values: object) -> Problem:
    return rule(_CONFIG, **values)
