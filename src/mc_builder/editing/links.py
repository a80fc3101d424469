"""A link to make, to take away, or to make partial → the files that then say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mc_builder.editing.items import add_item, delete_item
from mc_builder.editing.naming import find_id
from mc_builder.editing.refused import Refused
from mc_builder.editing.renaming import rename_id
from mc_builder.editing.setting import set_raw, set_value
from mc_builder.editing.targets import Changes, Target, target, unknown
from mc_builder.editing.values import Form, Kind, Value, form_of
from mc_builder.loading.expected import any_of
from mc_builder.loading.references import references
from mc_builder.model.base import ACompleter, ListeACompleter, Modele, Objet
from mc_builder.model.emplois import Emploi
from mc_builder.model.liens import Lien
from mc_builder.project import Project
from mc_builder.source.yaml_writing import Data

Step = Callable[[Project], Changes]


def add_link(project: Project, ref: str, cle: str, *, partial: bool = False) -> Changes:
    """Link a field (« identity:field ») to an object, which gets an identifier if it has none.

    In a list the link comes last; a field of one link has this one instead. Nothing changes when
    the link is there.
    """
    where, form = _links(project, ref)
    objet = project.projet.by_cle.get(cle)
    if objet is None or type(objet).__name__ not in form.natures:
        raise Refused(f"ce lien attend {any_of(form.natures, project.projet.said)}")
    if objet.id is None:
        new = find_id(project, type(objet), project.names.titre(objet))
        return in_turn(
            project,
            lambda p: rename_id(p, cle, new),
            lambda p: add_link(p, ref, new, partial=partial),
        )
    if not form.many:
        return set_value(project, ref, cle)
    links = _written(where)
    if any(_names(link, cle) for link in links):
        return {}
    data = _long(form, objet) if partial else cle
    return set_raw(project, f"{ref}/{len(links) + 1}", data)


def remove_link(project: Project, ref: str, cle: str) -> Changes:
    """Take away the link of a field to an object; nothing changes when there is none."""
    where, form = _links(project, ref)
    if not form.many:
        return set_value(project, ref, None) if _names(_value(where), cle) else {}
    rank = _rank(where, cle)
    return {} if rank is None else set_raw(project, f"{ref}/{rank}", None)


def set_partial(project: Project, ref: str, cle: str, *, partial: bool) -> Changes:
    """Say that a link answers a part only of what it names, or all of it."""
    where, form = _links(project, ref)
    rank, objet = _rank(where, cle), project.projet.by_cle.get(cle)
    if rank is None or objet is None:
        raise unknown(cle)
    link = _written(where)[rank - 1]
    if not isinstance(link, Lien):
        raise Refused("ce lien ne peut pas être partiel")
    if link.partielle == partial:
        return {}
    return set_raw(project, f"{ref}/{rank}", _long(form, objet) if partial else cle)


def set_exigence(
    project: Project,
    emploi: str,
    exigence: str,
    importance: int | ACompleter | None,
    autonomie: Value = None,
    ecartee: Mapping[str, Any] | None = None,
) -> Changes:
    """What a job asks of a requirement: importance (None: nothing), autonomy, and why it is aside.

    `ecartee` has the keys of the model: motif, explication, certification.
    """
    job = project.projet.find(emploi, Emploi)
    if job is None:
        raise unknown(emploi)
    asked = next((one for one in job.exigences if one.exigence == exigence), None)
    if importance is None:
        return {} if asked is None else delete_item(project, asked.cle)
    given = {"importance": importance, "autonomie": autonomie, "ecartee": ecartee}
    if asked is None:
        return add_item(project, emploi, "exigences", {"exigence": exigence, **given})
    steps = [
        _setter(f"{asked.cle}:{name}", value)
        for name, value in given.items()
        if _given(getattr(asked, name)) != value
    ]
    return in_turn(project, *steps)


def in_turn(project: Project, *steps: Step) -> Changes:
    """Several changes, each on the project that the one before leaves; all of them at once."""
    changes: Changes = {}
    for step in steps:
        made = step(project)
        changes |= made
        project = project.edited(made)
    return changes


def _setter(ref: str, value: Value) -> Step:
    return lambda project: set_value(project, ref, value)


def _given(value: object) -> object:
    """A value of the model as it would be given."""
    return value.model_dump(exclude_unset=True) if isinstance(value, Modele) else value


def _links(project: Project, ref: str) -> tuple[Target, Form]:
    where = target(project, ref)
    form = form_of(where.field.info, item=where.field.item)
    if form.kind is not Kind.LIEN:
        raise Refused("aucun lien ne s’écrit ici")
    return where, form


def _value(where: Target) -> Any:
    value: Any = where.model
    for part in where.path:
        value = getattr(value, part) if isinstance(part, str) else value[part]
    return value


def _written(where: Target) -> tuple[Any, ...]:
    value = _value(where)
    return value if isinstance(value, tuple) and not isinstance(value, ListeACompleter) else ()


def _names(link: object, cle: str) -> bool:
    """Whether a link is to an object."""
    if isinstance(link, Modele):
        return any(ident == cle for _, _, ident, _ in references(link))
    return link == cle


def _rank(where: Target, cle: str) -> int | None:
    """The rank of a link in its list, from 1."""
    return next((n for n, link in enumerate(_written(where), 1) if _names(link, cle)), None)


def _long(form: Form, objet: Objet) -> Data:
    """A partial link: the key of its long form says the kind of what it names."""
    if form.cls is None or not issubclass(form.cls, Lien):
        raise Refused("ce lien ne peut pas être partiel")
    nature = type(objet).__name__
    key = next(key for key, names in form.cls.cles.items() if nature in names)
    return {key: str(objet.id), "portee": "partielle"}
