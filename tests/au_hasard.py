"""Edits drawn at random on any project: what each asks, and what must be true after it."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import yaml

from mc_builder.editing import (
    Changes,
    FieldValue,
    Kind,
    Value,
    add_block,
    add_item,
    add_link,
    block_of,
    delete_item,
    duplicate_item,
    move_block,
    move_item,
    remove_block,
    remove_link,
    rename_id,
    set_block,
    set_partial,
    set_value,
    value_of,
)
from mc_builder.editing.values import form_of
from mc_builder.model.base import ACompleter, Modele, Objet
from mc_builder.model.liens import Lien
from mc_builder.project import Project
from mc_builder.source.blocks import blocks_in

TEXTS = (
    "Un texte",
    "Deux : points",
    "#dièse",
    "- tiret",
    "oui",
    "3.10",
    "null",
    "~",
    "« guillemets »",
    'il dit "non"',
    "l'apostrophe",
    "a # b",
    "{x}",
    "[y]",
    "*étoile*",
    "&ancre",
    "!tag",
    "%",
    "@a",
    "`b`",
    "fin :",
    "a, b",
    "|",
    "> x",
    "? q",
    "----",
    "2019-01-01",
    "\\n",
    "un très long texte " * 8,
)
PARAGRAPHS = (*TEXTS, "Un.\n\nDeux.", "- a\n- b", "a\n\n\nb", "  retrait\nbas", "# T\n\nx")
_COMMENT = re.compile(r"(?:(?<=\s)|\A)#[^\n]*")


@dataclass(frozen=True)
class Edit:
    """What was asked: the operation, on what; the field and its value before when it has one."""

    name: str
    about: str
    changes: Changes
    field: FieldValue | None = None
    value: Value = None


def edit(project: Project, rnd: Random) -> Edit:
    """One edit; raises Refused when it is not to be done."""
    models = [m for m in project.projet.modeles() if project.places.knows(m)]
    name = rnd.choice(("set",) * 6 + tuple(OPERATIONS))
    if name == "set":
        return set_something(project, rnd.choice(models), rnd)
    model = rnd.choice(models)
    return Edit(name, model.cle, OPERATIONS[name](project, model, rnd))


def set_something(project: Project, model: Modele, rnd: Random) -> Edit:
    """A value for one of the fields of an object."""
    names = [name for name in type(model).model_fields if name != "id"]
    field = value_of(project, f"{model.cle}:{rnd.choice(names)}")
    value = drawn(field, rnd)
    return Edit("set", field.ref, set_value(project, field.ref, value), field, value)


def drawn(field: FieldValue, rnd: Random) -> Value:
    """A value for a field."""
    if field.open and rnd.random() < 0.1:
        return ACompleter("Pas : su")
    if field.optional and rnd.random() < 0.1:
        return None
    given: Mapping[Kind, tuple[Any, ...]] = {
        Kind.TEXTE: TEXTS,
        Kind.MARKDOWN: PARAGRAPHS,
        Kind.ENTIER: (1, 2, 3, "2"),
        Kind.NOMBRE: (1, 2.5, "1 200", "3,5"),
        Kind.BOOLEEN: (True, False, "non"),
        Kind.DATE: ("2026-02-03", "04/05/2026"),
        Kind.DUREE: ("1 h 30", "45 min"),
        Kind.ADRESSE: ("https://example.org/a?b=c#d",),
    }
    choices = tuple(choice.value for choice in field.choices) or given.get(field.kind)
    if not choices:
        return None
    if field.many:
        return [rnd.choice(choices) for _ in range(rnd.choice((1, 2, 3)))]
    chosen: Value = rnd.choice(choices)
    return chosen


def _add(project: Project, model: Modele, rnd: Random) -> Changes:
    forms = {name: form_of(info) for name, info in type(model).model_fields.items()}
    names = [name for name, form in forms.items() if form.many and form.kind is Kind.OBJET]
    if not names:
        return {}
    name = rnd.choice(names)
    cls = forms[name].cls
    key = "intitule" if cls is not None and "intitule" in cls.model_fields else "texte"
    return add_item(project, model.cle, name, {key: rnd.choice(TEXTS)}, rnd.choice((None, "")))


def _move(project: Project, model: Modele, rnd: Random) -> Changes:
    return move_item(project, model.cle, rnd.choice((None, "")))


def _move_to(project: Project, model: Modele, rnd: Random) -> Changes:
    parents = project.projet.parents
    holder = parents.get(model.cle)
    others = [o for o in project.projet.by_cle.values() if type(o) is type(holder)]
    return move_item(project, model.cle, None, rnd.choice(others).cle) if others else {}


def _delete(project: Project, model: Modele, rnd: Random) -> Changes:
    return delete_item(project, model.cle, links=rnd.random() < 0.5)


def _rename(project: Project, model: Modele, rnd: Random) -> Changes:
    known = isinstance(model, Objet)
    return rename_id(project, model.cle, f"nouveau-{rnd.randrange(10**6)}") if known else {}


def _link(project: Project, model: Modele, rnd: Random) -> Changes:
    names = [name for name in type(model).model_fields if name != "id"]
    field = value_of(project, f"{model.cle}:{rnd.choice(names)}")
    if field.kind is not Kind.LIEN or not field.choices or not field.many:
        return {}
    if field.texts and rnd.random() < 0.5:
        links = project.projet.of_nature(type(model))
        is_link = any(isinstance(o, Lien) for m in links for o in _values(m, field.ref))
        if is_link and rnd.random() < 0.7:
            partial = rnd.random() < 0.7
            return set_partial(project, field.ref, rnd.choice(field.texts), partial=partial)
        return remove_link(project, field.ref, rnd.choice(field.texts))
    return add_link(project, field.ref, rnd.choice(field.choices).value)


def _values(model: Modele, ref: str) -> tuple[Any, ...]:
    value = getattr(model, ref.rpartition(":")[2], ())
    return value if isinstance(value, tuple) else ()


def _block(project: Project, model: Modele, rnd: Random) -> Changes:
    del model
    if not project.projet.proses:
        return {}
    file = rnd.choice(project.projet.proses)
    last = max((b.last for b in blocks_in(block_of(project, file.cle).markdown)), default=1)
    ref, other = (f"{file.cle}/{rnd.randint(0, last)}" for _ in range(2))
    what = rnd.randrange(4)
    if what == 0:
        return add_block(project, ref, rnd.choice(PARAGRAPHS))
    if what == 1:
        return move_block(project, ref, other)
    if what == 2:
        return remove_block(project, ref)
    return set_block(project, ref, rnd.choice(PARAGRAPHS))


OPERATIONS: dict[str, Callable[[Project, Modele, Random], Changes]] = {
    "add": _add,
    "copy": lambda project, model, _: duplicate_item(project, model.cle),
    "move": _move,
    "move to": _move_to,
    "delete": _delete,
    "rename": _rename,
    "link": _link,
    "block": _block,
}


def comments(data: bytes) -> Counter[str]:
    """The comments of a YAML file: what stands between its tokens."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    found: Counter[str] = Counter()
    at = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if isinstance(token, yaml.ScalarToken) or token.start_mark.index == token.end_mark.index:
            start = token.start_mark.index
            found.update(c.rstrip() for c in _COMMENT.findall(text[at : max(at, start)]))
            at = max(at, token.end_mark.index)
    found.update(c.rstrip() for c in _COMMENT.findall(text[at:]))
    return found


def touched(before: bytes, after: bytes) -> tuple[int, int]:
    """How many lines a change takes away, and how many it adds."""
    old, new = (data.decode("utf-8-sig").splitlines() for data in (before, after))
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [(b - a, d - c) for kind, a, b, c, d in codes if kind != "equal"]
    return sum(n for n, _ in changed), sum(n for _, n in changed)
