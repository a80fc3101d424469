"""The CSV for Moodle, read as Moodle reads it: by column, each row under its parent."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import NamedTuple

from arbres_exportes import PROJETS, framework

from ensemble import ensemble
from lectures import ouvert
from ligne_de_commande import Lance
from mc_builder.exports.framework import Element, Framework, framework_of
from mc_builder.exports.moodle import COLUMNS, id_number, moodle_csv
from mc_builder.project import Project
from mc_builder.source.tree import Folder
from outils_externes import RACINE


class Imported(NamedTuple):
    """What Moodle holds of an element once it is imported."""

    ident: str
    name: str
    dans: tuple[Imported, ...]


def read(data: bytes) -> tuple[dict[str, str], list[dict[str, str]], tuple[Imported, ...]]:
    """The framework, the rows, and their tree."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
    (head,) = (row for row in rows if row["Is framework"] not in {"", "0"})
    rest = [row for row in rows if row is not head]

    def under(parent: str) -> tuple[Imported, ...]:
        return tuple(
            Imported(row["ID number"], row["Shortname"], under(row["ID number"]))
            for row in rest
            if row["Parent ID number"] == parent
        )

    return head, rest, under("")


def expected(element: Element) -> Imported:
    """What is to be found of an element."""
    name = element.nom
    if len(name) > 100:
        name = f"{name[:99].rsplit(' ', 1)[0]}…"
    return Imported(id_number(element.ident), name, tuple(map(expected, element.dans)))


@ensemble("folder", PROJETS)
def test_what_moodle_reads_is_the_tree_of_the_project(folder: Path) -> None:
    whole = framework(folder)
    head, rows, tree = read(moodle_csv(whole))
    assert tree == tuple(map(expected, whole.blocs))
    identities = [row["ID number"] for row in rows]
    assert len(set(identities)) == len(identities)
    assert all(len(row[c]) <= 100 for row in (head, *rows) for c in ("ID number", "Shortname"))
    for row in rows:
        assert set(filter(None, row[COLUMNS[10]].split(","))) <= set(identities)


def test_all_competences_and_indicateurs_are_there() -> None:
    project = ouvert(RACINE)
    found: dict[str, set[str]] = {}

    def visit(element: Element) -> None:
        found.setdefault(element.genre, set()).add(element.ident)
        for one in element.dans:
            visit(one)

    for bloc in framework_of(project).blocs:
        visit(bloc)
    blocs = project.projet.blocs
    competences = [c for b in blocs for c in b.competences if c.ref is None]
    parts = [p for c in competences for p in c.sous_competences]
    held = [i for one in (*competences, *parts) for i in one.indicateurs]
    held += [i for b in blocs for group in b.indicateurs for i in group.liste]
    assert {c.cle for c in competences} <= found["competence"]
    assert {p.cle for p in parts} <= found["sous-competence"]
    assert found["indicateur"] == {i.cle for i in held}


def test_the_scale_is_the_one_that_is_asked() -> None:
    head, _, _ = read(moodle_csv(framework(RACINE), ("Bas", "Moyen", "Haut", "Très haut")))
    assert head["Scale values"] == "Bas,Moyen,Haut,Très haut"
    first, default, proficient = json.loads(head["Scale configuration"])
    assert set(first) == {"scaleid"}
    assert (default["id"], default["scaledefault"]) == (1, 1)
    assert (proficient["id"], proficient["proficient"]) == (4, 1)
    assert head["Taxonomy"].count(",") == 3


def test_identities_stay_when_titles_change(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PROJETS[1], tmp_path / "cycles"))
    before = [row["ID number"] for row in read(moodle_csv(framework(folder)))[1]]
    path = folder / "referentiels/blocs/bloc-1.yaml"
    text = path.read_text("utf-8")
    title = str(Project.open(Folder(folder)).projet.blocs[0].intitule)
    assert title in text
    path.write_text(text.replace(title, "=1+1 autrement dit", 1), "utf-8")
    _, rows, _ = read(moodle_csv(framework(folder)))
    assert [row["ID number"] for row in rows] == before


def test_nothing_is_a_formula_and_no_identity_is_confused() -> None:
    long = "x" * 120
    elements = tuple(
        Element(ident, "bloc", title) for ident, title in ((f"{long}a", "=1+1"), (f"{long}b", "@x"))
    )
    _, rows, _ = read(moodle_csv(Framework("f", "F", "1", "", elements)))
    assert [row["Shortname"] for row in rows] == [" =1+1", " @x"]
    assert len({row["ID number"] for row in rows}) == 2


@ensemble("echelle", ["", "Acquis", "a,,b", "a,a"])
def test_a_scale_of_one_level_is_refused(lance: Lance, tmp_path: Path, echelle: str) -> None:
    target = tmp_path / "m.csv"
    asked = ("exporter", "moodle", "-o", str(target), "--echelle", echelle)
    done = lance("-C", str(PROJETS[1]), *asked)
    assert done.code == 2
    assert "deux niveaux" in done.erreurs
    assert not target.exists()


def test_the_command_writes_the_file(lance: Lance, tmp_path: Path) -> None:
    target = tmp_path / "m.csv"
    done = lance("-C", str(PROJETS[1]), "exporter", "moodle", "-o", str(target))
    assert (done.code, done.sortie.strip()) == (0, str(target))
    assert read(target.read_bytes())[2]
