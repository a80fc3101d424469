"""Words → as French agrees and joins them: « du bloc », « a, b et c », « 3 tâches »."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

#: « de » and « à » before an article melt into one word; before « la » and « l’ » they do not.
_CONTRACTIONS = {
    "de": {"le ": "du ", "les ": "des "},
    "à": {"le ": "au ", "les ": "aux "},
}
#: The masculine nouns of the domain, as their definite article does not say; the rest is feminine.
_MASCULINES = ("le ", "l’indicateur", "l’emploi", "l’objet")


def de(noun: str) -> str:
    """« le bloc » → « du bloc », « l’activité » → « de l’activité », « Anne » → « de Anne »."""
    return _after("de", noun)


def a(noun: str) -> str:
    """« le bloc » → « au bloc », « la compétence » → « à la compétence »."""
    return _after("à", noun)


def un(noun: str) -> str:
    """« le bloc » → « un bloc », « la tâche » → « une tâche », « l’unité » → « une unité »."""
    bare = noun.removeprefix("le ").removeprefix("la ").removeprefix("l’")
    return f"une {bare}" if is_feminine(noun) else f"un {bare}"


def is_feminine(noun: str) -> bool:
    """Whether a noun of the domain, with its definite article, is feminine."""
    return not noun.startswith(_MASCULINES)


def _after(preposition: str, noun: str) -> str:
    for article, contracted in _CONTRACTIONS[preposition].items():
        if noun.startswith(article):
            return contracted + noun.removeprefix(article)
    return f"{preposition} {noun}"


def listed(words: Iterable[str], last: str = "et", *, most: int | None = None) -> str:
    """« a », « a et b », « a, b et c »; « a, b et 3 autres » when more than `most`."""
    shown = list(words)
    if most is not None and len(shown) > most:
        shown = [*shown[: most - 1], f"{len(shown) - most + 1} autres"]
    return f" {last} ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def agreed(count: float | Decimal, one: str, many: str | None = None) -> str:
    """The words for so many: « exigence visée » or « exigences visées », « a » or « ont »."""
    if -2 < count < 2:
        return one
    return many if many is not None else " ".join(_plural(word) for word in one.split(" "))


def _plural(word: str) -> str:
    return word if word.endswith(("s", "x", "z")) else f"{word}s"


def counted(count: int, one: str, many: str | None = None) -> str:
    """« 1 situation », « 3 situations »."""
    return f"{count} {agreed(count, one, many)}"


def capital(text: str) -> str:
    """The text as a sentence begins: only its first letter changes, marked or not (`wording`)."""
    at = 2 if text.startswith("⟨") else 1
    return text[:at].upper() + text[at:]


def small(text: str) -> str:
    """The text as it goes on inside a sentence: only its first letter changes, as in `capital`."""
    at = 2 if text.startswith("⟨") else 1
    return text[:at].lower() + text[at:]


def following(text: str) -> str:
    """The text after « : » or « ; »: its first letter small, unless it begins with a sigle."""
    first = text.removeprefix("⟨")
    return small(text) if first[1:2].islower() or first[1:2] in "’'" else text


def in_gender(noun: str, participle: str) -> str:
    """« supprimé » or « supprimée », for a noun of the domain with its definite article."""
    return f"{participle}e" if is_feminine(noun) else participle


def sentence(text: str) -> str:
    """A capital before, a full stop after."""
    return f"{capital(text)}."
