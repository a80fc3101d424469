"""Sheets that people fill and send back: keys out of sight, lists of choices, texts as they are.

What a cell holds is written without its typography being set: what comes back unchanged is what
was written.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name

from mc_builder.page.tree import ILLEGAL
from mc_builder.writers.xlsx.sheets import HORS_LISTE, LONGUEUR, Classeur, Colonne, Feuille, Zone

#: The height of a line, in points.
_LIGNE = 13.5
#: How many rows below the last one have the lists of choices of their columns.
_SOUS = 200
#: What stays allowed where the names are protected: all that changes no name.
_PERMIS = {
    "autofilter": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
}
#: A condition that no text meets: the cells of keys take nothing that is typed.
_JAMAIS = {
    "validate": "length",
    "criteria": ">",
    "value": LONGUEUR,
    "error_title": "Clé",
    "error_message": "Cette cellule dit de quel objet il s’agit : elle ne se modifie pas.",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A cell to fill: its value and its style."""

    valeur: str | int | Decimal | date | None = None
    style: str = "saisie"


class FeuilleASaisir(Feuille):
    """One sheet to fill, written from the top down; its first row and column are keys, hidden."""

    def __init__(self, classeur: Classeur, nom: str) -> None:
        super().__init__(classeur, classeur.said(nom))
        self._book = classeur
        self._feuille.hide_gridlines(0)

    def keys(self, keys: Sequence[str]) -> None:
        """The row of keys, out of sight."""
        for column, key in enumerate(keys):
            self._feuille.write_string(self.ligne, column, key)
        self._feuille.set_row(self.ligne, None, None, {"hidden": True})
        self._feuille.data_validation(0, 0, 0, max(0, len(keys) - 1), _JAMAIS)
        self.ligne += 1

    def heads(self, heads: Sequence[str], *, droites: int | None = None) -> None:
        """A row of heads, turned but for the first `droites` ones."""
        for column, head in enumerate(heads):
            turned = droites is not None and column >= droites
            style = self._book.style("entete", vertical=turned)
            self._feuille.write_string(self.ligne, column, self._book.clean(head), style)
        straight = list(heads)[:droites]
        self._hauteur(straight, 0 if droites is None else 150)
        self.ligne += 1

    def groups(self, gauche: int, noms: Sequence[str]) -> None:
        """A row of what the columns stand under, said once over those that stand together."""
        style, column = self._book.style("entete"), gauche
        for nom, group in itertools.groupby(noms):
            last = column + len(list(group)) - 1
            if last > column:
                self._feuille.merge_range(self.ligne, column, self.ligne, last, "", style)
            self._feuille.write_string(self.ligne, column, self._book.clean(nom), style)
            column = last + 1
        for column in range(gauche):
            self._feuille.write_blank(self.ligne, column, None, style)
        self._feuille.set_row(self.ligne, 4.4 * _LIGNE if any(noms) else _LIGNE)
        self.ligne += 1

    def row(self, cle: str, cases: Sequence[Case]) -> None:
        """An object: its key, then its cells."""
        self._feuille.write_string(self.ligne, 0, cle)
        for column, case in enumerate(cases, 1):
            self._case(column, case)
        self._hauteur(["", *(str(case.valeur or "") for case in cases)])
        self.ligne += 1

    def _case(self, column: int, case: Case) -> None:
        at, style, value = (self.ligne, column), self._book.style(case.style), case.valeur
        if value is None or value == "":
            self._feuille.write_blank(*at, None, style)
        elif isinstance(value, str):
            self._feuille.write_string(*at, raw(value), style)
        elif isinstance(value, date):
            moment = datetime(value.year, value.month, value.day)
            self._feuille.write_datetime(*at, moment, style)
        else:
            self._feuille.write_number(*at, value, style)

    def columns(self, colonnes: Sequence[Colonne]) -> None:
        """The widths of the columns that follow the keys, which are out of sight."""
        self.largeurs([Colonne("", 8), *colonnes])
        self._feuille.set_column(0, 0, 8, None, {"hidden": True})

    def choices(self, zone: Zone, gauche: int, droite: int, choix: str, *, libre: bool) -> None:
        """Only these values in some columns; `libre` when another is only asked about."""
        self._feuille.data_validation(
            zone.tete + 1,
            gauche,
            max(zone.fin, zone.tete + 1) + (_SOUS if libre else 0),
            droite,
            {
                "validate": "list",
                "source": choix,
                "error_type": "warning" if libre else "stop",
                **HORS_LISTE,
            },
        )

    def freeze(self, zone: Zone, colonnes: int, filtre: int) -> None:
        """Heads and names in sight and on every page; the columns up to `filtre` are filtered."""
        self._feuille.freeze_panes(zone.tete + 1, colonnes)
        self._feuille.repeat_rows(zone.tete)
        self._feuille.data_validation(zone.tete + 1, 0, zone.fin + _SOUS, 0, _JAMAIS)
        if zone.fin > zone.tete:
            self._feuille.autofilter(zone.tete, 1, zone.fin, filtre)

    def protect(self) -> None:
        """Only the cells to fill can be changed; no password: it guards against slips."""
        self._feuille.protect("", _PERMIS)


def raw(text: str) -> str:
    """A text as a cell can hold it: no illegal character, not too long."""
    return ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)[:LONGUEUR]


class Choix:
    """The lists of choices of a workbook, each in a column of a sheet that is out of sight."""

    def __init__(self, nom: str) -> None:
        self._nom = nom
        self._listes: list[tuple[str | int, ...]] = []

    def formula(self, values: Sequence[str | int]) -> str:
        """Where a list of choices stands; the same list once."""
        wanted = tuple(values)
        if wanted not in self._listes:
            self._listes.append(wanted)
        column = xl_col_to_name(self._listes.index(wanted), col_abs=True)
        return f"='{self._nom}'!{column}$1:{column}${max(1, len(wanted))}"

    def write(self, classeur: Classeur) -> None:
        """Write the sheet, once all lists are known."""
        sheet = classeur.workbook.add_worksheet(self._nom)
        for column, values in enumerate(self._listes):
            for row, value in enumerate(values):
                if isinstance(value, int):
                    sheet.write_number(row, column, value)
                else:
                    sheet.write_string(row, column, raw(value))
        sheet.very_hidden()


def hidden_rows(classeur: Classeur, nom: str, rows: Sequence[Sequence[str]]) -> None:
    """A sheet of texts that nobody sees."""
    sheet = classeur.workbook.add_worksheet(nom)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, raw(text))
    sheet.very_hidden()
