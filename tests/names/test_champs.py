"""Each key has a name that is French: with its accents, and none of the signs of files."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from ensemble import ensemble
from mc_builder.french import folded
from mc_builder.model.base import Modele
from mc_builder.names.champs import champ, titre_champ
from mc_builder.project import Project  # loads every class of the model

#: A description names other keys between quotation marks.
_QUOTED = re.compile(r"«[^»]*»")
_WORD = re.compile(r"[a-zà-ÿœ]{3,}")


def _classes(cls: type[Modele] = Modele) -> Iterator[type[Modele]]:
    for sub in cls.__subclasses__():
        yield sub
        yield from _classes(sub)


def _described() -> dict[str, Counter[str]]:
    """How the descriptions of keys spell each word: those are in French."""
    assert Project
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for cls in _classes():
        for info in cls.model_fields.values():
            for word in _WORD.findall(_QUOTED.sub("", info.description or "").lower()):
                found[folded(word)][word] += 1
    return found


#: Profiles and plans are files that nobody edits in the page.
KEYS = sorted(
    {
        name
        for cls in _classes()
        if not cls.__module__.endswith((".profil", ".plan", ".grille"))
        for name in cls.model_fields
    }
)


def test_the_name_of_a_field_is_spelled_as_its_descriptions_are() -> None:
    spelled = _described()
    wrong = {
        key: (word, spelled[folded(word)])
        for key in KEYS
        for word in _WORD.findall(champ(key).lower())
        if spelled[folded(word)] and not spelled[folded(word)][word]
    }
    assert wrong == {}


@ensemble("key", KEYS)
def test_a_name_has_no_sign_of_files(key: str) -> None:
    assert "_" not in champ(key)
    assert titre_champ(key).lstrip("⟨")[0].isupper()
