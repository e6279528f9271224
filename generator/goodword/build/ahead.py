"""Compiles the templates of a first build in a second process, while this one reads the content.

Nothing depends on it: what is not compiled in time, or cannot be, is compiled when it is needed, and told then.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

from goodword.build.second_process import may_fork
from goodword.content.sources import read_site
from goodword.content.validate import to_site
from goodword.outputs.environment import Templates
from goodword.outputs.theme import load_theme


@contextlib.contextmanager
def compiling_templates(root: Path, folder: Path) -> Iterator[Callable[[], None]]:
    """Fills `folder` if it is empty. Gives a function to call before the first template is needed: it waits."""
    if not may_fork() or any(folder.iterdir()):
        yield lambda: None
        return
    child = os.fork()
    if child == 0:
        try:
            _compile(root, folder)
        finally:
            os._exit(0)
    waited = False

    def wait() -> None:
        nonlocal waited
        os.waitpid(child, 0)
        waited = True

    try:
        yield wait
    finally:
        if not waited:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _compile(root: Path, folder: Path) -> None:
    document = read_site(root)
    site = to_site(document)[0] if document else None
    if document and site:
        Templates(load_theme(site, document, root), root, folder).compile_all()
