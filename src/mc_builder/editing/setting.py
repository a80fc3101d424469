"""A reference and a value → the file where the field has that value; all else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mc_builder.editing.changes import (
    expand,
    insert_item,
    insert_key,
    order,
    plain,
    remove,
    replace_value,
    with_data,
)
from mc_builder.editing.choosing import check_names, of_natures
from mc_builder.editing.fragments import Fragment, Spot
from mc_builder.editing.refused import Refused
from mc_builder.editing.scalars import MISREAD
from mc_builder.editing.seats import accepted
from mc_builder.editing.targets import (
    Changes,
    Target,
    in_file,
    keys_in_order,
    lines_at,
    step_of,
    target,
)
from mc_builder.editing.values import Form, Kind, Value, form_of, to_write
from mc_builder.french import small
from mc_builder.loading.keys import model_at
from mc_builder.loading.schema_errors import schema_diagnostic
from mc_builder.loading.source_map import Path
from mc_builder.model.base import Modele, Objet
from mc_builder.model.liens import Lien
from mc_builder.project import Project
from mc_builder.source.yaml_nodes import YamlList, YamlMap
from mc_builder.source.yaml_writing import Data


def set_value(project: Project, ref: str, value: Value) -> Changes:
    """Give a field (« identity:field ») a value, or take it away (None).

    The answer is the files to write, by path. Raises Refused: the field is no longer there, or the
    model refuses the value.
    """
    where = target(project, ref)
    form = form_of(where.field.info, item=where.field.item)
    spot = where.spot()
    if value is not None and not form.many and _is_link(form, reach(spot, where.path)[0].node):
        where = replace(where, path=(*where.path, court_of(form.cls)))
    was, near = typed(spot, where), beside(where.place.span.source.text, str(where.path[-1]))
    raw = reach(spot, where.path)[0].place.span.text
    bare = any(MISREAD.fullmatch(text) for text in (raw, near))
    data = to_write(form, value, was or near, bare=bare)
    check_names(project, form, data)
    if form.many and isinstance(data, str):
        data = [data]
    if form.many and isinstance(data, list) and form.kind is Kind.LIEN:
        data = _links_kept(form, plain(reach(spot, where.path)[0].node), data)
    after = _replaced(where, spot, data)
    changes = _set(where, data) if after is None else in_file(project, after)
    return accepted(project, changes) if form.kind is Kind.OBJET else changes


def _set(where: Target, data: Data | None) -> Changes:
    """The file of an object once its field holds these data; an object left empty goes too."""
    try:
        return in_file(where.project, _changed(where, data))
    except Emptied:
        holder, _, last = where.model.cle.rpartition("/")
        if not holder or last.isdecimal():
            raise
        return set_raw(where.project, f"{holder}:{last}", None)


class Emptied(Refused):
    """An object of which nothing would be left."""


def _is_link(form: Form, node: Any) -> bool:
    """Whether a link is written there in its long form: what it names changes, no more."""
    return form.kind is Kind.LIEN and isinstance(node, YamlMap) and not _to_complete(node)


def _links_kept(form: Form, was: Any, data: list[Any]) -> list[Any]:
    """A list of links, those that were there as they were written."""
    long = {named_in(form.cls, one): one for one in was if isinstance(one, dict)}
    return [long.get(one, one) if isinstance(one, str) else one for one in data]


def court_of(cls: type[Modele] | None) -> str:
    """The field that the short form of an object stands for."""
    return "cible" if cls is not None and issubclass(cls, Lien) else str(cls and cls.court)


def named_in(cls: type[Modele] | None, node: Mapping[str, Any]) -> str:
    """What an object of a list is called where it is listed: of a link, what it names."""
    keys = (str(cls and cls.court), "intitule", "titre", "nom")
    key = next((key for key in keys if key in node), None)
    key = key or next((key for key in node if key not in {*Lien.autour, "id"}), "")
    return str(node.get(key, ""))


def set_raw(project: Project, ref: str, data: Data | None) -> Changes:
    """The same for what is already as files write it: links, objects, identifiers."""
    return _set(target(project, ref), data)


def _changed(where: Target, data: Data | None) -> Fragment:
    """The lines of the object, once its field holds these data; refused if the model refuses."""
    before = where.fragment()
    after = put(before, where, data)
    check(where, before, after)
    return after


def _replaced(where: Target, spot: Spot, data: Data | None) -> Fragment | None:
    """The lines of a value alone, when one is written and the model takes the new one.

    Why: an object may be a whole file, and a text is set at each pause of whoever types.
    """
    inner, steps, rest = reach(spot, where.path)
    if data is None or data == [] or (rest and not _short_form(where, inner, rest)):
        return None
    held = plain(spot.node)
    new = with_data(held, steps, plain(data))
    if _errors(where, spot, new):
        return None
    lines = lines_at(where.project, inner.place)
    if plain(inner.node) == plain(data):
        return lines
    return replace_value(lines, lines.steps, _alone(inner, data))


def typed(spot: Spot, where: Target) -> str:
    """The text of a field, as it is typed; empty when there is none. `spot` is its object's."""
    inner, _, rest = reach(spot, where.path)
    known = isinstance(inner.node, str) and (not rest or _short_form(where, inner, rest))
    return str(inner.node) if known else ""


