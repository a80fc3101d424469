"""The table of the register says the links of the data, on paper and in its workbook."""

from __future__ import annotations

from collections import Counter

from formes import mots
from liens_des_donnees import Lecture, porteurs
from lxml import etree
from relecture import Paires, cites, rangees, suite, tetes

from mc_builder.model.activites import Activite, Tache
from mc_builder.model.blocs import Bloc, Competence, Indicateur, SousCompetence
from mc_builder.model.evaluation import Partie
from mc_builder.names import ancre
from mc_builder.names.numeros import number_all
from mc_builder.page.tree import text_of

REGARDS, COMPETENCES, MODALITES, CRITERES = (
    "Référentiel d’activités",
    "Référentiel de compétences",
    "Référentiel d’évaluation : modalités",
    "Référentiel d’évaluation : critères",
)
#: The same column of the workbook, in the word of the dossier.
DANS_LE_CLASSEUR = "Compétences"


def tableau(lecture: Lecture, root: etree._Element) -> None:
    """Each bloc: who takes up what, what assesses whom, which criteria face whom."""
    projet = lecture.projet
    for bloc in projet.blocs:
        held = [e for e in suite(root, ancre(bloc.cle), "h1", "h2") if e.tag == "table"]
        competences = projet.competences(bloc)
        assert len(held) == bool(competences)
        if held:
            _bloc(lecture, bloc, held[0])


def _bloc(lecture: Lecture, bloc: Bloc, table: etree._Element) -> None:
    projet = lecture.projet
    competences = projet.competences(bloc)
    heads = [mots(head) for head in tetes(table)]
    assert heads == [REGARDS, COMPETENCES, MODALITES, CRITERES]
    rows = [row for body in table.iter("tbody") for row in rangees(body, heads)]
    shown: list[str] = []
    taken: dict[str, set[str]] = {}
    assessed: Paires = set()
    facing: dict[etree._Element, list[str]] = {}
    for row in rows:
        shown += cites(projet, row.cellules[COMPETENCES], Competence)
        if shown and row.cellules[COMPETENCES] is not row.cellules[MODALITES]:
            faced = row.cellules[REGARDS]
            if faced is not row.cellules[COMPETENCES]:
                taken.setdefault(shown[-1], set()).update(cites(projet, faced, Activite, Tache))
            cell = row.cellules[MODALITES]
            parts = cites(projet, cell, Partie)
            assessed |= {(shown[-1], part) for part in parts}
            # That of a competence may have only its épreuves: its parts are seen one by one.
            assert parts or text_of(cell).strip()
        cell = row.cellules[CRITERES]
        found = cites(projet, row.cellules[COMPETENCES], Competence, SousCompetence, Activite)
        facing.setdefault(cell, []).extend(found)
    assert shown == [c.cle for c in competences]
    for c in competences:
        assert {lecture.activite(cle) for cle in taken[c.cle]} == lecture.activites(c)
    expected = {
        (c.cle, part.cle)
        for c in competences
        for part in projet.of_nature(Partie)
        if c.cle in vise(lecture, part)
    }
    assert assessed == expected, (assessed - expected, expected - assessed)
    assert _criteres(lecture, facing) == Counter(
        (i.cle, frozenset(porteurs(lecture, i)))
        for c in competences
        for i in (*c.indicateurs, *(i for s in c.sous_competences for i in s.indicateurs))
    ) + Counter((i.cle, frozenset(g.activites)) for g in bloc.indicateurs for i in g.liste)


def _criteres(
    lecture: Lecture, facing: dict[etree._Element, list[str]]
) -> Counter[tuple[str, frozenset[str]]]:
    """(criterion, what it faces): a competence stands for its parts that have none."""
    projet = lecture.projet
    found: Counter[tuple[str, frozenset[str]]] = Counter()
    for cell, holders in facing.items():
        whole = holders[:1] if projet.find(holders[0] if holders else "", Competence) else holders
        found.update((i, frozenset(whole)) for i in cites(projet, cell, Indicateur))
    return found


def vise(lecture: Lecture, part: Partie) -> set[str]:
    """The competences that a part assesses, those of the criteria that it names included."""
    projet = lecture.projet
    found = lecture.evalue(part)
    for link in part.evalue:
        if projet.find(link.cible, Indicateur):
            holder = projet.parents[link.cible]
            if isinstance(holder, SousCompetence):
                holder = projet.parents[holder.cle]
            if isinstance(holder, Competence):
                found.add(holder.cle)
                continue
            (bloc,) = (
                b for b in projet.blocs if any(link.cible in _cles(g) for g in b.indicateurs)
            )
            (group,) = (g for g in bloc.indicateurs if link.cible in _cles(g))
            found |= {
                c.cle
                for c in projet.competences(bloc)
                if lecture.activites(c) & set(group.activites)
            }
    return found


def _cles(group: object) -> set[str]:
    return {i.cle for i in group.liste}  # type: ignore[attr-defined]


def classeur(lecture: Lecture) -> None:
    """A row for each competence and sub-competence, with its criteria and its parts."""
    projet = lecture.projet
    book = lecture.classeur("rncp")
    sheet = book["Tableau"]
    lines = [[mots(str(cell or "")) for cell in row] for row in sheet.iter_rows(values_only=True)]
    start = next(n for n, line in enumerate(lines) if DANS_LE_CLASSEUR in line)
    told = [dict(zip(lines[start], line, strict=True)) for line in lines[start + 1 :]]
    numeros = number_all(projet)
    expected = Counter(
        (numeros.get(o.cle, ""), mots(str(o.intitule)))
        for bloc in projet.blocs
        for c in projet.competences(bloc)
        for o in (c, *c.sous_competences)
    )
    assert not expected - Counter((row["N°"], row[DANS_LE_CLASSEUR]) for row in told)
    said = {row[DANS_LE_CLASSEUR]: row for row in told}
    for _, competence in lecture.definies:
        row = said[mots(str(competence.intitule))]
        for indicateur in competence.indicateurs:
            if not indicateur.sous_competences:
                assert mots(str(indicateur.intitule)) in row["Critères d’évaluation"]
        for part in projet.of_nature(Partie):
            if competence.cle in vise(lecture, part):
                assert mots(str(part.intitule)) in row["Modalités d’évaluation"]
