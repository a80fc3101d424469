"""The sentence of a competence: its main clause, its verbs, whether it says two things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mc_builder.rules.francais import DETERMINANT, MOT, is_infinitive, leading_verb

#: What announces a purpose (vade-mecum RNCP, p. 25: « pour, afin de, en vue de… »).
FINALITE = re.compile(
    r"\b(?:pour|afin|en vue|dans le but|dans l[’']objectif|de manière|de façon|de sorte|en sorte"
    r"|à l[’']attention|à destination|permettant|contribuant|garantissant|au service)\b",
    re.IGNORECASE,
)
#: What ends the main clause: a purpose, a means, a circumstance, a parenthesis.
_FIN = re.compile(
    rf"{FINALITE.pattern}|\b(?:selon|lors|lorsque|quand|dans le respect|à l[’']aide)\b"
    r"|\b(?:au moyen|grâce)\b"
    r"|\ben (?:[^\W\d_]+ant)\b|[(;:]",
    re.IGNORECASE,
)
_ET = re.compile(r"(?:\bet|\bpuis|\bainsi que|,)\s+(?:puis\s+|ensuite\s+)?(?=[^\W\d_])")
#: An object that points back at the first one is not another object.
_RENVOI = re.compile(
    r"\s+(?:(?:à|de|dans|sur) )?(?:son|sa|ses|leurs?|ce|cet|cette|ces|celui|celle|ceux|celles)\b",
    re.I,
)
#: A verb that depends on the first one: « aider à choisir et … ».
_DEPENDANT = re.compile(r"\b(?:à|de|d[’'])\s*([^\W\d_]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Verbe:
    """An infinitive of the main clause; `objet_propre` when it has an object of its own."""

    mot: str
    start: int
    objet_propre: bool = False


def main_clause(phrase: str) -> str:
    """The main clause: what comes before the purpose, the means, the circumstances."""
    head = leading_verb(phrase)
    found = _FIN.search(phrase, head.end() if head else 0)
    return phrase[: found.start()] if found else phrase


def main_verbs(phrase: str) -> Iterator[Verbe]:
    """The head infinitive and those coordinated with it.

    « Extraire et restituer des données » has two verbs and one object; « Accueillir une personne
    et réparer le vélo » two of each; « Contrôler les pages et les publier » one object.
    """
    clause = main_clause(phrase)
    head = leading_verb(clause)
    if head is None:
        return
    yield Verbe(head[0], head.start())
    if any(is_infinitive(found[1]) for found in _DEPENDANT.finditer(clause, head.end())):
        return
    objects = [DETERMINANT.search(clause, head.end())]
    for found in _ET.finditer(clause, head.end()):
        word = MOT.match(clause, found.end())
        if word is None or not is_infinitive(word[0], clause[word.end() :]):
            continue
        before = objects[-1] is not None and objects[-1].start() < found.start()
        after = DETERMINANT.search(clause, word.end())
        again = _RENVOI.match(clause, word.end())
        yield Verbe(word[0], word.start(), before and after is not None and again is None)
        objects.append(after)
