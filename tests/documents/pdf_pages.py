"""A PDF read page by page, and followed block by block beside the tree that it was made from.

Only the order and the letters of the words count: spaces, dashes and the hyphens at line ends are
left out on both sides. What a page may hold beside the words of the tree is stated in `Walk`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree
from tree_blocks import is_inline, one_line

from mc_builder.document.tree import name_of

#: Margins of each kind of pages in styles.css: left, bottom, right, top, in millimetres.
MARGINS = {"couverture": (24, 30, 24, 30), "portrait": (20, 22, 20, 24), "paysage": (18, 18, 18, 20)}
#: No words: spaces, dashes (pdfium prints U+FFFE for one at the end of a line), soft hyphens.
_SILENT = frozenset("-‐‑–—\u00ad\ufffe\u0002")


def letters(text: str) -> str:
    """The signs of a text that count, in order."""
    normal = unicodedata.normalize("NFKC", text.replace("\ufffe", ""))
    return "".join(c for c in normal if not c.isspace() and c not in _SILENT)


@dataclass(frozen=True)
class Page:
    """One page: its kind, the letters inside its margins, the pictures' alternative texts."""

    kind: str
    text: str
    pictures: tuple[str, ...]


class Pdf:
    """A PDF: its pages, and the page where each heading of level 1 is."""

    def __init__(self, data: bytes) -> None:
        document = pypdfium2.PdfDocument(data)
        self.metadata = document.get_metadata_dict()
        self.chapters = [
            (str(mark.get_title()), int(mark.get_dest().get_index()))
            for mark in document.get_toc()
            if mark.level == 0
        ]
        self.pages = [_page(document[n], n) for n in range(len(document))]
        document.close()


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    width, height = page.get_size()
    kind = "couverture" if number == 0 else "paysage" if width > height else "portrait"
    left, bottom, right, top = (millimetres * 72 / 25.4 for millimetres in MARGINS[kind])
    text = page.get_textpage()
    inside = text.get_text_bounded(left - 20, bottom - 1, width - right + 2, height - top + 1)
    found = Page(kind, letters(inside), tuple(_pictures(page)))
    text.close()
    page.close()
    return found


def _pictures(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The alternative texts of a page, in the order of its structure."""
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)

    def visit(element: object) -> Iterator[str]:
        size = pdfium.FPDF_StructElement_GetAltText(element, None, 0)
        if size > 2:
            buffer = (pdfium.c_ushort * (size // 2))() if hasattr(pdfium, "c_ushort") else None
            if buffer is None:
                import ctypes  # noqa: PLC0415

                buffer = (ctypes.c_ushort * (size // 2))()
            pdfium.FPDF_StructElement_GetAltText(element, buffer, size)
            yield bytes(buffer).decode("utf-16-le").rstrip("\0")
        for n in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, n)
            if child:
                yield from visit(child)

    for n in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        yield from visit(pdfium.FPDF_StructTree_GetChildAtIndex(tree, n))
    pdfium.FPDF_StructTree_Close(tree)
