"""Project → resolved links: who answers a requirement, who takes it up, where competences live.

A link that leads nowhere is left out: the loader has reported it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mc_builder.model.activites import Activite, Pole, Tache
from mc_builder.model.base import ACompleter, connu
from mc_builder.model.blocs import (
    Bloc,
    Competence,
    ElementSavoir,
    Indicateur,
    Savoir,
    SousCompetence,
)
from mc_builder.model.emplois import NatureExigence
from mc_builder.model.liens import Lien, LienExigence
from mc_builder.model.projet import Projet

#: Quality of a path: a set of bits. The smaller, the better: « not partielle » comes before
#: « not par_defaut » when paths are compared, and joining two links is a bitwise or.
PAR_DEFAUT = 1
PARTIELLE = 2


def qualite(lien: Lien) -> int:
    """The quality of one written link."""
    return PARTIELLE if lien.portee == "partielle" else 0


@dataclass(frozen=True, slots=True)
class Reponse:
    """Who answers a requirement; None where the route of its nature does not pass."""

    qualite: int
    activite: str | None = None
    tache: str | None = None
    savoir: str | None = None
    competence: str | None = None
    sous_competence: str | None = None
    indicateur: str | None = None
    habilitation: str | None = None


@dataclass(frozen=True, slots=True)
class Prise:
    """A competence (by a sub-competence, perhaps) takes up an activité or one of its tâches."""

    competence: str
    sous_competence: str | None
    tache: str | None
    qualite: int


@dataclass(frozen=True, slots=True)
class ActiviteLiee:
    """An activité, the autonomy it inherits, and that of each of its tâches."""

    cle: str
    autonomie: int | None
    taches: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class IndicateurLie:
    """An indicateur of a competence, and what it observes: all of it when it names nothing.

    `sous_competences` are those that hold it, or the group that faces it; `bloc` is the one that
    puts it on `activites` that the competence takes up.
    """

    cle: str
    sous_competences: tuple[str, ...] = ()
    bloc: str | None = None
    activites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompetenceLiee:
    """A competence, its blocs, the activités it takes up, its indicateurs."""

    cle: str
    blocs: tuple[str, ...]
    activites: tuple[str, ...]
    indicateurs: tuple[IndicateurLie, ...]


@dataclass(frozen=True, slots=True)
class SavoirLie:
    """A savoir or a group: its bloc, the activités of its scope, the savoirs that contain it."""

    cle: str
    bloc: str
    activites: tuple[str, ...]
    contenants: tuple[str, ...]


@dataclass(slots=True)
class Liens:
    """The links of a project, indexed by both ends."""

    natures: dict[str, NatureExigence] = field(default_factory=dict)
    activites: dict[str, ActiviteLiee] = field(default_factory=dict)
    activite_de: dict[str, str] = field(default_factory=dict)
    competences: dict[str, CompetenceLiee] = field(default_factory=dict)
    competence_de: dict[str, str] = field(default_factory=dict)
    membres: dict[str, tuple[str, ...]] = field(default_factory=dict)
    savoirs: dict[str, SavoirLie] = field(default_factory=dict)
    #: By activité and tâche; (activité, None) for what takes up the whole activité.
    prises: dict[tuple[str, str | None], list[Prise]] = field(default_factory=dict)
    #: Competences that take up an activité or one of its tâches.
    preneurs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reponses: dict[str, list[Reponse]] = field(default_factory=dict)
    #: The bloc of each indicateur of activités that carries a savoir-être.
    bloc_repondant: dict[str, str] = field(default_factory=dict)
    #: Activités and tâches that answer a requirement themselves.
    repondants: set[str] = field(default_factory=set)

    def repondre(
        self, liens: Iterable[LienExigence], route: NatureExigence, reponse: Reponse
    ) -> None:
        """Record that `reponse` answers the targets of `liens` whose nature takes this route."""
        for lien in liens:
            if self.natures.get(lien.cible) == route:
                answers = self.reponses.setdefault(lien.cible, [])
                answers.append(_ponderer(reponse, qualite(lien)))


def relier(projet: Projet) -> Liens:
    """Resolve the links of a project, from requirements to competences and savoirs."""
    liens = Liens(natures={e.cle: e.nature for e in projet.exigences})
    for pole in projet.poles:
        _relier_pole(liens, pole)
    defined = {c.cle: c for b in projet.blocs for c in b.competences if c.ref is None}
    blocs_de: dict[str, list[str]] = {cle: [] for cle in defined}
    for bloc in projet.blocs:
        cles = dict.fromkeys(c.ref if c.ref is not None else c.cle for c in bloc.competences)
        liens.membres[bloc.cle] = tuple(cle for cle in cles if cle in defined)
        for cle in liens.membres[bloc.cle]:
            blocs_de[cle].append(bloc.cle)
    activites_de = _relier_prises(liens, defined.values())
    portes = _indicateurs_des_activites(liens, projet.blocs)
    for cle, competence in defined.items():
        observed = (*_indicateurs(competence), *portes.get(cle, ()))
        liens.competences[cle] = CompetenceLiee(
            cle, tuple(blocs_de[cle]), activites_de[cle], observed
        )
        _relier_savoir_etre(liens, competence)
    for bloc in projet.blocs:
        for savoir in bloc.savoirs:
            _relier_savoir(liens, bloc.cle, savoir)
    for habilitation in projet.evaluation.habilitations if projet.evaluation else ():
        answer = Reponse(0, habilitation=habilitation.cle)
        liens.repondre(habilitation.repond_a, "habilitation", answer)
    return liens


def _ponderer(reponse: Reponse, poids: int) -> Reponse:
    """`reponse`, with the quality of one more link."""
    if not poids:
        return reponse
    return Reponse(
        reponse.qualite | poids,
        reponse.activite,
        reponse.tache,
        reponse.savoir,
        reponse.competence,
        reponse.sous_competence,
        reponse.indicateur,
        reponse.habilitation,
    )


def _relier_pole(liens: Liens, pole: Pole) -> None:
    """Activités, tâches, the autonomy they inherit, and what they answer."""
    for activite in pole.activites:
        cle, autonomie = activite.cle, connu(activite.autonomie or pole.autonomie)
        taches: dict[str, int | None] = {}
        _repondre_au_travail(liens, activite, Reponse(0, activite=cle))
        for tache in activite.taches:
            place = tache.cle
            taches[place] = connu(tache.autonomie or autonomie)
            liens.activite_de[place] = cle
            _repondre_au_travail(liens, tache, Reponse(0, activite=cle, tache=place))
        liens.activites[cle] = ActiviteLiee(cle, autonomie, taches)


def _repondre_au_travail(liens: Liens, holder: Activite | Tache, reponse: Reponse) -> None:
    """What an activité or a tâche answers; any requirement is enough for it to have one."""
    liens.repondre(holder.repond_a, "savoir-faire", reponse)
    if any(lien.cible in liens.natures for lien in holder.repond_a):
        liens.repondants.add(holder.cle)


def _relier_prises(liens: Liens, competences: Iterable[Competence]) -> dict[str, tuple[str, ...]]:
    """Record who takes up what; the activités of each competence, by competence."""
    activites_de: dict[str, tuple[str, ...]] = {}
    preneurs: dict[str, dict[str, None]] = defaultdict(dict)
    for competence in competences:
        taken: dict[str, None] = {}
        for activite, prise in _prises(liens, competence):
            liens.prises.setdefault((activite, prise.tache), []).append(prise)
            taken[activite] = None
            preneurs[activite][competence.cle] = None
        activites_de[competence.cle] = tuple(taken)
    liens.preneurs.update((activite, tuple(found)) for activite, found in preneurs.items())
    return activites_de


def _prises(liens: Liens, competence: Competence) -> Iterator[tuple[str, Prise]]:
    """The activités that a competence or its sub-competences take up, each with its prise."""
    for sous in competence.sous_competences:
        liens.competence_de[sous.cle] = competence.cle
    holders: tuple[Competence | SousCompetence, ...] = (competence, *competence.sous_competences)
    for holder in holders:
        sous_competence = None if holder is competence else holder.cle
        for lien in holder.mobilise:
            tache = lien.cible if lien.cible in liens.activite_de else None
            activite = liens.activite_de.get(lien.cible, lien.cible)
            if activite in liens.activites:
                yield (
                    activite,
                    Prise(competence.cle, sous_competence, tache, qualite(lien)),
                )


def _connu(indicateur: Indicateur) -> bool:
    """Whether the indicateur is written: « à compléter » announces one, it is not one."""
    return not isinstance(indicateur.intitule, ACompleter)


def _indicateurs(competence: Competence) -> Iterator[IndicateurLie]:
    """Those of each sub-competence, then of the competence (and of groups of these)."""
    for sous in competence.sous_competences:
        yield from (IndicateurLie(i.cle, (sous.cle,)) for i in sous.indicateurs if _connu(i))
    for i in competence.indicateurs:
        if _connu(i):
            yield IndicateurLie(i.cle, i.sous_competences)


def _indicateurs_des_activites(
    liens: Liens, blocs: Iterable[Bloc]
) -> dict[str, list[IndicateurLie]]:
    """Indicateurs that a bloc puts on activités, by competence of this bloc that takes them up."""
    found: dict[str, list[IndicateurLie]] = defaultdict(list)
    for bloc in blocs:
        members = frozenset(liens.membres[bloc.cle])
        for group in bloc.indicateurs:
            taken = dict.fromkeys(
                cle
                for activite in group.activites
                for cle in liens.preneurs.get(activite, ())
                if cle in members
            )
            known = [
                IndicateurLie(i.cle, (), bloc.cle, group.activites)
                for i in group.liste
                if _connu(i)
            ]
            for cle in taken:
                found[cle] += known
            _savoir_etre_des_activites(liens, group.activites, group.liste, tuple(taken))
            liens.bloc_repondant.update((i.cle, bloc.cle) for i in group.liste if i.repond_a)
    return found


def _savoir_etre_des_activites(
    liens: Liens,
    activites: tuple[str, ...],
    indicateurs: Iterable[Indicateur],
    competences: tuple[str, ...],
) -> None:
    """Savoir-être seen in an indicateur of activités: by each of their competences in the bloc."""
    activite = next((cle for cle in activites if cle in liens.activites), None)
    for indicateur in indicateurs:
        for competence in competences or (None,):
            cle = indicateur.cle if _connu(indicateur) else None
            if competence is not None or cle is not None:
                answer = Reponse(PAR_DEFAUT, activite, competence=competence, indicateur=cle)
                liens.repondre(indicateur.repond_a, "savoir-etre", answer)


def _relier_savoir_etre(liens: Liens, competence: Competence) -> None:
    """Savoir-être carried by a competence, a sub-competence or one of their indicateurs."""
    cle = competence.cle
    liens.repondre(competence.repond_a, "savoir-etre", Reponse(0, competence=cle))
    holders: tuple[Competence | SousCompetence, ...] = (competence, *competence.sous_competences)
    for holder in holders:
        sous = None if holder is competence else holder.cle
        if sous is not None:
            answer = Reponse(0, competence=cle, sous_competence=sous)
            liens.repondre(holder.repond_a, "savoir-etre", answer)
        for indicateur in holder.indicateurs:
            known = indicateur.cle if _connu(indicateur) else None
            answer = Reponse(0, competence=cle, sous_competence=sous, indicateur=known)
            liens.repondre(indicateur.repond_a, "savoir-etre", answer)


def _relier_savoir(liens: Liens, bloc: str, groupe: Savoir) -> None:
    """A group of savoirs and all the savoirs it contains, with the scope of the group."""
    scope = tuple(cle for cle in groupe.activites if cle in liens.activites)

    def visit(savoir: Savoir | ElementSavoir, contenants: tuple[str, ...]) -> None:
        cle = savoir.cle
        liens.savoirs[cle] = SavoirLie(cle, bloc, scope, contenants)
        if savoir.repond_a:
            liens.repondre(savoir.repond_a, "savoir", Reponse(0, savoir=cle))
        for contained in savoir.liste:
            visit(contained, (*contenants, cle))

    visit(groupe, ())
