"""The tables that publishers give, by their columns, and the records that each row makes.

A table is known by the columns that it must have, never by its name: names change with versions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mc_builder.nomenclatures.importing.dates import day, level
from mc_builder.nomenclatures.importing.rows import Row
from mc_builder.nomenclatures.store_records import (
    APPELLATION,
    BLOC,
    CONTEXTE,
    FICHE,
    FORMACODE,
    ITEM,
    NSF,
    SAVOIR,
    SAVOIR_ETRE,
    SAVOIR_FAIRE,
    Certification,
    Entree,
    Lien,
    Record,
    Renvoi,
    Succession,
    Texte,
)

#: What a row makes.
Reader = Callable[[Row], Iterator[Record]]


@dataclass(frozen=True, slots=True)
class Family:
    """A nomenclature and what is owed to its publisher."""

    nom: str
    licence: str
    attribution: str


ROME = Family("ROME", "Licence Ouverte 2.0", "France Travail")
RNCP = Family("RNCP", "Licence Ouverte 2.0", "France compétences")
ESCO = Family("ESCO", "réutilisation autorisée, source à citer", "Commission européenne, ESCO")


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of table: its nomenclature, its columns, those that no row may leave empty.

    `records` may give nothing for a row that is of no use here.
    """

    family: Family
    columns: frozenset[str]
    required: tuple[str, ...]
    records: Reader

    def accepts(self, columns: tuple[str, ...]) -> bool:
        """Whether a table of these columns is of this kind."""
        return self.columns <= set(columns)


def _mended(text: str) -> str:
    """The text without the doubled apostrophes that ROME takes from its database."""
    return text.replace("''", "'")


def _rome_fiche(row: Row) -> Iterator[Record]:
    code = row["code_rome"]
    parent = row.get("code_rome_parent", "")
    title = _mended(row["libelle_rome"])
    yield Entree(FICHE, code, code, title, parent=parent if parent != code else "")


def _rome_appellation(row: Row) -> Iterator[Record]:
    title = _mended(row["libelle_appellation_long"])
    code = row["code_ogr"]
    yield Entree(APPELLATION, code, code, title, parent=row["code_rome"])


def _rome_item(column: str, code: str, nature: Callable[[Row], str]) -> Reader:
    def records(row: Row) -> Iterator[Record]:
        cle = row[code]
        yield Entree(ITEM, cle, cle, _mended(row[column]), nature(row), _parent(row))

    return records


def _parent(row: Row) -> str:
    """The macro-competence of a competence of ROME 4."""
    return row.get("code_ogr_macro_comp", "")


def _of_competence(row: Row) -> str:
    """ROME 4 says it plainly; in ROME 3 this table holds the savoirs, another the activities."""
    category = row.get("cat_comp", "")
    if category:
        return SAVOIR_ETRE if "être" in category.casefold() else SAVOIR_FAIRE
    return SAVOIR if "SAVOIRS" in row.get("libelle_type_competence", "") else SAVOIR_FAIRE


def _rome_text(row: Row) -> Iterator[Record]:
    if row["libelle_type_texte"] == "definition":
        yield Texte(row["code_rome"], _mended(row["libelle_texte"]))


#: What ROME 3 links to its fiches beside their items: the fiche itself, and its appellations.
_NO_ITEM = {"3", "4"}


def _rome_3_link(row: Row) -> Iterator[Record]:
    """In the order of the printed fiche: what all ask before what some do, then by block."""
    if row["code_type_referentiel"] not in _NO_ITEM:
        rank = 0
        for place in ("code_compo_bloc", "position_bloc", "position_item"):
            rank = rank * 1_000 + _rank(row.get(place, ""))
        yield Lien(row["code_rome"], row["code_ogr"], rank)


def _rome_link(row: Row) -> Iterator[Record]:
    heart = row.get("coeur_metier")
    yield Lien(row["code_rome"], row["code_ogr"], coeur=None if heart is None else _yes(heart))


def _rank(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,3}", text) else 0


def _yes(text: str) -> bool:
    """Any word that does not say no."""
    return text.casefold() not in {"", "n", "non", "0", "false"}


def _register_2021(row: Row) -> Iterator[Record]:
    """A certification as the register gave it until 2021: one row for each of its successors."""
    code = row["CodeRNCP"]
    yield Entree(FICHE, code, code, row["intituleDiplome"])
    end = day(row["date_fin_validite_enregistrement"])
    active = row["ActiveInactive"].casefold() == "active"
    yield Certification(code, level(row["NiveauEurope"]), end, active)
    if old := row.get("AncienneFiche", ""):
        yield Succession(old, code)
    if new := row.get("NouvelleFiche", ""):
        yield Succession(code, new)


def _register(row: Row) -> Iterator[Record]:
    code = row["Numero_Fiche"]
    yield Entree(FICHE, code, code, row["Intitule"])
    end = day(row["Date_Fin_Enregistrement"])
    active = row["Actif"].casefold() == "active"
    yield Certification(code, level(row["Nomenclature_Europe_Niveau"]), end, active)


def _register_successors(row: Row) -> Iterator[Record]:
    if old := row["Ancienne_Certification"]:
        yield Succession(old, row["Numero_Fiche"])
    if new := row["Nouvelle_Certification"]:
        yield Succession(row["Numero_Fiche"], new)


