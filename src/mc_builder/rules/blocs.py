"""BLO: what makes a bloc."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.model.base import ListeACompleter
from mc_builder.rules.registry import AVERTISSEMENT, Constat, Subject, regle


@regle("BLO001", AVERTISSEMENT, source="Code du travail, L6113-1")
def savoirs_du_bloc(s: Subject) -> Iterator[Constat]:
    """Un bloc professionnel a des savoirs associés.

    Vérifie : « savoirs » n’est pas vide.
    Pourquoi : le référentiel identifie « les compétences et les connaissances ».
    Exemple fautif :
        bloc: {id: bloc-1, intitule: Remettre un vélo en état, pole: pole-1, competences: […]}
    Exemple corrigé :
        savoirs:
          - {famille: Techniques, liste: [Transmissions à dérailleur]}
    """
    for bloc in s.projet.blocs:
        if not bloc.savoirs and not isinstance(bloc.savoirs, ListeACompleter):
            yield Constat(
                f"le bloc « {bloc.intitule} » n’a pas de savoirs associés",
                s.places.start(bloc),
                "code du travail, L6113-1 : compétences et connaissances",
            )
