"""What a file calls its parts → what they are: a word of some type of diploma, a number, a verb."""

from __future__ import annotations

import re
from functools import cache

from mc_builder.french import folded
from mc_builder.importers.referentiels.arbre import Genre
from mc_builder.loading.profile_names import profile_names
from mc_builder.loading.profiles import profile
from mc_builder.model.mots import Mots

_FIELDS: dict[str, Genre] = {
    "bloc": "bloc",
    "competence": "competence",
    "sous_competence": "sous-competence",
    "indicateur": "indicateur",
}


@cache
def _words() -> dict[str, Genre]:
    """The words of all types of diploma; the usual ones first, which win."""
    found: dict[str, Genre] = {}
    for mots in (Mots(), *(profile(name).mots for name in profile_names())):
        for name, genre in _FIELDS.items():
            mot = getattr(mots, name)
            for word in (mot.nom, mot.whole.one, mot.short.one):
                found.setdefault(folded(word), genre)
    return found


def genre_called(words: str) -> Genre | None:
    """What is called so: « Indicateur de réussite », « CCP »…; None for other words."""
    return _words().get(folded(words.strip(" .")))


#: « C1.1 », « AC11.02 », « 2.3 » and what follows.
_CODE = re.compile(
    r"(?P<rang>[^\W\d_]{1,14}\s)?(?P<code>[A-Z]{0,4}\d{1,3}(?:\.\d{1,3}){0,4})"
    r"(?:\s*[.:)–—-])?\s+(?P<reste>\S.*)"
)
_RANKS = {"bloc", "ccp", "pole", "module", "unite", "ue", "domaine", "competence", "niveau"}


def parted(nom: str) -> tuple[str, str]:
    """« C1.1 Réaliser une page » → its number and its title; no number when there is none.

    A number alone is one only before a capital: « 2 roues » has none.
    """
    found = _CODE.fullmatch(nom)
    if found is None:
        return "", nom
    rang, code, reste = found["rang"] or "", found["code"], found["reste"]
    if rang and folded(rang.strip()) not in _RANKS:
        return "", nom
    if code.isdecimal() and not rang and not reste[0].isupper():
        return "", nom
    return f"{rang}{code}", reste


def digits(numero: str) -> tuple[int, ...]:
    """« C1.10 » → (1, 10): by which a number is under another."""
    return tuple(map(int, re.findall(r"\d+", numero)))


_INFINITIVE = re.compile(r"(?:s’|s'|se )?[a-zà-ÿœ-]{2,}(?:er|ir|re)\b")


def is_action(intitule: str) -> bool:
    """Whether a title begins with an infinitive, as competences do and indicateurs do not."""
    return _INFINITIVE.match(intitule.lower()) is not None
