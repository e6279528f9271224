"""`goodword serve` in a process of its own, for tests: where it answers, and what it says."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sites import TODAY, environment

PATIENCE = 30.0


@dataclass
class Reply:
    """One response."""

    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Preview:
    """A running server. origin: without a slash at its end; address: of the home page."""

    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.said)

    @property
    def address(self) -> str:
        match = re.search(r"http://\S+", self.text)
        assert match, self.text
        return match[0]

    @property
    def origin(self) -> str:
        return f"http://{urlsplit(self.address).netloc}"

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 80

    def get(self, path: str, method: str = "GET", host: str | None = None) -> Reply:
        """The answer to exactly this path, with the `Host` header `host`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers={"Host": host} if host else {})
            answer = connection.getresponse()
            return Reply(answer.status, dict(answer.getheaders()), answer.read().decode())
        finally:
            connection.close()

    @property
    def state(self) -> Any:
        """What the reload script is told."""
        return json.loads(self.get("/__goodword/problems.json").body)

    def until(self, true: Callable[[], bool]) -> None:
        """Waits until `true()`, at most half a minute."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert self.process.poll() is None, f"the server ended: {self.text}"
            assert time.monotonic() < end, f"waited in vain; the server said: {self.text}"
            time.sleep(0.05)

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def previewing(site: Path, *options: str, port: str | None = "0", today: str = TODAY) -> Iterator[Preview]:
    """`goodword serve` once its first build has ended; on any free port, or (None) without `--port`."""
    chosen = ("--port", port, *options) if port else options
    process = subprocess.Popen(
        [sys.executable, "-m", "goodword", "serve", *chosen],
        cwd=site,
        env=environment(today),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    preview = Preview(process)
    listener = threading.Thread(target=_listen, args=(preview,))
    listener.start()
    try:
        preview.until(lambda: "(Ctrl-C ends)" in preview.text)
        yield preview
    finally:
        process.kill()
        process.wait()
        listener.join()
        assert process.stderr
        process.stderr.close()
    assert "Traceback" not in preview.text, preview.text
    assert "GW999" not in preview.text, preview.text


def _listen(preview: Preview) -> None:
    assert preview.process.stderr
    preview.said.extend(iter(preview.process.stderr.readline, ""))
