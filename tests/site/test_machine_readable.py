"""What machines read of the example, once it is no demonstration: feeds, sitemap, languages, JSON-LD, host files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import crawl
from crawl import Seen
from sites import Output, build_example

ORIGIN = "https://customers.ambarel.example"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RFC_3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
TYPES = {"Organization", "WebSite", "WebPage", "Article", "BreadcrumbList", "ListItem", "Quotation", "Person"}
TYPES |= {"VideoObject", "ImageObject"}


@pytest.fixture(scope="module")
def pages(launched: Output) -> dict[str, Seen]:
    return crawl.read_all(launched)


@pytest.fixture(scope="module")
def listed(pages: dict[str, Seen]) -> dict[str, Seen]:
    """The pages that may be found."""
    return {address: page for address, page in pages.items() if page.is_indexed}


def address_of(url: str) -> str:
    assert url.startswith(ORIGIN + "/"), url
    return url.removeprefix(ORIGIN)


@pytest.mark.parametrize(("name", "language"), [("feed.xml", "en"), ("es/feed.xml", "es")])
def test_the_atom_feed_is_whole(launched: Output, pages: dict[str, Seen], name: str, language: str) -> None:
    feed = ElementTree.fromstring(launched.read(name))
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    links = {link.get("rel"): link.get("href", "") for link in feed.findall(f"{ATOM}link")}
    assert (links["self"], address_of(links["alternate"]) in pages) == (f"{ORIGIN}/{name}", True)
    entries = feed.findall(f"{ATOM}entry")
    assert 10 < len(entries) <= 50
    for element in (feed, *entries):
        for required in ("id", "title", "updated"):
            assert (element.findtext(f"{ATOM}{required}") or "").strip(), f"{required} is missing"
    updated = [element.findtext(f"{ATOM}updated") or "" for element in (feed, *entries)]
    assert all(RFC_3339.fullmatch(moment) and datetime.fromisoformat(moment) for moment in updated)
    assert updated[0] == max(updated[1:])
    published = [entry.findtext(f"{ATOM}published") or "" for entry in entries]
    assert published == sorted(published, reverse=True)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    for entry in entries:
        (link,) = entry.findall(f"{ATOM}link")
        assert address_of(link.get("href", "")) in pages
        assert entry.findtext(f"{ATOM}author/{ATOM}name") or feed.findtext(f"{ATOM}author/{ATOM}name")
        content = entry.findtext(f"{ATOM}content") or ""
        for url in crawl.read("/", content).links + crawl.read("/", content).loaded:
            assert re.match(r"https://|mailto:", url), f"{url} means nothing in a feed reader"


@pytest.mark.parametrize(("name", "language"), [("feed.json", "en"), ("es/feed.json", "es")])
def test_the_json_feed_is_whole(launched: Output, pages: dict[str, Seen], name: str, language: str) -> None:
    feed = json.loads(launched.read(name))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] and feed["language"] == language
    assert (feed["feed_url"], address_of(feed["home_page_url"]) in pages) == (f"{ORIGIN}/{name}", True)
    assert 10 < len(feed["items"]) <= 50
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item.get("content_html") or item.get("content_text")
        assert address_of(item["url"]) in pages
        assert RFC_3339.fullmatch(item["date_published"])
        assert all(author.get("name") for author in item.get("authors", []))


def test_both_feeds_tell_the_same(launched: Output) -> None:
    for prefix in ("", "es/"):
        atom = ElementTree.fromstring(launched.read(f"{prefix}feed.xml")).findall(f"{ATOM}entry")
        items = json.loads(launched.read(f"{prefix}feed.json"))["items"]
        assert [entry.findtext(f"{ATOM}id") for entry in atom] == [item["id"] for item in items]


def test_the_sitemap_lists_what_may_be_found_and_nothing_else(launched: Output, listed: dict[str, Seen]) -> None:
    root = ElementTree.fromstring(launched.read("sitemap.xml"))
    assert root.tag == f"{SITEMAP}urlset"
    located = [url.findtext(f"{SITEMAP}loc") or "" for url in root]
    assert sorted(map(address_of, located)) == sorted(listed)
    assert len(listed) > 250
    for url in root:
        if (changed := url.findtext(f"{SITEMAP}lastmod")) is not None:
            assert date.fromisoformat(changed) <= date(2026, 11, 22)


def test_robots_may_read_everything_so_that_they_see_what_not_to_list(launched: Output) -> None:
    lines = launched.read("robots.txt").splitlines()
    assert [line for line in lines if line.lower().startswith("disallow:")] == ["Disallow:"]
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in lines


def test_landing_pages_are_found_by_nobody(launched: Output, pages: dict[str, Seen], listed: dict[str, Seen]) -> None:
    assert len([address for address in pages if address.startswith("/r/")]) >= 40
    assert not [address for address in listed if address.startswith("/r/")]
    machine = [n for n in launched.files if n.endswith((".xml", ".json", ".txt"))]
    assert not [name for name in machine if b"/r/" in launched.files[name]]


def test_a_demonstration_is_in_no_index(example: Output) -> None:
    assert not example.has("/sitemap.xml")
    assert "Sitemap" not in example.read("robots.txt")
    for page in crawl.read_all(example).values():
        assert not page.is_indexed
        assert not page.rel("canonical") and not page.data


def test_every_page_that_may_be_found_names_itself(listed: dict[str, Seen]) -> None:
    for address, page in listed.items():
        assert [link["href"] for link in page.rel("canonical")] == [ORIGIN + address]
        properties = {m["property"]: m["content"] for m in page.head if "property" in m}
        assert properties["og:url"] == ORIGIN + address
        assert properties["og:title"] and properties["og:type"] and properties["og:description"]
        assert properties.get("og:image", ORIGIN).startswith(ORIGIN)


def test_versions_of_a_page_name_each_other(pages: dict[str, Seen], listed: dict[str, Seen]) -> None:
    several = 0
    for address, page in pages.items():
        found = {link["hreflang"]: link["href"] for link in page.rel("alternate") if "hreflang" in link}
        if address not in listed:
            assert not found, f"{address} is in no index, yet has versions"
            continue
        if not found:
            assert not page.address.startswith("/es/") or ORIGIN + address.removeprefix("/es") not in listed
            continue
        several += 1
        assert found[page.language] == ORIGIN + address
        assert found["x-default"] == found["en"]
        for language, url in found.items():
            other = pages[address_of(url)]
            assert language in (other.language, "x-default")
            theirs = {link["hreflang"]: link["href"] for link in other.rel("alternate") if "hreflang" in link}
            assert theirs == found, f"{address} and {url} do not agree"
    assert several > 200


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from nodes(part)


def test_structured_data_keeps_to_the_rules(launched: Output, listed: dict[str, Seen]) -> None:
    for address, page in listed.items():
        for text in page.data:
            assert "</" not in text and "<!--" not in text
            assert json.loads(text)["@context"] == "https://schema.org"
        for node in nodes(page.graph):
            assert node.get("@type", "Organization") in TYPES, f"{node['@type']} on {address}"
            assert not {"aggregateRating", "review", "reviewRating", "ratingValue", "starRating"} & node.keys()
            for key in ("url", "item", "image", "logo", "contentUrl", "thumbnailUrl", "mainEntityOfPage", "@id"):
                if isinstance(node.get(key), str):
                    assert node[key].startswith("https://"), f"{key} on {address}"
                    if node[key].startswith(ORIGIN + "/media/"):
                        assert launched.has(address_of(node[key]))
            if node.get("@type") == "Person" and "name" in node:
                assert 0 < len(node["name"]) < 100


def test_structured_data_shows_the_way_to_every_page(listed: dict[str, Seen]) -> None:
    for address, page in listed.items():
        ways = [node for node in page.graph if node["@type"] == "BreadcrumbList"]
        assert len(ways) == (0 if address in ("/", "/es/") else 1), address
        for way in ways:
            steps = way["itemListElement"]
            assert len(steps) >= 2
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
            assert all(step["name"] in page.words for step in steps)
            assert all(address_of(step["item"]) in listed for step in steps[:-1])


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        ("home", {"Organization", "WebSite"}),
        ("about", {"Organization", "BreadcrumbList"}),
        ("wall", {"BreadcrumbList"}),
        ("case-study", {"Article", "BreadcrumbList"}),
        ("article", {"Article", "BreadcrumbList"}),
        ("awards", {"BreadcrumbList"}),
        ("partners", {"BreadcrumbList"}),
        ("partner", {"BreadcrumbList"}),
        ("directory", {"BreadcrumbList"}),
        ("thanks", {"BreadcrumbList"}),
        ("program", {"BreadcrumbList"}),
    ],
)
def test_each_type_of_page_says_what_it_is_and_no_more(kind: str, types: set[str], listed: dict[str, Seen]) -> None:
    found = [page for page in listed.values() if page.kind == kind]
    assert {page.language for page in found} == {"en", "es"}
    for page in found:
        assert {node["@type"] for node in page.graph} == types, page.address
        for node in page.graph:
            if node["@type"] == "Article":
                assert node["headline"] and node["author"]["name"] and node["publisher"]["name"]
                assert date.fromisoformat(node["datePublished"][:10])
                assert node["inLanguage"] == page.language


def test_a_quotation_is_what_the_page_shows_and_was_said_here(listed: dict[str, Seen]) -> None:
    said = {}
    for address, page in listed.items():
        if page.kind == "testimonial":
            quotations = [node for node in nodes(page.graph) if node.get("@type") == "Quotation"]
            said[address] = quotations
            for quotation in quotations:
                first = " ".join(quotation["text"].split())[:60]
                assert first in page.words, address
                if (name := quotation.get("spokenByCharacter", {}).get("name")) is not None:
                    assert name in page.words
    elsewhere = "/testimonials/food-truck/"
    assert said[elsewhere] == [], "a review that stands on another site gets no marks here"
    assert len([address for address, found in said.items() if len(found) == 1]) > 80


@pytest.mark.parametrize(
    ("target", "files"),
    [
        ("none", []),
        ("cloudflare", ["_headers", "_redirects"]),
        ("vercel", ["vercel.json"]),
        ("github", [".nojekyll"]),
        ("gitlab", ["_redirects"]),
        ("s3", []),
        ("nginx", []),
    ],
)
def test_each_host_gets_its_files(tmp_path: Path, example: Output, target: str, files: list[str]) -> None:
    provider = {"target: netlify": f"target: {target}", "provider: netlify": "provider: none"}
    made = build_example(tmp_path, provider)
    assert set(files) <= made.files.keys()
    assert made.has("/404.html")
    pages = {name for name in made.files if name.endswith("index.html")}
    netlify = {name for name in example.files if name.endswith("index.html")}
    assert netlify <= pages
    # what is new there are the old addresses, on hosts that know no redirects
    assert all("http-equiv" in made.files[name].decode() for name in pages - netlify)
