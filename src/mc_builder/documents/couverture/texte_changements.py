"""Changes of coverage → plain French text for the terminal: a section of the coverage report."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage import Palier
from mc_builder.coverage.comparison.changements import (
    ChangementExigence,
    Changements,
    ChangementsPerimetre,
    Genre,
)
from mc_builder.documents.couverture.passages import passage
from mc_builder.french import capital, quoted
from mc_builder.reports.terminal import Terminal

_ROLES = {Genre.PERDUE: "erreur", Genre.DISPARUE: "avertissement", Genre.GAGNEE: "info"}


def lignes(changements: Changements, terminal: Terminal) -> Iterator[str]:
    """The lines of the section."""
    title = f"Ce qui a changé depuis {quoted(changements.reference)}"
    yield from terminal.fold(title, role="lieu")
    yield "=" * min(len(title), terminal.width)
    if changements.etape_avant != changements.etape_apres:
        yield from terminal.fold(
            f"Le dossier était à l’étape {quoted(changements.etape_avant)}, il est à l’étape"
            f" {quoted(changements.etape_apres)}."
        )
    if changements.is_empty:
        yield "Rien, pour la couverture."
        return
    yield ""
    yield terminal.paint("Ensemble", "lieu")
    yield from _paliers(changements.ensemble)
    for emploi in changements.emplois:
        if not emploi.is_empty:
            yield ""
            yield from _emploi(emploi, terminal)
    if same := [str(e.intitule) for e in changements.emplois if e.is_empty]:
        yield ""
        yield from terminal.fold(f"Sans changement : {' ; '.join(same)}.")


def _emploi(emploi: ChangementsPerimetre, terminal: Terminal) -> Iterator[str]:
    yield from terminal.fold(str(emploi.intitule), role="lieu")
    if emploi.nouveau:
        yield "  L’emploi n’était pas visé."
    elif emploi.disparu:
        yield "  L’emploi n’est plus visé."
    yield from _paliers(emploi)
    for genre, changes in emploi.by_genre:
        yield ""
        title = f"  {genre.libelle} ({len(changes)})"
        yield terminal.paint(title, _ROLES[genre]) if genre in _ROLES else title
        for change in changes:
            yield from _exigence(change, terminal)


def _exigence(change: ChangementExigence, terminal: Terminal) -> Iterator[str]:
    yield from terminal.fold(
        f"{change.intitule} : {passage(change)}{_reserves(change)}", "  - ", "    "
    )
    for cause in change.causes:
        yield from terminal.fold(f"{capital(cause.explication)}.", "      > ", "        ")


def _reserves(change: ChangementExigence) -> str:
    """The flags that came and went; with another status they say nothing more."""
    if change.genre is not Genre.NUANCEE:
        return ""
    words = [f"réserve nouvelle : {flag.libelle}" for flag in change.reserves_posees]
    words += [f"réserve levée : {flag.libelle}" for flag in change.reserves_levees]
    return f" ({' ; '.join(words)})" if words else ""


def _paliers(scope: ChangementsPerimetre) -> Iterator[str]:
    """The stages of both versions, one per line, in columns."""
    old = scope.avant.paliers if scope.avant else ()
    new = scope.apres.paliers if scope.apres else ()
    labels = [palier.libelle for palier in old or new]
    before = [_palier(p) for p in old] or ["-"] * len(labels)
    after = [_palier(p) for p in new] or ["-"] * len(labels)
    width, first = (max(map(len, texts)) for texts in (before, labels))
    for label, was, now in zip(labels, before, after, strict=True):
        arrow = "=" if was == now else "→"
        yield f"  {label.ljust(first)}  {was.ljust(width)}  {arrow}  {now}"


def _palier(palier: Palier) -> str:
    """« 7 sur 8 (90 % en poids) », or « s.o. »."""
    if palier.taux.sans_objet:
        return palier.taux.compte
    return f"{palier.taux.compte} ({palier.taux_pondere} en poids)"
