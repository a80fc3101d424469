"""The package of CASE, read back to the tree; what the standard requires of each part is there."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from arbres_exportes import PROJETS, framework

from ensemble import ensemble
from lectures import ouvert
from ligne_de_commande import Lance
from mc_builder.exports.case import case_json
from mc_builder.exports.framework import Element, Framework, called
from mc_builder.loading.profiles import profile
from outils_externes import RACINE

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


def package(folder: Path, day: date = JOUR, version: str = "1.0") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(case_json(framework(folder), day, version=version))
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
        assert one["originNodeURI"]["identifier"] in known
        aligned = one["associationType"] == "isRelatedTo"
        assert aligned or one["destinationNodeURI"]["identifier"] in known
    levels = found["CFRubrics"][0]["CFRubricCriteria"][0]["CFRubricCriterionLevels"]
    assert [one["score"] for one in levels] == [0, 1, 2]


#: What the schema of CASE 1.1 admits in each part, read in it, and written here in few words: all
#: are closed, « ! » begins what is required, « * » a list, « @ » a link, « & » one to whatever it
#: may be, « # » a whole number.
_NAMED = "!identifier !uri !lastChangeDateTime"
ADMIS = {
    "CFPackage": "!CFDocument *CFItems *CFAssociations CFDefinitions *CFRubrics",
    "CFDefinitions": "*CFConcepts *CFSubjects *CFLicenses *CFItemTypes *CFAssociationGroupings",
    "CFLicenses": f"{_NAMED} !title description !licenseText",
    "CFDocument": f"{_NAMED} frameworkType caseVersion !creator !title officialSourceURL publisher"
    " description language version adoptionStatus statusStartDate statusEndDate @licenseURI notes",
    "CFItems": f"{_NAMED} !fullStatement alternativeLabel CFItemType humanCodingScheme"
    " listEnumeration abbreviatedStatement notes language @CFItemTypeURI @licenseURI"
    " statusStartDate statusEndDate",
    "CFAssociations": f"{_NAMED} !associationType #sequenceNumber !&originNodeURI"
    " !&destinationNodeURI @CFAssociationGroupingURI notes",
    "CFRubrics": f"{_NAMED} title description *CFRubricCriteria",
    "CFRubricCriteria": f"{_NAMED} category description @CFItemURI weight #position rubricId"
    " *CFRubricCriterionLevels",
    "CFRubricCriterionLevels": f"{_NAMED} description quality #score feedback #position"
    " rubricCriterionId",
    "@": "!title !identifier !uri",
    "&": "!title !identifier !uri targetType",
}
#: What its texts look like, by name: as that schema has it.
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
FORMES = {
    "identifier": _UUID,
    "rubricId": _UUID,
    "rubricCriterionId": _UUID,
    "uri": r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+",
    "lastChangeDateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)",
    "statusStartDate": r"\d{4}-\d\d-\d\d",
    "statusEndDate": r"\d{4}-\d\d-\d\d",
    "caseVersion": r"1\.1",
    "targetType": r"CASE|ext:[a-zA-Z0-9.\-_]+",
}
KINDS = {
    *("isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo"),
    *("replacedBy", "exemplar", "hasSkillLevel", "isTranslationOf"),
}


def faults(kind: str, part: dict[str, Any]) -> list[str]:
    """What a part has that CASE 1.1 does not admit, or lacks."""
    admitted = {word.strip("!*@&#"): word for word in ADMIS[kind].split()}
    found = [f"{kind}: {key}?" for key in set(part) - set(admitted)]
    found += [f"{kind}: {k} absent" for k, w in admitted.items() if w[0] == "!" and k not in part]
    for key in set(part) & set(admitted):
        value, word = part[key], admitted[key]
        if word.startswith("*"):
            found += [fault for one in value for fault in faults(key, one)]
        elif "@" in word or "&" in word:
            found += faults("&" if "&" in word else "@", value)
        elif key in {"CFDocument", "CFDefinitions"}:
            found += faults(key, value)
        elif not isinstance(value, int if "#" in word else str):
            found.append(f"{kind}: {key} {value!r}")
        elif key in FORMES and (kind, key) != ("&", "identifier"):
            found += [] if re.fullmatch(FORMES[key], value) else [f"{kind}: {key} {value!r}"]
    if kind == "CFAssociations" and part["associationType"] not in KINDS:
        found.append(part["associationType"])
    return found


@ensemble("folder", PROJETS)
def test_the_package_of_case_1_1_has_what_its_schema_admits_and_no_more(folder: Path) -> None:
    found = package(folder, version="1.1")
    assert faults("CFPackage", found) == []
    assert found["CFDocument"]["caseVersion"] == "1.1"
    assert faults("CFPackage", package(folder)) == ["CFDocument: CFPackageURI?"]
    assert read(found) == read(package(folder))
    idents = [[one["identifier"] for one in p["CFItems"]] for p in (found, package(folder))]
    assert idents[0] == idents[1]


def test_an_item_says_what_its_type_calls_it_and_what_it_answers() -> None:
    found = package(RACINE, version="1.1")
    assert {one["CFItemType"] for one in found["CFItems"]} == {
        "Bloc de compétences",
        "Compétence",
        "Sous-compétence",
    }
    project = ouvert(RACINE).projet
    codes = {f"{n.nom} {n.code}" for e in project.exigences for n in e.nomenclatures}
    links = [o for o in found["CFAssociations"] if o["associationType"] == "isRelatedTo"]
    assert links
    assert {one["destinationNodeURI"]["title"] for one in links} <= codes
    words = called(profile("titre-professionnel").mots)
    whole = Framework("f", "F", "1", "", (Element("b", "bloc", "B"),), words)
    (item,) = json.loads(case_json(whole, JOUR))["CFItems"]
    assert item["CFItemType"] == words["bloc"] != "Bloc de compétences"


def test_identifiers_stay_from_one_edition_to_the_next() -> None:
    before, after = package(PROJETS[1]), package(PROJETS[1], date(2027, 1, 1))
    assert before != after
    for kind in ("CFItems", "CFAssociations", "CFRubrics"):
        assert [o["identifier"] for o in before[kind]] == [o["identifier"] for o in after[kind]]


def test_an_item_keeps_its_identifier_when_its_title_changes() -> None:
    one = Element("c", "competence", "Établir un devis", "C1.1")
    wholes = [
        Framework("f", "F", "1", "Moi", (Element("b", "bloc", "B", dans=(changed,)),))
        for changed in (one, replace(one, intitule="Chiffrer", numero="C1.2"))
    ]
    before, after = (json.loads(case_json(whole, JOUR)) for whole in wholes)
    assert before["CFItems"][1]["fullStatement"] != after["CFItems"][1]["fullStatement"]
    for kind in ("CFItems", "CFAssociations"):
        assert [o["identifier"] for o in before[kind]] == [o["identifier"] for o in after[kind]]
    assert after["CFDocument"]["creator"] == "Moi"


def test_the_command_writes_the_package(lance: Lance, tmp_path: Path) -> None:
    target = tmp_path / "c.json"
    asked = ("exporter", "case", "-o", str(target), "--echelle", "Non, Oui", "--version", "1.1")
    done = lance("-C", str(PROJETS[1]), *asked)
    assert (done.code, done.sortie.strip()) == (0, str(target))
    found = json.loads(target.read_bytes())
    assert found["CFDocument"]["caseVersion"] == "1.1"
    levels = found["CFRubrics"][0]["CFRubricCriteria"][0]
    assert [one["quality"] for one in levels["CFRubricCriterionLevels"]] == ["Non", "Oui"]
