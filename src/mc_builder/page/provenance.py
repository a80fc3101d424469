"""View of a document → its fingerprint: the same data give the same, wherever and whenever."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
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
    `demandeurs` the organisations that ask for the diploma.
    """

    document: str
    version: str
    empreinte: str
    date: date
    demandeurs: tuple[str, ...] = ()

    @property
    def mention(self) -> str:
        """In a sentence, for the properties of a file and the foot of a page of the screen."""
        return f"Version {self.version} du dossier – empreinte {self.empreinte[:PRINTED]}"


def establish(document: str, dossier: Dossier, vue: object) -> Provenance:
    """The provenance of a document of this kind, made from what `vue` holds."""
    return Provenance(
        document,
        str(dossier.version),
        fingerprint(vue),
        dossier.date_reference,
        tuple(str(demandeur.nom) for demandeur in dossier.demandeurs),
    )


def fingerprint(vue: object) -> str:
    """The SHA-256 of a view (frozen dataclasses) in hexadecimal."""
    text = json.dumps(_canonical(vue), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _canonical(value: object) -> Any:  # noqa: PLR0911 - one line for each kind of value
    """A value as JSON can write it, the same for equal values; TypeError for an unknown kind."""
    if isinstance(value, Enum):
        return value.name
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        # A text of the data prints its identity too: it is part of what the document holds.
        ref = getattr(value, "ref", None)
        return str.__str__(value) if ref is None else {"texte": str.__str__(value), "ref": ref}
    if isinstance(value, float | Decimal | date):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _canonical(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, BaseModel):
        return {name: _canonical(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return [[_canonical(key), _canonical(inner)] for key, inner in value.items()]
    if isinstance(value, tuple | list):
        return [_canonical(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(json.dumps(_canonical(item), sort_keys=True) for item in value)
    raise TypeError(f"a view holds a {type(value).__name__}, which has no canonical form")
