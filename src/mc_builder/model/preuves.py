"""The evidence: figures, sources, existing certifications, glossary."""

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from mc_builder.french import number, tied
from mc_builder.model.base import (
    ACompleter,
    Adresse,
    Booleen,
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
    if_known,
    known_words,
)
from mc_builder.model.liens import LienSource


class Source(Objet):
    """Une entrée de la bibliographie."""

    designation: ClassVar[str] = "la source"
    exemple: ClassVar[str] = "enquete-ateliers-2024"
    auteur: Texte = Field(description="Auteur ou organisme.", examples=["Observatoire du cycle"])
    titre: Texte = Field(
        description="Titre.", examples=["Enquête auprès des ateliers de réparation"]
    )
    annee: OuACompleter[Entier] = Field(description="Année de parution.", examples=["2024"])
    abrege: Texte | None = Field(
        None,
        description="Nom court, pour les renvois ; l’auteur, sinon.",
        examples=["Observatoire du cycle"],
    )
    en_phrase: Texte | None = Field(
        None,
        description="Comment une phrase la nomme, avec son article : « cité d’après la note ».",
        examples=["l’enquête de l’Observatoire du cycle"],
    )
    type: Literal["rapport", "article", "loi", "donnees", "note", "site", "ouvrage"] = Field(
        "rapport", description="Nature du document."
    )
    editeur: Texte | None = Field(
        None, description="Éditeur ou collection.", examples=["Collection des ateliers"]
    )
    url: Adresse | None = Field(
        None,
        description="Adresse (http, https).",
        examples=["https://www.example.org/enquete-ateliers"],
    )
    consulte_le: OuACompleter[Date] | None = Field(
        None, description="Date de consultation.", examples=["2026-01-12"]
    )
    precision: Texte | None = Field(None, description="Précision.", examples=["Deuxième édition"])
    citee_par: Annotated[Identifiant, Vers("Source")] | None = Field(
        None,
        description="La source par laquelle celle-ci est connue, quand elle n’a pas été lue.",
        examples=["etude-flottes-2025"],
    )

    @property
    def appel(self) -> str:
        """How the text names it: « Insee, 2019 », « Loi du 11 février 2005 »."""
        name, year = str(self.abrege or self.auteur), str(self.annee)
        return name if name.endswith(year) else f"{name}, {year}"

    @property
    def a_actualiser(self) -> bool:
        """Whether it says that it is to be brought up to date."""
        return "actualiser" in known_words(self.precision).casefold()

    def is_later(self, reference: dt.date) -> bool:
        """Whether it came out a year after the day at which the file is judged."""
        year = if_known(self.annee)
        return year is not None and year > reference.year


class Sources(Modele):
    """La bibliographie."""

    sources: Liste[Source] = Field(description="Sources citées.")