def beside(text: str, key: str) -> str:
    """How the same file writes the same key elsewhere, without quotation marks: a number rather."""
    written = re.compile(rf"(?<![\w-]){re.escape(key)}:[ ]+([^\s\"'{{\[|>][^,}}\n]*)")
    found = [value.rstrip() for value in written.findall(text)]
    return next((value for value in found if MISREAD.fullmatch(value)), "".join(found[:1]))


def reach(spot: Spot, path: Path) -> tuple[Spot, Path, Path]:
    """As far as a path is written: what is there, the steps that lead to it, what is left."""
    steps: Path = ()
    for done, part in enumerate(path):
        step = step_of(spot.place, part)
        if step is None:
            return spot, steps, path[done:]
        spot, steps = spot.inner(step), (*steps, step)
    return spot, steps, ()


def put(fragment: Fragment, where: Target, data: Data | None) -> Fragment:
    """The lines of an object, once a field holds these data, or nothing."""
    spot, inside, rest = reach(fragment.at(fragment.steps), where.path)
    steps = (*fragment.steps, *inside)
    short = _short_form(where, spot, rest)
    if data is None or (data == [] and not where.field.info.is_required()):
        if rest and not short:
            return fragment
        return _clear(fragment, where, steps, short=short)
    if not rest or short:
        return replace_value(fragment, steps, _alone(spot, data))
    if isinstance(rest[0], int):
        return _put_item(fragment, steps, rest, data)
    if not isinstance(spot.node, YamlMap) or _to_complete(spot.node):
        fragment = _expanded(fragment, where, steps, rest)
        spot = fragment.at(steps)
    cls = model_at(where.cls, where.path[: len(where.path) - len(rest)]) or where.cls
    ranks = keys_in_order(cls)
    rank = order(lambda key: ranks.get(key, len(ranks)), spot, rest[0])
    return insert_key(fragment, steps, rank, rest[0], _wrapped(rest[1:], data))


def _short_form(where: Target, spot: Spot, rest: Path) -> bool:
    """Whether what stands there is the very field, in the short form of its object."""
    if len(rest) != 1 or isinstance(rest[0], int):
        return rest == (0,) and isinstance(spot.node, str)  # one text, where a list may go
    if isinstance(spot.node, YamlMap) and not _to_complete(spot.node):
        return False
    return rest[0] == _court(where, rest)


def _court(where: Target, rest: Path) -> str:
    """The field that the short form of the object stands for."""
    above = where.path[: len(where.path) - len(rest)]
    cls = model_at(where.cls, above) if above else where.cls
    link = cls is not None and issubclass(cls, Lien)
    return court_of(cls) if link or (cls is not None and cls.court) else "intitule"


