"""The benchmarks measure what they say: the same corpus every time, a whole site of it, whole trees of processes."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from goodword.referral.codes import look_alike_key
from sites import ROOT, build

PYTHON = (sys.executable, "-c")
NAMES = ("cards", "cold", "corpus", "eleventy_site", "goals", "goodword_site", "ground", "hugo_site", "kits", "measure")
NAMES += ("memory", "outputs", "photos", "report", "results", "warm", "writer")


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The modules of benchmarks/ by name."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    return {name: importlib.import_module(name) for name in NAMES}


@pytest.fixture
def ground(bench: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The smallest size, one round, Goodword and the raw writer alone."""
    monkeypatch.setattr(bench["ground"], "CACHE", tmp_path)
    return bench["ground"].Ground("T", 1, {})


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("generator", ["goodword_site", "hugo_site", "eleventy_site"])
def test_the_same_seed_writes_the_same_site(bench: dict[str, Any], tmp_path: Path, generator: str) -> None:
    corpus = bench["corpus"]
    for name, seed in (("one", 20), ("two", 20), ("other", 21)):
        (tmp_path / name).mkdir()
        bench[generator].write(corpus.corpus(corpus.SIZES["T"], seed), tmp_path / name)
    assert written(tmp_path / "one") == written(tmp_path / "two")
    assert written(tmp_path / "one") != written(tmp_path / "other")


def test_two_sizes_differ_in_their_advocates_only(bench: dict[str, Any]) -> None:
    corpus = bench["corpus"]
    few, many = (corpus.corpus(corpus.Size(40, 8, 6, count)) for count in (10, 300))
    assert (few.testimonials, few.cases, few.awards) == (many.testimonials, many.cases, many.awards)
    assert list(few.advocates) == list(many.advocates)[:10]
    assert list(many.advocates) == list(many.advocates), "they are made anew, and the same"


def test_no_code_looks_like_another(bench: dict[str, Any]) -> None:
    made = [one.code for one in bench["corpus"].Advocates(20_000, 21)]
    assert [look_alike_key(code) for code in made] == made, "no letter of them can be taken for another"
    assert len(set(made)) == 20_000


def test_every_entry_of_the_corpus_gets_its_page(bench: dict[str, Any], tmp_path: Path) -> None:
    corpus, outputs = bench["corpus"], bench["outputs"]
    given = corpus.corpus(corpus.SIZES["T"])
    bench["goodword_site"].write(given, tmp_path)
    pages = build(tmp_path).pages
    assert outputs.assert_whole(given, tmp_path / "output") == len(pages) > 100
    (tmp_path / "output" / "testimonials" / "voice-0003" / "index.html").unlink()
    with pytest.raises(AssertionError, match="39 pages at testimonials/voice-, not 40"):
        outputs.assert_whole(given, tmp_path / "output")


def test_outputs_with_another_link_or_page_are_not_alike(bench: dict[str, Any], tmp_path: Path) -> None:
    corpus, outputs = bench["corpus"], bench["outputs"]
    given = corpus.corpus(corpus.Size(0, 0, 0, 1))
    code = next(iter(given.advocates)).code
    page = "<p>The words of a page.</p>" * 9 + '<blockquote><a href="/{}/">x</a></blockquote><a href="{}">'
    for name, link in (("one", "/a/?b&amp;c"), ("same", "/a/?b&#38;c"), ("other", "/a/?b")):
        (tmp_path / name / "r" / code).mkdir(parents=True)
        (tmp_path / name / "r" / code / "index.html").write_text(page.format(name, link))
    one, same, other = (tmp_path / name for name in ("one", "same", "other"))
    outputs.assert_alike(given, one, {"same": same})
    with pytest.raises(AssertionError, match=r"other, r/\w+/: \['/a/\?b', '/a/\?b&c'\]"):
        outputs.assert_alike(given, one, {"other": other})
    (same / "more.html").write_text("")
    with pytest.raises(AssertionError, match=r"more\.html"):
        outputs.assert_alike(given, one, {"same": same})


def test_the_raw_writer_writes_files_of_the_same_sizes(bench: dict[str, Any], tmp_path: Path) -> None:
    built, writer = tmp_path / "built", bench["writer"]
    (built / "a" / "b").mkdir(parents=True)
    (built / "a" / "b" / "index.html").write_bytes(b"x" * 12_345)
    (built / "large").write_bytes(b"x" * (writer.BLOCK * 2 + 1))
    (built / "robots.txt").write_bytes(b"")
    writer.write_manifest(built, tmp_path / "manifest")
    writer.write_files(tmp_path / "manifest", tmp_path / "floor")
    sizes = {name: len(data) for name, data in written(tmp_path / "floor").items()}
    assert sizes == {"a/b/index.html": 12_345, "large": writer.BLOCK * 2 + 1, "robots.txt": 0}


