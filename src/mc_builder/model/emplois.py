"""The target jobs (emplois-types) and the shared requirements (exigences) they ask for."""

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mc_builder.french import slug
from mc_builder.model.base import (
    Autonomie,
    Entier,
    Fourchette,
    Identifiant,
    Importance,
    Liste,
    Markdown,
    Modele,
    Objet,
    OuACompleter,
    Texte,
    Vers,
    if_known,
)
from mc_builder.model.liens import LienSource
from mc_builder.model.parcours import DeParcours

NatureExigence = Literal["savoir-faire", "savoir", "savoir-etre", "habilitation"]
Motif = Literal["hors_niveau", "autre_certification", "acquise_a_l_acces", "hors_champ"]
#: The weight of a requirement whose importance is still to be set.
_MILIEU = 2
#: The classes of what may be suggested for a requirement (`coverage/analysis/suggestions`).
PROPOSABLES = (
    "Activite",
    "Tache",
    "Savoir",
    "ElementSavoir",
    "Competence",
    "SousCompetence",
    "Indicateur",
    "Habilitation",
    "Partie",
    "Attestation",
)
AccesEmploi = Literal["premiere-insertion", "apres-experience"]
#: What is the same whatever its version: a code in a nomenclature, or the same words.
Reperes = frozenset[tuple[str, str]]


def reperes(intitule: str, codes: Iterable[tuple[str, str]]) -> Reperes:
    """What a requirement, or an item of a fiche, is recognised by; `codes` with their nomenclature.

    Versions do not count: a code stays that of the same item when its words change.
    """
    return frozenset({("", slug(intitule)), *((slug(nom), code) for nom, code in codes)})


class Nomenclature(Modele):
    """Le repère d’une nomenclature (ROME, ESCO) qui permet de relier l’objet plus tard."""

    nom: Texte = Field(description="Nomenclature : ROME, ESCO…", examples=["ROME"])
    version: Texte | None = Field(None, description="Version de la nomenclature.", examples=["4.0"])
    code: Texte = Field(description="Code dans la nomenclature.", examples=["I1607"])


class Exigence(Objet):
    """Ce qu’un ou plusieurs emplois demandent ; partagée entre eux."""

    designation: ClassVar[str] = "l’exigence"
    exemple: ClassVar[str] = "diagnostiquer-assistance"
    intitule: Texte = Field(
        description="Ce qui est demandé.",
        examples=["Diagnostiquer une panne d’assistance électrique"],
    )
    nature: NatureExigence = Field(description="Elle décide du chemin de couverture.")
    source: LienSource | None = Field(None, description="D’où vient l’exigence.")
    nomenclatures: Liste[Nomenclature] = Field((), description="Repères dans les nomenclatures.")
    pistes_ecartees: Annotated[Liste[Identifiant], Vers(*PROPOSABLES)] = Field(
        (),
        description="Objets que les rédacteurs ont écartés : ils ne lui sont plus proposés.",
        examples=[["tenir-une-caisse"]],
    )

    @property
    def reperes(self) -> Reperes:
        """What it is recognised by in the fiches: its codes, its words."""
        codes = ((str(cited.nom), str(cited.code)) for cited in self.nomenclatures)
        return reperes(str(self.intitule), codes)


class Exigences(Modele):
    """Le fichier des exigences."""

    exigences: Liste[Exigence] = Field(description="Les exigences des emplois visés.")


class Appellation(Modele):
    """Un intitulé courant de l’emploi, aux deux genres."""

    court: ClassVar[str | None] = "intitule"
    intitule: Texte = Field(
        description="Intitulé aux deux genres.", examples=["Réparateur ou réparatrice de cycles"]
    )
    source: LienSource | None = Field(None, description="D’où vient l’appellation.")


class Ecart(Modele):
    """Pourquoi une exigence est laissée de côté pour cet emploi."""

    motif: Motif = Field(description="Motif.")
    explication: Markdown = Field(
        description="Le motif en une phrase.",
        examples=["Cette tâche relève d’un niveau supérieur."],
    )
    certification: Annotated[Identifiant | None, Vers("Certification")] = Field(
        None,
        description="L’autre certification, quand le motif est « autre_certification ».",
        examples=["titre-mecanicien"],
    )


class ExigenceEmploi(Modele):
    """Une exigence telle que cet emploi la demande."""

    exigence: Annotated[Identifiant, Vers("Exigence")] = Field(
        description="L’exigence.", examples=["diagnostiquer-assistance"]
    )
    importance: OuACompleter[Importance] = Field(
        description="De 1 à 3 : le poids dans la couverture ; « à compléter » compte pour 2.",
        examples=["3"],
    )
    autonomie: OuACompleter[Autonomie] | None = Field(
        None, description="Autonomie attendue, de 1 à 3.", examples=["2"]
    )
    ecartee: Ecart | None = Field(None, description="Laissée de côté, avec son motif.")

    @property
    def poids(self) -> int:
        """The weight that it counts for; the middle of the scale when nobody has set it yet."""
        known = if_known(self.importance)
        return _MILIEU if known is None else known


class ElementsEcartes(Ecart):
    """Des éléments d’une fiche que les rédacteurs ne reprennent pas, et pourquoi."""

    elements: Liste[Texte] = Field(
        description="Leurs codes, dans la fiche.", examples=[["124797", "103482"]]
    )


class FicheEmploi(Modele):
    """Une fiche que cet emploi reprend."""

    court: ClassVar[str | None] = "fiche"
    fiche: Annotated[Identifiant, Vers("FicheMetier")] = Field(
        description="La fiche.", examples=["rome-460-i1607"]
    )
    ecartes: Liste[ElementsEcartes] = Field(
        (), description="Ce que l’emploi laisse de côté, avec son motif."
    )


class Emploi(DeParcours):
    """Un emploi-type visé par le diplôme."""

    designation: ClassVar[str] = "l’emploi"
    exemple: ClassVar[str] = "mecanicien-cycles"
    intitule: Texte = Field(
        description="Intitulé aux deux genres.", examples=["Mécanicien ou mécanicienne de cycles"]
    )
    description: Markdown | None = Field(
        None,
        description="L’emploi en quelques phrases.",
        examples=["Remet en état des vélos confiés à un atelier."],
    )
    appellations: Liste[Appellation] = Field((), description="Intitulés courants regroupés.")
    acces: AccesEmploi = Field(description="Dès la première insertion, ou après expérience.")
    niveau_usuel: OuACompleter[Entier] | None = Field(
        None, description="Niveau habituel de qualification.", examples=["3"]
    )
    niveaux_des_fiches: OuACompleter[Fourchette] | None = Field(
        None,
        description="Niveaux d’accès, du plus bas au plus haut, selon les fiches de métier que"
        " l’emploi cite (« 4 à 5 », « 5 au plus » quand une fiche ouvre l’emploi sans diplôme).",
        examples=["3 à 4"],
    )
    rome: Liste[Texte] = Field((), description="Codes ROME.", examples=[["I1607"]])
    fiches: Liste[FicheEmploi] = Field(
        (), description="Les fiches de métier que l’emploi reprend, élément par élément."
    )
    sources: Liste[LienSource] = Field((), description="D’où vient l’emploi.")
    organisations: Liste[Texte] = Field(
        (), description="Types d’organisations.", examples=[["Ateliers de réparation"]]
    )
    exigences: Liste[ExigenceEmploi] = Field(description="Les exigences de l’emploi.")


class FichierEmploi(Modele):
    """Un emploi par fichier."""

    emploi: Emploi = Field(description="L’emploi-type.")
