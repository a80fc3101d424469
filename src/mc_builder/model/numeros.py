"""Printed numbers, computed from order and from the profile's formats; an override wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Protocol

from mc_builder.model.projet import Projet


class _Numerote(Protocol):
    @property
    def cle(self) -> str: ...
    @property
    def numero(self) -> str | None: ...


def numeroter(projet: Projet) -> Mapping[str, str]:
    """Identity → printed number, for all that the profile numbers.

    A competence that several blocs hold has the number of the bloc that defines it.
    """
    formats = projet.profil.numerotation
    numeros: dict[str, str] = {}

    def number(items: Iterable[_Numerote], pattern: str, p: str = "", a: str = "") -> None:
        for n, item in enumerate(items, start=1):
            printed = item.numero if item.numero is not None else pattern.format(n=n, p=p, a=a)
            if printed:
                numeros[item.cle] = printed

    number(projet.poles, formats.pole)
    for p, pole in enumerate(projet.poles, start=1):
        number(pole.activites, formats.activite, str(p))
        for a, activite in enumerate(pole.activites, start=1):
            number(activite.taches, formats.tache, str(p), str(a))
    number([*projet.blocs, *projet.blocs_generaux], formats.bloc)
    for p, bloc in enumerate(projet.blocs, start=1):
        own = [c for c in bloc.competences if c.ref is None]
        number(own, formats.competence, str(p))
        for a, competence in enumerate(own, start=1):
            number(competence.sous_competences, formats.sous_competence, str(p), str(a))
    if projet.evaluation is not None:
        number(projet.evaluation.unites, formats.unite)
        number(projet.evaluation.epreuves, formats.epreuve)
        for p, epreuve in enumerate(projet.evaluation.epreuves, start=1):
            number(epreuve.sous_epreuves, formats.sous_epreuve, str(p))
    return MappingProxyType(numeros)
