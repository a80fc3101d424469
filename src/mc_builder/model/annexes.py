"""The annexes that a project prints, and the one in which each note stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from mc_builder.model.activites import Activite, Pole, Tache
from mc_builder.model.base import Note, Objet
from mc_builder.model.blocs import (
    Bloc,
    BlocGeneral,
    Competence,
    ElementSavoir,
    Indicateur,
    Savoir,
    SousCompetence,
)
from mc_builder.model.emplois import Emploi
from mc_builder.model.evaluation import (
    Attestation,
    CategorieCandidats,
    Epreuve,
    Habilitation,
    Partie,
    SousEpreuve,
    Statut,
    Unite,
)
from mc_builder.model.formation import LigneCorrespondance
from mc_builder.model.profil import Annexe, AnnexeProfil
from mc_builder.model.projet import Projet

#: The annexe where the objects of each class are defined; the others are in the note.
DEFINIS: Mapping[type[Objet], Annexe] = MappingProxyType(
    {
        **dict.fromkeys((Emploi, Pole, Activite, Tache), "activites"),
        **dict.fromkeys((Bloc, BlocGeneral, Competence, SousCompetence), "competences"),
        **dict.fromkeys((Indicateur, Savoir, ElementSavoir), "competences"),
        **dict.fromkeys((CategorieCandidats, Statut, Unite, Epreuve, SousEpreuve), "evaluation"),
        **dict.fromkeys((Partie, Habilitation, Attestation), "evaluation"),
        LigneCorrespondance: "correspondance",
    }
)
_NOM = re.compile(r"(?:annexe )?(.+)", re.IGNORECASE)


def due_annexes(projet: Projet) -> tuple[AnnexeProfil, ...]:
    """The annexes that the référentiel prints, in order: due by their nature, and written."""
    blocs = bool(projet.blocs or projet.blocs_generaux)
    written = {
        "presentation": blocs,
        "competences": blocs,
        "evaluation": projet.evaluation is not None and projet.dossier.etape != "opportunite",
        "formation": projet.formation is not None,
        "correspondance": projet.correspondance is not None,
    }
    return tuple(
        annexe
        for annexe in projet.profil.annexes
        if projet.dossier.nature in annexe.natures and written.get(annexe.annexe, True)
    )


def called(projet: Projet, cle: Annexe) -> str:
    """« l’annexe III », by its key, with its number for this type of diploma."""
    numero = next((a.numero for a in projet.profil.annexes if a.annexe == cle), "")
    return f"l’annexe {numero}" if numero else "le référentiel"


def named_annexe(projet: Projet, nom: str) -> Annexe | None:
    """The annexe that « III », « annexe III » or « competences » names, when it is printed."""
    found = _NOM.fullmatch(nom.strip())
    wanted = found[1].casefold() if found else ""
    for annexe in due_annexes(projet):
        if wanted in {annexe.numero.casefold(), annexe.annexe}:
            return annexe.annexe
    return None


def annexe_of_note(projet: Projet, note: Note, objet: Objet) -> Annexe | None:
    """The annexe that a note names, else that of its object; None when the note's tables hold it.

    A name that leads nowhere is an error of the dossier: the note then stands with its object.
    """
    named = named_annexe(projet, note.annexe) if note.annexe is not None else None
    return named if named is not None else DEFINIS.get(type(objet))
