"""Writing an import: drafts that the strict reader reads back, nothing overwritten, nothing written twice."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from goodword.content.sources import read_sources
from goodword.importing import ImportOptions, plan_import, write_import
from goodword.importing.emit import markdown_file
from goodword.importing.lenient_formats import read_markdown
from goodword.importing.shapes import BODY, CONTROL, Table
from goodword.problems import SiteError

FIXTURES = Path(__file__).parent.parent / "fixtures" / "import"
READABLE = sorted(path for path in FIXTURES.iterdir() if not path.name.startswith(("05", "07", "11")))


def files_in(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    root.mkdir()
    (root / "site.yaml").write_text("name: Test\nurl: https://test.example\n", "utf-8")
    return root


@pytest.mark.parametrize("file", READABLE, ids=lambda path: path.name)
def test_the_strict_reader_reads_back_what_was_written(file: Path, site: Path) -> None:
    plan = plan_import([file], root=site)
    written = write_import(plan, site)
    assert [path.relative_to(site).as_posix() for path in written] == [entry.path for entry in plan.entries]
    sources = read_sources(site)
    assert [str(problem) for problem in sources.problems] == []
    documents = {document.id: document for document in sources.documents}
    for entry in plan.entries:
        assert documents[entry.id].fields == entry.fields
        assert documents[entry.id].body.strip() == entry.body


@pytest.mark.parametrize("file", READABLE, ids=lambda path: path.name)
def test_a_second_import_adds_nothing(file: Path, site: Path) -> None:
    write_import(plan_import([file], root=site), site)
    before = files_in(site)
    again = plan_import([file], root=site)
    assert again.entries == ()
    assert all("already there" in skipped.reason or "list page" in skipped.reason for skipped in again.skipped)
    assert write_import(again, site) == []
    assert files_in(site) == before


def test_an_edited_draft_is_neither_overwritten_nor_imported_again(site: Path) -> None:
    (first, *_) = write_import(plan_import([FIXTURES / "02-posts.yaml"], root=site), site)
    edited = (
        first.read_text("utf-8").replace("status: draft", "status: published").replace("it works", "it really works")
    )
    first.write_text(edited, "utf-8")
    assert plan_import([FIXTURES / "02-posts.yaml"], root=site).entries == ()
    assert first.read_text("utf-8") == edited


def test_names_in_use_get_a_number(site: Path) -> None:
    folder = site / "content" / "testimonials"
    folder.mkdir(parents=True)
    (folder / "Ada-Lund.md").write_text("---\nauthor: Ada Lund\n---\n\nOther words.\n", "utf-8")
    (site / "content" / "testimonials.csv").write_text("id,author,quote\nben-ode,Ben Ode,Other words too\n", "utf-8")
    before = files_in(site)
    plan = plan_import([FIXTURES / "13-pages"], root=site)
    assert [entry.id for entry in plan.entries] == ["clara-voss", "ada-lund-2", "ben-ode-2"]
    write_import(plan, site)
    assert {name: data for name, data in files_in(site).items() if name in before} == before


def test_words_that_stand_there_already_are_found_by_the_words(site: Path) -> None:
    folder = site / "content" / "testimonials"
    folder.mkdir(parents=True)
    (folder / "mine.md").write_text("---\nauthor: Ada Lund\n---\n\nIt *simply* works!\n", "utf-8")
    plan = plan_import([FIXTURES / "13-pages"], root=site)
    assert [entry.id for entry in plan.entries] == ["clara-voss", "ben-ode"]


def test_private_values_are_in_one_csv_by_id_and_nowhere_else(site: Path) -> None:
    file = site / "export of may.csv"
    file.write_text(
        "name,review,email,phone\n"
        "Ana,Good,ana@mill.example,+44 20 7946 0000\n"
        'Bo,Fine,"=HYPERLINK(""http://bo@mill.example"")",\n',
        "utf-8",
    )
    write_import(plan_import([file], root=site), site)
    (private,) = (site / "private" / "imported").iterdir()
    assert private.name == "export-of-may.csv"
    with private.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[0] == {"id": "ana", "email": "ana@mill.example", "phone": "+44 20 7946 0000"}
    assert rows[1]["email"].startswith("'=")
    public = b"".join(path.read_bytes() for path in (site / "content").rglob("*.md"))
    assert b"mill.example" not in public
    assert b"7946" not in public


def test_the_private_folder_can_lie_elsewhere(site: Path, tmp_path: Path) -> None:
    file = site / "a.csv"
    file.write_text("name,review,email\nAna,Good,ana@mill.example\n", "utf-8")
    write_import(plan_import([file], root=site, options=ImportOptions(private=tmp_path / "safe")), site)
    assert (tmp_path / "safe" / "imported" / "a.csv").is_file()
    assert not (site / "private").exists()


def test_a_plan_with_errors_is_never_written(site: Path) -> None:
    plan = plan_import([FIXTURES / "02-posts.yaml", FIXTURES / "05-broken.yml"], root=site)
    before = files_in(site)
    with pytest.raises(SiteError):
        write_import(plan, site)
    assert files_in(site) == before


def test_names_cannot_lead_out_of_the_folder(site: Path) -> None:
    file = site / "a.csv"
    names = ["../../etc/passwd", "CON", "index", "a/b\\c", "..", "💬", "x" * 300]
    file.write_text("name,review\n" + "".join(f"{name},Words {n}\n" for n, name in enumerate(names)), "utf-8")
    written = write_import(plan_import([file], root=site), site)
    assert len(written) == len(names)
    assert {path.parent for path in written} == {site / "content" / "testimonials"}
    assert not {"con.md", "index.md"} & {path.name for path in written}


HOSTILE = [
    *(
        "no",
        "012",
        "1.10",
        "12:30",
        "~",
        "null",
        "- a",
        "a: b",
        "a #b",
        "#a",
        "'a'",
        '"a"',
        "a\\b",
        "{a}",
        "[a]",
        "&a",
        "*a",
    ),
    *(
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a`",
        " a",
        "a ",
        "a:",
        "?",
        "---",
        "...",
        "a\nb",
        "a\n\n b\n",
        "\n",
        "\ta",
        "a\u2028b",
    ),
    *(
        "a\x85b",
        "e\u0301",
        "שלום",
        "😀",
        "=1+1",
        "2024-01-01",
        "1e3",
        "0x1f",
        ".5",
        "<<",
        "a\n---\nb",
        "\u202eabc",
        "\ufeffa",
    ),
]


def test_every_text_is_read_back_as_it_was() -> None:
    fields = {f"k{n}": text for n, text in enumerate(HOSTILE)} | {"imported": {text: text for text in HOSTILE}}
    table, problems = read_markdown(markdown_file(fields, "Words"), "a.md")
    assert problems == []
    assert {key: table[key] for key in fields} == fields
    assert table[BODY] == "Words"


def test_random_texts_are_read_back_strictly(site: Path) -> None:
    numbers = random.Random(7)
    letters = "ab :#-'\"\\\n{}[]&*!|>%@`,?=~0123\u00e9\u05d0\U0001f600"
    folder = site / "content" / "testimonials"
    folder.mkdir(parents=True)
    texts = ["".join(numbers.choice(letters) for _ in range(numbers.randrange(1, 12))) for _ in range(300)]
    for number, text in enumerate(texts):
        fields = {"author": text, "tags": [text], "imported": {"columns": {"a": text}}}
        (folder / f"t{number}.md").write_text(markdown_file(fields, "Words"), "utf-8")
    documents = {document.id: document for document in read_sources(site).documents}
    for number, text in enumerate(texts):
        found = documents[f"t{number}"].fields
        assert (found["author"], found["tags"], found["imported"]["columns"]["a"]) == (text, [text], text)


@pytest.mark.parametrize(
    "file", [path for path in sorted(FIXTURES.rglob("*")) if path.is_file()], ids=lambda path: path.name
)
def test_no_damage_to_a_file_ends_in_an_exception(file: Path, site: Path) -> None:
    numbers = random.Random(file.name)
    whole = file.read_bytes()
    damaged = site / f"damaged{file.suffix}"
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(numbers.randrange(1, 6)):
            at = numbers.randrange(len(data))
            data[at : at + numbers.randrange(0, 9)] = numbers.randbytes(numbers.randrange(0, 4))
        damaged.write_bytes(bytes(data))
        plan = plan_import([damaged], root=site)
        assert all(not CONTROL.search(entry.body) for entry in plan.entries)
        for entry in plan.entries:
            table, problems = read_markdown(markdown_file(entry.fields, entry.body), "a.md")
            assert isinstance(table, Table)
            assert problems == []
