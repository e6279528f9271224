"""`goodword kit` when consents end, disks are full and runs are killed: what should go goes, and nothing else."""

from __future__ import annotations

import fcntl
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desk_kits import SITE, edit, kit, kits
from sites import environment, make_site, run

SITE_BO = "bo,Bo Ek,n4pr8vzt,es,2026-01-01,page|contact,"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site", SITE)


def test_who_takes_the_consent_back_leaves_nothing_behind(site: Path) -> None:
    kit(site)
    edit(site, "content/advocates.csv", "ana,Ana Silva,k7mw2bxq,,2026-01-01,page|name|contact,",
         "ana,Ana Silva,k7mw2bxq,,2026-01-01,page|name|contact,2026-06-10")  # fmt: skip
    result = kit(site, "bo")
    assert "Removed (1): ana." in result.stderr
    assert not any(path.startswith("ana") for path in kits(site))
    assert all(b"silva" not in data.lower() for data in kits(site).values())
    assert not (site / "private/out/kits/ana").exists()


def test_files_of_others_stay_and_are_told(site: Path) -> None:
    kit(site)
    (site / "private/out/kits/ana/letter.txt").write_text("mine")
    (site / "private/out/kits/other").mkdir()
    (site / "private/out/kits/other/list.txt").write_text("mine")
    edit(site, "content/advocates.csv", "ana,Ana Silva,k7mw2bxq,,2026-01-01,page|name|contact,",
         "ana,Ana Silva,k7mw2bxq,,2026-01-01,page|name,")  # fmt: skip
    result = kit(site)
    assert result.codes == ["GW453"]
    assert {path for path in kits(site) if not path.startswith("bo")} == {
        "ana/letter.txt", "other/list.txt", "kits.csv", "mailchimp.csv", "written.json",
    }  # fmt: skip


def test_a_folder_that_cannot_be_written(site: Path) -> None:
    (site / "private/out").mkdir()
    (site / "private/out/kits").write_text("a file")
    result = run("kit", "--anyway", cwd=site)
    assert result.exit_code == 3 and result.codes, result.stderr


def test_a_record_that_cannot_be_read(site: Path) -> None:
    kit(site)
    for text in ("{", '{"ana": ["kits/../../../site.yaml"]}', '{"ana": ["advocates.csv"]}', '{"ana": 1}'):
        (site / "private/out/kits/written.json").write_text(text)
        result = run("kit", cwd=site)
        assert (result.exit_code, result.codes) == (3, ["GW451"]), text
    assert (site / "site.yaml").exists()


def test_links_on_the_way_are_not_followed(site: Path, tmp_path: Path) -> None:
    kit(site)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/about.txt").write_text("precious")
    folder = site / "private/out/kits/ana"
    folder.rename(tmp_path / "moved")
    folder.symlink_to(tmp_path / "elsewhere")
    edit(site, "content/advocates.csv", "ana,Ana Silva,k7mw2bxq,,2026-01-01,page|name|contact,",
         "ana,Ana Silva,k7mw2bxq,,2026-01-01,page|name,")  # fmt: skip
    result = run("kit", "--anyway", cwd=site)
    assert (result.exit_code, result.codes) == (3, ["GW450"])
    assert (tmp_path / "elsewhere/about.txt").read_text() == "precious"


@pytest.mark.parametrize("number", range(4))
def test_a_run_that_is_killed_is_finished_by_the_next(site: Path, tmp_path: Path, number: int) -> None:
    more = [f"m{n:03},Mo {n},k7mw2c{a}{b},,2026-01-01,page|name|contact,\n"
            for n, (a, b) in enumerate((a, b) for a in "bcdfghjkmn" for b in "pqrtvwxz")]  # fmt: skip
    people = [f"m{n:03},Mo {n},mo{n}@x.example,,,,\n" for n in range(len(more))]
    for path, rows in (("content/advocates.csv", more), ("private/advocates.csv", people)):
        with (site / path).open("a") as file:
            file.writelines(rows)
    command = [sys.executable, "-m", "goodword", "kit", "--anyway"]
    running = subprocess.Popen(command, cwd=site, env=environment(), stderr=subprocess.DEVNULL)
    target = site / "private/out/kits"
    wanted = (1, 20, 300, 700)[number]
    while running.poll() is None and sum(1 for path in target.rglob("*") if path.is_file()) < wanted:
        time.sleep(0.01)
    running.kill()
    running.wait()
    recorded = json.loads((target / "written.json").read_text())
    written = {path for path in kits(site) if "/" in path and not path.rpartition("/")[2].startswith(".")}
    assert {f"kits/{path}" for path in written} <= {path for paths in recorded.values() for path in paths}
    # Everybody but Bo has taken the consent back before the next run.
    text = (site / "content/advocates.csv").read_text().replace("|contact,\n", ",\n")
    (site / "content/advocates.csv").write_text(text.replace("bo,Bo Ek,n4pr8vzt,es,2026-01-01,page,", SITE_BO))
    kit(site, secret="")
    alone = make_site(tmp_path / "alone", SITE)
    (alone / "content/advocates.csv").write_text((site / "content/advocates.csv").read_text())
    kit(alone, secret="")
    assert kits(site) == kits(alone)
    assert not [path for path in target.rglob("*") if path.name.startswith(".")]


def test_a_full_disk(site: Path, tmp_path: Path) -> None:
    def small_files_only() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))

    command = [sys.executable, "-m", "goodword", "kit", "--anyway"]
    ended = subprocess.run(
        command, cwd=site, env=environment(), capture_output=True, text=True, preexec_fn=small_files_only, check=False
    )
    assert ended.returncode == 3 and "GW870" in ended.stderr and "Traceback" not in ended.stderr
    assert "private/out/kits/ana/share-" in ended.stderr
    kit(site)
    whole = make_site(tmp_path / "whole", SITE)
    kit(whole)
    assert kits(site) == kits(whole)


def test_what_a_killed_run_left_half_written_goes(site: Path) -> None:
    kit(site)
    before = kits(site)
    for name in ("ana/.about.txt.77.part", "ana/texts/.sms.txt.77.part", ".kits.csv.77.part", ".written.json.77.part"):
        (site / "private/out/kits" / name).write_text("Ana")
    kit(site)
    assert kits(site) == before


def test_two_runs_at_once_do_not_mix(site: Path) -> None:
    kit(site)
    before = kits(site)
    with (site / "private/out/.kits.lock").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        result = run("kit", "--anyway", cwd=site)
        assert (result.exit_code, result.codes) == (3, ["GW454"])
    kit(site)
    assert kits(site) == before
