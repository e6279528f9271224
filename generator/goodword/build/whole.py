"""A build that has something to do: from the content to a commit, rendering only what its record does not vouch for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, MutableMapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from goodword.build.caches import SPARE_PICTURES, STATE, cards_of, pictures_of, templates_of
from goodword.build.content_read import Content
from goodword.build.faults import everything_wrong
from goodword.build.inputs import Inputs, Reading, changed, fingerprint, inputs
from goodword.build.kept import TEXT
from goodword.build.pictures_ahead import pictures_ahead
from goodword.build.plan import production_of, why_no_kits
from goodword.build.reasons import why
from goodword.build.rendering import stage_site
from goodword.build.report import Built, Day, Report, facts_of
from goodword.build.standing import STANDING, Standing
from goodword.build.state import Made, State
from goodword.build.store import Store
from goodword.content.library import Library
from goodword.content.markdown import MarkdownRenderer
from goodword.outputs.production import Production
from goodword.problems import OutsideError, Problem, SiteError
from goodword.problems import output as told


@dataclass(slots=True)
class Whole:
    """One such build; see `engine.build` for what it is given. found: the inputs, `reading` their texts, `content` what
    they hold; program: the edition; secret: that of the share kits; workers: how many processes take part.
    """

    root: Path
    output: Path
    state: State
    found: Inputs
    reading: Reading
    content: Content
    program: bytes
    secret: bytes | None
    day: Day
    preview: bool
    workers: int
    step: Callable[[], None]
    committing: AbstractContextManager[object]

    def build(self, *, verify: bool, clean: bool) -> Built:
        """Does it. Raises SiteError, OutsideError."""
        templates = self._templates()
        kept, markdown, library = self.content.kept, self.content.markdown, self.content.library
        if library is None or self.content.problems.errors:
            raise self._everything_wrong(library, self.content.problems)
        pictures = pictures_of(self.root)
        if clean:
            pictures.clear()
        cards = cards_of(self.root)
        production = self._production(library, markdown, templates, pictures, {} if clean else cards)
        store = Store(self.output, self.root / STATE, self.state)
        try:
            if clean:
                store.forget()
            elif verify:
                store.verify(self.workers)
            pictures_ahead(production, self.workers)
            standing = Standing.decode(self.state.fact(STANDING))
            pages = stage_site(production, store, standing, self.step, self.workers)
            if production.problems.errors:
                raise SiteError([*library.warnings, *production.problems])
            built = self._commit(library, production, store, pages, standing)
        except SiteError as error:
            raise self._everything_wrong(library, [*error.problems, *production.problems]) from None
        except OutsideError:  # a name that is too long, say, of which the content's problems tell already
            if not production.problems.errors:
                raise
            raise self._everything_wrong(library, production.problems) from None
        finally:
            store.discard()
        kept.use(TEXT, markdown.used)
        for key, html in markdown.new.items():
            kept.put(TEXT, key, html)
        kept.save()
        cards.keep_only(card.key for card in (production.shelf.cards if production.shelf else {}).values())
        if len(pictures) > SPARE_PICTURES + 2 * len(production.published):
            pictures.keep_only(production.images.kept_under(production.published))
        return built

    def _production(
        self,
        library: Library,
        markdown: MarkdownRenderer,
        templates: tuple[Path, Path],
        pictures: MutableMapping[str, bytes],
        cards: MutableMapping[str, bytes],
    ) -> Production:
        try:
            return production_of(
                library,
                self.root,
                pictures,
                templates,
                edition=self.program,
                markdown=markdown,
                secret=self.secret,
                cards=cards,
            )
        except SiteError as error:
            raise self._everything_wrong(library, error.problems) from None

    def _everything_wrong(self, library: Library | None, met: Iterable[Problem]) -> SiteError:
        return everything_wrong(library, met, self.root, pictures_of(self.root))

    def _templates(self) -> tuple[Path, Path]:
        try:
            return templates_of(self.root)
        except OSError as error:
            raise OutsideError(told.DISK(None, path=STATE, why=error.strerror or "unknown reason")) from None

    def _commit(self, library: Library, production: Production, store: Store, pages: int, standing: Standing) -> Built:
        warnings: Iterable[Problem] = [*library.warnings, *production.problems]
        with self.committing:
            committed = store.commit(production.style)
        report = Report.of(library, pages, store.staged, tuple(warnings), why_no_kits(library, self.secret))
        try:
            self._record(store, report, library, standing)
        except sqlite3.Error as error:
            raise store.failed(error) from None
        mark = fingerprint(self.program, self.found, str(library.today), self.preview)
        return Built(report, committed, library, mark)

    def _record(self, store: Store, report: Report, library: Library, standing: Standing) -> None:
        """Says what lies in the output now, and what it was made from."""
        written, stale = store.changes()
        known = store.recorded
        new_keys: list[tuple[str, Made]] = [
            (path, staged.made)
            for path, staged in store.staged.items()
            if path not in written and (before := known[path]) is not staged.made and before != staged.made
        ]
        facts = facts_of(report, self.program, self.found, library.today, self.preview)
        facts[STANDING] = standing.encode()
        # What changed while the content was read may be in the outputs or not: then the next build looks again.
        there = {digest[-16:] for digest in self.found.values()}  # behind a link's words, where it is one
        is_same = self.content.digests <= there and inputs(self.root, self.secret, self.reading) == self.found
        self.state.finish(
            made=((path, staged.made, why(known.get(path), staged.made)) for path, staged in written.items()),
            kept=new_keys,
            gone=stale,
            read=self.found,
            changed=changed(self.state.inputs(), self.found) if written or stale else (),
            day=str(library.today),
            facts=facts if is_same else {},
        )
