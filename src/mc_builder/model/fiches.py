"""The fiches of nomenclatures that a dossier was written from: their items, kept in the dossier.

Why they are kept: the measure of what is left of them may not depend on the machine; the store of
nomenclatures is on some.
"""

from typing import ClassVar

from pydantic import Field

from mc_builder.model.base import Liste, Modele, Objet, Texte
from mc_builder.model.emplois import NatureExigence, Nomenclature, Reperes, reperes
from mc_builder.model.liens import LienSource


class ElementFiche(Modele):
    """Ce qu’une fiche demande, dans les mots de son éditeur."""

    code: Texte = Field(description="Code de l’élément dans la nomenclature.", examples=["124797"])
    intitule: Texte = Field(
        description="Ce que la fiche demande.",
        examples=["Diagnostiquer une panne d’assistance électrique"],
    )
    nature: NatureExigence = Field(description="Nature qu’aurait l’exigence.")


class FicheMetier(Objet):
    """Une fiche de métier d’une nomenclature, telle que les rédacteurs l’ont lue."""

    designation: ClassVar[str] = "la fiche"
    exemple: ClassVar[str] = "rome-460-i1607"
    intitule: Texte = Field(
        description="Intitulé de la fiche.", examples=["Mécanicien ou mécanicienne de cycles"]
    )
    nomenclature: Nomenclature = Field(description="Nomenclature, version et code de la fiche.")
    source: LienSource | None = Field(
        None, description="La source qui la donne : son éditeur, son année, sa licence."
    )
    elements: Liste[ElementFiche] = Field(description="Ce qu’elle demande, dans son ordre.")

    @property
    def nom(self) -> str:
        """« ROME 4.60, I1607 »."""
        cited = self.nomenclature
        edition = " ".join(str(x) for x in (cited.nom, cited.version) if x)
        return f"{edition}, {cited.code}"

    def reperes(self, element: ElementFiche) -> Reperes:
        """What an item is recognised by: its code in this nomenclature, its words."""
        return reperes(str(element.intitule), ((str(self.nomenclature.nom), str(element.code)),))


class FichierFiche(Modele):
    """Une fiche par fichier."""

    fiche: FicheMetier = Field(description="La fiche.")
