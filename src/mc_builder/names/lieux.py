"""An object → where it is written and where it prints: file and line, annexe and heading, page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mc_builder.model.activites import Activite, Pole, Tache
from mc_builder.model.annexes import defined_by
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
from mc_builder.model.niveaux import Niveau
from mc_builder.model.plan import Contenu
from mc_builder.model.projet import Projet

NOTE, REFERENTIEL, COUVERTURE = "Note d’opportunité", "Référentiel", "Rapport de couverture"


@dataclass(frozen=True, slots=True)
class Lieu:
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

    def __str__(self) -> str:
        page = f"p. {self.page}" if self.page else ""
        return ", ".join(part for part in (self.document, page) if part)


#: Which of its holders the place of an object names, by its class, and as what.
_DU_POLE = ("⟨pôle⟩", (Pole,))
_DU_BLOC = ("⟨bloc⟩", (Bloc,))
_DE_L_EPREUVE = ("⟨épreuve⟩", (Epreuve, SousEpreuve))
_PORTEURS: Mapping[type[Objet], tuple[str, tuple[type[Objet], ...]]] = MappingProxyType(
    {
        **dict.fromkeys((Pole, Activite, Tache), _DU_POLE),
        **dict.fromkeys((Bloc, Niveau, Competence, SousCompetence), _DU_BLOC),
        **dict.fromkeys((Savoir, ElementSavoir, Indicateur), _DU_BLOC),
        **dict.fromkeys((Epreuve, SousEpreuve, Partie), _DE_L_EPREUVE),
        **dict.fromkeys((Habilitation, Attestation), ("", ())),
    }
)


def place_of(projet: Projet, numeros: Mapping[str, str], objet: Objet) -> str:
    """« Référentiel, annexe II, « Description des activités », pôle 1 »; empty when unknown."""
    contenu = defined_by(projet, objet)
    if contenu is None or type(objet) not in _PORTEURS:
        return ""
    said, kinds = _PORTEURS[type(objet)]
    holder: Objet | None = objet
    while holder is not None and not (isinstance(holder, kinds) and holder.cle in numeros):
        holder = projet.parents.get(holder.cle)
    within = f", {projet.said(said)} {numeros[holder.cle]}" if holder is not None else ""
    return place_in_plan(projet, contenu) + within


def place_in_plan(projet: Projet, contenu: Contenu) -> str:
    """« Référentiel, annexe II, « Description des activités » », by what prints there."""
    annexe = projet.plan.annexe_of(contenu)
    numero = projet.said(f"⟨annexe⟩ {annexe.numero}") if annexe and annexe.numero else ""
    return projet.said(place_imprimee(REFERENTIEL, numero, projet.plan.heading_of(contenu)))


def place_imprimee(document: str, annexe: str, titre: str) -> str:
    """The parts of a printed place that there are, the heading quoted."""
    parts = (document, annexe, f"« {titre} »" if titre else "")
    return ", ".join(part for part in parts if part)
