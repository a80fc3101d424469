"""The référentiel des activités professionnelles: pôles, activités, tâches."""

from typing import ClassVar

from pydantic import Field

from mc_builder.model.base import (
    Autonomie,
    Libelle,
    Liste,
    ListeOuTable,
    Markdown,
    Marqueur,
    Modele,
    OuACompleter,
    Texte,
)
from mc_builder.model.formes import NUMERO
from mc_builder.model.liens import LienExigence
from mc_builder.model.parcours import DeParcours


class Tache(DeParcours):
    """Une tâche d’une activité."""

    designation: ClassVar[str] = "la tâche"
    exemple: ClassVar[str] = "controle-freinage"
    court: ClassVar[str | None] = "intitule"
    intitule: Texte = Field(
        description="Intitulé nominal (« Contrôle du freinage »).",
        examples=["Contrôle du freinage"],
    )
    intitule_court: Texte | None = Field(
        None,
        description="Ce que répètent les compétences, en peu de mots ; l’intitulé, sinon.",
        examples=["Contrôle du freinage"],
    )
    numero: Libelle | None = Field(None, description=NUMERO, examples=["1.1.1"])
    autonomie: OuACompleter[Autonomie] | None = Field(
        None, description="De 1 à 3 ; celle de l’activité, sinon.", examples=["3"]
    )
    repond_a: Liste[LienExigence] = Field((), description="Exigences auxquelles elle répond.")
    marqueurs: Liste[Marqueur] = Field(
        (),
        description="Critères de la commission que l’objet illustre.",
        examples=[["sante-securite"]],
    )


class Ressource(Modele):
    """Une ressource, et ce qu’elle comprend."""

    court: ClassVar[str | None] = "intitule"
    intitule: Texte = Field(description="La ressource.", examples=["Outillage de mesure"])
    liste: Liste[Texte] = Field(
        (), description="Ce qu’elle comprend.", examples=[["Pied à coulisse", "Clé dynamométrique"]]
    )


class Ressources(Modele):
    """Un groupe de ressources (données, dossiers, outils…)."""

    groupe: Texte = Field(description="Nom du groupe.", examples=["Outils"])
    liste: Liste[Ressource] = Field(
        description="Les ressources.", examples=[["Pied d’atelier", "Clé dynamométrique"]]
    )


class Liaisons(Modele):
    """Avec qui l’on travaille."""

    internes: Liste[Texte] = Field(
        (), description="Dans l’organisation.", examples=[["Responsable de l’atelier"]]
    )
    externes: Liste[Texte] = Field(
        (), description="Hors de l’organisation.", examples=[["Clients", "Fournisseurs"]]
    )


class Activite(DeParcours):
    """Une activité d’un pôle."""

    designation: ClassVar[str] = "l’activité"
    exemple: ClassVar[str] = "diagnostic"
    intitule: Texte = Field(
        description="Intitulé nominal (« Diagnostic de l’état d’un vélo »).",
        examples=["Diagnostic de l’état d’un vélo"],
    )
    numero: Libelle | None = Field(None, description=NUMERO, examples=["1.1"])
    autonomie: OuACompleter[Autonomie] | None = Field(
        None, description="De 1 à 3 ; celle du pôle, sinon.", examples=["2"]
    )
    repond_a: Liste[LienExigence] = Field((), description="Exigences auxquelles elle répond.")
    taches: ListeOuTable[Tache] = Field(
        (), description="Tâches : une liste, ou une table d’identifiant à intitulé."
    )
    resultats_attendus: Liste[Texte] = Field(
        (),
        description="Résultats propres à l’activité.",
        examples=[["Les pannes sont toutes relevées"]],
    )
    marqueurs: Liste[Marqueur] = Field(
        (),
        description="Critères de la commission que l’objet illustre.",
        examples=[["transition-ecologique"]],
    )


class Pole(DeParcours):
    """Un pôle d’activités."""

    designation: ClassVar[str] = "le pôle"
    exemple: ClassVar[str] = "pole-remise-en-etat"
    intitule: Texte = Field(
        description="Intitulé nominal (« Remise en état d’un vélo »).",
        examples=["Remise en état d’un vélo"],
    )
    numero: Libelle | None = Field(None, description=NUMERO, examples=["1"])
    autonomie: OuACompleter[Autonomie] | None = Field(
        None, description="De 1 à 3, pour tout le pôle.", examples=["2"]
    )
    responsabilite: Markdown | None = Field(
        None,
        description="Autonomie et responsabilité.",
        examples=["La personne répond de la sécurité du vélo qu’elle rend."],
    )
    conditions: Markdown | None = Field(
        None,
        description="Conditions et cadre d’exercice.",
        examples=["En atelier, dans le bruit, debout."],
    )
    activites: Liste[Activite] = Field(description="Les activités du pôle.")
    ressources: Liste[Ressources] = Field((), description="Ressources, par groupes.")
    environnement_numerique: Liste[Texte] = Field(
        (), description="Environnement numérique.", examples=[["Logiciel d’atelier"]]
    )
    liaisons: Liaisons | None = Field(None, description="Liaisons fonctionnelles.")
    resultats_attendus: Liste[Texte] = Field(
        (), description="Résultats attendus.", examples=[["Le vélo rendu est sûr"]]
    )


class FichierPole(Modele):
    """Un pôle par fichier."""

    pole: Pole = Field(description="Le pôle d’activités.")
