"""A reference document from elsewhere: what makes it unfit, before anything reads it."""

from __future__ import annotations

import io
import re
import zipfile

#: Bounds of a reference document: parts, and bytes once decompressed.
_MOST_PARTS, _MOST_BYTES = 500, 20_000_000
_ACTIVE = re.compile(r"vbaProject|vbaData|/embeddings/|/activeX/|oleObject|/attachedToolbars", re.I)
_ACTIVE_XML = re.compile(rb"<(?:\w+:)?(?:OLEObject|altChunk|attachedTemplate|control)[\s/>]")
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']")
_HYPERLINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_CODE = re.compile(rb"<(?:\w+:)?instrText[^>]*>([^<]*)|instr\s*=\s*[\"']([^\"']*)")
#: Fields that a header, a footer or a text of a reference may hold.
_HARMLESS = (
    {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "STYLEREF", "SEQ", "TOC"}
    | {"TITLE", "SUBJECT", "AUTHOR", "FILENAME", "DOCPROPERTY", "HYPERLINK"}
    | {"DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE"}
)


def reason_to_refuse(reference: bytes) -> str | None:
    """Why a reference document is refused, in French, or None when it is fit.

    Refused: what is no .docx, what is too large, macros, embedded objects, fields that fetch or
    run something (DDE, INCLUDE…), relationships to the outside other than hyperlinks.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(reference)) as package:
            return _reason(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return "ce n’est pas un document Word (.docx) lisible"


def _reason(package: zipfile.ZipFile) -> str | None:
    parts = package.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        return "le document de référence est trop volumineux"
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        return "ce n’est pas un document Word (.docx) lisible"
    for part in parts:
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
    if name.endswith(".rels"):
        for relationship in re.findall(rb"<(?:\w+:)?Relationship\s[^>]*>", xml):
            if _EXTERNAL.search(relationship) and not _HYPERLINK.search(relationship):
                return f"il renvoie à un fichier extérieur ({name})"
    elif _ACTIVE_XML.search(xml):
        return f"il contient un objet incorporé ({name})"
    for complex_code, simple_code in _CODE.findall(xml):
        words = (complex_code or simple_code).decode(errors="replace").split()
        if words and words[0].isalpha() and words[0].isupper() and words[0] not in _HARMLESS:
            return f"il contient un champ « {words[0]} » ({name})"
    return None
