"""The site: all that the référentiel says, in pages whose links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from lxml import etree, html

from ensemble import ensemble
from ligne_de_commande import Lance
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import ROOMS, document_kind
from mc_builder.documents.making import Making
from mc_builder.documents.site.pages import pages
from mc_builder.names import ancre
from mc_builder.page.sceau import sealed
from mc_builder.page.templates import Templates
from mc_builder.project import Project
from mc_builder.source.tree import Folder
from outils_externes import RACINE
from types_inventes import TYPES, projet_du_type

CYCLES = RACINE / "tests/projets/cycles"
PROJETS = (CYCLES, *(RACINE / "tests/projets" / name for name in ("options", "ecluses")))
#: The most that the site of the repository may weigh, in bytes.
POIDS = 3_000_000


def making(project: Project) -> Making:
    return Making(document_kind("site"), Builder(project), Templates(None, ROOMS))


def opened(folder: Path) -> Project:
    return Project.open(Folder(folder))


def read(found: Mapping[str, bytes]) -> dict[str, html.HtmlElement]:
    return {name: html.document_fromstring(data.decode()) for name, data in found.items()}


def words(parts: Iterable[etree._Element]) -> set[str]:
    """The words, but for squares, which pages draw, and numbers of tables, which they lack."""
    said = (str(text) for part in parts for text in part.itertext())
    return {w for text in said for w in text.split() if not re.fullmatch(r"\d+|Tableau|[■□]+", w)}


def check_whole(project: Project) -> dict[str, bytes]:
    """Each thing has its page, each link its target, each word of the document its place."""
    made = making(project)
    found = pages(made)
    trees = read(found)
    fiches = (fiche.objet.ancre for fiche in made.view.fiches)
    jobs = (ancre(emploi.cle) for emploi in project.projet.emplois)
    assert {f"{anchor}.html" for anchor in (*fiches, *jobs)} <= found.keys()
    anchors = {name: {str(i) for i in tree.xpath("//@id")} for name, tree in trees.items()}
    for name, tree in trees.items():
        assert len(tree.xpath("//h1")) == 1, name
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), name
        for href in map(str, tree.xpath("//a/@href")):
            if re.match(r"https?:|mailto:", href):
                continue
            file, _, anchor = href.partition("#")
            assert file in (*trees, ""), (name, href)
            assert not anchor or anchor in anchors[file or name], (name, href)
        assert tree.xpath("//link|//script/@src|//img[not(starts-with(@src,'data:'))]") == []
    said = words(main for tree in trees.values() for main in tree.xpath("//main"))
    cover, *rest = made.document.root
    assert cover.get("class") == "couverture"
    # A chapter that has nothing is no page.
    assert words(rest) - said <= {"Glossaire"}
    return found


@ensemble("folder", PROJETS[:1])
def test_all_is_there_and_every_link_leads_somewhere(folder: Path) -> None:
    check_whole(opened(folder))


def test_what_is_taken_out_leaves_a_link_where_it_was() -> None:
    """In its order, in the part that held it, and in no neighbour."""
    trees = read(pages(making(opened(CYCLES))))

    def left(name: str) -> list[str]:
        return [str(href) for href in trees[name].xpath("//p[@class='vers']/a/@href")]

    blocs = ["o-bloc-remise-en-etat.html", "o-bloc-flotte.html"]
    assert left("annexe-competences.html") == blocs
    assert [left(name) for name in (*blocs, "o-e1.html", "o-pole-flotte.html")] == [[]] * 4


@pytest.mark.lent
@ensemble("folder", PROJETS[1:])
def test_all_is_there_in_other_projects(folder: Path) -> None:
    check_whole(opened(folder))


@pytest.mark.lent
@ensemble("type_", sorted(path.stem for path in TYPES.glob("*.yaml")))
def test_all_is_there_for_each_type_of_diploma(type_: str) -> None:
    assert not any("⟨" in data.decode() for data in check_whole(projet_du_type(type_)).values())


@pytest.mark.lent
def test_the_site_of_the_repository_is_light_and_whole() -> None:
    assert sum(map(len, check_whole(opened(RACINE)).values())) < POIDS


def test_addresses_stay_when_titles_and_numbers_change(copie: Callable[[str], Path]) -> None:
    folder = copie("cycles")
    before = set(pages(making(opened(folder))))
    bloc = folder / "referentiels/blocs/bloc-1.yaml"
    text = bloc.read_text("utf-8")
    changed = re.sub(r"intitule: (Remettre[^\n]*)", r"intitule: Autrement dit", text, count=1)
    assert changed != text
    bloc.write_text(changed, "utf-8")
    assert set(pages(making(opened(folder)))) == before


def test_the_command_replaces_its_pages_and_keeps_those_that_somebody_changed(
    lance: Lance, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    arguments = ("-C", str(CYCLES), "exporter", "site", "-o", str(target))
    done = lance(*arguments)
    assert done.code == 0
    assert done.sortie.startswith(str(target / "index.html"))
    first = {path.name: path.read_bytes() for path in target.iterdir()}
    assert all(map(sealed, first.values()))
    (target / "o-parti.html").write_bytes(first["o-e1.html"])
    (target / "o-e2.html").write_bytes(first["o-e2.html"] + b"<!-- retouche -->")
    (target / "logo.png").write_bytes(b"png")
    again = lance(*arguments)
    names = {path.name for path in target.iterdir()}
    assert "o-parti.html" not in names
    assert "logo.png" in names
    (kept,) = (name for name in names if name.startswith("o-e2 "))
    assert (target / kept).read_bytes().endswith(b"<!-- retouche -->")
    assert kept in again.erreurs
    assert {name: (target / name).read_bytes() for name in first} == first


def test_one_page_holds_all_when_a_file_is_asked(lance: Lance, tmp_path: Path) -> None:
    target = tmp_path / "referentiel.html"
    done = lance("-C", str(CYCLES), "exporter", "site", "-o", str(target))
    assert (done.code, done.sortie.strip()) == (0, str(target))
    tree = html.document_fromstring(target.read_bytes().decode())
    ids = {str(i) for i in tree.xpath("//@id")}
    assert {str(h)[1:] for h in tree.xpath("//a/@href") if str(h).startswith("#")} <= ids
