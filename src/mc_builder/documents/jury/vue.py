"""The evaluation grids on paper: what is seen in each part, levels to tick, room for the marks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mc_builder.documents.builder import Builder, Numerote, Tete
from mc_builder.documents.jury.grilles import (
    NOTE,
    Critere,
    Grille,
    PartieGrille,
    grilles_of,
)
from mc_builder.french import number, percent
from mc_builder.model.evaluation import SousEpreuve
from mc_builder.page.text import Texte


@dataclass(frozen=True, slots=True)
class CritereVue:
    """A competence and what is seen of it, under the sub-competences that it observes."""

    objet: Numerote
    groupes: tuple[tuple[Numerote | None, tuple[Texte, ...]], ...]


@dataclass(frozen=True, slots=True)
class PartieVue:
    """A part: its share of the mark when it has one, the most points that its levels give."""

    objet: Numerote
    part: str
    notee: bool
    points: str
    criteres: tuple[CritereVue, ...]


@dataclass(frozen=True, slots=True)
class EpreuveVue:
    """A grid: what it is of, for which candidates, what the épreuve gives, its parts.

    `seule`: it has one part, whose mark is that of the épreuve.
    """

    nature: str
    objet: Numerote
    lettres: str
    candidats: str
    coefficient: str
    notee: bool
    bonus: bool
    passees: bool
    issues: tuple[str, ...]
    parties: tuple[PartieVue, ...]

    @property
    def seule(self) -> bool:
        """Whether the mark of its part is its own."""
        return len(self.parties) == 1


@dataclass(frozen=True, slots=True)
class JuryVue:
    """All that the template of the grids sees; `niveaux` are the levels, from the lowest."""

    tete: Tete
    niveaux: tuple[str, ...]
    grilles: tuple[EpreuveVue, ...]


def vue(b: Builder) -> JuryVue:
    """The context of the grids."""
    return JuryVue(
        tete=b.tete("Grilles d’évaluation", "À remplir par le jury"),
        niveaux=b.demande.echelle,
        grilles=tuple(_epreuve(b, grille) for grille in grilles_of(b.project)),
    )


def _epreuve(b: Builder, grille: Grille) -> EpreuveVue:
    return EpreuveVue(
        nature="⟨Sous-épreuve⟩" if b.projet.find(grille.cle, SousEpreuve) else "⟨Épreuve⟩",
        objet=b.cite(grille.cle),
        lettres=grille.lettres,
        candidats=grille.candidats,
        coefficient=grille.coefficient,
        notee=grille.notee,
        bonus=grille.resultat == "bonus",
        passees=grille.passees,
        issues=grille.issues,
        parties=tuple(_partie(b, partie) for partie in grille.parties),
    )


def _partie(b: Builder, partie: PartieGrille) -> PartieVue:
    most = len(b.demande.echelle) - 1
    rows = sum(len(critere.indicateurs) or 1 for critere in partie.criteres)
    return PartieVue(
        objet=b.cite(partie.cle),
        part="" if partie.poids is None else percent(partie.poids * 100),
        notee=partie.resultat == NOTE,
        points=number(Decimal(rows * most)),
        criteres=tuple(_critere(b, critere) for critere in partie.criteres),
    )


def _critere(b: Builder, critere: Critere) -> CritereVue:
    return CritereVue(
        b.cite(critere.competence),
        tuple(
            (b.cite(part) if part else None, tuple(b.cite(one).titre for one in inside))
            for part, inside in critere.groupes
        ),
    )
