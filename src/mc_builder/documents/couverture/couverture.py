"""Project and measure → what every form of the coverage report says, in the same words.

Each form (text, Markdown, JSON, workbook, page, print) reads this view and computes nothing: a
figure or a sentence that two of them say is here once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mc_builder.coverage import (
    DEFINITIONS,
    SANS_OBJET,
    Analyse,
    ChangementExigence,
    Changements,
    CouvertureExigence,
    Definition,
    Proche,
    RapportCouverture,
    Rupture,
    SeuilMesure,
    Taux,
    bilan,
    emplois_en_doute,
    mesurable,
    seuils_manques,
)
from mc_builder.documents.couverture.donnees.objets import objets
from mc_builder.loading import SourceMap
from mc_builder.model.base import ACompleter
from mc_builder.model.projet import Projet
from mc_builder.names import Names

if TYPE_CHECKING:
    from mc_builder.project import Project

AVERTISSEMENT = (
    "Mesure déclarative : les liens sont posés par les rédacteurs ; elle n’est ni un critère"
    " légal ni un avis."
)
PISTES = (
    "Les pistes sont des suggestions tirées du seul vocabulaire : elles ne prouvent aucun lien."
)
_BLANCS = re.compile(r"[^\S\u00a0\u202f]+")
_ESPACES = re.compile(r" (?=[:;!?»%])|(?<=«) ")


@dataclass(frozen=True)
class Couverture:
    """One project and its measure, named: `places` gives the file and line of each object."""

    projet: Projet
    rapport: RapportCouverture
    analyse: Analyse
    places: SourceMap | None = None
    changements: Changements | None = None

    version = 2
    avertissement = AVERTISSEMENT

    @classmethod
    def de(cls, project: Project, changements: Changements | None = None) -> Couverture:
        """That of an opened project."""
        measure, analysis = project.coverage, project.analysis
        return cls(project.projet, measure, analysis, project.places, changements)

    # --- names ---------------------------------------------------------------------------------

    @cached_property
    def _names(self) -> Names:
        return Names(self.projet, self.places)

    @cached_property
    def rangs(self) -> Mapping[str, int]:
        """The number of each job."""
        return {e.emploi: n for n, e in enumerate(self.rapport.emplois, start=1)}

    def intitule(self, cle: str) -> str | ACompleter:
        """The title of an object."""
        return self._names[cle].titre

    def titre(self, cle: str) -> str:
        """The title of an object as it prints."""
        return str(self.intitule(cle))

    def nom(self, cle: str) -> str:
        """« 2.1.3 Extraire des données »: number and title."""
        return self._names[cle].court

    def lieu(self, cle: str) -> str:
        """« referentiels/exigences.yaml:12 »; nothing when the places are not known."""
        return self._names[cle].lieu

    # --- what the JSON reads beside the measure --------------------------------------------------

    @property
    def ruptures(self) -> tuple[Rupture, ...]:
        """Where chains break."""
        return tuple(self.analyse.ruptures.values())

    @property
    def definitions(self) -> Mapping[str, Definition]:
        """Every definition, by its anchor in docs/couverture.md."""
        return {definition.ancre: definition for definition in DEFINITIONS}

    @property
    def objets(self) -> Mapping[str, Mapping[str, Any]]:
        """Every object that a chain may cite, by its identity."""
        return objets(self.projet, self.places)

    # --- sentences -----------------------------------------------------------------------------

    @property
    def mesurable(self) -> bool:
        """Whether a target job asks for at least one requirement; `bilan` says so otherwise."""
        return mesurable(self.rapport)

    @property
    def bilan(self) -> str:
        """What is left to cover, or that there is nothing to measure."""
        return bilan(self.rapport)

    @cached_property
    def lacunes(self) -> tuple[CouvertureExigence, ...]:
        """The requirements whose chain breaks, the least covered and heaviest first."""
        found = (e for e in self.rapport.exigences if e.exigence in self.analyse.ruptures)
        return tuple(sorted(found, key=lambda e: (e.statut, -e.poids)))

    @property
    def verdict(self) -> str:
        """The first sentence of the report."""
        total, jobs = self.rapport.total, self.rapport.emplois
        early = self.rapport.etape == "opportunite"
        stage = total.traduites if early else total.evaluees
        done = "traduites en compétence ou savoir" if early else "évaluées"
        gaps = {e.exigence for e in self.lacunes}
        whole = sum(not gaps & {x.exigence for x in e.lignes if x.retenue} for e in jobs)
        return (
            f"Exigences distinctes retenues et {done} : {stage} ({stage.taux}) ; emplois sans"
            f" lacune : {whole} sur {len(jobs)}."
        )

    def rupture(self, exigence: str) -> str:
        """« Aucune compétence ne reprend l’activité. (après 1.2 Diagnostiquer) »."""
        found = self.analyse.ruptures[exigence]
        after = f" (après {self.nom(found.atteint)})" if found.atteint else ""
        who = self._names.categories(found.categories)
        left = f" ; candidats sans évaluation : {who}" if who else ""
        return f"{found.phrase[:-1]}{after}{left}."

    def piste(self, proche: Proche) -> str:
        """« 2.1.3 Extraire des données (mots communs : données, extraire) »."""
        return f"{self.nom(proche.cle)} (mots communs : {', '.join(proche.mots)})"

    @cached_property
    def seuils_manques(self) -> tuple[SeuilMesure, ...]:
        """The thresholds that are missed, the worst first."""
        return seuils_manques(self.rapport, self.projet.dossier.seuils)

    def seuils(self) -> Iterator[str]:
        """The sentences of the thresholds that are missed, the worst first."""
        return (missed.phrase(self.projet) for missed in self.seuils_manques)

    def qualite(self) -> Iterator[tuple[str, str]]:
        """The figures of quality in a few words each: name, value."""
        found = self.analyse.qualite
        yield "Exigences couvertes plusieurs fois", poids(found.multiples.taux)
        yield (
            "Exigences évaluées qui tiennent à une seule compétence",
            poids(found.competences.taux),
        )
        yield "Exigences évaluées qui tiennent à une seule épreuve", poids(found.epreuves.taux)
        if found.recoupement.paires:
            pair = found.recoupement.paires[0]
            names = " et ".join(str(self.rangs[cle]) for cle in pair.emplois)
            yield f"Exigences communes aux emplois les plus distincts ({names})", poids(pair.taux)
        yield "Indice d’alignement de Porter, par bloc", found.blocs.indice_affiche
        yield "Emplois occupés d’ordinaire au niveau du diplôme", poids(found.niveaux.taux)

    def doutes(self) -> Iterator[str]:
        """The jobs that leave out so much that one may ask whether they are targets."""
        for emploi in emplois_en_doute(self.rapport, self.projet.dossier.seuils):
            left = emploi.comptes.taux_ecartees
            yield (
                f"{self.titre(emploi.emploi)} : {left.compte} exigences écartées ({left}) ;"
                " est-ce un emploi visé ?"
            )

    def contredites(self) -> Iterator[str]:
        """The requirements that a job leaves out although they are evaluated."""
        for emploi in self.rapport.emplois:
            for line in emploi.lignes:
                if line.ecart_contredit:
                    yield (
                        f"{self.titre(emploi.emploi)} : « {self.titre(line.exigence)} » est"
                        " écartée alors qu’elle est évaluée ; elle est comptée"
                    )


def insecables(text: str) -> str:
    """The text on one line, with its no-break spaces: none may end before « : » or « % »."""
    return _ESPACES.sub("\u00a0", _BLANCS.sub(" ", text))


def majuscule(text: str) -> str:
    """The text with a capital, as a sentence begins."""
    return f"{text[:1].upper()}{text[1:]}"


def passage(change: ChangementExigence) -> str:
    """« Évaluée → Décrite au RAP »."""
    names = [s.libelle if s is not None else "Non demandée" for s in (change.avant, change.apres)]
    return " → ".join(names) if names[0] != names[1] else names[0]


def poids(taux: Taux) -> str:
    """« 30 sur 272 (11 %) », or « s.o. »."""
    return SANS_OBJET if taux.sans_objet else f"{taux.compte} ({taux})"
