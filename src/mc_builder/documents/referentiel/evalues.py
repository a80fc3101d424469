"""What a part of an épreuve assesses, whole or by some of its indicateurs only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from mc_builder.coverage.graphe import Verbe
from mc_builder.documents.builder import Builder, Numerote
from mc_builder.model.blocs import Indicateur
from mc_builder.model.evaluation import Partie
from mc_builder.page.text import Texte


def assessed_by(b: Builder, part: Partie) -> dict[str, bool]:
    """What a part assesses, and whether in part only; for an indicateur, what it shows.

    Why not the indicateurs: the competences print them, under their competence.
    """
    named = [(a.vers, a.partielle) for a in b.graphe.out(part.cle, Verbe.EVALUE)]
    found = {cle: partial for cle, partial in named if not b.projet.find(cle, Indicateur)}
    for cle, partial in named:
        for seen in b.graphe.out(cle, Verbe.OBSERVE):
            competence = b.graphe.competence_of(seen.vers)
            if competence not in found and seen.vers not in found:
                found[competence] = partial
    for competence, indicateurs in _observed(b, part).items():
        if competence in found and indicateurs != _all_of(b, competence):
            found[competence] = True
    return found


def _observed(b: Builder, part: Partie) -> dict[str, set[str]]:
    """The indicateurs that a part names, by competence."""
    found: dict[str, set[str]] = defaultdict(set)
    for named in b.graphe.out(part.cle, Verbe.EVALUE):
        for seen in b.graphe.out(named.vers, Verbe.OBSERVE):
            found[b.graphe.competence_of(seen.vers)].add(named.vers)
    return found


def _all_of(b: Builder, competence: str) -> set[str]:
    """The indicateurs of a competence and of its sub-competences."""
    graphe = b.graphe
    inside = graphe.out(competence, Verbe.CONTIENT) if competence in graphe.competences else ()
    holders = (competence, *(part.vers for part in inside))
    return {seen.de for holder in holders for seen in graphe.into(holder, Verbe.OBSERVE)}


def restricted(
    b: Builder, parts: Iterable[Partie]
) -> Iterator[tuple[Numerote, tuple[Texte, ...], tuple[Texte, ...]]]:
    """The parts that observe less than half of a competence, and by which indicateurs."""
    groups: dict[tuple[str, tuple[str, ...]], list[Partie]] = defaultdict(list)
    for part in parts:
        for competence, seen in _observed(b, part).items():
            every = _all_of(b, competence)
            if 2 * len(seen) < len(every):
                told = tuple(cle for cle in b.graphe.indicateurs if cle in seen)
                groups[competence, told].append(part)
    for (competence, indicateurs), found in groups.items():
        named = b.projet.all_of(indicateurs, Indicateur)
        yield b.cite(competence), b.titres(found), b.titres(named)
