"""Rules → text for a terminal: one rule explained, or the list of all of them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from mc_builder.codes import FAMILLES, Code
from mc_builder.model.mots import Mots
from mc_builder.rules.settings import by_profile

_WIDTH = 88
#: How sure the source of a rule is, in words.
SURETES = {
    "texte": "texte légal",
    "guide": "guide ou méthode",
    "usage": "usage observé",
    "outil": "règle de l’outil",
}


def family_of(code: str) -> str:
    """What a family is about, in the ordinary words."""
    return Mots().wording(FAMILLES[code])


def regle_texte(rule: Code) -> str:
    """All that is said of one rule, wrapped."""
    lines = [
        f"{rule.code} – {rule.nom}",
        *_wrapped(rule.resume, _WIDTH),
        "",
        f"Famille : {family_of(rule.famille)}",
        f"Gravité : {rule.gravite}",
        *(
            f"          {line}"
            for nom, given in by_profile(rule.code)
            for line in _wrapped(
                f"{given.force} pour le type « {nom} » : {given.motif}", _WIDTH - 10
            )
        ),
        f"Source  : {rule.source} ({SURETES[rule.surete]})",
        f"Depuis  : {rule.depuis}",
    ]
    for title, text in rule.sections.items():
        lines += ["", f"{title} :", *_section(title, text)]
    return "\n".join(lines)


def liste_texte(rules: Iterable[Code]) -> str:
    """Every rule in a line, under its family."""
    lines: list[str] = []
    family = ""
    for rule in rules:
        if rule.famille != family:
            family = rule.famille
            lines += ["", f"{family} – {family_of(family)}"]
        lines.append(f"  {rule.code}  {rule.gravite!s:<13}  {rule.resume}")
    return "\n".join(lines).lstrip("\n")


def is_example(title: str) -> bool:
    """Whether a section is an example, whose lines are kept."""
    return title.startswith("Exemple")


def _section(title: str, text: str) -> list[str]:
    if is_example(title):
        return [f"  {line}".rstrip() for line in text.splitlines()]
    paragraphs = text.split("\n\n")
    wrapped = [_wrapped(" ".join(p.split()), _WIDTH - 2) for p in paragraphs]
    return [f"  {line}" for lines in wrapped for line in lines]


def _wrapped(text: str, width: int) -> list[str]:
    """The lines of a text; a word keeps its hyphen: « sous-compétence » is looked for whole."""
    return textwrap.wrap(text, width, break_on_hyphens=False)
