"""Read back: the links that the documents print are those of the data, no more and no less.

On both projects and on projects drawn at random, in both layouts of annexe III, with numbers and
without: pairs activity–competence, competence–indicator, competence–part, requirement–activity.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import pytest
from lxml import etree
from projets_engendres import engendre
from relecture import Paires, cites, croisement, fiche, legende, partie, rangees, suite, tetes

from mc_builder.document.catalogue import compose
from mc_builder.document.kinds import DOCUMENTS
from mc_builder.document.matiere import preparer
from mc_builder.document.templates import Templates
from mc_builder.document.text import ancre
from mc_builder.document.tree import text_of
from mc_builder.loading import load
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.blocs import (
    Bloc,
    Competence,
    ElementSavoir,
    Indicateur,
    Savoir,
    SousCompetence,
)
from mc_builder.model.evaluation import Epreuve, Habilitation, Partie, SousEpreuve
from mc_builder.model.numeros import numeroter
from mc_builder.model.profil import Numerotation
from mc_builder.source.tree import Folder

RACINE = Path(__file__).parents[2]
ECRITS = {"sno": RACINE, "cycles": RACINE / "tests/projets/cycles"}
SANS_NUMERO = Numerotation.model_validate(dict.fromkeys(Numerotation.model_fields, ""))
SAVOIRS = (Savoir, ElementSavoir)
REGARDS, COMPETENCES, INDICATEURS = "Activités et tâches", "Compétences", "Indicateurs de réussite"


class Lecture:
    """The trees of a project, and what its data say."""

    def __init__(self, folder: Path, *, matrice: bool, numeros: bool) -> None:
        matiere = preparer(load(Folder(folder)))
        assert matiere is not None
        profil = matiere.projet.profil.model_copy(
            update={
                "annexe_competences": "matrice" if matrice else "activites",
                **({} if numeros else {"numerotation": SANS_NUMERO}),
            }
        )
        matiere.projet.__dict__["profil"] = profil
        self.matrice, self.matiere, self.projet = matrice, matiere, matiere.projet
        self.arbres = {kind.key: self._arbre(kind.key) for kind in DOCUMENTS}

    def _arbre(self, key: str) -> etree._Element:
        kind = next(kind for kind in DOCUMENTS if kind.key == key)
        document, diagnostics = compose(kind, self.matiere, Templates())
        assert document is not None, diagnostics
        return document.root

    @cached_property
    def numerotees(self) -> dict[str, str]:
        """The competences by their printed numbers."""
        numeros = numeroter(self.projet)
        return {numeros[c.cle]: c.cle for _, c in self.definies if c.cle in numeros}

    @cached_property
    def definies(self) -> list[tuple[Bloc, Competence]]:
        return [(b, c) for b in self.projet.blocs for c in b.competences if c.ref is None]

    def activite(self, cle: str) -> str:
        """An activity, or that of a task."""
        task = self.projet.trouver(cle, Tache)
        return self.projet.parents[task.cle].cle if task else cle

    def liens(self, holder: Competence | SousCompetence) -> set[str]:
        return {link.cible for link in holder.mobilise}

    def prises(self, competence: Competence) -> set[str]:
        """All that a competence and its sub-competences name."""
        return self.liens(competence).union(*map(self.liens, competence.sous_competences))

    def activites(self, competence: Competence) -> set[str]:
        return {self.activite(cle) for cle in self.prises(competence)}

    def taches_de(self, activite: str) -> set[str]:
        found = self.projet.trouver(activite, Activite)
        return {t.cle for t in found.taches} if found else set()

    def evalue(self, part: Partie) -> set[str]:
        """The competences that a part assesses."""
        found: set[str] = set()
        for link in part.evalue:
            target = self.projet.par_cle[link.cible]
            if isinstance(target, Bloc):
                found |= {c.cle for c in self.projet.competences(target)}
            elif isinstance(target, Activite):
                found |= {c.cle for _, c in self.definies if target.cle in self.activites(c)}
            elif isinstance(target, SousCompetence):
                found.add(self.projet.parents[target.cle].cle)
            elif isinstance(target, Competence):
                found.add(target.cle)
        return found


def verifier(lecture: Lecture) -> None:
    for key in ("referentiel", "enseignant"):
        root = lecture.arbres[key]
        for bloc in lecture.projet.blocs:
            annexe_iii(lecture, root, bloc)
        annexe_iv(lecture, root)
    fiches(lecture, lecture.arbres["enseignant"])
    croisements(lecture, lecture.arbres["enseignant"])
    chaines(lecture, lecture.arbres["couverture"])
    for root in lecture.arbres.values():
        sans_cadre_vide(root)


def annexe_iii(lecture: Lecture, root: etree._Element, bloc: Bloc) -> None:
    projet = lecture.projet
    held = list(suite(root, ancre(bloc.cle), "h1", "h2"))
    competences = projet.competences(bloc)
    table = next(t for t in held if legende(t).partition(" – ")[2].startswith("Compétences du"))
    heads = tetes(table)
    taken = {c.cle: lecture.activites(c) for c in competences}
    assert (REGARDS in heads) == (not lecture.matrice and any(taken.values()))
    crossed: Paires = set()
    for t in held:
        if legende(t).partition(" – ")[2].startswith("Activités et compétences"):
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
        for holder in _porteurs(lecture, i)
    ) + Counter((i.cle, a) for g in bloc.indicateurs for i in g.liste for a in g.activites)


def _taches(lecture: Lecture, competence: Competence) -> set[str]:
    return {cle for cle in lecture.prises(competence) if lecture.projet.trouver(cle, Tache)}


def _porteurs(lecture: Lecture, indicateur: Indicateur) -> list[str]:
    """What an indicator of a competence observes: it, a sub-competence, some of these."""
    return list(indicateur.sous_competences) or [lecture.projet.parents[indicateur.cle].cle]


def _regards(lecture: Lecture, competence: Competence, rows: list) -> None:
    """The competence faces its activities; with its sub-competences, the tasks it takes up."""
    projet = lecture.projet
    assert set(cites(projet, rows[0].cellules[REGARDS], Activite)) == lecture.activites(competence)
    printed: set[str] = set()
    for row in rows:
        faced = set(cites(projet, row.cellules[REGARDS], Activite, Tache))
        printed |= {cle for cle in faced if projet.trouver(cle, Tache)}
        for cle in cites(projet, row.cellules[COMPETENCES], SousCompetence):
            sub = projet.trouver(cle, SousCompetence)
            if own := lecture.liens(sub):
                tasks = {t for a in own for t in lecture.taches_de(a)} | own
                assert own <= faced <= tasks | {lecture.activite(t) for t in own}
            else:
                assert {lecture.activite(a) for a in faced} == lecture.activites(competence)
    taken = lecture.prises(competence)
    whole = {task for cle in taken for task in lecture.taches_de(cle)}
    named = {cle for cle in taken if projet.trouver(cle, Tache)}
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
            (holder,) = cites(lecture.projet, row.cellules[COMPETENCES], Competence, SousCompetence)
            faced.setdefault(cell, []).append(holder)
    pairs = []
    for cell, holders in faced.items():
        found = cites(lecture.projet, cell, Indicateur)
        assert found  # no empty cell
        if holders[0] == competence.cle:  # what it has faces its parts that have none
            subs = [lecture.projet.trouver(cle, SousCompetence) for cle in holders[1:]]
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
    projet = lecture.projet
    kinds = (Bloc, Competence, SousCompetence, Activite, *SAVOIRS)
    for part in projet.de_nature(Partie):
        place = partie(root, part.cle)
        assert set(cites(projet, place, *kinds)) == {link.cible for link in part.evalue}
        partial = sum(link.portee == "partielle" for link in part.evalue)
        assert text_of(place).count("(en partie)") == partial
    for exam in (*projet.de_nature(Epreuve), *projet.de_nature(SousEpreuve)):
        unite = next((u for u in projet.evaluation.unites if u.cle == exam.unite), None)
        bloc = projet.trouver(unite.bloc if unite else None, Bloc)
        if bloc is None:
            continue
        lists = [e for e in suite(root, ancre(exam.cle), "h2", "h3") if e.tag == "ul"]
        own = projet.competences(bloc)
        found = [set(cites(projet, e, Activite, Competence)) for e in lists]
        assert {c.cle for c in own} in found
        taken = set().union(*map(lecture.activites, own))
        assert not taken or taken in found


def fiches(lecture: Lecture, root: etree._Element) -> None:
    projet = lecture.projet
    for _, competence in lecture.definies:
        page = fiche(root, competence.cle)
        named = lecture.prises(competence)
        whole = {task for cle in named for task in lecture.taches_de(cle)}
        shown = set(cites(projet, page, Activite, Tache)) - _des_communs(lecture, page)
        links = [link for h in (competence, *competence.sous_competences) for link in h.mobilise]
        whole_links = {link.cible for link in links if link.portee == "entiere"}
        partial = {link.cible for link in links} - whole_links
        assert text_of(page).count("(en partie)") == len(partial)
        assert shown == named | whole | lecture.activites(competence)
        expected = Counter(
            (i.cle, holder)
            for i in (
                *competence.indicateurs,
                *(i for s in competence.sous_competences for i in s.indicateurs),
            )
            for holder in _porteurs(lecture, i)
        )
        for bloc in projet.blocs:
            if competence in projet.competences(bloc):
                for group in bloc.indicateurs:
                    if lecture.activites(competence) & set(group.activites):
                        expected.update((i.cle, a) for i in group.liste for a in group.activites)
        assert Counter(_attestations(lecture, competence, page)) == expected
        assessed = {
            p.intitule for p in projet.de_nature(Partie) if competence.cle in lecture.evalue(p)
        }
        assert {projet.par_cle[p].intitule for p in cites(projet, page, Partie)} == assessed


def _des_communs(lecture: Lecture, page: etree._Element) -> set[str]:
    """The activities that common indicators alone name."""
    tables = [t for t in page.iter("table") if not _est_des_indicateurs(t)]
    shown = {cle for t in tables for cle in cites(lecture.projet, t, Activite)}
    every = {cle for t in page.iter("table") for cle in cites(lecture.projet, t, Activite)}
    return every - shown


def _est_des_indicateurs(table: etree._Element) -> bool:
    return table.find("thead") is not None and INDICATEURS in tetes(table)


def _attestations(
    lecture: Lecture, competence: Competence, page: etree._Element
) -> list[tuple[str, str]]:
    projet = lecture.projet
    pairs: list[tuple[str, str]] = []
    for table in filter(_est_des_indicateurs, page.iter("table")):
        heads = tetes(table)
        faced: dict[etree._Element, list[str]] = {}
        for row in rangees(next(table.iter("tbody")), heads):
            title, cell = (row.cellules[head] for head in heads)
            if cell is not title:
                held = cites(projet, title, SousCompetence, Activite) or [competence.cle]
                faced.setdefault(cell, []).extend(held)
        for cell, holders in faced.items():
            alone = holders[:1] if holders[0] == competence.cle else holders
            pairs += [(i, h) for i in cites(projet, cell, Indicateur) for h in alone]
    return pairs


def croisements(lecture: Lecture, root: etree._Element) -> None:
    projet = lecture.projet
    crossed: dict[str, Paires] = {"Activités": set(), "Compétences et épreuves": set()}
    landscape = [s for s in root.iter("section") if s.get("class") == "paysage"]
    for table in (t for s in landscape for t in s.iter("table") if t.get("class") == "matrice"):
        title = legende(table).partition(" – ")[2]
        for name in crossed:
            if title.startswith(name):
                crossed[name] |= croisement(projet, table, Competence, Epreuve, SousEpreuve)
    assert crossed["Activités"] == {
        (a, c.cle) for _, c in lecture.definies for a in lecture.activites(c)
    }
    exams = {
        (c, projet.parents[part.cle].cle)
        for part in projet.de_nature(Partie)
        for c in lecture.evalue(part)
    }
    assert crossed["Compétences et épreuves"] == exams


def chaines(lecture: Lecture, root: etree._Element) -> None:
    """What the coverage report prints of a requirement is in the data, link by link."""
    projet = lecture.projet
    for exigence in projet.exigences:
        place = next((e for e in root.iter("p") if e.get("id") == f"x-{ancre(exigence.cle)}"), None)
        if place is None:
            continue
        row = next(place.iterancestors("tr"))
        answering = {
            holder.cle
            for kind in (Activite, Tache, Competence, SousCompetence, *SAVOIRS)
            for holder in projet.de_nature(kind)
            if any(link.cible == exigence.cle for link in holder.repond_a)
        }
        observed = {
            i.cle
            for i in projet.de_nature(Indicateur)
            if any(link.cible == exigence.cle for link in i.repond_a)
        }
        work = cites(projet, row, Activite, Tache)
        if exigence.nature == "savoir-faire":
            assert bool(work) == bool(answering)
            assert not work or set(work) & answering
        competences = cites(projet, row, Competence)
        for competence in projet.tous(tuple(competences), Competence):
            if exigence.nature == "savoir-faire":
                assert {lecture.activite(a) for a in work} <= lecture.activites(competence)
        shown = set(cites(projet, row, Indicateur))
        if shown and observed:
            assert shown <= observed  # the one that answers, never the first of the list
        for line in row.iter("p"):
            for part in projet.tous(tuple(cites(projet, line, Partie)), Partie):
                by = re.search(r"\(par (\S+)\)", text_of(line))
                brought = [lecture.numerotees[by[1]]] if by and by[1] in lecture.numerotees else []
                brought = brought or cites(projet, line, Competence)
                brought = brought or ([] if exigence.nature == "savoir" else competences)
                links = {link.cible for link in part.evalue} | set(part.delivre)
                assert set(brought) <= lecture.evalue(part)
                assert brought or links & _contenants(
                    lecture, cites(projet, row, *SAVOIRS, Habilitation)
                )


def _contenants(lecture: Lecture, savoirs: list[str]) -> set[str]:
    """Savoirs and the groups that hold them, habilitations."""
    parents = lecture.projet.parents
    return {*savoirs, *(parents[cle].cle for cle in savoirs if cle in parents)}


def sans_cadre_vide(root: etree._Element) -> None:
    """No row, column head, list or heading for what the project does not have, in annexe III."""
    section = next((e for e in root.iter("h1") if "Référentiel de compétences" in text_of(e)), None)
    if section is None:
        return
    held = section.getparent()
    assert held is not None
    for element in held.iter("td", "th", "li", "p", "caption"):
        text = text_of(element).strip()
        assert text or "matrice" in str(next(element.iterancestors("table")).get("class"))
        assert text.strip(" –,;:") or element.get("class") == "centre"
        assert ", ," not in text
        assert "  –" not in text


@pytest.mark.parametrize("matrice", [False, True], ids=["regards", "matrice"])
@pytest.mark.parametrize("nom", ECRITS)
def test_the_documents_of_both_projects_say_the_links_of_the_data(
    nom: str, *, matrice: bool
) -> None:
    verifier(Lecture(ECRITS[nom], matrice=matrice, numeros=True))


def test_one_more_activity_makes_no_link_that_the_data_do_not_have(tmp_path: Path) -> None:
    """What used to put two activities in one cell, in front of the competences of both."""
    for name in ("dossier", "referentiels"):
        shutil.copytree(RACINE / name, tmp_path / name)
    path = tmp_path / "referentiels/blocs/bloc-1.yaml"
    text = path.read_text("utf-8")
    more = text.replace("[realisation-pages]", "[realisation-pages, publication-contenus]", 1)
    assert more != text
    path.write_text(more, "utf-8")
    verifier(Lecture(tmp_path, matrice=False, numeros=True))


GRAINES = [
    *range(8),
    *(pytest.param(graine, marks=pytest.mark.lent) for graine in range(8, 90)),
]


@pytest.mark.parametrize("graine", GRAINES)
def test_the_documents_of_any_project_say_the_links_of_the_data(
    ecrire: Callable[..., Path], graine: int
) -> None:
    folder = ecrire(engendre(graine))
    matrice, numeros = graine % 2 == 1, graine % 3 != 0
    verifier(Lecture(folder, matrice=matrice, numeros=numeros))
