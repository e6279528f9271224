"""Names and files that a writer's computer makes, or an attacker: read, or left out with a word, never a crash."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from broken_sites import CONSENT, Bad
from sites import Output, build, run

Broken = Callable[[Bad], str]
QUOTE = f"---\n{CONSENT}\nauthor: Zelmira\n---\nWords.\n"
FOLDER = "content/testimonials"


@pytest.fixture
def copy(good: Path, tmp_path: Path) -> Path:
    """The good site, built, to be changed."""
    return Path(shutil.copytree(good, tmp_path / "site"))


def quotes(made: Output) -> set[str]:
    """The addresses of all testimonials but the good site's own."""
    found = {page for page in made.pages if page.startswith("/testimonials/")} - {
        "/testimonials/",
        "/testimonials/ana/",
    }
    return {page for page in found if "/page/" not in page}


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("my new quote (1).md", "my-new-quote-1"),
        ("José & Söhne.md", "jose-sohne"),
        (unicodedata.normalize("NFD", "josé.md"), "jose"),
        ("UPPER.MD", "upper"),
        ("a.b.c.md", "a-b-c"),
        ("-dash.md", "dash"),
        ("con.md", "con"),
        ("'quoted'.md", None),
        ("a" * 200 + ".md", "a" * 80),
    ],
)
def test_a_name_becomes_an_address_or_is_refused(copy: Path, name: str, address: str | None) -> None:
    (copy / FOLDER / name).write_text(QUOTE)
    if address is None:
        assert run("build", cwd=copy).codes == ["GW219"]
    else:
        assert quotes(build(copy)) == {f"/testimonials/{address}/"}


@pytest.mark.parametrize("name", ["😀.md", "日本.md", "Иван.md", "%2e%2e.md"])
def test_a_name_without_latin_letters_gets_an_address_of_its_own(copy: Path, name: str) -> None:
    (copy / FOLDER / name).write_text(QUOTE)
    (page,) = quotes(build(copy))
    assert page.isascii() and ".." not in page and "%" not in page


@pytest.mark.parametrize("name", [".hidden.md", "draft.md~", "_note.md", "README.md", ".#lock.md"])
def test_files_of_editors_and_notes_are_not_read(copy: Path, name: str) -> None:
    (copy / FOLDER / name).write_text("---\nautor: nobody\n---\n")
    made = build(copy)
    assert quotes(made) == set()
    assert made.result.codes == []


NAMES = [
    Bad(
        "too long",
        "",
        f"{FOLDER}/{'a' * 252}.md:1:1",
        "GW211",
        ("at most 200",),
        prepare=lambda s: (s / FOLDER / f"{'a' * 252}.md").write_text(QUOTE),
    ),
    Bad(
        "another capital",
        "",
        f"{FOLDER}/ana.md:1:1",
        "GW124",
        ("large and small letters", "Rename one"),
        prepare=lambda s: (s / FOLDER / "Ana.md").write_text(QUOTE),
    ),
    Bad(
        "two spellings of é",
        "",
        f"{FOLDER}/josé.md:1:1",
        "GW124",
        ("spelling of accents", "Rename one"),
        prepare=lambda s: [
            (s / FOLDER / unicodedata.normalize(form, "josé.md")).write_text(QUOTE) for form in ("NFC", "NFD")
        ],
    ),
    Bad(
        "line end",
        "",
        f"{FOLDER}/a\\u000ab.md:1:1",
        "GW219",
        ("invisible character",),
        prepare=lambda s: (s / FOLDER / "a\nb.md").write_text(QUOTE),
    ),
    Bad(
        "not UTF-8",
        "",
        f"{FOLDER}/x\\udcff.md:1:1",
        "GW219",
        ("invisible character",),
        prepare=lambda s: Path(os.fsdecode(os.fsencode(s / FOLDER) + b"/x\xff.md")).write_text(QUOTE),
    ),
    Bad(
        "turned direction",
        "",
        f"{FOLDER}/a\\u202eb.md:1:1",
        "GW219",
        ("invisible character",),
        prepare=lambda s: (s / FOLDER / "a\u202eb.md").write_text(QUOTE),
    ),
    Bad(
        "pipe",
        "",
        f"{FOLDER}/pipe.md:1:1",
        "GW122",
        ("no regular file",),
        0,
        lambda s: os.mkfifo(s / FOLDER / "pipe.md"),
    ),
    Bad(
        "link to itself",
        "",
        f"{FOLDER}/self.md:1:1",
        "GW122",
        ("leads nowhere",),
        0,
        lambda s: (s / FOLDER / "self.md").symlink_to("self.md"),
    ),
    Bad(
        "link to nothing",
        "",
        f"{FOLDER}/gone.md:1:1",
        "GW122",
        ("leads nowhere",),
        0,
        lambda s: (s / FOLDER / "gone.md").symlink_to("no.md"),
    ),
    Bad(
        "link to outside",
        "",
        f"{FOLDER}/out.md:1:1",
        "GW122",
        ("out of the folder",),
        0,
        lambda s: (s / FOLDER / "out.md").symlink_to("../../site.yaml"),
    ),
    Bad(
        "link to its folder",
        "",
        f"{FOLDER}/loop:1:1",
        "GW122",
        ("a link to a folder",),
        0,
        lambda s: (s / FOLDER / "loop").symlink_to("."),
    ),
    Bad(
        "link to the site",
        "",
        "content/loop:1:1",
        "GW122",
        ("a link to a folder",),
        0,
        lambda s: (s / "content/loop").symlink_to(".."),
    ),
]


