"""Bytes of a picture → whether it may enter a document: bounded, self-contained, inert."""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree

#: Bounds of a picture: bytes, points on a side, elements.
MAX_BYTES, MAX_SIDE, MAX_ELEMENTS = 2_000_000, 4_000, 20_000
SVG, PNG = "image/svg+xml", "image/png"

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_DATA = re.compile(r"data:(image/svg\+xml|image/png)(;base64)?,", re.ASCII)
#: Elements that run, fetch, move or hold a page.
_ACTIVE = frozenset(
    {"a", "animate", "animateMotion", "animateTransform", "audio", "embed", "feImage"}
    | {"foreignObject", "handler", "iframe", "image", "listener", "object", "script", "set"}
    | {"video"}
)
_REFERENCE = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|expression\(|\\", re.IGNORECASE)


def data_uri(kind: str, data: bytes) -> str:
    """The picture as an address that holds it."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def refusal_of_uri(uri: str) -> str | None:
    """Why an address is not that of a picture that it holds, in French; None when it is one."""
    head = _DATA.match(uri)
    if head is None:
        return "ce n’est pas une image SVG ou PNG écrite sur place"
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
    return _refusal_of_png(data) if kind == PNG else next(_refusals_of_svg(data), None)


def _refusal_of_png(data: bytes) -> str | None:
    if not data.startswith(_PNG_HEAD) or data[12:16] != b"IHDR" or len(data) < 24:
        return "ce n’est pas une image PNG"
    width, height = struct.unpack(">II", data[16:24])
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        return f"l’image a plus de {MAX_SIDE} points de côté"
    return None


def _refusals_of_svg(data: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
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
    yield from _refusals_of_uses(root)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _refusals_of_element(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        if not isinstance(element, etree._Comment):  # noqa: SLF001 - the only name of the class
            yield "l’image SVG contient une instruction ou une entité"
        return
    name = _local(element)
    if name in _ACTIVE:
        yield f"l’image SVG contient un élément « {name} »"
    for key, value in element.attrib.items():
        local = etree.QName(key).localname
        if local == "href" and not str(value).startswith("#"):
            yield "l’image SVG renvoie à un autre fichier"
        if local.startswith("on"):
            yield "l’image SVG contient un programme"
        if _REFERENCE.search(str(value)):
            yield "l’image SVG renvoie à un autre fichier"
    if name == "style" and _REFERENCE.search(element.text or ""):
        yield "l’image SVG renvoie à un autre fichier"


def _refusals_of_uses(root: etree._Element) -> Iterator[str]:
    """A copy of a copy: a few lines of them would draw millions of shapes."""
    uses = [e for e in root.iter() if isinstance(e.tag, str) and _local(e) == "use"]
    targets = {
        str(value)[1:]
        for use in uses
        for key, value in use.attrib.items()
        if etree.QName(key).localname == "href"
    }
    for use in uses:
        if any(above.get("id") in targets for above in (use, *use.iterancestors())):
            yield "l’image SVG copie des copies"
