"""What somebody asks of a document that is made for him alone, as values."""

from __future__ import annotations

from dataclasses import dataclass

#: The ratings of an indicateur when none are given, from the lowest.
ECHELLE = ("Non acquis", "En cours d’acquisition", "Acquis")


@dataclass(frozen=True, slots=True)
class Demande:
    """What is asked.

    `echelle`: the levels by which a jury rates, from the lowest; `competence`: the identity of the
    one whose sheet it is, empty for all.
    """

    echelle: tuple[str, ...] = ECHELLE
    competence: str = ""


#: Nothing in particular.
SANS_DEMANDE = Demande()
