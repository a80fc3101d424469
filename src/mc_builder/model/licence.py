"""Under what licence a dossier is given, and who is to be named by whoever takes it up."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from mc_builder.french import listed, typeset
from mc_builder.model.base import Adresse, Modele, Texte, known_words


class Licence(Modele):
    """Sous quelle licence le dossier se diffuse, et qui citer."""

    court: ClassVar[str | None] = "nom"
    nom: Texte = Field(description="Nom de la licence.", examples=["Licence Ouverte 2.0"])
    url: Adresse | None = Field(
        None,
        description="Adresse de son texte (http, https).",
        examples=["https://www.etalab.gouv.fr/licence-ouverte-open-licence/"],
    )
    attribution: Texte | None = Field(
        None,
        description="Qui citer ; les demandeurs, sinon.",
        examples=["Fédération des ateliers du cycle"],
    )

    def said(self, asking: Iterable[str]) -> str:
        """The sentence of it, in one line; `asking` are named when nobody else is to be.

        It is empty when the licence is not known yet.
        """
        if not (name := known_words(self.nom)):
            return ""
        where = f" ({self.url})" if self.url else ""
        cited = known_words(self.attribution) or listed(list(asking))
        return typeset(f"{name}{where}, à citer : {cited}" if cited else f"{name}{where}")
