"""Ordered passes that complete a checked tree, in place: numbers, contents, notes, identities."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from lxml import etree

from mc_builder.french import tied
from mc_builder.page import typography
from mc_builder.page.columns import settle_columns
from mc_builder.page.footnotes import part_calls, settle_citations
from mc_builder.page.index import fill_indexes
from mc_builder.page.shown import keep_used_words, list_missing
from mc_builder.page.tree import Document, name_of, text_of

HEADINGS = ("h1", "h2", "h3", "h4")
#: How many levels of them contents may have.
DEEPEST = 3
#: From how many levels on the contents may give one up; how many lines of them a page holds, with
#: the half line that is above each chapter.
LEVELS_THAT_SPILL, LINES_OF_CONTENTS = 3, 50
#: How the name of a bookmark on a text of the data begins.
MARK = "_mc_"


def complete(document: Document) -> Document:
    """Run all the passes, in order, on a copy of the tree."""
    root = copy.deepcopy(document.root)
    for run in (
        list_missing,
        keep_used_words,
        step_headings,
        settle_citations,
        part_calls,
        partial(settle_columns, charte=document.charte),
        number_tables,
        number_figures,
        call_captions,
        anchor_headings,
        number_notes,
        number_footnotes,
        fill_contents,
        fill_indexes,
        drop_dangling_links,
        mark_addresses,
        set_identities,
        typography.apply,
    ):
        run(root)
    return replace(document, root=root)


def named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of this name in the vocabulary, in document order."""
    tag = name.partition(".")[0]
    return (e for e in root.iter(tag) if name_of(e) == name)


def _prepend(element: etree._Element, css_class: str, text: str) -> None:
    """Put a computed text before the words of an element."""
    mark = etree.Element("span", {"class": css_class})
    mark.text, mark.tail = text, element.text
    element.text = None
    element.insert(0, mark)


def mark_addresses(root: etree._Element) -> None:
    """Say which links print an address, to be cut wherever a line ends, as no word is."""
    for link in root.iter("a"):
        if "://" in text_of(link):
            link.set("data-mot-large", "oui")


def step_headings(root: etree._Element) -> None:
    """Headings go down one level at a time: one that skips a level takes the place of the missing.

    Why: prose begins at the level it likes, and who listens to a document counts the levels.
    """
    above: list[str] = []
    for heading in root.iter(*HEADINGS):
        level = str(heading.tag)
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.tag = HEADINGS[len(above) - 1]


def number_tables(root: etree._Element) -> None:
    """« Tableau 3 – » before each caption of a table, and an anchor on it."""
    _number_captions(root, "caption", "Tableau")


def number_figures(root: etree._Element) -> None:
    """« Figure 2 – » before each caption of a figure, and an anchor on it."""
    _number_captions(root, "figcaption", "Figure")


def _number_captions(root: etree._Element, name: str, label: str) -> None:
    for number, caption in enumerate(named(root, name), start=1):
        if caption.get("id") is None:
            caption.set("id", f"{label.lower()}-{number}")
        _prepend(caption, "numero", f"{label} {number} – ")


def call_captions(root: etree._Element) -> None:
    """« figure 2 », « tableau 24 » where a text calls a caption, or links to it without words.

    The first link leads to the number itself; the second keeps its own place, and its page.
    """
    numbers: dict[str, etree._Element] = {}
    for name in ("caption", "figcaption"):
        for caption in named(root, name):
            holder = caption.getparent()
            for element in (caption, caption if holder is None else holder):
                if (anchor := element.get("id")) is not None:
                    numbers[f"#{anchor}"] = caption[0]
    for link in (*named(root, "a.legende"), *named(root, "a.renvoi")):
        called = link.get("class") == "legende"
        if not called and plain_text(link):
            continue
        number = numbers.get(link.get("href", ""))
        if number is None:
            link.text = link.text if called else "hors de ce document"
            continue
        label, figure = (number.text or "").split()[:2]
        link.text = tied(label.lower(), figure)
        if called:
            if number.get("id") is None:
                number.set("id", f"numero-{label.lower()}-{figure}")
            link.set("href", f"#{number.get('id')}")


def anchor_headings(root: etree._Element) -> None:
    """An anchor on each heading that has none."""
    for number, heading in enumerate(root.iter(*HEADINGS), start=1):
        if heading.get("id") is None:
            heading.set("id", f"titre-{number}")


