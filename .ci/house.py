"""House rules that no linter knows: `make lint` runs them over every tracked file and prints each breach.

Length and names of Python files, addresses of package registries, paths of a machine, unfinished marks, large files,
and anything private or built that git would carry.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 400
LARGEST = 1_500_000
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "core", "base", "common", "manager", "managers", "misc"}
# Written in two halves, so that this file does not break its own rule.
REGISTRIES = ("py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js", "npm" + "js.com", "npm" + "js.org")
REGISTRIES += ("deb.debian" + ".org", "crates" + ".io", "proxy.gol" + "ang.org")
MACHINE = re.compile(
    r"(?<![\w.])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "home/" + r"\w", "Us" + r"ers/\w")) + r")(?![\w-])"
)
UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME")))
SKIPPED = re.compile(r"pytest\.(?:mark\.)?(?:skip|xfail|importor" + r"skip)|# type: igno" + r"re\s*$|# no" + r"qa\s*$")


def main() -> int:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    breaches = [breach for name in names.split("\0") if name for breach in breaches_of(name)]
    for breach in breaches:
        print(breach)
    print(f"house rules: {len(breaches)} broken" if breaches else "house rules: kept")
    return 1 if breaches else 0


def breaches_of(name: str) -> Iterator[str]:
    """One line for each rule that the tracked file `name` breaks."""
    path = ROOT / name
    top, _, rest = name.partition("/")
    if top == "private" and ".example." not in name:
        yield f"{name}: private/ is never tracked, but for *.example.* files"
    if (top == "output" and rest != ".gitkeep") or top == ".goodword":
        yield f"{name}: what is built is never tracked"
    if not path.is_file():
        return
    data = path.read_bytes()
    if len(data) > LARGEST:
        yield f"{name}: {len(data):,} bytes, at most {LARGEST:,}"
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return
    if name.endswith(".py"):
        yield from breaches_of_python(name, text)
    for number, line in enumerate(text.splitlines(), start=1):
        if any(registry in line for registry in REGISTRIES):
            yield f"{name}:{number}: names a package registry"
        if match := MACHINE.search(line):
            yield f"{name}:{number}: holds a path of a machine ({match[0]})"


def breaches_of_python(name: str, text: str) -> Iterator[str]:
    lines = text.splitlines()
    if len(lines) > LONGEST:
        yield f"{name}: {len(lines)} lines, at most {LONGEST}"
    if Path(name).stem in EMPTY_NAMES:
        yield f"{name}: the name says nothing"
    if lines and not text.lstrip().startswith(('"""', "#!", 'r"""')):
        yield f"{name}: starts without a docstring"
    for number, line in enumerate(lines, start=1):
        if match := UNFINISHED.search(line) or SKIPPED.search(line):
            yield f"{name}:{number}: {match[0].strip()} has no place here"


if __name__ == "__main__":
    sys.exit(main())
