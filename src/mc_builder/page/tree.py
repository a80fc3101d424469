"""The checked tree: what templates produce once parsed, checked against the vocabulary."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from mc_builder.charter import Charte
from mc_builder.codes import Code
from mc_builder.diagnostics import Diagnostic, did_you_mean
from mc_builder.graphiques.dessin import hauteur_mm, png, svg
from mc_builder.graphiques.diagramme import Diagramme
from mc_builder.loading.charter_file import builtin_charter
from mc_builder.model.photos import Photo
from mc_builder.page.codes import DOC001, DOC002, DOC003, DOC004, DOC005, DOC006, DOC010
from mc_builder.page.provenance import Provenance
from mc_builder.page.vocabulary import APART, SECTION, TABLE, VALUES, VOCABULARY, Element
from mc_builder.source.images import PNG, SVG
from mc_builder.spans import SourceText

#: Characters that XML 1.0 cannot hold.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

#: Marks a table that prose wrote: its author does not choose where the template puts the prose.
PROSE = "data-prose"

#: The elements that hold blocks, each of which is checked by itself.
_SECTIONS = frozenset({"article", "section"})
#: The seals of what was found without a fault; how many are kept. Most of a document that is made
#: again after an edit is what it was.
_FAULTLESS: set[bytes] = set()
_KNOWN = 50_000

#: How an ``img`` names its picture: ``src="graphique:NAME"`` is drawn from ``images[NAME]``,
#: ``src="image:NAME"`` is the file ``images["image:NAME"]`` of the dossier.
SCHEME, PHOTO = "graphique:", "image:"
#: The largest that a picture of the dossier prints, in millimetres; a pixel is 1/96 of an inch.
_TALLEST_MM, _PIXEL_MM = 190.0, 25.4 / 96


@dataclass(frozen=True)
class Image:
    """A chart of a document, drawn when a writer asks for it.

    For the PDF and the page, `svg`: a whole SVG 1.1 file in UTF-8, its texts as text in the
    typeface of the charter, transparent, to be given the words of ``img/@alt``. For Word, `png`:
    300 dpi, white. Both are `largeur_mm` × `hauteur_mm`, known without drawing, and the same bytes
    every time.
    """

    diagramme: Diagramme
    charte: Charte = field(default_factory=builtin_charter)

    @property
    def largeur_mm(self) -> float:
        """The width at which it prints, in millimetres: that of the text."""
        return self.charte.largeur_mm()

    @property
    def hauteur_mm(self) -> float:
        """The height at which it prints, in millimetres."""
        return hauteur_mm(self.diagramme, self.charte)

    @property
    def contenu(self) -> Diagramme:
        """What it shows, for the fingerprint of the document."""
        return self.diagramme

    @property
    def page(self) -> tuple[str, bytes]:
        """Its kind and its bytes for the PDF and the page."""
        return SVG, self.svg

    @property
    def word(self) -> tuple[str, bytes]:
        """Its kind and its bytes for Word."""
        return PNG, self.png

    @cached_property
    def svg(self) -> bytes:
        """The picture as vectors."""
        return svg(self.diagramme, self.charte)

    @cached_property
    def png(self) -> bytes:
        """The picture as points, 300 to the inch."""
        return png(self.diagramme, self.charte)


@dataclass(frozen=True)
class ImageDuDossier:
    """A picture of the dossier: its size, unless it is larger than the text of a page."""

    photo: Photo
    charte: Charte = field(default_factory=builtin_charter)

    @property
    def _scale(self) -> float:
        wide, high = (side * _PIXEL_MM for side in (self.photo.largeur, self.photo.hauteur))
        return min(1.0, self.charte.largeur_mm() / wide, _TALLEST_MM / high) * _PIXEL_MM

    @property
    def largeur_mm(self) -> float:
        """The width at which it prints, in millimetres."""
        return self.photo.largeur * self._scale

    @property
    def hauteur_mm(self) -> float:
        """The height at which it prints, in millimetres."""
        return self.photo.hauteur * self._scale

    @property
    def contenu(self) -> str:
        """What it shows, for the fingerprint of the document."""
        return hashlib.sha256(self.photo.donnees).hexdigest()

    @property
    def page(self) -> tuple[str, bytes]:
        """Its kind and its bytes."""
        return self.photo.nature, self.photo.donnees

    word = page


@dataclass(frozen=True, slots=True)
class Revisions:
    """What a tree is compared with, as the reader calls it, and who is said to have changed it."""

    reference: str
    author: str


@dataclass(frozen=True)
class Document:
    """A checked tree, with the name of the files it becomes (``referentiel``) and its pictures.

    Each ``img`` of the tree has its picture in `images`, under the name that follows `SCHEME` in
    its ``src``; see `image_of`. With `revisions`, its tree marks what changed (`page.redline`).
    """

    name: str
    root: etree._Element
    images: Mapping[str, Image | ImageDuDossier] = field(default_factory=dict)
    provenance: Provenance | None = None
    charte: Charte = field(default_factory=builtin_charter)
    revisions: Revisions | None = None

    def image_of(self, element: etree._Element) -> Image | ImageDuDossier:
        """The picture of an ``img`` element."""
        return self.images[element.get("src", "").removeprefix(SCHEME)]

    @property
    def title(self) -> str:
        """The title of the document."""
        return self.root.get("data-titre", "")

    @property
    def references(self) -> frozenset[str]:
        """Which texts of the data it shows: identity and field of each."""
        return frozenset(str(span.get("data-ref")) for span in self.root.iter("span")) - {"None"}

    @property
    def mark(self) -> str:
        """The mark on every page (« Projet – document de travail »), or an empty text."""
        return self.root.get("data-marque", "")


def name_of(element: etree._Element) -> str:
    """The name of an element in the vocabulary: ``p`` or ``p.chapeau``."""
    css_class = element.get("class")
    return f"{element.tag}.{css_class}" if css_class else str(element.tag)


def text_of(element: etree._Element) -> str:
    """All the words of an element, without markup."""
    return "".join(str(part) for part in element.itertext())


def lines_of(element: etree._Element) -> list[str]:
    """The texts of an element that begin a line: its paragraphs, its items, what a break cuts."""
    lines = [""]

    def walk(node: etree._Element) -> None:
        block = node.tag in {"br", "p", "li", "ul", "ol"}
        if block:
            lines.append("")
        lines[-1] += node.text or ""
        for child in node:
            walk(child)
            lines[-1] += child.tail or ""
        if block and node.tag != "br":
            lines.append("")

    for part in (element.text or "", *element):
        if isinstance(part, str):
            lines[-1] += part
        else:
            walk(part)
            lines[-1] += part.tail or ""
    return [line for line in lines if line.strip()]


def parse(name: str, markup: str) -> tuple[Document | None, list[Diagnostic]]:
    """Markup written by a template → document, or the reasons why it is none.

    Diagnostics point into the markup (path ``<document>.html``): the templates' own literal text
    is checked beforehand by `mc_builder.document.templates`.
    """
    markup = ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", markup)
    source = SourceText(f"{name}.html", markup)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(markup.encode(), parser)
    except etree.XMLSyntaxError as error:
        line = min(max(error.lineno or 1, 1), source.line_count)
        at = source.offset(line, 1) + max((error.offset or 1) - 1, 0)
        return None, [
            DOC001(f"le document « {name} » est mal formé : {error.msg}", source.span(at))
        ]
    _settle_pages(root)
    _settle_tables(root)
    diagnostics = _check(root, source)
    return (None, diagnostics) if diagnostics else (Document(name, root), [])


def _settle_pages(root: etree._Element) -> None:
    """A landscape page that prose asks for, with the headings right over its table.

    Where no page can begin (a callout, another landscape page), the table stands as others do.
    """
    for section in list(root.iter("section")):
        if section.get(PROSE) is None:
            continue
        del section.attrib[PROSE]
        holder = section.getparent()
        rule = None if holder is None else VOCABULARY.get(name_of(holder))
        wide = any(name_of(above) == "section.paysage" for above in section.iterancestors())
        if holder is None or rule is None or SECTION not in rule.contains or wide:
            _stand_alone(section)
            continue
        above = section.getprevious()
        while above is not None and above.tag in {"h1", "h2", "h3", "h4"}:
            section.insert(0, above)
            above = section.getprevious()


def _stand_alone(section: etree._Element) -> None:
    for child in list(section):
        section.addprevious(child)
    last, holder = section.getprevious(), section.getparent()
    if last is not None:
        last.tail = section.tail
    if holder is not None:
        holder.remove(section)


def _settle_tables(root: etree._Element) -> None:
    """A table of prose where only paragraphs fit: its caption and each row become one."""
    for table in list(root.iter("table")):
        if table.get(PROSE) is None:
            continue
        holder = table.getparent()
        rule = None if holder is None else VOCABULARY.get(name_of(holder))
        if holder is None or rule is None or TABLE in rule.contains:
            continue
        title = table.find("caption")
        if title is not None:
            title.tag = "p"
            table.addprevious(title)
        for row in table.iter("tr"):
            paragraph = etree.Element("p")
            for number, cell in enumerate(list(row)):
                last = paragraph[-1] if len(paragraph) else None
                if number and last is not None:
                    last.tail = " – "
                _append_words(paragraph, cell)
            table.addprevious(paragraph)
        before = table.getprevious()
        if before is not None:
            before.tail = table.tail
        holder.remove(table)


def _append_words(paragraph: etree._Element, cell: etree._Element) -> None:
    """The words of a cell in a paragraph, its lines and items after each other."""
    blocks = list(cell.iter("p", "li")) or [cell]
    for rank, block in enumerate(blocks):
        if rank and len(paragraph):
            paragraph[-1].tail = " ; "
        paragraph.extend(list(block))


def _check(root: etree._Element, source: SourceText) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for elements, seal in _blocks(root, ""):
        wrong = () if seal in _FAULTLESS else tuple(_wrong(elements, source))
        found += wrong
        if not wrong:
            if len(_FAULTLESS) >= _KNOWN:
                _FAULTLESS.clear()
            _FAULTLESS.add(seal)
    return found


def _blocks(element: etree._Element, above: str) -> Iterator[tuple[list[etree._Element], bytes]]:
    """What is checked as one, and the seal of all that decides of it: each block, what holds it."""
    path = f"{above}/{name_of(element)}"
    if element.tag not in _SECTIONS:
        # The whole block, and the names of what it stands in.
        made = etree.tostring(element, with_tail=False)
        yield list(element.iter()), hashlib.sha256(f"{path}\n".encode() + made).digest()
        return
    own = [path, str(sorted(element.attrib.items())), str(_has_loose_text(element))]
    own += map(name_of, element)
    yield [element], hashlib.sha256("\n".join(own).encode()).digest()
    for child in element:
        yield from _blocks(child, path)


def _wrong(elements: Iterable[etree._Element], source: SourceText) -> Iterator[Diagnostic]:
    for element in elements:
        for code, message in _problems(element):
            line: Any = element.sourceline  # its stub has no type
            yield code(message, source.span(source.offset(line or 1, 1)))


def _problems(element: etree._Element) -> Iterator[tuple[Code, str]]:
    """What the vocabulary does not allow about one element and its children."""
    if not isinstance(element.tag, str):
        yield DOC002, "les commentaires et instructions ne sont pas admis"
        return
    name = name_of(element)
    rule = VOCABULARY.get(name)
    if rule is None:
        near = did_you_mean(name, VOCABULARY)
        yield DOC002, f"élément inconnu « {name} »" + (f" (« {near} » ?)" if near else "")
        return
    yield from _attributes(element, rule)
    family = APART.get(name)
    if family and any(APART.get(name_of(above)) == family for above in element.iterancestors()):
        yield DOC006, f"« {name} » n’est pas admis dans « {family} »"
    if not rule.text and _has_loose_text(element):
        yield DOC005, f"du texte n’est pas admis directement dans « {name} »"
    for child in element:
        inner = VOCABULARY.get(name_of(child))
        if inner is not None and inner.category not in rule.contains:
            yield DOC006, f"« {inner.name} » n’est pas admis dans « {name} »"


def _attributes(element: etree._Element, rule: Element) -> Iterator[tuple[Code, str]]:
    """Attributes that are unknown, missing, or whose value no writer can read."""
    attributes = {str(key): str(value) for key, value in element.attrib.items()}
    for extra in sorted(attributes.keys() - rule.attributes - {"class", "id"}):
        yield DOC003, f"attribut « {extra} » non admis sur « {rule.name} »"
    for missing in sorted(rule.required - attributes.keys()):
        yield DOC003, f"attribut « {missing} » obligatoire sur « {rule.name} »"
    for key, value in attributes.items():
        allowed = VALUES.get(key)
        if allowed is not None and not allowed.pattern.match(value):
            code = DOC004 if key == "href" else DOC010
            yield (
                code,
                f"« {key} » de « {rule.name} » vaut « {value} » ; attendu : {allowed.expected}",
            )


def _has_loose_text(element: etree._Element) -> bool:
    texts = [element.text, *(child.tail for child in element)]
    return any(text and text.strip() for text in texts)
