"""Files in the theme of a site that take the place of nothing: mostly a slip in a name, which nobody would hear of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from goodword import files, text
from goodword.outputs.closures import Closures
from goodword.outputs.theme import OWN_RULES, Theme, shipped_themes
from goodword.problems import Place, Problem
from goodword.problems import theme as told

_FOLDER_OF = {".html": "templates", ".css": "static", ".js": "static", ".po": "i18n"}
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def unused_files(theme: Theme, closures: Closures, languages: tuple[str, ...]) -> Iterator[Problem]:
    """A warning for each template, style sheet, script and catalogue of the site's own that nothing uses."""
    ours = shipped_themes().resolve()
    own = [folder for folder in theme.folders if not folder.is_relative_to(ours)]
    if not own:
        return
    shipped = {name for folder in theme.folders if folder not in own for name in _names(folder)}
    reached = _reached(closures, shipped)
    for folder in own:
        for name in _names(folder):
            path = PurePosixPath(name)
            place = Place(f"themes/{folder.name}/{name}")
            right = _FOLDER_OF.get(path.suffix)
            if right is None or name in shipped:
                continue
            if path.parts[0] != right:
                why = f"files that end in `{path.suffix}` are looked for in `themes/{folder.name}/{right}/`"
                yield told.UNUSED(place, why=why, suggestion=f"Move it there: `{right}/{path.name}`.")
            elif right == "i18n":
                if not _TAG.fullmatch(path.stem):
                    why = "a catalogue is named after its language, as site.yaml writes it"
                    yield told.UNUSED(place, why=why, suggestion=text.did_you_mean(path.stem, languages))
            elif right == "static" and name != f"static/{OWN_RULES}":
                known = {one for one in shipped if one.startswith("static/")} | {f"static/{OWN_RULES}"}
                why = "the theme loads none of this name"
                yield told.UNUSED(place, why=why, suggestion=_meant(name, known))
            elif right == "templates" and reached is not None and name.removeprefix("templates/") not in reached:
                known = {one for one in shipped if one.startswith("templates/")}
                why = "the theme has none of this name, and no other template names it"
                yield told.UNUSED(place, why=why, suggestion=_meant(name, known))


def _meant(name: str, known: set[str]) -> str:
    same = sorted(one for one in known if PurePosixPath(one).name == PurePosixPath(name).name)
    return text.did_you_mean(name, same or known)


def _names(folder: Path) -> list[str]:
    return [files.relative(path, folder) for path in files.walk(folder)]


def _reached(closures: Closures, shipped: set[str]) -> set[str] | None:
    """The templates that the shipped ones, or those in their places, come to; None where that is not known."""
    found: set[str] = set()
    for name in shipped:
        if name.startswith("templates/"):
            names = closures.names(name.removeprefix("templates/"))
            if names is None:
                return None
            found |= names
    return found
