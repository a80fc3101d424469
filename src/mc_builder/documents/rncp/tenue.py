"""What assesses a competence and its rows → beside how many of them it stands in the table.

Why: beside all of them, its cell goes on over the page, and the next page begins with rows that
nothing seems to assess. Rows are taken for no higher than they are, so that none grows. A page
keeps those rows together: no other cell goes on below them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mc_builder.documents.builder import Builder
from mc_builder.documents.referentiel.lignes import Ligne
from mc_builder.documents.rncp.modalites import EvaluationVue, said_of
from mc_builder.metrics import MARGINS, line_count

#: The widths of the columns, in hundredths: activities, competences, ways of assessing, criteria.
LARGEURS = (18, 19, 28, 35)
_COMPETENCES, _MODALITES, _CRITERES = 1, 2, 3
#: What the dashes of lists in lists take before their words, in points.
_INDENT = 18


def rows_beside(
    b: Builder, evaluations: Sequence[EvaluationVue], lignes: Sequence[Ligne], communs: int
) -> int:
    """The fewest first rows that are as high as what assesses the competence; all, if it takes.

    Never in the middle of rows that another cell spans.
    """
    every = len(lignes) + communs
    if not evaluations:  # what is awaited is said once, beside all of them
        return every
    # An épreuve is called by its number there, on one line; then come its ways and its parts.
    left = sum(1 + _lines(b, [*said_of(e)][1:], _MODALITES, _INDENT) for e in evaluations)
    for count, height in enumerate(_heights(b, lignes), start=1):
        # The margins of one more row, and of what is in it, are about a line.
        left -= height + (count > 1)
        if left <= 0 and not _is_spanned(lignes, count):
            return count
    return every


def _is_spanned(lignes: Sequence[Ligne], count: int) -> bool:
    """Whether a cell of the first rows, of activities or of criteria, goes on in the next one."""
    ends = (n + max(ligne.etendue, ligne.hauteur) for n, ligne in enumerate(lignes[:count]))
    return max(ends, default=0) > count


def _heights(b: Builder, lignes: Iterable[Ligne]) -> Iterator[int]:
    """The lines that each row takes at least: those of its title, its part of its criteria."""
    for ligne in lignes:
        criteria = _lines(b, map(str, ligne.indicateurs), _CRITERES)
        title = _lines(b, [f"{ligne.objet.numero} {ligne.objet.titre.brut}"], _COMPETENCES)
        yield max(title, criteria // max(ligne.hauteur, 1))


def _lines(b: Builder, texts: Iterable[str], column: int, indent: float = 0) -> int:
    charte = b.projet.charte
    room = charte.largeur("paysage") * LARGEURS[column] / 100 - MARGINS - indent
    return sum(line_count(text, room, charte.mesure("tableau")) for text in texts)
