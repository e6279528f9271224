"""Long lists of small structs as compressed blocks: a few dozen bytes an item, decoded block by block."""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T")
BLOCK = 64
# The fastest level: the rows of a list are much alike, and a better one costs more than it saves.
_LEVEL = 1


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """A list of `count` structs in blocks; which struct knows the `Form` that packed it.

    starts: for each block the index of its first item.
    """

    blocks: tuple[bytes, ...] = ()
    starts: tuple[int, ...] = ()
    count: int = 0

    @classmethod
    def joined(cls, parts: Iterable[Packed]) -> Packed:
        """The items of all `parts`, one after another."""
        blocks: list[bytes] = []
        starts: list[int] = []
        count = 0
        for part in parts:
            blocks += part.blocks
            starts += [count + start for start in part.starts]
            count += part.count
        return cls(tuple(blocks), tuple(starts), count)


def _plain(value: object) -> object:
    """msgspec's `enc_hook`: dates of any precision are words."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(type(value))


def _trusted(wanted: type, value: object) -> object:
    """msgspec's `dec_hook`: what was packed was checked before."""
    return wanted(value)


class Form(Generic[T]):
    """Packs and unpacks lists of one struct."""

    def __init__(self, wanted: type[T]) -> None:
        self._encoder = msgspec.msgpack.Encoder(enc_hook=_plain)
        self._decoder: msgspec.msgpack.Decoder[list[T]] = msgspec.msgpack.Decoder(
            list[wanted],  # type: ignore[valid-type]
            dec_hook=_trusted,
        )

    def encode(self, item: T) -> bytes:
        """One item, as `Packer.add_encoded` takes it."""
        return self._encoder.encode(item)

    def pack(self, items: list[Any]) -> bytes:
        """One block; the items may be encoded already, as `msgspec.Raw`."""
        return zlib.compress(self._encoder.encode(items), _LEVEL)

    def walk(self, packed: Packed, start: int = 0, stop: int | None = None) -> Iterator[T]:
        """The items from `start` up to `stop`, one block in memory at a time."""
        stop = packed.count if stop is None else stop
        while start < stop:
            number = bisect_right(packed.starts, start) - 1
            items = self._decoder.decode(zlib.decompress(packed.blocks[number]))
            first = start - packed.starts[number]
            taken = items[first : first + stop - start]
            yield from taken
            start += len(taken)

    def at(self, packed: Packed, index: int) -> T:
        """One item; its whole block is decoded for it."""
        return next(self.walk(packed, index, index + 1))


class Packer(Generic[T]):
    """Collects items one after another; `done` gives them packed."""

    def __init__(self, form: Form[T]) -> None:
        self._form = form
        self._blocks: list[bytes] = []
        self._open: list[Any] = []

    def add(self, item: T) -> None:
        """One more."""
        self._open.append(item)
        if len(self._open) == BLOCK:
            self._close()

    def add_encoded(self, item: bytes) -> None:
        """One more, as `Form.encode` gave it."""
        self._open.append(msgspec.Raw(item))
        if len(self._open) == BLOCK:
            self._close()

    def _close(self) -> None:
        self._blocks.append(self._form.pack(self._open))
        self._open = []

    def done(self) -> Packed:
        """All of them; nothing can be added any more."""
        count = len(self._blocks) * BLOCK + len(self._open)
        if self._open:
            self._close()
        return Packed(tuple(self._blocks), tuple(range(0, count, BLOCK)), count)
