"""One grid → a sheet where a jury rates: a level for each indicateur, marks, what lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mc_builder.documents.jury.grilles import NOTE, Critere, Grille, PartieGrille
from mc_builder.french import percent, tied
from mc_builder.names import Names
from mc_builder.project import Project
from mc_builder.writers.xlsx.filled import Choix
from mc_builder.writers.xlsx.reckoned import FeuilleCalculee
from mc_builder.writers.xlsx.sheets import Classeur, Colonne

_COLONNES = (
    Colonne("Ce qui est évalué", 68),
    Colonne("Niveau", 24),
    Colonne("Poids", 9),
    Colonne("Points", 9),
)
_OBJET, _NIVEAU, _POIDS, _POINTS = range(4)
#: Marks are out of that.
SUR = 20


@dataclass(frozen=True, slots=True)
class Commun:
    """What all the sheets are made with; `levels` is where their list stands, `most` the points."""

    classeur: Classeur
    names: Names
    levels: str
    most: int

    @classmethod
    def of(
        cls, classeur: Classeur, project: Project, choix: Choix, echelle: Sequence[str]
    ) -> Commun:
        """For these levels, from the lowest."""
        return cls(classeur, project.names, choix.formula(list(echelle)), len(echelle) - 1)


class FeuilleGrille:
    """The sheet of a grid, written from the top down."""

    def __init__(self, commun: Commun, grille: Grille, nom: str, candidat: str = "") -> None:
        self.candidat = candidat
        self.names, self.grille = commun.names, grille
        self.levels, self.most = commun.levels, commun.most
        self.sheet = FeuilleCalculee(commun.classeur, nom, _COLONNES)
        #: The cells of the marks of the parts, and their weights; those of what lacks.
        self.marks: list[tuple[str, str]] = []
        self.lacks: list[str] = []
        #: Where what comes of each part stands, what comes of the épreuve, what lacks in all.
        self.issues: list[str] = []
        self.proposee = self.arretee = self.lacking = ""

    def write(self) -> None:
        """All of it."""
        self._head()
        for partie in self.grille.parties:
            self._partie(partie)
        self._total()
        self.sheet.keep_on_a_page()
        self.sheet.protect(0)

    def _head(self) -> None:
        sheet, grille = self.sheet, self.grille
        coefficient = f", {tied('⟨coefficient⟩', grille.coefficient)}" if grille.coefficient else ""
        sheet.heading(f"{grille.titre}{coefficient}")
        if grille.candidats:
            sheet.phrase(grille.candidats)
        for asked in ("Candidat", "Date et lieu", "Jury"):
            sheet.text(_OBJET, asked, "nom")
            if asked == "Candidat" and self.candidat:
                sheet.given(_NIVEAU, self.candidat, "saisie")
            else:
                sheet.fill(_NIVEAU, style="saisie")
            sheet.end_row(["", self.candidat])
        sheet.skip_row()

    def _partie(self, partie: PartieGrille) -> None:
        sheet = self.sheet
        share = "" if partie.poids is None else f" ({percent(partie.poids * 100)})"
        for column, head in enumerate((f"{partie.titre}{share}", "Niveau", "Poids", "Points")):
            sheet.text(column, head, "entete")
        sheet.end_row([f"{partie.titre}{share}"])
        first = sheet.ligne + 1
        for critere in partie.criteres:
            self._critere(critere)
        self._mark_of(partie, first, sheet.ligne)
        sheet.skip_row()

    def _critere(self, critere: Critere) -> None:
        self._named(critere.competence, "nom")
        for sous_competence, indicateurs in critere.groupes:
            if sous_competence:
                self._named(sous_competence, "note")
            for indicateur in indicateurs:
                self._indicateur(str(self.names[indicateur].titre))
        if not critere.groupes:
            self._indicateur("Le référentiel ne donne pas ⟨d’indicateur⟩ : dites ce qui est vu.")

    def _named(self, cle: str, style: str) -> None:
        text = self.names[cle].court
        self.sheet.text(_OBJET, text, style)
        self.sheet.end_row([text])

    def _indicateur(self, text: str) -> None:
        sheet, row = self.sheet, self.sheet.ligne + 1
        sheet.text(_OBJET, text)
        sheet.fill(_NIVEAU)
        sheet.choices(_NIVEAU, self.levels)
        sheet.fill(_POIDS, 1)
        sheet.number_from(_POIDS, 0)
        sheet.formula(_POINTS, f'=IF(B{row}="","",MATCH(B{row},{self.levels[1:]},0)-1)')
        sheet.end_row([text])

    def _mark_of(self, partie: PartieGrille, first: int, last: int) -> None:
        sheet = self.sheet
        level, weight, points = (f"{c}{first}:{c}{last}" for c in "BCD")
        lacks = f'SUMPRODUCT(({weight}<>"")*({weight}<>0)*({level}=""))'
        sheet.text(_OBJET, "Niveaux qui manquent", "nom")
        self.lacks.append(sheet.formula(_POINTS, f"={lacks}"))
        sheet.end_row()
        if partie.resultat != NOTE:
            sheet.text(_OBJET, "Résultat de la partie", "nom")
            self.issues.append(sheet.fill(_NIVEAU))
            sheet.choices(_NIVEAU, self.grille.issues)
            sheet.end_row()
            return
        sheet.text(_OBJET, f"Note de la partie, sur {SUR}", "nom")
        whole = f"{SUR}*SUMPRODUCT({weight},{points})/({self.most}*SUM({weight}))"
        cell = sheet.formula(
            _POINTS, f'=IF(OR({self.lacks[-1]}>0,SUM({weight})=0),"",ROUND({whole},2))'
        )
        sheet.end_row()
        self.issues.append(cell)
        self.marks.append((cell, "1" if partie.poids is None else str(partie.poids)))

    def _mean(self) -> str:
        """The mean of the parts: of all, once all are rated, or of those that were taken."""
        cells = [cell for cell, _ in self.marks]
        marks = "+".join(f"IF(ISNUMBER({cell}),{cell}*{weight},0)" for cell, weight in self.marks)
        weights = "+".join(f"IF(ISNUMBER({cell}),{weight},0)" for cell, weight in self.marks)
        least = 1 if self.grille.passees else len(cells)
        return f'=IF(COUNT({",".join(cells)})>={least},ROUND(({marks})/({weights}),2),"")'

    def _total(self) -> None:
        sheet, grille = self.sheet, self.grille
        sheet.text(_OBJET, "Niveaux qui manquent dans ⟨l’épreuve⟩", "nom")
        self.lacking = sheet.formula(_POINTS, f"={'+'.join(self.lacks)}")
        sheet.end_row()
        if not grille.notee:
            sheet.text(_OBJET, "Résultat ⟨de l’épreuve⟩", "nom")
            self.arretee = sheet.fill(_NIVEAU)
            sheet.choices(_NIVEAU, grille.issues)
            sheet.end_row()
            return
        sheet.text(_OBJET, f"Note proposée pour ⟨l’épreuve⟩, sur {SUR}", "nom")
        mark = self.proposee = sheet.formula(_POINTS, self._mean())
        sheet.end_row()
        if grille.resultat == "bonus":
            sheet.text(_OBJET, "Points au-dessus de dix", "nom")
            sheet.formula(_POINTS, f'=IF({mark}="","",MAX(0,{mark}-10))')
            sheet.end_row()
        sheet.text(_OBJET, f"Note arrêtée par le jury, sur {SUR}", "nom")
        self.arretee = sheet.fill(_POINTS)
        sheet.end_row()
