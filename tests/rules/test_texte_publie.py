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
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.loading import load
from mc_builder.project import Project
from mc_builder.source.tree import Folder

JARDINERIE = Path(__file__).parents[1] / "projets" / "jardinerie"

#: Rule → whether whoever takes the text up again would change something, and why.
JUGEMENTS: dict[str, tuple[bool, str]] = {
    "BLO010": (False, "Le choix d’un bloc facultatif unique est celui de l’arrêté."),
    "BLO011": (True, "Le code ne prévoit pas d’unité facultative : il faut la fonder."),
    "CMP012": (True, "Une capacité ne s’observe pas : l’indicateur est à récrire."),
    "CMP013": (True, "Cinq indicateurs à préciser, dits une fois."),
    "CMP014": (True, "Le même indicateur, deux fois pour la même activité : une copie."),
    "EVA025": (False, "L’usage est de dire la note dans la définition de l’épreuve."),
    "EVA027": (True, "La révision devra répondre sur le handicap."),
    "FOR011": (True, "Trois cas que l’annexe V doit traiter."),
    "RAP011": (True, "Sans exigences, rien n’est mesuré : qui ouvre la couverture doit le savoir."),
    "RED001": (True, "PGI n’est expliqué nulle part."),
    "RED005": (True, "« Chef de caisse » est à écrire aux deux genres."),
    "RED010": (True, "« Le titulaire » est à écrire aux deux genres, et c’est dit une fois."),
    "RED034": (True, "Un titre de bloc recopié de travers dans l’annexe V."),
}
PART_INUTILE = 0.25


@pytest.fixture(scope="module")
def constats() -> tuple[Diagnostic, ...]:
    loaded = load(Folder(JARDINERIE))
    assert loaded.projet is not None
    return Project(loaded).findings(AUJOURD_HUI)


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


#: What another text defines, and what is asked of it when nothing says so.
AILLEURS = {"EVA004", "EVA009", "EVA018", "EVA021"}


def sans(folder: Path, *lignes: str) -> set[str]:
    """The codes found once these lines are taken out of evaluation.yaml."""
    file = folder / "referentiels/evaluation.yaml"
    text = file.read_text("utf-8")
    for ligne in lignes:
        assert ligne in text
        text = text.replace(ligne, "")
    file.write_text(text, "utf-8")
    return {d.code for d in Project.open(folder).findings(AUJOURD_HUI)}


DEFINIE = "    definie_par: Arrêté du 8 avril 2010 relatif aux épreuves de langue vivante\n"


def test_a_unit_of_an_optional_bloc_is_defined_elsewhere(copie: Callable[[str], Path]) -> None:
    """Its bloc says so, whatever the unit and the épreuve repeat."""
    assert not sans(copie("jardinerie"), DEFINIE) & AILLEURS


def test_what_no_other_text_defines_is_asked_for(copie: Callable[[str], Path]) -> None:
    folder = copie("jardinerie")
    file = folder / "referentiels/evaluation.yaml"
    text = file.read_text("utf-8").replace("bloc: bloc-langue", "bloc: bloc-rayon")
    file.write_text(text, "utf-8")
    assert not sans(folder) & AILLEURS  # the unit and the épreuve say it
    assert sans(folder, DEFINIE) >= AILLEURS


MODALITE = """\
    modalites:
      - categories: [cat-scolaires, cat-autres, cat-ccf-integral]
        mode: ponctuel
        formes: [oral]
"""


def test_its_candidates_are_those_of_the_other_text(copie: Callable[[str], Path]) -> None:
    folder = copie("jardinerie")
    assert "EVA011" not in sans(folder, MODALITE)
    file = folder / "referentiels/evaluation.yaml"
    text = file.read_text("utf-8").replace("bloc: bloc-langue", "bloc: bloc-rayon")
    file.write_text(text, "utf-8")
    assert "EVA011" in sans(folder, DEFINIE)


@pytest.mark.parametrize(("definie", "asked"), [("", True), (", definie_par: Arrêté", False)])
def test_a_bloc_that_another_text_defines_takes_up_no_activity(
    copie: Callable[[str], Path], definie: str, *, asked: bool
) -> None:
    folder = copie("jardinerie")
    bloc = folder / "referentiels/blocs/bloc-2.yaml"
    lines = bloc.read_text("utf-8").splitlines(keepends=True)
    bloc.write_text("".join(line for line in lines if "mobilise:" not in line), "utf-8")
    file = folder / "referentiels/evaluation.yaml"
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("{id: u2, bloc: bloc-rayon}", f"{{id: u2, bloc: bloc-rayon{definie}}}")
    )
    assert ("BLO008" in sans(folder)) is asked


def test_a_third_column_of_candidates_is_admitted(copie: Callable[[str], Path]) -> None:
    """But there is one for those who have no right to CCF."""
    folder = copie("jardinerie")
    assert "EVA017" not in sans(folder)
    file = folder / "referentiels/evaluation.yaml"
    text = file.read_text("utf-8")
    for words in ("hors contrat", "de l’enseignement à distance", "de trois années d’expérience"):
        text = text.replace(words, "sous contrat")
    file.write_text(text, "utf-8")
    assert "EVA017" in sans(folder)
