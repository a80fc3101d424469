"""Write a small document and read its XML back, for the tests of the DOCX writer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from lxml import etree

from mc_builder.loading.charter_file import builtin_charter
from mc_builder.page.passes import complete
from mc_builder.page.tree import Document, parse
from mc_builder.writers.docx.reference import build
from mc_builder.writers.docx.writer import write_docx

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
DATE = datetime(2019, 12, 1, tzinfo=UTC)


@cache
def reference() -> bytes:
    return build(builtin_charter())


def document(markup: str, **attributes: str) -> Document:
    """The completed tree of an article whose content is `markup`."""
    data = {"lang": "fr", "data-titre": "Référentiel", **attributes}
    written = " ".join(f'{name}="{value}"' for name, value in data.items())
    found, diagnostics = parse("essai", f"<article {written}>{markup}</article>")
    assert found is not None, diagnostics
    return complete(found)


@dataclass
class Package:
    """A written document, by part."""

    content: bytes

    def names(self) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(self.content)) as package:
            return package.namelist()

    def part(self, name: str) -> etree._Element:
        with zipfile.ZipFile(io.BytesIO(self.content)) as package:
            return etree.fromstring(package.read(name))

    @property
    def body(self) -> etree._Element:
        return self.part("word/document.xml")[0]

    def find(self, path: str, name: str = "word/document.xml") -> list:
        return self.part(name).xpath(path, namespaces=NS)

    def texts(self, path: str = "//w:body//w:p") -> list[str]:
        return [text(paragraph) for paragraph in self.find(path)]


def text(element: etree._Element) -> str:
    return "".join(element.xpath(".//w:t/text()", namespaces=NS))


def style(paragraph: etree._Element) -> str:
    return "".join(paragraph.xpath("w:pPr/w:pStyle/@w:val", namespaces=NS))


def write(markup: str, pages: Mapping[str, int] | None = None, **attributes: str) -> Package:
    """A document whose only chapter holds `markup`, written with the built-in reference."""
    chapter = f'<section class="chapitre">{markup}</section>'
    return write_sections(chapter, pages, **attributes)


def write_sections(
    markup: str, pages: Mapping[str, int] | None = None, **attributes: str
) -> Package:
    tree = document(markup, **attributes)
    return Package(write_docx(tree, reference(), date=DATE, pages=pages))
