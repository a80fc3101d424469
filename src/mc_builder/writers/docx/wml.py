"""WordprocessingML as typed strings: values become escaped XML, pieces of XML become larger ones.

Why strings: python-docx's objects are ten times slower and lack fields, notes, bookmarks and
merged cells. `Xml` is a type of its own so that mypy refuses a text that was not escaped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NewType
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.parser import parse_xml

from mc_builder.french import NBSP

Xml = NewType("Xml", str)

#: The name space of WordprocessingML.
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: The name space of relationships between the parts of a package.
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: Declarations for the root of a fragment.
DECLARATIONS = f'xmlns:w="{W}" xmlns:r="{R}"'

NOTHING = Xml("")
#: The number of an article, as typography has spaced it: « D. 337-150 », « R. 6113-25-1 ».
_ARTICLE = re.compile(rf"\b[A-Z]{{1,2}}\.{NBSP}\*?\d+(?:-\d+)+")


@lru_cache(maxsize=4096)
def _quoted(value: str | int) -> str:
    """The value of an attribute: a document has a few hundred, tens of thousands of times."""
    return quoteattr(str(value))


def join(*pieces: Xml) -> Xml:
    """Pieces of XML, one after the other."""
    return Xml("".join(pieces))


def w(tag: str, *children: Xml, **attributes: str | int) -> Xml:
    """One element ``w:tag``; attributes are in the same name space and their values escaped."""
    start = f"<w:{tag}"
    for name, value in attributes.items():
        start += f" w:{name}={_quoted(value)}"
    content = "".join(children)
    return Xml(f"{start}>{content}</w:{tag}>" if content else f"{start}/>")


def root(tag: str, *children: Xml) -> Xml:
    """One element ``w:tag`` with the declarations of name spaces, ready to be parsed alone."""
    return Xml(f"<w:{tag} {DECLARATIONS}>{''.join(children)}</w:{tag}>")


def parse(xml: Xml) -> Any:
    """One element as an object of python-docx, whose methods depend on its name."""
    return parse_xml(root("fragment", xml))[0]


def clark(tag: str, namespace: str = W) -> str:
    """The name of an element or attribute as lxml writes it."""
    return f"{{{namespace}}}{tag}"


def run(text: str, properties: Xml = NOTHING) -> Xml:
    """A run with one text, or nothing for an empty text.

    The hyphen of an article (« R. 6113-25-1 ») holds its line: Word would break after it.
    """
    if not text:
        return NOTHING
    parts = [Xml(f'<w:t xml:space="preserve">{escape(part)}</w:t>') for part in _articles(text)]
    return raw_run(Xml(w("noBreakHyphen").join(parts)), properties)


def _articles(text: str) -> list[str]:
    """A text cut at the hyphens of the articles of law that it names."""
    places = [
        found.start() + hyphen.start()
        for found in _ARTICLE.finditer(text)
        for hyphen in re.finditer("-", found[0])
    ]
    starts, ends = [0, *(place + 1 for place in places)], [*places, len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def raw_run(content: Xml, properties: Xml = NOTHING) -> Xml:
    """A run with any content: a tab, a break, the reference of a note."""
    return w("r", w("rPr", properties) if properties else NOTHING, content)


def field(instruction: str, result: str, properties: Xml = NOTHING) -> Xml:
    """A complex field with its result already filled in."""
    return join(
        field_start(instruction, properties), run(result, properties), field_end(properties)
    )


def field_start(instruction: str, properties: Xml = NOTHING) -> Xml:
    """The opening of a field, up to its result."""
    code = Xml(f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>')
    return join(
        raw_run(w("fldChar", fldCharType="begin"), properties),
        raw_run(code, properties),
        raw_run(w("fldChar", fldCharType="separate"), properties),
    )


def field_end(properties: Xml = NOTHING) -> Xml:
    """The end of a field."""
    return raw_run(w("fldChar", fldCharType="end"), properties)


def anchor_link(bookmark: str, content: Xml) -> Xml:
    """A hyperlink to a bookmark of the document."""
    return w("hyperlink", content, anchor=bookmark, history="1")


def external_link(relationship: str, content: Xml) -> Xml:
    """A hyperlink through a relationship of the part that holds it."""
    return Xml(f'<w:hyperlink r:id={quoteattr(relationship)} w:history="1">{content}</w:hyperlink>')


@dataclass(frozen=True, slots=True)
class Layout:
    """What a paragraph says beside its style.

    `numbering` is (w:numId, level from 0); `indent` is (left, hanging) in twips; `align` a value
    of ``w:jc``; `right_tab` the place of a dotted tab stop.
    """

    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    numbering: tuple[int, int] | None = None
    indent: tuple[int, int] | None = None
    align: str = ""
    right_tab: int | None = None

    def properties(self) -> Xml:
        """The properties of a paragraph, in the order of the schema."""
        pieces = []
        if self.keep_next:
            pieces.append(w("keepNext"))
        if self.keep_lines:
            pieces.append(w("keepLines"))
        if self.page_break:
            pieces.append(w("pageBreakBefore"))
        if self.numbering is not None:
            number, level = self.numbering
            pieces.append(w("numPr", w("ilvl", val=level), w("numId", val=number)))
        if self.right_tab is not None:
            tab = w("tab", val="right", leader="dot", pos=self.right_tab)
            pieces.append(w("tabs", tab))
            # LibreOffice loses what a tab puts beyond the right indent that the style has.
            pieces.append(w("ind", right=0))
        if self.indent is not None:
            left, hanging = self.indent
            pieces.append(w("ind", left=left, hanging=hanging))
        if self.align:
            pieces.append(w("jc", val=self.align))
        return join(*pieces)


AS_STYLED = Layout()


def paragraph(style: str, content: Xml, layout: Layout = AS_STYLED, mark: Xml = NOTHING) -> Xml:
    """A paragraph; what its layout does not say comes from its style.

    `mark` says of its end that it came or went.
    """
    return w("p", _paragraph_properties(style, layout, mark), content)


@lru_cache(maxsize=4096)
def _paragraph_properties(style: str, layout: Layout, mark: Xml) -> Xml:
    end = w("rPr", mark) if mark else NOTHING
    return w("pPr", w("pStyle", val=style), layout.properties(), end)
