"""The one type that tells a person what is wrong, where, and what to do about it.

The messages themselves live beside this file, one module for each room that raises them; here are
only the shapes. A `Rule` is the constructor of one message: its code is permanent, its text may
improve. A `SiteError` carries what is wrong with the content, an `OutsideError` what is wrong around it;
the command line explains both, and any other exception is a mistake of Goodword's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from goodword.problems.kit_addresses import shortened

Severity = Literal["error", "warning", "note"]

ERROR: Severity = "error"
WARNING: Severity = "warning"
NOTE: Severity = "note"


class Place(Struct, frozen=True, order=True):
    """Where something stands: a POSIX path relative to the site's root, line and column from 1.

    Line 0 means the file as a whole, column 0 the whole line.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line or 1}:{self.column or 1}"

    def within(self, line: int, column: int) -> Place:
        """A place in a text that begins here, all of whose lines are as far from the margin as this one."""
        return Place(self.path, max(self.line, 1) + line - 1, max(self.column, 1) + column - 1)


class Problem(Struct, frozen=True):
    """One thing to tell: what happened, then what to do; `place` is None only where no file is to blame."""

    code: str
    severity: Severity
    message: str
    hint: str
    place: Place | None = None

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.code}: {self.message} {self.hint}".rstrip()


class Rule(Struct, frozen=True):
    """The constructor of one message.

    `message` and `hint` are format strings; the values that fill them are shortened and made
    visible (control characters, line ends), so that content cannot forge a line of output.
    """

    code: str
    severity: Severity
    title: str
    message: str
    hint: str

    def __call__(self, place: Place | None, /, **values: object) -> Problem:
        shown = {name: _visible(value) for name, value in values.items()}
        message = self.message.format(**shown)
        hint = " ".join(self.hint.format(**shown).split())
        return Problem(self.code, self.severity, message, hint, place)


def _visible(value: object, limit: int = 300) -> str:
    text = shortened(str(value))
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return "".join(c if c.isprintable() or c == "\u200d" else _escape(c) for c in text)


def _escape(character: str) -> str:
    return " " if character in "\n\t" else f"\\u{ord(character):04x}"


class SiteError(Exception):
    """The content cannot be built: all problems that were found, at least one of them an error."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


class OutsideError(Exception):
    """Not the content's fault: a lock, a disk, a permission, a port. Exit code 3."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class Problems:
    """Collects problems, so that all of them come in one run."""

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        self._found: list[Problem] = list(found)

    def add(self, problem: Problem) -> None:
        """Keeps one more."""
        self._found.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Keeps all of `problems`."""
        self._found.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(in_order(self._found))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The errors among them, in order."""
        return tuple(p for p in self if p.severity == ERROR)

    def raise_errors(self) -> None:
        """Raises SiteError with everything found so far when one of them is an error."""
        if self.errors:
            raise SiteError(self._found)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, sorted by place, then code and text, whatever order they were found in."""
    nowhere = Place("\U0010ffff")
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place or nowhere, p.code, p.message)))
