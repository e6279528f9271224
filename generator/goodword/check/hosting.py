"""What hosts, connections and git would say: limits of the host, files that git must not hold."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from goodword import files
from goodword.check.subject import Subject
from goodword.outputs.host_files import HostInput, check_host
from goodword.problems import Place, Problem, checks

_KEPT = frozenset({".gitkeep", ".gitignore"})


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
