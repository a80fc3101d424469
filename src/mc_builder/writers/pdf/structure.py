"""Laid-out pages → the tree of tags: one node per element, however many pages it spans.

Why not WeasyPrint's own: it goes page by page, so that a table over four pages is four tables, and
it tags running heads and repeated headings as text. PDF/UA-1 refuses both. The boxes read here are
private to WeasyPrint: its version is pinned in pyproject.toml, and `pdf_tags` checks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mc_builder.writers.pdf.tables import cell_attributes

#: Role of each element, by its tag, or by its tag and class where that says more. The others
#: (``span``, ``strong``, ``article``…) have none: their words belong to the element around them.
ROLES = {
    "section": "Sect",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "p": "P",
    "p.titre-hors-sommaire": "H1",
    "div": "Div",
    "figure": "Div",
    "blockquote": "BlockQuote",
    "nav": "TOC",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "li::marker": "Lbl",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "img": "Figure",
    "a": "Link",
    "span.note": "Note",
    "span::footnote-call": "Reference",
    "span::footnote-marker": "Lbl",
}
#: Where the words of an element go when they are not directly in it.
_BODIES = {"LI": "LBody", "TOCI": "Reference"}
#: What stays in the tree even without content: a table keeps its grid.
_GRID = frozenset({"TR", "TH", "TD"})
_NUMBERING = {"ul": "/Disc", "ol": "/Decimal"}
_POINTS = 0.75


class Words(NamedTuple):
    """A marked piece of a page: the page, from 0, and the number of the piece there.

    `group` is the stream of what is drawn apart on that page: through opacity.
    """

    page: int
    mcid: int
    group: Any = None


class Target(NamedTuple):
    """The annotation of a link, its page, and the words that lead there."""

    page: int
    annotation: Any
    words: str


@dataclass(eq=False, slots=True)
class Node:
    """An element of the tree of tags.

    `attributes` are those of its role (spans of a cell, numbering of a list, box of a picture),
    `identity` what other elements call it by, `alternative` what stands for a picture.
    """

    role: str
    kids: list[Node | Words | Target] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    identity: str = ""
    alternative: str = ""
    inner: Node | None = None

    @property
    def body(self) -> Node:
        """The node that takes the words: this one, or the body of an item."""
        return self.inner or self


def role_of(tag: str, css_class: str) -> str:
    """The role of an element; empty when its words belong to the element around it."""
    if tag == "p" and css_class.startswith("entree-"):
        return "TOCI"
    return ROLES.get(f"{tag}.{css_class}") or ROLES.get(tag, "")


def _real(box: Any) -> Any:
    """The box itself: what is positioned (the mark of an item) is held by a placeholder."""
    return getattr(box, "_box", box)


def artifacts(page_boxes: Iterable[Any]) -> set[int]:
    """The boxes (their `id`) that are no part of the text.

    Margins (running heads, folios), headings of a table repeated on its next pages, dots of the
    contents, pictures that the style sheet adds.
    """
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415

    found: set[int] = set()
    begun: set[Any] = set()

    def walk(box: Any, *, aside: bool) -> None:
        box = _real(box)
        aside = aside or box.is_leader or isinstance(box, boxes.MarginBox) or _is_added(box)
        if aside:
            found.add(id(box))
        goes_on = isinstance(box, boxes.TableBox) and box.element in begun
        for child in getattr(box, "children", ()):
            walk(child, aside=aside or (goes_on and getattr(child, "is_header", False)))
        if isinstance(box, boxes.TableBox):
            begun.add(box.element)

    for page_box in page_boxes:
        walk(page_box, aside=False)
    return found


def _is_added(box: Any) -> bool:
    """Whether this is a picture of the style sheet, which no words stand for."""
    return hasattr(box, "replacement") and "::" in (box.element_tag or "")


class Structure:
    """The tree of tags of one document, grown page by page."""

    def __init__(self, aside: set[int]) -> None:
        self.root = Node("Document")
        self._aside = aside
        self._nodes: dict[tuple[Any, str], Node] = {}
        self._notes = 0

    def add_page(self, number: int, page: Any, marks: dict[Any, dict[str, Any]]) -> None:
        """Add the text of a page; `marks` are the pieces that its stream has marked, by box."""
        self._number, self._height, self._marks = number, page.height, marks
        self._add(page._page_box, self.root)  # noqa: SLF001 - see the module

    def finish(self) -> Node:
        """The tree, without the elements that hold nothing."""
        _prune(self.root)
        _complete(self.root)
        tables = [element for element, tag in self._nodes if tag == "table"]
        for rank, table in enumerate(tables, start=1):
            self._head_cells(table, rank)
        return self.root

    def _head_cells(self, table: Any, rank: int) -> None:
        for cell, (identity, attributes) in cell_attributes(table, f"t{rank}").items():
            node = self._nodes.get((cell, cell.tag))
            if node is not None:
                node.identity = identity
                node.attributes |= attributes

    def _add(self, box: Any, parent: Node) -> None:
        box = _real(box)
        if id(box) in self._aside:
            return
        node = self._node(box, parent)
        if getattr(box, "link_annotation", None):
            words = " ".join("".join(box.element.itertext()).split())
            node.body.kids.append(Target(self._number, box.link_annotation, words))
        if (mark := self._marks.get(box)) is not None:
            node.body.kids.append(Words(self._number, mark["mcid"], mark["group"]))
        for child in getattr(box, "children", ()):
            self._add(child, node)

    def _node(self, box: Any, parent: Node) -> Node:
        """The node of the element of this box, made when it is met for the first time."""
        element, tag = box.element, box.element_tag or ""
        role = "" if element is None else role_of(tag, element.get("class", ""))
        if not role:
            return parent
        found = self._nodes.get((element, tag))
        if found is None:
            found = self._nodes[element, tag] = self._make(role, box, parent)
        return found

    def _make(self, role: str, box: Any, parent: Node) -> Node:
        element, tag = box.element, box.element_tag
        node = Node(role)
        if role in _BODIES:
            node.inner = Node(_BODIES[role])
            node.kids.append(node.inner)
        if tag == "li::marker":
            parent.kids.insert(0, node)
        else:
            parent.body.kids.append(node)
        if role == "L" and element.get("class") != "notes":
            node.attributes = {"O": "/List", "ListNumbering": _NUMBERING[tag]}
        elif role == "Figure":
            node.alternative = element.get("alt", "")
            node.attributes = {"O": "/Layout", "BBox": self._frame(box)}
        elif role == "Reference":
            # The note is read where it is called, wherever it is printed.
            self._notes += 1
            note = Node("Note", identity=f"n{self._notes}")
            self._nodes[element, element.tag] = note
            parent.body.kids.append(note)
        return node

    def _frame(self, box: Any) -> list[float]:
        """The rectangle of a picture, in points from the bottom left."""
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, self._height - top - box.height, left + box.width, self._height - top)
        return [value * _POINTS for value in corners]


def _prune(node: Node) -> None:
    for kid in node.kids:
        if isinstance(kid, Node):
            _prune(kid)
    node.kids = [k for k in node.kids if not isinstance(k, Node) or k.kids or k.role in _GRID]


def _complete(node: Node) -> None:
    """A table has a body, and an item a list: PDF/UA-1 (7.2) refuses a head, or an item, alone.

    Why they may be: a table of prose with a head only; a house sheet hides or turns what it likes.
    """
    kids = [kid for kid in node.kids if isinstance(kid, Node)]
    heads = [kid for kid in kids if kid.role == "THead"]
    if heads and all(kid.role != "TBody" for kid in kids):
        for head in heads:
            head.role = "TBody"
    for kid in kids:
        if kid.role == "LI" and node.role != "L":
            kid.role = "Div"
            if kid.inner is not None:
                kid.inner.role = "P"
        _complete(kid)


def nodes(node: Node) -> Iterator[Node]:
    """A node and all those below it, in the order of reading."""
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from nodes(kid)
