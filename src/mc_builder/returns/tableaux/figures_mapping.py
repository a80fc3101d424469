"""A small file that says what the columns of a table of figures are, and what all its rows share.

For the tables of an observatory, which name their columns as they like and give their source once.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from mc_builder.model.base import Modele

#: The keys of the file that are not the name of the column of a figure.
_COLUMNS = {"source": "source/ref", "reperage": "source/reperage", "page": "source/page"}


class ColonnesChiffres(Modele):
    """Le titre des colonnes du tableau ; une ligne est un chiffre."""

    intitule: str = Field(description="Ce qui est mesuré.", examples=["Libellé de l’indicateur"])
    valeur: str = Field(description="Valeur.", examples=["Résultat"])
    jusqu_a: str | None = Field(None, description="Borne haute.", examples=["Maximum"])
    unite: str | None = Field(None, description="Unité.", examples=["Unité"])
    annee: str | None = Field(None, description="Année.", examples=["Millésime"])
    perimetre: str | None = Field(None, description="Périmètre.", examples=["Zone d’emploi"])
    reserve: str | None = Field(None, description="Réserve.", examples=["Précaution"])
    source: str | None = Field(None, description="Source.", examples=["Enquête"])
    reperage: str | None = Field(None, description="Place dans la source.", examples=["Tableau"])
    page: str | None = Field(None, description="Page de la source.", examples=["Page"])


class Communs(Modele):
    """Ce qui vaut pour toutes les lignes dont la case est vide, ou n’existe pas."""

    unite: str | None = Field(None, description="Unité.", examples=["%"])
    annee: str | int | None = Field(None, description="Année.", examples=["2024"])
    perimetre: str | None = Field(None, description="Périmètre.", examples=["Bretagne"])
    reserve: str | None = Field(None, description="Réserve.", examples=["Estimation"])
    source: str | None = Field(
        None,
        description="Source : son identifiant, ou son titre.",
        examples=["enquete-besoins-2024"],
    )
    reperage: str | None = Field(None, description="Place dans la source.", examples=["Tableau 3"])
    page: str | int | None = Field(None, description="Page de la source.", examples=["14"])


class LectureChiffres(Modele):
    """Ce que disent les colonnes d’un tableau de chiffres, et ce que ses lignes partagent."""

    colonnes: ColonnesChiffres = Field(description="Les colonnes.")
    partout: Communs = Field(Communs(), description="Ce qui vaut pour toutes les lignes.")

    @property
    def titles(self) -> Mapping[str, str]:
        """The columns that are named, by the field of a figure."""
        return _given(self.colonnes)

    @property
    def shared(self) -> Mapping[str, str]:
        """What all the rows share, by the field of a figure."""
        return _given(self.partout)


def _given(model: Modele) -> Mapping[str, str]:
    said = model.model_dump(exclude_none=True)
    return {_COLUMNS.get(key, key): str(value) for key, value in said.items()}
