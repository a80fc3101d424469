"""Lists about the document itself keep what it shows: acronyms, terms, what is to complete."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from lxml import etree

from mc_builder.french import agreed, capital, small, spelled
from mc_builder.page.index import CHAPTERS, HOLDERS, SEPARATOR, WANTED
from mc_builder.page.tree import name_of, text_of

#: On a row, or on a piece of a line: the acronym, or the term, that the document must use for it to
#: stay.
ACRONYM, TERM = "data-sigle", "data-terme"
#: On a section: gets the list of the marks « À compléter » of the document, or goes.
MISSING = "data-manques"
#: A word and what it means, in a line that tells several.
PIECE = "span.sigle"

#: What is made of the text itself, beside the contents.
_ASIDE = etree.XPath(f"descendant::*[@{ACRONYM} or @{TERM} or @{WANTED}]")
_TITLES = frozenset({"h1", "h2", "h3", "h4", "p.intertitre"})
_MARK = "À compléter : "
#: A label before a mark is a few words; more is a sentence.
_LABEL = 40


def keep_used_words(root: etree._Element) -> None:
    """The rows of acronyms and of terms that the document uses; what they leave empty goes.

    What explains a word that is used counts as a use of its own words. An index loses the same
    words, and goes with its heading when it has no other.
    """
    asked = {
        row: pattern
        for row in root.iter("tr", "span")
        if (pattern := _pattern(row.get(ACRONYM), row.get(TERM))) is not None
    }
    text = _words(root)
    used: set[etree._Element] = set()
    while new := _found({row: p for row, p in asked.items() if row not in used}, text):
        used.update(new)
        # The word itself is no use of it: only what explains it.
        text = "\n".join(_explained(row) for row in new)
    _shorten_indexes(root, {row.get(ACRONYM, "") for row in asked if row not in used})
    for row in asked:
        if row in used:
            for name in {ACRONYM, TERM} & set(row.attrib):
                del row.attrib[name]
        else:
            _drop_row(row)


def _explained(row: etree._Element) -> str:
    """What is said of the word that comes first."""
    word, *rest = row
    return " ".join((word.tail or "", *map(text_of, rest)))


def _found(asked: Mapping[etree._Element, re.Pattern[str]], text: str) -> list[etree._Element]:
    """The rows whose word a text has."""
    lower = text.lower()
    return [row for row, p in asked.items() if p.search(text if row.get(ACRONYM) else lower)]


def _pattern(acronym: str | None, term: str | None) -> re.Pattern[str] | None:
    """How a word of a list stands: an acronym as it is, a term in lower case, in the plural too.

    A number may be glued to an acronym: « RNCP31114 » is read as « RNCP ».
    """
    if acronym:
        return re.compile(rf"{_start(acronym)}(?![^\W\d])")
    if term:
        # « Intranet, extranet » are two words for one definition.
        forms = re.split(r",\s+|[()]", term.lower())
        patterns = (_plural(form) for form in forms if form.strip())
        return re.compile(rf"(?:{'|'.join(patterns)})(?!\w)")
    return None


def _start(letters: str) -> str:
    """Letters that begin a word. What precedes is looked at last: plain letters are found fast."""
    return rf"{re.escape(letters)}(?<!\w{re.escape(letters)})"


def _plural(term: str) -> str:
    """A pattern for a term in the singular or in the plural, on one line or more."""
    words = [
        (word[:-2], "(?:al|aux)") if word.endswith("al") else (word, "[sx]?")
        for word in re.split(r"([\s’'-]+)", term.strip())[::2]
    ]
    (first, ending), *others = words
    after = (re.escape(word) + end for word, end in others)
    return r"[\s’'-]+".join([_start(first) + ending, *after])


def _words(root: etree._Element) -> str:
    """The texts of a tree, one on a line, without the lists that are made of the text itself."""
    bare = copy.deepcopy(root)
    found: Any = _ASIDE(bare)  # its stub has all that a path may give
    for aside in found:
        aside.tag = "nav"
    etree.strip_elements(bare, "nav", with_tail=False)
    return "\n".join(map(str, bare.itertext()))


def _shorten_indexes(root: etree._Element, unused: set[str]) -> None:
    for index in [e for e in root.iter("ul") if e.get(WANTED) is not None]:
        words = [w for w in index.get(WANTED, "").split(SEPARATOR) if w not in unused]
        index.set(WANTED, SEPARATOR.join(words))
        if not words:
            heading = index.getprevious()
            _drop(index)
            if heading is not None and name_of(heading) in _TITLES:
                _drop(heading)


def _drop_row(row: etree._Element) -> None:
    holder = next(row.iterancestors("table", "p"))
    _drop(row)
    left = holder.iter("tbody") if holder.tag == "table" else [holder]
    if not any(one.tag == "tr" or name_of(one) == PIECE for body in left for one in body):
        _drop(holder)


def _drop(element: etree._Element) -> None:
    """Take an element away, and the chapter of which it leaves the title alone."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
        if name_of(parent) in CHAPTERS and all(name_of(block) == "h1" for block in parent):
            _drop(parent)


