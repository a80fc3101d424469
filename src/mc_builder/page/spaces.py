"""White space: a tree as templates indent it becomes a copy whose texts are those to print."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from mc_builder.page.tree import name_of
from mc_builder.page.vocabulary import INLINE, VOCABULARY

_SPACES = re.compile("[ \t\r\n]+")
#: What does not end a run of words.
_AMONG_WORDS = {n for n, rule in VOCABULARY.items() if rule.category == INLINE} - {"br"}


def collapse(root: etree._Element) -> etree._Element:
    """A copy of the tree where white space is what a reader sees.

    Spaces, tabs and ends of line that follow each other become one space, and none stays at the
    ends of a paragraph. No-break spaces are text.
    """
    copy = deepcopy(root)
    copy.tail = None
    _Collapse().element(copy)
    return copy


class _Collapse:
    """Walks a tree in the order of its texts; `last` is the latest text of the paragraph."""

    def __init__(self) -> None:
        self.last: tuple[etree._Element, str] | None = None
        self.after_space = True

    def element(self, element: etree._Element) -> None:
        """Clean what an element holds, then the text that follows it."""
        name = name_of(element)
        is_inline = name in _AMONG_WORDS
        is_note = name == "span.note"
        outside = self.last, self.after_space
        if is_note:
            self.last, self.after_space = None, True
        elif not is_inline:
            self.end()
        self.text(element, "text")
        for child in element:
            self.element(child)
        if is_note:
            self.end()
            self.last, self.after_space = outside
        elif not is_inline:
            self.end()
        self.text(element, "tail")

    def text(self, element: etree._Element, place: str) -> None:
        """Clean one text of the tree: ``text`` or ``tail`` of an element."""
        value = getattr(element, place)
        if not value:
            return
        clean = _SPACES.sub(" ", value)
        if self.after_space and clean.startswith(" "):
            clean = clean[1:]
        if clean != value:
            setattr(element, place, clean or None)
        if clean:
            self.last = (element, place)
            self.after_space = clean.endswith(" ")

    def end(self) -> None:
        """End a paragraph: it does not end with a space."""
        if self.last is not None and self.after_space:
            element, place = self.last
            setattr(element, place, getattr(element, place)[:-1] or None)
        self.last, self.after_space = None, True
