"""The référentiel de compétences: blocs, compétences, indicateurs, savoirs."""

from collections import Counter
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from mc_builder.model.base import (
    Entier,
    Identifiant,
    Libelle,
    Liste,
    ListeOuTable,
    Markdown,
    Marqueur,
    Modele,
    Objet,
    OuACompleter,
    Texte,
    Vers,
)
from mc_builder.model.formes import NUMERO
from mc_builder.model.liens import LienActivite, LienExigence, ou_un_seul
from mc_builder.model.niveaux import Niveau
from mc_builder.model.parcours import DeParcours

NatureBloc = Literal["professionnel", "general", "facultatif"]


class Indicateur(Objet):
    """Un indicateur de réussite."""

    designation: ClassVar[str] = "l’indicateur"
    exemple: ClassVar[str] = "pannes-relevees"
    court: ClassVar[str | None] = "intitule"
    intitule: Texte = Field(
        description="Ce qui s’observe.", examples=["Toutes les pannes sont relevées"]
    )
    repond_a: Liste[LienExigence] = Field((), description="Exigences (savoir-être) constatées.")
    sous_competences: Annotated[Liste[Identifiant], Vers("SousCompetence")] = Field(
        (),
        description="Groupe de sous-compétences en regard ; toute la compétence, sinon.",
        examples=[["relever-usure"]],
    )


class SousCompetence(Objet):
    """Une sous-compétence."""

    designation: ClassVar[str] = "la sous-compétence"
    exemple: ClassVar[str] = "relever-usure"
    court: ClassVar[str | None] = "intitule"
    intitule: Texte = Field(
        description="Intitulé à l’infinitif.", examples=["Relever l’usure des organes"]
    )
    numero: Libelle | None = Field(None, description=NUMERO, examples=["C1.1.1"])
    mobilise: Liste[LienActivite] = Field((), description="Activités ou tâches précisées.")
    indicateurs: Liste[Indicateur] = Field((), description="Indicateurs en regard.")
    repond_a: Liste[LienExigence] = Field((), description="Exigences (savoir-être) portées.")


class FicheCompetence(Modele):
    """Ce que demande la mise en œuvre d’une compétence, comme la fiche d’un titre le dit."""

    description: Markdown | None = Field(
        None,
        description="Comment la compétence se met en œuvre.",
        examples=["La personne écoute la demande, examine le vélo, puis propose une réparation."],
    )
    contexte: Markdown | None = Field(
        None,
        description="Contexte de mise en œuvre.",
        examples=["À l’atelier ou sur place, seule ou avec le responsable."],
    )
    donnees: Liste[Texte] = Field(
        (), description="Données de départ.", examples=[["Fiche de demande", "Notice du vélo"]]
    )
    moyens: Liste[Texte] = Field(
        (), description="Moyens mis à disposition.", examples=[["Pied d’atelier", "Outillage"]]
    )
    savoir_faire_techniques: Liste[Texte] = Field(
        (), description="Savoir-faire techniques.", examples=[["Mesurer l’usure d’une chaîne"]]
    )
    savoir_faire_organisationnels: Liste[Texte] = Field(
        (), description="Savoir-faire organisationnels.", examples=[["Ranger le poste de travail"]]
    )
    savoir_faire_relationnels: Liste[Texte] = Field(
        (), description="Savoir-faire relationnels.", examples=[["Expliquer le diagnostic"]]
    )
    responsabilite: Markdown | None = Field(
        None,
        description="Périmètre de responsabilité.",
        examples=["La personne décide seule des réglages, jamais d’un remplacement."],
    )


