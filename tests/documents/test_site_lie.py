"""The coverage page leads to the pages of a site that lies beside it, and to none otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from ligne_de_commande import Lance
from mc_builder.documents.site import ACCUEIL
from mc_builder.names import ancre
from mc_builder.production.site_beside import pages_beside
from mc_builder.project import Project
from mc_builder.source.tree import Folder

PAGE = "output/rapport-couverture.html"


def site_of(folder: Path, *names: str) -> None:
    """A site where only these things have a page."""
    folder.mkdir(parents=True)
    for name in (ACCUEIL, *(f"{ancre(name)}.html" for name in names), "annexe-competences.html"):
        (folder / name).write_text("<html></html>", "utf-8")


def links(folder: Path) -> list[str]:
    tree = html.document_fromstring((folder / PAGE).read_bytes().decode())
    return [str(a) for a in tree.xpath("//a[@class='site']/@href")]


def built(lance: Lance, folder: Path) -> str:
    done = lance("-C", str(folder), "build", "couverture", "--format", "html")
    assert done.code == 0, done.erreurs
    return done.sortie


def test_a_site_is_found_beside_the_documents_or_beside_their_folder(tmp_path: Path) -> None:
    assert pages_beside(tmp_path) == ()
    (tmp_path / "site").mkdir()
    assert pages_beside(tmp_path) == ()  # a folder of somebody else
    site_of(tmp_path / "autre/site", "e1")
    assert pages_beside(tmp_path / "autre") == ("../site/o-e1.html",)
    site_of(tmp_path / "autre/output/site", "e1", "bloc-1")
    assert pages_beside(tmp_path / "autre") == ("site/o-bloc-1.html", "site/o-e1.html")


def test_the_page_is_made_again_when_a_site_comes_and_when_it_goes(
    copie: Callable[[str], Path], lance: Lance
) -> None:
    folder = copie("cycles")
    built(lance, folder)
    assert links(folder) == []
    site_of(folder / "site", "etablir-diagnostic", "e1", "bloc-flotte", "mecanicien-cycles")
    built(lance, folder)
    found = links(folder)
    assert set(found) == {str(page) for page in pages_beside(folder)}
    assert all((folder / "output" / href).is_file() for href in found)
    (folder / "site" / "o-e1.html").unlink()
    built(lance, folder)
    assert "../site/o-e1.html" not in links(folder)
    (folder / "site" / ACCUEIL).unlink()
    built(lance, folder)
    assert links(folder) == []


@pytest.mark.lent
def test_the_page_is_known_as_ours_with_a_site_or_without(
    copie: Callable[[str], Path], lance: Lance
) -> None:
    folder = copie("cycles")
    for make in (lambda: None, lambda: site_of(folder / "site", "e1")):
        make()
        built(lance, folder)
        told = lance("-C", str(folder), "origine", str(folder / PAGE))
        assert (told.code, "donneraient le même contenu" in told.sortie) == (0, True)


@pytest.mark.lent
def test_every_thing_that_has_a_page_in_the_real_site_is_led_to(
    copie: Callable[[str], Path], lance: Lance
) -> None:
    folder = copie("cycles")
    assert lance("-C", str(folder), "exporter", "site", "-o", str(folder / "site")).code == 0
    built(lance, folder)
    projet = Project.open(Folder(folder)).projet
    own = (c for bloc in projet.blocs for c in bloc.competences if c.ref is None)
    wanted = {f"../site/{ancre(one.cle)}.html" for one in (*projet.blocs, *own, *projet.emplois)}
    assert wanted <= set(links(folder))
    assert all((folder / "output" / href).is_file() for href in links(folder))
