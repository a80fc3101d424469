"""The grids of a jury: what the workbook has, to tick; each on a page; in the diploma's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from lxml import etree
from pieds_de_page import left_alone

from docx_valide import check
from ensemble import ensemble
from ligne_de_commande import Lance
from mc_builder.documents.builder import Builder
from mc_builder.documents.demande import Demande
from mc_builder.documents.jury.grilles import Grille, grilles_of, without_parts
from mc_builder.documents.kinds import ROOMS, document_kind
from mc_builder.documents.making import Making
from mc_builder.french import typeset
from mc_builder.page.templates import Templates
from mc_builder.page.tree import name_of, text_of
from mc_builder.project import Project
from mc_builder.source.tree import Folder
from outils_externes import RACINE
from types_inventes import TYPES, projet_du_type

CYCLES = RACINE / "tests/projets/cycles"
PROJETS = (CYCLES, *(RACINE / "tests/projets" / name for name in ("options", "ecluses")))
#: The pages of the grids of the repository.
PAGES = 17


def opened(folder: Path) -> Project:
    return Project.open(Folder(folder))


def making(project: Project, *echelle: str) -> Making:
    asked = Demande(echelle) if echelle else Demande()
    return Making(document_kind("jury"), Builder(project, demande=asked), Templates(None, ROOMS))


def rows(part: etree._Element) -> Iterator[tuple[str, int]]:
    """The texts that are rated in the table of a part, and how many boxes each has."""
    for row in part.iter("tr"):
        boxes = [s for s in row.iter("span") if name_of(s) == "span.signe"]
        if boxes and name_of(row) != "tr.total":
            yield text_of(row[0]), len(boxes)


def check_whole(project: Project, *echelle: str) -> etree._Element:
    """Every indicateur of every grid is a row with a box for each level, in its order."""
    root = making(project, *echelle).document.root
    found, levels = grilles_of(project), len(echelle or Demande().echelle)
    sections = [s for s in root if name_of(s) == "section.chapitre"]
    assert len(sections) == len(found)
    for section, grille in zip(sections, found, strict=True):
        tables = [t for t in section.iter("table") if name_of(t) == "table.matrice"]
        assert [list(rows(table)) for table in tables] == [
            [(text, levels) for text in asked] for asked in wanted(project, grille)
        ]
    return root


def wanted(project: Project, grille: Grille) -> Iterator[list[str]]:
    """The texts of each part, as they print."""
    none = "Le référentiel ne donne pas ⟨d’indicateur⟩ : dites ce qui est vu."
    for partie in grille.parties:
        each = (c.indicateurs for c in partie.criteres)
        texts = (t for inside in each for t in (titles(project, inside) if inside else [none]))
        yield [typeset(project.projet.said(text)) for text in texts]


def titles(project: Project, cles: Iterable[str]) -> list[str]:
    return [str(project.names[cle].titre) for cle in cles]


@ensemble("folder", PROJETS)
def test_each_grid_has_a_row_for_all_that_is_seen_and_a_box_for_each_level(folder: Path) -> None:
    check_whole(opened(folder))


def test_it_shows_the_levels_that_are_asked_and_what_they_give() -> None:
    root = check_whole(opened(CYCLES), "Faible", "Moyen", "Bon", "Très bon")
    text = " ".join(text_of(root).split()).replace("\N{NO-BREAK SPACE}", " ")
    assert "« Faible », 0 point ; « Moyen », 1 point ; « Bon », 2 points" in text
    assert "divisée par 3 fois la somme des poids" in text


@pytest.mark.lent
@ensemble("type_", sorted(path.stem for path in TYPES.glob("*.yaml")))
def test_each_type_of_diploma_has_its_own_or_says_why_not(type_: str) -> None:
    project = projet_du_type(type_)
    if without_parts(project):
        assert "⟨" not in without_parts(project)
        return
    text = text_of(check_whole(project))
    assert "⟨" not in text
    marks = [g.notee for g in grilles_of(project)]
    assert ("Note arrêtée par le jury" in text) == any(marks)
    assert ("Résultat arrêté par le jury" in text) == (not all(marks))


@pytest.mark.lent
def test_the_grids_of_the_repository_keep_to_their_pages() -> None:
    made = making(opened(RACINE))
    pdf = made.make("pdf")
    assert max(pdf.pages.values()) <= PAGES
    assert not pdf.unclaimed
    assert left_alone(made.document.root, pdf.data) == []


@pytest.mark.lent
def test_word_opens_them(tmp_path: Path) -> None:
    check(making(opened(CYCLES)).make("docx").data, tmp_path / "grilles.docx")


def test_the_command_writes_the_format_that_the_name_says(lance: Lance, tmp_path: Path) -> None:
    target = tmp_path / "grilles.docx"
    done = lance("-C", str(CYCLES), "exporter", "grilles", "-o", str(target))
    assert (done.code, done.sortie.strip()) == (0, str(target))
    assert target.read_bytes()[:2] == b"PK"
    assert "les grilles s’écrivent" in lance("exporter", "grilles", "-o", "grilles.odt").erreurs
    eleven = ",".join(map(str, range(11)))
    asked = ("exporter", "grilles", "-o", str(tmp_path / "g.pdf"), "--echelle", eleven)
    assert "10 niveaux au plus" in lance("-C", str(CYCLES), *asked).erreurs
    assert not (tmp_path / "g.pdf").exists()


def test_no_grid_is_written_of_what_has_no_part(
    copie: Callable[[str], Path], lance: Lance, tmp_path: Path
) -> None:
    projet, target = copie("cycles"), tmp_path / "grilles.xlsx"
    (projet / "referentiels/evaluation.yaml").unlink()
    done = lance("-C", str(projet), "exporter", "grilles", "-o", str(target))
    assert done.code != 0
    assert "aucune épreuve ne décrit de partie" in done.erreurs
    assert not target.exists()
