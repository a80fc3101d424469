"""The JSON of a CASE package (1EdTech, 1.0 and 1.1) → its tree.

Items are under each other by their associations `isChildOf`; the criteria of a rubric are the
indicateurs of the item that they name.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from mc_builder.french import folded
from mc_builder.importers.referentiels.arbre import (
    MOST_PARTS,
    Illisible,
    Noeud,
    Pertes,
    Repris,
    not_too_deep,
    not_too_long,
    one_line,
    silence,
)
from mc_builder.importers.referentiels.donnees import Objet, number, objects, said, say_rest, within
from mc_builder.importers.referentiels.mots import genre_called

_SILENT = silence("Un fichier CASE")
#: What every part has to be told by, which a project has no use for.
_NAMING = {
    *("identifier", "uri", "lastChangeDateTime", "language", "@context", "type"),
    *("CFDocumentURI", "CFItemTypeURI", "CFPackageURI", "caseVersion", "listEnumeration"),
}
_DOCUMENT = frozenset({*_NAMING, "title"})
_ITEM = frozenset({*_NAMING, "fullStatement", "humanCodingScheme", "CFItemType"})
_RUBRIC = frozenset({*_NAMING, "title", "CFRubricCriteria"})
_CRITERION = frozenset(
    {*_NAMING, "description", "CFItemURI", "position", "rubricId", "CFRubricCriterionLevels"}
)


def is_case(data: Objet) -> bool:
    """Whether an object is a package, or holds one."""
    return isinstance(data.get("CFDocument"), dict) or isinstance(data.get("CFPackage"), dict)


def read_case(data: Objet) -> Repris:
    """The framework of a package; raises Illisible."""
    whole = data["CFPackage"] if isinstance(data.get("CFPackage"), dict) else data
    document = whole.get("CFDocument")
    lost = Pertes()
    if isinstance(document, dict):
        say_rest(document, _DOCUMENT, "CFDocument", lost)
    items = objects(whole.get("CFItems"))
    rubrics = objects(whole.get("CFRubrics"))
    criteria = sum(len(objects(one.get("CFRubricCriteria"))) for one in rubrics)
    if len(items) + criteria > MOST_PARTS:
        raise Illisible(f"plus de {MOST_PARTS} éléments : le fichier est trop grand")
    if not items:
        raise Illisible("le fichier ne contient aucun élément (« CFItems »)")
    tree = _Tree(items, objects(whole.get("CFAssociations")), said(document, "identifier"), lost)
    tree.take_criteria(rubrics)
    definitions = whole.get("CFDefinitions")
    for kind, held in definitions.items() if isinstance(definitions, dict) else ():
        for one in objects(held):
            title = said(one, "title")
            more = said(one, "licenseText") or said(one, "description")
            lost.say(f"CFDefinitions, {kind}", f"« {': '.join(filter(None, (title, more)))} »")
    title = one_line(said(document, "title"))
    return Repris("CASE", title, _SILENT, tree.roots(), tuple(lost.dites))


class _Tree:
    def __init__(
        self, items: list[Objet], associations: list[Objet], document: str, lost: Pertes
    ) -> None:
        self.items, self.lost, self.document = items, lost, document
        self.ranks: dict[str, int] = {}
        for rank, item in enumerate(items):
            self.ranks.setdefault(said(item, "identifier"), rank)
        self.above: list[int | None] = [None] * len(items)
        self.order = [(self._listed(item), rank) for rank, item in enumerate(items)]
        self.criteria: dict[int, list[Noeud]] = {}
        others = [one for one in associations if not self._is_child(one)]
        not_too_deep(self.above, [self._lieu(item) for item in items], lost)
        self.under: dict[int | None, list[int]] = {}
        for rank in sorted(range(len(items)), key=self.order.__getitem__):
            self.under.setdefault(self.above[rank], []).append(rank)
        self.same = dict(self._same(others))

    def roots(self) -> tuple[Noeud, ...]:
        return tuple(filter(None, (self._node(one) for one in self.under.get(None, ()))))

    def _node(self, rank: int) -> Noeud | None:
        item = self.items[rank]
        lieu = self._lieu(item)
        say_rest(item, _ITEM, lieu, self.lost)
        held = (self._node(one) for one in self.under.get(rank, ()))
        inside = (*(one for one in held if one is not None), *self.criteria.get(rank, ()))
        called = said(item, "CFItemType")
        genre = genre_called(called)
        if called and genre is None:
            self.lost.say(lieu, f"CFItemType : « {called} »")
        title = not_too_long(one_line(said(item, "fullStatement")), lieu, self.lost)
        if not title:
            self.lost.say(lieu, "sans énoncé (« fullStatement »)")
            title = said(item, "abbreviatedStatement") or said(item, "humanCodingScheme")
        if not title:
            return None if not inside else Noeud(lieu, "", "Sans intitulé", dans=inside)
        numero = one_line(said(item, "humanCodingScheme"))
        return Noeud(
            lieu, self._ident(rank), title, numero, genre, self.same.get(rank, ""), None, inside
        )

    def _ident(self, rank: int) -> str:
        return said(self.items[rank], "identifier")

    def _lieu(self, item: Objet) -> str:
        code = said(item, "humanCodingScheme") or said(item, "identifier")
        return f"CFItems, {code}" if code else "CFItems"

    def _listed(self, item: Objet) -> float:
        found = number(item.get("listEnumeration"))
        return inf if found is None else found

    def _is_child(self, association: Objet) -> bool:
        """Put an item under another; False for an association of another kind."""
        if said(association, "associationType") != "isChildOf":
            return False
        child = self.ranks.get(said(association, "originNodeURI", "identifier"))
        wanted = said(association, "destinationNodeURI", "identifier")
        parent = self.ranks.get(wanted)
        if child is None:
            self._say(association)
        elif parent is None:
            if wanted != self.document:
                self._say(association)
        elif self.above[child] is not None and self.above[child] != parent:
            self._say(association)
        else:
            self.above[child] = parent
        rank = number(association.get("sequenceNumber"))
        if child is not None and rank is not None and self.above[child] == parent:
            self.order[child] = (rank, child)
        return True

    def _same(self, others: list[Objet]) -> Iterator[tuple[int, str]]:
        """The items that take up a competence of another bloc, each with what it takes up."""
        for one in others:
            origin = self.ranks.get(said(one, "originNodeURI", "identifier"))
            wanted = self.ranks.get(said(one, "destinationNodeURI", "identifier"))
            exact = said(one, "associationType") == "exactMatchOf"
            if exact and origin is not None and wanted is not None and self._says(origin, wanted):
                yield origin, self._ident(wanted)
            else:
                self._say(one)

    def _says(self, rank: int, other: int) -> bool:
        """Whether an item says again, elsewhere and without more, what another says."""
        above, there = self.above[rank], self.above[other]
        if rank == other or self.under.get(rank) or above is None or above == there:
            return False
        titles = {folded(said(self.items[one], "fullStatement")) for one in (rank, other)}
        return len(titles) == 1

    def take_criteria(self, rubrics: list[Objet]) -> None:
        """Give each item the criteria of its rubric; levels and weights are lost."""
        scales: set[str] = set()
        for rubric in rubrics:
            say_rest(rubric, _RUBRIC, f"CFRubrics, {said(rubric, 'title')}", self.lost)
            criteria = objects(rubric.get("CFRubricCriteria"))
            for one in sorted(criteria, key=lambda c: number(c.get("position")) or 0):
                scales.add(self._rated(one))
        for scale in sorted(filter(None, scales)):
            self.lost.say("CFRubrics", f"niveaux : « {scale} »")

    def _rated(self, criterion: Objet) -> str:
        """Take a criterion; its levels, as they are called."""
        title = one_line(said(criterion, "description"))
        lieu = f"CFRubrics, {said(criterion, 'identifier')}"
        say_rest(criterion, _CRITERION, lieu, self.lost)
        item = self.ranks.get(said(criterion, "CFItemURI", "identifier"))
        if title and item is not None:
            title = not_too_long(title, lieu, self.lost)
            one = Noeud(lieu, "", title, genre="indicateur")
            self.criteria.setdefault(item, []).append(one)
        else:
            self.lost.say(lieu, f"critère sans énoncé ou sans élément : « {title} »")
        levels = objects(within(criterion, "CFRubricCriterionLevels"))
        ranked = sorted(levels, key=lambda level: number(level.get("position")) or 0)
        return ", ".join(filter(None, (said(level, "quality") for level in ranked)))

    def _say(self, association: Objet) -> None:
        ends = (
            said(association, end, "title") or said(association, end, "identifier") for end in _ENDS
        )
        kind = said(association, "associationType")
        self.lost.say("CFAssociations", f"{kind} : « {' » → « '.join(ends)} »")


_ENDS = ("originNodeURI", "destinationNodeURI")
