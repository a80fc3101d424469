"""Sheets that people fill and that reckon: what is typed is open, formulas and texts are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from mc_builder.page.tree import ILLEGAL
from mc_builder.writers.xlsx.filled import raw
from mc_builder.writers.xlsx.sheets import (
    CORPS,
    HORS_LISTE,
    TITRE,
    Classeur,
    Colonne,
    Feuille,
    lines_high,
)

#: What stays allowed where formulas are protected.
_PERMIS = {"format_cells": True, "format_columns": True, "format_rows": True}
#: What Excel takes in the name of a sheet, and how long.
_INTERDITS, _NOM = re.compile(rf"[\[\]:*?/\\']|{ILLEGAL.pattern}"), 31
#: A name that it keeps for itself.
_RESERVE = "history"
#: The pixels of a sign of a column, those of its borders, the points of a pixel; the height of a
#: row that nothing sets.
_PIXELS, _BORD, _POINT, _LIGNE = 7, 5, 0.75, 15
#: How much less of a text in bold a line holds.
_GRAS = 0.92
#: What an upright A4 page holds, in points; how much longer a sheet may be and still be put on one.
_LARGEUR, _HAUTEUR, _PLUS = 537, 755, 1.25
#: The rows that a chart takes.
_GRAPHIQUE = 15


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes, and that no other sheet has; it is added to those."""
    plain = " ".join(_INTERDITS.sub(" ", name).split())
    plain = _cut(plain, _NOM) or "Feuille"
    found, rank = plain, 1
    while found.casefold() in {_RESERVE, *(one.casefold() for one in taken)}:
        rank += 1
        found = f"{_cut(plain, _NOM - 5)} {rank}"
    taken.add(found)
    return found


