"""A part of a Word model → the same without what is about an old text.

Content controls, tracked changes, comments and bookmarks leave their words alone; where the title
of the old text stood, that of the document comes; links to files are links no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from mc_builder.writers.docx.parts import Relation
from mc_builder.writers.docx.wml import R, clark

#: What surrounds content in a header: a content control, a tracked insertion…
_WRAPPERS = ("sdt", "smartTag", "customXml", "ins", "moveTo")
_CONTENT = {clark("sdt"): clark("sdtContent")}
#: What goes with its content: deletions, marks of tracking, of comments, of spelling, bookmarks.
_GONE = (
    "del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
    "tcPrChange", "tblGridChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel",
    "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference",
    "proofErr", "permStart", "permEnd", "moveFromRangeStart", "moveFromRangeEnd",
    "moveToRangeStart", "moveToRangeEnd", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr",
)  # fmt: skip
_WEB = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
#: The property of the package that a control shows, for its title.
_TITLE = re.compile(r":title(?:\[1\])?\Z")
_T, _R = clark("t"), clark("r")
TITLE = "{titre}"


def make_plain(root: etree._Element, relations: Mapping[str, Relation]) -> None:
    """Take out what is about an old text: controls, tracking, comments, links to other files."""
    _fill_titles(root)
    for tag in _WRAPPERS:
        for element in list(root.iter(clark(tag))):
            content = _CONTENT.get(element.tag)
            _unwrap(element, element if content is None else element.find(content))
    for tag in _GONE:
        for element in list(root.iter(clark(tag))):
            remove(element)
    for element in list(root.iter(etree.Element)):
        for attribute, value in element.attrib.items():
            relation = relations.get(str(value)) if str(attribute).startswith(f"{{{R}}}") else None
            if relation and relation.kind == "hyperlink" and not _WEB.match(relation.target):
                if element.tag == clark("hyperlink"):
                    _unwrap(element, element)
                else:
                    remove(element)
                break
    if root.tag in (clark("hdr"), clark("ftr")) and not len(root):
        etree.SubElement(root, clark("p"))


def _fill_titles(root: etree._Element) -> None:
    """Where the title of the old text stands, a control or a field, that of the document comes."""
    for control in root.iter(clark("sdt")):
        content = control.find(clark("sdtContent"))
        if content is None:
            continue
        binding = control.find(f"{clark('sdtPr')}/{clark('dataBinding')}")
        if binding is not None and _TITLE.search(binding.get(clark("xpath"), "")):
            _say(content, TITLE)
        elif control.find(f"{clark('sdtPr')}/{clark('showingPlcHdr')}") is not None:
            _say(content, "")
    for field in root.iter(clark("fldSimple")):
        if field.get(clark("instr"), "").split()[:1] == ["TITLE"]:
            _say(field, TITLE)
    for words in _results(root, "TITLE"):
        for number, word in enumerate(words):
            word.text = "" if number else TITLE


def _results(root: etree._Element, name: str) -> Iterator[list[etree._Element]]:
    """The words of the result of each complex field of a name, outside of others."""
    code, depth = "", 0
    shown: list[etree._Element] | None = None
    for element in root.iter(clark("fldChar"), clark("instrText"), _T):
        kind = element.get(clark("fldCharType"))
        if kind == "begin":
            depth += 1
            code = "" if depth == 1 else code
        elif kind == "separate" and depth == 1 and code.split()[:1] == [name]:
            shown = []
        elif kind == "end":
            depth -= 1
            if depth == 0 and shown is not None:
                yield shown
                shown = None
        elif element.tag == clark("instrText") and depth == 1:
            code += element.text or ""
        elif element.tag == _T and shown is not None:
            shown.append(element)


def _say(content: etree._Element, text: str) -> None:
    """Put a text in place of the words of a content, in the look of the first."""
    words = list(content.iter(_T))
    for word in words:
        word.text = ""
    if words:
        words[0].text = text
    elif text:
        holder = next(content.iter(clark("p")), content)
        etree.SubElement(etree.SubElement(holder, _R), _T).text = text


def _unwrap(element: etree._Element, content: etree._Element | None) -> None:
    """Put the children of `content` in the place of `element`."""
    for child in list(content) if content is not None else ():
        element.addprevious(child)
    remove(element)


def remove(element: etree._Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
