"""Tables, exports and half-broken files: everything is read that can be, and what was odd is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodword.importing import ImportOptions, ImportPlan, plan_import


def plan_of(root: Path, name: str, content: str | bytes, **options: object) -> ImportPlan:
    file = root / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return plan_import([file], root=root, options=ImportOptions(**options))  # type: ignore[arg-type]


def codes(plan: ImportPlan) -> set[str]:
    return {problem.code for problem in plan.problems}


def fields(plan: ImportPlan) -> list[dict[str, object]]:
    return [entry.fields for entry in plan.entries]


def columns(plan: ImportPlan, row: int = 0) -> dict[str, object]:
    imported = plan.entries[row].fields["imported"]
    assert isinstance(imported, dict)
    found = imported.get("columns", {})
    assert isinstance(found, dict)
    return found


def target(plan: ImportPlan, column: str) -> str:
    return next(found.field for found in plan.columns if found.name == column)


def test_commas_quotation_marks_and_line_ends_inside_a_cell_stay_there(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "a.csv", 'name,review\nAna,"One, two\n\n""three"""\nBo,Fine\n')
    assert [entry.body for entry in plan.entries] == ['One, two\n\n"three"', "Fine"]
    assert plan.entries[1].place.line == 5


def test_nothing_is_filled_in_where_the_file_says_nothing(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "a.csv", "name,review,rating,date\n,Just words,,\nAna,More words,null,null\n")
    assert set(fields(plan)[0]) == {"status", "imported"}
    assert set(fields(plan)[1]) == {"author", "status", "imported"}
    assert "GW942" in codes(plan)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str, tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "a.csv",
        f"name{delimiter}review\nAna{delimiter}Good; really, good | so\n".replace(
            "Good; really, good | so", '"Good; really, good | so"'
        ),
    )
    assert plan.entries[0].body == "Good; really, good | so"


def test_excel_says_its_delimiter_itself(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "a.csv", "sep=;\r\nname;review\r\nAna;Good, good\r\n")
    assert plan.entries[0].body == "Good, good"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings_of_spreadsheets(encoding: str, tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "a.csv", "name,review\r\nZoë,Déjà bon\r\n".encode(encoding))
    assert fields(plan)[0]["author"] == "Zoë"
    assert plan.entries[0].body == "Déjà bon"


def test_another_encoding_is_read_and_reported(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "a.csv", "name,review\nZoë,Bon\n".encode("cp1252"))
    assert fields(plan)[0]["author"] == "Zoë"
    assert "GW922" in codes(plan)


def test_empty_rows_are_passed_over_and_duplicates_left_out(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "a.csv", "\nname,review\nAna,Good\n,\n\nana ,good!\nBo,Good\n")
    assert [entry.id for entry in plan.entries] == ["ana", "bo"]
    assert [skipped.reason for skipped in plan.skipped] == ["the same words by the same author as a.csv:3:1"]
    assert "GW935" in codes(plan)


def test_odd_rows_and_marks_are_read_and_reported(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "a.csv", 'name,review\nAna,Good,and more\nBo,"He said "yes" to us"\n')
    assert {"GW923", "GW925"} <= codes(plan)
    assert columns(plan) == {"column 3": "and more"}
    assert len(plan.entries) == 2


def test_a_quotation_mark_that_never_closes_stops_the_import_at_its_row(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "a.csv", 'name,review\nAna,Good\nBo,"Never closed\nCy,Fine\n')
    (error,) = plan.errors
    assert (error.code, error.place and error.place.line) == ("GW902", 3)


def test_dates_that_could_be_two_stay_with_their_column(tmp_path: Path) -> None:
    table = "name,review,date\nAna,Good,01/02/2021\nBo,Fine,03/04/2021\nCy,Nice,5 May 2021\n"
    plan = plan_of(tmp_path, "a.csv", table)
    assert [entry.get("date") for entry in fields(plan)] == [None, None, "2021-05-05"]
    assert columns(plan) == {"date": "01/02/2021"}
    assert "GW930" in codes(plan)
    said = plan_of(tmp_path, "b.csv", table, date_format="mdy")
    assert [entry["date"] for entry in fields(said)] == ["2021-01-02", "2021-03-04", "2021-05-05"]


def test_dates_that_contradict_each_other_are_not_guessed(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "a.csv", "name,review,date\nAna,Good,25/02/2021\nBo,Fine,02/25/2021\n")
    assert [entry.get("date") for entry in fields(plan)] == [None, None]
    assert "GW931" in codes(plan)


def test_ratings_keep_their_scale_and_are_never_rescaled(tmp_path: Path) -> None:
    nps = plan_of(tmp_path, "a.csv", "name,review,NPS\nAna,Good,9\nBo,Fine,4\n")
    assert [(entry["rating"], entry["scale"]) for entry in fields(nps)] == [("9", "10"), ("4", "10")]
    unknown = plan_of(tmp_path, "b.csv", "name,review,rating\nAna,Good,9\nBo,Fine,4\n")
    assert all("rating" not in entry for entry in fields(unknown))
    assert columns(unknown, 1) == {"rating": "4"}
    assert "GW934" in codes(unknown)
    said = plan_of(tmp_path, "c.csv", "name,review,rating\nAna,Good,9\n", scale="10")
    assert fields(said)[0]["scale"] == "10"
    mixed = plan_of(tmp_path, "d.csv", "name,review,rating\nAna,Good,9/10\nBo,Fine,4.5/5\nCy,Nice,0\nDi,Nice!,yes\n")
    assert [entry.get("rating") for entry in fields(mixed)] == ["9", "4.5", None, None]
    assert "GW933" in codes(mixed)


