"""A grid and candidates → a workbook with a sheet for each of them, and one that sums them up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from mc_builder.documents.jury.grilles import NOTE, Grille
from mc_builder.exports.candidats import Candidat
from mc_builder.exports.grilles_feuille import SUR, Commun, FeuilleGrille
from mc_builder.exports.grilles_xlsx import AIDE, CHOIX, classeur_of, write_help
from mc_builder.project import Project
from mc_builder.writers.xlsx.filled import Choix
from mc_builder.writers.xlsx.reckoned import FeuilleCalculee, sheet_name
from mc_builder.writers.xlsx.sheets import Colonne

BILAN = "Bilan"
_LIGNES = (
    """Une feuille par personne ; la feuille « Bilan » réunit ce qui en résulte, et dit ce qui
    manque. Les noms ne sont écrits que dans ce classeur.""",
)
_NOM, _NOTE, _MANQUE = 34, 14, 40


def workbook_of(
    project: Project, grille: Grille, candidats: Sequence[Candidat], echelle: Sequence[str]
) -> bytes:
    """The workbook; `echelle` are the levels, from the lowest."""
    classeur = classeur_of(project)
    write_help(classeur, _LIGNES, [grille])
    choix = Choix(CHOIX)
    commun = Commun.of(classeur, project, choix, echelle)
    heads = tuple(_heads(grille))
    bilan = FeuilleCalculee(classeur, BILAN, heads)
    names, rated = {AIDE, CHOIX, BILAN}, []
    for candidat in candidats:
        nom = sheet_name(candidat.nom, names)
        sheet = FeuilleGrille(commun, grille, nom, candidat.nom)
        sheet.write()
        rated.append(_Ligne(candidat.nom, nom, sheet))
    _write_bilan(bilan, grille, heads, rated)
    choix.write(classeur)
    return classeur.octets()


@dataclass(frozen=True, slots=True)
class _Ligne:
    """A candidate, the name of his sheet, and where it says what comes of it."""

    nom: str
    feuille: str
    sheet: FeuilleGrille

    def at(self, cell: str) -> str:
        """A cell of the sheet, as another sheet calls it."""
        return f"'{self.feuille}'!{cell}"

    def shown(self, cell: str) -> str:
        """What it holds; an empty one shows nothing, rather than zero."""
        return f'=IF({self.at(cell)}="","",{self.at(cell)})'

    def missing(self, grille: Grille) -> str:
        """In words, the first thing that is still to do."""
        lacks, end = self.at(self.sheet.lacking), self.at(self.sheet.arretee)
        levels = f'{lacks}&IF({lacks}>1," niveaux à choisir"," niveau à choisir")'
        waited = f"{lacks}>0"
        if grille.passees and self.sheet.proposee:
            # A mark says that the parts that were taken are rated whole: the others count for none.
            waited = f'AND({waited},{self.at(self.sheet.proposee)}="")'
        end = f'IF({end}="","{"Note" if grille.notee else "Résultat"} à arrêter","")'
        issues = zip(grille.parties, self.sheet.issues, strict=True)
        to_choose = [f'{self.at(cell)}=""' for part, cell in issues if part.resultat != NOTE]
        if to_choose and not grille.passees:
            end = f'IF(OR({",".join(to_choose)}),"Résultat d’une partie à choisir",{end})'
        return f"=IF({waited},{levels},{end})"


def _heads(grille: Grille) -> Iterator[Colonne]:
    yield Colonne("Nom et prénom", _NOM)
    for partie in grille.parties:
        yield Colonne(partie.titre, _NOTE)
    if grille.notee:
        yield Colonne(f"Note proposée, sur {SUR}", _NOTE)
    yield Colonne(f"Note arrêtée, sur {SUR}" if grille.notee else "Résultat arrêté", _NOTE)
    yield Colonne("Ce qui manque", _MANQUE)


def _write_bilan(
    bilan: FeuilleCalculee, grille: Grille, heads: Sequence[Colonne], rated: Sequence[_Ligne]
) -> None:
    bilan.heading(grille.titre)
    if grille.candidats:
        bilan.phrase(grille.candidats)
    for column, head in enumerate(heads):
        bilan.text(column, head.titre, "entete")
    bilan.end_row([head.titre for head in heads])
    bilan.landscape(1)
    first, repeated = bilan.ligne + 1, bilan.ligne - 1
    for one in rated:
        bilan.link(0, one.nom, one.feuille)
        cells = [*one.sheet.issues, one.sheet.proposee, one.sheet.arretee]
        for column, cell in enumerate(filter(None, cells), 1):
            bilan.formula(column, one.shown(cell))
        bilan.formula(len(heads) - 1, one.missing(grille), "texte")
        bilan.end_row([one.nom])
    _write_totals(bilan, heads, first)
    bilan.protect(repeated)


def _write_totals(bilan: FeuilleCalculee, heads: Sequence[Colonne], first: int) -> None:
    """The means of the marks, how many grids lack nothing."""
    last = bilan.ligne
    bilan.text(0, "Moyennes ; grilles où rien ne manque", "nom")
    for column in range(1, len(heads) - 1):
        seen = _rows(column, first, last)
        bilan.formula(column, f'=IF(COUNT({seen})=0,"",ROUND(AVERAGE({seen}),2))')
    bilan.formula(len(heads) - 1, f'=SUMPRODUCT(--({_rows(len(heads) - 1, first, last)}=""))')
    bilan.end_row(["Moyennes ; grilles où rien ne manque"])


def _rows(column: int, first: int, last: int) -> str:
    """« D5:D16 »."""
    name = xl_col_to_name(column)
    return f"{name}{first}:{name}{last}"
