"""The package: parts that python-docx does not know, properties, and a reproducible zip."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any, cast
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.pkgwriter import _ContentTypesItem
from docx.package import Package

from mc_builder.page.provenance import Provenance
from mc_builder.page.sceau import BLANK, PART, seal_of_parts
from mc_builder.page.tree import Document
from mc_builder.writers.docx.wml import Xml, clark, parse, raw_run, w

#: The first line of a part.
HEADING = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
#: Word refuses longer core properties.
_LONGEST_PROPERTY = 255
#: Elements of the settings before which ``w:footnotePr`` stands.
_AFTER_SEPARATORS = (
    "endnotePr", "compat", "docVars", "rsids",
    "attachedSchema", "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats",
    "captions", "readModeInkLockDown", "smartTagType", "shapeDefaults", "doNotEmbedSmartTags",
    "decimalSymbol", "listSeparator",
)  # fmt: skip


def package_of(word: WordDocument) -> Package:
    """The package of a document, which python-docx declares optional."""
    return cast("Package", word.part.package)


def footnotes_part(word: WordDocument) -> XmlPart:
    """The part of footnotes, with only the two separators; one of the reference is replaced."""
    package = package_of(word)
    for key, rel in list(word.part.rels.items()):
        if rel.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            word.part.rels.pop(key)
    element = parse(
        w(
            "footnotes",
            _separator("separator", -1),
            _separator("continuationSeparator", 0),
        )
    )
    part = XmlPart(
        PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, detached(element), package
    )
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def _separator(kind: str, number: int) -> Xml:
    spacing = w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto"))
    return w("footnote", w("p", spacing, raw_run(w(kind))), type=kind, id=number)


def detached(element: Any) -> Any:
    """An element as the root of a tree of its own."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
    return element


def numbering_element(word: WordDocument) -> Any:
    """``w:numbering`` of a document; made if the reference has none."""
    for rel in word.part.rels.values():
        if rel.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return word.part.numbering_part.element
    package = package_of(word)
    element = detached(parse(w("numbering")))
    part = XmlPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return element


def set_settings(word: WordDocument) -> None:
    """Declare the separators of notes; Word is not asked to refresh the fields on opening.

    Why: it would put a question to each reader before the first page.
    """
    settings = word.settings.element
    for tag in ("updateFields", "footnotePr"):
        for element in settings.findall(clark(tag)):
            settings.remove(element)
    separators = w("footnotePr", w("footnote", id=-1), w("footnote", id=0))
    names = {clark(name) for name in _AFTER_SEPARATORS}
    before = next((child for child in settings if child.tag in names), None)
    if before is None:
        settings.append(parse(separators))
    else:
        before.addprevious(parse(separators))


def set_properties(word: WordDocument, document: Document, date: datetime) -> None:
    """Title and subject as in the PDF, language and fixed dates; nobody's name."""
    moment = date.astimezone(UTC).replace(tzinfo=None) if date.tzinfo else date
    root = document.root
    properties = word.core_properties
    named = (document.title, root.get("data-sujet", ""))
    properties.title = " – ".join(name for name in named if name)[:_LONGEST_PROPERTY]
    subject = root.get("data-sujet") or root.get("data-sous-titre") or ""
    properties.subject = subject[:_LONGEST_PROPERTY]
    properties.language = word_language(root.get("lang", "fr"))
    properties.author = properties.last_modified_by = ""
    properties.version = root.get("data-version", "")[:_LONGEST_PROPERTY]
    properties.created = properties.modified = moment
    properties.revision = 1
    properties.keywords = properties.category = ""
    properties.comments = ""
    if document.provenance is not None:
        properties.comments = document.provenance.mention[:_LONGEST_PROPERTY]
        add_provenance(word, document.provenance)


def add_provenance(word: WordDocument, provenance: Provenance) -> None:
    """What the document was made from, in the custom properties that Word shows and keeps."""
    values = {
        "document": provenance.document,
        "version": provenance.version,
        "empreinte": provenance.empreinte,
        "date de référence": provenance.date.isoformat(),
        "demandeurs": ", ".join(provenance.demandeurs),
        **({"licence": provenance.droits} if provenance.droits else {}),
        "sceau": BLANK,
    }
    lines = "".join(
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{number}" name={quoteattr(f"mc_builder {name}")}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    blob = (
        f'{HEADING}<Properties xmlns="{_CUSTOM}custom-properties"'
        f' xmlns:vt="{_CUSTOM}docPropsVTypes">{lines}</Properties>'
    )
    package = package_of(word)
    for key, rel in list(package.rels.items()):
        if rel.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            package.rels.pop(key)
    part = Part(
        PackURI(f"/{PART}"),
        CONTENT_TYPE.OFC_CUSTOM_PROPERTIES,
        blob.encode(),
        package,
    )
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def word_language(language: str) -> str:
    """A language as Word names it: ``fr`` is that of France."""
    return "fr-FR" if language == "fr" else language


def set_language(word: WordDocument, language: str) -> None:
    """The language of all texts, in the defaults of the styles."""
    defaults = word.styles.element.find(
        f"{clark('docDefaults')}/{clark('rPrDefault')}/{clark('rPr')}"
    )
    if defaults is None:
        return
    for old in defaults.findall(clark("lang")):
        defaults.remove(old)
    name = word_language(language)
    defaults.append(parse(w("lang", val=name, eastAsia=name, bidi="ar-SA")))


def save(word: WordDocument) -> bytes:
    """The package as a zip with no date, in a fixed order: the same bytes for the same parts."""
    package: Any = package_of(word)
    parts = list(package.iter_parts())
    types: Any = _ContentTypesItem
    contents = {
        "[Content_Types].xml": types.from_parts(parts).blob,
        "_rels/.rels": package.rels.xml,
    }
    for part in parts:
        part.before_marshal()
        contents[part.partname.membername] = part.blob
        if part.rels:
            contents[part.partname.rels_uri.membername] = part.rels.xml
    if PART in contents:
        seal = seal_of_parts(contents).encode()
        contents[PART] = contents[PART].replace(BLANK.encode(), seal, 1)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for name in sorted(contents, key=_order):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            target.writestr(info, contents[name], compresslevel=6)
    return written.getvalue()


def _order(name: str) -> tuple[bool, bool, str]:
    return name != "[Content_Types].xml", name != "_rels/.rels", name
