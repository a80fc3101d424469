"""Sheets that people fill and that reckon: what is typed is open, formulas and texts are not."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from mc_builder.writers.xlsx.sheets import HORS_LISTE, Classeur, Colonne, Feuille

#: What stays allowed where formulas are protected.
_PERMIS = {"format_cells": True, "format_columns": True, "format_rows": True}


class FeuilleCalculee(Feuille):
    """One sheet that reckons, written from the top down; rows and columns are counted from 0."""

    def __init__(self, classeur: Classeur, nom: str, colonnes: Sequence[Colonne]) -> None:
        super().__init__(classeur, nom)
        self.largeurs(colonnes)
        self._feuille.set_portrait()

    def text(self, column: int, text: str, style: str = "texte") -> None:
        """A text in the row that is being written."""
        self._feuille.write_string(
            self.ligne, column, self._classeur.clean(text), self._classeur.style(style)
        )

    def fill(self, column: int, value: float | None = None, style: str = "case") -> None:
        """A cell to fill."""
        look = self._classeur.style(style)
        if value is None:
            self._feuille.write_blank(self.ligne, column, None, look)
        else:
            self._feuille.write_number(self.ligne, column, value, look)

    def formula(self, column: int, formula: str, style: str = "nombre") -> str:
        """A formula, in the words of English that files keep; where it stands."""
        self._feuille.write_formula(self.ligne, column, formula, self._classeur.style(style), "")
        cell: str = xl_rowcol_to_cell(self.ligne, column)
        return cell

    def choices(self, column: int, source: str | Sequence[str]) -> None:
        """Only these values in a cell of the row."""
        self._feuille.data_validation(
            *(self.ligne, column, self.ligne, column),
            {
                "validate": "list",
                "source": source if isinstance(source, str) else list(source),
                **HORS_LISTE,
            },
        )

    def number_from(self, column: int, least: float) -> None:
        """Only numbers that are not below this one in a cell of the row."""
        self._feuille.data_validation(
            *(self.ligne, column, self.ligne, column),
            {
                "validate": "decimal",
                "criteria": ">=",
                "value": least,
                "error_title": "Nombre attendu",
                "error_message": f"Un nombre, {least:g} au moins.",
            },
        )

    def end_row(self, texts: Sequence[str] = ()) -> None:
        """Go to the next row, once this one is as high as its texts ask."""
        self._hauteur(texts)
        self.ligne += 1

    def protect(self, heads: int) -> None:
        """Only the cells to fill can be changed; the first rows are on every page.

        No password: it guards against slips.
        """
        self._feuille.repeat_rows(0, heads)
        self._feuille.protect("", _PERMIS)
