"""The chain of links that covers a requirement, and how two of them compare."""

from __future__ import annotations

from dataclasses import dataclass, field

from mc_builder.coverage.graphe import PAR_DEFAUT, PARTIELLE
from mc_builder.coverage.observations import Constats
from mc_builder.coverage.statuts import Drapeau, Statut


@dataclass(frozen=True, slots=True)
class Chaine:
    """One path from a requirement to a part of an épreuve; None where a link does not exist.

    `statut` is the one that the path gives the requirement; `autonomie` is the one it reaches,
    from 1 to 3. For a savoir assessed by default, `competence` brings the part, and so do `avec`.
    `indicateurs` are the one that carries the requirement, or all those that observe the path
    equally. `blocs` are those through which a complete path passes, or all those of the competence.
    """

    statut: Statut
    drapeaux: tuple[Drapeau, ...]
    qualite: int
    autonomie: int | None
    activite: str | None = None
    tache: str | None = None
    competence: str | None = None
    sous_competence: str | None = None
    savoir: str | None = None
    indicateurs: tuple[str, ...] = ()
    habilitation: str | None = None
    epreuve: str | None = None
    sous_epreuve: str | None = None
    partie: str | None = None
    attestation: str | None = None
    categories: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    avec: tuple[str, ...] = ()
    #: Where the files have what it passes through: the first of equals leads.
    place: tuple[int, ...] = field(default=(), repr=False, compare=False)
    #: The indicateurs of which the part names one; None when they are presumed seen.
    constats: Constats = field(default=None, repr=False, compare=False)
    #: Sort key, best first: status, not partielle, not par_defaut, autonomy, named, places.
    rang: tuple[int, ...] = field(init=False, repr=False, compare=False)

    @property
    def partielle(self) -> bool:
        """Whether a link of the path covers only a part."""
        return bool(self.qualite & PARTIELLE)

    @property
    def par_defaut(self) -> bool:
        """Whether a link of the path is deduced."""
        return bool(self.qualite & PAR_DEFAUT)

    @property
    def noeud(self) -> str | None:
        """What takes up the requirement: savoir, competence or habilitation."""
        return self.savoir or self.competence or self.habilitation

    @property
    def cles(self) -> tuple[str, ...]:
        """All the objects that it passes through."""
        alone = (self.activite, self.tache, self.savoir, self.competence, self.sous_competence)
        ends = (self.habilitation, self.epreuve, self.sous_epreuve, self.partie, self.attestation)
        found = (*alone, *self.avec, *self.indicateurs, *self.blocs, *ends)
        return tuple(cle for cle in found if cle is not None)

    def __post_init__(self) -> None:
        key = (
            -self.statut,
            self.qualite,
            -(self.autonomie or 0),
            Drapeau.PRESUME in self.drapeaux,
            *self.place,
        )
        object.__setattr__(self, "rang", key)


@dataclass(frozen=True, slots=True)
class Passage:
    """What one path gives, all parts together, with the chain of each part.

    Why apart from chains: it takes the union of several parts to reach all the categories.
    """

    statut: Statut
    qualite: int
    autonomie: int | None
    presume: bool
    sans_indicateur: bool
    manquantes: tuple[str, ...]
    sans_partie: bool
    chaines: tuple[Chaine, ...]

    @property
    def incomplet(self) -> bool:
        """Whether a category of candidates is not assessed."""
        return self.sans_partie or bool(self.manquantes)

    @property
    def rang(self) -> tuple[object, ...]:
        """Sort key, best first; what is missing decides between equals, then places."""
        return (
            -self.statut,
            self.qualite,
            -(self.autonomie or 0),
            self.presume,
            self.sans_indicateur,
            self.sans_partie,
            len(self.manquantes),
            self.chaines[0].rang,
            sorted(self.manquantes),
        )
