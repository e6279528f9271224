"""Builds in processes of their own that are ended at any moment, and what may lie in the output then."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from sites import ROOT, environment, make_site

_ASSET = re.compile(rb"""(?:href|src|poster)=["']?(/(?:assets|media|files)/[^"'\s>?#]+)""")
_LETTERS = "bcdfghjkmnpqrtvwx"


def large_site(folder: Path, word: str) -> Path:
    """A site of some hundred pages with pictures and landing pages, all of which say `word`."""
    from sites import make_picture

    quotes = "".join(f"q{n},Author {n},{word} {n},photos/a.png,2026-01-01,quote|name|photo\n" for n in range(20))
    codes = [f"k7wq{a}{b}zp" for a in _LETTERS for b in _LETTERS]
    people = "".join(f"a{n},Ana {n},{code},2026-01-01,page|name\n" for n, code in enumerate(codes))
    make_site(
        folder,
        f"-- site.yaml --\nname: {word}\nurl: https://tandem.example\ntheme: {{brand: '{BRAND[word]}'}}\n"
        f"-- content/testimonials.csv --\nid,author,quote,photo,consent.granted,consent.scope\n{quotes}"
        f"-- content/advocates.csv --\nid,public_name,code,consent.granted,consent.scope\n{people}"
        f"-- content/pages/{word.lower()}.md --\n---\ntitle: {word}\n---\nOnly here.",
    )
    make_picture(folder / "content/photos/a.png", 30 + len(word), 30)
    return folder


BRAND = {"One": "#224466", "Three": "#446622"}


def start(site: Path, *options: str) -> subprocess.Popen[str]:
    """A build that has begun, leader of a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "goodword", "build", "--workers", "2", *options],
        cwd=site,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def end(process: subprocess.Popen[str], number: int, after: float) -> int:
    """Sends the signal to the whole group after so many seconds, unless it is done before; how the build ended."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=after)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
    told = process.communicate(timeout=60)
    assert "Traceback" not in told[1] and "GW999" not in told[1], told
    return process.returncode


_DIES = """
import os, signal, sys
left = int(sys.argv.pop(1))
def dying(call):
    def called(path, *more, **named):
        global left
        if any("/site/output" in str(given) for given in (path, *more)):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return call(path, *more, **named)
    return called
for name in ("replace", "rename", "unlink", "rmdir", "mkdir", "open"):
    setattr(os, name, dying(getattr(os, name)))
from goodword.cli import main
sys.exit(main(["build", "--workers", "1", *sys.argv[1:]]))
"""


def on_another_disk(near: Path) -> Path:
    """A new folder that does not lie on the file system that `near` is on."""
    for place in (Path("/dev/shm"), ROOT / ".cache", Path(tempfile.gettempdir())):
        place.mkdir(exist_ok=True)
        if place.stat().st_dev != near.stat().st_dev:
            return Path(tempfile.mkdtemp(prefix="goodword-", dir=place))
    raise FileNotFoundError("there is no other file system")


def dies(site: Path, after: int, *options: str) -> bool:
    """A build that is killed once it has done `after` steps in the output folder; whether it came so far."""
    command = [sys.executable, "-c", _DIES, str(after), *options]
    ended = subprocess.run(command, cwd=site, env=environment(), capture_output=True, text=True, timeout=120)
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    return ended.returncode != 0


def files(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, hidden ones too, but no `.gitkeep`."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".gitkeep")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def wrong(found: dict[str, bytes], *sites: dict[str, bytes]) -> list[str]:
    """What may not be in an output that holds parts of `sites`, in words."""
    said = [f"{name} is of no site" for name, data in found.items() if data not in [site.get(name) for site in sites]]
    for name, data in found.items():
        if name.endswith(".html"):
            missing = {asset.decode() for asset in _ASSET.findall(data) if asset.decode()[1:] not in found}
            said += [f"{name} refers to {asset}, which is not there" for asset in missing]
    return said
