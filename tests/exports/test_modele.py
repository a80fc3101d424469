"""The whole model as JSON: as its schema says, read again as it was, its identities kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft7Validator
from pydantic import TypeAdapter

from ensemble import ensemble
from lectures import ouvert
from ligne_de_commande import Lance
from mc_builder.exports.modele import modele_json
from mc_builder.model.base import Modele, Objet
from mc_builder.model.projet import parts_of_model
from mc_builder.project import Project
from mc_builder.schema import MODEL_VERSION, model_schema
from mc_builder.source.tree import Folder
from outils_externes import RACINE
from projet_complet import ecrire_complet
from types_inventes import TYPES, projet_du_type

PROJETS = tuple(RACINE / f"tests/projets/{name}" for name in ("cycles", "options", "ecluses"))
CYCLES = PROJETS[0]


def exported(project: Project) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(modele_json(project))
    return found


def identities(node: Any) -> list[str]:
    """Every identity, in order."""
    if isinstance(node, dict):
        own = [str(node["cle"])] if "cle" in node else []
        return own + [cle for value in node.values() for cle in identities(value)]
    return [cle for value in node for cle in identities(value)] if isinstance(node, list) else []


def bare(node: Any) -> Any:
    """The same without identities: what the classes of the model read."""
    if isinstance(node, dict):
        return {key: bare(value) for key, value in node.items() if key != "cle"}
    return [bare(value) for value in node] if isinstance(node, list) else node


def check_whole(project: Project) -> None:
    """Right by its schema, and the same tree when it is read again."""
    data = exported(project)
    errors = Draft7Validator(json.loads(model_schema())).iter_errors(data)
    assert [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:150]}" for e in errors] == []
    for name, form in parts_of_model().items():
        was = getattr(project.projet, name)
        assert TypeAdapter(form).validate_python(bare(data[name])) == was, name
    assert data["numeros"] == dict(project.names.numeros)


@ensemble("folder", [CYCLES])
def test_it_is_read_again_as_the_same_tree(folder: Path) -> None:
    check_whole(ouvert(folder))


@pytest.mark.lent
@ensemble("folder", [RACINE, *PROJETS[1:]])
def test_so_are_other_projects(folder: Path) -> None:
    check_whole(ouvert(folder))


@pytest.mark.lent
def test_so_is_a_project_where_every_key_is_given(tmp_path: Path) -> None:
    ecrire_complet(tmp_path)
    check_whole(Project.open(Folder(tmp_path)))


@pytest.mark.lent
@ensemble("type_", sorted(path.stem for path in TYPES.glob("*.yaml")))
def test_so_is_each_type_of_diploma(type_: str) -> None:
    check_whole(projet_du_type(type_))


def test_every_object_is_there_with_its_identity() -> None:
    project = ouvert(CYCLES)
    said = identities(exported(project))
    assert {one.cle for one in project.projet.modeles() if isinstance(one, Objet)} <= set(said)
    assert len(said) == len(set(said))


def test_every_part_of_the_model_is_a_key_and_nothing_else() -> None:
    kinds = {
        name: {t for t in (form, *get_args(form)) if isinstance(t, type)}
        for name, form in parts_of_model().items()
    }
    assert all(any(issubclass(t, Modele) for t in found) for found in kinds.values())
    assert set(exported(ouvert(CYCLES))) == {"version", "numeros", *kinds}


def test_a_change_of_one_word_is_seen() -> None:
    project = ouvert(CYCLES)
    form, data = parts_of_model()["poles"], bare(exported(project)["poles"])
    data[0]["activites"][0]["intitule"] += " autrement"
    assert TypeAdapter(form).validate_python(data) != project.projet.poles


def test_identities_stay_when_titles_change(copie: Callable[[str], Path]) -> None:
    folder = copie("cycles")
    before = exported(Project.open(Folder(folder)))
    bloc = folder / "referentiels/blocs/bloc-1.yaml"
    text = bloc.read_text("utf-8")
    changed = text.replace("intitule: Remettre", "intitule: Rétablir")
    assert changed != text
    bloc.write_text(changed, "utf-8")
    after = exported(Project.open(Folder(folder)))
    assert after != before
    assert identities(after) == identities(before)


def test_what_is_not_as_it_should_be_is_refused_by_the_schema() -> None:
    validator = Draft7Validator(json.loads(model_schema()))
    data = exported(ouvert(CYCLES))
    for wrong in ({"dossier": {}}, {"version": "une"}, {"inconnu": 1}, {"blocs": [{"titre": "x"}]}):
        assert list(validator.iter_errors({**data, **wrong})), wrong


def test_its_schema_is_valid_and_says_its_version() -> None:
    schema = json.loads(model_schema())
    Draft7Validator.check_schema(schema)
    assert f"version {MODEL_VERSION}" in schema["title"]
    assert schema["properties"]["version"]["const"] == MODEL_VERSION


def test_the_commands_give_both(lance: Lance, tmp_path: Path) -> None:
    target = tmp_path / "modele.json"
    done = lance("-C", str(CYCLES), "exporter", "modele", "-o", str(target))
    assert (done.code, done.sortie.strip()) == (0, str(target))
    assert json.loads(target.read_bytes())["version"] == MODEL_VERSION
    assert lance("schema", "--modele").sortie == model_schema()
