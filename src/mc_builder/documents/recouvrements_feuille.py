"""What compared certifications share with the diploma → the sheet that two workbooks have of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mc_builder.documents.builder import Numerote
from mc_builder.documents.recouvrements import RecouvrementVue
from mc_builder.reports.recouvrement import REPERES, TITRE
from mc_builder.writers.xlsx.sheets import Classeur, Colonne, Valeur

FEUILLE = "Recouvrements"
_BLOCS = (
    Colonne("Certification", 44),
    Colonne("Mesure", 50),
    Colonne("Ce qu’elle comprend", 50),
    Colonne("⟨Bloc⟩ le plus proche", 50),
    Colonne("Ressemblance", 14),
    Colonne("Source", 30),
    Colonne("Relevé le", 18),
)
_PASSAGES = (
    Colonne("Mots qui se lisent aussi chez elle", 44),
    Colonne("Où nos textes les ont", 50),
    Colonne("Certification", 50),
    Colonne("Intitulé de la certification où ils se lisent", 50),
)


def overlap_sheet(classeur: Classeur, found: Sequence[RecouvrementVue]) -> None:
    """Adds it, when something is noted: a row for each bloc, then for each passage taken over."""
    if not found:
        return
    sheet = classeur.feuille(FEUILLE)
    sheet.largeurs(_BLOCS)
    sheet.phrase(TITRE, "titre")
    sheet.phrase(REPERES)
    sheet.skip_row()
    sheet.principal(sheet.tableau(_BLOCS, (row for one in found for row in _blocs(one))), 1)
    if any(one.passages for one in found):
        sheet.skip_row()
        sheet.phrase("Mot pour mot", "sous-titre")
        sheet.tableau(_PASSAGES, (row for one in found for row in _passages(one)))


def _blocs(one: RecouvrementVue) -> Iterator[tuple[Valeur, ...]]:
    """What is measured of the whole is on all its rows; a register may give none of its blocs."""
    name, facts = str(one.titre), " ".join(one.faits)
    whence = one.source.striptags(), one.jour
    for bloc in one.blocs:
        yield name, facts, str(bloc.titre), _named(bloc.proche), bloc.part, *whence
    if not one.blocs:
        yield name, facts, "", "", "", *whence


def _passages(one: RecouvrementVue) -> Iterator[tuple[Valeur, ...]]:
    for passage in one.passages:
        yield passage.mots, _named(passage.objet) or passage.texte, str(one.titre), passage.bloc


def _named(objet: Numerote | None) -> str:
    return "" if objet is None else f"{objet.numero} {objet.titre}".strip()
