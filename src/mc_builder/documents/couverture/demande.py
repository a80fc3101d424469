"""Report → what became of the items of the fiches of each job, in rows and in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mc_builder.coverage import RapportCouverture
from mc_builder.coverage.demande import ComptesElements
from mc_builder.documents.couverture.mots import Mots
from mc_builder.french import agreed, counted, listed
from mc_builder.model.liens import LienSource

#: A job, its fiches, and the counts of their items: all, not looked at, set aside, taken up.
LigneDemande = tuple[str, str, tuple[int, ...]]


def rows_of_items(
    rapport: RapportCouverture,
    names: Mapping[str, str],
    cited: Callable[[LienSource | None], str],
    unread: Callable[[str], str],
) -> tuple[LigneDemande, ...]:
    """A row for each job, then the whole; nothing when no job keeps a fiche.

    The jobs that keep no fiche first, with why if `unread` says it; then those that looked at the
    smallest share.
    """
    measured = [e for e in rapport.emplois if e.fiches]
    measured.sort(key=lambda e: e.elements.examines.part)
    rows: list[LigneDemande] = [
        (names[e.emploi], unread(e.emploi) or Mots.sans_fiche, ())
        for e in rapport.emplois
        if not e.fiches
    ]
    rows += [
        (
            names[e.emploi],
            " ; ".join(cited(one.fiche.source) or one.fiche.nom for one in e.fiches),
            _counts(e.elements),
        )
        for e in measured
    ]
    if not measured:
        return ()
    return (*rows, (Mots.ensemble_demande, Mots.une_fois, _counts(rapport.elements)))


def _counts(found: ComptesElements) -> tuple[int, ...]:
    return found.elements, found.non_examines, found.ecartes, found.repris


def items_said(found: ComptesElements) -> str:
    """« Sur 292 éléments distincts des fiches de métier, 226 ne sont pas examinés, … »."""
    if not found.elements:
        return ""
    counts = (  # what is wrong before what is right
        (found.non_examines, "n’est pas examiné", "ne sont pas examinés"),
        (found.ecartes, "est écarté avec un motif", "sont écartés avec un motif"),
        (found.repris, "est repris en exigence", "sont repris en exigences"),
    )
    said = listed(f"{n} {agreed(n, one, many)}" for n, one, many in counts if n)
    whole = counted(found.elements, "élément distinct", "éléments distincts")
    return f"Sur {whole} des fiches de métier, {said}."
