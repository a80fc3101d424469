"""Sheets of a workbook from plain values: text stays text, tables filter, pages print.

A cell is written by what its value is and never by what it looks like: « =1+1 » is a text. The
same values give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from mc_builder.charter import WHITE, Charte, mixed
from mc_builder.coverage import Taux
from mc_builder.french import typeset
from mc_builder.loading.charter_file import builtin_charter
from mc_builder.metrics import Face, line_count, width
from mc_builder.page.sceau import BLANK, seal_package
from mc_builder.page.tree import ILLEGAL
from mc_builder.writers.xlsx.breaks import page_breaks

#: What a cell may hold; a rate is written as its rounded percentage (« s.o. » as a text).
Valeur = str | int | Taux | None


@dataclass(frozen=True, slots=True)
class Lien:
    """A text that leads to a cell of the same workbook."""

    texte: str
    feuille: str
    ligne: int


#: A text may not be longer in a cell (Excel drops the whole cell beyond).
LONGUEUR = 32_767
#: Excel's numbers of paper; margins in inches.
_A4, _A3 = 9, 8
#: What is said of a value that is not one of the list of its cell.
HORS_LISTE = {
    "error_title": "Valeur inconnue",
    "error_message": "Prenez une valeur de la liste, ou videz la cellule.",
}
#: Heights, in points: a line of text, a head that is turned, the highest row that Excel knows.
_LIGNE, _TOURNEE, _HAUTEUR_MAX = 13.5, 150, 400
#: A row of no set height, and the room for rows on a page in landscape, in points.
_VIDE, _PAGE = 15, 490
#: The unit of width of a column: a digit of the default size.
_UNITE = width("0", 11, Face.WORD)
#: The size of a title, in points.
TITRE = 16
#: The most signs of the line of the licence, at the foot of a page.
_DROITS = 180
_MARGES = {"left": 0.4, "right": 0.4, "top": 0.6, "bottom": 0.6}
#: The size of the text of the sheets, in points.
CORPS = 10
_TOTAL = {"bold": True, "top": 2}


def _styles(charte: Charte) -> dict[str, dict[str, Any]]:
    """The formats of cells, in the colours and the typeface of the charter."""
    hue, quiet = charte.couleurs["principale"], charte.couleurs["gris"]
    boxed = {"border": 1, "border_color": charte.couleurs["filet"]}
    base = {"font_name": charte.polices["word"][0], "font_size": CORPS, "valign": "top"}
    looks: dict[str, dict[str, Any]] = {
        "titre": {"bold": True, "font_size": TITRE},
        "titre-large": {"bold": True, "font_size": TITRE, "text_wrap": True, "valign": "top"},
        "sous-titre": {"bold": True, "font_size": 12, "font_color": hue},
        "note": {"italic": True, "font_color": quiet},
        "entete": {
            **boxed,
            "bold": True,
            "text_wrap": True,
            "font_color": WHITE,
            "bg_color": hue,
            "valign": "vcenter",
        },
        "texte": {**boxed, "text_wrap": True},
        "nombre": {**boxed, "align": "center"},
        "taux": {**boxed, "align": "center", "num_format": "0 %"},
        "lien": {**boxed, "text_wrap": True, "font_color": hue, "underline": 1},
        # Of the sheets that people fill (`filled`).
        "nom": {**boxed, "text_wrap": True, "bg_color": mixed(hue, 0.08)},
        "saisie": {**boxed, "text_wrap": True, "locked": False},
        "saisie-nombre": {**boxed, "align": "right", "locked": False},
        "saisie-date": {**boxed, "align": "right", "num_format": "dd/mm/yyyy", "locked": False},
        "case": {**boxed, "align": "center", "text_wrap": True, "locked": False},
    }
    return {name: base | look for name, look in looks.items()}


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column of a table: its head and its width, in characters."""

    titre: str
    largeur: float = 12


@dataclass(frozen=True, slots=True)
class Zone:
    """Where a table stands, from row and column 0: its head, its last row, its last column."""

    tete: int
    fin: int
    droite: int


def clean(text: str) -> str:
    """A text as a cell can hold it: French spaces, no illegal character, not too long."""
    cleaned = typeset(ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text))
    return cleaned if len(cleaned) <= LONGUEUR else f"{cleaned[: LONGUEUR - 1]}…"


def lines_high(text: str, wide: float) -> float:
    """The height that a text asks in a column of this width, in points."""
    lines = (line_count(x, _UNITE * wide, CORPS, Face.WORD) for x in text.split("\n"))
    return _LIGNE * sum(lines)


