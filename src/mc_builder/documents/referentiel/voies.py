"""An épreuve → its parts, each with the ways in which it is taken, and what these say together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from mc_builder.documents.builder import Builder
from mc_builder.model.base import ACompleter
from mc_builder.model.etendues import Etendue, in_hours
from mc_builder.model.evaluation import Epreuve, Modalite, Partie, SousEpreuve

Examen = Epreuve | SousEpreuve


def parts_of(exam: Examen) -> Iterator[tuple[Partie, tuple[Modalite, ...]]]:
    """The parts of an épreuve, each with the ways in which it is taken."""
    for part in exam.parties:
        yield part, part.modalites or exam.modalites
        yield from _inside(part.modalites)
    yield from _inside(exam.modalites)


def _inside(ways: Iterable[Modalite]) -> Iterator[tuple[Partie, tuple[Modalite, ...]]]:
    for way in ways:
        for part in way.parties:
            yield part, part.modalites or (way,)
            yield from _inside(part.modalites)


def forms_of(exam: Examen) -> dict[str, tuple[str, ...]]:
    """The forms of each part by its identity: its own, or those that its ways share.

    A part that says nothing is taken as the whole: « – » beside others would deny it. Nothing when
    no part has any of its own: the ways say theirs.
    """
    found: dict[str, tuple[str, ...]] = {}
    if not any(part.formes for part, _ in parts_of(exam)):
        return found
    for part, ways in parts_of(exam):
        shared = {way.formes for way in ways}
        found[part.cle] = part.formes or (shared.pop() if len(shared) == 1 else ())
    return found


def lasting(b: Builder, exam: Examen, way: Modalite, field: Literal["duree", "preparation"]) -> str:
    """How long a way of taking an épreuve lasts: what it says, what its parts add up to otherwise.

    Nothing where a part does not say how long it lasts: the sum would be of some of them. Parts
    rarely ask all for a preparation.
    """
    parts = () if getattr(way, field) is not None else _taken(b, exam, way)
    if any(b.pour(part.cle) for part in parts):  # not the same for all the options of the table
        return ""
    timed = [part for part in parts if getattr(part, field) is not None]
    if not timed or (field == "duree" and len(timed) < len(parts)):
        return b.imprimee(way, field, in_hours)
    for part in timed:
        if isinstance(getattr(part, field), ACompleter):
            return b.imprimee(part, field, in_hours)
    return in_hours(Etendue(tuple(term for part in timed for term in getattr(part, field).termes)))


def _taken(b: Builder, exam: Examen, way: Modalite) -> tuple[Partie, ...]:
    """The parts that are taken in one way, but for those that have ways of their own."""
    around, selection = b.autour, b.project.names.selection
    common = exam.parties if way in exam.modalites else ()
    return tuple(
        part
        for part in (*common, *way.parties)
        if not part.modalites and (around is None or around & selection.of(part.cle))
    )
