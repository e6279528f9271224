"""Every file of a site rendered and staged: by one process, or by several where many landing pages make that pay.

Either way gives the same bytes: the order in which files are staged decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from goodword.build import plan
from goodword.build.store import Staged, Store
from goodword.build.workers import MOST_JOBS, WorkerError, share
from goodword.content.library import Item
from goodword.content.models import Advocate
from goodword.outputs.landing import LandingPages
from goodword.outputs.production import Output, Production
from goodword.problems import Problem, SiteError
from goodword.problems import output as told

# Below this many landing pages a second process costs more than it brings: when they have to be made, and when most are
# there already.
WORTH_IT, WORTH_LOOKING = 200, 4_000
AT_ONCE = 8


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
    texts: dict[bytes, str]
    used: set[bytes]


@dataclass(slots=True)
class _Jobs:
    """The landing pages of all languages in small groups."""

    landing: list[LandingPages]
    groups: list[tuple[LandingPages, list[Item[Advocate]]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        people = [(pages, pages.people()) for pages in self.landing]
        size = max(AT_ONCE, sum(len(items) for _, items in people) // (MOST_JOBS // 2) + 1)
        for pages, items in people:
            self.groups += [(pages, items[start : start + size]) for start in range(0, len(items), size)]

    def outputs(self, number: int) -> Iterator[Output]:
        pages, items = self.groups[number]
        return pages.of(items)


def _together(production: Production, store: Store, step: Callable[[], None], others: int) -> int:
    frames = plan.frames_of(production)
    landing = [LandingPages(frame) for frame in frames]
    jobs = _Jobs(landing)
    before = frozenset(store.staged)
    pages = 0

    def work(number: int) -> None:
        nonlocal pages
        pages += _stage_all(store, jobs.outputs(number), step)

    def first() -> None:
        nonlocal pages
        for frame, made in zip(frames, landing, strict=True):
            pages += _stage_all(store, plan.pages(frame), step)
            pages += _stage_all(store, made.others(), step)

    def gather() -> _Share:
        staged = {path: kept for path, kept in store.staged.items() if path not in before}
        markdown = production.markdown
        made = (production.published, production.files, markdown.new, markdown.used)
        return _Share(staged, tuple(production.problems), *made)

    for shared in share(len(jobs.groups), others, work, first, gather):
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
