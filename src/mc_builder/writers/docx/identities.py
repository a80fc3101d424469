"""Identities: each text of the data is found again in a returned document by its bookmark.

A bookmark ``_mc_00001`` surrounds the words; a custom XML part says, for each, which field of
which object they are, and keeps the document as it was written: what a reader compares.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from mc_builder.french import composed
from mc_builder.page.tree import PROSE, Document
from mc_builder.writers.docx.package import HEADING, package_of
from mc_builder.writers.docx.reading.base import FORMER, MANIFEST, Text, manifest
from mc_builder.writers.docx.reading.opened import Parts, is_read
from mc_builder.writers.docx.reading.remarks import comments
from mc_builder.writers.docx.reading.walk import printed

_MANIFEST_ID = "{6D635F62-7569-6C64-6572-000000000001}"
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
#: What Word changes while one types, and what no reader sees.
_SAME = (("’", "'"), ("\u2011", "-"), ("\u00ad", ""), ("\u200b", ""), ("\u2060", ""))


@dataclass(frozen=True, slots=True)
class Identity:
    """Where a text of the data stands, or what one calls: its bookmark, its object and field."""

    bookmark: str
    identity: str
    field: str
    call: str = ""
    prose: bool = False
    note: bool = False

    @classmethod
    def of(cls, bookmark: str, element: etree._Element) -> Identity:
        """That of an element with ``data-ref``, « identity:field » or, for prose, a path."""
        reference = element.get("data-ref", "")
        identity, colon, field = reference.rpartition(":")
        return cls(
            bookmark,
            identity if colon else reference,
            field if colon else "",
            element.get("data-appel", ""),
            element.get(PROSE) is not None,
            element.get("class") == "note",
        )

    @property
    def text(self) -> Text:
        """What the bookmark holds."""
        colon = f":{self.field}" if self.field else ""
        return Text(f"{self.identity}{colon}", self.call, self.prose, self.note)


def fold(text: str) -> str:
    """A text without what changes with nobody having edited a word.

    Why: Word and LibreOffice write spaces, apostrophes and accents in two parts as they like.
    """
    same = composed(text)
    for sign, plain in _SAME:
        same = same.replace(sign, plain)
    return " ".join(same.split())


def add_manifest(word: WordDocument, document: Document, identities: Iterable[Identity]) -> None:
    """Add the custom XML part that says what was written, and what each bookmark holds."""
    package = package_of(word)
    for key, rel in list(word.part.rels.items()):
        if rel.reltype == RELATIONSHIP_TYPE.CUSTOM_XML and _is_ours(rel.target_part.blob):
            word.part.rels.pop(key)
    name = package.next_partname("/customXml/item%d.xml")
    parts = parts_of(word)
    texts = {line.bookmark: line.text for line in identities}
    blob = HEADING + manifest(_about(document), texts, printed(parts), comments(parts))
    item = Part(name, CONTENT_TYPE.XML, blob.encode(), package)
    word.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    properties = (
        f'{HEADING}<ds:datastoreItem ds:itemID="{_MANIFEST_ID}" xmlns:ds="{_DATASTORE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{MANIFEST}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    number = "".join(char for char in name.filename if char.isdecimal())
    item.relate_to(
        Part(
            PackURI(f"/customXml/itemProps{number}.xml"),
            CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
            properties.encode(),
            package,
        ),
        RELATIONSHIP_TYPE.CUSTOM_XML_PROPS,
    )


def _is_ours(blob: bytes) -> bool:
    return MANIFEST.encode() in blob or FORMER.encode() in blob


def parts_of(word: WordDocument) -> Parts:
    """The parts of a document that is being written, as the reader of files knows them."""
    found = {}
    for part in package_of(word).iter_parts():
        name = part.partname.membername
        if is_read(name):
            # Those that were not opened are still as bytes.
            element = getattr(part, "element", None)
            found[name] = etree.fromstring(part.blob) if element is None else element
    return found


def _about(document: Document) -> dict[str, str]:
    """What the manifest says of the whole document."""
    about = {"titre": document.title, "version": document.root.get("data-version", "")}
    if document.provenance is not None:
        about["document"] = document.provenance.document
        about["empreinte"] = document.provenance.empreinte
    return about
