"""A value as it is typed, or given by a program → what a file writes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from textwrap import dedent
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from mc_builder.editing.refused import Refused
from mc_builder.editing.scalars import MISREAD
from mc_builder.french import THIN, in_figures, number
from mc_builder.loading.characters import named
from mc_builder.loading.expected import is_table, kinds, unwrapped
from mc_builder.model import base
from mc_builder.model.base import ACompleter, Modele
from mc_builder.model.modes import DuProfil, NomDeProfil
from mc_builder.source.yaml_writing import Block, Data, Quoted

#: What an intention may give to a field.
Value = (
    str
    | int
    | float
    | Decimal
    | bool
    | date
    | ACompleter
    | list[Any]
    | tuple[Any, ...]
    | Mapping[str, Any]
    | None
)


class Kind(StrEnum):
    """What a value is, for whoever types it."""

    TEXTE = "texte"
    MARKDOWN = "markdown"
    IDENTIFIANT = "identifiant"
    ADRESSE = "adresse"
    ENTIER = "entier"
    NOMBRE = "nombre"
    BOOLEEN = "booleen"
    DATE = "date"
    DUREE = "duree"
    CHOIX = "choix"
    LIEN = "lien"
    OBJET = "objet"
    TABLE = "table"


#: The kinds of scalars by what marks them in the model.
_MARKED: dict[int, Kind] = {
    id(get_args(getattr(base, form))[1]): kind
    for kind, forms in {
        Kind.TEXTE: ("Texte", "Libelle"),
        Kind.MARKDOWN: ("Markdown",),
        Kind.IDENTIFIANT: ("Identifiant",),
        Kind.ADRESSE: ("Adresse",),
        Kind.ENTIER: ("Entier", "Autonomie"),
        Kind.NOMBRE: ("Nombre", "Quantite", "QuantiteOuSomme"),
        Kind.BOOLEEN: ("Booleen",),
        Kind.DATE: ("Date",),
        Kind.DUREE: ("Duree",),
    }.items()
    for form in forms
}
_BLANKS = re.compile(r"[ \t\r\n]+")
#: What no file may hold, or what would end a line where nobody sees it.
_REFUSED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True)
class Form:
    """What a field, or an item of it, holds: the kind of its values, and of what objects.

    `profil` is the list of the profile that gives more `choices`; `types` says that they are the
    types of diploma.
    """

    kind: Kind
    many: bool = False
    natures: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    cls: type[Modele] | None = None
    profil: str = ""
    types: bool = False


#: By the identity of a field, which a comparison asks a hundred thousand times; each is kept with
#: its form, so that no other takes its identity.
_FORMS: dict[tuple[int, bool], tuple[FieldInfo, Form]] = {}


def form_of(info: FieldInfo, *, item: bool = False) -> Form:
    """What the model says of a field; `item` for what its list, or its table, holds."""
    key = (id(info), item)
    if key not in _FORMS:
        _FORMS[key] = info, _read(info, item=item)
    return _FORMS[key][1]


def _read(info: FieldInfo, *, item: bool) -> Form:
    annotation, marks = unwrapped(info.annotation, tuple(info.metadata))
    many = False
    if get_origin(annotation) is tuple:
        annotation, marks = unwrapped(get_args(annotation)[0], marks)
        many = not item
    elif is_table(info) and item:
        annotation, marks = unwrapped(get_args(annotation)[1])
    elif is_table(info):
        return Form(Kind.TABLE)
    return _form(annotation, marks, many=many)


def _form(annotation: Any, marks: tuple[Any, ...], *, many: bool) -> Form:
    cls = annotation if isinstance(annotation, type) and issubclass(annotation, Modele) else None
    if named_kinds := kinds(annotation, marks):
        return Form(Kind.LIEN, many, named_kinds, cls=cls)
    if cls is not None:
        return Form(Kind.OBJET, many, cls=cls)
    if get_origin(annotation) is Literal:
        return Form(Kind.CHOIX, many, choices=tuple(map(str, get_args(annotation))))
    if (mark := next((m for m in marks if isinstance(m, DuProfil)), None)) is not None:
        return Form(Kind.CHOIX, many, choices=mark.communs, profil=mark.liste)
    if any(isinstance(mark, NomDeProfil) for mark in marks):
        return Form(Kind.CHOIX, many, types=True)
    kind = next((_MARKED[id(mark)] for mark in marks if id(mark) in _MARKED), Kind.TEXTE)
    return Form(kind, many)


#: A longer paragraph has lines for itself, where nothing is written yet.
_LONG = 70


def to_write(form: Form, value: Value, was: str = "", *, bare: bool = False) -> Data | None:
    """What a file writes of a value; None for nothing.

    `was` is what stood there, or stands beside; `bare` says that numbers are texts without
    quotation marks there.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, ACompleter):
        return {"a_completer": _words(value.motif)}
    if isinstance(value, list | tuple):
        return [written for one in value if (written := to_write(form, one)) is not None]
    if isinstance(value, Mapping):
        return _object(form, value)
    return _scalar(form, value, was, bare=bare)


def _object(form: Form, value: Mapping[str, Any]) -> Data:
    if set(value) == {"a_completer"}:
        return {"a_completer": _words(str(value["a_completer"]))}
    fields = form.cls.model_fields if form.cls is not None else {}
    found = {
        key: to_write(form_of(fields[key]) if key in fields else Form(Kind.TEXTE), one)
        for key, one in value.items()
    }
    return {key: one for key, one in found.items() if one is not None}


def _scalar(form: Form, value: object, was: str, *, bare: bool) -> str:
    if isinstance(value, bool):
        return _yes_or_no(was, yes=value)
    if isinstance(value, date):
        return in_figures(value) if "/" in was else value.isoformat()
    if isinstance(value, float | Decimal):
        exact = Decimal(str(value))
        return f"{exact:f}" if "." in was else number(exact).replace(THIN, "").replace("−", "-")
    text = str(value)
    if form.kind is Kind.MARKDOWN:
        words = known_signs(markdown(text))
        return Block(f"{words}\n") if "\n" in words or len(words) > _LONG else words
    words = _words(text)
    misread = form.kind is Kind.TEXTE and not bare and MISREAD.fullmatch(words)
    return Quoted(words) if misread else words


def markdown(text: str) -> str:
    """A text of several lines, without what stands around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    return dedent(lines).strip("\n").rstrip()


def _yes_or_no(was: str, *, yes: bool) -> str:
    """In the words of the author."""
    pairs = (("oui", "non"), ("vrai", "faux"), ("true", "false"), ("yes", "no"))
    pair = next((pair for pair in pairs if was.lower() in pair), pairs[0])
    return pair[0] if yes else pair[1]


def _words(text: str) -> str:
    """A text on one line."""
    return known_signs(_BLANKS.sub(" ", text).strip(" "))


def known_signs(text: str) -> str:
    """The same text; refused when it holds what no file may."""
    found = _REFUSED.search(text)
    if found is not None:
        raise Refused(f"le caractère {named(found[0])} ne peut pas être écrit : retirez-le")
    return text