class Competence(DeParcours):
    """Une compétence du bloc où elle est écrite, ou celle d’un autre bloc (`ref`)."""

    designation: ClassVar[str] = "la compétence"
    exemple: ClassVar[str] = "etablir-diagnostic"
    ref: Annotated[Identifiant | None, Vers("Competence")] = Field(
        None,
        description="Compétence d’un autre bloc, reprise ici.",
        examples=["etablir-diagnostic"],
    )
    intitule: Texte = Field(
        "", description="Intitulé à l’infinitif.", examples=["Établir un diagnostic"]
    )
    numero: Libelle | None = Field(None, description=NUMERO, examples=["C1.1"])
    mobilise: Liste[LienActivite] = Field((), description="Activités ou tâches reprises.")
    sous_competences: ListeOuTable[SousCompetence] = Field((), description="Sous-compétences.")
    indicateurs: Liste[Indicateur] = Field((), description="Indicateurs de réussite.")
    repond_a: Liste[LienExigence] = Field((), description="Exigences (savoir-être) portées.")
    marqueurs: Liste[Marqueur] = Field(
        (),
        description="Critères de la commission que l’objet illustre.",
        examples=[["handicap-accessibilite"]],
    )
    fiche: FicheCompetence | None = Field(
        None, description="Ce que demande sa mise en œuvre : contexte, moyens, savoir-faire…"
    )

    @model_validator(mode="before")
    @classmethod
    def _defined_or_taken_up(cls, value: Any) -> Any:
        if isinstance(value, dict):
            if "ref" not in value and "intitule" not in value:
                raise PydanticCustomError(
                    "competence",
                    "une compétence a un « intitule », ou « ref » quand elle est définie dans un"
                    " autre bloc",
                )
            if "ref" in value and set(value) - {"ref", "numero", "notes"}:
                raise PydanticCustomError(
                    "competence_ref", "une compétence reprise par « ref » ne se redéfinit pas"
                )
        return value


class IndicateursActivites(Modele):
    """Indicateurs portés par des activités ou par tout le bloc, pour toutes leurs compétences."""

    activites: Annotated[Liste[Identifiant], Vers("Activite", "Pole")] = Field(
        (),
        description="Activités, ou pôles entiers ; tout le bloc, sinon.",
        examples=[["diagnostic"]],
    )
    liste: Liste[Indicateur] = Field(description="Indicateurs.")


class ElementSavoir(Objet):
    """Un savoir d’un groupe, et ce qu’il contient."""

    designation: ClassVar[str] = "le savoir"
    exemple: ClassVar[str] = "freins-a-disque"
    court: ClassVar[str | None] = "intitule"
    intitule: Texte = Field(description="Le savoir.", examples=["Freins à disque"])
    limites: Annotated[Liste[Texte], ou_un_seul] = Field(
        (), description="Profondeur attendue : un texte, ou plusieurs.", examples=["Le principe."]
    )
    niveau: OuACompleter[Entier] | None = Field(
        None, description="Niveau taxonomique, de 1 à 4.", examples=["2"]
    )
    repond_a: Liste[LienExigence] = Field((), description="Exigences (savoirs) couvertes.")
    liste: Liste["ElementSavoir"] = Field((), description="Savoirs contenus.")


class Savoir(DeParcours):
    """Un groupe de savoirs associés à un bloc."""

    designation: ClassVar[str] = "le savoir"
    exemple: ClassVar[str] = "freinage"
    rubrique: ClassVar[str] = "famille"
    intitule: Texte | None = Field(
        None, description="Intitulé du groupe.", examples=["Le freinage"]
    )
    famille: Texte = Field(description="Famille : Techniques, Juridiques…", examples=["Techniques"])
    source: Texte | None = Field(
        None,
        description="Norme ou programme d’où il vient.",
        examples=["Norme sur la sécurité des bicyclettes"],
    )
    activites: Annotated[Liste[Identifiant], Vers("Activite")] = Field(
        (), description="Activités concernées ; tout le bloc, sinon.", examples=[["diagnostic"]]
    )
    competences: Annotated[Liste[Identifiant], Vers("Competence", "SousCompetence")] = Field(
        (),
        description="Compétences ou sous-compétences qui le demandent ; celles de ses activités,"
        " sinon.",
        examples=[["etablir-diagnostic"]],
    )
    liste: Liste[ElementSavoir] = Field(description="Les savoirs.")
    limites: Annotated[Liste[Texte], ou_un_seul] = Field(
        (), description="Profondeur attendue : un texte, ou plusieurs.", examples=["Sans calcul."]
    )
    niveau: OuACompleter[Entier] | None = Field(
        None, description="Niveau taxonomique, de 1 à 4.", examples=["2"]
    )
    repond_a: Liste[LienExigence] = Field((), description="Exigences (savoirs) couvertes.")
    marqueurs: Liste[Marqueur] = Field(
        (),
        description="Critères de la commission que l’objet illustre.",
        examples=[["sante-securite"]],
    )

    #: Whether no other group of the bloc is of its family; the bloc says so.
    seul: ClassVar[bool] = False


