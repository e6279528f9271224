"""Files that content names are found as a writer means them, and never outside content/."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from goodword.content.assets import Assets, split_target
from goodword.problems import Place, SiteError

DOCUMENT = "content/testimonials/ana.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in (
        "site.yaml",
        "secret.jpg",
        "content/logo.png",
        "content/testimonials/ana.jpg",
        "content/photos/Ben.jpg",
        "content/files/Price List.pdf",
        "content/files/page.html",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path


@pytest.mark.parametrize(
    ("named", "document", "found"),
    [
        ("ana.jpg", DOCUMENT, "content/testimonials/ana.jpg"),
        ("./ana.jpg", DOCUMENT, "content/testimonials/ana.jpg"),
        ("../photos/Ben.jpg", DOCUMENT, "content/photos/Ben.jpg"),
        ("photos/Ben.jpg", DOCUMENT, "content/photos/Ben.jpg"),
        ("logo.png", "site.yaml", "content/logo.png"),
        ("content/logo.png", "site.yaml", "content/logo.png"),
        ("photos/Ben.jpg", "content/advocates.csv", "content/photos/Ben.jpg"),
    ],
)
def test_a_name_is_meant_from_its_file_or_from_content(site: Path, named: str, document: str, found: str) -> None:
    assert Assets(site).find_picture(named, document) == site / found


@pytest.mark.parametrize(
    ("named", "code", "said"),
    [
        ("../../secret.jpg", "GW512", "content/"),
        ("/etc/passwd.jpg", "GW512", "content/"),
        ("C:\\photos\\a.jpg", "GW512", "content/"),
        ("..\\..\\secret.jpg", "GW512", "content/"),
        ("a\0.jpg", "GW512", "content/"),
        (" .jpg", "GW510", "exist"),
        ("photos/ben.jpg", "GW511", "Ben.jpg"),
        ("Photos/Ben.jpg", "GW511", "photos/Ben.jpg"),
        ("photos/Bem.jpg", "GW510", "Did you mean `photos/Ben.jpg`?"),
        ("nowhere/at/all.jpg", "GW510", "There is no file"),
        ("logo.svgz", "GW513", ".svg,"),
        ("logo.gif", "GW513", ".webp"),
        ("logo", "GW513", ".webp"),
        ("link.jpg", "GW512", "content/"),
        ("lost.jpg", "GW514", "leads nowhere"),
        ("loop.jpg", "GW514", "leads nowhere"),
        ("folder.jpg", "GW514", "folder"),
    ],
)
def test_what_cannot_be_used_is_told_where_it_was_named(site: Path, named: str, code: str, said: str) -> None:
    content = site / "content"
    (content / "link.jpg").symlink_to(site / "secret.jpg")
    (content / "lost.jpg").symlink_to(content / "gone.jpg")
    (content / "loop.jpg").symlink_to(content / "loop.jpg")
    (content / "folder.jpg").mkdir()
    with pytest.raises(SiteError) as caught:
        Assets(site).find_picture(named, DOCUMENT, Place(DOCUMENT, 4, 8))
    [problem] = caught.value.problems
    assert problem.code == code
    assert problem.place == Place(DOCUMENT, 4, 8)
    if code != "GW510" or "mean" in said:
        assert said in f"{problem.message} {problem.hint}"


def test_a_name_is_found_however_its_accents_are_stored(site: Path) -> None:
    name = unicodedata.normalize("NFD", "josé.jpg")
    (site / "content" / name).write_bytes(b"x")
    assert Assets(site).find("jos\u00e9.jpg", DOCUMENT).name == name


def test_a_download_keeps_a_readable_name_and_changes_its_address_with_its_content(site: Path) -> None:
    path = site / "content" / "files" / "Price List.pdf"
    first = Assets(site).find_file("files/Price List.pdf", DOCUMENT)
    path.write_bytes(b"new prices")
    second = Assets(site).find_file("files/Price List.pdf", DOCUMENT)
    for file in (first, second):
        folder, mark, name = file.url_name.split("/")
        assert (folder, len(mark), name) == ("files", 16, "price-list.pdf")
    assert first.url_name != second.url_name
    assert (second.path, second.size, second.mime) == (path, 10, "application/pdf")


@pytest.mark.parametrize(
    "place",
    [
        b"....\xa9xyz\x00\x12\x15\xc7+27.5916+086.5640/....",
        b"keyscom.apple.quicktime.location.ISO6709....data+27.5916+086.5640+8850/",
    ],
)
def test_a_recording_that_tells_where_it_was_made_is_not_published(site: Path, place: bytes) -> None:
    path = site / "content" / "talk.mp4"
    for before in (0, 999_990, 1_000_000, 2_345_678):
        path.write_bytes(b"\xa9xyz" + b"\0" * before + place)
        with pytest.raises(SiteError) as caught:
            Assets(site).find_file("talk.mp4", DOCUMENT, Place(DOCUMENT, 4, 8))
        [problem] = caught.value.problems
        assert (problem.code, problem.place) == ("GW517", Place(DOCUMENT, 4, 8))
    path.write_bytes(b"\xa9xyz" + b"\0" * 2_345_678)
    assert Assets(site).find_file("talk.mp4", DOCUMENT).mime == "video/mp4"


def test_pages_and_scripts_are_no_downloads(site: Path) -> None:
    with pytest.raises(SiteError) as caught:
        Assets(site).find_file("files/page.html", DOCUMENT)
    assert caught.value.problems[0].code == "GW513"


def test_a_target_is_split_into_path_and_rest() -> None:
    assert split_target("../a%20b.md?x=1#part") == ("../a b.md", "?x=1#part")
    assert split_target("a.md") == ("a.md", "")
