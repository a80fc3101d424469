"""The report as JSON: it only says what the measure says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft7Validator
from petits_projets import EVALUATION, construire, lire
from test_coverage_properties import LIENS_TIRES, Lien, reglages
from test_coverage_properties import donnees as dossier

from ampleur import exemples
from mc_builder.coverage import Version, analyse, compare, measure
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.json import couverture_json
from mc_builder.loading import load
from mc_builder.names import Names
from mc_builder.schema import coverage_schema
from mc_builder.source.tree import Folder

PROJET = (
    """
seuils: {evaluees: 80}
exigences: {ev: savoir-faire, non: savoir-faire, hab: habilitation}
emplois:
  emploi:
    - {exigence: ev, importance: 3, autonomie: 3}
    - {exigence: non, importance: 2}
    - {exigence: hab, ecartee: {motif: hors_niveau, explication: Trop haut.}}
  autre: [{exigence: ev, ecartee: {motif: hors_champ, explication: Non.}}]
poles: [{id: pole, autonomie: 1, activites: [{id: act, repond_a: [ev]}, {id: seule}]}]
blocs:
  - id: bloc-1
    competences: [{id: competence, mobilise: [act], indicateurs: [Vu]}, {id: orpheline}]
"""
    + EVALUATION
)


def en_json(text: str = PROJET) -> str:
    projet = lire(text)
    rapport = measure(projet)
    return couverture_json(Couverture(Names(projet), rapport, analyse(Names(projet), rapport)))


def donnees(text: str = PROJET) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(en_json(text))
    return found


def identites(value: Any) -> Iterator[str]:
    """The identities that a report names as links of chains, ends of ruptures, rows, columns."""
    named = {"activite", "tache", "competence", "sous_competence", "savoir", "indicateur", "partie"}
    named |= {"habilitation", "epreuve", "sous_epreuve", "attestation", "atteint", "objet", "id"}
    if isinstance(value, dict):
        for key, item in value.items():
            if key in named and isinstance(item, str):
                yield item
            yield from identites(item)
    elif isinstance(value, list):
        for item in value:
            yield from identites(item)


class TestJson:
    def test_version_and_shape(self) -> None:
        data = donnees()
        assert data["version"] == 2
        line = data["emplois"][0]["exigences"][0]
        assert (line["id"], line["nature"], line["statut"]) == ("ev", "savoir-faire", "evaluee")
        assert line["drapeaux"] == ["autonomie_insuffisante", "presume"]

    def test_a_chain_has_null_where_a_link_does_not_exist(self) -> None:
        chaine = donnees()["emplois"][0]["exigences"][0]["chaines"][0]
        assert chaine["tache"] is chaine["savoir"] is chaine["sous_competence"] is None
        assert (chaine["activite"], chaine["competence"]) == ("act", "competence")
        assert (chaine["epreuve"], chaine["partie"]) == ("e1", "partie")
        assert chaine["categories"] == ["a", "b"]

    def test_an_ecart_says_whether_the_measure_contradicts_it(self) -> None:
        data = donnees()
        assert data["emplois"][0]["exigences"][2]["ecartee"]["contredite"] is False
        assert data["emplois"][1]["exigences"][0]["ecartee"]["contredite"] is True

    def test_rates_are_counts_first(self) -> None:
        assert donnees()["total"]["evaluees"]["retenues"] == {
            "numerateur": 1,
            "denominateur": 2,
            "pourcent": 50,
        }

    def test_same_project_same_bytes(self) -> None:
        assert en_json() == en_json()

    def test_a_rupture_says_what_is_missing(self) -> None:
        (rupture,) = donnees()["ruptures"]
        assert (rupture["exigence"], rupture["maillon"]) == ("non", "activite")
        assert (rupture["atteint"], rupture["suggestions"]) == (None, [])

    def test_missed_thresholds_are_said_in_french(self) -> None:
        (missed,) = donnees()["seuils_manques"]
        assert missed["phrase"] == (
            "exigences pleinement couvertes\u00a0: 0 sur 2 (0\u00a0%), pour un seuil de 80\u00a0%"
        )

    def test_without_places_no_object_has_one(self) -> None:
        assert {o["lieu"] for o in donnees()["objets"].values()} == {None}


DOCS = Path(__file__).parents[2] / "docs"
PROJETS = {"sno": Path(__file__).parents[2], "cycles": Path(__file__).parents[1] / "projets/cycles"}


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    schema = json.loads((DOCS / "couverture.schema.json").read_text("utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def cles(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each key that a schema declares, with what it says of it."""
    if isinstance(node, dict):
        yield from node.get("properties", {}).items()
        for value in node.values():
            yield from cles(value)
    elif isinstance(node, list):
        for value in node:
            yield from cles(value)


