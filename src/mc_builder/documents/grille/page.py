"""The grid as an HTML page: its tree, with the files of each piece of evidence folded away.

Why only here: a commission reads words and pages; the drafters, on a screen, want the line to open.
"""

from __future__ import annotations

import copy
from dataclasses import replace

from lxml import etree

from mc_builder.documents.grille.vue import CritereVue, GrilleVue
from mc_builder.documents.making import Made, Making
from mc_builder.french import typeset
from mc_builder.writers.html import write_html


def make(making: Making) -> Made:
    """The page; a criterion without evidence folds nothing."""
    vue: GrilleVue = making.view
    document = making.document
    root = copy.deepcopy(document.root)
    headings = {h.get("id"): h for h in root.iter("h2")}
    for critere in vue.criteres:
        heading = headings.get(critere.ancre)
        if heading is not None and critere.fichiers:
            _last_of(heading).addnext(_folded(critere))
    style = making.templates.file("ecran.css").read_text("utf-8")
    return Made(write_html(replace(document, root=root), style))


def _last_of(heading: etree._Element) -> etree._Element:
    """The last block under a heading, before the next one."""
    last = heading
    for block in heading.itersiblings():
        if block.tag == "h2":
            break
        last = block
    return last


def _folded(critere: CritereVue) -> etree._Element:
    details = etree.Element("details", {"class": "fichiers"})
    etree.SubElement(details, "summary").text = "Dans les fichiers du dossier"
    listed = etree.SubElement(details, "ul")
    for title, place in critere.fichiers:
        item = etree.SubElement(listed, "li")
        item.text = typeset(f"{title} : ")
        etree.SubElement(item, "code").text = place
    return details
