"""A project: its trees, and the links that its data say, worked out without the views."""

from __future__ import annotations

import io
from functools import cached_property
from pathlib import Path

from lxml import etree
from openpyxl import Workbook, load_workbook

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.french import typeset
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.base import Objet
from mc_builder.model.blocs import (
    Bloc,
    Competence,
    Indicateur,
    SousCompetence,
)
from mc_builder.model.emplois import Exigence
from mc_builder.model.evaluation import Partie
from mc_builder.model.plan import MiseEnPage
from mc_builder.model.profil import Numerotation
from mc_builder.names.numeros import number_all
from mc_builder.project import Project

SANS_NUMERO = Numerotation.model_validate(dict.fromkeys(Numerotation.model_fields, ""))


class Lecture:
    """The trees of a project, and what its data say."""

    def __init__(self, folder: Path, *, disposition: str, numeros: bool) -> None:
        builder = Builder(Project.open(folder))
        profil = builder.projet.profil.model_copy(
            update={
                "mise_en_page": MiseEnPage(competences=disposition),
                **({} if numeros else {"numerotation": SANS_NUMERO}),
            }
        )
        builder.projet.__dict__["profil"] = profil
        self.disposition, self.builder, self.projet = disposition, builder, builder.projet
        self.matrice = disposition == "matrice"
        self.arbres = {kind.key: self._arbre(kind.key) for kind in DOCUMENTS}

    def _arbre(self, key: str) -> etree._Element:
        kind = next(kind for kind in DOCUMENTS if kind.key == key)
        document = Making(kind, self.builder).document
        return document.root

    def classeur(self, key: str) -> Workbook:
        """The workbook of a document."""
        kind = next(kind for kind in DOCUMENTS if kind.key == key)
        return load_workbook(io.BytesIO(Making(kind, self.builder).make("xlsx").data))

    @cached_property
    def _noms(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for cle, objet in self.projet.by_cle.items():
            if isinstance(objet, Competence) and objet.ref is not None:
                continue  # it is named where it is defined
            name = " ".join(typeset(self.builder.names[cle].court).split())
            found.setdefault(name, set()).add(cle)
        return found

    def nommes(self, name: str) -> set[str]:
        """The objects that a text « number title » may be."""
        return self._noms.get(" ".join(name.split()), set())

    def repondants(self, exigence: Exigence, *kinds: type[Objet]) -> set[str]:
        """What says that it answers a requirement."""
        return {
            holder.cle
            for kind in kinds
            for holder in self.projet.of_nature(kind)
            if any(link.cible == exigence.cle for link in holder.repond_a)  # type: ignore[attr-defined]
        }

    @cached_property
    def numerotees(self) -> dict[str, str]:
        """The competences by their printed numbers."""
        numeros = number_all(self.projet)
        return {numeros[c.cle]: c.cle for _, c in self.definies if c.cle in numeros}

    @cached_property
    def definies(self) -> list[tuple[Bloc, Competence]]:
        return [(b, c) for b in self.projet.blocs for c in b.competences if c.ref is None]

    def activite(self, cle: str) -> str:
        """An activity, or that of a task."""
        task = self.projet.find(cle, Tache)
        return self.projet.parents[task.cle].cle if task else cle

    def liens(self, holder: Competence | SousCompetence) -> set[str]:
        return {link.cible for link in holder.mobilise}

    def prises(self, competence: Competence) -> set[str]:
        """All that a competence and its sub-competences name."""
        return self.liens(competence).union(*map(self.liens, competence.sous_competences))

    def activites(self, competence: Competence) -> set[str]:
        return {self.activite(cle) for cle in self.prises(competence)}

    def taches_de(self, activite: str) -> set[str]:
        found = self.projet.find(activite, Activite)
        return {t.cle for t in found.taches} if found else set()

    def evalue(self, part: Partie) -> set[str]:
        """The competences that a part assesses."""
        found: set[str] = set()
        for link in part.evalue:
            target = self.projet.by_cle[link.cible]
            if isinstance(target, Bloc):
                found |= {c.cle for c in self.projet.competences(target)}
            elif isinstance(target, Activite):
                found |= {c.cle for _, c in self.definies if target.cle in self.activites(c)}
            elif isinstance(target, SousCompetence):
                found.add(self.projet.parents[target.cle].cle)
            elif isinstance(target, Competence):
                found.add(target.cle)
        return found


def porteurs(lecture: Lecture, indicateur: Indicateur) -> list[str]:
    """What an indicator of a competence observes: it, a sub-competence, some of these."""
    return list(indicateur.sous_competences) or [lecture.projet.parents[indicateur.cle].cle]
