"""The parts of a Word model → a .docx that holds what documents take, and nothing else.

Headers, footers, styles, numbering, theme, fonts, a few settings and the pages of the sections:
the package is made anew from these, so that no old text, picture, name or protection of the house
travels in a document, whatever the part it was in.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from xml.sax.saxutils import quoteattr

from lxml import etree

from mc_builder.writers.docx.parts import Parts, Relation, relations_name
from mc_builder.writers.docx.plain import make_plain, remove
from mc_builder.writers.docx.wml import DECLARATIONS, clark

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_CONTENT_TYPES = {
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "properties": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "main": f"{_WORD_TYPE}.document.main+xml",
}
#: Type of each picture by its first bytes: the name of a part says nothing sure.
_PICTURE_TYPES = (
    (b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"), (b"II*", "image/tiff"), (b"MM\x00*", "image/tiff"),
    (b"\x01\x00\x00\x00", "image/x-emf"), (b"", "image/x-wmf"),
)  # fmt: skip
#: Settings that are part of the look; the others are about the old text or about its author.
_SETTINGS = {
    clark(name)
    for name in (
        "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter", "gutterAtTop", "defaultTabStop", "autoHyphenation",
        "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders",
        "characterSpacingControl", "compat", "themeFontLang", "clrSchemeMapping",
        "decimalSymbol", "listSeparator",
    )
}  # fmt: skip
#: What a section keeps: its pages. Columns, line numbers… are those of a text.
_SECTION = {
    clark(name)
    for name in (
        "headerReference", "footerReference", "type", "pgSz", "pgMar", "pgBorders", "pgNumType",
        "titlePg", "docGrid", "lnNumType",
    )
}  # fmt: skip
APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>mc_builder</Application></Properties>'
)
_EXTERNAL = ' TargetMode="External"'
_DATE = (1980, 1, 1, 0, 0, 0)


def purged(parts: Parts) -> bytes:
    """A package of what is taken from a sound model; its roots are changed on the way."""
    names = _Names(parts)
    written = {"docProps/app.xml": APPLICATION.encode()}
    types = {"docProps/app.xml": _CONTENT_TYPES["properties"]}
    for name, kind in parts.kinds.items():
        root, relations = parts.roots[name], parts.relations[name]
        if kind == "settings":
            _keep(root, _SETTINGS)
        elif kind != "theme":
            make_plain(root, relations)
        cited = _cited(root, relations)
        for relation in cited.values():
            if not relation.external:
                content = parts.content[relation.target]
                written[names.of(relation.target)] = content
                types[names.of(relation.target)] = _type_of(relation, content)
        written[names.of(name)] = _xml(root)
        types[names.of(name)] = _CONTENT_TYPES.get(kind, f"{_WORD_TYPE}.{kind}+xml")
        if cited:
            written[relations_name(names.of(name))] = _relations(cited, names)
    main = names.of(parts.main)
    written[main] = _document(list(_sections(parts.roots[parts.main])))
    types[main] = _CONTENT_TYPES["main"]
    relations = parts.relations[parts.main]
    taken = {i: r for i, r in relations.items() if r.target in parts.kinds and not r.external}
    written[relations_name(main)] = _relations(taken, names)
    tops = {
        "rId1": Relation("officeDocument", parts.main, external=False),
        "rId2": Relation("extended-properties", "docProps/app.xml", external=False),
    }
    written["_rels/.rels"] = _relations(tops, names)
    written["[Content_Types].xml"] = _types(types)
    return _zip(written)


class _Names:
    """The names that parts get: always the same, whatever the house called its pictures."""

    def __init__(self, parts: Parts) -> None:
        self._kinds = parts.kinds
        self._names = {parts.main: "word/document.xml", "docProps/app.xml": "docProps/app.xml"}

    def of(self, name: str) -> str:
        """The new name of a part."""
        if name not in self._names:
            kind = self._kinds.get(name)
            number = 1 + sum(self._kinds.get(known) == kind for known in self._names)
            extension = name.rpartition(".")[2].lower()
            if kind in ("header", "footer"):
                self._names[name] = f"word/{kind}{number}.xml"
            elif kind is not None:
                self._names[name] = f"word/{kind}.xml"
            else:
                suffix = extension if re.fullmatch(r"[a-z0-9]{1,5}", extension) else "bin"
                self._names[name] = f"word/media/image{number}.{suffix}"
        return self._names[name]


def _keep(root: etree._Element, names: set[str]) -> None:
    for child in list(root):
        if child.tag not in names:
            root.remove(child)


def _sections(document: etree._Element) -> Iterator[str]:
    """The pages of each section of the old text."""
    for change in list(document.iter(clark("sectPrChange"))):
        remove(change)
    for section in document.iter(clark("sectPr")):
        alone = deepcopy(section)
        alone.tail = None
        _keep(alone, _SECTION)
        for attribute in list(alone.attrib):
            del alone.attrib[attribute]
        etree.cleanup_namespaces(alone)
        yield etree.tostring(alone, encoding="unicode")


def _document(sections: list[str]) -> bytes:
    """A document without a word, whose sections are those of the model."""
    body = "".join(f"<w:p><w:pPr>{section}</w:pPr></w:p>" for section in sections[:-1])
    last = "".join(sections[-1:])
    return f"<w:document {DECLARATIONS}><w:body>{body}{last}</w:body></w:document>".encode()


def _cited(root: etree._Element, relations: Mapping[str, Relation]) -> dict[str, Relation]:
    """The relationships that a part still cites."""
    cited = {str(v) for e in root.iter(etree.Element) for v in e.attrib.values()}
    return {i: relation for i, relation in relations.items() if i in cited}


def _type_of(relation: Relation, content: bytes) -> str:
    if relation.kind == "font":
        return _FONT_TYPE
    if b"<svg" in content[:4000]:
        return "image/svg+xml"
    return next(type_ for start, type_ in _PICTURE_TYPES if content.startswith(start))


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _relations(relations: Mapping[str, Relation], names: _Names) -> bytes:
    lines = "".join(
        f'<Relationship Id={quoteattr(identifier)} Type="{_OFFICE}/{relation.kind}"'
        f" Target={quoteattr(_target(relation, names))}"
        f"{_EXTERNAL if relation.external else ''}/>"
        for identifier, relation in sorted(relations.items())
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{lines}</Relationships>"
    ).encode()


def _target(relation: Relation, names: _Names) -> str:
    return relation.target if relation.external else f"/{names.of(relation.target)}"


def _types(types: Mapping[str, str]) -> bytes:
    lines = "".join(
        f"<Override PartName={quoteattr(f'/{name}')} ContentType={quoteattr(type_)}/>"
        for name, type_ in sorted(types.items())
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{lines}</Types>"
    ).encode()


def _zip(written: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in sorted(written.items()):
            package.writestr(zipfile.ZipInfo(name, _DATE), content)
    return buffer.getvalue()
