"""A figure that the profile bounds: one finding when it is out of its bounds."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.diagnostics import Severity
from mc_builder.model.profil import Valeurs
from mc_builder.rules.registry import Constat, Subject
from mc_builder.spans import Span


def force(valeurs: Valeurs) -> Severity:
    """The severity that the profile gives to leaving these bounds."""
    return Severity[valeurs.force.upper()]


def article(reference: str | None) -> str:
    """« code de l’éducation, D337-140 », or an empty text."""
    return f"code de l’éducation, {reference}" if reference else ""


def hors_bornes(
    s: Subject, valeurs: Valeurs, count: int, noun: str, place: Span
) -> Iterator[Constat]:
    """What to say when `count` is out of the bounds; nothing when it is inside."""
    low, high = valeurs.minimum, valeurs.maximum
    if (low is None or count >= low) and (high is None or count <= high):
        return
    if low == high:
        asked = f"{low} {noun}s"
    elif high is None:
        asked = f"au moins {low} {noun}s"
    else:
        asked = f"de {low} à {high} {noun}s"
    plural = "s" if count > 1 else ""
    yield Constat(
        f"{s.projet.profil.formes.un} compte {asked} ; ici {count} {noun}{plural}",
        place,
        article(valeurs.article),
        gravite=force(valeurs),
    )
