"""Project and report → where each chain breaks, and the objects whose words come nearest.

A suggestion is never a link: it only says which words an object shares with the requirement. How
texts are compared is in `nomenclatures/matching`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, partial
from typing import ClassVar

from mc_builder.coverage.definitions import PROCHES, Definition
from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.report import CouvertureExigence, RapportCouverture
from mc_builder.coverage.statuts import Drapeau, Statut
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.base import ACompleter, Modele, Objet
from mc_builder.model.blocs import Competence, ElementSavoir, Indicateur, Savoir, SousCompetence
from mc_builder.model.emplois import Exigence, NatureExigence
from mc_builder.model.evaluation import Attestation, Habilitation, Partie
from mc_builder.names import SANS_INTITULE, Names
from mc_builder.nomenclatures.matching import ENTRE, Bande, Index, Proche, Texte

#: How many are found; of which the first are shown, and the others on demand.
NOMBRE, MONTREES = 10, 5
#: A word found in more texts than that brings nothing closer, and its list would be read again
#: for each requirement: leaving it out keeps the search linear.
TROP_COURANT = 200


class Maillon(StrEnum):
    """The link that is missing; its value is its stable identifier."""

    ACTIVITE = "activite"
    SAVOIR = "savoir"
    PORTEUR = "porteur"
    HABILITATION = "habilitation"
    COMPETENCE = "competence"
    DELIVRANCE = "delivrance"
    INDICATEUR = "indicateur"
    PARTIE = "partie"
    OCCASION = "occasion"

    @property
    def phrase(self) -> str:
        """What is missing, in one French sentence."""
        return _PHRASES[self]


_PHRASES = {
    Maillon.ACTIVITE: "⟨Aucune activité⟩ ni ⟨tâche⟩ n’y répond.",
    Maillon.SAVOIR: "⟨Aucun savoir⟩ ⟨savoir:associé⟩ n’y répond.",
    Maillon.PORTEUR: "⟨Aucune compétence⟩ ni ⟨aucun indicateur⟩ ne la porte.",
    Maillon.HABILITATION: "Aucune habilitation déclarée n’y répond.",
    Maillon.COMPETENCE: "⟨Aucune compétence⟩ ne reprend ce qui y répond.",
    Maillon.DELIVRANCE: "Ni ⟨épreuve⟩ ni attestation ne délivre l’habilitation à tous les"
    " candidats.",
    Maillon.INDICATEUR: "⟨La compétence⟩ n’a pas ⟨d’indicateur⟩.",
    Maillon.PARTIE: "Aucune partie ⟨d’épreuve⟩ ne l’évalue pour toutes les catégories.",
    Maillon.OCCASION: (
        "⟨Indicateur:aucun⟩ ⟨des indicateurs⟩ qui l’observent n’est ⟨indicateur:nommé⟩ par une"
        " partie ⟨d’épreuve⟩ pour toutes les catégories."
    ),
}

#: What can hold the missing link: the classes among which the nearest words are searched.
_CANDIDATS: Mapping[Maillon, tuple[type[Objet], ...]] = {
    Maillon.ACTIVITE: (Activite, Tache),
    Maillon.SAVOIR: (Savoir, ElementSavoir),
    Maillon.PORTEUR: (Competence, SousCompetence, Indicateur),
    Maillon.HABILITATION: (Habilitation,),
    Maillon.COMPETENCE: (Competence, SousCompetence),
    Maillon.DELIVRANCE: (Partie, Attestation),
    Maillon.INDICATEUR: (Indicateur,),
    Maillon.PARTIE: (Partie,),
    Maillon.OCCASION: (Partie,),
}
_SANS_REPONSE: Mapping[NatureExigence, Maillon] = {
    "savoir-faire": Maillon.ACTIVITE,
    "savoir": Maillon.SAVOIR,
    "savoir-etre": Maillon.PORTEUR,
    "habilitation": Maillon.HABILITATION,
}
#: The fields of a candidate that say what it is about.
_TEXTES = ("intitule", "description", "limites")


@dataclass(frozen=True)
class Rupture:
    """Where the best chain of a requirement retained breaks.

    `atteint` is the last object that the chain reaches (activité or tâche, competence, savoir,
    habilitation; None when nothing answers); `categories` are those that no part assesses;
    `ecartees` are the objects that the drafters refused, which are not suggested again.
    """

    definition: ClassVar[Definition] = PROCHES
    exigence: str
    statut: Statut
    maillon: Maillon
    atteint: str | None
    categories: tuple[str, ...]
    ecartees: tuple[str, ...]
    search: Callable[[], tuple[Proche, ...]] = field(compare=False, repr=False)

    @cached_property
    def proches(self) -> tuple[Proche, ...]:
        """At most ten objects that could hold the missing link, searched when they are asked for.

        Why then: to compare takes as long as to measure, and only what prints them needs it.
        """
        return self.search()

    @property
    def phrase(self) -> str:
        """What is missing, in one French sentence."""
        return self.maillon.phrase

    @property
    def pistes(self) -> tuple[Proche, ...]:
        """Those that are shown at once: of the first, those that hold."""
        return tuple(p for p in self.proches[:MONTREES] if p.bande is not Bande.FAIBLE)


def find_ruptures(
    names: Names, rapport: RapportCouverture, chaines: Mapping[str, tuple[Chaine, ...]]
) -> dict[str, Rupture]:
    """The rupture of each requirement retained that is not evaluated, by its identity.

    `chaines` are those of each requirement, in reading order: a rupture is that of the first.
    At step `opportunite` nothing is expected after the competences and savoirs: a requirement
    that is taken up has no rupture.
    """
    suggestions, found = Suggestions(names), dict[str, Rupture]()
    for mesure in rapport.exigences:
        maillon = _maillon(mesure, rapport)
        if maillon is not None:
            best = next(iter(chaines[mesure.exigence]), None)
            found[mesure.exigence] = _rupture(suggestions, mesure, maillon, _atteint(best))
    return found


def _maillon(mesure: CouvertureExigence, rapport: RapportCouverture) -> Maillon | None:
    """The link that the best chain misses; None when nothing is missing."""
    if not mesure.retenue or mesure.statut is Statut.EVALUEE:
        return None
    if mesure.statut is Statut.NON_COUVERTE:
        return _SANS_REPONSE[mesure.nature]
    if mesure.statut is Statut.DECRITE and mesure.nature != "habilitation":
        return Maillon.COMPETENCE
    if rapport.etape == "opportunite":
        return None
    if mesure.nature == "habilitation":
        return Maillon.DELIVRANCE
    return _of_taken_up(mesure, rapport)


def _of_taken_up(mesure: CouvertureExigence, rapport: RapportCouverture) -> Maillon:
    """What a requirement misses that is taken up: an indicateur, a part, or the sight of it."""
    if Drapeau.SANS_INDICATEUR in mesure.drapeaux:
        return Maillon.INDICATEUR
    return Maillon.OCCASION if rapport.lacks_occasion(mesure) else Maillon.PARTIE


def _rupture(
    suggestions: Suggestions, mesure: CouvertureExigence, maillon: Maillon, atteint: str | None
) -> Rupture:
    already = {cle for c in mesure.chaines for cle in (c.partie, c.attestation) if cle is not None}
    already |= {atteint} if atteint is not None else set()
    refused = suggestions.refused(mesure.exigence)
    return Rupture(
        mesure.exigence,
        mesure.statut,
        maillon,
        atteint,
        # Without an indicateur, which categories lack a part depends on the way that is looked at.
        () if maillon is Maillon.INDICATEUR else mesure.categories_manquantes,
        refused,
        partial(
            suggestions.nearest, maillon, mesure.exigence, atteint, sauf=already.union(refused)
        ),
    )


def _atteint(best: Chaine | None) -> str | None:
    """The last object of the best chain, before any épreuve."""
    if best is None:
        return None
    return best.noeud or next(iter(best.indicateurs), None) or best.tache or best.activite


class Suggestions:
    """What comes near a requirement among what can hold a missing link.

    One index per missing link, made when it is first needed.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._objets = [o for o in names.projet.by_cle.values() if isinstance(o, _SUGGERES)]
        self._indexes: dict[tuple[type[Objet], ...], Index] = {}

    def refused(self, exigence: str) -> tuple[str, ...]:
        """What the drafters set aside for a requirement, of what there is."""
        asked, known = self._names.projet.find(exigence, Exigence), self._names.projet.by_cle
        return () if asked is None else tuple(c for c in asked.pistes_ecartees if c in known)

    def nearest(
        self, maillon: Maillon, exigence: str, atteint: str | None = None, sauf: Iterable[str] = ()
    ) -> tuple[Proche, ...]:
        """At most ten, the nearest first; each shares a word with the requirement, or `atteint`."""
        reached = "" if atteint is None else _titre(self._names, atteint)
        asked = Texte(_titre(self._names, exigence), reached)
        found = self._index(maillon).search(asked, NOMBRE, sauf=frozenset(sauf))
        return tuple(near for near in found if near.communs)

    def _index(self, maillon: Maillon) -> Index:
        classes = _CANDIDATS[maillon]
        if classes not in self._indexes:
            self._indexes[classes] = Index(
                {o.cle: self._texte(o) for o in self._objets if isinstance(o, classes)},
                TROP_COURANT,
            )
        return self._indexes[classes]

    def _texte(self, objet: Objet) -> Texte:
        """What an object says, and the titles of what holds it."""
        holders = self._holders(objet)
        return Texte(
            ENTRE.join(_textes(objet)), ENTRE.join(_titre(self._names, c) for c in holders)
        )

    def _holders(self, objet: Objet) -> Iterable[str]:
        """What holds it, the nearest first; two objects of one identity may hold each other."""
        parents, found = self._names.projet.parents, dict[str, None]()
        holder = parents.get(objet.cle)
        while holder is not None and holder.cle not in found:
            found[holder.cle] = None
            holder = parents.get(holder.cle)
        return found


_SUGGERES = tuple({classe for classes in _CANDIDATS.values() for classe in classes})


def _titre(names: Names, cle: str) -> str:
    """The words of a title; none when it has no title, or when it is still to be written."""
    title = names[cle].titre
    return "" if isinstance(title, ACompleter) or title == SANS_INTITULE else title


def _textes(objet: Modele) -> Iterator[str]:
    for name in _TEXTES:
        value = getattr(objet, name, None)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                yield text
