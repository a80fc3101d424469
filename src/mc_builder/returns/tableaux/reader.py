"""A workbook that comes back → all that it says otherwise than when it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mc_builder.diagnostics import Diagnostic
from mc_builder.editing.matrices import MATRICES
from mc_builder.french import agreed, listed, quoted
from mc_builder.project import Project
from mc_builder.returns.belonging import another_names
from mc_builder.returns.changes import Returned
from mc_builder.returns.codes import REL001
from mc_builder.returns.tableaux.base import Base
from mc_builder.returns.tableaux.csv_file import sheet_of
from mc_builder.returns.tableaux.figures import heads, read_figures
from mc_builder.returns.tableaux.figures_mapping import LectureChiffres
from mc_builder.returns.tableaux.grids import read_grid
from mc_builder.returns.tableaux.lists import read_list
from mc_builder.returns.tableaux.located import Place, kept_base, placed
from mc_builder.returns.tableaux.opening import Sheet, Unreadable, opened
from mc_builder.returns.tableaux.tables import TABLES
from mc_builder.returns.tableaux.telling import Told
from mc_builder.returns.tableaux.today import Today
from mc_builder.spans import SourceText

#: What a returned workbook was made as.
DOCUMENT = "tableaux"
_CSV = (".csv", ".tsv", ".txt")
_INCONNU = "ce fichier n’a ni les tableaux du projet, ni une colonne d’intitulés et une de valeurs"
_ATTENDU = (
    "« mc-builder exporter tableaux » fait le classeur à remplir ; un tableau de chiffres nomme ses"
    " colonnes : Intitulé, Valeur, Unité, Année, Périmètre, Source, Page"
)
_AILLEURS = "relisez-le dans le dossier de son projet"
_PERDU = (
    "ce classeur a perdu l’état dans lequel il a été fait : il est comparé au projet d’aujourd’hui,"
    " et ce qui a pu y changer depuis paraît comme un changement"
)


def read_table(
    data: bytes, name: str, project: Project, reading: LectureChiffres | None = None
) -> tuple[Returned | None, list[Diagnostic]]:
    """The changes of a workbook, or of a table of figures (CSV), and all that is wrong with it.

    With a `reading`, it is a table of figures. None when it cannot be read at all. Raises
    Unreadable of the project.
    """
    try:
        if name.lower().endswith(_CSV):
            return _figures([sheet_of(data, name)], name, project, reading)
        if reading is not None:
            return _figures(opened(data), name, project, reading)
        return read_sheets(opened(data), name, project)
    except Unreadable as why:
        return None, [REL001(str(why), SourceText(name, "").span())]


def read_sheets(
    sheets: Sequence[Sheet], name: str, project: Project
) -> tuple[Returned | None, list[Diagnostic]]:
    """The changes of the sheets of a workbook."""
    base = kept_base(sheets)
    told = Told(name, base is not None)
    places = placed(sheets, told)
    if not places:
        return _figures(sheets, name, project)
    today = Today(project)
    if base is not None and (why := another_names(Today(project, base).names, today.names)):
        return None, [REL001(why, SourceText(name, "").span(), _AILLEURS)]
    known = base if base is not None else replace(today.base, certain=False)
    if base is None:
        told.note(_PERDU, "les changements sont à relire un à un")
    for cle in MATRICES:
        if cle in places:
            read_grid(cle, places[cle], known.grids[cle], today, told)
    for cle, table in TABLES.items():
        if cle in places:
            read_list(table, places[cle], known, today, told)
    _absent(known, places, told)
    return _returned(told, today, sure=told.certain), told.diagnostics


def _absent(base: Base, places: Mapping[str, Place], told: Told) -> None:
    """Say which sheets are no more there; what they had stays."""
    titles = {cle: matrix.titre for cle, matrix in MATRICES.items() if base.grids[cle].states}
    titles |= {cle: table.titre for cle, table in TABLES.items() if base.lists[cle]}
    gone = [f"« {title} »" for cle, title in titles.items() if cle not in places]
    if gone:
        many = agreed(
            len(gone), "n’y est plus : rien n’en change", "n’y sont plus : rien n’en change"
        )
        told.note(f"{agreed(len(gone), 'la feuille', 'les feuilles')} {listed(gone)} {many}")


def _figures(
    sheets: Sequence[Sheet], name: str, project: Project, reading: LectureChiffres | None = None
) -> tuple[Returned | None, list[Diagnostic]]:
    """The figures of a table made elsewhere."""
    told, today = Told(name), Today(project)
    found = [(sheet, head) for sheet in sheets if (head := heads(sheet, reading)) is not None]
    if not found:
        said = _INCONNU if reading is None else _unlike(reading)
        return None, [REL001(said, SourceText(name, "").span(), _ATTENDU)]
    shared = {} if reading is None else reading.shared
    for sheet, head in found:
        read_figures(sheet, head, today.base, told, shared)
    return _returned(told, today, sure=False), told.diagnostics


def _unlike(reading: LectureChiffres) -> str:
    wanted = listed([quoted(title) for title in reading.titles.values()])
    return f"aucune ligne de ce tableau n’a toutes les colonnes que la lecture nomme : {wanted}"


def _returned(told: Told, today: Today, *, sure: bool) -> Returned:
    """What was told, with the names of the objects that it is about."""
    return Returned(DOCUMENT, tuple(told.changes), sure=sure, names=today.names)
