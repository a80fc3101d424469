"""Annexes III and IV say the links of the data: who faces whom, what each part assesses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from liens_des_donnees import Lecture, porteurs
from lxml import etree
from relecture import Paires, cites, croisement, legende, rangees, suite, tetes, vises

from mc_builder.french import percent
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.base import descendants
from mc_builder.model.blocs import (
    Bloc,
    Competence,
    ElementSavoir,
    Indicateur,
    Savoir,
    SousCompetence,
)
from mc_builder.model.evaluation import Epreuve, Partie, SousEpreuve
from mc_builder.model.liens import LienEvaluation
from mc_builder.model.projet import Projet
from mc_builder.names import ancre
from mc_builder.names.numeros import number_all
from mc_builder.page.tree import text_of

SAVOIRS = (Savoir, ElementSavoir)
#: What faces the indicators of a whole competence, under its title.
TOUTE = "Toute la compétence"
REGARDS, COMPETENCES, INDICATEURS = "Activités et tâches", "Compétences", "Indicateurs de réussite"


def annexe_iii(lecture: Lecture, root: etree._Element, bloc: Bloc) -> None:
    projet = lecture.projet
    held = list(suite(root, ancre(bloc.cle), "h1", "h2"))
    competences = projet.competences(bloc)
    table = next(t for t in held if t.tag == "table" and legende(t).startswith("Compétences"))
    heads = tetes(table)
    taken = {c.cle: lecture.activites(c) for c in competences}
    assert (REGARDS in heads) == (not lecture.matrice and any(taken.values()))
    crossed: Paires = set()
    for t in held:
        if "Activités et compétences" in legende(t):
            crossed |= croisement(projet, t, Competence)
    expected = {(row, c.cle) for c in competences for row in taken[c.cle] | _taches(lecture, c)}
    assert crossed == (expected if lecture.matrice else set())
    shown, commons = [], []
    for body in table.iter("tbody"):
        rows = rangees(body, heads)
        first = cites(projet, rows[0].cellules[COMPETENCES], Competence)
        if first:
            shown.append(first[0])
            (competence,) = (c for c in competences if c.cle == first[0])
            if REGARDS in heads:
                _regards(lecture, competence, rows)
            commons += _indicateurs(lecture, competence, rows, heads)
        else:
            commons += _communs(lecture, rows)
    assert shown == [c.cle for c in competences]
    assert Counter(commons) == Counter(
        (i.cle, holder)
        for c in competences
        for i in (*c.indicateurs, *(i for s in c.sous_competences for i in s.indicateurs))
        for holder in porteurs(lecture, i)
    ) + Counter((i.cle, a) for g in bloc.indicateurs for i in g.liste for a in g.activites)


def savoirs(lecture: Lecture, root: etree._Element, bloc: Bloc) -> None:
    """Each group with what it contains, facing the competences or the activities of its scope."""
    projet, numeros = lecture.projet, number_all(lecture.projet)
    for group in bloc.savoirs:
        cell = next(e for e in root.iter("td") if e.get("id") == ancre(group.cle))
        held = [m.cle for m in descendants(group) if isinstance(m, ElementSavoir)]
        assert cites(projet, cell, ElementSavoir) == held
        scope = cell.getnext()
        assert scope is not None
        last = " ".join(text_of(scope[-1]).split())
        named = [projet.by_cle[cle] for cle in group.competences or group.activites]
        names = [numeros.get(a.cle) or a.intitule for a in named]
        said = re.sub("^(Compétence|Activité)s? ", "", last).split(", ") if names else []
        assert said == names
        assert names or last == "Tout le bloc"


def _taches(lecture: Lecture, competence: Competence) -> set[str]:
    return {cle for cle in lecture.prises(competence) if lecture.projet.find(cle, Tache)}


def _regards(lecture: Lecture, competence: Competence, rows: list) -> None:
    """The competence faces its activities; with its sub-competences, the tasks it takes up."""
    projet = lecture.projet
    assert set(cites(projet, rows[0].cellules[REGARDS], Activite)) == lecture.activites(competence)
    printed: set[str] = set()
    for row in rows:
        faced = set(cites(projet, row.cellules[REGARDS], Activite, Tache))
        printed |= {cle for cle in faced if projet.find(cle, Tache)}
        for cle in cites(projet, row.cellules[COMPETENCES], SousCompetence):
            sub = projet.find(cle, SousCompetence)
            if own := lecture.liens(sub):
                tasks = {t for a in own for t in lecture.taches_de(a)} | own
                assert own <= faced <= tasks | {lecture.activite(t) for t in own}
            else:
                assert {lecture.activite(a) for a in faced} == lecture.activites(competence)
    taken = lecture.prises(competence)
    whole = {task for cle in taken for task in lecture.taches_de(cle)}
    named = {cle for cle in taken if projet.find(cle, Tache)}
    assert named <= printed <= named | whole
    partial = [h.mobilise for h in (competence, *competence.sous_competences)]
    if not any(link.portee == "partielle" for links in partial for link in links):
        assert not any("(en partie)" in text_of(row.cellules[REGARDS]) for row in rows)


def _indicateurs(
    lecture: Lecture, competence: Competence, rows: list, heads: list[str]
) -> list[tuple[str, str]]:
    """(indicator, what it faces) for the rows of a competence."""
    if INDICATEURS not in heads:
        return []
    faced: dict[etree._Element, list[str]] = {}
    for row in rows:
        cell = row.cellules[INDICATEURS]
        if cell is not row.cellules[COMPETENCES]:
            facing = row.cellules[COMPETENCES]
            named = cites(lecture.projet, facing, Competence, SousCompetence)
            whole_one = " ".join(text_of(facing).split()) == TOUTE
            (holder,) = [competence.cle] if whole_one else named
            faced.setdefault(cell, []).append(holder)
    pairs = []
    for cell, holders in faced.items():
        found = cites(lecture.projet, cell, Indicateur)
        assert found  # no empty cell
        if holders[0] == competence.cle:  # what it has faces its parts that have none
            subs = [lecture.projet.find(cle, SousCompetence) for cle in holders[1:]]
            assert not any(sub.indicateurs for sub in subs if sub)
        whole = holders[:1] if holders[0] == competence.cle else holders
        pairs += [(i, holder) for i in found for holder in whole]
    return pairs


def _communs(lecture: Lecture, rows: list) -> list[tuple[str, str]]:
    (row,) = rows
    holders = cites(lecture.projet, row.cellules[COMPETENCES], Activite, SousCompetence)
    return [
        (i, holder)
        for i in cites(lecture.projet, row.cellules[INDICATEURS], Indicateur)
        for holder in holders
    ]


def annexe_iv(lecture: Lecture, root: etree._Element) -> None:
    """Each part assesses what its row names; each épreuve names the competences of its bloc."""
    projet = lecture.projet
    evalues: dict[tuple[str, str], str] = {}
    for exam in (*projet.of_nature(Epreuve), *projet.of_nature(SousEpreuve)):
        below = list(suite(root, ancre(exam.cle), "h2", "h3"))
        marked = [pair for e in below for pair in _parties(lecture, e)]
        assert len(marked) == len(dict(marked))  # no cell says it twice
        evalues |= dict(marked)
        unite = next((u for u in projet.evaluation.unites if u.cle in exam.unite), None)
        bloc = projet.find(unite.bloc if unite else None, Bloc)
        if bloc is None:
            continue
        own = projet.competences(bloc)
        named = {cle for (cle, _), _ in marked}
        listed = {v for e in below if e.tag in {"ul", "p"} for v in vises(projet, e)}
        assert bloc.cle in named or {c.cle for c in own} <= named | listed
        taken = set().union(*map(lecture.activites, own))
        said = [set(cites(projet, e, Activite)) for e in below if e.tag == "p"]
        assert not taken or taken in said
    kinds = (Bloc, Competence, SousCompetence, Activite, *SAVOIRS)
    assert evalues == {
        (link.cible, part.cle): "en partie" if _in_part(projet, part, link) else "×"
        for part in projet.of_nature(Partie)
        for link in part.evalue
        if isinstance(projet.by_cle.get(link.cible), kinds)
    }


def _in_part(projet: Projet, part: Partie, link: LienEvaluation) -> bool:
    """Whether a part assesses what it names in part: so it says, or by some indicators only."""
    competence = projet.find(link.cible, Competence)
    if link.portee == "partielle" or competence is None:
        return link.portee == "partielle"
    holders = (competence, *competence.sous_competences)
    every = {indicateur.cle for holder in holders for indicateur in holder.indicateurs}
    named = every & {one.cible for one in part.evalue}
    return bool(named) and named != every


def _parties(lecture: Lecture, table: etree._Element) -> Iterator[tuple[tuple[str, str], str]]:
    """((what is assessed, part), how far) for each object of each row; weights are read back."""
    projet = lecture.projet
    rows = (tr for body in table.iter("tbody") for tr in body if tr[0].tag == "th")
    for row in rows:
        heads = dict(zip(tetes(table), row, strict=True))
        found = projet.all_of(tuple(cites(projet, row[0], Partie)), Partie)
        for part in found:
            for field, head in (
                ("poids", "Part de la note"),
                ("duree", "Durée"),
                ("formes", "Forme"),
            ):
                said = text_of(heads[head]).split() if head in heads else ["–"]
                assert (said == ["–"]) == (not getattr(part, field))
                if field == "poids" and said != ["–"]:
                    assert said == percent(100 * part.poids).split()
            for link in row.iter("a"):
                (cle,) = vises(projet, link)
                partly = (link.tail or "").lstrip().startswith("(en")
                yield (cle, part.cle), "en partie" if partly else "×"
