"""The booklet: each task to tick once, each competence to assess, in the words of the diploma."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from pieds_de_page import left_alone

from docx_valide import check
from ensemble import ensemble
from ligne_de_commande import Lance
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import ROOMS, document_kind
from mc_builder.documents.livret.vue import LivretVue, period_of, vue, without_period
from mc_builder.documents.making import Making
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.blocs import Indicateur
from mc_builder.names import ancre
from mc_builder.page.templates import Templates
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from mc_builder.source.tree import Folder
from outils_externes import RACINE
from types_inventes import TYPES, projet_du_type

CYCLES = RACINE / "tests/projets/cycles"
PROJETS = (CYCLES, *(RACINE / "tests/projets" / name for name in ("options", "ecluses")))
#: The pages of the booklet of the repository.
PAGES = 11


def opened(folder: Path) -> Builder:
    return Builder(Project.open(Folder(folder)))


def tree(b: Builder) -> etree._Element:
    return Making(document_kind("livret"), b, Templates(None, ROOMS)).document.root


def ticked(seen: LivretVue) -> list[str]:
    """What has boxes: the tasks, and the activités that have none."""
    chapters = [a for bloc in seen.blocs for a in bloc.activites]
    return [t.objet.ancre for a in (*chapters, *seen.autres) for t in a.taches]


@ensemble("folder", PROJETS)
def test_each_task_is_ticked_once_and_each_competence_assessed_in_its_blocs(folder: Path) -> None:
    b = opened(folder)
    seen, projet = vue(b), b.projet
    tasks = [ancre(t.cle) for t in projet.of_nature(Tache)]
    alone = [ancre(a.cle) for a in projet.of_nature(Activite) if not a.taches]
    assert sorted(ticked(seen)) == sorted([*tasks, *alone])
    for bloc, chapter in zip(projet.blocs, seen.blocs, strict=True):
        wanted = [ancre(c.cle) for c in projet.competences(bloc)]
        assert [c.objet.ancre for c in chapter.competences] == wanted
    said = {t.ref for bloc in seen.blocs for c in bloc.competences for t in c.indicateurs}
    said |= {t.ref for bloc in seen.blocs for t in bloc.communs}
    assert said == {f"{one.cle}:intitule" for one in projet.of_nature(Indicateur)}


def test_it_says_what_each_bloc_must_allow_and_what_the_diploma_expects() -> None:
    text = " ".join(text_of(tree(opened(CYCLES))).split())
    assert "L’atelier confie au moins cinq remises en état complètes." in text
    assert "le référentiel prévoit 12 semaines" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Autonomie attendue" in text


@pytest.mark.lent
@ensemble("type_", sorted(path.stem for path in TYPES.glob("*.yaml")))
def test_each_type_of_diploma_has_its_own_or_says_why_not(type_: str) -> None:
    project = projet_du_type(type_)
    periode = project.projet.profil.mots.periode
    if period_of(project) is None:
        assert periode.whole.one in without_period(project)
        return
    text = text_of(tree(Builder(project)))
    assert "⟨" not in text
    assert periode.short.one in text
    if periode.short.one != "PFMP":
        assert "PFMP" not in text
    assert bool(project.projet.profil.autonomie) == ("Autonomie attendue" in text)


@pytest.mark.lent
def test_the_booklet_of_the_repository_keeps_to_its_pages() -> None:
    making = Making(document_kind("livret"), opened(RACINE), Templates(RACINE, ROOMS))
    made = making.make("pdf")
    assert max(made.pages.values()) <= PAGES
    assert not made.unclaimed
    assert left_alone(making.document.root, made.data) == []


@pytest.mark.lent
def test_word_opens_it(tmp_path: Path) -> None:
    making = Making(document_kind("livret"), opened(CYCLES), Templates(CYCLES, ROOMS))
    check(making.make("docx").data, tmp_path / "livret.docx")


def test_the_command_writes_the_format_that_the_name_says(lance: Lance, tmp_path: Path) -> None:
    target = tmp_path / "livret.docx"
    done = lance("-C", str(CYCLES), "exporter", "livret", "-o", str(target))
    assert (done.code, done.sortie.strip()) == (0, str(target))
    assert target.read_bytes()[:2] == b"PK"
    assert "le livret s’écrit" in lance("exporter", "livret", "-o", "livret.odt").erreurs


def test_a_diploma_without_a_period_in_company_has_none(
    copie: Callable[[str], Path], lance: Lance, tmp_path: Path
) -> None:
    target, projet = tmp_path / "livret.docx", copie("cycles")
    (projet / "referentiels/formation.yaml").unlink()
    done = lance("-C", str(projet), "exporter", "livret", "-o", str(target))
    assert done.code != 0
    assert "ne prévoit aucune période de formation en milieu professionnel" in done.erreurs
    assert not target.exists()


def test_that_of_a_dossier_with_errors_is_a_draft(
    copie: Callable[[str], Path], lance: Lance, tmp_path: Path
) -> None:
    target, projet = tmp_path / "livret.docx", copie("cycles")
    bloc = projet / "referentiels/blocs/bloc-1.yaml"
    bloc.write_text(bloc.read_text("utf-8").replace("[accueil]", "[acceuil]"), "utf-8")
    done = lance("-C", str(projet), "exporter", "livret", "-o", str(target))
    assert done.code == 0
    assert "un brouillon" in done.erreurs
    with zipfile.ZipFile(target) as package:
        assert "Brouillon" in package.read("word/document.xml").decode()
