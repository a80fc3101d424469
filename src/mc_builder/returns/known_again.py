"""What a file knew by its place and its words → the same in the project of today.

A place may have become that of another since: the words tell which one is meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from mc_builder.editing import Refused, block_of, value_of
from mc_builder.editing.held import Place, place_of
from mc_builder.editing.targets import unknown
from mc_builder.editing.words import word
from mc_builder.model.base import Modele, Objet, champs, descendants
from mc_builder.project import Project
from mc_builder.returns.calls import key_words
from mc_builder.returns.rewriting import Disputed
from mc_builder.returns.sources import markdown_source
from mc_builder.returns.values import typed
from mc_builder.returns.words import CALL, key_of
from mc_builder.source.blocks import MarkdownBlock, blocks_in

#: How much of the words that a file knows must still be there, for what they are of to be that.
_STILL = 0.6
#: The same for what stands elsewhere.
_MOVED = 0.75
#: A choice as a file writes it: its word prints otherwise.
_CHOICE = re.compile(r"[a-z]+(?:-[a-z]+)*")


def list_of(project: Project, cle: str) -> Place:
    """The list of an object; raises Refused."""
    place = place_of(project, cle)
    if place is None or not place.many:
        raise unknown(cle)
    return place


def texts_of(project: Project, ref: str) -> tuple[str, int, list[str]] | None:
    """A text of a list: the reference of the list, its rank, all of them; None when it is gone."""
    whole, _, number = ref.rpartition("/")
    if not number.isdecimal():
        raise unknown(ref)
    texts = list(value_of(project, whole).texts)
    rank = int(number) - 1
    return (whole, rank, texts) if 0 <= rank < len(texts) else None


def blocks_of(project: Project, text: str) -> list[MarkdownBlock]:
    """The blocks of a text of prose; raises Refused."""
    return blocks_in(block_of(project, text).markdown)


def is_block_still(markdown: str, words: str) -> bool:
    """Whether a block is the one whose words a file knows; calls print what they do not write."""
    known = key_words(words)
    return _share(known, key_words(markdown)) >= _STILL if known else True


def seat_of(items: Sequence[Modele], cle: str, words: str) -> int | None:
    """The rank of an object of a list: by its name, else by its words; None when it is not there.

    Of those that say the words as well, the one that stands where the file knew it.
    """
    there = next((rank for rank, one in enumerate(items) if one.cle == cle), None)
    known = _words(words)
    if not known or (there is not None and _is_named(items[there])):
        return there
    own = [_words_in(one) for one in items]
    scores = [(_share(known, one), _likeness(one, known)) for one in own]
    best = max(scores, default=(0.0, 0.0))
    if best[0] < _STILL:
        return None
    return there if there is not None and scores[there] == best else scores.index(best)


def rank_of(texts: Sequence[Sequence[str]], rank: int, *said: Sequence[str]) -> int | None:
    """The rank today of the text that a file printed, in words; `rank` then.

    `said` are the words that it printed, and those that it asks for. None when no text is that.
    Raises Disputed when another is more like it than the one that stands there, which may be it.
    """
    scores = [max(_likeness(text, words) for words in said) for text in texts]
    best = max(scores, default=0.0)
    there = scores[rank] if 0 <= rank < len(scores) else 0.0
    if there >= max(best, _STILL):
        return rank
    if there >= _STILL:
        raise Disputed
    return scores.index(best) if best >= _MOVED else None


def words_written(block: str, whole: str) -> list[str]:
    """The words of a block that are its own, none of what it calls."""
    try:
        found = markdown_source(block, whole).words
    except Refused:
        return key_words(block)
    return [key_of(one.key) for one in found if one.key != CALL]


def _is_named(model: Modele) -> bool:
    return isinstance(model, Objet) and model.id is not None


def _words_in(model: Modele) -> list[str]:
    """All the words of an object and of what it holds."""
    found: list[str] = []
    for one in descendants(model):
        for name in champs(type(one)).noms:
            value = getattr(one, name)
            for text in value if isinstance(value, tuple) else (value,):
                if not isinstance(text, Modele):
                    said = typed(text)
                    if _CHOICE.fullmatch(said):
                        said = f"{word(said)} {said.replace('-', ' ')}"
                    found += _words(said)
    return found


def _words(text: str) -> list[str]:
    return [one.casefold() for one in key_words(text)]


def _share(words: Sequence[str], among: Sequence[str]) -> float:
    """How many of some words are among others."""
    return (Counter(words) & Counter(among)).total() / len(words) if words else 1.0


def _likeness(own: Sequence[str], words: Sequence[str]) -> float:
    """How much of two lists of words is the same, from 0 to 1."""
    same = (Counter(own) & Counter(words)).total()
    return 2 * same / (len(own) + len(words)) if own and words else 0.0
