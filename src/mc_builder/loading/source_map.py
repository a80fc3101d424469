"""Where each object and field of the model stands in the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from mc_builder.loading.enclosing import Enclosing
from mc_builder.model.base import Modele, Objet, children
from mc_builder.model.liens import Lien
from mc_builder.model.projet import Prose
from mc_builder.source.yaml_nodes import YamlList, YamlMap
from mc_builder.spans import SourceText, Span

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """A value of a YAML file: its node (None for null), its span, and its key's when it has one."""

    node: Any
    span: Span
    key: Span | None = None

    def descend(self, part: str | int) -> Place | None:
        """The place of a key or an item; None when the value has no such part.

        A table of identifiers (``taches: {mesure: Mesure}``) is descended by number like a list.
        """
        node = self.node
        if isinstance(node, YamlMap):
            if isinstance(part, int):
                if part >= len(node):
                    return None
                part = list(node)[part]
            if part == "cible" and part not in node:
                part = next((key for key in node if key not in Lien.autour), part)
            if part in node:
                return Place(node[part], node.values_at[part], node.keys_at[part])
        elif isinstance(node, YamlList) and isinstance(part, int) and part < len(node):
            return Place(node[part], node.items_at[part])
        return None

    def walk(self, path: Path) -> Place:
        """Follow a path as far as the file goes: a short form stands for all its fields."""
        return self._follow(path)[0]

    def depth(self, path: Path) -> int:
        """How many parts of a path the file writes."""
        return self._follow(path)[1]

    def _follow(self, path: Path) -> tuple[Place, int]:
        place = self
        for done, part in enumerate(path):
            inner = place.descend(part)
            if inner is None:
                return place, done
            place = inner
        return place, len(path)


