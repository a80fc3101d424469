"""A document made again once changes were applied: its texts are those that were asked, no other.

By identity, without ranks: what was added or moved above gives its number to another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mc_builder.returns.aligned import Alignment
from mc_builder.returns.applying import Applied
from mc_builder.returns.both import Both
from mc_builder.returns.calls import is_literal, key_words
from mc_builder.returns.changes import (
    BlockAdded,
    BlockRemoved,
    Change,
    ItemAdded,
    ItemRemoved,
    Piece,
    TextChanged,
)
from mc_builder.returns.review import State
from mc_builder.writers.docx.reading.base import base_of
from mc_builder.writers.docx.reading.opened import opened
from mc_builder.writers.docx.reading.printed import Printed

_RANK = re.compile(r"/\d+(?=[:/]|\Z)")
#: What a document prints because something else cites it, or not.
_DERIVED = "glossaire/"
Texts = Counter[tuple[str, str]]


def imprimes(content: bytes) -> Mapping[str, str]:
    """The words of each text that a document prints, by reference."""
    base = base_of(opened(content))
    assert base is not None
    return Both(base, Printed(()), Alignment(base.paragraphs, ())).texts


def ecarts(before: Mapping[str, str], after: Mapping[str, str], done: Applied) -> Texts:
    """What a document prints otherwise than what was applied asks for; nothing when all is well."""
    lost, come = _counted(before) - _counted(after), _counted(after) - _counted(before)
    changes = [one.change for one in done.judged if one.state is State.TO_APPLY]
    for change in _together(changes, come):
        lost.subtract(_gone(change, before))
        come.subtract(_come(change, come))
    for change in changes:
        if isinstance(change, ItemRemoved):
            _cited_there(change, lost)
        if isinstance(change, TextChanged):  # a title that another object gives by default
            _same_words_elsewhere(change, lost, come)
    waiting = any(isinstance(change, ItemAdded) for change in changes)
    found = {
        text: number
        for text, number in (lost | come).items()
        if number and not text[0].startswith(_DERIVED)
    }
    return Counter({t: n for t, n in found.items() if not (waiting and "À compléter" in t[1])})


def _together(changes: Sequence[Change], come: Texts) -> list[Change]:
    """The same, with one change of a text that was edited at two places of the file.

    What it then says has the words that any of them brings, and none of those that any takes away.
    """
    texts: dict[str, list[TextChanged]] = {}
    for change in changes:
        if isinstance(change, TextChanged):
            texts.setdefault(change.ref, []).append(change)
    merged = [_merged(same, come) for same in texts.values()]
    return [*merged, *(one for one in changes if not isinstance(one, TextChanged))]


def _merged(same: Sequence[TextChanged], come: Texts) -> TextChanged:
    ref, asked = same[0].ref, Counter(_words(same[0].before))
    for change in same:
        was, now = Counter(_words(change.before)), Counter(_words(change.now))
        asked.update(now)
        asked.subtract(was)
    found = [words for one, words in come if one == _text(ref, "")[0]]
    said = next((words for words in found if Counter(words.split()) == +asked), None)
    return replace(same[-1], now=(Piece(said),)) if said and len(same) > 1 else same[-1]


def _words(pieces: tuple[Piece, ...]) -> list[str]:
    return key_words(_literal(pieces))


def _text(ref: str, words: str) -> tuple[str, str]:
    return _RANK.sub("/#", ref), " ".join(key_words(words))


def _counted(texts: Mapping[str, str]) -> Texts:
    return Counter(_text(ref, words) for ref, words in texts.items())


def _literal(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.words for piece in pieces if is_literal(piece))


def _gone(change: Change, before: Mapping[str, str]) -> Texts:
    match change:
        case TextChanged():
            return Counter([_text(change.ref, _literal(change.before))])
        case BlockRemoved():
            return Counter([_text(change.ref, before.get(change.ref, ""))])
        case ItemRemoved(cle=cle):
            own = (f"{cle}:", f"{cle}/")
            held = [(r, w) for r, w in before.items() if r == cle or r.startswith(own)]
            return Counter(_text(*one) for one in held)
    return Counter()


def _come(change: Change, come: Texts) -> Texts:
    match change:
        case TextChanged():
            return Counter([_text(change.ref, _literal(change.now))])
        case BlockAdded():
            return Counter([_text(change.after, change.markdown.lstrip("#-0123456789. "))])
        case ItemAdded(texts=texts):
            asked = Counter(" ".join(key_words(x)) for w in texts.values() for x in w.split("\n"))
            new: Texts = Counter()
            for text, number in come.items():
                new[text] = min(number, asked[text[1]])
                asked[text[1]] -= max(new[text], 0)
            return new
    return Counter()


def _cited_there(change: ItemRemoved, lost: Texts) -> None:
    """What a row printed of other objects goes with it, when it was the only one to print it."""
    cells = {" ".join(key_words(cell)) for cell in re.split(r"[|;]", change.words)}
    for ref, words in lost:
        if words in cells and lost[ref, words] > 0:
            lost[ref, words] -= 1


def _same_words_elsewhere(change: TextChanged, lost: Texts, come: Texts) -> None:
    was, now = (_text("", _literal(pieces))[1] for pieces in (change.before, change.now))
    for ref, words in [text for text, number in lost.items() if number > 0]:
        if words == was and come[ref, now] > 0:
            lost[ref, was] -= 1
            come[ref, now] -= 1
