"""A marked tree → the same with, at its end, the list of what changed, under each heading."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace

from lxml import etree

from mc_builder.french import NBSP, counted, quoted
from mc_builder.french.word_diff import Fate, Words, excerpts
from mc_builder.page.passes import HEADINGS
from mc_builder.page.redline.marks import COME, GONE, accepted, fate_of, is_gone
from mc_builder.page.tree import Document, name_of, text_of

#: Beyond, a change of a list is not worth its line: the pages have them all.
_MOST = 400
#: The longest that the words of one change are shown, in characters.
_LONGEST = 160
_SAID = {Fate.COME: "Ajouté", Fate.GONE: "Retiré"}
#: What holds words of its own, where a change is one change.
_TEXTS = frozenset({"p", "li", "td", "th", "caption", "figcaption", *HEADINGS})


@dataclass
class _Part:
    """What changed under one heading: its words, its anchor, the lines of the list."""

    title: str
    anchor: str
    lines: list[etree._Element] = field(default_factory=list)


def listed_changes(document: Document) -> Document:
    """The document with its list; as it is when nothing is marked."""
    if document.revisions is None:
        return document
    root = deepcopy(document.root)
    parts = [part for part in _parts(root) if part.lines]
    root.append(_section(document.revisions.reference, parts))
    return replace(document, root=root)


def _section(reference: str, parts: list[_Part]) -> etree._Element:
    section = etree.Element("section", {"class": "chapitre"})
    title = etree.SubElement(section, "h1", {"id": "liste-des-changements"})
    title.text = f"Ce qui a changé depuis {quoted(reference)}"
    total = sum(len(part.lines) for part in parts)
    said = etree.SubElement(section, "p")
    said.text = _summary(total)
    left = _MOST
    for part in parts:
        if left <= 0:
            break
        head = etree.SubElement(section, "p", {"class": "intertitre"})
        holder = head
        if part.anchor:
            holder = etree.SubElement(head, "a", {"class": "renvoi", "href": f"#{part.anchor}"})
        holder.text = part.title
        etree.SubElement(section, "ul").extend(part.lines[:left])
        left -= len(part.lines)
    return section


def _summary(total: int) -> str:
    if not total:
        return "Rien : les deux versions de ce document disent la même chose."
    more = f" Les {_MOST} premiers sont listés." if total > _MOST else ""
    return (
        f"{counted(total, 'changement')}{NBSP}: ce qui est ajouté est souligné, ce qui est retiré"
        f" est barré. Les numéros des titres, des tableaux et des figures sont ceux d’aujourd’hui."
        f"{more}"
    )


def _parts(root: etree._Element) -> Iterator[_Part]:
    """The headings, each with what changed until the next one."""
    part = _Part("Page de garde", "")
    for element in root.iter():
        if element.tag in HEADINGS and not is_gone(element):
            yield part
            part = _Part(" ".join(accepted(element).split()), element.get("id", ""))
        if (line := _line(element)) is not None:
            part.lines.append(line)
    yield part


def _line(element: etree._Element) -> etree._Element | None:
    """What one element says of its own change; None when it has none, or its holder says it."""
    fate = fate_of(element)
    if fate is not None:
        shown = _short(text_of(element))
        if not shown or any(fate_of(above) is not None for above in element.iterancestors()):
            return None
        line = etree.Element("li")
        line.text = f"{_SAID[fate]}{NBSP}: "
        etree.SubElement(line, "span", {"class": str(fate)}).text = shown
        return line
    words = list(_words(element, None)) if element.tag in _TEXTS else []
    if not any(one.fate is not Fate.KEPT and one.text.strip() for one, _ in words):
        return None
    if all(counted or one.fate is Fate.KEPT for one, counted in words):
        return None  # the number alone, that follows from a change above
    line = etree.Element("li")
    line.text = _row_of(element)
    for one, text in excerpts(_joined([one for one, _ in words])):
        if one.fate is not Fate.KEPT:
            etree.SubElement(line, "span", {"class": str(one.fate)}).text = text
        elif len(line):
            line[-1].tail = text
        else:
            line.text += text
    return line


def _row_of(element: etree._Element) -> str:
    """« U1 : » before what changed in a cell: the name of its row."""
    cells = [element, *element.iterancestors()]
    row = next((one for one in cells if one.tag == "tr"), None)
    if row is None or any(one is row[0] for one in cells):
        return ""
    name = _short(" ".join(accepted(row[0]).split()))
    return f"{name}{NBSP}: " if name else ""


def _words(element: etree._Element, fate: Fate | None) -> Iterator[tuple[Words, bool]]:
    """The words of an element with their fates, those of the blocks that it holds left out.

    Whether they are a number that the tool counts stands beside each.
    """
    number = name_of(element) == "span.numero"
    yield Words(fate or Fate.KEPT, element.text or ""), number
    for child in element:
        name = name_of(child)
        if child.tag not in _TEXTS and child.tag not in {"ul", "ol"}:
            of = Fate(child.get("class", "")) if name in {GONE, COME} else fate
            inside = _words(child, of)
            yield from ((one, own or number) for one, own in inside)
        yield Words(fate or Fate.KEPT, child.tail or ""), number


def _joined(words: list[Words]) -> list[Words]:
    """The same with the stretches of one fate in one."""
    found: list[Words] = []
    for one in words:
        if found and found[-1].fate is one.fate:
            found[-1] = Words(one.fate, found[-1].text + one.text)
        elif one.text:
            found.append(one)
    return found


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
