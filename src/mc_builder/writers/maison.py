"""The house style of a project: its variables and rules after ours, its logo on the cover."""

from __future__ import annotations

import re

from mc_builder.page.templates import Templates
from mc_builder.source.images import KINDS, MAX_BYTES, data_uri, refusal
from mc_builder.source.svg import MAX_NESTING, nesting

#: The files of a house style, in the project's `templates` folder; each is optional.
FEUILLE = "maison.css"
LOGOS = {f"logo.{end}": kind for end, kind in KINDS.items()}
MAX_FEUILLE = 200_000
#: A colour of inks, given as four numbers and perhaps an opacity.
_INKS = re.compile(
    r"device-cmyk\(\s*"
    + r"[\s,]+".join([r"(\d{1,3}(?:\.\d{1,6})?%?|\.\d{1,6})"] * 4)
    + r"\s*(?:/\s*([\d.]{1,8}%?)\s*)?\)",
    re.IGNORECASE,
)


def house_sheet(templates: Templates) -> str:
    """The style sheet of the printed documents: ours, the logo, then that of the house."""
    parts = [templates.file("styles.css").read_text("utf-8")]
    for name, kind in LOGOS.items():
        path = templates.file(name)
        if path.is_file():
            parts.append(f':root {{ --logo: url("{data_uri(kind, path.read_bytes())}"); }}')
            break
    house = templates.file(FEUILLE)
    if house.is_file():
        parts.append(_INKS.sub(_in_light, house.read_text("utf-8")))
    return "\n".join(parts)


def _in_light(found: re.Match[str]) -> str:
    """A colour of inks as red, green and blue: PDF/A has one kind of colours, ours are of light."""
    *inks, black = (
        min(float(text.rstrip("%")) / (100 if text.endswith("%") else 1), 1.0)
        for text in found.groups()[:4]
    )
    channels = " ".join(str(round(255 * (1 - ink) * (1 - black))) for ink in inks)
    return f"rgb({channels} / {found[5] or 1})"


def refusals(templates: Templates) -> tuple[str, str] | None:
    """The file of the house style that may not be used, and why; None when all may."""
    for name, kind in LOGOS.items():
        path = templates.file(name)
        if path.is_file():
            # Never read whole what is too heavy to be used.
            heavy = path.stat().st_size > MAX_BYTES
            reason = "l’image est trop lourde" if heavy else refusal(kind, path.read_bytes())
            if reason is not None:
                return name, reason
    house = templates.file(FEUILLE)
    if house.is_file():
        if house.stat().st_size > MAX_FEUILLE:
            return FEUILLE, f"la feuille de style pèse plus de {MAX_FEUILLE // 1000} ko"
        try:
            text = house.read_text("utf-8")
        except UnicodeDecodeError:
            return FEUILLE, "la feuille de style n’est pas écrite en UTF-8"
        if (reason := _refusal_of_sheet(text)) is not None:
            return FEUILLE, reason
    return None


def _refusal_of_sheet(text: str) -> str | None:
    if nesting(text) > MAX_NESTING:
        return f"la feuille de style ouvre plus de {MAX_NESTING} parenthèses l’une dans l’autre"
    if "device-cmyk" in _INKS.sub("", text).lower():
        return (
            "la feuille de style calcule une couleur d’imprimerie : écrivez ses quatre nombres,"
            " device-cmyk(0% 80% 80% 30%), ou rgb(…)"
        )
    return None