class Feuille:
    """One sheet, written from the top down."""

    def __init__(self, classeur: Classeur, nom: str) -> None:
        self.nom = nom
        self._classeur = classeur
        self._feuille = classeur.workbook.add_worksheet(nom)
        self._feuille.set_landscape()
        self._feuille.set_paper(_A4)
        self._feuille.set_margins(**_MARGES)
        self._feuille.fit_to_pages(1, 0)
        self._feuille.set_header(f"&L{_escaped(classeur.titre)}&R{_escaped(nom)}")
        droits = f"\n&7{_escaped(classeur.droits, _DROITS)}" if classeur.droits else ""
        # Two lines begin lower, or the first would touch the table.
        low = {"margin": 0.2} if droits else {}
        self._feuille.set_footer(f"&CPage &P sur &N{droits}", low)
        self._feuille.hide_gridlines(2)
        self._largeurs: list[float] = []
        self._hauts: dict[int, float] = {}
        self._remplies: set[int] = set()
        self._debuts: list[int] = []
        self.ligne = 0

    def large(self, repetees: int) -> None:
        """A wide sheet: on A3, two pages across, the first columns repeated on the second."""
        self._feuille.set_paper(_A3)
        self._feuille.fit_to_pages(2, 0)
        self._feuille.repeat_columns(0, repetees - 1)

    def whole_tables(self) -> None:
        """Of a sheet of several tables, no wider than a page: the small ones are not cut.

        At its own size: a sheet that is fitted to its pages would not heed where they begin.
        """
        heights = [self._hauts.get(row, _VIDE) for row in range(self.ligne)]
        self._feuille.set_print_scale(100)
        self._feuille.set_h_pagebreaks(page_breaks(self._debuts, heights, _PAGE))

    def phrase(self, text: str, style: str = "note") -> None:
        """A line of text over the columns."""
        if style == "sous-titre":
            self._debuts.append(self.ligne)
        self._feuille.write_string(
            self.ligne, 0, self._classeur.clean(text), self._classeur.style(style)
        )
        self.ligne += 1

    def skip_row(self) -> None:
        """An empty line."""
        self.ligne += 1

    def tableau(
        self,
        colonnes: Sequence[Colonne],
        lignes: Iterable[Sequence[Valeur | Lien]],
        *,
        total: Sequence[Valeur | Lien] | None = None,
        droites: int | None = None,
        gauche: int = 0,
    ) -> Zone:
        """A table: its heads, its rows, its total under them; `gauche` columns are left before it.

        With `droites`, the heads are turned but for the first `droites` ones.
        """
        head = self.ligne
        for column, colonne in enumerate(colonnes, start=gauche):
            turned = droites is not None and column >= gauche + droites
            style = self._classeur.style("entete", vertical=turned)
            self._feuille.write_string(head, column, self._classeur.clean(colonne.titre), style)
        straight = [colonne.titre for colonne in colonnes[:droites]]
        self._hauteur(straight, 0 if droites is None else _TOURNEE, gauche)
        for row in lignes:
            self.ligne += 1
            self._rangee(row, gauche)
        end = self.ligne
        if total is not None:
            self.ligne += 1
            self._rangee(total, gauche, total=True)
        self.ligne += 1
        return Zone(head, end, gauche + len(colonnes) - 1)

    def largeurs(self, colonnes: Sequence[Colonne]) -> None:
        """The widths of the columns; the widest table of a sheet sets them."""
        self._largeurs = [colonne.largeur for colonne in colonnes]
        for number, wide in enumerate(self._largeurs):
            self._feuille.set_column(number, number, wide)

    def principal(self, zone: Zone, colonnes_figees: int = 1) -> None:
        """The main table of a sheet: filtered, its heads always in sight and on every page."""
        self._feuille.freeze_panes(zone.tete + 1, colonnes_figees)
        self._feuille.repeat_rows(zone.tete)
        if zone.fin > zone.tete:
            self._feuille.autofilter(zone.tete, 0, zone.fin, zone.droite)

    def hide_empty(self, zone: Zone) -> None:
        """Hides the columns in which no row says anything; the sheet has no other table."""
        if zone.fin > zone.tete:
            for column in set(range(zone.droite + 1)) - self._remplies:
                wide = self._largeurs[column]
                self._feuille.set_column(column, column, wide, None, {"hidden": True})

    def bars(self, zone: Zone, colonne: int, part: float) -> None:
        """Bars from 0 to 100 % in a column of rates, in a share of the hue."""
        self._condition(
            zone,
            colonne,
            colonne,
            {
                "type": "data_bar",
                "bar_color": self._classeur.tint("principale", part),
                "min_type": "num",
                "max_type": "num",
                "min_value": 0,
                "max_value": 1,
            },
        )

    def gradient(self, zone: Zone, premiere: int) -> None:
        """A tint that grows with the number, from a column to the last."""
        self._condition(
            zone,
            premiere,
            zone.droite,
            {
                "type": "2_color_scale",
                "min_type": "num",
                "min_value": 0,
                "min_color": WHITE,
                "max_color": self._classeur.tint("principale", 0.55),
            },
        )

    def tints(self, zone: Zone, colonne: int, teintes: Mapping[str, tuple[str, float]]) -> None:
        """A background for each of these texts in a column: a share of a colour of the charter."""
        for text, (name, part) in teintes.items():
            colour = self._classeur.tint(name, part)
            self._condition(
                zone,
                colonne,
                colonne,
                {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{self._classeur.said(text)}"',
                    "format": self._classeur.workbook.add_format({"bg_color": colour}),
                },
            )

    def _condition(self, zone: Zone, gauche: int, droite: int, options: dict[str, Any]) -> None:
        if zone.fin > zone.tete and droite >= gauche:
            self._feuille.conditional_format(zone.tete + 1, gauche, zone.fin, droite, options)

    def _rangee(self, row: Sequence[Valeur | Lien], gauche: int, *, total: bool = False) -> None:
        for column, value in enumerate(row, start=gauche):
            self._cellule(column, value, total=total)
            if value not in (None, ""):
                self._remplies.add(column)
        said = [v.texte if isinstance(v, Lien) else str(v or "") for v in row]
        self._hauteur(said, gauche=gauche)

    def _hauteur(self, texts: Sequence[str], minimum: float = 0, gauche: int = 0) -> None:
        """The height of a row: Excel finds it by itself, LibreOffice does not."""
        heights = map(lines_high, texts, self._largeurs[gauche:])
        height = max(minimum, max(heights, default=_LIGNE))
        self._hauts[self.ligne] = min(_HAUTEUR_MAX, height)
        self._feuille.set_row(self.ligne, self._hauts[self.ligne])

    def _cellule(self, column: int, value: Valeur | Lien, *, total: bool) -> None:
        sheet, style = self._feuille, self._classeur.style
        at = (self.ligne, column)
        if isinstance(value, Lien):
            target = f"internal:'{value.feuille}'!A{value.ligne + 1}"
            sheet.write_url(*at, target, style("lien"), self._classeur.clean(value.texte))
        elif isinstance(value, Taux):
            if value.pourcent is None:
                sheet.write_string(*at, str(value), style("nombre", total=total))
            else:
                sheet.write_number(*at, value.pourcent / 100, style("taux", total=total))
        elif isinstance(value, int):
            sheet.write_number(*at, value, style("nombre", total=total))
        elif value:
            sheet.write_string(*at, self._classeur.clean(value), style("texte", total=total))
        else:
            sheet.write_blank(*at, None, style("texte", total=total))


