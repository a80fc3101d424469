"""BLO: the levels of a bloc hold its competences, and the units that validate them are of it."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.model.base import ListeACompleter
from mc_builder.model.blocs import Bloc
from mc_builder.model.niveaux import Niveau
from mc_builder.rules.registry import AVERTISSEMENT, Constat, Subject, regle


@regle("BLO015", AVERTISSEMENT, source="Méthode de l’outil", surete="outil")
def niveaux_incoherents(s: Subject) -> Iterator[Constat]:
    """Chaque compétence d’un bloc à niveaux est à l’un d’eux.

    Vérifie : quand les niveaux d’un bloc nomment leurs compétences, chacune de celles du bloc est
    nommée, et aucune n’est d’un autre bloc ; une unité qui valide un niveau valide le bloc où il
    est.
    Pourquoi : on ne saurait pas en quelle année la compétence s’acquiert, ni ce que vaut l’unité.
    Exemple fautif :
        niveaux: [{intitule: Régler un vélo courant, competences: [regler]}]
        competences: [{id: regler, …}, {id: essayer, …}]
    Exemple corrigé :
        niveaux: [{intitule: Régler un vélo courant, competences: [regler, essayer]}]
    """
    for bloc in s.projet.blocs:
        yield from _of_bloc(s, bloc)
    for unite in s.projet.evaluation.unites if s.projet.evaluation is not None else ():
        niveau = s.projet.find(unite.niveau, Niveau)
        if niveau is not None and s.projet.parents[niveau.cle].cle != unite.bloc:
            yield Constat(
                f"⟨l’unité⟩ « {s.names.titre(unite)} » valide un niveau qui n’est pas ⟨du bloc⟩"
                " qu’elle nomme",
                s.places.span(unite, "niveau"),
                "corrigez « bloc » ou « niveau »",
            )


def _of_bloc(s: Subject, bloc: Bloc) -> Iterator[Constat]:
    """The competences that its levels forget, and those that are not its own."""
    own = {c.cle: c for c in s.projet.competences(bloc)}
    named: set[str] = set()
    for niveau in bloc.niveaux:
        for rank, cle in enumerate(niveau.competences):
            named.add(cle)
            if cle not in own:
                yield Constat(
                    f"le niveau « {niveau.intitule} » nomme ⟨une compétence⟩ qui n’est pas"
                    " ⟨du bloc⟩",
                    s.places.span(niveau, "competences", rank),
                    "retirez-la, ou reprenez-la dans ⟨le bloc⟩ par « ref »",
                )
    unknown = any(isinstance(n.competences, ListeACompleter) for n in bloc.niveaux)
    for cle in own if named and not unknown else ():
        if cle not in named:
            yield Constat(
                f"⟨la compétence⟩ « {s.names.titre(own[cle])} » n’est à aucun niveau ⟨du bloc⟩",
                s.places.start(own[cle]),
                "nommez-la sous « competences » du niveau où elle s’acquiert",
            )
