"""The evidence: figures, sources, existing certifications, glossary."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from mc_builder.french import number, tied
from mc_builder.model.base import (
    ACompleter,
    Adresse,
    Date,
    Entier,
    Identifiant,
    Liste,
    Markdown,
    Modele,
    Nombre,
    Objet,
    OuACompleter,
    Texte,
    Vers,
)
from mc_builder.model.liens import LienSource


class Source(Objet):
    """Une entrée de la bibliographie."""

    designation: ClassVar[str] = "la source"
    auteur: Texte = Field(description="Auteur ou organisme.")
    titre: Texte = Field(description="Titre.")
    annee: OuACompleter[Entier] = Field(description="Année de parution.")
    abrege: Texte | None = Field(None, description="Nom court, pour les renvois ; l’auteur, sinon.")
    type: Literal["rapport", "article", "loi", "donnees", "note", "site", "ouvrage"] = Field(
        "rapport", description="Nature du document."
    )
    editeur: Texte | None = Field(None, description="Éditeur ou collection.")
    url: Adresse | None = Field(None, description="Adresse (http, https).")
    consulte_le: OuACompleter[Date] | None = Field(None, description="Date de consultation.")
    precision: Texte | None = Field(None, description="Précision.")
    citee_par: Annotated[Identifiant, Vers("Source")] | None = Field(
        None, description="La source par laquelle celle-ci est connue, quand elle n’a pas été lue."
    )

    @property
    def appel(self) -> str:
        """How the text names it: « Insee, 2019 », « Loi du 11 février 2005 »."""
        name, year = str(self.abrege or self.auteur), str(self.annee)
        return name if name.endswith(year) else f"{name}, {year}"


class Sources(Modele):
    """La bibliographie."""

    sources: Liste[Source] = Field(description="Sources citées.")


class Chiffre(Objet):
    """Un chiffre cité : valeur, unité, date, périmètre, source."""

    designation: ClassVar[str] = "le chiffre"
    intitule: Texte = Field(description="Ce que le chiffre mesure.")
    valeur: OuACompleter[Nombre] = Field(description="Valeur, ou borne basse.")
    jusqu_a: OuACompleter[Nombre] | None = Field(None, description="Borne haute d’une fourchette.")
    unite: Texte | None = Field(None, description="Unité imprimée (« % », « Md€ »).")
    qualificatif: Texte | None = Field(None, description="« plus de », « environ »…")
    annee: OuACompleter[Entier] | None = Field(None, description="Année de la mesure.")
    periode: Texte | None = Field(None, description="Période, à défaut d’année.")
    mots: Texte | None = Field(
        None, description="Les mots de la source, imprimés à la place du nombre (« un tiers »)."
    )
    perimetre: Texte = Field(description="Ce qui est compté, et où.")
    perimetre_lu: Literal["oui", "deduit"] = Field(
        "oui", description="Si le périmètre est lu dans la source, ou déduit par qui la cite."
    )
    source: LienSource = Field(description="Source et repérage.")
    reserve: Markdown | None = Field(None, description="Réserve, ou contradiction à dire.")
    contredit: Annotated[Liste[Identifiant], Vers("Chiffre")] = Field(
        (), description="Chiffres avec lesquels celui-ci ne s’accorde pas."
    )

    @model_validator(mode="before")
    @classmethod
    def _date(cls, value: Any) -> Any:
        if isinstance(value, dict) and not {"annee", "periode"} & set(value):
            raise PydanticCustomError(
                "chiffre_date", "un chiffre a une « annee » ou une « periode »"
            )
        return value

    @property
    def printed(self) -> str:
        """The value as a sentence says it: in the words of the source when it has some."""
        return self.nombre if self.mots is None else str(self.mots)

    @property
    def nombre(self) -> str:
        """The value in figures: « 170 000 à 212 000 », « 2,6 % », « plus de 58,7 Md€ »."""
        if isinstance(self.valeur, ACompleter):
            return str(self.valeur)
        ends = (end for end in (self.valeur, self.jusqu_a) if end is not None)
        bounds = (str(end) if isinstance(end, ACompleter) else number(end) for end in ends)
        measured = tied(" à ".join(bounds), str(self.unite or ""))
        return f"{self.qualificatif} {measured}" if self.qualificatif else measured

    @property
    def reserved(self) -> bool:
        """Whether a reader must be told something before he relies on it."""
        return bool(self.reserve or self.notes or self.perimetre_lu == "deduit")

    @property
    def date_affichee(self) -> str:
        """Year or period, as printed."""
        return str(self.annee if self.annee is not None else self.periode)


class Preuves(Modele):
    """Les chiffres."""

    chiffres: Liste[Chiffre] = Field(description="Chiffres cités.")


class PointGraphique(Modele):
    """Un chiffre dans un graphique."""

    court: ClassVar[str | None] = "chiffre"
    chiffre: Annotated[Identifiant, Vers("Chiffre")] = Field(description="Chiffre représenté.")
    libelle: Texte | None = Field(None, description="Nom court ; l’intitulé du chiffre, sinon.")
    borne: Literal["basse", "haute"] | None = Field(
        None, description="Une seule borne d’une fourchette ; les deux, sinon."
    )


class Graphique(Objet):
    """Un graphique en barres : des chiffres de même unité, dans l’ordre où ils s’impriment."""

    designation: ClassVar[str] = "le graphique"
    intitule: Texte = Field(description="Titre.")
    perimetre: Texte | None = Field(
        None, description="Ce qui est compté, et où ; le périmètre des chiffres, sinon."
    )
    points: Liste[PointGraphique] = Field(min_length=1, description="Chiffres représentés.")


class Graphiques(Modele):
    """Les graphiques."""

    graphiques: Liste[Graphique] = Field(description="Graphiques que la note peut placer.")


class Certification(Objet):
    """Une certification existante, comparée au diplôme demandé."""

    designation: ClassVar[str] = "la certification"
    intitule: Texte = Field(description="Intitulé.")
    certificateur: Texte | None = Field(None, description="Qui la délivre.")
    niveau: Texte | None = Field(None, description="Niveau.")
    code: Texte | None = Field(None, description="Code RNCP, s’il est connu.")
    fin_enregistrement: OuACompleter[Date] | None = Field(
        None, description="Dernier jour de son enregistrement au répertoire national."
    )
    remplacee_par: Texte | None = Field(None, description="Certification qui la remplace.")
    activites: Markdown = Field(description="Ce à quoi elle prépare.")
    recouvrement: Markdown = Field(description="Ce qu’elle a de commun avec le diplôme.")
    complementarite: Markdown = Field(description="Ce qui les distingue.")
    verdict: Literal["complementaire", "proche", "concurrente", "passerelle"] = Field(
        description="Positionnement."
    )
    source: LienSource | None = Field(None, description="Source.")


class Certifications(Modele):
    """Les certifications existantes."""

    certifications: Liste[Certification] = Field(description="Certifications comparées.")


class Sigle(Modele):
    """Un sigle et sa signification."""

    sigle: Texte = Field(description="Sigle.")
    signification: Texte = Field(description="Signification.")


class Terme(Modele):
    """Un terme du glossaire."""

    terme: Texte = Field(description="Terme.")
    definition: Markdown = Field(description="Définition.")


class Glossaire(Modele):
    """Sigles et termes."""

    sigles: Liste[Sigle] = Field((), description="Sigles.")
    termes: Liste[Terme] = Field((), description="Termes.")
