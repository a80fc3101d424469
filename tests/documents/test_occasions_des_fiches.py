"""A sheet says where each indicateur is seen and when each part of a competence is taught."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from lectures import ouvert
from mc_builder.documents.builder import Builder
from mc_builder.documents.enseignant import vue as enseignant
from mc_builder.names import ancre
from mc_builder.project import Project

RACINE = Path(__file__).parents[2]
CYCLES = RACINE / "tests/projets/cycles"


@pytest.fixture(scope="module")
def vue() -> enseignant.EnseignantVue:
    return enseignant.vue(Builder(ouvert(RACINE)))


def lu(name: str) -> Any:
    return yaml.safe_load((RACINE / "referentiels" / name).read_text("utf-8"))


def nommes(part: dict[str, Any]) -> dict[str, bool]:
    """What a part names, and whether in part only."""
    links = [x if isinstance(x, dict) else {"objet": x} for x in part["evalue"]]
    return {next(iter(link.values())): "portee" in link for link in links}


def test_each_indicateur_is_in_the_parts_that_name_it(vue: enseignant.EnseignantVue) -> None:
    """Read again in the file, without the graph of the links."""
    expected: dict[str, dict[str, str]] = {}
    for epreuve in lu("evaluation.yaml")["epreuves"]:
        for way in epreuve["modalites"]:
            head = {"cat-a": "A", "cat-b": "B"}[way["categories"][0]]
            whole = "Partie" if len(way["categories"]) == 2 else head
            for rank, part in enumerate(way["parties"], start=1):
                for cle, partial in nommes(part).items():
                    seen = f"{rank} (en partie)" if partial else str(rank)
                    cells = expected.setdefault(cle, {})
                    cells[whole] = ", ".join(filter(None, (cells.get(whole), seen)))
    counted = 0
    for fiche in vue.fiches:
        assert not fiche.presumes
        for row in fiche.rangees:
            for group in row.groupes:
                for text in group.indicateurs:
                    counted += 1
                    cells = dict(zip(fiche.tetes, group.cases, strict=True))
                    assert cells == expected[text.ref.rpartition(":")[0]]
    assert counted == len([cle for cle in expected if cle.startswith("i-")])


def test_the_parts_of_a_sheet_are_those_that_assess_its_competence(
    vue: enseignant.EnseignantVue,
) -> None:
    (epreuve,) = vue.fiches[0].epreuves
    ways = [(way.candidats, [part.rang for part in way.parties]) for way in epreuve.voies]
    assert ways == [("candidats A", [1]), ("candidats B", [1, 2])]
    (share,) = epreuve.voies[1].parties[1].precisions
    assert share.split() == ["30", "%"]


def test_a_part_says_what_it_leaves_of_a_competence(tmp_path: Path) -> None:
    for name in ("dossier", "referentiels"):
        shutil.copytree(RACINE / name, tmp_path / name)
    path = tmp_path / "referentiels/evaluation.yaml"
    whole = "c-realiser-pages,\n                i-publics-designes,\n"
    some = "{competence: c-realiser-pages, portee: partielle, reserve: choix exposés},\n"
    written = path.read_text("utf-8")
    assert written.count(whole) == 1
    path.write_text(written.replace(whole, some), "utf-8")
    (epreuve,) = enseignant.vue(Builder(Project.open(tmp_path))).fiches[0].epreuves
    assert epreuve.voies[1].parties[1].precisions[1:] == ("choix exposés",)


def test_a_sheet_explains_what_is_seen_in_part(vue: enseignant.EnseignantVue) -> None:
    """What the table marks « (en partie) » is named under it, with its candidates and why."""
    links = [
        (head, link["indicateur"], link["reserve"])
        for epreuve in lu("evaluation.yaml")["epreuves"]
        for way in epreuve["modalites"]
        for head in [{"cat-a": "candidats A", "cat-b": "candidats B"}[way["categories"][0]]]
        for part in way["parties"]
        for link in part["evalue"]
        if isinstance(link, dict) and "indicateur" in link
    ]
    said = [
        (p.candidats, p.indicateur.ref.rpartition(":")[0], p.reserve)
        for f in vue.fiches
        for p in f.partiels
    ]
    assert said == links
    assert links
    for fiche in vue.fiches:
        cells = [c for row in fiche.rangees for group in row.groupes for c in group.cases]
        assert any("en partie" in cell for cell in cells) == bool(fiche.partiels)


def test_a_sheet_says_when_and_after_what(vue: enseignant.EnseignantVue) -> None:
    """In the order of the steps; a savoir, once, where what asks for it is first taught."""
    steps = lu("formation.yaml")["progression"]["etapes"]
    assert vue.progression is not None
    assert [len(etape.centre) for etape in vue.progression.etapes] == [
        len(step["centre"]) for step in steps
    ]
    taught = [str(t) for e in vue.progression.etapes for _, found in e.savoirs for t in found]
    groups = [
        s["intitule"] for n in (1, 2, 3) for s in lu(f"blocs/bloc-{n}.yaml")["bloc"]["savoirs"]
    ]
    assert sorted(taught) == sorted(groups)
    for fiche in vue.fiches:
        moments = {row.ligne.objet.ancre: row.moment for row in fiche.rangees}
        for n, step in enumerate(steps, start=1):
            for cle in step["centre"]:
                said = moments.get(ancre(cle), str(n))
                assert n in rangs(said.partition("période")[0])
    when = {
        fiche.objet.ancre: [
            n
            for n, step in enumerate(steps, start=1)
            for cle in step["centre"]
            if ancre(cle) == fiche.objet.ancre
            or ancre(cle) in {row.ligne.objet.ancre for row in fiche.rangees}
        ]
        for fiche in vue.fiches
    }
    for fiche in vue.fiches:
        found = when[fiche.objet.ancre]
        assert rangs(fiche.etapes) == set(found)
        assert all(max(when[other.ancre]) < min(found) for other in fiche.avant)


def test_the_progression_names_what_no_period_takes_up(vue: enseignant.EnseignantVue) -> None:
    assert vue.progression is not None
    named = {o.ancre for o in vue.progression.sans_periode}
    steps = lu("formation.yaml")["progression"]["etapes"]
    taught, worked = (
        {ancre(cle) for step in steps for cle in step.get(key, ())}
        for key in ("centre", "entreprise")
    )
    wholes = {
        row.ligne.objet.ancre: fiche.objet.ancre for fiche in vue.fiches for row in fiche.rangees
    }
    assert named == {cle for cle in taught - worked if wholes.get(cle, cle) not in worked} - {
        whole
        for whole in wholes.values()
        if worked & {part for part, of in wholes.items() if of == whole}
    }
    assert [o.numero for o in vue.progression.sans_periode] == ["C1.1.3", "C3.4.2"]


def rangs(said: str) -> set[int]:
    """« Étapes 1 à 3 », « Étapes 1 et 3 » → the numbers that are meant."""
    found = [int(n) for n in re.findall(r"\d+", said)]
    return set(range(found[0], found[-1] + 1)) if " à " in said else set(found)


def test_where_no_part_names_any_they_are_presumed_seen() -> None:
    vue = enseignant.vue(Builder(Project.open(CYCLES)))
    assert vue.progression is None
    presumed = [fiche for fiche in vue.fiches if fiche.presumes]
    assert presumed
    held = [group for f in presumed for row in (*f.rangees, *f.communs) for group in row.groupes]
    assert {case for group in held for case in group.cases} >= {"1"}
    assert {fiche.etapes for fiche in vue.fiches} == {""}
