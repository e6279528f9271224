"""The package as others install it: complete, with the themes, and without anything of the example or the tests."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sites import ROOT, environment


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unpacked wheel, built without the network by what the lock pins."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
    (wheel,) = folder.glob("goodword-*-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site-packages")
    return folder / "site-packages"


def test_every_file_of_the_themes_is_in_it(installed: Path) -> None:
    tracked = subprocess.run(["git", "ls-files", "themes"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in tracked.stdout.splitlines():
        if (ROOT / name).is_file():
            assert (installed / "goodword" / name).read_bytes() == (ROOT / name).read_bytes()


def test_every_module_is_in_it_and_nothing_else(installed: Path) -> None:
    def modules(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*.py")}

    assert modules(installed) == modules(ROOT / "generator")
    tops = {path.name for path in installed.iterdir()}
    assert {name.partition("-")[0] for name in tops} == {"goodword"}


def test_it_runs_where_the_repository_is_not(installed: Path, tmp_path: Path) -> None:
    code = "import goodword, sys; print(goodword.__file__); from goodword.cli import main; sys.exit(main(['--help']))"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment() | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith(str(installed))
    assert "build" in ended.stdout
