"""Measure → what the report says of each option: its figures, and what only some cover."""

from __future__ import annotations

from dataclasses import dataclass

from mc_builder.coverage import CouvertureExigence, Degres, RapportCouverture, Statut
from mc_builder.coverage.bilan import degres_comptes
from mc_builder.coverage.options import inegales, scopes
from mc_builder.french import capital
from mc_builder.names import Names

#: The row of what every option covers.
ENSEMBLE = "Dans ⟨toutes les options⟩"


@dataclass(frozen=True, slots=True)
class RangeeOption:
    """An option, or whichever it is (no identity): its name and what it covers."""

    cle: str
    nom: str
    degres: Degres
    emplois: int

    @property
    def dit(self) -> str:
        """« 9 pleinement, 3 en partie, 2 pas du tout, sur 14 »."""
        return degres_comptes(self.degres)


def rows_of_options(names: Names, rapport: RapportCouverture) -> tuple[RangeeOption, ...]:
    """The figures of each option and of what all cover, the lowest first; none without options."""
    if not rapport.options:
        return ()
    jobs = {o.option: len(o.rapport.emplois) for o in rapport.options}
    return tuple(
        RangeeOption(
            option or "",
            option_titre(names, option) if option else names.projet.said(ENSEMBLE),
            comptes.degres,
            jobs.get(option or "", len(rapport.emplois)),
        )
        for option, comptes in scopes(rapport)
    )


def option_titre(names: Names, option: str) -> str:
    """« Option A – Cycles de ville »."""
    called, title = capital(names.options((option,))), str(names[option].titre)
    return f"{called} – {title}" if names[option].numero else called


def unequal_rows(names: Names, rapport: RapportCouverture) -> tuple[tuple[str, str], ...]:
    """A requirement by its identity, and how far each option that retains it goes."""
    return tuple(
        (
            unequal.exigence,
            " ; ".join(
                f"{names.options((option,))} : {_reached(mesure)}"
                for option, mesure in sorted(
                    unequal.mesures.items(), key=lambda pair: (pair[1].statut, pair[1].pleine)
                )
            ),
        )
        for unequal in sorted(inegales(rapport), key=lambda unequal: unequal.statut)
    )


def _reached(mesure: CouvertureExigence) -> str:
    """« Évaluée », « Évaluée avec une réserve », « Non couverte »."""
    reserve = " avec une réserve" if mesure.statut is Statut.EVALUEE and not mesure.pleine else ""
    return f"{mesure.statut.libelle}{reserve}"
