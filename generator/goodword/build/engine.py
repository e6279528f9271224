"""One build: load, render everything, stage, commit. Whatever goes wrong, the last good site stays."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from goodword.build.ahead import compiling_templates
from goodword.build.caches import STATE, pictures_of, templates_of
from goodword.build.faults import everything_wrong
from goodword.build.lock import site_lock
from goodword.build.plan import production_of
from goodword.build.rendering import stage_site
from goodword.build.store import Committed, Store
from goodword.content.library import Library
from goodword.content.load import load_what_stands
from goodword.problems import OutsideError, Problem, SiteError
from goodword.problems import output as told
from goodword.referral.codes import check_all_codes

Step = Callable[[], None]
_FREELY = nullcontext()


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: what was shown, what was done, what is worth telling."""

    library: Library
    committed: Committed
    pages: int
    warnings: tuple[Problem, ...]


def build(
    root: Path,
    output: Path,
    day: Callable[[str], datetime.date],
    *,
    preview: bool = False,
    step: Step = lambda: None,
    committing: AbstractContextManager[object] = _FREELY,
) -> Built:
    """Builds the site in `root` into `output`. `step` is called after each file; `committing` is held while `output`
    changes, so that nobody reads it then.

    Raises SiteError for problems with the content (nothing is written then), OutsideError for the rest.
    """
    _check_folder(root, output)
    state = root / STATE
    with site_lock(state):
        pictures, templates = pictures_of(root), _templates(root)
        with compiling_templates(root, templates) as compiled:
            library, found = load_what_stands(root, day, preview=preview, checks=[check_all_codes])
            if library is None or found.errors:
                raise everything_wrong(library, found, root, pictures)
            try:
                production = production_of(library, root, pictures, templates)
            except SiteError as error:
                raise everything_wrong(library, error.problems, root, pictures) from None
            store = Store(output, state)
            compiled()
        try:
            pages = stage_site(production, store, step)
            if production.problems.errors:
                raise SiteError([*library.warnings, *production.problems])
            warnings = [*library.warnings, *production.problems]
            with committing:
                committed = store.commit(production.style)
            return Built(library, committed, pages, tuple(warnings))
        except SiteError as error:
            raise everything_wrong(library, [*error.problems, *production.problems], root, pictures) from None
        finally:
            store.discard()


def _check_folder(root: Path, output: Path) -> None:
    """Output inside a folder that is read from would feed the build with itself."""
    resolved = Path(os.path.realpath(output))
    for name in ("content", "private", "themes", ".git"):
        folder = (root / name).resolve()
        if resolved == folder or resolved.is_relative_to(folder):
            raise OutsideError(told.INSIDE_CONTENT(None, folder=str(output), inside=f"{name}/"))
    if root.resolve().is_relative_to(resolved):
        raise OutsideError(told.NOT_OURS(None, folder=str(output)))


def _templates(root: Path) -> Path:
    try:
        return templates_of(root)
    except OSError as error:
        raise OutsideError(told.DISK(None, path=STATE, why=error.strerror or "unknown reason")) from None
