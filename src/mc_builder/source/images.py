"""Bytes of a picture → whether it may enter a document: whole, bounded, self-contained, inert.

Why drawings are read elsewhere: a project that has none is checked without lxml.
"""

from __future__ import annotations

import base64
import re
import struct
from urllib.parse import unquote_to_bytes

from mc_builder.source import png

#: Bounds of a picture: bytes, points on a side.
MAX_BYTES, MAX_SIDE = 2_000_000, 4_000
SVG, PNG, JPEG = "image/svg+xml", "image/png", "image/jpeg"
#: The kind of a picture, by the end of the name of its file.
KINDS = {"svg": SVG, "png": PNG, "jpg": JPEG, "jpeg": JPEG}

_JPEG_HEAD = b"\xff\xd8\xff"
_DATA = re.compile(r"data:(image/(?:svg\+xml|png|jpeg))(;base64)?,", re.ASCII)
#: Frames of a JPEG (SOF0 to SOF15, but for tables that are numbered among them).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
#: Four colours of a JPEG are inks.
_INKS = 4


def data_uri(kind: str, data: bytes) -> str:
    """The picture as an address that holds it."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def refusal_of_uri(uri: str) -> str | None:
    """Why an address is not that of a picture that it holds, in French; None when it is one."""
    head = _DATA.match(uri)
    if head is None:
        return "ce n’est pas une image SVG, PNG ou JPEG écrite sur place"
    if len(uri) > 2 * MAX_BYTES:
        return "l’image est trop lourde"
    body = unquote_to_bytes(uri[head.end() :])
    if head[2]:
        try:
            body = base64.b64decode(body, validate=True)
        except ValueError:
            return "l’image est mal codée"
    return refusal(head[1], body)


def refusal(kind: str, data: bytes) -> str | None:
    """Why a picture may not enter a document, in French; None when it may."""
    if len(data) > MAX_BYTES:
        return f"l’image pèse plus de {MAX_BYTES // 1_000_000} Mo"
    if kind == SVG:
        from mc_builder.source.svg import refusals_of_svg  # noqa: PLC0415

        return next(refusals_of_svg(data), None)
    try:
        width, height = size(kind, data)
    except ValueError as problem:
        return str(problem)
    if 0 in (width, height):
        return "l’image n’a aucun point"
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        return f"l’image a plus de {MAX_SIDE} points de côté"
    whole = png.is_whole(data) if kind == PNG else b"\xff\xd9" in data[-64:]
    return None if whole else "l’image est incomplète : copiez-la de nouveau"


def size(kind: str, data: bytes) -> tuple[float, float]:
    """Width and height of a picture in pixels; raises ValueError, in French, when it says none."""
    if kind == SVG:
        from mc_builder.source.svg import size_of_svg  # noqa: PLC0415

        return size_of_svg(data)
    return {PNG: _size_of_png, JPEG: _size_of_jpeg}[kind](data)


def _size_of_png(data: bytes) -> tuple[int, int]:
    if not data.startswith(png.HEAD) or data[12:16] != b"IHDR" or len(data) < 24:
        raise ValueError("ce n’est pas une image PNG")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _size_of_jpeg(data: bytes) -> tuple[int, int]:
    """Why the colours are counted: PDF/A has no inks, unless the whole document is printed so."""
    at = 2
    while data.startswith(_JPEG_HEAD) and at + 10 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            height, width, colours = struct.unpack(">HHB", data[at + 5 : at + 10])
            if colours == _INKS:
                raise ValueError("l’image est en couleurs d’imprimerie (CMJN) : donnez-la en RVB")
            return width, height
        at += 1 if marker == 0xFF else 2 + max(length, 2)
    raise ValueError("ce n’est pas une image JPEG")
