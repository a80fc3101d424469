"""One change of a returned file → the files that it asks for, on the project of today."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mc_builder.editing import Changes, Refused, block_of, is_block, value_of
from mc_builder.project import Project
from mc_builder.returns import list_edits, move_edits, table_edits
from mc_builder.returns.changes import (
    COME,
    BlockAdded,
    BlockMoved,
    BlockRemoved,
    Change,
    FrameChanged,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    LinkChanged,
    TableChanged,
    TextChanged,
    ValueChanged,
)
from mc_builder.returns.known_again import Gone
from mc_builder.returns.relocated import relocated
from mc_builder.returns.text_edits import Made, text_edit, value_edit
from mc_builder.source.blocks import without_gap

_LISTS: dict[type[Any], Callable[[Project, Any], Changes]] = {
    ItemRemoved: list_edits.item_removed,
    ItemMoved: move_edits.item_moved,
    BlockAdded: list_edits.block_added,
    BlockRemoved: list_edits.block_removed,
    BlockMoved: move_edits.block_moved,
    LinkChanged: list_edits.link_changed,
    TableChanged: table_edits.table_changed,
}


def edit_of(project: Project, change: Change) -> Made:
    """The files that a change asks for, none when it is done; raises Disputed and Refused."""
    try:
        change = relocated(project, change)
    except Gone:
        if isinstance(change, ItemRemoved | BlockRemoved):
            return Made()
        raise
    if isinstance(change, FrameChanged):
        raise Refused("ces mots sont ceux du modèle du document, ou l’outil les calcule")
    if isinstance(change, TextChanged):
        return text_edit(project, change)
    if isinstance(change, ValueChanged):
        return value_edit(project, change)
    if isinstance(change, ItemAdded):
        return list_edits.item_added(project, change)
    return Made(_LISTS[type(change)](project, change))


def ref_of(change: Change) -> str:
    """What a change is about: the reference of a text, or the identity of an object."""
    match change:
        case TextChanged() | ValueChanged() | BlockRemoved() | BlockMoved() | TableChanged():
            return without_gap(change.ref)
        case ItemRemoved() | ItemMoved():
            return change.cle
        case ItemAdded():
            return change.like or change.into
        case BlockAdded():
            return change.after
        case LinkChanged():
            return f"{change.holder}:{change.field}"
        case FrameChanged():
            return ""


def said_by(change: Change) -> tuple[str, str]:
    """What a change says was there, and what it says now."""
    match change:
        case TextChanged():
            return "".join(piece.words for piece in change.before), change.after
        case FrameChanged() | ValueChanged() | LinkChanged():
            return change.before, change.after
        case ItemMoved() | BlockMoved():
            return change.words, change.words
        case ItemRemoved() | BlockRemoved():
            return change.words, ""
    return _cells_said(change) if isinstance(change, TableChanged) else ("", _come(change))


def _come(change: ItemAdded | BlockAdded) -> str:
    if isinstance(change, BlockAdded):
        return change.markdown
    return " – ".join(change.texts.values())


def _cells_said(change: TableChanged) -> tuple[str, str]:
    words = " | ".join(change.texts)
    return ("", words) if change.what in COME else (words, "")


def today(project: Project, change: Change) -> str:
    """What the project says today where a change is; empty where there is no text."""
    if not isinstance(change, TextChanged | ValueChanged):
        return ""
    ref = without_gap(change.ref)
    try:
        if is_block(project, ref):
            return block_of(project, ref).markdown
        value = value_of(project, ref)
    except Refused:
        return ""
    return "\n".join(value.texts) or value.text
