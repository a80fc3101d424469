"""Changes of coverage → plain French text for the terminal: a section of the coverage report."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from mc_builder.coverage import (
    ChangementExigence,
    Changements,
    ChangementsPerimetre,
    Genre,
    Palier,
)
from mc_builder.reports.diagnostics.texte import Paint, plain, printable

_NBSP = "\u00a0"
_ROLES = {Genre.PERDUE: "erreur", Genre.DISPARUE: "avertissement", Genre.GAGNEE: "info"}
#: A line, and the role that paints it (none when empty).
_Ligne = tuple[str, str]


def changements_texte(changements: Changements, largeur: int = 96, paint: Paint = plain) -> str:
    """The changes as text of at most `largeur` columns, with a final line break."""
    lines = []
    for text, role in _lignes(changements, largeur):
        shown = printable(text)
        lines.append(paint(shown, role) if role else shown)
    return "\n".join(lines) + "\n"


def _lignes(changements: Changements, largeur: int) -> Iterator[_Ligne]:
    title = f"Ce qui a changé depuis «{_NBSP}{changements.reference}{_NBSP}»"
    yield title, "lieu"
    yield "=" * min(len(title), largeur), ""
    if changements.etape_avant != changements.etape_apres:
        yield from _plies(
            f"Le dossier était à l’étape «{_NBSP}{changements.etape_avant}{_NBSP}», il est à"
            f" l’étape «{_NBSP}{changements.etape_apres}{_NBSP}».",
            largeur,
        )
    if changements.vide:
        yield "Rien, pour la couverture.", ""
        return
    yield "", ""
    yield "Ensemble", "lieu"
    yield from _paliers(changements.ensemble)
    for emploi in changements.emplois:
        if not emploi.vide:
            yield "", ""
            yield from _emploi(emploi, largeur)
    if same := [e.intitule for e in changements.emplois if e.vide]:
        yield "", ""
        yield from _plies(f"Sans changement{_NBSP}: {f'{_NBSP}; '.join(same)}.", largeur)


def _emploi(emploi: ChangementsPerimetre, largeur: int) -> Iterator[_Ligne]:
    yield from _plies(emploi.intitule, largeur, role="lieu")
    if emploi.nouveau:
        yield "  L’emploi n’était pas visé.", ""
    elif emploi.disparu:
        yield "  L’emploi n’est plus visé.", ""
    yield from _paliers(emploi)
    for genre, changes in emploi.par_genre:
        yield "", ""
        yield f"  {genre.libelle} ({len(changes)})", _ROLES.get(genre, "")
        for change in changes:
            yield from _exigence(change, largeur)


def _exigence(change: ChangementExigence, largeur: int) -> Iterator[_Ligne]:
    title = f"{change.intitule}{_NBSP}: {_statuts(change)}{_reserves(change)}"
    yield from _plies(title, largeur, "  - ", "    ")
    for cause in change.causes:
        text = cause.explication
        yield from _plies(f"{text[:1].upper()}{text[1:]}.", largeur, "      > ", "        ")


def _statuts(change: ChangementExigence) -> str:
    """« Évaluée → Décrite au RAP », or the one status that there is."""
    found = [s.libelle for s in (change.avant, change.apres) if s is not None]
    return f"{_NBSP}→ ".join(dict.fromkeys(found))


def _reserves(change: ChangementExigence) -> str:
    """The flags that came and went; with another status they say nothing more."""
    if change.genre is not Genre.NUANCEE:
        return ""
    words = [f"réserve nouvelle{_NBSP}: {flag.libelle}" for flag in change.reserves_posees]
    words += [f"réserve levée{_NBSP}: {flag.libelle}" for flag in change.reserves_levees]
    return f" ({f'{_NBSP}; '.join(words)})" if words else ""


def _paliers(perimetre: ChangementsPerimetre) -> Iterator[_Ligne]:
    """The stages of both versions, one per line, in columns."""
    old = perimetre.avant.paliers if perimetre.avant else ()
    new = perimetre.apres.paliers if perimetre.apres else ()
    labels = [palier.libelle for palier in old or new]
    before = [_palier(p) for p in old] or ["-"] * len(labels)
    after = [_palier(p) for p in new] or ["-"] * len(labels)
    width = max(len(text) for text in before)
    first = max(len(label) for label in labels)
    for label, was, now in zip(labels, before, after, strict=True):
        arrow = "=" if was == now else "→"
        yield f"  {label.ljust(first)}  {was.ljust(width)}  {arrow}  {now}", ""


def _palier(palier: Palier) -> str:
    """« 7 sur 8 (90 % en poids) », or « s.o. »."""
    if palier.taux.sans_objet:
        return palier.taux.compte
    return f"{palier.taux.compte} ({palier.taux_pondere} en poids)"


def _plies(
    text: str, largeur: int, first: str = "", rest: str = "", *, role: str = ""
) -> Iterator[_Ligne]:
    """Lines of at most `largeur` characters; places and non-breaking spaces are kept whole."""
    for line in textwrap.wrap(
        text,
        largeur,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ):
        yield line, role
