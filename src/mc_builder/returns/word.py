"""A Word file that comes back → all that it says otherwise than what we wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator

from mc_builder.returns.added import added
from mc_builder.returns.aligned import align
from mc_builder.returns.belonging import TITLES
from mc_builder.returns.both import Both, Found
from mc_builder.returns.changes import Change, FrameChanged, Origin, Remark, Returned, TextChanged
from mc_builder.returns.edited import edited
from mc_builder.returns.gone import gone
from mc_builder.returns.order import moved
from mc_builder.returns.paired import paired
from mc_builder.returns.tokens import owner_of, plain_key
from mc_builder.returns.without import origin_among, plain
from mc_builder.writers.docx.comments import AUTHOR
from mc_builder.writers.docx.reading.base import Base, base_of
from mc_builder.writers.docx.reading.inline import Accepts
from mc_builder.writers.docx.reading.opened import Opened, Unreadable, opened
from mc_builder.writers.docx.reading.remarks import Note, comments
from mc_builder.writers.docx.reading.walk import MARGIN, everyone, printed

#: Words of a passage that a remark shows.
_MOST_SIGNS = 300


def read_word(
    content: bytes,
    authors: Collection[str] | None = None,
    others: Callable[[], Iterable[Base]] = tuple,
) -> Returned:
    """What a file says otherwise than what it keeps of itself; raises Unreadable.

    With `authors`, the tracked changes of the others are left out. `others` gives the documents
    that a file which keeps nothing any more may come from.
    """
    file = opened(content)
    base = base_of(file)
    if base is not None:
        return against(file, base, authors)
    base = origin_among(printed(file.parts), others())
    if base is None:
        raise Unreadable(
            "il ne garde plus ce que l’outil y avait écrit, et ses mots ne sont ceux d’aucun"
            " document de ce projet"
        )
    return against(file, base, authors, sure=False)


def against(
    file: Opened, base: Base, authors: Collection[str] | None = None, *, sure: bool = True
) -> Returned:
    """What a file says otherwise than a document as it was written."""
    accepts: Accepts = everyone if authors is None else authors.__contains__
    now = printed(file.parts, accepts)
    if not sure:
        now = plain(now, base)
    both = Both(base, now, align(base.paragraphs, now.paragraphs), sure)
    found = sorted(_all(both), key=lambda one: one[0])
    changes = tuple(paired(list(_once(change for _, change in found))))
    remarks = tuple(_remarks(both, comments(file.parts)))
    names = _names(both)
    return Returned(
        base.document, changes, remarks, sure, base.version, base.empreinte, names, base.title
    )


def _names(both: Both) -> dict[str, str]:
    """The objects by their titles, as they were printed."""
    found: dict[str, str] = {}
    for ref, words in both.texts.items():
        cle, _, field = ref.rpartition(":")
        if cle and field in TITLES and (cle not in found or field == TITLES[0]):
            found[cle] = words
    return found


def _all(both: Both) -> Iterator[Found]:
    yield from edited(both)
    yield from added(both)
    yield from gone(both)
    yield from moved(both)
    yield from _margins(both)


def _once(changes: Iterator[Change]) -> Iterator[Change]:
    """The same new words of a text that prints at several places, said once."""
    said: set[tuple[str, str, int]] = set()
    for change in changes:
        if isinstance(change, TextChanged):
            key = (change.ref, plain_key([change.after]), change.note)
            if key in said:
                continue
            said.add(key)
        yield change


def _margins(both: Both) -> Iterator[Found]:
    """Headers and footers: written as often as their sections need."""
    old, new = (
        Counter(
            plain_key(run.words for run in p.runs if not run.computed)
            for p in paragraphs
            if p.part == MARGIN
        )
        for paragraphs in (both.before, both.after)
    )
    for words in new.keys() - old.keys() - {""}:
        yield (len(both.after), 0), FrameChanged("", words, Origin(certain=both.known))
    for words in old.keys() - new.keys() - {""}:
        yield (len(both.after), 1), FrameChanged(words, "", Origin(certain=both.known))


def _remarks(both: Both, notes: Collection[Note]) -> Iterator[Remark]:
    """The comments that others made, or answered."""
    for note in notes:
        ours = note.author == AUTHOR and note.words in both.base.remarks
        if not ours or note.answers or note.done:
            yield _remark(both, note)


def _remark(both: Both, note: Note) -> Remark:
    passage = both.printed.passages.get(note.number)
    answers = tuple(_remark(both, answer) for answer in note.answers)
    if passage is None:
        return Remark("", "", note.words, note.author, note.moment, answers, note.done)
    extract = " ".join(passage.words.split())
    ref = owner_of(passage.marks, both.base.texts).ref
    goal = passage.paragraph
    if not ref and goal < len(both.after):
        owner = both.owner(goal)
        ref = owner.ref if owner is not None else ""
    return Remark(
        ref,
        extract if len(extract) <= _MOST_SIGNS else extract[:_MOST_SIGNS] + "…",
        note.words,
        note.author,
        note.moment,
        answers,
        note.done,
        both.place(goal) if both.after else (),
    )
