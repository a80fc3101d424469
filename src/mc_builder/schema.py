"""The model → JSON Schemas (draft-07 vocabulary) that editors use while the YAML is written."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from mc_builder.loading.layout import FILES
from mc_builder.loading.profiles import profile_names

#: Words of the keys that take an accent, or more, when a title is printed.
_WORDS = {
    "acces": "accès", "activite": "activité", "activites": "activités", "adherents": "adhérents",
    "annee": "année", "au": "au", "categorie": "catégorie", "categories": "catégories",
    "cible": "cible", "competence": "compétence", "competences": "compétences",
    "complementarite": "complémentarité", "completer": "compléter", "consulte": "consulté",
    "correspondance": "correspondance", "cpc": "CPC", "date": "date", "decrites": "décrites",
    "definie": "définie", "definition": "définition", "delivre": "délivre",
    "derniere": "dernière", "derogations": "dérogations", "deroulement": "déroulement",
    "diplome": "diplôme", "duree": "durée", "ecartee": "écartée", "ecartees": "écartées",
    "ecart": "écart", "editeur": "éditeur", "enquete": "enquête", "epreuve": "épreuve",
    "epreuves": "épreuves", "equivalences": "équivalences", "etape": "étape",
    "etre": "être", "etudes": "études", "evaluation": "évaluation", "evaluees": "évaluées",
    "evalue": "évalue", "evolution": "évolution", "finalites": "finalités", "id": "identifiant",
    "idcc": "IDCC", "intitule": "intitulé", "jusqu": "jusqu’", "legales": "légales",
    "modalites": "modalités", "numero": "numéro", "numerique": "numérique",
    "opportunite": "opportunité", "periode": "période", "perimetre": "périmètre",
    "pfmp": "PFMP", "pole": "pôle", "poles": "pôles", "portee": "portée",
    "precision": "précision", "premiere": "première", "prerequis": "prérequis",
    "qualite": "qualité", "ref": "référence", "reference": "référence", "repond": "répond",
    "reperage": "repérage", "representativite": "représentativité", "reservee": "réservée",
    "reserve": "réserve", "resultats": "résultats", "rome": "ROME", "synthese": "synthèse",
    "tache": "tâche", "taches": "tâches", "transversalites": "transversalités", "unite": "unité",
    "unites": "unités", "url": "adresse", "vae": "VAE", "a": "à",
}  # fmt: skip


class _Draft07(GenerateJsonSchema):
    """Definitions under ``definitions``, and titles in French."""

    schema_dialect = "http://json-schema.org/draft-07/schema#"

    def get_title_from_name(self, name: str) -> str:
        """« date_reference » → « Date référence »."""
        words = " ".join(_WORDS.get(word, word) for word in name.split("_"))
        return words[0].upper() + words[1:]

    def generate(self, schema: Any, mode: JsonSchemaMode = "validation") -> dict[str, Any]:
        """The schema, in the vocabulary of draft-07."""
        result = super().generate(schema, mode)
        text = json.dumps(result).replace("#/$defs/", "#/definitions/")
        result = json.loads(text)
        if "$defs" in result:
            result["definitions"] = result.pop("$defs")
        return {"$schema": self.schema_dialect, **result}


def _class_title(name: str) -> str:
    """« SousCompetence » → « Sous compétence »."""
    words = [_WORDS.get(w.lower(), w.lower()) for w in re.findall("[A-Z][a-z]*", name)]
    return " ".join(words).capitalize()


def json_schemas() -> dict[str, str]:
    """File name → text of the JSON Schema of each kind of YAML file."""
    found = {}
    for kind in FILES:
        schema = kind.cls.model_json_schema(
            schema_generator=_Draft07, ref_template="#/definitions/{model}"
        )
        if kind.schema == "dossier":
            diplome = schema["definitions"]["Diplome"]["properties"]
            diplome["type"] = {**diplome["type"], "enum": list(profile_names())}
        for name, definition in schema.get("definitions", {}).items():
            definition["title"] = _class_title(name)
        schema["title"] = kind.pattern.replace("*", "….yaml")
        found[f"{kind.schema}.json"] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return found
