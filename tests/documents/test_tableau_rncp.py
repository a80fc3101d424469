"""The table of the register: how an épreuve is taken, above those of its parts that are listed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from documents_essayes import DOSSIERS, Arbre
from lxml import etree

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.french import folded, typeset
from mc_builder.page.tree import text_of
from mc_builder.project import Project


def tables(root: etree._Element) -> list[etree._Element]:
    """The tables of the blocs."""
    return [
        table
        for table in root.iter("table")
        if any("modalités" in text_of(th) for th in table.iter("th"))
    ]


@pytest.mark.parametrize("dossier", ["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def test_each_row_says_where_its_criteria_are_seen(arbre: Arbre, dossier: str) -> None:
    """None sends back to a cell above: a page may begin with it."""
    said = [
        [" ".join(text_of(cell).split()) for cell in list(row)[-2:]]
        for table in tables(arbre(dossier, "rncp").root)
        for body in table.iter("tbody")
        for row in body
        if len(row) == len(next(table.iter("thead"))[0])
    ]
    assert said
    assert all(where for where, _ in said)
    assert not [where for where, _ in said if "plus haut" in where]


@pytest.mark.lent
def test_criteria_are_seen_in_the_parts_that_name_them(arbre: Arbre) -> None:
    root = arbre("depot", "rncp").root
    alert = next(
        " ".join(text_of(row[-2]).split())
        for table in tables(root)
        for row in table.iter("tr")
        if "C3.4.2" in text_of(row)
    )
    assert "Intervention auprès d’une personne" in alert
    assert "Accompagnement" not in alert


@pytest.mark.parametrize("dossier", ["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def test_each_bloc_says_how_its_epreuves_are_taken(arbre: Arbre, dossier: str) -> None:
    """Above its table, as the form of the register asks: form, duration, number of situations."""
    root = arbre(dossier, "rncp").root
    told = [
        " ".join(text_of(p).split())
        for p in root.iter("p")
        if "Modalités d’évaluation." in text_of(p)
    ]
    assert len(told) == len(tables(root))
    assert all(re.search(r"(?:ponctuelle|formation)[^:]*: \w+", words) for words in told)


@pytest.mark.lent
def test_what_two_categories_of_candidates_do_alike_is_said_once(arbre: Arbre) -> None:
    root = arbre("depot", "rncp").root
    told = [" ".join(text_of(p).split()) for p in root.iter("p") if p.find("strong") is not None]
    situations = [words for words in told if not words.startswith(("Commission.", "Pôle "))]
    ends = [words.partition(". ")[2] for words in situations]
    assert len(set(filter(None, ends))) == len(list(filter(None, ends)))


@pytest.mark.parametrize("dossier", ["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def test_no_name_of_candidates_has_a_capital_after_a_colon(arbre: Arbre, dossier: str) -> None:
    words = " ".join(text_of(arbre(dossier, "rncp").root).split())
    assert not re.search(r"\b[A-H]\s: Candidats", words)


@pytest.mark.parametrize("dossier", ["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def test_a_job_without_requirements_is_not_aimed_at(arbre: Arbre, dossier: str) -> None:
    """Named beside the target jobs, it is what experience may lead to."""
    job = {"cycles": "esponsable ou responsable adjoint", "depot": "esponsable d’une partie"}
    (told,) = (
        text
        for p in arbre(dossier, "rncp").root.iter("p")
        if (text := " ".join(text_of(p).split())).startswith("Métiers ou emplois visés.")
    )
    aimed, _, later = told.partition("Évolutions possibles.")
    assert job[dossier] in later
    assert job[dossier] not in aimed


@pytest.mark.parametrize("dossier", ["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def test_the_letters_of_the_candidates_are_those_of_statuses(arbre: Arbre, dossier: str) -> None:
    """« Candidats évalués en partie par CCF » says of nobody that he is one of them."""
    words = " ".join(text_of(arbre(dossier, "rncp").root).split())
    for status in ("d’un établissement public", "trois ans d’"):
        assert status in words.partition("Bloc de compétences 1 – ")[2].partition("L’activité")[0]


@pytest.mark.lent
def test_a_competence_seen_by_its_parts_only_says_so(arbre: Arbre) -> None:
    """A cell with the name of an épreuve alone would say that no part of it sees anything."""
    lasts = [
        " ".join(text_of(row[-1]).split())
        for table in tables(arbre("depot", "rncp").root)
        for row in table.iter("tr")
    ]
    alone = [where for where in lasts if where.startswith("Épreuve E")]
    assert alone
    assert all(where.endswith("Évaluée par ses sous-compétences") for where in alone)


@pytest.mark.lent
def test_beside_parts_of_some_candidates_that_of_all_says_so(arbre: Arbre) -> None:
    heads = [text_of(strong) for strong in arbre("depot", "rncp").root.iter("strong")]
    assert [h for h in heads if h.startswith("Intervention auprès")] == [
        "Intervention auprès d’une personne (tous les candidats), 65\u00a0% de la note."
    ]
    # All the parts of E2 are those of all candidates: its way of taking it says it, once.
    assert any(h.startswith("Automatisation d’une opération,") for h in heads)


def test_it_says_how_one_comes_to_the_diploma_and_who_assesses(arbre: Arbre) -> None:
    """The access of the file, the jury that the law fixes, what is arranged; each once."""
    projet = Project.open(DOSSIERS["depot"]).projet
    told = " ".join(text_of(arbre("depot", "rncp").root).replace("\u00ad", "").split())
    profil, diplome = projet.profil, projet.dossier.diplome
    of_law = (*profil.regles_acces, *profil.regles_jury, *profil.regles_delivrance)
    for said in (*of_law, diplome.vae):
        assert told.count(" ".join(typeset(str(said)).split())) == 1
    for said in diplome.acces:
        assert folded(str(said)) in folded(told)
    heads = ("Accès", "Jury", "Délivrance", "Aménagements")
    assert [told.count(f"{head}.") for head in heads] == [1, 1, 1, 1]
    weights = re.findall(r"Épreuve (E\d) \(coefficient (\d+)\) :", told)
    exams = projet.evaluation.epreuves if projet.evaluation is not None else ()
    assert weights == [(f"E{n}", str(e.coefficient)) for n, e in enumerate(exams, start=1)]
    # What an absence leads to is for the candidates: the règlement d’examen recalls it.
    rules = " ".join(text_of(arbre("depot", "referentiel").root).replace("\u00ad", "").split())
    assert profil.regles_absence
    for said in profil.regles_absence:
        words = " ".join(typeset(said).split())
        assert (words in told, words in rules) == (False, True)


def test_a_commission_that_is_the_same_everywhere_is_said_once(
    arbre: Arbre, tmp_path: Path
) -> None:
    """One that differs in an épreuve is said in each."""

    def heads(root: etree._Element) -> list[str]:
        found = (" ".join(text_of(strong).split()) for strong in root.iter("strong"))
        return [head for head in found if head.startswith("Commission")]

    assert heads(arbre("depot", "rncp").root) == ["Commission d’évaluation."]
    for name in ("dossier", "referentiels"):
        shutil.copytree(DOSSIERS["depot"] / name, tmp_path / name)
    path = tmp_path / "referentiels/evaluation.yaml"
    written = path.read_text("utf-8")
    same = "en l’absence de professionnel, deux professeurs"
    assert written.count(same) == 3
    path.write_text(written.replace(same, f"{same} de la spécialité", 1), "utf-8")
    changed = Making(document_kind("rncp"), Builder(Project.open(tmp_path))).document.root
    assert heads(changed) == ["Commission."] * 3
