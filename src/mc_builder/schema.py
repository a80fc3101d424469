"""Models → JSON Schemas (draft-07): of the YAML files, for editors; of the report; of the whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.donnees.mesure import Rapport
from mc_builder.french import capital, unaccented
from mc_builder.loading.described import every_key
from mc_builder.loading.layout import FILES
from mc_builder.loading.profile_names import profile_names
from mc_builder.loading.profiles import shipped
from mc_builder.model.base import A_COMPLETER_SCHEMA, Modele
from mc_builder.model.liens import Lien
from mc_builder.model.modes import FORMES, MODES
from mc_builder.model.profil import Profil
from mc_builder.model.projet import parts_of_model

#: Words that keys write without their accents.
_ACCENTED = """
abrégé accès activité activités adhérents année arrêté capacité catégorie catégories compétence
compétences complémentarité compléter consulté dernière diplôme durée décrites définie définition
délivre dérogation dérogations déroulement général généraux intitulé légales modalité
modalités numéro
numérique opportunité période périmètre pôle pôles portée première précision prérequis qualité
repérage représentativité responsabilité réglages règles réserve réservée résultats référence
métier éléments écartés
répond réponse réponses état synthèse tâche tâches transversalité transversalités unité unités
zéro à écart écartée écartées éditeur élément épreuve épreuves équivalences étape étapes études
évaluation évalue évaluées évolution finalités enquête délivrance élision expérience gravité
gravités fixées numérotation règlement répartition hérite création numéros données numéroté
préparation résultat éliminatoire périodes spécialité relevé
"""
#: Words of the keys that are printed otherwise.
_WORDS = {
    **{unaccented(word): word for word in _ACCENTED.split()},
    **{word: word.upper() for word in ("cpc", "idcc", "pfmp", "rome", "vae")},
    "id": "identifiant",
    "ref": "référence",
    "url": "adresse",
}

_REFERENCE = "#/definitions/{model}"
#: The file that holds the modes and the forms of assessment, which profiles name.
_NAMING = "evaluation"


class _Draft07(GenerateJsonSchema):
    """Definitions under ``definitions``, and titles in French."""

    schema_dialect = "http://json-schema.org/draft-07/schema#"

    def get_title_from_name(self, name: str) -> str:
        """« date_reference » → « Date référence »."""
        return _title(name.split("_"))

    def generate(self, schema: Any, mode: JsonSchemaMode = "validation") -> dict[str, Any]:
        """The schema, in the vocabulary of draft-07."""
        result = super().generate(schema, mode)
        text = json.dumps(result).replace("#/$defs/", "#/definitions/")
        result = json.loads(text)
        if "$defs" in result:
            result["definitions"] = result.pop("$defs")
        return {"$schema": self.schema_dialect, **result}


def _title(words: Iterable[str]) -> str:
    """« jusqu », « au » → « Jusqu’au »."""
    title = " ".join(_WORDS.get(word, word) for word in words).replace("jusqu ", "jusqu’")
    return capital(title)


def _class_title(name: str) -> str:
    """« SousCompetence » → « Sous compétence »."""
    return _title(word.lower() for word in re.findall("[A-Z][a-z]*", name))


def _named(node: Any) -> None:
    """Give a title to every property, in place.

    Why: pydantic leaves it out where the property is a reference, and editors show the key.
    """
    if isinstance(node, dict):
        for name, schema in node.get("properties", {}).items():
            schema.setdefault("title", _title(name.split("_")))
        for value in node.values():
            _named(value)
    elif isinstance(node, list):
        for value in node:
            _named(value)


def _show_examples(schema: dict[str, Any], root: type[Modele]) -> None:
    """Give its example to every property, in place: the model says only those of plain values."""
    classes = schema.get("definitions", {})
    for key in every_key():
        owner = schema if key.field.owner is root else classes.get(key.field.owner.__name__, {})
        for form in (owner, *owner.get("anyOf", ())):
            if (found := form.get("properties", {}).get(key.name)) is not None:
                found.setdefault("examples", [key.example])


def _names_of_profiles(own: Profil | None) -> dict[tuple[str, ...], list[str]]:
    """What editors propose where a profile gives names: those of the tool's types, and its own."""
    profils = [p for name in profile_names() if (p := shipped(name).profil) is not None]
    profils += [own] if own is not None else []
    return {
        mark.communs: list(
            dict.fromkeys((*mark.communs, *(x.id for p in profils for x in getattr(p, mark.liste))))
        )
        for mark in (MODES, FORMES)
    }


def _suggest(node: Any, names: Mapping[tuple[str, ...], list[str]]) -> None:
    """Put these names in the place of those of every diploma, in place; others are still read."""
    if isinstance(node, dict):
        known = node.get("enum")
        if isinstance(known, list) and tuple(known) in names:
            node["enum"] = names[tuple(known)]
        node = list(node.values())
    for value in node if isinstance(node, list) else ():
        _suggest(value, names)


