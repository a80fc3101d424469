"""Project → its graph of links, and where each is written: the only place that reads them.

An edge that leads nowhere, or to what it cannot mean, is left out: the loader has reported it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from mc_builder.coverage.ecrits import Ecrit, Ecrits
from mc_builder.coverage.graphe import (
    PAR_DEFAUT,
    PARTIELLE,
    Arete,
    Categories,
    Graphe,
    PartieLiee,
    Tenu,
    Verbe,
)
from mc_builder.model.activites import Activite, Pole, Tache
from mc_builder.model.base import ACompleter, Objet, if_known
from mc_builder.model.blocs import (
    Bloc,
    BlocGeneral,
    Competence,
    ElementSavoir,
    Indicateur,
    IndicateursActivites,
    Savoir,
    SousCompetence,
)
from mc_builder.model.emplois import Exigence
from mc_builder.model.evaluation import (
    CategorieCandidats,
    Epreuve,
    Evaluation,
    Habilitation,
    Modalite,
    Partie,
    SousEpreuve,
)
from mc_builder.model.liens import Lien
from mc_builder.model.projet import Projet

O = TypeVar("O", bound=Objet)  # noqa: E741

#: What a group of savoirs may say that asks for it.
_DEMANDEURS: tuple[type[Objet], ...] = (Competence, SousCompetence)

#: What each verb may lead to; « contient » and « observe » lead where they are written.
_CIBLES: Mapping[Verbe, tuple[type[Objet], ...]] = {
    Verbe.DEMANDE: (Exigence,),
    Verbe.REPOND_A: (Exigence,),
    Verbe.MOBILISE: (Activite, Tache),
    Verbe.REF: (Competence,),
    Verbe.OBSERVE: (Competence, SousCompetence, Bloc),
    Verbe.PORTE: (Activite, Bloc),
    Verbe.CONCERNE: (Competence, SousCompetence, Activite, Bloc),
    Verbe.EVALUE: (
        *(Competence, SousCompetence, Indicateur),
        *(Savoir, ElementSavoir),
        *(Activite, Bloc, BlocGeneral),
    ),
    Verbe.DELIVRE: (Habilitation,),
    Verbe.PASSE: (CategorieCandidats,),
    Verbe.VALIDE: (Bloc,),
    Verbe.DISPENSE: (CategorieCandidats,),
}


#: What edges lead to and never go out of: an identity that another object has too is no harm.
_BOUTS = (Exigence, CategorieCandidats)


def trace(projet: Projet) -> tuple[Graphe, Ecrits]:
    """Every link of a project, in the order of its files."""
    evaluation = projet.evaluation
    ouvertes = _open_categories(evaluation) if evaluation else {}
    parties = list(_parties(evaluation, ouvertes)) if evaluation else []
    written = (
        *_of_emplois(projet),
        *(a for pole in _own(projet, projet.poles) for a in _of_pole(projet, pole)),
        *(a for bloc in _own(projet, projet.blocs) for a in _of_bloc(projet, bloc)),
        *(_of_evaluation(evaluation, ouvertes, parties) if evaluation else ()),
    )
    known = {
        verbe: {
            o.cle
            for kind in kinds
            for o in projet.of_nature(kind)
            if kind in _BOUTS or projet.by_cle[o.cle] is o
        }
        for verbe, kinds in _CIBLES.items()
    }
    kept = tuple(
        w for w in written if w.arete.verbe not in known or w.arete.vers in known[w.arete.verbe]
    )
    graphe = Graphe(
        tuple(w.arete for w in kept),
        tuple(partie for partie, _ in parties),
        tuple(c.cle for c in evaluation.categories) if evaluation else (),
        tuple((cle, type(objet)) for cle, objet in projet.by_cle.items()),
        tuple(bloc.cle for bloc in projet.blocs),
        tuple(c.cle for c in _own(projet, projet.of_nature(Competence)) if c.ref is None),
        _autonomies(projet),
        dict(_indicateurs(projet)),
    )
    return graphe, Ecrits(kept)


def _autonomies(projet: Projet) -> dict[str, int | None]:
    """The level that each object says."""
    said = ((cle, getattr(objet, "autonomie", None)) for cle, objet in projet.by_cle.items())
    return {cle: if_known(level) for cle, level in said if level}


def _indicateurs(projet: Projet) -> Iterator[tuple[str, Tenu]]:
    """Each indicateur and what holds it."""
    for indicateur in _own(projet, projet.of_nature(Indicateur)):
        holder = projet.parents[indicateur.cle]
        known = not isinstance(indicateur.intitule, ACompleter)
        yield indicateur.cle, Tenu(holder.cle, isinstance(holder, Bloc), known)


def _own(projet: Projet, objets: Iterable[O]) -> Iterator[O]:
    """The objects that their identity leads to.

    Why: of two objects that a draft calls by one identifier (the loader has reported it), edges
    reach one, and what is inside the other could contain itself.
    """
    return (o for o in objets if projet.by_cle.get(o.cle) is o)


def _of_emplois(projet: Projet) -> Iterator[Ecrit]:
    for emploi in projet.emplois:
        for asked in emploi.exigences:
            yield Ecrit(Arete(Verbe.DEMANDE, emploi.cle, asked.exigence), asked)


def _written(verbe: Verbe, holder: Objet, liens: Iterable[Lien]) -> Iterator[Ecrit]:
    """Links that are objects, each with its scope."""
    for lien in liens:
        covers = PARTIELLE if lien.partielle else 0
        yield Ecrit(Arete(verbe, holder.cle, lien.cible, covers), lien)


def _cited(
    verbe: Verbe, de: str, holder: Objet | IndicateursActivites, champ: str
) -> Iterator[Ecrit]:
    """Links that are plain identifiers in a list of their holder."""
    for n, cible in enumerate(getattr(holder, champ)):
        yield Ecrit(Arete(verbe, de, cible), holder, (champ, n))


def _of_pole(projet: Projet, pole: Pole) -> Iterator[Ecrit]:
    for activite in _own(projet, pole.activites):
        yield Ecrit(Arete(Verbe.CONTIENT, pole.cle, activite.cle))
        yield from _written(Verbe.REPOND_A, activite, activite.repond_a)
        for tache in _own(projet, activite.taches):
            yield Ecrit(Arete(Verbe.CONTIENT, activite.cle, tache.cle))
            yield from _written(Verbe.REPOND_A, tache, tache.repond_a)


def _of_bloc(projet: Projet, bloc: Bloc) -> Iterator[Ecrit]:
    for competence in bloc.competences:
        if competence.ref is not None:
            yield Ecrit(Arete(Verbe.REF, bloc.cle, competence.ref), competence)
        elif projet.by_cle.get(competence.cle) is competence:
            yield Ecrit(Arete(Verbe.CONTIENT, bloc.cle, competence.cle))
            yield from _of_competence(projet, competence)
    for group in bloc.indicateurs:
        for indicateur in _own(projet, group.liste):
            yield from _of_indicateur(indicateur, (bloc.cle,))
            yield from _borne(projet, indicateur, group, bloc)
    for savoir in _own(projet, bloc.savoirs):
        yield Ecrit(Arete(Verbe.CONTIENT, bloc.cle, savoir.cle))
        if any(projet.find(cle, k) for cle in savoir.competences for k in _DEMANDEURS):
            yield from _cited(Verbe.CONCERNE, savoir.cle, savoir, "competences")
        elif projet.all_of(savoir.activites, Activite):
            yield from _cited(Verbe.CONCERNE, savoir.cle, savoir, "activites")
        else:
            yield Ecrit(Arete(Verbe.CONCERNE, savoir.cle, bloc.cle, PAR_DEFAUT))
        yield from _of_savoir(projet, savoir)


def _of_competence(projet: Projet, competence: Competence) -> Iterator[Ecrit]:
    subs = _own(projet, competence.sous_competences)
    holders: tuple[Competence | SousCompetence, ...] = (competence, *subs)
    for holder in holders:
        if isinstance(holder, SousCompetence):
            yield Ecrit(Arete(Verbe.CONTIENT, competence.cle, holder.cle))
            for indicateur in _own(projet, holder.indicateurs):
                yield from _of_indicateur(indicateur, (holder.cle,))
        yield from _taken_up(projet, holder)
        yield from _written(Verbe.REPOND_A, holder, holder.repond_a)
    for indicateur in _own(projet, competence.indicateurs):
        observed = indicateur.sous_competences or (competence.cle,)
        yield from _of_indicateur(indicateur, observed)


def _taken_up(projet: Projet, holder: Competence | SousCompetence) -> Iterator[Ecrit]:
    """What it takes up; each activité of a pôle that it takes up whole, which is deduced."""
    for taking in _written(Verbe.MOBILISE, holder, holder.mobilise):
        pole = projet.find(taking.arete.vers, Pole)
        if pole is None:
            yield taking
            continue
        quality = taking.arete.qualite | PAR_DEFAUT
        for activite in _own(projet, pole.activites):
            yield taking._replace(arete=replace(taking.arete, vers=activite.cle, qualite=quality))


def _borne(
    projet: Projet, indicateur: Indicateur, group: IndicateursActivites, bloc: Bloc
) -> Iterator[Ecrit]:
    """What an indicateur of a bloc bears on: activités, those of a pôle, or (none) the bloc."""
    if not group.activites:
        yield Ecrit(Arete(Verbe.PORTE, indicateur.cle, bloc.cle, PAR_DEFAUT), group)
    for bearing in _cited(Verbe.PORTE, indicateur.cle, group, "activites"):
        for activite in projet.activites((bearing.arete.vers,)):
            yield bearing._replace(arete=replace(bearing.arete, vers=activite.cle))


def _of_indicateur(indicateur: Indicateur, observes: Iterable[str]) -> Iterator[Ecrit]:
    """What it observes: « à compléter » announces an indicateur, it is not one."""
    if not isinstance(indicateur.intitule, ACompleter):
        yield from (Ecrit(Arete(Verbe.OBSERVE, indicateur.cle, cle)) for cle in observes)
    yield from _written(Verbe.REPOND_A, indicateur, indicateur.repond_a)


def _of_savoir(projet: Projet, savoir: Savoir | ElementSavoir) -> Iterator[Ecrit]:
    yield from _written(Verbe.REPOND_A, savoir, savoir.repond_a)
    for contained in _own(projet, savoir.liste):
        yield Ecrit(Arete(Verbe.CONTIENT, savoir.cle, contained.cle))
        yield from _of_savoir(projet, contained)


# --- evaluation -----------------------------------------------------------------------------------

_Ouvertes = Mapping[str, Categories]


def _of_evaluation(
    evaluation: Evaluation, ouvertes: _Ouvertes, parties: Iterable[tuple[PartieLiee, Partie]]
) -> Iterator[Ecrit]:
    for unite in evaluation.unites:
        yield Ecrit(Arete(Verbe.VALIDE, unite.cle, unite.bloc), unite, ("bloc",))
        for categorie in evaluation.categories:
            if categorie.cle not in ouvertes[unite.cle]:
                yield Ecrit(Arete(Verbe.DISPENSE, unite.cle, categorie.cle), unite)
    for partie, model in parties:
        yield from _written(Verbe.EVALUE, model, model.evalue)
        yield from _cited(Verbe.DELIVRE, model.cle, model, "delivre")
        taken = (Arete(Verbe.PASSE, model.cle, c) for c in partie.categories)
        yield from (Ecrit(arete, model) for arete in taken)
    for attestation in evaluation.attestations:
        yield from _cited(Verbe.DELIVRE, attestation.cle, attestation, "delivre")
    for habilitation in evaluation.habilitations:
        yield from _written(Verbe.REPOND_A, habilitation, habilitation.repond_a)


def _open_categories(evaluation: Evaluation) -> _Ouvertes:
    """The categories to which each unit is open: those that it names, or a status of theirs."""
    named: dict[str, set[str]] = defaultdict(set)
    for categorie in evaluation.categories:
        for cle in (categorie.cle, *(statut.cle for statut in categorie.statuts)):
            named[cle].add(categorie.cle)
    every = frozenset(c.cle for c in evaluation.categories)
    return {
        unite.cle: frozenset(c for cle in unite.reservee_a for c in named[cle]) or every
        for unite in evaluation.unites
    }


@dataclass(frozen=True, slots=True)
class _Examen:
    """An épreuve or a sous-épreuve, and what its parts inherit."""

    epreuve: str
    sous_epreuve: str | None
    unites: tuple[str, ...]
    ordre: tuple[str, ...]

    def visit(self, partie: Partie, categories: Categories) -> Iterator[tuple[PartieLiee, Partie]]:
        """A part, for those categories at most, then the parts of its own modalités."""
        own = categories
        if partie.modalites:
            own = categories & {c for modalite in partie.modalites for c in modalite.categories}
        ordered = tuple(c for c in self.ordre if c in own)
        where = (self.epreuve, self.sous_epreuve, self.unites)
        yield PartieLiee(partie.cle, *where, ordered), partie
        yield from self.below(partie.modalites, categories)

    def below(
        self, modalites: Iterable[Modalite], categories: Categories
    ) -> Iterator[tuple[PartieLiee, Partie]]:
        """The parts of some modalités, each for the categories that take it."""
        for modalite in modalites:
            for partie in modalite.parties:
                yield from self.visit(partie, categories & frozenset(modalite.categories))


def _parties(evaluation: Evaluation, ouvertes: _Ouvertes) -> Iterator[tuple[PartieLiee, Partie]]:
    """Every part of every épreuve, walking épreuve › sous-épreuve › modalité › partie."""
    ordre = tuple(c.cle for c in evaluation.categories)
    for epreuve in evaluation.epreuves:
        exams: tuple[Epreuve | SousEpreuve, ...] = (epreuve, *epreuve.sous_epreuves)
        for exam in exams:
            unites = exam.unite or epreuve.unite
            sous = None if exam is epreuve else exam.cle
            walk = _Examen(epreuve.cle, sous, unites, ordre)
            opened = [ouvertes[unite] for unite in unites if unite in ouvertes]
            everyone = frozenset[str]().union(*opened) if opened else frozenset(ordre)
            for partie in exam.parties:
                yield from walk.visit(partie, everyone)
            yield from walk.below(exam.modalites, everyone)