class SourceMap:
    """Model → place. Filled by the loader, read by whoever makes a diagnostic."""

    def __init__(self) -> None:
        self._places: dict[int, tuple[Modele, Place]] = {}
        self._proses: dict[str, Span] = {}
        self._cles: set[str] = set()

    def add(self, model: Modele, place: Place, cle: str = "") -> None:
        """Record a model and all those below it, and give each object its identity.

        An object without id is named after its parent and its place: ``diagnostic/taches/2``.
        """
        self._places[id(model)] = (model, place)
        if isinstance(model, Objet):
            cle = self._own(model, cle)
        model.name_it(cle)
        for path, child in children(model):
            step = "/".join(str(p + 1) if isinstance(p, int) else p for p in path)
            self.add(child, place.walk(path), f"{cle}/{step}" if cle else step)

    def knows(self, model: Modele) -> bool:
        """Whether the files of the project write this model: a profile of the tool is not there."""
        return id(model) in self._places

    def find(self, cle: str) -> tuple[Modele, Place] | None:
        """The model of this identity and its place; None when no YAML file writes it."""
        return next((found for found in self._places.values() if found[0].cle == cle), None)

    def at(self, span: Span) -> Modele | None:
        """The outermost model that is written at a place, and nowhere else."""
        here = (m for m, place in self._places.values() if place.span == span)
        return next((m for m in here if self._places[id(m)][1].span.path == span.path), None)

    def roots(self, cls: type[Modele]) -> list[Span]:
        """Where the files of which this is the class are written, whole."""
        return [place.span for model, place in self._places.values() if type(model) is cls]

    def prose(self, cle: str) -> SourceText | None:
        """The Markdown file of this identity; None when there is none."""
        span = self._proses.get(cle)
        return None if span is None else span.source

    def free(self, other: SourceMap) -> bool:
        """Whether no object of another map has the identity of one of this map."""
        return self._cles.isdisjoint(other._cles)

    def part(self, models: Iterable[Modele]) -> SourceMap:
        """The places of some models and of the Markdown files among them, alone."""
        found = SourceMap()
        for model in models:
            if isinstance(model, Prose):
                found._proses[model.cle] = self._proses[model.cle]
            elif id(model) in self._places:
                found._places[id(model)] = self._places[id(model)]
        return found

    def by_file(self, roots: Iterable[Modele]) -> Iterator[tuple[Modele, ...]]:
        """Roots of the model, those together that follow each other in one file."""

        def file_of(root: Modele) -> str:
            known = self._places.get(id(root))
            return "" if known is None else known[1].span.path

        for _, group in groupby(roots, file_of):
            yield tuple(group)

    def merge(self, other: SourceMap) -> None:
        """Take in the places of a file whose identities are free."""
        self._places |= other._places
        self._proses |= other._proses
        self._cles |= other._cles

    def _own(self, objet: Objet, place: str) -> str:
        """The identity of an object: its id, which is the first one's when two objects have it.

        Why: a project with mistakes is drawn up all the same, and two objects with one identity
        would stand for each other.
        """
        cle = objet.id if objet.id is not None and objet.id not in self._cles else place
        count = 1
        while cle in self._cles:
            count += 1
            cle = f"{place}~{count}"
        self._cles.add(cle)
        return cle

    def add_prose(self, prose: Prose, source: SourceText) -> None:
        """Record a Markdown file."""
        self._proses[prose.cle] = source.span(0, len(source.text))

    def span(self, model: Modele, *path: str | int) -> Span:
        """Where a model, or one of its fields, is written.

        A field that is not written gives the place of the object.
        """
        if isinstance(model, Prose):
            return self._proses[model.cle]
        _, place = self._places[id(model)]
        found = place.walk(path)
        if path and path[-1] == "id" and found is place and place.key is not None:
            return place.key  # a table of identifiers: the key is the id
        if path and found is place:
            return start_of(place)
        return found.span

    def whole(self, model: Modele) -> Span:
        """All that a model is written in, the key that names it included."""
        _, place = self._places[id(model)]
        start = place.span.start if place.key is None else place.key.start
        return place.span.source.span(start, place.span.end)

    def name(self, model: Modele, *path: str | int) -> Span:
        """Where an identifier is written: the key of a table that it names, or a value.

        That of a text of the annexes is in the name of its file.
        """
        if isinstance(model, Prose):
            return self._proses[model.cle].source.span()
        _, place = self._places[id(model)]
        found = place.walk(path)
        if isinstance(found.node, YamlMap | None) and found.key is not None:
            return found.key
        return self.span(model, *path)

    @cached_property
    def _of_file(self) -> Mapping[str, Enclosing[tuple[Modele, Place]]]:
        """The models that each file writes, and where: made once nothing is recorded any more."""
        found: dict[str, list[tuple[tuple[Modele, Place], int, int]]] = {}
        for written in self._places.values():
            span = written[1].span
            found.setdefault(span.source.path, []).append((written, span.start, span.end))
        return {path: Enclosing(items) for path, items in found.items()}

    @cached_property
    def _prose_of_file(self) -> Mapping[str, str]:
        """The identity of each Markdown file, by its path; of two, the first."""
        return {span.path: cle for cle, span in reversed(self._proses.items())}

    def owner(self, span: Span) -> tuple[str, str] | None:
        """The identity and the field of what is written at a place; None outside every object.

        The innermost object is given; the field is empty when none of its fields holds the place.
        """
        prose = self._prose_of_file.get(span.path)
        if prose is not None and _holds(self._proses[prose], span):
            return prose, ""
        of_file = self._of_file.get(span.path)
        around = of_file.around(span.start, span.end) if of_file is not None else []
        if not around:
            return None
        model, place = min(around, key=lambda written: _length(written[1].span))
        inside = (
            name
            for name in type(model).model_fields
            if (part := place.descend(name)) is not None and _holds(part.span, span)
        )
        return model.cle, next(inside, "")

    def files(self, references: Iterable[str]) -> list[SourceText]:
        """The files where texts are written, by name.

        A reference is that of a printed text: ``diagnostic/taches/2:intitule``, or a block of prose
        ``dossier/note/10-origine/3``. A part is where the nearest whole is that has a place.
        """
        known = {model.cle: place.span.source for model, place in self._places.values()}
        known |= {cle: span.source for cle, span in self._proses.items()}
        found = {}
        for reference in set(references):
            cle = reference.partition(":")[0]
            while cle and cle not in known:
                cle = cle.rpartition("/")[0]
            if cle:
                found[known[cle].path] = known[cle]
        return [found[path] for path in sorted(found)]

    def start(self, model: Modele) -> Span:
        """A short span that names a model: its title, or its first key."""
        for name in ("intitule", "titre", "nom", "cible"):
            if name in type(model).model_fields:
                return self.span(model, name)
        return start_of(self._places[id(model)][1])


def _holds(outer: Span, inner: Span) -> bool:
    return outer.path == inner.path and outer.start <= inner.start and inner.end <= outer.end


def _length(span: Span) -> int:
    return span.end - span.start


def start_of(place: Place) -> Span:
    """The first key of a mapping, the first item of a list, or the value itself."""
    node = place.node
    if isinstance(node, YamlMap) and node.keys_at:
        return next(iter(node.keys_at.values()))
    if isinstance(node, YamlList) and node.items_at:
        return place.span.source.span(place.span.start, place.span.start + 1)
    return place.span
