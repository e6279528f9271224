"""What a template is made from: its own source and that of everything it refers to, found without rendering it.

Which other templates a page needed is not looked for while it is rendered: Jinja loads each only once for all pages.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from goodword import files

_REFERS = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b")
# A name counts as known only where nothing can follow it that makes another of it.
_NAMED = re.compile(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\s+(["'])([^"'\\]+)\1"""
    r"""(?=\s*(?:[-+]?%\}|(?:ignore|with|without|as|import)\b))"""
)
_COMPONENT = re.compile(r"\bcomponent\b")
_NAMED_COMPONENT = re.compile(r"""\bcomponent\s*\(\s*(["'])([^"'\\]+)\1\s*,""")


class Closures:
    """The closures of all templates in some folders, of which the first that has a file wins."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._sources, self._places = _sources(folders)
        self._digests: dict[str, bytes] = {}
        self._all: bytes | None = None

    def digest(self, name: str) -> bytes:
        """16 bytes that change when the template `name`, or anything that it may refer to, does."""
        if name not in self._digests:
            names = self.names(name)
            self._digests[name] = self._everything() if names is None else _digest(self._sources, names)
        return self._digests[name]

    def names(self, name: str) -> set[str] | None:
        """The template `name` and all that it may refer to; None when one is known only when the page is rendered."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one in found:
                continue
            found.add(one)
            named = _named(self._sources.get(one, ""))
            if named is None:
                return None
            waiting += named
        return found

    def files(self, name: str) -> list[str]:
        """Where the template `name` lies and then all that it may refer to; of one that is not there, its name."""
        names = self.names(name) or set(self._sources)
        return [self._places.get(one, one) for one in (name, *sorted(names - {name}))]

    def _everything(self) -> bytes:
        if self._all is None:
            self._all = _digest(self._sources, set(self._sources))
        return self._all


@lru_cache(maxsize=512)
def _named(source: str) -> tuple[str, ...] | None:
    """The templates that one refers to; None when one is known only when the page is rendered."""
    named = [_path(match[2]) for match in _NAMED.finditer(source)]
    components = [_path(f"components/{match[2]}.html") for match in _NAMED_COMPONENT.finditer(source)]
    if len(named) < len(_REFERS.findall(source)) or len(components) < len(_COMPONENT.findall(source)):
        return None
    return (*named, *components)


def _path(name: str) -> str:
    """The name of a template as the loader takes it: `./parts//face.html` is `parts/face.html`."""
    return "/".join(part for part in name.split("/") if part not in ("", "."))


def _sources(folders: tuple[Path, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """The text of each template, and where it lies."""
    found: dict[str, str] = {}
    places: dict[str, str] = {}
    for folder in folders:
        for name, path in _files(str(folder), "", frozenset()):
            if name not in found:
                places[name] = path
                try:
                    found[name] = Path(path).read_text(encoding="utf-8")
                except (OSError, UnicodeError):  # told by whoever renders it
                    found[name] = ""
    return found, places


def _files(folder: str, inside: str, above: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Every file by its name, behind links to folders too, as the loader finds them; above: where the way led along."""
    here = os.path.realpath(folder)
    try:
        entries = [] if here in above else list(os.scandir(folder))
    except OSError:  # not there, or not to be read by the loader either
        return
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry.path, f"{inside}{entry.name}/", above | {here})
        elif entry.is_file():
            yield f"{inside}{entry.name}", entry.path


def _digest(sources: Mapping[str, str], names: set[str]) -> bytes:
    # a template that is missing is another than an empty one
    parts = [f"{name}\0{sources.get(name, chr(0))}" for name in sorted(names)]
    return files.digest_bytes("\0\0".join(parts).encode())
