"""On a published text, at most one finding in four is of no use to whoever takes it up again.

The project « jardinerie » is invented; it has the habits of published référentiels: an optional
unit that another arrêté defines, CCF with a duration, a third column of candidates, jobs that
annexe II names without requirements, acronyms explained in the sentence, indicators repeated from
one activity to the next, marks out of twenty in the aims. It also has faults that such texts have.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from exemples import AUJOURD_HUI

from ligne_de_commande import Lance
from mc_builder.coverage import mesurer
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.loading import load
from mc_builder.rules import Subject, check_rules
from mc_builder.source.tree import Folder

JARDINERIE = Path(__file__).parents[1] / "projets" / "jardinerie"

#: Rule → whether whoever takes the text up again would change something, and why.
JUGEMENTS: dict[str, tuple[bool, str]] = {
    "BLO010": (False, "Le choix d’un bloc facultatif unique est celui de l’arrêté."),
    "BLO011": (True, "Le code ne prévoit pas d’unité facultative : il faut la fonder."),
    "CMP013": (True, "Cinq indicateurs à préciser, dits une fois."),
    "CMP014": (True, "Le même indicateur, deux fois pour la même activité : une copie."),
    "EVA025": (False, "L’usage est de dire la note dans la définition de l’épreuve."),
    "EVA027": (True, "La révision devra répondre sur le handicap."),
    "FOR011": (True, "Trois cas que l’annexe V doit traiter."),
    "RAP011": (True, "Sans exigences, rien n’est mesuré : qui ouvre la couverture doit le savoir."),
    "RED001": (True, "LISA et PGI ne sont expliqués nulle part où on les lit."),
    "RED010": (True, "« Le titulaire » est à écrire aux deux genres."),
    "RED034": (True, "Un titre de bloc recopié de travers dans l’annexe V."),
}
PART_INUTILE = 0.25


@pytest.fixture(scope="module")
def constats() -> tuple[Diagnostic, ...]:
    loaded = load(Folder(JARDINERIE))
    assert loaded.projet is not None
    subject = Subject(loaded.projet, loaded.places, mesurer(loaded.projet))
    return check_rules(subject, loaded.diagnostics, AUJOURD_HUI)


def test_at_most_one_finding_in_four_is_useless(constats: tuple[Diagnostic, ...]) -> None:
    """Each finding is judged: a new one fails here until somebody says what it is worth."""
    assert {d.code for d in constats} <= set(JUGEMENTS), "un constat que personne n’a jugé"
    useless = [d.code for d in constats if not JUGEMENTS[d.code][0]]
    assert len(constats) >= 10, "le projet a des fautes, qui se voient"
    assert len(useless) <= PART_INUTILE * len(constats), useless


def test_every_judgement_is_of_a_finding(constats: tuple[Diagnostic, ...]) -> None:
    assert set(JUGEMENTS) == {d.code for d in constats}
    assert all(reason.endswith(".") for _, reason in JUGEMENTS.values())


def test_a_habit_is_no_error(constats: tuple[Diagnostic, ...]) -> None:
    assert [d.message for d in constats if d.severity is Severity.ERREUR] == []


def test_jobs_that_are_only_named_stop_no_build(copie: Callable[[str], Path], lance: Lance) -> None:
    folder = copie("jardinerie")
    found = lance("-C", folder, "check", "--select", "RAP011")
    assert found.code == 0
    assert "rien à mesurer" in found.sortie
    built = lance("-C", folder, "build", "referentiel", "--format", "docx")
    assert built.code == 0, built.erreurs
    assert (folder / "output/referentiel.docx").is_file()
    assert not list((folder / "output").glob("rapport-couverture*"))
