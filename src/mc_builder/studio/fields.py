"""A field as the page edits it: what is typed there, what may be; and back into the files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from mc_builder.beginning.steps import added_by, answers_of
from mc_builder.editing import (
    BlockText,
    Changes,
    FieldValue,
    add_block,
    add_column,
    add_row,
    block_of,
    is_block,
    remove_column,
    remove_row,
    remove_table,
    set_block,
    set_printed,
    set_value,
    value_of,
)
from mc_builder.editing.fields import Choice
from mc_builder.model.base import ACompleter
from mc_builder.project import Project
from mc_builder.source.blocks import Role
from mc_builder.source.prose import gap_alone, to_complete
from mc_builder.studio.session import Session
from mc_builder.studio.titles import field_help, field_name, title

#: What a block is, above the box where it is typed.
_ROLES = {
    Role.PARAGRAPHE: "Paragraphe",
    Role.INTERTITRE: "Intertitre",
    Role.ELEMENT: "Élément d’une liste",
    Role.CELLULE: "Cellule d’un tableau",
    Role.PLACE: "Ce que le texte place ici",
}


#: The field that says which files a project has.
_STEP = "dossier:etape"


class Conflict(Exception):
    """A field that somebody else changed meanwhile; `shown` is what it holds now."""

    def __init__(self, shown: dict[str, Any]) -> None:
        super().__init__()
        self.shown = shown


def shown(project: Project, ref: str) -> dict[str, Any]:
    """A field, or a block of prose, for the page; raises Refused when there is none."""
    return (
        of_block(block_of(project, ref))
        if is_block(project, ref)
        else of(project, value_of(project, ref))
    )


def of_block(block: BlockText) -> dict[str, Any]:
    """A block of prose for the page; one that is only a gap is an empty text that waits."""
    motive = gap_alone(block.markdown)
    return {
        "ref": block.ref,
        "champ": "",
        "nom": _ROLES[block.role],
        "genre": "texte" if block.role is Role.INTERTITRE else "markdown",
        "role": str(block.role),
        "plusieurs": False,
        "texte": "" if motive else block.markdown,
        "textes": [],
        "motif": motive,
        "facultatif": True,
        "completable": block.role not in {Role.INTERTITRE, Role.PLACE},
        "description": "",
        "defaut": "",
        "choix": [],
        "etat": json.dumps([block.markdown], ensure_ascii=False),
    }


def of(project: Project, field: FieldValue) -> dict[str, Any]:
    """A field for the page; `etat` is what it says now, to see later whether it changed."""
    key = field.ref.rpartition(":")[2]
    name = field_name(project, key)
    return {
        "ref": field.ref,
        "champ": key,
        "nom": name,
        "genre": str(field.kind),
        "plusieurs": field.many,
        "texte": field.text,
        "textes": list(field.texts),
        "motif": field.motif,
        "facultatif": field.optional,
        "completable": field.open,
        "description": field_help(name, field.description),
        "defaut": field.default,
        "choix": shown_choices(field.choices),
        "etat": json.dumps([field.text, field.texts, field.motif], ensure_ascii=False),
    }


def shown_choices(choices: Iterable[Choice]) -> list[dict[str, str]]:
    """What may be chosen, as the page says it."""
    return [{"valeur": c.value, "nom": c.label} for c in choices]


def write(session: Session, ref: str, asked: dict[str, Any]) -> None:
    """Write a field: its `texte`, its `textes`, or the `motif` for which it waits.

    `imprime` when it was changed in a document, not in the sheet of its object; `etat` is what it
    said when somebody began to type. Raises Conflict and Refused.
    """

    def made(project: Project) -> Changes:
        now = shown(project, ref)
        if now["etat"] != asked.get("etat") and not _is(now, asked):
            raise Conflict(now)
        if is_block(project, ref):
            return set_block(project, ref, _words(asked))
        put = set_printed if asked.get("imprime") is True else set_value
        changes = put(project, ref, _value(asked))
        return {**_due(project, asked), **changes} if ref == _STEP else changes

    session.change(f"Modifier : {_what(session.project, ref)}", made)


def add_after(session: Session, ref: str, words: str) -> None:
    """Write a paragraph, or an item, after a block of prose; raises Refused."""
    session.change("Ajouter un paragraphe", lambda project: add_block(project, ref, words))


def _due(project: Project, asked: dict[str, Any]) -> Changes:
    """The files that another step asks for: who sees no file could not add them."""
    answers = answers_of(project, str(asked.get("texte")))
    files = added_by(project, answers).items()
    return {
        path: data for path, data in files if project.files.read(path) is None and path[0] != "."
    }


#: What is done to the table of a cell, by its name in the address: how it is said, and done.
TABLES: dict[str, tuple[str, Callable[[Project, str], Changes]]] = {
    "ajouter-ligne": ("Ajouter une ligne au tableau", add_row),
    "retirer-ligne": ("Retirer une ligne du tableau", remove_row),
    "ajouter-colonne": ("Ajouter une colonne au tableau", add_column),
    "retirer-colonne": ("Retirer une colonne du tableau", remove_column),
    "retirer": ("Retirer un tableau", remove_table),
}


def change_table(session: Session, deed: str, ref: str) -> None:
    """Change the rows or the columns of the table of a cell; raises Refused."""
    label, act = TABLES[deed]
    session.change(label, lambda project: act(project, ref))


def _is(now: dict[str, Any], asked: dict[str, Any]) -> bool:
    """Whether the field says already what is asked."""
    return all(now[key] == asked[key] for key in ("texte", "textes", "motif") if key in asked)


def _words(asked: dict[str, Any]) -> str:
    """What a block says once it is written: its text, or why it waits."""
    motive = asked.get("motif")
    waits = isinstance(motive, str) and motive.strip()
    return to_complete(str(motive)) if waits else str(asked.get("texte") or "")


def _value(asked: dict[str, Any]) -> Any:
    motif, texts, text = (asked.get(key) for key in ("motif", "textes", "texte"))
    if isinstance(motif, str) and motif.strip():
        return ACompleter(motif.strip())
    if isinstance(texts, list):
        return [str(one) for one in texts if str(one).strip()]
    return text if isinstance(text, str) else None


def _what(project: Project, ref: str) -> str:
    """What a field is about, for the label of « Annuler »."""
    cle = ref.rpartition(":")[0] or ref
    models = project.projet.modeles() if project.model else ()
    model = next((one for one in models if one.cle == cle), None)
    return title(project, model) if model else "un texte"