def number_notes(root: etree._Element) -> None:
    """« (1) » before each note of a table, and in the calls that point to it."""
    signs: dict[str, str] = {}
    for notes in named(root, "ol.notes"):
        for number, note in enumerate(notes, start=1):
            sign = f"({number})"
            # Prose comes in paragraphs: the sign stands on the line of the first.
            first = note[0] if len(note) and note[0].tag == "p" and not _words(note) else note
            _prepend(first, "numero", f"{sign} ")
            if (anchor := note.get("id")) is not None:
                signs[f"#{anchor}"] = sign
    for call in named(root, "a.appel"):
        call.text = signs.get(call.get("href", ""), "")


def _words(element: etree._Element) -> str:
    """The words that stand before the first child."""
    return (element.text or "").strip()


def number_footnotes(root: etree._Element) -> None:
    """The number of each footnote, as an attribute: writers print it as their medium does."""
    for number, note in enumerate(named(root, "span.note"), start=1):
        note.set("data-numero", str(number))


def fill_contents(root: etree._Element) -> None:
    """The entries of the contents and of the lists of tables and of figures, linked."""
    for nav in root.iter("nav"):
        name = name_of(nav)
        if name == "nav.sommaire":
            depth = _depth(root, int(nav.get("data-niveaux", "2")))
            nav.set("data-niveaux", str(depth))
            for heading in root.iter(*HEADINGS[:DEEPEST]):
                if int(heading.tag[1]) <= depth or heading.get("data-sommaire") is not None:
                    _entry(nav, f"entree-{heading.tag[1]}", heading)
        elif name == "nav.liste-tableaux":
            for caption in named(root, "caption"):
                _entry(nav, "entree-tableau", caption)
        else:
            for caption in named(root, "figcaption"):
                _entry(nav, "entree-figure", caption)


def _depth(root: etree._Element, asked: int) -> int:
    """The levels that the contents keep: a third that hardly spills would fill an empty page."""
    if asked < LEVELS_THAT_SPILL:
        return asked
    chapters = sum(1 for _ in root.iter("h1"))
    lines = sum(1 for _ in root.iter(*HEADINGS[:asked])) + chapters / 2
    return asked - 1 if LINES_OF_CONTENTS < lines < 1.5 * LINES_OF_CONTENTS else asked


def _entry(nav: etree._Element, css_class: str, target: etree._Element) -> None:
    paragraph = etree.SubElement(nav, "p", {"class": css_class})
    link = etree.SubElement(paragraph, "a", {"class": "renvoi", "href": f"#{target.get('id')}"})
    link.text = plain_text(target)


def plain_text(element: etree._Element) -> str:
    """The words of an element, without those of its footnotes and calls, on one line."""

    def words(node: etree._Element) -> Iterator[str]:
        if name_of(node) in {"span.note", "a.appel"}:
            return
        yield node.text or ""
        for child in node:
            yield from words(child)
            yield child.tail or ""

    # No-break spaces are words.
    return re.sub("[ \t\r\n]+", " ", "".join(words(element))).strip(" ")


def drop_dangling_links(root: etree._Element) -> None:
    """A link whose target is not in this document becomes plain text.

    Why: the same prose is printed in documents with and without a bibliography.
    """
    anchors = {element.get("id") for element in root.iter() if element.get("id")}
    for link in list(root.iter("a")):
        href = link.get("href", "")
        if href.startswith("#") and href[1:] not in anchors:
            _unwrap(link)


def _unwrap(element: etree._Element) -> None:
    """Replace an element by its content."""
    parent = element.getparent()
    if parent is None:
        return
    position = parent.index(element)
    before = parent[position - 1] if position else None

    def append(text: str | None) -> None:
        nonlocal before
        if not text:
            return
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text

    append(element.text)
    children = list(element)
    tail = element.tail
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(position + offset, child)
        before = child
    append(tail)


def set_identities(root: etree._Element) -> None:
    """A bookmark name on every text of the data, and on what it calls: ``_mc_00001``, in order."""
    number = 0
    for span in root.iter("span"):
        if span.get("data-ref") is not None or span.get("data-appel") is not None:
            number += 1
            span.set("id", f"{MARK}{number:05}")
