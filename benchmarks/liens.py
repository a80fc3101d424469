"""The links of a dossier, hidden: would the words alone find what its authors linked?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mc_builder.coverage.analysis.suggestions import Maillon, Suggestions
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.blocs import Competence, ElementSavoir, Indicateur, Savoir, SousCompetence
from mc_builder.model.emplois import Exigence
from mc_builder.names import Names

#: What answers a requirement of each nature: the link that is missing when nothing does.
_MAILLONS = {
    "savoir-faire": Maillon.ACTIVITE,
    "savoir": Maillon.SAVOIR,
    "savoir-etre": Maillon.PORTEUR,
}
_CLASSES = {
    Maillon.ACTIVITE: (Activite, Tache),
    Maillon.SAVOIR: (Savoir, ElementSavoir),
    Maillon.PORTEUR: (Competence, SousCompetence, Indicateur),
}


@dataclass(frozen=True, slots=True)
class Reponse:
    """A requirement, and the place among suggestions of the first object that it is linked to."""

    exigence: str
    nature: str
    rang: int | None


def answers(names: Names) -> Iterator[Reponse]:
    """Each requirement that an object of its kind answers, asked as if nothing did."""
    linked, suggestions = _linked(names), Suggestions(names)
    for (exigence, nature), right in linked.items():
        found = suggestions.nearest(_MAILLONS[nature], exigence)
        rank = next((n for n, near in enumerate(found, 1) if near.cle in right), None)
        yield Reponse(exigence, nature, rank)


def _linked(names: Names) -> dict[tuple[str, str], set[str]]:
    """The objects that each requirement is linked to, by requirement and nature."""
    found = defaultdict[tuple[str, str], set[str]](set)
    for holder in names.projet.by_cle.values():
        for link in getattr(holder, "repond_a", ()):
            asked = names.projet.find(link.cible, Exigence)
            maillon = _MAILLONS.get(asked.nature) if asked is not None else None
            if asked is not None and maillon and isinstance(holder, _CLASSES[maillon]):
                found[asked.cle, asked.nature].add(holder.cle)
    return found
