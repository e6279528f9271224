"""Writes requirements.lock and requirements-dev.lock from pyproject.toml: `make lock`.

Each package is pinned with the hashes of all files that the ordinary index offers for it, so one lock fits every
supported Python and platform. The machine's own pip settings are left out, and no address gets into the files.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Made by `make lock` from pyproject.toml: what is installed, with the hashes of every file that may be.\n"


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = [
        *project["project"]["dependencies"],
        *project["build-system"]["requires"],
        *project["dependency-groups"]["build"],
    ]
    everything = [*runtime, *project["dependency-groups"]["dev"]]
    base = compile_lock(runtime, ())
    write("requirements.lock", base)
    write("requirements-dev.lock", compile_lock(everything, pins(base)))


def compile_lock(wanted: list[str], constraints: tuple[str, ...]) -> str:
    """The text of a lock for `wanted`, on the versions of `constraints` (lines `name==version`)."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    for kept in ("PIP_CERT", "PIP_INDEX_URL", "PIP_DEFAULT_TIMEOUT"):
        if kept in os.environ:
            clean[kept] = os.environ[kept]
    clean["PIP_CONFIG_FILE"] = os.devnull
    with tempfile.TemporaryDirectory() as folder:
        asked, fixed, made = (Path(folder, name) for name in ("asked.in", "fixed.in", "made.txt"))
        asked.write_text("\n".join(wanted) + "\n")
        fixed.write_text("\n".join(constraints) + "\n")
        options = ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-emit-options"]
        options += ["--no-header", "--no-annotate", "--strip-extras", "--allow-unsafe", "--quiet"]
        command = [sys.executable, "-m", "piptools", "compile", *options, "-c", str(fixed), "-o", str(made), str(asked)]
        subprocess.run(command, check=True, env=clean, stdin=subprocess.DEVNULL, cwd=folder)
        return made.read_text()


def pins(lock: str) -> tuple[str, ...]:
    return tuple(re.findall(r"^[a-z0-9][^\s\\]*==[^\s\\]+", lock, flags=re.MULTILINE))


def write(name: str, lock: str) -> None:
    lines = [line for line in lock.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    foreign = [line for line in lines if "://" in line or line.startswith("-") or "/" in line.partition("--hash")[0]]
    if foreign:
        raise SystemExit(f"{name}: an address or an option got into the lock: {foreign[0]}")
    (ROOT / name).write_text(HEAD + "\n".join(lines) + "\n")
    print(f"{name}: {len(pins(lock))} packages")


if __name__ == "__main__":
    main()
