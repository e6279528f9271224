"""The benchmarks measure what they say: the same corpus every time, and a whole site made of it."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from sites import ROOT, build


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    """The modules of benchmarks/ by name."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    names = ("corpus", "goodword_site", "hugo_site", "measure", "run")
    return {name: importlib.import_module(name) for name in names}


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("generator", ["goodword_site", "hugo_site"])
def test_the_same_seed_writes_the_same_site(bench: dict[str, ModuleType], tmp_path: Path, generator: str) -> None:
    corpus = bench["corpus"]
    for name, seed in (("one", 20), ("two", 20), ("other", 21)):
        (tmp_path / name).mkdir()
        bench[generator].write(corpus.corpus(corpus.SIZES["T"], seed), tmp_path / name)
    assert written(tmp_path / "one") == written(tmp_path / "two")
    assert written(tmp_path / "one") != written(tmp_path / "other")


def test_every_entry_of_the_corpus_gets_its_page(bench: dict[str, ModuleType], tmp_path: Path) -> None:
    corpus = bench["corpus"]
    given = corpus.corpus(corpus.SIZES["T"])
    bench["goodword_site"].write(given, tmp_path)
    pages = build(tmp_path).pages
    assert sum(page.startswith("/r/") for page in pages) == 20
    assert sum(page.startswith("/testimonials/voice-") for page in pages) == 40
    for start, number in bench["run"].wall_pages(given).items():
        assert sum(page.startswith(f"/{start}") for page in pages) == number, start


def test_the_raw_writer_writes_files_of_the_same_sizes(bench: dict[str, ModuleType], tmp_path: Path) -> None:
    built = tmp_path / "built"
    (built / "a" / "b").mkdir(parents=True)
    (built / "a" / "b" / "index.html").write_bytes(b"x" * 12_345)
    (built / "robots.txt").write_bytes(b"")
    bench["measure"].write_manifest(built, tmp_path / "manifest")
    bench["measure"].write_files(tmp_path / "manifest", tmp_path / "floor")
    sizes = {name: len(data) for name, data in written(tmp_path / "floor").items()}
    assert sizes == {"a/b/index.html": 12_345, "robots.txt": 0}


def test_a_run_is_measured_as_a_whole_process(bench: dict[str, ModuleType]) -> None:
    busy = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(4_000_000))'], check=True)"
    found = bench["measure"].run([sys.executable, "-c", busy])
    assert found.cpu > 0.05, "the child's time counts"
    assert found.wall > 0
    assert found.peak > 2**20
    with pytest.raises(RuntimeError, match="ended with 3"):
        bench["measure"].run([sys.executable, "-c", "raise SystemExit(3)"])
