"""What a person is told when Goodword itself, or the machine, fails: one sentence, and the details in a file."""

from __future__ import annotations

import contextlib
import os
import platform
import sys
import traceback
from pathlib import Path

from goodword import __version__, files
from goodword.problems import Problem, command

LOG = Path(".goodword", "crash.log")


def crashed(error: BaseException) -> Problem:
    """The problem that tells of an internal error; the traceback goes to `.goodword/crash.log` of a site.

    Outside a site no file is written. With `GOODWORD_DEBUG=1` the traceback is shown as well.
    """
    _trace_if_asked(error)
    kind = type(error).__name__
    return command.INTERNAL(None, kind=kind, details=_log(error))


def refused(error: OSError) -> Problem:
    """The problem that tells what the operating system did not let Goodword do."""
    _trace_if_asked(error)
    name = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else "no file named"
    return command.REFUSED(None, why=error.strerror or type(error).__name__, name=name)


def _trace_if_asked(error: BaseException) -> None:
    if os.environ.get("GOODWORD_DEBUG", "0") not in ("", "0"):
        sys.stderr.write(_story(error))


def _story(error: BaseException) -> str:
    """The traceback, with the addresses of share kits cut short."""
    from goodword.problems.kit_addresses import shortened

    return shortened("".join(traceback.format_exception(error)))


def _log(error: BaseException) -> str:
    again = "; `GOODWORD_DEBUG=1` before the command shows what happened"
    if not Path("site.yaml").exists():
        return again
    with contextlib.suppress(Exception):
        from goodword.problems.kit_addresses import shortened

        story = _story(error)
        asked = shortened(" ".join(map(repr, sys.argv[1:])))
        head = (
            f"goodword {__version__}, Python {platform.python_version()}, {platform.platform()}\narguments: {asked}\n\n"
        )
        files.write_atomically(LOG, (head + story).encode(errors="backslashreplace"))
        return f", with the file {LOG.as_posix()}"
    return again
