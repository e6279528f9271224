"""Pages that differ in a few texts only: one of them is rendered with stand-ins, and the others are filled in.

What a page says of itself (a name, a code, an address with both) goes into the template as a `Slot`, which can be
written and nothing else. Where a template looks into one, or does more with it, there is no mould, and every page is
rendered: the bytes are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

# Where what a component makes of a `Part` stands: numbers between two signs that stand for nothing else.
_OPEN, _CLOSE = "\ue01e", "\ue01f"


class TouchedError(Exception):
    """A template did more with a stand-in than to write it."""


def _touched(*_: object) -> NoReturn:
    raise TouchedError


class _Untouchable:
    """A value that is there, and of which nothing can be found out."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return True

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _touched
    __hash__ = _touched  # what is looked up in a mapping fails so that nobody takes it for missing
    __str__ = __repr__ = __format__ = __getattr__ = __call__ = _touched
    __len__ = __iter__ = __getitem__ = __index__ = _touched
    __add__ = __radd__ = __mod__ = __rmod__ = __mul__ = __rmul__ = _touched


class Slot(_Untouchable):
    """A text of a page with marks in it, which give way to what each page says."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __html__(self) -> Markup:
        return escape(self._text)

    def __contains__(self, other: object) -> bool:
        # what holds the other with its marks holds it on every page
        if isinstance(other, Slot) and other._text in self._text:
            return True
        raise TouchedError


class Part(_Untouchable):
    """Stands for a view that pages hand to a component, and differ in. number: which one of the page."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number


def with_slots(shown: Any, marks: Callable[[str], object]) -> Any:
    """A view with every text in it that holds marks as a `Slot`; views without any stay the same objects."""
    match shown:
        case Markup():
            return shown
        case str():
            return Slot(shown) if marks(shown) else shown
        case tuple():
            made = tuple([with_slots(one, marks) for one in shown])
            return shown if all(a is b for a, b in zip(made, shown, strict=True)) else made
        case Struct():
            before = {name: getattr(shown, name) for name in shown.__struct_fields__}
            after = {name: with_slots(value, marks) for name, value in before.items()}
            changed = {name: value for name, value in after.items() if value is not before[name]}
            return replace(shown, **changed) if changed else shown
    return shown


class Components:
    """What a template calls for components while it is rendered with stand-ins; remembers which ones took a `Part`.

    ordinary: the components of pages; shared: the types of the views that they may be given.
    """

    def __init__(
        self, ordinary: Callable[[str, Any], Markup], shared: tuple[type, ...], marks: Callable[[str], object]
    ) -> None:
        self._ordinary, self._shared, self._marks = ordinary, shared, marks
        self.made: list[tuple[str, int]] = []

    def __call__(self, name: str, item: object) -> Markup:
        if type(item) is Part:
            self.made.append((name, item.number))
            return Markup(f"{_OPEN}{len(self.made) - 1}{_CLOSE}")
        texts = item if isinstance(item, tuple) else (item,)
        if isinstance(item, self._shared) or all(
            isinstance(text, bool) or (isinstance(text, str) and not self._marks(text)) for text in texts
        ):
            return self._ordinary(name, item)
        raise TouchedError


class Mould:
    """A page taken apart: what is the same on all, and where each value goes.

    names: of the values; parts: the components that are filled in, each with the number of its part.
    """

    __slots__ = ("_pieces", "_places", "names", "parts")

    def __init__(self, html: str, marks: Mapping[str, str], made: Sequence[tuple[str, int]]) -> None:
        """marks: the value that each mark stands for; made: the component and the part for each mark of a part.

        Raises LookupError for the mark of a part that there is not.
        """
        pieces = re.split(f"({'|'.join(map(re.escape, marks))}|{_OPEN}[0-9]+{_CLOSE})", html)
        self._pieces = [piece.encode() for piece in pieces]
        self._places: list[tuple[int, str | tuple[str, int]]] = []
        for at in range(1, len(pieces), 2):
            found = pieces[at]
            self._places.append((at, marks[found] if found in marks else made[int(found[1:-1])]))
        self.names = frozenset(name for _, name in self._places if isinstance(name, str))
        self.parts = frozenset(name for _, name in self._places if isinstance(name, tuple))

    def filled(self, values: Mapping[str | tuple[str, int], bytes]) -> bytes:
        """A page with these values. Raises KeyError where one is missing."""
        pieces = self._pieces.copy()
        for at, name in self._places:
            pieces[at] = values[name]
        return b"".join(pieces)
