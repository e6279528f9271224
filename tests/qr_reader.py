"""Reads QR codes as a camera does, from modules: a decoder of its own, for versions 1 to 10, level M, bytes.

Source: ISO/IEC 18004. Knows nothing of the program under test, nor of the library that it draws with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

Grid = list[list[int]]

# By version: codewords of error correction in a block, then (how many blocks, data codewords in each). Level M.
_BLOCKS = {
    1: (10, ((1, 16),)),
    2: (16, ((1, 28),)),
    3: (26, ((1, 44),)),
    4: (18, ((2, 32),)),
    5: (24, ((2, 43),)),
    6: (16, ((4, 27),)),
    7: (18, ((4, 31),)),
    8: (22, ((2, 38), (2, 39))),
    9: (22, ((3, 36), (2, 37))),
    10: (26, ((4, 43), (1, 44))),
}
_ALIGNED = {1: (), 2: (6, 18), 3: (6, 22), 4: (6, 26), 5: (6, 30), 6: (6, 34)}
_ALIGNED |= {7: (6, 22, 38), 8: (6, 24, 42), 9: (6, 26, 46), 10: (6, 28, 50)}
_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda y, x: (y + x) % 2 == 0,
    lambda y, x: y % 2 == 0,
    lambda y, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)
_FORMAT_MASK, _LEVEL_M = 0b101010000010010, 0b00


def read(grid: Grid) -> str:
    """The text of a code, given with its quiet zone of 4 modules. Fails for anything that a strict reader refuses."""
    size = len(grid)
    quiet = {grid[y][x] for y in range(size) for x in range(size) if not (4 <= y < size - 4 and 4 <= x < size - 4)}
    assert quiet == {0}, "the quiet zone is not light"
    code = [row[4:-4] for row in grid[4:-4]]
    version = (len(code) - 17) // 4
    assert 1 <= version <= 10 and all(len(row) == 17 + 4 * version for row in code)
    level, mask = _format(code)
    assert level == _LEVEL_M, "not level M"
    data = b"".join(_blocks(bytes(_codewords(code, version, _MASKS[mask])), version))
    bits = "".join(f"{byte:08b}" for byte in data)
    wide = 8 if version < 10 else 16
    assert bits[:4] == "0100", "not bytes"
    length = int(bits[4 : 4 + wide], 2)
    return bytes(int(bits[at : at + 8], 2) for at in range(4 + wide, 4 + wide + 8 * length, 8)).decode()


def _format(code: Grid) -> tuple[int, int]:
    """Level and mask, from the copy beside the first finder; both copies must be the same and without a mistake."""
    last = len(code) - 1
    spots = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    others = [(last - n, 8) for n in range(7)] + [(8, last - n) for n in range(7, -1, -1)]
    found, again = (int("".join(str(code[y][x]) for y, x in spot), 2) for spot in (spots, others))
    assert found == again, "the two copies of the format differ"
    value = found ^ _FORMAT_MASK
    rest = value
    for bit in range(14, 9, -1):  # BCH(15, 5)
        rest ^= 0b10100110111 << bit - 10 if rest >> bit & 1 else 0
    assert rest == 0, "the format holds a mistake"
    return value >> 13, value >> 10 & 7


def _codewords(code: Grid, version: int, mask: Callable[[int, int], bool]) -> Iterator[int]:
    size, taken = len(code), _taken(version)
    bits: list[int] = []
    right, up = size - 1, True
    while right > 0:
        if right == 6:  # the timing pattern has a column of its own
            right -= 1
        for step in range(size):
            y = size - 1 - step if up else step
            bits += [code[y][x] ^ mask(y, x) for x in (right, right - 1) if (y, x) not in taken]
        right, up = right - 2, not up
    for at in range(0, len(bits) - 7, 8):
        yield int("".join(map(str, bits[at : at + 8])), 2)


def _taken(version: int) -> set[tuple[int, int]]:
    """Where no data stands: finders with their edge and the format, timing, alignment, version."""
    size = 17 + 4 * version
    taken = {(y, x) for y in range(9) for x in range(9)}
    taken |= {(y, x) for y in range(9) for x in range(size - 8, size)}
    taken |= {(y, x) for y in range(size - 8, size) for x in range(9)}
    taken |= {(6, n) for n in range(size)} | {(n, 6) for n in range(size)}
    first, last = 6, size - 7
    for y in _ALIGNED[version]:
        for x in _ALIGNED[version]:
            if (y, x) not in ((first, first), (first, last), (last, first)):
                taken |= {(y + a, x + b) for a in range(-2, 3) for b in range(-2, 3)}
    if version >= 7:
        taken |= {(y, x) for y in range(6) for x in range(size - 11, size - 8)}
        taken |= {(y, x) for y in range(size - 11, size - 8) for x in range(6)}
    return taken


def _blocks(codewords: bytes, version: int) -> Iterator[bytes]:
    """The data of each block; a block with any mistake is refused."""
    correction, groups = _BLOCKS[version]
    lengths = [length for count, length in groups for _ in range(count)]
    blocks: list[list[int]] = [[] for _ in lengths]
    stream = iter(codewords)
    for number in range(max(lengths)):
        for block, length in zip(blocks, lengths, strict=True):
            if number < length:
                block.append(next(stream))
    for _ in range(correction):
        for block in blocks:
            block.append(next(stream))
    for block, length in zip(blocks, lengths, strict=True):
        assert not any(_at(block, root) for root in range(correction)), "a block holds a mistake"
        yield bytes(block[:length])


def _at(block: list[int], root: int) -> int:
    """The block as a polynomial over GF(256), at the given power of 2: 0 at all of them where nothing is wrong."""
    point, value = 1, 0
    for _ in range(root):
        point = _times(point, 2)
    for word in block:
        value = _times(value, point) ^ word
    return value


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = one << 1 ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return product
