"""A framework of another software → the files of the référentiel of a project that begins.

What it says is kept: titles, order, numbers that are not those that would be reckoned, identifiers
that can be ours. What it does not say is to complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mc_builder.beginning.answers import Answers
from mc_builder.beginning.content import Data, due, evaluation, pole, yaml_of
from mc_builder.french import slug
from mc_builder.importers.referentiels.arbre import Genre, Noeud
from mc_builder.model.activites import Pole
from mc_builder.model.base import IDENTIFIANT
from mc_builder.model.blocs import Bloc, Competence
from mc_builder.names import Names

_GENERAL = "referentiels/blocs/generaux.yaml"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
#: The longest identifier that is made of a title, and that anybody may write.
_SHORT, _LONGEST = 48, 80


@dataclass(slots=True)
class Reprise:
    """The identities that the parts of a framework take in a project, whatever is made of them."""

    answers: Answers
    blocs: Sequence[Noeud]
    ids: dict[int, str] = field(default_factory=dict)
    meant: dict[str, Noeud] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Give its identifier to each bloc and competence, and keep those that the others have."""
        others = {p: d for p, d in yaml_of(self.answers) if not _is_replaced(p)}
        taken = {*_idents(others), *_idents(list(_around(range(1, len(self.blocs) + 1))))}
        for one in self.parts():
            kept = one.ident if _is_ours(one.ident) and one.ident not in taken else ""
            if kept or (one.genre in {"bloc", "competence"} and not self.ref(one)):
                self.ids[id(one)] = kept or _fresh(one, taken)
                taken.add(self.ids[id(one)])

    def parts(self) -> Iterator[Noeud]:
        """All the parts but those that take up another, which have the identifier of that."""
        every = [part for bloc in self.blocs for part in bloc.tous()]
        for one in every:
            if one.ident and not one.meme:
                self.meant.setdefault(one.ident, one)
        yield from (one for one in every if not self.ref(one))

    def ref(self, one: Noeud) -> Noeud | None:
        """The competence that another takes up."""
        found = self.meant.get(one.meme) if one.meme and one.genre == "competence" else None
        return found if found is not None and found.genre == "competence" else None

    def files(self, names: Names | None = None) -> dict[str, Data]:
        """The files, by path. With the `names` of a project of them, the numbers that differ."""
        data = dict(yaml_of(self.answers))
        found = {_GENERAL: data[_GENERAL]} if _GENERAL in data else {}
        evalue: dict[str, list[str]] = {}
        for rank, bloc in enumerate(self.blocs, 1):
            held = [one for one in _competences(bloc) if not self.ref(one)]
            evalue[self.ids[id(bloc)]] = [self.ids[id(one)] for one in held]
            path = f"referentiels/blocs/bloc-{rank}.yaml"
            found[path] = {"bloc": self._bloc(bloc, rank, names)}
            found[f"referentiels/activites/pole-{rank}.yaml"] = {"pole": _pole(rank)}
        return {**found, "referentiels/evaluation.yaml": evaluation(evalue)}

    def _bloc(self, bloc: Noeud, rank: int, names: Names | None) -> Data:
        cle = self.ids[id(bloc)]
        competences = [self._competence(one, names) for one in _competences(bloc)]
        levels = [self._level(one) for one in _of(bloc, "niveau")]
        shared = [self._part(one) for one in _of(bloc, "indicateur")]
        return {
            "id": cle,
            **self._titled(bloc, cle, names),
            "pole": f"pole-{rank}",
            **({"niveaux": levels} if levels else {}),
            **({"competences": competences} if competences else due(Bloc, "competences")),
            **({"indicateurs": [{"liste": shared}]} if shared else {}),
            **due(Bloc, "savoirs"),
        }

    def _level(self, level: Noeud) -> Data:
        held = [self.ids[id(self.ref(one) or one)] for one in level.dans]
        return {
            "intitule": level.intitule,
            **({"annee": str(level.annee)} if level.annee else {}),
            **({"competences": held} if held else {}),
        }

    def _competence(self, one: Noeud, names: Names | None) -> Data:
        other = self.ref(one)
        if other is not None:
            return {"ref": self.ids[id(other)]}
        cle = self.ids[id(one)]
        parts = [
            self._sub(part, f"{cle}/sous_competences/{rank}", names)
            for rank, part in enumerate(_of(one, "sous-competence"), 1)
        ]
        shown = [self._part(part) for part in _of(one, "indicateur")]
        said = any(part.genre == "indicateur" for part in one.tous())
        return {
            "id": cle,
            **self._titled(one, cle, names),
            **due(Competence, "mobilise"),
            **({"sous_competences": parts} if parts else {}),
            **({"indicateurs": shown} if shown else {} if said else due(Competence, "indicateurs")),
            **due(Competence, "marqueurs"),
        }

    def _sub(self, part: Noeud, place: str, names: Names | None) -> Data:
        shown = [self._part(one) for one in _of(part, "indicateur")]
        return {
            **self._named(part),
            **self._titled(part, self.ids.get(id(part), place), names),
            **({"indicateurs": shown} if shown else {}),
        }

    def _part(self, one: Noeud) -> Data | str:
        named = self._named(one)
        return {**named, "intitule": one.intitule} if named else one.intitule

    def _named(self, one: Noeud) -> Data:
        return {"id": self.ids[id(one)]} if id(one) in self.ids else {}

    def _titled(self, one: Noeud, cle: str, names: Names | None) -> Data:
        """The title, and the number when it would not be reckoned alike."""
        own = _bare(one.numero)
        kept = names is not None and own and own != names[cle].numero
        return {"intitule": one.intitule, **({"numero": own} if kept else {})}


