"""The border of languages: functions are named by English verbs, or by French nouns of the domain.

A function whose name opens with a French verb, or with a small word of French grammar, or is
joined by one, is on the wrong side: `measure` and not `mesurer`, `of_note` and not `de_la_note`.
A rule is not: its name is French on purpose, and printed (`rules/noms.py`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from arbres import MODULES, noeuds, nom
from ensemble import ensemble
from mc_builder.french import unaccented
from mc_builder.rules.francais import _verbs

#: Small words, and forms that no rule of conjugation gives.
GRAMMAR = frozenset(
    {"a", "au", "aucun", "aux", "avec", "avant", "chaque", "d", "dans", "de", "depuis", "des", "du"}
    | {"en", "entre", "et", "hors", "il", "l", "la", "le", "les", "leur", "meme", "ne", "ou", "par"}
    | {"pas", "plus", "pour", "que", "qui", "sa", "sans", "se", "selon", "ses", "si", "son", "sous"}
    | {"sur", "tous", "tout", "toute", "toutes", "un", "une", "vers", "ont", "peut", "doit", "fait"}
    | {"est", "sont", "dit", "dits", "ecrit", "ecrits", "lit", "lu", "lus", "met", "mis", "prend"}
    | {"pris", "prises", "voit", "vu", "tient", "connu", "connus", "requis", "ouvert", "ouverte"}
    | {"ouvertes", "atteint", "suivi", "du", "due", "vaut", "sert", "suit", "rend", "perdu"}
)
#: What joins two nouns: `poids_of_exigences`.
JOINING = frozenset(
    {"avec", "d", "dans", "de", "des", "du", "entre", "l", "la", "le", "les", "par", "sans"}
)
#: Terms of the measure and of the law that a property may be called by.
TERMS = frozenset({"par_defaut", "en_vigueur", "sans_objet"})
#: The words that these functions print are their names.
ARTICLES = {"un", "le", "du", "au", "ce", "il", "e"}
PRINTED = {
    "french/words.py": {"de", "a", "un"},
    "french/nouns.py": {*ARTICLES, "de"},
    "model/mots.py": ARTICLES,
    "documents/builder.py": {"un"},
    "commands/actualiser.py": {"actualiser"},
    "commands/comparer.py": {"comparer"},
    "commands/exporter.py": {"exporter"},
    "commands/nomenclature.py": {"importer", "chercher", "montrer", "retirer"},
    "commands/rapprocher.py": {"rapprocher"},
    "commands/relire.py": {"relire"},
}
#: Words of English that French verbs spell alike.
ENGLISH = frozenset(
    {"active", "border", "cause", "change", "changes", "clone", "compare", "complete", "compose"}
    | {"content", "copies", "figure", "figures", "file", "files", "font", "force", "identifier"}
    | {"image", "images", "indexes", "module", "page", "pages", "percent", "pipes", "place"}
    | {"places", "prefixes", "prepare", "reference", "references", "replace", "reporter", "route"}
    | {"sequence", "style", "styles", "table", "tables", "type", "types", "usage", "profile"}
    | {"agree", "append", "case", "cases", "catalogue", "causes", "due", "examine", "important"}
    | {"lit", "normalise", "phrase", "resume", "sombre", "unit", "vague"}
)


@cache
def verbs() -> frozenset[str]:
    """Infinitives, and their present and past participles, without accents."""
    found = set(GRAMMAR)
    for verb in map(unaccented, _verbs()):
        found.add(verb)
        if verb.endswith("er"):
            found |= {verb[:-2] + end for end in ("e", "es", "ee", "ees", "ent")}
        elif verb.endswith("ir"):
            found |= {verb[:-1] + end for end in ("", "s", "e", "es", "t")}
        elif verb.endswith("re"):
            found |= {verb[:-2] + end for end in ("u", "us", "ue", "ues")}
    return frozenset(found)


@cache
def fields() -> frozenset[str]:
    """The fields of all the classes of the package: what a property may be called too."""
    return frozenset(
        node.target.id
        for path in MODULES
        for cls in noeuds(path)
        if isinstance(cls, ast.ClassDef)
        for node in cls.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    )


@cache
def nouns() -> frozenset[str]:
    """The words of the classes of the package and of their fields, in both numbers."""
    names = {
        node.name for path in MODULES for node in noeuds(path) if isinstance(node, ast.ClassDef)
    }
    found = {w.lower() for name in names | fields() for w in re.findall(r"[A-Z]?[a-z]+", name)}
    words = found - GRAMMAR
    return frozenset(words | {f"{word}s" for word in words} | {w.removesuffix("s") for w in words})


def functions(path: Path) -> Iterator[tuple[int, str]]:
    for node in noeuds(path):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("__"):
            rule = any(ast.unparse(d).startswith("regle(") for d in node.decorator_list)
            if not rule:
                yield node.lineno, node.name


@cache
def english() -> frozenset[str]:
    """The words that may open a name, whatever verb they are."""
    return ENGLISH | nouns()


def french(name: str) -> bool:
    """Whether a name opens with a French verb or a small word, or is joined by one."""
    first, *others = name.strip("_").split("_")
    if name in fields() or name in TERMS:
        return False
    opens = first in verbs() and first not in english()
    return opens or any(word in JOINING for word in others)


@ensemble("path", MODULES, ids=nom)
def test_functions_have_an_english_verb_or_a_noun_of_the_domain(path: Path) -> None:
    found = [(line, name) for line, name in functions(path) if french(name)]
    assert [(line, name) for line, name in found if name not in PRINTED.get(nom(path), ())] == []


@pytest.mark.parametrize(
    "name",
    [
        "mesurer",
        "_dire",
        "ecrire_docx",
        "de_la_note",
        "est_infinitif",
        "_portent",
        "vaut",
        "poids_des_parties",
    ],
)
def test_what_is_french_is_seen(name: str) -> None:
    assert french(name)


@pytest.mark.parametrize(
    "name", ["measure", "_competences", "titre_of", "note", "epreuve", "place"]
)
def test_what_is_not_is_left(name: str) -> None:
    assert not french(name)
