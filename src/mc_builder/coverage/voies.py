"""Graph → the ways from what answers a requirement to what takes it up, one for each walk."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from mc_builder.coverage.controles import borne_by
from mc_builder.coverage.graphe import PAR_DEFAUT, PARTIELLE, Arete, Chemin, Graphe, Verbe
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.base import Objet
from mc_builder.model.blocs import (
    Competence,
    ElementSavoir,
    Indicateur,
    Savoir,
    SousCompetence,
)
from mc_builder.model.emplois import NatureExigence
from mc_builder.model.evaluation import Habilitation

#: Nature of a requirement → what may answer it.
ROUTES: Mapping[NatureExigence, tuple[type[Objet], ...]] = {
    "savoir-faire": (Activite, Tache),
    "savoir": (Savoir, ElementSavoir),
    "savoir-etre": (Competence, SousCompetence, Indicateur),
    "habilitation": (Habilitation,),
}


@dataclass(frozen=True, slots=True)
class Voie:
    """A way from what answers to what takes it up, as far as it goes; None where it does not pass.

    `aretes` is the walk. A way keeps the grain of what answers: `tache` is one that answers, and
    `activite` for an indicateur of activités the first that it bears on.
    """

    qualite: int = 0
    aretes: Chemin = field(default=(), compare=False, repr=False)
    activite: str | None = None
    tache: str | None = None
    competence: str | None = None
    sous_competence: str | None = None
    savoir: str | None = None
    indicateur: str | None = None
    habilitation: str | None = None

    @property
    def noeud(self) -> str | None:
        """What takes up the requirement: savoir, competence or habilitation."""
        return self.savoir or self.competence or self.habilitation


def answers(graphe: Graphe, exigence: str, nature: NatureExigence) -> list[Arete]:
    """The edges from what answers a requirement, by the route of its nature."""
    found = graphe.into(exigence, Verbe.REPOND_A)
    return [a for a in found if issubclass(graphe.nature(a.de), ROUTES[nature])]


def voies(graphe: Graphe, cle: str) -> Iterator[Voie]:
    """All the ways that start from one object that answers."""
    nature = graphe.nature(cle)
    if issubclass(nature, Activite | Tache):
        yield from _from_activite(graphe, cle)
    elif issubclass(nature, Savoir | ElementSavoir):
        yield Voie(savoir=cle)
    elif issubclass(nature, Habilitation):
        yield Voie(habilitation=cle)
    elif issubclass(nature, Indicateur):
        yield from _from_indicateur(graphe, cle)
    else:
        yield _carried(graphe, cle)


def nearest(found: Iterable[Voie], named: Container[str | None]) -> list[Voie]:
    """The ways without those that are deduced to a competence of `named` that a written one finds.

    Why: a tâche that a sub-competence takes up is seen in its indicateurs, not in any other of the
    competence, which its activité leads to as well.
    """
    ways = list(found)
    written = {v.competence for v in ways if not v.qualite & PAR_DEFAUT}
    return [
        v
        for v in ways
        if not (v.qualite & PAR_DEFAUT and v.competence in named and v.competence in written)
    ]


def best_by_noeud(found: Iterable[Voie], named: Container[str | None] = ()) -> Iterator[Voie]:
    """One way for each object that takes up: the best, whatever walk leads to it.

    When several sub-competences do as well, it is the competence that takes up: naming one of
    them would be a choice at random. Of the competences `named`, each sub-competence has its
    way: it is seen where a part names its own indicateurs.
    """
    best: dict[tuple[str | None, str | None], Voie] = {}
    for voie in found:
        key = (voie.noeud, voie.sous_competence if voie.competence in named else None)
        known = best.setdefault(key, voie)
        if voie.qualite < known.qualite:
            best[key] = voie
        elif voie.qualite == known.qualite and voie.sous_competence != known.sous_competence:
            best[key] = replace(known, sous_competence=None)
    yield from best.values()


def _from_activite(graphe: Graphe, cle: str) -> Iterator[Voie]:
    """From an activité or a tâche to the competences that take it up, or no farther."""
    inside = graphe.container(cle) if issubclass(graphe.nature(cle), Tache) else None
    if inside is None:
        activite, tache, takings = cle, None, list(_of_activite(graphe, cle))
    else:
        activite, tache, takings = inside.de, cle, list(_of_tache(graphe, inside))
    for taking, walk, qualite in takings:
        yield Voie(qualite, walk, activite, tache, *_taker(graphe, taking.de))
    if not takings:
        yield Voie(activite=activite, tache=tache)


_Taking = tuple[Arete, Chemin, int]


def _of_tache(graphe: Graphe, inside: Arete) -> Iterator[_Taking]:
    """What takes up a tâche, or (deduced) all of its activité."""
    for taking in graphe.into(inside.vers, Verbe.MOBILISE):
        yield taking, (taking,), taking.qualite
    for taking in graphe.into(inside.de, Verbe.MOBILISE):
        yield taking, (inside, taking), taking.qualite | PAR_DEFAUT


def _of_activite(graphe: Graphe, activite: str) -> Iterator[_Taking]:
    """What takes up an activité, or its tâches: partielle unless it takes up all of them."""
    for taking in graphe.into(activite, Verbe.MOBILISE):
        yield taking, (taking,), taking.qualite
    taches = graphe.out(activite, Verbe.CONTIENT)
    finer = [(inside, a) for inside in taches for a in graphe.into(inside.vers, Verbe.MOBILISE)]
    entire: dict[str, set[str]] = {}
    for inside, taking in finer:
        if not taking.partielle:
            entire.setdefault(graphe.competence_of(taking.de), set()).add(inside.vers)
    for inside, taking in finer:
        whole = len(entire.get(graphe.competence_of(taking.de), ())) == len(taches)
        yield taking, (inside, taking), taking.qualite if whole else PARTIELLE


def _taker(graphe: Graphe, holder: str) -> tuple[str, str | None]:
    """The competence that takes up, and which of its sub-competences does."""
    competence = graphe.competence_of(holder)
    return competence, holder if holder != competence else None


def _carried(graphe: Graphe, holder: str, indicateur: str | None = None) -> Voie:
    """A savoir-être that a competence or a sub-competence carries, perhaps by an indicateur."""
    competence, sous = _taker(graphe, holder)
    inside = graphe.container(holder) if sous else None
    return Voie(
        aretes=() if inside is None else (inside,),
        competence=competence,
        sous_competence=sous,
        indicateur=indicateur,
    )


def _from_indicateur(graphe: Graphe, cle: str) -> Iterator[Voie]:
    """A savoir-être seen in an indicateur: « à compléter », it is not named."""
    held = graphe.indicateurs[cle]
    known = cle if held.connu else None
    if not held.bloc:
        yield _carried(graphe, held.par, known)
        return
    borne = (a.vers for a in graphe.out(cle, Verbe.PORTE) if a.vers != held.par)
    first = next(borne, None)
    taken = list(borne_by(graphe, cle, held.par))
    for competence, walk in taken:
        yield Voie(PAR_DEFAUT, walk, first, competence=competence, indicateur=known)
    if known is not None and not taken:
        yield Voie(PAR_DEFAUT, activite=first, indicateur=known)
