"""A diploma type as data: its names, levels, annexes, numbering and legal figures, dated."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from mc_builder.french import Noun
from mc_builder.model.base import Booleen, Date, Entier, Identifiant, Libelle, Liste, Modele

#: The annexes that the templates know.
Annexe = Literal[
    "presentation", "activites", "competences", "evaluation", "formation", "correspondance"
]

Force = Literal["erreur", "avertissement", "info"]


class Nom(Modele):
    """Un nom et ses accords : l’article, le pluriel et la préposition se calculent."""

    court: ClassVar[str | None] = "nom"
    nom: Libelle = Field(description="Nom, au singulier et en minuscules (« unité »).")
    genre: Literal["m", "f"] = Field("m", description="Genre : « m » ou « f ».")
    pluriel: Libelle | None = Field(
        None, description="Pluriel, quand il ne se forme pas en ajoutant un « s »."
    )
    elision: Booleen | None = Field(
        None, description="« non » quand l’article reste entier (« le huit ») ; sinon, calculé."
    )

    @property
    def noun(self) -> Noun:
        """The noun, for who writes a sentence."""
        return Noun(self.nom, self.genre == "f", self.pluriel or "", self.elision)


class Formes(Nom):
    """Le nom du diplôme dans la phrase."""

    court: ClassVar[str | None] = None
    sigle: Libelle | None = Field(None, description="Sigle (« MC »).")
    autres_noms: Liste[Libelle] = Field(
        (), description="Noms antérieurs ou suivants, que des textes emploient encore."
    )
    noms_courts: Liste[Libelle] = Field(
        (), description="Noms abrégés dans la phrase (« mention »)."
    )

    @property
    def noms(self) -> tuple[str, ...]:
        """The full names of the type, its own first."""
        return (self.nom, *self.autres_noms)

    @property
    def un(self) -> str:
        """« une mention complémentaire »."""
        return self.noun.un

    @property
    def le(self) -> str:
        """« la mention complémentaire »; like what follows, for the templates of a house."""
        return self.noun.le

    @property
    def du(self) -> str:
        """« de la mention complémentaire »."""
        return self.noun.du

    @property
    def au(self) -> str:
        """« à la mention complémentaire »."""
        return self.noun.au

    @property
    def ce(self) -> str:
        """« cette mention complémentaire »."""
        return self.noun.ce

    @property
    def il(self) -> str:
        """The pronoun."""
        return self.noun.il

    @property
    def e(self) -> str:
        """What ends a participle."""
        return self.noun.e


class TexteDate(Modele):
    """What a text of law says, and between which days: a later version is another item."""

    du: Date | None = Field(None, description="Premier jour d’application de cette version.")
    au: Date | None = Field(None, description="Dernier jour d’application de cette version.")


class Valeurs(TexteDate):
    """Une grandeur réglementée, son texte et ce qu’il vaut."""

    minimum: Entier | None = Field(None, description="Minimum.")
    maximum: Entier | None = Field(None, description="Maximum.")
    plancher: Entier | None = Field(None, description="Jamais moins, même réduit.")
    article: Libelle | None = Field(
        None, description="Article qui le fixe, avec son code (« code de l’éducation, D337-145 »)."
    )
    force: Force = Field(
        "avertissement", description="Gravité quand la grandeur sort de ces bornes."
    )


class Obligation(TexteDate):
    """Ce qu’un texte demande, et ce qu’il vaut."""

    article: Libelle = Field(
        description="Article qui le demande, avec son code (« code de l’éducation, D337-143 »)."
    )
    force: Force = Field("avertissement", description="Gravité quand il n’est pas suivi.")


class Repartition(Obligation):
    """Nombre d’unités par forme d’évaluation, pour les candidats des voies habilitées."""

    ponctuel: Entier = Field(description="Unités évaluées par épreuve ponctuelle terminale.")
    ccf: Entier = Field(description="Unités évaluées par contrôle en cours de formation.")


class Delivrance(Obligation):
    """Les règles de délivrance, en nombres."""

    moyenne: Entier = Field(description="Moyenne à atteindre, sur 20.")
    conservation: Entier = Field(description="Années pendant lesquelles une note est conservée.")


class Gravite(Modele):
    """La gravité d’une règle pour ce type de diplôme, et pourquoi."""

    force: Force = Field(description="« erreur », « avertissement » ou « info ».")
    motif: Libelle = Field(description="Pourquoi elle diffère de la gravité ordinaire.")


class AnnexeProfil(Modele):
    """Une annexe : sa clé, son numéro, son titre, quand elle est due."""

    annexe: Annexe = Field(description="Clé de l’annexe.")
    numero: Libelle = Field(description="Numéro imprimé (« I »).")
    titre: Libelle = Field(description="Titre imprimé.")
    natures: Liste[Literal["creation", "revision", "suppression"]] = Field(
        ("creation", "revision"), description="Natures de dossier où l’annexe existe."
    )


class TexteProfil(Modele):
    """Une prose attendue dans referentiels/textes/."""

    nom: Libelle = Field(description="Nom du fichier, sans extension ni numéro d’ordre.")
    titre: Libelle = Field(description="Titre imprimé.")
    annexe: Annexe = Field(description="Annexe où elle s’imprime.")
    place: Libelle = Field(description="Section de l’annexe.")


_FORMAT_NUMERO = re.compile(r"(?:[^{}]|\{[pan]\})*")


def _format_numero(value: object) -> object:
    if isinstance(value, str) and _FORMAT_NUMERO.fullmatch(value):
        return value
    raise PydanticCustomError(
        "format_numero", "un format de numéro n’a entre accolades que p, a ou n (« C{p}.{n} »)"
    )


#: « C{p}.{n} »: text, and what is put in the place of p, a and n; nothing else is computed.
FormatNumero = Annotated[str, BeforeValidator(_format_numero)]


class Numerotation(Modele):
    """Formats des numéros : {p} pôle ou bloc, {a} activité, {n} rang ; vide : non numéroté."""

    pole: FormatNumero = Field("{n}", description="Numéro d’un pôle.")
    activite: FormatNumero = Field("{p}.{n}", description="Numéro d’une activité.")
    tache: FormatNumero = Field("{p}.{a}.{n}", description="Numéro d’une tâche.")
    bloc: FormatNumero = Field("{n}", description="Numéro d’un bloc.")
    competence: FormatNumero = Field("C{p}.{n}", description="Numéro d’une compétence.")
    sous_competence: FormatNumero = Field(
        "C{p}.{a}.{n}", description="Numéro d’une sous-compétence."
    )
    savoir: FormatNumero = Field("", description="Numéro d’un savoir.")
    unite: FormatNumero = Field("U{n}", description="Numéro d’une unité.")
    epreuve: FormatNumero = Field("E{n}", description="Numéro d’une épreuve.")
    sous_epreuve: FormatNumero = Field("E{p}.{n}", description="Numéro d’une sous-épreuve.")


class Profil(Modele):
    """Un type de diplôme, pour une période."""

    id: Identifiant = Field(description="Nom du profil, écrit dans dossier.yaml.")
    herite_de: Identifiant | None = Field(
        None,
        description="Profil que celui-ci complète : ce qu’il n’écrit pas est repris de lui ;"
        " « neutre », quand rien n’est écrit ici.",
    )
    du: Date | None = Field(None, description="Premier jour de validité.")
    au: Date | None = Field(None, description="Dernier jour de validité.")
    fondement: Libelle = Field(description="Texte qui crée ou renomme ce type de diplôme.")
    remplace: Identifiant | None = Field(None, description="Profil antérieur.")
    remplace_par: Identifiant | None = Field(None, description="Profil suivant.")
    formes: Formes = Field(description="Nom et accords.")
    niveaux: Liste[Entier] = Field(description="Niveaux possibles.")
    niveaux_article: Libelle | None = Field(
        None, description="Article qui les fixe, avec son code (« code de l’éducation, D337-139 »)."
    )
    unites: Liste[Valeurs] = Field((), description="Nombre d’unités, version par version.")
    heures: Liste[Valeurs] = Field((), description="Heures en centre.")
    semaines: Liste[Valeurs] = Field((), description="Semaines en entreprise.")
    acces: Liste[Obligation] = Field((), description="Les diplômes d’accès sont fixés.")
    annexes_fixees: Liste[Obligation] = Field((), description="Les référentiels sont fixés.")
    epreuve_par_unite: Liste[Obligation] = Field((), description="Une unité, une épreuve.")
    bloc_par_unite: Liste[Obligation] = Field((), description="Une unité, un bloc.")
    reglement: Liste[Obligation] = Field(
        (), description="Le règlement dit nature, coefficient et durée des évaluations."
    )
    tout_ponctuel: Liste[Obligation] = Field(
        (), description="Certains candidats ne passent que des épreuves ponctuelles."
    )
    experience: Liste[Obligation] = Field(
        (), description="Trois ans d’expérience donnent accès à l’examen."
    )
    repartition: Liste[Repartition] = Field((), description="Unités par forme d’évaluation.")
    delivrance: Liste[Delivrance] = Field((), description="Règles de délivrance, en nombres.")
    vae: Liste[Obligation] = Field((), description="Le diplôme s’obtient aussi par la VAE.")
    gravites: dict[str, Gravite] = Field(
        {}, description="Gravité d’une règle, par code, avec son motif."
    )
    annexes: Liste[AnnexeProfil] = Field(description="Annexes, dans l’ordre.")
    textes: Liste[TexteProfil] = Field((), description="Proses attendues.")
    numerotation: Numerotation = Field(Numerotation(), description="Formats des numéros.")
    annexe_competences: Literal["par-activite", "matrice"] = Field(
        "par-activite", description="Mise en page de l’annexe de compétences."
    )
    enseignement_general: Booleen = Field(
        default=False, description="Le diplôme a des blocs généraux."
    )
    regles_delivrance: Liste[Libelle] = Field(
        (), description="Règles de délivrance rappelées, avec leur article."
    )


class FichierProfil(Modele):
    """Un profil par fichier."""

    profil: Profil = Field(description="Le type de diplôme.")


#: What a profile never takes from the one that it completes: its name, and its days.
PROPRES = frozenset({"id", "herite_de", "du", "au", "remplace", "remplace_par"})

T = TypeVar("T", bound=TexteDate)


def en_vigueur(versions: Iterable[T], jour: date) -> T | None:
    """The version of a text that applies on a day; None when no version does."""
    for version in versions:
        begun = version.du is None or version.du <= jour
        if begun and (version.au is None or jour <= version.au):
            return version
    return None
