"""The sheets of competences: what the teacher's edition says of each, in files that keep names."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from pieds_de_page import left_alone

from docx_valide import check
from ensemble import ensemble
from ligne_de_commande import Lance
from mc_builder.documents.builder import Builder
from mc_builder.documents.demande import Demande
from mc_builder.documents.enseignant import vue as enseignant
from mc_builder.documents.fiches.vue import defined_in, named_so, vue, without_competence
from mc_builder.documents.kinds import ROOMS, document_kind
from mc_builder.documents.making import Making
from mc_builder.page.templates import Templates
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from mc_builder.source.tree import Folder
from outils_externes import RACINE
from types_inventes import TYPES, projet_du_type

CYCLES = RACINE / "tests/projets/cycles"
PROJETS = (CYCLES, *(RACINE / "tests/projets" / name for name in ("options", "ecluses")))


def opened(folder: Path) -> Project:
    return Project.open(Folder(folder))


def making(project: Project, cle: str = "") -> Making:
    builder = Builder(project, demande=Demande(competence=cle))
    return Making(document_kind("fiches"), builder, Templates(None, ROOMS))


def said(root: etree._Element) -> str:
    return " ".join(text_of(root).split())


@ensemble("folder", PROJETS)
def test_each_sheet_is_that_of_the_teachers_edition(folder: Path) -> None:
    project = opened(folder)
    whole = enseignant.vue(Builder(project)).fiches
    sheets = [vue(making(project, one.cle).builder).fiches for one in defined_in(project)]
    assert [sheet for (sheet,) in sheets] == list(whole)
    assert vue(making(project).builder).fiches == whole


def test_a_sheet_says_of_what_diploma_and_explains_the_degrees_that_it_shows() -> None:
    project = opened(CYCLES)
    text = said(making(project, next(defined_in(project)).cle).document.root)
    assert str(project.projet.dossier.diplome.intitule) in text
    assert ("■" in text) == ("Autonomie attendue" in text)
    assert "■" in text


def test_no_link_of_a_sheet_leads_out_of_it() -> None:
    project = opened(CYCLES)
    for one in defined_in(project):
        root = making(project, one.cle).document.root
        anchors = {e.get("id") for e in root.iter()}
        links = (str(a.get("href")) for a in root.iter("a"))
        assert {href[1:] for href in links if href.startswith("#")} <= anchors


def test_a_competence_is_named_by_its_number_or_its_identifier() -> None:
    project = opened(CYCLES)
    for one in defined_in(project):
        number = project.names[one.cle].numero
        assert one in named_so(project, f" {number.lower()} ")
        assert named_so(project, one.cle) == [one]
    assert named_so(project, "") == []
    assert named_so(project, "C9.9") == []


@pytest.mark.lent
@ensemble("type_", sorted(path.stem for path in TYPES.glob("*.yaml")))
def test_each_type_of_diploma_has_its_own_in_its_words(type_: str) -> None:
    project = projet_du_type(type_)
    assert without_competence(project) == ""
    assert "⟨" not in said(making(project).document.root)


@pytest.mark.lent
def test_the_sheets_of_the_repository_are_pages_that_open(tmp_path: Path) -> None:
    project = opened(RACINE)
    first = making(project, next(defined_in(project)).cle)
    made = first.make("pdf")
    assert (max(made.pages.values()), made.unclaimed) == (1, "")
    assert left_alone(first.document.root, made.data) == []
    check(first.make("docx").data, tmp_path / "fiche.docx")


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def written(lance: Lance, folder: Path, target: Path, *more: str) -> tuple[set[str], str]:
    done = lance("-C", str(folder), "exporter", "fiches", "-o", str(target), *more)
    assert done.code == 0, done.erreurs
    return {path.name for path in target.iterdir()}, done.erreurs


@pytest.mark.lent
def test_there_is_a_file_in_each_format_for_each(lance: Lance, tmp_path: Path) -> None:
    names, _ = written(lance, CYCLES, tmp_path / "fiches")
    cles = [one.cle for one in defined_in(opened(CYCLES))]
    assert names == {f"fiche-{cle}.{extension}" for cle in cles for extension in ("docx", "pdf")}


@pytest.mark.lent
def test_the_name_of_a_file_stays_and_what_somebody_wrote_is_kept(
    copie: Callable[[str], Path], lance: Lance, tmp_path: Path
) -> None:
    folder, target = copie("cycles"), tmp_path / "fiches"
    bloc = folder / "referentiels/blocs/bloc-1.yaml"
    cle = next(defined_in(opened(folder))).cle
    asked = ("--competence", cle, "--format", "docx")
    first, _ = written(lance, folder, target, *asked)
    assert first == {f"fiche-{cle}.docx"}
    mine = target / min(first)
    mine.write_bytes(b"mine")
    text = bloc.read_text("utf-8")
    changed = re.sub(rf"(?m)(id: {cle}\n +intitule: ).*", r"\1Autrement dit", text, count=1)
    assert changed != text
    bloc.write_text(changed, "utf-8")
    again, errors = written(lance, folder, target, *asked)
    (kept,) = again - first
    assert kept in errors
    assert (target / kept).read_bytes() == b"mine"


def test_one_is_written_on_demand_and_an_unknown_one_is_said(lance: Lance, tmp_path: Path) -> None:
    target, project = tmp_path / "fiches", opened(CYCLES)
    one = list(defined_in(project))[1]
    number = project.names[one.cle].numero
    names, _ = written(lance, CYCLES, target, "--competence", number, "--format", "docx")
    assert names == {f"fiche-{one.cle}.docx"}
    done = lance("-C", str(CYCLES), "exporter", "fiches", "-o", str(target), "--competence", "C99")
    assert done.code == 2
    assert "aucune compétence n’a « C99 » pour numéro" in plain(done.erreurs)
    assert number in done.erreurs


def test_a_referentiel_without_competence_has_no_sheet(
    copie: Callable[[str], Path], lance: Lance, tmp_path: Path
) -> None:
    folder, target = copie("cycles"), tmp_path / "fiches"
    for bloc in (folder / "referentiels/blocs").glob("*.yaml"):
        bloc.unlink()
    done = lance("-C", str(folder), "exporter", "fiches", "-o", str(target))
    assert done.code != 0
    assert "aucune compétence" in done.erreurs
    assert not target.exists()