def test_private_columns_go_to_the_private_file_and_never_into_the_draft(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "a.csv",
        "name,review,E-mail,Contact,Order No,Notes\n"
        "Ana,Good,ana@mill.example,+44 20 7946 0000,77,blue\n"
        "Bo,Fine,bo@mill.example,+44 20 7946 0001,78,ask +44 20 7946 0002\n",
    )
    assert {target(plan, name) for name in ("E-mail", "Contact", "Order No", "Notes")} == {"private"}
    assert plan.entries[0].private == {
        "E-mail": "ana@mill.example",
        "Contact": "+44 20 7946 0000",
        "Order No": "77",
        "Notes": "blue",
    }
    assert columns(plan) == {}
    assert all("mill.example" not in found.sample and "7946" not in found.sample for found in plan.columns)


def test_a_private_value_in_a_field_leaves_the_field_empty(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "a.csv", "name,review\nana@mill.example,Good\nBo,Write to bo@mill.example\n")
    assert "author" not in fields(plan)[0]
    assert plan.entries[0].private == {"name": "ana@mill.example"}
    assert {"GW949", "GW936"} <= codes(plan)


def test_trustpilot_headers_in_any_case(tmp_path: Path) -> None:
    header = (
        "review id,Review Created (utc),REVIEW USERNAME,Review User Email,review title,Review Content,Review STARS,"
    )
    header += "Source Of Review,Reference Id,Company Response,Review Language,Domain URL"
    row = "r1,2024-03-02T10:00:00Z,Ana,ana@mill.example,Short,Long words,4,Trustpilot,BK-2024817,Thank you,en,x.example"
    plan = plan_of(tmp_path, "a.csv", f"{header}\n{row}\n")
    (entry,) = plan.entries
    assert {
        key: entry.fields[key] for key in ("author", "headline", "rating", "date", "reply", "language", "source")
    } == {
        "author": "Ana",
        "headline": "Short",
        "rating": "4",
        "date": "2024-03-02",
        "reply": "Thank you",
        "language": "en",
        "source": {"platform": "Trustpilot"},
    }
    assert entry.private == {"Review User Email": "ana@mill.example", "Reference Id": "BK-2024817"}


@pytest.mark.parametrize(
    "table",
    [
        "Email,Name,Reference number\nana@mill.example,Ana,1001\n",
        "ana@mill.example,Ana,1001\nbo@mill.example,Bo,1002\n",
    ],
)
def test_a_list_of_people_to_invite_is_refused(table: str, tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "a.csv", table)
    assert [error.code for error in plan.errors] == ["GW907"]
    assert "mill.example" not in str(plan.errors[0])


def test_typeform_headers_hold_html_and_questions_are_mapped_by_hand(tmp_path: Path) -> None:
    table = "#,<strong>What's your name?</strong>,What would you tell a friend <em>about us</em>?,"
    table += "Submit Date (UTC),Network ID\n"
    table += "tok1,Ana,Just try it,2024-10-05 02:41:38,abc123\n"
    plan = plan_of(tmp_path, "a.csv", table)
    (error,) = plan.errors
    assert error.code == "GW908"
    assert "What would you tell a friend about us?" in error.message
    mapping = {"What would you tell a friend about us?": "quote"}
    (entry,) = plan_of(tmp_path, "a.csv", table, mapping=mapping).entries
    assert (entry.fields["author"], entry.fields["date"], entry.body) == ("Ana", "2024-10-05", "Just try it")
    assert entry.private == {"Network ID": "abc123"}


def test_site_reviews_score_is_no_rating_and_type_is_the_platform(tmp_path: Path) -> None:
    header = (
        "date,rating,title,content,name,email,avatar,ip_address,terms,is_approved,is_pinned,assigned_posts,score,type"
    )
    row = "2024-03-02,4,Short,Long words,Ana,ana@mill.example,,192.0.2.1,1,1,0,12,7,google"
    plan = plan_of(tmp_path, "a.csv", f"{header}\n{row}\n")
    (entry,) = plan.entries
    assert (entry.fields["rating"], entry.fields["source"]) == ("4", {"platform": "google"})
    assert columns(plan)["score"] == "7"
    assert set(entry.private) == {"email", "ip_address"}
    assert "consent" not in entry.fields
    assert "GW937" in codes(plan)


