"""The page that says how to write a profile: what it shows is read without a word."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from mc_builder.loading import load
from mc_builder.loading.profile_names import profile_names
from mc_builder.model.mots import Mots
from mc_builder.model.plan import Contenu, Disposition
from memoire import Memoire
from types_inventes import fichiers_du_type

RACINE = Path(__file__).parents[2]
PAGE = (RACINE / "docs" / "ecrire-un-profil.md").read_text("utf-8")
EXEMPLES = [text for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "profil:" in text]


@pytest.mark.parametrize("exemple", EXEMPLES, ids=lambda text: text.split("id: ")[1].split()[0])
def test_each_example_is_a_profile_that_serves(exemple: str) -> None:
    name = exemple.split("id: ")[1].split(maxsplit=1)[0]
    files = dict(fichiers_du_type("titre-enregistre-sur-demande"))
    files["dossier/profil.yaml"] = exemple.encode()
    dossier = re.sub(r"type: [\w-]+", f"type: {name}", files["dossier/dossier.yaml"].decode())
    files["dossier/dossier.yaml"] = dossier.encode()
    loaded = load(Memoire(files))
    assert [(d.code, d.message) for d in loaded.diagnostics] == []
    assert loaded.projet is not None
    assert loaded.projet.profil.id == name


def test_it_names_every_type_and_every_word() -> None:
    assert {name for name in profile_names() if f"`{name}`" not in PAGE} == set()
    assert {
        name for name in (*get_args(Contenu), *get_args(Disposition)) if f"`{name}`" not in PAGE
    } == set()
    assert {name for name in Mots.model_fields if f"`{name}`" not in PAGE} == set()


def test_the_plan_that_it_shows_is_the_one_that_profiles_begin_with() -> None:
    shown = next(t for t in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "identite:" in t)
    base = (RACINE / "src/mc_builder/profils/bases/neutre.yaml").read_text("utf-8")
    written = base[base.index("  plan: [") : base.index("  textes:\n")]
    lines = [line.removeprefix("  ") for line in written.splitlines() if line.strip()]
    lines = [line for line in lines if not line.lstrip().startswith("#")]
    assert shown.splitlines() == lines
