"""The index of words: a list of the tree asks for words, and gets where each one stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from lxml import etree

from mc_builder.french import NBSP, SPACES
from mc_builder.page.tree import name_of

#: On a list: the words that it indexes, with this sign between them.
WANTED, SEPARATOR = "data-index", "|"

_TITLES = ("h1", "h2")
#: The blocks in which words stand.
HOLDERS = frozenset({"p", "li", "td", "th", "caption", "figcaption", "h1", "h2", "h3", "h4"})
#: What is no place of the text: lists made of the text itself.
_ASIDE = frozenset({"nav", "section.couverture"})
#: How a link to the bibliography begins: the short name of a source is no place of its words.
_CITED = "#source-"


def fill_indexes(root: etree._Element) -> None:
    """One item per word, with a link to the first place of it in each section, in page order.

    A section runs from one heading of level 1 or 2 to the next. The chapter of the list itself is
    left out, as are the cover and the contents. A word that stands nowhere has no item.
    """
    number = count(1)
    for wanted in list(root.iter("ul")):
        words = wanted.get(WANTED)
        if words is None:
            continue
        del wanted.attrib[WANTED]
        places = _places(root, words.split(SEPARATOR), _chapter(wanted))
        for word, found in places.items():
            _item(wanted, word, found, number)


def _item(
    index: etree._Element,
    word: str,
    found: list[tuple[etree._Element, etree._Element]],
    number: Iterator[int],
) -> None:
    item = etree.SubElement(index, "li")
    etree.SubElement(item, "strong").text = word
    before = item[0]
    for title, holder in found:
        before.tail = ", " if before.tag == "a" else f"{NBSP}: "
        if holder.get("id") is None:
            holder.set("id", f"mot-{next(number)}")
        before = etree.SubElement(item, "a", {"class": "renvoi", "href": f"#{holder.get('id')}"})
        before.text = _short(title)


#: A chapter, on a new page or not.
CHAPTERS = ("section.chapitre", "section.suite")


def _chapter(element: etree._Element) -> etree._Element | None:
    chapters = [e for e in element.iterancestors("section") if name_of(e) in CHAPTERS]
    return chapters[-1] if chapters else None


def _places(
    root: etree._Element, words: list[str], without: etree._Element | None
) -> dict[str, list[tuple[etree._Element, etree._Element]]]:
    """For each word found, in the order asked: its first holder in each section, with its title."""
    pattern = re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in sorted(words, key=len, reverse=True))})(?!\w)"
    )
    found: dict[str, dict[etree._Element, etree._Element]] = {word: {} for word in words if word}
    title: etree._Element | None = None
    for element in _texts(root, without):
        if element.tag in _TITLES:
            title = element
        holder = _holder(element)
        if title is None or holder is None:
            continue
        own = None if element.get("href", "").startswith(_CITED) else element.text
        for text in (own, *(child.tail for child in element)):
            for match in pattern.finditer(text or ""):
                found[match[0]].setdefault(title, holder)
    return {word: list(where.items()) for word, where in found.items() if where}


def _texts(element: etree._Element, without: etree._Element | None) -> Iterator[etree._Element]:
    """The elements whose words count, in order."""
    if element is without or name_of(element) in _ASIDE or element.tag == "nav":
        return
    yield element
    for child in element:
        yield from _texts(child, without)


def _holder(element: etree._Element) -> etree._Element | None:
    """The block in which the words of an element stand."""
    if element.tag in HOLDERS:
        return element
    return next((e for e in element.iterancestors() if e.tag in HOLDERS), None)


def _short(title: etree._Element) -> str:
    """What names a section: its number, or all its title."""
    numbered = next((e for e in title.iter("span") if name_of(e) == "span.numero"), None)
    words = numbered.text if numbered is not None and numbered.text else None
    if words is not None:
        return words.strip(f"{SPACES}–.")
    return " ".join("".join(str(part) for part in title.itertext()).split())
