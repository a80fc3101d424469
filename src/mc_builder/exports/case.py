"""A framework → the JSON of 1EdTech CASE, 1.0 or 1.1: document, items, associations, rubrics.

Blocs, competences and sub-competences are items, each the child of what holds it; indicateurs are
the criteria of the rubric of the competence that they are of. Identifiers are made of our
identities (UUID version 5): the same thing keeps its own from one edition to the next.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

from mc_builder.documents.demande import ECHELLE
from mc_builder.exports.framework import Element, Framework

Data = dict[str, Any]

_CRITERION = "indicateur"


#: The editions of the standard that are written, the usual one first.
VERSIONS = ("1.0", "1.1")


def case_json(
    framework: Framework, day: date, echelle: Sequence[str] = ECHELLE, version: str = VERSIONS[0]
) -> bytes:
    """The package, in UTF-8; `day` is the day of the dossier, that of every last change."""
    changed = f"{day.isoformat()}T00:00:00Z"
    package = _Package(framework, changed, tuple(echelle), version).whole()
    return f"{json.dumps(package, ensure_ascii=False, indent=2)}\n".encode()


class _Package:
    def __init__(
        self, framework: Framework, changed: str, echelle: tuple[str, ...], version: str
    ) -> None:
        self.framework, self.changed, self.echelle = framework, changed, echelle
        self.version = version
        self.space = uuid5(NAMESPACE_URL, f"urn:mc-builder:{framework.ident}")

    def whole(self) -> Data:
        """The package."""
        placed = list(_placed(self.framework.blocs, None))
        return {
            "CFDocument": self._document(),
            "CFItems": [self._item(one, rank) for one, _, rank in placed],
            "CFAssociations": [
                *(self._child(one, above, rank) for one, above, rank in placed),
                *(self._same(one, other) for one, _, _ in placed for other in one.memes),
                *(self._aligned(one, *code) for one, _, _ in placed for code in one.codes),
            ],
            "CFRubrics": [self._rubric(one) for one, _, _ in placed if _criteria(one)],
            **(
                {"CFDefinitions": {"CFLicenses": [self._licence()]}}
                if self.framework.licence
                else {}
            ),
        }

    def _named(self, *way: str) -> Data:
        """The identifier and the address of what these words tell, and when it changed."""
        found = self._uuid(*way)
        return {
            "identifier": str(found),
            "uri": found.urn,
            "lastChangeDateTime": self.changed,
        }

    def _uuid(self, *way: str) -> UUID:
        return uuid5(self.space, "\n".join(way))

    def _link(self, title: str, *way: str) -> Data:
        found = self._uuid(*way)
        return {"title": title, "identifier": str(found), "uri": found.urn}

    def _document(self) -> Data:
        whole = self.framework
        return {
            **self._named("document"),
            "creator": whole.auteur or "mc_builder",
            "title": whole.intitule,
            "version": whole.version,
            "language": "fr",
            "adoptionStatus": "Draft",
            **self._edition(),
            **self._rights(),
        }

    def _rights(self) -> Data:
        """The licence of the document, and who is to be named."""
        whole = self.framework
        if not whole.licence:
            return {}
        link = self._link(whole.licence, "licence", whole.licence)
        return {"licenseURI": {**link, "uri": self._licence()["uri"]}, "notes": whole.droits}

    def _licence(self) -> Data:
        whole = self.framework
        named = self._named("licence", whole.licence)
        return {
            **named,
            "uri": whole.adresse or named["uri"],
            "title": whole.licence,
            "licenseText": whole.droits,
        }

    def _edition(self) -> Data:
        """What one edition has in the document of a package, and the other has not."""
        if self.version == "1.1":
            return {"caseVersion": "1.1"}
        return {"CFPackageURI": self._link(self.framework.intitule, "package")}

    def _item(self, element: Element, rank: int) -> Data:
        coded = {"humanCodingScheme": element.numero} if element.numero else {}
        return {
            **self._named("item", element.ident),
            "fullStatement": element.intitule,
            **coded,
            "CFItemType": self.framework.mots[element.genre],
            "listEnumeration": str(rank),
            "language": "fr",
        }

    def _item_link(self, element: Element) -> Data:
        return self._link(element.nom, "item", element.ident)

    def _child(self, element: Element, above: Element | None, rank: int) -> Data:
        whole = self._link(self.framework.intitule, "document")
        return {
            **self._named("isChildOf", element.ident),
            "associationType": "isChildOf",
            "sequenceNumber": rank,
            "originNodeURI": self._item_link(element),
            "destinationNodeURI": whole if above is None else self._item_link(above),
        }

    def _same(self, element: Element, other: str) -> Data:
        return {
            **self._named("exactMatchOf", element.ident, other),
            "associationType": "exactMatchOf",
            "originNodeURI": self._item_link(element),
            "destinationNodeURI": self._link(element.intitule, "item", other),
        }

    def _aligned(self, element: Element, nom: str, code: str) -> Data:
        """What an item answers in a nomenclature: no match, only a relation."""
        link = self._link(f"{nom} {code}", "nomenclature", nom, code)
        return {
            **self._named("isRelatedTo", element.ident, nom, code),
            "associationType": "isRelatedTo",
            "originNodeURI": self._item_link(element),
            "destinationNodeURI": {**link, "uri": _address(nom, code)},
        }

    def _rubric(self, element: Element) -> Data:
        rubric = self._named("rubric", element.ident)
        criteria = [
            self._criterion(rubric["identifier"], element, one, position)
            for position, one in enumerate(_criteria(element), 1)
        ]
        return {**rubric, "title": element.nom, "CFRubricCriteria": criteria}

    def _criterion(self, rubric: str, above: Element, element: Element, position: int) -> Data:
        criterion = self._named("criterion", element.ident)
        levels = [
            {
                **self._named("level", element.ident, str(score)),
                "quality": quality,
                "score": score,
                "position": score + 1,
                "rubricCriterionId": criterion["identifier"],
            }
            for score, quality in enumerate(self.echelle)
        ]
        return {
            **criterion,
            "description": element.intitule,
            "CFItemURI": self._item_link(above),
            "position": position,
            "rubricId": rubric,
            "CFRubricCriterionLevels": levels,
        }


def _placed(
    held: Sequence[Element], above: Element | None
) -> Iterator[tuple[Element, Element | None, int]]:
    """The items in the order of the document, each with what holds it and its rank there."""
    for rank, one in enumerate((one for one in held if one.genre != _CRITERION), 1):
        yield one, above, rank
        yield from _placed(one.dans, one)


def _address(nom: str, code: str) -> str:
    """Where a code is told: its page for ESCO; ROME has none that is known to last."""
    if nom == "ESCO" and not code.startswith("http"):
        return f"http://data.europa.eu/esco/skill/{quote(code, safe='')}"
    return code if nom == "ESCO" else f"urn:mc-builder:{quote(nom)}:{quote(code, safe='')}"


def _criteria(element: Element) -> list[Element]:
    return [one for one in element.dans if one.genre == _CRITERION]
