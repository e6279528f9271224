"""Every file of a site rendered and staged: by one process, or by several where many landing pages make that pay.

Either way gives the same bytes: the order in which files are staged decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from goodword.build import plan
from goodword.build.store import Staged, Store
from goodword.build.workers import MOST_JOBS, WorkerError, share
from goodword.content.rows.packed import BLOCK
from goodword.outputs.production import Output, Production
from goodword.problems import Problem, SiteError
from goodword.problems import output as told

# Below this many landing pages a second process costs more than it brings: when they have to be made, and when most are
# there already.
WORTH_IT, WORTH_LOOKING = 200, 4_000


def stage_site(production: Production, store: Store, step: Callable[[], None], workers: int) -> int:
    """Renders and stages every file; returns how many pages there are. `step` is called after each file.

    Raises SiteError, for two outputs with one path too; OutsideError when a file cannot be staged.
    """
    people = len(production.library.advocates)
    if workers > 1 and people >= (WORTH_LOOKING if store.recorded else WORTH_IT):
        try:
            return _together(production, store, step, workers - 1)
        except (SiteError, WorkerError):
            # One process meets the same mistake at the same page every time, and says so.
            store.start_over()
    return _stage_all(store, plan.outputs(production), step)


def _stage_all(store: Store, outputs: Iterable[Output], step: Callable[[], None]) -> int:
    pages = 0
    for made in outputs:
        try:
            if store.is_current(made.path, made.key):
                store.keep(made.path)
            else:
                store.stage(made.path, made.key, made.make())
        except ValueError:
            raise SiteError([told.SAME_OUTPUT(None, path=made.path)]) from None
        pages += made.path.endswith(".html")
        step()
    return pages


@dataclass(slots=True)
class _Share:
    """What a worker did: everything that this process has to know."""

    staged: dict[str, Staged]
    problems: tuple[Problem, ...]
    published: dict[str, bytes]
    files: dict[str, Path]
    texts: dict[bytes, bytes]
    used: set[bytes]


def _together(production: Production, store: Store, step: Callable[[], None], others: int) -> int:
    frames = plan.frames_of(production)
    family, people = plan.Landing(frames), production.library.advocates
    size = BLOCK * (len(people) // (BLOCK * MOST_JOBS // 2) + 1)  # whole blocks of the roll, which are unpacked as such
    before = frozenset(store.staged)
    pages = 0

    def work(number: int) -> None:
        nonlocal pages
        pages += _stage_all(store, family.of(people.part(number * size, (number + 1) * size)), step)

    def first() -> None:
        nonlocal pages
        for frame in frames:
            pages += _stage_all(store, plan.pages(frame), step)
        pages += _stage_all(store, family.ended(), step)

    def gather() -> _Share:
        staged = {path: kept for path, kept in store.staged.items() if path not in before}
        markdown = production.markdown
        made = (production.published, production.files, markdown.new, markdown.used)
        return _Share(staged, tuple(production.problems), *made)

    for shared in share(-(-len(people) // size), others, work, first, gather):
        try:
            store.adopt(shared.staged)
        except ValueError as error:
            raise SiteError([told.SAME_OUTPUT(None, path=str(error))]) from None
        production.problems.extend(shared.problems)
        production.published.update(shared.published)
        production.files.update(shared.files)
        production.markdown.adopt(shared.texts, shared.used)
        for path in shared.staged:
            pages += path.endswith(".html")
            step()
    return pages + _stage_all(store, plan.site_wide(production, frames), step)
