"""Grids → a workbook in which a jury rates: a mark for each part, for the épreuve, what lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mc_builder.documents.jury.grilles import NOTE, Critere, Grille, PartieGrille
from mc_builder.french import percent
from mc_builder.names import Names
from mc_builder.project import Project
from mc_builder.writers.xlsx.filled import Choix
from mc_builder.writers.xlsx.reckoned import FeuilleCalculee, sheet_name
from mc_builder.writers.xlsx.sheets import Classeur, Colonne

_CHOIX = "_niveaux"
_AIDE = "Mode d’emploi"
_COLONNES = (
    Colonne("Ce qui est évalué", 68),
    Colonne("Niveau", 24),
    Colonne("Poids", 9),
    Colonne("Points", 9),
)
_OBJET, _NIVEAU, _POIDS, _POINTS = range(4)
#: Marks are out of that.
_SUR = 20
_LIGNES = (
    """Une feuille par ⟨épreuve⟩ ; plusieurs quand toutes les catégories de candidats n’y passent
    pas les mêmes parties.""",
    """Choisissez un niveau par ⟨indicateur⟩. Le poids vaut 1 : le référentiel n’en donne
    pas, le jury peut le changer ; videz-le pour ce qui n’a pas pu être observé.""",
    """Points : 0 pour le plus bas niveau, un de plus à chaque niveau. Note d’une partie : moyenne
    des points, pondérée, rapportée à 20. Note ⟨de l’épreuve⟩ : moyenne des parties, selon leurs
    poids dans le référentiel, à parts égales quand il n’en donne pas.""",
    """Une note n’apparaît que quand rien ne manque. Elle est une proposition : le jury arrête la
    sienne.""",
)


def workbook(project: Project, grilles: Sequence[Grille], echelle: Sequence[str]) -> bytes:
    """The workbook; `echelle` are the levels, from the lowest."""
    dossier = project.projet.dossier
    day = dossier.date_reference
    title = f"Grilles d’évaluation – {dossier.diplome.intitule}"
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    classeur = Classeur(
        title, "Grilles d’évaluation", moment, project.projet.charte, project.projet.said
    )
    _aide(classeur, title, grilles)
    choix = Choix(_CHOIX)
    levels = choix.formula(list(echelle))
    commun = _Commun(classeur, project.names, levels, len(echelle) - 1)
    names = {_AIDE, _CHOIX}
    for grille in grilles:
        _Feuille(commun, grille, sheet_name(grille.nom, names)).write()
    choix.write(classeur)
    return classeur.octets()


def _aide(classeur: Classeur, title: str, grilles: Sequence[Grille]) -> None:
    feuille = FeuilleCalculee(classeur, _AIDE, [Colonne("", 100)])
    feuille.phrase(title, "titre")
    for line in (" ".join(lines.split()) for lines in _LIGNES):
        feuille.text(0, line)
        feuille.end_row([classeur.said(line)])
    feuille.skip_row()
    for grille in grilles:
        said = (
            f"{grille.nom} : {grille.titre}{f' ({grille.candidats})' if grille.candidats else ''}"
        )
        feuille.text(0, said)
        feuille.end_row([said])


@dataclass(frozen=True, slots=True)
class _Commun:
    """What all the sheets are made with; `levels` is where their list stands, `most` the points."""

    classeur: Classeur
    names: Names
    levels: str
    most: int


class _Feuille:
    """The sheet of a grid, written from the top down."""

    def __init__(self, commun: _Commun, grille: Grille, nom: str) -> None:
        self.names, self.grille = commun.names, grille
        self.levels, self.most = commun.levels, commun.most
        self.sheet = FeuilleCalculee(commun.classeur, nom, _COLONNES)
        #: The cells of the marks of the parts, and their weights; those of what lacks.
        self.marks: list[tuple[str, str]] = []
        self.lacks: list[str] = []

    def write(self) -> None:
        """All of it."""
        self._head()
        for partie in self.grille.parties:
            self._partie(partie)
        self._total()
        self.sheet.protect(0)

    def _head(self) -> None:
        sheet, grille = self.sheet, self.grille
        coefficient = f", ⟨coefficient⟩ {grille.coefficient}" if grille.coefficient else ""
        sheet.phrase(f"{grille.titre}{coefficient}", "titre")
        if grille.candidats:
            sheet.phrase(grille.candidats)
        for asked in ("Candidat", "Date et lieu", "Jury"):
            sheet.text(_OBJET, asked, "nom")
            sheet.fill(_NIVEAU, style="saisie")
            sheet.end_row()
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
            sheet.fill(_NIVEAU)
            sheet.choices(_NIVEAU, self.grille.issues)
            sheet.end_row()
            return
        sheet.text(_OBJET, f"Note de la partie, sur {_SUR}", "nom")
        whole = f"{_SUR}*SUMPRODUCT({weight},{points})/({self.most}*SUM({weight}))"
        cell = sheet.formula(
            _POINTS, f'=IF(OR({self.lacks[-1]}>0,SUM({weight})=0),"",ROUND({whole},2))'
        )
        sheet.end_row()
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
        sheet.formula(_POINTS, f"={'+'.join(self.lacks)}")
        sheet.end_row()
        if not grille.notee:
            sheet.text(_OBJET, "Résultat ⟨de l’épreuve⟩", "nom")
            sheet.fill(_NIVEAU)
            sheet.choices(_NIVEAU, grille.issues)
            sheet.end_row()
            return
        sheet.text(_OBJET, f"Note proposée pour ⟨l’épreuve⟩, sur {_SUR}", "nom")
        mark = sheet.formula(_POINTS, self._mean())
        sheet.end_row()
        if grille.resultat == "bonus":
            sheet.text(_OBJET, "Points au-dessus de dix", "nom")
            sheet.formula(_POINTS, f'=IF({mark}="","",MAX(0,{mark}-10))')
            sheet.end_row()
        sheet.text(_OBJET, f"Note arrêtée par le jury, sur {_SUR}", "nom")
        sheet.fill(_POINTS)
        sheet.end_row()
