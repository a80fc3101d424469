"""RED: one word spelt in two ways: with and without its accent, its hyphen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from mc_builder.french import folded
from mc_builder.rules.francais.textes import Feuille, Textes, textes
from mc_builder.rules.registry import INFO, Constat, Subject, regle

_MOT = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: Words that an accent alone tells from another word.
_HOMOGRAPHES = frozenset(
    {"a", "ca", "cote", "cotes", "des", "du", "foret", "forets", "jeune", "jeunes", "la", "mur"}
    | {"murs", "mure", "mures", "ou", "pale", "pales", "peche", "pecher", "pecheur", "pres", "rode"}
    | {"roder", "sur", "sure", "surs", "sures", "tache", "taches", "tacher", "colon", "cru", "mat"}
)
#: A part that a hyphen joins by grammar: « est-il », « celui-ci », « lui-même », « peut-être ».
_GRAMMAIRE = frozenset(
    {"ce", "ci", "elle", "elles", "il", "ils", "je", "la", "le", "les", "leur", "lui", "là", "même"}
    | {"mêmes", "moi", "nous", "on", "t", "toi", "tu", "vous", "y", "être", "faire", "non", "bien"}
    | {"au", "par", "contre", "quasi", "sous", "avant", "après", "hors", "demi", "mi", "ex"}
)


@regle("RED036", INFO, source="Méthode de l’outil", surete="outil")
def mot_en_deux_graphies(s: Subject) -> Iterator[Constat]:
    """Un mot s’écrit d’une seule façon.

    Vérifie : un mot n’est pas écrit tantôt avec, tantôt sans un accent (« référentiel »,
    « réferentiel »), ni tantôt avec, tantôt sans son trait d’union (« mot-clé », « mot clé » ;
    « plate-forme », « plateforme ») ; les mots qu’un accent distingue, les citations et les
    titres repris d’ailleurs (bibliographie, fiches de métier) sont laissés.
    Pourquoi : c’est une faute, ou deux personnes qui ont écrit chacune à sa façon.
    Exemple fautif :
        Le réferentiel décrit… ; le référentiel fixe…
    Exemple corrigé :
        Le référentiel décrit… ; le référentiel fixe…
    """
    read = textes(s)
    counts: Counter[str] = Counter()
    for word, count in Counter(read.each(_words)).items():
        if not word.isupper():
            counts[word.lower()] += count
    for one, other in (*_accents(counts), *_hyphens(read, counts)):
        few, many = sorted((one, other), key=lambda pair: (pair[1], not pair[0].isascii()))
        span = next(
            (
                found.place
                for found in read.search_unquoted(_of_word(few[0]))
                if not found.lu.cite and found.match[0].lower() == few[0]
            ),
            None,
        )
        if span is not None:
            yield Constat(
                f"« {few[0]} » ({few[1]} fois) et « {many[0]} » ({many[1]} fois) sont le même mot",
                span,
                f"choisissez une graphie, par exemple « {many[0]} »",
            )


_Graphie = tuple[str, int]


def _words(feuille: Feuille) -> tuple[str, ...]:
    return tuple(_MOT.findall(feuille.own))


@lru_cache(maxsize=1 << 14)
def _bare(word: str) -> str:
    """A word without its accents and hyphens."""
    return folded(word.replace("-", ""))


def _accents(counts: Counter[str]) -> Iterator[tuple[_Graphie, _Graphie]]:
    """The pairs of spellings that differ by an accent, or by the hyphen alone."""
    groups: dict[str, list[str]] = {}
    for word in counts:
        if not word.isascii() or "-" in word:
            groups.setdefault(_bare(word), []).append(word)
    for bare, words in groups.items():
        if bare in counts and bare not in words:
            words.append(bare)
        if len(words) < 2 or bare in _HOMOGRAPHES:
            continue
        first, *others = sorted(words, key=lambda word: -counts[word])
        for word in others:
            if _same_word(first, word):
                yield (first, counts[first]), (word, counts[word])


def _same_word(one: str, other: str) -> bool:
    """Whether two spellings are one word, and not two forms of a verb (« règle », « réglé »)."""
    if "-" in one or "-" in other:
        parts = {*one.split("-"), *other.split("-")} if one.replace("-", "") != one else set()
        parts |= set(other.split("-")) if "-" in other else set()
        return one.replace("-", "") == other.replace("-", "") and not parts & _GRAMMAIRE
    stems = [word.removesuffix("s").removesuffix("e") for word in (one, other)]
    ends = [word.removesuffix("s")[-2:] for word in (one, other)]
    if ends[0] != ends[1] or len(one) < 4:
        return False
    # « réparer » and « repartir »: the prefix re- has both forms.
    return not (one[:1] == "r" and stems[0][2:] == stems[1][2:])


def _hyphens(read: Textes, counts: Counter[str]) -> Iterator[tuple[_Graphie, _Graphie]]:
    """The pairs of spellings of which one has a space for a hyphen."""
    text = read.own.lower()
    for word, count in counts.items():
        parts = word.split("-")
        if len(parts) != 2 or _GRAMMAIRE & set(parts) or min(map(len, parts)) < 3:
            continue
        spaced = " ".join(parts)
        if spaced in text:
            found = len(re.findall(rf"\b{re.escape(spaced)}\b", text))
            if found:
                yield (word, count), (spaced, found)


def _of_word(word: str) -> re.Pattern[str]:
    """A pattern that begins with a letter of the word, whatever its case."""
    first = re.escape(word[0])
    return re.compile(rf"[{first}{re.escape(word[0].upper())}](?<!\w.){re.escape(word[1:])}\b")
