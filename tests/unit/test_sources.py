"""Where entries come from: the layout of content/, names and languages, and what nobody reads."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goodword.content.sources import Sources, read_sources
from goodword.content.validate import to_entry, to_site
from goodword.problems import Problem

SITE = "name: Tandem\nurl: https://tandem.example\n"
WORDS = "---\nauthor: Ana\n---\nIt just works.\n"


def make(root: Path, files: dict[str, str | bytes]) -> Sources:
    for name, text in ({"site.yaml": SITE, "content/pages/about.md": "---\ntitle: A\n---\n"} | files).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_sources(root)


def entries(found: Sources) -> list[tuple[str, str, str | None]]:
    return [(d.kind, d.id, d.language) for d in found.documents if d.path != "content/pages/about.md"]


def said(found: Sources) -> list[str]:
    return [str(problem) for problem in found.problems]


@pytest.mark.parametrize(
    ("name", "text", "kind", "entry_id"),
    [
        ("testimonials/ana.md", WORDS, "testimonial", "ana"),
        ("testimonials/2026/ana.md", WORDS, "testimonial", "ana"),
        ("testimonials/ANA.MD", WORDS, "testimonial", "ANA"),
        ("testimonials/more.csv", "id,quote\nb,Good\n", "testimonial", "b"),
        ("testimonials.csv", "id,quote\nb,Good\n", "testimonial", "b"),
        ("testimonials.json", '[{"id": "b"}]', "testimonial", "b"),
        ("testimonials.jsonl", '{"id": "b"}\n', "testimonial", "b"),
        ("testimonials.yaml", "- id: b\n", "testimonial", "b"),
        ("testimonials.yml", "- id: b\n", "testimonial", "b"),
        ("advocates.csv", "id,code\nb,x\n", "advocate", "b"),
        ("advocates/b.md", "---\ncode: x\n---\n", "advocate", "b"),
        ("awards.yaml", "- id: b\n", "award", "b"),
        ("awards/b.md", "---\nname: x\n---\n", "award", "b"),
        ("partners.yaml", "partners:\n- id: b\n", "partner", "b"),
        ("case-studies/b.md", WORDS, "case-study", "b"),
        ("articles/b.md", WORDS, "article", "b"),
        ("pages/b.md", WORDS, "page", "b"),
        ("program.yaml", "name: Friends\n", "program", "default"),
        ("program.yaml", "id: vip\nname: Friends\n", "program", "vip"),
        ("program.yml", "- id: one\n  name: Friends\n", "program", "one"),
        ("program.yaml", "programs:\n- id: one\n  name: Friends\n", "program", "one"),
    ],
)
def test_every_form_of_every_kind_is_found(tmp_path: Path, name: str, text: str, kind: str, entry_id: str) -> None:
    found = make(tmp_path, {f"content/{name}": text})
    assert said(found) == []
    assert entries(found) == [(kind, entry_id, None)]


@pytest.mark.parametrize(
    ("name", "entry_id", "language"),
    [
        ("ana.md", "ana", None),
        ("ana.es.md", "ana", "es"),
        ("ana.en.md", "ana", None),
        ("ana.pt-br.md", "ana", "pt-BR"),
        ("ana.zh-hant.md", "ana", "zh-Hant"),
        ("ana.ast.md", "ana", "ast"),
        ("mr.lee.md", "mr.lee", None),
        ("acme.inc.md", "acme.inc", None),
        ("v1.2.md", "v1.2", None),
        ("es.md", "es", None),
    ],
)
def test_the_language_in_a_file_name(tmp_path: Path, name: str, entry_id: str, language: str | None) -> None:
    site = SITE + "language: en\nlanguages: [en, es, ast]\n"
    found = make(tmp_path, {"site.yaml": site, f"content/testimonials/{name}": WORDS})
    assert entries(found) == [("testimonial", entry_id, language)]


def test_names_taken_apart_by_the_disk_are_joined_again(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "señora.md")
    found = make(tmp_path, {f"content/testimonials/{apart}": WORDS})
    assert entries(found) == [("testimonial", "señora", None)]
    assert found.documents[-1].path == "content/testimonials/señora.md"


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("ana.md", "Ana.md", "large and small letters"),
        ("señora.md", unicodedata.normalize("NFD", "señora.md"), "the spelling of accents"),
    ],
)
def test_two_names_that_other_computers_take_for_one(tmp_path: Path, one: str, other: str, difference: str) -> None:
    found = make(tmp_path, {f"content/testimonials/{one}": WORDS, f"content/testimonials/{other}": WORDS})
    (problem,) = said(found)
    assert ": GW124: " in problem
    assert difference in problem


def test_read_me_files_pictures_and_hidden_files_are_no_entries(tmp_path: Path) -> None:
    files = ["testimonials/README.md", "testimonials/_template.md", "testimonials/ana.jpg", "testimonials/.draft.md"]
    files += ["README.md", "images/a.png", "case-studies/figures.csv", "case-studies/photos/b.webp", "logo.png"]
    found = make(tmp_path, {f"content/{name}": "x" for name in files})
    assert (entries(found), said(found)) == ([], [])


def test_private_is_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODWORD_PRIVATE", str(tmp_path / "content" / "testimonials" / "secret"))
    files = {"private/advocates.csv": "\x00", "content/testimonials/secret/ana.md": WORDS}
    assert entries(make(tmp_path, dict(files))) == []


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("testimonal/ana.md", "content/testimonal:1:1: GW121: Nothing reads `content/testimonal/`. Did you mean"),
        ("casestudies/a.md", "content/casestudies:1:1: GW121: Nothing reads `content/casestudies/`. Did you mean"),
        ("case_studies/a.md", "content/case_studies:1:1: GW121: "),
        ("Testimonials/a.md", "content/Testimonials:1:1: GW121: "),
        ("testimonial/a.png", "content/testimonial:1:1: GW121: "),
        ("advocate.csv", "content/advocate.csv:1:1: GW121: Nothing reads `content/advocate.csv`. Did you mean"),
        ("programme.yaml", "content/programme.yaml:1:1: GW121: "),
        ("notes.md", "content/notes.md:1:1: GW122: "),
        ("ideas/later.md", "content/ideas/later.md:1:1: GW122: "),
        ("testimonials/ana.markdown", "content/testimonials/ana.markdown:1:1: GW122: "),
        ("testimonials/list.xlsx", "content/testimonials/list.xlsx:1:1: GW122: "),
        ("testimonials.xlsx", "content/testimonials.xlsx:1:1: GW123: Testimonials are not read from `.xlsx` files."),
        ("awards.csv", "content/awards.csv:1:1: GW123: Awards are not read from `.csv` files."),
        ("case-studies.yaml", "content/case-studies.yaml:1:1: GW123: Case studies are not read from `.yaml` files."),
        ("articles/a.yaml", "content/articles/a.yaml:1:1: GW123: "),
        ("program.md", "content/program.md:1:1: GW123: "),
    ],
)
def test_what_nobody_would_read_is_told(tmp_path: Path, name: str, wanted: str) -> None:
    (problem,) = said(make(tmp_path, {f"content/{name}": "x"}))
    assert problem.startswith(wanted)


def test_a_mistyped_folder_is_told_once(tmp_path: Path) -> None:
    found = make(tmp_path, {f"content/testimonal/{n}.md": WORDS for n in range(5)})
    assert len(found.problems) == 1


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "goodword new site"),
        (["site.yml"], "Rename site.yml to site.yaml."),
        (["hugo.toml"], "Goodword does not read hugo.toml"),
        (["_config.yml"], "Goodword does not read _config.yml"),
    ],
)
def test_a_folder_without_site_yaml(tmp_path: Path, files: list[str], words: str) -> None:
    (tmp_path / "content").mkdir()
    for name in files:
        (tmp_path / name).write_text(SITE)
    found = read_sources(tmp_path)
    assert found.site is None
    (problem,) = said(found)
    assert problem.startswith("site.yaml:1:1: GW120: ")
    assert words in problem


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    found = read_sources(tmp_path / "nowhere")
    assert said(found)[-1].startswith("site.yaml:1:1: GW120: The site's folder does not exist.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("- a\n", "site.yaml:1:1: GW112: site.yaml must be lines of `field: value`, but is a list."),
        ("name: A: B\n", "site.yaml:1:8: GW104: "),
        ("a: b\na: c\n", "site.yaml:2:1: GW105: "),
    ],
)
def test_a_broken_site_yaml_does_not_hide_the_rest(tmp_path: Path, text: str, wanted: str) -> None:
    found = make(tmp_path, {"site.yaml": text, "content/testimonials/ana.md": WORDS})
    assert found.site is None
    assert said(found)[0].startswith(wanted)
    assert entries(found) == [("testimonial", "ana", None)]


def test_all_broken_files_are_told_and_the_others_read(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/testimonials/a.md": "---\nauthor: Ana\n",
        "content/testimonials/b.md": b"\xff\xfa",
        "content/testimonials/c.md": WORDS,
        "content/advocates.csv": 'id,code\na,"b\n',
        "content/awards.yaml": "- id: x\n   name: y\n",
    }
    found = make(tmp_path, files)
    assert [line.split(" ")[0] + line.split(" ")[1] for line in said(found)] == [
        "content/advocates.csv:2:1:GW115:",
        "content/awards.yaml:2:8:GW104:",
        "content/testimonials/a.md:1:1:GW113:",
        "content/testimonials/b.md:1:1:GW102:",
    ]
    assert entries(found) == [("testimonial", "c", None)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_files_of_spreadsheets_and_old_editors(tmp_path: Path, encoding: str) -> None:
    text = "---\r\nauthor: Señora Núñez\r\n---\r\nBueno.\r\n".encode(encoding)
    (document,) = [d for d in make(tmp_path, {"content/testimonials/ana.md": text}).documents if d.id == "ana"]
    assert (document.fields, document.body) == ({"author": "Señora Núñez"}, "Bueno.\n")
    assert str(document.place("author")) == "content/testimonials/ana.md:2:9"


def test_the_order_of_documents_is_that_of_the_paths(tmp_path: Path) -> None:
    names = ["b", "a", "C", "10", "2"]
    found = make(tmp_path, {f"content/testimonials/{name}.md": WORDS for name in names})
    assert [document.id for document in found.documents] == ["about", "10", "2", "C", "a", "b"]


NAMES = st.sampled_from(["testimonials/a.md", "awards.yaml", "advocates.csv", "testimonials.json", "program.yaml"])
MARKS = ("---\n", ": ", "- ", "[", "{", "}", "]", '"', "'", "\n", "  ", "\t", ",", "&a ", "*a", "!!x ", "|", "? ", "%")
WORDS_AND_VALUES = (
    "id",
    "author",
    "consent",
    "granted",
    "tags",
    "extra",
    "no",
    "null",
    "2026-02-30",
    "1e999",
    "NaN",
    "<<",
)
ODD = ("é", "\u202e", "\U0001f600", "\\ud800", "\x00", "\x85", "\u2028", "# x\n", "@")
SCRAPS = st.lists(st.sampled_from([*MARKS, *WORDS_AND_VALUES, *ODD]), max_size=40).map(
    lambda parts: "".join(parts).encode()
)


@given(name=NAMES, data=st.one_of(st.binary(max_size=200), SCRAPS))
@example("testimonials/a.md", b"---\n" + b"{a: " * 5000)
@example("testimonials.json", b'[{"id": "\\ud800", "quote": "\\udfff", "role": "x"}]')
@example("testimonials.json", b'[{"id": "a", "quote": "' + b"x" * 300_000 + b'", "role": "x"}]')
@example("advocates.csv", b'id,code\n"a\n' + b"x" * 2_000_000)
def test_no_bytes_whatever_end_in_anything_but_problems(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes
) -> None:
    root = tmp_path_factory.mktemp("site")
    found = make(root, {f"content/{name}": data})
    for document in found.documents:
        entry, problems = to_entry(document)
        assert (entry is None) == bool(problems)
        lines = data.count(b"\n") + data.count(b"\r") + 1
        for problem in [*found.problems, *problems]:
            assert isinstance(problem, Problem)
            assert problem.place is not None
            assert problem.place.line <= lines or problem.place.path != f"content/{name}"
            assert str(problem).isprintable()


@given(data=st.one_of(st.binary(max_size=200), SCRAPS))
def test_no_site_yaml_whatever_ends_in_anything_but_problems(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    found = make(tmp_path_factory.mktemp("site"), {"site.yaml": data})
    if found.site is None:
        assert found.problems
    else:
        site, problems = to_site(found.site)
        assert (site is None) == bool(problems)


def test_a_folder_that_cannot_be_looked_into_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else its pages would go without a word. Root may look into any folder, so the system's answer is given here."""
    folder = tmp_path / "content" / "testimonials"
    folder.mkdir(parents=True)
    (tmp_path / "site.yaml").write_text("name: Tandem\nurl: https://tandem.example\n")
    scandir = os.scandir

    def refused(path: str) -> object:
        if str(path).rstrip("/") == str(folder):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert [(problem.code, str(problem.place)) for problem in read_sources(tmp_path).problems] == [
        ("GW101", "content/testimonials:1:1")
    ]