class Chiffre(Objet):
    """Un chiffre cité : valeur, unité, date, périmètre, source."""

    designation: ClassVar[str] = "le chiffre"
    exemple: ClassVar[str] = "recrutements-2023"
    intitule: Texte = Field(
        description="Ce que le chiffre mesure.",
        examples=["Mécaniciens et mécaniciennes recherchés par les ateliers"],
    )
    valeur: OuACompleter[Nombre] = Field(description="Valeur, ou borne basse.", examples=["1 250"])
    jusqu_a: OuACompleter[Nombre] | None = Field(
        None, description="Borne haute d’une fourchette.", examples=["1 400"]
    )
    unite: Texte | None = Field(
        None,
        description="Ce qui suit le nombre imprimé (« % », « Md€ »).",
        examples=["postes"],
    )
    qualificatif: Texte | None = Field(
        None, description="« plus de », « environ »…", examples=["environ"]
    )
    annee: OuACompleter[Entier] | None = Field(
        None, description="Année de la mesure.", examples=["2023"]
    )
    periode: Texte | None = Field(
        None, description="Période, à défaut d’année.", examples=["2022 à 2023"]
    )
    mots: Texte | None = Field(
        None,
        description="Les mots de la source, imprimés à la place du nombre (« un tiers »).",
        examples=["un tiers"],
    )
    perimetre: Texte = Field(
        description="Ce qui est compté, et où.",
        examples=["Ateliers qui ont répondu, France métropolitaine"],
    )
    perimetre_lu: Literal["oui", "deduit"] = Field(
        "oui", description="Si le périmètre est lu dans la source, ou déduit par qui la cite."
    )
    source: LienSource = Field(description="Source et repérage.")
    reserve: Markdown | None = Field(
        None,
        description="Réserve, ou contradiction à dire.",
        examples=["Les ateliers qui n’ont pas répondu ne sont pas comptés."],
    )
    contredit: Annotated[Liste[Identifiant], Vers("Chiffre")] = Field(
        (),
        description="Chiffres avec lesquels celui-ci ne s’accorde pas.",
        examples=[["recrutements-branche"]],
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
    chiffre: Annotated[Identifiant, Vers("Chiffre")] = Field(
        description="Chiffre représenté.", examples=["recrutements-2023"]
    )
    libelle: Texte | None = Field(
        None,
        description="Nom court ; l’intitulé du chiffre, sinon.",
        examples=["Postes à pourvoir"],
    )
    borne: Literal["basse", "haute"] | None = Field(
        None, description="Une seule borne d’une fourchette ; les deux, sinon."
    )
    dans: Annotated[Identifiant, Vers("Chiffre")] | None = Field(
        None,
        description="Chiffre du même graphique, placé avant, dont celui-ci est une part.",
        examples=["recrutements-2023"],
    )
    accent: Booleen = Field(
        default=False,
        description="Vrai pour la barre dont parle le titre : les autres pâlissent.",
        examples=["oui"],
    )


class Graphique(Objet):
    """Un graphique en barres : des chiffres de même unité, dans l’ordre où ils s’impriment."""

    designation: ClassVar[str] = "le graphique"
    exemple: ClassVar[str] = "velos-repares"
    intitule: Texte = Field(description="Titre.", examples=["Les vélos que les ateliers réparent"])
    perimetre: Texte | None = Field(
        None,
        description="Ce qui est compté, et où ; le périmètre des chiffres, sinon.",
        examples=["Ateliers qui ont répondu"],
    )
    points: Liste[PointGraphique] = Field(min_length=1, description="Chiffres représentés.")


class Graphiques(Modele):
    """Les graphiques."""

    graphiques: Liste[Graphique] = Field(description="Graphiques que la note peut placer.")


class Passage(Modele):
    """Des mots qu’un bloc de la certification et nos référentiels écrivent de même."""

    mots: Texte = Field(
        description="Les mots, tels que nos référentiels les écrivent.",
        examples=["Diagnostiquer la panne d’une assistance électrique à l’aide de la mallette"],
    )
    bloc: Texte = Field(
        description="Code du bloc où le registre les écrit.", examples=["RNCP99998BC02"]
    )


class Releve(Modele):
    """Ce que le répertoire national dit des blocs d’une certification, relevé un jour donné."""

    # Why it is kept: the store of nomenclatures is on some machines only, and a dossier that prints
    # a measure has to print the same on all of them.
    jour: Date = Field(description="Jour du relevé.", examples=["2026-11-30"])
    source: LienSource = Field(description="La version du répertoire, et la fiche.")
    blocs: Liste[Texte] = Field(
        (),
        description="Intitulés de ses blocs propres, dans l’ordre du répertoire.",
        examples=[["Réparer un vélo en atelier", "Conseiller la clientèle d’un atelier"]],
    )
    communs: Entier = Field(
        0,
        description="Combien de ses blocs sont aussi ceux de bien des diplômes.",
        examples=["1"],
    )
    rome: Liste[Texte] = Field((), description="Codes ROME qu’elle déclare.", examples=[["I1607"]])
    passages: Liste[Passage] = Field(
        (), description="Ce qui se lit mot pour mot dans ses blocs et dans nos référentiels."
    )
    empreinte: Texte = Field(
        description="Empreinte de nos référentiels le jour du relevé.", examples=["9f86d081884c"]
    )


class Certification(Objet):
    """Une certification existante, comparée au diplôme demandé."""

    designation: ClassVar[str] = "la certification"
    exemple: ClassVar[str] = "titre-mecanicien"
    intitule: Texte = Field(
        description="Intitulé.",
        examples=["Titre à finalité professionnelle Mécanicien ou mécanicienne cycles"],
    )
    certificateur: Texte | None = Field(
        None, description="Qui la délivre.", examples=["Organisme de la branche"]
    )
    niveau: Texte | None = Field(None, description="Niveau.", examples=["3"])
    code: Texte | None = Field(
        None, description="Code RNCP, s’il est connu.", examples=["RNCP99998"]
    )
    fin_enregistrement: OuACompleter[Date] | None = Field(
        None,
        description="Dernier jour de son enregistrement au répertoire national.",
        examples=["2027-12-31"],
    )
    remplacee_par: Texte | None = Field(
        None, description="Certification qui la remplace.", examples=["Le titre de 2025"]
    )
    activites: Markdown = Field(
        description="Ce à quoi elle prépare.", examples=["Réparation courante en magasin."]
    )
    recouvrement: Markdown = Field(
        description="Ce qu’elle a de commun avec le diplôme.",
        examples=["Le diagnostic et le réglage d’un vélo."],
    )
    complementarite: Markdown = Field(
        description="Ce qui les distingue.", examples=["Le titre ne traite pas les flottes."]
    )
    verdict: Literal["complementaire", "proche", "concurrente", "passerelle"] = Field(
        description="Positionnement."
    )
    source: LienSource | None = Field(None, description="Source.")
    releve: Releve | None = Field(
        None,
        description="Ce que le répertoire national dit de ses blocs ; « mc-builder recouvrement"
        " --ecrire » l’écrit.",
    )


class Certifications(Modele):
    """Les certifications existantes."""

    certifications: Liste[Certification] = Field(description="Certifications comparées.")


class Sigle(Modele):
    """Un sigle et sa signification."""

    sigle: Texte = Field(description="Sigle.", examples=["CCF"])
    signification: Texte = Field(
        description="Signification.", examples=["Contrôle en cours de formation"]
    )


class Terme(Modele):
    """Un terme du glossaire."""

    terme: Texte = Field(description="Terme.", examples=["Flotte"])
    definition: Markdown = Field(
        description="Définition.",
        examples=["Ensemble de vélos loués ou partagés, entretenus par une même équipe."],
    )


class Glossaire(Modele):
    """Sigles et termes."""

    sigles: Liste[Sigle] = Field((), description="Sigles.")
    termes: Liste[Terme] = Field((), description="Termes.")
