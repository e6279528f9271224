"""Lists and files that cannot be read as they are: CSV, JSON, encodings, endings, names of folders."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from broken_sites import CONSENT, Bad, quote
from sites import build, make_site, run

Broken = Callable[[Bad], str]
NEW = "content/testimonials/new.md"
PEOPLE = "content/advocates.csv"
HEADER = f"-- {PEOPLE} --\nid,public_name,code"
JSON, JSONL = "content/testimonials.json", "content/testimonials.jsonl"
LINE = '{"id": "x", "author": "A", "quote": "q"}'


def put(path: str, data: bytes) -> Callable[[Path], object]:
    """Writes `data` into a file of the site."""
    return lambda site: (site / path).write_bytes(data)


CSV = [
    Bad(
        "too many cells",
        f"{HEADER}\nana,Ana,k7wq2mzp,x\n",
        f"{PEOPLE}:2:18",
        "GW115",
        ("4 cells", "has 3", "in double quotes"),
    ),
    Bad("too few cells", f"{HEADER}\nana,Ana\n", f"{PEOPLE}:2:1", "GW115", ("2 cells", "has 3")),
    Bad(
        "quote not closed", f'{HEADER}\nana,"Ana,k7wq2mzp\nbo,Bo,h4t9xbnc\n', f"{PEOPLE}:2:1", "GW115", ("not closed",)
    ),
    Bad("quote in a cell", f'{HEADER}\nana,"Ana" B,k7wq2mzp\n', f"{PEOPLE}:2:1", "GW115", ("whole cell in quotes",)),
    Bad(
        "column twice", f"{HEADER},code\nana,Ana,k7wq2mzp,k7wq2mzp\n", f"{PEOPLE}:1:21", "GW116", ("`code`", "Keep one")
    ),
    Bad("no id", f"-- {PEOPLE} --\npublic_name,code\nAna,k7wq2mzp\n", f"{PEOPLE}:1:1", "GW116", ("`id`",)),
    Bad("row without id", f"{HEADER}\n,Ana,k7wq2mzp\n", f"{PEOPLE}:2:1", "GW203", ("`id`", "short name")),
    Bad(
        "column without name",
        f"{HEADER},\nana,Ana,k7wq2mzp,x\n",
        f"{PEOPLE}:1:21",
        "GW116",
        ("Column 4", "delete the column"),
    ),
    Bad(
        "column of a column",
        f"{HEADER},consent,consent.granted\nana,Ana,k7wq2mzp,x,y\n",
        f"{PEOPLE}:1:29",
        "GW116",
        ("Delete the column `consent`",),
    ),
    Bad("unknown column", f"{HEADER},compnay\nana,Ana,k7wq2mzp,X\n", f"{PEOPLE}:1:21", "GW201", ("`company`?",)),
    Bad(
        "date in a cell",
        f"{HEADER},consent.granted\nana,Ana,k7wq2mzp,yesterday\n",
        f"{PEOPLE}:2:18",
        "GW206",
        ("`yesterday`",),
    ),
    Bad(
        "list in a cell",
        f"{HEADER},consent.granted,consent.scope\nana,Ana,k7wq2mzp,2026-01-01,page name\n",
        f"{PEOPLE}:2:29",
        "GW208",
        ("`page name`",),
    ),
]
LISTS = [
    Bad(
        "comma too many",
        f'-- {JSON} --\n[{{"id": "x",}}]\n',
        f"{JSON}:1:13",
        "GW117",
        ("not valid JSON", "missing comma"),
    ),
    Bad("object", f"-- {JSON} --\n{LINE}\n", f"{JSON}:1:1", "GW118", ("a list of entries", '`[{"id": ...}, ...]`')),
    Bad(
        "key twice",
        f'-- {JSON} --\n[{{"id": "x", "author": "A", "author": "B"}}]\n',
        f"{JSON}:1:29",
        "GW105",
        ("`author`",),
    ),
    Bad(
        "type",
        f'-- {JSON} --\n[\n {{"id": "x",\n  "author": "A", "quote": "q", "rating": "five"}}\n]\n',
        f"{JSON}:3:42",
        "GW205",
        ("`five`",),
    ),
    Bad("NaN", f'-- {JSON} --\n[{{"id": "x", "rating": NaN}}]\n', f"{JSON}:1:24", "GW117", ("`NaN`",)),
    Bad("nothing", f"-- {JSON} --\n", f"{JSON}:1:1", "GW117", ("`[]` for none",)),
    Bad("too deep", f"-- {JSON} --\n{'[' * 100_000}\n", f"{JSON}:1:1", "GW111", ("60 levels",)),
    Bad(
        "half a character",
        f'-- {JSON} --\n[{{"id": "x", "author": "A\\ud800", "quote": "q"}}]\n',
        f"{JSON}:1:24",
        "GW217",
        ("U+D800",),
    ),
    Bad("line", f'-- {JSONL} --\n{LINE}\n{{"id": "y", "author":\n', f"{JSONL}:2:22", "GW117", ("not valid JSON",)),
    Bad("line of a list", f'-- {JSONL} --\n["x"]\n', f"{JSONL}:1:1", "GW119", ("`- id: ...`",)),
    Bad(
        "entry of one word",
        "-- content/awards.yaml --\n- cup\n",
        "content/awards.yaml:1:3",
        "GW119",
        ("the text `cup`",),
    ),
    Bad("entry without id", "-- content/awards.yaml --\n- {name: a}\n", "content/awards.yaml:1:3", "GW203", ("`id`",)),
    Bad(
        "fields for a list",
        "-- content/awards.yaml --\nname: x\nawarder: y\n",
        "content/awards.yaml:1:1",
        "GW118",
        ("`- id: ...`",),
    ),
    Bad(
        "awards in JSON",
        "-- content/awards.json --\n[]\n",
        "content/awards.json:1:1",
        "GW123",
        ("`content/awards.yaml`", "goodword import"),
    ),
    Bad(
        "case studies in a list",
        "-- content/case-studies.yaml --\n- {id: a}\n",
        "content/case-studies.yaml:1:1",
        "GW123",
        ("`content/case-studies/`",),
    ),
    Bad(
        "spreadsheet",
        "-- content/testimonials.xlsx --\nPK\n",
        "content/testimonials.xlsx:1:1",
        "GW123",
        ("`content/testimonials.csv`",),
    ),
]
NAMES = [
    Bad(
        "folder",
        "-- content/testimonal/a.md --\nx\n",
        "content/testimonal:1:1",
        "GW121",
        ("Did you mean `content/testimonials/`?",),
    ),
    Bad("file", "-- content/advocate.csv --\nid\n", "content/advocate.csv:1:1", "GW121", ("`content/advocates.csv`?",)),
    Bad(
        "program",
        "-- content/programme.yaml --\nname: P\n",
        "content/programme.yaml:1:1",
        "GW121",
        ("`content/program.yaml`?",),
    ),
    Bad(
        "program in CSV",
        "-- content/program.csv --\nname\n",
        "content/program.csv:1:1",
        "GW123",
        ("`content/program.yaml`",),
    ),
    Bad("stray", "-- content/ana.md --\nx\n", "content/ana.md:1:1", "GW122", ("`testimonials/`",), exit_code=0),
    Bad(
        "other ending",
        "-- content/testimonials/a.markdown --\nx\n",
        "content/testimonials/a.markdown:1:1",
        "GW122",
        ("`.md`",),
        exit_code=0,
    ),
    Bad(
        "file for a folder",
        "",
        "content/testimonials:1:1",
        "GW123",
        ("without an ending",),
        prepare=lambda site: _file_for_folder(site / "content/testimonials"),
    ),
    Bad(
        "content is a file",
        "",
        "content:1:1",
        "GW101",
        ("a file and should be a folder",),
        prepare=lambda site: _file_for_folder(site / "content"),
    ),
]
ENCODINGS = [
    Bad(
        "Latin-1",
        "",
        f"{NEW}:2:1",
        "GW102",
        ("not UTF-8", "Save it as UTF-8"),
        prepare=put(NEW, "---\nauthor: José\n---\nx\n".encode("latin-1")),
    ),
    Bad("half UTF-16", "", f"{NEW}:1:1", "GW102", ("Save it as UTF-8",), prepare=put(NEW, b"\xff\xfe-\x00-")),
    Bad("NUL", "", f"{NEW}:4:1", "GW102", ("NUL",), prepare=put(NEW, b"---\nauthor: A\n---\nx\0y\n")),
    Bad("anything", "", f"{NEW}:2:1", "GW102", ("Save it as UTF-8",), prepare=put(NEW, bytes(range(256)))),
    Bad(
        "site.yaml",
        "",
        "site.yaml:1:1",
        "GW102",
        ("Save it as UTF-8",),
        prepare=put("site.yaml", "name: José\n".encode("latin-1")),
    ),
]


def _file_for_folder(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("x")


@pytest.mark.parametrize("bad", CSV, ids=str)
def test_csv(broken: Broken, bad: Bad) -> None:
    assert "does not exist" not in broken(bad), "a row that cannot be read makes nobody else's reference wrong"


@pytest.mark.parametrize("bad", LISTS, ids=str)
def test_lists(broken: Broken, bad: Bad) -> None:
    broken(bad)


@pytest.mark.parametrize("bad", NAMES, ids=str)
def test_names_in_content(broken: Broken, bad: Bad) -> None:
    broken(bad)


@pytest.mark.parametrize("bad", ENCODINGS, ids=str)
def test_encodings(broken: Broken, bad: Bad) -> None:
    broken(bad)


@pytest.mark.parametrize("mark", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheets_write_is_read(tmp_path: Path, mark: str, encoding: str) -> None:
    site = make_site(tmp_path / "site", quote("author: A"))
    rows = (
        ["id", "author", "quote", "consent.granted", "consent.scope"],
        ["x", "José, the baker", "Good.", "2026-01-01", "quote|name"],
    )
    text = "".join(mark.join(row) + "\r\n" for row in rows)
    (site / "content/testimonials.csv").write_bytes(text.encode(encoding))
    assert "José, the baker" in build(site).read("/testimonials/x/")


def test_a_markdown_file_with_other_line_ends_and_a_mark_is_read(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", quote("author: A"))
    text = f"---\n{CONSENT}\nauthor: José\n---\nOne line.\n"
    (site / NEW).write_bytes(("\ufeff" + text).replace("\n", "\r\n").encode())
    (site / "content/testimonials/two.md").write_bytes(text.replace("\n", "\r").encode("utf-16"))
    made = build(site)
    assert "José" in made.read("/testimonials/new/")
    assert "José" in made.read("/testimonials/two/")


@pytest.mark.parametrize(
    ("there", "hint"),
    [
        (None, "goodword new site"),
        ("site.yml", "Rename site.yml to site.yaml"),
        ("_config.yml", "does not read _config.yml"),
    ],
)
def test_a_folder_that_is_no_site(tmp_path: Path, there: str | None, hint: str) -> None:
    if there:
        (tmp_path / there).write_text("name: T\n")
    result = run("build", cwd=tmp_path)
    assert (result.exit_code, result.codes) == (1, ["GW120"])
    assert hint in result.stderr
    assert not (tmp_path / "output").exists()
