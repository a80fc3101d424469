"""A reference document from elsewhere: what makes it unfit, before anything reads it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from mc_builder.writers.docx.wml import clark

#: Bounds of a reference document: parts, and bytes once decompressed.
MOST_PARTS, MOST_BYTES = 500, 20_000_000
_ACTIVE = re.compile(r"vbaProject|vbaData|/embeddings/|/activeX/|oleObject|/attachedToolbars", re.I)
#: A name that leads out of the archive, or to a drive.
_ELSEWHERE = re.compile(r"\A/|(?:\A|/)\.\.(?:/|\Z)|[\\:\x00-\x1f]")
_ACTIVE_TAGS = {"OLEObject", "altChunk", "attachedTemplate", "control", "object"}
#: Fields that a header, a footer or a text of a reference may hold; « = » is a calculation.
_HARMLESS = (
    {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "STYLEREF", "SEQ", "TOC"}
    | {"TITLE", "SUBJECT", "AUTHOR", "FILENAME", "DOCPROPERTY", "HYPERLINK", "="}
    | {"DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "NOTEREF", "IF"}
)
_UNREADABLE = "ce n’est pas un document Word (.docx) lisible"


def reason_to_refuse(reference: bytes) -> str | None:
    """Why a reference document is refused, in French, or None when it is fit.

    Refused: what is no .docx, what is too large, macros, embedded objects, fields that fetch or
    run something (DDE, INCLUDE…), relationships to the outside other than hyperlinks.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(reference)) as package:
            return _reason(package)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
        EOFError,
        etree.XMLSyntaxError,
    ):
        return _UNREADABLE


def _reason(package: zipfile.ZipFile) -> str | None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        return "le document de référence est trop volumineux"
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        return _UNREADABLE
    for part in parts:
        if _ELSEWHERE.search(part.filename):
            return f"il contient une partie au nom inattendu ({part.filename!r})"
        if _ACTIVE.search(part.filename):
            return f"il contient une macro ou un objet incorporé ({part.filename})"
        if part.filename.endswith((".xml", ".rels")):
            reason = _reason_in(part.filename, package.read(part))
            if reason:
                return reason
    return None


def _reason_in(name: str, xml: bytes) -> str | None:
    """Why one part is refused."""
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        return f"la partie {name} n’a pas la forme attendue"
    if name == "[Content_Types].xml" and (b"macroEnabled" in xml or b"vbaProject" in xml):
        return "il contient des macros"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(xml, parser)
    if name.endswith(".rels"):
        outside = any(
            relationship.get("TargetMode") == "External"
            and not relationship.get("Type", "").endswith("/hyperlink")
            for relationship in root
        )
        return f"il renvoie à un fichier extérieur ({name})" if outside else None
    for element in root.iter():
        if str(element.tag).rpartition("}")[2] in _ACTIVE_TAGS:
            return f"il contient un objet incorporé ({name})"
    for field in fields(root):
        if field not in _HARMLESS:
            return f"il contient un champ « {field} » ({name})"
    return None


def fields(root: etree._Element) -> Iterator[str]:
    """The names of the fields of a part, in capitals; Word cuts their codes as it likes."""
    open_codes: list[str] = []
    for element in root.iter(clark("fldChar"), clark("instrText"), clark("fldSimple")):
        if element.tag == clark("fldSimple"):
            yield from _name(element.get(clark("instr"), ""))
        elif element.tag == clark("instrText"):
            if not open_codes:
                open_codes.append("")
            open_codes[-1] += element.text or ""
        elif element.get(clark("fldCharType")) == "begin":
            open_codes.append("")
        elif open_codes:
            # At the separation the code is whole; at the end it is empty.
            yield from _name(open_codes[-1])
            open_codes[-1] = ""
            if element.get(clark("fldCharType")) == "end":
                open_codes.pop()
    for code in open_codes:
        yield from _name(code)


def _name(code: str) -> Iterator[str]:
    words = code.split()
    if words:
        yield "=" if words[0].startswith("=") else words[0].partition("\\")[0].upper()
