"""A tree → the same, whose lines WeasyPrint fills: words that a no-break space ties are apart.

When an element fits no more in its line, WeasyPrint takes to the next what no space parts from it:
the end of the text before. It looks for the place by narrowing that text, and, where a no-break
space ends it, comes back one word too far. In an element of their own, the tied words go alone.
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from mc_builder.french import NBSP, THIN

#: The last word of a text that a no-break space ties to what comes after, behind an ordinary space.
_TIED = re.compile(rf"(?<=[ \t\n])[^ \t\n]*[{NBSP}{THIN}]\Z")


def free_tied_words(root: etree._Element) -> etree._Element:
    """A copy of a tree where each last word that is tied to an element stands in one too."""
    copied = deepcopy(root)
    for element in list(copied.iter()):
        if tied := _TIED.search(element.text or "") if len(element) else None:
            element.text = tied.string[: tied.start()]
            element.insert(0, _alone(tied[0]))
        parent = element.getparent()
        if parent is None or element.getnext() is None:
            continue
        if tied := _TIED.search(element.tail or ""):
            element.tail = tied.string[: tied.start()]
            parent.insert(parent.index(element) + 1, _alone(tied[0]))
    return copied


def _alone(words: str) -> etree._Element:
    element = etree.Element("span")
    element.text = words
    return element
