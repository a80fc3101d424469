"""`check` stays quick and grows linearly: gates on ratios of CPU time, that hold on any machine."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

RACINE = Path(__file__).parents[1]

#: CPU time of `check` on the dossier of the repository (seven jobs, three blocs), in imports of
#: pydantic, both from their compiled bytecode. Measured between 5 and 6: one and a half for the
#: classes of the model, one for the reading, one for the rules; the target is 7.
RATIO = 10
#: Cost of a copy in a project fifty times larger over that in one five times larger. Measured
#: between 0.9 and 1.1; a quadratic part that matters would give 10.
CROISSANCE = 2


@pytest.fixture(scope="module")
def mesures() -> ModuleType:
    """The module that measures, `benchmarks/check.py`."""
    spec = importlib.util.spec_from_file_location("mesures", RACINE / "benchmarks" / "check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.lent
def test_check_costs_a_few_imports_of_pydantic(mesures: ModuleType, tmp_path: Path) -> None:
    ratio, _ = mesures.imports_de_pydantic(tmp_path)
    assert ratio < RATIO, f"check costs {ratio:.1f} imports of pydantic"


@pytest.mark.lent
def test_check_grows_linearly(mesures: ModuleType) -> None:
    growth = mesures.croissance(5, 50, fois=2)
    assert growth < CROISSANCE, f"ten times larger, a copy costs {growth:.1f} times more"


def test_the_larger_project_is_sound_and_has_all_its_copies(
    mesures: ModuleType, tmp_path: Path
) -> None:
    projet = mesures.load(mesures.Folder(mesures.multiplier(tmp_path / "trois", 3))).projet
    single = mesures.load(mesures.Folder(mesures.MODELE)).projet
    for field in ("emplois", "poles", "blocs", "exigences", "chiffres", "sources", "note"):
        assert len(getattr(projet, field)) == 3 * len(getattr(single, field)), field
    assert len(projet.evaluation.epreuves) == 3 * len(single.evaluation.epreuves)
    assert mesures.travail(tmp_path / "trois") > 0  # it raises when a link leads nowhere
