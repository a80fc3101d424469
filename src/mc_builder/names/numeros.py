"""Printed numbers, computed from order and from the profile's formats; an override wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from mc_builder.model.formes import SANS_NUMERO
from mc_builder.model.lettres import lettre
from mc_builder.model.projet import Projet


class _Numerote(Protocol):
    @property
    def cle(self) -> str: ...
    @property
    def numero(self) -> str | None: ...


#: What the number of a child takes of its parent's: « 7 » of « Bloc 7 », « A » of « A ».
_RANG = re.compile(r"[0-9]+|\A[A-Za-z]\Z")


@dataclass(frozen=True, slots=True)
class _Parent:
    """The number of what holds others: as computed, as printed, and the ranks that made it."""

    calcule: str = ""
    imprime: str = ""
    p: str = ""
    a: str = ""
    #: It has no number though its neighbours do: what it holds has none either.
    sans: bool = False

    def follow(self, numero: str, pattern: str, n: int) -> str:
        """The number of a child, following that of its parent when its author gave it.

        « 1.2.1 » below « 1.2 » printed « R1 » is « R1.1 »; « C1.1 » in the bloc 1 printed « 7 » is
        « C7.1 ».
        """
        if self.imprime == self.calcule:
            return numero
        if self.calcule and re.match(rf"{re.escape(self.calcule)}\b", numero):
            return self.imprime + numero[len(self.calcule) :]
        figures = _RANG.findall(self.imprime)
        if not figures:
            return numero
        ranks = {"p": self.p, "a": figures[-1]} if self.a else {"p": figures[-1], "a": ""}
        return pattern.format(n=n, **ranks)


#: What holds the numbers that no other holds.
_AUCUN = _Parent()


@dataclass(frozen=True, slots=True)
class _Serie:
    """Gives numbers to what holds others, then to these: keeps them by identity."""

    numeros: dict[str, str]

    def number(
        self, items: Iterable[_Numerote], pattern: str, parent: _Parent = _AUCUN
    ) -> list[_Parent]:
        """Number the items of one holder; what has no number does not count.

        Nor what has that of another: those of two options, of which each candidate takes one.
        """
        made: list[_Parent] = []
        n = 0
        taken: set[str] = set()
        for item in items:
            if item.numero == SANS_NUMERO or (parent.sans and item.numero is None):
                made.append(_Parent(sans=True))
                continue
            n += item.numero not in taken
            computed = "" if parent.sans else pattern.format(n=n, p=parent.p, a=parent.a)
            followed = parent.follow(computed, pattern, n) if computed else ""
            printed = item.numero if item.numero is not None else followed
            if printed:
                self.numeros[item.cle] = printed
                taken.add(printed)
            p, a = (parent.p, str(n)) if parent.p else (str(n), "")
            made.append(_Parent(computed, printed, p, a))
        return made


def number_all(projet: Projet) -> Mapping[str, str]:
    """Identity → printed number, for all that the profile numbers.

    A competence that several blocs hold has the number of the bloc that defines it. What says that
    it has none does not count, nor does what it holds.
    """
    formats = projet.profil.numerotation
    numeros = {
        option.cle: lettre(rank) if option.numero is None else option.numero
        for rank, option in enumerate(projet.dossier.diplome.parcours)
        if option.numero != SANS_NUMERO
    }

    number = _Serie(numeros).number
    poles = number(projet.poles, formats.pole)
    for holder, pole in zip(poles, projet.poles, strict=True):
        activites = number(pole.activites, formats.activite, holder)
        for above, activite in zip(activites, pole.activites, strict=True):
            number(activite.taches, formats.tache, above)
    blocs = number([*projet.blocs, *projet.blocs_generaux], formats.bloc)
    for holder, bloc in zip(blocs, projet.blocs, strict=False):
        number(bloc.niveaux, formats.niveau, holder)
        own = [c for c in bloc.competences if c.ref is None]
        competences = number(own, formats.competence, holder)
        for above, competence in zip(competences, own, strict=True):
            number(competence.sous_competences, formats.sous_competence, above)
    if projet.evaluation is not None:
        number(projet.evaluation.unites, formats.unite)
        for unite in projet.evaluation.unites:
            if unite.numero is None and projet.is_its_bloc(unite):
                numeros[unite.cle] = numeros.get(unite.bloc, "")
        epreuves = number(projet.evaluation.epreuves, formats.epreuve)
        for holder, epreuve in zip(epreuves, projet.evaluation.epreuves, strict=True):
            number(epreuve.sous_epreuves, formats.sous_epreuve, holder)
    return MappingProxyType(numeros)
