"""Every file of a site rendered and staged: by one process, or by several where many landing pages make that pay.

Either way gives the same bytes: the order in which files are staged decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from goodword.build import plan
from goodword.build.standing import Standing, shares
from goodword.build.store import Staged, Store
from goodword.build.workers import MOST_JOBS, WorkerError, share
from goodword.content.rows.packed import BLOCK
from goodword.content.rows.roll import Roll
from goodword.outputs.card_shelf import Card
from goodword.outputs.frames import Frame
from goodword.outputs.images import Origin
from goodword.outputs.production import Output, Production
from goodword.problems import Problem, SiteError
from goodword.problems import output as told

# Below this many landing pages, or share cards, a second process costs more than it brings.
WORTH_IT, CARDS_WORTH_IT = 200, 24
# So many cards are drawn at a time.
_CARDS_EACH = 8


def stage_site(production: Production, store: Store, standing: Standing, step: Callable[[], None], workers: int) -> int:
    """Renders and stages every file; returns how many pages there are. `step` is called after each that is
    looked at by itself.

    Raises SiteError, for two outputs with one path too; OutsideError when a file cannot be staged.
    """
    frames = plan.frames_of(production)
    family = plan.Landing(frames)
    production.templates.makes_all = not store.recorded
    family.foresee(production.library.advocates)
    try:
        kept, left = standing.keep(production.library.advocates, family, store)
    except ValueError as error:
        raise SiteError([told.SAME_OUTPUT(None, path=str(error))]) from None
    people = sum(map(len, left))
    if workers > 1 and people >= WORTH_IT:
        try:
            return kept + _together(production, frames, family, left, store, standing, step, workers - 1)
        except (SiteError, WorkerError):
            # One process meets the same mistake at the same page every time, and says so.
            store.start_over()
            return stage_site(production, store, standing, step, 1)
    pages = _stage_all(store, plan.before_landing(frames, family), step)
    _stage_all(store, plan.known_early(frames), step)
    for part in left:
        pages += _stage_all(store, family.of(part), step)
    if not store.recorded:
        standing.note(production.library.advocates, family)
    return kept + pages + _rest(production, frames, store, step, workers)


def _rest(
    production: Production, frames: tuple[Frame, ...], store: Store, step: Callable[[], None], workers: int
) -> int:
    """What is known only when all pages are made: share cards, and what there is once."""
    cards = list(plan.card_outputs(production))
    left = [made for made in cards if not store.is_current(made.path, made.key)]
    if workers > 1 and len(left) >= CARDS_WORTH_IT:
        _draw_together(left, store, step, workers - 1)
        cards = [made for made in cards if made.path not in store.staged]
    _stage_all(store, cards, step)
    return _stage_all(store, plan.site_wide(production, frames), step)


def _draw_together(cards: list[Output], store: Store, step: Callable[[], None], others: int) -> None:
    """Draws cards in several processes; those that could not be drawn so are left to this one."""
    before = frozenset(store.staged)

    def work(number: int) -> None:
        _stage_all(store, cards[number * _CARDS_EACH : (number + 1) * _CARDS_EACH], step)

    def gather() -> dict[str, Staged]:
        return {path: kept for path, kept in store.staged.items() if path not in before}

    jobs = -(-len(cards) // _CARDS_EACH)
    try:
        for staged in share(jobs, others, work, lambda: None, gather):
            store.adopt(staged)
            for _ in staged:
                step()
    except WorkerError:  # one process can do it, too
        return


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
    published: dict[str, Origin]
    files: dict[str, Path]
    texts: dict[bytes, bytes]
    used: set[bytes]
    cards: dict[str, Card]
    lacking: set[tuple[str, str]]
    standing: set[bytes]


def _noted(standing: Standing, people: Roll, family: plan.Landing) -> int:
    standing.note(people, family)
    return 0


def _together(
    production: Production,
    frames: tuple[Frame, ...],
    family: plan.Landing,
    left: list[Roll],
    store: Store,
    standing: Standing,
    step: Callable[[], None],
    others: int,
) -> int:
    # whole blocks of the roll, which are unpacked as such
    jobs = [
        partial(_stage_all, store, chain.from_iterable(map(family.of, part)), step)
        for part in shares(left, BLOCK * (sum(map(len, left)) // (BLOCK * MOST_JOBS // 2) + 1))
    ]
    early = plan.before_landing(frames, family)
    if store.recorded:
        # Most pages are going to be kept: their views, which all processes need for the keys, are most of the work.
        plan.make_views(frames)
        jobs.append(partial(_stage_all, store, plan.known_early(frames), step))
    else:
        early = chain(early, plan.known_early(frames))
        jobs.append(partial(_noted, standing, production.library.advocates, family))
    before = frozenset(store.staged)
    shelf = production.shelf
    pages = 0

    def work(number: int) -> None:
        nonlocal pages
        pages += jobs[number]()

    def first() -> None:
        nonlocal pages
        pages += _stage_all(store, early, step)

    def gather() -> _Share:
        staged = {path: kept for path, kept in store.staged.items() if path not in before}
        markdown = production.markdown
        made = (production.published, production.files, markdown.new, markdown.used)
        cards = (shelf.cards, shelf.lacking) if shelf else ({}, set())
        return _Share(staged, tuple(production.problems), *made, *cards, standing.now)

    for shared in share(len(jobs), others, work, first, gather):
        try:
            store.adopt(shared.staged)
        except ValueError as error:
            raise SiteError([told.SAME_OUTPUT(None, path=str(error))]) from None
        production.problems.extend(shared.problems)
        production.published.update(shared.published)
        production.files.update(shared.files)
        if shelf:
            shelf.cards.update(shared.cards)
            shelf.lacking.update(shared.lacking)
        production.markdown.adopt(shared.texts, shared.used)
        standing.now |= shared.standing
        for path in shared.staged:
            pages += path.endswith(".html")
            step()
    return pages + _rest(production, frames, store, step, others + 1)