class Transversalite(Modele):
    """Lien avec un enseignement général."""

    enseignement: Texte = Field(description="Enseignement général.", examples=["Mathématiques"])
    liste: Liste[Texte] = Field(description="Points communs.", examples=[["Proportionnalité"]])


class Bloc(DeParcours):
    """Un bloc de compétences professionnel."""

    designation: ClassVar[str] = "le bloc"
    exemple: ClassVar[str] = "bloc-remise-en-etat"
    intitule: Texte = Field(
        description="Intitulé, à l’infinitif ou celui du pôle.",
        examples=["Remettre un vélo en état"],
    )
    numero: Libelle | None = Field(None, description=NUMERO, examples=["1"])
    pole: Annotated[Identifiant | None, Vers("Pole")] = Field(
        None,
        description="Pôle d’activités du bloc ; rien, quand ses activités ne sont pas décrites.",
        examples=["pole-remise-en-etat"],
    )
    niveaux: Liste[Niveau] = Field(
        (), description="Niveaux par lesquels le bloc s’acquiert, dans l’ordre (BUT)."
    )
    competences: Liste[Competence] = Field(description="Compétences du bloc.")
    indicateurs: Liste[IndicateursActivites] = Field(
        (), description="Indicateurs portés par des activités, ou par tout le bloc."
    )
    savoirs: Liste[Savoir] = Field((), description="Savoirs associés.")
    transversalites: Liste[Transversalite] = Field((), description="Enseignement général.")
    prerequis: Markdown | None = Field(
        None, description="Prérequis propres au bloc.", examples=["Aucun prérequis."]
    )
    conditions: Markdown | None = Field(
        None,
        description="Conditions dans lesquelles les compétences du bloc s’exercent.",
        examples=["En atelier, avec les documents du constructeur."],
    )

    @model_validator(mode="after")
    def _alone_of_their_family(self) -> Self:
        """Tell each group of savoirs whether its family names it in this bloc."""
        families = Counter(savoir.famille for savoir in self.savoirs)
        for savoir in self.savoirs:
            savoir.__dict__["seul"] = families[savoir.famille] == 1
        return self


class FichierBloc(Modele):
    """Un bloc par fichier."""

    bloc: Bloc = Field(description="Le bloc de compétences.")


class GroupeCompetences(Modele):
    """Compétences d’un bloc général, en texte ou par groupes."""

    court: ClassVar[str | None] = "intitule"
    intitule: Texte = Field(
        description="Compétence, ou titre du groupe.", examples=["Comprendre un message oral"]
    )
    liste: Liste[Texte] = Field(
        (), description="Compétences du groupe.", examples=[["Repérer le sujet d’un message"]]
    )


class BlocGeneral(DeParcours):
    """Un bloc d’enseignement général ou facultatif."""

    designation: ClassVar[str] = "le bloc"
    exemple: ClassVar[str] = "anglais"
    intitule: Texte = Field(description="Intitulé.", examples=["Anglais"])
    numero: Libelle | None = Field(None, description=NUMERO, examples=["4"])
    nature: Literal["general", "facultatif"] = Field(description="Général ou facultatif.")
    definie_par: Markdown | None = Field(
        None,
        description="Arrêté qui définit le bloc.",
        examples=["Arrêté du ministre chargé de l’éducation nationale"],
    )
    niveau: Texte | None = Field(
        None, description="Niveau attendu, s’il y en a un.", examples=["B1"]
    )
    competences: Liste[GroupeCompetences] = Field((), description="Compétences.")


class FichierGeneraux(Modele):
    """Les blocs généraux et facultatifs."""

    blocs: ListeOuTable[BlocGeneral] = Field(description="Blocs généraux et facultatifs.")
