"""Goodword as others have it: a wheel, a fresh Python environment, no network, nothing of this repository at hand."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
import venv
from pathlib import Path

from packaging.requirements import Requirement

from sites import ROOT, environment

_QUIET = ["--quiet", "--no-index", "--disable-pip-version-check"]


def make_wheel(folder: Path) -> Path:
    """The wheel of this checkout, built without the network."""
    options = [*_QUIET, "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(ROOT)], check=True)
    (wheel,) = folder.glob("goodword-*-py3-none-any.whl")
    return wheel


def make_environment(folder: Path) -> Path:
    """The `bin` of a new environment that holds pip and what Goodword needs at run time, but not Goodword."""
    venv.create(folder, with_pip=True, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    for distribution in _needed("goodword"):
        tops = {Path(str(file)).parts[0] for file in distribution.files or () if ".." not in Path(str(file)).parts}
        for top in sorted(tops - {"__pycache__"}):
            target = packages / top
            if not target.exists():
                target.symlink_to(Path(str(distribution.locate_file(top))))
    return folder / "bin"


def outside(bin_folder: Path, **more: str) -> dict[str, str]:
    """The variables of a shell in which that environment is active: one day, no network for pip, no PYTHONPATH."""
    kept = {name: value for name, value in environment().items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
    return kept | {"PATH": path, "VIRTUAL_ENV": str(bin_folder.parent), "PIP_NO_INDEX": "1"} | more


def _needed(name: str) -> list[importlib.metadata.Distribution]:
    """Everything that the package `name` needs to run, not itself; by the names in pyproject.toml and the metadata."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == name
    waiting, found = list(project["dependencies"]), {}
    while waiting:
        wanted = Requirement(waiting.pop())
        if wanted.name.lower() in found or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        distribution = importlib.metadata.distribution(wanted.name)
        found[wanted.name.lower()] = distribution
        waiting += distribution.requires or []
    return list(found.values())
