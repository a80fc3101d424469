"""Coverage report → a short Markdown page for a merge request: verdict, gaps, changes.

Every text of the data is escaped: it can neither break a table, nor open a tag, nor name anyone,
and the page leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mc_builder.coverage import Comptes
from mc_builder.coverage.comparison.changements import Changements, ChangementsPerimetre
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.mots import Mots
from mc_builder.documents.couverture.passages import detailles, passage
from mc_builder.french import NBSP, counted, quoted, sentence, typeset
from mc_builder.reports.terminal import NO_TERMINAL, Terminal, one_line

_TETES = ("N°", "Emploi visé", "Retenues", "Écartées", "Décrites", "Traduites", "Évaluées")
_SPECIAUX = re.compile(r"[\\`*_{}\[\]<>|~#&!$^]")
#: What would begin a list or underline a heading, at the start of an item.
_DEBUT = re.compile(r"^(?:[-+=]|\d+(?=[.)](?:\s|$)))")
#: What a forge makes a link, a picture or someone's name of: a mark that does not print cuts it.
_APPELS = re.compile(
    r"[@#!~%$&^](?=\w)|\bGH(?=-\d)|(?<=\w)(?=://)|(?<=\bwww)(?=\.)|:(?=\w+:)", re.IGNORECASE
)
_LIAISON = "\N{WORD JOINER}"
#: A comment of a merge request is short: the report has the rest.
_LIGNES = 60


def couverture_markdown(vue: Couverture, _: Terminal = NO_TERMINAL) -> str:
    """The page, with a final line break."""
    if not vue.mesurable:
        return f"# Couverture des emplois visés\n\n{typeset(vue.projet.said(vue.bilan))}\n"
    lines = [
        "# Couverture des emplois visés",
        "",
        escaped(vue.perimetre),
        "",
        f"**{typeset(vue.verdict)}**",
        "",
        *_tableau(vue.tetes_degres, (tuple(map(escaped, row)) for row in vue.degres)),
        "",
        *_options(vue),
        "",
        " ".join(escaped(said) for said in (vue.indicateurs, vue.demande_dite) if said),
        "",
        *(f"- ⚠ {escaped(s)}" for s in vue.alertes),
        *(f"- ⚠ {escaped(s)}." for s in vue.manques),
        "",
        *_tableau(_TETES, _emplois(vue), 2),
        "",
        *_lacunes(vue),
        *_recouvrements(vue),
    ]
    if vue.changements is not None:
        lines += ["", *_changements(vue.changements)]
    lines += ["", f"_{typeset(vue.avertissement)}_", "", f"{escaped(vue.methode)}."]
    return vue.projet.said(re.sub("\n{3,}", "\n\n", "\n".join(lines))) + "\n"


def escaped(text: object) -> str:
    """What prints of the data on one line of Markdown, as it reads and nothing more."""
    apart = _APPELS.sub(lambda m: m[0] + _LIAISON, one_line(str(text)).strip())
    escaped = _SPECIAUX.sub(lambda m: f"\\{m[0]}", apart)
    return _DEBUT.sub(lambda m: f"{m[0]}\\" if m[0].isdecimal() else f"\\{m[0]}", escaped)


def _tableau(
    heads: Sequence[str], rows: Iterable[Sequence[str]], centred: int | None = None
) -> Iterator[str]:
    """A table; the cells are Markdown already. Columns from `centred` on are centred."""
    yield f"| {' | '.join(heads)} |"
    marks = (":-:" if centred is not None and n >= centred else "---" for n in range(len(heads)))
    yield f"| {' | '.join(marks)} |"
    for row in rows:
        yield f"| {' | '.join(cell or ' ' for cell in row)} |"


def _emplois(vue: Couverture) -> Iterator[Sequence[str]]:
    for emploi in vue.rapport.emplois:
        name = escaped(vue.titre(emploi.emploi))
        yield (str(vue.rangs[emploi.emploi]), name, *_figures(emploi.comptes))
    total = _figures(vue.rapport.total)
    yield ("", f"**{vue.ensemble}**", *(f"**{cell}**" for cell in total))


def _options(vue: Couverture) -> Iterator[str]:
    """What each option covers, and the requirements that they do not cover alike."""
    if vue.options:
        yield f"**{vue.titre_options}**"
        yield ""
        rows = ((escaped(o.nom), str(o.emplois), escaped(o.dit)) for o in vue.options)
        yield from _tableau(vue.tetes_options, rows)
        yield ""
    if vue.inegales:
        yield f"**{vue.titre_inegales}**"
        yield ""
        yield from _tableau(vue.tetes_inegales, (tuple(map(escaped, r)) for r in vue.inegales))


def _figures(comptes: Comptes) -> Iterator[str]:
    yield str(comptes.retenues)
    yield str(comptes.ecartees)
    for palier in comptes.paliers:
        yield str(palier) if palier.taux.sans_objet else f"{palier} ({palier.taux})"


def _lacunes(vue: Couverture) -> Iterator[str]:
    """Each requirement whose chain breaks, once, with where it breaks and what is near."""
    gaps = vue.lacunes
    yield f"## Lacunes ({len(gaps)})"
    yield ""
    if not gaps:
        yield vue.sans_lacune
        return
    heads = ("Exigence", "Emplois", "Poids", "Statut", "Où la chaîne s’interrompt", "Pistes")
    yield from _tableau(
        heads,
        (
            (
                escaped(vue.titre(gap.exigence)),
                vue.demandeurs(gap),
                str(gap.poids),
                gap.statut.libelle,
                escaped(vue.rupture(gap.exigence)),
                "<br>".join(map(escaped, _pistes(vue, gap.exigence))),
            )
            for gap in gaps[:_LIGNES]
        ),
    )
    yield ""
    yield from _reste(len(gaps), "lacune")
    yield typeset(vue.pistes)


def _pistes(vue: Couverture, exigence: str) -> Iterator[str]:
    """What is near a requirement, and how many suggestions were refused."""
    yield from map(vue.piste, vue.analyse.ruptures[exigence].pistes)
    if refused := vue.ecartees(exigence):
        yield refused


def _recouvrements(vue: Couverture) -> Iterator[str]:
    """What compared certifications share with the diploma, the most shared first."""
    if not vue.recouvrements:
        return
    yield ""
    yield f"## {vue.titre_recouvrements}"
    yield ""
    for one in vue.recouvrements:
        said = " ".join(filter(None, (*one.faits, one.reprises)))
        yield f"- **{escaped(vue.titre(one.certification.cle))}**{NBSP}: {escaped(said)}"
    yield ""
    yield escaped(vue.reperes)


def _reste(total: int, noun: str) -> Iterator[str]:
    hidden = total - _LIGNES
    if hidden > 0:
        yield f"… et {counted(hidden, f'autre {noun}')}, dans le rapport de couverture."
        yield ""


def _changements(changements: Changements) -> Iterator[str]:
    yield f"## Changements depuis {quoted(escaped(changements.reference))}"
    yield ""
    if changements.is_empty:
        yield Mots.sans_changement
        return
    yield from _tableau(
        ("Emploi visé", "Décrites", "Traduites", "Évaluées"),
        (_perimetre(scope) for scope in changements.perimetres if not scope.is_empty),
        1,
    )
    yield ""
    for scope in detailles(changements):
        yield from _exigences(scope)


def _perimetre(scope: ChangementsPerimetre) -> Sequence[str]:
    old = [str(p) for p in scope.avant.paliers] if scope.avant else ["–"] * 3
    new = [str(p) for p in scope.apres.paliers] if scope.apres else ["–"] * 3
    cells = (was if was == now else f"{was} → {now}" for was, now in zip(old, new, strict=True))
    name = "**Ensemble**" if scope.emploi is None else escaped(scope.intitule)
    return (name, *cells)


def _exigences(scope: ChangementsPerimetre) -> Iterator[str]:
    yield f"### {escaped(scope.intitule)}" if scope.emploi else "### Ensemble"
    yield ""
    for genre, changes in scope.by_genre:
        yield f"**{genre.libelle} ({len(changes)})**"
        yield ""
        for change in changes[:_LIGNES]:
            yield f"- {escaped(change.intitule)}{NBSP}: {passage(change)}"
            for cause in change.causes:
                yield f"  - {escaped(sentence(cause.explication))}"
        yield ""
        yield from _reste(len(changes), "exigence")
