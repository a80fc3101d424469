"""Every key of the files says what it is, and its example loads."""

from __future__ import annotations

from typing import Any

import pytest

from ensemble import ensemble
from mc_builder.loading.described import Cle, accepts, all_paths, every_key, find, groups
from mc_builder.loading.layout import FILES
from mc_builder.loading.validation import validate
from mc_builder.source.yaml_nodes import read_yaml
from mc_builder.source.yaml_writing import block, inside
from mc_builder.spans import SourceText

CLES = tuple(every_key())


@ensemble("key", CLES, ids=lambda key: key.path)
def test_each_key_says_what_it_is_and_shows_an_example_that_loads(key: Cle) -> None:
    assert len(key.description) > 3
    assert key.description.endswith(".")
    assert key.form
    nodes, diagnostics = read_yaml(SourceText("exemple.yaml", key.lines))
    assert diagnostics == []
    assert isinstance(nodes, dict)
    if not key.field.kinds:
        assert accepts(key.field.info, nodes[key.name]), key.lines


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.schema)
def test_all_the_keys_of_a_file_load_together(file: Any) -> None:
    """What the page shows of each class of objects, in one file."""
    whole = {key.name: key.example for key in groups_of(file.cls)}
    source = SourceText(f"{file.schema}.yaml", "\n".join(inside(whole)))
    nodes, diagnostics = read_yaml(source)
    assert diagnostics == []
    result = validate(file.cls, nodes, source)
    assert result.diagnostics == []
    assert result.model is not None


def groups_of(cls: Any) -> tuple[Cle, ...]:
    return next(group.keys for group in groups() if group.cls is cls)


#: A competence has one of its keys, and so has a link.
WHOLE = [
    group
    for group in groups()
    if group.cls.__name__ != "Competence" and not any(key.field.kinds for key in group.keys)
]


@ensemble("group", WHOLE, ids=lambda group: group.cls.__name__)
def test_all_the_keys_of_an_object_load_together(group: Any) -> None:
    source = SourceText(
        "x.yaml", "\n".join(line for k in group.keys for line in k.lines.split("\n"))
    )
    nodes, diagnostics = read_yaml(source)
    assert diagnostics == []
    assert validate(group.cls, nodes, source).diagnostics == []


def test_every_path_leads_to_its_key_and_to_no_other() -> None:
    paths = list(all_paths())
    assert len(paths) == len(set(paths))
    for path in paths:
        found = find(path)
        assert found is not None
        assert found.path == path


@pytest.mark.parametrize(
    "path", ["", "preuves", "preuves.valeur", "inconnu.chiffres", "preuves.chiffres.", "dossier"]
)
def test_a_path_that_leads_to_no_key_gives_none(path: str) -> None:
    assert find(path) is None


def test_an_object_in_itself_can_be_followed_as_deep_as_it_is_written() -> None:
    found = find("bloc.savoirs.liste.liste.liste.niveau")
    assert found is not None
    assert found.description == "Niveau taxonomique, de 1 à 4."


@pytest.mark.parametrize(
    ("path", "need"),
    [
        ("preuves.chiffres.valeur", "obligatoire"),
        ("preuves.chiffres.unite", "facultatif"),
        ("preuves.chiffres.annee", "obligatoire, ou « periode »"),
        ("bloc.competences.ref", "obligatoire, ou « intitule »"),
        ("pole.activites.repond_a.exigence", "obligatoire"),
        ("pole.activites.repond_a.portee", "facultatif"),
        ("bloc.competences.mobilise.tache", "obligatoire, ou « activite » ou « pole »"),
    ],
)
def test_whether_a_key_is_due_is_said(path: str, need: str) -> None:
    found = find(path)
    assert found is not None
    assert found.need == need


def test_what_may_be_written_and_what_stands_for_nothing() -> None:
    def form(path: str) -> str:
        found = find(path)
        assert found is not None
        return found.form.replace("\u00a0", " ").replace("\u202f", " ")

    assert form("pole.autonomie") == "un nombre entier de 1 à 3 ; peut rester à compléter"
    assert form("evaluation.epreuves.modalites.mode") == "« ponctuel » ou « ccf »"
    assert form("dossier.seuils.emplois").startswith("une table")
    assert form("bloc.pole") == "l’identifiant d’un pôle"
    assert form("preuves.chiffres.source").startswith("l’identifiant d’une source")
    assert "à compléter" not in form("dossier.date_reference")
    portee = find("pole.activites.repond_a.portee")
    assert portee is not None
    assert portee.default == "entiere"
    seuil = find("dossier.seuils.ecartees")
    assert seuil is not None
    assert seuil.default == "25"


@pytest.mark.parametrize(
    "data",
    [
        {"a": "un : deux"},
        {"a": "fin :", "b": "# dièse", "c": "mot # reste", "d": "- tiret", "e": "'cité'"},
        {
            "a": ["x, y", "z"],
            "b": [{"c": ["d"]}, {"e": {"f": "g"}}],
            "h": {"a_completer": "Pas : su"},
        },
        {"a": ["un texte bien trop long pour tenir sur la ligne de sa clé, avec des virgules"] * 2},
        {"a": "1 250", "b": "oui", "c": "2026-01-01", "d": "« cité »", "e": "à 10 h 30"},
        {"a": 'guillemets "droits" et \\', "b": '{{ chiffre("x") }}'},
    ],
)
def test_what_is_written_is_read_again(data: Any) -> None:
    text = "\n".join(inside(data))
    nodes, diagnostics = read_yaml(SourceText("x.yaml", text))
    assert diagnostics == []
    assert nodes == data
    assert "\n".join(line for k, v in data.items() for line in block(k, v)) == text
