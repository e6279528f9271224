"""`goodword check` as a command: what it touches, how it ends, what it prints; and what git may hold."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from goodword.check.disclosures import runs
from goodword.check.markup import plain, tokens
from goodword.check.passages import holds, passages
from goodword.check.subject import File
from goodword.text import words
from sites import make_site, run

GOOD = """
    -- site.yaml --
    name: Tandem Tools
    url: https://tandem.example
    policies: {reviews: {checked_by: a call, chosen_by: us, negative: Shown., contact: a@tandem.example}}
    -- content/testimonials/ana.md --
    ---
    author: Ana Ruiz
    date: 2026-05-01
    relationship: customer
    incentive: none
    consent: {granted: 2026-05-01, method: email, scope: [quote, name]}
    ---
    It just works.
    """
WARNED = GOOD.replace("date: 2026-05-01", "date: 2019-05-01")


def test_a_good_site_has_nothing_to_tell(tmp_path: Path) -> None:
    result = run("check", "--strict", cwd=make_site(tmp_path, GOOD))
    assert (result.exit_code, result.codes, result.stdout) == (0, [], "")
    assert "Checked " in result.stderr


def test_a_check_writes_no_output(tmp_path: Path) -> None:
    root = make_site(tmp_path, GOOD + "-- output/mine.txt --\n")
    run("check", cwd=root)
    assert [path.name for path in (root / "output").iterdir()] == ["mine.txt"]
    assert {path.name for path in root.iterdir()} <= {"site.yaml", "content", "output", ".goodword"}


def test_warnings_count_only_when_asked(tmp_path: Path) -> None:
    root = make_site(tmp_path, WARNED)
    assert run("check", cwd=root).exit_code == 0
    strict = run("check", "--strict", cwd=root)
    assert (strict.exit_code, strict.codes) == (1, ["GW973"])


def test_programs_get_problems_and_numbers(tmp_path: Path) -> None:
    document = run("check", "--format", "json", cwd=make_site(tmp_path, WARNED)).document
    assert [problem["code"] for problem in document["problems"]] == ["GW973"]
    assert "testimonials" in str(document)


def test_annotations_name_the_file(tmp_path: Path) -> None:
    result = run("check", "--format", "github", cwd=make_site(tmp_path, WARNED))
    assert result.stdout.startswith("::warning file=content/testimonials/ana.md,line=3")


def test_private_files_are_never_opened(tmp_path: Path) -> None:
    root = make_site(tmp_path, GOOD + "-- private/advocates.csv --\n")
    (root / "private" / "advocates.csv").write_bytes(b"\xff\xfe\x00broken")
    before = run("check", cwd=root)
    assert (before.exit_code, before.codes) == (0, [])


def git(root: Path, *arguments: str) -> None:
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, env=os.environ | settings)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("private/advocates.csv", "GW983"),
        ("private/logs/may.log", "GW983"),
        ("private/advocates.example.csv", ""),
        ("private/.gitkeep", ""),
        ("output/index.html", "GW984"),
        ("output/.gitkeep", ""),
        (".goodword/crash.log", "GW984"),
    ],
)
def test_what_git_tracks_is_told(path: str, code: str, tmp_path: Path) -> None:
    root = make_site(tmp_path, f"{GOOD}-- {path} --\n".replace("\n--", "\n    --"))
    git(root, "init", "-q")
    assert run("check", cwd=root).codes == []
    git(root, "add", "-f", path)
    assert run("check", cwd=root).codes == ([code] if code else [])


def test_a_private_folder_of_another_name_counts_too(tmp_path: Path) -> None:
    root = make_site(tmp_path, GOOD + "-- secret/advocates.csv --\n")
    git(root, "init", "-q")
    git(root, "add", "-f", "secret/advocates.csv")
    assert run("check", cwd=root).codes == []
    assert run("check", cwd=root, env={"GOODWORD_PRIVATE": str(root / "secret")}).codes == ["GW983"]


def test_markup_is_read_as_browsers_read_it() -> None:
    page = "<p title='a > b'>x &lt; y<!-- <b> --></p><script>if (a<b) {}</script><i>z</i>"
    assert [token.name for token in tokens(page) if token.name] == ["p", "p", "script", "script", "i", "i"]
    assert next(tokens(page)).attributes() == {"title": "a > b"}
    assert plain("<p>x &lt; y</p>").strip() == "x < y"


@pytest.mark.parametrize(
    "broken", ["<p", "<p title='", "<" * 5000, "<a href=>x", "<script>", "<!--", "</", "<p/ a='\"'>"]
)
def test_broken_markup_ends(broken: str) -> None:
    assert list(tokens(broken)) is not None


def test_an_element_is_as_small_as_it_is_read() -> None:
    page = (
        b"<body><figure><blockquote><ul><li>our own words</li></ul></blockquote><p>paid</p></figure><p>other</p></body>"
    )
    (body,) = passages(File("a.html", page))
    start = body.words.index("our")
    assert holds(body.beside(start, 3), ("paid",))
    assert not holds(body.beside(start, 3), ("other",))


def test_data_is_read_object_by_object() -> None:
    data = b'{"items": [{"text": "these are the words of one"}, {"text": "another one", "note": "paid"}]}'
    found = {passage.words[0]: passage.beside(0, 1) for passage in passages(File("a.json", data))}
    assert not holds(found["these"], ("paid",))
    assert holds(found["another"], ("paid",))


def test_short_words_belong_to_nobody_and_scripts_without_spaces_count_too() -> None:
    assert list(runs(words("Very good!"))) == []
    assert list(runs(words("Very good work indeed"))) == [("very", "good", "work", "indeed")]
    assert len(list(runs(words("one two three four five six seven eight nine")))) == 2
    assert list(runs(words("導入してから温度を気にしなくなりました")))
