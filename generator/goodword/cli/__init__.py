"""The command line: `main`, and what becomes of everything that a command can end in.

Options, one call, print: nothing here knows how a site is made. A command is a module of its own, named in
`commands.py` and imported when it runs. Heavy libraries are imported inside its function, so that help stays fast.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import click

from goodword.cli.commands import OUTSIDE, goodword
from goodword.cli.crash import crashed, refused
from goodword.cli.output import close_stdout, show
from goodword.problems.kit_addresses import shortened

FINE, WRONG_USE, INTERRUPTED = 0, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; nothing that goes wrong ends in a traceback.

    0 fine, 1 errors in content, 2 wrong use, 3 not the content's fault, 130 interrupted (PRODUCT: Commands).
    `GOODWORD_DEBUG=1` shows the traceback of an internal error.
    """
    try:
        code = _run(None if arguments is None else list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        close_stdout()
        return OUTSIDE
    except OSError as error:
        close_stdout()
        show([refused(error)])
        return OUTSIDE
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _run(arguments: list[str] | None) -> int:
    try:
        answer = goodword.main(arguments, prog_name="goodword", standalone_mode=False)
        return answer if isinstance(answer, int) else FINE
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        click.echo(shortened(told.getvalue()), err=True, nl=False)
        return WRONG_USE
    except SystemExit as stop:
        # click ends so after shell completion, and when the reader of its help has gone
        return OUTSIDE if stop.code else FINE
    except OSError:
        raise
    except Exception as error:
        # the commands themselves are looked after in commands.py; this is for the way there
        show([crashed(error)])
        return OUTSIDE
