"""The fiches of the jobs → a sheet of the workbook: each item, what became of it, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mc_builder.coverage.demande import Sort
from mc_builder.coverage.statuts import MOTIFS, NATURES
from mc_builder.documents.builder import Builder
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.model.emplois import ElementsEcartes, Emploi
from mc_builder.page.text import in_lines
from mc_builder.writers.xlsx.sheets import Colonne, Feuille

_SORTS = {
    Sort.NON_EXAMINE: "Non examiné",
    Sort.ECARTE: "Écarté avec un motif",
    Sort.REPRIS: "Repris en exigence",
}
_COLONNES = (
    Colonne("Emploi visé", 36),
    Colonne("Fiche", 34),
    Colonne("Code", 10),
    Colonne("Élément", 60),
    Colonne("Nature", 13),
    Colonne("Ce qui en est fait", 20),
    Colonne("Exigence", 44),
    Colonne("Motif", 24),
    Colonne("Explication", 60),
    Colonne("Notes", 30),
)


@dataclass(frozen=True, slots=True)
class FichesVue:
    """A row for each item of the fiches of each job, in the order of the columns."""

    rangees: tuple[tuple[str, ...], ...]


def fiches_vue(b: Builder, said: Couverture) -> FichesVue:
    """All the items, job after job."""
    return FichesVue(tuple(_rows(b, said)))


def _rows(b: Builder, said: Couverture) -> Iterator[tuple[str, ...]]:
    for job in said.rapport.emplois:
        name = f"{said.rangs[job.emploi]}. {said.titre(job.emploi)}"
        for fiche in job.fiches:
            notes = "\n".join(in_lines(note.texte) for note in b.notes(fiche.fiche))
            where = said.cited(fiche.fiche.source) or fiche.fiche.nom
            title = f"{where} – {fiche.intitule}"
            for one in fiche.elements:
                group = _group(b, job.emploi, fiche.fiche.cle, one.code)
                aside = group if one.sort is Sort.ECARTE and one.exigence is None else None
                why = b.prose(aside, "explication") if aside else None
                yield (
                    name,
                    title,
                    one.code,
                    str(one.intitule),
                    NATURES[one.nature],
                    _SORTS[one.sort],
                    said.titre(one.exigence) if one.exigence else "",
                    MOTIFS[aside.motif] if aside else "",
                    in_lines(why),
                    notes,
                )


def _group(b: Builder, emploi: str, fiche: str, code: str) -> ElementsEcartes | None:
    """What a job says of an item that it sets aside."""
    found = b.projet.find(emploi, Emploi)
    cited = [one for one in found.fiches if one.fiche == fiche] if found is not None else []
    groups = (group for one in cited for group in one.ecartes)
    return next((g for g in groups if code in map(str, g.elements)), None)


def fiches(sheet: Feuille, vue: FichesVue) -> None:
    """The sheet."""
    sheet.largeurs(_COLONNES)
    sheet.phrase("Ce que demandent les fiches de métier, élément par élément", "titre")
    sheet.skip_row()
    zone = sheet.tableau(_COLONNES, vue.rangees)
    sheet.principal(zone, 2)
    sheet.hide_empty(zone)
