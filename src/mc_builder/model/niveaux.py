"""The levels by which a bloc is learnt, one year after another, as a BUT has them."""

from typing import Annotated, ClassVar

from pydantic import Field

from mc_builder.model.base import Entier, Identifiant, Libelle, Liste, OuACompleter, Texte, Vers
from mc_builder.model.formes import NUMERO
from mc_builder.model.parcours import DeParcours


class Niveau(DeParcours):
    """Un niveau du bloc : ce que l’on en acquiert, et l’année où on l’acquiert."""

    designation: ClassVar[str] = "le niveau"
    exemple: ClassVar[str] = "remise-en-etat-1"
    court: ClassVar[str | None] = None
    intitule: Texte = Field(
        description="Intitulé du niveau.", examples=["Remettre en état un vélo courant"]
    )
    numero: Libelle | None = Field(None, description=NUMERO, examples=["1"])
    annee: OuACompleter[Entier] | None = Field(
        None, description="Année de formation où il s’acquiert.", examples=["1"]
    )
    competences: Annotated[Liste[Identifiant], Vers("Competence")] = Field(
        (), description="Compétences du bloc qui s’y acquièrent.", examples=[["etablir-diagnostic"]]
    )
