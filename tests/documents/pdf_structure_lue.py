"""A PDF as a screen reader meets it: the words of its tree of tags, beside those of the tree.

Spaces, dashes and hyphens are left out on both sides, as in `pdf_pages`; so are the page numbers of
cross-references, which `pdf_pages` checks.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from pdf_pages import letters
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from mc_builder.page.tree import name_of

#: Operators that show text, and where their string is among the operands.
_SHOWN = {b"Tj": 0, b"'": 0, b'"': 2, b"TJ": 0}


@dataclass(slots=True)
class Element:
    """An element of the tags: its role, its words and elements in order, its alternative."""

    role: str
    alternative: str = ""
    kids: list[Element | str] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    identity: str = ""

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    @property
    def text(self) -> str:
        """Its words and those of the elements in it, in order."""
        return "".join(kid.text if isinstance(kid, Element) else kid for kid in self.kids)


def read(data: bytes) -> Element:
    """The tree of tags of a PDF."""
    reader = PdfReader(io.BytesIO(data))
    words = [_marked(page) for page in reader.pages]
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    (top,) = _list(root["/K"])
    return _element(top.get_object(), words, numbers)


def _list(value: Any) -> list[Any]:
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return list(value) if isinstance(value, list) else [value]


def _element(node: DictionaryObject, words: list[dict[int, str]], pages: dict[int, int]) -> Element:
    found = Element(
        str(node["/S"])[1:],
        str(node.get("/Alt", "")),
        attributes={str(key): value for key, value in dict(node.get("/A", {})).items()},
        identity=str(node.get("/ID", "")),
    )
    own = node.raw_get("/Pg").idnum if "/Pg" in node else 0
    for item in _list(node.get("/K", [])):
        kid = item.get_object() if isinstance(item, IndirectObject) else item
        if isinstance(kid, int):
            found.kids.append(words[pages[own]].get(int(kid), ""))
        elif kid.get("/Type") == "/MCR":
            found.kids.append(words[pages[kid.raw_get("/Pg").idnum]].get(int(kid["/MCID"]), ""))
        elif kid.get("/Type") == "/StructElem":
            found.kids.append(_element(kid, words, pages))
    return found


def _marked(page: Any) -> dict[int, str]:
    """The words of each marked piece of a page, by its number."""
    decode = {
        name: _decoder(font.get_object()) for name, font in page["/Resources"]["/Font"].items()
    }
    found: dict[int, str] = {}
    open_pieces: list[int | None] = []
    font = ""
    for operands, operator in page.get_contents().operations:
        if operator in {b"BDC", b"BMC"}:
            properties = operands[1] if operator == b"BDC" else None
            number = properties.get("/MCID") if isinstance(properties, dict) else None
            open_pieces.append(None if number is None else int(number))
        elif operator == b"EMC":
            open_pieces.pop()
        elif operator == b"Tf":
            font = str(operands[0])
        elif operator in _SHOWN:
            current = next((n for n in reversed(open_pieces) if n is not None), None)
            if current is not None:
                shown = decode[font](operands[_SHOWN[operator]])
                found[current] = found.get(current, "") + shown
    return found


def _decoder(font: DictionaryObject) -> Any:
    """Turns the codes of a font into characters, by its ToUnicode table."""
    table: dict[int, str] = {}
    stream = font["/ToUnicode"].get_data().decode()
    for block in stream.split("beginbfchar")[1:]:
        for line in block.split("endbfchar")[0].split("\n"):
            codes = [code.strip("<> ") for code in line.split(">") if code.strip("<> ")]
            if len(codes) == 2:
                table[int(codes[0], 16)] = bytes.fromhex(codes[1]).decode("utf-16-be")

    def decode(value: Any) -> str:
        parts = value if isinstance(value, list) else [value]
        codes = b"".join(
            part.original_bytes for part in parts if hasattr(part, "original_bytes")
        ) or b"".join(part for part in parts if isinstance(part, bytes))
        return "".join(
            table.get(int.from_bytes(codes[n : n + 2]), "") for n in range(0, len(codes), 2)
        )

    return decode


def lu(element: Element, *, contents: bool = False) -> str:
    """The letters of an element of the tags; a picture is its alternative, in square brackets."""
    if element.role == "Figure":
        return f"[{letters(element.alternative)}]"
    kids = element.kids
    if element.role == "Link" and contents:
        kids = kids[:-1]  # the page number
    inside = contents or element.role == "TOCI"
    text = "".join(
        lu(kid, contents=inside) if isinstance(kid, Element) else letters(kid) for kid in kids
    )
    return re.sub(r"\(p\.\d+\)\Z", "(p.)", text) if element.role == "Link" else text


def attendu(  # noqa: PLR0911 - one return for each kind of element
    element: etree._Element, place: int = 1
) -> str:
    """The same letters, as the tree of the document has them; `place` is that in a list."""
    name = name_of(element)
    if name == "span.autonomie":
        level = element.get("data-niveau")
        return f"[{letters(f'autonomie {level} sur 3')}]"
    if name == "img":
        return f"[{letters(element.get('alt', ''))}]"
    if name == "colgroup":
        return ""
    first = int(element.get("start", "1"))
    text = letters(element.text or "") + "".join(
        attendu(child, first + n) + letters(child.tail or "") for n, child in enumerate(element)
    )
    parent = element.getparent()
    if name == "span.note":
        number = element.get("data-numero", "")
        return f"{number}{number}.{text}"
    if name == "a.renvoi" and not any(above.tag == "nav" for above in element.iterancestors()):
        return f"{text}(p.)"
    if name == "li" and parent is not None and name_of(parent) == "ol":
        return f"{place}.{text}"
    return text
