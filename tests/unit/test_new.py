"""`goodword new` for entries: a draft of every kind that reads back, names of every sort, nothing written over."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st

from goodword.content import strict_yaml
from goodword.content.models import KINDS
from goodword.referral.codes import ALPHABET, LENGTH
from goodword.scaffolding.advocates import columns
from goodword.scaffolding.fields import scalar
from sites import Result, build, make_site, run

MakeSite = Callable[[str], Path]
MARKDOWN = ("testimonial", "case-study", "award", "partner", "article", "page")
SPANISH = "-- site.yaml --\nname: Tandem\nurl: https://tandem.example\nlanguages: [en, es]\n"


@pytest.fixture
def empty(site: MakeSite) -> Path:
    folder = site("")
    (folder / "content").mkdir(exist_ok=True)
    return folder


def new(site: Path, *arguments: str) -> Result:
    return run("new", *arguments, cwd=site)


def only_file(site: Path) -> Path:
    (found,) = [path for path in (site / "content").rglob("*") if path.is_file()]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_becomes_a_draft_that_builds(empty: Path, kind: str) -> None:
    made = new(empty, kind, "María López & Söhne: #1")
    assert made.exit_code == 0, made.stderr
    path = only_file(empty).relative_to(empty).as_posix()
    assert path in made.stderr
    out = build(empty)
    assert f"{kind} maria-lopez-sohne-1: it is a draft" in out.result.stderr
    assert not out.result.codes
    assert not out.holding("María López"), "a draft is published"
    preview = build(empty, "--drafts")
    assert preview.has("/")


def test_all_kinds_live_beside_each_other(empty: Path) -> None:
    for kind in KINDS:
        assert new(empty, kind, "Maria Lopez").exit_code == 0
    told = build(empty).result.stderr
    assert f"Left out ({len(KINDS)})" in told


@pytest.mark.parametrize("kind", MARKDOWN)
def test_every_field_of_the_model_is_there_and_explained(empty: Path, kind: str) -> None:
    new(empty, kind, "Maria Lopez")
    head = only_file(empty).read_text(encoding="utf-8").split("---\n")[1]
    used = re.sub(r"^#(?=\S|  )", "", head, flags=re.MULTILINE)
    fields = strict_yaml.load(used, "x.md").value
    expected = set(KINDS[kind].__struct_fields__) - {"id", "imported", "body", "quote"}
    assert isinstance(fields, dict)
    assert set(fields) == expected
    lines = head.split("\n")
    for name in expected:
        at = next(n for n, line in enumerate(lines) if re.match(rf"#?{name}:", line))
        assert lines[at - 1].startswith("# "), f"{name} is not explained"


@pytest.mark.parametrize("kind", ["testimonial", "case-study", "partner"])
def test_consent_is_prepared_and_not_granted(empty: Path, kind: str) -> None:
    new(empty, kind, "Maria Lopez")
    text = only_file(empty).read_text(encoding="utf-8")
    assert "\n#consent:\n#  granted:" in text
    published = text.replace("status: draft", "status: published").replace("\n---\n\n", "\n---\n\nHow good it was.\n")
    only_file(empty).write_text(published, encoding="utf-8")
    out = build(empty)
    assert f"{kind} maria-lopez: no consent" in out.result.stderr


def test_a_testimonial_is_published_once_it_has_words_and_consent(empty: Path) -> None:
    new(empty, "testimonial", "Maria Lopez")
    path = only_file(empty)
    text = path.read_text(encoding="utf-8").replace("status: draft\n", "")
    text = text.replace("#consent:\n#  granted:", "consent:\n  granted: 2026-05-01").replace(
        "#  scope: []", "  scope: [quote, name]"
    )
    path.write_text(text + "It simply works.\n", encoding="utf-8")
    page = build(empty).read("/testimonials/maria-lopez/")
    assert "It simply works." in page
    assert "Maria Lopez" in page


def test_required_fields_say_so(empty: Path) -> None:
    new(empty, "partner", "Harbour Street Bicycles")
    text = only_file(empty).read_text(encoding="utf-8")
    assert "# The partner's address, http(s). Required.\nurl: https://harbour-street-bicycles.example\n" in text


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Maria Lopez", "maria-lopez"),
        ("  Maria   Lopez ", "maria-lopez"),
        ("O'Brien", "obrien"),
        ("no", "no"),
        ("2026", "2026"),
        ("- [x]: {y} #z", "x-y-z"),
        ('"quoted" & <b>', "quoted-b"),
        ("C:drive", "c-drive"),
        ("..x", "x"),
        ("Ægir Þórsson", "aegir-thorsson"),
    ],
)
def test_odd_names_become_plain_files_and_read_back(empty: Path, name: str, stem: str) -> None:
    assert new(empty, "testimonial", "--", name).exit_code == 0
    path = only_file(empty)
    assert path.name == f"{stem}.md"
    head = path.read_text(encoding="utf-8").split("---\n")[1]
    assert strict_yaml.load(head, "x.md").value["author"] == name.strip()
    build(empty)


def test_a_name_in_other_letters_gets_a_name_of_its_own(empty: Path) -> None:
    assert new(empty, "testimonial", "森下 愛子").exit_code == 0
    assert re.fullmatch(r"testimonial-[0-9a-f]{10}\.md", only_file(empty).name)
    assert "author: 森下" in only_file(empty).read_text(encoding="utf-8").replace('"', "")
    again = new(empty, "testimonial", "森下 愛子")
    assert again.codes == ["GW882"]


@pytest.mark.parametrize("kind", ["testimonial", "advocate", "program", "site"])
@pytest.mark.parametrize(
    "name", ["", "   ", "../x", "a/b", "a\\b", "..", "!!!", "a\x07b", "a\u202eb", "CON", "readme", "x" * 121]
)
def test_what_is_no_name_is_refused_with_a_reason(empty: Path, kind: str, name: str) -> None:
    before = sorted(empty.parent.rglob("*"))
    refused = new(empty, kind, name)
    assert refused.exit_code == 1
    assert refused.codes == ["GW883"]
    assert sorted(empty.parent.rglob("*")) == before


@hypothesis.given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=40))
def test_any_text_is_written_as_yaml_that_reads_back(text: str) -> None:
    loaded = strict_yaml.load(f"author: {scalar(text)}\n", "x.md").value
    assert loaded == {"author": text}


@pytest.mark.parametrize(
    ("kind", "name"), [("page", "Tag"), ("page", "en"), ("page", "Awards"), ("testimonial", "Rating")]
)
def test_an_address_that_goodword_needs_itself_is_refused_at_once(empty: Path, kind: str, name: str) -> None:
    assert new(empty, kind, name).codes == ["GW883"]
    assert new(empty, "article", name).exit_code == 0


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_written_over(empty: Path, kind: str) -> None:
    new(empty, kind, "Maria Lopez")
    path = only_file(empty)
    before = path.read_bytes()
    again = new(empty, kind, "maria lopez")
    assert again.exit_code == 1
    assert again.codes == ["GW888" if kind == "program" else "GW882"]
    assert path.relative_to(empty).as_posix() in again.stderr
    assert only_file(empty).read_bytes() == before


def test_an_entry_of_that_name_in_a_list_is_told(site: MakeSite) -> None:
    folder = site("-- content/testimonials.csv --\nid,quote,role\nmaria-lopez,Good.,Owner\n")
    refused = new(folder, "testimonial", "Maria Lopez")
    assert refused.codes == ["GW882"]
    assert "content/testimonials.csv:2" in refused.stderr
    assert not (folder / "content" / "testimonials").exists()


def test_a_file_that_differs_in_case_only_is_not_doubled(site: MakeSite) -> None:
    folder = site("-- content/testimonials/Maria-Lopez.md --\n---\nrole: Owner\n---\nGood.\n")
    assert new(folder, "testimonial", "Maria Lopez").codes == ["GW882"]


def test_outside_a_site_nothing_is_written(tmp_path: Path) -> None:
    refused = new(tmp_path, "testimonial", "Maria Lopez")
    assert refused.exit_code == 1
    assert "goodword new site" in refused.stderr
    assert not list(tmp_path.iterdir())


def test_a_broken_entry_elsewhere_does_not_stop_a_new_one(site: MakeSite) -> None:
    folder = site("-- content/testimonials/broken.md --\n---\n[\n---\n")
    assert new(folder, "testimonial", "Maria Lopez").exit_code == 0


def test_a_mistyped_kind_gets_a_suggestion(empty: Path) -> None:
    wrong = new(empty, "testimonal", "Maria")
    assert wrong.exit_code == 2
    assert "Did you mean `testimonial`?" in wrong.stderr


def test_help_shows_examples(empty: Path) -> None:
    assert "goodword new site acme" in new(empty, "--help").stdout
    for kind in KINDS:
        assert f"goodword new {kind} " in new(empty, kind, "--help").stdout


def test_json_names_the_file(empty: Path) -> None:
    made = new(empty, "page", "about", "--format", "json")
    assert made.document["facts"]["written"] == ["content/pages/about.md"]


# Advocates


def rows(site: Path) -> list[str]:
    return (site / "content" / "advocates.csv").read_bytes().decode().splitlines()


def test_the_first_advocate_makes_the_list_with_every_column(empty: Path) -> None:
    new(empty, "advocate", "Maria Lopez")
    header, row = rows(empty)
    assert header.split(",") == columns()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    assert cells["id"] == "maria-lopez"
    assert cells["public_name"] == "Maria Lopez"
    assert re.fullmatch(f"[{ALPHABET}]{{{LENGTH}}}", cells["code"])
    assert cells["status"] == "draft"
    assert not cells["consent.granted"]


def test_a_further_advocate_is_one_more_row_and_no_other_byte(site: MakeSite) -> None:
    folder = site("")
    path = folder / "content" / "advocates.csv"
    path.parent.mkdir(exist_ok=True)
    before = '\ufeffcode;id;public_name;status;company\r\nK7PLMNQR;ana;"Ana; Ruiz";draft;\r\n'.encode()
    path.write_bytes(before)
    assert new(folder, "advocate", "Maria; Lopez").exit_code == 0
    after = path.read_bytes()
    assert after.startswith(before)
    assert re.fullmatch(rb'\w{8};maria-lopez;"Maria; Lopez";draft;\r\n', after[len(before) :])
    build(folder)


def test_columns_that_are_missing_are_added_at_the_end(site: MakeSite) -> None:
    folder = site("-- content/advocates.csv --\nid,public_name,code\nana,Ana,k7plmnqr")
    path = folder / "content" / "advocates.csv"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert new(folder, "advocate", "Maria Lopez").exit_code == 0
    header, first, second = rows(folder)
    assert header == "id,public_name,code,status"
    assert first == "ana,Ana,k7plmnqr,"
    assert re.fullmatch(r"maria-lopez,Maria Lopez,\w{8},draft", second)
    assert "advocate maria-lopez: it is a draft" in build(folder).result.stderr


@pytest.mark.parametrize("broken", ["name\nx\n", "id,public_name,code,status\na,b\n", 'id,code\na,"b\n'])
def test_a_list_that_cannot_be_read_is_left_alone(site: MakeSite, broken: str) -> None:
    folder = site("")
    path = folder / "content" / "advocates.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(broken, encoding="utf-8")
    refused = new(folder, "advocate", "Maria Lopez")
    assert refused.exit_code == 1
    assert "content/advocates.csv" in refused.stderr
    assert path.read_text(encoding="utf-8") == broken


# Languages


@pytest.mark.parametrize("kind", ["case-study", "award", "partner", "article", "page"])
def test_a_version_in_another_language_lies_beside_the_original(site: MakeSite, kind: str) -> None:
    folder = site(SPANISH)
    (folder / "content").mkdir(exist_ok=True)
    without = new(folder, kind, "Maria Lopez", "--language", "es")
    assert without.codes == ["GW885"]
    assert f"goodword new {kind} maria-lopez" in without.stderr
    new(folder, kind, "Maria Lopez")
    original = only_file(folder)
    made = new(folder, kind, "Maria Lopez", "--language", "es")
    assert made.exit_code == 0, made.stderr
    version = original.with_name("maria-lopez.es.md")
    assert "consent:" not in version.read_text(encoding="utf-8")
    assert not build(folder).result.codes
    assert new(folder, kind, "Maria Lopez", "--language", "es").codes == ["GW882"]


def test_a_testimonial_may_be_in_any_language_and_has_one_file(site: MakeSite) -> None:
    folder = site(SPANISH)
    (folder / "content").mkdir(exist_ok=True)
    assert new(folder, "testimonial", "Maria Lopez", "--language", "pt-br").exit_code == 0
    assert "\nlanguage: pt-BR\n" in only_file(folder).read_text(encoding="utf-8").replace('"', "")
    assert not build(folder).result.codes
    refused = new(folder, "testimonial", "Maria Lopez", "--language", "es")
    assert refused.codes == ["GW886"]
    assert "translations" in refused.stderr


@pytest.mark.parametrize("language", ["fr", "spanish!", ""])
def test_a_language_that_the_site_does_not_have_is_refused(site: MakeSite, language: str) -> None:
    folder = site(SPANISH)
    refused = new(folder, "page", "about", "--language", language)
    assert refused.exit_code == 1
    assert refused.codes == ["GW884"]


def test_the_sites_own_language_needs_no_ending(site: MakeSite) -> None:
    folder = make_site(
        site("").parent / "es", "-- site.yaml --\nname: Tandem\nurl: https://tandem.example\nlanguage: es\n"
    )
    (folder / "content").mkdir()
    assert new(folder, "page", "sobre", "--language", "es").exit_code == 0
    assert only_file(folder).name == "sobre.md"
