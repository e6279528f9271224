"""The web server of `goodword serve`: tornado, and livereload's channel to the browser."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from msgspec import Struct
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from goodword.problems import Problem
from goodword.problems import serving as told
from goodword.serve.builds import Attempt, Builds, StoppedError
from goodword.serve.hosts import KnownHosts, Listening
from goodword.serve.styles import are_styles
from goodword.serve.watching import Watching

STATIC = Path(__file__).resolve().parent / "static"
# Seconds between two looks at the calendar: what is shown may change with the day.
NEW_DAY = 30.0
# To look for cycles takes as long as a third of a build: it is done when nobody has waited for one for so many seconds,
# or after so many builds.
REST, MOST_UNTIDIED = 2.0, 50
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


class Room(Struct, frozen=True):
    """What the handlers share. built: set as soon as the first build has ended, well or not."""

    builds: Builds
    hosts: KnownHosts
    built: asyncio.Event
    failed: Callable[[BaseException], None]


class Guarded(RequestHandler):
    """Answers only requests that are addressed to a known host, and says little about itself."""

    room: Room

    def initialize(self, room: Room) -> None:
        self.room = room

    def set_default_headers(self) -> None:
        self.set_header("Server", "Goodword")

    def prepare(self) -> None:
        if not self.room.hosts.knows(self.request.host):
            self.set_status(403)
            self._plain(str(told.UNKNOWN_HOST(None, host=self.request.host or "(none)")))

    def _plain(self, text: str) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.finish(text + "\n")

    def compute_etag(self) -> None:
        """None: nothing is kept by the browser."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        if status_code == 405:
            self._plain("This is a preview: forms and other ways to send something work on the published site.")
        else:
            self._plain("Goodword could not answer this; the terminal says why.")

    def log_exception(self, typ: Any, value: BaseException | None, tb: Any) -> None:
        if value is not None and not isinstance(value, HTTPError):
            self.room.failed(value)


class PageHandler(Guarded):
    """Every address of the site."""

    async def get(self) -> None:
        await self.room.built.wait()
        # In a thread: it waits while a commit changes the folder, and nobody else has to.
        answer = await asyncio.to_thread(self.room.builds.answer, self.request.uri or "/", self.request.host)
        self.set_status(answer.status)
        for name, value in answer.headers.items():
            self.set_header(name, value)
        await self.finish(answer.body)

    head = get


class OwnFileHandler(Guarded):
    """The reload script and the style of the errors, as files, so that the site's policy lets them load."""

    def get(self, name: str) -> None:
        path = STATIC / name
        self.set_header("Content-Type", _KINDS[path.suffix])
        self.set_header("Cache-Control", "no-store")
        self.finish(path.read_bytes())


class ProblemsHandler(Guarded):
    """What has become of a page, and what is wrong now, for the reload script."""

    async def get(self) -> None:
        await self.room.built.wait()
        address = self.get_query_argument("page", "/", strip=False)
        state = await asyncio.to_thread(self.room.builds.state, address, self.request.host)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        await self.finish(json.dumps(state))


class ScriptHandler(Guarded, LiveReloadJSHandler):  # type: ignore[misc]  # livereload has no types
    """livereload's own script."""


