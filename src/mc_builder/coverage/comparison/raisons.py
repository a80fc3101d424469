"""A requirement in two versions → why its status or its reservations are not what they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mc_builder.coverage.comparison.causes import Cause, autonomie_changee, nature_changee
from mc_builder.coverage.comparison.differences import Difference
from mc_builder.coverage.comparison.manques import Causes, why_reserves, why_status
from mc_builder.coverage.comparison.objets import pair
from mc_builder.coverage.comparison.versions import Version
from mc_builder.coverage.report import CouvertureExigence
from mc_builder.coverage.statuts import INFORMATIONS, Drapeau

_AUTONOMIE = {Drapeau.AUTONOMIE_INSUFFISANTE, Drapeau.AUTONOMIE_INCONNUE}

Drapeaux = frozenset[Drapeau]


@dataclass(frozen=True)
class Raisons:
    """Two versions, and the edges that each has and the other has not."""

    avant: Version
    apres: Version
    retraits: Difference
    ajouts: Difference
    _known: dict[str, Causes] = field(default_factory=dict)

    @classmethod
    def between(cls, avant: Version, apres: Version) -> Raisons:
        """The reasons of all that differs between two versions."""
        pairs = pair(avant.names, apres.names)
        return cls(
            avant,
            apres,
            Difference(avant, apres, pairs.vers_apres, pairs.vers_avant, retrait=True),
            Difference(apres, avant, pairs.vers_avant, pairs.vers_apres, retrait=False),
        )

    def of_status(self, old: CouvertureExigence, new: CouvertureExigence) -> Causes:
        """Why a requirement is measured at another status; searched for once."""
        if new.exigence not in self._known:
            self._known[new.exigence] = self._why_status(old, new)
        return self._known[new.exigence]

    def _why_status(self, old: CouvertureExigence, new: CouvertureExigence) -> Causes:
        if old.nature != new.nature:
            return (nature_changee(self.apres.nom(new.exigence), old.nature, new.nature),)
        if new.statut < old.statut:
            return why_status(self.retraits, old.exigence, old.statut)
        return why_status(self.ajouts, new.exigence, new.statut)

    def of_reserves(
        self, old: CouvertureExigence, new: CouvertureExigence, went: Drapeaux, came: Drapeaux
    ) -> Iterator[Cause]:
        """What made flags go or come."""
        autonomie = list(self._autonomie(old, new)) if (went | came) & _AUTONOMIE else []
        another = (went | came) & _AUTONOMIE and not autonomie and old.autonomie != new.autonomie
        if came - _AUTONOMIE or another:
            yield from why_reserves(self.retraits, old.exigence, old.meilleure)
        if went - _AUTONOMIE or another:
            yield from why_reserves(self.ajouts, new.exigence, new.meilleure)
        yield from autonomie

    def _autonomie(self, old: CouvertureExigence, new: CouvertureExigence) -> Iterator[Cause]:
        """The tâche, the activité or the pôle of the best chain whose autonomy changed."""
        chaine = new.meilleure
        if chaine is None or old.autonomie == new.autonomie:
            return
        for cle in (chaine.tache, chaine.activite):
            for after in self.apres.ancestors(cle) if cle else ():
                before = self.avant.projet.by_cle.get(self.ajouts.vers.get(after.cle, ""))
                values = (getattr(before, "autonomie", None), getattr(after, "autonomie", None))
                if before is not None and values[0] != values[1]:
                    yield autonomie_changee(self.apres.nom(after.cle), *values)
                    return


def flags_between(avant: Iterable[Drapeau], apres: Iterable[Drapeau]) -> tuple[Drapeaux, Drapeaux]:
    """The remarks that went, and those that came."""
    old, new = frozenset(avant) - INFORMATIONS, frozenset(apres) - INFORMATIONS
    return old - new, new - old
