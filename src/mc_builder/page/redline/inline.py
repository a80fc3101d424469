"""The words of two paragraphs → one row of words, those that came and went marked among the others.

A row is taken apart into words, each with the elements around it (``strong``, a link, a text of the
data). What is no word (a footnote, a break, a call) is one piece, that stays or goes whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from mc_builder.french.word_diff import Fate, stretches, tokens
from mc_builder.page.redline.shape import attributes, canonical, put_aside, stripped
from mc_builder.page.tree import name_of

#: What stays or goes whole.
_ATOMS = frozenset(
    {"br", "img", "span.note", "span.statut", "span.signe", "span.autonomie"}
    | {"a.appel", "a.legende", "a.renvoi"}
)
#: What makes an element around words the same in both versions.
_KEPT = ("class", "data-niveau", "data-statut")


@dataclass(frozen=True, eq=False, slots=True)
class Token:
    """A word, or an element that is one piece, in the elements that are around it."""

    words: str
    atom: etree._Element | None
    around: tuple[etree._Element, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same in both versions."""
        what = self.words if self.atom is None else (name_of(self.atom), canonical(self.atom))
        return (what, *map(_key, self.around))


def taken_apart(text: str | None, elements: Iterable[etree._Element]) -> list[Token]:
    """A text and the inline elements after it, as words."""
    return list(_tokens(text, elements, ()))


def _tokens(
    text: str | None, elements: Iterable[etree._Element], around: tuple[etree._Element, ...]
) -> Iterator[Token]:
    yield from (Token(word, None, around) for word in tokens(text or ""))
    for element in elements:
        if name_of(element) in _ATOMS:
            yield Token("", element, around)
        else:
            yield from _tokens(element.text, element, (*around, element))
        yield from (Token(word, None, around) for word in tokens(element.tail or ""))


def _key(element: etree._Element) -> tuple[object, ...]:
    href = element.get("href", "")
    outside = "" if href.startswith("#") else href
    return (element.tag, outside, *(element.get(name) for name in _KEPT))


def merge_words(target: etree._Element, old: Sequence[Token], new: Sequence[Token]) -> None:
    """Append to an empty element the words of both rows, marked."""
    was, now = [token.key for token in old], [token.key for token in new]
    found = stretches(was, now, lambda key: isinstance(key[0], str) and not key[0].strip())
    built = _Builder(target)
    today: dict[etree._Element, etree._Element] = {}
    for kept, start, stop, begin, end in found:
        _match(today, old[start:stop], new[begin:end])
        if kept:
            built.add(new[begin:end], None, {})
        else:
            built.add(old[start:stop], Fate.GONE, today)
            built.add(new[begin:end], Fate.COME, {})


def _match(
    today: dict[etree._Element, etree._Element], old: Sequence[Token], new: Sequence[Token]
) -> None:
    """Which element around the words of before is which around those of today."""
    for one, other in zip(old, new, strict=False):
        for was, now in zip(one.around, other.around, strict=False):
            if _key(was) != _key(now):
                break
            today.setdefault(was, now)


def mark_words(target: etree._Element, row: Sequence[Token], fate: Fate) -> None:
    """Append to an empty element the words of one row, all marked."""
    _Builder(target).add(row, fate, {})


class _Builder:
    """Writes words into an element, opening around them what is around them."""

    def __init__(self, target: etree._Element) -> None:
        self.target = target
        self.open: list[tuple[etree._Element, etree._Element]] = []
        self.used: set[etree._Element] = set()

    def add(
        self,
        row: Sequence[Token],
        fate: Fate | None,
        today: Mapping[etree._Element, etree._Element],
    ) -> None:
        """Append words that have one fate; `today` are the elements where those that went stood."""
        for token in row:
            around = tuple(today.get(one, one) for one in token.around)
            kept = {*today.values()} if fate is Fate.GONE else {*around}
            self._open_around(around, {*around} - kept)
            self._leaf(token, fate)

    def _open_around(self, around: tuple[etree._Element, ...], gone: set[etree._Element]) -> None:
        depth = 0
        for (source, _), wanted in zip(self.open, around, strict=False):
            if source is not wanted:
                break
            depth += 1
        del self.open[depth:]
        for source in around[depth:]:
            made = etree.SubElement(self._here, source.tag, attributes(source))
            if source in gone:
                put_aside(made)
            elif source in self.used:
                stripped(made)
            self.used.add(source)
            self.open.append((source, made))

    @property
    def _here(self) -> etree._Element:
        return self.open[-1][1] if self.open else self.target

    def _leaf(self, token: Token, fate: Fate | None) -> None:
        holder = self._here if fate is None else self._marked(fate)
        if token.atom is None:
            _append(holder, token.words)
            return
        atom = deepcopy(token.atom)
        atom.tail = None
        if fate is Fate.GONE:
            for one in atom.iter():
                put_aside(one)
        holder.append(atom)

    def _marked(self, fate: Fate) -> etree._Element:
        """The mark that is open at the end of what was written, or a new one."""
        here = self._here
        last = here[-1] if len(here) else None
        if last is not None and last.get("class") == str(fate) and not last.tail:
            return last
        return etree.SubElement(here, "span", {"class": str(fate)})


def _append(holder: etree._Element, words: str) -> None:
    """Put words at the end of an element."""
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + words
    else:
        holder.text = (holder.text or "") + words