def json_schemas() -> dict[str, str]:
    """File name → text of the JSON Schema of each kind of YAML file."""
    found = {}
    names = _names_of_profiles(None)
    for kind in FILES:
        schema = kind.cls.model_json_schema(schema_generator=_Draft07, ref_template=_REFERENCE)
        if kind.schema == "dossier":
            diplome = schema["definitions"]["Diplome"]["properties"]
            named = diplome["type"]
            # A project may have its own types: those of the tool are only what editors propose.
            pattern = {"type": named.pop("type"), "pattern": named.pop("pattern")}
            diplome["type"] = {**named, "anyOf": [{"enum": list(profile_names())}, pattern]}
        for name, definition in schema.get("definitions", {}).items():
            for form in (definition, *definition.get("anyOf", ())):
                if form.get("title") in {name, definition["title"]}:
                    form["title"] = _class_title(name)
        if kind.schema == _NAMING:
            _suggest(schema, names)
        _named(schema)
        _show_examples(schema, kind.cls)
        schema["title"] = kind.pattern.replace("*", "….yaml")
        found[f"{kind.schema}.json"] = _text(schema)
    return found


def _text(schema: object) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


@cache
def kept_schemas() -> dict[str, str]:
    """The same, as they came with the tool: to read them takes a hundredth of making them."""
    folder = Path(__file__).parent / "schemas"
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.json"))}


def schemas_of(own: Profil | None) -> dict[str, str]:
    """Those that came with the tool, and what a project's profile names proposed too."""
    kept = kept_schemas()
    if own is None:
        return kept
    shipped, proposed = _names_of_profiles(None), _names_of_profiles(own)
    schema = json.loads(kept[f"{_NAMING}.json"])
    _suggest(schema, {tuple(names): proposed[key] for key, names in shipped.items()})
    return {**kept, f"{_NAMING}.json": _text(schema)}


def coverage_schema() -> str:
    """The text of the JSON Schema of what `mc-builder coverage --format json` writes.

    Its keys are for programs: none has a title.
    """
    schema = Rapport.model_json_schema(
        schema_generator=_Draft07, ref_template=_REFERENCE, mode="serialization"
    )
    for part in (schema, *schema["definitions"].values()):
        for titled in (part, *part["properties"].values()):
            titled.pop("title", None)
    title = {"title": f"Rapport de couverture, version {Couverture.version}"}
    return _text({**title, **schema})


#: The version of the whole model as JSON: another one when a key goes, or means something else.
MODEL_VERSION = 1
#: What stands beside the parts of the model, and in each of its objects.
_BESIDE = {
    "version": {"const": MODEL_VERSION, "description": "Version de cette forme du modèle."},
    "numeros": {
        "type": "object",
        "additionalProperties": {"type": "string"},
        "description": "Numéros qui s’impriment, par identité.",
    },
}
#: Keys of a schema that hold values, and no schema.
_VALUES = frozenset({"const", "default", "enum", "required"})
_IDENTITY = {"type": "string", "description": "Identité : l’identifiant, ou le parent et la place."}


@cache
def model_schema() -> str:
    """The text of the JSON Schema of what `mc-builder exporter modele` writes."""
    fields: dict[str, Any] = {name: (form, ...) for name, form in parts_of_model().items()}
    whole: type[BaseModel] = create_model("Projet", **fields)
    read = whole.model_json_schema(schema_generator=_Draft07, ref_template=_REFERENCE)
    schema: dict[str, Any] = _exported(read)
    links = {cls.__name__: _link(cls) for cls in Lien.__subclasses__()}
    schema["definitions"] |= {**links, "ACompleter": A_COMPLETER_SCHEMA}
    schema["properties"] = {**_BESIDE, **schema["properties"]}
    del schema["properties"]["cle"]
    schema |= {"required": list(schema["properties"]), "additionalProperties": False}
    title = {"title": f"Modèle d’un projet, version {MODEL_VERSION}"}
    return _text({**schema, **title})


def _exported(node: Any) -> Any:
    """The schema of what is read, as that of what is written: each object has its identity.

    It is for programs: nothing has a title or an example.
    """
    if isinstance(node, list):
        return [_exported(one) for one in node]
    if not isinstance(node, dict):
        return node
    kept = {key: value for key, value in node.items() if key not in {"title", "examples"}}
    inside = kept.pop("properties", None)
    if inside is not None and set(inside) == set(A_COMPLETER_SCHEMA["properties"]):
        return {"$ref": _REFERENCE.format(model="ACompleter")}
    found = {key: value if key in _VALUES else _exported(value) for key, value in kept.items()}
    if inside is not None:
        written = {name: _exported(value) for name, value in inside.items()}
        found["properties"] = {"cle": _IDENTITY, **written}
    return found


def _link(cls: type[Lien]) -> dict[str, Any]:
    """A link as it is written: what it leads to has the same key whatever it is."""
    said = {name: info.description for name, info in cls.model_fields.items()}
    return {
        "type": "object",
        "description": cls.__doc__,
        "properties": {
            "cle": _IDENTITY,
            "cible": {"type": "string", "description": said["cible"]},
            "portee": {"enum": ["entiere", "partielle"], "description": said["portee"]},
            "reserve": {"type": ["string", "number"], "description": said["reserve"]},
        },
        "required": ["cible"],
        "additionalProperties": False,
    }
