"""Two blocks that are one in two versions → one, what came and went in it marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from mc_builder.french.word_diff import Fate
from mc_builder.page.redline.alignment import Pair, align_elements, likeness
from mc_builder.page.redline.inline import mark_words, merge_words, taken_apart
from mc_builder.page.redline.rows import merged_rows
from mc_builder.page.redline.shape import alone, attributes, canonical
from mc_builder.page.tree import name_of
from mc_builder.page.vocabulary import INLINE, VOCABULARY

#: What holds blocks, items or rows, and not a word of its own.
_HOLDERS = frozenset({"article", "section", "div", "blockquote", "ul", "ol", "figure"})
#: What words and blocks stand in side by side.
_MIXED = frozenset({"li", "td", "th"})


@dataclass
class Merge:
    """The merging of two trees; `anchors` leads from those of before to those of today."""

    anchors: dict[str, str] = field(default_factory=dict)

    def one(self, old: etree._Element, new: etree._Element) -> list[etree._Element]:
        """Two elements that are one: what stands in their place."""
        self._pair(old, new)
        if new.tag == "nav" or canonical(old) == canonical(new):
            made = deepcopy(new)
            made.tail = None
            return [made]
        if new.tag == "table":
            return self._table(old, new)
        if new.tag in _HOLDERS:
            return self._holder(old, new)
        made = etree.Element(new.tag, attributes(new))
        if new.tag in _MIXED:
            self._mixed(made, old, new)
        else:
            self._words(made, old, new)
        return [made]

    def _pair(self, old: etree._Element, new: etree._Element) -> None:
        before, after = old.get("id"), new.get("id")
        if before and after:
            self.anchors[before] = after

    def _holder(self, old: etree._Element, new: etree._Element) -> list[etree._Element]:
        """What holds blocks: a figure whose picture is another is replaced whole."""
        if new.tag == "figure" and _picture(old) != _picture(new):
            return [*alone(old, Fate.GONE), *alone(new, Fate.COME)]
        made = etree.Element(new.tag, attributes(new))
        made.extend(self.all(list(old), list(new)))
        return [made]

    def all(
        self, old: Sequence[etree._Element], new: Sequence[etree._Element]
    ) -> Iterable[etree._Element]:
        """Blocks one after the other."""
        pairs = align_elements(old, new)
        return [element for pair in pairs for element in self.of(pair)]

    def of(self, pair: Pair) -> list[etree._Element]:
        """What stands in the place of two elements, or of one that a version lacks."""
        old, new = pair
        if old is not None and new is not None:
            return self.one(old, new)
        found = [] if old is None else alone(old, Fate.GONE)
        return found if new is None else [*found, *alone(new, Fate.COME)]

    def _words(self, made: etree._Element, old: etree._Element, new: etree._Element) -> None:
        """A paragraph, a heading, a caption: the number that the tool counts is that of today."""
        was, now = list(old), list(new)
        before, after = old.text, new.text
        if _counted(old) and _counted(new):
            made.append(deepcopy(now[0]))
            before, after = was[0].tail, now[0].tail
            made[0].tail = None
            was, now = was[1:], now[1:]
        merge_words(made, taken_apart(before, was), taken_apart(after, now))

    def _mixed(self, made: etree._Element, old: etree._Element, new: etree._Element) -> None:
        """An item or a cell: its words, and its blocks."""
        was, now = _pieces(old), _pieces(new)
        pairs = align_elements(was, now, _like_pieces)
        for one, other in _ends_together(pairs):
            if one is not None and other is not None and one.tag == other.tag == _WORDS:
                _open(made, one, other)
            elif one is not None and one.tag == _WORDS:
                self._lone(made, one, Fate.GONE, new)
            elif other is not None and other.tag == _WORDS:
                self._lone(made, other, Fate.COME, new)
            else:
                made.extend(self.of((one, other)))

    def _lone(
        self, made: etree._Element, words: etree._Element, fate: Fate, holder: etree._Element
    ) -> None:
        """Words that one version has among blocks: a paragraph, or they would join the others."""
        row = taken_apart(words.text, words)
        if holder.tag == "th":
            mark_words(made, row, fate)
            return
        paragraph = etree.Element("p")
        paragraph.text = words.text
        paragraph.extend(deepcopy(list(words)))
        made.extend(alone(paragraph, fate))

    def _table(self, old: etree._Element, new: etree._Element) -> list[etree._Element]:
        """A table; one with other columns is replaced whole."""
        rows = merged_rows(self.one, old, new)
        if rows is None:
            return [*alone(old, Fate.GONE), *alone(new, Fate.COME)]
        made = etree.Element(new.tag, attributes(new))
        titles = [old.find("caption"), new.find("caption")]
        made.extend(self.of((titles[0], titles[1])))
        made.extend(deepcopy(list(new.iterchildren("colgroup"))))
        made.extend(rows)
        return [made]


#: A tag of no vocabulary: words that stand directly in a cell or an item.
_WORDS = "mots"


def _pieces(element: etree._Element) -> list[etree._Element]:
    """The blocks of an item or of a cell, and the words between them as one element each."""
    found: list[etree._Element] = []
    words = etree.Element(_WORDS)
    words.text = element.text
    for child in [*element, None]:
        rule = None if child is None else VOCABULARY.get(name_of(child))
        if child is not None and rule is not None and rule.category == INLINE:
            words.append(deepcopy(child))
            continue
        if (words.text or "").strip() or len(words):
            found.append(words)
        words = etree.Element(_WORDS)
        if child is not None:
            found.append(child)
            words.text = child.tail
    return found


def _like_pieces(old: etree._Element, new: etree._Element) -> float:
    """Words are the words of the cell, whatever they say; blocks are compared."""
    return 1.0 if old.tag == new.tag == _WORDS else likeness(old, new)


def _ends_together(pairs: list[Pair]) -> list[Pair]:
    """The last paragraphs of both are one: no cell may end with one that goes."""
    gone = next((n for n in range(len(pairs) - 1, -1, -1) if pairs[n][0] is not None), None)
    come = next((n for n in range(len(pairs) - 1, -1, -1) if pairs[n][1] is not None), None)
    if gone is None or come is None or gone == come:
        return pairs
    old, new = pairs[gone][0], pairs[come][1]
    lone = pairs[gone][1] is None and pairs[come][0] is None
    if not lone or old is None or new is None or old.tag != new.tag or old.tag in _HOLDERS:
        return pairs
    rest = [pair for n, pair in enumerate(pairs) if n not in {gone, come}]
    return [*rest, (old, new)]


def _open(made: etree._Element, old: etree._Element, new: etree._Element) -> None:
    """Words directly in an item or a cell, after the blocks that it holds already."""
    holder = etree.Element(_WORDS)
    merge_words(holder, taken_apart(old.text, old), taken_apart(new.text, new))
    if len(made):
        made[-1].tail = holder.text
    else:
        made.text = holder.text
    made.extend(list(holder))


def _counted(element: etree._Element) -> bool:
    """Whether a heading, or a caption, begins with a number that the tool counts."""
    first = element[0] if len(element) and not (element.text or "").strip() else None
    return first is not None and name_of(first) == "span.numero" and element.tag in _COUNTED


_COUNTED = frozenset({"h1", "h2", "h3", "h4", "caption", "figcaption"})


def _picture(figure: etree._Element) -> str:
    return "".join(canonical(image) for image in figure.iter("img"))
