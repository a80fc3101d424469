"""What may be drawn: bounded, self-contained, inert pictures; everything else is refused."""

from __future__ import annotations

import base64
import contextlib
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mc_builder.loading.charter_file import builtin_charter
from mc_builder.source import images, svg
from mc_builder.source.images import (
    JPEG,
    PNG,
    SVG,
    data_uri,
    refusal,
    refusal_of_uri,
    size,
)
from mc_builder.source.svg import nesting
from mc_builder.writers.style import paper

_SVG = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{}</svg>"


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">II", width, height) + bytes((8, 6, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes((4 * width + 1) * height), 1))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "inside",
    [
        "<rect width='1' height='1'/>",
        "<defs><path id='p'/></defs><use xlink:href='#p'/>",
        "<g clip-path='url(#c)'/><style>path { fill: url(#d) }</style>",
        "<!-- a comment -->",
        "<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>",
        "<g id='b'><path/></g><g id='a'><use href='#b'/><use href='#b'/></g><use href='#a'/>",
        "<pattern id='p'><path/></pattern><rect fill='url(#p)'/>",
    ],
)
def test_a_drawing_is_accepted(inside: str) -> None:
    assert refusal(SVG, _SVG.format(inside).encode()) is None


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        "<image href='https://exemple.fr/a.png'/>",
        "<image href='data:image/png;base64,AAAA'/>",
        "<use xlink:href='autre.svg#p'/>",
        "<foreignObject/>",
        "<rect onload='x'/>",
        "<rect fill='url(http://exemple.fr/a)'/>",
        "<rect style='fill:url( \"file:///etc/passwd\" )'/>",
        "<style>@import 'http://exemple.fr/a.css';</style>",
        r"<style>rect { fill: \75rl(http://exemple.fr/a) }</style>",
        "<animate/>",
        "<discard/>",
        "<math/>",
        "<p xmlns='http://www.w3.org/1999/xhtml'/>",
        "<?xml-stylesheet href='a.css'?>",
        "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
        "".join(
            f"<g id='c{n}'><use href='#c{n - 1}'/><use href='#c{n - 1}'/></g>" for n in range(1, 20)
        )
        + "<rect id='c0'/>",
        "".join(
            f"<pattern id='c{n}'>" + f"<rect fill='url(#c{n - 1})'/>" * 30 + "</pattern>"
            for n in range(1, 5)
        )
        + "<rect id='c0'/>",
        "<mask id='a'><rect mask='url(#a)'/></mask>",
        "<rect viewBox='a b'/>",
        "<rect viewBox='0 0 1e400 1'/>",
        f"<rect transform='{'(' * 5000}'/>",
        f"<style>{':is(' * 2000}rect</style>",
        "<rect fill='device-cmyk(0 0 0 1)'/>",
        "<rect",
    ],
)
def test_what_runs_fetches_or_multiplies_is_refused(inside: str) -> None:
    assert refusal(SVG, _SVG.format(inside).encode())


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + _SVG.format("&b;")
    assert refusal(SVG, bomb.encode())


def test_a_doctype_alone_is_not() -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/a.dtd">'
    assert refusal(SVG, (doctype + _SVG.format("")).encode()) is None


def test_bounds() -> None:
    assert refusal(SVG, b" " * (images.MAX_BYTES + 1))
    assert refusal(SVG, _SVG.format("<g/>" * (svg.MAX_ELEMENTS + 1)).encode())
    assert refusal(PNG, png(images.MAX_SIDE, images.MAX_SIDE)) is None
    assert refusal(PNG, png(images.MAX_SIDE + 1, 1))
    assert refusal(PNG, png(1, 0))
    assert "incomplète" in (refusal(PNG, png(9, 9)[:-6]) or "")
    assert "incomplète" in (refusal(PNG, png(9, 9)[:-1] + b"x") or "")
    assert refusal(PNG, b"GIF89a")


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("width='30' height='20'", (30, 20)),
        ("width='10mm' viewBox='0 0 2 1'", (37.795, 18.898)),
        ("viewBox='0 0 200 50'", (200, 50)),
        ("width='100%' height='-3' viewBox='0,0,200,50'", (200, 50)),
        ("", (300, 300)),
    ],
)
def test_the_size_of_a_drawing(attributes: str, expected: tuple[float, float]) -> None:
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>"
    assert size(SVG, drawing.encode()) == pytest.approx(expected, rel=1e-3)


@given(st.text(max_size=40), st.text(alphabet="(){}[]:is/*'\"", max_size=400))
def test_no_value_of_a_drawing_stops_us(box: str, style: str) -> None:
    root = etree.Element("svg")
    with contextlib.suppress(ValueError):  # what XML cannot hold is in no file
        root.set("viewBox", box)
        root.set("style", style)
    refusal(SVG, etree.tostring(root))


@given(st.binary(max_size=60))
def test_no_bytes_stop_us(data: bytes) -> None:
    for kind, head in ((PNG, b"\x89PNG\r\n\x1a\n"), (JPEG, b"\xff\xd8\xff"), (SVG, b"<svg")):
        refusal(kind, data)
        refusal(kind, head + data)


def test_brackets_are_counted_outside_words() -> None:
    assert nesting("a { b: c(d[e]) }") == 3
    assert nesting('/* ((( */ a { content: "(((" } /* ((') == 1


def test_addresses() -> None:
    drawing = _SVG.format("").encode()
    assert refusal_of_uri(data_uri(SVG, drawing)) is None
    assert refusal_of_uri("data:image/svg+xml," + _SVG.format("").replace("<", "%3C")) is None
    assert refusal_of_uri(data_uri(PNG, png(1, 1))) is None
    assert refusal_of_uri(data_uri(PNG, drawing))
    assert refusal_of_uri("data:image/gif;base64," + base64.b64encode(drawing).decode())
    assert refusal_of_uri("data:image/png;base64,***")
    assert refusal_of_uri("file:///etc/passwd")


def test_the_pictures_of_our_own_style_sheet_are_accepted() -> None:
    style = paper(builtin_charter())
    held = [part.split('"')[0] for part in style.split('url("')[1:]]
    assert held
    assert {refusal_of_uri(uri) for uri in held} == {None}
