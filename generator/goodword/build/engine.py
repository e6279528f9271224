"""One build: what was read last time is compared first; where anything changed, the rest of the work is done.

Load, plan, render what changed, stage, commit. Whatever goes wrong, the last good site stays.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from goodword.build.caches import STATE
from goodword.build.inputs import Reading, edition, inputs
from goodword.build.kit_secret import secret_for
from goodword.build.lock import site_lock
from goodword.build.report import Built, Day, built_before
from goodword.build.state import DamagedError, State, forget
from goodword.build.verifying import altered
from goodword.build.workers import may_work
from goodword.problems import OutsideError
from goodword.problems import output as told

Step = Callable[[], None]
_FREELY = nullcontext()


def build(
    root: Path,
    output: Path,
    day: Day,
    *,
    preview: bool = False,
    verify: bool = False,
    clean: bool = False,
    library: bool = False,
    workers: int | None = None,
    step: Step = lambda: None,
    committing: AbstractContextManager[object] = _FREELY,
) -> Built:
    """Builds the site in `root` into `output`. `step` is called after each file; `committing` is held while `output`
    changes, so that nobody reads it then.

    verify: looks whether the outputs are still what was written; clean: uses nothing from earlier builds. library:
    reads the content also where nothing changed. workers: how many processes take part, else one for each processor.
    Raises SiteError for problems with the content (nothing is written then), OutsideError for the rest.
    """
    _check_folder(root, output)
    folder = root / STATE
    secret = secret_for(root, output)

    def once() -> Built:
        with _state(folder, output) as state:
            reading = Reading()
            found, program = inputs(root, secret, reading), edition()
            known = None if library or clean else built_before(state, output, program, found, day, preview)
            team = may_work(workers)
            if known is not None and not (verify and altered(str(output), state.outputs(), team)):
                return known
            from goodword.build.content_read import read_content
            from goodword.build.kept import Kept

            kept = Kept(folder, program)
            content = read_content(
                root, kept, reading.texts, day, preview=preview, clean=clean, workers=team, meanwhile=_load
            )
            from goodword.build.whole import Whole

            whole = Whole(
                *(root, output, state, found, reading, content, program, secret, day, preview, team),
                step=step,
                committing=committing,
            )
            return whole.build(verify=verify, clean=clean)

    with site_lock(folder):
        try:
            return once()
        except DamagedError:  # what was built from what is not known any more
            forget(folder, Path(os.path.realpath(output)))
            return once()


def _load() -> None:
    """Loads what renders a site, which takes a while."""
    import goodword.build.whole  # noqa: F401


@contextmanager
def _state(folder: Path, output: Path) -> Iterator[State]:
    try:
        state = State(folder, Path(os.path.realpath(output)))
    except (OSError, sqlite3.Error) as error:
        raise OutsideError(told.DISK(None, path=f"{STATE}/", why=_why(error))) from None
    try:
        yield state
    except sqlite3.Error as error:
        raise OutsideError(told.DISK(None, path=f"{STATE}/", why=_why(error))) from None
    finally:
        state.close()


def _why(error: OSError | sqlite3.Error) -> str:
    return (error.strerror if isinstance(error, OSError) else str(error)) or "unknown reason"


def _check_folder(root: Path, output: Path) -> None:
    """Output inside a folder that is read from would feed the build with itself."""
    resolved = Path(os.path.realpath(output))
    for name in ("content", "private", "themes", ".git"):
        folder = (root / name).resolve()
        if resolved == folder or resolved.is_relative_to(folder):
            raise OutsideError(told.INSIDE_CONTENT(None, folder=str(output), inside=f"{name}/"))
    if root.resolve().is_relative_to(resolved):
        raise OutsideError(told.NOT_OURS(None, folder=str(output)))
