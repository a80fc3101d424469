"""Legal references, kept as Légifrance identifies them (« D337-150 ») → as lawyers write them."""

from __future__ import annotations

import re

from mc_builder.french import NBSP, agreed, capital

_NUMERO = re.compile(r"\b([LRDA])(\d{3,4}(?:-\d+)+)\b")
_REFERENCE = re.compile(
    r"(?P<initiale>[Cc])ode (?P<code>(?:du |de l’)\w+), (?:articles? )?"
    rf"(?P<numeros>{_NUMERO.pattern}(?P<autres>(?:(?:, | et | à ){_NUMERO.pattern})*))"
    r"(?P<place>(?:, (?:[IVX]+|\d+°|[a-z])(?!\w))*)"
)


def cite(texte: str) -> str:
    """« code du travail, L6113-3, II » → « article L. 6113-3, II, du code du travail ».

    Every reference of the text is written again; a number without its code becomes « L. 6113-3 ».
    """
    return _NUMERO.sub(rf"\1.{NBSP}\2", _REFERENCE.sub(_reference, texte))


def _reference(found: re.Match[str]) -> str:
    noun = agreed(2 if found["autres"] else 1, "article")
    noun = capital(noun) if found["initiale"] == "C" else noun
    place = f"{found['place']}," if found["place"] else ""
    return f"{noun} {found['numeros']}{place} du code {found['code']}"
