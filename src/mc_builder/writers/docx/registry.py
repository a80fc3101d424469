"""Who writes what: each name of the vocabulary → the function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from lxml import etree

from mc_builder.page.tree import name_of
from mc_builder.page.vocabulary import INLINE, VOCABULARY
from mc_builder.writers.docx.story import Story
from mc_builder.writers.docx.styles import SIGN_FONT
from mc_builder.writers.docx.wml import NOTHING, Xml, join, run, w


@dataclass(frozen=True, slots=True)
class Face:
    """The look of a run: what the elements around it add up to.

    `style` is an id of the style map; `linked` says that the run is inside a link, `signs` that it
    is of signs: in a table, LibreOffice 7.4 puts the font of the text over that of their style, and
    takes those that this font lacks from another, in another size.
    """

    bold: bool = False
    italic: bool = False
    vertical: str = ""
    style: str = ""
    linked: bool = False
    signs: bool = False

    def properties(self, story: Story) -> Xml:
        """The look as properties of a run."""
        if self is PLAIN:
            return NOTHING
        return join(
            story.character(self.style) if self.style else NOTHING,
            SIGN_FONT if self.signs else NOTHING,
            join(w("b"), w("bCs")) if self.bold else NOTHING,
            join(w("i"), w("iCs")) if self.italic else NOTHING,
            w("vertAlign", val=self.vertical) if self.vertical else NOTHING,
        )


PLAIN = Face()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands, and what follows from it.

    `width` is that of the text, in twips; `text` and `item` the styles of plain paragraphs and of
    list items there; `lists` the suffix of list definitions; `level` the depth in lists (-1
    outside); `indent` the left indent that applies inside an item; `keep_next` binds paragraphs
    to what follows, `together` says that all but the last are bound.
    """

    width: int
    text: str = "Normal"
    item: str = ""
    lists: str = ""
    align: str = ""
    level: int = -1
    base_indent: int = 0
    indent: int | None = None
    keep_next: bool = False
    together: bool = False

    @property
    def in_cell(self) -> bool:
        """Whether it is in a table, where what is kept together is rows."""
        return bool(self.lists)

    def bound(self, *, last: bool) -> Place:
        """The place of one of several blocks that may have to stay together."""
        if not self.together or last:
            return self
        return replace(self, keep_next=True)


class BlockWriter(Protocol):
    """A function that turns a block into paragraphs and tables."""

    def __call__(self, story: Story, element: etree._Element, place: Place, /) -> list[Xml]:
        """Write one block."""
        ...


class InlineWriter(Protocol):
    """A function that turns an inline element into runs."""

    def __call__(self, story: Story, element: etree._Element, face: Face, /) -> Xml:
        """Write one inline element."""
        ...


W = TypeVar("W")

_BLOCKS: dict[str, BlockWriter] = {}
_INLINES: dict[str, InlineWriter] = {}
#: Names that the function of their parent writes: rows, cells, items…
_PARTS: set[str] = set()


def writes_block(*names: str) -> Callable[[BlockWriter], BlockWriter]:
    """Register the function that writes blocks of these names."""
    return _register(_BLOCKS, names)


def writes_inline(*names: str) -> Callable[[InlineWriter], InlineWriter]:
    """Register the function that writes pieces of text of these names."""
    return _register(_INLINES, names)


def _register(table: dict[str, W], names: Iterable[str]) -> Callable[[W], W]:
    def register(function: W) -> W:
        for name in names:
            _check_new(name)
            table[name] = function
        return function

    return register


def writes_part(names: Iterable[str]) -> None:
    """Declare names that the function of their parent writes."""
    for name in names:
        _check_new(name)
        _PARTS.add(name)


def _check_new(name: str) -> None:
    if name in known():
        message = f"{name} is registered twice"
        raise ValueError(message)


def known() -> frozenset[str]:
    """All the names that the writer knows."""
    return frozenset(_BLOCKS) | frozenset(_INLINES) | frozenset(_PARTS)


def block(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """A block as paragraphs and tables; a KeyError is a fault of the tool, not of the user."""
    with story.within(element):
        return _BLOCKS[name_of(element)](story, element, place)


def is_inline(element: etree._Element) -> bool:
    """Whether an element stands among words."""
    rule = VOCABULARY.get(name_of(element))
    return rule is not None and rule.category == INLINE


def inline(story: Story, element: etree._Element, face: Face = PLAIN) -> Xml:
    """The words and elements directly in `element`, as runs."""
    return words(story, element.text, list(element), face)


def words(
    story: Story, text: str | None, elements: Iterable[etree._Element], face: Face = PLAIN
) -> Xml:
    """A text, then inline elements with the text that follows each, as runs."""
    properties = face.properties(story)
    pieces = [run(text or "", properties)]
    for element in elements:
        pieces.append(_INLINES[name_of(element)](story, element, face))
        pieces.append(run(element.tail or "", properties))
    return join(*pieces)
