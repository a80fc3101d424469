"""A PNG is whole when its points can be drawn."""

from __future__ import annotations

import struct
import zlib

import pytest

from mc_builder.source import png
from mc_builder.source.images import PNG, refusal


def piece(name: bytes, content: bytes) -> bytes:
    sound = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", sound)


def picture(
    bits: tuple[int, int], rows: int, *, laced: int = 0, palette: bool = False, wide: int = 5
) -> bytes:
    """A PNG of `wide` by 5 points, of (depth, colours), that holds so many bytes of rows."""
    depth, colours = bits
    head = struct.pack(">IIBBBBB", wide, 5, depth, colours, 0, 0, laced)
    return b"".join(
        (
            png.HEAD,
            piece(b"IHDR", head),
            piece(b"PLTE", b"\1\2\3") if palette else b"",
            piece(b"IDAT", zlib.compress(bytes(rows))),
            piece(b"IEND", b""),
        )
    )


SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
EXISTS = {
    (depth, colours)
    for depth in (1, 2, 4, 8, 16)
    for colours in SAMPLES
    if colours == 0
    or (depth == 8)
    or (depth == 16 and colours != 3)
    or (depth < 8 and colours == 3)
}


@pytest.mark.parametrize("depth", [0, 1, 2, 3, 4, 8, 16, 32])
@pytest.mark.parametrize("colours", range(8))
def test_only_the_kinds_that_exist_are_drawn(depth: int, colours: int) -> None:
    row = 1 + (5 * depth * SAMPLES.get(colours, 1) + 7) // 8
    found = refusal(PNG, picture((depth, colours), 5 * row, palette=colours == 3))
    assert (found is None) == ((depth, colours) in EXISTS), found
    if found is None:
        short = refusal(PNG, picture((depth, colours), 5 * row - 1, palette=colours == 3))
        assert short is not None
        assert "incomplète" in short


def test_an_interlaced_picture_has_seven_passes() -> None:
    # 5 by 5 grey points: passes of 1×1, 1×1, 2×1, 1×2 (columns 2), 3×1, 2×3 and 5×2 points
    rows = (1 + 1) + (1 + 1) + (1 + 2) + 2 * (1 + 1) + (1 + 3) + 3 * (1 + 2) + 2 * (1 + 5)
    assert refusal(PNG, picture((8, 0), rows, laced=1)) is None
    assert refusal(PNG, picture((8, 0), rows - 1, laced=1)) is not None
    assert refusal(PNG, picture((8, 0), 1000, laced=2)) is not None


def test_colours_by_number_need_their_table() -> None:
    assert refusal(PNG, picture((8, 3), 30)) is not None


def test_a_picture_without_points_is_not_called_large() -> None:
    assert refusal(PNG, picture((8, 0), 30, wide=0)) == "l’image n’a aucun point"
