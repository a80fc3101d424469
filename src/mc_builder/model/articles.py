"""Legal references, kept as Légifrance identifies them (« D337-150 ») → as lawyers write them."""

from __future__ import annotations

import re

_NBSP = "\u00a0"
_NUMERO = re.compile(r"\b([LRDA])(\d{3,4}(?:-\d+)+)\b")
_REFERENCE = re.compile(
    r"(?P<initiale>[Cc])ode (?P<code>(?:du |de l’)\w+), (?:articles? )?"
    rf"(?P<numeros>{_NUMERO.pattern}(?P<autres>(?:(?:, | et | à ){_NUMERO.pattern})*))"
    r"(?P<place>(?:, (?:[IVX]+|\d+°|[a-z])(?!\w))*)"
)


def citer(texte: str) -> str:
    """« code du travail, L6113-3, II » → « article L. 6113-3, II, du code du travail ».

    Every reference of the text is written again; a number without its code becomes « L. 6113-3 ».
    """
    return _NUMERO.sub(rf"\1.{_NBSP}\2", _REFERENCE.sub(_reference, texte))


def _reference(found: re.Match[str]) -> str:
    noun = "Article" if found["initiale"] == "C" else "article"
    plural = "s" if found["autres"] else ""
    place = f"{found['place']}," if found["place"] else ""
    return f"{noun}{plural} {found['numeros']}{place} du code {found['code']}"
