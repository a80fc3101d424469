"""formation.yaml (hours, periods in company) and correspondance.yaml (old diploma ↔ new)."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mc_builder.model.base import (
    Entier,
    Fourchette,
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
from mc_builder.model.horaires import GrilleHoraire
from mc_builder.model.liens import ou_un_seul


class Heures(Modele):
    """Volume de formation en centre."""

    voie: Voie = Field(description="Voie de formation.")
    heures: OuACompleter[Fourchette] = Field(
        description="Nombre d’heures, ou fourchette (« 400 à 420 », « 400 au moins »).",
        examples=["420"],
    )
    precision: Texte | None = Field(
        None, description="Précision.", examples=["Dont 35 heures d’anglais"]
    )


class PfmpVoie(Modele):
    """Organisation de la formation en milieu professionnel pour une voie."""

    voie: Voie = Field(description="Voie de formation.")
    semaines: OuACompleter[Fourchette] | None = Field(
        None,
        description="Nombre de semaines, ou fourchette (« 14 à 16 », « 6 + 8 »).",
        examples=["12"],
    )
    organisation: Markdown = Field(
        description="Organisation.", examples=["Deux périodes de six semaines."]
    )


class CasPfmp(Modele):
    """Un cas particulier (positionnement, cycle en deux ans…)."""

    intitule: Texte = Field(description="Le cas.", examples=["Cycle en deux ans"])
    minimum: OuACompleter[Fourchette] | None = Field(
        None, description="Nombre minimal de semaines, ou fourchette.", examples=["16"]
    )
    texte: Markdown = Field(
        description="Ce qui s’applique alors.",
        examples=["La durée est répartie sur les deux années."],
    )


class ConditionsBloc(Modele):
    """Ce que la période en entreprise doit permettre, pour un bloc."""

    bloc: Annotated[Identifiant, Vers("Bloc")] = Field(
        description="Bloc de compétences.", examples=["bloc-remise-en-etat"]
    )
    texte: Markdown = Field(
        description="Situations à rencontrer.", examples=["Au moins dix vélos diagnostiqués."]
    )


class Pfmp(Modele):
    """Période de formation en milieu professionnel."""

    designation: ClassVar[str] = "la formation en milieu professionnel"
    semaines: OuACompleter[Fourchette] = Field(
        description="Durée normale, en semaines, ou fourchette (« 14 à 16 », « 16 au plus »).",
        examples=["12"],
    )
    objectifs: Markdown = Field(
        description="Objectifs.", examples=["Exercer le métier dans un atelier."]
    )
    lieux: Markdown | None = Field(
        None,
        description="Structures d’accueil.",
        examples=["Ateliers, magasins et services de vélos partagés."],
    )
    voies: Liste[PfmpVoie] = Field((), description="Organisation par voie.")
    cas: Liste[CasPfmp] = Field((), description="Cas particuliers.")
    conditions: Liste[ConditionsBloc] = Field((), description="Conditions par bloc.")
    evaluation: Markdown | None = Field(
        None,
        description="Qui évalue, et comment.",
        examples=["Le tuteur et un professeur évaluent ensemble."],
    )
    attestation: Markdown | None = Field(
        None,
        description="Contenu de l’attestation.",
        examples=["L’attestation dit les dates et les activités confiées."],
    )


class EtapeProgression(Modele):
    """Une étape de la formation : ce qui s’apprend en centre, puis s’exerce en entreprise."""

    intitule: Texte = Field(description="Intitulé.", examples=["Premiers diagnostics"])
    heures: OuACompleter[Fourchette] | None = Field(
        None, description="Volume en centre, en heures.", examples=["110"]
    )
    centre: Annotated[Liste[Identifiant], Vers("Competence", "SousCompetence")] = Field(
        description="Compétences ou sous-compétences apprises, ou reprises, en centre.",
        examples=[["etablir-diagnostic"]],
    )
    semaines: OuACompleter[Fourchette] | None = Field(
        None, description="Semaines en milieu professionnel qui suivent.", examples=["4"]
    )
    entreprise: Annotated[Liste[Identifiant], Vers("Competence", "SousCompetence")] = Field(
        (), description="Celles qui s’y exercent.", examples=[["etablir-diagnostic"]]
    )
    bilan: Markdown | None = Field(
        None, description="Ce qui s’évalue alors.", examples=["Première situation de l’épreuve E1."]
    )


class Progression(Modele):
    """Progression proposée aux équipes, étape par étape ; l’édition de l’enseignant l’imprime."""

    presentation: Markdown | None = Field(
        None,
        description="Ce que vaut la progression, et ce qui l’a guidée.",
        examples=["Une proposition, que chaque équipe adapte."],
    )
    etapes: Liste[EtapeProgression] = Field(description="Étapes, dans l’ordre.")


class Formation(Modele):
    """Heures et formation en milieu professionnel."""

    heures: Liste[Heures] = Field((), description="Volume en centre, par voie.")
    pfmp: Pfmp | None = Field(None, description="Formation en milieu professionnel.")
    grille: GrilleHoraire | None = Field(None, description="Grille horaire.")
    progression: Progression | None = Field(None, description="Progression proposée.")


class LigneCorrespondance(Objet):
    """Une ligne du tableau de correspondance ; l’un des deux côtés peut être vide."""

    designation: ClassVar[str] = "la ligne de correspondance"
    exemple: ClassVar[str] = "correspondance-u1"
    ancienne_epreuve: Texte | None = Field(
        None, description="Épreuve de l’ancien diplôme.", examples=["E1 Intervention sur un cycle"]
    )
    ancienne_unite: Texte | None = Field(
        None, description="Unité de l’ancien diplôme.", examples=["U1"]
    )
    unites: Annotated[Liste[Identifiant], ou_un_seul, Vers("Unite")] = Field(
        (), description="Unités du nouveau diplôme.", examples=[["u1"]]
    )
    epreuves: Annotated[Liste[Identifiant], ou_un_seul, Vers("Epreuve", "SousEpreuve")] = Field(
        (), description="Épreuves ou sous-épreuves du nouveau diplôme.", examples=[["e1"]]
    )


class AncienDiplome(Modele):
    """Le diplôme remplacé."""

    intitule: Texte = Field(
        description="Intitulé complet.", examples=["Mention complémentaire Maintenance des cycles"]
    )
    arrete: Texte | None = Field(
        None, description="Arrêté de création.", examples=["Arrêté du 3 mars 2014"]
    )
    derniere_session: OuACompleter[Entier] = Field(
        description="Année de la dernière session.", examples=["2027"]
    )


class Correspondance(Modele):
    """Correspondance entre l’ancien diplôme et le nouveau."""

    ancien: AncienDiplome = Field(description="Le diplôme remplacé.")
    lignes: Liste[LigneCorrespondance] = Field(description="Lignes du tableau.")
    nature: Literal["totale", "partielle"] = Field("totale", description="Nature.")
