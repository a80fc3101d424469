"""Report and thresholds → what is reached, the thresholds missed, and the jobs in doubt.

The exact rates are compared, not the printed ones; « s.o. » is below nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from mc_builder.coverage.report import (
    Comptes,
    CouvertureBloc,
    CouvertureEmploi,
    RapportCouverture,
    count,
)
from mc_builder.coverage.taux import Taux
from mc_builder.french import NBSP, percent, quoted
from mc_builder.model.dossier import SeuilsBloc, SeuilsPaliers, SeuilsProjet
from mc_builder.names import Names


@dataclass(frozen=True, slots=True)
class SeuilMesure:
    """A threshold and what is reached: overall, or for one job, one bloc or one importance.

    `palier` is « decrites », « traduites », « pleinement » (or « evaluees », when the dossier
    counts those with a reserve), or for a bloc « apport » and « apport_propre »; `cle` is where
    the dossier writes it, `seuil` is in percent.
    """

    emploi: str | None
    palier: str
    libelle: str
    taux: Taux
    seuil: Decimal
    bloc: str | None = None
    importance: int | None = None
    option: str | None = None

    @property
    def cle(self) -> str:
        """Its key in dossier.yaml."""
        return "evaluees" if self.palier == "pleinement" else self.palier

    @property
    def manque(self) -> bool:
        """Whether the measure is below it."""
        return self.taux.inferieur_a(self.seuil)

    @property
    def ecart(self) -> Fraction:
        """How many points are missing, exactly."""
        reached = Fraction(100 * (self.taux.numerateur or 0), self.taux.denominateur)
        return Fraction(self.seuil) - reached

    @property
    def chemin(self) -> tuple[str, ...]:
        """Where the threshold is written, under « seuils » of dossier.yaml."""
        if self.emploi is not None:
            return ("emplois", self.emploi, self.cle)
        if self.bloc is not None:
            return ("blocs", self.bloc, self.cle)
        if self.importance is not None:
            return ("importances", str(self.importance), self.cle)
        return (self.cle,)

    @property
    def seuil_affiche(self) -> str:
        """« 85 % »."""
        return percent(self.seuil)

    def sujet(self, names: Names) -> str:
        """What is measured: « exigences évaluées pour « Mécanicien·ne », option A »."""
        within = f", {names.options((self.option,))}" if self.option is not None else ""
        if self.bloc is not None:
            said = names.projet.said("⟨du bloc⟩")
            return f"{self.libelle.lower()} {said} {quoted(names[self.bloc].titre)}{within}"
        if self.importance is not None:
            return f"exigences d’importance {self.importance} {self.libelle.lower()}{within}"
        who = "" if self.emploi is None else f" pour {quoted(names[self.emploi].titre)}"
        return f"exigences {self.libelle.lower()}{who}{within}"

    def phrase(self, names: Names) -> str:
        """« exigences évaluées : 12 sur 20 (60 %), pour un seuil de 85 % », without a stop."""
        rate = "" if self.taux.sans_objet else f" ({self.taux})"
        return (
            f"{self.sujet(names)}{NBSP}: {self.taux.compte}{rate},"
            f" pour un seuil de {self.seuil_affiche}"
        )


def seuils_manques(rapport: RapportCouverture, seuils: SeuilsProjet) -> tuple[SeuilMesure, ...]:
    """The thresholds that the measure does not reach, the farthest from its threshold first."""
    missed = (seuil for seuil in seuils_mesures(rapport, seuils) if seuil.manque)
    return tuple(sorted(missed, key=lambda manque: -manque.ecart))


def seuils_mesures(rapport: RapportCouverture, seuils: SeuilsProjet) -> tuple[SeuilMesure, ...]:
    """Every threshold that the dossier sets, with what is reached.

    Those of the project are for its total, those of a job for this job, those of a bloc for what
    it brings, those of an importance for the distinct requirements of that weight; all of them for
    each option too.
    """
    found = list(_of_scope(rapport, seuils))
    for option in rapport.options:
        of_option = _of_scope(option.rapport, seuils)
        found += [replace(seuil, option=option.option) for seuil in of_option]
    return tuple(found)


def _of_scope(rapport: RapportCouverture, seuils: SeuilsProjet) -> Iterator[SeuilMesure]:
    strict = seuils.reserves == "exclues"
    yield from _paliers(rapport.total, seuils, strict=strict)
    for emploi in rapport.emplois:
        if emploi.emploi in seuils.emplois:
            own = seuils.emplois[emploi.emploi]
            yield from _paliers(emploi.comptes, own, strict=strict, emploi=emploi.emploi)
    for bloc in rapport.blocs:
        if bloc.bloc in seuils.blocs:
            yield from _of_bloc(bloc, seuils.blocs[bloc.bloc])
    for importance, of_weight in sorted(seuils.importances.items()):
        comptes = count(
            (
                (e.statut, e.poids, e.pleine)
                for e in rapport.exigences
                if e.retenue and e.poids == importance
            ),
            rapport.etape,
        )
        yield from _paliers(comptes, of_weight, strict=strict, importance=importance)


def phrase_of_seuils(manques: Sequence[SeuilMesure], names: Names) -> str:
    """How many thresholds are missed, and the worst, in one French sentence; empty when none is."""
    if not manques:
        return ""
    worst = manques[0].phrase(names)
    if len(manques) == 1:
        return f"Un seuil n’est pas atteint{NBSP}: {worst}."
    return f"{len(manques)} seuils ne sont pas atteints{NBSP}; le plus éloigné{NBSP}: {worst}."


def emplois_en_doute(
    rapport: RapportCouverture, seuils: SeuilsProjet
) -> tuple[CouvertureEmploi, ...]:
    """The jobs that leave out so many requirements that one may ask whether they are targets."""
    return tuple(
        emploi
        for emploi in rapport.emplois
        if emploi.comptes.taux_ecartees.superieur_a(seuil_ecartees(seuils, emploi.emploi))
    )


def seuil_ecartees(seuils: SeuilsProjet, emploi: str) -> Decimal:
    """The share of écartées that puts a job in doubt: its own when it is written, else common."""
    own = seuils.emplois.get(emploi)
    if own is not None and "ecartees" in own.model_fields_set:
        return own.ecartees
    return seuils.ecartees


def _paliers(
    comptes: Comptes,
    seuils: SeuilsPaliers,
    *,
    strict: bool,
    emploi: str | None = None,
    importance: int | None = None,
) -> Iterator[SeuilMesure]:
    """Those of one scope; `strict` counts of évaluées those without a reserve."""
    decrites, traduites, evaluees = comptes.paliers
    last = (evaluees.cle, evaluees.libelle, evaluees.taux)
    if strict:
        last = ("pleinement", "Pleinement couvertes", comptes.degres.taux)
    reached = (
        (decrites.cle, decrites.libelle, decrites.taux, seuils.decrites),
        (traduites.cle, traduites.libelle, traduites.taux, seuils.traduites),
        (*last, seuils.evaluees),
    )
    for cle, libelle, taux, seuil in reached:
        if seuil is not None:
            yield SeuilMesure(emploi, cle, libelle, taux, seuil, importance=importance)


def _of_bloc(bloc: CouvertureBloc, seuils: SeuilsBloc) -> Iterator[SeuilMesure]:
    for cle, libelle, taux, seuil in (
        ("apport", "Apport", bloc.taux_apport, seuils.apport),
        ("apport_propre", "Apport propre", bloc.taux_apport_propre, seuils.apport_propre),
    ):
        if seuil is not None:
            yield SeuilMesure(None, cle, libelle, taux, seuil, bloc=bloc.bloc)
