"""Compiles the templates of a first build in a second process, while this one reads the content.

Nothing depends on it: what is not compiled in time, or cannot be, is compiled when it is needed, and told then.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

from goodword.build.second_process import may_fork
from goodword.content.sources import read_site
from goodword.content.validate import to_site
from goodword.outputs.environment import Templates
from goodword.outputs.theme import load_theme

# Seconds that a build waits for a template which may not be needed at all; all of them take a tenth of one.
PATIENCE = 2.0
_KEPT, _MOST_OPEN = 3, 4096


@contextlib.contextmanager
def compiling_templates(root: Path, folder: Path) -> Iterator[Callable[[], None]]:
    """Fills `folder` if it is empty. Gives a function to call before the first template is needed: it waits a while."""
    if not may_fork() or any(folder.iterdir()):
        yield lambda: None
        return
    done, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            # Nothing of the parent's stays open here, its lock least of all: that ends with the parent.
            os.dup2(told, _KEPT)
            os.closerange(_KEPT + 1, _MOST_OPEN)
            _compile(root, folder)
        finally:
            os._exit(0)
    os.close(told)

    def wait() -> None:
        select.select([done], [], [], PATIENCE)

    try:
        yield wait
    finally:
        os.close(done)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _compile(root: Path, folder: Path) -> None:
    document = read_site(root)
    site = to_site(document)[0] if document else None
    if document and site:
        Templates(load_theme(site, document, root), root, folder).compile_all()
