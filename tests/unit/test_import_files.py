"""Files as small businesses keep them: what is found in each, what becomes of every column, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goodword.importing import ImportOptions, ImportPlan, plan_import, report_json, report_text
from goodword.importing.plan import PlannedEntry

FIXTURES = Path(__file__).parent.parent / "fixtures" / "import"


def plan_of(name: str, root: Path, **options: object) -> ImportPlan:
    return plan_import([FIXTURES / name], root=root, options=ImportOptions(**options))  # type: ignore[arg-type]


def by_id(plan: ImportPlan) -> dict[str, PlannedEntry]:
    return {entry.id: entry for entry in plan.entries}


def codes(plan: ImportPlan) -> set[str]:
    return {problem.code for problem in plan.problems}


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("01-packed-authors.yaml", 4),
        ("02-posts.yaml", 2),
        ("03-russian.yml", 2),
        ("04-topics.yml", 6),
        ("06-wrapped.yml", 2),
        ("08-nested.json", 2),
        ("09-languages.json", 2),
        ("10-hebrew.csv", 2),
        ("12-stars.toml", 3),
        ("13-pages", 3),
        ("14-complaints", 2),
    ],
)
def test_each_shape_gives_its_entries_as_drafts_without_consent(name: str, count: int, tmp_path: Path) -> None:
    plan = plan_of(name, tmp_path)
    assert not plan.errors
    assert len(plan.entries) == count
    for entry in plan.entries:
        assert entry.fields["status"] == "draft"
        assert "consent" not in entry.fields


def test_an_author_of_exactly_three_parts_is_taken_apart(tmp_path: Path) -> None:
    plan = plan_of("01-packed-authors.yaml", tmp_path)
    ingrid, piotr = by_id(plan)["ingrid-s"].fields, by_id(plan)["piotr-larch"].fields
    assert [ingrid[key] for key in ("author", "role", "company", "date")] == [
        "Ingrid S.",
        "Workshop Lead",
        "Northwind Mill",
        "2014",
    ]
    assert piotr["company"] == "Larch & Sons Joinery, Inc."
    assert by_id(plan)["amara-quayside-bikes"].fields["author"] == "Amara, Quayside Bikes"
    assert "date" not in by_id(plan)["joan-p"].fields
    assert "GW939" in codes(plan)


def test_the_author_stays_whole_when_asked(tmp_path: Path) -> None:
    plan = plan_of("01-packed-authors.yaml", tmp_path, split_author=False)
    assert plan.entries[0].fields["author"] == "Ingrid S., Workshop Lead, Northwind Mill (2014)"
    assert "date" not in plan.entries[0].fields


def test_english_dates_are_read_and_plain_text_does_not_become_markup(tmp_path: Path) -> None:
    mo, nia = plan_of("02-posts.yaml", tmp_path).entries
    assert mo.fields["date"] == "2021-06-06"
    assert mo.fields["source"] == {"url": "https://social.example/mokeller/1"}
    assert mo.body == "\\#planner at the start of a line, and it works."
    assert nia.body == "I use it for List&lt;Order> and never look back <3"
    assert mo.fields["imported"]["columns"] == {"handle": "_mokeller_"}  # type: ignore[index]


def test_a_day_above_twelve_proves_the_order_for_the_whole_column(tmp_path: Path) -> None:
    orlov, lidia = plan_of("03-russian.yml", tmp_path).entries
    assert (orlov.fields["date"], lidia.fields["date"]) == ("2013-09-06", "2013-11-24")
    assert [paragraph[:7] for paragraph in orlov.body.split("\n\n")] == ["Поездка", "Спасибо"]
    assert orlov.id.startswith("testimonial-")


def test_topics_become_tags_and_repeated_bylines_are_reported(tmp_path: Path) -> None:
    plan = plan_of("04-topics.yml", tmp_path)
    assert [entry.fields["tags"] for entry in plan.entries][:3] == [["first_weeks"], ["first_weeks"], ["later_on"]]
    assert plan.entries[0].body.endswith("**They knew our names on day one.**")
    assert [entry.id for entry in plan.entries][:3] == ["eastmoor", "westmoor", "eastmoor-2"]
    assert "GW941" in codes(plan)
    assert plan_of("04-topics.yml", tmp_path, mapping={"byline": "imported"}).entries[0].fields.get("author") is None


def test_broken_yaml_names_its_line_and_gives_nothing(tmp_path: Path) -> None:
    plan = plan_of("05-broken.yml", tmp_path)
    (error,) = plan.errors
    assert error.place is not None
    assert error.place.line == 7
    assert "line 7" in error.message
    assert plan.entries == ()


def test_settings_around_the_entries_are_named_and_not_imported(tmp_path: Path) -> None:
    plan = plan_of("06-wrapped.yml", tmp_path)
    assert plan.entries[0].fields["author"] == "林小雨"
    assert plan.entries[0].fields["role"] == "河畔书店店长"
    assert plan.sources[0].beside == ("testimonial.enable", "testimonial.title", "testimonial.btnNext")


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [("07-awards.yml", "GW905", "These are awards"), ("11-stories.csv", "GW906", "These are case studies")],
)
def test_awards_and_case_studies_are_refused_by_name(name: str, code: str, words: str, tmp_path: Path) -> None:
    plan = plan_of(name, tmp_path)
    (error,) = plan.errors
    assert error.code == code
    assert error.message.startswith(words)
    assert plan.entries == ()


def test_quotes_inside_case_studies_are_imported_and_the_stories_are_not(tmp_path: Path) -> None:
    stories = (
        (FIXTURES / "11-stories.csv")
        .read_text("utf-8")
        .replace('"","","","","<h2>', '"","One list!","Piotr L.","","<h2>', 1)
    )
    file = tmp_path / "stories.csv"
    file.write_text(stories, "utf-8")
    plan = plan_import([file], root=tmp_path)
    assert [entry.body for entry in plan.entries] == ["One list!"]
    assert "no words" in plan.skipped[0].reason


def test_nested_authors_and_decimal_ratings(tmp_path: Path) -> None:
    tilda, owen = plan_of("08-nested.json", tmp_path).entries
    assert (tilda.fields["author"], tilda.fields["role"], tilda.fields["product"]) == (
        "Tilda Marsh",
        "Birdwatcher",
        "Marsh Walk",
    )
    assert owen.fields["rating"] == "4.5"
    assert "photo" not in tilda.fields
    assert tilda.fields["imported"]["columns"] == {"author.image": "/images/tilda.jpg"}  # type: ignore[index]


def test_several_languages_one_original_and_a_rating_without_words(tmp_path: Path) -> None:
    plan = plan_of("09-languages.json", tmp_path)
    ilinca, radu = plan.entries
    assert (ilinca.fields["language"], ilinca.body) == ("ro", "Oameni răbdători.")
    assert ilinca.fields["translations"] == {"en": {"quote": "Patient people."}, "hu": {"quote": "Türelmes emberek."}}
    assert (radu.body, radu.fields["rating"]) == ("", "1")
    assert "note" in radu.fields["imported"]  # type: ignore[operator]
    assert "date" not in ilinca.fields
    assert ilinca.fields["imported"]["columns"]["date"]["ro"] == "acum 14 ore"  # type: ignore[index]
    assert {"GW938", "GW932", "GW943", "GW948"} <= codes(plan)


def test_the_original_language_can_be_said(tmp_path: Path) -> None:
    plan = plan_of("09-languages.json", tmp_path, language="en")
    assert (plan.entries[0].fields["language"], plan.entries[0].body) == ("en", "Patient people.")
    assert "GW938" not in codes(plan)


def test_stars_name_and_platform_in_one_text(tmp_path: Path) -> None:
    plan = plan_of("12-stars.toml", tmp_path)
    lena, jo, somebody = (entry.fields for entry in plan.entries)
    assert (lena["author"], lena["rating"], lena["date"]) == ("Lena Fox", "5", "2016-08-25")
    assert lena["source"] == {"platform": "App Store", "url": "https://apps.example/timer"}
    assert jo["rating"] == "4"
    assert (somebody["author"], "source" in somebody) == ("Somebody at a desk", False)
    assert plan.entries[0].body == "**Lovely!** It rings, and that is all I wanted."
    assert "GW940" in codes(plan)


def test_markdown_is_dedented_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    plan = plan_of("13-pages", tmp_path)
    assert [entry.fields["author"] for entry in plan.entries] == ["Clara Voss", "Ada Lund", "Ben Ode"]
    assert plan.entries[0].body.split("\n")[1:] == [
        "they arrive once, and on the",
        "right shelf.",
        "",
        "I can go home at six.",
    ]
    assert plan.entries[0].fields["role"] == "Founder of Voss Ceramics"
    assert "company" not in plan.entries[0].fields
    assert "GW946" in codes(plan)


def test_list_pages_are_skipped_with_a_reason_and_wrapped_keys_found(tmp_path: Path) -> None:
    plan = plan_of("14-complaints", tmp_path)
    (skipped,) = plan.skipped
    assert skipped.place.path.endswith("_index.md")
    assert "list page" in skipped.reason
    nightowl, paperboat = plan.entries
    assert nightowl.fields["author"] == "nightowl7"
    assert nightowl.fields["source"] == {"url": "https://forum.example/thread/22?comment=1"}
    assert "date" not in paperboat.fields
    assert nightowl.fields["imported"]["columns"]["weight"] == "10"  # type: ignore[index]


def test_right_to_left_words_arrive_untouched(tmp_path: Path) -> None:
    noa = plan_of("10-hebrew.csv", tmp_path).entries[0]
    assert noa.body == "ענו לי 'מהר' ובסבלנות."
    assert (noa.fields["author"], noa.fields["role"], noa.fields["rating"]) == ("נועה ל.", "לקוחה", "5")


def test_the_dry_run_shows_mapping_sample_skipped_and_next_steps(tmp_path: Path) -> None:
    text = report_text(plan_of("14-complaints", tmp_path))
    assert "params.username   → author      2 of 2  nightowl7" in text
    assert "Kept under `imported:`, shown nowhere" in text
    assert "a list page, not an entry" in text
    assert "The first draft would be content/testimonials/nightowl7.md" in text
    assert "nothing was written" in text
    assert "--write" in text


def test_a_long_line_of_the_first_draft_keeps_its_place(tmp_path: Path) -> None:
    (tmp_path / "quotes.json").write_text(json.dumps([{"author": "Ana", "quote": "Good.", "blog": "words " * 40}]))
    lines = report_text(plan_import([tmp_path / "quotes.json"], root=tmp_path)).splitlines()
    (shown,) = (line for line in lines if "  | " in line and "blog:" in line)
    assert shown.startswith('  |     blog: "words')
    assert shown.endswith("words…")


def test_the_report_as_data_can_be_written_as_json(tmp_path: Path) -> None:
    data = report_json(plan_of("09-languages.json", tmp_path))
    assert json.loads(json.dumps(data))["sources"][0]["without_words"] == 1


def test_the_same_files_give_the_same_plan_whatever_else_is_named(tmp_path: Path) -> None:
    assert plan_of("12-stars.toml", tmp_path) == plan_of("12-stars.toml", tmp_path)
    twice = plan_import([FIXTURES / "12-stars.toml"] * 2, root=tmp_path)
    assert len(twice.entries) == 3
