"""Grids → a workbook in which a jury rates: a mark for each part, for the épreuve, what lacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from mc_builder.documents.jury.grilles import Grille
from mc_builder.exports.grilles_feuille import Commun, FeuilleGrille
from mc_builder.project import Project
from mc_builder.writers.xlsx.filled import Choix
from mc_builder.writers.xlsx.reckoned import FeuilleCalculee, sheet_name
from mc_builder.writers.xlsx.sheets import Classeur, Colonne

#: The sheets that are no grid.
CHOIX = "_niveaux"
AIDE = "Mode d’emploi"
_LIGNES = (
    """Une feuille par ⟨épreuve⟩ ; plusieurs quand toutes les catégories de candidats n’y passent
    pas les mêmes parties.""",
)
#: What holds for any sheet of a grid.
METHODE = (
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
    classeur = classeur_of(project)
    write_help(classeur, _LIGNES, grilles)
    choix = Choix(CHOIX)
    commun = Commun.of(classeur, project, choix, echelle)
    names = {AIDE, CHOIX}
    for grille in grilles:
        FeuilleGrille(commun, grille, sheet_name(grille.nom, names)).write()
    choix.write(classeur)
    return classeur.octets()


def classeur_of(project: Project) -> Classeur:
    """A workbook of grids, still without sheets."""
    dossier = project.projet.dossier
    day = dossier.date_reference
    return Classeur(
        f"Grilles d’évaluation – {dossier.diplome.intitule}",
        "Grilles d’évaluation",
        datetime(day.year, day.month, day.day, tzinfo=UTC),
        project.projet.charte,
        project.projet.said,
        dossier.droits,
    )


def write_help(classeur: Classeur, lines: Sequence[str], grilles: Sequence[Grille]) -> None:
    """The first sheet: how the others are used, and which grids there are."""
    feuille = FeuilleCalculee(classeur, AIDE, [Colonne("", 100)])
    feuille.phrase(classeur.titre, "titre")
    for line in (" ".join(folded.split()) for folded in (*lines, *METHODE)):
        feuille.text(0, line)
        feuille.end_row([classeur.said(line)])
    feuille.skip_row()
    for grille in grilles:
        candidats = f" ({grille.candidats})" if grille.candidats else ""
        said = f"{grille.nom} : {grille.titre}{candidats}"
        feuille.text(0, said)
        feuille.end_row([said])
