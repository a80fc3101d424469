"""A site that is being made → its pages, each a whole HTML file that loads nothing."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from mc_builder.builtin import builtin_folder
from mc_builder.documents.making import Making
from mc_builder.documents.site import ACCUEIL
from mc_builder.documents.site.decoupe import Page, cut
from mc_builder.documents.site.tableaux import name_cells
from mc_builder.documents.site.vue import SiteVue, pages_of
from mc_builder.french import folded, typeset
from mc_builder.page.sceau import BLANK, seal
from mc_builder.page.tree import Document, text_of
from mc_builder.writers.markup import Cadre, page
from mc_builder.writers.style import screen

_WORD = re.compile(r"[^\s',;:!?()«»…]+")
SCRIPT, STYLES = "site-ecran.js", ("ecran.css", "site-ecran.css")


def pages(making: Making) -> dict[str, bytes]:
    """File → content; raises Unwritable when a template is wrong.

    The script is never the project's own, as that of the coverage page.
    """
    document = making.document
    view: SiteVue = making.view
    found = cut(document.root, pages_of(view, making.builder))
    _complete_home(found)
    files = (making.templates.file(name).read_text("utf-8") for name in STYLES)
    style = screen(document.charte) + "".join(files)
    return {
        one.fichier: _written(document, one, style, _frame(found, place, document.mark))
        for place, one in enumerate(found)
    }


def _written(document: Document, one: Page, style: str, cadre: Cadre) -> bytes:
    article = etree.Element("article", {str(k): str(v) for k, v in document.root.attrib.items()})
    article.set("data-titre", one.titre)
    article.extend(copy.deepcopy(top) for top in one.corps)
    name_cells(article)
    origin = document.provenance.mention if document.provenance else ""
    text = page(replace(document, root=article), style, origin, cadre)
    # Its seal says that nobody changed it: it may be replaced.
    head = f'<meta name="sceau" content="{BLANK}"></head>'
    return seal(text.replace("</head>", head, 1).encode())


def _complete_home(found: Sequence[Page]) -> None:
    """On the first page: the parts of the référentiel, what to search in, where to type it."""
    home = found[0].corps[0]
    words = {one.fichier: _words(one) for one in found[1:]}
    titles = {one.fichier: one.titre for one in found}
    listed = etree.SubElement(home, "ul")
    for part in (one for one in found[1:] if not one.fichier.startswith("o-")):
        item = etree.SubElement(listed, "li")
        etree.SubElement(item, "a", {"href": part.fichier}).text = part.titre
    for item in home.iter("li"):
        link = next(item.iter("a"), None)
        if link is not None and link.get("href") in words:
            item.set("data-mots", words[str(link.get("href"))])
            _rename(link, titles[str(link.get("href"))])
    title = next(home.iter("h1"))
    title.addnext(_search())


def _rename(link: etree._Element, titre: str) -> None:
    """A link by the title of its page: « Bloc 1 – … »."""
    for inside in list(link):
        link.remove(inside)
    link.text = titre


def _words(one: Page) -> str:
    """The words of a page, each once, as the script folds those that are typed."""
    text = " ".join(text_of(top) for top in one.corps)
    return " ".join(dict.fromkeys(_WORD.findall(folded(text))))


def _search() -> etree._Element:
    """The box, out of sight until the script runs: without it the lists are there."""
    box = etree.Element("div", {"class": "recherche", "role": "search", "hidden": "hidden"})
    label = etree.SubElement(box, "label", {"for": "mots"})
    label.text = typeset("Chercher des mots dans tout le référentiel")
    attributes = {"type": "search", "id": "mots", "autocomplete": "off"}
    etree.SubElement(box, "input", {**attributes, "aria-describedby": "trouve"})
    etree.SubElement(box, "p", {"id": "trouve", "class": "discret", "role": "status"})
    return box


def _frame(found: Sequence[Page], place: int, mark: str) -> Cadre:
    """The head of a page, its neighbours at its foot; the search of the first one."""
    header = etree.Element("header")
    skip = etree.Element("a", {"class": "evitement", "href": "#contenu"})
    skip.text = "Aller au contenu"
    if mark:
        etree.SubElement(header, "p", {"class": "couverture-mention"}).text = typeset(mark)
    if place == 0:
        return Cadre([skip, header], [], (builtin_folder() / SCRIPT).read_text("utf-8"))
    nav = etree.SubElement(header, "nav", {"aria-label": "Site"})
    etree.SubElement(nav, "a", {"href": ACCUEIL}).text = found[0].titre
    return Cadre([skip, header], [_neighbours(found, place)])


def _neighbours(found: Sequence[Page], place: int) -> etree._Element:
    nav = etree.Element("nav", {"aria-label": "Pages voisines", "class": "voisines"})
    for rel, word, other in _around(found, place):
        link = etree.SubElement(nav, "a", {"href": other.fichier, "rel": rel})
        link.text = typeset(f"{word} : {other.titre}")
    return nav


def _around(found: Sequence[Page], place: int) -> Iterator[tuple[str, str, Page]]:
    if place > 1:
        yield "prev", "Page précédente", found[place - 1]
    if place + 1 < len(found):
        yield "next", "Page suivante", found[place + 1]
