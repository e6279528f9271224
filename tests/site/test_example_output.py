"""The files of the example site, without a browser: valid HTML, no dead end, nothing foreign, no list of codes."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest

import crawl
import judges
from crawl import Seen
from sites import ROOT, Output

ORIGIN = "https://customers.ambarel.example"
# Cloudflare answers with the nearest 404.html above the address; other hosts only with the one at the top.
# And what only share kits load, of which there are none without a secret; cards of awards, which share one page; and
# what other sites know the address of.
MACHINE_FILES = re.compile(
    r"_headers|_redirects|robots\.txt|sitemap[\w-]*\.xml|(es/)?404\.html|api/(testimonials|search\.(en|es))\.json"
    r"|assets/kit\.\w+\.(css|js)"
    r"|(es/)?cards/awards/[\w-]+\.jpg"
    r"|embed/goodword\.js|embed/(es/)?(carousel|badge|logos)\.json|embed/(es/)?quote-[0-9a-f]{10}/index\.html"
)


@pytest.fixture(scope="module")
def pages(example: Output) -> dict[str, Seen]:
    return crawl.read_all(example)


def codes() -> Iterator[str]:
    with (ROOT / "content/advocates.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield from filter(None, [row["code"], *row.get("aliases", "").replace("/r/", "").split("|")])


def file_of(output: Output, path: str) -> str | None:
    name = path.lstrip("/")
    name = f"{name}index.html" if not name or name.endswith("/") else name
    return name if name in output.files else None


def test_every_page_is_valid_html(example: Output) -> None:
    assert len(example.pages) > 300
    files = [example.folder / name for name in example.files if name.endswith(".html")]
    assert [str(message) for message in judges.vnu(files, warnings=True)] == []


def test_every_link_and_every_anchor_leads_somewhere(example: Output, pages: dict[str, Seen]) -> None:
    dead = []
    for page in pages.values():
        for url in page.links:
            found = crawl.local(page.address, url, ORIGIN)
            if found is None:
                continue
            path, fragment = found
            if file_of(example, path) is None or (fragment and path in pages and fragment not in pages[path].ids):
                dead.append(f"{page.address}: {url}")
    assert dead == []


def test_links_out_of_the_site_are_web_addresses_or_messages(pages: dict[str, Seen]) -> None:
    schemes = {urlsplit(url).scheme for page in pages.values() for url in page.links}
    assert schemes <= {"", "https", "mailto", "sms", "tel"}


def test_whatever_a_page_loads_is_a_file_of_the_site(example: Output, pages: dict[str, Seen]) -> None:
    loads = [(page.address, url) for page in pages.values() for url in page.loaded] + list(crawl.styles(example))
    assert len({url for _, url in loads}) > 50
    for page, url in loads:
        assert url.startswith("/") and not url.startswith("//"), f"{page} loads {url}"
        assert file_of(example, urlsplit(url).path), f"{page} loads {url}, which is not there"


def test_every_file_is_reached_or_known_to_be_for_machines(example: Output, pages: dict[str, Seen]) -> None:
    reached: set[str] = set()
    waiting = ["/", "/404.html", "/embed/", "/es/embed/", *(address for address in pages if address.startswith("/r/"))]
    while waiting:
        name = file_of(example, waiting.pop())
        if name is None or name in reached:
            continue
        reached.add(name)
        if (page := pages.get("/" + name.removesuffix("index.html"))) is not None:
            urls = [*page.links, *page.loaded, *(link["href"] for link in page.rel("alternate"))]
            urls += [m["content"] for m in page.head if m.get("property") == "og:image"]
            waiting += [found[0] for url in urls if (found := crawl.local(page.address, url, ORIGIN))]
        waiting += [url for sheet, url in crawl.styles(example) if sheet == f"/{name}"]
    alone = [name for name in example.files if name not in reached and not MACHINE_FILES.fullmatch(name)]
    assert not alone, "\n".join(alone)


def test_nothing_outside_their_own_pages_tells_a_code(example: Output, pages: dict[str, Seen]) -> None:
    known = list(codes())
    assert len(known) >= 44
    assert len([code for code in known if example.has(f"/r/{code}/")]) >= 40
    outside = {n: data for n, data in example.files.items() if not n.startswith("r/") and n != "_redirects"}
    assert [(name, code) for name, data in outside.items() for code in known if code.encode() in data] == []
    assert [
        page.address for page in pages.values() if not page.address.startswith("/r/") for u in page.links if "/r/" in u
    ] == []


def test_landing_pages_are_not_indexed_and_name_no_other_code(example: Output, pages: dict[str, Seen]) -> None:
    known = list(codes())
    for page in pages.values():
        if page.address.startswith("/r/"):
            own = page.address.split("/")[2]
            assert not page.is_indexed
            assert not page.rel("canonical") and not page.data
            others = [code for code in known if code != own and code in example.read(page.address)]
            assert others == [], f"{page.address} tells {others}"


def test_no_page_holds_a_script_or_a_style_of_its_own(pages: dict[str, Seen]) -> None:
    for page in pages.values():
        for tag, given in page.tags:
            assert tag not in ("style", "iframe", "object", "embed"), f"<{tag}> on {page.address}"
            assert tag != "base" or given == {"target": "_blank"}, f"<{tag}> on {page.address}"
            assert not [name for name in given if name == "style" or name.startswith("on")], (
                f"{given} on {page.address}"
            )
            if tag == "script":
                assert given.get("src") or given["type"] == "application/ld+json"


def test_pictures_have_words_and_keep_their_place(pages: dict[str, Seen]) -> None:
    for page in pages.values():
        for tag, given in page.tags:
            if tag == "img":
                assert {"alt", "width", "height"} <= given.keys(), f"{given} on {page.address}"


def test_words_of_other_languages_say_so(pages: dict[str, Seen]) -> None:
    directions = {"ar": "rtl", "he": "rtl", "ja": "ltr", "es": "ltr", "en": "ltr"}
    met: set[str] = set()
    for page in pages.values():
        assert page.language in ("en", "es") or page.address.startswith("/r/")
        for tag, given in page.tags:
            if tag == "blockquote":
                language = given["lang"]
                assert given["dir"] == directions.get(language, "ltr"), f"{given} on {page.address}"
                met.add(language)
    assert {"ar", "he", "ja", "en", "es"} <= met


def test_every_page_has_one_heading_of_its_own_and_a_description(pages: dict[str, Seen]) -> None:
    for page in pages.values():
        assert [tag for tag, _ in page.tags].count("h1") == 1, page.address
        assert [tag for tag, _ in page.tags].count("main") == 1, page.address
        (description,) = (m["content"] for m in page.head if m.get("name") == "description")
        assert 10 <= len(description) <= 320, f"{page.address}: {description}"
        assert "invent" in page.words, f"{page.address} does not say that it is a demonstration"


def test_the_script_is_at_most_a_kilobyte_and_stores_nothing(example: Output) -> None:
    scripts = {name: data for name, data in example.files.items() if name.endswith(".js")}
    (everywhere,) = (data for name, data in scripts.items() if name.startswith("assets/goodword."))
    assert len(gzip.compress(everywhere, 9, mtime=0)) <= 1024
    for name, script in scripts.items():
        assert not re.search(rb"cookie|Storage|indexedDB|sendBeacon|innerHTML|eval", script), name
        # What other sites load asks for the embed that it shows, the wall for the page that a link leads to, the search
        # for what it looks through.
        assert re.search("embed|wall|search", name) or not re.search(rb"fetch|XMLHttp", script), name


def test_pages_of_both_languages_are_all_there(pages: dict[str, Seen], rounds: Callable[[int, int], int]) -> None:
    kinds = {page.kind for page in pages.values() if not page.address.startswith("/r/")}
    spanish = {page.kind for page in pages.values() if page.address.startswith(("/es/", "/embed/es/"))}
    assert kinds == spanish | {"not-found"}


def test_sentences_do_not_run_into_each_other(example: Output) -> None:
    joined = re.compile(r"[a-záéíóúñ]{2}[.!?][A-ZÁÉÍÓÚÑ0-9][a-záéíóúñ ]")
    found = []
    for address in example.pages:
        body = re.sub(r"<(script|style)\b.*?</\1>", "", example.read(address), flags=re.DOTALL)
        found += [f"{address}: {words}" for words in re.findall(r">([^<]+)<", body) if joined.search(words)]
    assert found == []


def test_no_paragraph_is_empty(example: Output) -> None:
    """Screen readers stop at them; only what a script fills in later may wait as one."""
    empty = re.compile(r"<p(?![^>]*role=\"status\")(?![^>]*data-is)[^>]*>\s*</p>")
    assert [path for path in example.pages if empty.search(example.read(path))] == []
