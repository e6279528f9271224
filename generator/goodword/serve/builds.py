"""Building again and again, one at a time: what each attempt came to, and which good build is served."""

from __future__ import annotations

import datetime
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct

from goodword.build.engine import build
from goodword.build.report import Built
from goodword.content.document import Document
from goodword.content.models.site import Form, Site
from goodword.outputs.security_headers import header_rules, headers_at
from goodword.problems import OutsideError, Problem, SiteError
from goodword.problems import output as told
from goodword.serve.error_page import error_page
from goodword.serve.pages import Answer, Served, page_answer, with_reload
from goodword.serve.styles import Styles

# How long another build of the same site (in another terminal) is waited for, in seconds.
PATIENCE = 60.0
BETWEEN = 0.2


class StoppedError(Exception):
    """The server ends, so the build that runs is given up; nothing of it is kept."""


class Turn:
    """Keeps readers out from the moment the folder changes until `over`, when what is known of it has changed, too."""

    def __init__(self, reading: threading.Lock) -> None:
        self._reading, self._mine = reading, False

    def __enter__(self) -> None:
        if not self._mine:
            self._reading.acquire()
            self._mine = True

    def __exit__(self, *raised: object) -> None:
        """The folder is as it should be; what is served from it is not yet known."""

    def over(self) -> None:
        """Lets the readers in again."""
        if self._mine:
            self._mine = False
            self._reading.release()


class Attempt(Struct, frozen=True):
    """One build. built: None when it failed; changed: whether a browser would see something else now."""

    number: int
    built: Built | None
    problems: tuple[Problem, ...]
    seconds: float
    changed: bool


@dataclass(slots=True)
class Builds:
    """The builds of one site in `root` into `folder`. explain: what a person is told of an unexpected error;
    site, day_built, mark: what the site that is served was built from, for which day, and its mark; ahead: style sheets
    newer than it; reading: held while the folder changes, and by whoever reads it.
    """

    root: Path
    folder: Path
    preview: bool
    day: Callable[[str], datetime.date]
    explain: Callable[[Exception], Problem]
    step: Callable[[], None] = lambda: None
    stopping: threading.Event = field(default_factory=threading.Event)
    last: Attempt | None = None
    served: Served | None = None
    site: tuple[Site, Document] | None = None
    day_built: datetime.date | None = None
    mark: bytes = b""
    ahead: Styles | None = None
    reading: threading.Lock = field(default_factory=threading.Lock)
    _run: str = field(default_factory=lambda: secrets.token_hex(4))

    def run(self) -> Attempt:
        """Builds once, whatever comes of it. Raises only StoppedError."""
        turn = Turn(self.reading)
        try:
            return self._attempt(turn)
        finally:
            turn.over()

    def _attempt(self, turn: Turn) -> Attempt:
        started = time.monotonic()
        number, ahead = self.last.number + 1 if self.last else 1, self.ahead
        built: Built | None = None
        elsewhere = False
        problems: tuple[Problem, ...]
        try:
            built = self._patiently(started, turn, library=self.served is None)
            elsewhere = built.library is None and built.mark != self.mark
            if elsewhere:  # another process has built into the folder, from something else than what is served
                built = self._patiently(started, turn, library=True)
            problems = built.report.warnings
        except StoppedError:
            raise
        except SiteError as error:
            problems = error.problems
        except OutsideError as error:
            problems = (error.problem,)
        except Exception as error:
            # A server that ends because one build did would lose the last good page, too.
            problems = (self.explain(error),)
        changed = self._changed(built, problems) or elsewhere
        if built is not None:
            self.mark, self.day_built = built.mark, self.day(built.report.timezone)
        if built is not None and built.library is not None:
            library = built.library
            self.site = (library.site, library.site_document)
            name = f"{self._run}-{number}" if changed or self.served is None else self.served.build
            self.served = Served.of(built.library, self.folder, name)
        if built is not None and self.ahead is ahead:  # else they have changed since this build began
            self.ahead = None
        self.last = Attempt(number, built, problems, time.monotonic() - started, changed)
        return self.last

    def dress(self) -> bool:
        """Has the pages of the last good build wear the style sheets as they are now; whether they are new ones."""
        if self.site is None:
            return False
        try:
            ahead = Styles.of(self.root, *self.site)
        except (SiteError, OSError):
            return False  # the build will say so
        before, self.ahead = self.ahead, ahead
        return before != ahead

    def _patiently(self, started: float, turn: Turn, *, library: bool) -> Built:
        while True:
            try:
                return build(
                    self.root,
                    self.folder,
                    self.day,
                    preview=self.preview,
                    library=library,
                    step=self._step,
                    committing=turn,
                )
            except OutsideError as error:
                waited = time.monotonic() - started > PATIENCE
                if error.problem.code != told.LOCKED.code or waited or self.stopping.wait(BETWEEN):
                    raise

    def _step(self) -> None:
        if self.stopping.is_set():
            raise StoppedError
        self.step()

    def _changed(self, built: Built | None, problems: tuple[Problem, ...]) -> bool:
        if self.last is None:
            return True
        if built is None:
            return self.last.built is not None or problems != self.last.problems
        return self.last.built is None or bool(built.committed.written or built.committed.removed)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the latest state of the content from being built; empty when it is served."""
        return self.last.problems if self.last and self.last.built is None else ()

    def state(self, address: str, netloc: str) -> dict[str, object]:
        """What the reload script asks for: how the page at `address` would be now, and the errors since it was."""
        now, ahead = self.answer(address, netloc).seen, self.ahead
        styles = now.styles if now else ()
        if self.served and ahead:
            styles = tuple(ahead.newest(style, self.served.base) for style in styles)
        return {
            "build": self.served.build if self.served else "none",
            "page": now.page if now else "none",
            "styles": styles,
            "problems": [
                {
                    "code": problem.code,
                    "severity": problem.severity,
                    "message": problem.message,
                    "hint": problem.hint,
                    "place": str(problem.place) if problem.place else "",
                    "path": problem.place.path if problem.place else None,
                    "line": (problem.place.line or None) if problem.place else None,
                    "column": (problem.place.column or None) if problem.place else None,
                }
                for problem in self.errors
            ],
        }

    def answer(self, address: str, netloc: str) -> Answer:
        """What is served at `address`: a page of the last good build, or the errors where there is none."""
        if self.served is None:
            rules = header_rules(Form(), demo=True, https=False)
            headers = with_reload(dict(headers_at(rules, "/")), netloc) | {"Content-Type": "text/html; charset=utf-8"}
            return page_answer(500, headers, error_page(self.errors), netloc, failed=True)
        with self.reading:
            path, ahead = address.partition("?")[0], self.ahead
            newer = ahead.sheets.get(path.removeprefix(self.served.base)) if ahead else None
            if newer is not None:
                return self.served.sheet(path, newer, netloc)
            return self.served.answer(address, netloc)
