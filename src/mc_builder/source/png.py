"""Bytes of a PNG → whether its points can be drawn: kinds that exist, and all its rows.

Why it is asked: Word shows a red cross, and the PDF nothing, for what they cannot draw.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

HEAD = b"\x89PNG\r\n\x1a\n"
#: Samples of a point and bits that a sample may have, by the kind of colours.
_KINDS = {
    0: (1, {1, 2, 4, 8, 16}),
    2: (3, {8, 16}),
    3: (1, {1, 2, 4, 8}),
    4: (2, {8, 16}),
    6: (4, {8, 16}),
}
_PALETTE = 3
#: First column and row, then steps, of the seven passes of an interlaced picture.
_PASSES = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
_STEP = 2**20


def is_whole(data: bytes) -> bool:
    """Whether the pieces of a PNG follow each other unharmed to the last, and hold its rows."""
    pieces = dict[bytes, bytes]()
    points = []
    for name, content in _pieces(data):
        if name == b"IDAT":
            points.append(content)
        pieces.setdefault(name, content)
    if b"IEND" not in pieces or len(pieces.get(b"IHDR", b"")) != 13:
        return False
    width, height, depth, colours, *_, laced = struct.unpack(">IIBBBBB", pieces[b"IHDR"])
    samples, depths = _KINDS.get(colours, (0, set[int]()))
    if depth not in depths or laced > 1 or (colours == _PALETTE and b"PLTE" not in pieces):
        return False
    return _inflates(b"".join(points), _length(width, height, samples * depth, laced=bool(laced)))


def _pieces(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each piece, up to the first that is harmed."""
    at = len(HEAD)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if zlib.crc32(data[at + 4 : end - 4]).to_bytes(4, "big") != data[end - 4 : end]:
            return
        yield name, data[at + 8 : end - 4]
        if name == b"IEND":
            return
        at = end


def _length(width: int, height: int, bits: int, *, laced: bool) -> int:
    """How many bytes the rows take, each after the byte that says how it is filtered."""
    total = 0
    for x, y, across, down in _PASSES if laced else ((0, 0, 1, 1),):
        columns, rows = -((x - width) // across), -((y - height) // down)
        if columns > 0 and rows > 0:
            total += rows * (1 + (columns * bits + 7) // 8)
    return total


def _inflates(packed: bytes, expected: int) -> bool:
    """Whether what is packed holds so many bytes at least; never more is unpacked."""
    reader = zlib.decompressobj()
    try:
        while expected > 0 and packed:
            expected -= len(reader.decompress(packed, _STEP))
            packed = reader.unconsumed_tail
    except zlib.error:
        return False
    return expected <= 0
