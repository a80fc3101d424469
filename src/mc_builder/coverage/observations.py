"""Indicateurs of a competence → those that observe a way, and which of them a part names.

An indicateur needs an occasion: a part of an épreuve where it is seen. As long as no part names an
indicateur of a competence, all are presumed seen wherever the competence is assessed. As soon as
one does, what is not named for a category of candidates is not seen there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mc_builder.coverage.graphe import PAR_DEFAUT, Chemin

#: The indicateurs that a part must name one of; None when they are presumed seen.
Constats = frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Observation:
    """One indicateur of a competence: what it observes of it, all of it when it names nothing.

    `activite` is the one that it bears on, in a bloc that puts it there.
    """

    indicateur: str
    aretes: Chemin
    sous_competence: str | None = None
    activite: str | None = None


@dataclass(frozen=True, slots=True)
class Observants:
    """The indicateurs that observe a way equally, by group, and the quality of that link.

    The first group is told. All may be seen: a competence taken up as a whole is observed by the
    indicateurs of its parts too.
    """

    groupes: tuple[tuple[str, ...], ...] = ()
    qualite: int = 0

    @property
    def tous(self) -> tuple[str, ...]:
        """Those of all the groups."""
        return tuple(dict.fromkeys(cle for groupe in self.groupes for cle in groupe))

    def told(self, among: Iterable[str] | None = None) -> tuple[str, ...]:
        """Those to tell: of the first group that has some, `among` some of them if need be."""
        kept = None if among is None else frozenset(among)
        found = (tuple(c for c in g if kept is None or c in kept) for g in self.groupes)
        return next((groupe for groupe in found if groupe), ())


def observing(
    observations: Sequence[Observation], sous_competence: str | None, activite: str | None
) -> Observants:
    """Who observes a way through a sub-competence (None: through all the competence).

    Those on the sub-competence or on all the competence observe it. Those on an activité, or on
    another sub-competence, are deduced links. Why all: to name the first of a list would say that
    it is the one that answers.
    """
    exact = [o for o in observations if o.sous_competence and o.sous_competence == sous_competence]
    if exact:
        return Observants((_names(exact),))
    whole = [o for o in observations if not (o.sous_competence or o.activite)]
    subs = dict.fromkeys(o.sous_competence for o in observations if o.sous_competence)
    of_parts = [o for sub in subs for o in observations if o.sous_competence == sub]
    if sous_competence is None and (whole or of_parts):
        return Observants(tuple(_names(group) for group in (whole, of_parts) if group))
    if whole:
        return Observants((_names(whole),))
    borne = [o for o in observations if o.activite]
    near = [o for o in borne if o.activite == activite]
    found = near or borne or of_parts
    return Observants((_names(found),), PAR_DEFAUT) if found else Observants()


def _names(observations: Iterable[Observation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(o.indicateur for o in observations))
