"""Bytes of a picture → whether it may enter a document: whole, bounded, self-contained, inert.

Why lxml is imported by what reads drawings: a project without them is checked without it.
"""

from __future__ import annotations

import base64
import math
import re
import struct
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from mc_builder.source import png

if TYPE_CHECKING:
    from lxml import etree

#: Bounds of a picture: bytes, points on a side, elements.
MAX_BYTES, MAX_SIDE, MAX_ELEMENTS = 2_000_000, 4_000, 20_000
SVG, PNG, JPEG = "image/svg+xml", "image/png", "image/jpeg"
#: The kind of a picture, by the end of the name of its file.
KINDS = {"svg": SVG, "png": PNG, "jpg": JPEG, "jpeg": JPEG}

_JPEG_HEAD = b"\xff\xd8\xff"
_DATA = re.compile(r"data:(image/(?:svg\+xml|png|jpeg))(;base64)?,", re.ASCII)
#: Frames of a JPEG (SOF0 to SOF15, but for tables that are numbered among them).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
#: Four colours of a JPEG are inks.
_INKS = 4
_NUMBERS = re.compile(r"[\s,]+")
_LENGTH = re.compile(r"([\d.]+(?:e[+-]?\d+)?)\s*(mm|cm|in|pt|pc|px|q)?", re.IGNORECASE)
#: Pixels (1/96 of an inch) of each unit.
_UNITS = {"mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "pt": 4 / 3, "pc": 16, "q": 96 / 101.6}
#: Elements of a drawing that stands still and needs nothing but itself: what is not here (scripts,
#: links, animations, pictures fetched, pages inside) is refused. Those of other vocabularies, which
#: drawing programs leave (Inkscape, Dublin Core), draw nothing.
_SVG = "http://www.w3.org/2000/svg"
_DRAWN = frozenset(
    {"svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "metadata", "style"}
    | {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
    | {"text", "tspan", "textPath", "font", "font-face", "glyph", "missing-glyph"}
    | {"linearGradient", "radialGradient", "meshgradient", "stop", "pattern", "marker", "view"}
    | {"clipPath", "mask", "filter", "feBlend", "feColorMatrix", "feComponentTransfer"}
    | {"feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap"}
    | {"feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR"}
    | {"feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight"}
    | {"feSpecularLighting", "feSpotLight", "feTile", "feTurbulence"}
)
_PAGE = "http://www.w3.org/1999/xhtml"
#: Brackets that may be open at once in a style sheet.
MAX_NESTING = 40
_BRACKETS = re.compile(r"[()\[\]{}]")
_ASIDE = re.compile(r"/\*.*?(?:\*/|\Z)|\"[^\"\n]*\"|'[^'\n]*'", re.DOTALL)
_LOCAL = re.compile(r"url\(\s*['\"]?\s*#([^'\")\s]+)")
_REFERENCE = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|expression\(|\\", re.IGNORECASE)


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
        return next(_refusals_of_svg(data), None)
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
    return {SVG: _size_of_svg, PNG: _size_of_png, JPEG: _size_of_jpeg}[kind](data)


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


def _size_of_svg(data: bytes) -> tuple[float, float]:
    """What the drawing asks for; as wide as high when it says nothing."""
    from lxml import etree  # noqa: PLC0415

    root = etree.fromstring(data, _xml())
    box = _view_box(root.get("viewBox"))
    wide, high = (_pixels(root.get(name)) for name in ("width", "height"))
    ratio = box[2] / box[3] if box else (wide or 1) / (high or 1)
    if wide is None:
        wide = high * ratio if high is not None else box[2] if box else 300.0
    return wide, high if high is not None else wide / ratio


def _view_box(text: str | None) -> tuple[float, ...]:
    """The four numbers of a ``viewBox``; none when there is none; raises ValueError."""
    if text is None:
        return ()
    try:
        box = tuple(float(number) for number in _NUMBERS.split(text.strip()))
    except ValueError:
        box = ()
    if len(box) != 4 or not all(map(math.isfinite, box)) or min(box[2:]) <= 0:
        raise ValueError(f"« viewBox » vaut « {text[:40]} » ; il y faut quatre nombres")
    return box


def _pixels(text: str | None) -> float | None:
    """A length in pixels; None when it is not given, or by a share of something else."""
    found = _LENGTH.fullmatch((text or "").strip())
    try:
        value = float(found[1]) * _UNITS.get((found[2] or "px").lower(), 1) if found else 0.0
    except ValueError:
        return None
    return value if 0 < value < math.inf else None


@cache
def _xml() -> etree.XMLParser:
    from lxml import etree  # noqa: PLC0415

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _refusals_of_svg(data: bytes) -> Iterator[str]:
    from lxml import etree  # noqa: PLC0415

    try:
        root = etree.fromstring(data, _xml())
    except etree.XMLSyntaxError:
        yield "ce n’est pas une image SVG bien formée"
        return
    if root.tag not in {"svg", "{http://www.w3.org/2000/svg}svg"}:
        yield "ce n’est pas une image SVG"
    # lxml-stubs knows no method of a DTD.
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        yield "l’image SVG déclare des entités"
    for count, element in enumerate(root.iter()):
        if count == MAX_ELEMENTS:
            yield f"l’image SVG a plus de {MAX_ELEMENTS} éléments"
            return
        yield from _refusals_of_element(element)
    yield from _refusals_of_copies(root)


def _local(element: etree._Element) -> str:
    from lxml import etree  # noqa: PLC0415

    return etree.QName(element).localname


def _refusals_of_element(element: etree._Element) -> Iterator[str]:
    from lxml import etree  # noqa: PLC0415

    if not isinstance(element.tag, str):
        if not isinstance(element, etree._Comment):  # noqa: SLF001 - the only name of the class
            yield "l’image SVG contient une instruction ou une entité"
        return
    name = _local(element)
    space = etree.QName(element).namespace
    if space == _PAGE or (space in {None, _SVG} and name not in _DRAWN):
        yield f"l’image SVG contient un élément « {name} »"
    for key, value in element.attrib.items():
        local = etree.QName(key).localname
        if local == "href" and not str(value).startswith("#"):
            yield "l’image SVG renvoie à un autre fichier"
        if local.startswith("on"):
            yield "l’image SVG contient un programme"
        if local == "viewBox":
            yield from _refusals_of_box(str(value))
        yield from _refusals_of_style(str(value))
    if name == "style":
        yield from _refusals_of_style(element.text or "")


def _refusals_of_box(text: str) -> Iterator[str]:
    try:
        _view_box(text)
    except ValueError as problem:
        yield str(problem)


def _refusals_of_style(text: str) -> Iterator[str]:
    if _REFERENCE.search(text):
        yield "l’image SVG renvoie à un autre fichier"
    if "device-cmyk" in text.lower():
        yield "l’image SVG a des couleurs d’imprimerie (device-cmyk) : écrivez-les en rgb(…)"
    if nesting(text) > MAX_NESTING:
        yield f"l’image SVG ouvre plus de {MAX_NESTING} parenthèses l’une dans l’autre"


def nesting(text: str) -> int:
    """How many brackets of a style sheet are open at once, at most.

    Why: what reads style sheets calls itself at each of them, a thousand times and no more.
    """
    depth = deepest = 0
    for sign in _BRACKETS.findall(_ASIDE.sub("", text)):
        depth = depth + 1 if sign in "([{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _refusals_of_copies(root: etree._Element) -> Iterator[str]:
    """Copies of copies, patterns of patterns: a few lines of them would draw millions of shapes."""
    elements = [e for e in root.iter() if isinstance(e.tag, str)]
    named = {e.get("id"): e for e in elements}
    sizes: dict[etree._Element, float] = {}

    def drawn(element: etree._Element, above: tuple[etree._Element, ...]) -> float:
        """How many shapes an element draws, those that it calls counted each time."""
        if element in above:
            return math.inf
        if element not in sizes:
            inside = (*above, element)
            called = (named.get(name) for name in _called(element))
            parts = [*(part for part in element if isinstance(part.tag, str)), *called]
            sizes[element] = 1 + sum(drawn(part, inside) for part in parts if part is not None)
        return sizes[element]

    try:
        count = drawn(root, ())
    except RecursionError:
        count = math.inf
    if count > MAX_ELEMENTS:
        yield f"l’image SVG copie des copies : elle dessinerait plus de {MAX_ELEMENTS} éléments"


def _called(element: etree._Element) -> Iterator[str]:
    """The elements that this one copies, or is filled, cut or marked with, by name."""
    from lxml import etree  # noqa: PLC0415

    for key, value in element.attrib.items():
        text = str(value)
        if etree.QName(key).localname == "href" and text.startswith("#"):
            yield text[1:]
        yield from _LOCAL.findall(text)
