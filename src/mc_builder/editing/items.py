"""An item to add, copy, move or take away → the files that then hold it, or hold it no longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mc_builder.editing.changes import between, item_lines, key_lines
from mc_builder.editing.citing import Citation, cited_by
from mc_builder.editing.files import (
    add_file,
    copy_file,
    drop_file,
    first_of_file,
    move_file,
)
from mc_builder.editing.fragments import Change, Spot, end_of_line
from mc_builder.editing.naming import copied_ids, find_id
from mc_builder.editing.refused import Refused
from mc_builder.editing.seats import Seat, accepted, applied, seat, shifted, without
from mc_builder.editing.setting import put, reach, set_raw, set_value
from mc_builder.editing.targets import Changes, Target, in_file, target, unknown
from mc_builder.editing.values import Form, Kind, form_of, to_write
from mc_builder.french import listed
from mc_builder.loading.layout import FILES, FileKind
from mc_builder.model.base import Objet
from mc_builder.project import Project
from mc_builder.source.yaml_nodes import YamlList, YamlMap
from mc_builder.source.yaml_writing import Data, flow

#: Beyond, the message would be a list.
_MOST_NAMED = 3


def add_item(
    project: Project,
    parent: str,
    field: str,
    data: Mapping[str, Any] | str,
    after: str | None = None,
) -> Changes:
    """One more item in a list of an object (`parent`, `field`), after the one of this identity.

    Last when `after` is None, first when it is empty. What the files of the project list (blocs,
    exigences…) has an empty parent. An identifier is found for it where its neighbours have one.
    """
    kind = _kind(parent, field)
    if kind is not None and kind.pattern.endswith("*"):
        form = Form(Kind.OBJET, cls=_only_field(kind)[1])
        written = _item(project, form, data, named=True)
        return accepted(project, add_file(project, kind, written, after))
    return add_items(project, parent, field, [data], after)


def add_items(
    project: Project,
    parent: str,
    field: str,
    items: Sequence[Mapping[str, Any] | str],
    after: str | None = None,
) -> Changes:
    """Several items together in a list that one file writes, as `add_item` does with one.

    Why: the project is read again once, and not once for each. Those that bear an identifier must
    have different ones.
    """
    kind = _kind(parent, field)
    if kind is not None and not parent:
        parent, field = kind.schema, _only_field(kind)[0]
    if kind is not None and project.files.read(kind.pattern) is None:
        form = form_of(kind.cls.model_fields[field])
        whole = [_item(project, form, data, named=True) for data in items]
        return accepted(project, first_of_file(project, kind, field, whole))
    where = target(project, f"{parent}:{field}")
    form = form_of(where.field.info)
    if not form.many:
        raise Refused("rien ne s’ajoute ici")
    written = [_item(project, form, data, named=_named(where)) for data in items]
    return accepted(project, _added(project, where, written, after))


def _kind(parent: str, field: str) -> FileKind | None:
    """The file whose root lists such items; None when an object does."""
    kinds = [kind for kind in FILES if not kind.apart]
    if parent:
        return next((k for k in kinds if k.schema == parent and field in k.cls.model_fields), None)
    kind = next((kind for kind in kinds if field == kind.field), None)
    if kind is None:
        raise unknown(field)
    return kind


def _only_field(kind: FileKind) -> tuple[str, Any]:
    """The key with which a file begins, and the class of what it holds."""
    name, info = next(iter(kind.cls.model_fields.items()))
    return name, form_of(info).cls


def _named(where: Target) -> bool:
    """Whether the items of a list have an identifier: some of those that are there, or none is."""
    value: Any = where.model
    for part in where.path:
        value = getattr(value, str(part), ())
    return not value or any(getattr(one, "id", None) is not None for one in value)


def _item(project: Project, form: Form, data: Mapping[str, Any] | str, *, named: bool) -> Data:
    """An item as its file writes it."""
    written = to_write(form, data)
    if written is None:
        raise Refused("un élément vide ne s’ajoute pas")
    cls = form.cls
    if cls is None or not issubclass(cls, Objet):
        return written
    whole = _whole(written)
    if not named or (whole and not {"id", "ref"}.isdisjoint(whole)):
        return whole[str(cls.court)] if whole and set(whole) == {cls.court} else written
    whole = whole or {cls.court or "intitule": written}
    title = next((str(whole[key]) for key in ("intitule", "titre", "nom") if key in whole), "")
    return {"id": find_id(project, cls, title), **whole}


def _whole(data: Data) -> dict[str, Any]:
    """The keys of an object; none when it is in its short form."""
    return data if isinstance(data, dict) and set(data) != {"a_completer"} else {}


def _added(project: Project, where: Target, data: list[Data], after: str | None) -> Changes:
    spot, _, rest = reach(where.spot(), where.path)
    node = spot.node
    table = isinstance(node, YamlMap) and set(node) != {"a_completer"}
    if rest or not node or not (table or isinstance(node, YamlList)):
        return in_file(project, put(where.fragment(), where, data))
    items = tuple(inner for _, inner in spot.inners())
    rank = len(items) if after is None else 0
    if after:
        before = seat(project, after)
        if before.holder.place.span != spot.place.span or before.source.path != where.file:
            raise unknown(after)
        rank = before.rank + 1
    change = _inserted(where.place.span.source.text, spot, items, rank, data)
    return applied(project, where.file, [change])


def _inserted(
    text: str, holder: Spot, items: tuple[Spot, ...], rank: int, data: Sequence[Data]
) -> Change:
    """The change that writes entries as their neighbours are written."""
    near = items[max(min(rank, len(items)) - 1, 0)]
    apart = ", " if holder.braces else f"\n{' ' * near.column}"
    written = apart.join(_entry(holder, near, one) for one in data)
    return between(text, holder, items, rank, written)


def _entry(holder: Spot, near: Spot, data: Data) -> str:
    """An entry as its neighbour is written."""
    if not isinstance(holder.node, YamlMap):
        return flow(data) if holder.braces else item_lines(near, data)
    whole = _whole(data)
    if "id" not in whole:
        raise Refused("un élément de cette liste a un identifiant")
    rest: Data = {key: value for key, value in whole.items() if key != "id"}
    if set(rest) == {"intitule"} and isinstance(rest, dict):
        rest = rest["intitule"]
    ident = str(whole["id"])
    return f"{ident}: {flow(rest)}" if holder.braces else key_lines(near.column, ident, rest)


def duplicate_item(project: Project, cle: str) -> Changes:
    """A copy of an item after it, under identifiers of its own, its comments with it."""
    where = seat(project, cle)
    span = where.item.place.span
    start = where.item.start
    copy = copied_ids(project, where.model, span.source.span(start, span.end))
    if where.kind is not None:
        return accepted(project, copy_file(project, where, start, copy))
    change = between(where.source.text, where.holder, where.items, where.rank + 1, copy)
    return accepted(project, applied(project, where.source.path, [change]))


def move_item(project: Project, cle: str, after: str | None, parent: str | None = None) -> Changes:
    """Put an item after another of its list, or of the same list of another object.

    An empty `after` puts it first, None last; in the list of `parent` when it is given.
    """
    where = seat(project, cle)
    if where.kind is not None:
        return accepted(project, move_file(project, where, after))
    if after:
        there = seat(project, after)
        holder, items, rank, path = there.holder, there.items, there.rank + 1, there.source.path
    elif parent is None:
        holder, items, path = where.holder, where.items, where.source.path
        rank = 0 if after == "" else len(items)
    else:
        return _moved_to(project, where, parent, after)
    same = holder.place.span == where.holder.place.span and path == where.source.path
    if same and rank in {where.rank, where.rank + 1}:
        return {}
    text = project.source(path)
    if text is None:
        raise unknown(path)
    change = _landed(text.text, where, holder, items, rank)
    leaving = without(where, required=_required(project, where)) if not same else _leaving(where)
    if path == where.source.path:
        return accepted(project, applied(project, path, [*leaving, change]))
    left = applied(project, where.source.path, leaving)
    return accepted(project, {**left, **applied(project, path, [change])})


def _leaving(where: Seat) -> list[Change]:
    """What takes an item away, its own comment with it: it is written again elsewhere."""
    return without(where, required=True)


def _landed(text: str, where: Seat, holder: Spot, items: tuple[Spot, ...], rank: int) -> Change:
    """The change that writes an item elsewhere: its own lines, at the margin that is there."""
    alike = isinstance(holder.node, YamlMap) == where.table
    if not alike or holder.braces or where.holder.braces:
        return _inserted(text, holder, items, rank, [where.data])
    end = end_of_line(where.source.text, where.item.place.span.end)
    lines = where.source.text[where.item.start : end].rstrip()
    written = shifted(lines, items[0].column - where.item.column)
    return between(text, holder, items, rank, written)


def _moved_to(project: Project, where: Seat, parent: str, after: str | None) -> Changes:
    """An item that goes into the list of an object, where nothing may be yet."""
    key = where.holder.place.key
    field = key.text if key is not None else ""
    goal = target(project, f"{parent}:{field}")
    spot, _, rest = reach(goal.spot(), goal.path)
    if not rest and isinstance(spot.node, YamlList | YamlMap) and spot.node:
        first = next(iter(spot.inners()))[1]
        items = tuple(inner for _, inner in spot.inners())
        rank = 0 if after == "" else len(items)
        if first.place.span == where.items[0].place.span and goal.file == where.source.path:
            return move_item(project, where.model.cle, after)
        change = _landed(goal.place.span.source.text, where, spot, items, rank)
        leaving = without(where, required=_required(project, where))
        if goal.file == where.source.path:
            return accepted(project, applied(project, goal.file, [*leaving, change]))
        left = applied(project, where.source.path, leaving)
        return accepted(project, {**left, **applied(project, goal.file, [change])})
    leaving = without(where, required=_required(project, where))
    left = applied(project, where.source.path, leaving)
    there = target(project.edited(left), f"{parent}:{field}")
    came = in_file(there.project, put(there.fragment(), there, [where.data]))
    return accepted(project, {**left, **came})


def _required(project: Project, where: Seat) -> bool:
    """Whether the list of an item must be there, even empty."""
    key = where.holder.place.key
    owner = project.places.at(where.above[-1].place.span) if where.above else None
    info = type(owner).model_fields.get(key.text) if owner is not None and key else None
    return info is None or info.is_required()


def delete_item(project: Project, cle: str, *, links: bool = False) -> Changes:
    """Take an item away; refused when something cites it, unless `links` go with it."""
    found = cited_by(project, cle)
    if found and not links:
        raise Refused(_cited(found))
    after, changes = project, dict[str, bytes | None]()
    for one in reversed(found):
        step = remove_citation(after, one)
        changes |= step
        after = after.edited(step)
    where = seat(after, cle)
    if where.kind is not None:
        changes |= drop_file(where)
    else:
        leaving = without(where, required=_required(after, where))
        changes |= applied(after, where.source.path, leaving)
    return accepted(project, changes)


def _cited(found: tuple[Citation, ...]) -> str:
    names = list(dict.fromkeys(f"« {one.label} »" for one in found))
    shown = names[:_MOST_NAMED] + (["d’autres"] if len(names) > _MOST_NAMED else [])
    return f"cet objet est cité par {listed(shown)}"


def held_by(project: Project, one: Citation) -> str:
    """Why what is cited cannot go before this citation is written otherwise; empty when it can."""
    try:
        remove_citation(project, one)
    except Refused as refused:
        return str(refused)
    return ""


def remove_citation(project: Project, one: Citation) -> Changes:
    """Take away a link, with the object that is nothing but this link."""
    if not one.ref:
        raise Refused(f"« {one.label} » doit d’abord citer autre chose")
    cle, _, path = one.ref.rpartition(":")
    model = project.places.find(cle)
    name = path.partition("/")[0]
    info = type(model[0]).model_fields.get(name) if model is not None else None
    if model is not None and info is not None and info.is_required() and "/" not in path:
        holder, _, last = cle.rpartition("/")
        if last.isdecimal() and not isinstance(model[0], Objet):
            where = seat(project, cle)
            leaving = without(where, required=_required(project, where))
            return applied(project, where.source.path, leaving)
        if isinstance(model[0], Objet) or not holder:
            raise Refused(f"« {one.label} » doit d’abord citer autre chose")
        return set_raw(project, f"{holder}:{last}", None)
    return set_value(project, one.ref, None)
