"""The notes that no title calls: gathered at the end of their annexe, each with its object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.documents.builder import Builder
from mc_builder.model.activites import Activite, Pole, Tache
from mc_builder.model.annexes import annexe_of_note, home_of
from mc_builder.model.base import Objet
from mc_builder.model.blocs import Bloc, Competence, Savoir, SousCompetence
from mc_builder.model.emplois import Emploi
from mc_builder.model.evaluation import Epreuve, SousEpreuve, Unite
from mc_builder.model.formation import LigneCorrespondance
from mc_builder.page.text import Texte

#: The classes of which a table prints the notes, called after the title, in their own annexe.
_APPELLENT = frozenset(
    {Emploi, Pole, Activite, Tache, Bloc, Competence, SousCompetence, Savoir}
    | {Unite, Epreuve, SousEpreuve, LigneCorrespondance}
)


@dataclass(frozen=True, slots=True)
class NoteDeFin:
    """A note at the end of an annexe, after the name of what it is about."""

    titre: Texte
    texte: Markup


def endnotes(b: Builder, annexe: str) -> tuple[NoteDeFin, ...]:
    """The notes of an annexe that none of its tables calls, in the order of the project."""
    return tuple(_at_end(b, annexe))


def _at_end(b: Builder, annexe: str) -> Iterator[NoteDeFin]:
    for objet in b.projet.modeles():
        if not isinstance(objet, Objet):
            continue
        called = type(objet) in _APPELLENT and home_of(b.projet, objet) == annexe
        if called and not (isinstance(objet, Competence) and objet.ref is not None):
            continue
        for note in objet.notes:
            if annexe_of_note(b.projet, note, objet) == annexe:
                yield NoteDeFin(b.objet(objet).titre, b.note(note).texte)
