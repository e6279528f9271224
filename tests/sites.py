"""Small sites for tests: a folder from one string, `goodword` run on it as a person would, and what came out.

site = make_site(tmp_path, '''
    -- content/testimonials/ana.md --
    ---
    role: Head of Operations
    consent: {granted: 2026-05-01, method: email, scope: [quote, role]}
    ---
    It just works.
    ''')
assert "It just works." in build(site).read("/testimonials/")
"""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from forked import Starter

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-06-15"
EXAMPLE_DAY = "2026-11-22"
SITE = "name: Tandem Tools\nurl: https://tandem.example\n"
_MARKER = re.compile(r"^-- (\S.*?) --$", re.MULTILINE)
_CODE = re.compile(r"\bGW\d{3}\b")
# Variables that Python or the C library reads when it starts.
_READ_AT_START = ("PYTHON", "LC_", "LANG")


def make_site(folder: Path, text: str = "") -> Path:
    """Writes every `-- path --` of `text` below `folder`, and a site.yaml when none is given; returns `folder`.

    The text is dedented as a whole. Each file ends with one line end; an empty part is an empty file.
    """
    parts = _MARKER.split(textwrap.dedent(text))
    if parts[0].strip():
        raise ValueError(f"text before the first marker: {parts[0].strip()[:60]!r}")
    files = dict(zip(parts[1::2], parts[2::2], strict=True))
    for name, body in ({"site.yaml": SITE} | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        stripped = body.strip("\n")
        path.write_text(f"{stripped}\n" if stripped else "", encoding="utf-8", newline="")
    return folder


def make_picture(path: Path, width: int = 40, height: int = 40, **options: Any) -> Path:
    """A picture in the format that the name says; `options` go to Pillow's `save` (`exif=`, `quality=`)."""
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.linear_gradient("L") as gradient, gradient.resize((width, height)).convert("RGB") as picture:
        picture.save(path, **options)
    return path


@dataclass(frozen=True)
class Result:
    """How one run of `goodword` ended."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def codes(self) -> list[str]:
        """The codes of all problems that were told, in order, with repetitions."""
        return _CODE.findall(self.stderr)

    @property
    def document(self) -> Any:
        """What `--format json` printed."""
        return json.loads(self.stdout)


def run(
    *arguments: str | Path,
    cwd: Path,
    today: str = TODAY,
    env: dict[str, str] | None = None,
    stdin: str = "",
    timeout: float = 120,
) -> Result:
    """Runs `goodword ARGUMENTS` in `cwd` on the day `today`, in an environment without any other GOODWORD_ variable.

    Fails at once when a traceback is shown: nothing may end in one.
    """
    variables = environment(today) | (env or {})
    if any(name.startswith(_READ_AT_START) for name in env or {}):
        command = [sys.executable, "-m", "goodword", *map(str, arguments)]
        given: dict[str, Any] = {"capture_output": True, "text": True, "encoding": "utf-8"}
        ended = subprocess.run(command, cwd=cwd, env=variables, input=stdin, timeout=timeout, **given)
    else:
        ended = _starter().run(list(map(str, arguments)), cwd, variables, stdin, timeout)
    result = Result(ended.returncode, ended.stdout, ended.stderr)
    assert "Traceback (most recent call last)" not in result.stderr + result.stdout, result.stderr
    assert "GW999" not in result.stderr, f"{result.stderr}\n{_crash(cwd)}"
    return result


@cache
def _starter() -> Starter:
    starter = Starter(environment())
    atexit.register(starter.close)
    return starter


def environment(today: str = TODAY) -> dict[str, str]:
    """The variables of a run: this source tree, one day, no colours, nothing of the machine's own settings."""
    kept = {
        n: v for n, v in os.environ.items() if not n.startswith("GOODWORD_") and n not in ("NO_COLOR", "FORCE_COLOR")
    }
    for github in [n for n in kept if n.startswith("GITHUB_")]:
        del kept[github]
    noon = datetime.fromisoformat(f"{today}T12:00:00").replace(tzinfo=UTC)
    return kept | {"PYTHONPATH": str(ROOT / "generator"), "SOURCE_DATE_EPOCH": str(int(noon.timestamp()))}


@dataclass(frozen=True)
class Output:
    """What a build wrote: `folder`, and how the run ended."""

    folder: Path
    result: Result = field(repr=False)

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file by its path with `/`, in order."""
        found = sorted(path for path in self.folder.rglob("*") if path.is_file() and path.name != ".gitkeep")
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    @property
    def pages(self) -> list[str]:
        """The addresses of all HTML pages: `/`, `/testimonials/`, `/404.html`."""
        return [_address(name) for name in self.files if name.endswith(".html")]

    def read(self, address: str) -> str:
        """The text at an address (`/r/K7/`) or of a file (`feed.xml`); fails with the pages that there are."""
        name = address.lstrip("/")
        if not name or name.endswith("/"):
            name += "index.html"
        assert name in self.files, f"{address} is not in the output; there is {', '.join(self.files)}"
        return self.files[name].decode()

    def has(self, address: str) -> bool:
        """Whether something stands at `address`."""
        name = address.lstrip("/")
        return (name + "index.html" if not name or name.endswith("/") else name) in self.files

    def holding(self, text: str) -> list[str]:
        """The files that hold `text`, as it is or escaped for HTML, JSON or a URL."""
        import html
        from urllib.parse import quote

        forms = {text, html.escape(text), json.dumps(text)[1:-1], quote(text)}
        needles = [form.encode() for form in forms]
        return [name for name, data in self.files.items() if any(needle in data for needle in needles)]


def build(site: Path, *options: str, today: str = TODAY, env: dict[str, str] | None = None) -> Output:
    """`goodword build` that has to succeed; with `--drafts` the output is the preview."""
    result = run("build", *options, cwd=site, today=today, env=env)
    assert result.exit_code == 0, result.stderr
    return Output(site / (".goodword/preview" if "--drafts" in options else "output"), result)


@cache
def example() -> Output:
    """The example site, built once for all tests of this process, from nothing: read it, never change it."""
    folder = Path(tempfile.mkdtemp(prefix="goodword-example-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return build(_sources(folder, {}), today=EXAMPLE_DAY)


def copy_example(folder: Path, changes: dict[str, str] | None = None) -> Path:
    """The sources of the example site in `folder`; `changes` are made in its site.yaml, each must be found there.

    What was drawn comes along, as in a folder that was built before: to draw takes longer than all the rest.
    """
    _hand_on(example().folder.parent, folder)
    return _sources(folder, changes or {})


def _hand_on(giving: Path, taking: Path) -> None:
    for name in ("pictures", "cards"):
        shutil.copytree(giving / ".goodword" / name, taking / ".goodword" / name, dirs_exist_ok=True)


def _sources(folder: Path, changes: dict[str, str]) -> Path:
    settings = (ROOT / "site.yaml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert settings.count(old) == 1, f"site.yaml of the example does not say {old!r} once"
        settings = settings.replace(old, new)
    shutil.copytree(ROOT / "content", folder / "content")
    (folder / "site.yaml").write_text(settings, encoding="utf-8")
    return folder


def build_example(folder: Path, changes: dict[str, str] | None = None) -> Output:
    """The example site, copied to `folder` and built on a day on which nothing but what is meant to has ended."""
    made = build(copy_example(folder, changes), today=EXAMPLE_DAY)
    _hand_on(folder, example().folder.parent)
    return made


def _address(name: str) -> str:
    return "/" + name.removesuffix("index.html") if name == "index.html" or name.endswith("/index.html") else "/" + name


def _crash(cwd: Path) -> str:
    log = cwd / ".goodword" / "crash.log"
    return log.read_text(encoding="utf-8") if log.exists() else ""
