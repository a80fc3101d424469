"""The result of an épreuve or of a part → its words, in a cell and as a sentence."""

from __future__ import annotations

from mc_builder.documents.builder import Builder
from mc_builder.french import capital
from mc_builder.model.evaluation import Epreuve, Partie, SousEpreuve, Unite
from mc_builder.model.resultats import MotsResultats, Nature

_Holder = Epreuve | SousEpreuve | Partie


def _mots(b: Builder) -> MotsResultats:
    return b.projet.profil.resultats


def _facts(b: Builder, holder: _Holder) -> list[str]:
    """What there is to say of a result, in small letters; a plain mark says nothing.

    The nature that it has from what holds it is said there.
    """
    nature, resultat, mots = b.projet.nature_resultat(holder), holder.resultat, _mots(b)
    written = resultat is not None and "nature" in resultat.model_fields_set
    inherited = not written and isinstance(b.projet.parents.get(holder.cle), _Holder)
    said = [] if inherited else {"acquis": [mots.acquis], "bonus": [mots.bonus]}.get(nature, [])
    if resultat is None:
        return said
    if least := b.imprimee(resultat, "seuil", str):
        said.append(f"note minimale : {least}" if nature != "acquis" else f"à partir de {least}")
    if resultat.eliminatoire:
        said.append(mots.eliminatoire)
    return said


def sentence_of(b: Builder, exam: Epreuve | SousEpreuve) -> str:
    """« Acquis ou non acquis, éliminatoire. »; an empty text for a plain mark."""
    said = capital(", ".join(_facts(b, exam)))
    taken = exam.resultat is not None and exam.resultat.moyenne == "passees"
    mean = "La note est la moyenne des parties réellement passées." if taken else ""
    return " ".join(part for part in (f"{said}." if said else "", mean) if part)


def in_cell(b: Builder, part: Partie) -> str:
    """The same in the row of a part."""
    return capital(", ".join(_facts(b, part)))


def instead_of_coefficient(b: Builder, exam: Epreuve | SousEpreuve) -> str:
    """What the column of coefficients says of an épreuve that has none: « Bonus »."""
    words: dict[Nature, str] = {"acquis": capital(_mots(b).acquis), "bonus": "Bonus"}
    return words.get(b.projet.nature_resultat(exam), "")


def beside_the_whole(b: Builder, exam: Epreuve | SousEpreuve) -> str:
    """What the same cell says of one that only validates optional units: « Facultative »."""
    unites = b.projet.all_of(exam.unite, Unite)
    optional = unites and all(map(b.projet.is_optional, unites))
    noun = "Épreuve" if isinstance(exam, Epreuve) else "Sous-épreuve"
    return f"⟨{noun}:facultatif⟩" if optional else ""
