"""What hosts, connections and git would say: limits of the host, weight of pages, files that git must not hold."""

from __future__ import annotations

import gzip
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from goodword import files
from goodword.check.subject import File, Subject
from goodword.outputs.host_files import HostInput, check_host
from goodword.problems import Place, Problem, checks

KILOBYTE = 1024
# One congestion window of TCP, and what a first view needs of style (reference: web performance budgets).
PAGE_LIMIT, STYLE_LIMIT = 14, 10
# HTML and CSS shrink to less than half, so that smaller files need no trial.
_SHRINKS = 2
_KEPT = frozenset({".gitkeep", ".gitignore"})


@dataclass
class Weight:
    """Weighs landing pages and style sheets as a host would send them."""

    subject: Subject
    _heavy: list[tuple[int, str]] = field(default_factory=list)

    def __call__(self, file: File) -> Iterator[Problem]:
        """The problem of a style sheet; landing pages are told together by `problems`."""
        if file.kind == ".css":
            size = _compressed(file.data, STYLE_LIMIT)
            if size > STYLE_LIMIT:
                yield checks.HEAVY_STYLE(Place(f"output/{file.path}"), file=file.path, size=size, limit=STYLE_LIMIT)
        elif file.kind == ".html" and file.path.startswith("r/"):
            size = _compressed(file.data, PAGE_LIMIT)
            if size > PAGE_LIMIT:
                self._heavy.append((size, file.path))

    def problems(self) -> Iterator[Problem]:
        """The heaviest landing page, with the number of the others that weigh too much."""
        if self._heavy:
            size, path = max(self._heavy)
            others = len(self._heavy) - 1
            more = f"; {others} other page{'s' if others > 1 else ''} also weigh too much" if others else ""
            yield checks.HEAVY_PAGE(Place(f"output/{path}"), file=path, size=size, limit=PAGE_LIMIT, more=more)


def _compressed(data: bytes, limit: int) -> int:
    """Size in KB, rounded up; 0 where it is certainly below `limit` KB."""
    if len(data) <= limit * KILOBYTE * _SHRINKS:
        return 0
    return -(-len(gzip.compress(data, 6, mtime=0)) // KILOBYTE)


def limits(subject: Subject, host: HostInput) -> Iterator[Problem]:
    """What the named host would refuse."""
    yield from check_host(host, [(path, facts.size) for path, facts in subject.facts.items()])


def tracked(subject: Subject) -> Iterator[Problem]:
    """Files that git holds and must not: below private/ all but examples, below output/ and .goodword/ all.

    Only names are read. Says nothing where there is no git, or the site is in no checkout.
    """
    private = ["private"]
    named = files.private_folder()
    if named and named.is_relative_to(subject.root) and named != subject.root:
        private.append(named.relative_to(subject.root).as_posix())
    made = ("output", ".goodword")
    names = _tracked(subject.root, [*private, *made])
    for name in names:
        last = name.rpartition("/")[2]
        if any(name.startswith(f"{folder}/") for folder in private) and ".example." not in last and last not in _KEPT:
            yield checks.TRACKED_PRIVATE(Place(name), file=name)
    for folder in made:
        found = [name for name in names if name.startswith(f"{folder}/") and name.rpartition("/")[2] not in _KEPT]
        if found:
            yield checks.TRACKED_OUTPUT(Place(found[0]), folder=folder, count=len(found))


def _tracked(root: Path, folders: list[str]) -> list[str]:
    try:
        ended = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-z", "--", *folders],
            capture_output=True,
            timeout=30,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return sorted(filter(None, ended.stdout.decode("utf-8", "replace").split("\0"))) if ended.returncode == 0 else []
