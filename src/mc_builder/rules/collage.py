"""COL: what a word processor leaves in pasted texts; all but one are the loader's."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.french import capital
from mc_builder.rules.registry import (
    AVERTISSEMENT,
    Constat,
    Subject,
    regle,
)
from mc_builder.source.pasted.codes import COLLAGE

#: A longer line is a paragraph.
_TITRE = 100


@regle("COL013", AVERTISSEMENT, source=COLLAGE, surete="outil")
def section_sans_titre(s: Subject) -> Iterator[Constat]:
    """Une section commence par son titre.

    Vérifie : un fichier de la note, ou une annexe libre du référentiel, commence par « # Titre ».
    Pourquoi : sans titre, la section s’imprime sous le nom de son fichier.
    Exemple fautif :
        La demande vient de la branche.
    Exemple corrigé :
        # Origine de la demande

        La demande vient de la branche.
    """
    titled = {texte.nom for texte in s.projet.profil.textes}
    for prose in (*s.projet.note, *(p for p in s.projet.textes if p.nom not in titled)):
        lines = [line for line in prose.texte.split("\n") if line.strip()]
        first = lines[0].strip() if lines else ""
        if not first or first.startswith("#"):
            continue
        at = s.places.span(prose).find(first)
        yield Constat(
            "cette section n’a pas de titre : elle s’imprimerait sous le nom de son fichier,"
            f" « {prose.nom} »",
            at.source.span(at.start, at.start + len(first)),
            f"commencez par une ligne de titre : # {_proposed_titre(prose.nom, first)}",
        )


def _proposed_titre(nom: str, ligne: str) -> str:
    """The first line when it looks like a title; otherwise the name of the file, spelt out."""
    alike = len(ligne) <= _TITRE and ligne[0].isupper() and ligne[-1] not in ".:;,|}"
    return ligne if alike else capital(nom.replace("-", " "))
