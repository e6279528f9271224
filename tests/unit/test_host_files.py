"""Headers and redirects for each host, pages where a host has none, and limits."""

import json
import re
from collections import defaultdict
from typing import Any

import pytest
from msgspec.structs import replace

from goodword.content.models.site import Form
from goodword.content.url_style import UrlStyle
from goodword.outputs.host_files import HostInput, check_host, host_files, redirect_page, redirect_pages, sends_headers
from goodword.outputs.hosts.addresses import Redirect, encoded
from goodword.outputs.hosts.limits import limits
from goodword.outputs.security_headers import (
    HeaderRule,
    content_security_policy,
    form_sources,
    header_rules,
    headers_at,
    meta_csp,
)

SITE = "https://acme.example"
NONE = Form()
OLD = (Redirect("/old/", "/awards/"), Redirect("/r/oldcode/", "/r/newcode/"), Redirect("/a.html", "/b/"))
TARGETS = ("none", "netlify", "cloudflare", "vercel", "github", "gitlab", "s3", "nginx")


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        (Form(), "'none'"),
        (Form(provider="netlify"), "'self'"),
        (Form(provider="netlify", redirect="/thanks/"), "'self'"),
        (Form(provider="formspree", id="x"), "https://formspree.io"),
        (Form(provider="formspree", id="x", redirect="/done/"), "https://formspree.io 'self'"),
        (Form(provider="web3forms", access_key="k"), "https://api.web3forms.com"),
        (Form(provider="mailto", email="a@acme.example"), "mailto:"),
        (Form(provider="action", action="https://forms.acme.example/f/1?x=1"), "https://forms.acme.example"),
        (Form(provider="action", action="https://forms.acme.example:8443/"), "https://forms.acme.example:8443"),
        (Form(provider="action", action="https://bücher.example/f"), "https://xn--bcher-kva.example"),
        (Form(provider="action", action="https://u:p@forms.acme.example/"), "https://forms.acme.example"),
        (Form(provider="action", action="https://a.example; script-src *"), "'none'"),
        (Form(provider="action", action="https://[broken"), "'none'"),
        (Form(provider="action", action="javascript:alert(1)"), "'none'"),
        (Form(provider="action"), "'none'"),
    ],
)
def test_a_form_may_go_exactly_where_it_goes(form: Form, wanted: str) -> None:
    assert form_sources(form) == wanted
    assert f"; form-action {wanted}; " in content_security_policy(form)


def test_the_policy_is_that_of_a_site_with_nothing_inline() -> None:
    assert content_security_policy(NONE) == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
        "upgrade-insecure-requests; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    assert "unsafe" not in content_security_policy(NONE)


def test_a_page_says_what_a_page_can_say() -> None:
    assert "frame-ancestors" not in meta_csp(NONE)
    assert meta_csp(NONE) == content_security_policy(NONE).replace("frame-ancestors 'none'; ", "")


def _at(path: str, **options: Any) -> dict[str, str]:
    return dict(headers_at(header_rules(NONE, **options), path))


