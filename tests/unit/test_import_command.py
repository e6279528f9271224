"""`goodword import testimonials` from outside: exit codes, where what is printed, and what is left untouched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goodword.cli.import_ import command

FIXTURES = Path(__file__).parent.parent / "fixtures" / "import"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site.yaml").write_text("name: Test\nurl: https://test.example\n", "utf-8")
    return tmp_path


def run(site: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(command, ["testimonials", "--site", str(site), *map(str, arguments)])


def test_a_dry_run_tells_everything_on_stderr_and_writes_nothing(site: Path) -> None:
    result = run(site, FIXTURES / "08-nested.json")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "author.name      → author" in result.stderr
    assert "This was a dry run; nothing was written." in result.stderr
    assert [path.name for path in site.iterdir()] == ["site.yaml"]


def test_write_writes_and_a_second_time_says_that_all_is_there(site: Path) -> None:
    first = run(site, FIXTURES / "12-stars.toml", "--write")
    assert first.exit_code == 0
    assert "3 drafts written to content/testimonials/" in first.stderr
    assert len(list((site / "content" / "testimonials").iterdir())) == 3
    second = run(site, FIXTURES / "12-stars.toml", "--write")
    assert second.exit_code == 0
    assert "everything is there already" in second.stderr
    assert len(list((site / "content" / "testimonials").iterdir())) == 3


@pytest.mark.parametrize(
    ("name", "words"),
    [("05-broken.yml", "line 7"), ("07-awards.yml", "These are awards"), ("11-stories.csv", "These are case studies")],
)
def test_what_is_no_list_of_testimonials_ends_with_1_and_writes_nothing(name: str, words: str, site: Path) -> None:
    result = run(site, FIXTURES / name, FIXTURES / "02-posts.yaml", "--write")
    assert result.exit_code == 1
    assert words in result.stderr
    assert [path.name for path in site.iterdir()] == ["site.yaml"]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("missing.csv",),
        (FIXTURES / "02-posts.yaml", "--map", "text"),
        (FIXTURES / "02-posts.yaml", "--map", "txt=quote"),
        (FIXTURES / "02-posts.yaml", "--map", "text=qoute"),
        (FIXTURES / "02-posts.yaml", "--date-format", "ydm"),
        (FIXTURES / "02-posts.yaml", "--language", "English please"),
        (FIXTURES / "02-posts.yaml", "--scale", "0"),
    ],
)
def test_wrong_use_ends_with_2(arguments: tuple[str | Path, ...], site: Path) -> None:
    result = run(site, *arguments)
    assert result.exit_code == 2
    assert result.stderr


def test_a_mistyped_field_or_column_gets_a_suggestion(site: Path) -> None:
    assert "Did you mean `quote`?" in run(site, FIXTURES / "02-posts.yaml", "--map", "text=qoute").stderr
    assert "Did you mean `text`?" in run(site, FIXTURES / "02-posts.yaml", "--map", "txt=quote").stderr


def test_json_on_stdout_holds_mapping_entries_and_problems(site: Path) -> None:
    result = run(site, FIXTURES / "09-languages.json", "--format", "json")
    data = json.loads(result.stdout)
    text = json.dumps(data)
    assert "ilinca-pop" in text
    assert "GW938" in text
    assert result.exit_code == 0


def test_options_reach_the_plan(site: Path) -> None:
    result = run(site, FIXTURES / "04-topics.yml", "--map", "byline=imported", "--write")
    assert result.exit_code == 0
    (first, *_) = sorted((site / "content" / "testimonials").iterdir())
    assert "author" not in first.read_text("utf-8").partition("imported")[0]


def test_help_shows_examples(site: Path) -> None:
    result = CliRunner().invoke(command, ["testimonials", "--help"])
    assert result.exit_code == 0
    assert "goodword import testimonials reviews.csv --write" in result.output
