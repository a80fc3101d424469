"""A workbook that comes back → all that it says otherwise than when it was made."""

from __future__ import annotations

from mc_builder.diagnostics import Diagnostic
from mc_builder.editing.matrices import MATRICES
from mc_builder.project import Project
from mc_builder.returns.changes import Returned
from mc_builder.returns.codes import REL001
from mc_builder.returns.tableaux.base import base_of
from mc_builder.returns.tableaux.grids import read_grid
from mc_builder.returns.tableaux.lists import read_list
from mc_builder.returns.tableaux.located import kept_base, placed
from mc_builder.returns.tableaux.opening import Unreadable, opened
from mc_builder.returns.tableaux.tables import TABLES
from mc_builder.returns.tableaux.telling import Told
from mc_builder.returns.tableaux.today import Today
from mc_builder.spans import SourceText

#: What a returned workbook was made as.
DOCUMENT = "tableaux"
_PERDU = (
    "ce classeur a perdu l’état dans lequel il a été fait : il est comparé au projet d’aujourd’hui,"
    " et ce qui a pu y changer depuis paraît comme un changement"
)


def read_workbook(
    data: bytes, name: str, project: Project
) -> tuple[Returned | None, list[Diagnostic]]:
    """The changes of a workbook, and all that is wrong with it, in one pass; raises Unreadable.

    None when it cannot be read at all. Of the project, what names its objects today.
    """
    at = SourceText(name, "").span()
    try:
        sheets = opened(data)
    except Unreadable as why:
        return None, [REL001(str(why), at)]
    base = kept_base(sheets)
    today = Today(project)
    told = Told(name, base is not None)
    known = base if base is not None else base_of(project, certain=False)
    places = placed(sheets, told)
    if not places:
        aide = "il se fait par « mc-builder exporter tableaux »"
        return None, [REL001("aucune feuille de ce classeur n’est un tableau du projet", at, aide)]
    if base is None:
        told.note(_PERDU, "les changements sont à relire un à un")
    for cle in MATRICES:
        if cle in places:
            read_grid(cle, places[cle], known.grids[cle], today, told)
    for cle, table in TABLES.items():
        if cle in places:
            read_list(table, places[cle], known, today, told)
    return Returned(DOCUMENT, tuple(told.changes), (), told.certain), told.diagnostics