@pytest.mark.parametrize("bad", NAMES, ids=str)
def test_what_cannot_be_read_is_told(broken: Broken, bad: Bad) -> None:
    broken(bad)


def test_a_link_within_content_is_read(copy: Path) -> None:
    (copy / FOLDER / "again.md").symlink_to("ana.md")
    assert quotes(build(copy)) == {"/testimonials/again/"}


def test_content_itself_may_be_a_link(copy: Path) -> None:
    before = build(copy).files
    (copy / "content").rename(copy / "elsewhere")
    (copy / "content").symlink_to("elsewhere")
    assert build(copy).files == before


def test_a_picture_that_is_a_pipe_does_not_stop_the_build(copy: Path) -> None:
    os.mkfifo(copy / FOLDER / "face.png")
    text = QUOTE.replace("quote, name", "quote, name, photo").replace("author:", "photo: face.png\nauthor:")
    (copy / FOLDER / "new.md").write_text(text)
    result = run("build", cwd=copy, timeout=30)
    assert result.exit_code == 1
    assert f"{FOLDER}/new.md:3:8: GW514" in result.stderr


def test_empty_files_are_no_crash(copy: Path) -> None:
    for name in ("testimonials.csv", "partners.yaml", "program.yaml"):
        (copy / "content" / name).write_text("")
    assert build(copy).has("/testimonials/ana/")
    for name in ("site.yaml", f"{FOLDER}/empty.md"):
        (copy / name).write_text("")
    result = run("build", cwd=copy)
    assert result.exit_code == 1
    assert "site.yaml:1:1: GW203" in result.stderr
    assert f"{FOLDER}/empty.md:1:1: GW221" in result.stderr


def test_files_that_may_only_be_read_are_read(copy: Path) -> None:
    for path in (copy / "content").rglob("*.md"):
        path.chmod(0o444)
    assert build(copy).has("/testimonials/ana/")


def test_a_table_of_five_megabytes(copy: Path) -> None:
    words = "Ten words that say nothing at all but take room. " * 2
    rows = "".join(f"q{n},Author {n},{words}{n}\n" for n in range(40_000))
    (copy / "content/testimonials.csv").write_text(f"id,author,quote\n{rows}bad,B,x,y\n")
    assert (copy / "content/testimonials.csv").stat().st_size > 4_800_000
    result = run("build", cwd=copy)
    assert (result.exit_code, result.codes) == (1, ["GW115"])
    assert "content/testimonials.csv:40002:" in result.stderr
    (copy / "content/testimonials.csv").write_text(f"id,author,quote\n{rows}")
    made = build(copy)
    assert made.result.stderr.count("no consent") < 100, "a long list of hidden entries is cut"
    assert "40000" in made.result.stderr or "40,000" in made.result.stderr


def test_hundreds_of_tags(copy: Path) -> None:
    tags = ", ".join(f"tag {n}" for n in range(400))
    (copy / FOLDER / "new.md").write_text(QUOTE.replace("author:", f"tags: [{tags}]\nauthor:"))
    made = build(copy)
    assert len([page for page in made.pages if page.startswith("/testimonials/tag/")]) == 400


def test_nothing_is_made_outside_of_the_site(copy: Path, tmp_path: Path) -> None:
    (copy / FOLDER / "..%2f..%2fx.md").write_text(QUOTE)
    (copy / FOLDER / "...md").write_text(QUOTE)
    (copy / "content/awards.yaml").write_text("- {id: ../../../x, name: A, awarder: B, year: 2020}\n")
    result = run("build", cwd=copy)
    assert result.exit_code == 1
    assert {path.name for path in tmp_path.iterdir()} == {"site"}