def list_missing(root: etree._Element) -> None:
    """What the document marks as to complete: where it stands, and why; without any, nothing.

    The list takes the place of its section: it may be longer than a page, and so cut.
    """
    for section in [e for e in root.iter("section") if e.get(MISSING) is not None]:
        del section.attrib[MISSING]
        found = list(_missing(root))
        if not found:
            _drop(section)
            continue
        number = capital(spelled(len(found)))
        etree.SubElement(section, "p").text = (
            f"{number} {agreed(len(found), 'élément est marqué', 'éléments sont marqués')}"
            " « À compléter » dans ce document :"
        )
        items = etree.SubElement(section, "ul")
        anchors = count(1)
        for label, mark in found:
            holder = _holder(mark)
            if holder.get("id") is None:
                holder.set("id", f"manque-{next(anchors)}")
            item = etree.SubElement(items, "li")
            link = etree.SubElement(item, "a", {"class": "renvoi", "href": f"#{holder.get('id')}"})
            link.text = label
            link.tail = f" – {text_of(mark).removeprefix(_MARK)}"
        for block in list(section):
            section.addprevious(block)
        _drop(section)


def _missing(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Each text to complete, once, with the words that say what it is."""
    seen: set[str] = set()
    title: etree._Element | None = None
    for element in root.iter():
        if name_of(element) in _TITLES:
            title = element
        ref = element.get("data-ref")
        if name_of(element) == "span.a-completer" and ref is not None and ref not in seen:
            seen.add(ref)
            yield _label(element, title), element


def _label(mark: etree._Element, title: etree._Element | None) -> str:
    """« Interprétation de données, niveau »: the heading above, and what the text itself says."""
    holder = _holder(mark)
    own = _before(holder, mark)
    if title is None or title is holder:
        return own or "Titre"
    row = next(mark.iterancestors("tr"), None)
    head = next(iter(row.findall("th[@scope='row']")), None) if row is not None else None
    if not own or len(own) > _LABEL:
        own = "" if head is None or head is holder else _line(text_of(head))
    if own[1:2].islower():
        own = small(own)
    return ", ".join(part for part in (_line(text_of(title)), own) if part)


def _before(holder: etree._Element, mark: etree._Element) -> str:
    """The words of a block before a mark in it."""
    found: list[str] = []
    for event, element in etree.iterwalk(holder, events=("start", "end")):
        if element is mark:
            break
        found.append((element.text if event == "start" else element.tail) or "")
    return _line("".join(found))


def _holder(element: etree._Element) -> etree._Element:
    """The block in which an element stands."""
    return next(e for e in element.iterancestors() if e.tag in HOLDERS)


def _line(text: str) -> str:
    return " ".join(text.split()).strip(" :–.«(")
