"""The package of CASE, read back to the tree; what the standard requires of each part is there."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from arbres_exportes import PROJETS, framework

from ensemble import ensemble
from ligne_de_commande import Lance
from mc_builder.exports.case import case_json
from mc_builder.exports.framework import Element

JOUR = date(2026, 1, 1)
#: What CASE 1.0 requires of each kind of part.
REQUIS = {
    "CFDocument": {"identifier", "uri", "creator", "title", "lastChangeDateTime", "CFPackageURI"},
    "CFItems": {"identifier", "fullStatement", "uri", "lastChangeDateTime"},
    "CFAssociations": {
        *("identifier", "associationType", "uri", "lastChangeDateTime"),
        *("originNodeURI", "destinationNodeURI"),
    },
    "CFRubrics": {"identifier", "uri", "lastChangeDateTime"},
}
#: Identity, title, indicateurs, what it holds.
Tree = tuple[str, tuple[str, ...], tuple["Tree", ...]]


def package(folder: Path, day: date = JOUR) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(case_json(framework(folder), day))
    return found


def read(found: dict[str, Any]) -> tuple[Tree, ...]:
    """The tree that the associations tell, each item with the criteria of its rubric."""
    items = {one["identifier"]: one for one in found["CFItems"]}
    under: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for one in found["CFAssociations"]:
        if one["associationType"] == "isChildOf":
            below = one["originNodeURI"]["identifier"]
            under[one["destinationNodeURI"]["identifier"]].append((one["sequenceNumber"], below))
    criteria: dict[str, list[str]] = defaultdict(list)
    for rubric in found["CFRubrics"]:
        for one in rubric["CFRubricCriteria"]:
            criteria[one["CFItemURI"]["identifier"]].append(one["description"])

    def tree(ident: str) -> tuple[Tree, ...]:
        return tuple(
            (items[one]["fullStatement"], tuple(criteria[one]), tree(one))
            for _, one in sorted(under[ident])
        )

    return tree(found["CFDocument"]["identifier"])


def expected(element: Element) -> Tree:
    held = [one for one in element.dans if one.genre != "indicateur"]
    said = tuple(one.intitule for one in element.dans if one.genre == "indicateur")
    return (element.intitule, said, tuple(map(expected, held)))


@ensemble("folder", PROJETS)
def test_the_package_says_the_tree_and_what_is_required(folder: Path) -> None:
    found = package(folder)
    assert read(found) == tuple(map(expected, framework(folder).blocs))
    named = []
    for kind, keys in REQUIS.items():
        parts = found[kind] if isinstance(found[kind], list) else [found[kind]]
        assert parts
        for part in parts:
            assert keys <= set(part), (kind, keys - set(part))
            assert UUID(part["identifier"]).version == 5
            assert part["uri"] == f"urn:uuid:{part['identifier']}"
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", part["lastChangeDateTime"])
        named += [part["identifier"] for part in parts]
    assert len(set(named)) == len(named)
    known = {*named}
    for one in found["CFAssociations"]:
        assert {one[end]["identifier"] for end in ("originNodeURI", "destinationNodeURI")} <= known
    levels = found["CFRubrics"][0]["CFRubricCriteria"][0]["CFRubricCriterionLevels"]
    assert [one["score"] for one in levels] == [0, 1, 2]


def test_identifiers_stay_from_one_edition_to_the_next() -> None:
    before, after = package(PROJETS[1]), package(PROJETS[1], date(2027, 1, 1))
    assert before != after
    for kind in ("CFItems", "CFAssociations", "CFRubrics"):
        assert [o["identifier"] for o in before[kind]] == [o["identifier"] for o in after[kind]]


def test_the_command_writes_the_package(lance: Lance, tmp_path: Path) -> None:
    target = tmp_path / "c.json"
    asked = ("exporter", "case", "-o", str(target), "--echelle", "Non, Oui")
    done = lance("-C", str(PROJETS[1]), *asked)
    assert (done.code, done.sortie.strip()) == (0, str(target))
    levels = json.loads(target.read_bytes())["CFRubrics"][0]["CFRubricCriteria"][0]
    assert [one["quality"] for one in levels["CFRubricCriterionLevels"]] == ["Non", "Oui"]
