"""The JSON Schemas that editors use: up to date, in French, of one mind with the loader."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from ensemble import ensemble
from mc_builder.french import unaccented
from mc_builder.loading.layout import FILES, FileKind
from mc_builder.schema import json_schemas

RACINE = Path(__file__).parents[1]
SCHEMAS = RACINE / "src/mc_builder/schemas"
PROJETS = {"sno": RACINE, "cycles": RACINE / "tests/projets/cycles"}
REGENERER = "mc-builder schema --vers src/mc_builder/schemas"

FICHIERS = [
    (path, next(kind for kind in FILES if kind.accepts(path.relative_to(root).as_posix())))
    for root in PROJETS.values()
    for folder in ("dossier", "referentiels")
    for path in sorted((root / folder).rglob("*.yaml"))
]
NOMS = [f"{kind.schema}.json" for kind in FILES]


@cache
def textes() -> dict[str, str]:
    """What the model gives; made by the first test that asks, not at each collection."""
    return json_schemas()


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: « oui », « no » and 2019-12-31 are texts."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"(?:true|false)\Z", "tf"),
    ("null", r"(?:null|~|)\Z", ["n", "~", ""]),
    ("int", r"[-+]?[0-9]+\Z", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)\Z", "-+.0123456789"),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def lu(path: Path) -> Any:
    return yaml.load(path.read_bytes(), Loader=CoreLoader)  # noqa: S506


def validateur(nom: str) -> Draft7Validator:
    return Draft7Validator(json.loads(textes()[f"{nom}.json"]))


def un_fichier(nom: str) -> Any:
    """The content of the file of this kind in the project of tests/projets/cycles."""
    return lu(next(p for p, kind in FICHIERS if kind.schema == nom and "cycles" in p.parts))


# --- up to date -----------------------------------------------------------------------------------


def test_there_is_one_schema_for_each_kind_of_file() -> None:
    assert set(NOMS) == set(textes())
    assert {p.name for p in SCHEMAS.iterdir()} == set(textes())


@ensemble("name", NOMS)
def test_the_schema_of_the_repository_is_what_the_model_gives(name: str) -> None:
    text = (SCHEMAS / name).read_text("utf-8")
    assert text == textes()[name], f"the model has changed: run « {REGENERER} »"


@ensemble("name", NOMS)
def test_the_dossier_of_the_repository_keeps_the_same(name: str) -> None:
    kept = RACINE / ".mc-builder" / "schemas" / name
    assert kept.read_text("utf-8") == textes()[name], "run « mc-builder schema »"


@ensemble("name", NOMS)
def test_the_schema_is_a_valid_schema(name: str) -> None:
    schema = json.loads(textes()[name])
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)
    references = set(re.findall(r'"\$ref": "#/definitions/(\w+)"', textes()[name]))
    assert references <= set(schema.get("definitions", {}))


# --- of one mind with the loader ------------------------------------------------------------------


@ensemble("path, kind", FICHIERS)
def test_a_right_file_is_accepted(path: Path, kind: FileKind) -> None:
    errors = [
        f"{'/'.join(map(str, e.absolute_path))}: {e.message[:120]}"
        for e in validateur(kind.schema).iter_errors(lu(path))
    ]
    assert errors == []


def au_bout(value: Any, *path: str | int) -> Any:
    for step in path:
        value = value[step]
    return value


#: Schema, where, what is put there (None: what is there goes).
FAUTES: list[tuple[str, tuple[str | int, ...], Any]] = [
    ("dossier", ("diplome", "intitul"), "Cycles"),
    ("dossier", ("diplome", "niveau"), None),
    ("dossier", ("diplome", "type"), "Brevet inconnu"),
    ("dossier", ("nature",), "renovation"),
    ("dossier", ("diplome", "voies"), ["alternance"]),
    ("dossier", ("seuils", "evaluee"), 60),
    ("sources", ("sources", 0, "titre"), None),
    ("preuves", ("chiffres", 0, "valeurs"), 3),
    ("graphiques", ("graphiques", 0, "points", 0, "borne"), "milieu"),
    ("certifications", ("certifications", 0, "id"), "Certification Numéro 1"),
    ("glossaire", ("sigles", 0, "signification"), None),
    ("exigences", ("exigences", 0, "nature"), "savoirfaire"),
    ("exigences", ("exigences", 0, "id"), "Repérer l’usure"),
    ("emploi", ("emploi", "exigences", 0, "importance"), 4),
    ("emploi", ("emploi", "exigences", 0, "autonomie"), "beaucoup"),
    ("emploi", ("emplois",), {}),
    ("fiche", ("fiche", "elements", 0, "nature"), "contexte"),
    ("pole", ("pole", "activites"), "Diagnostic"),
    ("pole", ("pole", "activites", 0, "repond_a"), [{"activite": "diagnostic"}]),
    ("pole", ("pole", "activites", 0, "repond_a"), [{"exigence": "a", "portee": "moitié"}]),
    ("bloc", ("bloc", "competences"), None),
    ("bloc", ("bloc", "competences", 0, "mobilise"), [{"exigence": "diagnostic"}]),
    ("evaluation", ("epreuves", 0, "modalites", 0, "mode"), ["ponctuel"]),
    ("evaluation", ("unites", 0, "bloc"), None),
    ("formation", ("heures", 0, "voie"), "cours du soir"),
    ("correspondance", ("ancien", "derniere_session"), None),
]


@ensemble("nom, place, value", FAUTES)
def test_a_wrong_file_is_refused(nom: str, place: tuple[str | int, ...], value: Any) -> None:
    content = un_fichier(nom)
    *above, last = place
    if value is None:
        del au_bout(content, *above)[last]
    else:
        au_bout(content, *above)[last] = value
    assert not validateur(nom).is_valid(content)


def test_every_kind_of_file_has_a_wrong_example() -> None:
    apart = {"generaux", "profil", "retours"}
    assert {nom for nom, *_ in FAUTES} == {kind.schema for kind in FILES} - apart
    assert validateur("retours").is_valid({"retours": [{"texte": "Préciser."}]})
    assert not validateur("retours").is_valid({"retours": [{"etat": "clos", "texte": "Préciser."}]})
    assert validateur("profil").is_valid({"profil": {"id": "mien", "herite_de": "neutre"}})
    assert not validateur("profil").is_valid({"profil": {"herite_de": "neutre"}})
    assert not validateur("generaux").is_valid({"blocs": [{"intitule": "Anglais"}]})
    assert validateur("generaux").is_valid(
        {"blocs": [{"intitule": "Anglais", "nature": "general"}]}
    )


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("version",), 0.3),
        (("date_reference",), "31/03/2026"),
        (("demandeurs",), {"a_completer": "Pas encore connus."}),
        (("synthese", "flux"), {"a_completer": "Pas encore connus."}),
        (("seuils", "evaluees"), "62,5"),
        (("diplome", "niveau"), "3"),
    ],
)
def test_what_the_loader_forgives_the_schema_accepts(place: tuple[str, ...], value: Any) -> None:
    content = un_fichier("dossier")
    *above, last = place
    au_bout(content, *above)[last] = value
    assert list(validateur("dossier").iter_errors(content)) == []


# --- help in the editor ---------------------------------------------------------------------------


def test_each_yaml_file_of_the_repository_names_its_schema() -> None:
    """The first line is for the editor: completion and help without any setting."""
    wrong = []
    for path, kind in FICHIERS:
        if "cycles" in path.parts:
            continue
        schema = os.path.relpath(SCHEMAS / f"{kind.schema}.json", path.parent)
        first = path.read_text("utf-8").partition("\n")[0]
        if first != f"# yaml-language-server: $schema={schema}":
            wrong.append(f"{path.relative_to(RACINE)}: $schema={schema}")
    assert wrong == []


def noeuds(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from noeuds(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from noeuds(value)


@ensemble("name", NOMS)
def test_each_key_and_each_object_has_a_title_and_a_description(name: str) -> None:
    schema = json.loads(textes()[name])
    definitions = schema.get("definitions", {})

    def said(node: dict[str, Any], what: str) -> bool:
        target = definitions.get(node.get("$ref", "").rpartition("/")[2], {})
        return bool(node.get(what) or target.get(what))

    missing = [
        f"{owner}: {what}"
        for owner, node in [
            (name, schema),
            *definitions.items(),
            *(
                (f"{parent.get('title')}.{key}", node)
                for parent in noeuds(schema)
                if isinstance(parent.get("properties"), dict)
                for key, node in parent["properties"].items()
            ),
        ]
        for what in ("title", "description")
        if not said(node, what)
    ]
    assert missing == []


def dits(what: str) -> set[str]:
    """All the titles, or all the descriptions, of all the schemas."""
    return {
        node[what]
        for text in textes().values()
        for node in noeuds(json.loads(text))
        if isinstance(node.get(what), str)
    }


MOTS: Callable[[str], list[str]] = re.compile(r"[^\W\d_]+").findall


def test_titles_and_descriptions_are_in_french() -> None:
    english = {"the", "of", "and", "or", "with", "which", "under", "an", "at", "end", "list", "is"}
    for text in dits("title") | dits("description"):
        assert english.isdisjoint(MOTS(text.lower())), text
    for text in dits("description"):
        assert text.endswith((".", "…")), text
        assert "'" not in text, text


def test_titles_have_their_accents() -> None:
    """A word that the descriptions always write with an accent has it in titles too."""
    written = {word for text in dits("description") for word in MOTS(text.lower())}
    accented = {unaccented(word): word for word in written if unaccented(word) not in written}
    titles = {t for t in dits("title") if "/" not in t}
    assert {
        word for t in titles for word in MOTS(t.lower()) if accented.get(word, word) != word
    } == (set())
    assert not [t for t in titles if "_" in t or re.search("[a-zé][A-Z]", t)]
