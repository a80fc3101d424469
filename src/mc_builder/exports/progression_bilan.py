"""The sheets of a progression → the one that counts and names all that is not planned yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from xlsxwriter.utility import xl_range_abs

from mc_builder.writers.xlsx.reckoned import FeuilleCalculee, Serie
from mc_builder.writers.xlsx.sheets import Classeur, Colonne

#: What stands in the column of states.
PREVU, A_PREVOIR = "prévu", "à prévoir"
BILAN = "À prévoir"
_LARGEURS = (Colonne("", 26), *[Colonne("", 19)] * 4)
_DERNIERE = len(_LARGEURS) - 1
_VIDE = '""'


@dataclass(frozen=True, slots=True)
class Suivi:
    """Things to plan, a row for each in their sheet: what they are, and where it is said.

    `etats` are the cells of their states; `rangs`, out of sight, count those that are not planned
    up to each row, from sheet to sheet; `noms` are their names in order, in the cells `objets`.
    """

    nom: str
    un: str
    noms: tuple[str, ...]
    objets: str
    etats: str
    rangs: str
    dernier: str


def write_bilan(classeur: Classeur, suivis: Sequence[Suivi]) -> None:
    """The sheet: how much of each kind is planned, in figures and in a chart, then what is not."""
    sheet = FeuilleCalculee(classeur, BILAN, _LARGEURS)
    sheet.phrase("Ce qui n’est encore prévu nulle part", "titre")
    _counts(sheet, suivis)
    _list(classeur, sheet, suivis)
    sheet.protect(0)


def _counts(sheet: FeuilleCalculee, suivis: Sequence[Suivi]) -> None:
    heads = ("", "En tout", "Prévu", "À prévoir", "Part prévue")
    for column, head in enumerate(heads):
        sheet.text(column, head, "entete")
    sheet.end_row()
    first = sheet.ligne
    for suivi in suivis:
        count, row = len(suivi.noms), sheet.ligne + 1
        sheet.text(0, suivi.nom, "nom")
        sheet.formula(1, f"=ROWS({suivi.etats})-COUNTBLANK({suivi.etats})", value=count)
        sheet.formula(2, f'=COUNTIF({suivi.etats},"{PREVU}")', value=0)
        sheet.formula(3, f"=B{row}-C{row}", value=count)
        sheet.formula(4, f"=C{row}/B{row}", "taux", 0)
        sheet.end_row([suivi.nom])
    last = sheet.ligne - 1
    sheet.skip_row()

    def cells(column: int) -> str:
        return f"'{BILAN}'!{xl_range_abs(first, column, last, column)}"

    series = [Serie("Prévu", cells(2), 0.85), Serie(BILAN, cells(3), 0.15)]
    sheet.stacked_bars("Ce qui est prévu, et ce qui reste à prévoir", cells(0), series, 0)


def _list(classeur: Classeur, sheet: FeuilleCalculee, suivis: Sequence[Suivi]) -> None:
    """All that is not planned, as many rows as there are things: the next ones move up."""
    names = [name for suivi in suivis for name in suivi.noms]
    kinds = [classeur.said(suivi.un) for suivi in suivis for _ in suivi.noms]
    sheet.text(0, BILAN, "entete")
    sheet.across(1, _DERNIERE, "", "entete")
    sheet.end_row()
    longest = list(accumulate(names[::-1], _keep_longest))[::-1]
    wide = sum(colonne.largeur for colonne in _LARGEURS[1:])
    for rank, (kind, name) in enumerate(zip(kinds, names, strict=True), 1):
        what = which = _VIDE
        for suivi in reversed(suivis):
            found = f"INDEX({suivi.objets},MATCH({rank},{suivi.rangs},0))"
            which = f"IF({rank}<={suivi.dernier},{found},{which})"
            said = classeur.clean(suivi.un).replace('"', '""')
            what = f'IF({rank}<={suivi.dernier},"{said}",{what})'
        sheet.formula(0, f"={what}", "nom", kind)
        sheet.across(1, _DERNIERE, name, "texte", f"={which}")
        sheet.end_row([kind], (longest[rank - 1], wide))


def _keep_longest(one: str, other: str) -> str:
    return other if len(other) > len(one) else one
