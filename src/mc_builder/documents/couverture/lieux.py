"""Where an object is written and printed: file and line, annexe and heading, page when known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mc_builder.cpc.lieux import EPREUVES, HABILITATIONS, REFERENTIEL, Lieux
from mc_builder.documents.matiere import Matiere
from mc_builder.model.activites import Activite, Pole, Tache
from mc_builder.model.base import Objet
from mc_builder.model.blocs import (
    Bloc,
    Competence,
    ElementSavoir,
    Indicateur,
    Savoir,
    SousCompetence,
)
from mc_builder.model.evaluation import Attestation, Epreuve, Habilitation, Partie, SousEpreuve
from mc_builder.page.text import ancre


@dataclass(frozen=True, slots=True)
class LieuVue:
    """A place: `fichier` « dossier/dossier.yaml:12 », `document` « Référentiel, annexe II… ».

    `page` is that of the référentiel in PDF where the object itself prints. Each is empty when
    there is none or it is unknown.
    """

    fichier: str = ""
    document: str = ""
    page: str = ""

    @property
    def dossier(self) -> str:
        """« dossier/ »: the folders of the file."""
        return self.fichier.removesuffix(self.nom)

    @property
    def nom(self) -> str:
        """« dossier.yaml:12 »: what must not be cut."""
        return self.fichier.rpartition("/")[2]

    @property
    def dans_le_referentiel(self) -> str:
        """The place without the name of the document: « Annexe II…, p. 24 »."""
        inside = str(self).removeprefix(f"{REFERENTIEL}, ")
        return f"{inside[:1].upper()}{inside[1:]}"

    def __str__(self) -> str:
        page = f"p. {self.page}" if self.page else ""
        return ", ".join(part for part in (self.document, page) if part)


@dataclass(frozen=True)
class Reperes:
    """Gives the place of any object of one project, each found once."""

    lieux: Lieux
    pages: Mapping[str, int]
    _connus: dict[str, LieuVue] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def de(cls, matiere: Matiere) -> Reperes:
        """For a project."""
        return cls(Lieux.de(matiere.projet, matiere.places), matiere.pages.get("referentiel", {}))

    def lieu(self, cle: str) -> LieuVue:
        """Where the object of this identity is written and printed."""
        if cle not in self._connus:
            found = self.lieux.projet.par_cle.get(cle)
            self._connus[cle] = LieuVue() if found is None else self._lieu(found)
        return self._connus[cle]

    def _lieu(self, objet: Objet) -> LieuVue:
        span = self.lieux.places.start(objet)
        return LieuVue(f"{span.path}:{span.line}", self._document(objet), self._page(objet))

    def _page(self, objet: Objet) -> str:
        """The page of its anchor: that of what holds it would send the reader elsewhere."""
        page = self.pages.get(ancre(objet.cle))
        return "" if page is None else str(page)

    def _document(self, objet: Objet) -> str:
        if isinstance(objet, Pole | Activite | Tache):
            return self.lieux.activite(objet, "").document
        if isinstance(
            objet, Bloc | Competence | SousCompetence | Savoir | ElementSavoir | Indicateur
        ):
            return self.lieux.competence(objet, "").document
        if isinstance(objet, Epreuve | SousEpreuve | Partie):
            return self.lieux.annexe("evaluation", EPREUVES) + self._epreuve(objet)
        if isinstance(objet, Habilitation | Attestation):
            return self.lieux.annexe("evaluation", HABILITATIONS)
        return ""

    def _epreuve(self, objet: Objet) -> str:
        """« , épreuve E2 »: the nearest numbered holder."""
        holder: Objet | None = objet
        while holder is not None and holder.cle not in self.lieux.numeros:
            holder = self.lieux.projet.parents.get(holder.cle)
        return f", épreuve {self.lieux.numeros[holder.cle]}" if holder is not None else ""
