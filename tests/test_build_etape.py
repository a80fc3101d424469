"""The step decides which documents exist, and none is written to say nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ligne_de_commande import Lance, Resultat

Copie = Callable[[str], Path]
WORD = ("build", "--format", "docx")


@pytest.fixture
def projet(copie: Copie) -> Path:
    return copie("cycles")


def remplacer(projet: Path, nom: str, avant: str, apres: str) -> None:
    fichier = projet / nom
    text = fichier.read_text("utf-8")
    assert text.count(avant) == 1
    fichier.write_text(text.replace(avant, apres), "utf-8")


def a_l_opportunite(projet: Path) -> None:
    remplacer(projet, "dossier/dossier.yaml", "etape: examen-cpc", "etape: opportunite")


def sans_emploi(projet: Path) -> None:
    """No requirement any more, nor anything that cites one."""
    shutil.rmtree(projet / "referentiels/emplois")
    remplacer(
        projet, "dossier/dossier.yaml", "    mecanicien-cycles: {evaluees: 70, traduites: 75}\n", ""
    )
    remplacer(projet, "dossier/dossier.yaml", "  emplois:\n", "")


def ecrits(projet: Path) -> list[str]:
    return sorted(p.stem for p in (projet / "output").glob("*.docx"))


def dit(resultat: Resultat) -> str:
    return resultat.erreurs.replace("\u00a0", " ")


def test_at_the_first_step_only_the_note_and_the_grid(lance: Lance, projet: Path) -> None:
    a_l_opportunite(projet)
    first = lance("-C", projet, *WORD)
    assert first.code == 0
    assert ecrits(projet) == ["grille-criteres", "note-opportunite"]
    assert (
        "Non écrits (l’étape « opportunite » ne demande que note et grille) :"
        " referentiel, enseignant, rncp, couverture.\n"
    ) in dit(first)
    # Nothing is loaded the second time, and only what exists is counted.
    assert "les 2 fichiers demandés sont à jour" in dit(lance("-C", projet, *WORD))


@pytest.mark.lent
def test_what_is_named_is_written_at_any_step(lance: Lance, projet: Path) -> None:
    a_l_opportunite(projet)
    lance("-C", projet, *WORD)
    named = lance("-C", projet, "build", "note", "referentiel", "--format", "docx")
    assert (named.code, ecrits(projet)) == (
        0,
        ["grille-criteres", "note-opportunite", "referentiel"],
    )


@pytest.mark.lent
def test_the_next_step_brings_the_rest(lance: Lance, projet: Path) -> None:
    a_l_opportunite(projet)
    lance("-C", projet, *WORD)
    remplacer(projet, "dossier/dossier.yaml", "etape: opportunite", "etape: examen-cpc")
    lance("-C", projet, *WORD)
    assert len(ecrits(projet)) == 6


def test_a_suppression_has_no_referentiel(lance: Lance, projet: Path) -> None:
    remplacer(projet, "dossier/dossier.yaml", "nature: revision", "nature: suppression")
    result = lance("-C", projet, *WORD, "--malgre-erreurs")
    assert ecrits(projet) == ["grille-criteres", "note-opportunite"]
    assert "une suppression ne demande que note et grille" in dit(result)


@pytest.mark.lent
def test_with_nothing_to_measure_no_report_is_written(lance: Lance, projet: Path) -> None:
    sans_emploi(projet)
    result = lance("-C", projet, *WORD, "--malgre-erreurs")
    assert ecrits(projet) == [
        "grille-criteres", "note-opportunite", "referentiel", "referentiel-enseignant",
        "tableau-rncp",
    ]  # fmt: skip
    assert (
        "Non écrit (rien à mesurer, aucun emploi de referentiels/emplois/ n’a d’exigences"
        in dit(result)
    )
    named = lance("-C", projet, "build", "couverture", "--malgre-erreurs")
    assert named.code == 1
    assert "rapport-couverture" not in ecrits(projet)


@pytest.mark.parametrize("form", ["text", "md"])
def test_with_nothing_to_measure_coverage_is_one_sentence(
    lance: Lance, projet: Path, form: str
) -> None:
    sans_emploi(projet)
    result = lance("-C", projet, "coverage", "--format", form)
    said = result.sortie.replace("\u00a0", " ").removeprefix("# Couverture des emplois visés\n\n")
    assert result.code == 0
    assert said.startswith(
        "Couverture : rien à mesurer, aucun emploi de referentiels/emplois/ n’a d’exigences"
    )
    assert len(said.splitlines()) == 1


def test_an_empty_referentiel_is_not_printed(lance: Lance, projet: Path) -> None:
    shutil.rmtree(projet / "referentiels")
    for avant in ("    mecanicien-cycles: {evaluees: 70, traduites: 75}\n", "  emplois:\n"):
        remplacer(projet, "dossier/dossier.yaml", avant, "")
    a_l_opportunite(projet)
    result = lance("-C", projet, "build", "referentiel", "--malgre-erreurs")
    assert result.code == 1
    assert "rien à imprimer, ni pôle, ni bloc" in dit(result)
    assert not (projet / "output/referentiel.docx").exists()
