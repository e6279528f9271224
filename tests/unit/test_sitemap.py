"""sitemap.xml and robots.txt."""

from xml.etree import ElementTree

from goodword.outputs.sitemap import Listed, robots_txt, sitemaps

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FOLDER = "https://acme.example/proof/"


def _pages(count: int) -> list[Listed]:
    return [Listed(f"{FOLDER}{number:03}/", "2026-05") for number in range(count)]


def test_one_file_sorted_with_the_dates_of_entries() -> None:
    files = sitemaps([Listed(f"{FOLDER}b/?a=1&b=2"), Listed(f"{FOLDER}a/", "2026-05-01")], FOLDER)
    assert list(files) == ["sitemap.xml"]
    root = ElementTree.fromstring(files["sitemap.xml"])
    assert root.tag == f"{NS}urlset"
    rows = [(url.findtext(f"{NS}loc"), url.findtext(f"{NS}lastmod")) for url in root]
    assert rows == [(f"{FOLDER}a/", "2026-05-01"), (f"{FOLDER}b/?a=1&b=2", None)]


def test_no_page_at_all_is_an_empty_set() -> None:
    assert len(ElementTree.fromstring(sitemaps([], FOLDER)["sitemap.xml"])) == 0


def test_an_index_as_soon_as_there_are_too_many() -> None:
    assert list(sitemaps(_pages(3), FOLDER, most_addresses=3)) == ["sitemap.xml"]
    files = sitemaps(_pages(7), FOLDER, most_addresses=3)
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    index = ElementTree.fromstring(files["sitemap.xml"])
    assert index.tag == f"{NS}sitemapindex"
    assert [part.findtext(f"{NS}loc") for part in index] == [f"{FOLDER}sitemap-{n}.xml" for n in (1, 2, 3)]
    parts = [ElementTree.fromstring(files[f"sitemap-{n}.xml"]) for n in (1, 2, 3)]
    assert [len(part) for part in parts] == [3, 3, 1]
    assert [url.findtext(f"{NS}loc") for part in parts for url in part] == [page.url for page in _pages(7)]


def test_the_limits_are_those_of_the_protocol() -> None:
    files = sitemaps((Listed(f"{FOLDER}{number}/") for number in range(50_001)), FOLDER)
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]


def test_no_part_is_larger_than_allowed() -> None:
    files = sitemaps(_pages(100), FOLDER, most_bytes=1_000)
    assert all(len(data) <= 1_000 for name, data in files.items() if name != "sitemap.xml")
    assert len(files) > 2


def test_robots_may_read_everything_so_that_they_see_noindex() -> None:
    assert robots_txt(f"{FOLDER}sitemap.xml").decode() == (
        "User-agent: *\nDisallow:\n\nSitemap: https://acme.example/proof/sitemap.xml\n"
    )


def test_a_demo_lists_nothing_and_forbids_nothing() -> None:
    assert robots_txt(f"{FOLDER}sitemap.xml", indexed=False).decode() == "User-agent: *\nDisallow:\n"