class TestSchema:
    def test_it_is_what_the_classes_give(self) -> None:
        text = (DOCS / "couverture.schema.json").read_text("utf-8")
        assert text == coverage_schema(), "run « mc-builder schema --couverture »"

    def test_every_key_is_described_here_and_in_the_page(self) -> None:
        page = (DOCS / "couverture-json.md").read_text("utf-8")
        documented = set(re.findall(r"`([a-z_]+)", page)) | set(re.findall(r'"([a-z_]+)"', page))
        known = dict(cles(json.loads(coverage_schema())))
        assert set(known) - documented == set()
        assert [key for key, node in known.items() if not node["description"].endswith(".")] == []

    def test_nothing_may_be_left_out_but_the_motives(self) -> None:
        schema = json.loads(coverage_schema())
        for part in (schema, *schema["definitions"].values()):
            assert part["additionalProperties"] is False
            assert set(part["properties"]) - set(part["required"]) <= {"a_completer"}

    @pytest.mark.parametrize("text", [PROJET, "etape: opportunite" + PROJET, "exigences: {}"])
    def test_small_projects(self, validator: Draft7Validator, text: str) -> None:
        assert list(validator.iter_errors(donnees(text))) == []

    @pytest.mark.rapides(1)
    @pytest.mark.parametrize("name", sorted(PROJETS))
    def test_real_projects_with_their_places(self, validator: Draft7Validator, name: str) -> None:
        loaded = load(Folder(PROJETS[name]))
        assert loaded.projet is not None
        rapport = measure(loaded.projet)
        analysed = analyse(Names(loaded.projet), rapport)
        data = json.loads(
            couverture_json(Couverture(Names(loaded.projet, loaded.places), rapport, analysed))
        )
        assert list(validator.iter_errors(data)) == []
        assert set(identites(data)) <= set(data["objets"])
        for objet in data["objets"].values():
            lines = (PROJETS[name] / objet["lieu"]["fichier"]).read_text("utf-8").splitlines()
            assert 1 <= objet["lieu"]["ligne"] <= len(lines)

    def test_what_changed_since_another_version(self, validator: Draft7Validator) -> None:
        before, after = (
            lire(t) for t in (PROJET.replace("repond_a: [ev]", "repond_a: []"), PROJET)
        )
        rapport = measure(after)
        earlier = Version(Names(before), measure(before))
        changes = compare(earlier, Version(Names(after), rapport), "v1")
        vue = Couverture(Names(after), rapport, analyse(Names(after), rapport), changes)
        data = json.loads(couverture_json(vue))
        assert list(validator.iter_errors(data)) == []
        whole = data["changements"]["perimetres"][0]
        assert whole["emploi"] is None
        (change,) = whole["exigences"]
        assert (change["id"], change["avant"], change["apres"]) == ("ev", "non_couverte", "evaluee")

    def test_any_project_and_any_comparison(self, validator: Draft7Validator) -> None:
        @settings(max_examples=exemples(30), deadline=None)
        @given(LIENS_TIRES, LIENS_TIRES, reglages())
        def any_two(un: frozenset[Lien], autre: frozenset[Lien], asked: dict[str, Any]) -> None:
            old, new = (construire(dossier(liens, asked)) for liens in (un, autre))
            rapport = measure(new)
            earlier = Version(Names(old), measure(old))
            changes = compare(earlier, Version(Names(new), rapport), "avant")
            vue = Couverture(Names(new), rapport, analyse(Names(new), rapport), changes)
            assert list(validator.iter_errors(json.loads(couverture_json(vue)))) == []

        any_two()

    def test_an_unknown_key_is_refused(self, validator: Draft7Validator) -> None:
        assert list(validator.iter_errors({**donnees(), "inconnue": 1}))
