"""What a template's author is told about a name that does not exist: which ones do, and which was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

import jinja2
from jinja2.utils import missing

from goodword import text


class _Said(str):
    """What is said of such a name. hint: what to do; None where that depends on the names that the template got."""

    name: str
    hint: str | None


class Unknown(jinja2.StrictUndefined):
    """Jinja's: an error as soon as it is used, in words for the authors of themes."""

    @property
    def _undefined_message(self) -> str:
        owner, name = self._undefined_obj, str(self._undefined_name)
        if self._undefined_hint:
            return self._undefined_hint
        if owner is missing:
            return _said(name, f"there is no `{name}` here", None)
        if owner is None:
            hint = "Where it may be missing, ask first: `{% if ... %}`."
            return _said(name, f"what should have `{name}` is not there (`none`)", hint)
        fields = getattr(owner, "__struct_fields__", owner if isinstance(owner, dict) else ())
        kind = type(owner).__name__.removesuffix("View")
        return _said(name, f"there is no `{name}` in this {kind}", _meant(name, fields))


def what_to_do(error: jinja2.UndefinedError, given: Iterable[str]) -> str:
    """The hint for an unknown name. given: the names that the template got."""
    said = error.args[0]
    if not isinstance(said, _Said):
        return ""
    return _meant(said.name, given) if said.hint is None else said.hint


def _said(name: str, words: str, hint: str | None) -> _Said:
    said = _Said(words)
    said.name, said.hint = name, hint
    return said


def _meant(name: str, options: Iterable[object]) -> str:
    known = sorted(map(str, options))
    every = ", ".join(f"`{option}`" for option in known)
    return text.did_you_mean(name, known) or (f"Known: {every}." if every else "")
