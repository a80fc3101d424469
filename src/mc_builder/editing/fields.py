"""A reference → what stands there as it is typed, and what may: all that an editor's box needs."""

from __future__ import annotations

from dataclasses import dataclass

from mc_builder.editing.choosing import names_of, of_natures
from mc_builder.editing.setting import named_in, reach, typed
from mc_builder.editing.targets import Target, target
from mc_builder.editing.values import Form, Kind, form_of
from mc_builder.loading.described import accepts
from mc_builder.loading.keys import Field
from mc_builder.loading.source_map import Path
from mc_builder.model.base import ACompleter, motif_a_completer
from mc_builder.project import Project
from mc_builder.source.yaml_nodes import YamlList, YamlMap


@dataclass(frozen=True)
class Choice:
    """A value that may be given, and what a reader calls it."""

    value: str
    label: str


@dataclass(frozen=True)
class FieldValue:
    """A field: what is written there, and what may be.

    `text` is a value as it is typed (the identities of links), `texts` those of a list (`many`);
    `motif` says why it is to complete, when it is. `choices` are the values of a choice, or the
    objects that a link may name. An optional field may be taken away, an `open` one may be left to
    complete. `default` is what it is worth when nothing is written.
    """

    ref: str
    kind: Kind
    many: bool
    text: str
    texts: tuple[str, ...]
    motif: str | None
    optional: bool
    open: bool
    description: str
    default: str
    choices: tuple[Choice, ...]


def value_of(project: Project, ref: str) -> FieldValue:
    """The field of a reference (« identity:field »); raises Refused when nothing has that name."""
    where = target(project, ref)
    field = where.field
    form = form_of(field.info, item=field.item)
    texts, motif = _texts(where, form)
    return FieldValue(
        ref=ref,
        kind=form.kind,
        many=form.many,
        text="" if form.many or not texts else texts[0],
        texts=texts if form.many else (),
        motif=motif,
        optional=field.item or not field.info.is_required(),
        open=may_wait(field),
        description=field.info.description or "",
        default=_default(field),
        choices=choices(project, form),
    )


def may_wait(field: Field) -> bool:
    """Whether « à compléter » may stand there."""
    return accepts(field.info, [_WAITING] if field.item else _WAITING)


_WAITING = {"a_completer": "Pas encore connu."}


def choices(project: Project, form: Form) -> tuple[Choice, ...]:
    """The values of a choice, or the objects that a link may name, by their printed titles."""
    if form.kind is Kind.LIEN:
        names = project.names if form.natures and project.model is not None else None
        found = of_natures(project, form.natures)
        return tuple(Choice(o.cle, names[o.cle].court) for o in found) if names else ()
    return tuple(Choice(value, label) for value, label in names_of(project, form).items())


def _texts(where: Target, form: Form) -> tuple[tuple[str, ...], str | None]:
    """What is written there: one text, or those of a list; or why there is none yet."""
    spot = where.spot()
    if text := typed(spot, where):
        return (text.rstrip("\n"),), None
    inner, _, rest = reach(spot, where.path)
    node = inner.node
    if (motif := motif_a_completer(node)) is not None and (not rest or _is_court(where, rest)):
        return (), motif
    if rest or not isinstance(node, YamlList | YamlMap):
        return (), None
    if not form.many:
        return (() if form.kind is Kind.TABLE else (_text_of(form, node),)), None
    items = node if isinstance(node, YamlList) else node.values()
    return tuple(_text_of(form, item) for item in items), None


def _is_court(where: Target, rest: Path) -> bool:
    return rest == (where.cls.court,)


def _text_of(form: Form, item: object) -> str:
    """An item of a list as it is typed: of a link in its long form, what it names."""
    if not isinstance(item, YamlMap):
        return str(item or "").rstrip("\n")
    motif = motif_a_completer(item)
    return str(ACompleter(motif)) if motif is not None else named_in(form.cls, item)


def _default(field: Field) -> str:
    value = field.info.default
    if isinstance(value, bool):
        return "oui" if value else "non"
    return str(value) if isinstance(value, str) else ""
