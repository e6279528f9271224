"""What a build does to the output folder: all or nothing, only its own files, the same bytes every time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from killed import files
from sites import EXAMPLE_DAY, ROOT, Output, build, run

Make = Callable[[str], Path]

SITE = """
-- site.yaml --
name: Tandem
url: https://tandem.example/proof/
languages: [en, es]
hosting: {target: netlify}
cta: {label: Try it, url: https://shop.example/start?plan=a}
-- content/testimonials/ana.md --
---
author: Ana
industry: Bakeries
aliases: [/old/ana/]
consent: {granted: 2026-01-01, scope: [quote, name]}
---
It works.
-- content/testimonials/bo.md --
---
author: Bo
date: 2026-02-01
consent: {granted: 2026-01-01, scope: [quote, name]}
---
It works *well*.
-- content/advocates.csv --
id,public_name,code,industry,consent.granted,consent.scope
ana,Ana,k7wq2mzp,Bakeries,2026-01-01,page|name|quote
-- content/awards.yaml --
- {id: cup, name: Best tandem, awarder: Pedal Press, year: 2025}
"""


def test_a_second_build_writes_nothing(site: Make) -> None:
    folder = site(SITE)
    build(folder)
    times = {path: path.stat().st_mtime_ns for path in (folder / "output").rglob("*")}
    again = build(folder)
    assert "0 files written" in again.result.stderr
    assert {path: path.stat().st_mtime_ns for path in (folder / "output").rglob("*")} == times


def test_the_same_input_gives_the_same_bytes_wherever_it_lies(site: Make, tmp_path: Path) -> None:
    folder = site(SITE)
    first = build(folder, env={"PYTHONHASHSEED": "1"}).files
    other = tmp_path / "elsewhere" / "ñandú site"
    other.mkdir(parents=True)
    for path in sorted((p for p in folder.rglob("*") if p.is_file() and "output" not in p.parts), reverse=True):
        if ".goodword" not in path.parts:
            target = other / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    assert build(other, env={"PYTHONHASHSEED": "77", "LC_ALL": "C", "TZ": "Asia/Tokyo"}).files == first


def test_the_example_site_builds_twice_to_the_same_bytes(tmp_path: Path, example: Output) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copyfile(ROOT / "site.yaml", tmp_path / "site.yaml")
    one, two = example.files, build(tmp_path, today=EXAMPLE_DAY).files
    assert one == two
    assert len([name for name in one if name.startswith("r/") and name.count("/") == 2]) >= 40


@pytest.mark.parametrize(
    "broken",
    [
        "---\nauthor: [Ana\n---\nWords.\n",
        "---\nautor: Ana\n---\nWords.\n",
        "---\nauthor: Ana\nadvocate: nobody\n---\nWords.\n",
    ],
)
def test_an_error_leaves_the_last_good_site_as_it_is(site: Make, broken: str) -> None:
    folder = site(SITE)
    before = build(folder).files
    (folder / "content/testimonials/new.md").write_text(broken)
    (folder / "content/testimonials/bo.md").unlink()
    result = run("build", cwd=folder)
    assert result.exit_code == 1
    assert {
        p.relative_to(folder / "output").as_posix(): p.read_bytes()
        for p in (folder / "output").rglob("*")
        if p.is_file()
    } == before


def test_what_is_gone_from_the_content_goes_from_the_output(site: Make) -> None:
    folder = site(SITE)
    assert build(folder).has("/testimonials/bo/")
    (folder / "content/testimonials/bo.md").unlink()
    made = build(folder)
    assert not made.has("/testimonials/bo/")
    assert "No longer there: /es/testimonials/bo/, /testimonials/bo/." in made.result.stderr
    assert not (folder / "output/testimonials/bo").exists()
    assert made.holding("It works <em>well</em>") == []


def test_files_of_others_are_never_touched(site: Make) -> None:
    folder = site(SITE)
    build(folder)
    (folder / "output/CNAME").write_text("tandem.example")
    (folder / "output/downloads").mkdir()
    (folder / "output/downloads/list.pdf").write_bytes(b"%PDF")
    (folder / "content/testimonials/bo.md").unlink()
    build(folder)
    assert (folder / "output/CNAME").read_text() == "tandem.example"
    assert (folder / "output/downloads/list.pdf").read_bytes() == b"%PDF"


def test_a_folder_of_somebody_else_is_refused(site: Make) -> None:
    folder = site(SITE)
    (folder / "output").mkdir()
    (folder / "output/thesis.txt").write_text("ten years of work")
    result = run("build", cwd=folder)
    assert (result.exit_code, result.codes) == (3, ["GW801"])
    assert [path.name for path in (folder / "output").iterdir()] == ["thesis.txt"]


def test_a_foreign_file_in_the_way_is_told_and_kept(site: Make) -> None:
    folder = site(SITE)
    build(folder)
    (folder / "output/testimonials/cy").mkdir()
    (folder / "output/testimonials/cy/index.html").write_text("mine")
    (folder / "content/testimonials/cy.md").write_text(
        "---\nauthor: Cy\nconsent: {granted: 2026-01-01, scope: [quote, name]}\n---\nHello.\n"
    )
    result = run("build", cwd=folder)
    assert (result.exit_code, result.codes) == (3, ["GW802"])
    assert (folder / "output/testimonials/cy/index.html").read_text() == "mine"


def _mine(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.write_text("mine")


def _folder(place: Path) -> None:
    place.unlink()
    place.mkdir()


def _link(place: Path) -> None:
    shutil.move(place, place.parent.parent / "elsewhere")
    place.symlink_to("../elsewhere")


@pytest.mark.parametrize(
    ("path", "put", "code"),
    [
        ("zoe", _mine, "GW802"),  # where a new folder belongs
        ("testimonials/index.html", _folder, "GW802"),
        ("testimonials", _link, "GW805"),
    ],
)
def test_what_lies_in_the_way_is_told_before_anything_changes(
    site: Make, path: str, put: Callable[[Path], None], code: str
) -> None:
    folder = site(SITE)
    build(folder)
    put(folder / "output" / path)
    before = files(folder / "output")
    (folder / "content/pages").mkdir(exist_ok=True)
    (folder / "content/pages/abe.md").write_text("---\ntitle: Abe\nnav: true\n---\nBefore the others.\n")
    (folder / "content/pages/zoe.md").write_text("---\ntitle: Zoe\n---\nAfter them.\n")
    result = run("build", cwd=folder)
    assert (result.exit_code, result.codes) == (3, [code])
    assert f"`{path}` in the output folder" in result.stderr
    assert files(folder / "output") == before


def test_deleting_the_state_costs_nothing_but_time(site: Make) -> None:
    folder = site(SITE)
    build(folder)
    (folder / "output/CNAME").write_text("tandem.example")
    shutil.rmtree(folder / ".goodword")
    (folder / "content/testimonials/bo.md").unlink()
    made = build(folder)
    assert not made.has("/testimonials/bo/")
    assert made.read("/CNAME") == "tandem.example"


@pytest.mark.parametrize("output", ["content/out", "themes", "private/x", "."])
def test_the_output_never_lies_among_the_sources(site: Make, output: str) -> None:
    folder = site(SITE)
    (folder / "private").mkdir()
    result = run("build", "--output", output, cwd=folder)
    assert result.exit_code == 3
    assert result.codes and set(result.codes) <= {"GW801", "GW807"}


def test_a_link_out_of_the_output_is_not_followed(site: Make, tmp_path: Path) -> None:
    folder = site(SITE)
    build(folder)
    shutil.rmtree(folder / "output/testimonials")
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "output/testimonials").symlink_to(outside)
    (folder / "content/testimonials/bo.md").write_text(
        "---\nauthor: Bo\nconsent: {granted: 2026-01-01, scope: [quote, name]}\n---\nChanged.\n"
    )
    result = run("build", cwd=folder)
    assert (result.exit_code, result.codes) == (3, ["GW805"])
    assert list(outside.iterdir()) == []


def test_two_builds_at_once_do_not_meet(site: Make) -> None:
    import fcntl

    folder = site(SITE)
    build(folder)
    with (folder / ".goodword/lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = run("build", cwd=folder)
    assert (result.exit_code, result.codes) == (3, ["GW803"])


def test_a_folder_that_cannot_be_written_is_told(site: Make) -> None:
    folder = site(SITE)
    (folder / "output").write_text("a file where the folder should be")
    result = run("build", cwd=folder)
    assert result.exit_code == 3
    assert result.codes[0].startswith("GW80")


def test_addresses_carry_the_path_of_the_url(site: Make) -> None:
    made = build(site(SITE))
    home = made.read("/")
    assert 'href="/proof/testimonials/"' in home
    assert 'rel="canonical" href="https://tandem.example/proof/"' in home
    assert ["/proof/old/ana/", "/proof/testimonials/ana/", "301"] in [
        line.split() for line in made.read("/_redirects").splitlines()
    ]
    assert "https://shop.example/start?plan=a&amp;ref=k7wq2mzp" in made.read("/r/k7wq2mzp/")


def test_an_empty_site_builds_and_says_that_it_is_empty(site: Make) -> None:
    made = build(site("-- content/testimonials/README.md --\nNothing yet.\n"))
    assert made.has("/testimonials/")
    assert made.has("/404.html")


def test_version_of_an_entry_lies_below_its_language(site: Make) -> None:
    made = build(
        site(
            "-- site.yaml --\nname: T\nurl: https://t.example\nlanguages: [en, es]\n"
            "-- content/articles/heat.md --\n---\ntitle: Heat\ndate: 2026-01-01\n---\nWarm.\n"
            "-- content/articles/heat.es.md --\n---\ntitle: Calor\n---\nCaliente.\n"
            "-- content/articles/cold.md --\n---\ntitle: Cold\n---\nBrr, see [heat](heat.md).\n"
        )
    )
    spanish = made.read("/es/articles/heat/")
    assert "Caliente." in spanish
    assert 'hreflang="en" href="https://t.example/articles/heat/"' in spanish
    assert 'hreflang="x-default" href="https://t.example/articles/heat/"' in spanish
    assert 'hreflang="es" href="https://t.example/es/articles/heat/"' in made.read("/articles/heat/")
    assert not made.has("/es/articles/cold/")
    assert 'href="/articles/cold/"' in made.read("/es/articles/")
    assert 'href="/articles/heat/"' in made.read("/articles/cold/")


def test_all_problems_come_in_one_run_also_with_a_broken_site_file(site: Make) -> None:
    folder = site(
        "-- site.yaml --\nname: T\nurl: nowhere\n"
        "-- content/testimonials/a.md --\n---\nautor: Ana\n---\nWords.\n"
        "-- content/awards.yaml --\n- {id: cup, name: Cup, awarder: Press, year: soon}\n"
    )
    result = run("build", cwd=folder)
    assert result.exit_code == 1
    for place in ("site.yaml:2:", "content/testimonials/a.md:2:", "content/awards.yaml:1:"):
        assert place in result.stderr


def test_an_alias_never_takes_the_place_of_a_page(site: Make) -> None:
    folder = site(SITE.replace("aliases: [/old/ana/]", "aliases: [/testimonials/]"))
    result = run("build", cwd=folder)
    assert (result.exit_code, result.codes) == (1, ["GW309"])
    assert "content/testimonials/ana.md:" in result.stderr


def test_a_clock_that_is_no_number_is_told(site: Make) -> None:
    result = run("build", cwd=site(SITE), env={"SOURCE_DATE_EPOCH": "soon"})
    assert (result.exit_code, result.codes) == (3, ["GW808"])


@pytest.mark.parametrize("gone", ["testimonials", "robots.txt"])
def test_what_lies_at_the_top_of_the_output_is_looked_for_even_with_nothing_changed(site: Make, gone: str) -> None:
    here = site(SITE)
    made = build(here).files
    path = here / "output" / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert build(here).files == made


def test_each_file_that_is_missing_at_the_top_comes_back_and_nothing_else_is_touched(site: Make) -> None:
    here = site(SITE.replace("hosting: {target: netlify}\n", ""))
    made = build(here).files
    mine = {"_headers": b"mine", "nginx.conf": b"mine too", "notes/a.html": b"also mine"}
    for name, data in mine.items():
        (here / "output" / name).parent.mkdir(exist_ok=True)
        (here / "output" / name).write_bytes(data)
    for name in sorted({name for name in made if "/" not in name}):
        for options in ((), ("--verify",)):
            (here / "output" / name).unlink()
            assert build(here, *options).files == made | mine, name
    shutil.rmtree(here / ".goodword")
    assert build(here).files == made | mine


@pytest.mark.parametrize(("target", "name"), [("netlify", "_redirects"), ("nginx", "nginx.conf")])
def test_old_addresses_do_not_outlive_the_state_in_the_file_of_another_host(site: Make, target: str, name: str) -> None:
    here = site(SITE.replace("target: netlify", f"target: {target}"))
    assert "/old/ana/" in build(here).read(name)
    config = here / "site.yaml"
    config.write_text(config.read_text().replace(f"target: {target}", "target: github"))
    shutil.rmtree(here / ".goodword")
    assert name not in build(here).files


def test_what_went_from_the_output_by_hand_is_forgotten(site: Make) -> None:
    here = site(SITE + "-- content/articles/one.md --\n---\ntitle: One\ndate: 2026-01-01\n---\nWords.\n")
    build(here)
    shutil.rmtree(here / "output/articles")
    shutil.rmtree(here / "content/articles")
    build(here)
    (here / "content/testimonials/bo.md").write_text((here / "content/testimonials/bo.md").read_text() + "\nStill.\n")
    said = build(here).result.stderr
    assert " unchanged" in said and " 0 unchanged" not in said


def test_a_private_folder_inside_the_content_is_not_published_by_a_link(site: Make) -> None:
    here = site(
        SITE
        + "-- content/priv/n.txt --\nsecret words\n-- content/pages/p.md --\n---\ntitle: P\n---\n[n](../priv/n.txt)\n"
    )
    made = build(here, env={"GOODWORD_PRIVATE": str(here / "content/priv")})
    assert not made.holding("secret words")


def test_without_the_state_nothing_that_goodword_wrote_is_left_behind(site: Make) -> None:
    """Search and embeds hold people's words: whoever takes them back is gone from there, too."""
    folder = site(SITE.replace("name: Tandem", "name: Tandem\nembeds: {}\nsearch: true", 1))
    before = files(build(folder).folder)
    assert {"api/search.en.json", "embed/wall.json", "embed/goodword.js"} <= before.keys()
    shutil.rmtree(folder / ".goodword")
    text = (folder / "site.yaml").read_text(encoding="utf-8")
    (folder / "site.yaml").write_text(text.replace("embeds: {}\n", "").replace("search: true\n", ""), encoding="utf-8")
    after = files(build(folder).folder)
    assert not [name for name in after if name.startswith(("embed/", "api/search"))]


def test_a_pipe_in_the_place_of_a_page_is_found_and_mended(site: Make) -> None:
    folder = site(SITE)
    page = build(folder).folder / "index.html"
    before = page.read_bytes()
    page.unlink()
    os.mkfifo(page)
    build(folder, "--verify")
    assert page.is_file() and page.read_bytes() == before
