"""Every field of the model is read by a view, a rule, the measure, or says why nobody reads it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from arbres import MODULES, noeuds
from mc_builder.documents.builder import Builder
from mc_builder.documents.commentaires import commentaires
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.json import couverture_json
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.loading.layout import FILES, MAIN
from mc_builder.model.base import Modele
from mc_builder.model.profil import Profil
from mc_builder.project import Project
from projet_complet import CYCLES, ecrire_complet, forme

#: What reads a field by its name in the code; `champs` and its like read all of them.
LECTEURS = (
    "names",
    "rules",
    "coverage",
    "cpc",
    "documents",
    "page.citations",
    "page.prose",
    "graphiques",
    "reports",
    "model",
)
#: What reads the field that a view or an edge names: `b.un(activite, "intitule")`.
PAR_NOM = (
    "mc_builder.coverage.tracer",
    "mc_builder.names",
    "mc_builder.page.text",
    "mc_builder.documents.builder",
)
#: The fields that nobody reads, and why.
NON_LUS: Mapping[str, str] = {
    "MiseEnPage.plan": "au chargement, il choisit une variante du profil (test_plan.py)",
}


#: The same, of a profile.
PROFIL_NON_LU: Mapping[str, str] = {
    "Mots.rap": "lu avec tous les autres",
    "Mots.voie_scolaire": "lu avec tous les autres",
    "Mots.enseignant": "lu avec tous les autres",
    "Profil.herite_de": "lu avant que le profil ne soit complété",
}


def _classes(*roots: type[Modele]) -> Iterator[type[Modele]]:
    found: set[type[Modele]] = set()
    waiting = list(roots)
    while waiting:
        cls = waiting.pop()
        if cls not in found:
            found.add(cls)
            yield cls
            inside = (forme(cls, name).classe for name in cls.model_fields)
            waiting += [c for c in inside if c is not None]


def _champ(cls: type[Modele], name: str) -> str:
    """A field under the class that gives it to those below it."""
    holders = (c for c in reversed(cls.__mro__) if name in vars(c).get("__annotations__", {}))
    return f"{next(holders).__name__}.{name}"


@pytest.fixture
def lus(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The fields that are read from now on by what may read them."""
    found: set[str] = set()

    def read(self: Modele, name: str) -> object:
        if name in type(self).model_fields:
            frame = sys._getframe(1)
            module = frame.f_globals["__name__"]
            layer = module.removeprefix("mc_builder.")
            named = layer.startswith(LECTEURS) and name in frame.f_code.co_names
            if named or module in PAR_NOM:
                found.add(_champ(type(self), name))
        return object.__getattribute__(self, name)

    monkeypatch.setattr(Modele, "__getattribute__", read, raising=False)
    return found


def _tout_lire(builder: Builder) -> None:
    for kind in DOCUMENTS:
        _ = Making(kind, builder).view
    couverture_json(Couverture.de(builder.project))
    # What the report says of each requirement that is covered in part: here, none may be.
    assert all(isinstance(e.reserve, str) for e in builder.project.coverage.ecrits.tous)


@pytest.mark.lent
def test_every_field_is_read_or_says_why_not(tmp_path: Path, lus: set[str]) -> None:
    ecrire_complet(tmp_path)
    dossier = tmp_path / MAIN
    data = yaml.safe_load(dossier.read_text("utf-8"))
    data["seuils"]["blocs"] = {"bloc-flotte": {"apport": "1", "apport_propre": "1"}}
    dossier.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    for folder in (tmp_path, CYCLES):
        builder = Builder(Project.open(folder))
        _tout_lire(builder)
        for retour in builder.projet.retours:
            assert commentaires(builder.project, str(retour.document))
    classes = _classes(*(kind.cls for kind in FILES if not kind.apart))
    every = {_champ(cls, name) for cls in classes for name in cls.model_fields}
    # The root of a file is opened by the loader, which names each of its fields.
    roots = {f"{kind.cls.__name__}.{name}" for kind in FILES for name in kind.cls.model_fields}
    assert every - lus - roots == set(NON_LUS)


def test_every_field_of_a_profile_is_named_in_the_code() -> None:
    """Most of a profile is read when a rule finds something: its names are looked for instead."""
    named = {n.attr for path in MODULES for n in noeuds(path) if isinstance(n, ast.Attribute)}
    fields = {_champ(cls, name) for cls in _classes(Profil) for name in cls.model_fields}
    assert {field for field in fields if field.partition(".")[2] not in named} == set(PROFIL_NON_LU)
