"""What a PDF says of itself: one XMP packet for PDF/A-3a, PDF/UA-1 and the provenance.

Why our own packet: WeasyPrint writes that of one standard at a time, and compresses it; `origine`
reads it back without opening the PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from mc_builder import __version__
from mc_builder.page.provenance import NAMESPACE, Provenance
from mc_builder.page.sceau import BLANK

PRODUCER = f"mc_builder {__version__}"
_NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "mcb": NAMESPACE,
}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PACKET = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n%s</x:xmpmeta>\n<?xpacket end="r"?>'
)
#: What a file that conforms to them says: PDF/A-3a, PDF/UA-1.
_STANDARDS = (("pdfaid:part", "3"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1"))
#: Properties that PDF/A does not know, described in the file itself: prefix → (schema, properties).
_EXTENSIONS = {
    "pdfuaid": (
        "PDF/UA identification schema",
        (("part", "Integer", "Part of ISO 14289 that the file follows"),),
    ),
    "mcb": (
        "mc_builder provenance schema",
        (
            ("document", "Text", "Kind of the document"),
            ("version", "Text", "Version of the dossier"),
            ("empreinte", "Text", "SHA-256 of the data that the document shows"),
            ("sceau", "Text", "SHA-256 of the file, its own figures taken as zeros"),
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself. `date` stands for the creation: no clock is read.

    No author: those who ask for a diploma do not always write its documents.
    """

    title: str
    subject: str
    lang: str
    keywords: tuple[str, ...] = ()
    date: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    provenance: Provenance | None = None

    @property
    def day(self) -> str:
        """The date as XMP and PDF both say it, once WeasyPrint has turned it round."""
        return self.date.strftime("%Y-%m-%dT%H:%M:%SZ")


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NS[prefix]}}}{local}"


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    element = etree.SubElement(parent, _name(name))
    element.text = text or None
    return element


def _list(parent: etree._Element, name: str, kind: str, texts: tuple[str, ...]) -> None:
    """A property with several values (Seq, Bag), or one in a language (Alt)."""
    if not texts:
        return
    values = _add(_add(parent, name), f"rdf:{kind}")
    for text in texts:
        value = _add(values, "rdf:li", text)
        if kind == "Alt":
            value.set(_XML_LANG, "x-default")


def xmp(properties: Properties, *, conforms: bool = True) -> bytes:
    """The packet, not compressed; it names the standards when the file `conforms` to them."""
    rdf = etree.Element(_name("rdf:RDF"), nsmap=_NS)
    about = etree.SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""})
    _list(about, "dc:title", "Alt", (properties.title,))
    _list(about, "dc:description", "Alt", (properties.subject,) if properties.subject else ())
    _list(about, "dc:subject", "Bag", properties.keywords)
    if properties.provenance is not None and properties.provenance.droits:
        _list(about, "dc:rights", "Alt", (properties.provenance.droits,))
    _list(about, "dc:language", "Bag", (properties.lang,))
    for name, text in (
        ("pdf:Keywords", ", ".join(properties.keywords)),
        ("pdf:Producer", PRODUCER),
        ("xmp:CreatorTool", PRODUCER),
        ("xmp:CreateDate", properties.day),
        ("xmp:ModifyDate", properties.day),
        *(_STANDARDS if conforms else ()),
    ):
        if text:
            _add(about, name, text)
    if properties.provenance is not None:
        for field in ("document", "version", "empreinte"):
            _add(about, f"mcb:{field}", getattr(properties.provenance, field))
        _add(about, "mcb:sceau", BLANK)
    _extensions(rdf)
    return _PACKET % etree.tostring(rdf, encoding="utf-8", pretty_print=True)


def _extensions(rdf: etree._Element) -> None:
    """The description of the properties that PDF/A does not know."""
    about = etree.SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""})
    schemas = _add(_add(about, "pdfaExtension:schemas"), "rdf:Bag")
    for prefix, (title, known) in _EXTENSIONS.items():
        schema = _resource(schemas)
        _add(schema, "pdfaSchema:schema", title)
        _add(schema, "pdfaSchema:namespaceURI", _NS[prefix])
        _add(schema, "pdfaSchema:prefix", prefix)
        described = _add(_add(schema, "pdfaSchema:property"), "rdf:Seq")
        for name, kind, description in known:
            one = _resource(described)
            _add(one, "pdfaProperty:name", name)
            _add(one, "pdfaProperty:valueType", kind)
            _add(one, "pdfaProperty:category", "internal")
            _add(one, "pdfaProperty:description", description)


def _resource(parent: etree._Element) -> etree._Element:
    item = _add(parent, "rdf:li")
    item.set(_name("rdf:parseType"), "Resource")
    return item


def describe(
    document: Any, properties: Properties, reserves: Callable[[], Collection[str]]
) -> None:
    """Give a laid-out document its properties, and our packet instead of WeasyPrint's.

    `reserves`, asked once the pages are drawn, are why it names no standard.
    """
    metadata = document.metadata
    metadata.title, metadata.description = properties.title, properties.subject
    metadata.authors, metadata.keywords = [], list(properties.keywords)
    metadata.generator, metadata.lang = PRODUCER, properties.lang
    metadata.created = metadata.modified = properties.day

    def include(pdf: Any, *_: Any, **__: Any) -> None:
        import pydyf  # noqa: PLC0415

        stream = pydyf.Stream(
            [xmp(properties, conforms=not reserves())], {"Type": "/Metadata", "Subtype": "/XML"}
        )
        pdf.add_object(stream)
        pdf.catalog["Metadata"] = stream.reference
        pdf.info["Producer"] = pydyf.String(PRODUCER)

    metadata.include_in_pdf = include