def _cut(text: str, length: int) -> str:
    """So much of a text, counted as Excel does: a sign beyond the first plane is two."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore").strip()


@dataclass(frozen=True, slots=True)
class Serie:
    """What a chart shows of one thing: where its name and its values are, its share of the hue."""

    nom: str
    valeurs: str
    part: float


class FeuilleCalculee(Feuille):
    """One sheet that reckons, written from the top down; rows and columns are counted from 0."""

    def __init__(self, classeur: Classeur, nom: str, colonnes: Sequence[Colonne]) -> None:
        super().__init__(classeur, nom)
        self.largeurs(colonnes)
        self._feuille.set_portrait()

    def heading(self, text: str) -> None:
        """The title of the sheet: over the columns, on as many lines as it takes to be printed."""
        said = self._classeur.clean(text)
        wide = _GRAS * sum(self._largeurs) * CORPS / TITRE
        high = TITRE / CORPS * lines_high(said, wide)
        if high == TITRE / CORPS * lines_high("", wide):
            self.phrase(text, "titre")
            return
        self.across(0, len(self._largeurs) - 1, text, "titre-large")
        self._hauts[self.ligne] = high
        self._feuille.set_row(self.ligne, high)
        self.ligne += 1

    def keep_on_a_page(self) -> None:
        """On one page, when it is longer by a quarter at most: no mark stands alone on the next."""
        wide = sum(_PIXELS * width + _BORD for width in self._largeurs) * _POINT
        high = sum(self._hauts.get(row, _LIGNE) for row in range(self.ligne))
        if high * min(1, _LARGEUR / wide) <= _PLUS * _HAUTEUR:
            self._feuille.fit_to_pages(1, 1)

    def landscape(self, figees: int) -> None:
        """A wide sheet; its heads, which stand just above, and its first columns stay in sight."""
        self._feuille.set_landscape()
        self._feuille.freeze_panes(self.ligne, figees)

    def hide(self, column: int) -> None:
        """A column that only serves to reckon."""
        self._feuille.set_column(column, column, 4, None, {"hidden": True})

    def text(self, column: int, text: str, style: str = "texte") -> None:
        """A text in the row that is being written."""
        self._feuille.write_string(
            self.ligne, column, self._classeur.clean(text), self._classeur.style(style)
        )

    def given(self, column: int, text: str, style: str) -> None:
        """A text of somebody else, such as a name: as it is, without words or signs put in it."""
        self._feuille.write_string(self.ligne, column, raw(text), self._classeur.style(style))

    def link(self, column: int, text: str, sheet: str, style: str = "lien") -> None:
        """The same, which leads to a sheet of the workbook."""
        look = self._classeur.style(style)
        self._feuille.write_url(self.ligne, column, f"internal:'{sheet}'!A1", look, raw(text))

    def fill(self, column: int, value: float | str | None = None, style: str = "case") -> str:
        """A cell to fill; where it stands."""
        look = self._classeur.style(style)
        if value is None:
            self._feuille.write_blank(self.ligne, column, None, look)
        elif isinstance(value, str):
            self._feuille.write_string(self.ligne, column, self._classeur.clean(value), look)
        else:
            self._feuille.write_number(self.ligne, column, value, look)
        cell: str = xl_rowcol_to_cell(self.ligne, column)
        return cell

    def formula(
        self, column: int, formula: str, style: str = "nombre", value: float | str = ""
    ) -> str:
        """A formula, in the words of English that files keep; where it stands.

        `value` is what it gives as the workbook is written, for whoever does not reckon.
        """
        self._feuille.write_formula(self.ligne, column, formula, self._classeur.style(style), value)
        cell: str = xl_rowcol_to_cell(self.ligne, column)
        return cell

    def choices(self, column: int, source: str | Sequence[str], last: int | None = None) -> None:
        """Only these values in a cell of the row, or in those up to the last."""
        self._feuille.data_validation(
            *(self.ligne, column, self.ligne, column if last is None else last),
            {
                "validate": "list",
                "source": source if isinstance(source, str) else list(source),
                **HORS_LISTE,
            },
        )

    def number_from(self, column: int, least: float, last: int | None = None) -> None:
        """Only numbers that are not below this one in a cell of the row, or in those up to."""
        self._feuille.data_validation(
            *(self.ligne, column, self.ligne, column if last is None else last),
            {
                "validate": "decimal",
                "criteria": ">=",
                "value": least,
                "error_title": "Nombre attendu",
                "error_message": f"Un nombre, {least:g} au moins.",
            },
        )

    def across(self, first: int, last: int, text: str, style: str, formula: str = "") -> None:
        """A text over several columns; or a formula that gives it as the workbook is written."""
        look, said = self._classeur.style(style), self._classeur.clean(text)
        self._feuille.merge_range(self.ligne, first, self.ligne, last, "", look)
        if formula:
            self._feuille.write_formula(self.ligne, first, formula, look, said)
        else:
            self._feuille.write_string(self.ligne, first, said, look)

    def end_row(self, texts: Sequence[str] = (), wide: tuple[str, float] = ("", 1)) -> None:
        """Go to the next row, once this one is as high as its texts ask.

        `wide`: a text that stands over several columns, and how wide they are.
        """
        self._hauteur(texts, lines_high(*wide))
        self.ligne += 1

    def stacked_bars(self, titre: str, noms: str, series: Sequence[Serie], column: int) -> None:
        """A chart in the row, from a column on: a bar for each name, cut as its series are.

        Names and values are told by where they stand (« 'Bilan'!$A$5:$A$7 »).
        """
        book = self._classeur.workbook
        chart = book.add_chart({"type": "bar", "subtype": "stacked"})
        for one in series:
            tint = self._classeur.tint("principale", one.part)
            chart.add_series(
                {
                    "name": one.nom if one.nom.startswith("=") else self._classeur.clean(one.nom),
                    "categories": f"={noms}",
                    "values": f"={one.valeurs}",
                    "fill": {"color": tint},
                    "border": {"color": self._classeur.tint("principale", 1)},
                    "gap": 60,
                }
            )
        said = self._classeur.clean(titre)
        chart.set_title({"name": said, "name_font": {"size": 11}, "overlay": False})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"min": 0, "major_gridlines": {"visible": False}})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 620, "height": _GRAPHIQUE * 18})
        options = {"description": said, "object_position": 2}
        self._feuille.insert_chart(self.ligne, column, chart, options)
        self.ligne += _GRAPHIQUE

    def protect(self, heads: int) -> None:
        """Only the cells to fill can be changed; the first rows are on every page.

        No password: it guards against slips.
        """
        self._feuille.repeat_rows(0, heads)
        self._feuille.protect("", _PERMIS)
