"""The grille horaire as a table: a group of rows for each group of teachings, totals computed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from mc_builder.documents.builder import Builder
from mc_builder.french import number
from mc_builder.model.base import ACompleter, Somme
from mc_builder.model.horaires import GrilleHoraire, LigneHoraire, total
from mc_builder.model.selection import counted_lines
from mc_builder.page.text import Texte, of


@dataclass(frozen=True, slots=True)
class LigneHoraireVue:
    """A teaching, the options that it is for, its hours in each period, their sum."""

    titre: Texte
    pour: str
    heures: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class GrilleVue:
    """The grille: rows by group (a group may have no name), sums of the columns.

    `cumul` says whether rows have a sum: hours of a week are not those of two years. `totaux` has
    a row for each option when these have teachings of their own; `facultatifs`, whether some
    teachings are left out of them.
    """

    manques: tuple[Texte, ...]
    unite: str
    periodes: tuple[Texte, ...]
    groupes: tuple[tuple[Texte | None, tuple[LigneHoraireVue, ...]], ...]
    cumul: bool
    totaux: tuple[tuple[str, tuple[str, ...]], ...]
    facultatifs: bool
    notes: tuple[Markup, ...]


def grille(b: Builder, table: GrilleHoraire) -> GrilleVue:
    """The grille of a project; of a single period, or by the week, no sum of each row."""
    cumul = len(table.periodes) > 1 and table.par == "periode"
    kept = counted_lines(b.projet, b.project.names.selection, table)
    several = len(table.lignes) > 1 and any(kept.values())
    return GrilleVue(
        b.manques(table, "lignes"),
        "Heures par semaine" if table.par == "semaine" else "Heures",
        b.liste(table, "periodes"),
        tuple(
            (b.facultatif(lines[0], "groupe"), tuple(_ligne(b, one, cumul=cumul) for one in lines))
            for _, grouped in groupby(table.lignes, key=lambda line: line.groupe)
            for lines in [list(grouped)]
        ),
        cumul,
        tuple(
            (f"Total, {b.names.options((option,))}" if option else "Total", _totals(table, lines))
            for option, lines in kept.items()
        )
        if several
        else (),
        several and any(line.facultatif for line in table.lignes),
        tuple(b.fragment(table, "notes", n) for n in range(len(table.notes))),
    )


def _totals(table: GrilleHoraire, lines: tuple[LigneHoraire, ...]) -> tuple[str, ...]:
    """The sums of the columns, then of all of them where rows have one."""
    columns = [
        tuple(line.heures[n] for line in lines if n < len(line.heures))
        for n in range(len(table.periodes))
    ]
    every = tuple(hours for column in columns for hours in column)
    cumul = len(columns) > 1 and table.par == "periode"
    return tuple(map(_total, (*columns, *((every,) if cumul else ()))))


def _ligne(b: Builder, line: LigneHoraire, *, cumul: bool) -> LigneHoraireVue:
    hours: tuple[str, ...] = b.manques(line, "heures") or tuple(
        of(_hours(value), f"{line.cle}:heures/{n}") for n, value in enumerate(line.heures, start=1)
    )
    optional = b.imprimee(line, "facultatif", lambda _: "facultatif") if line.facultatif else ""
    return LigneHoraireVue(
        b.un(line, "intitule"),
        ", ".join(filter(None, (b.pour(line.cle), optional))),
        hours,
        _total(line.heures) if cumul else "",
    )


def _hours(value: Somme | ACompleter) -> str | ACompleter:
    if isinstance(value, ACompleter):
        return value
    return str(value) if value.total else "–"


def _total(hours: tuple[object, ...]) -> str:
    found = total(hours)
    return "" if found is None else number(found.normalize())
