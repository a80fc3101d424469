"""The référentiel d'évaluation: categories of candidates, units, épreuves, habilitations."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from mc_builder.french import quoted
from mc_builder.model.base import (
    Duree,
    Fourchette,
    Identifiant,
    Libelle,
    Liste,
    Markdown,
    Modele,
    Objet,
    OuACompleter,
    Quantite,
    Texte,
    Vers,
    if_known,
)
from mc_builder.model.dispenses import Dispense
from mc_builder.model.formes import NUMERO
from mc_builder.model.lettres import lettre
from mc_builder.model.liens import LienEvaluation, LienExigence, ou_un_seul
from mc_builder.model.modes import NomDeForme, NomDeMode
from mc_builder.model.parcours import DeParcours
from mc_builder.model.resultats import Resultat


class Statut(Objet):
    """Un statut de candidats."""

    designation: ClassVar[str] = "le statut"
    exemple: ClassVar[str] = "scolaires"
    court: ClassVar[str | None] = "intitule"
    intitule: Texte = Field(
        description="Statut, au pluriel.", examples=["Scolaires d’un établissement public"]
    )


class CategorieCandidats(Objet):
    """Une catégorie de candidats : une colonne du règlement d’examen."""

    designation: ClassVar[str] = "la catégorie de candidats"
    exemple: ClassVar[str] = "candidats-scolaires"
    intitule: Texte | None = Field(
        None,
        description="Nom de la catégorie.",
        examples=["Candidats évalués par contrôle en cours de formation"],
    )
    abrege: Libelle | None = Field(
        None,
        description="Nom court, imprimé dans les tableaux à la place de sa lettre.",
        examples=["Apprentis"],
    )
    statuts: Liste[Statut] = Field(description="Statuts regroupés.")
    #: What stands for it in every document; given once, by the evaluation that holds it.
    lettre: ClassVar[str] = ""


class Unite(DeParcours):
    """Une unité constitutive."""

    designation: ClassVar[str] = "l’unité"
    exemple: ClassVar[str] = "u1"
    bloc: Annotated[Identifiant, Vers("Bloc", "BlocGeneral")] = Field(
        description="Bloc validé.", examples=["bloc-remise-en-etat"]
    )
    generaux: Annotated[Liste[Identifiant], ou_un_seul, Vers("BlocGeneral")] = Field(
        (),
        description="Blocs généraux que l’unité valide avec lui, comme la PSE d’un CAP.",
        examples=[["bloc-general-1"]],
    )
    niveau: Annotated[Identifiant | None, Vers("Niveau")] = Field(
        None,
        description="Niveau du bloc que l’unité valide ; tout le bloc, sinon.",
        examples=["remise-en-etat-1"],
    )
    intitule: Texte | None = Field(
        None,
        description="Intitulé ; celui du niveau ou du pôle, sinon.",
        examples=["Remise en état d’un vélo"],
    )
    numero: Libelle | None = Field(None, description=NUMERO, examples=["U1"])
    definie_par: Markdown | None = Field(
        None,
        description="Texte qui définit l’unité.",
        examples=["Arrêté du ministre chargé de l’éducation nationale"],
    )
    sans_epreuve: Texte | None = Field(
        None,
        description="Comment l’unité se valide, quand ce n’est par aucune épreuve.",
        examples=["L’unité est validée par l’attestation de secourisme au travail"],
    )
    reservee_a: Annotated[Liste[Identifiant], ou_un_seul, Vers("Statut", "CategorieCandidats")] = (
        Field(
            (),
            description="Statuts ou catégories à qui l’unité est réservée.",
            examples=[["candidats-scolaires"]],
        )
    )


class Modalite(Modele):
    """Une façon de passer l’épreuve, pour des catégories de candidats."""

    categories: Annotated[Liste[Identifiant], ou_un_seul, Vers("CategorieCandidats")] = Field(
        description="Catégories de candidats.", examples=[["candidats-scolaires"]]
    )
    mode: NomDeMode = Field(
        description="« ponctuel », « ccf », ou un mode que le profil nomme ; les mots qui s’en"
        " impriment conviennent aussi (« contrôle en cours de formation »).",
        examples=["ponctuel"],
    )
    formes: Liste[NomDeForme] = Field(
        (),
        description="Formes de l’évaluation : « ecrit », « oral », « pratique », ou celles que le"
        " profil nomme.",
        examples=[["pratique", "oral"]],
    )
    duree: OuACompleter[Duree] | None = Field(
        None,
        description="Durée : « 3 h », « 1 h 30 », « 30 à 40 min », « 4 h au plus »,"
        " « 1 h + 10 min ».",
        examples=["1 h 30"],
    )
    preparation: OuACompleter[Duree] | None = Field(
        None, description="Temps de préparation, en plus de la durée.", examples=["30 min"]
    )
    deroulement: Markdown | None = Field(
        None,
        description="Déroulement.",
        examples=["La personne candidate reçoit un vélo et une fiche de demande."],
    )
    commission: Texte | None = Field(
        None,
        description="Composition de la commission.",
        examples=["Un professeur et un professionnel"],
    )
    notation: Texte | None = Field(
        None, description="Notation.", examples=["Sur 20, par une grille nationale"]
    )
    note_zero: Liste[Texte] = Field(
        (), description="Ce qui entraîne la note zéro.", examples=[["Le dossier n’est pas remis"]]
    )
    situations: OuACompleter[Fourchette] | None = Field(
        None,
        description="Nombre de situations d’évaluation, ou fourchette (« 2 à 3 »).",
        examples=["2"],
    )
    parties: Liste["Partie"] = Field((), description="Parties propres à cette modalité.")


class Partie(DeParcours):
    """Une partie d’épreuve ou une situation d’évaluation."""

    designation: ClassVar[str] = "la partie d’épreuve"
    exemple: ClassVar[str] = "remise-en-etat"
    intitule: Texte = Field(description="Intitulé.", examples=["Remise en état d’un vélo confié"])
    poids: OuACompleter[Quantite] | None = Field(
        None, description="Part dans la note (0,7 pour 70 %).", examples=["0,7"]
    )
    duree: OuACompleter[Duree] | None = Field(
        None, description="Durée (« 2 h », « 30 à 40 min »).", examples=["2 h"]
    )
    preparation: OuACompleter[Duree] | None = Field(
        None, description="Temps de préparation, en plus de la durée.", examples=["10 min"]
    )
    resultat: Resultat | None = Field(
        None,
        description="Ce que donne la partie, quand ce n’est pas une note ordinaire.",
        examples=["acquis"],
    )
    formes: Liste[NomDeForme] = Field(
        (),
        description="Formes de cette partie : « ecrit », « oral », « pratique », ou celles que le"
        " profil nomme.",
        examples=[["oral"]],
    )
    nombre: OuACompleter[Fourchette] | None = Field(
        None, description="Nombre de situations, ou fourchette (« 2 à 3 »).", examples=["2"]
    )
    organisation: Literal["individuelle", "collective"] = Field(
        "individuelle", description="Individuelle ou collective."
    )
    description: Markdown | None = Field(
        None,
        description="Ce que fait la personne candidate.",
        examples=["La personne candidate remet en état un vélo."],
    )
    evalue: Liste[LienEvaluation] = Field(
        (), description="Ce que la partie évalue, et les indicateurs qui s’y voient."
    )
    delivre: Annotated[Liste[Identifiant], Vers("Habilitation")] = Field(
        (), description="Habilitations délivrées.", examples=[["habilitation-electrique"]]
    )
    modalites: Liste[Modalite] = Field((), description="Modalités propres à la partie.")


Modalite.model_rebuild()  # it holds parties, which are defined after it


class PartCoefficient(Modele):
    """Ce qu’un coefficient contient pour une autre unité, ou pour un bloc."""

    coefficient: OuACompleter[Quantite] = Field(description="Ce qu’il contient.", examples=["1"])
    pour: Annotated[Identifiant, Vers("Unite", "Bloc", "BlocGeneral")] = Field(
        description="Unité ou bloc pour qui il le contient.", examples=["bloc-general-1"]
    )


class _Examen(DeParcours):
    """What épreuve and sous-épreuve have in common."""

    unite: Annotated[Liste[Identifiant], ou_un_seul, Vers("Unite")] = Field(
        (),
        description="Unité validée, ou plusieurs ; rien, quand l’épreuve n’en valide pas.",
        examples=["u1"],
    )
    intitule: Texte | None = Field(
        None,
        description="Intitulé ; celui de l’unité, sinon.",
        examples=["Remise en état d’un vélo"],
    )
    numero: Libelle | None = Field(None, description=NUMERO, examples=["E1"])
    coefficient: OuACompleter[Quantite] | None = Field(
        None, description="Coefficient.", examples=["3"]
    )
    dont: Liste[PartCoefficient] = Field(
        (),
        description="Ce que le coefficient contient pour d’autres unités ou blocs : « 14 (dont 1"
        " pour la PSE) ».",
    )
    resultat: Resultat | None = Field(
        None,
        description="Ce que donne l’épreuve, quand ce n’est pas une note ordinaire.",
        examples=["acquis"],
    )
    finalites: Markdown | None = Field(
        None,
        description="Finalités de l’épreuve.",
        examples=["L’épreuve vérifie que la personne sait remettre un vélo en état."],
    )
    definie_par: Markdown | None = Field(
        None,
        description="Texte qui définit l’épreuve.",
        examples=["Arrêté du ministre chargé de l’éducation nationale"],
    )
    parties: Liste[Partie] = Field((), description="Parties communes à toutes les catégories.")
    modalites: Liste[Modalite] = Field((), description="Façons de passer l’épreuve.")

    @property
    def propre(self) -> Decimal | None:
        """The coefficient without what it contains for others; None when it is not known."""
        whole = if_known(self.coefficient)
        for part in self.dont:
            inside = if_known(part.coefficient)
            whole = None if whole is None or inside is None else whole - inside
        return whole


class SousEpreuve(_Examen):
    """Une sous-épreuve : elle porte l’unité."""

    designation: ClassVar[str] = "la sous-épreuve"
    rang: ClassVar[int] = 2
    exemple: ClassVar[str] = "e1-pratique"


class Epreuve(_Examen):
    """Une épreuve du règlement d’examen."""

    designation: ClassVar[str] = "l’épreuve"
    rang: ClassVar[int] = 1
    exemple: ClassVar[str] = "e1"
    sous_epreuves: Liste[SousEpreuve] = Field((), description="Sous-épreuves.")


class Habilitation(Objet):
    """Une habilitation que la formation délivre."""

    designation: ClassVar[str] = "l’habilitation"
    exemple: ClassVar[str] = "habilitation-electrique"
    intitule: Texte = Field(description="Intitulé.", examples=["Habilitation électrique"])
    fondement: Texte | None = Field(
        None, description="Texte qui la fonde.", examples=["Code du travail, article R. 4544-10"]
    )
    repond_a: Liste[LienExigence] = Field((), description="Exigences (habilitations) couvertes.")


class Attestation(Objet):
    """Une attestation exigée ou délivrée hors épreuve, avec une habilitation ou sans."""

    designation: ClassVar[str] = "l’attestation"
    exemple: ClassVar[str] = "attestation-secourisme"
    intitule: Texte = Field(
        description="Intitulé.", examples=["Attestation de secourisme au travail"]
    )
    fondement: Texte | None = Field(
        None, description="Texte qui la fonde.", examples=["Code du travail, article R. 4224-15"]
    )
    precision: Texte | None = Field(
        None,
        description="Quand et de qui elle est exigée, ou ce qu’elle atteste.",
        examples=["Exigée à l’inscription à l’examen"],
    )
    delivre: Annotated[Liste[Identifiant], Vers("Habilitation")] = Field(
        (), description="Habilitations délivrées.", examples=[["habilitation-electrique"]]
    )


class Evaluation(Modele):
    """Le référentiel d’évaluation."""

    categories: Liste[CategorieCandidats] = Field(description="Catégories de candidats.")
    unites: Liste[Unite] = Field(description="Unités constitutives.")
    epreuves: Liste[Epreuve] = Field((), description="Épreuves.")
    habilitations: Liste[Habilitation] = Field((), description="Habilitations déclarées.")
    dispenses: Liste[Dispense] = Field((), description="Dispenses et équivalences.")
    attestations: Liste[Attestation] = Field((), description="Attestations.")
    notes: Liste[Markdown] = Field(
        (),
        description="Notes sous le règlement d’examen.",
        examples=[["La durée comprend le temps de préparation."]],
    )

    @model_validator(mode="after")
    def _give_letters(self) -> Self:
        for rang, categorie in enumerate(self.categories):
            said = quoted(categorie.abrege) if categorie.abrege else lettre(rang)
            categorie.__dict__["lettre"] = said  # as `name_it` gives identities
        return self
