"""After any sequence of edits a build gives what a clean one gives: the same files, the same words about them."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from broken_sites import tree
from changing_site import ChangingSite, State
from goodword.build import rendering
from goodword.build.engine import build
from goodword.outputs import environment, landing_moulds
from goodword.problems import SiteError

# As in test_workers.py; and these tests fork, whatever threads the tests around them have.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
# Of the share kits: another one each time, now and then none.
SECRETS = ("a secret that the test has made for itself", "another secret, as long as it has to be", "")
SEED = int(os.environ.get("GOODWORD_TEST_SEED", "3"))


class Outcome(NamedTuple):
    """What a build came to: all that a person can tell of it. files: None where it failed."""

    files: dict[str, bytes] | None
    told: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    next_change: str = ""
    pages: int = 0


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worker processes take part, and templates are specialised, for a handful of pages already."""
    monkeypatch.setattr(rendering, "WORTH_IT", 1)
    monkeypatch.setattr(rendering, "CARDS_WORTH_IT", 1)
    monkeypatch.setattr(environment, "_MANY", 3)
    monkeypatch.setattr(landing_moulds, "_BEFORE", {False: 0, True: 0})
    monkeypatch.setattr(landing_moulds, "_TRIALS", 0)


def outcome(folder: Path, state: State, **options: Any) -> Outcome:
    """What building the site in `folder` comes to."""
    try:
        built = build(folder, folder / "output", lambda _: state.day, **options)
    except SiteError as error:
        return Outcome(None, tuple(map(str, error.problems)))
    report = built.report
    files = {name: data for name, (data, _) in tree(folder / "output").items()}
    told, hidden = tuple(map(str, report.warnings)), tuple(map(str, report.hidden))
    assert len(files) == report.files
    return Outcome(files, told, hidden, str(report.next_change), report.pages)


def clean(folder: Path, state: State) -> Outcome:
    """What a build without any past comes to, and without any short cut: in one process, from templates as they are."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    state.write(folder)
    with pytest.MonkeyPatch.context() as plainly:
        plainly.setattr(environment, "_MANY", sys.maxsize)
        return outcome(folder, state, workers=1)


def differences(found: Outcome, expected: Outcome) -> str:
    """What is not as it should be, in a few lines; empty where nothing is."""
    if found == expected:
        return ""
    if found.files is None or expected.files is None:
        return f"told {found.told}, to be told {expected.told}"
    names = sorted(found.files.keys() | expected.files.keys())
    stale = [name for name in names if found.files.get(name) != expected.files.get(name)]
    return f"stale: {stale}\n{found._replace(files=None)}\n{expected._replace(files=None)}"


@pytest.mark.parametrize("part", range(4))
def test_after_any_edits_a_build_gives_what_a_clean_one_gives(
    tmp_path: Path, rounds: Any, figure: Any, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = SEED * 4 + part
    changing, random, secrets = ChangingSite(seed), Random(seed), Random(seed)
    folder, apart = tmp_path / "one" / "site", tmp_path / "other" / "site"
    folder.mkdir(parents=True)
    edits, wanted, failed, workers_used = 0, rounds(50, 600), 0, set()
    expected = Outcome({}, ())
    while edits < wanted or not failed:
        for _ in range(random.choice([1, 1, 1, 2, 5])):
            changing.edit(mend=expected.files is None)
            edits += 1
        before = tree(folder / "output")
        changing.write(folder)
        monkeypatch.setenv("GOODWORD_SECRET", secrets.choice([SECRETS[0], *SECRETS]))
        workers = random.choice([1, 1, 2, 3])
        found = outcome(folder, changing.state, workers=workers, verify=random.random() < 0.05)
        workers_used.add(workers)
        expected = clean(apart, changing.state)
        steps = "\n".join(changing.history)
        assert not differences(found, expected), (
            f"seed {seed}, {workers} workers\n{steps}\n{differences(found, expected)}"
        )
        if found.files is None:
            failed += 1
            assert tree(folder / "output") == before, f"a build that failed changed the output: seed {seed}\n{steps}"
    assert len(workers_used) == 3
    assert 0 < failed < edits / 2, "some builds fail, and most do not"
    figure(f"random edits, seed {seed}", edits)
    figure(f"of which left a site that cannot be built, seed {seed}", failed)


def test_the_same_bytes_with_any_number_of_workers_and_from_any_folder(tmp_path: Path) -> None:
    changing = ChangingSite(SEED)
    expected = clean(tmp_path / "first" / "site", changing.state)
    assert expected.files and any(name.startswith("r/") for name in expected.files)
    for workers in (2, 7):
        folder = tmp_path / f"with {workers}" / "Elsewhere"
        folder.mkdir(parents=True)
        changing.state.write(folder)
        assert not differences(outcome(folder, changing.state, workers=workers), expected)


def test_the_same_bytes_from_files_made_in_another_order(tmp_path: Path) -> None:
    changing = ChangingSite(SEED)
    expected = clean(tmp_path / "first", changing.state)
    folder = tmp_path / "second"
    for name, data in sorted(changing.state.files().items(), reverse=True):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    assert not differences(outcome(folder, changing.state, workers=1), expected)


def test_the_same_bytes_with_another_hash_seed(tmp_path: Path) -> None:
    from sites import build as build_apart

    folder = tmp_path / "site"
    folder.mkdir()
    changing = ChangingSite(SEED)
    changing.state.write(folder)
    day = str(changing.state.day)
    made = [
        build_apart(folder, "--clean", "--workers", workers, today=day, env={"PYTHONHASHSEED": seed}).files.copy()
        for seed, workers in (("0", "1"), ("1", "2"), ("4294967295", "7"))
    ]
    assert made[0] == made[1] == made[2]
