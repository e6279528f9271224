"""`goodword serve`: options, the server, and a line for every build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.cli.output import show, site_option, tell

if TYPE_CHECKING:
    from goodword.problems import Problem
    from goodword.serve.builds import Attempt
    from goodword.serve.hosts import Listening

EXAMPLES = """\b
Examples:
  goodword serve
  goodword serve --open --port 8080
  goodword serve --published           what visitors will see, without drafts
  goodword serve --host 0.0.0.0        also for a phone in the same network
"""


@click.command(epilog=EXAMPLES)
@site_option
@click.option("--published", is_flag=True, help="Show the real site, without drafts and everything hidden.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on.  [default: 8000 or the next free one]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="Also answer requests to this name.")
def command(
    site: Path, published: bool, open_browser: bool, port: int | None, host: str, allow_host: tuple[str, ...]
) -> None:
    """Show the site on this machine, and again after every change.

    Serves a preview: with drafts and everything hidden, each marked with the reason. Pages in the browser load
    themselves again when a file in content/ or themes/, or site.yaml, is saved. With an error in the content the last
    good page stays, and says what is wrong. Nothing is written to output/.
    """
    import asyncio

    from goodword.build.caches import STATE
    from goodword.clock import today
    from goodword.content.sources import read_sources
    from goodword.problems import SiteError
    from goodword.problems import serving as told
    from goodword.serve.builds import Builds
    from goodword.serve.hosts import KnownHosts, listen
    from goodword.serve.server import serve

    root = site.resolve()
    if not (root / "site.yaml").is_file():
        raise SiteError(read_sources(root).problems)
    listening = listen(host, port)
    if listening.skipped:
        show([told.ANOTHER_PORT(None, taken=8000, port=listening.port)], root)
    folder = root / STATE / ("published" if published else "preview")
    builds = Builds(root, folder, not published, today, _explain)
    teller = Teller(root, listening, not published, open_browser)
    asyncio.run(serve(builds, listening, KnownHosts.of(host, allow_host), teller.attempt, teller.problem))


def _explain(error: Exception) -> Problem:
    from goodword.cli.crash import crashed, refused

    return refused(error) if isinstance(error, OSError) else crashed(error)


class Teller:
    """Says in the terminal what happens, each thing once."""

    def __init__(self, root: Path, listening: Listening, preview: bool, open_browser: bool) -> None:
        self._root, self._listening, self._preview, self._open = root, listening, preview, open_browser
        self._problems: tuple[Problem, ...] = ()
        self._hidden = -1
        self._stood = False

    def attempt(self, attempt: Attempt) -> None:
        """One build: a line, and its problems in full unless they are those of the build before."""
        if attempt.problems != self._problems:
            show(attempt.problems, self._root)
            self._problems = attempt.problems
        took = f"{attempt.seconds:.2f} s"
        if attempt.built is None:
            shown = "The last good version stays." if self._stood else "Save a change to try again."
            tell(f"Not built ({took}). {shown}")
        else:
            self._stood = True
            done, report = attempt.built.committed, attempt.built.report
            tell(f"Built {report.pages} pages in {took}: {done.written} files changed, {done.removed} removed.")
            self._tell_hidden(len(report.hidden))
        if attempt.number == 1:
            self._tell_address(attempt)

    def problem(self, problem: Problem) -> None:
        """Something besides a build."""
        show([problem], self._root)

    def _tell_hidden(self, count: int) -> None:
        if count == self._hidden or not (count or self._hidden > 0):
            return
        self._hidden = count
        what = "is 1 entry or join" if count == 1 else f"are {count} entries or joins"
        how = "marked in this preview" if self._preview else "left out here"
        tell(f"There {what} that a real build hides, {how}; `goodword build` lists why.")

    def _tell_address(self, attempt: Attempt) -> None:
        library = attempt.built.library if attempt.built else None
        path = library.site.base if library else ""
        address = f"{self._listening.origin}{path}/"
        tell(f"{'Preview' if self._preview else 'The site'}: {address}  (Ctrl-C ends)")
        if self._open:
            click.launch(address)
