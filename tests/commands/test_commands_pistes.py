"""``mc-builder pistes``: what words bring near a requirement, refused and taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ligne_de_commande import Lance
from mc_builder.french import typeset

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"
EXIGENCE = "conduire-utilitaire"
FICHIER = "referentiels/exigences.yaml"


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    """The cycles, one requirement of which has words in common with tâches, and no answer."""
    copy = Path(shutil.copytree(CYCLES, tmp_path / "cycles"))
    file = copy / FICHIER
    text = file.read_text("utf-8")
    told = text.replace(
        "Conduire un véhicule utilitaire pour déplacer les vélos",
        "Transporter une batterie et relever les défauts signalés",
    )
    assert told != text
    file.write_text(told, "utf-8")
    return copy


def test_they_are_shown_with_what_names_them(lance: Lance, projet: Path) -> None:
    shown = lance("-C", projet, "pistes")
    assert shown.code == 0
    assert f"({EXIGENCE})" in shown.sortie
    assert "[depose-batterie]" in " ".join(shown.sortie.split())
    assert "⟨" not in shown.sortie


def test_one_that_is_refused_comes_no_more_until_it_is_taken_back(
    lance: Lance, projet: Path
) -> None:
    before = (projet / FICHIER).read_bytes()
    command = ("-C", projet, "pistes", EXIGENCE)
    done = lance(*command, "--ecarter", "depose-batterie")
    assert done.code == 0
    assert done.sortie.splitlines() == [str(projet / FICHIER)]
    text = (projet / FICHIER).read_text("utf-8")
    assert "pistes_ecartees: [depose-batterie]" in text
    shown = lance(*command).sortie
    near, refused = shown.split("Pistes écartées")
    assert "depose-batterie" not in near
    assert "depose-batterie" in refused
    report = lance("-C", projet, "coverage").sortie
    assert "1 piste écartée par l’équipe de rédaction" in report
    assert lance("-C", projet, "check").code == 0
    lance(*command, "--remettre", "depose-batterie")
    assert (projet / FICHIER).read_bytes() == before


def test_what_has_no_identifier_gets_one(lance: Lance, projet: Path) -> None:
    assert (
        lance("-C", projet, "pistes", EXIGENCE, "--ecarter", "controle-flotte/taches/1").code == 0
    )
    activities = (projet / "referentiels/activites/pole-2.yaml").read_text("utf-8")
    assert "- id: releve-defauts-signales" in activities
    assert "[releve-defauts-signales" in (projet / FICHIER).read_text("utf-8")
    assert lance("-C", projet, "check").code == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([EXIGENCE, "--ecarter", "nulle-part"], "aucun objet « nulle-part » dans le dossier"),
        ([EXIGENCE, "--ecarter", "mecanicien-cycles"], "ce lien attend"),
        (["nulle-part"], "aucune exigence « nulle-part »"),
        (["--ecarter", "depose-batterie"], "dites pour quelle exigence"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    lance: Lance, projet: Path, given: list[str], said: str
) -> None:
    before = (projet / FICHIER).read_bytes()
    done = lance("-C", projet, "pistes", *given)
    assert done.code == 2
    assert typeset(said) in typeset(done.erreurs)
    assert (projet / FICHIER).read_bytes() == before


def test_it_is_shown_first(lance: Lance, projet: Path) -> None:
    before = (projet / FICHIER).read_bytes()
    done = lance("-C", projet, "pistes", EXIGENCE, "--ecarter", "depose-batterie", "--diff")
    assert "+    pistes_ecartees: [depose-batterie]" in done.sortie
    assert (projet / FICHIER).read_bytes() == before


def test_a_requirement_that_lacks_nothing_says_so(lance: Lance, projet: Path) -> None:
    done = lance("-C", projet, "pistes", "controler-freinage")
    assert done.code == 0
    assert "n’a pas de lacune" in done.erreurs
