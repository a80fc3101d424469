"""Causes outside the chain: what jobs ask for, the nature of a requirement, autonomies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mc_builder.coverage.comparison.causes import Cause, entre_parentheses
from mc_builder.coverage.statuts import MOTIFS, NATURES
from mc_builder.french import NBSP, de
from mc_builder.model.base import ACompleter
from mc_builder.model.emplois import Motif, NatureExigence
from mc_builder.names import Nom


@dataclass(frozen=True, slots=True)
class AutonomieChangee(Cause):
    """The autonomy of a tâche, an activité or a pôle is not what it was."""

    genre: ClassVar[str] = "autonomie_changee"
    nom: Nom
    avant: int | ACompleter | None
    apres: int | ACompleter | None

    def _dire(self) -> str:
        here = entre_parentheses(self.nom.lieu)
        return f"l’autonomie {de(str(self.nom))} {_passe(self.avant, self.apres)}{here}"

    def _situer(self) -> str:
        return self.nom.lieu


def _passe(avant: int | ACompleter | None, apres: int | ACompleter | None) -> str:
    """« passe de 2 à 3 », with what is not said named so."""
    if avant is None:
        return f"est désormais donnée{NBSP}: {apres}"
    if apres is None:
        return f"n’est plus donnée (elle était de {avant})"
    return f"passe de {avant} à {apres}"


@dataclass(frozen=True, slots=True)
class _Demande(Cause):
    """What a job says of a requirement."""

    emploi: Nom
    lieu: str

    def _situer(self) -> str:
        return self.lieu


class ExigenceDemandee(_Demande):
    """A job asks for a requirement that it did not ask for."""

    __slots__ = ()
    genre = "exigence_demandee"

    def _dire(self) -> str:
        return f"{self.emploi} la demande désormais{entre_parentheses(self.lieu)}"


class ExigenceRetiree(_Demande):
    """A job no more asks for a requirement."""

    __slots__ = ()
    genre = "exigence_retiree"

    def _dire(self) -> str:
        was = f" (elle était à {self.lieu})" if self.lieu else ""
        return f"{self.emploi} ne la demande plus{was}"


@dataclass(frozen=True, slots=True)
class EcartPose(_Demande):
    """A job leaves a requirement out."""

    genre: ClassVar[str] = "ecart_pose"
    motif: Motif
    texte: str

    def _dire(self) -> str:
        why = f"{MOTIFS[self.motif]}. {' '.join(self.texte.split())}".rstrip(" .")
        here = entre_parentheses(self.lieu)
        return f"{self.emploi} l’écarte désormais{here}{NBSP}: {why}"


class EcartLeve(_Demande):
    """A job no more leaves a requirement out."""

    __slots__ = ()
    genre = "ecart_leve"

    def _dire(self) -> str:
        return f"{self.emploi} ne l’écarte plus{entre_parentheses(self.lieu)}"


@dataclass(frozen=True, slots=True)
class ImportanceChangee(_Demande):
    """The importance that a job gives to a requirement is not what it was."""

    genre: ClassVar[str] = "importance_changee"
    avant: int
    apres: int

    def _dire(self) -> str:
        here = entre_parentheses(self.lieu)
        return f"son importance pour {self.emploi} {_passe(self.avant, self.apres)}{here}"


@dataclass(frozen=True, slots=True)
class AutonomieDemandeeChangee(_Demande):
    """The autonomy that a job asks for is not what it was."""

    genre: ClassVar[str] = "autonomie_demandee_changee"
    avant: int | ACompleter | None
    apres: int | ACompleter | None

    def _dire(self) -> str:
        here = entre_parentheses(self.lieu)
        return f"l’autonomie demandée par {self.emploi} {_passe(self.avant, self.apres)}{here}"


@dataclass(frozen=True, slots=True)
class NatureChangee(Cause):
    """The requirement is of another nature: another route covers it."""

    genre: ClassVar[str] = "nature_changee"
    avant: NatureExigence
    apres: NatureExigence
    lieu: str

    def _dire(self) -> str:
        names = (NATURES[self.avant].lower(), NATURES[self.apres].lower())
        here = entre_parentheses(self.lieu)
        return f"elle était de nature {names[0]}, elle est de nature {names[1]}{here}"

    def _situer(self) -> str:
        return self.lieu
