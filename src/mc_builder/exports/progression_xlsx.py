"""A progression → the workbook in which a year is planned, and which says what is not planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from xlsxwriter.utility import xl_range, xl_range_abs, xl_rowcol_to_cell

from mc_builder.exports.progression import Attendu, Progression, Volet
from mc_builder.exports.progression_bilan import A_PREVOIR, BILAN, PREVU, Suivi, write_bilan
from mc_builder.model.etendues import in_figures, in_weeks
from mc_builder.project import Project
from mc_builder.writers.xlsx.reckoned import FeuilleCalculee, Serie, sheet_name
from mc_builder.writers.xlsx.sheets import Classeur, Colonne, Zone

#: The names of the periods when none are given: those between the holidays.
PERIODES = tuple(f"Période {rank}" for rank in range(1, 6))
_AIDE, _ANNEE, _HEURES, _AUTRE = "Mode d’emploi", "Année", "Heures", "Autre année"
_LIGNES = (
    """Feuille « Année » : le nom et les semaines de chaque période ; le nom passe aux autres
    feuilles.""",
    """Une croix (x) dit quand un élément est travaillé. Ce qui l’est une autre année de la
    formation se coche dans la dernière colonne : un classeur par année.""",
    """Feuille « Heures » : les heures en centre de chaque ⟨bloc⟩, comparées à ce que le référentiel
    demande pour toute la formation. Un zéro dit qu’il n’en faut pas.""",
    """Feuille « À prévoir » : ce qui n’est encore prévu nulle part, tenu à jour à mesure que la
    progression se remplit.""",
    "Seules les cellules à remplir se modifient ; les feuilles s’impriment telles quelles, en A4.",
)
_NARROW, _HIDDEN = Colonne("", 11), Colonne("", 4)


def workbook(
    project: Project, progression: Progression, periodes: Sequence[str] = PERIODES
) -> bytes:
    """The workbook, where nothing is planned yet."""
    dossier = project.projet.dossier
    day = dossier.date_reference
    title = f"Progression – {dossier.diplome.intitule}"
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    projet = project.projet
    droits = projet.dossier.droits
    classeur = Classeur(title, "Progression", moment, projet.charte, projet.said, droits)
    _aide(classeur, title)
    annee = _annee(classeur, progression, periodes)
    names = {_AIDE, _ANNEE, _HEURES, BILAN}
    suivis: list[Suivi] = []
    for volet in progression.volets:
        nom = sheet_name(classeur.said(volet.nom), names)
        suivis.append(_volet(classeur, volet, nom, annee, _Rang.after(suivis)))
    suivis.append(_heures(classeur, progression, annee, _Rang.after(suivis)))
    write_bilan(classeur, suivis)
    return classeur.octets()


@dataclass(slots=True)
class _Rang:
    """The count of what is not planned, row after row: the last cell of it, what it gives."""

    cell: str
    count: int

    @classmethod
    def after(cls, suivis: Sequence[Suivi]) -> _Rang:
        """The count where the sheets before leave it."""
        return cls(suivis[-1].dernier if suivis else "0", sum(len(s.noms) for s in suivis))

    def row(self, sheet: FeuilleCalculee, filled: str, column: int) -> None:
        """Whether something is planned in the row; then how many are not, up to here."""
        state = sheet.formula(column, f'=IF({filled}=0,"{A_PREVOIR}","{PREVU}")', value=A_PREVOIR)
        self.count += 1
        formula = f'={self.cell}+({state}="{A_PREVOIR}")'
        self.cell = sheet.formula(column + 1, formula, value=self.count)


#: The head of a column: what is written, and the cell that says it since (nothing: none does).
_Tete = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Annee:
    """The columns of a year."""

    periodes: tuple[_Tete, ...]
    en_entreprise: bool

    @property
    def columns(self) -> tuple[_Tete, ...]:
        """Those of the sheets to tick."""
        company = (("⟨En PFMP⟩", ""),) if self.en_entreprise else ()
        return (*self.periodes, *company, (_AUTRE, ""))


def _aide(classeur: Classeur, title: str) -> None:
    feuille = FeuilleCalculee(classeur, _AIDE, [Colonne("", 100)])
    feuille.phrase(title, "titre")
    for line in (" ".join(lines.split()) for lines in _LIGNES):
        feuille.text(0, line)
        feuille.end_row([classeur.said(line)])


def _annee(classeur: Classeur, progression: Progression, periodes: Sequence[str]) -> _Annee:
    """The sheet of the periods, which the other sheets name as it does."""
    heads = ["Période", "Semaines en centre"]
    if progression.en_entreprise:
        heads.append("Semaines ⟨de PFMP⟩")
    sheet = FeuilleCalculee(classeur, _ANNEE, [Colonne("", 50), *[Colonne("", 18)] * 2])
    sheet.phrase(_ANNEE, "titre")
    _heads(sheet, [(head, "") for head in heads])
    last, first = len(heads) - 1, sheet.ligne
    cells: list[_Tete] = []
    for name in periodes:
        sheet.fill(0, name, "saisie")
        cells.append((name, f"'{_ANNEE}'!{_fixed(sheet.ligne, 0)}"))
        _numbers(sheet, 1, last)
        sheet.end_row([name])
    sheet.text(0, _AUTRE, "nom")
    _numbers(sheet, 1, last)
    sheet.end_row()
    sheet.text(0, "Total", "nom")
    for column in range(1, last + 1):
        sheet.formula(column, f"=SUM({xl_range(first, column, sheet.ligne - 1, column)})", value=0)
    total = xl_rowcol_to_cell(sheet.ligne, last)
    sheet.end_row()
    for attendu in progression.semaines:
        said = f"{attendu.titre} : {in_weeks(attendu.etendue)} ⟨de PFMP⟩"
        _compare(sheet, said, (0, last), total, attendu)
    sheet.protect(1)
    return _Annee(tuple(cells), progression.en_entreprise)


def _volet(classeur: Classeur, volet: Volet, nom: str, annee: _Annee, rang: _Rang) -> Suivi:
    """The sheet of one kind of things: for each, a cell to tick in each period."""
    ticks = annee.columns
    state = len(ticks) + 1
    sheet = FeuilleCalculee(classeur, nom, [Colonne("", 62), *[_NARROW] * state, _HIDDEN])
    sheet.phrase(volet.nom, "titre")
    _heads(sheet, [(volet.un, ""), *ticks, ("État", "")])
    sheet.landscape(1)
    first = sheet.ligne
    for groupe in volet.groupes:
        sheet.across(0, state, groupe.titre, "nom")
        sheet.end_row()
        for objet in groupe.objets:
            sheet.text(0, objet)
            for column in range(1, state):
                sheet.fill(column)
            sheet.choices(1, ["x"], state - 1)
            filled = f"COUNTA({xl_range(sheet.ligne, 1, sheet.ligne, state - 1)})"
            rang.row(sheet, filled, state)
            sheet.end_row([objet])
    names = tuple(objet for groupe in volet.groupes for objet in groupe.objets)
    return _followed(sheet, Volet(volet.nom, volet.un, ()), names, (first, 0, state))


def _heures(classeur: Classeur, progression: Progression, annee: _Annee, rang: _Rang) -> Suivi:
    """The sheet of hours: those of each bloc in each period, against those that are asked for."""
    periods = (*annee.periodes, (_AUTRE, ""))
    total = len(periods) + 2
    wide = [_NARROW, Colonne("", 52), *[_NARROW] * total, _HIDDEN]
    sheet = FeuilleCalculee(classeur, _HEURES, wide)
    sheet.phrase("Heures en centre, par ⟨bloc⟩", "titre")
    _heads(sheet, [("⟨Bloc⟩", ""), ("Intitulé", ""), *periods, ("Total", ""), ("État", "")])
    sheet.landscape(2)
    first = sheet.ligne
    for mark, titre in progression.blocs:
        sheet.text(0, mark, "nom")
        sheet.text(1, titre)
        _numbers(sheet, 2, total - 1)
        row = xl_range(sheet.ligne, 2, sheet.ligne, total - 1)
        sheet.formula(total, f"=SUM({row})", value=0)
        rang.row(sheet, f"COUNT({row})", total + 1)
        sheet.end_row(["", titre])
    last = sheet.ligne - 1
    sheet.text(0, "Total", "nom")
    sheet.text(1, "", "nom")
    for column in range(2, total + 1):
        sheet.formula(column, f"=SUM({xl_range(first, column, last, column)})", value=0)
    cell = xl_rowcol_to_cell(sheet.ligne, total)
    sheet.end_row()
    for attendu in progression.heures:
        said = f"{attendu.titre} : {in_figures(attendu.etendue)} h"
        _compare(sheet, said, (1, total), cell, attendu)
    sheet.skip_row()
    suivi = Volet("Heures ⟨des blocs⟩", "Heures ⟨du bloc⟩", ())
    names = tuple(titre for _, titre in progression.blocs)
    followed = _followed(sheet, suivi, names, (first, 1, total + 1), last)
    _hours_chart(sheet, progression, (first, last), len(periods))
    return followed


def _hours_chart(
    sheet: FeuilleCalculee, progression: Progression, rows: tuple[int, int], periods: int
) -> None:
    first, last = rows
    # Numbers where all have one: titles are cut in a chart.
    named = 0 if all(mark for mark, _ in progression.blocs) else 1

    def cells(column: int) -> str:
        return f"'{sheet.nom}'!{xl_range_abs(first, column, last, column)}"

    series = [
        Serie(
            f"='{sheet.nom}'!{_fixed(first - 1, column)}",
            cells(column),
            1 - 0.9 * (column - 2) / periods,
        )
        for column in range(2, periods + 2)
    ]
    sheet.stacked_bars("Heures en centre, par ⟨bloc⟩ et par période", cells(named), series, 1)


def _fixed(row: int, column: int) -> str:
    cell: str = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
    return cell


def _heads(sheet: FeuilleCalculee, heads: Sequence[_Tete]) -> None:
    for column, (name, cell) in enumerate(heads):
        if cell:
            sheet.formula(column, f"={cell}", "entete", name)
        else:
            sheet.text(column, name, "entete")
    sheet.end_row([name for name, _ in heads])


def _numbers(sheet: FeuilleCalculee, first: int, last: int) -> None:
    """Cells that take a number."""
    for column in range(first, last + 1):
        sheet.fill(column)
    sheet.number_from(first, 0, last)


def _followed(
    sheet: FeuilleCalculee,
    volet: Volet,
    names: tuple[str, ...],
    place: tuple[int, int, int],
    last: int | None = None,
) -> Suivi:
    """Close a sheet: states in colour, ranks out of sight, and where the balance finds them."""
    first, objet, state = place
    end = sheet.ligne - 1 if last is None else last
    sheet.tints(Zone(first - 1, end, state), state, {A_PREVOIR: ("doute-pale", 1)})
    sheet.hide(state + 1)
    sheet.protect(1)

    def cells(column: int) -> str:
        return f"'{sheet.nom}'!{xl_range_abs(first, column, end, column)}"

    rank = f"'{sheet.nom}'!{_fixed(end, state + 1)}"
    return Suivi(volet.nom, volet.un, names, cells(objet), cells(state), cells(state + 1), rank)


def _compare(
    sheet: FeuilleCalculee, said: str, place: tuple[int, int], cell: str, attendu: Attendu
) -> None:
    """What is asked for, and what lacks of it, or is beyond."""
    low, high = attendu.etendue.minimum, attendu.etendue.maximum
    found = '"le compte y est"'
    if high is not None:
        found = f'IF({cell}>{high},ROUND({cell}-{high},2)&" de plus",{found})'
    if low is not None:
        found = f'IF({cell}<{low},ROUND({low}-{cell},2)&" à prévoir",{found})'
    text, column = place
    sheet.text(text, said)
    sheet.formula(column, f"={found}", value="" if low is None else f"{low} à prévoir")
    sheet.end_row(["", said][1 - text :])
