"""A marked tree → the same with, at its end, the list of what changed, under each heading.

Of a revision, the list is a table for each chapter: what was, what is, face to face.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import groupby

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
#: The columns of a table, and their widths in percent.
_COLUMNS = {"Où": 24, "Ancien": 38, "Nouveau": 38}


@dataclass(frozen=True, slots=True)
class _Change:
    """One change: the name of its row when it is in a table, then its words as they are shown."""

    row: str
    words: tuple[tuple[Fate, str], ...]
    whole: bool = False


@dataclass
class _Part:
    """What changed under one heading: the chapter, its words, its anchor."""

    chapter: str
    title: str
    anchor: str
    changes: list[_Change] = field(default_factory=list)


def listed_changes(document: Document, *, facing: bool = False) -> Document:
    """The document with its list, face to face when asked; as it is when nothing is marked."""
    if document.revisions is None:
        return document
    root = deepcopy(document.root)
    parts = [part for part in _parts(root) if part.changes]
    section = etree.SubElement(root, "section", {"class": "chapitre"})
    title = etree.SubElement(section, "h1", {"id": "liste-des-changements"})
    title.text = f"Ce qui a changé depuis {quoted(document.revisions.reference)}"
    total = sum(len(part.changes) for part in parts)
    etree.SubElement(section, "p").text = _summary(total)
    section.extend(_tables(_first(parts)) if facing else _lists(_first(parts)))
    return replace(document, root=root)


def _summary(total: int) -> str:
    if not total:
        return "Rien : les deux versions de ce document disent la même chose."
    more = f" Les {_MOST} premiers sont listés." if total > _MOST else ""
    return (
        f"{counted(total, 'changement')}{NBSP}: ce qui est ajouté est souligné, ce qui est retiré"
        f" est barré. Les numéros des titres, des tableaux et des figures sont ceux d’aujourd’hui."
        f"{more}"
    )


def _first(parts: list[_Part]) -> Iterator[_Part]:
    """The parts, down to so many changes."""
    left = _MOST
    for part in parts:
        if left > 0:
            yield replace(part, changes=part.changes[:left])
        left -= len(part.changes)


# --- what changed ---------------------------------------------------------------------------------


def _parts(root: etree._Element) -> Iterator[_Part]:
    """The headings, each with what changed until the next one."""
    part = _Part("Page de garde", "Page de garde", "")
    for element in root.iter():
        if element.tag in HEADINGS and not is_gone(element):
            yield part
            title = " ".join(accepted(element).split())
            chapter = title if element.tag == "h1" else part.chapter
            part = _Part(chapter, title, element.get("id", ""))
        if (change := _change(element)) is not None:
            part.changes.append(change)
    yield part


def _change(element: etree._Element) -> _Change | None:
    """What one element says of its own change; None when it has none, or its holder says it."""
    fate = fate_of(element)
    if fate is not None:
        shown = _short(text_of(element))
        if not shown or any(fate_of(above) is not None for above in element.iterancestors()):
            return None
        return _Change("", ((fate, shown),), whole=True)
    words = list(_words(element, None)) if element.tag in _TEXTS else []
    changed = [(one, counted) for one, counted in words if one.fate is not Fate.KEPT]
    if not any(one.text.strip() and not counted for one, counted in changed):
        return None  # nothing, or the number alone, that follows from a change above
    found = excerpts(_joined([one for one, _ in words]))
    return _Change(_row_of(element), tuple((one.fate, text) for one, text in found))


def _row_of(element: etree._Element) -> str:
    """« U1 », of what changed in a cell: the name of its row."""
    cells = [element, *element.iterancestors()]
    row = next((one for one in cells if one.tag == "tr"), None)
    if row is None or any(one is row[0] for one in cells):
        return ""
    return _short(" ".join(accepted(row[0]).split()))


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


# --- how it is shown ------------------------------------------------------------------------------


def _lists(parts: Iterator[_Part]) -> Iterator[etree._Element]:
    """A title and a list for each heading."""
    for part in parts:
        head = etree.Element("p", {"class": "intertitre"})
        _linked(head, part)
        yield head
        items = etree.Element("ul")
        for change in part.changes:
            item = etree.SubElement(items, "li")
            before = _SAID[change.words[0][0]] if change.whole else change.row
            item.text = f"{before}{NBSP}: " if before else ""
            _put(item, change, tuple(Fate))
        yield items


def _tables(parts: Iterator[_Part]) -> Iterator[etree._Element]:
    """A table for each chapter: where, what was, what is."""
    for chapter, found in groupby(parts, lambda part: part.chapter):
        table = etree.Element("table", {"class": "textes"})
        etree.SubElement(table, "caption").text = f"Ancien – nouveau{NBSP}: {chapter}"
        widths = etree.SubElement(table, "colgroup")
        for width in _COLUMNS.values():
            etree.SubElement(widths, "col", {"data-largeur": str(width)})
        head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
        for name in _COLUMNS:
            etree.SubElement(head, "th", {"scope": "col"}).text = name
        body = etree.SubElement(table, "tbody")
        for part in found:
            for change in part.changes:
                _facing(etree.SubElement(body, "tr"), part, change)
        yield table


def _facing(row: etree._Element, part: _Part, change: _Change) -> None:
    """Where a change is, its words before, its words now."""
    where = etree.SubElement(row, "td")
    _linked(where, part)
    if change.row:
        where[-1].tail = f", {change.row}"
    for fate in (Fate.GONE, Fate.COME):
        cell = etree.SubElement(row, "td")
        cell.text = ""
        _put(cell, change, (Fate.KEPT, fate))
        if not cell.text.strip() and not len(cell):
            cell.text = "–"


def _linked(holder: etree._Element, part: _Part) -> None:
    """The words of a heading, which lead to it."""
    if part.anchor:
        link = {"class": "renvoi", "href": f"#{part.anchor}"}
        etree.SubElement(holder, "a", link).text = part.title
    else:
        etree.SubElement(holder, "strong").text = part.title


def _put(holder: etree._Element, change: _Change, fates: Collection[Fate]) -> None:
    """Append the words of a change that have one of these fates."""
    for fate, text in change.words:
        if fate not in fates:
            continue
        if fate is not Fate.KEPT:
            etree.SubElement(holder, "span", {"class": str(fate)}).text = text
        elif len(holder):
            holder[-1].tail = (holder[-1].tail or "") + text
        else:
            holder.text = (holder.text or "") + text