@pytest.mark.parametrize(
    ("path", "name", "wanted"),
    [
        ("/", "X-Content-Type-Options", "nosniff"),
        ("/", "Strict-Transport-Security", "max-age=63072000"),
        ("/", "Referrer-Policy", "strict-origin-when-cross-origin"),
        ("/", "Cross-Origin-Opener-Policy", "same-origin"),
        ("/", "Cross-Origin-Resource-Policy", "same-origin"),
        ("/", "X-Robots-Tag", None),
        ("/", "Cache-Control", None),
        ("/awards/", "X-Robots-Tag", None),
        ("/r/abc/", "X-Robots-Tag", "noindex, nofollow, noarchive"),
        ("/r/abc/it/", "Referrer-Policy", "strict-origin"),
        ("/share/abc/", "X-Robots-Tag", "noindex, nofollow, noarchive"),
        ("/assets/a.css", "Cache-Control", "public, max-age=31536000, immutable"),
        ("/media/a.jpg", "Cache-Control", "public, max-age=31536000, immutable"),
        ("/media/a.jpg", "Cross-Origin-Resource-Policy", "cross-origin"),
        ("/feed.xml", "Cache-Control", "public, max-age=3600"),
        ("/api/testimonials.json", "Access-Control-Allow-Origin", "*"),
        ("/embed/wall/", "Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_each_path_has_its_headers(path: str, name: str, wanted: str | None) -> None:
    assert _at(path).get(name) == wanted


def test_every_path_has_the_policy() -> None:
    for path in ("/", "/r/x/", "/share/x/", "/assets/a.js", "/media/a.jpg", "/api/x.json", "/404.html"):
        assert _at(path)["Content-Security-Policy"] == content_security_policy(NONE)
        assert "geolocation=()" in _at(path)["Permissions-Policy"]


def test_a_demo_is_noindex_everywhere() -> None:
    assert all("noindex" in _at(path, demo=True)["X-Robots-Tag"] for path in ("/", "/awards/", "/r/x/", "/api/x"))


def test_an_embed_may_be_framed_and_nothing_else_may() -> None:
    assert "frame-ancestors *" in _at("/embed/wall/", embeds=True)["Content-Security-Policy"]
    for path in ("/wall/", "/embed/", "/es/embed/", "/r/abc/", "/share/s/"):
        assert "frame-ancestors 'none'" in _at(path, embeds=True)["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/embed/wall/", "/embed/goodword.js", "/assets/a.css", "/media/a.jpg"])
def test_scripts_of_other_sites_read_what_embeds_are_made_of_and_nothing_else(path: str) -> None:
    assert _at(path, embeds=True)["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in _at(path)
    for other in ("/", "/r/abc/", "/share/s/", "/testimonials/"):
        assert "Access-Control-Allow-Origin" not in _at(other, embeds=True)


def test_a_site_without_https_does_not_ask_for_it() -> None:
    headers = _at("/", https=False)
    assert "Strict-Transport-Security" not in headers
    assert "upgrade-insecure-requests" not in headers["Content-Security-Policy"]


def _served(text: str, path: str, *, joins: bool) -> dict[str, list[str]]:
    """What a host makes of a `_headers` file: later rules add (and `!` takes away), or they replace."""
    found: dict[str, list[str]] = defaultdict(list)
    matches = False
    for line in text.splitlines():
        if not line.startswith(" "):
            pattern = "".join(".*" if part == "*" else re.escape(part) for part in re.split(r"(\*)", line))
            matches = re.fullmatch(pattern, path) is not None
        elif matches and line.strip().startswith("! "):
            assert joins, "only Cloudflare knows the sign"
            found.pop(line.strip()[2:], None)
        elif matches:
            name, _, value = line.strip().partition(": ")
            found[name] = [*(found[name] if joins else []), value]
    return dict(found)


@pytest.mark.parametrize(("target", "joins"), [("cloudflare", True), ("netlify", False)])
@pytest.mark.parametrize("options", [{}, {"demo": True}, {"embeds": True}, {"base": "/proof"}])
@pytest.mark.parametrize(
    "path", ["/", "/r/abc/", "/share/s/", "/assets/a.css", "/media/a.jpg", "/embed/w/", "/feed.xml"]
)
def test_a_host_sends_each_header_once_as_meant(target: str, joins: bool, options: dict[str, Any], path: str) -> None:
    host = HostInput(target, NONE, **options)
    served = _served(host_files(host)["_headers"].decode(), host.base + path, joins=joins)
    assert {name: [value] for name, value in headers_at(host.header_rules, host.base + path)} == served


@pytest.mark.parametrize("target", TARGETS)
def test_no_file_that_visitors_could_read_lists_codes(target: str) -> None:
    files = host_files(HostInput(target, NONE, redirects=OLD))
    listed = any(b"code" in data and name != "goodword-s3.json" for name, data in files.items())
    assert listed == (target in ("netlify", "cloudflare"))
    assert b"newcode" not in files.get("goodword-s3.json", b"")


@pytest.mark.parametrize("target", TARGETS)
def test_every_old_path_leads_somewhere(target: str) -> None:
    host = HostInput(target, NONE, redirects=OLD)
    assert sorted([*host.ruled, *host.paged]) == sorted(OLD)
    assert len(redirect_pages(host, SITE)) == len(host.paged)


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("none", set()),
        ("netlify", {"_headers", "_redirects"}),
        ("cloudflare", {"_headers", "_redirects"}),
        ("vercel", {"vercel.json"}),
        ("github", {".nojekyll"}),
        ("gitlab", {"_redirects"}),
        ("s3", {"goodword-s3.json"}),
        ("nginx", {"nginx.conf"}),
    ],
)
def test_each_host_gets_its_files(target: str, names: set[str]) -> None:
    assert set(host_files(HostInput(target, NONE, redirects=OLD))) == names
    assert sends_headers(target) == (target in {"netlify", "cloudflare", "vercel", "nginx"})


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        ("netlify", "/a.html /b/ 301\n/old/ /awards/ 301\n/r/oldcode/ /r/newcode/ 301\n"),
        (
            "cloudflare",
            "/a.html /b/ 301\n/old/ /awards/ 301\n/old /awards/ 301\n"
            "/r/oldcode/ /r/newcode/ 301\n/r/oldcode /r/newcode/ 301\n",
        ),
        ("gitlab", "/a.html /b/ 301\n/old/ /awards/ 301\n/old /awards/ 301\n"),
    ],
)
def test_redirects_are_permanent_and_one_a_line(target: str, wanted: str) -> None:
    assert (
        host_files(HostInput(target, NONE, redirects=OLD))["_redirects"].decode() == "# Written by Goodword.\n" + wanted
    )


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/a b/", "/a%20b/"),
        ("/x\n/y", "/x%0A/y"),
        ("/*", "/%2A"),
        ("/:name/", "/%3Aname/"),
        ("/ñ/", "/%C3%B1/"),
        ("/%C3%B1/", "/%C3%B1/"),
        ("/x/?a=b c#d", "/x/?a=b%20c#d"),
        ("https://acme.example:8080/x?y", "https://acme.example:8080/x?y"),
    ],
)
def test_a_path_cannot_become_a_pattern_or_a_second_rule(path: str, wanted: str) -> None:
    assert encoded(path) == wanted


