"""Options of a diploma (or parcours, dominantes): what holds for some of them only."""

from typing import Annotated, ClassVar

from pydantic import Field

from mc_builder.model.base import Identifiant, Libelle, Liste, Objet, Texte, Vers
from mc_builder.model.liens import ou_un_seul


class Parcours(Objet):
    """Une option du diplôme (un parcours, une dominante), que la personne candidate choisit."""

    designation: ClassVar[str] = "l’option"
    exemple: ClassVar[str] = "option-ville"
    court: ClassVar[str | None] = "intitule"
    intitule: Texte = Field(description="Intitulé.", examples=["Cycles de ville"])
    numero: Libelle | None = Field(
        None, description="Lettre ou numéro imprimé ; A, B, C…, sinon.", examples=["A"]
    )


#: The options for which something holds; none named, all of them.
Pour = Annotated[Liste[Identifiant], ou_un_seul, Vers("Parcours")]


class DeParcours(Objet):
    """What may hold for some options only."""

    pour: Pour = Field(
        (),
        description="Options pour lesquelles l’objet vaut, quand ce n’est pas pour toutes.",
        examples=[["option-ville"]],
    )