def test_senja_flat_and_nested(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "a.json",
        '{"testimonials": ['
        '{"type": "text", "text": "Good", "customer_name": "Ana", "customer_tagline": "Miller",'
        '"integration": "google"},'
        '{"type": "text", "text": "Fine", "endorser": {"name": "Bo", "tagline": "Baker", "avatar": "https://a.example/b"}},'
        '{"type": "video", "text": null, "customer_name": "Cy", "video_url": "https://v.example/1"},'
        '{"type": "text", "text": null, "customer_name": "Di"}], "total": 4}',
    )
    assert [(entry.get("author"), entry.get("role")) for entry in fields(plan)] == [
        ("Ana", "Miller"),
        ("Bo", "Baker"),
        ("Cy", None),
    ]
    assert fields(plan)[0]["source"] == {"platform": "google"}
    assert "no words" in plan.skipped[0].reason


def test_nested_endorsers_alone_are_found(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "a.json", '[{"text": "Fine", "endorser": {"name": "Bo", "tagline": "Baker"}}]')
    assert (fields(plan)[0]["author"], fields(plan)[0]["role"]) == ("Bo", "Baker")


def test_first_and_last_names_are_joined_and_pros_and_cons_both_kept(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "a.csv",
        "First name,Last name,What do you like best about Planner?,What do you dislike about Planner?\n"
        "Ana,Mill,Calm,Colour\n",
    )
    assert fields(plan)[0]["author"] == "Ana Mill"
    assert plan.entries[0].body == (
        "**What do you like best about Planner?**\n\nCalm\n\n**What do you dislike about Planner?**\n\nColour"
    )


def test_yaml_that_strict_reading_refuses_is_read_and_reported(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "a.yml",
        "- name: Ana\n  name: Ana M.\n  quote: !custom Good\n  rating: 012\n  answer: no\n-\tname: Bo\n\tquote: Fine\n",
    )
    assert [entry["author"] for entry in fields(plan)] == ["Ana M.", "Bo"]
    assert columns(plan)["answer"] == "no"
    assert {"GW920", "GW921", "GW928"} <= codes(plan)


def test_json_with_comments_and_commas_too_many(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "a.json", '[ // first\n {"name": "Ana", "quote": "a // b, ]",},\n]')
    assert plan.entries[0].body == "a // b, ]"
    assert "GW926" in codes(plan)


def test_lines_of_jsonl_that_are_broken_are_left_out_by_name(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path, "a.jsonl", '{"name": "Ana", "quote": "Good"}\n{"name": \n\n{"name": "Bo", "quote": "Fine"}\n'
    )
    assert len(plan.entries) == 2
    (told,) = [problem for problem in plan.problems if problem.code == "GW924"]
    assert told.place is not None
    assert told.place.line == 2


def test_words_outside_the_sites_lists_are_not_forced_into_it(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("name: T\nproducts:\n- id: planner\n  label: {en: The Planner}\n", "utf-8")
    plan = plan_of(tmp_path, "a.csv", "name,review,product\nAna,Good,the planner\nBo,Fine,Lamp\n")
    assert [entry.get("product") for entry in fields(plan)] == ["planner", None]
    assert columns(plan, 1) == {"product": "Lamp"}
    assert "GW944" in codes(plan)


def test_one_mapping_a_folder_of_yaml_and_a_dict_of_entries(tmp_path: Path) -> None:
    folder = tmp_path / "quotes"
    folder.mkdir()
    (folder / "a.yml").write_text("name: Ana\nquote: Good\n", "utf-8")
    (folder / "b.yml").write_text("bo: {name: Bo, quote: Fine}\ncy: {name: Cy, quote: Nice}\n", "utf-8")
    plan = plan_import([folder], root=tmp_path)
    assert [entry.id for entry in plan.entries] == ["ana", "bo", "cy"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", "x", "GW900"),
        ("a.json", '{"a": [1, 2', "GW901"),
        ("a.toml", "a = \n", "GW901"),
        ("a.toml", "a = 1\na = 2\n", "GW901"),
        ("a.jsonl", "no\n", "GW901"),
        ("a.json", "[" * 100_000, "GW903"),
        ("a.yml", "[" * 1_000, "GW903"),
        ("a.json", "[]", "GW904"),
        ("a.csv", "", "GW904"),
        ("a.yml", "just text", "GW904"),
        ("a.csv", "name,colour\nAna,blue\n", "GW908"),
        ("a.md", "---\na: b: c\n---\nwords", "GW901"),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(name: str, content: str, code: str, tmp_path: Path) -> None:
    plan = plan_of(tmp_path, name, content)
    assert [error.code for error in plan.errors] == [code]
    assert plan.entries == ()


def test_a_bomb_of_aliases_costs_nothing(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 20)}]" for n in range(1, 12)]
    bomb = "\n".join(lines) + "\nlist:\n- quote: Good\n  bomb: *a11\n"
    assert [error.code for error in plan_of(tmp_path, "b.yml", bomb).errors] == ["GW903"]


def test_all_errors_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", "utf-8")
    (tmp_path / "b.toml").write_text("a = ", "utf-8")
    plan = plan_import([tmp_path / "a.json", tmp_path / "b.toml"], root=tmp_path)
    assert [error.place and error.place.path for error in plan.errors] == ["a.json", "b.toml"]
