"""A reference of a document, « identity:field » → the lines of the file where it is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from mc_builder.diagnostics import Fix
from mc_builder.editing.fragments import Fragment, Spot, fragment, way_to
from mc_builder.editing.refused import Refused
from mc_builder.editing.values import form_of
from mc_builder.loading.keys import Field, field_at
from mc_builder.loading.source_map import Path, Place
from mc_builder.model.base import Modele, Objet, motif_a_completer
from mc_builder.model.liens import Lien
from mc_builder.project import Project
from mc_builder.source.edits import normalised, splice
from mc_builder.source.yaml_nodes import YamlMap
from mc_builder.spans import SourceText

#: The files to write, by path: their new bytes, None for one that goes.
Changes = dict[str, bytes | None]


@dataclass(frozen=True)
class Target:
    """A field of an object that a file writes.

    `path` leads to it from `model`: more than one step when it is in an object that is not written
    (yet), in a table or in a list. `model` is written at `place`.
    """

    project: Project
    ref: str
    model: Modele
    place: Place
    path: Path

    @property
    def cls(self) -> type[Modele]:
        """The class of the object."""
        return type(self.model)

    @property
    def field(self) -> Field:
        """The field, of the object that holds it."""
        found = field_at(self.cls, self.path)
        if found is None:
            raise unknown(self.ref)
        return found

    @property
    def file(self) -> str:
        """The path of the file."""
        return self.place.span.path

    def spot(self) -> Spot:
        """The object in its file, as it is written."""
        return spot_at(self.project, self.place)

    def fragment(self) -> Fragment:
        """The lines of the object, as they are written."""
        return lines_at(self.project, self.place)


def unknown(ref: str) -> Refused:
    """Said of a reference that leads nowhere: what was shown is no longer there."""
    refused = Refused("ce texte, ou cet objet, n’est plus dans le projet")
    refused.add_note(ref)
    return refused


def lines_at(project: Project, place: Place) -> Fragment:
    """The lines of what stands at a place of a file."""
    return fragment(place.span.source, root_of(project, place), place.span)


def spot_at(project: Project, place: Place) -> Spot:
    """What stands at a place of a file, as it is written."""
    return way_to(root_of(project, place), place.span)[-1][1]


def root_of(project: Project, place: Place) -> YamlMap:
    """What the file of a place holds, as it is written."""
    data = project.nodes(place.span.path)
    if data is None:
        raise Refused(f"le fichier {place.span.path} est mal formé : corrigez-le d’abord")
    return data


def target(project: Project, ref: str) -> Target:
    """What a reference names; raises Refused when nothing has that name."""
    cle, colon, field = ref.rpartition(":")
    if not colon or not field:
        raise unknown(ref)
    model, place, above = written(project, cle)
    path = (*above, *_steps(field))
    if not _leads(type(model), path):
        raise unknown(ref)
    return Target(project, ref, model, place, path)


def written(project: Project, cle: str) -> tuple[Modele, Place, Path]:
    """The nearest object that the file of an identity writes, its place, and the way from it."""
    found = project.places.find(cle)
    if found is None:
        raise unknown(cle)
    model, place = found
    if isinstance(model, Objet) and model.id is not None:
        return model, place, ()
    *parts, last = cle.split("/")
    if last.isdecimal() or not parts or not project.places.knows(model):
        return model, place, ()
    holder, around, above = written(project, "/".join(parts))
    # An object that no key writes has its values by default, and the place of its holder.
    return (model, place, ()) if around.span != place.span else (holder, around, (*above, last))


def _steps(field: str) -> Path:
    return tuple(int(part) - 1 if part.isdecimal() else part for part in field.split("/"))


def _leads(cls: type[Modele], path: Path) -> bool:
    """Whether a path begins by a field of a class, and has a rank only where there is a list."""
    info = cls.model_fields.get(str(path[0]))
    ranked = len(path) > 1 and isinstance(path[1], int)
    return info is not None and -1 not in path and (not ranked or form_of(info).many)


def step_of(place: Place, part: str | int) -> str | int | None:
    """A step of the model, as the file writes it; None when it does not."""
    if place.descend(part) is None:
        return None
    if isinstance(part, int) and motif_a_completer(place.node) is not None:
        return None
    if isinstance(place.node, YamlMap):
        names = list(place.node)
        if isinstance(part, int):
            return names[part]
        if part not in place.node:
            return next(name for name in names if name not in Lien.autour)
    return part


@cache
def keys_in_order(cls: type[Modele]) -> dict[str, int]:
    """The rank of each key of an object: its identifier, its own fields, then its notes."""
    own = [name for name in cls.model_fields if name not in Objet.model_fields]
    if issubclass(cls, Lien):
        own = [*cls.cles, *cls.autour]
    return {name: rank for rank, name in enumerate(("id", *own, "notes"))}


def bytes_after(project: Project, path: str, text: str) -> Changes:
    """A file whose text is to be this one: its bytes, its mark and its ends of line kept."""
    data = project.files.read(path) or b""
    before = normalised(data)
    if before == text:
        return {path: data}
    start = _common(before, text)
    end = min(_common(before[::-1], text[::-1]), min(len(before), len(text)) - start)
    span = SourceText(path, before).span(start, len(before) - end)
    return {path: splice(data, [Fix(span, text[start : len(text) - end])])}


def _common(text: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(text), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] == other[:middle] else (low, middle - 1)
    return low


def in_file(project: Project, after: Fragment) -> Changes:
    """The file of a fragment, with its new lines."""
    text = after.file.text
    whole = text[: after.start] + after.text + text[after.end :]
    return bytes_after(project, after.file.path, whole)
