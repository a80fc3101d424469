"""The house style of a project: its variables and rules after ours, its logo on the cover."""

from __future__ import annotations

from mc_builder.document.templates import Templates
from mc_builder.writers.images import MAX_BYTES, PNG, SVG, data_uri, refusal

#: The files of a house style, in the project's `templates` folder; each is optional.
FEUILLE = "maison.css"
LOGOS = {"logo.svg": SVG, "logo.png": PNG}
MAX_FEUILLE = 200_000


def feuille(templates: Templates) -> str:
    """The style sheet of the printed documents: ours, the logo, then that of the house."""
    parts = [templates.file("styles.css").read_text("utf-8")]
    for name, kind in LOGOS.items():
        path = templates.file(name)
        if path.is_file():
            parts.append(f':root {{ --logo: url("{data_uri(kind, path.read_bytes())}"); }}')
            break
    house = templates.file(FEUILLE)
    if house.is_file():
        parts.append(house.read_text("utf-8"))
    return "\n".join(parts)


def refus(templates: Templates) -> tuple[str, str] | None:
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
            house.read_text("utf-8")
        except UnicodeDecodeError:
            return FEUILLE, "la feuille de style n’est pas écrite en UTF-8"
    return None
