"""What each option of a diploma covers, and what they all do: the option that covers least.

Why the least: who chooses an option has what it holds and nothing of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from mc_builder.coverage.report import (
    Comptes,
    CouvertureExigence,
    CouvertureOption,
    RapportCouverture,
)
from mc_builder.coverage.statuts import RESERVES, Drapeau, Statut
from mc_builder.model.projet import Projet
from mc_builder.model.selection import select

_Cle = tuple[Statut, int, int]


def _key(mesure: CouvertureExigence) -> _Cle:
    """How well a requirement is covered: the lower, the less."""
    return (mesure.statut, -len(RESERVES & {*mesure.drapeaux}), mesure.autonomie or 0)


class Mesures:
    """The requirements of a project as the options of those who ask for them cover them.

    `found` are the measures of all that the options hold together.
    """

    def __init__(
        self,
        projet: Projet,
        found: Mapping[str, CouvertureExigence],
        options: Iterable[CouvertureOption],
    ) -> None:
        self._found = found
        self._options = {o.option: {e.exigence: e for e in o.rapport.exigences} for o in options}
        self._selection = select(projet) if self._options else None

    def of(self, exigence: str, emplois: Iterable[str]) -> CouvertureExigence:
        """A requirement in the option of these jobs that covers it least."""
        together = self._found[exigence]
        if self._selection is None:
            return together
        held = frozenset[str]().union(*map(self._selection.of, emplois)) or self._selection.toutes
        each = {o: mesures[exigence] for o, mesures in self._options.items() if o in held}
        keys = {option: _key(mesure) for option, mesure in each.items()}
        lowest = min(keys.values())
        moindres = tuple(option for option, key in keys.items() if key == lowest)
        if len(moindres) == len(each):
            return together if lowest == _key(together) else each[moindres[0]]
        least = each[moindres[0]]
        flags = {*least.drapeaux, Drapeau.OPTIONS_INEGALES}
        return replace(least, drapeaux=tuple(f for f in Drapeau if f in flags), moindres=moindres)


@dataclass(frozen=True, slots=True)
class Inegale:
    """A requirement that options do not cover alike: its measure in each that retains it."""

    exigence: str
    mesures: Mapping[str, CouvertureExigence]

    @property
    def statut(self) -> Statut:
        """The status in the option that covers it least."""
        return min(mesure.statut for mesure in self.mesures.values())


def scopes(rapport: RapportCouverture) -> tuple[tuple[str | None, Comptes], ...]:
    """The figures of each option and of what they all cover (None), the lowest rate first."""
    every = [(o.option, o.comptes) for o in rapport.options]
    return tuple(sorted([*every, (None, rapport.total)], key=lambda scope: _rank(scope[1])))


def lowest(rapport: RapportCouverture) -> tuple[tuple[str, Comptes], ...]:
    """The option that covers least, with its figures; all of those that tie, in order."""
    found = [(option, comptes) for option, comptes in scopes(rapport) if option is not None]
    return tuple(scope for scope in found if _rank(scope[1]) == _rank(found[0][1]))


def _rank(comptes: Comptes) -> tuple[Fraction, ...]:
    """What is fully covered, evaluated, taken up and described, of what is retained."""
    whole = comptes.retenues
    stages = (comptes.degres.pleinement, *(p.nombre for p in reversed(comptes.paliers)))
    return tuple(Fraction(n or 0, whole) if whole else Fraction(1) for n in stages)


def inegales(rapport: RapportCouverture) -> Iterator[Inegale]:
    """The requirements that options do not cover alike, in the order of the project."""
    if not rapport.options:
        return
    found: dict[str, dict[str, CouvertureExigence]] = {}
    for option in rapport.options:
        for mesure in option.rapport.exigences:
            if mesure.retenue:
                found.setdefault(mesure.exigence, {})[option.option] = mesure
    for exigence, mesures in found.items():
        if len({(m.statut, m.pleine) for m in mesures.values()}) > 1:
            yield Inegale(exigence, mesures)
