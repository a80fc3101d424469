"""A small file that says what the columns of a table are → how that table is read.

For what no publisher's form covers: the inventory of a branch, the jobs of a report.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from pydantic import Field

from mc_builder.french import slug
from mc_builder.model.base import Modele
from mc_builder.model.emplois import NatureExigence
from mc_builder.nomenclatures.importing.formats import Family, Format, Reader
from mc_builder.nomenclatures.importing.rows import Row
from mc_builder.nomenclatures.store_records import (
    CONTEXTE,
    FICHE,
    ITEM,
    SAVOIR_FAIRE,
    Entree,
    Lien,
    Record,
)

_NATURES = (*get_args(NatureExigence), CONTEXTE)


class Colonnes(Modele):
    """Le nom des colonnes du tableau ; une ligne est une fiche, ou un élément d’une fiche."""

    code: str = Field(description="Code de la fiche.", examples=["id"])
    intitule: str = Field(description="Intitulé de la fiche.", examples=["intitule"])
    famille: str | None = Field(None, description="Famille.", examples=["famille"])
    definition: str | None = Field(None, description="Définition.", examples=["activites"])
    element: str | None = Field(
        None, description="Ce que la fiche demande : la ligne en dit un.", examples=["competence"]
    )
    code_element: str | None = Field(None, description="Code de cet élément.", examples=["ref"])
    nature: str | None = Field(
        None, description="Nature de cet élément ; savoir-faire, sinon.", examples=["nature"]
    )


class Lecture(Modele):
    """Ce qu’est un tableau, et ce que disent ses colonnes."""

    nom: str = Field(description="Nom de la nomenclature.", examples=["VPPEC"])
    version: str = Field(description="Version, ou année.", examples=["2017"])
    date: str = Field("", description="Date de publication.", examples=["juin 2017"])
    licence: str = Field("", description="Licence.", examples=["Licence Ouverte 2.0"])
    attribution: str = Field("", description="Qui citer.", examples=["France Stratégie et Céreq"])
    colonnes: Colonnes = Field(description="Les colonnes.")


def format_of_lecture(lecture: Lecture) -> Format:
    """How the tables that a mapping describes are read."""
    named = lecture.colonnes
    family = Family(lecture.nom, lecture.licence, lecture.attribution)
    columns = frozenset(name for name in named.model_dump().values() if name is not None)
    return Format(family, columns, (named.code, named.intitule), _reader(named))


def _reader(named: Colonnes) -> Reader:
    def cell(row: Row, column: str | None) -> str:
        return row.get(column, "") if column is not None else ""

    def records(row: Row) -> Iterator[Record]:
        fiche, family = row[named.code], cell(row, named.famille)
        title, definition = row[named.intitule], cell(row, named.definition)
        yield Entree(FICHE, fiche, fiche, title, parent=family, definition=definition)
        if element := cell(row, named.element):
            nature = slug(cell(row, named.nature))
            code = cell(row, named.code_element) or f"{fiche}/{slug(element)}"
            nature = nature if nature in _NATURES else SAVOIR_FAIRE
            yield Entree(ITEM, code, code, element, nature)
            yield Lien(fiche, code)

    return records
