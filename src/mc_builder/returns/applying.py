"""Changes that were accepted → the files of the project that then hold them, all in one go.

Each is made on the project that the others have made, in memory. Texts come first; what comes and
goes in a list follows from its end, so that no number changes before it has served.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from mc_builder.editing import Changes, Refused, block_of
from mc_builder.editing.held import place_of
from mc_builder.project import Project
from mc_builder.returns.changes import (
    BlockAdded,
    BlockMoved,
    BlockRemoved,
    Change,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    LinkChanged,
    TableChanged,
)
from mc_builder.returns.naming import called_now, renamed
from mc_builder.returns.review import Judged, State, judged
from mc_builder.source.blocks import blocks_in


@dataclass(frozen=True)
class Applied:
    """The project once the changes are made, the files to write, and what became of each change."""

    project: Project
    files: Changes
    judged: tuple[Judged, ...]


@dataclass
class _Work:
    project: Project
    files: Changes = field(default_factory=dict)
    done: dict[int, Judged] = field(default_factory=dict)
    #: The identities of the objects that a link gave an identifier, by those that they had.
    named: dict[str, str] = field(default_factory=dict)

    def make(self, rank: int, one: Judged, change: Change) -> None:
        """Make one change; keep what became of it."""
        change = called_now(change, self.named)
        found, made = judged(self.project, change, one.file)
        self.done[rank] = replace(found, change=one.change)
        if made.files:
            before, self.project = self.project, self.project.edited(made.files)
            self.files |= made.files
            if isinstance(change, LinkChanged):
                self.named |= renamed(before, self.project, (change.target, change.holder))


def applied(project: Project, chosen: Iterable[Judged]) -> Applied:
    """Some changes of a review, made; those that cannot be say why, and stop none of the others."""
    asked = list(chosen)
    work = _Work(project)
    open_ones = [(rank, one) for rank, one in enumerate(asked) if one.state is State.TO_APPLY]
    texts = [pair for pair in open_ones if not isinstance(pair[1].change, _STRUCTURE)]
    moves = [pair for pair in open_ones if isinstance(pair[1].change, ItemMoved | BlockMoved)]
    rest = [pair for pair in open_ones if pair not in texts and pair not in moves]
    # A link may give an identifier to what it leads to: texts have been found by then.
    for rank, one in sorted(texts, key=lambda pair: isinstance(pair[1].change, LinkChanged)):
        work.make(rank, one, one.change)
    marks = {rank: _marks(work.project, one.change) for rank, one in moves}
    order = {rank: _order(work.project, one.change) for rank, one in rest}
    for rank, one in sorted(rest, key=lambda pair: (order[pair[0]], _turn(*pair)), reverse=True):
        work.make(rank, one, one.change)
    for rank, one in moves:
        work.make(rank, one, _now(work.project, one.change, marks[rank]))
    for rank, one in enumerate(asked):
        known = work.done.get(rank, one)
        if known.retyped:  # the figure that was typed over may have been changed too
            left = judged(work.project, one.change, one.file)[0].retyped
            settled = known.state is State.IMPOSSIBLE and not left
            new = replace(known, state=State.DONE, why="") if settled else known
            work.done[rank] = replace(new, retyped=left)
    found = tuple(work.done.get(rank, one) for rank, one in enumerate(asked))
    files = {p: data for p, data in work.files.items() if project.files.read(p) != data}
    return Applied(work.project, files, found)


_STRUCTURE = (
    ItemAdded,
    ItemRemoved,
    ItemMoved,
    BlockAdded,
    BlockRemoved,
    BlockMoved,
    TableChanged,
)


def _turn(rank: int, one: Judged) -> int:
    """What comes after one and the same is made from its end; before it, from its beginning."""
    return -rank if isinstance(one.change, TableChanged) and one.change.first else rank


def _order(project: Project, change: Change) -> tuple[str, int, int]:
    """Where a change of a list stands in it: the last are made first, additions before removals."""
    match change:
        case BlockAdded():
            return _numbered(change.after, 1)
        case BlockRemoved() | TableChanged():
            return _numbered(change.ref, 0)
        case ItemAdded():
            like, cle, kind = change.like, change.after, 1
        case ItemRemoved():
            like, cle, kind = change.cle, change.cle, 0
        case _:
            return "", 0, 0
    if ":" in like:
        return _numbered(cle or f"{like.rpartition('/')[0]}/0", kind)
    return _seated(project, like, cle, kind)


def _numbered(ref: str, kind: int) -> tuple[str, int, int]:
    text, _, number = ref.rpartition("/")
    return text, int(number) if number.isdecimal() else 0, kind


def _seated(project: Project, like: str, cle: str, kind: int) -> tuple[str, int, int]:
    place = place_of(project, like)
    if place is None:
        return "", 0, kind
    cles = [one.cle for one in place.items]
    holder = place.holder.cle if place.holder is not None else ""
    return f"{holder}:{place.field}", cles.index(cle) + 1 if cle in cles else 0, kind


def _marks(project: Project, change: Change) -> tuple[str, str]:
    """By what a block that moves, and the one before it, are found again."""
    if not isinstance(change, BlockMoved):
        return "", ""
    found: list[str] = []
    for ref in (change.ref, change.after):
        try:
            found.append(block_of(project, ref).markdown)
        except Refused:
            found.append("")
    return found[0], found[1]


def _now(project: Project, change: Change, marks: Sequence[str]) -> Change:
    """A move of a block by the numbers that its text has now."""
    if not isinstance(change, BlockMoved):
        return change
    text = change.ref.rpartition("/")[0]
    ref, after = (_again(project, text, words) for words in marks)
    if ref is None or (after is None and change.after and not change.after.endswith("/0")):
        return change
    return replace(change, ref=ref, after=after or change.after)


def _again(project: Project, text: str, words: str) -> str | None:
    """The reference of the only block of a text that is written so."""
    try:
        whole = block_of(project, text).markdown
    except Refused:
        return None
    title = whole.startswith("# ") and ":" not in text
    body = whole.partition("\n")[2] if title else whole
    found = [block.first for block in blocks_in(body) if block.words == words]
    return f"{text}/{found[0]}" if words and len(found) == 1 else None