def test_a_run_is_measured_with_its_children(bench: dict[str, ModuleType]) -> None:
    busy = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(4_000_000))'], check=True)"
    found = bench["measure"].run([*PYTHON, busy])
    assert found.cpu > 0.05, "the child's time counts"
    assert found.wall > 0
    assert found.peak == 0, "nobody looked"
    with pytest.raises(RuntimeError, match="ended with 3"):
        bench["measure"].run([*PYTHON, "raise SystemExit(3)"])


def test_on_linux_a_child_that_nobody_waited_for_counts(bench: dict[str, ModuleType]) -> None:
    left = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'sum(range(8_000_000))'])"
    counted = bench["measure"].run([*PYTHON, left]).cpu > 0.1
    assert counted == sys.platform.startswith("linux")


def test_the_memory_of_all_processes_is_taken_together(bench: dict[str, Any]) -> None:
    hold = "import sys, time; kept = bytearray(b'x') * 40_000_000; time.sleep(0.4)"
    two = f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}; child.wait()"
    found = bench["measure"].run([*PYTHON, two], watch=True)
    most = 130e6 if bench["memory"].SUPPORTED else 70e6
    assert most - 50e6 < found.peak < most


def test_what_was_written_is_told_from_what_was_not(bench: dict[str, Any], tmp_path: Path) -> None:
    outputs = bench["outputs"]
    (tmp_path / "r").mkdir()
    for name in ("same", "edited", "again", "gone"):
        (tmp_path / "r" / name).write_text(f"The words of {name}.")
    before = outputs.snapshot(tmp_path)
    (tmp_path / "r" / "edited").write_text("Other words.")
    (tmp_path / "new").write_text("The words of again.")
    (tmp_path / "new").rename(tmp_path / "r" / "again")
    (tmp_path / "r" / "gone").unlink()
    (tmp_path / "added").write_text("Other words.")
    assert outputs.changed(before, outputs.snapshot(tmp_path)) == {"r/edited", "r/again", "r/gone", "added"}
    assert outputs.showing(tmp_path, "Other words.") == {"r/edited", "added"}


def test_the_landing_pages_that_show_a_testimonial_are_found_by_its_words(bench: dict[str, Any], ground: Any) -> None:
    ground.build("goodword", 0)
    found = bench["outputs"].shown_on(ground.corpus, ground.output("goodword", 0))
    assert found.total() == 3 * 20, "three on each landing page"
    slug, count = found.most_common(1)[0]
    first_words = next(one.body for one in ground.corpus.testimonials if one.slug == slug).split("*")[0]
    assert len(bench["outputs"].showing(ground.output("goodword", 0) / "r", first_words)) == count


def test_the_row_of_cards_has_builds_without_with_and_with_those_of_before(bench: dict[str, Any], ground: Any) -> None:
    row = bench["cards"].measure(ground)
    assert {name: len(runs) for name, runs in row.runs.items()} == {"goodword": 1, "cards": 1, "cached": 1}
    # the site's, the program's, those of advocates, awards, testimonials and case studies
    assert row.facts["cards"] > 40 + 8 + 20
    assert "share cards, each of which takes" in "\n".join(bench["report"]._size("T", {"cards": row}))


def test_the_row_of_pictures_has_builds_without_with_and_with_those_of_before(
    bench: dict[str, Any], ground: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench["photos"], "_MOST", 3)
    row = bench["photos"].measure(ground)
    assert {name: len(runs) for name, runs in row.runs.items()} == {"goodword": 1, "pictures": 1, "cached": 1}
    assert row.facts["photos"] == 3
    assert "With 3 photos" in "\n".join(bench["report"]._size("T", {"pictures": row}))


def test_the_row_of_kits_has_builds_with_and_without_them(bench: dict[str, Any], ground: Any) -> None:
    row = bench["kits"].measure(ground)
    assert {name: len(runs) for name, runs in row.runs.items()} == {"goodword": 1, "kits": 1, "edit": 1}
    assert row.facts["kits"] == 20
    assert "With 20 share kits" in "\n".join(bench["report"]._size("T", {"kits": row}))


