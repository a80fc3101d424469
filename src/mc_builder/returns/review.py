"""What returned files say → what becomes of each change on the project of today.

Three texts: the one that the file was made from, the one that it has now, the one that the project
has. What was changed on one side only is to apply, or done; what was changed on both is a conflict
when it is the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mc_builder.editing import Refused
from mc_builder.project import Project
from mc_builder.returns.calls import Retyped
from mc_builder.returns.changes import (
    BlockRemoved,
    Change,
    ItemRemoved,
    LinkChanged,
    TextChanged,
    ValueChanged,
)
from mc_builder.returns.edits import edit_of, ref_of, said_by, today
from mc_builder.returns.rewriting import Disputed
from mc_builder.returns.text_edits import Made


class State(StrEnum):
    """What becomes of a change."""

    TO_APPLY = "à appliquer"
    DONE = "déjà fait"
    CONFLICT = "en conflit"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Judged:
    """A change of a returned file (`file`), and what becomes of it: `why` says more.

    `ours` is what the project says today, when it is not what the file was made from. `retyped` is
    what was typed over a call: it stays, whatever becomes of the rest.
    """

    change: Change
    file: str
    state: State
    why: str = ""
    ours: str = ""
    retyped: tuple[Retyped, ...] = ()

    @property
    def ref(self) -> str:
        """What it is about."""
        return ref_of(self.change)

    @property
    def whole(self) -> bool:
        """Whether all that was asked is, or is to be."""
        return self.state in {State.TO_APPLY, State.DONE} and not self.retyped


_SINCE = Refused("le projet a changé depuis, aux mêmes mots").message
_OTHER = Refused("un autre fichier rendu dit autrement les mêmes mots").message
_EDITED = Refused(
    "ce qui est retiré ici est modifié ailleurs, dans ce fichier ou dans un autre"
).message
_RETYPED = Refused("ce qui a été tapé est calculé, ou se change à sa source").message


def judged(project: Project, change: Change, file: str = "") -> tuple[Judged, Made]:
    """What becomes of a change, and the files that it asks for."""
    try:
        made = edit_of(project, change)
    except Disputed:
        ours = today(project, change)
        return Judged(change, file, State.CONFLICT, _SINCE, ours), Made()
    except Refused as refused:
        return Judged(change, file, State.IMPOSSIBLE, refused.message), Made()
    if made.files:
        return Judged(
            change, file, State.TO_APPLY, _sentence(made.said), retyped=made.retyped
        ), made
    if made.retyped:
        return Judged(change, file, State.IMPOSSIBLE, _RETYPED, retyped=made.retyped), made
    return Judged(change, file, State.DONE), made


def _sentence(words: str) -> str:
    return Refused(words).message if words else ""


def review(project: Project, returned: Iterable[tuple[str, Sequence[Change]]]) -> list[Judged]:
    """What becomes of the changes of some files, by name; each as if it were alone.

    Files that change the same words otherwise are a conflict between them; so is what takes away
    what another change edits.
    """
    found: list[tuple[Judged, Made]] = [
        judged(project, change, file) for file, changes in returned for change in changes
    ]
    by_ref: dict[str, list[int]] = {}
    for rank, (one, _) in enumerate(found):
        if one.state is State.TO_APPLY and isinstance(one.change, TextChanged | ValueChanged):
            by_ref.setdefault(one.ref, []).append(rank)
    against = {
        rank
        for ranks in by_ref.values()
        if len({found[rank][0].file for rank in ranks}) > 1
        for rank in _against(project, [(rank, *found[rank]) for rank in ranks])
    }
    asked = [one for one, _ in found if one.state is State.TO_APPLY]
    whys = {id(one): _EDITED for one in asked if _takes_away_an_edit(one, asked)}
    whys |= {id(found[rank][0]): _OTHER for rank in against}
    return [
        replace(one, state=State.CONFLICT, why=whys[id(one)]) if id(one) in whys else one
        for one, _ in found
    ]


def _takes_away_an_edit(one: Judged, asked: Iterable[Judged]) -> bool:
    """Whether a change takes away something of which another changes the words or the values."""
    return isinstance(one.change, ItemRemoved | BlockRemoved) and any(
        isinstance(other.change, TextChanged | ValueChanged | LinkChanged)
        and _is_about(other, one.ref)
        for other in asked
    )


def _against(project: Project, same: Sequence[tuple[int, Judged, Made]]) -> set[int]:
    """Which changes of a text cannot all be made."""
    found: set[int] = set()
    for place, (rank, one, made) in enumerate(same):
        after = project.edited(made.files)
        for other_rank, other, _ in same[place + 1 :]:
            if other.file != one.file and judged(after, other.change)[0].state is State.CONFLICT:
                found |= {rank, other_rank}
    return found


def selected(one: Judged, authors: Sequence[str], refs: Sequence[str]) -> bool:
    """Whether a change is among those that are asked for: of these authors, about these."""
    if authors and one.change.origin.author not in authors:
        return False
    return not refs or any(_is_about(one, ref) for ref in refs)


def _is_about(one: Judged, ref: str) -> bool:
    return one.ref == ref or one.ref.startswith((f"{ref}:", f"{ref}/"))


def texts_of(one: Judged) -> tuple[str, str, str]:
    """The three texts of a change: that of the base, that of the file, that of the project."""
    return (*said_by(one.change), one.ours)