def _to_complete(node: Any) -> bool:
    return isinstance(node, Mapping) and set(node) == {"a_completer"}


def _alone(spot: Spot, data: Data) -> Data:
    """A list of one text as the text, where the author wrote no list."""
    one = isinstance(data, list) and len(data) == 1 and isinstance(spot.node, str)
    return data[0] if one else data  # type: ignore[index]


def _expanded(fragment: Fragment, where: Target, steps: Path, rest: Path) -> Fragment:
    """The object at a place in its long form."""
    spot = fragment.at(steps)
    if spot.node is None:
        raise Refused("donnez d’abord sa valeur à la clé qui est au-dessus")
    court = _court(where, rest)
    if court == "cible":
        court = _kind_of_link(where)
    return expand(fragment, steps, court, table=_in_table(where, spot))


def _kind_of_link(where: Target) -> str:
    """The key that a link has in its long form, from what it leads to."""
    link = where.model
    keys = type(link).cles.items() if isinstance(link, Lien) else ()
    found = where.project.projet.by_cle.get(getattr(link, "cible", ""))
    return next((key for key, names in keys if type(found).__name__ in names), "cible")


def _in_table(where: Target, spot: Spot) -> bool:
    """Whether an object is one of a table, whose key is its identifier."""
    key = spot.place.key
    return isinstance(where.model, Objet) and key is not None and key.text == where.model.id


def _put_item(fragment: Fragment, steps: Path, rest: Path, data: Data) -> Fragment:
    spot = fragment.at(steps)
    item = _wrapped(rest[1:], data)
    if isinstance(spot.node, YamlList):
        return insert_item(fragment, steps, len(spot.node), item)
    return replace_value(fragment, steps, [*_texts(spot), item])


def _texts(spot: Spot) -> list[str]:
    """The one text that stands where a list may."""
    return [spot.node] if isinstance(spot.node, str) else []


def _wrapped(path: Path, data: Data) -> Data:
    """Data inside the objects that a path names and that nothing writes yet."""
    for step in reversed(path):
        data = [data] if isinstance(step, int) else {step: data}
    return data


def _clear(fragment: Fragment, where: Target, steps: Path, *, short: bool) -> Fragment:
    """Nothing where something stands; what would then be empty goes with it."""
    required = where.field.info.is_required()
    if short or (required and not where.field.item):
        about = (where.field.info.description or "").rstrip(".")
        raise Refused(f"une valeur est obligatoire ici : {small(about)}")
    while len(steps) > len(fragment.steps):
        above = steps[:-1]
        if len(fragment.at(above).node) > 1:
            return remove(fragment, steps)
        if required:
            return replace_value(fragment, above, [])
        steps = above
    raise Emptied("il ne resterait rien de cet objet")


def check(where: Target, before: Fragment, after: Fragment) -> None:
    """Refuse what the model refuses, in the words of the diagnostic that it would give."""
    was, now = before.at(before.steps), after.at(after.steps)
    accused = {(e["type"], e["loc"]) for e in _errors(where, was, was.node)}
    for error in _errors(where, now, now.node):
        if (error["type"], error["loc"]) not in accused:
            said = schema_diagnostic(where.cls, now.place, error, lambda names: _ids(where, names))
            raise Refused(" ; ".join(part for part in (said.message, said.aide) if part))


def _errors(where: Target, spot: Spot, node: Any) -> list[ErrorDetails]:
    """What the model says of an object that would hold this, where it stands."""
    if _in_table(where, spot) and spot.place.key is not None:
        inside = isinstance(node, Mapping) and not _to_complete(node)
        node = {"id": spot.place.key.text, **(node if inside else {"intitule": node})}
    try:
        where.cls.model_validate(node)
    except ValidationError as error:
        return error.errors(include_url=False, include_input=False)
    return []


def _ids(where: Target, natures: tuple[str, ...]) -> list[str]:
    return [o.id for o in of_natures(where.project, natures) if o.id is not None]
