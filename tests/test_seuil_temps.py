"""The tool stays quick: no ratio of the short benchmarks has passed its bound.

What can be counted rather than timed is in `test_appels`, which says the same each time.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.check import travail
from benchmarks.citation import README, RESULTATS, citation, citee
from benchmarks.mesure import Mesure, tableau
from benchmarks.projets import MODELE, multiplier, objets_et_liens
from benchmarks.section import SECTIONS, mesurer

from mc_builder.loading import load
from mc_builder.source.tree import Folder

#: What is slower is slower each time; a machine that is busy is not.
ESSAIS = 3
#: Those that no count of calls tells, and that one second measures: other processes and programs.
SANS_APPELS = ("lecture", "rien_a_faire")


@pytest.mark.lent
@pytest.mark.parametrize(
    "section",
    [
        name if name in SANS_APPELS else pytest.param(name, marks=pytest.mark.ample)
        for name in SECTIONS
    ],
)
def test_no_ratio_has_got_worse(section: str) -> None:
    for _ in range(ESSAIS):
        found = list(mesurer(section, court=True))
        assert found
        worse = [mesure for mesure in found if mesure.regression]
        if not worse:
            return
    pytest.fail(tableau(worse))


def test_a_measure_is_judged_by_its_target_and_by_its_bound() -> None:
    slower = Mesure("lent", 1.5, 1.25, 2.5, "a / b")
    assert (slower.atteinte, slower.regression) == (False, False)
    assert Mesure("lent", 2.6, 1.25, 2.5, "a / b").regression
    faster = Mesure("rapide", 12, 10, 5, "b / a", plancher=True)
    assert (faster.atteinte, faster.regression) == (True, False)
    assert Mesure("rapide", 4, 10, 5, "b / a", plancher=True).regression
    assert slower.ligne() == "| lent | 1,50\u00a0× | ≤\u00a01,25 **non atteinte** | a / b |"


def test_readme_quotes_the_results_as_they_are() -> None:
    said = citation(RESULTATS.read_text("utf-8")) if RESULTATS.exists() else ""
    assert citee(README.read_text("utf-8")) == said


def test_the_larger_project_is_sound_and_has_all_its_copies(tmp_path: Path) -> None:
    projet = load(Folder(multiplier(tmp_path / "trois", 3))).projet
    single = load(Folder(MODELE)).projet
    for field in ("emplois", "poles", "blocs", "exigences", "chiffres", "sources", "note"):
        assert len(getattr(projet, field)) == 3 * len(getattr(single, field)), field
    assert projet is not None
    assert len(projet.evaluation.epreuves) == 3 * len(single.evaluation.epreuves)
    objects, links = objets_et_liens(tmp_path / "trois")
    assert links > objects / 2
    travail(tmp_path / "trois")  # it raises when a link leads nowhere