def test_rows_over_an_output_say_what_was_written(bench: dict[str, Any], ground: Any) -> None:
    found = bench["warm"].measure(ground, ["nothing", "worst", "tagline", "name"])
    assert {name: len(row.runs["goodword"]) for name, row in found.items()} == dict.fromkeys(found, 1)
    assert found["worst"].facts["landing"] > 1
    assert found["tagline"].facts["files"] < found["worst"].facts["files"] < found["name"].facts["files"]
    assert found["name"].facts["files"] <= found["nothing"].facts["files"]


def test_a_build_that_writes_though_nothing_changed_is_refused(
    bench: dict[str, Any], ground: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm = bench["warm"]
    build_as_ever = warm.goodword

    def build_and_touch(site: Path, output: Path, *options: str) -> Any:
        done = build_as_ever(site, output, *options)
        (output / "robots.txt").write_bytes((output / "robots.txt").read_bytes())
        return done

    monkeypatch.setattr(warm, "goodword", build_and_touch)
    with pytest.raises(AssertionError, match=r"written though nothing changed: \['robots.txt'\]"):
        warm.measure(ground, ["nothing"])
    with pytest.raises(AssertionError, match=r"against what they show: \['robots.txt'\]"):
        warm.measure(ground, ["tagline"])


def test_cold_builds_take_turns_and_are_watched_once(bench: dict[str, Any], ground: Any) -> None:
    found = bench["cold"].measure(ground, ["cold", "landing"])
    cold, landing = found["cold"], found["landing"]
    assert list(cold.runs) == ["goodword", "writer"]
    assert list(landing.runs) == ["goodword", "few", "writer", "few written"]
    assert cold.peak["goodword"] > 2**20
    assert (landing.facts["few"], landing.facts["advocates"]) == (2, 20)
    assert bench["goals"].each_further(landing, "goodword", "few") < 0.1


def test_goals_are_kept_missed_or_not_measured(bench: dict[str, Any]) -> None:
    run, row, goals = bench["measure"].Run, bench["ground"].Row, bench["goals"]
    rows = {"goodword": [run(1.0, 2.0), run(3.0, 3.0), run(2.0, 2.0)], "hugo": [run(2.0, 2.0)] * 3}
    results = {"S": {"cold": row(rows), "verify": row({})}}
    kept = goals.Goal("S", "cold", "wall", 1.0, goals.by("hugo", goals.wall))
    assert kept.judged(results) == ("1.00 (0.50-1.50)", True)
    assert goals.Goal("S", "cold", "wall", 0.9, kept.value).judged(results) == ("1.00 (0.50-1.50)", False)
    assert goals.Goal("S", "cold", "", 1.0, goals.by("eleventy", goals.cpu)).judged(results)[1] is None
    assert goals.Goal("M", "cold", "", 1.0, kept.value).judged(results) == ("not measured", None)
    assert goals.Goal("S", "verify", "", 1.0, goals.seconds).judged(results) == ("not there yet", None)


def test_one_more_landing_page_is_the_difference_by_the_pages(bench: dict[str, Any]) -> None:
    run, row, goals = bench["measure"].Run, bench["ground"].Row, bench["goals"]
    costs = {"goodword": 1.9, "few": 1.0, "writer": 0.4, "few written": 0.1}
    found = row({name: [run(9.0, cpu)] for name, cpu in costs.items()}, {}, {"advocates": 1000, "few": 100})
    assert goals.each_further(found, "goodword", "few") == pytest.approx(0.001)
    assert goals.further_by_writer(found) == [pytest.approx(3.0)]
    assert goals.in_proportion(found) == [pytest.approx(0.1)]


def test_results_keep_the_rows_that_a_run_did_not_measure(
    bench: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    results, row, run = bench["results"], bench["ground"].Row, bench["measure"].Run
    monkeypatch.setattr(results, "FILE", tmp_path / "results.json")
    assert results.load() == {}
    facts = {"advocates": 1000, "on": "a calm day"}
    old = {"S": {"edit": row({"goodword": [run(0.5, 0.25)]}, {}, facts | {"files": 7}), "verify": row({}, {}, facts)}}
    results.save(results.merge(old, {"S": {"verify": row({"goodword": [run(2.0, 1.0)]}, {}, facts)}}))
    kept = results.load()
    assert kept["S"]["edit"] == old["S"]["edit"]
    assert kept["S"]["verify"].runs["goodword"] == [run(2.0, 1.0)]
    told = bench["report"].report(kept | {"M": {"verify": row({}, {}, facts)}})
    assert "| one testimonial edited | 7 | 0.50 | 0.25 | 1 |" in told
    assert "not there yet" in told
    assert "a calm day" in told