def _escaped(text: str, most: int = 100) -> str:
    """A text for a head or a foot of page, where « & » begins a command; at most 255 in all."""
    return clean(text)[:most].replace("&", "&&")


@dataclass
class Classeur:
    """A workbook in memory; `date` is that of its properties, `said` puts words in its texts.

    `droits`: under what licence it is given, and who is to be named.
    """

    titre: str
    sujet: str
    date: datetime
    charte: Charte = field(default_factory=builtin_charter)
    said: Callable[[str], str] = str
    droits: str = ""
    _sortie: BytesIO = field(default_factory=BytesIO, init=False, repr=False)
    _styles: dict[tuple[str, bool, bool], Any] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.workbook = Workbook(
            self._sortie,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self.workbook.set_properties(
            {
                "title": self.clean(self.titre),
                "subject": self.clean(self.sujet),
                "category": "Rapport",
                "comments": self.droits,
                "created": self.date,
            }
        )
        self.workbook.set_custom_property("Langue", "fr-FR")
        self.workbook.set_custom_property("mc_builder sceau", BLANK)
        self.workbook.set_size(2400, 1400)

    def clean(self, text: str) -> str:
        """A text of a cell, in the words of the type of diploma."""
        return clean(self.said(text))

    def feuille(self, nom: str) -> Feuille:
        """A new sheet; sheets stand in the order in which they are made."""
        return Feuille(self, self.said(nom))

    def style(self, nom: str, *, total: bool = False, vertical: bool = False) -> Any:
        """A format, made once."""
        key = (nom, total, vertical)
        if key not in self._styles:
            options = _styles(self.charte)[nom]
            if total:
                options |= _TOTAL
            if vertical:
                options |= {"rotation": 90, "valign": "bottom"}
            self._styles[key] = self.workbook.add_format(options)
        return self._styles[key]

    def tint(self, nom: str, part: float) -> str:
        """A share of a colour of the charter, on white."""
        return mixed(self.charte.couleurs[nom], part)

    def octets(self) -> bytes:
        """The bytes of the file, sealed: what nobody filled or changed may be replaced."""
        self.workbook.close()
        return seal_package(self._sortie.getvalue())