class Channel(Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """livereload's channel; only for pages of this server."""

    def prepare(self) -> None:
        super().prepare()
        # Before tornado looks at it: an origin that is no address would be an error there.
        origin = self.request.headers.get("Origin", "")
        if not self._finished and origin.lower() != f"http://{self.request.host.lower()}":
            self.set_status(403)
            self._plain("The reload channel is for pages of this preview.")

    def on_message(self, message: str | bytes) -> None:
        try:
            super().on_message(message)
            # Already when it has been greeted: a build that ends before the browser has said where it is counts, too.
            LiveReloadHandler.waiters.add(self)
        except (ValueError, AttributeError, TypeError):
            self.close(1003)


def reload_browsers() -> None:
    """Tells every open page to look for news."""
    LiveReloadHandler.reload_waiters("*")


async def serve(
    builds: Builds,
    listening: Listening,
    hosts: KnownHosts,
    told_attempt: Callable[[Attempt], None],
    told_problem: Callable[[Problem], None],
) -> None:
    """Serves and builds again after every change, until it is cancelled. `told_...` hear of what happens."""
    _quiet_libraries()
    built, changes = asyncio.Event(), Changes()
    changes.dirty.set()

    def failed(error: BaseException) -> None:
        if isinstance(error, Exception):
            told_problem(builds.explain(error))

    server = HTTPServer(_application(Room(builds, hosts, built, failed)))
    server.add_sockets(listening.sockets)
    watching = Watching(builds.root, changes.add, told_problem)
    gc.disable()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(watching.run())
            group.create_task(_each_new_day(builds, changes))
            group.create_task(_dress_when(builds, changes))
            group.create_task(_build_when(builds, changes, built, told_attempt))
    finally:
        gc.enable()
        builds.stopping.set()
        server.stop()
        await server.close_all_connections()


@dataclass(slots=True)
class Changes:
    """What has changed since the last good build. styled: it may be style sheets alone; dirty: a build has to begin."""

    styled: asyncio.Event = field(default_factory=asyncio.Event)
    dirty: asyncio.Event = field(default_factory=asyncio.Event)
    paths: set[str] = field(default_factory=set)
    building: set[str] = field(default_factory=set)

    def add(self, paths: set[str]) -> None:
        """Hears of a change."""
        self.paths |= paths
        (self.styled if are_styles(self.paths | self.building) else self.dirty).set()

    def begin(self) -> None:
        """A build begins, which will see all of them."""
        self.dirty.clear()
        self.building |= self.paths
        self.paths = set()


async def _dress_when(builds: Builds, changes: Changes) -> None:
    while True:
        await changes.styled.wait()
        changes.styled.clear()
        if await asyncio.to_thread(builds.dress):
            reload_browsers()
        changes.dirty.set()


async def _build_when(
    builds: Builds, changes: Changes, built: asyncio.Event, told_attempt: Callable[[Attempt], None]
) -> None:
    news = False
    tidying: asyncio.TimerHandle | None = None
    while True:
        await changes.dirty.wait()
        changes.begin()
        try:
            attempt = await asyncio.to_thread(builds.run)
        except StoppedError:
            return
        news = news or attempt.changed
        if attempt.built is not None:
            changes.building.clear()
        elif attempt.number > 1 and changes.dirty.is_set():
            continue  # a file was read while it was being saved: the next build will see all of it
        built.set()
        if news:
            reload_browsers()
        news = False
        told_attempt(attempt)
        if tidying is not None and attempt.number % MOST_UNTIDIED:
            tidying.cancel()
        tidying = asyncio.get_running_loop().call_later(REST, gc.collect)


async def _each_new_day(builds: Builds, changes: Changes) -> None:
    while True:
        await asyncio.sleep(NEW_DAY)
        built = builds.last.built if builds.last else None
        if built and builds.day(built.report.timezone) != builds.day_built:
            changes.dirty.set()


def _application(room: Room) -> Application:
    shared = {"room": room}
    # It never runs: the handler only asks it for a name to log.
    LiveReloadHandler.watcher = Watcher()
    LiveReloadHandler.live_css = False
    return Application(
        cast(
            Any,
            [
                (r"/livereload", Channel, shared),
                (r"/__goodword/livereload\.js", ScriptHandler, shared),
                (r"/__goodword/(reload\.js|problems\.css)", OwnFileHandler, shared),
                (r"/__goodword/problems\.json", ProblemsHandler, shared),
                (r".*", PageHandler, shared),
            ],
        ),
        log_function=lambda handler: None,
        websocket_ping_interval=30,
    )


def _quiet_libraries() -> None:
    """What these say is for their authors; what a person should know is told by the commands."""
    for name in ("tornado", "livereload", "watchfiles"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