def test_vercel_reads_paths_and_no_patterns() -> None:
    host = HostInput("vercel", NONE, redirects=(Redirect("/a(b)", "/c/"), Redirect("/x.html", "/y/")))
    data = json.loads(host_files(host)["vercel.json"])
    assert [rule["source"] for rule in data["headers"][:3]] == ["/(.*)", "/r/(.*)", "/share/(.*)"]
    assert data["redirects"] == [
        {"source": "/a\\(b\\)/", "destination": "/c/", "statusCode": 301},
        {"source": "/x\\.html", "destination": "/y/", "statusCode": 301},
    ]


def test_nginx_names_every_header_in_every_location() -> None:
    redirects = (Redirect('/ä "q"/', "/x/$y;z"), Redirect("/two\nlines/", "/x/"))
    host = HostInput("nginx", Form(provider="formspree", id="x"), base="/proof", redirects=redirects)
    text = host_files(host)["nginx.conf"].decode()
    assert 'location = "/ä \\"q\\"/" { return 301 /x/%24y%3Bz; }' in text
    assert "lines/" not in text
    assert "error_page 404 /proof/404.html;" in text
    blocks = re.findall(r"location (?:= )?(\S+) \{\n(.*?)\n\}", text, re.DOTALL)
    assert [path for path, _ in blocks][:2] == ["/proof/", "/proof/r/"]
    for path, block in blocks:
        added = dict(re.findall(r'add_header (\S+) "(.*)" always;', block))
        wanted = dict(headers_at(host.header_rules, path))
        assert added == {"Cache-Control": "no-cache", **wanted}


def test_s3_is_told_one_behaviour_for_each_pattern_the_longest_first() -> None:
    host = HostInput("s3", NONE)
    data = json.loads(host_files(host)["goodword-s3.json"])
    patterns = [behaviour["path_pattern"] for behaviour in data["behaviours"]]
    assert patterns[-1] == "/*" and patterns == sorted(patterns, key=len, reverse=True)
    personal = next(one for one in data["behaviours"] if one["path_pattern"] == "/r/*")
    assert personal["headers"]["Referrer-Policy"] == "strict-origin"
    assert "Content-Security-Policy" in personal["headers"]


def test_a_page_at_an_old_path_leads_on_and_says_one_thing_to_robots() -> None:
    host = HostInput(
        "github", NONE, base="/proof", redirects=tuple(Redirect(f"/proof{r.source}", f"/proof{r.target}") for r in OLD)
    )
    pages = redirect_pages(host, SITE)
    assert set(pages) == {"old/index.html", "r/oldcode/index.html", "a.html"}
    public, personal = pages["old/index.html"].decode(), pages["r/oldcode/index.html"].decode()
    assert '<meta http-equiv="refresh" content="0; url=/proof/awards/">' in public
    assert '<link rel="canonical" href="https://acme.example/proof/awards/">' in public
    assert '<a href="/proof/awards/">' in public and "noindex" not in public
    assert "noindex" in personal and "canonical" not in personal
    assert b"noindex" in redirect_pages(replace(host, demo=True), SITE)["old/index.html"]


def test_a_page_at_an_old_path_cannot_be_broken_out_of_nor_lie_elsewhere() -> None:
    assert b"<script>" not in redirect_page('/"><script>alert(1)</script>', SITE)
    host = HostInput("none", NONE, redirects=(Redirect("/../../x/", "/y/"), Redirect("/a\\b/", "/y/")))
    assert redirect_pages(host, SITE) == {}


MIB = 1024 * 1024


