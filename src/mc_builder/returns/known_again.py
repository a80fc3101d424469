"""What a file knew by its place and its words → the same in the project of today.

A place may have become that of another since: the words tell which one is meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from mc_builder.editing import Refused, block_of, value_of
from mc_builder.editing.held import Place, place_of
from mc_builder.editing.targets import unknown
from mc_builder.editing.words import word
from mc_builder.model.base import Modele, Objet, champs, descendants
from mc_builder.project import Project
from mc_builder.returns.calls import key_words
from mc_builder.returns.rewriting import Disputed
from mc_builder.returns.seats import Words, seats
from mc_builder.returns.sources import markdown_source
from mc_builder.returns.values import typed
from mc_builder.returns.words import CALL, key_of
from mc_builder.source.blocks import MarkdownBlock, blocks_in

#: How much of the words that a file knows must still be there, for what they are of to be that.
_STILL = 0.6
#: The same for what stands elsewhere.
_MOVED = 0.75
#: What parts the number of an object from its field, or from what it holds.
_FIELD = re.compile("[:/]")
#: A choice as a file writes it: its word prints otherwise.
_CHOICE = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Gone(Refused):
    """What a change is about is no longer there, by its words.

    `changed` when what stands at its place is none of the others: it may be that, said otherwise.
    """

    def __init__(self, ref: str, *, changed: bool = False) -> None:
        super().__init__(unknown(ref).message)
        self.add_note(ref)
        self.changed = changed


def list_of(project: Project, cle: str) -> Place:
    """The list of an object, which may be gone from it when others have its rank; raises Gone."""
    whole, _, number = cle.rpartition("/")
    before = range(int(number) - 1, 0, -1) if number.isdecimal() else ()
    for one in (cle, *(f"{whole}/{rank}" for rank in before)):
        place = place_of(project, one)
        if place is not None and place.many:
            return place
        if place is not None:
            raise Refused("cet objet n’est pas dans une liste")
    raise Gone(cle)


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


def seat_of(items: Sequence[Modele], cle: str, *said: str, printed: Mapping[str, str]) -> int:
    """The rank of an object of a list: by its name, else by its words; raises Gone and Disputed.

    `said` are the words that the file printed of it, and those that it asks for; `printed` those of
    all its texts, by reference.
    """
    there = next((rank for rank, one in enumerate(items) if one.cle == cle), None)
    known = [words for words in map(_words, said) if words]
    if there is not None and (not known or _is_named(items[there])):
        return there
    ours = number_of(cle)
    objects = objects_printed(printed, cle)
    others = {n: [_words(" ".join(o.values()))] for n, o in objects.items() if n != ours}
    today = {n: _words_in(one) for n, one in enumerate(items, 1) if not _is_named(one)}
    found = seats({**others, ours: known}, today, _says) if known else {}
    if ours not in found:
        raise Gone(cle, changed=ours in today and ours not in found.values())
    seat = found[ours] - 1
    if not _is_called(items[seat], objects.get(ours, {}), *said[1:]):
        # A file prints some of a list: what it did not may say nearly the same of something else.
        raise Disputed if found[ours] == ours else Gone(cle)
    return seat


def _is_called(item: Modele, printed: Mapping[str, str], *asked: str) -> bool:
    """Whether an object has a word of the name that was printed of it, or that is asked for."""
    name = next((one for one in champs(type(item)).noms if one in printed), None)
    if name is None:
        return True
    own = set(_words_of(getattr(item, name)))
    return any(own & set(_words(words)) for words in (printed[name], *asked))


def objects_printed(printed: Mapping[str, str], cle: str) -> dict[int, dict[str, str]]:
    """The words that a file printed of the objects of a list, by number, then by field."""
    found: dict[int, dict[str, str]] = {}
    for rest, words in _below(printed, cle):
        number, field = _FIELD.split(rest, maxsplit=1) if _FIELD.search(rest) else (rest, "")
        if number.isdecimal():
            found.setdefault(int(number), {})[field] = words
    return found


def texts_printed(printed: Mapping[str, str], ref: str) -> dict[int, str]:
    """The words that a file printed of the texts of a list, or of the blocks of a text."""
    return {int(number): words for number, words in _below(printed, ref) if number.isdecimal()}


def _below(printed: Mapping[str, str], ref: str) -> Iterator[tuple[str, str]]:
    whole = ref.rpartition("/")[0] + "/"
    return ((one[len(whole) :], words) for one, words in printed.items() if one.startswith(whole))


def number_of(ref: str) -> int:
    """The number with which a reference ends; 0 when it has none."""
    last = ref.rpartition("/")[2]
    return int(last) if last.isdecimal() else 0


def place_in(
    texts: Mapping[int, Words], number: int, said: Sequence[Words], others: Mapping[int, Words]
) -> int:
    """The number today of the text that a file printed, in words; `number` then.

    `said` are the words that it printed, and those that it asks for; `others` those that it printed
    of all the texts of the list. Raises Gone when no text is that, Disputed when two may be it.
    """
    there = texts.get(number, ())
    if there in said[1:]:
        return number
    printed = {n: [words] for n, words in others.items() if words and n != number}
    found = seats({**printed, number: said}, texts, _still)
    seat = found.pop(number, None)
    taken = number in found.values()
    if seat is None:
        raise Gone(str(number), changed=number in texts and not taken)
    moved = seat != number
    if moved and not taken and max(_still(words, there) for words in said):
        raise Disputed
    if moved and not printed and max(_likeness(texts[seat], words) for words in said) < _MOVED:
        raise Disputed
    return seat


def blocks_written(project: Project, ref: str) -> dict[int, list[str]]:
    """The words of the blocks that stand with one, none of what they call, by number."""
    whole = block_of(project, ref.rpartition("/")[0]).markdown
    return {block.first: words_written(block.words, whole) for block in blocks_in(whole)}


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
                    found += _words_of(text)
    return found


def _words_of(value: object) -> list[str]:
    """The words of a value, those that print a choice beside those that write it."""
    said = typed(value)
    if _CHOICE.fullmatch(said):
        said = f"{word(said)} {said.replace('-', ' ')}"
    return _words(said)


def _words(text: str) -> list[str]:
    return [one.casefold() for one in key_words(text)]


def _share(words: Sequence[str], among: Sequence[str]) -> float:
    """How many of some words are among others."""
    return (Counter(words) & Counter(among)).total() / len(words) if words else 1.0


def _says(printed: Words, own: Words) -> float:
    """How much an object says what was printed of it: a document prints only part of its words."""
    share = _share(printed, own)
    return share + _likeness(own, printed) if share >= _STILL else 0.0


def _still(printed: Words, own: Words) -> float:
    """How much a text is the one that was printed."""
    found = _likeness(own, printed)
    return found if found >= _STILL else 0.0


def _likeness(own: Sequence[str], words: Sequence[str]) -> float:
    """How much of two lists of words is the same, from 0 to 1."""
    same = (Counter(own) & Counter(words)).total()
    return 2 * same / (len(own) + len(words)) if own and words else 0.0
