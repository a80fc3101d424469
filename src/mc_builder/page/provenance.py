"""View of a document → its fingerprint: the same data give the same, wherever and whenever."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from json.encoder import encode_basestring as _quoted
from types import NoneType
from typing import Any

from pydantic import BaseModel

from mc_builder.model.dossier import Dossier

#: The properties that say it, in the files: the namespace of those of PDF and DOCX.
NAMESPACE = "urn:mc-builder:provenance/1.0/"
#: Digits that a reader sees; the properties hold all 64. No page has them.
PRINTED = 12


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a document was made from.

    `document` is the kind of the document (its name on the command line), `version` that of the
    dossier, `fingerprint` the SHA-256 of its view in hexadecimal, `date` the date of reference,
    `demandeurs` the organisations that ask for the diploma, `droits` under what licence it is
    given and who is to be named.
    """

    document: str
    version: str
    empreinte: str
    date: date
    demandeurs: tuple[str, ...] = ()
    droits: str = ""

    @property
    def mention(self) -> str:
        """In a sentence, for the properties of a file and the foot of a page of the screen."""
        origin = f"Version {self.version} du dossier – empreinte {self.empreinte[:PRINTED]}"
        return f"{origin} – {self.droits}" if self.droits else origin


def establish(document: str, dossier: Dossier, vue: object) -> Provenance:
    """The provenance of a document of this kind, made from what `vue` holds."""
    return Provenance(
        document,
        str(dossier.version),
        fingerprint(vue),
        dossier.date_reference,
        tuple(str(demandeur.nom) for demandeur in dossier.demandeurs),
        dossier.droits,
    )


def fingerprint(vue: object) -> str:
    """The SHA-256 of a view (frozen dataclasses) in hexadecimal."""
    return hashlib.sha256(_Canonical().of(vue).encode("utf-8", "surrogatepass")).hexdigest()


class _Canonical:
    """Values as JSON, the same for equal values, without a space; TypeError for an unknown kind.

    Why not json.dumps: what a view holds a hundred times, as a chain of the coverage, is written
    once.
    """

    def __init__(self) -> None:
        # With each text, its object: an identity is given again once its object is gone.
        self._written: dict[int, tuple[object, str]] = {}
        self._writers: dict[type, tuple[Write, bool]] = {}

    def of(self, value: object) -> str:
        """The text of a value."""
        cls = type(value)
        if (known_writer := self._writers.get(cls)) is None:
            known_writer = self._writers[cls] = _writer(cls)
        write, shared = known_writer
        if not shared:
            return write(value, self.of)
        known = self._written.get(id(value))
        if known is None:
            known = self._written[id(value)] = value, write(value, self.of)
        return known[1]


Write = Callable[[Any, Callable[[object], str]], str]


def _writer(cls: type[Any]) -> tuple[Write, bool]:
    """What writes the values of a class, and whether they hold others, so that a text is kept."""
    if is_dataclass(cls):
        return _by_name(field.name for field in fields(cls)), True
    if issubclass(cls, BaseModel):
        return _by_name(cls.model_fields), True
    for bases, write in _WRITERS:
        if issubclass(cls, bases):
            return write, issubclass(cls, tuple | list | Mapping)
    raise TypeError(f"a view holds a {cls.__name__}, which has no canonical form")


def _by_name(names: Iterable[str]) -> Write:
    parts = [(name, f"{_quoted(name)}:") for name in sorted(names)]
    return lambda value, of: (
        f"{{{','.join(key + of(getattr(value, name)) for name, key in parts)}}}"
    )


def _of_text(value: str, _: Callable[[object], str]) -> str:
    # A text of the data prints its identity too: it is part of what the document holds.
    ref = getattr(value, "ref", None)
    text = _quoted(str.__str__(value))
    return (
        text if ref is None else f'{{"ref":{json.dumps(ref, ensure_ascii=False)},"texte":{text}}}'
    )


def _of_pairs(value: Mapping[Any, Any], of: Callable[[object], str]) -> str:
    return f"[{','.join(f'[{of(key)},{of(inner)}]' for key, inner in value.items())}]"


def _of_set(value: Iterable[object], of: Callable[[object], str]) -> str:
    texts = sorted(json.dumps(json.loads(of(item)), sort_keys=True) for item in value)
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":"))


#: The first whose classes fit writes a value: a name of a closed list is a text too, True a number.
_WRITERS: tuple[tuple[tuple[type, ...], Write], ...] = (
    ((Enum,), lambda value, _: _quoted(value.name)),
    ((NoneType, bool, int), lambda value, _: json.dumps(value)),
    ((str,), _of_text),
    ((float, Decimal, date), lambda value, _: _quoted(str(value))),
    ((Mapping,), _of_pairs),
    ((tuple, list), lambda value, of: f"[{','.join(map(of, value))}]"),
    ((set, frozenset), _of_set),
)
