"""The coverage report as one interactive page: its view → HTML that loads nothing.

The page is outside the vocabulary of the documents. What keeps it safe is that its markup is
parsed whole, that texts of the data are only ever escaped text, and a policy that admits this
style sheet and this script, named by their hashes, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from mc_builder.builtin import builtin_folder
from mc_builder.documents.couverture import ecran
from mc_builder.documents.making import Made, Making, Unwritable
from mc_builder.french import typeset
from mc_builder.page import passes, typography
from mc_builder.page.codes import DOC001, DOC002
from mc_builder.page.templates import ACTIVE, COMMANDS, STILL
from mc_builder.page.tree import ILLEGAL
from mc_builder.spans import SourceText
from mc_builder.writers.markup import script_hash
from mc_builder.writers.style import screen

TEMPLATE = "couverture-ecran.html.j2"
STYLE = "couverture-ecran.css"
SCRIPT = "couverture-ecran.js"

#: After these, a blank is no word.
_BLOCKS = frozenset(
    {"caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h2", "h3", "h4", "li"}
    | {"ol", "option", "p", "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)

#: Attributes that somebody reads or hears.
_SPOKEN = ("aria-label", "content", "data-titre")


def make(making: Making) -> Made:
    """The page; raises Unwritable when its template is wrong.

    Why the script is never the project's own: a page that comes by mail runs only what comes with
    the tool, whoever wrote the dossier. Its template and its style may be the project's.
    """
    view = ecran.vue(making.builder, making.options.site)
    markup, diagnostics = making.templates.render(TEMPLATE, view)
    markup = making.builder.projet.said(markup)
    if diagnostics:
        raise Unwritable(*diagnostics)
    root = _parsed(ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", markup.strip()))
    _lighten(root)
    passes.drop_dangling_links(root)
    typography.apply(root)
    for element in root.iter():
        for name in _SPOKEN:
            if (value := element.get(name)) is not None:
                element.set(name, typeset(value))
    style = screen(making.builder.projet.charte) + making.templates.file(STYLE).read_text("utf-8")
    _head(root, style, (builtin_folder() / SCRIPT).read_text("utf-8"))
    page: str = html.tostring(root, encoding="unicode", method="html")
    return Made(f"<!DOCTYPE html>\n{page}\n".encode())


def _parsed(markup: str) -> etree._Element:
    """The markup as a tree, which holds nothing active; raises Unwritable."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(markup.encode(), parser)
    except etree.XMLSyntaxError as error:
        place = SourceText(f"{TEMPLATE.removesuffix('.j2')}", markup)
        line = min(max(error.lineno or 1, 1), place.line_count)
        at = place.span(place.offset(line, 1))
        problem = DOC001(f"la page est mal formée : {error.msg}", at)
        raise Unwritable(problem) from error
    if (name := next(_active(root), None)) is not None:
        at = SourceText(f"templates/{TEMPLATE}", "").span()
        raise Unwritable(DOC002(STILL.format(name), at))
    return root


def _active(root: etree._Element) -> Iterator[str]:
    """What runs, fetches or leaves the page: the policy holds for what comes after it only."""
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname.lower()
        elsewhere = name == "link" and not element.get("href", "").startswith("data:")
        if name in ACTIVE or elsewhere:
            yield name
        for key, value in element.attrib.items():
            address = re.sub(r"[\x00-\x20]", "", str(value)).lower()
            if COMMANDS.fullmatch(str(key)) or (
                str(key).endswith("href") and address.startswith(("javascript:", "vbscript:"))
            ):
                yield str(key)


def _lighten(root: etree._Element) -> None:
    """Drop what nobody reads on a screen: the identity of texts, the blanks between blocks."""
    for element in root.iter():
        if "data-ref" in element.attrib:
            del element.attrib["data-ref"]
            if element.tag == "span" and not element.attrib:
                element.tag = "nu"
        if element.tag in _BLOCKS and not (element.tail or "").strip():
            element.tail = None
    etree.strip_tags(root, "nu")


def _head(root: etree._Element, style: str, script: str) -> None:
    """Put the policy first, the style and the script last in the head and in the body."""
    head, body = root.find("head"), root.find("body")
    if head is None or body is None:
        return
    # Neither closes its own element.
    style, script = style.replace("</", r"<\/"), script.replace("</", r"<\/")
    policy = (
        f"default-src 'none'; img-src data:; style-src '{script_hash(style)}';"
        f" script-src '{script_hash(script)}'; base-uri 'none'; form-action 'none'"
    )
    meta = etree.Element("meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    head.insert(1, meta)  # after the encoding, before anything that could load
    etree.SubElement(head, "style").text = style
    etree.SubElement(body, "script").text = script
