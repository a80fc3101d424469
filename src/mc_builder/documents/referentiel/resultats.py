"""The result of an épreuve or of a part → its words, in a cell and as a sentence."""

from __future__ import annotations

from mc_builder.documents.builder import Builder
from mc_builder.french import capital
from mc_builder.model.evaluation import Epreuve, Partie, SousEpreuve
from mc_builder.model.resultats import Resultat


def _facts(b: Builder, resultat: Resultat) -> list[str]:
    """What there is to say of a result, in small letters; a plain mark says nothing."""
    mots = b.projet.profil.resultats
    said = {"acquis": [mots.acquis], "bonus": [mots.bonus]}.get(resultat.nature, [])
    if least := b.imprimee(resultat, "seuil", str):
        marked = resultat.nature != "acquis"
        said.append(f"note minimale : {least}" if marked else f"à partir de {least}")
    if resultat.eliminatoire:
        said.append(mots.eliminatoire)
    return said


def sentence_of(b: Builder, exam: Epreuve | SousEpreuve) -> str:
    """« Acquis ou non acquis, éliminatoire. »; an empty text for a plain mark."""
    if exam.resultat is None:
        return ""
    said = capital(", ".join(_facts(b, exam.resultat)))
    mean = "La note est la moyenne des parties réellement passées."
    parts = (f"{said}." if said else "", mean if exam.resultat.moyenne == "passees" else "")
    return " ".join(part for part in parts if part)


def in_cell(b: Builder, part: Partie) -> str:
    """The same in the row of a part."""
    return capital(", ".join(_facts(b, part.resultat))) if part.resultat is not None else ""


def instead_of_coefficient(b: Builder, exam: Epreuve | SousEpreuve) -> str:
    """What the column of coefficients says of an épreuve that has none: « Bonus »."""
    if exam.resultat is None or exam.resultat.nature == "note":
        return ""
    mots = b.projet.profil.resultats
    return capital(mots.acquis) if exam.resultat.nature == "acquis" else "Bonus"
