"""Identities: each text of the data is found again in a returned document by its bookmark.

A bookmark ``_mc_00001`` surrounds the words; a custom XML part says, for each, which field of
which object they are, and the fingerprint of what was written: of the words alone (``sha256``), and
of the whole cell, paragraph or footnote that holds them (``bloc``): what a reader compares first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from mc_builder.french import composed
from mc_builder.page.passes import MARK
from mc_builder.page.tree import Document, name_of
from mc_builder.writers.docx.package import HEADING, package_of
from mc_builder.writers.docx.wml import clark

#: The name space of the manifest.
MANIFEST = "urn:mc-builder:identites:1"
_MANIFEST_ID = "{6D635F62-7569-6C64-6572-000000000001}"
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
#: What Word changes while one types, and what no reader sees.
_SAME = (("’", "'"), ("\u2011", "-"), ("\u00ad", ""), ("\u200b", ""), ("\u2060", ""))
_CELL, _PARAGRAPH, _TEXT, _BREAK, _FIELD, _CALL, _START, _END = map(
    clark,
    ("tc", "p", "t", "br", "fldChar", "footnoteReference", "bookmarkStart", "bookmarkEnd"),
)


@dataclass(frozen=True, slots=True)
class Identity:
    """Where a text of the data stands: its bookmark, its object and field, its fingerprint."""

    bookmark: str
    identity: str
    field: str
    digest: str

    @classmethod
    def of(cls, bookmark: str, element: etree._Element) -> Identity:
        """The identity of an element with ``data-ref``, « identity:field » or, for prose, a path.

        The words of its footnotes do not count: they do not stand inside the bookmark.
        """
        reference = element.get("data-ref", "")
        identity, colon, field = reference.rpartition(":")
        words = fingerprint("".join(_printed(element)))
        return cls(bookmark, identity if colon else reference, field if colon else "", words)


def _printed(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = name_of(child)
        if name == "br":
            yield " "
        elif name != "span.note":
            yield from _printed(child)
        yield child.tail or ""


def fold(text: str) -> str:
    """A text without what changes with nobody having edited a word.

    Why: Word and LibreOffice write spaces, apostrophes and accents in two parts as they like.
    """
    same = composed(text)
    for sign, plain in _SAME:
        same = same.replace(sign, plain)
    return " ".join(same.split())


@lru_cache(maxsize=4096)
def fingerprint(text: str) -> str:
    """The first 16 hexadecimal digits of the sha256 of a folded text."""
    return hashlib.sha256(fold(text).encode()).hexdigest()[:16]


def blocks(document: etree._Element, notes: etree._Element | None = None) -> dict[str, str]:
    """The whole text of the cell, else of the paragraph, that holds each bookmark of a document.

    A bookmark around nothing but the call of a footnote is about the text of the note: LibreOffice
    loses those that stand in the note itself.
    """
    texts: dict[Any, str] = {}
    found: dict[str, str] = {}
    called = _called(document)
    footnotes = {n.get(clark("id")): n for n in notes} if notes is not None else {}
    for bookmark in document.iter(_START):
        name = bookmark.get(clark("name"), "")
        if not name.startswith(MARK):
            continue
        holder = footnotes.get(called.get(bookmark.get(clark("id"), ""), ""))
        if holder is None:
            holder = next(bookmark.iterancestors(_CELL), None)
        if holder is None:
            holder = next(bookmark.iterancestors(_PARAGRAPH), None)
        if holder is None:
            continue
        if holder not in texts:
            texts[holder] = "\n".join(map(words_of, holder.iter(_PARAGRAPH)))
        found[name] = texts[holder]
    return found


def _called(document: etree._Element) -> dict[str, str]:
    """The footnote of each bookmark that holds its call and not a word, by their ids."""
    if next(document.iter(_CALL), None) is None:
        return {}
    notes: dict[str, str] = {}
    waiting: dict[str, str] = {}  # bookmarks that are open and without words
    for node in document.iter(_START, _END, _TEXT, _CALL):
        if node.tag == _TEXT:
            waiting.clear()
            continue
        number = node.get(clark("id"), "")
        if node.tag == _START:
            waiting[number] = ""
        elif node.tag == _CALL:
            waiting = dict.fromkeys(waiting, number)
        elif note := waiting.pop(number, ""):
            notes[number] = note
    return notes


def words_of(paragraph: etree._Element) -> str:
    """The words of a paragraph; the results of fields are left out: Word computes them again."""
    words: list[str] = []
    depth = 0
    for node in paragraph.iter(_TEXT, _BREAK, _FIELD):
        if node.tag == _FIELD:
            kind = node.get(clark("fldCharType"))
            depth += {"begin": 1, "end": -1}.get(str(kind), 0)
        elif not depth:
            words.append(" " if node.tag == _BREAK else node.text or "")
    return "".join(words)


def add_manifest(
    word: WordDocument, document: Document, identities: Iterable[Identity], notes: Any, rest: str
) -> None:
    """Add the custom XML part that says which text of the data each bookmark holds.

    `notes` is the root of the part of footnotes, `rest` what else the manifest holds.
    """
    package = package_of(word)
    for key, rel in list(word.part.rels.items()):
        if (
            rel.reltype == RELATIONSHIP_TYPE.CUSTOM_XML
            and MANIFEST.encode() in rel.target_part.blob
        ):
            word.part.rels.pop(key)
    name = package.next_partname("/customXml/item%d.xml")
    texts = blocks(word.element.body, notes)
    item = Part(name, CONTENT_TYPE.XML, _manifest(document, identities, texts, rest), package)
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


def _manifest(
    document: Document, identities: Iterable[Identity], texts: Mapping[str, str], rest: str
) -> bytes:
    lines = "".join(
        # Names of bookmarks and fingerprints have nothing to escape.
        f'<texte signet="{line.bookmark}" identite={quoteattr(line.identity)}'
        f" champ={quoteattr(line.field)}"
        f' sha256="{line.digest}" bloc="{fingerprint(texts[line.bookmark])}"/>'
        for line in identities
    )
    version = document.root.get("data-version", "")
    about = _attributes({"titre": document.title, "version": version})
    if document.provenance is not None:
        about += _attributes({"empreinte": document.provenance.empreinte})
    return f'{HEADING}<identites xmlns="{MANIFEST}"{about}>{lines}{rest}</identites>'.encode()


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())
