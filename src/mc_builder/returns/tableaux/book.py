"""The tables of a project → the workbook to work in: the same tables give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from mc_builder.editing.matrices import EXIGENCES, MATRICES, RIEN
from mc_builder.editing.values import Kind
from mc_builder.french import counted, decimal
from mc_builder.project import Project
from mc_builder.returns.tableaux.base import FEUILLE, MARQUE, Base, Grid, base_of, kept
from mc_builder.returns.tableaux.tables import CONTEXTE, TABLES, Row, Table
from mc_builder.returns.tableaux.words import choices_of, states_of
from mc_builder.writers.xlsx.filled import Case, Choix, FeuilleASaisir, hidden_rows
from mc_builder.writers.xlsx.sheets import Classeur, Colonne, Lien, Zone

_CHOIX = "choix"
#: The width of the cells of a matrix, in characters; those of jobs say why they are left out.
_CASE, _DEMANDE = 9.5, 15
#: A wider list, in characters, prints on larger paper.
_PAGE = 200
#: What the first sheet says.
_AIDE = {
    "Le rendre": "« mc-builder relire tableaux.xlsx » montre tout ce qui a changé, et n’écrit rien"
    " sans accord.",
    "Tableaux de liens": "Une case dit « oui », « en partie » ou rien. Dans celui des emplois, elle"
    " dit l’importance de l’exigence, de 1 à 3, ou pourquoi elle est écartée.",
    "Listes": "Une ligne de plus ajoute un objet ; supprimée, elle le retire ; une cellule vidée"
    " retire sa valeur. Une ligne s’ajoute vide, au bas de la liste ou entre deux autres : copiée,"
    " elle porterait la clé de la première.",
    "Ce qui manque": "Une valeur qui manque encore se dit « À compléter : », suivi de ce qu’il"
    " faut savoir.",
    "Sans effet": "Trier, filtrer, masquer, déplacer ou élargir des colonnes ne change rien.",
    "Clés": "La première ligne et la première colonne de chaque feuille, masquées, disent de quel"
    " objet il s’agit : elles ne se modifient pas.",
    "Noms": "Les noms des tableaux de liens sont protégés, sans mot de passe : ils se changent dans"
    " les listes, ou dans le référentiel.",
}


def tableaux(project: Project) -> bytes:
    """The workbook of the tables of a project; raises Unreadable."""
    return book(base_of(project), project)


def book(base: Base, project: Project) -> bytes:
    """The workbook of some tables, in the look of a project."""
    projet = project.projet
    day = projet.dossier.date_reference
    title = f"Tableaux de travail – {projet.dossier.diplome.intitule}"
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    classeur = Classeur(
        title, "Tableaux de travail", moment, projet.charte, projet.said, projet.dossier.droits
    )
    grids = [(cle, grid) for cle, grid in base.grids.items() if grid.rows and grid.columns]
    lists = [(table, base.lists.get(cle, {})) for cle, table in TABLES.items()]
    shown = [(table, rows) for table, rows in lists if rows or table.into]
    _aide(classeur, title, grids, shown)
    choix = Choix(_CHOIX)
    for cle, grid in grids:
        _grid(classeur, choix, cle, grid)
    for table, rows in shown:
        _list(classeur, choix, table, list(rows.values()), base)
    choix.write(classeur)
    hidden_rows(classeur, FEUILLE, kept(base))
    return classeur.octets()


def _aide(
    classeur: Classeur,
    title: str,
    grids: Sequence[tuple[str, Grid]],
    lists: Sequence[tuple[Table, Mapping[str, Row]]],
) -> None:
    """The sheet that explains, and leads to the others."""
    sheet = classeur.feuille("Mode d’emploi")
    columns = (Colonne("Feuille", 34), Colonne("Ce qu’elle dit", 100))
    sheet.largeurs(columns)
    sheet.phrase(title, "titre")
    sheet.skip_row()
    rows: list[tuple[Lien, str]] = []
    for cle, grid in grids:
        titre = MATRICES[cle].titre
        said = f"{counted(len(grid.rows), 'ligne')}, {counted(len(grid.columns), 'colonne')}"
        rows.append((Lien(titre, classeur.said(titre), 2), f"tableau de liens : {said}"))
    for table, found in lists:
        said = f"{table.aide} : {counted(len(found), 'ligne')}"
        rows.append((Lien(table.titre, classeur.said(table.titre), 1), said))
    sheet.tableau((Colonne("À savoir", 34), Colonne("", 100)), _AIDE.items())
    sheet.skip_row()
    sheet.tableau(columns, rows)


def _grid(classeur: Classeur, choix: Choix, cle: str, grid: Grid) -> None:
    """A matrix: the keys of its columns on the first row, those of its rows in the first column."""
    matrix = MATRICES[cle]
    states = states_of(matrix.field)
    sheet = FeuilleASaisir(classeur, matrix.titre)
    width = _DEMANDE if matrix.field == EXIGENCES else _CASE
    sheet.large(3)
    sheet.columns([Colonne("", 24), Colonne("", 52), *(Colonne("", width) for _ in grid.columns)])
    sheet.keys(
        [MARQUE + cle, f"{CONTEXTE}groupe", f"{CONTEXTE}nom", *(s.cle for s in grid.columns)]
    )
    sheet.groups(3, [side.groupe for side in grid.columns])
    sheet.heads(["", "Groupe", "Nom", *(s.nom for s in grid.columns)], droites=3)
    head = sheet.ligne - 1
    for side in grid.rows:
        said = [grid.states.get((side.cle, column.cle), RIEN) for column in grid.columns]
        names = [Case(side.groupe, "nom"), Case(side.nom, "nom")]
        sheet.row(side.cle, [*names, *(_state(states, state) for state in said)])
    zone = Zone(head, sheet.ligne - 1, 2 + len(grid.columns))
    sheet.freeze(zone, 3, 2)
    sheet.choices(
        zone, 3, zone.droite, choix.formula([_typed(s) for s in states.values()]), libre=False
    )
    for column in range(3, zone.droite + 1):
        sheet.tints(zone, column, {"oui": ("principale", 0.3), "en partie": ("principale", 0.12)})
    sheet.protect()


def _typed(said: str) -> str | int:
    return int(said) if said.isdecimal() else said


def _state(states: dict[str, str], state: str) -> Case:
    return Case(_typed(states.get(state, state)), "case")


def _list(classeur: Classeur, choix: Choix, table: Table, rows: Sequence[Row], base: Base) -> None:
    """A list: the fields on the first row, the identities in the first column."""
    sheet = FeuilleASaisir(classeur, table.titre)
    if sum(column.largeur for column in table.columns) > _PAGE:
        sheet.large(2)
    sheet.columns([Colonne(c.titre, c.largeur) for c in table.columns])
    sheet.keys([MARQUE + table.cle, *(c.champ for c in table.columns)])
    sheet.heads(["", *(c.titre for c in table.columns)])
    head = sheet.ligne - 1
    for row in rows:
        cells = [_cell(table, c.champ, row.values, base) for c in table.columns]
        sheet.row(row.cle, cells)
    zone = Zone(head, sheet.ligne - 1, len(table.columns))
    sheet.freeze(zone, 2, zone.droite)
    for number, column in enumerate(table.columns, 1):
        choices = choices_of(table.form(column.champ), base)
        if choices:
            formula = choix.formula(list(choices.values()))
            sheet.choices(zone, number, number, formula, libre=True)


def _cell(table: Table, champ: str, values: Mapping[str, str], base: Base) -> Case:
    """The cell of a field: a number, a day, a choice by its name, a text as it is."""
    text = values.get(champ)
    if text is None or champ.startswith(CONTEXTE):
        return Case(text, "nom")
    form = table.form(champ)
    if form.kind in {Kind.ENTIER, Kind.NOMBRE} and (found := decimal(text)) is not None:
        return Case(found, "saisie-nombre")
    if form.kind is Kind.DATE and (day := _day(text)) is not None:
        return Case(day, "saisie-date")
    return Case(choices_of(form, base).get(text, text), "saisie")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
