"""What files that came back say otherwise → data for a program."""

from __future__ import annotations

from typing import Any

from mc_builder.returns.changes import (
    BlockAdded,
    BlockMoved,
    BlockRemoved,
    Change,
    FrameChanged,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    LinkChanged,
    Origin,
    Remark,
    Returned,
    TableChanged,
    TextChanged,
    ValueChanged,
)
from mc_builder.returns.telling import name_of, told

#: What each kind of change is called.
_KINDS = {
    TextChanged: "texte",
    FrameChanged: "hors_donnees",
    ItemAdded: "ajout",
    ItemRemoved: "retrait",
    ItemMoved: "deplacement",
    BlockAdded: "paragraphe_ajoute",
    BlockRemoved: "paragraphe_retire",
    BlockMoved: "paragraphe_deplace",
    TableChanged: "tableau",
    ValueChanged: "valeur",
    LinkChanged: "lien",
}


def data_of(name: str, found: Returned) -> dict[str, Any]:
    """All that a file says otherwise."""
    return {
        "fichier": name,
        "document": found.document,
        "version": found.version,
        "empreinte": found.empreinte,
        "certain": found.sure,
        "modifications": [_change(change, found) for change in found.changes],
        "commentaires": [_remark(remark) for remark in found.remarks],
    }


def _change(change: Change, found: Returned) -> dict[str, Any]:
    one = told(change, found)
    ref = getattr(change, "ref", None) or getattr(change, "cle", None) or ""
    value: dict[str, Any] = {
        "genre": _KINDS[type(change)],
        "identite": ref,
        "nom": one.name or name_of(ref, found),
        "avant": one.before,
        "apres": one.after,
    }
    if isinstance(change, TextChanged) and change.note:
        value["note"] = change.note
    if isinstance(change, TableChanged):
        value |= {"quoi": str(change.what), "cases": list(change.texts)}
    if isinstance(change, ItemAdded):
        value |= {"comme": change.like, "textes": dict(change.texts)}
    if isinstance(change, ItemAdded | ItemMoved | BlockAdded | BlockMoved):
        value["place_apres"] = change.after
    return value | _origin(change.origin)


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "auteur": origin.author,
        "date": None if origin.moment is None else origin.moment.isoformat(),
        "lieu": list(origin.place),
        "certain": origin.certain,
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "identite": remark.ref,
        "extrait": remark.extract,
        "texte": remark.words,
        "auteur": remark.author,
        "date": None if remark.moment is None else remark.moment.isoformat(),
        "lieu": list(remark.place),
        "traite": remark.done,
        "reponses": [_remark(answer) for answer in remark.answers],
    }
