"""The way to what was worked out before: handed in by whoever keeps it, so that reading itself writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol, TypeVar

T = TypeVar("T")
# front: the front matter of a Markdown file. rows: a file of advocates. muster: what became of all advocates.
# ids, codes: whether any of the advocates' may be wrong.
Kind = Literal["front", "rows", "muster", "ids", "codes"]
Part = bytes | str


class Recall(Protocol):
    """Gives what `make` gives; from an earlier build where that knew the same `parts`, which `make` depends on.

    wanted: the type of it, one that msgspec can encode.
    """

    def __call__(self, kind: Kind, parts: tuple[Part, ...], wanted: type[T], make: Callable[[], T]) -> T: ...


def anew(kind: Kind, parts: tuple[Part, ...], wanted: type[T], make: Callable[[], T]) -> T:
    """A `Recall` that remembers nothing."""
    return make()
