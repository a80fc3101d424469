"""The grille horaire as a table: a group of rows for each group of teachings, totals computed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from markupsafe import Markup

from mc_builder.documents.builder import Builder
from mc_builder.french import number
from mc_builder.model.base import ACompleter
from mc_builder.model.horaires import GrilleHoraire, LigneHoraire, total
from mc_builder.page.text import Texte, of


@dataclass(frozen=True, slots=True)
class LigneHoraireVue:
    """A teaching, its hours in each period, their sum."""

    titre: Texte
    heures: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class GrilleVue:
    """The grille: rows by group (a group may have no name), sums of the columns."""

    manques: tuple[Texte, ...]
    unite: str
    periodes: tuple[Texte, ...]
    groupes: tuple[tuple[Texte | None, tuple[LigneHoraireVue, ...]], ...]
    totaux: tuple[str, ...]
    notes: tuple[Markup, ...]


def grille(b: Builder, table: GrilleHoraire) -> GrilleVue:
    """The grille of a project; of a single period, the sum of each row is left out."""
    several = len(table.periodes) > 1
    columns = [
        tuple(line.heures[n] for line in table.lignes if n < len(line.heures))
        for n in range(len(table.periodes))
    ]
    every = tuple(hours for column in columns for hours in column)
    sums = [*map(_total, columns), *([_total(every)] if several else [])]
    return GrilleVue(
        b.manques(table, "lignes"),
        "Heures par semaine" if table.par == "semaine" else "Heures",
        b.liste(table, "periodes"),
        tuple(
            (b.facultatif(lines[0], "groupe"), tuple(_ligne(b, one, several) for one in lines))
            for _, grouped in groupby(table.lignes, key=lambda line: line.groupe)
            for lines in [list(grouped)]
        ),
        tuple(sums) if len(table.lignes) > 1 else (),
        tuple(b.fragment(table, "notes", n) for n in range(len(table.notes))),
    )


def _ligne(b: Builder, line: LigneHoraire, several: bool) -> LigneHoraireVue:  # noqa: FBT001
    hours: tuple[str, ...] = b.manques(line, "heures") or tuple(
        of(_hours(value), f"{line.cle}:heures/{n}") for n, value in enumerate(line.heures, start=1)
    )
    return LigneHoraireVue(b.un(line, "intitule"), hours, _total(line.heures) if several else "")


def _hours(value: Decimal | ACompleter) -> str | ACompleter:
    if isinstance(value, ACompleter):
        return value
    return number(value.normalize()) if value else "–"


def _total(hours: tuple[object, ...]) -> str:
    found = total(hours)
    return "" if found is None else number(found.normalize())