@pytest.mark.parametrize(
    ("target", "files", "redirects", "codes"),
    [
        ("cloudflare", [("a", 1)] * 20_000, 0, []),
        ("cloudflare", [("a", 1)] * 20_001, 0, ["GW751"]),
        ("cloudflare", [("a", 1)] * 100_001, 0, ["GW750"]),
        ("cloudflare", [("a", 25 * MIB)], 0, []),
        ("cloudflare", [("a", 25 * MIB + 1)], 0, ["GW752"]),
        ("cloudflare", [], 2_001, ["GW754"]),
        ("netlify", [("a", 99 * MIB)] * 20, 10_000, []),
        ("netlify", [], 10_001, ["GW755"]),
        ("vercel", [], 2_049, ["GW754"]),
        ("github", [("a", 500_000_000)] * 2, 0, ["GW760"]),
        ("github", [("a", 500_000_001)] * 2, 0, ["GW753", "GW760"]),
        ("gitlab", [], 1_001, ["GW754", "GW760"]),
        ("gitlab", [("a", 1)] * 200_001, 0, ["GW750", "GW760"]),
        ("nginx", [("a", 99 * MIB)] * 99, 99_999, []),
        ("none", [("a", 99 * MIB)] * 99, 99_999, []),
    ],
)
def test_limits_of_each_host(target: str, files: list[tuple[str, int]], redirects: int, codes: list[str]) -> None:
    many = [Redirect(f"/{number}", "/") for number in range(redirects)]
    assert [problem.code for problem in limits(target, files, many)] == codes


def test_limits_of_rules_and_lengths() -> None:
    rules = [HeaderRule("/*", (("X-Long", "x" * 2_000),))] * 101
    found = limits("cloudflare", [], [Redirect("/" + "x" * 1_000, "/")], rules)
    assert [problem.code for problem in found] == ["GW756", "GW758", "GW759"]
    assert [problem.code for problem in limits("gitlab", [], rules_file_bytes=65_537)] == ["GW757", "GW760"]


def test_the_files_of_a_usual_site_keep_every_limit() -> None:
    for target in TARGETS:
        found = check_host(
            HostInput(target, Form(provider="formspree", id="x"), redirects=OLD), [("index.html", 9_000)]
        )
        assert all(problem.severity == "note" for problem in found)


def test_a_limit_is_told_with_figures_and_what_to_do() -> None:
    (problem,) = limits("cloudflare", [("media/film.mp4", 30 * MIB)])
    assert str(problem) == (
        "site.yaml:1:1: GW752: The file `media/film.mp4` has 30.0 MiB; Cloudflare Pages takes 25 MiB per file. "
        "Make it smaller, or publish on another host."
    )


def test_cloudflare_counts_both_lines_of_a_redirect() -> None:
    host = HostInput("cloudflare", NONE, redirects=tuple(Redirect(f"/{n}/", "/x/") for n in range(1_001)))
    assert [problem.code for problem in check_host(host, [])] == ["GW754"]


FILES = UrlStyle(files=True, clean=True)


def test_where_pages_are_files_the_host_is_told_to_go_without_their_ending() -> None:
    vercel = json.loads(host_files(HostInput("vercel", NONE, redirects=OLD, style=FILES))["vercel.json"])
    assert vercel["cleanUrls"] is True
    assert "trailingSlash" not in vercel, "with it, home pages of languages would lose their slash"
    assert [one["source"] for one in vercel["redirects"]] == ["/a", "/old/", "/old"], (
        "the ending is gone before rules are read"
    )
    nginx = host_files(HostInput("nginx", NONE, base="/proof", redirects=OLD, style=FILES))["nginx.conf"].decode()
    assert nginx.count("try_files $uri $uri.html $uri/ =404;") == nginx.count("try_files") > 3
    assert "if (-f $document_root$page.html) { return 301 $page$is_args$args; }" in nginx
    assert 'location = "/old" { return 301 /awards/; }' in nginx and 'location = "/old/" {' in nginx
    assert "set $page" not in host_files(HostInput("nginx", NONE))["nginx.conf"].decode()


def test_an_old_path_gets_a_page_for_either_way_of_writing_it() -> None:
    pages = redirect_pages(HostInput("github", NONE, redirects=OLD, style=FILES), SITE)
    assert set(pages) == {"old.html", "old/index.html", "r/oldcode.html", "r/oldcode/index.html", "a.html"}
    assert pages["old.html"] == pages["old/index.html"]


def test_vercel_counts_both_lines_of_a_redirect_where_pages_are_files() -> None:
    host = HostInput("vercel", NONE, redirects=tuple(Redirect(f"/{n}/", "/x") for n in range(1_025)))
    assert check_host(host, []) == ()
    assert [problem.code for problem in check_host(replace(host, style=FILES), [])] == ["GW754"]
