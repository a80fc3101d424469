"""An object that has its file → the files of its folder once it is added, copied, moved or gone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mc_builder.editing.naming import free
from mc_builder.editing.refused import Refused
from mc_builder.editing.seats import Seat, seat
from mc_builder.editing.targets import Changes, unknown
from mc_builder.french import slug
from mc_builder.loading.layout import MAIN, FileKind
from mc_builder.project import Project
from mc_builder.source.edits import new_file
from mc_builder.source.tree import ReadProblem, natural_key
from mc_builder.source.yaml_writing import Data, block

_NUMBERED = re.compile(r"(?P<number>\d+)(?P<dash>-)(?P<name>.+)\Z|(?P<stem>.*?)(?P<last>\d+)\Z")
#: Between two numbered files, room for others.
_STEP = 10


def add_file(project: Project, kind: FileKind, data: Data, after: str | None) -> Changes:
    """A new file for an object, after that of another."""
    key = next(iter(kind.cls.model_fields))
    paths = paths_of(project, kind)
    heads = [_head(project, path) for path in paths[-1:]]
    ident = str(data["id"]) if isinstance(data, dict) and "id" in data else slug(kind.schema)
    text = "".join((*heads, *(f"{line}\n" for line in block(key, data))))
    path = _new_name(project, kind, paths, ident)
    if kind.nomme:
        return {path: _written(project, text, *paths[-1:])}
    return _placed(project, kind, path, _written(project, text, *paths[-1:]), after)


def first_of_file(project: Project, kind: FileKind, field: str, data: Data) -> Changes:
    """A file that is not there yet, with what it first holds."""
    text = "".join(f"{line}\n" for line in block(field, data))
    return {kind.pattern: _written(project, text)}


def copy_file(project: Project, where: Seat, start: int, copy: str) -> Changes:
    """A new file for the copy of an object, after its own; `start` is where it begins there."""
    if where.kind is None:
        raise Refused("cet objet n’a pas de fichier à lui")
    text = where.source.text
    whole = text[:start] + copy + text[where.item.place.span.end :]
    ident = f"{where.model.cle}-copie"
    name = _new_name(project, where.kind, paths_of(project, where.kind), ident)
    data = _written(project, whole, where.source.path)
    return _placed(project, where.kind, name, data, where.model.cle)


def drop_file(where: Seat) -> Changes:
    """The file of an object taken away."""
    return {where.source.path: None}


def move_file(project: Project, where: Seat, after: str | None) -> Changes:
    """The file of an object after that of another: the names of the folder stay, in their order."""
    if where.kind is None:
        raise Refused("cet objet n’a pas de fichier à lui")
    paths = paths_of(project, where.kind)
    return _in_order(project, paths, where.source.path, _rank(project, paths, after))


def paths_of(project: Project, kind: FileKind) -> list[str]:
    """The files of a kind, in their order."""
    try:
        found = project.files.paths(kind.folder)
    except ReadProblem as problem:
        raise Refused(str(problem)) from problem
    models = {place.path for place in project.places.roots(kind.cls)}
    return [path for path in found if path in models]


def _written(project: Project, text: str, neighbour: str = MAIN) -> bytes:
    """The bytes of a new file, its mark and its ends of line those of a file that is there."""
    return new_file(text, project.files.read(neighbour))


def _rank(project: Project, paths: list[str], after: str | None) -> int:
    if after is None:
        return len(paths)
    path = seat(project, after).source.path if after else ""
    if after and path not in paths:
        raise unknown(after)
    return paths.index(path) + 1 if after else 0


def _head(project: Project, path: str) -> str:
    """The first line of a file, when it says which schema describes it."""
    source = project.source(path)
    line = source.text.partition("\n")[0] if source is not None else ""
    return f"{line}\n" if line.startswith("# yaml-language-server:") else ""


def _stems(paths: Iterable[str]) -> list[str]:
    return [path.rpartition("/")[2].rpartition(".")[0] for path in paths]


def _new_name(project: Project, kind: FileKind, paths: list[str], ident: str) -> str:
    """A name after the others, made as theirs are: « bloc-4 », « 80-mediation »."""
    if kind.nomme:
        return f"{kind.folder}/{free(ident, _stems(project.files.paths(kind.folder)))}.yaml"
    stems = _stems(paths)
    found = _NUMBERED.match(stems[-1]) if stems else None
    if found is None:
        name = f"{kind.schema}-{len(paths) + 1}" if not stems else ident
    elif found["dash"]:
        number = (int(found["number"]) // _STEP + 1) * _STEP
        name = f"{number:0{len(found['number'])}}-{ident}"
    else:
        name = f"{found['stem']}{int(found['last']) + 1}"
    while name in stems:
        name += "-2"
    return f"{kind.folder}/{name}.yaml"


def _placed(project: Project, kind: FileKind, path: str, data: bytes, after: str | None) -> Changes:
    """A new file, and those that change their place so that it follows another."""
    paths = paths_of(project, kind)
    rank = _rank(project, paths, after)
    with_it = project.edited({path: data})
    ordered = sorted([*paths, path], key=natural_key)
    return {path: data} | _in_order(with_it, ordered, path, rank)


def _in_order(project: Project, paths: list[str], path: str, rank: int) -> Changes:
    """The contents of some files, that of one at another rank, under the same names in order."""
    rest = [one for one in paths if one != path]
    wanted = (
        [*rest[:rank], path, *rest[rank:]]
        if rank <= paths.index(path)
        else [*rest[: rank - 1], path, *rest[rank - 1 :]]
    )
    return {
        name: project.files.read(source)
        for name, source in zip(paths, wanted, strict=True)
        if name != source
    }
