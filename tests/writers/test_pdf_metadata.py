"""The XMP packet: both standards, the provenance, its own description; the same bytes twice."""

from __future__ import annotations

from datetime import UTC, date, datetime

from lxml import etree

from mc_builder.page.provenance import NAMESPACE, Provenance
from mc_builder.writers.pdf.metadata import Properties, xmp

PROPERTIES = Properties(
    title="Titre <& « é »",
    subject="Sujet",
    lang="fr",
    keywords=("mot", "clé"),
    date=datetime(2019, 12, 31, tzinfo=UTC),
    provenance=Provenance("note", "1.2", "0f" * 32, date(2019, 12, 31)),
)


def lu(properties: Properties) -> etree._Element:
    return etree.fromstring(xmp(properties).split(b"?>\n", 1)[1].rsplit(b"\n<?xpacket", 1)[0])


def values(root: etree._Element, namespace: str, name: str) -> list[str]:
    return [
        "".join(map(str, element.itertext())).strip()
        for element in root.iter(f"{{{namespace}}}{name}")
    ]


def test_both_standards_are_claimed() -> None:
    root = lu(PROPERTIES)
    assert values(root, "http://www.aiim.org/pdfa/ns/id/", "part") == ["3"]
    assert values(root, "http://www.aiim.org/pdfa/ns/id/", "conformance") == ["A"]
    assert values(root, "http://www.aiim.org/pdfua/ns/id/", "part") == ["1"]


def test_what_the_document_is() -> None:
    root = lu(PROPERTIES)
    purl = "http://purl.org/dc/elements/1.1/"
    assert values(root, purl, "title") == ["Titre <& « é »"]
    assert values(root, purl, "language") == ["fr"]
    assert values(root, "http://ns.adobe.com/xap/1.0/", "CreateDate") == ["2019-12-31T00:00:00Z"]
    assert values(root, NAMESPACE, "empreinte") == ["0f" * 32]


def test_every_property_that_pdf_a_does_not_know_is_described() -> None:
    root = lu(PROPERTIES)
    described = set(values(root, "http://www.aiim.org/pdfa/ns/property#", "name"))
    own = {
        etree.QName(element).localname
        for element in root.iter(f"{{{NAMESPACE}}}*", "{http://www.aiim.org/pdfua/ns/id/}*")
    }
    assert described == own


def test_the_same_bytes_twice() -> None:
    assert xmp(PROPERTIES) == xmp(PROPERTIES)
