"""One version of a project → its written links, and the ways that they make to a requirement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from mc_builder.coverage.downstream import Aval, Suites, suivre
from mc_builder.coverage.links import Liens, Reponse, relier
from mc_builder.coverage.parts import Categories, Controles, controler
from mc_builder.coverage.report import RapportCouverture
from mc_builder.coverage.statuts import Statut
from mc_builder.model.base import Modele, Objet
from mc_builder.model.blocs import Bloc, Savoir
from mc_builder.model.evaluation import Attestation, Partie, Unite
from mc_builder.model.liens import Lien
from mc_builder.model.projet import Projet
from mc_builder.names import Names, Nom

#: A written link: verb (see `VERBES`), identity of its holder, identity of its target.
CleLien = tuple[str, str, str]


class Lieu(Protocol):
    """Where a model, or what is below it, is written: « fichier:ligne »."""

    def __call__(self, model: Modele, *path: str | int) -> str:
        """An empty text when it is not known."""
        ...


def sans_lieu(model: Modele, *path: str | int) -> str:
    """No place: for projects that were not read from files."""
    del model, path
    return ""


@dataclass(frozen=True)
class Version:
    """What is compared: a project, its measure, and where it is written."""

    projet: Projet
    rapport: RapportCouverture
    lieu: Lieu = sans_lieu


@dataclass(frozen=True, slots=True)
class Ecrit:
    """Where a link is written, and whether it covers its target in part only."""

    modele: Modele
    chemin: tuple[str | int, ...] = ()
    partielle: bool = False


@dataclass(frozen=True, slots=True)
class Voie:
    """A way from a requirement to what takes it up, as far as it goes.

    `liens` are the written links that it needs, in order; `contenants` the (content, container)
    pairs that it needs besides; `noeud` the savoir, competence or habilitation that is assessed.
    """

    statut: Statut
    liens: tuple[CleLien, ...]
    contenants: tuple[tuple[str, str], ...] = ()
    noeud: str | None = None
    activite: str | None = None
    tache: str | None = None
    indicateur: str | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """A way from what is assessed to a part, and the categories who take it."""

    partie: str
    liens: tuple[CleLien, ...]
    categories: Categories


class Trame:
    """The links of one version, indexed for the search of what is missing in the other."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.projet = version.projet
        self.liens: Liens = relier(version.projet)
        self.controles: Controles = controler(version.projet, self.liens)
        self.suites: Suites = suivre(self.liens, self.controles)
        self.ecrits: dict[CleLien, Ecrit] = {}
        for lien, ecrit in _ecrits(version.projet):
            if ecrit.partielle:  # written twice, the whole link is the one that counts
                self.ecrits.setdefault(lien, ecrit)
            else:
                self.ecrits[lien] = ecrit
        self.cibles: dict[tuple[str, str], list[str]] = defaultdict(list)
        for verbe, porteur, cible in self.ecrits:
            self.cibles[verbe, porteur].append(cible)

    @cached_property
    def names(self) -> Names:
        """What every object is called."""
        return Names(self.projet)

    @cached_property
    def categories_des_parties(self) -> Mapping[str, Categories]:
        """The categories who take each part that assesses something."""
        found: dict[str, Categories] = {}
        tables = (self.controles.competences, self.controles.savoirs, self.controles.habilitations)
        for table in tables:
            for controles in table.values():
                for controle in controles:
                    found[controle.partie.cle] = frozenset(controle.partie.categories)
        return found

    def nom(self, cle: str) -> Nom:
        """How an explanation names an object."""
        return replace(self.names[cle], lieu=self.version.lieu(self.projet.par_cle[cle]))

    def lieu_du_lien(self, lien: CleLien) -> str:
        """Where a link is written."""
        ecrit = self.ecrits.get(lien)
        return "" if ecrit is None else self.version.lieu(ecrit.modele, *ecrit.chemin)

    def ancetres(self, cle: str) -> Iterator[Objet]:
        """An object, then what holds it, to the root."""
        objet: Objet | None = self.projet.par_cle.get(cle)
        while objet is not None:
            yield objet
            objet = self.projet.parents.get(objet.cle)

    def aval(self, noeud: str) -> Aval | None:
        """What a competence, a savoir or an habilitation reaches."""
        for table in (self.suites.competences, self.suites.savoirs, self.suites.habilitations):
            if (found := table.get(noeud)) is not None:
                return found
        return None

    # --- ways to a requirement ---------------------------------------------------------------

    def voies(self, exigence: str) -> Iterator[Voie]:
        """All the ways to a requirement, each with the status that it gives."""
        for reponse in self.liens.reponses.get(exigence, ()):
            yield from self._voies(exigence, reponse)

    def _voies(self, exigence: str, reponse: Reponse) -> Iterator[Voie]:
        r = reponse
        if r.habilitation is not None:
            liens = (("repond_a", r.habilitation, exigence),)
            complete = bool(self.suites.habilitations[r.habilitation].niveaux)
            statut = Statut.EVALUEE if complete else Statut.DECRITE
            yield Voie(statut, liens, noeud=r.habilitation)
        elif r.savoir is not None:
            liens = (("repond_a", r.savoir, exigence),)
            complete = bool(self.suites.savoirs[r.savoir].niveaux)
            statut = Statut.EVALUEE if complete else Statut.TRADUITE
            yield Voie(statut, liens, noeud=r.savoir)
        elif r.competence is not None or r.indicateur is not None:
            yield from self._par_savoir_etre(exigence, r)
        else:
            yield from self._par_activite(exigence, r)

    def _par_activite(self, exigence: str, reponse: Reponse) -> Iterator[Voie]:
        activite = reponse.activite or ""
        holder = reponse.tache or activite
        first = ("repond_a", holder, exigence)
        inside = ((holder, activite),) if holder != activite else ()
        wanted = (reponse.tache,) if reponse.tache else tuple(self.liens.activites[activite].taches)
        found = False
        for tache in (None, *wanted):
            for prise in self.liens.prises.get((activite, tache), ()):
                found = True
                taking = ("mobilise", prise.sous_competence or prise.competence, tache or activite)
                # A tâche that another takes up stands for its activité only inside it.
                within = inside if tache is None else ((tache, activite),)
                if holder == tache:
                    within = ()
                yield Voie(
                    self._statut(prise.competence, None),
                    (first, taking),
                    within,
                    prise.competence,
                    activite,
                    reponse.tache or tache,
                )
        if not found:
            yield Voie(Statut.DECRITE, (first,), (), None, activite, reponse.tache)

    def _par_savoir_etre(self, exigence: str, reponse: Reponse) -> Iterator[Voie]:
        holder = self._porteur(exigence, reponse)
        first = (("repond_a", holder, exigence),) if holder else ()
        competence = reponse.competence
        bearing = self.cibles.get(("porte", holder or ""), [])
        if competence is None or not bearing:
            statut = Statut.TRADUITE
            if competence is not None:
                statut = self._statut(competence, reponse.indicateur)
            yield Voie(statut, first, (), competence, indicateur=reponse.indicateur)
            return
        held = self.reprise(self.liens.bloc_repondant.get(holder or "", ""), competence)
        for activite in bearing:
            for taking in self.prises_ecrites(competence, activite):
                yield Voie(
                    self._statut(competence, reponse.indicateur),
                    (*first, ("porte", holder or "", activite), *taking, *held),
                    (),
                    competence,
                    activite,
                    indicateur=reponse.indicateur,
                )

    def _porteur(self, exigence: str, reponse: Reponse) -> str | None:
        """Who writes « répond à »: an indicateur « à compléter » is not named by the answer."""
        named = (reponse.indicateur, reponse.sous_competence, reponse.competence)
        for cle in named:
            if cle is not None and ("repond_a", cle, exigence) in self.ecrits:
                return cle
        inside = reponse.sous_competence or reponse.competence or reponse.activite
        for verbe, porteur, cible in self.ecrits:
            if (verbe, cible) == ("repond_a", exigence) and any(
                a.cle == inside for a in self.ancetres(porteur)
            ):
                return porteur
        return None

    def _statut(self, competence: str, indicateur: str | None) -> Statut:
        aval = self.suites.competences[competence]
        complete = bool(aval.niveaux) and (indicateur is not None or aval.observee)
        return Statut.EVALUEE if complete else Statut.TRADUITE

    def prises_ecrites(self, competence: str, activite: str) -> Iterator[tuple[CleLien, ...]]:
        """The written links by which a competence takes up an activité or a tâche of it."""
        taches = self.liens.activites[activite].taches if activite in self.liens.activites else {}
        for tache in (None, *taches):
            for prise in self.liens.prises.get((activite, tache), ()):
                if prise.competence == competence:
                    holder = prise.sous_competence or competence
                    yield (("mobilise", holder, tache or activite),)

    # --- ways to the parts -------------------------------------------------------------------

    def traces(self, noeud: str) -> Iterator[Trace]:
        """All the ways from a competence, a savoir or an habilitation to what assesses it."""
        if noeud in self.liens.competences:
            yield from self._traces_competence(noeud)
        elif (savoir := self.liens.savoirs.get(noeud)) is not None:
            for cle in (noeud, *savoir.contenants):
                yield from self._directes("evalue", cle)
            for competence, liens in self._par_defaut(noeud):
                for trace in self._traces_competence(competence):
                    yield Trace(trace.partie, (*liens, *trace.liens), trace.categories)
        else:
            yield from self._directes("delivre", noeud)

    def _directes(self, verbe: str, cible: str) -> Iterator[Trace]:
        for porteur in self._porteurs.get((verbe, cible), ()):
            categories = self.categories_des_parties.get(porteur)
            if categories is None:  # an attestation: everyone
                categories = frozenset(self.controles.categories)
            yield Trace(porteur, ((verbe, porteur, cible),), categories)

    @cached_property
    def _porteurs(self) -> Mapping[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for verbe, porteur, cible in self.ecrits:
            found[verbe, cible].append(porteur)
        return found

    def _traces_competence(self, competence: str) -> Iterator[Trace]:
        linked = self.liens.competences[competence]
        for cible in (competence, *self._sous_competences.get(competence, ())):
            yield from self._directes("evalue", cible)
        for activite in linked.activites:
            for trace in self._directes("evalue", activite):
                for taking in self.prises_ecrites(competence, activite):
                    yield Trace(trace.partie, (*trace.liens, *taking), trace.categories)
        for bloc in linked.blocs:
            for trace in self._directes("evalue", bloc):
                liens = (*trace.liens, *self.reprise(bloc, competence))
                yield Trace(trace.partie, liens, trace.categories)

    @cached_property
    def _sous_competences(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for sous, competence in self.liens.competence_de.items():
            found[competence].append(sous)
        return found

    def reprise(self, bloc: str, competence: str) -> tuple[CleLien, ...]:
        """The written link by which a bloc takes a competence of another; none for its own."""
        lien = ("ref", bloc, competence)
        return (lien,) if lien in self.ecrits else ()

    def _par_defaut(self, cle: str) -> Iterator[tuple[str, tuple[CleLien, ...]]]:
        """The competences by which a savoir is assessed by default, with the links that say so."""
        savoir = self.liens.savoirs[cle]
        group = (*savoir.contenants[:1], cle)[0]
        if not savoir.activites:
            for competence in self.liens.membres.get(savoir.bloc, ()):
                yield competence, self.reprise(savoir.bloc, competence)
        for activite in savoir.activites:
            for competence in self.liens.preneurs.get(activite, ()):
                for taking in self.prises_ecrites(competence, activite):
                    yield competence, (("concerne", group, activite), *taking)

    def blocs(self, noeud: str) -> tuple[str, ...]:
        """The blocs whose units decide which categories must be assessed."""
        if (competence := self.liens.competences.get(noeud)) is not None:
            return competence.blocs
        savoir = self.liens.savoirs.get(noeud)
        return () if savoir is None else (savoir.bloc,)

    def unites(self, noeud: str) -> tuple[Unite, ...]:
        """The units that decide it: those of its blocs, those of its parts for an habilitation."""
        every = self.projet.evaluation.unites if self.projet.evaluation else ()
        if blocs := self.blocs(noeud):
            return tuple(u for u in every if u.bloc in blocs)
        taken = {c.partie.unite for c in self.controles.habilitations.get(noeud, ())}
        return tuple(u for u in every if u.cle in taken)


def _ecrits(projet: Projet) -> Iterator[tuple[CleLien, Ecrit]]:
    """Every link that the files write."""
    for objet in projet.par_cle.values():
        cle = objet.cle
        for verbe in ("repond_a", "mobilise", "evalue"):
            written: tuple[Lien, ...] = getattr(objet, verbe, ())
            for lien in written:
                yield (verbe, cle, lien.cible), Ecrit(lien, (), lien.portee == "partielle")
        if isinstance(objet, Partie | Attestation):
            for i, cible in enumerate(objet.delivre):
                yield ("delivre", cle, cible), Ecrit(objet, ("delivre", i))
        elif isinstance(objet, Savoir):
            for i, cible in enumerate(objet.activites):
                yield ("concerne", cle, cible), Ecrit(objet, ("activites", i))
        elif isinstance(objet, Bloc):
            yield from _ecrits_du_bloc(objet)


def _ecrits_du_bloc(bloc: Bloc) -> Iterator[tuple[CleLien, Ecrit]]:
    for competence in bloc.competences:
        if competence.ref is not None:
            yield ("ref", bloc.cle, competence.ref), Ecrit(competence)
    for group in bloc.indicateurs:
        for i, cible in enumerate(group.activites):
            for indicateur in group.liste:
                yield ("porte", indicateur.cle, cible), Ecrit(group, ("activites", i))
