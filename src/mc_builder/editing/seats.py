"""An identity → the entry of the list, or of the table, where its object is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mc_builder.diagnostics import Fix, Severity
from mc_builder.editing.changes import plain, removals
from mc_builder.editing.fragments import Change, Spot, way_to
from mc_builder.editing.refused import Refused
from mc_builder.editing.targets import Changes, root_of, unknown
from mc_builder.loading.layout import FILES, FileKind
from mc_builder.model.base import Modele, Objet
from mc_builder.project import Project
from mc_builder.source.edits import splice
from mc_builder.source.yaml_nodes import YamlList, YamlMap
from mc_builder.source.yaml_writing import Data
from mc_builder.spans import SourceText


@dataclass(frozen=True)
class Seat:
    """An entry of a list or of a table: the file, what holds the entries, all of them, its rank.

    `above` is the entry of what holds them, `kind` the file when the object is all of it.
    """

    model: Modele
    source: SourceText
    holder: Spot
    items: tuple[Spot, ...]
    rank: int
    above: tuple[Spot, ...]
    kind: FileKind | None = None

    @property
    def item(self) -> Spot:
        """The entry itself."""
        return self.items[self.rank]

    @property
    def table(self) -> bool:
        """Whether the key of the entry is the identifier of its object."""
        return isinstance(self.holder.node, YamlMap)

    @property
    def data(self) -> Data:
        """What the entry holds, its identifier with it."""
        node = plain(self.item.node)
        key = self.item.place.key
        if not self.table or key is None:
            return node  # type: ignore[no-any-return]
        whole = isinstance(node, dict) and set(node) != {"a_completer"}
        return {"id": str(self.model.cle), **(node if whole else {"intitule": node})}


def seat(project: Project, cle: str) -> Seat:
    """Where the object of an identity is written; refused when it stands in no list."""
    found = project.places.find(cle)
    if found is None:
        raise unknown(cle)
    model, place = found
    source = place.span.source
    way = [spot for _, spot in way_to(root_of(project, place), place.span)]
    if way[-1].place.span != place.span or len(way) < 2:
        raise Refused("cet objet n’est pas dans une liste")
    kind = next(kind for kind in FILES if kind.accepts(source.path))
    holder, item = way[-2], way[-1]
    items = tuple(inner for _, inner in holder.inners())
    rank = next(n for n, one in enumerate(items) if one.place.span == item.place.span)
    alone = len(way) == 2 and kind.pattern.endswith("*")
    named = item.place.key is not None and isinstance(model, Objet) and model.id == _key(item)
    if not (alone or named or isinstance(holder.node, YamlList)):
        raise Refused("cet objet n’est pas dans une liste")
    return Seat(model, source, holder, items, rank, tuple(way[:-2]), kind if alone else None)


def _key(spot: Spot) -> str:
    return spot.place.key.text.strip("\"'") if spot.place.key is not None else ""


def without(where: Seat, *, required: bool) -> list[Change]:
    """The changes of the file that take an entry away; the list goes with its last one."""
    text = where.source.text
    if len(where.items) > 1:
        return removals(text, where.holder, where.items, where.rank, keep=False)
    if required or not where.above:
        span = where.holder.place.span
        start = span.start if where.holder.flow or text[span.start] in "[{" else _colon(where)
        empty = "{}" if where.table else "[]"
        return [(start, span.end, empty if start == span.start else f" {empty}")]
    holder = where.above[-1]
    entries = tuple(inner for _, inner in holder.inners())
    rank = next(n for n, one in enumerate(entries) if one.place.span == where.holder.place.span)
    if len(entries) == 1:
        raise Refused("il ne resterait rien de l’objet qui contient celui-ci")
    return removals(text, holder, entries, rank, keep=False)


def _colon(where: Seat) -> int:
    key = where.holder.place.key
    return where.source.text.index(":", key.end) + 1 if key is not None else 0


def shifted(lines: str, columns: int) -> str:
    """Some lines, those after the first further to the right, or to the left."""
    first, *rest = lines.split("\n")
    if columns < 0:
        rest = [line[-columns:] if line[:-columns].isspace() else line.lstrip() for line in rest]
    return "\n".join([first, *(" " * max(columns, 0) + line if line else "" for line in rest)])


def applied(project: Project, path: str, changes: Sequence[Change]) -> Changes:
    """A file after some changes of its text."""
    data, source = project.files.read(path), project.source(path)
    if data is None or source is None:
        raise unknown(path)
    text, done, pieces = source.text, 0, list[str]()
    for start, end, new in sorted(changes):
        pieces += (text[done:start], new)
        done = max(done, end)
    after = "".join((*pieces, text[done:]))
    first = min((start for start, _, _ in changes), default=0)
    last = max((end for _, end, _ in changes), default=0)
    new = after[first : len(after) - (len(text) - last)]
    return {path: splice(data, [Fix(source.span(first, last), new)])}


def accepted(project: Project, changes: Changes) -> Changes:
    """The same changes, refused when they bring an error to the project."""
    before = {(d.code, d.message) for d in project.problems}
    for found in project.edited(changes).problems:
        if found.severity is Severity.ERREUR and (found.code, found.message) not in before:
            raise Refused(found.message)
    return changes
