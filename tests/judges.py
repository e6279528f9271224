"""What others say about a page: axe about accessibility, the Nu checker about HTML."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import browser_setup

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BATCH = 400
# The bundled checker is of 2020; these stand in the HTML standard since then. Only what the theme uses is listed.
NEWER_THAN_THE_CHECKER = re.compile(
    r"Attribute “fetchpriority” not allowed on element “(?:img|link|script)”"
    r"|for attribute “content” on element “meta”: "
    r"(?:Unrecognised directive-name: \"(?:require-trusted-types-for|trusted-types)\"\.\s*)+$"
)


@dataclass(frozen=True)
class Violation:
    """One rule of axe that a page breaks, and where."""

    rule: str
    impact: str
    help: str
    where: tuple[str, ...]


@dataclass(frozen=True)
class Message:
    """One complaint of the Nu checker."""

    path: Path
    line: int
    column: int
    severity: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.text}"


@cache
def _axe() -> str:
    return browser_setup.axe_source()


def axe(page: Any, rules: Iterable[str] = ()) -> list[Violation]:
    """What axe finds on a page of Playwright, by WCAG 2.2 AA and its best practices (or only by `rules`).

    It comes in through the debugging protocol, so the page's Content-Security-Policy stays in force.
    """
    page.evaluate(_axe())
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": WCAG}
    found = page.evaluate(
        "options => axe.run(document, options)", {"runOnly": only, "resultTypes": ["violations"], "elementRef": False}
    )
    return [
        Violation(v["id"], v["impact"] or "", v["help"], tuple(f"{n['target']}: {n['html'][:160]}" for n in v["nodes"]))
        for v in found["violations"]
    ]


def vnu(paths: Iterable[Path], *, warnings: bool = False) -> list[Message]:
    """The errors (with `warnings`, those too) of all `paths`, in as few runs of the checker as possible."""
    every = [path.resolve() for path in paths]
    messages: list[Message] = []
    for start in range(0, len(every), BATCH):
        messages += _check(every[start : start + BATCH])
    return [m for m in messages if m.severity == "error" or warnings]


def _check(paths: list[Path]) -> list[Message]:
    java = [browser_setup.java_program(), "-Xss8m", "-jar", str(browser_setup.nu_checker())]
    options = ["--format", "json", "--stdout", "--exit-zero-always"]
    ended = subprocess.run(
        [*java, *options, *map(str, paths)],
        capture_output=True,
        timeout=600,
        check=True,
    )
    return [
        Message(
            Path(unquote(urlsplit(m.get("url", "")).path)),
            m.get("lastLine", 0),
            m.get("firstColumn", m.get("lastColumn", 0)),
            "error" if m["type"] in ("error", "non-document-error") else m.get("subType", m["type"]),
            m["message"],
        )
        for m in json.loads(ended.stdout)["messages"]
        if not NEWER_THAN_THE_CHECKER.search(m["message"])
    ]