def _bare(numero: str) -> str:
    """« Bloc 1 » → « 1 »: the word before a number is that of the profile."""
    return re.sub(r"^[^\W\d_]{2,}\s+(?=\S*\d)", "", numero)


def _of(one: Noeud, genre: Genre) -> list[Noeud]:
    return [part for part in one.dans if part.genre == genre]


def _competences(bloc: Noeud) -> list[Noeud]:
    """Those of a bloc, and of its niveaux, in the order of the file."""
    held = ((one,) if one.genre == "competence" else one.dans for one in bloc.dans)
    return [one for part in held for one in part if one.genre == "competence"]


def _is_replaced(path: str) -> bool:
    return path != _GENERAL and path.startswith(
        ("referentiels/blocs/", "referentiels/activites/", "referentiels/evaluation")
    )


def _around(ranks: Sequence[int]) -> Iterator[Data]:
    """What stands beside the blocs: the pôles and the épreuves."""
    yield evaluation({str(rank): () for rank in ranks})
    yield from map(_pole, ranks)


def _pole(rank: int) -> Data:
    """A pôle whose activités are to complete: no competence says yet which it takes up."""
    return {**pole(rank), **due(Pole, "activites")}


def _idents(data: Any) -> Iterator[str]:
    """All the identifiers that some data give."""
    if isinstance(data, Mapping):
        if isinstance(data.get("id"), str):
            yield data["id"]
        data = list(data.values())
    for one in data if isinstance(data, list) else ():
        yield from _idents(one)


def _is_ours(ident: str) -> bool:
    """Whether an identifier may be one here, and was made to be read."""
    return len(ident) <= _LONGEST and bool(IDENTIFIANT.match(ident)) and not _UUID.match(ident)


def _fresh(one: Noeud, taken: set[str]) -> str:
    """An identifier made of a title, which nothing has."""
    words = slug(one.intitule)
    if len(words) > _SHORT:
        words = words[:_SHORT].rpartition("-")[0] or words[:_SHORT]
    start = words if IDENTIFIANT.match(words) else f"{one.genre}-{words}".rstrip("-")
    start = start if IDENTIFIANT.match(start) else str(one.genre)
    found, rank = start, 1
    while found in taken:
        rank += 1
        found = f"{start}-{rank}"
    return found
