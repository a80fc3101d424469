"""Nouns and lists of words → as French says them: « du bloc », « aux candidats », « a, b et c »."""

from __future__ import annotations

from collections.abc import Sequence

#: « de » and « à » before an article melt into one word; before « la » and « l’ » they do not.
_CONTRACTIONS = {
    "de": {"le ": "du ", "les ": "des "},
    "à": {"le ": "au ", "les ": "aux "},
}


def de(noun: str) -> str:
    """« le bloc » → « du bloc », « l’activité » → « de l’activité », « Anne » → « de Anne »."""
    return _after("de", noun)


def a(noun: str) -> str:
    """« le bloc » → « au bloc », « la compétence » → « à la compétence »."""
    return _after("à", noun)


def enumere(words: Sequence[str]) -> str:
    """« a », « a et b », « a, b et c »."""
    return " et ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def un(noun: str) -> str:
    """« le bloc » → « un bloc », « la tâche » → « une tâche », « l’unité » → « une unité »."""
    bare = noun.removeprefix("le ").removeprefix("la ").removeprefix("l’")
    return f"une {bare}" if feminin(noun) else f"un {bare}"


def feminin(noun: str) -> bool:
    """Whether a noun of the domain, with its definite article, is feminine."""
    return not noun.startswith(_MASCULINS)


#: What is feminine is all the rest.
_MASCULINS = ("le ", "l’indicateur", "l’emploi", "l’objet")


def _after(preposition: str, noun: str) -> str:
    for article, contracted in _CONTRACTIONS[preposition].items():
        if noun.startswith(article):
            return contracted + noun.removeprefix(article)
    return f"{preposition} {noun}"