def _bloc(fiche: str, code: str, title: str) -> Reader:
    def records(row: Row) -> Iterator[Record]:
        yield Entree(BLOC, row[code], row[code], row[title], parent=row[fiche])

    return records


def _cross(fiche: str, code: str, nom: str) -> Reader:
    def records(row: Row) -> Iterator[Record]:
        yield Renvoi(row[fiche], nom, row[code])

    return records


def _esco_code(uri: str) -> str:
    """What ends the address of a concept, and is its name."""
    return uri.rpartition("/")[2]


def _esco_occupation(row: Row) -> Iterator[Record]:
    cle = _esco_code(row["conceptUri"])
    code = row.get("code", "") or cle
    yield Entree(
        FICHE, cle, code, row["preferredLabel"], "", row["iscoGroup"], row.get("description", "")
    )
    for rank, name in enumerate(filter(None, row.get("altLabels", "").split("\n"))):
        yield Entree(APPELLATION, f"{cle}/{rank}", code, name.strip(), parent=cle)


def _esco_skill(row: Row) -> Iterator[Record]:
    cle = _esco_code(row["conceptUri"])
    nature = SAVOIR if row["skillType"].endswith("knowledge") else SAVOIR_FAIRE
    yield Entree(ITEM, cle, cle, row["preferredLabel"], nature, "", row.get("description", ""))


def _esco_link(row: Row) -> Iterator[Record]:
    heart = row["relationType"] == "essential"
    yield Lien(_esco_code(row["occupationUri"]), _esco_code(row["skillUri"]), coeur=heart)


def _format(family: Family, required: str, others: str, records: Reader) -> Format:
    """A kind of table: `required` columns are never empty, `others` only have to be there."""
    names = tuple(required.split())
    return Format(family, frozenset({*names, *others.split()}), names, records)


#: What is read, in the order of reading: a fiche before its definition. The first that accepts the
#: columns of a table reads it.
FORMATS: tuple[Format, ...] = (
    _format(ROME, "code_rome libelle_rome", "code_ogr", _rome_fiche),
    _format(ROME, "code_ogr libelle_appellation_long code_rome", "", _rome_appellation),
    _format(
        ROME,
        "code_ogr libelle_competence",
        "",
        _rome_item("libelle_competence", "code_ogr", _of_competence),
    ),
    _format(
        ROME,
        "code_ogr libelle_activite",
        "",
        _rome_item("libelle_activite", "code_ogr", lambda _: SAVOIR_FAIRE),
    ),
    _format(
        ROME,
        "code_ogr_savoir libelle_savoir",
        "",
        _rome_item("libelle_savoir", "code_ogr_savoir", lambda _: SAVOIR),
    ),
    _format(
        ROME,
        "code_ogr libelle_env_travail",
        "",
        _rome_item("libelle_env_travail", "code_ogr", lambda _: CONTEXTE),
    ),
    _format(
        ROME,
        "code_ogr libelle_cont_travail",
        "",
        _rome_item("libelle_cont_travail", "code_ogr", lambda _: CONTEXTE),
    ),
    _format(ROME, "code_rome libelle_texte", "libelle_type_texte", _rome_text),
    _format(
        ROME,
        "code_rome code_ogr",
        "code_type_referentiel position_bloc position_item",
        _rome_3_link,
    ),
    _format(
        RNCP,
        "CodeRNCP intituleDiplome",
        "NiveauEurope date_fin_validite_enregistrement ActiveInactive",
        _register_2021,
    ),
    _format(
        RNCP, "CodeRNCP numero_bloc intitule", "", _bloc("CodeRNCP", "numero_bloc", "intitule")
    ),
    _format(RNCP, "CodeRNCP Rome", "", _cross("CodeRNCP", "Rome", "ROME")),
    _format(
        RNCP,
        "Numero_Fiche Intitule",
        "Nomenclature_Europe_Niveau Date_Fin_Enregistrement Actif",
        _register,
    ),
    _format(
        RNCP,
        "Numero_Fiche Bloc_Competences_Code Bloc_Competences_Libelle",
        "",
        _bloc("Numero_Fiche", "Bloc_Competences_Code", "Bloc_Competences_Libelle"),
    ),
    _format(
        RNCP,
        "Numero_Fiche Codes_Rome_Code",
        "",
        _cross("Numero_Fiche", "Codes_Rome_Code", "ROME"),
    ),
    _format(RNCP, "Numero_Fiche Nsf_Code", "", _cross("Numero_Fiche", "Nsf_Code", NSF)),
    _format(
        RNCP,
        "Numero_Fiche Formacode_Code",
        "",
        _cross("Numero_Fiche", "Formacode_Code", FORMACODE),
    ),
    _format(
        RNCP,
        "Numero_Fiche",
        "Ancienne_Certification Nouvelle_Certification",
        _register_successors,
    ),
    _format(ESCO, "conceptUri preferredLabel", "iscoGroup", _esco_occupation),
    _format(ESCO, "conceptUri preferredLabel", "skillType", _esco_skill),
    _format(ESCO, "occupationUri skillUri", "relationType", _esco_link),
    # Last: these two columns are in many tables.
    _format(ROME, "code_rome code_ogr", "", _rome_link),
)


def format_of(columns: tuple[str, ...]) -> Format | None:
    """The kind of a table that has these columns."""
    return next((one for one in FORMATS if one.accepts(columns)), None)
