"""The tree as HTML: what the PDF and HTML writers have in common."""

from __future__ import annotations

import base64
import copy
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree, html

from mc_builder.charter import Charte
from mc_builder.page.passes import MARK
from mc_builder.page.tree import Document, Image, ImageDuDossier, name_of
from mc_builder.source.images import data_uri
from mc_builder.writers.style import squares

#: What the page may load: nothing but its own style and pictures.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
#: Attributes of the vocabulary that a page does not need.
_OURS = frozenset(
    {"data-ref", "data-prose", "data-appel", "data-largeur", "data-niveaux", "data-sujet"}
    | {"data-sous-titre", "data-sommaire"}
)
_LABELS = {
    "nav.sommaire": "Sommaire",
    "nav.liste-tableaux": "Liste des tableaux",
    "nav.liste-figures": "Liste des figures",
}
#: Of a scale of autonomy whose squares no text draws.
_DEGREES = 3


@dataclass(frozen=True, slots=True)
class Cadre:
    """What stands around the tree of a page that is one of several: head, foot, its one script."""

    entete: Sequence[etree._Element] = ()
    pied: Sequence[etree._Element] = ()
    script: str = ""


def page(document: Document, style: str, origin: str = "", cadre: Cadre | None = None) -> str:
    """A whole HTML page: the tree, its style sheet, its properties.

    `origin` is what it was made from, said at its foot: a page of the screen says it to its reader.
    """
    around = cadre or Cadre()
    root = _adapted(document, _OURS)
    subject = document.root.get("data-sujet", "")
    head = etree.Element("head")
    etree.SubElement(head, "meta", {"charset": "utf-8"})
    runs = f"; script-src '{script_hash(around.script)}'" if around.script else ""
    policy = {"http-equiv": "Content-Security-Policy", "content": f"{_POLICY}{runs}"}
    etree.SubElement(head, "meta", policy)
    etree.SubElement(head, "title").text = f"{document.title} – {subject}"
    for name, content in (
        ("viewport", "width=device-width, initial-scale=1"),
        ("description", subject),
        ("generator", "mc_builder"),
    ):
        etree.SubElement(head, "meta", {"name": name, "content": content})
    # A style sheet may come from a project: it does not close its own element.
    etree.SubElement(head, "style").text = style.replace("</", r"<\/")
    page_root = etree.Element("html", {"lang": root.get("lang", "fr")})
    page_root.append(head)
    body = etree.SubElement(page_root, "body")
    if origin:
        etree.SubElement(root, "p", {"class": "provenance"}).text = origin
    body.extend(around.entete)
    etree.SubElement(body, "main", {"id": "contenu", "tabindex": "-1"}).append(root)
    body.extend(around.pied)
    if around.script:
        etree.SubElement(body, "script").text = around.script
    text: str = html.tostring(page_root, encoding="unicode", method="html")
    return f"<!DOCTYPE html>\n{text}"


def script_hash(text: str) -> str:
    """What a policy names a script or a style by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def fragment(document: Document) -> str:
    """The tree alone, each text with its identity (``data-ref``), for a page that edits it."""
    root = _adapted(document, _OURS - {"data-ref"})
    for element in root.iter("span"):
        if element.get("id", "").startswith(MARK):
            del element.attrib["id"]  # a bookmark of Word: its number moves with what comes before
    text: str = html.tostring(root, encoding="unicode", method="html")
    return text


def _adapted(document: Document, dropped: frozenset[str]) -> etree._Element:
    """A copy of the tree in the words of HTML, without these attributes of ours."""
    root = copy.deepcopy(document.root)
    for element in root.iter():
        if element.tag == "img":
            _picture(element, document.image_of(element))
        _adapt(element, document.charte, dropped)
    return root


def _picture(element: etree._Element, image: Image | ImageDuDossier) -> None:
    """A picture, held by the page itself, at its printed size."""
    element.set("src", data_uri(*image.page))
    element.set("style", f"width:{image.largeur_mm:g}mm;height:{image.hauteur_mm:g}mm")


def _adapt(element: etree._Element, charte: Charte, dropped: frozenset[str]) -> None:
    """What the vocabulary says in its own words, in those of HTML."""
    name = name_of(element)
    if name == "col":
        element.set("style", f"width:{element.get('data-largeur')}%")
    elif name == "ol" and element.get("start"):
        # WeasyPrint leaves the attribute aside.
        element.set("style", f"counter-reset:list-item {int(element.get('start', '1')) - 1}")
    elif name == "span.autonomie":
        _squares(element, charte)
    elif element.tag == "nav":
        element.set("aria-label", _LABELS[name])
    for key in dropped.intersection(map(str, element.attrib)):
        del element.attrib[key]


def _squares(element: etree._Element, charte: Charte) -> None:
    """The squares of autonomy as a picture."""
    level = int(element.get("data-niveau", "1"))
    degrees = len(element.text or "") or _DEGREES
    words = f"{element.get('data-nom', 'autonomie')} {level} sur {degrees}"
    if "data-nom" in element.attrib:
        del element.attrib["data-nom"]
    element.text = None
    etree.SubElement(element, "img", {"src": squares(level, degrees, charte), "alt": words})
