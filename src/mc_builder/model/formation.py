"""formation.yaml (hours, periods in company) and correspondance.yaml (old diploma ↔ new)."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mc_builder.model.base import (
    Entier,
    Identifiant,
    Liste,
    Markdown,
    Modele,
    Objet,
    OuACompleter,
    Texte,
    Vers,
)
from mc_builder.model.dossier import Voie
from mc_builder.model.liens import ou_un_seul


class Heures(Modele):
    """Volume de formation en centre."""

    voie: Voie = Field(description="Voie de formation.")
    heures: OuACompleter[Entier] = Field(description="Nombre d’heures.")
    precision: Texte | None = Field(None, description="Précision.")


class PfmpVoie(Modele):
    """Organisation de la formation en milieu professionnel pour une voie."""

    voie: Voie = Field(description="Voie de formation.")
    semaines: OuACompleter[Entier] | None = Field(None, description="Nombre de semaines.")
    organisation: Markdown = Field(description="Organisation.")


class CasPfmp(Modele):
    """Un cas particulier (positionnement, cycle en deux ans…)."""

    intitule: Texte = Field(description="Le cas.")
    minimum: OuACompleter[Entier] | None = Field(None, description="Nombre minimal de semaines.")
    texte: Markdown = Field(description="Ce qui s’applique alors.")


class ConditionsBloc(Modele):
    """Ce que la période en entreprise doit permettre, pour un bloc."""

    bloc: Annotated[Identifiant, Vers("Bloc")] = Field(description="Bloc de compétences.")
    texte: Markdown = Field(description="Situations à rencontrer.")


class Pfmp(Modele):
    """Période de formation en milieu professionnel."""

    designation: ClassVar[str] = "la formation en milieu professionnel"
    semaines: OuACompleter[Entier] = Field(description="Durée normale, en semaines.")
    objectifs: Markdown = Field(description="Objectifs.")
    lieux: Markdown | None = Field(None, description="Structures d’accueil.")
    voies: Liste[PfmpVoie] = Field((), description="Organisation par voie.")
    cas: Liste[CasPfmp] = Field((), description="Cas particuliers.")
    conditions: Liste[ConditionsBloc] = Field((), description="Conditions par bloc.")
    evaluation: Markdown | None = Field(None, description="Qui évalue, et comment.")
    attestation: Markdown | None = Field(None, description="Contenu de l’attestation.")


class Formation(Modele):
    """Heures et formation en milieu professionnel."""

    heures: Liste[Heures] = Field((), description="Volume en centre, par voie.")
    pfmp: Pfmp | None = Field(None, description="Formation en milieu professionnel.")


class LigneCorrespondance(Objet):
    """Une ligne du tableau de correspondance ; l’un des deux côtés peut être vide."""

    designation: ClassVar[str] = "la ligne de correspondance"
    ancienne_epreuve: Texte | None = Field(None, description="Épreuve de l’ancien diplôme.")
    ancienne_unite: Texte | None = Field(None, description="Unité de l’ancien diplôme.")
    unites: Annotated[Liste[Identifiant], ou_un_seul, Vers("Unite")] = Field(
        (), description="Unités du nouveau diplôme."
    )


class AncienDiplome(Modele):
    """Le diplôme remplacé."""

    intitule: Texte = Field(description="Intitulé complet.")
    arrete: Texte | None = Field(None, description="Arrêté de création.")
    derniere_session: OuACompleter[Entier] = Field(description="Année de la dernière session.")


class Correspondance(Modele):
    """Correspondance entre l’ancien diplôme et le nouveau."""

    ancien: AncienDiplome = Field(description="Le diplôme remplacé.")
    lignes: Liste[LigneCorrespondance] = Field(description="Lignes du tableau.")
    nature: Literal["totale", "partielle"] = Field("totale", description="Nature.")
