"""`goodword` without Python's start: one process has read all modules and templates, and every run is a copy of it.

A run is a process of its own with its own folder, variables and streams, as from a shell. What is saved is the reading,
and taking the modules apart at the end, which together take longer than most of what tests ask for.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import json
import os
import pkgutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

_MOST = 1 << 20


class Starter:
    """The process that is copied. env: its variables until a run brings its own."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            number = theirs.fileno()
            self.process = subprocess.Popen([sys.executable, __file__, str(number)], pass_fds=[number], env=env)

    def run(
        self, arguments: Sequence[str], cwd: Path, env: Mapping[str, str], stdin: str, timeout: float
    ) -> subprocess.CompletedProcess[str]:
        """Runs `goodword ARGUMENTS` to its end. Raises TimeoutError; then this object is of no more use."""
        streams = [os.memfd_create(name) for name in ("stdin", "stdout", "stderr")]
        try:
            os.write(streams[0], stdin.encode())
            os.lseek(streams[0], 0, os.SEEK_SET)
            self._line.settimeout(timeout)
            socket.send_fds(self._line, [json.dumps([arguments, os.fspath(cwd), dict(env)]).encode()], streams)
            try:
                code = int(self._line.recv(_MOST))
            except TimeoutError:
                self.process.kill()
                raise
            said = [os.pread(stream, os.fstat(stream).st_size, 0).decode() for stream in streams[1:]]
        finally:
            for stream in streams:
                os.close(stream)
        return subprocess.CompletedProcess(arguments, code, *said)

    def close(self) -> None:
        """Ends the process."""
        self._line.close()
        self.process.wait()


def _read_everything() -> None:
    import goodword

    for module in pkgutil.walk_packages(goodword.__path__, "goodword."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for late in ("PIL.Image", "PIL.ImageFont", "markdown.extensions.attr_list", "segno"):
        importlib.import_module(late)


def _build_once() -> None:
    """So that the templates of the default theme, and what is made when first asked for, are there already."""
    from goodword.build.engine import build

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "site.yaml").write_text("name: Nobody\nurl: https://nobody.example\n", encoding="utf-8")
        build(root, root / "output", lambda _: date(2026, 6, 15), workers=1)


def _end(code: int) -> NoReturn:
    """Ends the process as Python does, but for taking every module apart."""
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _next_run(line: socket.socket) -> None:
    """Comes back in the copy that has something to do; ends the first process once nobody is there to ask."""
    while True:
        message, streams, _, _ = socket.recv_fds(line, _MOST, 3)
        if not message:
            sys.exit()
        child = os.fork()
        if not child:
            line.close()
            _become(json.loads(message), streams)
            return
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        line.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(told: tuple[list[str], str, dict[str, str]], streams: list[int]) -> None:
    arguments, folder, variables = told
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    time.tzset()
    sys.argv = ["goodword", *arguments]
    sys.stdin = io.TextIOWrapper(open(0, "rb", closefd=False), "utf-8")  # noqa: SIM115
    sys.stdout = io.TextIOWrapper(open(1, "wb", closefd=False), "utf-8")  # noqa: SIM115
    sys.stderr = io.TextIOWrapper(open(2, "wb", closefd=False), "utf-8", "backslashreplace", line_buffering=True)  # noqa: SIM115


if __name__ == "__main__":
    del sys.path[0]  # the folder of this file
    _read_everything()
    _build_once()
    gc.collect()
    gc.freeze()
    _next_run(socket.socket(fileno=int(sys.argv[1])))
    from goodword.cli import main

    _end(main())
