"""What the page says of values that files write as one word."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import mc_builder.model
from ensemble import ensemble
from mc_builder.editing.values import form_of
from mc_builder.editing.words import word
from mc_builder.model.base import Modele

#: Words of the language, written as they are said.
TELS_QUELS = [
    "appellation",
    "apprentissage",
    "article",
    "attestations",
    "aucune",
    "autonomie",
    "autre",
    "avertissement",
    "basse",
    "bonus",
    "branche",
    "collective",
    "concurrente",
    "dispense",
    "dispenses",
    "emplois",
    "erreur",
    "exclues",
    "facultatif",
    "fiches",
    "grille",
    "habilitation",
    "habilitations",
    "haute",
    "heures",
    "individuelle",
    "liste",
    "loi",
    "matrice",
    "note",
    "notes",
    "ordinaire",
    "ouvert",
    "ouvrage",
    "oral",
    "oui",
    "passerelle",
    "ponctuel",
    "pratique",
    "proche",
    "rapport",
    "savoir",
    "savoir-faire",
    "savoirs",
    "scolaire",
    "semaine",
    "site",
    "suppression",
    "textes",
    "totale",
    "toutes",
]


def classes(of: type[Modele] = Modele) -> Iterator[type[Modele]]:
    for cls in of.__subclasses__():
        yield cls
        yield from classes(cls)


def values() -> list[str]:
    for module in pkgutil.walk_packages(mc_builder.model.__path__, "mc_builder.model."):
        importlib.import_module(module.name)
    infos = [info for cls in classes() for info in cls.model_fields.values()]
    return sorted({choice for info in infos for choice in form_of(info).choices})


@ensemble("value", values())
def test_every_choice_of_the_model_is_said_in_french(value: str) -> None:
    assert (word(value) == value) == (value in TELS_QUELS), f"say « {value} » in editing/words.py"
