"""Each layout of the competences: the pairs that a reader finds are those of the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from liens_des_donnees import Lecture, porteurs
from lxml import etree
from relecture import cites, rangees, suite, tetes, vises
from relecture_annexes import COMPETENCES, INDICATEURS, REGARDS, annexe_iii

from mc_builder.model.activites import Activite
from mc_builder.model.blocs import Bloc, Competence, Indicateur, SousCompetence
from mc_builder.names import ancre
from mc_builder.page.tree import text_of

Paires = Counter[tuple[str, str]]
TENUS = (Competence, SousCompetence)


def _attendues(lecture: Lecture, bloc: Bloc) -> tuple[set[tuple[str, str]], Paires]:
    """(activity, competence), then (indicator, what holds it), as the data say."""
    competences = lecture.projet.competences(bloc)
    prises = {(a, c.cle) for c in competences for a in lecture.activites(c)}
    held = [
        (i.cle, holder)
        for c in competences
        for i in (*c.indicateurs, *(i for s in c.sous_competences for i in s.indicateurs))
        for holder in porteurs(lecture, i)
    ]
    common = [(i.cle, a) for g in bloc.indicateurs for i in g.liste for a in g.activites or ("",)]
    return prises, Counter([*held, *common])


def _lus(lecture: Lecture, cell: etree._Element, holders: list[str]) -> Iterator[tuple[str, str]]:
    """The indicators of a cell, each with what the words above its list say that it is of."""
    told = list(cell)
    for n, element in enumerate(told):
        if element.tag == "p":
            holders = vises(lecture.projet, element)
            if not holders and "commun" in text_of(element).lower():
                named = told[n + 1] if n + 1 < len(told) else None
                found = (
                    cites(lecture.projet, named, Activite, SousCompetence)
                    if named is not None
                    else []
                )
                holders = found or [""]
        elif element.tag == "ul":
            found = cites(lecture.projet, element, Indicateur)
            yield from ((i, holder) for i in found for holder in holders)


def _tables(root: etree._Element, bloc: Bloc, head: str) -> list[etree._Element]:
    """The tables of a bloc that have a column of this head."""
    held = suite(root, ancre(bloc.cle), "h1", "h2")
    return [t for t in held if t.tag == "table" and t.get("class") == "textes" and head in tetes(t)]


def liste(lecture: Lecture, root: etree._Element, bloc: Bloc) -> None:
    """One row for each activity."""
    prises, attendus = _attendues(lecture, bloc)
    found: set[tuple[str, str]] = set()
    indicators: list[tuple[str, str]] = []
    shown: list[str] = []
    for table in _tables(root, bloc, COMPETENCES):
        heads = tetes(table)
        for body in table.iter("tbody"):
            (row,) = rangees(body, heads)
            activities = cites(lecture.projet, row.cellules[REGARDS], Activite)
            taken = cites(lecture.projet, row.cellules[COMPETENCES], Competence)
            found |= {(a, c) for a in activities for c in taken}
            shown += taken
            if (
                row.cellules.get(INDICATEURS) is not row.cellules[COMPETENCES]
                and INDICATEURS in heads
            ):
                indicators += _lus(lecture, row.cellules[INDICATEURS], activities or [""])
    assert found == prises
    assert Counter(indicators) == attendus
    assert set(shown) == {c.cle for c in lecture.projet.competences(bloc)}


def criteres(lecture: Lecture, root: etree._Element, bloc: Bloc) -> None:
    """The competences and their activities, then the criteria of the bloc."""
    prises, attendus = _attendues(lecture, bloc)
    found: set[tuple[str, str]] = set()
    for table in _tables(root, bloc, COMPETENCES):
        heads = tetes(table)
        assert INDICATEURS not in heads
        for body in table.iter("tbody"):
            rows = rangees(body, heads)
            (competence,) = cites(lecture.projet, rows[0].cellules[COMPETENCES], Competence)
            cells = [row.cellules[REGARDS] for row in rows] if REGARDS in heads else []
            activities = {a for cell in cells for a in cites(lecture.projet, cell, Activite)}
            found |= {(a, competence) for a in activities}
    assert found == prises
    indicators: list[tuple[str, str]] = []
    for table in _tables(root, bloc, "Ce qui est évalué"):
        for row in (tr for body in table.iter("tbody") for tr in body):
            holders = vises(lecture.projet, row[0]) or cites(
                lecture.projet, row[0], Activite, SousCompetence
            )
            found_here = cites(lecture.projet, row[1], Indicateur)
            indicators += [(i, holder) for i in found_here for holder in holders or [""]]
    assert Counter(indicators) == attendus


def fiches(lecture: Lecture, root: etree._Element, bloc: Bloc) -> None:
    """One sheet for each competence: its title, then a table."""
    prises, attendus = _attendues(lecture, bloc)
    found: set[tuple[str, str]] = set()
    indicators: list[tuple[str, str]] = []
    competence, shown = "", []
    for element in suite(root, ancre(bloc.cle), "h1", "h2"):
        if element.tag == "h3":
            named = cites(lecture.projet, element, Competence)
            competence = named[0] if named else ""
            shown += named
        heads = tetes(element) if element.get("class") == "textes" else []
        if not {REGARDS, COMPETENCES, INDICATEURS} & {*heads}:
            continue
        if COMPETENCES not in heads:  # it has no part: the sheet says of what this is
            found |= {(a, competence) for a in cites(lecture.projet, element, Activite)}
            own = cites(lecture.projet, element, Indicateur)
            indicators += [(i, competence) for i in own]
            continue
        for body in element.iter("tbody"):
            rows = rangees(body, heads)
            common = cites(lecture.projet, rows[0].cellules[COMPETENCES], Activite)
            for row in rows:
                cell = row.cellules.get(REGARDS)
                if cell is not None and not common and "ommun" not in text_of(cell):
                    found |= {(a, competence) for a in cites(lecture.projet, cell, Activite)}
            indicators += _de_la_fiche(lecture, competence, rows, heads)
    assert shown == [c.cle for c in lecture.projet.competences(bloc)]
    assert found == prises
    assert Counter(indicators) == attendus


def _de_la_fiche(
    lecture: Lecture, competence: str, rows: list, heads: list[str]
) -> Iterator[tuple[str, str]]:
    if INDICATEURS not in heads:
        return
    faced: dict[etree._Element, list[str]] = {}
    for row in rows:
        cell, titled = row.cellules[INDICATEURS], row.cellules[COMPETENCES]
        if cell is titled:
            continue
        if "ommun" in text_of(titled):
            holders = cites(lecture.projet, titled, Activite, SousCompetence) or [""]
        else:
            holders = cites(lecture.projet, titled, SousCompetence) or [competence]
        faced.setdefault(cell, []).extend(holders)
    for cell, holders in faced.items():
        whole = holders[:1] if holders[0] == competence else holders
        for i in cites(lecture.projet, cell, Indicateur):
            yield from ((i, holder) for holder in whole)


LECTEURS: dict[str, Callable[[Lecture, etree._Element, Bloc], None]] = {
    "face-a-face": annexe_iii,
    "matrice": annexe_iii,
    "liste": liste,
    "criteres": criteres,
    "fiches": fiches,
}
