"""Bytes of a drawing (SVG) → its size, and whether it stands still and needs nothing but itself."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree

#: Elements of a drawing, and shapes that it draws, at most.
MAX_ELEMENTS = 20_000
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


def size_of_svg(data: bytes) -> tuple[float, float]:
    """What the drawing asks for, in pixels; as wide as high when it says nothing.

    Raises ValueError, in French.
    """
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
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def refusals_of_svg(data: bytes) -> Iterator[str]:
    """Why a drawing may not enter a document, in French."""
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
    return etree.QName(element).localname


def _refusals_of_element(element: etree._Element) -> Iterator[str]:
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
    for key, value in element.attrib.items():
        text = str(value)
        if etree.QName(key).localname == "href" and text.startswith("#"):
            yield text[1:]
        yield from _LOCAL.findall(text)
