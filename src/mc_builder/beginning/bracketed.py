"""What the model says of a key, in the ordinary words → the same with these in brackets.

Descriptions are read by who learns the keys, whatever the type of diploma; in the files of one that
begins, they are in the words of its type, which `french.wording` puts in the brackets.
"""

from __future__ import annotations

import re
from functools import cache

from mc_builder.model.mots import Mots

#: Words that descriptions say in another sense, or of the keys.
_OTHERS = frozenset({"mode_ponctuel", "diplome", "parcours", "annexe"})
#: What may stand before a noun and changes with it.
_BEFORE = (
    "tout le ", "toute la ", "tout l’", "de la ", "de l’", "à la ", "à l’", "d’une ", "d’un ",
    "aucune ", "aucun ", "une ", "un ", "les ", "des ", "du ", "au ", "la ", "le ", "l’", "d’",
    "de ", "cette ", "cet ", "ce ",
)  # fmt: skip
#: How a participle or an adjective ends that follows its noun → as it is in the masculine.
_AGREEING = {"ées": "é", "ée": "é", "és": "é", "é": "é", "ives": "if", "ive": "if", "ifs": "if"}


def bracketed(description: str) -> str:
    """« Unité validée » → « ⟨Unité⟩ ⟨unité:validé⟩ »; what is quoted is a key, or a value."""
    parts = re.split(r"(«[^»]*»)", description)
    return "".join(
        part if part.startswith("«") else _pattern().sub(_marked, part) for part in parts
    )


def _marked(found: re.Match[str]) -> str:
    noun = f"⟨{found['before'] or ''}{found['form']}⟩"
    if not found["stem"]:
        return noun
    form = found["form"][:1].lower() + found["form"][1:]
    return f"{noun}{found['link'] or ''} ⟨{form}:{found['stem']}{_AGREEING[found['end']]}⟩"


@cache
def _pattern() -> re.Pattern[str]:
    """A noun after what changes with it, and the word that agrees with it, if one follows."""
    usual = Mots()
    words = (getattr(usual, name) for name in Mots.model_fields if name not in _OTHERS)
    nouns = [noun for word in words for noun in (word.noun, word.whole)]
    forms = sorted({form for n in nouns for form in (n.one, n.plural)}, key=len, reverse=True)
    before = "|".join(_BEFORE)
    ends = "|".join(sorted(_AGREEING, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w’-])(?P<before>(?i:{before}))?(?P<form>(?i:{'|'.join(forms)}))(?![\w-]| :)"
        rf"(?:(?P<link> est| sont)? (?P<stem>[a-zà-ÿ]+?)(?P<end>{ends})\b)?"
    )
